//! `memoryview`: a window on the memory of another object, with a format, a shape and strides.
//!
//! A view holds its exporter's memory locked until it is released. Buffers that others take of a view count on it, and
//! it cannot be released before them.

use crate::buffer::{Buffer, Layout};
use crate::native::{TypeSpec, getter};
use crate::slots::Slots;
use crate::struct_item as item;
use crate::{CompareOp, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::borrow::Cow;
use std::cell::Cell;

/// The payload of a memoryview.
pub struct MemoryView {
    /// The exporter's memory; `None` once it is released.
    pub(crate) buffer: Guarded<Option<Buffer>>,
    pub(crate) layout: Layout,
    /// Where the first item is in the buffer.
    pub(crate) offset: usize,
    pub(crate) readonly: bool,
    exports: Cell<usize>,
    hash: Cell<i64>,
}

// SAFETY: the exporter is visited once, through the one buffer that holds it.
unsafe impl Payload for MemoryView {
    const NAME: &'static str = "memoryview";
    const SHAPE: u32 = Tp::MemoryView as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        if let Some(buffer) = unsafe { &*self.buffer.as_ptr() } {
            buffer.trace(visit);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { (*self.buffer.as_ptr()).take() });
    }
}

impl MemoryView {
    pub(crate) fn lock(&self) {
        self.exports.set(self.exports.get() + 1);
    }

    pub(crate) fn unlock(&self) {
        self.exports.set(self.exports.get().saturating_sub(1));
    }

    /// Number of items.
    pub(crate) fn count(&self) -> usize {
        self.layout.shape.iter().product()
    }

    pub(crate) fn nbytes(&self) -> usize {
        self.count() * self.layout.itemsize
    }

    /// Whether the items lie one behind the other, the last index (or the first) running fastest.
    pub(crate) fn is_contiguous(&self, first_fastest: bool) -> bool {
        let mut expected = self.layout.itemsize as isize;
        let axes = self.layout.shape.len();
        if axes > 1 && self.count() == 0 {
            return true;
        }
        (0..axes).map(|i| if first_fastest { i } else { axes - 1 - i }).all(|axis| {
            let fits = self.layout.shape[axis] == 1 || self.layout.strides[axis] == expected;
            expected *= self.layout.shape[axis] as isize;
            fits
        })
    }

    /// Offsets of all items in the buffer, in the order of their indices.
    pub(crate) fn offsets(&self, first_fastest: bool) -> Vec<usize> {
        let axes = self.layout.shape.len();
        let mut offsets = vec![self.offset as isize];
        for i in 0..axes {
            // The axis that runs slowest is laid out first.
            let axis = if first_fastest { axes - 1 - i } else { i };
            let (length, stride) = (self.layout.shape[axis] as isize, self.layout.strides[axis]);
            offsets = offsets.iter().flat_map(|&at| (0..length).map(move |i| at + i * stride)).collect();
        }
        offsets.into_iter().map(|at| at as usize).collect()
    }
}

/// Strides of items that lie one behind the other.
pub(crate) fn row_strides(shape: &[usize], itemsize: usize) -> Vec<isize> {
    let mut strides = vec![0; shape.len()];
    let mut step = itemsize as isize;
    for (stride, length) in strides.iter_mut().zip(shape).rev() {
        *stride = step;
        step *= *length as isize;
    }
    strides
}

fn make(vm: &Vm, buffer: Buffer, layout: Layout, offset: usize, readonly: bool) -> Value {
    let view = MemoryView {
        buffer: Guarded::new(Some(buffer)),
        layout,
        offset,
        readonly,
        exports: Cell::new(0),
        hash: Cell::new(-1),
    };
    vm.heap.alloc(Tp::MemoryView as u32, view)
}

/// A view like another one, with its own lock.
pub(crate) fn derive(vm: &mut Vm, own: &Value, layout: Layout, offset: usize, readonly: bool) -> PyResult {
    let buffer = locked(vm, own)?;
    Ok(make(vm, buffer, layout, offset, readonly))
}

/// The view, checked not to be released.
pub(crate) fn live<'a>(vm: &mut Vm, own: &'a Value) -> PyResult<&'a Obj<MemoryView>> {
    let view = own.expect::<MemoryView>();
    if view.buffer.get(vm).is_none() {
        return Err(vm.value_error("operation forbidden on released memoryview object"));
    }
    Ok(view)
}

/// Another lock on the memory of a view.
pub(crate) fn locked(vm: &mut Vm, own: &Value) -> PyResult<Buffer> {
    let view = live(vm, own)?;
    match view.buffer.get(vm).clone() {
        Some(buffer) => Ok(buffer),
        None => Err(vm.value_error("operation forbidden on released memoryview object")),
    }
}

