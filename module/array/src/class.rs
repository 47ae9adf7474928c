//! The class `array`: its memory, the sequence protocol, and the buffers others hold on it. While somebody holds one,
//! the number of items cannot change.

use crate::items::{self, is_text};
use crate::{docs, methods};
use std::borrow::Cow;
use std::cell::Cell;
use taipan_native::{Args, PyResult, Tp, Value, Vm};
use taipan_objects::buffer::{Buffer, Exporter, Layout};
use taipan_objects::bytearray::ByteArray;
use taipan_objects::bytes::Bytes;
use taipan_objects::class::{Type, TypeExt, type_flags};
use taipan_objects::list::List;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slice::{self, Slice};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{CompareOp, Guarded, Obj, Payload, Tracer};

pub struct Array {
    pub data: Guarded<Vec<u8>>,
    pub code: u8,
    exports: Cell<usize>,
}

// SAFETY: no references.
unsafe impl Payload for Array {
    const NAME: &'static str = "array";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

impl Array {
    fn new(code: u8) -> Array {
        Array { data: Guarded::new(Vec::new()), code, exports: Cell::new(0) }
    }

    pub fn size(&self) -> usize {
        items::size(self.code)
    }

    /// Number of items.
    pub fn len(&self, vm: &Vm) -> usize {
        self.data.get(vm).len() / self.size()
    }

    /// The bytes of the item, if there is one.
    pub fn raw(&self, vm: &Vm, index: usize) -> Option<[u8; 8]> {
        let size = self.size();
        let bytes = self.data.get(vm).get(index * size..(index + 1) * size)?;
        let mut out = [0; 8];
        out[..size].copy_from_slice(bytes);
        Some(out)
    }

    /// The item as a value.
    pub fn item(&self, vm: &mut Vm, index: usize) -> PyResult<Option<Value>> {
        match self.raw(vm, index) {
            Some(raw) => items::unpack(vm, self.code, &raw[..self.size()]).map(Some),
            None => Ok(None),
        }
    }

    fn count(&self, by: isize) {
        self.exports.set(self.exports.get().wrapping_add_signed(by));
    }

    /// BufferError while somebody holds a buffer.
    pub fn check_unlocked(&self, vm: &mut Vm) -> PyResult<()> {
        if self.exports.get() == 0 {
            return Ok(());
        }
        Err(vm.raise(Tp::BufferError, "cannot resize an array that is exporting buffers"))
    }

    /// The bytes, to change their number: there is room for `more`.
    pub fn resizable<'a>(&'a self, vm: &'a mut Vm, more: usize) -> PyResult<&'a mut Vec<u8>> {
        self.check_unlocked(vm)?;
        let data = self.data.get(vm);
        let free = data.capacity() - data.len();
        if more > free && (!vm.heap.charge(more) || self.data.get_mut(vm).try_reserve(more).is_err()) {
            return Err(vm.memory_error());
        }
        Ok(self.data.get_mut(vm))
    }

    /// Adds one value at the end.
    pub fn push(&self, vm: &mut Vm, value: &Value) -> PyResult<()> {
        let raw = items::pack(vm, self.code, value)?;
        let size = self.size();
        self.resizable(vm, size)?.extend_from_slice(&raw[..size]);
        Ok(())
    }

