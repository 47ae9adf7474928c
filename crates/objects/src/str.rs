//! `str`: immutable text as generalized UTF-8 with its length in code points, a cached hash, and, for text that is
//! not ASCII, an index made when somebody subscripts it. The bytes lie inline behind the fixed part.

use crate::native::TypeSpec;
use crate::slots::Slots;
use crate::{CompareOp, Heap, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::borrow::{Borrow, Cow};
use std::cell::{Cell, OnceCell};
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use taipan_text::{CharIndex, TextBuf, TextRef};

/// The payload of a str.
pub struct Str {
    pub hash: Cell<i64>,
    length: Cell<usize>,
    chars: Cell<usize>,
    index: OnceCell<Box<CharIndex>>,
}

/// `hash` while it is not known; no str hashes to it.
const NO_HASH: i64 = -1;

// SAFETY: a str holds no references.
unsafe impl Payload for Str {
    const NAME: &'static str = "str";
    const SHAPE: u32 = Tp::Str as u32;
    const CONTAINER: bool = false;
    const VARIABLE: bool = true;
    fn trace(&self, _: Tracer<'_>) {}
    fn tail_bytes(&self) -> usize {
        self.length.get()
    }
}

impl Str {
    /// A payload whose bytes are about to be written.
    #[inline(always)]
    fn fresh(bytes: usize, chars: usize) -> Str {
        Str {
            hash: Cell::new(NO_HASH),
            length: Cell::new(bytes),
            chars: Cell::new(chars),
            index: OnceCell::new(),
        }
    }

    /// The bytes, generalized UTF-8.
    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: `length` bytes lie behind the fixed part since the object was made; only `append_in_place` adds
        // more, to an object that nobody else refers to.
        unsafe {
            std::slice::from_raw_parts(
                (&raw const *self).cast::<u8>().add(size_of::<Str>()),
                self.length.get(),
            )
        }
    }

    /// Length in code points.
    #[inline(always)]
    pub fn chars(&self) -> usize {
        self.chars.get()
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.chars.get() == self.length.get()
    }

    #[inline(always)]
    pub fn text(&self) -> TextRef<'_> {
        TextRef::from_parts(self.bytes(), self.chars(), self.is_ascii())
    }

    /// The index for random access, for text that is not ASCII.
    pub fn index(&self) -> &CharIndex {
        self.index.get_or_init(|| Box::new(CharIndex::build(self.text())))
    }

    /// The code point at `index`, which is in range.
    #[inline]
    pub fn code_point(&self, index: usize) -> u32 {
        if self.is_ascii() { self.bytes()[index] as u32 } else { self.index().get(self.text(), index) }
    }

    /// The text from code point `start` to `stop`.
    pub fn slice(&self, start: usize, stop: usize) -> TextRef<'_> {
        if self.is_ascii() {
            let bytes = &self.bytes()[start..stop];
            TextRef::from_parts(bytes, bytes.len(), true)
        } else {
            self.index().slice(self.text(), start, stop)
        }
    }
}

/// Where the bytes of a str begin.
///
/// # Safety
/// `value` is a str.
#[inline(always)]
unsafe fn tail(value: &Value) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe { (&raw const value.expect_unchecked::<Str>().data).cast::<u8>().cast_mut().add(size_of::<Str>()) }
}

/// Copies `length` bytes that do not overlap; a few are moved as words, without a call.
///
/// # Safety
/// As for `std::ptr::copy_nonoverlapping`.
#[inline(always)]
unsafe fn copy_bytes(from: *const u8, to: *mut u8, length: usize) {
    // SAFETY: the caller's promise; the first and the last word overlap where there are less than two.
    unsafe {
        macro_rules! ends {
            ($word:ty) => {{
                let last = length - size_of::<$word>();
                let (head, tail) =
                    (from.cast::<$word>().read_unaligned(), from.add(last).cast::<$word>().read_unaligned());
                to.cast::<$word>().write_unaligned(head);
                to.add(last).cast::<$word>().write_unaligned(tail);
            }};
        }
        if length > 16 {
            if length > 32 {
                std::ptr::copy_nonoverlapping(from, to, length);
            } else {
                ends!(u128);
            }
        } else if length >= 8 {
            ends!(u64);
        } else if length >= 4 {
            ends!(u32);
        } else if length >= 2 {
            ends!(u16);
        } else if length == 1 {
            to.write(from.read());
        }
    }
}

