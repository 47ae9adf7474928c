//! `_ZlibDecompressor`: expands piece by piece, keeps what it could not use yet, and says whether it needs more.

use crate::pump;
use crate::stream::{self, Stream};
use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Guarded, Payload, Tracer};

struct Content {
    /// None while it is at work.
    stream: Option<Stream>,
    dictionary: Option<Vec<u8>>,
    /// Input that was not used yet.
    kept: Vec<u8>,
    unused: Vec<u8>,
    is_over: bool,
    needs_input: bool,
}

struct Decompressor(Guarded<Content>);

// SAFETY: it holds no references.
unsafe impl Payload for Decompressor {
    const NAME: &'static str = "_ZlibDecompressor";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (stream, dictionary) = crate::decompressor::open(vm, &a[1], &a[2])?;
    let content = Content {
        stream: Some(stream),
        dictionary,
        kept: Vec::new(),
        unused: Vec::new(),
        is_over: false,
        needs_input: true,
    };
    Ok(vm.new_object(&a[0], Decompressor(Guarded::new(content))))
}

fn decompress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let limit = if a[2].is_null() { -1 } else { crate::size(vm, &a[2])? };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let own = a[0].expect::<Decompressor>();
    let content = own.0.get_mut(vm);
    if content.is_over {
        return Err(vm.raise(Tp::EOFError, "End of stream already reached"));
    }
    let Some(mut stream) = content.stream.take() else {
        return Err(vm.value_error("Inconsistent stream state"));
    };
    let mut input = std::mem::take(&mut content.kept);
    let dictionary = content.dictionary.take();
    let is_longer = input.try_reserve(data.len()).is_ok();
    let run = if is_longer {
        input.extend_from_slice(&data);
        pump::run(vm, &mut stream, &input, stream::SYNC_FLUSH, limit, dictionary.as_deref())
    } else {
        Err(vm.memory_error())
    };
    let result = match run {
        Ok(run) if matches!(run.code, stream::OK | stream::BUF_ERROR | stream::STREAM_END) => {
            let content = own.0.get_mut(vm);
            input.drain(..run.consumed);
            content.is_over = run.code == stream::STREAM_END;
            content.needs_input = !content.is_over && input.is_empty() && !run.is_full;
            *if content.is_over { &mut content.unused } else { &mut content.kept } = input;
            vm.bytes_value(&run.output)
        }
        Ok(run) => Err(pump::error(vm, Some(&stream), run.code, "while decompressing data")),
        Err(raised) => Err(raised),
    };
    let content = own.0.get_mut(vm);
    content.stream = Some(stream);
    content.dictionary = dictionary;
    result
}

static METHODS: &[NativeDef] = &[method(
    "decompress",
    "($self, /, data, max_length=-1)",
    decompress,
    "Decompress *data*, returning uncompressed data as bytes.\n\nIf *max_length* is nonnegative, returns at most *max_length* bytes\nof decompressed data.  If this limit is reached and further output\ncan be produced, *self.needs_input* will be set to ``False``.  In\nthis case, the next call to *decompress()* may provide *data* as b''\nto obtain more of the output.\n\nIf all of the input data was decompressed and returned (either\nbecause this was less than *max_length* bytes, or because\n*max_length* was negative), *self.needs_input* will be set to True.\n\nAttempting to decompress data after the end of stream is reached\nraises an EOFError.  Any data found after the end of the stream is\nignored and saved in the unused_data attribute.",
)];

static GETSET: &[GetSet] = &[
    member("eof", |vm, o| Ok(Value::from_bool(o.expect::<Decompressor>().0.get(vm).is_over))),
    member("unused_data", |vm, o| {
        let data = o.expect::<Decompressor>().0.get(vm).unused.clone();
        vm.bytes_value(&data)
    }),
    member("needs_input", |vm, o| Ok(Value::from_bool(o.expect::<Decompressor>().0.get(vm).needs_input))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "_ZlibDecompressor(wbits=15, zdict=b'')\n--\n\nCreate a decompressor object for decompressing data incrementally.\n\n  wbits = 15\n  zdict\n     The predefined compression dictionary. This is a sequence of bytes\n     (such as a bytes object) containing subsequences that are expected\n     to occur frequently in the data that is to be compressed. Those\n     subsequences that are expected to be most common should come at the\n     end of the dictionary. This must be the same dictionary as used by the\n     compressor that produced the input data.\n\n",
        ),
        constructor: Some(("($type, /, wbits=15, zdict=b'')", new)),
        is_final: true,
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "_ZlibDecompressor", module: "zlib", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Decompressor>(class, None)
}
