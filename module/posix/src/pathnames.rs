//! Paths as text: what needs no file system.

use crate::call::{name_value, plain_path};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;

pub fn py_fspath(vm: &mut Vm, a: &[Value]) -> PyResult {
    taipan_native::os::fspath(vm, &a[1])
}

/// The bytes of a path, in which NUL is a character like others, and whether it was given as bytes.
fn text(vm: &mut Vm, function: &str, value: &Value) -> PyResult<(Vec<u8>, bool)> {
    if value.downcast::<Str>().is_some() {
        let encoded = vm.encode_text(value, "utf-8", "surrogatepass")?;
        return Ok((encoded.expect::<Bytes>().data.as_slice().to_vec(), false));
    }
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok((bytes.data.as_slice().to_vec(), true));
    }
    let path = plain_path(vm, function, "path", value)?;
    Ok((path.name.into_bytes(), path.is_bytes))
}

fn value(vm: &mut Vm, data: &[u8], as_bytes: bool) -> PyResult {
    if as_bytes {
        return name_value(vm, data, true);
    }
    let bytes = vm.bytes_value(data)?;
    vm.decode_bytes(&bytes, "utf-8", "surrogatepass")
}

/// The length of the root: one slash, or exactly two.
fn root(path: &[u8]) -> usize {
    match path {
        [b'/', b'/', b'/', ..] => 1,
        [b'/', b'/', ..] => 2,
        [b'/', ..] => 1,
        _ => 0,
    }
}

pub fn py__path_splitroot_ex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (path, as_bytes) = text(vm, "_path_splitroot_ex", &a[1])?;
    let (root, rest) = path.split_at(root(&path));
    let parts = [value(vm, b"", as_bytes)?, value(vm, root, as_bytes)?, value(vm, rest, as_bytes)?];
    Ok(vm.new_tuple(parts.to_vec()))
}

pub fn py__path_normpath(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (path, as_bytes) = text(vm, "_path_normpath", &a[1])?;
    let (root, rest) = path.split_at(root(&path));
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in rest.split(|&b| b == b'/') {
        match part {
            b"" | b"." => {}
            b".." if parts.last().is_some_and(|p| *p != b"..") => {
                parts.pop();
            }
            b".." if !root.is_empty() => {}
            part => parts.push(part),
        }
    }
    let mut normal = root.to_vec();
    normal.extend_from_slice(&parts.join(&b'/'));
    if normal.is_empty() {
        normal.push(b'.');
    }
    value(vm, &normal, as_bytes)
}