/// A new str of `bytes` bytes and `chars` code points, which `fill` writes from the pointer on. `None` where there is
/// no memory.
///
/// # Safety
/// `fill` writes all the bytes, and they are what is said of them.
#[inline(always)]
pub(crate) unsafe fn make(
    heap: &Heap,
    bytes: usize,
    chars: usize,
    fill: impl FnOnce(*mut u8),
) -> Option<Value> {
    if bytes > 4096 && !heap.charge(bytes) {
        return None;
    }
    let value = heap.alloc_plain_variable_with(Tp::Str as u32, bytes, || Str::fresh(bytes, chars))?;
    // SAFETY: it is a str, and the block has room for the bytes behind the fixed part.
    fill(unsafe { tail(&value) });
    Some(value)
}

#[inline]
fn allocate(heap: &Heap, shape: u32, text: TextRef<'_>) -> Option<Value> {
    let payload = || Str::fresh(text.bytes().len(), text.chars());
    let value = if shape == Tp::Str as u32 {
        heap.alloc_plain_variable_with(shape, text.bytes().len(), payload)?
    } else {
        heap.alloc_variable(shape, text.bytes().len(), payload()).ok()?
    };
    // SAFETY: it is a str, the block has room for the bytes behind the fixed part, and nobody else sees it yet.
    unsafe {
        copy_bytes(text.bytes().as_ptr(), tail(&value), text.bytes().len());
    }
    Some(value)
}

/// The interned strs of a Vm, found by their bytes.
pub(crate) struct Interned(HashSet<InternedStr, ahash::RandomState>);

struct InternedStr(Value);

impl Borrow<[u8]> for InternedStr {
    fn borrow(&self) -> &[u8] {
        self.0.expect::<Str>().bytes()
    }
}

impl Hash for InternedStr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Borrow::<[u8]>::borrow(self).hash(state);
    }
}

impl PartialEq for InternedStr {
    fn eq(&self, other: &InternedStr) -> bool {
        Borrow::<[u8]>::borrow(self) == Borrow::<[u8]>::borrow(other)
    }
}

impl Eq for InternedStr {}

impl Default for Interned {
    fn default() -> Interned {
        // Room for what a Vm has when it is made.
        let hasher = taipan_heap::map::<(), ()>().hasher().clone();
        Interned(HashSet::with_capacity_and_hasher(7000, hasher))
    }
}

impl Interned {
    pub fn find(&self, bytes: &[u8]) -> Option<&Value> {
        self.0.get(bytes).map(|found| &found.0)
    }
}

/// The interned, immortal str with these bytes.
pub(crate) fn intern_in(heap: &Heap, interned: &mut Interned, bytes: &[u8]) -> Value {
    if let Some(found) = interned.find(bytes) {
        return found.clone();
    }
    let Some(value) = allocate(heap, Tp::Str as u32, TextRef::measure(bytes)) else {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<Str>())
    };
    let value = heap.immortalize(value);
    interned.0.insert(InternedStr(value.clone()));
    value
}

/// Appends `more` to the str in `word` where nobody else refers to it and its block has room.
///
/// # Safety
/// `word` is an owned word in a register, the only reference to its object.
pub unsafe fn append_in_place(object: &Obj<Str>, more: TextRef<'_>) -> bool {
    let (old, added) = (object.length.get(), more.bytes().len());
    let needed = size_of::<Obj<Str>>() + old + added;
    if needed > Heap::block_size(&object.header) || object.index.get().is_some() {
        return false;
    }
    // SAFETY: the block has room, and the caller holds the only reference.
    unsafe {
        let to = (&raw const object.data).cast::<u8>().cast_mut().add(size_of::<Str>() + old);
        copy_bytes(more.bytes().as_ptr(), to, added);
    }
    object.length.set(old + added);
    object.chars.set(object.chars.get() + more.chars());
    object.hash.set(NO_HASH);
    true
}

impl Vm {
    /// A str with this text.
    pub fn new_str(&self, text: &str) -> Value {
        self.new_text(TextRef::measure(text.as_bytes()))
    }

    /// A str with this text. One-character strs below U+0100 and the empty str are shared.
    #[inline]
    pub fn new_text(&self, text: TextRef<'_>) -> Value {
        match self.try_text(text) {
            Some(value) => value,
            None => std::alloc::handle_alloc_error(std::alloc::Layout::new::<Str>()),
        }
    }

    /// A str with this text, or `None` where there is no memory for it.
    pub fn try_text(&self, text: TextRef<'_>) -> Option<Value> {
        if text.chars() <= 1 {
            if text.is_empty() {
                return Some(self.names.empty.clone());
            }
            if text.bytes().len() <= 2
                && let Some(code) = text.get(0)
                && code < 256
            {
                return Some(self.latin1[code as usize].clone());
            }
        }
        if text.bytes().len() > 4096 && !self.heap.charge(text.bytes().len()) {
            return None;
        }
        allocate(&self.heap, Tp::Str as u32, text)
    }