/// All memory of a view's exporter.
pub(crate) fn bytes<'a>(vm: &'a Vm, view: &'a MemoryView) -> &'a [u8] {
    view.buffer.get(vm).as_ref().map_or(&[], |buffer| buffer.bytes(vm))
}

/// `memoryview(object)`.
pub fn of(vm: &mut Vm, object: &Value) -> PyResult {
    if object.downcast::<MemoryView>().is_some() {
        let view = live(vm, object)?;
        return derive(vm, object, view.layout.clone(), view.offset, view.readonly);
    }
    let Some(mut buffer) = vm.try_buffer(object, false)? else {
        let text = format!("memoryview: a bytes-like object is required, not '{}'", vm.type_name(object));
        return Err(vm.type_error(text));
    };
    let layout = match buffer.layout.take() {
        Some(layout) => *layout,
        None => {
            Layout { format: Cow::Borrowed("B"), itemsize: 1, shape: vec![buffer.len()], strides: vec![1] }
        }
    };
    let readonly = buffer.readonly;
    Ok(make(vm, buffer, layout, 0, readonly))
}

/// A buffer of a view's memory, which must lie in one row.
pub fn buffer(vm: &mut Vm, object: &Value, writable: bool) -> PyResult<Buffer> {
    let view = live(vm, object)?;
    if writable && view.readonly {
        return Err(vm.raise(Tp::BufferError, "memoryview: underlying buffer is not writable"));
    }
    if !view.is_contiguous(false) {
        return Err(vm.raise(Tp::BufferError, "memoryview: underlying buffer is not C-contiguous"));
    }
    let mut buffer = locked(vm, object)?.of_view(object.clone(), view.offset, view.nbytes(), view.readonly);
    view.exports.set(view.exports.get() + 1);
    if view.layout.format != "B" || view.layout.shape.len() != 1 {
        buffer.layout = Some(Box::new(view.layout.clone()));
    }
    Ok(buffer)
}

/// `view.release()`.
pub fn release(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let Some(view) = object.downcast::<MemoryView>() else {
        return Err(vm.type_error("expected a memoryview object"));
    };
    let exports = view.data.exports.get();
    if exports > 0 && view.data.buffer.get(vm).is_some() {
        let plural = if exports == 1 { "" } else { "s" };
        return Err(vm.raise(Tp::BufferError, format!("memoryview has {exports} exported buffer{plural}")));
    }
    let old = view.data.buffer.get_mut(vm).take();
    drop(old);
    Ok(())
}

