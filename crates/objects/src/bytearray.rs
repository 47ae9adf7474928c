//! `bytearray`: bytes that can change. While somebody holds a buffer of it, its size cannot.

use crate::buffer::{Buffer, Exporter};
use crate::bytes::{byte_of, from_object, from_source};
use crate::bytes_methods::{contains, content, repeated};
use crate::native::TypeSpec;
use crate::slice::{self, Slice};
use crate::slots::Slots;
use crate::str::Str;
use crate::{Args, BinaryOp, CompareOp, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// The payload of a bytearray.
pub struct ByteArray {
    pub data: Guarded<Vec<u8>>,
    /// Buffers that look at the bytes now.
    exports: Cell<usize>,
}

// SAFETY: no references.
unsafe impl Payload for ByteArray {
    const NAME: &'static str = "bytearray";
    const SHAPE: u32 = Tp::ByteArray as u32;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl ByteArray {
    pub fn new(data: Vec<u8>) -> ByteArray {
        ByteArray { data: Guarded::new(data), exports: Cell::new(0) }
    }

    fn count(&self, by: isize) {
        self.exports.set(self.exports.get().wrapping_add_signed(by));
    }
}

/// The export of a bytearray's memory.
static EXPORTER: Exporter = Exporter {
    bytes: |owner, vm| owner.downcast::<ByteArray>().map_or(&[], |o| o.data.data.get(vm).as_slice()),
    bytes_mut: |owner, vm| match owner.downcast::<ByteArray>() {
        Some(array) => array.data.data.get_mut(vm).as_mut_slice(),
        None => &mut [],
    },
    lock: |owner| {
        if let Some(array) = owner.downcast::<ByteArray>() {
            array.count(1);
        }
    },
    unlock: |owner| {
        if let Some(array) = owner.downcast::<ByteArray>() {
            array.count(-1);
        }
    },
};

impl Vm {
    /// A bytearray with these bytes.
    pub fn new_bytearray(&self, data: Vec<u8>) -> Value {
        self.heap.alloc_plain(Tp::ByteArray as u32, ByteArray::new(data))
    }
}

/// BufferError while somebody holds a buffer.
fn check_unlocked(vm: &mut Vm, array: &Obj<ByteArray>) -> PyResult<()> {
    if array.exports.get() == 0 {
        return Ok(());
    }
    Err(vm.raise(Tp::BufferError, "Existing exports of data: object cannot be re-sized"))
}

/// The bytes, to change their number: there is room for `more`.
fn resizable<'a>(vm: &'a mut Vm, array: &'a Obj<ByteArray>, more: usize) -> PyResult<&'a mut Vec<u8>> {
    check_unlocked(vm, array)?;
    let free = array.data.data.get(vm);
    let free = free.capacity() - free.len();
    if more > free && (!vm.heap.charge(more) || array.data.data.get_mut(vm).try_reserve(more).is_err()) {
        return Err(vm.memory_error());
    }
    Ok(array.data.data.get_mut(vm))
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let shape = class.expect::<crate::class::Type>().shape.get();
    Ok(vm.heap.alloc(shape, ByteArray::new(Vec::new())))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    const NAMES: [&str; 3] = ["source", "encoding", "errors"];
    let mut a = [Value::NULL, Value::NULL, Value::NULL];
    if args.all.len() > 3 {
        return Err(
            vm.type_error(format!("bytearray() takes at most 3 arguments ({} given)", args.all.len()))
        );
    }
    for (slot, value) in a.iter_mut().zip(args.positionals()) {
        *slot = value.clone();
    }
    for (key, value) in args.keywords() {
        let name = vm.text(key).into_owned();
        let Some(at) = NAMES.iter().position(|n| *n == name) else {
            return Err(vm.type_error(format!("bytearray() got an unexpected keyword argument '{name}'")));
        };
        if !a[at].is_null() {
            let text = format!("argument for bytearray() given by name ('{name}') and position ({})", at + 1);
            return Err(vm.type_error(text));
        }
        a[at] = value.clone();
    }
    let array = object.expect::<ByteArray>();
    check_unlocked(vm, array)?;
    array.data.data.get_mut(vm).clear();
    let data = from_source(vm, &a[0], &a[1], &a[2], "bytearray")?;
    check_unlocked(vm, array)?;
    *array.data.data.get_mut(vm) = data;
    Ok(())
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let mut text = taipan_text::TextBuf::new();
    text.push_str(&vm.type_name(object));
    text.push_str("(");
    let shown = taipan_text::bytes_repr::repr(content(vm, object));
    // Unlike that of bytes, this repr escapes single quotes between double ones too.
    let (open, inner) = shown.split_at(2.min(shown.len()));
    text.push_ascii(open);
    for &byte in inner {
        if byte == b'\'' && open == b"b\"" {
            text.push_ascii(b"\\");
        }
        text.push_ascii(&[byte]);
    }
    text.push_str(")");
    vm.text_value(text)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if b.downcast::<Str>().is_some() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some(other) = vm.try_buffer(b, false)? else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::from_bool(crate::str::compare_texts(content(vm, a), other.bytes(vm), op)))
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(content(vm, object).len())
}

/// The index of an item, the length asked last.
fn item_index(vm: &mut Vm, object: &Value, key: &Value) -> PyResult<usize> {
    const RANGE: &str = "bytearray index out of range";
    const KIND: &str = "bytearray indices must be integers or slices";
    if vm.type_of(key).slots().index.is_none() {
        return vm.sequence_index(key, 0, RANGE, KIND);
    }
    let index = vm.index(key)?;
    let length = content(vm, object).len();
    if index.is_small_int() {
        return vm.sequence_index(&index, length, RANGE, KIND);
    }
    vm.sequence_index(key, length, RANGE, KIND)
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    if let Some(slice) = key.downcast::<Slice>() {
        let (start, step, count) = slice::indices_of(vm, slice, |vm| content(vm, object).len())?;
        let data = content(vm, object);
        let taken = (0..count).map(|i| data[(start as isize + i as isize * step) as usize]).collect();
        return Ok(vm.new_bytearray(taken));
    }
    let index = item_index(vm, object, key)?;
    Ok(Value::from_i32(content(vm, object)[index].into()))
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let array = object.expect::<ByteArray>();
    if let Some(slice) = key.downcast::<Slice>() {
        return set_slice(vm, object, slice, value);
    }
    let Some(value) = value else {
        let index = item_index(vm, object, key)?;
        resizable(vm, array, 0)?.remove(index);
        return Ok(());
    };
    item_index(vm, object, key)?;
    let byte = byte_of(vm, value, "byte must be in range(0, 256)")?;
    let index = item_index(vm, object, key)?;
    array.data.data.get_mut(vm)[index] = byte;
    Ok(())
}

fn set_slice(vm: &mut Vm, object: &Value, slice: &Slice, value: Option<&Value>) -> PyResult<()> {
    let array = object.expect::<ByteArray>();
    let new = match value {
        None => Vec::new(),
        Some(value) => {
            let takes = value.downcast::<Str>().is_none()
                && (vm.has_buffer(value)
                    || (vm.type_of(value).slots().iter.is_some()
                        && vm.type_of(value).slots().index.is_none()));
            if !takes {
                let text = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                return Err(vm.type_error(text));
            }
            from_object(vm, value, "bytearray")?
        }
    };
    let (start, step, count) = slice::indices_of(vm, slice, |vm| content(vm, object).len())?;
    if step == 1 {
        if new.len() == count {
            array.data.data.get_mut(vm)[start..start + count].copy_from_slice(&new);
            return Ok(());
        }
        resizable(vm, array, new.len())?.splice(start..start + count, new);
        return Ok(());
    }
    let at = |i: usize| (start as isize + i as isize * step) as usize;
    if value.is_none() || new.is_empty() {
        if count == 0 {
            return Ok(());
        }
        let mut doomed: Vec<usize> = (0..count).map(at).collect();
        doomed.sort_unstable();
        let mut position = 0;
        let mut next = doomed.into_iter().peekable();
        resizable(vm, array, 0)?.retain(|_| {
            let gone = next.next_if_eq(&position).is_some();
            position += 1;
            !gone
        });
        return Ok(());
    }
    if new.len() != count {
        let text = format!("attempt to assign bytes of size {} to extended slice of size {count}", new.len());
        return Err(vm.value_error(text));
    }
    let data = array.data.data.get_mut(vm);
    for (i, byte) in new.into_iter().enumerate() {
        data[at(i)] = byte;
    }
    Ok(())
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(right) = vm.try_buffer(b, false)? else {
        let text = format!("can't concat {} to {}", vm.type_name(b), vm.type_name(a));
        return Err(vm.type_error(text));
    };
    let left = content(vm, a);
    let mut data = Vec::new();
    if !vm.heap.charge(left.len() + right.len()) || data.try_reserve_exact(left.len() + right.len()).is_err()
    {
        return Err(vm.memory_error());
    }
    data.extend_from_slice(left);
    data.extend_from_slice(right.bytes(vm));
    Ok(vm.new_bytearray(data))
}

fn inplace_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if vm.type_of(b).slots().buffer.is_none() && !vm.has_buffer(b) {
        let text = format!("can't concat {} to {}", vm.type_name(b), vm.type_name(a));
        return Err(vm.type_error(text));
    }
    let more = vm.copy_bytes(b)?;
    resizable(vm, a.expect::<ByteArray>(), more.len())?.extend_from_slice(&more);
    Ok(a.clone())
}

