//! The buffer protocol: how native code reaches the memory of bytes-like objects.
//!
//! A [`Buffer`] holds its exporter and, while it lives, a lock on it: an exporter whose memory can move refuses to
//! change its size until the last buffer is gone. The bytes are reached through the Vm as a token, so they cannot be
//! read while Python runs. A class exports memory by its `buffer` slot; a Python class by `__buffer__`.

use crate::bytes::Bytes;
use crate::{PyResult, Raised, Tp, Tracer, Value, Vm};
use std::borrow::Cow;

/// Gives a buffer over an object's memory; the flag asks for one that may be written.
pub type BufferFn = fn(&mut Vm, &Value, bool) -> PyResult<Buffer>;

/// How the memory of one kind of exporter is reached and locked.
pub struct Exporter {
    pub bytes: for<'a> fn(&'a Value, &'a Vm) -> &'a [u8],
    /// Called for buffers that are not read-only.
    pub bytes_mut: for<'a> fn(&'a Value, &'a mut Vm) -> &'a mut [u8],
    pub lock: fn(&Value),
    pub unlock: fn(&Value),
}

/// What the bytes mean, where they are not plain unsigned bytes in one row.
#[derive(Clone)]
pub struct Layout {
    pub format: Cow<'static, str>,
    pub itemsize: usize,
    pub shape: Vec<usize>,
    pub strides: Vec<isize>,
}

/// A locked window on an exporter's memory.
pub struct Buffer {
    owner: Value,
    exporter: &'static Exporter,
    start: usize,
    length: usize,
    pub readonly: bool,
    /// The memoryview it was asked of, which counts it too; NULL for others.
    view: Value,
    pub layout: Option<Box<Layout>>,
}

impl Drop for Buffer {
    fn drop(&mut self) {
        (self.exporter.unlock)(&self.owner);
        if let Some(view) = self.view.downcast::<crate::memoryview::MemoryView>() {
            view.unlock();
        }
    }
}

impl Clone for Buffer {
    fn clone(&self) -> Buffer {
        let mut copy = Buffer::new(self.owner.clone(), self.exporter, self.start, self.length, self.readonly);
        copy.layout = self.layout.clone();
        copy
    }
}

impl Buffer {
    /// A buffer over `length` bytes from `start` on; locks the exporter.
    pub fn new(
        owner: Value,
        exporter: &'static Exporter,
        start: usize,
        length: usize,
        readonly: bool,
    ) -> Buffer {
        (exporter.lock)(&owner);
        Buffer { owner, exporter, start, length, readonly, view: Value::NULL, layout: None }
    }

    /// The same memory from `start` on, counted by a memoryview.
    pub fn of_view(&self, view: Value, start: usize, length: usize, readonly: bool) -> Buffer {
        let mut buffer = Buffer::new(self.owner.clone(), self.exporter, self.start + start, length, readonly);
        buffer.view = view;
        buffer
    }

    /// Visits the references it holds.
    pub fn trace(&self, visit: Tracer<'_>) {
        visit(&self.owner);
        visit(&self.view);
    }

    /// The object whose memory it is.
    pub fn owner(&self) -> &Value {
        &self.owner
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bytes. An exporter that broke its promise and shrank shows as no bytes.
    pub fn bytes<'a>(&'a self, vm: &'a Vm) -> &'a [u8] {
        (self.exporter.bytes)(&self.owner, vm).get(self.start..self.start + self.length).unwrap_or_default()
    }

    /// The bytes, to write; none where the buffer is read-only.
    pub fn bytes_mut<'a>(&'a self, vm: &'a mut Vm) -> &'a mut [u8] {
        if self.readonly {
            return &mut [];
        }
        (self.exporter.bytes_mut)(&self.owner, vm)
            .get_mut(self.start..self.start + self.length)
            .unwrap_or_default()
    }
}

/// Exporters of memory that never changes and never moves.
pub static BYTES: Exporter = Exporter {
    bytes: |owner, _| owner.downcast::<Bytes>().map_or(&[], |o| o.data.as_slice()),
    bytes_mut: |_, _| &mut [],
    lock: |_| {},
    unlock: |_| {},
};

impl Vm {
    /// Whether the object can be asked for a buffer.
    pub fn has_buffer(&mut self, object: &Value) -> bool {
        if self.type_of(object).slots().buffer.is_some() {
            return true;
        }
        let name = self.names.buffer.clone();
        self.lookup(self.type_of(object), &name).is_some()
    }

    /// A buffer to read; TypeError `a bytes-like object is required, not 'X'`.
    pub fn buffer(&mut self, object: &Value) -> PyResult<Buffer> {
        match self.try_buffer(object, false)? {
            Some(buffer) => Ok(buffer),
            None => Err(bytes_like_required(self, object)),
        }
    }

    /// A buffer to write.
    pub fn writable_buffer(&mut self, object: &Value) -> PyResult<Buffer> {
        let found = self.try_buffer(object, true)?;
        match found {
            Some(buffer) if !buffer.readonly => Ok(buffer),
            Some(_) => Err(self.raise(Tp::BufferError, "Object is not writable.")),
            None => {
                let text =
                    format!("a read-write bytes-like object is required, not '{}'", self.type_name(object));
                Err(self.type_error(text))
            }
        }
    }

    /// A buffer, or `None` if the object has none to give.
    pub fn try_buffer(&mut self, object: &Value, writable: bool) -> PyResult<Option<Buffer>> {
        if let Some(get) = self.type_of(object).slots().buffer {
            return get(self, object, writable).map(Some);
        }
        let name = self.names.buffer.clone();
        let flags = Value::from_i32(if writable { 1 } else { 0 });
        let Some(view) = self.call_special(object, &name, &[flags])? else { return Ok(None) };
        if view.downcast::<crate::memoryview::MemoryView>().is_none() {
            return Err(self.type_error("__buffer__ returned non-memoryview object"));
        }
        crate::memoryview::buffer(self, &view, writable).map(Some)
    }

    /// Calls `read` with the bytes of a bytes-like object.
    pub fn with_buffer<R>(&mut self, object: &Value, read: impl FnOnce(&[u8]) -> R) -> PyResult<R> {
        if let Some(bytes) = object.downcast::<Bytes>() {
            return Ok(read(bytes.data.as_slice()));
        }
        let buffer = self.buffer(object)?;
        Ok(read(buffer.bytes(self)))
    }
}

/// TypeError `a bytes-like object is required, not 'X'`.
#[cold]
pub fn bytes_like_required(vm: &mut Vm, object: &Value) -> Raised {
    let text = format!("a bytes-like object is required, not '{}'", vm.type_name(object));
    vm.type_error(text)
}