/// A copy of a view's items as bytes, in the order of their indices or the reverse order of axes.
pub fn copy_items(vm: &mut Vm, object: &Value, first_fastest: bool) -> PyResult<Vec<u8>> {
    let view = live(vm, object)?;
    let (size, itemsize) = (view.nbytes(), view.layout.itemsize);
    let mut data = Vec::new();
    if !vm.heap.charge(size.saturating_mul(9)) || data.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    let bytes = bytes(vm, view);
    if view.is_contiguous(first_fastest) {
        data.extend_from_slice(bytes.get(view.offset..view.offset + size).unwrap_or_default());
    } else {
        for at in view.offsets(first_fastest) {
            data.extend_from_slice(bytes.get(at..at + itemsize).unwrap_or_default());
        }
    }
    Ok(data)
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    of(vm, &a[1])
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let released = object.expect::<MemoryView>().buffer.get(vm).is_none();
    let text = format!("<{}memory at {:#x}>", if released { "released " } else { "" }, vm.id(object));
    Ok(vm.new_str(&text))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let view = object.expect::<MemoryView>();
    if view.hash.get() == -1 {
        live(vm, object)?;
        if !view.readonly {
            return Err(vm.value_error("cannot hash writable memoryview object"));
        }
        if !matches!(item::code(&view.layout.format), Some(b'B' | b'b' | b'c')) {
            return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
        }
        let owner = locked(vm, object)?.owner().clone();
        // What the owner's `__hash__` does may not take the memory away.
        view.lock();
        let hashed = vm.hash(&owner);
        view.unlock();
        hashed?;
        let data = copy_items(vm, object, false)?;
        view.hash.set(vm.hash_key.hash_bytes(&data));
    }
    Ok(view.hash.get())
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let Some(view) = a.downcast::<MemoryView>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let equal = if a.is(b) || view.data.buffer.get(vm).is_none() {
        a.is(b)
    } else {
        let other = match b.downcast::<MemoryView>() {
            Some(other) if other.data.buffer.get(vm).is_none() => {
                return Ok(Value::from_bool(op == CompareOp::Ne));
            }
            Some(_) => b.clone(),
            None if vm.type_of(b).slots().buffer.is_some() => of(vm, b)?,
            None => return Ok(Value::NOT_IMPLEMENTED),
        };
        equal_items(vm, a, &other)?
    };
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

fn equal_items(vm: &mut Vm, a: &Value, b: &Value) -> PyResult<bool> {
    let (left, right) = (live(vm, a)?, live(vm, b)?);
    if left.layout.shape != right.layout.shape {
        return Ok(false);
    }
    let (Some(x), Some(y)) = (item::code(&left.layout.format), item::code(&right.layout.format)) else {
        return Ok(false);
    };
    let plain = x == y && !matches!(x, b'e' | b'f' | b'd' | b'?');
    if plain {
        let (p, q) = (copy_items(vm, a, false)?, copy_items(vm, b, false)?);
        return Ok(p == q);
    }
    for (p, q) in left.offsets(false).into_iter().zip(right.offsets(false)) {
        let p = unpack_at(vm, left, x, p);
        let q = unpack_at(vm, right, y, q);
        if !vm.equal(&p, &q)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The item at an offset.
pub(crate) fn unpack_at(vm: &Vm, view: &MemoryView, code: u8, at: usize) -> Value {
    let bytes = bytes(vm, view);
    item::unpack(vm, code, bytes.get(at..at + view.layout.itemsize).unwrap_or_default())
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    let view = live(vm, object)?;
    match view.layout.shape.first() {
        Some(length) => Ok(*length),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let view = live(vm, object)?;
    crate::memoryview_items::code_of(vm, view)?;
    match view.layout.shape.len() {
        0 => Err(vm.type_error("invalid indexing of 0-dim memory")),
        1 => Ok(crate::iterators::sequence(vm, Tp::MemoryIterator, object.clone())),
        _ => Err(vm.raise(Tp::NotImplementedError, "multi-dimensional sub-views are not implemented")),
    }
}

fn numbers(vm: &Vm, items: impl Iterator<Item = i64>) -> Value {
    vm.new_tuple(items.map(|i| vm.new_int(i)).collect())
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(repr),
            hash: Some(hash),
            compare: Some(compare),
            len: Some(len),
            iter: Some(iter),
            getitem: Some(crate::memoryview_items::getitem),
            setitem: Some(crate::memoryview_items::setitem),
            buffer: Some(buffer),
            ..Slots::default()
        },
        constructor: Some(("($cls, object)", new)),
        methods: crate::memoryview_items::METHODS,
        getset: const {
            &[
                getter("obj", |vm, o| Ok(locked(vm, o)?.owner().clone())),
                getter("nbytes", |vm, o| {
                    let bytes = live(vm, o)?.nbytes();
                    Ok(vm.new_int(bytes as i64))
                }),
                getter("readonly", |vm, o| Ok(Value::from_bool(live(vm, o)?.readonly))),
                getter("itemsize", |vm, o| {
                    let size = live(vm, o)?.layout.itemsize;
                    Ok(vm.new_int(size as i64))
                }),
                getter("format", |vm, o| {
                    let view = live(vm, o)?;
                    Ok(vm.new_str(&view.layout.format))
                }),
                getter("ndim", |vm, o| {
                    let axes = live(vm, o)?.layout.shape.len();
                    Ok(vm.new_int(axes as i64))
                }),
                getter("shape", |vm, o| {
                    let view = live(vm, o)?;
                    Ok(numbers(vm, view.layout.shape.iter().map(|&n| n as i64)))
                }),
                getter("strides", |vm, o| {
                    let view = live(vm, o)?;
                    Ok(numbers(vm, view.layout.strides.iter().map(|&n| n as i64)))
                }),
                getter("suboffsets", |vm, o| {
                    live(vm, o)?;
                    Ok(vm.empty_tuple.clone())
                }),
                getter("c_contiguous", |vm, o| Ok(Value::from_bool(live(vm, o)?.is_contiguous(false)))),
                getter("f_contiguous", |vm, o| Ok(Value::from_bool(live(vm, o)?.is_contiguous(true)))),
                getter("contiguous", |vm, o| {
                    let view = live(vm, o)?;
                    Ok(Value::from_bool(view.is_contiguous(false) || view.is_contiguous(true)))
                }),
            ]
        },
        is_final: true,
        doc: Some(
            "memoryview(object)\n--\n\nCreate a new memoryview object which references the given object.",
        ),
        ..TypeSpec::default()
    }
}