    /// A str of bytes that are all below 0x80.
    #[inline]
    pub fn new_ascii(&self, bytes: &[u8]) -> Value {
        self.new_text(TextRef::from_parts(bytes, bytes.len(), true))
    }

    /// A str of built text, or MemoryError.
    pub fn text_value(&mut self, buffer: TextBuf) -> PyResult {
        match self.try_text(buffer.as_ref()) {
            Some(value) => Ok(value),
            None => Err(self.memory_error()),
        }
    }

    /// A str of an exact shape (a subclass of str).
    pub fn new_text_of(&mut self, shape: u32, text: TextRef<'_>) -> PyResult {
        match allocate(&self.heap, shape, text) {
            Some(value) => Ok(value),
            None => Err(self.memory_error()),
        }
    }

    /// The word of the shared str of one code point below 256.
    #[inline(always)]
    pub fn latin1_word(&self, code: u8) -> u64 {
        self.latin1[code as usize].raw()
    }

    /// A str of one code point.
    #[inline]
    pub fn new_char(&self, code: u32) -> Value {
        if code < 256 {
            return self.latin1[code as usize].clone();
        }
        let mut bytes = Vec::with_capacity(4);
        taipan_text::text::encode_into(&mut bytes, code);
        self.new_text(TextRef::from_parts(&bytes, 1, false))
    }

    /// The text of a str, for messages; lone surrogates are escaped. Of anything else: a placeholder.
    pub fn text<'a>(&self, value: &'a Value) -> Cow<'a, str> {
        match value.downcast::<Str>() {
            Some(object) => match object.data.text().to_str() {
                Some(text) => Cow::Borrowed(text),
                None => Cow::Owned(object.data.text().to_string_escaped()),
            },
            None => Cow::Owned(format!("{value:?}")),
        }
    }

    /// Equality of two strs (or subclasses).
    #[inline]
    pub fn str_eq(&self, a: &Value, b: &Value) -> bool {
        a.is(b) || a.expect::<Str>().bytes() == b.expect::<Str>().bytes()
    }

    /// The hash of a str.
    #[inline(always)]
    pub fn str_hash(&self, object: &Str) -> i64 {
        let hash = object.hash.get();
        if hash != NO_HASH { hash } else { self.find_str_hash(object) }
    }

    #[inline(never)]
    fn find_str_hash(&self, object: &Str) -> i64 {
        let hash = self.hash_key.hash_text(object.text());
        object.hash.set(hash);
        hash
    }
}

/// The ordering of two texts by code points: generalized UTF-8 keeps it.
pub fn compare_texts(a: &[u8], b: &[u8], op: CompareOp) -> bool {
    match op {
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Str>(), b.downcast::<Str>()) {
        (Some(a), Some(b)) => Ok(Value::from_bool(compare_texts(a.bytes(), b.bytes(), op))),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    Ok(vm.str_hash(object.expect::<Str>()))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let text = taipan_text::repr::repr(object.expect::<Str>().text());
    vm.text_value(text)
}

/// `str(object)` of a str: itself, or an exact copy of a subclass's instance.
fn to_str(vm: &mut Vm, object: &Value) -> PyResult {
    if vm.is_exact(object, Tp::Str) {
        Ok(object.clone())
    } else {
        Ok(vm.new_text(object.expect::<Str>().text()))
    }
}

fn len(_: &mut Vm, object: &Value) -> PyResult<usize> {
    Ok(object.expect::<Str>().chars())
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let tp = if object.expect::<Str>().is_ascii() { Tp::StrAsciiIterator } else { Tp::StrIterator };
    Ok(crate::iterators::sequence(vm, tp, object.clone()))
}

fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    match item.downcast::<Str>() {
        Some(item) => {
            let text = object.expect::<Str>();
            Ok(match item.bytes() {
                // A few bytes are looked at faster than a search is set up.
                [one] if text.bytes().len() <= 32 => text.bytes().contains(one),
                _ => taipan_text::search::contains(text.text(), item.text()),
            })
        }
        None => {
            let text = format!("'in <string>' requires string as left operand, not {}", vm.type_name(item));
            Err(vm.type_error(text))
        }
    }
}

