//! The tokenizer that Python programs use (`_tokenize.TokenizerIter`): it takes lines from a caller when it needs them
//! and gives tokens with their text, their places and the line they stand on.
//!
//! The compiler's own tokens are made by `tokens`, which reads a whole source. This one must behave as CPython's does
//! when lines come one by one, with all that follows from it: what the buffer holds when a token or an error is made
//! is what `line`, the columns and the error's text are cut from. So the buffer here has CPython's life: it grows as
//! long as a token or a string is open and begins anew otherwise.
//!
//! Invariant: `start <= cur <= buffer.len()`, and `line_start <= buffer.len()`; the buffer is UTF-8.

mod exact;
mod number;
mod regular;
mod strings;
mod token;

pub use token::{Problem, Pulled, Stopped, Warning};

use strings::Mode;

/// What the caller has when it is asked for a line.
pub enum Line {
    Text(String),
    End,
    /// The caller keeps its reason; the tokenizer is of no use any more.
    Failed,
}

/// CPython's `tok->done`, as far as it is told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Done {
    No,
    EndOfFile,
    /// A syntax error was given.
    Error,
    /// The caller failed.
    Failed,
    Dedent,
    Tabs,
    TooDeep,
    LineContinuation,
}

/// Why no token was cut.
pub(crate) enum Stop {
    /// The reason is in `done`.
    Done,
    Problem(Box<Problem>),
}

type Step<T> = Result<T, Stop>;

/// A token by places in the buffer; those without text have none.
struct Cut {
    kind: u32,
    start: Option<usize>,
    end: Option<usize>,
}

impl Cut {
    fn bare(kind: u32) -> Cut {
        Cut { kind, start: None, end: None }
    }
}

/// The state of a tokenizer between tokens.
pub struct Tokenizer {
    extra: bool,
    buffer: Vec<u8>,
    cur: usize,
    /// Where the token begins that is being cut; None between tokens.
    start: Option<usize>,
    line_start: usize,
    multi_line_start: usize,
    lineno: i64,
    first_lineno: i64,
    done: Done,
    implicit_newline: bool,
    at_line_start: bool,
    comment_newline: bool,
    /// Columns with tabs of eight and of one.
    indents: Vec<(u32, u32)>,
    /// Indents that are still to be told, or dedents if negative.
    pending: i32,
    /// Open brackets and their lines.
    brackets: Vec<(u8, i64)>,
    modes: Vec<Mode>,
    warnings: Vec<Warning>,
    finished: bool,
    last_lineno: i64,
    has_line: bool,
    byte_column_difference: i64,
}

impl Tokenizer {
    /// `extra`: comments and blank lines are tokens too, and operators are all of one kind.
    pub fn new(extra: bool) -> Self {
        Tokenizer {
            extra,
            buffer: Vec::new(),
            cur: 0,
            start: None,
            line_start: 0,
            multi_line_start: 0,
            lineno: 0,
            first_lineno: 0,
            done: Done::No,
            implicit_newline: false,
            at_line_start: true,
            comment_newline: false,
            indents: vec![(0, 0)],
            pending: 0,
            brackets: Vec::new(),
            modes: Vec::new(),
            warnings: Vec::new(),
            finished: false,
            last_lineno: 0,
            has_line: false,
            byte_column_difference: 0,
        }
    }
}

/// A tokenizer at work: it can ask for lines.
struct Cutter<'a> {
    state: &'a mut Tokenizer,
    lines: &'a mut dyn FnMut() -> Line,
    /// What went wrong while a line was read.
    fault: Option<Box<Problem>>,
}

impl std::ops::Deref for Cutter<'_> {
    type Target = Tokenizer;
    fn deref(&self) -> &Tokenizer {
        self.state
    }
}

impl std::ops::DerefMut for Cutter<'_> {
    fn deref_mut(&mut self) -> &mut Tokenizer {
        self.state
    }
}

impl Cutter<'_> {
    fn cut(&mut self) -> Step<Cut> {
        let cut = match self.modes.last() {
            Some(mode) if mode.in_text => self.string_text(),
            _ => self.regular(),
        };
        match self.fault.take() {
            Some(problem) => Err(Stop::Problem(problem)),
            None if self.done == Done::Failed => Err(Stop::Done),
            None => cut,
        }
    }

    /// Takes a byte; None at the end.
    fn next(&mut self) -> Option<u8> {
        loop {
            if let Some(&byte) = self.buffer.get(self.cur) {
                self.cur += 1;
                return Some(byte);
            }
            if self.done != Done::No || !self.fill() {
                self.cur = self.buffer.len();
                return None;
            }
        }
    }

    /// Gives the byte back that was taken last.
    fn back(&mut self, byte: Option<u8>) {
        if byte.is_some() {
            self.cur -= 1;
        }
    }

    fn peek(&mut self) -> Option<u8> {
        let byte = self.next();
        self.back(byte);
        byte
    }

    fn fill(&mut self) -> bool {
        if self.start.is_none() && self.modes.is_empty() {
            self.buffer.clear();
            self.cur = 0;
        }
        self.line_start = self.cur;
        let line = match (self.lines)() {
            Line::Text(line) if !line.is_empty() => line,
            Line::Text(_) | Line::End => {
                self.done = Done::EndOfFile;
                return false;
            }
            Line::Failed => {
                self.done = Done::Failed;
                return false;
            }
        };
        self.buffer.extend_from_slice(line.as_bytes());
        self.implicit_newline = !line.ends_with('\n');
        if self.implicit_newline {
            self.buffer.push(b'\n');
        }
        self.lineno += 1;
        if line.contains('\0') {
            let Stop::Problem(problem) = self.problem("source code cannot contain null bytes") else {
                return false;
            };
            self.fault = Some(problem);
            return false;
        }
        true
    }

    /// `kind` from the token's start to here.
    fn made(&self, kind: u32) -> Cut {
        Cut { kind, start: self.start, end: Some(self.cur) }
    }

    fn stop(&mut self, done: Done) -> Stop {
        self.done = done;
        Stop::Done
    }
}
