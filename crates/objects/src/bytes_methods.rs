//! The methods that `bytes` and `bytearray` share. `a[0]` is either; a result is of the same kind, and where nothing
//! changes a bytes object gives itself while a bytearray gives a copy.

use crate::buffer::Buffer;
use crate::bytearray::ByteArray;
use crate::bytes::{Bytes, byte_of};

use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Tp, Value, Vm};
use taipan_text::bytes::{self as algorithms, Side};
use taipan_text::bytes_repr;
use taipan_text::pad::{self, Justify};
use taipan_text::split;

/// The bytes of a bytes or bytearray object.
pub fn content<'a>(vm: &'a Vm, value: &'a Value) -> &'a [u8] {
    match value.downcast::<Bytes>() {
        Some(bytes) => bytes.data.as_slice(),
        None => value.downcast::<ByteArray>().map_or(&[], |array| array.data.data.get(vm).as_slice()),
    }
}

/// A small object of the same kind.
pub(crate) fn like(vm: &Vm, own: &Value, data: &[u8]) -> Value {
    if own.downcast::<Bytes>().is_some() { vm.new_bytes(data) } else { vm.new_bytearray(data.to_vec()) }
}

/// An object of the same kind, or MemoryError.
pub(crate) fn result(vm: &mut Vm, own: &Value, data: Vec<u8>) -> PyResult {
    if own.downcast::<Bytes>().is_some() {
        return vm.bytes_value(&data);
    }
    Ok(vm.new_bytearray(data))
}

/// The object itself where it is an exact bytes object, else a copy.
pub(crate) fn unchanged(vm: &mut Vm, own: &Value) -> PyResult {
    if vm.is_exact(own, Tp::Bytes) {
        return Ok(own.clone());
    }
    let copy = content(vm, own).to_vec();
    result(vm, own, copy)
}