    /// Adds the code points of a str at the end.
    pub fn push_text(&self, vm: &mut Vm, text: &Str) -> PyResult<()> {
        if text.chars() == 0 {
            return Ok(());
        }
        let data = self.resizable(vm, text.chars() * 4)?;
        text.text().code_points().for_each(|code| data.extend_from_slice(&code.to_ne_bytes()));
        Ok(())
    }
}

static EXPORTER: Exporter = Exporter {
    bytes: |owner, vm| owner.downcast::<Array>().map_or(&[], |o| o.data.data.get(vm).as_slice()),
    bytes_mut: |owner, vm| match owner.downcast::<Array>() {
        Some(array) => array.data.data.get_mut(vm).as_mut_slice(),
        None => &mut [],
    },
    lock: |owner| {
        if let Some(array) = owner.downcast::<Array>() {
            array.count(1);
        }
    },
    unlock: |owner| {
        if let Some(array) = owner.downcast::<Array>() {
            array.count(-1);
        }
    },
};

fn buffer(vm: &mut Vm, object: &Value, _: bool) -> PyResult<Buffer> {
    let array = object.expect::<Array>();
    let (length, itemsize) = (array.len(vm), array.size());
    let mut buffer = Buffer::new(object.clone(), &EXPORTER, 0, length * itemsize, false);
    let code = if array.code == b'u' { b'w' } else { array.code };
    let format = Cow::Owned(char::from(code).to_string());
    let (shape, strides) = (vec![length], vec![itemsize as isize]);
    buffer.layout = Some(Box::new(Layout { format, itemsize, shape, strides }));
    Ok(buffer)
}

/// An empty array of the class `array` itself.
pub fn empty(vm: &mut Vm, code: u8) -> Value {
    let class = vm.state::<crate::Classes>().array.clone();
    vm.new_object(&class, Array::new(code))
}

/// An array of the class itself with these bytes.
pub fn with_bytes(vm: &mut Vm, code: u8, data: Vec<u8>) -> Value {
    let made = empty(vm, code);
    *made.expect::<Array>().data.data.get_mut(vm) = data;
    made
}

/// The one character of a typecode argument.
fn code_argument(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    let what = match value.downcast::<Str>() {
        Some(text) if text.chars() == 1 => return Ok(text.code_point(0)),
        Some(text) => format!("a string of length {}", text.chars()),
        None => vm.type_name(value),
    };
    Err(vm.type_error(format!("array() argument 1 must be a unicode character, not {what}")))
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() && !class.expect::<Type>().has_flag(type_flags::HEAP) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let given = args.positionals();
    if given.is_empty() || given.len() > 2 {
        let bound = if given.is_empty() { "at least 1 argument" } else { "at most 2 arguments" };
        return Err(vm.type_error(format!("array() takes {bound} ({} given)", given.len())));
    }
    let code = code_argument(vm, &given[0])?;
    let known = u8::try_from(code).ok().filter(|code| items::CODES.as_bytes().contains(code));
    if code == 'u' as u32 {
        let text = "The 'u' type code is deprecated and will be removed in Python 3.16";
        vm.warn(Tp::DeprecationWarning, text, 1)?;
    }
    let initial = given.get(1);
    let wants_text = known.is_some_and(is_text);
    if let (Some(initial), false) = (initial, wants_text) {
        let shown = char::from_u32(code).unwrap_or('?');
        let what = if initial.downcast::<Str>().is_some() {
            "str"
        } else if initial.downcast::<Array>().is_some_and(|a| is_text(a.code)) {
            "unicode array"
        } else {
            ""
        };
        if !what.is_empty() {
            let article = if what == "str" { "a str" } else { "a unicode array" };
            let text = format!("cannot use {article} to initialize an array with typecode '{shown}'");
            return Err(vm.type_error(text));
        }
    }
    let Some(code) = known else {
        let text = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";
        return Err(vm.value_error(text));
    };
    let made = vm.new_object(class, Array::new(code));
    if let Some(initial) = initial {
        fill(vm, &made, initial, wants_text)?;
    }
    Ok(made)
}

fn fill(vm: &mut Vm, made: &Value, initial: &Value, wants_text: bool) -> PyResult<()> {
    let array = made.expect::<Array>();
    if let (Some(text), true) = (initial.downcast::<Str>(), wants_text) {
        return array.push_text(vm, text);
    }
    if initial.downcast::<Bytes>().is_some() || initial.downcast::<ByteArray>().is_some() {
        return methods::append_bytes(vm, array, initial);
    }
    if let Some(other) = initial.downcast::<Array>()
        && (other.code == array.code || is_text(other.code) && is_text(array.code))
    {
        return methods::append_array(vm, array, other);
    }
    if let Some(tuple) = initial.downcast::<Tuple>() {
        array.resizable(vm, tuple.len().saturating_mul(array.size()))?;
    } else if let Some(list) = initial.downcast::<List>() {
        array.resizable(vm, list.len(vm).saturating_mul(array.size()))?;
    }
    methods::append_all(vm, array, initial)
}

/// The items as a list.
pub fn to_list(vm: &mut Vm, array: &Array) -> PyResult {
    let length = array.len(vm);
    let mut values = Vec::new();
    if !vm.heap.charge(length.saturating_mul(8)) || values.try_reserve_exact(length).is_err() {
        return Err(vm.memory_error());
    }
    for index in 0..length {
        match array.item(vm, index)? {
            Some(item) => values.push(item),
            None => break,
        }
    }
    Ok(vm.new_list(values))
}

/// The items as a str.
pub fn to_text(vm: &mut Vm, array: &Array) -> PyResult {
    let mut text = taipan_text::TextBuf::with_capacity(array.len(vm));
    for index in 0..array.len(vm) {
        let raw = array.raw(vm, index).unwrap_or_default();
        let raw = u32::from_ne_bytes([raw[0], raw[1], raw[2], raw[3]]);
        if raw > 0x10ffff {
            return Err(items::out_of_range(vm, raw));
        }
        text.push(raw);
    }
    vm.text_value(text)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let array = object.expect::<Array>();
    let name = vm.type_of(object).name(vm);
    let code = char::from(array.code);
    if array.len(vm) == 0 {
        return Ok(vm.new_str(&format!("{name}('{code}')")));
    }
    let shown = if is_text(array.code) { to_text(vm, array)? } else { to_list(vm, array)? };
    let shown = vm.repr(&shown)?;
    let mut text = taipan_text::TextBuf::new();
    text.push_str(&format!("{name}('{code}', "));
    text.push_text(shown.expect::<Str>().text());
    text.push_str(")");
    vm.text_value(text)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let Some(other) = b.downcast::<Array>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let own = a.expect::<Array>();
    let (length, others) = (own.len(vm), other.len(vm));
    if length != others && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::from_bool(op == CompareOp::Ne));
    }
    let exact = own.code == other.code && !matches!(own.code, b'f' | b'd');
    for index in 0..length.min(others) {
        if exact && own.raw(vm, index) == other.raw(vm, index) {
            continue;
        }
        let (Some(x), Some(y)) = (own.item(vm, index)?, other.item(vm, index)?) else { break };
        if !vm.equal(&x, &y)? {
            return match op {
                CompareOp::Eq => Ok(Value::from_bool(false)),
                CompareOp::Ne => Ok(Value::from_bool(true)),
                _ => vm.compare(&x, &y, op),
            };
        }
    }
    Ok(Value::from_bool(taipan_objects::ops::order(length.cmp(&others), op)))
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(object.expect::<Array>().len(vm))
}

