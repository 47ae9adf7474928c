//! `Decompress`: a stream that expands what it is given piece by piece, and hands back what it did not use.

use crate::pump;
use crate::stream::{self, Stream};
use crate::{State, integer};
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Guarded, Payload, Tracer};

#[derive(Default)]
struct Content {
    /// None while it is at work.
    stream: Option<Stream>,
    dictionary: Option<Vec<u8>>,
    unused: Vec<u8>,
    unconsumed: Vec<u8>,
    is_over: bool,
}

struct Decompress(Guarded<Content>);

// SAFETY: it holds no references.
unsafe impl Payload for Decompress {
    const NAME: &'static str = "Decompress";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn wrap(vm: &mut Vm, content: Content) -> PyResult {
    let class = vm.state::<State>().decompress.clone().unwrap_or(Value::NONE);
    Ok(vm.new_object(&class, Decompress(Guarded::new(content))))
}

/// A stream that expands, and its dictionary: what the two classes of decompressors are made of.
pub fn open(vm: &mut Vm, window_bits: &Value, dictionary: &Value) -> PyResult<(Stream, Option<Vec<u8>>)> {
    let window_bits = integer(vm, window_bits, 15)?;
    let dictionary = if dictionary.is_null() {
        None
    } else if vm.has_buffer(dictionary) {
        Some(vm.copy_bytes(dictionary)?)
    } else {
        return Err(vm.type_error("zdict argument must support the buffer protocol"));
    };
    let mut stream = match Stream::expander(window_bits) {
        Ok(stream) => stream,
        Err(stream::STREAM_ERROR) => return Err(vm.value_error("Invalid initialization option")),
        Err(stream::MEM_ERROR) => {
            return Err(pump::out_of_memory(vm, "Can't allocate memory for decompression object"));
        }
        Err(code) => return Err(pump::error(vm, None, code, "while creating decompression object")),
    };
    if let Some(dictionary) = dictionary.as_ref().filter(|_| window_bits < 0) {
        let code = stream.set_dictionary(dictionary);
        if code != stream::OK {
            return Err(pump::error(vm, Some(&stream), code, "while setting zdict"));
        }
    }
    Ok((stream, dictionary))
}

/// `decompressobj`.
pub fn make(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (stream, dictionary) = open(vm, &a[1], &a[2])?;
    wrap(vm, Content { stream: Some(stream), dictionary, ..Content::default() })
}

/// Expands `data`; what is left of it becomes unused data, or the unconsumed tail.
fn expand(vm: &mut Vm, own: &Decompress, data: &[u8], flush: i32, limit: usize) -> PyResult<pump::Run> {
    let content = own.0.get_mut(vm);
    let Some(mut stream) = content.stream.take() else {
        return Err(vm.value_error("Inconsistent stream state"));
    };
    let dictionary = content.dictionary.take();
    let run = pump::run(vm, &mut stream, data, flush, limit, dictionary.as_deref());
    let content = own.0.get_mut(vm);
    content.stream = Some(stream);
    content.dictionary = dictionary;
    let run = run?;
    let rest = &data[run.consumed..];
    content.unconsumed.clear();
    let kept = if run.code == stream::STREAM_END {
        content.is_over = true;
        &mut content.unused
    } else {
        &mut content.unconsumed
    };
    if kept.try_reserve(rest.len()).is_err() {
        return Err(vm.memory_error());
    }
    kept.extend_from_slice(rest);
    Ok(run)
}

fn decompress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let limit = if a[2].is_null() { 0 } else { crate::size(vm, &a[2])? };
    let limit = match usize::try_from(limit) {
        Ok(0) => usize::MAX,
        Ok(limit) => limit,
        Err(_) => return Err(vm.value_error("max_length must be non-negative")),
    };
    let own = a[0].expect::<Decompress>();
    let run = expand(vm, own, &data, stream::SYNC_FLUSH, limit)?;
    if !matches!(run.code, stream::OK | stream::BUF_ERROR | stream::STREAM_END) {
        return Err(failed(vm, own, run.code));
    }
    vm.bytes_value(&run.output)
}