/// `a + b` of two strs, or TypeError.
pub fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let left = a.expect::<Str>();
    let Some(right) = b.downcast::<Str>() else {
        let text = format!("can only concatenate str (not \"{}\") to str", vm.type_name(b));
        return Err(vm.type_error(text));
    };
    if right.chars() == 0 && vm.is_exact(a, Tp::Str) {
        return Ok(a.clone());
    }
    if left.chars() == 0 && vm.is_exact(b, Tp::Str) {
        return Ok(b.clone());
    }
    match concat_texts(vm, left, right) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

/// The str of two texts one behind the other.
pub fn concat_texts(vm: &Vm, left: &Str, right: &Str) -> Option<Value> {
    let (a, b) = (left.bytes(), right.bytes());
    let total = a.len().checked_add(b.len())?;
    // SAFETY: both parts are written, and code points are what they were.
    unsafe {
        make(&vm.heap, total, left.chars() + right.chars(), |to| {
            copy_bytes(a.as_ptr(), to, a.len());
            copy_bytes(b.as_ptr(), to.add(a.len()), b.len());
        })
    }
}

/// The str of several strs one behind the other; `None` where there is no memory.
pub fn concat_all(vm: &Vm, parts: &[Value]) -> Option<Value> {
    join_all(vm, TextRef::EMPTY, parts)
}

/// The str of several strs with a separator between them; `None` where there is no memory.
pub(crate) fn join_all(vm: &Vm, separator: TextRef<'_>, parts: &[Value]) -> Option<Value> {
    let gaps = parts.len().saturating_sub(1);
    let mut bytes = separator.bytes().len().checked_mul(gaps)?;
    let mut chars = separator.chars().checked_mul(gaps)?;
    for part in parts {
        let part = part.expect::<Str>();
        bytes = bytes.checked_add(part.bytes().len())?;
        chars += part.chars();
    }
    if chars <= 1 {
        // Short strs are shared: one part is the text, unless it is the separator.
        let mut text = TextBuf::new();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                text.push_text(separator);
            }
            text.push_text(part.expect::<Str>().text());
        }
        return vm.try_text(text.as_ref());
    }
    // SAFETY: the parts and the separators between them are written, which are as many bytes as were counted.
    unsafe {
        make(&vm.heap, bytes, chars, |mut to| {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    to = append(to, separator.bytes());
                }
                to = append(to, part.expect::<Str>().bytes());
            }
        })
    }
}

/// Copies `bytes` to `to`; the place behind them.
///
/// # Safety
/// There is room for them.
#[inline(always)]
unsafe fn append(to: *mut u8, bytes: &[u8]) -> *mut u8 {
    // SAFETY: the caller's promise.
    unsafe {
        copy_bytes(bytes.as_ptr(), to, bytes.len());
        to.add(bytes.len())
    }
}

fn repeat(vm: &mut Vm, a: &Value, n: &Value) -> PyResult {
    let count = vm.repeat_count(n)?;
    let text = a.expect::<Str>().text();
    if count == 1 && vm.is_exact(a, Tp::Str) {
        return Ok(a.clone());
    }
    if !text.bytes().len().checked_mul(count).is_some_and(|n| vm.heap.charge(n)) {
        return Err(vm.memory_error());
    }
    match taipan_text::search::repeat(text, count) {
        Ok(buffer) => vm.text_value(buffer),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let text = object.expect::<Str>();
    if let Some(slice) = key.downcast::<crate::slice::Slice>() {
        let (start, step, count) = crate::slice::indices(vm, slice, text.chars())?;
        if count == text.chars() && step == 1 && vm.is_exact(object, Tp::Str) {
            return Ok(object.clone());
        }
        if step == 1 {
            return Ok(vm.new_text(text.slice(start, start + count)));
        }
        let buffer = text.text().slice_step(start, step, count);
        return vm.text_value(buffer);
    }
    let index =
        vm.sequence_index(key, text.chars(), "string index out of range", "string indices must be integers")?;
    Ok(vm.new_char(text.code_point(index)))
}

pub fn spec() -> TypeSpec {
    let mut slots = Slots {
        repr: Some(repr),
        str: Some(to_str),
        hash: Some(hash),
        compare: Some(compare),
        len: Some(len),
        iter: Some(iter),
        contains: Some(contains),
        getitem: Some(getitem),
        concat: Some(concat),
        repeat: Some(repeat),
        ..Slots::default()
    };
    slots.binary[crate::BinaryOp::Remainder as usize] = Some(crate::printf::remainder);
    TypeSpec {
        slots,
        constructor: Some((
            "($cls, object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
            crate::str_methods::new,
        )),
        quick: Some(crate::quick::str),
        methods: crate::str_table::METHODS,
        doc: Some(crate::str_table::DOC),
        ..TypeSpec::default()
    }
}