fn repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    let data = repeated(vm, a, count)?;
    Ok(vm.new_bytearray(data))
}

fn inplace_repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    let data = repeated(vm, a, count)?;
    *resizable(vm, a.expect::<ByteArray>(), 0)? = data;
    Ok(a.clone())
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(crate::iterators::sequence(vm, Tp::ByteArrayIterator, object.clone()))
}

fn buffer(vm: &mut Vm, object: &Value, _: bool) -> PyResult<Buffer> {
    let length = content(vm, object).len();
    Ok(Buffer::new(object.clone(), &EXPORTER, 0, length, false))
}

pub(crate) fn alloc(vm: &mut Vm, a: &[Value]) -> PyResult {
    // CPython keeps one byte for the closing NUL.
    let capacity = match content(vm, &a[0]).len() {
        0 => 0,
        length => length + 1,
    };
    Ok(vm.new_int(capacity as i64))
}

pub(crate) fn release_buffer(vm: &mut Vm, a: &[Value]) -> PyResult {
    crate::memoryview::release(vm, &a[1])?;
    Ok(Value::NONE)
}

fn reduced(vm: &mut Vm, a: &[Value], protocol: i64) -> PyResult {
    let copy = content(vm, &a[0]).to_vec();
    let args = if protocol < 3 {
        let mut text = taipan_text::TextBuf::with_capacity(copy.len());
        copy.iter().for_each(|&byte| text.push(byte.into()));
        let text = vm.text_value(text)?;
        if copy.is_empty() { Vec::new() } else { vec![text, vm.new_str("latin-1")] }
    } else if copy.is_empty() {
        Vec::new()
    } else {
        vec![vm.bytes_value(&copy)?]
    };
    let args = vm.new_tuple(args);
    let class = vm.type_of(&a[0]).value();
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    Ok(vm.new_tuple(vec![class, args, state]))
}

