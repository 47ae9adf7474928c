//! What the code generator emits: instructions with labels and register names, before layout.
//!
//! A register operand is a [`Reg`]: either a named register by the order in which its unit met it, or a temporary by
//! its height. Both become numbers only in `assemble`, when the count of named registers is known.

use taipan_bytecode::{Location, Op};

/// A register: named, or (high bit) a temporary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Reg(pub(crate) u32);

const TEMPORARY: u32 = 1 << 31;

impl Reg {
    pub(crate) fn temporary(height: u32) -> Reg {
        Reg(height | TEMPORARY)
    }

    pub(crate) fn named(index: u32) -> Reg {
        Reg(index)
    }

    pub(crate) fn is_temporary(self) -> bool {
        self.0 & TEMPORARY != 0
    }

    /// The height of a temporary, the index of a named register.
    pub(crate) fn index(self) -> u32 {
        self.0 & !TEMPORARY
    }

    /// The temporary `n` above this one.
    pub(crate) fn plus(self, n: u32) -> Reg {
        debug_assert!(self.is_temporary());
        Reg(self.0 + n)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Label(pub(crate) u32);

/// An entry of a unit's list of exception handlers; 0 is "none".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct HandlerId(pub(crate) u32);

impl HandlerId {
    pub(crate) const NONE: HandlerId = HandlerId(0);
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Handler {
    pub(crate) target: Label,
    /// The temporary that receives the exception.
    pub(crate) depth: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Ins {
    pub(crate) op: Op,
    /// Registers as `Reg`, the rest as it is (`Imm` sign-extended).
    pub(crate) operands: [u32; 3],
    /// The words that are not caches, in order; a jump is a label.
    pub(crate) words: [u32; 2],
    pub(crate) location: Location,
    pub(crate) handler: HandlerId,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Item {
    Label(Label),
    Ins(Ins),
}

/// What may stand as an operand.
pub(crate) trait Arg {
    fn raw(self) -> u32;
}

impl Arg for Reg {
    fn raw(self) -> u32 {
        self.0
    }
}

impl Arg for u32 {
    fn raw(self) -> u32 {
        self
    }
}

impl Arg for i32 {
    fn raw(self) -> u32 {
        self as u32
    }
}

impl Arg for usize {
    fn raw(self) -> u32 {
        self as u32
    }
}

impl Arg for bool {
    fn raw(self) -> u32 {
        u32::from(self)
    }
}

/// No location: code that belongs to no source line.
pub(crate) const NOWHERE: Location =
    Location { line: 0, end_line: 0, column: u32::MAX, end_column: u32::MAX };
