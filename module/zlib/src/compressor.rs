//! `Compress`: a stream that compresses what it is given piece by piece.

use crate::pump;
use crate::stream::{self, Parameters, Stream};
use crate::{State, integer};
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Guarded, Payload, Tracer};

/// The payload; no stream while it is at work.
struct Compress(Guarded<Option<Stream>>);

// SAFETY: it holds no references.
unsafe impl Payload for Compress {
    const NAME: &'static str = "Compress";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn wrap(vm: &mut Vm, stream: Stream) -> PyResult {
    let class = vm.state::<State>().compress.clone().unwrap_or(Value::NONE);
    Ok(vm.new_object(&class, Compress(Guarded::new(Some(stream)))))
}

/// `compressobj`.
pub fn make(vm: &mut Vm, a: &[Value]) -> PyResult {
    let parameters = Parameters {
        level: integer(vm, &a[1], -1)?,
        method: integer(vm, &a[2], 8)?,
        window_bits: integer(vm, &a[3], 15)?,
        memory_level: integer(vm, &a[4], 8)?,
        strategy: integer(vm, &a[5], 0)?,
    };
    let dictionary = if a[6].is_null() { None } else { Some(vm.copy_bytes(&a[6])?) };
    let mut stream = match Stream::compressor(parameters) {
        Ok(stream) => stream,
        Err(stream::STREAM_ERROR) => return Err(vm.value_error("Invalid initialization option")),
        Err(stream::MEM_ERROR) => {
            return Err(pump::out_of_memory(vm, "Can't allocate memory for compression object"));
        }
        Err(code) => return Err(pump::error(vm, None, code, "while creating compression object")),
    };
    if let Some(dictionary) = dictionary {
        match stream.set_dictionary(&dictionary) {
            stream::OK => {}
            stream::STREAM_ERROR => return Err(vm.value_error("Invalid dictionary")),
            _ => return Err(vm.value_error("deflateSetDictionary()")),
        }
    }
    wrap(vm, stream)
}

fn with_stream<R>(
    vm: &mut Vm,
    object: &Value,
    run: impl FnOnce(&mut Vm, &mut Stream) -> PyResult<R>,
) -> PyResult<R> {
    let own = object.expect::<Compress>();
    let Some(mut stream) = own.0.get_mut(vm).take() else {
        return Err(vm.value_error("Inconsistent stream state"));
    };
    let result = run(vm, &mut stream);
    *own.0.get_mut(vm) = Some(stream);
    result
}

fn compress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    with_stream(vm, &a[0], |vm, stream| {
        let run = pump::run(vm, stream, &data, stream::NO_FLUSH, usize::MAX, None)?;
        if run.code == stream::STREAM_ERROR {
            return Err(pump::error(vm, Some(stream), run.code, "while compressing data"));
        }
        vm.bytes_value(&run.output)
    })
}

fn flush(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mode = integer(vm, &a[1], stream::FINISH)?;
    if mode == stream::NO_FLUSH {
        return vm.bytes_value(b"");
    }
    with_stream(vm, &a[0], |vm, stream| {
        let run = pump::run(vm, stream, b"", mode, usize::MAX, None)?;
        if run.code == stream::STREAM_END && mode == stream::FINISH {
            stream.end();
        } else if !matches!(run.code, stream::OK | stream::BUF_ERROR) {
            return Err(pump::error(vm, Some(stream), run.code, "while flushing"));
        }
        vm.bytes_value(&run.output)
    })
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let copied = with_stream(vm, &a[0], |_, stream| Ok(stream.copy()))?;
    match copied {
        Ok(stream) => wrap(vm, stream),
        Err(stream::STREAM_ERROR) => Err(vm.value_error("Inconsistent stream state")),
        Err(stream::MEM_ERROR) => {
            Err(pump::out_of_memory(vm, "Can't allocate memory for compression object"))
        }
        Err(code) => Err(pump::error(vm, None, code, "while copying compression object")),
    }
}

const COPY_DOC: &str = "Return a copy of the compression object.";

static METHODS: &[NativeDef] = &[
    method(
        "compress",
        "($self, data, /)",
        compress,
        "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n\nAfter calling this function, some of the input data may still\nbe stored in internal buffers for later processing.\nCall the flush() method to clear these buffers.",
    ),
    method(
        "flush",
        "($self, mode=zlib.Z_FINISH, /)",
        flush,
        "Return a bytes object containing any remaining compressed data.\n\n  mode\n    One of the constants Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH.\n    If mode == Z_FINISH, the compressor object can no longer be\n    used after calling the flush() method.  Otherwise, more data\n    can still be compressed.",
    ),
    method("copy", "($self, /)", copy, COPY_DOC),
    method("__copy__", "($self, /)", copy, COPY_DOC),
    method("__deepcopy__", "($self, memo, /)", copy, COPY_DOC),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec { methods: METHODS, no_new: true, is_final: true, ..TypeSpec::default() };
    let class = NativeClass { name: "Compress", module: "zlib", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Compress>(class, None)
}
