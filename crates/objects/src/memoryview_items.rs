//! Subscripts and methods of `memoryview`.

use crate::buffer::Layout;
use crate::class::Type;
use crate::list::List;
use crate::memoryview::{MemoryView, copy_items, derive, live, locked, of, release, row_strides, unpack_at};
use crate::native::{NativeDef, class_method, method};
use crate::slice::Slice;
use crate::str::Str;
use crate::struct_item as item;
use crate::tuple::Tuple;
use crate::{Obj, PyResult, Tp, Value, Vm};

/// The item code of a view's format, or NotImplementedError.
pub(crate) fn code_of(vm: &mut Vm, view: &MemoryView) -> PyResult<u8> {
    match item::code(&view.layout.format) {
        Some(code) => Ok(code),
        None => {
            let text = format!("memoryview: format {} not supported", view.layout.format);
            Err(vm.raise(Tp::NotImplementedError, text))
        }
    }
}

/// The offset that an index of one axis adds.
fn along(vm: &mut Vm, view: &MemoryView, axis: usize, key: &Value) -> PyResult<isize> {
    let index = vm.index(key)?;
    let Some(index) = index.as_small() else {
        let text = format!("cannot fit '{}' into an index-sized integer", vm.type_name(key));
        return Err(vm.index_error(text));
    };
    let length = view.layout.shape[axis] as i64;
    let at = if index < 0 { index + length } else { index };
    if at < 0 || at >= length {
        return Err(vm.index_error(format!("index out of bounds on dimension {}", axis + 1)));
    }
    Ok(at as isize * view.layout.strides[axis])
}

/// What a key asks for.
enum Place {
    /// The item at this offset.
    Item(usize),
    /// A slice of the first axis.
    Slice(Layout, usize),
    /// The whole view.
    All,
}

fn place(vm: &mut Vm, view: &Obj<MemoryView>, key: &Value) -> PyResult<Place> {
    let axes = view.layout.shape.len();
    let offset = |more: isize| Place::Item((view.offset as isize + more) as usize);
    if axes == 0 {
        if key.is(&Value::ELLIPSIS) {
            return Ok(Place::All);
        }
        if key.downcast::<Tuple>().is_some_and(|t| t.data.is_empty()) {
            return Ok(offset(0));
        }
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    }
    if vm.type_of(key).slots().index.is_some() {
        code_of(vm, view)?;
        if axes > 1 {
            return Err(vm.raise(Tp::NotImplementedError, "multi-dimensional sub-views are not implemented"));
        }
        return along(vm, view, 0, key).map(offset);
    }
    if let Some(slice) = key.downcast::<Slice>() {
        let (start, step, count) = crate::slice::indices(vm, slice, view.layout.shape[0])?;
        let mut layout = view.layout.clone();
        let at = view.offset as isize + start as isize * layout.strides[0];
        layout.shape[0] = count;
        layout.strides[0] *= step;
        return Ok(Place::Slice(layout, if count == 0 { view.offset } else { at as usize }));
    }
    if let Some(keys) = key.downcast::<Tuple>() {
        let keys = keys.data.items();
        if keys.iter().all(|key| vm.type_of(key).slots().index.is_some()) {
            code_of(vm, view)?;
            if keys.len() > axes {
                let text = format!("cannot index {axes}-dimension view with {}-element tuple", keys.len());
                return Err(vm.type_error(text));
            }
            if keys.len() < axes {
                return Err(vm.raise(Tp::NotImplementedError, "sub-views are not implemented"));
            }
            let mut at = 0;
            for (axis, key) in keys.iter().enumerate() {
                at += along(vm, view, axis, key)?;
            }
            return Ok(offset(at));
        }
        if keys.iter().all(|key| key.downcast::<Slice>().is_some()) {
            return Err(vm.raise(Tp::NotImplementedError, "multi-dimensional slicing is not implemented"));
        }
    }
    Err(vm.type_error("memoryview: invalid slice key"))
}

