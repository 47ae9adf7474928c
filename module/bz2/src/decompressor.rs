//! `BZ2Decompressor`: keeps what it could not use yet, and says whether it needs more.

use crate::{Output, failed};
use bzip2::{Decompress, Status};
use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Payload, Tracer};

struct Content {
    /// None while it is at work, and after an error.
    stream: Option<Decompress>,
    kept: Vec<u8>,
    unused: Vec<u8>,
    is_over: bool,
    needs_input: bool,
}

struct Decompressor(Guarded<Content>);

// SAFETY: it holds no references.
unsafe impl Payload for Decompressor {
    const NAME: &'static str = "BZ2Decompressor";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("BZ2Decompressor() takes no keyword arguments"));
    }
    if !args.all.is_empty() {
        return Err(vm.type_error("BZ2Decompressor() takes no positional arguments"));
    }
    let content = Content {
        stream: Some(Decompress::new(false)),
        kept: Vec::new(),
        unused: Vec::new(),
        is_over: false,
        needs_input: true,
    };
    Ok(vm.new_object(class, Decompressor(Guarded::new(content))))
}

/// Expands until the input is used up and nothing more comes, the stream ends, or the output is as long as it may be.
/// Gives how much of the input was used, and whether the stream has ended.
fn run(vm: &mut Vm, stream: &mut Decompress, input: &[u8], output: &mut Output) -> PyResult<(usize, bool)> {
    let mut consumed = 0;
    loop {
        if output.is_at_limit() {
            return Ok((consumed, false));
        }
        let free = output.free(vm)?;
        let (taken, made) = (stream.total_in(), stream.total_out());
        let status = stream.decompress(&input[consumed..], free);
        let (taken, made) = ((stream.total_in() - taken) as usize, (stream.total_out() - made) as usize);
        consumed += taken;
        output.made += made;
        match status {
            Ok(Status::StreamEnd) => return Ok((consumed, true)),
            Ok(_) if output.is_full() => {}
            Ok(_) if consumed == input.len() || taken + made == 0 => return Ok((consumed, false)),
            Ok(_) => {}
            Err(error) => return Err(failed(vm, error)),
        }
    }
}

fn decompress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let limit = if a[2].is_null() { -1 } else { vm.index_i64(&a[2])? };
    let own = a[0].expect::<Decompressor>();
    let content = own.0.get_mut(vm);
    if content.is_over {
        return Err(vm.raise(Tp::EOFError, "End of stream already reached"));
    }
    let Some(mut stream) = content.stream.take() else {
        return Err(vm.value_error("Decompressor is unusable after a previous error"));
    };
    let mut input = std::mem::take(&mut content.kept);
    if input.try_reserve(data.len()).is_err() {
        return Err(vm.memory_error());
    }
    input.extend_from_slice(&data);
    let mut output = Output::new(usize::try_from(limit).unwrap_or(usize::MAX));
    let (consumed, is_over) = match run(vm, &mut stream, &input, &mut output) {
        Ok(done) => done,
        Err(raised) => {
            own.0.get_mut(vm).needs_input = false;
            return Err(raised);
        }
    };
    input.drain(..consumed);
    let content = own.0.get_mut(vm);
    content.stream = Some(stream);
    content.is_over = is_over;
    content.needs_input = !is_over && input.is_empty() && !output.is_at_limit();
    *if is_over { &mut content.unused } else { &mut content.kept } = input;
    output.value(vm)
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
        slots: Slots { new: Some(new), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "BZ2Decompressor()\n--\n\nCreate a decompressor object for decompressing data incrementally.\n\nFor one-shot decompression, use the decompress() function instead.",
        ),
        is_final: true,
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "BZ2Decompressor", module: "_bz2", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Decompressor>(class, None)
}
