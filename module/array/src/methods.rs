//! The methods of `array`, and how arrays take in what others have.

use crate::class::{self, Array};
use crate::{items, pickle};
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::bytes::Bytes;
use taipan_objects::list::List;
use taipan_objects::native::{GetSet, getter};
use taipan_objects::str::Str;

/// A copy of the memory.
pub fn copied(vm: &mut Vm, array: &Array) -> PyResult<Vec<u8>> {
    let own = array.data.get(vm);
    let mut data = Vec::new();
    if !vm.heap.charge(own.len()) || data.try_reserve_exact(own.len()).is_err() {
        return Err(vm.memory_error());
    }
    data.extend_from_slice(own);
    Ok(data)
}

/// Adds the items of another array of the same kind of items.
pub fn append_array(vm: &mut Vm, array: &Array, other: &Array) -> PyResult<()> {
    let more = copied(vm, other)?;
    if !more.is_empty() {
        array.resizable(vm, more.len())?.extend_from_slice(&more);
    }
    Ok(())
}

/// Adds whatever an iterable gives.
pub fn append_all(vm: &mut Vm, array: &Array, iterable: &Value) -> PyResult<()> {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        array.push(vm, &item)?;
    }
    Ok(())
}

/// Adds items as a bytes-like object has them in memory.
pub fn append_bytes(vm: &mut Vm, array: &Array, object: &Value) -> PyResult<()> {
    let buffer = vm.buffer(object)?;
    if buffer.layout.as_ref().is_some_and(|layout| layout.itemsize != 1) {
        return Err(vm.type_error("a bytes-like object is required"));
    }
    if !buffer.len().is_multiple_of(array.size()) {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    if buffer.is_empty() {
        return Ok(());
    }
    let more = buffer.bytes(vm).to_vec();
    // A buffer on the array itself keeps it from growing.
    array.resizable(vm, more.len())?.extend_from_slice(&more);
    Ok(())
}

/// The first index in the range whose item equals the value.
pub fn find(vm: &mut Vm, array: &Array, value: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut index = start;
    while index < stop {
        let Some(item) = array.item(vm, index)? else { break };
        if vm.equal(&item, value)? {
            return Ok(Some(index));
        }
        index += 1;
    }
    Ok(None)
}

fn append(vm: &mut Vm, a: &[Value]) -> PyResult {
    a[0].expect::<Array>().push(vm, &a[1])?;
    Ok(Value::NONE)
}

pub fn extend(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    match a[1].downcast::<Array>() {
        Some(other) if other.code != array.code => {
            Err(vm.type_error("can only extend with array of same kind"))
        }
        Some(other) => append_array(vm, array, other).map(|()| Value::NONE),
        None => append_all(vm, array, &a[1]).map(|()| Value::NONE),
    }
}

fn insert(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = vm.index_i64(&a[1])?;
    let array = a[0].expect::<Array>();
    let raw = items::pack(vm, array.code, &a[2])?;
    let (length, size) = (array.len(vm) as i64, array.size());
    let index = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
    let at = index as usize * size;
    array.resizable(vm, size)?.splice(at..at, raw[..size].iter().copied());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = if a[1].is_null() { -1 } else { vm.index_i64(&a[1])? };
    let array = a[0].expect::<Array>();
    let length = array.len(vm) as i64;
    if length == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let index = if index < 0 { index.saturating_add(length) } else { index };
    if !(0..length).contains(&index) {
        return Err(vm.index_error("pop index out of range"));
    }
    let (index, size) = (index as usize, array.size());
    let item = array.item(vm, index)?.unwrap_or(Value::NONE);
    array.resizable(vm, 0)?.drain(index * size..(index + 1) * size);
    Ok(item)
}

fn remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    match find(vm, array, &a[1], 0, usize::MAX)? {
        Some(index) if index < array.len(vm) => {
            let size = array.size();
            array.resizable(vm, 0)?.drain(index * size..(index + 1) * size);
            Ok(Value::NONE)
        }
        _ => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn index(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let length = array.len(vm);
    let (start, stop) = vm.index_range(&a[2], &a[3], length)?;
    match find(vm, array, &a[1], start, stop)? {
        Some(index) => Ok(vm.new_int(index as i64)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let (mut at, mut found) = (0, 0);
    while let Some(index) = find(vm, array, &a[1], at, usize::MAX)? {
        found += 1;
        at = index + 1;
    }
    Ok(vm.new_int(found))
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    if array.len(vm) > 0 {
        *array.resizable(vm, 0)? = Vec::new();
    }
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let data = copied(vm, array)?;
    Ok(class::with_bytes(vm, array.code, data))
}

fn reverse(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let size = array.size();
    let data = array.data.data.get_mut(vm);
    data.reverse();
    data.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

fn byteswap(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let size = array.size();
    array.data.data.get_mut(vm).chunks_exact_mut(size).for_each(<[u8]>::reverse);
    Ok(Value::NONE)
}

fn buffer_info(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let data = array.data.data.get(vm);
    let address = if data.is_empty() { 0 } else { data.as_ptr().addr() };
    let (address, length) = (vm.new_u64(address as u64), vm.new_int(array.len(vm) as i64));
    Ok(vm.new_tuple(vec![address, length]))
}

fn tolist(vm: &mut Vm, a: &[Value]) -> PyResult {
    class::to_list(vm, a[0].expect::<Array>())
}

fn fromlist(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let Some(list) = a[1].downcast::<List>() else { return Err(vm.type_error("arg must be list")) };
    let (count, before) = (list.len(vm), array.len(vm));
    if count > 0 {
        array.check_unlocked(vm)?;
    }
    let mut result = Ok(());
    for index in 0..count {
        let Some(item) = list.items(vm).get(index).cloned() else { break };
        result = array.push(vm, &item);
        if result.is_err() {
            break;
        }
        if list.len(vm) != count {
            result = Err(vm.runtime_error("list changed size during iteration"));
            break;
        }
    }
    if let Err(raised) = result {
        let size = array.size();
        array.data.data.get_mut(vm).truncate(before * size);
        return Err(raised);
    }
    Ok(Value::NONE)
}

fn tobytes(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = copied(vm, a[0].expect::<Array>())?;
    vm.bytes_value(&data)
}

fn frombytes(vm: &mut Vm, a: &[Value]) -> PyResult {
    append_bytes(vm, a[0].expect::<Array>(), &a[1])?;
    Ok(Value::NONE)
}

fn tofile(vm: &mut Vm, a: &[Value]) -> PyResult {
    const BLOCK: usize = 64 * 1024;
    let array = a[0].expect::<Array>();
    let mut at = 0;
    while at < array.data.data.get(vm).len() {
        let data = array.data.data.get(vm);
        let end = data.len().min(at + BLOCK);
        let block = vm.new_bytes(&data[at..end]);
        vm.call_method(&a[1], "write", &[block])?;
        at = end;
    }
    Ok(Value::NONE)
}

fn fromfile(vm: &mut Vm, a: &[Value]) -> PyResult {
    let count = vm.index_i64(&a[2])?;
    let array = a[0].expect::<Array>();
    if count < 0 {
        return Err(vm.value_error("negative count"));
    }
    let Some(wanted) = count.checked_mul(array.size() as i64) else { return Err(vm.memory_error()) };
    let wanted_value = vm.new_int(wanted);
    let data = vm.call_method(&a[1], "read", &[wanted_value])?;
    let Some(bytes) = data.downcast::<Bytes>() else {
        return Err(vm.type_error("read() didn't return bytes"));
    };
    let short = bytes.data.len() as i64 != wanted;
    append_bytes(vm, array, &data)?;
    if short {
        return Err(vm.raise(Tp::EOFError, "read() didn't return enough bytes"));
    }
    Ok(Value::NONE)
}

fn fromunicode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    let Some(text) = a[1].downcast::<Str>() else {
        let text = format!("fromunicode() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    if !items::is_text(array.code) {
        let text = "fromunicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(vm.value_error(text));
    }
    array.push_text(vm, text)?;
    Ok(Value::NONE)
}

fn tounicode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let array = a[0].expect::<Array>();
    if !items::is_text(array.code) {
        let text = "tounicode() may only be called on unicode type arrays ('u' or 'w')";
        return Err(vm.value_error(text));
    }
    class::to_text(vm, array)
}

fn sizeof(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = a[0].expect::<Array>().data.data.get(vm).capacity();
    Ok(vm.new_int(64 + data as i64))
}

fn release_buffer(vm: &mut Vm, a: &[Value]) -> PyResult {
    taipan_objects::memoryview::release(vm, &a[1])?;
    Ok(Value::NONE)
}

fn view(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.index_i64(&a[1])?;
    taipan_objects::memoryview::of(vm, &a[0])
}

pub static GETSET: &[GetSet] = &[
    getter("typecode", |vm, o| Ok(vm.new_char(o.expect::<Array>().code.into()))),
    getter("itemsize", |vm, o| Ok(vm.new_int(o.expect::<Array>().size() as i64))),
];

pub static METHODS: &[NativeDef] = &[
    method("append", "($self, v, /)", append, "Append new value v to the end of the array."),
    method(
        "buffer_info",
        "($self, /)",
        buffer_info,
        "Return a tuple (address, length) giving the current memory address and the length in items of the buffer used to hold array's contents.\n\nThe length should be multiplied by the itemsize attribute to\ncalculate the buffer length in bytes.",
    ),
    method(
        "byteswap",
        "($self, /)",
        byteswap,
        "Byteswap all items of the array.\n\nIf the items in the array are not 1, 2, 4, or 8 bytes in size,\nRuntimeError is raised.",
    ),
    method("clear", "($self, /)", clear, "Remove all items from the array."),
    method("__copy__", "($self, /)", copy, "Return a copy of the array."),
    method("count", "($self, v, /)", count, "Return number of occurrences of v in the array."),
    method("__deepcopy__", "($self, unused, /)", copy, "Return a copy of the array."),
    method("extend", "($self, bb, /)", extend, "Append items to the end of the array."),
    method(
        "fromfile",
        "($self, f, n, /)",
        fromfile,
        "Read n objects from the file object f and append them to the end of the array.",
    ),
    method("fromlist", "($self, list, /)", fromlist, "Append items to array from list."),
    method(
        "frombytes",
        "($self, buffer, /)",
        frombytes,
        "Appends items from the string, interpreting it as an array of machine values, as if it had been read from a file using the fromfile() method.",
    ),
    method(
        "fromunicode",
        "($self, ustr, /)",
        fromunicode,
        "Extends this array with data from the unicode string ustr.\n\nThe array must be a unicode type array; otherwise a ValueError is\nraised.  Use array.frombytes(ustr.encode(...)) to append Unicode\ndata to an array of some other type.",
    ),
    method(
        "index",
        "($self, v, start=0, stop=sys.maxsize, /)",
        index,
        "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.",
    ),
    method("insert", "($self, i, v, /)", insert, "Insert a new item v into the array before position i."),
    method(
        "pop",
        "($self, i=-1, /)",
        pop,
        "Return the i-th element and delete it from the array.\n\ni defaults to -1.",
    ),
    method("__reduce_ex__", "($self, value, /)", pickle::reduce_ex, "Return state information for pickling."),
    method("remove", "($self, v, /)", remove, "Remove the first occurrence of v in the array."),
    method("reverse", "($self, /)", reverse, "Reverse the order of the items in the array."),
    method("tofile", "($self, f, /)", tofile, "Write all items (as machine values) to the file object f."),
    method("tolist", "($self, /)", tolist, "Convert array to an ordinary list with the same items."),
    method(
        "tobytes",
        "($self, /)",
        tobytes,
        "Convert the array to an array of machine values and return the bytes representation.",
    ),
    method(
        "tounicode",
        "($self, /)",
        tounicode,
        "Extends this array with data from the unicode string ustr.\n\nConvert the array to a unicode string.  The array must be a unicode\ntype array; otherwise a ValueError is raised.  Use\narray.tobytes().decode() to obtain a unicode string from an array of\nsome other type.",
    ),
    method("__sizeof__", "($self, /)", sizeof, "Size of the array in memory, in bytes."),
    method(
        "__buffer__",
        "($self, flags, /)",
        view,
        "Return a buffer object that exposes the underlying memory of the object.",
    ),
    method(
        "__release_buffer__",
        "($self, buffer, /)",
        release_buffer,
        "Release the buffer object that exposes the underlying memory of the object.",
    ),
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        taipan_objects::set::class_getitem,
        "Arrays are generic over the type of their elements",
    ),
];