pub(crate) fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let view = live(vm, object)?;
    match place(vm, view, key)? {
        Place::All => Ok(object.clone()),
        Place::Slice(layout, offset) => derive(vm, object, layout, offset, view.readonly),
        Place::Item(at) => {
            let code = code_of(vm, view)?;
            live(vm, object)?;
            Ok(unpack_at(vm, view, code, at))
        }
    }
}

pub(crate) fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let view = live(vm, object)?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.type_error("cannot delete memory")) };
    match place(vm, view, key)? {
        Place::Item(at) => {
            let code = code_of(vm, view)?;
            let packed = item::pack(vm, code, value)?;
            write(vm, object, |memory| {
                if let Some(to) = memory.get_mut(at..at + view.layout.itemsize) {
                    to.copy_from_slice(&packed[..view.layout.itemsize]);
                }
            })
        }
        Place::Slice(layout, offset) => {
            if view.layout.shape.len() > 1 {
                let text = "memoryview slice assignments are currently restricted to ndim = 1";
                return Err(vm.raise(Tp::NotImplementedError, text));
            }
            set_slice(vm, object, &layout, offset, value)
        }
        Place::All => {
            let code = code_of(vm, view)?;
            let packed = item::pack(vm, code, value)?;
            write(vm, object, |memory| {
                if let Some(to) = memory.get_mut(view.offset..view.offset + view.layout.itemsize) {
                    to.copy_from_slice(&packed[..view.layout.itemsize]);
                }
            })
        }
    }
}

/// Changes the memory behind a view.
fn write(vm: &mut Vm, object: &Value, change: impl FnOnce(&mut [u8])) -> PyResult<()> {
    let buffer = locked(vm, object)?;
    change(buffer.bytes_mut(vm));
    Ok(())
}

fn set_slice(vm: &mut Vm, object: &Value, layout: &Layout, offset: usize, value: &Value) -> PyResult<()> {
    let source = match value.downcast::<MemoryView>() {
        Some(_) => value.clone(),
        None if vm.has_buffer(value) => of(vm, value)?,
        None => return Err(crate::buffer::bytes_like_required(vm, value)),
    };
    let from = live(vm, &source)?;
    let plain = |format: &str| format.strip_prefix('@').unwrap_or(format).to_owned();
    if from.layout.shape != layout.shape
        || from.layout.itemsize != layout.itemsize
        || plain(&from.layout.format) != plain(&layout.format)
    {
        let text = "memoryview assignment: lvalue and rvalue have different structures";
        return Err(vm.value_error(text));
    }
    // A copy: the two may share memory.
    let data = copy_items(vm, &source, false)?;
    let (count, stride, size) = (layout.shape[0], layout.strides[0], layout.itemsize);
    write(vm, object, |memory| {
        for (i, piece) in data.chunks_exact(size).take(count).enumerate() {
            let at = (offset as isize + i as isize * stride) as usize;
            if let Some(to) = memory.get_mut(at..at + size) {
                to.copy_from_slice(piece);
            }
        }
    })
}

fn tobytes(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    let order = if a[1].is_null() || a[1].is_none() {
        b'C'
    } else {
        let Some(text) = a[1].downcast::<Str>() else {
            let text = format!("tobytes() argument 'order' must be str or None, not {}", vm.type_name(&a[1]));
            return Err(vm.type_error(text));
        };
        match *text.data.bytes() {
            [order @ (b'C' | b'F' | b'A')] => order,
            _ => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
        }
    };
    let first_fastest =
        order == b'F' || (order == b'A' && !view.is_contiguous(false) && view.is_contiguous(true));
    let data = copy_items(vm, &a[0], first_fastest)?;
    vm.bytes_value(&data)
}

fn tolist(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    let code = code_of(vm, view)?;
    if !vm.heap.charge(view.count().saturating_mul(16)) {
        return Err(vm.memory_error());
    }
    Ok(nested(vm, view, code, 0, view.offset as isize))
}

