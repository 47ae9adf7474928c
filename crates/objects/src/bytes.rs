//! `bytes`: immutable bytes, inline behind their length and cached hash.

use crate::buffer::{BYTES, Buffer};
use crate::bytes_methods as shared;
use crate::int::Number;
use crate::native::TypeSpec;
use crate::slots::Slots;
use crate::str::Str;
use crate::{BinaryOp, CompareOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::Cell;

/// The payload of a bytes object.
pub struct Bytes {
    hash: Cell<i64>,
    length: usize,
}

/// `hash` while it is not known.
const NO_HASH: i64 = -1;

// SAFETY: bytes hold no references.
unsafe impl Payload for Bytes {
    const NAME: &'static str = "bytes";
    const SHAPE: u32 = Tp::Bytes as u32;
    const CONTAINER: bool = false;
    const VARIABLE: bool = true;
    fn trace(&self, _: Tracer<'_>) {}
    fn tail_bytes(&self) -> usize {
        self.length
    }
}

impl Bytes {
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `length` bytes lie behind the fixed part since the object was made, and nothing changes them.
        unsafe { std::slice::from_raw_parts((&raw const *self).add(1).cast::<u8>(), self.length) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.length
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// Bytes of an exact shape; `None` where there is no memory for them.
pub fn allocate(vm: &Vm, shape: u32, data: &[u8]) -> Option<Value> {
    if data.len() > 4096 && !vm.heap.charge(data.len()) {
        return None;
    }
    let payload = Bytes { hash: Cell::new(NO_HASH), length: data.len() };
    let value = vm.heap.alloc_variable(shape, data.len(), payload).ok()?;
    // SAFETY: the block has room for the bytes behind the fixed part, and nobody else sees it yet.
    unsafe {
        let to = (&raw const value.expect::<Bytes>().data).add(1).cast::<u8>().cast_mut();
        std::ptr::copy_nonoverlapping(data.as_ptr(), to, data.len());
    }
    Some(value)
}

/// A bytes object; the empty one is shared once the Vm has it.
pub fn make(vm: &Vm, data: &[u8]) -> Value {
    if data.is_empty() && !vm.empty_bytes.is_null() {
        return vm.empty_bytes.clone();
    }
    match allocate(vm, Tp::Bytes as u32, data) {
        Some(value) => value,
        None => std::alloc::handle_alloc_error(std::alloc::Layout::new::<Bytes>()),
    }
}

impl Vm {
    /// A bytes object of a small, known size.
    pub fn new_bytes(&self, data: &[u8]) -> Value {
        make(self, data)
    }

    /// A bytes object, or MemoryError.
    pub fn bytes_value(&mut self, data: &[u8]) -> PyResult {
        if data.is_empty() {
            return Ok(self.empty_bytes.clone());
        }
        match allocate(self, Tp::Bytes as u32, data) {
            Some(value) => Ok(value),
            None => Err(self.memory_error()),
        }
    }

    /// A copy of the bytes of a bytes-like object.
    pub fn copy_bytes(&mut self, object: &Value) -> PyResult<Vec<u8>> {
        let buffer = self.buffer(object)?;
        match copied(buffer.bytes(self)) {
            Some(data) => Ok(data),
            None => Err(self.memory_error()),
        }
    }
}

/// A copy of a slice; `None` where there is no memory.
pub fn copied(data: &[u8]) -> Option<Vec<u8>> {
    let mut copy = Vec::new();
    copy.try_reserve_exact(data.len()).ok()?;
    copy.extend_from_slice(data);
    Some(copy)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let bytes = taipan_text::bytes_repr::repr(object.expect::<Bytes>().as_slice());
    vm.text_value(taipan_text::TextBuf::from_ascii(bytes))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let bytes = object.expect::<Bytes>();
    if bytes.hash.get() == NO_HASH {
        bytes.hash.set(vm.hash_key.hash_bytes(bytes.as_slice()));
    }
    Ok(bytes.hash.get())
}

/// Other bytes-like operands answer themselves.
fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Bytes>(), b.downcast::<Bytes>()) {
        (Some(x), Some(y)) => {
            Ok(Value::from_bool(crate::str::compare_texts(x.data.as_slice(), y.data.as_slice(), op)))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn len(_: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(object.expect::<Bytes>().len())
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let bytes = object.expect::<Bytes>().as_slice();
    if let Some(slice) = key.downcast::<crate::slice::Slice>() {
        let (start, step, count) = crate::slice::indices(vm, slice, bytes.len())?;
        if step == 1 {
            if count == bytes.len() && vm.is_exact(object, Tp::Bytes) {
                return Ok(object.clone());
            }
            return vm.bytes_value(&bytes[start..start + count]);
        }
        let taken: Vec<u8> =
            (0..count).map(|i| bytes[(start as isize + i as isize * step) as usize]).collect();
        return vm.bytes_value(&taken);
    }
    let index =
        vm.sequence_index(key, bytes.len(), "index out of range", "byte indices must be integers or slices")?;
    Ok(Value::from_i32(bytes[index].into()))
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let left = a.expect::<Bytes>();
    let Some(right) = vm.try_buffer(b, false)? else {
        let text = format!("can't concat {} to {}", vm.type_name(b), vm.type_name(a));
        return Err(vm.type_error(text));
    };
    if right.is_empty() && vm.is_exact(a, Tp::Bytes) {
        return Ok(a.clone());
    }
    if left.is_empty() && vm.is_exact(b, Tp::Bytes) {
        return Ok(b.clone());
    }
    let mut data = Vec::new();
    if !vm.heap.charge(left.len().saturating_add(right.len()))
        || data.try_reserve_exact(left.len() + right.len()).is_err()
    {
        return Err(vm.memory_error());
    }
    data.extend_from_slice(left.as_slice());
    data.extend_from_slice(right.bytes(vm));
    vm.bytes_value(&data)
}

fn repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    if count == 1 && vm.is_exact(a, Tp::Bytes) {
        return Ok(a.clone());
    }
    let data = shared::repeated(vm, a, count)?;
    vm.bytes_value(&data)
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(crate::iterators::sequence(vm, Tp::BytesIterator, object.clone()))
}

fn buffer(_: &mut Vm, object: &Value, _: bool) -> PyResult<Buffer> {
    Ok(Buffer::new(object.clone(), &BYTES, 0, object.expect::<Bytes>().len(), true))
}

/// The bytes that `bytes(source, encoding, errors)` and `bytearray(…)` start with. `name` is the class's.
pub fn from_source(
    vm: &mut Vm,
    source: &Value,
    encoding: &Value,
    errors: &Value,
    name: &str,
) -> PyResult<Vec<u8>> {
    let is_text = source.downcast::<Str>().is_some();
    if !encoding.is_null() {
        let (encoding, errors) = codec_names(vm, encoding, errors, name)?;
        if !is_text {
            return Err(vm.type_error("encoding without a string argument"));
        }
        let encoded = vm.encode_text(source, &encoding, &errors)?;
        return vm.copy_bytes(&encoded);
    }
    if !errors.is_null() {
        codec_names(vm, encoding, errors, name)?;
        let text =
            if is_text { "string argument without an encoding" } else { "errors without a string argument" };
        return Err(vm.type_error(text));
    }
    if source.is_null() {
        return Ok(Vec::new());
    }
    if is_text {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if vm.type_of(source).slots().index.is_some() {
        match vm.index(source) {
            Ok(count) => return zeros(vm, source, &count),
            Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    from_object(vm, source, name)
}

fn zeros(vm: &mut Vm, source: &Value, count: &Value) -> PyResult<Vec<u8>> {
    let Some(Number::Small(count)) = Number::of(count) else {
        let text = format!("cannot fit '{}' into an index-sized integer", vm.type_name(source));
        return Err(vm.overflow_error(text));
    };
    let Ok(count) = usize::try_from(count) else { return Err(vm.value_error("negative count")) };
    let mut data = Vec::new();
    if !vm.heap.charge(count) || data.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(count, 0);
    Ok(data)
}

/// The bytes of a buffer, or of an iterable of ints, as `PyBytes_FromObject`.
pub fn from_object(vm: &mut Vm, source: &Value, name: &str) -> PyResult<Vec<u8>> {
    if source.downcast::<crate::memoryview::MemoryView>().is_some() {
        return crate::memoryview::copy_items(vm, source, false);
    }
    if let Some(buffer) = vm.try_buffer(source, false)? {
        return match copied(buffer.bytes(vm)) {
            Some(data) => Ok(data),
            None => Err(vm.memory_error()),
        };
    }
    let range =
        if name == "bytearray" { "byte must be in range(0, 256)" } else { "bytes must be in range(0, 256)" };
    let iterator = match vm.iter(source) {
        Ok(iterator) if source.downcast::<Str>().is_none() => iterator,
        Err(raised) if !vm.is_raised(&raised, Tp::TypeError) => return Err(raised),
        _ => {
            let text = format!("cannot convert '{}' object to {name}", vm.type_name(source));
            return Err(vm.type_error(text));
        }
    };
    let mut data = Vec::new();
    while let Some(item) = vm.next(&iterator)? {
        let byte = byte_of(vm, &item, range)?;
        if data.len() == data.capacity() && (data.try_reserve(1).is_err() || !vm.heap.charge(data.len())) {
            return Err(vm.memory_error());
        }
        data.push(byte);
    }
    Ok(data)
}

/// An int below 256, or ValueError with this message.
pub fn byte_of(vm: &mut Vm, value: &Value, message: &str) -> PyResult<u8> {
    let index = vm.index(value)?;
    match index.as_small().map(u8::try_from) {
        Some(Ok(byte)) => Ok(byte),
        _ => Err(vm.value_error(message)),
    }
}

/// The `encoding` and `errors` arguments of a function, with their defaults.
pub fn codec_names(vm: &mut Vm, encoding: &Value, errors: &Value, name: &str) -> PyResult<(String, String)> {
    let mut read = |value: &Value, argument: &str, default: &str| {
        if value.is_null() {
            return Ok(default.to_owned());
        }
        let Some(text) = value.downcast::<Str>() else {
            let text = format!("{name}() argument '{argument}' must be str, not {}", vm.type_name(value));
            return Err(vm.type_error(text));
        };
        let Some(text) = text.data.text().to_str() else {
            // The name itself must be encodable.
            return Err(vm
                .encode_text(value, "utf-8", "strict")
                .err()
                .unwrap_or_else(|| vm.value_error("invalid name")));
        };
        if text.contains('\0') {
            return Err(vm.value_error("embedded null character"));
        }
        Ok(text.to_owned())
    };
    let encoding = read(encoding, "encoding", "utf-8")?;
    let errors = read(errors, "errors", "strict")?;
    Ok((encoding, errors))
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let exact = a[0].is(&vm.class(Tp::Bytes));
    if !a[1].is_null() && a[2].is_null() && a[3].is_null() {
        if exact && vm.is_exact(&a[1], Tp::Bytes) {
            return Ok(a[1].clone());
        }
        let name = vm.names.bytes_.clone();
        if let Some(made) = vm.call_special(&a[1], &name, &[])? {
            let Some(bytes) = made.downcast::<Bytes>() else {
                let text = format!("__bytes__ returned non-bytes (type {})", vm.type_name(&made));
                return Err(vm.type_error(text));
            };
            return if exact { Ok(made) } else { of_class(vm, &a[0], bytes.data.as_slice()) };
        }
    }
    let data = from_source(vm, &a[1], &a[2], &a[3], "bytes")?;
    if exact { vm.bytes_value(&data) } else { of_class(vm, &a[0], &data) }
}

fn of_class(vm: &mut Vm, class: &Value, data: &[u8]) -> PyResult {
    let shape = class.expect::<crate::class::Type>().shape.get();
    match allocate(vm, shape, data) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        repr: Some(repr),
        str: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        len: Some(len),
        getitem: Some(getitem),
        contains: Some(shared::contains),
        concat: Some(concat),
        repeat: Some(repeat),
        iter: Some(iter),
        buffer: Some(buffer),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Remainder as usize] = Some(crate::bytes_format::remainder);
    TypeSpec {
        slots,
        constructor: Some((
            "($cls, source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
            new,
        )),
        methods: crate::bytes_table::BYTES_METHODS,
        doc: Some(
            "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - any object implementing the buffer API.\n  - an integer",
        ),
        ..TypeSpec::default()
    }
}
