//! `BZ2Compressor`.

use crate::{Output, failed};
use bzip2::{Action, Compress, Compression, Status};
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Guarded, Payload, Tracer};

/// The payload; no stream once it was flushed.
struct Compressor(Guarded<Option<Compress>>);

// SAFETY: it holds no references.
unsafe impl Payload for Compressor {
    const NAME: &'static str = "BZ2Compressor";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let level = if a[1].is_null() { 9 } else { taipan_native::os::c_int(vm, &a[1])? };
    if !(1..=9).contains(&level) {
        return Err(vm.value_error("compresslevel must be between 1 and 9"));
    }
    let stream = Compress::new(Compression::new(level as u32), 0);
    Ok(vm.new_object(&a[0], Compressor(Guarded::new(Some(stream)))))
}

/// Gives the stream all of the input, and with `Finish` asks for all that it still holds.
fn run(vm: &mut Vm, stream: &mut Compress, input: &[u8], action: Action) -> PyResult {
    let mut output = Output::new(usize::MAX);
    let mut consumed = 0;
    let finishes = matches!(action, Action::Finish);
    while finishes || consumed < input.len() {
        let free = output.free(vm)?;
        let (taken, made) = (stream.total_in(), stream.total_out());
        let status = stream.compress(&input[consumed..], free, action);
        consumed += (stream.total_in() - taken) as usize;
        output.made += (stream.total_out() - made) as usize;
        match status {
            Ok(Status::StreamEnd) => break,
            Ok(_) => {}
            Err(error) => return Err(failed(vm, error)),
        }
    }
    output.value(vm)
}

fn compress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let own = a[0].expect::<Compressor>();
    let Some(mut stream) = own.0.get_mut(vm).take() else {
        return Err(vm.value_error("Compressor has been flushed"));
    };
    let result = run(vm, &mut stream, &data, Action::Run);
    *own.0.get_mut(vm) = Some(stream);
    result
}

fn flush(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(mut stream) = a[0].expect::<Compressor>().0.get_mut(vm).take() else {
        return Err(vm.value_error("Repeated call to flush()"));
    };
    run(vm, &mut stream, b"", Action::Finish)
}

static METHODS: &[NativeDef] = &[
    method(
        "compress",
        "($self, data, /)",
        compress,
        "Provide data to the compressor object.\n\nReturns a chunk of compressed data if possible, or b'' otherwise.\n\nWhen you have finished providing data to the compressor, call the\nflush() method to finish the compression process.",
    ),
    method(
        "flush",
        "($self, /)",
        flush,
        "Finish the compression process.\n\nReturns the compressed data left in internal buffers.\n\nThe compressor object may not be used after this method is called.",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        methods: METHODS,
        doc: Some(
            "BZ2Compressor(compresslevel=9, /)\n--\n\nCreate a compressor object for compressing data incrementally.\n\n  compresslevel\n    Compression level, as a number between 1 and 9.\n\nFor one-shot compression, use the compress() function instead.",
        ),
        constructor: Some(("($type, compresslevel=9, /)", new)),
        is_final: true,
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "BZ2Compressor", module: "_bz2", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Compressor>(class, None)
}