fn nested(vm: &Vm, view: &MemoryView, code: u8, axis: usize, at: isize) -> Value {
    let Some(&length) = view.layout.shape.get(axis) else { return unpack_at(vm, view, code, at as usize) };
    let stride = view.layout.strides[axis];
    vm.new_list((0..length as isize).map(|i| nested(vm, view, code, axis + 1, at + i * stride)).collect())
}

fn hex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    // What the separator does when it is asked may not take the memory away.
    view.lock();
    let arguments = crate::bytes_methods::hex_arguments(vm, &a[1], &a[2]);
    view.unlock();
    let (separator, group) = arguments?;
    let data = copy_items(vm, &a[0], false)?;
    let digits = taipan_text::bytes_repr::hex(&data, separator, group);
    vm.text_value(taipan_text::TextBuf::from_ascii(digits))
}

fn cast(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    if a[1].downcast::<Str>().is_none() {
        let text = format!("cast() argument 'format' must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    if !view.is_contiguous(false) {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let axes = view.layout.shape.len();
    if (!a[2].is_null() || axes != 1) && view.layout.shape.contains(&0) {
        return Err(vm.type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let shape = if a[2].is_null() { None } else { Some(new_shape(vm, &a[2], axes)?) };
    let native = "must be a native single character format prefixed with an optional '@'";
    let Some(from) = item::code(&view.layout.format) else {
        return Err(vm.value_error(format!("memoryview: source format {native}")));
    };
    let format = vm.text(&a[1]).into_owned();
    let Some(to) = item::code(&format) else {
        return Err(vm.value_error(format!("memoryview: destination format {native}")));
    };
    let is_byte = |code| matches!(code, b'b' | b'B' | b'c');
    if !is_byte(from) && !is_byte(to) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let itemsize = item::size(to).unwrap_or(1);
    let size = view.nbytes();
    if !size.is_multiple_of(itemsize) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let shape = shape.unwrap_or_else(|| vec![size / itemsize]);
    let wanted = shape.iter().try_fold(itemsize, |product, &length| product.checked_mul(length));
    if wanted != Some(size) {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    let strides = row_strides(&shape, itemsize);
    derive(vm, &a[0], Layout { format: format.into(), itemsize, shape, strides }, view.offset, view.readonly)
}

fn new_shape(vm: &mut Vm, value: &Value, axes: usize) -> PyResult<Vec<usize>> {
    let items = match (value.downcast::<Tuple>(), value.downcast::<List>()) {
        (Some(tuple), _) => tuple.data.items().to_vec(),
        (_, Some(list)) => list.data.items(vm).clone(),
        _ => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    if items.len() > 64 {
        return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    if items.len() > 1 && axes != 1 {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let mut shape = Vec::with_capacity(items.len());
    for item in &items {
        if !vm.is_instance(item, Tp::Int) {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match usize::try_from(vm.index_i64(item)?) {
            Ok(length) if length > 0 => shape.push(length),
            _ => return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0")),
        }
    }
    Ok(shape)
}

fn toreadonly(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    derive(vm, &a[0], view.layout.clone(), view.offset, true)
}

fn one_axis(vm: &mut Vm, view: &MemoryView) -> PyResult<usize> {
    match *view.layout.shape.as_slice() {
        [length] => Ok(length),
        [] => Err(vm.type_error("invalid indexing of 0-dim memory")),
        _ => Err(vm.raise(Tp::NotImplementedError, "multi-dimensional sub-views are not implemented")),
    }
}

/// The item at a position of a view of one axis.
fn nth(vm: &Vm, view: &MemoryView, code: u8, position: usize) -> Value {
    let at = view.offset as isize + position as isize * view.layout.strides.first().copied().unwrap_or(0);
    unpack_at(vm, view, code, at as usize)
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    let (length, code) = (one_axis(vm, view)?, code_of(vm, view)?);
    let mut found = 0;
    for position in 0..length {
        let own = nth(vm, view, code, position);
        found += i64::from(vm.same_or_equal(&own, &a[1])?);
        live(vm, &a[0])?;
    }
    Ok(vm.new_int(found))
}

fn index(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = live(vm, &a[0])?;
    let (length, code) = (one_axis(vm, view)?, code_of(vm, view)?);
    let (start, stop) = vm.index_range(&a[2], &a[3], length)?;
    for position in start..stop {
        let own = nth(vm, view, code, position);
        if vm.same_or_equal(&own, &a[1])? {
            return Ok(vm.new_int(position as i64));
        }
        live(vm, &a[0])?;
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

fn from_flags(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[2])?;
    let view = of(vm, &a[1])?;
    if flags & 1 != 0 && view.expect::<MemoryView>().readonly {
        return Err(vm.raise(Tp::BufferError, "Object is not writable."));
    }
    debug_assert!(a[0].downcast::<Type>().is_some());
    Ok(view)
}

fn buffer_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[1])?;
    let view = live(vm, &a[0])?;
    if flags & 1 != 0 && view.readonly {
        return Err(vm.raise(Tp::BufferError, "memoryview: underlying buffer is not writable"));
    }
    of(vm, &a[0])
}

fn release_buffer(vm: &mut Vm, a: &[Value]) -> PyResult {
    release(vm, &a[1])?;
    Ok(Value::NONE)
}

fn enter(vm: &mut Vm, a: &[Value]) -> PyResult {
    live(vm, &a[0])?;
    Ok(a[0].clone())
}

fn release_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    release(vm, &a[0])?;
    Ok(Value::NONE)
}

/// The methods of `memoryview`.
pub(crate) const METHODS: &[NativeDef] = &[
    class_method(
        "__class_getitem__",
        "($type, object, /)",
        crate::set::class_getitem,
        "memoryviews are generic over the type of their underlying data",
    ),
    method("__enter__", "($self, /)", enter, ""),
    method(
        "__exit__",
        "($self, /, *exc_info)",
        release_method,
        "Release the underlying buffer exposed by the memoryview object.",
    ),
    class_method(
        "_from_flags",
        "($type, /, object, flags)",
        from_flags,
        "Create a new memoryview object which references the given object.",
    ),
    method(
        "cast",
        "($self, /, format, shape=<unrepresentable>)",
        cast,
        "Cast a memoryview to a new format or shape.",
    ),
    method("count", "($self, value, /)", count, "Count the number of occurrences of a value."),
    method(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        hex,
        "Return the data in the buffer as a str of hexadecimal numbers.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from\n    the right, negative values count from the left.\n\nExample:\n>>> value = memoryview(b'\\xb9\\x01\\xef')\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'",
    ),
    method(
        "index",
        "($self, value, start=0, stop=sys.maxsize, /)",
        index,
        "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present.",
    ),
    method(
        "release",
        "($self, /)",
        release_method,
        "Release the underlying buffer exposed by the memoryview object.",
    ),
    method(
        "tobytes",
        "($self, /, order='C')",
        tobytes,
        "Return the data in the buffer as a byte string.\n\nOrder can be {'C', 'F', 'A'}.  When order is 'C' or 'F', the data of\nthe original array is converted to C or Fortran order.  For\ncontiguous views, 'A' returns an exact copy of the physical memory.\nIn particular, in-memory Fortran order is preserved.  For\nnon-contiguous views, the data is converted to C first.  order=None\nis the same as order='C'.",
    ),
    method("tolist", "($self, /)", tolist, "Return the data in the buffer as a list of elements."),
    method("toreadonly", "($self, /)", toreadonly, "Return a readonly version of the memoryview."),
    method(
        "__buffer__",
        "($self, flags, /)",
        buffer_method,
        "Return a buffer object that exposes the underlying memory of the object.",
    ),
    method(
        "__release_buffer__",
        "($self, buffer, /)",
        release_buffer,
        "Release the buffer object that exposes the underlying memory of the object.",
    ),
];
