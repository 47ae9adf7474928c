//! One run of a pattern over a subject: the subject's memory, the window, and the engine's state between two finds.
//!
//! The engine counts in characters. ASCII text is given to it as bytes, other text as generalized UTF-8, whose cursor
//! it moves on from the last find, so a scan over a text walks it once.

use crate::pattern::Pattern;
use rustpython_sre_engine::{Request, State, StrDrive};
use rustpython_wtf8::Wtf8;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::Tracer;
use taipan_objects::buffer::Buffer;
use taipan_objects::str::Str;

/// What a pattern is run over.
pub enum Memory {
    Text,
    Bytes(Buffer),
}

/// How a pattern has to fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Search,
    Match,
    FullMatch,
}

/// The subject, the window of it, and where the next run begins.
pub struct Search {
    pub string: Value,
    memory: Memory,
    /// Length in characters.
    pub pos: usize,
    pub end: usize,
    pub start: usize,
    pub must_advance: bool,
    state: State,
}

impl Search {
    /// Looks at `string[pos:endpos]`; the arguments are NULL where the caller gave none.
    pub fn new(
        vm: &mut Vm,
        pattern: &Pattern,
        string: &Value,
        pos: &Value,
        endpos: &Value,
    ) -> PyResult<Search> {
        let pos = if pos.is_null() { 0 } else { vm.index_i64(pos)? };
        let endpos = if endpos.is_null() { i64::MAX } else { vm.index_i64(endpos)? };
        let memory = memory_of(vm, string)?;
        match (&memory, pattern.is_bytes) {
            (Memory::Text, Some(true)) => {
                return Err(vm.type_error("cannot use a bytes pattern on a string-like object"));
            }
            (Memory::Bytes(_), Some(false)) => {
                return Err(vm.type_error("cannot use a string pattern on a bytes-like object"));
            }
            _ => {}
        }
        let length = match &memory {
            Memory::Text => string.expect::<Str>().chars(),
            Memory::Bytes(buffer) => buffer.len(),
        };
        let fit = |at: i64| usize::try_from(at).unwrap_or(0).min(length);
        let start = fit(pos);
        Ok(Search {
            string: string.clone(),
            memory,
            pos: start,
            end: fit(endpos),
            start,
            must_advance: false,
            state: State::default(),
        })
    }

    pub fn trace(&self, visit: Tracer<'_>) {
        visit(&self.string);
        if let Memory::Bytes(buffer) = &self.memory {
            buffer.trace(visit);
        }
    }

    /// Runs the pattern from `start` on. A find is at [`Search::found`].
    pub fn run(&mut self, vm: &Vm, code: &[u32], mode: Mode) -> bool {
        if self.start > self.end {
            return false;
        }
        let (start, end, advance) = (self.start, self.end, self.must_advance);
        match &self.memory {
            Memory::Bytes(buffer) => {
                let bytes = buffer.bytes(vm);
                if bytes.len() < end {
                    return false;
                }
                run(&mut self.state, bytes, start, end, advance, code, mode)
            }
            Memory::Text => {
                let text = self.string.expect::<Str>();
                if text.is_ascii() {
                    run(&mut self.state, text.bytes(), start, end, advance, code, mode)
                } else {
                    // SAFETY: the bytes of a str are generalized UTF-8, which is what Wtf8 holds.
                    let text = unsafe { Wtf8::from_bytes_unchecked(text.bytes()) };
                    run(&mut self.state, text, start, end, advance, code, mode)
                }
            }
        }
    }

    /// Where the last find began and ended.
    pub fn found(&self) -> (usize, usize) {
        (self.state.start, self.state.cursor.position)
    }

    /// The next run begins where the last find ended, and may not find nothing there again.
    pub fn step(&mut self) {
        let (start, end) = self.found();
        self.must_advance = start == end;
        self.start = end;
    }

    /// Where group `index` (from 1) is in the last find.
    pub fn group(&self, index: usize) -> Option<(usize, usize)> {
        let (start, end) = self.state.marks.get(index - 1);
        Some((start.into_option()?, end.into_option()?))
    }

    pub fn last_index(&self) -> isize {
        self.state.marks.last_index()
    }

    /// The subject from `start` to `stop`.
    pub fn slice(&self, vm: &mut Vm, start: usize, stop: usize) -> PyResult {
        slice(vm, &self.string, start, stop)
    }

    /// What group `index` found; `missing` where it took no part.
    pub fn group_value(&self, vm: &mut Vm, index: usize, missing: Option<&Value>) -> PyResult {
        match (self.group(index), missing) {
            (Some((start, stop)), _) => self.slice(vm, start, stop),
            (None, Some(value)) => Ok(value.clone()),
            (None, None) => self.slice(vm, 0, 0),
        }
    }
}

fn run<S: StrDrive>(
    state: &mut State,
    string: S,
    start: usize,
    end: usize,
    must_advance: bool,
    code: &[u32],
    mode: Mode,
) -> bool {
    let request =
        Request { string, start, end, pattern_codes: code, match_all: mode == Mode::FullMatch, must_advance };
    state.reset(&request, start);
    match mode {
        Mode::Search => state.search(request),
        Mode::Match | Mode::FullMatch => state.py_match(&request),
    }
}

fn memory_of(vm: &mut Vm, string: &Value) -> PyResult<Memory> {
    if vm.is_instance(string, Tp::Str) {
        return Ok(Memory::Text);
    }
    match vm.try_buffer(string, false)? {
        Some(buffer) => Ok(Memory::Bytes(buffer)),
        None => {
            let text = format!("expected string or bytes-like object, got '{}'", vm.type_name(string));
            Err(vm.type_error(text))
        }
    }
}

/// `string[start:stop]` as an exact str or bytes.
pub fn slice(vm: &mut Vm, string: &Value, start: usize, stop: usize) -> PyResult {
    if let Some(text) = string.downcast::<Str>() {
        let stop = stop.min(text.chars());
        let start = start.min(stop);
        if start == 0 && stop == text.chars() && vm.is_exact(string, Tp::Str) {
            return Ok(string.clone());
        }
        return match vm.try_text(text.slice(start, stop)) {
            Some(value) => Ok(value),
            None => Err(vm.memory_error()),
        };
    }
    let buffer = vm.buffer(string)?;
    let stop = stop.min(buffer.len());
    let start = start.min(stop);
    if start == 0 && stop == buffer.len() && vm.is_exact(string, Tp::Bytes) {
        return Ok(string.clone());
    }
    let copy = buffer.bytes(vm).get(start..stop).and_then(taipan_objects::bytes::copied);
    match copy {
        Some(data) => vm.bytes_value(&data),
        None => Err(vm.memory_error()),
    }
}

/// Joins pieces of the kind `string` is of.
pub fn join(vm: &mut Vm, string: &Value, pieces: Vec<Value>) -> PyResult {
    let joiner = slice(vm, string, 0, 0)?;
    match pieces.as_slice() {
        [] => Ok(joiner),
        _ => {
            let list = vm.new_list(pieces);
            vm.call_method(&joiner, "join", &[list])
        }
    }
}