const KIND: &str = "array indices must be integers";

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let array = object.expect::<Array>();
    if let Some(slice) = key.downcast::<Slice>() {
        let (start, step, count) = slice::indices_of(vm, slice, |vm| array.len(vm))?;
        let size = array.size();
        let mut data = Vec::new();
        if !vm.heap.charge(count * size) || data.try_reserve_exact(count * size).is_err() {
            return Err(vm.memory_error());
        }
        let own = array.data.data.get(vm);
        for i in 0..count {
            let at = (start as isize + i as isize * step) as usize * size;
            data.extend_from_slice(&own[at..at + size]);
        }
        return Ok(with_bytes(vm, array.code, data));
    }
    let index = position(vm, array, key, "array index out of range")?;
    match array.item(vm, index)? {
        Some(item) => Ok(item),
        None => Err(vm.index_error("array index out of range")),
    }
}

/// The index of a subscript; the length is asked after its `__index__` has run.
fn position(vm: &mut Vm, array: &Array, key: &Value, range: &str) -> PyResult<usize> {
    if vm.type_of(key).slots().index.is_none() {
        return Err(vm.type_error(KIND));
    }
    let key = vm.index(key)?;
    let length = array.len(vm);
    vm.sequence_index(&key, length, range, KIND)
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    const RANGE: &str = "array assignment index out of range";
    let array = object.expect::<Array>();
    if let Some(slice) = key.downcast::<Slice>() {
        return set_slice(vm, object, slice, value);
    }
    let size = array.size();
    let index = position(vm, array, key, RANGE)?;
    let Some(value) = value else {
        array.resizable(vm, 0)?.drain(index * size..(index + 1) * size);
        return Ok(());
    };
    let raw = items::pack(vm, array.code, value)?;
    match array.data.data.get_mut(vm).get_mut(index * size..(index + 1) * size) {
        Some(place) => {
            place.copy_from_slice(&raw[..size]);
            Ok(())
        }
        // The conversion made the array shorter.
        None => Err(vm.index_error(RANGE)),
    }
}

