//! Code blocks: what the compiler hands to the VM. Plain immutable data, `Send + Sync`, shared by `Arc`.

use crate::locations::Locations;
use crate::marshal::Deferred;
use std::sync::Arc;

bitflags::bitflags! {
    /// `co_flags`, with CPython's values.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct CodeFlags: u32 {
        const OPTIMIZED = 0x1;
        const NEWLOCALS = 0x2;
        const VARARGS = 0x4;
        const VARKEYWORDS = 0x8;
        const NESTED = 0x10;
        const GENERATOR = 0x20;
        const COROUTINE = 0x80;
        const ITERABLE_COROUTINE = 0x100;
        const ASYNC_GENERATOR = 0x200;
        const FUTURE_ANNOTATIONS = 0x0100_0000;
        const HAS_DOCSTRING = 0x0400_0000;
        const METHOD = 0x0800_0000;
    }
}

/// A constant. Equal constants of one code object are one entry (`1`, `1.0`, `True`, `0.0` and `-0.0` are distinct).
#[derive(Clone, Debug)]
pub enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    BigInt(num_bigint::BigInt),
    Float(f64),
    Complex {
        real: f64,
        imag: f64,
    },
    /// Generalized UTF-8: lone surrogates may occur.
    Str(Arc<[u8]>),
    Bytes(Arc<[u8]>),
    Tuple(Arc<[Constant]>),
    FrozenSet(Arc<[Constant]>),
    Slice(Box<[Constant; 3]>),
    Code(Arc<Code>),
    /// Code that is read when it is first run.
    Deferred(Deferred),
}

bitflags::bitflags! {
    /// What kind of name a named register stands for.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct LocalKind: u8 {
        /// A parameter or local (with `CELL` too: a parameter that is a cell).
        const LOCAL = 1;
        const CELL = 2;
        const FREE = 4;
        /// A variable of an inlined comprehension: not in `co_varnames`.
        const HIDDEN = 8;
    }
}

/// A named register.
#[derive(Clone, Debug)]
pub struct LocalName {
    pub name: Arc<str>,
    pub kind: LocalKind,
}

/// One row of the exception table: a raise in `start..end` goes to `target` with temporaries from `depth` on released
/// and the exception in `R[depth]`. Rows ascend and do not overlap: a nested `try` splits the row around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptionEntry {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// The register the exception goes to, at least the number of named registers.
    pub depth: u32,
}

/// Source place of an instruction. `line == 0`: an instruction of no source line. Columns are UTF-8 bytes from 0;
/// `u32::MAX` where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Location {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
}

/// A compiled code block.
#[derive(Clone, Debug, Default)]
pub struct Code {
    pub name: Arc<str>,
    pub qualname: Arc<str>,
    pub filename: Arc<str>,
    pub flags: CodeFlags,
    /// Positional parameters, positional-only ones included; they are `localsplus[0..arg_count]`, then the
    /// keyword-only ones, then `*args`, then `**kwargs`.
    pub arg_count: u32,
    pub posonly_arg_count: u32,
    pub kwonly_arg_count: u32,
    /// Named registers, in register order.
    pub localsplus: Vec<LocalName>,
    /// Registers of the frame, temporaries included.
    pub registers: u32,
    pub first_line: u32,
    pub words: Vec<u32>,
    pub constants: Vec<Constant>,
    pub names: Vec<Arc<str>>,
    pub exceptions: Vec<ExceptionEntry>,
    pub locations: Locations,
}

impl Code {
    /// The source place of the instruction at word `pc`.
    pub fn location(&self, pc: u32) -> Location {
        let entries = self.locations.entries(self.first_line);
        match entries.partition_point(|&(start, _)| start <= pc) {
            0 => Location::default(),
            n => entries[n - 1].1,
        }
    }

    /// The handler for a raise by the instruction at word `pc`.
    pub fn handler(&self, pc: u32) -> Option<&ExceptionEntry> {
        const FEW: usize = 32;
        let rows = &self.exceptions[..];
        // Where there are few rows, the machine's guess of each comparison beats a search that must wait for them.
        let found = if rows.len() <= FEW {
            rows.iter().find(|e| pc < e.end)
        } else {
            rows.get(rows.partition_point(|e| e.end <= pc))
        };
        found.filter(|e| e.start <= pc)
    }

    /// The number of named registers.
    pub fn named(&self) -> u32 {
        self.localsplus.len() as u32
    }
}