pub(crate) fn finish(
    vm: &mut Vm,
    own: &Value,
    data: taipan_text::error::Result<Option<Vec<u8>>>,
) -> PyResult {
    match data {
        Ok(Some(data)) => result(vm, own, data),
        Ok(None) => unchanged(vm, own),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// The bytes repeated, within the budget.
pub fn repeated(vm: &mut Vm, own: &Value, count: usize) -> PyResult<Vec<u8>> {
    let size = content(vm, own).len().checked_mul(count);
    if !size.is_some_and(|size| vm.heap.charge(size)) {
        return Err(vm.memory_error());
    }
    match algorithms::repeat(content(vm, own), count) {
        Ok(data) => Ok(data),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// What is searched: a byte, or the bytes of a buffer.
enum Needle {
    Byte(u8),
    Buffer(Buffer),
}

impl Needle {
    fn of(vm: &mut Vm, value: &Value) -> PyResult<Needle> {
        if let Some(buffer) = vm.try_buffer(value, false)? {
            return Ok(Needle::Buffer(buffer));
        }
        if vm.type_of(value).slots().index.is_none() {
            let text =
                format!("argument should be integer or bytes-like object, not '{}'", vm.type_name(value));
            return Err(vm.type_error(text));
        }
        byte_of(vm, value, "byte must be in range(0, 256)").map(Needle::Byte)
    }

    fn with<R>(&self, vm: &Vm, read: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Needle::Byte(byte) => read(&[*byte]),
            Needle::Buffer(buffer) => read(buffer.bytes(vm)),
        }
    }
}

/// `item in bytes`.
pub fn contains(vm: &mut Vm, own: &Value, item: &Value) -> PyResult<bool> {
    let needle = if vm.type_of(item).slots().index.is_some() {
        Needle::Byte(byte_of(vm, item, "byte must be in range(0, 256)")?)
    } else {
        Needle::Buffer(vm.buffer(item)?)
    };
    Ok(needle.with(vm, |needle| algorithms::contains(content(vm, own), needle)))
}

pub(crate) type Find = fn(&[u8], &[u8]) -> Option<usize>;

pub(crate) fn search(vm: &mut Vm, a: &[Value], find: Find) -> PyResult<Option<usize>> {
    let needle = Needle::of(vm, &a[1])?;
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    let data = content(vm, &a[0]);
    let Some((start, end)) = algorithms::clip(start, end, data.len()) else { return Ok(None) };
    Ok(needle.with(vm, |needle| find(&data[start..end], needle)).map(|at| start + at))
}

pub(crate) fn position(vm: &mut Vm, a: &[Value], find: Find) -> PyResult {
    let found = search(vm, a, find)?;
    Ok(found.map_or(Value::from_i32(-1), |at| vm.new_int(at as i64)))
}

pub(crate) fn required_position(vm: &mut Vm, a: &[Value], find: Find) -> PyResult {
    match search(vm, a, find)? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

pub(crate) fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let needle = Needle::of(vm, &a[1])?;
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    let data = content(vm, &a[0]);
    let Some((start, end)) = algorithms::clip(start, end, data.len()) else { return Ok(Value::ZERO) };
    let count = needle.with(vm, |needle| algorithms::count(&data[start..end], needle));
    Ok(vm.new_int(count as i64))
}

pub(crate) fn affix(vm: &mut Vm, a: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    let check = |vm: &mut Vm, affix: &Value| {
        let affix = vm.buffer(affix)?;
        let data = content(vm, &a[0]);
        let Some((start, end)) = algorithms::clip(start, end, data.len()) else { return Ok(false) };
        Ok(test(&data[start..end], affix.bytes(vm)))
    };
    if let Some(tuple) = a[1].downcast::<Tuple>() {
        for affix in tuple.items() {
            if check(vm, affix)? {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    if !vm.has_buffer(&a[1]) {
        let text = format!("{name} first arg must be bytes or a tuple of bytes, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    check(vm, &a[1]).map(Value::from_bool)
}

/// The largest number of splits: negative ones mean all.
pub fn limit(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    if value.is_null() {
        return Ok(usize::MAX);
    }
    Ok(usize::try_from(vm.index_i64(value)?).unwrap_or(usize::MAX))
}

pub(crate) fn optional_buffer(vm: &mut Vm, value: &Value) -> PyResult<Option<Buffer>> {
    if value.is_null() || value.is_none() { Ok(None) } else { vm.buffer(value).map(Some) }
}

pub(crate) type Ranges = Vec<std::ops::Range<usize>>;
pub(crate) type Split = fn(&[u8], Option<&[u8]>, usize) -> taipan_text::error::Result<Ranges>;

pub(crate) fn pieces(vm: &mut Vm, own: &Value, ranges: Ranges) -> PyResult {
    let data = content(vm, own);
    let items = ranges.into_iter().map(|range| like(vm, own, &data[range])).collect();
    Ok(vm.new_list(items))
}

pub(crate) fn split_with(vm: &mut Vm, a: &[Value], split: Split) -> PyResult {
    let limit = limit(vm, &a[2])?;
    let separator = optional_buffer(vm, &a[1])?;
    let ranges = split(content(vm, &a[0]), separator.as_ref().map(|s| s.bytes(vm)), limit);
    match ranges {
        Ok(ranges) => pieces(vm, &a[0], ranges),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

pub(crate) fn splitlines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let keep = !a[1].is_null() && vm.truth(&a[1])?;
    let ranges = split::splitlines_bytes(content(vm, &a[0]), keep);
    pieces(vm, &a[0], ranges)
}

pub(crate) fn partition_with(vm: &mut Vm, a: &[Value], find: Find, last: bool) -> PyResult {
    let separator = vm.buffer(&a[1])?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let data = content(vm, &a[0]);
    let found = find(data, separator.bytes(vm));
    let own_bytes = a[0].downcast::<Bytes>().is_some();
    let parts = match found {
        Some(at) => {
            let head = like(vm, &a[0], &data[..at]);
            let tail = like(vm, &a[0], &data[at + separator.len()..]);
            let middle = if own_bytes { a[1].clone() } else { like(vm, &a[0], separator.bytes(vm)) };
            vec![head, middle, tail]
        }
        None => {
            let (first, second) = (like(vm, &a[0], b""), like(vm, &a[0], b""));
            let whole = unchanged(vm, &a[0])?;
            if last { vec![first, second, whole] } else { vec![whole, first, second] }
        }
    };
    Ok(vm.new_tuple(parts))
}

pub(crate) fn strip_with(vm: &mut Vm, a: &[Value], side: Side) -> PyResult {
    let set = optional_buffer(vm, &a[1])?;
    let data = content(vm, &a[0]);
    let range = algorithms::strip(data, set.as_ref().map(|s| s.bytes(vm)), side);
    if range.len() == data.len() && vm.is_exact(&a[0], Tp::Bytes) {
        return Ok(a[0].clone());
    }
    Ok(like(vm, &a[0], &data[range]))
}

pub(crate) fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (from, to) = (vm.buffer(&a[1])?, vm.buffer(&a[2])?);
    let limit = limit(vm, &a[3])?;
    let data = algorithms::replace(content(vm, &a[0]), from.bytes(vm), to.bytes(vm), limit);
    finish(vm, &a[0], data.map(|found| found.map(|(data, _)| data)))
}

pub(crate) fn removeprefix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = vm.buffer(&a[1])?;
    match content(vm, &a[0]).strip_prefix(affix.bytes(vm)) {
        Some(rest) if !affix.is_empty() => Ok(like(vm, &a[0], rest)),
        _ => unchanged(vm, &a[0]),
    }
}

pub(crate) fn removesuffix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = vm.buffer(&a[1])?;
    match content(vm, &a[0]).strip_suffix(affix.bytes(vm)) {
        Some(rest) if !affix.is_empty() => Ok(like(vm, &a[0], rest)),
        _ => unchanged(vm, &a[0]),
    }
}

pub(crate) fn justify(vm: &mut Vm, a: &[Value], name: &str, how: Justify) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    let fill = if a[2].is_null() {
        b' '
    } else {
        if a[2].downcast::<Bytes>().is_none() && a[2].downcast::<ByteArray>().is_none() {
            let text =
                format!("{name}() argument 2 must be a byte string of length 1, not {}", vm.type_name(&a[2]));
            return Err(vm.type_error(text));
        }
        match *content(vm, &a[2]) {
            [fill] => fill,
            ref other => {
                let text = format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {} object of length {}",
                    vm.type_name(&a[2]),
                    other.len()
                );
                return Err(vm.type_error(text));
            }
        }
    };
    charge_width(vm, width)?;
    let data = pad::justify_bytes(content(vm, &a[0]), width, fill, how);
    finish(vm, &a[0], data)
}

/// MemoryError for a width the budget refuses.
pub fn charge_width(vm: &mut Vm, width: isize) -> PyResult<()> {
    if width > 4096 && !vm.heap.charge(width as usize) { Err(vm.memory_error()) } else { Ok(()) }
}

pub(crate) fn zfill(vm: &mut Vm, a: &[Value]) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    charge_width(vm, width)?;
    let data = pad::zfill_bytes(content(vm, &a[0]), width);
    finish(vm, &a[0], data)
}

/// An int argument that CPython keeps in a C int.
pub fn c_int(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() {
        return Ok(default);
    }
    let index = vm.index(value)?;
    match index.as_small().map(i32::try_from) {
        Some(Ok(value)) => Ok(value),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

pub(crate) fn expandtabs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = c_int(vm, &a[1], 8)?;
    let data = pad::expandtabs_bytes(content(vm, &a[0]), size as isize);
    finish(vm, &a[0], data.map(Some))
}

pub(crate) fn join(vm: &mut Vm, a: &[Value]) -> PyResult {
    // The iterable may not change the separator.
    let _lock = vm.buffer(&a[0])?;
    let items = match vm.collect(&a[1]) {
        Ok(items) => items,
        Err(raised) if vm.is_raised(&raised, Tp::TypeError) && vm.type_of(&a[1]).slots().iter.is_none() => {
            return Err(vm.type_error("can only join an iterable"));
        }
        Err(raised) => return Err(raised),
    };
    if let [only] = items.as_slice()
        && vm.is_exact(only, Tp::Bytes)
        && vm.is_exact(&a[0], Tp::Bytes)
    {
        return Ok(only.clone());
    }
    let mut buffers = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match vm.try_buffer(item, false)? {
            Some(buffer) => buffers.push(buffer),
            None => {
                let text = format!(
                    "sequence item {index}: expected a bytes-like object, {} found",
                    vm.type_name(item)
                );
                return Err(vm.type_error(text));
            }
        }
    }
    let separator = content(vm, &a[0]);
    let size = buffers.iter().map(Buffer::len).sum::<usize>()
        + separator.len().saturating_mul(buffers.len().saturating_sub(1));
    let mut data = Vec::new();
    if !vm.heap.charge(size) || data.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    for (index, buffer) in buffers.iter().enumerate() {
        if index > 0 {
            data.extend_from_slice(separator);
        }
        data.extend_from_slice(buffer.bytes(vm));
    }
    drop(buffers);
    result(vm, &a[0], data)
}

pub(crate) fn translate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let table = optional_buffer(vm, &a[1])?;
    if table.as_ref().is_some_and(|table| table.bytes(vm).len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = if a[2].is_null() { None } else { Some(vm.buffer(&a[2])?) };
    let mapped = {
        let table = match table.as_ref().map(|t| <&[u8; 256]>::try_from(t.bytes(vm))) {
            Some(Err(_)) => return Err(vm.value_error("translation table must be 256 characters long")),
            Some(Ok(table)) => Some(table),
            None => None,
        };
        let delete = delete.as_ref().map_or(&[][..], |d| d.bytes(vm));
        algorithms::translate(content(vm, &a[0]), table, delete)
    };
    if mapped == content(vm, &a[0]) {
        return unchanged(vm, &a[0]);
    }
    result(vm, &a[0], mapped)
}

pub(crate) fn maketrans(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (from, to) = (vm.buffer(&a[0])?, vm.buffer(&a[1])?);
    match algorithms::maketrans(from.bytes(vm), to.bytes(vm)) {
        Ok(table) => Ok(vm.new_bytes(&table)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// The separator and group size of `hex(sep, bytes_per_sep)`.
pub fn hex_arguments(vm: &mut Vm, separator: &Value, group: &Value) -> PyResult<(Option<u8>, isize)> {
    let group = c_int(vm, group, 1)? as isize;
    if separator.is_null() {
        return Ok((None, group));
    }
    if vm.type_of(separator).has_flag(crate::class::type_flags::HEAP) {
        // A subclass may say another length, or do something when it is asked.
        vm.len(separator)?;
    }
    let found = match (separator.downcast::<Str>(), separator.downcast::<Bytes>()) {
        (Some(text), _) => bytes_repr::separator(text.data.text()),
        (_, Some(bytes)) => match *bytes.data.as_slice() {
            [byte] if byte.is_ascii() => Ok(byte),
            [_] => Err(taipan_text::TextError::value("sep must be ASCII.")),
            _ => Err(taipan_text::TextError::value("sep must be length 1.")),
        },
        _ => {
            if vm.len(separator)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            return Err(vm.type_error("sep must be str or bytes."));
        }
    };
    match found {
        Ok(byte) => Ok((Some(byte), group)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

pub(crate) fn hex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (separator, group) = hex_arguments(vm, &a[1], &a[2])?;
    if !vm.heap.charge(content(vm, &a[0]).len().saturating_mul(3)) {
        return Err(vm.memory_error());
    }
    let digits = bytes_repr::hex(content(vm, &a[0]), separator, group);
    vm.text_value(taipan_text::TextBuf::from_ascii(digits))
}

pub(crate) fn fromhex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let parsed = if let Some(text) = a[1].downcast::<Str>() {
        bytes_repr::from_hex(text.data.text())
    } else {
        match vm.try_buffer(&a[1], false)? {
            Some(buffer) => bytes_repr::from_hex_data(buffer.bytes(vm)),
            None => {
                let text =
                    format!("fromhex() argument must be str or bytes-like, not {}", vm.type_name(&a[1]));
                return Err(vm.type_error(text));
            }
        }
    };
    let data = match parsed {
        Ok(data) => data,
        Err(error) => return Err(crate::raise::from_text(vm, error)),
    };
    if a[0].is(&vm.class(Tp::ByteArray)) {
        return Ok(vm.new_bytearray(data));
    }
    let made = vm.bytes_value(&data)?;
    if a[0].is(&vm.class(Tp::Bytes)) { Ok(made) } else { vm.call(&a[0], &[made]) }
}

pub(crate) fn decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (encoding, errors) = crate::bytes::codec_names(vm, &a[1], &a[2], "decode")?;
    vm.decode_bytes(&a[0], &encoding, &errors)
}

pub(crate) fn buffer_view(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[1])?;
    let view = crate::memoryview::of(vm, &a[0])?;
    if flags & 1 != 0 && a[0].downcast::<Bytes>().is_some() {
        return Err(vm.raise(Tp::BufferError, "Object is not writable."));
    }
    Ok(view)
}