fn set_slice(vm: &mut Vm, object: &Value, slice: &Slice, value: Option<&Value>) -> PyResult<()> {
    let array = object.expect::<Array>();
    let (start, step, count) = slice::indices_of(vm, slice, |vm| array.len(vm))?;
    let new = match value {
        None => Vec::new(),
        Some(value) => {
            let Some(other) = value.downcast::<Array>() else {
                let text = format!("can only assign array (not \"{}\") to array slice", vm.type_name(value));
                return Err(vm.type_error(text));
            };
            if other.code != array.code {
                return Err(vm.type_error("bad argument type for built-in operation"));
            }
            methods::copied(vm, other)?
        }
    };
    let size = array.size();
    if step == 1 {
        let range = start * size..(start + count) * size;
        if new.len() == count * size {
            array.data.data.get_mut(vm)[range].copy_from_slice(&new);
        } else {
            let more = new.len();
            array.resizable(vm, more)?.splice(range, new);
        }
        return Ok(());
    }
    let at = |i: usize| (start as isize + i as isize * step) as usize;
    if new.is_empty() {
        if count == 0 {
            return Ok(());
        }
        let mut doomed: Vec<usize> = (0..count).map(at).collect();
        doomed.sort_unstable();
        let mut next = doomed.into_iter().peekable();
        let mut byte = 0;
        array.resizable(vm, 0)?.retain(|_| {
            let item = byte / size;
            byte += 1;
            while next.next_if(|gone| *gone < item).is_some() {}
            next.peek() != Some(&item)
        });
        return Ok(());
    }
    if new.len() != count * size {
        let given = new.len() / size;
        let text = format!("attempt to assign array of size {given} to extended slice of size {count}");
        return Err(vm.value_error(text));
    }
    let data = array.data.data.get_mut(vm);
    for (i, item) in new.chunks_exact(size).enumerate() {
        data[at(i) * size..(at(i) + 1) * size].copy_from_slice(item);
    }
    Ok(())
}

fn contains(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<bool> {
    Ok(methods::find(vm, object.expect::<Array>(), value, 0, usize::MAX)?.is_some())
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(other) = b.downcast::<Array>() else {
        let text = format!("can only append array (not \"{}\") to array", vm.type_name(b));
        return Err(vm.type_error(text));
    };
    let own = a.expect::<Array>();
    if own.code != other.code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let data = methods::copied(vm, own)?;
    let made = with_bytes(vm, own.code, data);
    methods::append_array(vm, made.expect::<Array>(), other)?;
    Ok(made)
}

fn inplace_concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if b.downcast::<Array>().is_none() {
        let text = format!("can only extend array with array (not \"{}\")", vm.type_name(b));
        return Err(vm.type_error(text));
    }
    methods::extend(vm, &[a.clone(), b.clone()])?;
    Ok(a.clone())
}

fn repeated(vm: &mut Vm, array: &Obj<Array>, times: &Value) -> PyResult<Vec<u8>> {
    let count = vm.repeat_count(times)?;
    let own = array.data.data.get(vm);
    let mut data = Vec::new();
    let fits = own
        .len()
        .checked_mul(count)
        .is_some_and(|total| vm.heap.charge(total) && data.try_reserve_exact(total).is_ok());
    if !fits {
        return Err(vm.memory_error());
    }
    if !own.is_empty() {
        (0..count).for_each(|_| data.extend_from_slice(own));
    }
    Ok(data)
}

fn repeat(vm: &mut Vm, object: &Value, times: &Value) -> PyResult {
    let array = object.expect::<Array>();
    let data = repeated(vm, array, times)?;
    Ok(with_bytes(vm, array.code, data))
}

fn inplace_repeat(vm: &mut Vm, object: &Value, times: &Value) -> PyResult {
    let array = object.expect::<Array>();
    let data = repeated(vm, array, times)?;
    if data.len() != array.data.data.get(vm).len() {
        *array.resizable(vm, 0)? = data;
    }
    Ok(object.clone())
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(crate::iterator::of(vm, object))
}

pub fn make(vm: &mut Vm) -> PyResult {
    let slots = Slots {
        new: Some(new),
        repr: Some(repr),
        compare: Some(compare),
        hash: Some(taipan_objects::object::unhashable),
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
    let spec = TypeSpec {
        slots,
        methods: methods::METHODS,
        getset: methods::GETSET,
        doc: Some(docs::ARRAY),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "array", module: "array", spec, has_dict: false, has_weakrefs: true };
    let made = vm.new_native_class::<Array>(class, None)?;
    made.expect::<Type>().set_flag(type_flags::SEQUENCE, true);
    Ok(made)
}