pub(crate) fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    reduced(vm, a, 2)
}

pub(crate) fn reduce_ex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let protocol = if a[1].is_null() { 0 } else { vm.index_i64(&a[1])? };
    reduced(vm, a, protocol)
}

pub(crate) fn append(vm: &mut Vm, a: &[Value]) -> PyResult {
    let byte = byte_of(vm, &a[1], "byte must be in range(0, 256)")?;
    resizable(vm, a[0].expect::<ByteArray>(), 1)?.push(byte);
    Ok(Value::NONE)
}

pub(crate) fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    *resizable(vm, a[0].expect::<ByteArray>(), 0)? = Vec::new();
    Ok(Value::NONE)
}

pub(crate) fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = repeated(vm, &a[0], 1)?;
    Ok(vm.new_bytearray(data))
}

pub(crate) fn extend(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].downcast::<Str>().is_some() {
        return Err(vm.type_error("expected iterable of integers; got: 'str'"));
    }
    if !vm.has_buffer(&a[1]) && vm.type_of(&a[1]).slots().iter.is_none() {
        let text = format!("can't extend bytearray with {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let more = from_object(vm, &a[1], "bytearray")?;
    resizable(vm, a[0].expect::<ByteArray>(), more.len())?.extend_from_slice(&more);
    Ok(Value::NONE)
}

pub(crate) fn insert(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = vm.index_i64(&a[1])?;
    let byte = byte_of(vm, &a[2], "byte must be in range(0, 256)")?;
    let length = content(vm, &a[0]).len() as i64;
    let at = if index < 0 { (index.saturating_add(length)).max(0) } else { index.min(length) };
    resizable(vm, a[0].expect::<ByteArray>(), 1)?.insert(at as usize, byte);
    Ok(Value::NONE)
}

pub(crate) fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let index = if a[1].is_null() { -1 } else { vm.index_i64(&a[1])? };
    let length = content(vm, &a[0]).len() as i64;
    if length == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let at = if index < 0 { index.saturating_add(length) } else { index };
    if at < 0 || at >= length {
        return Err(vm.index_error("pop index out of range"));
    }
    let byte = resizable(vm, a[0].expect::<ByteArray>(), 0)?.remove(at as usize);
    Ok(Value::from_i32(byte.into()))
}

pub(crate) fn remove(vm: &mut Vm, a: &[Value]) -> PyResult {
    let byte = byte_of(vm, &a[1], "byte must be in range(0, 256)")?;
    match content(vm, &a[0]).iter().position(|&own| own == byte) {
        Some(at) => {
            resizable(vm, a[0].expect::<ByteArray>(), 0)?.remove(at);
            Ok(Value::NONE)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

pub(crate) fn resize(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = vm.index_i64(&a[1])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error(format!("Can only resize to positive sizes, got {size}")));
    };
    let more = size.saturating_sub(content(vm, &a[0]).len());
    resizable(vm, a[0].expect::<ByteArray>(), more)?.resize(size, 0);
    Ok(Value::NONE)
}

pub(crate) fn reverse(vm: &mut Vm, a: &[Value]) -> PyResult {
    a[0].expect::<ByteArray>().data.data.get_mut(vm).reverse();
    Ok(Value::NONE)
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        str: Some(repr),
        hash: Some(crate::object::unhashable),
        compare: Some(compare),
        len: Some(len),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(contains),
        concat: Some(concat),
        repeat: Some(repeat),
        inplace_concat: Some(inplace_concat),
        inplace_repeat: Some(inplace_repeat),
        iter: Some(iter),
        buffer: Some(buffer),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Remainder as usize] = Some(crate::bytes_format::remainder);
    TypeSpec {
        slots,
        methods: crate::bytes_table::BYTEARRAY_METHODS,
        doc: Some(
            "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the buffer API.\n  - an integer",
        ),
        ..TypeSpec::default()
    }
}
