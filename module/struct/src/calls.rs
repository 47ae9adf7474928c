//! What the module's functions and the methods of `Struct` share: packing and unpacking by a parsed format.

use crate::error;
use crate::format::Format;
use crate::items;
use std::rc::Rc;
use taipan_native::{PyResult, Tp, Value, Vm};

fn check_count(vm: &mut Vm, format: &Format, name: &str, given: usize) -> PyResult<()> {
    if given == format.values {
        return Ok(());
    }
    Err(error(vm, format!("{name} expected {} items for packing (got {given})", format.values)))
}

fn packed(vm: &mut Vm, format: &Format, values: &[Value]) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    if !vm.heap.charge(format.size) || out.try_reserve_exact(format.size).is_err() {
        return Err(vm.memory_error());
    }
    out.resize(format.size, 0);
    items::pack(vm, format, values, &mut out)?;
    Ok(out)
}

pub fn pack(vm: &mut Vm, format: &Format, values: &[Value]) -> PyResult {
    check_count(vm, format, "pack", values.len())?;
    let out = packed(vm, format, values)?;
    vm.bytes_value(&out)
}

pub fn pack_into(vm: &mut Vm, format: &Format, args: &[Value]) -> PyResult {
    let Some((target, args)) = args.split_first() else {
        return Err(error(vm, "pack_into expected buffer argument"));
    };
    let Some((offset, values)) = args.split_first() else {
        return Err(error(vm, "pack_into expected offset argument"));
    };
    check_count(vm, format, "pack_into", values.len())?;
    let found = match vm.try_buffer(target, true) {
        // Memory that lies in pieces is no more of use than none.
        Err(raised) if vm.is_raised(&raised, Tp::BufferError) => None,
        found => found?,
    };
    let buffer = match found {
        Some(buffer) if !buffer.readonly => buffer,
        _ => {
            let text = format!("argument must be read-write bytes-like object, not {}", vm.type_name(target));
            return Err(vm.type_error(text));
        }
    };
    let offset = match vm.index_i64(offset) {
        Err(raised) if vm.is_raised(&raised, Tp::OverflowError) => {
            let text = format!("cannot fit '{}' into an index-sized integer", vm.type_name(offset));
            return Err(vm.index_error(text));
        }
        offset => offset?,
    };
    let length = buffer.len() as i64;
    let size = format.size as i64;
    let start = if offset < 0 {
        if offset + size > 0 {
            return Err(error(vm, format!("no space to pack {size} bytes at offset {offset}")));
        }
        if offset + length < 0 {
            return Err(error(vm, format!("offset {offset} out of range for {length}-byte buffer")));
        }
        offset + length
    } else {
        offset
    };
    if length - start < size {
        return Err(error(
            vm,
            format!(
                "pack_into requires a buffer of at least {} bytes for packing {size} bytes at offset {start} (actual buffer size is {length})",
                i128::from(size) + i128::from(start)
            ),
        ));
    }
    let out = packed(vm, format, values)?;
    let start = start as usize;
    if let Some(place) = buffer.bytes_mut(vm).get_mut(start..start + out.len()) {
        place.copy_from_slice(&out);
    }
    Ok(Value::NONE)
}

fn part(
    vm: &mut Vm,
    buffer: &taipan_objects::buffer::Buffer,
    start: usize,
    size: usize,
) -> PyResult<Vec<u8>> {
    match buffer.bytes(vm).get(start..start + size).and_then(taipan_objects::bytes::copied) {
        Some(data) => Ok(data),
        None => Err(vm.memory_error()),
    }
}

pub fn unpack(vm: &mut Vm, format: &Format, source: &Value) -> PyResult {
    let buffer = vm.buffer(source)?;
    if buffer.len() != format.size {
        return Err(error(vm, format!("unpack requires a buffer of {} bytes", format.size)));
    }
    let data = part(vm, &buffer, 0, format.size)?;
    items::unpack(vm, format, &data)
}

pub fn unpack_from(vm: &mut Vm, format: &Format, source: &Value, offset: &Value) -> PyResult {
    let offset = if offset.is_null() { 0 } else { vm.index_i64(offset)? };
    let buffer = vm.buffer(source)?;
    let (length, size) = (buffer.len() as i64, format.size as i64);
    let start = if offset < 0 {
        if offset + size > 0 {
            return Err(error(vm, format!("not enough data to unpack {size} bytes at offset {offset}")));
        }
        if offset + length < 0 {
            return Err(error(vm, format!("offset {offset} out of range for {length}-byte buffer")));
        }
        offset + length
    } else {
        offset
    };
    if length - start < size {
        return Err(error(
            vm,
            format!(
                "unpack_from requires a buffer of at least {} bytes for unpacking {size} bytes at offset {start} (actual buffer size is {length})",
                i128::from(size) + i128::from(start)
            ),
        ));
    }
    let data = part(vm, &buffer, start as usize, format.size)?;
    items::unpack(vm, format, &data)
}

pub fn iter_unpack(vm: &mut Vm, format: Rc<Format>, source: &Value) -> PyResult {
    if format.size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let buffer = vm.buffer(source)?;
    if buffer.len() % format.size != 0 {
        let text = format!("iterative unpacking requires a buffer of a multiple of {} bytes", format.size);
        return Err(error(vm, text));
    }
    Ok(crate::iterator::make(vm, format, buffer))
}
