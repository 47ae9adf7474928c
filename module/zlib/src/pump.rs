//! Running a stream over input into output that grows within the Vm's limit, and the errors of the library.

use crate::stream::{self, Stream};
use taipan_native::{PyResult, Raised, Tp, Value, Vm};

/// The first room for output.
pub const ROOM: usize = 16 * 1024;

/// What came of a run.
pub struct Run {
    /// The last answer of the library.
    pub code: i32,
    pub consumed: usize,
    pub output: Vec<u8>,
    /// The output ended because it was as long as it may be.
    pub is_full: bool,
}

/// Runs the stream over `input` until that is used up and nothing more comes out, the stream ends, an error occurs, or
/// `limit` bytes were made. A dictionary that the stream asks for is taken from `dictionary`.
pub fn run(
    vm: &mut Vm,
    stream: &mut Stream,
    input: &[u8],
    flush: i32,
    limit: usize,
    dictionary: Option<&[u8]>,
) -> PyResult<Run> {
    let mut output = Vec::new();
    let (mut made, mut consumed, mut room) = (0usize, 0, ROOM);
    loop {
        let size = made.saturating_add(room).min(limit);
        if !vm.heap.charge(size - made) || output.try_reserve(size - output.len()).is_err() {
            return Err(vm.memory_error());
        }
        output.resize(size, 0u8);
        let step = stream.run(&input[consumed..], &mut output[made..], flush);
        consumed += step.consumed;
        made += step.produced;
        let mut goes_on = made == size || step.produced + step.consumed > 0 && consumed < input.len();
        if step.code == stream::NEED_DICT
            && let Some(dictionary) = dictionary
        {
            let code = stream.set_dictionary(dictionary);
            if code != stream::OK {
                return Err(error(vm, Some(stream), code, "while setting zdict"));
            }
            goes_on = true;
        }
        // A full output is no error, though the library tells it as one where it was to finish.
        let is_over = !matches!(step.code, stream::OK | stream::NEED_DICT | stream::BUF_ERROR);
        if !goes_on || is_over || made == limit || step.code == stream::NEED_DICT && dictionary.is_none() {
            let is_full = made == size;
            output.truncate(made);
            return Ok(Run { code: step.code, consumed, output, is_full });
        }
        room = (room * 2).min(1 << 26);
    }
}

/// A `zlib.error` with what the library says.
pub fn error(vm: &mut Vm, stream: Option<&Stream>, code: i32, doing: &str) -> Raised {
    let said = stream.and_then(Stream::message);
    let known = match code {
        stream::BUF_ERROR => Some("incomplete or truncated stream"),
        stream::STREAM_ERROR => Some("inconsistent stream state"),
        stream::DATA_ERROR => Some("invalid input data"),
        _ => None,
    };
    let text =
        match said.as_deref().filter(|_| code != stream::STREAM_ERROR && code != stream::BUF_ERROR).or(known)
        {
            Some(said) => format!("Error {code} {doing}: {said}"),
            None => format!("Error {code} {doing}"),
        };
    raise(vm, &text)
}

/// A `zlib.error` of that text.
pub fn raise(vm: &mut Vm, text: &str) -> Raised {
    let class = vm.state::<crate::State>().error.clone().unwrap_or(Value::NONE);
    let text = vm.new_str(text);
    match vm.call(&class, &[text]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

/// A MemoryError that says at what.
pub fn out_of_memory(vm: &mut Vm, text: &str) -> Raised {
    vm.raise(Tp::MemoryError, text)
}