fn failed(vm: &mut Vm, own: &Decompress, code: i32) -> taipan_native::Raised {
    let stream = own.0.get_mut(vm).stream.take();
    let raised = pump::error(vm, stream.as_ref(), code, "while decompressing data");
    own.0.get_mut(vm).stream = stream;
    raised
}

fn flush(vm: &mut Vm, a: &[Value]) -> PyResult {
    let length = if a[1].is_null() { pump::ROOM as i64 } else { crate::size(vm, &a[1])? };
    if length <= 0 {
        return Err(vm.value_error("length must be greater than zero"));
    }
    let own = a[0].expect::<Decompress>();
    let data = std::mem::take(&mut own.0.get_mut(vm).unconsumed);
    let run = expand(vm, own, &data, stream::FINISH, usize::MAX)?;
    if run.code == stream::STREAM_END
        && let Some(stream) = &mut own.0.get_mut(vm).stream
    {
        stream.end();
    } else if !matches!(run.code, stream::OK | stream::BUF_ERROR | stream::STREAM_ERROR) {
        return Err(failed(vm, own, run.code));
    }
    vm.bytes_value(&run.output)
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Decompress>().0.get_mut(vm);
    let copied = own.stream.as_mut().map(Stream::copy);
    match copied {
        Some(Ok(stream)) => {
            let copy = Content {
                stream: Some(stream),
                dictionary: own.dictionary.clone(),
                unused: own.unused.clone(),
                unconsumed: own.unconsumed.clone(),
                is_over: own.is_over,
            };
            wrap(vm, copy)
        }
        Some(Err(stream::STREAM_ERROR)) | None => Err(vm.value_error("Inconsistent stream state")),
        Some(Err(stream::MEM_ERROR)) => {
            Err(pump::out_of_memory(vm, "Can't allocate memory for decompression object"))
        }
        Some(Err(code)) => Err(pump::error(vm, None, code, "while copying decompression object")),
    }
}

const COPY_DOC: &str = "Return a copy of the decompression object.";

static METHODS: &[NativeDef] = &[
    method(
        "decompress",
        "($self, data, /, max_length=0)",
        decompress,
        "Return a bytes object containing the decompressed version of the data.\n\n  data\n    The binary data to decompress.\n  max_length\n    The maximum allowable length of the decompressed data.\n    Unconsumed input data will be stored in\n    the unconsumed_tail attribute.\n\nAfter calling this function, some of the input data may still be stored in\ninternal buffers for later processing.\nCall the flush() method to clear these buffers.",
    ),
    method(
        "flush",
        "($self, length=zlib.DEF_BUF_SIZE, /)",
        flush,
        "Return a bytes object containing any remaining decompressed data.\n\n  length\n    the initial size of the output buffer.",
    ),
    method("copy", "($self, /)", copy, COPY_DOC),
    method("__copy__", "($self, /)", copy, COPY_DOC),
    method("__deepcopy__", "($self, memo, /)", copy, COPY_DOC),
];

static GETSET: &[GetSet] = &[
    member("unused_data", |vm, o| {
        let data = o.expect::<Decompress>().0.get(vm).unused.clone();
        vm.bytes_value(&data)
    }),
    member("unconsumed_tail", |vm, o| {
        let data = o.expect::<Decompress>().0.get(vm).unconsumed.clone();
        vm.bytes_value(&data)
    }),
    member("eof", |vm, o| Ok(Value::from_bool(o.expect::<Decompress>().0.get(vm).is_over))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec =
        TypeSpec { methods: METHODS, getset: GETSET, no_new: true, is_final: true, ..TypeSpec::default() };
    let class =
        NativeClass { name: "Decompress", module: "zlib", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Decompress>(class, None)
}
