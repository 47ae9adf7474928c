//! Slots: the native functions a class answers the language's protocols with, as CPython's `tp_*`.
//!
//! A builtin class fills its slots in its file. A class made by Python inherits them, and where it defines a dunder
//! the slot becomes the generic function of `slot_generic` that looks the dunder up and calls it. In the other
//! direction every filled slot of a builtin class shows as a `wrapper_descriptor` in its `__dict__`.

use crate::{Args, PyResult, Value, Vm};
pub use taipan_bytecode::{BinaryOp, CompareOp};

pub type Unary = fn(&mut Vm, &Value) -> PyResult;
pub type Binary = fn(&mut Vm, &Value, &Value) -> PyResult;
pub type Ternary = fn(&mut Vm, &Value, &Value, &Value) -> PyResult;
pub type HashFn = fn(&mut Vm, &Value) -> PyResult<i64>;
pub type LenFn = fn(&mut Vm, &Value) -> PyResult<usize>;
pub type BoolFn = fn(&mut Vm, &Value) -> PyResult<bool>;
pub type ContainsFn = fn(&mut Vm, &Value, &Value) -> PyResult<bool>;
pub type CompareFn = fn(&mut Vm, &Value, &Value, CompareOp) -> PyResult;
pub type CallFn = fn(&mut Vm, &Value, Args<'_>) -> PyResult;
pub type InitFn = fn(&mut Vm, &Value, Args<'_>) -> PyResult<()>;
/// `None` is the end of the iteration; no StopIteration object is made.
pub type NextFn = fn(&mut Vm, &Value) -> PyResult<Option<Value>>;
/// A third operand of `None` deletes.
pub type SetFn = fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult<()>;
/// (descriptor, instance or none, owner)
pub type DescrGetFn = fn(&mut Vm, &Value, Option<&Value>, &Value) -> PyResult;
pub type SendFn = fn(&mut Vm, &Value, &Value) -> PyResult<Sent>;
pub type FinalizeFn = fn(&mut Vm, &Value) -> PyResult<()>;

/// What resuming a generator gives: GenSend's answer. A raise is the `Err` around it.
#[derive(Debug)]
#[must_use]
pub enum Sent {
    Yield(Value),
    Return(Value),
}

macro_rules! define_slots {
    ($($(#[$doc:meta])* $field:ident: $type:ty;)*) => {
        /// The slots of a class.
        #[derive(Clone, Copy, Default)]
        pub struct Slots { $($(#[$doc])* pub $field: Option<$type>,)*
            /// Indexed by [`BinaryOp`].
            pub binary: [Option<Binary>; 13],
            /// Indexed by [`BinaryOp`].
            pub inplace: [Option<Binary>; 13],
        }

        /// A place in [`Slots`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(non_camel_case_types, reason = "the names are those of the fields")]
        pub enum Slot { $($field,)* binary(BinaryOp), inplace(BinaryOp) }

        impl Slots {
            /// Takes the slot `which` over from `other`.
            pub fn copy(&mut self, which: Slot, other: &Slots) {
                match which {
                    $(Slot::$field => self.$field = other.$field,)*
                    Slot::binary(op) => self.binary[op as usize] = other.binary[op as usize],
                    Slot::inplace(op) => self.inplace[op as usize] = other.inplace[op as usize],
                }
            }
            /// Whether the slot is filled.
            pub fn has(&self, which: Slot) -> bool {
                match which {
                    $(Slot::$field => self.$field.is_some(),)*
                    Slot::binary(op) => self.binary[op as usize].is_some(),
                    Slot::inplace(op) => self.inplace[op as usize].is_some(),
                }
            }
            /// Whether the slot holds the same function in both.
            pub fn same(&self, which: Slot, other: &Slots) -> bool {
                match which {
                    $(Slot::$field => self.$field.map(|f| f as usize) == other.$field.map(|f| f as usize),)*
                    Slot::binary(op) => self.binary[op as usize].map(|f| f as usize) == other.binary[op as usize].map(|f| f as usize),
                    Slot::inplace(op) => self.inplace[op as usize].map(|f| f as usize) == other.inplace[op as usize].map(|f| f as usize),
                }
            }
            /// Takes over every slot that is empty here.
            pub fn inherit(&mut self, other: &Slots) {
                $(if self.$field.is_none() { self.$field = other.$field; })*
                for op in 0..13 {
                    if self.binary[op].is_none() { self.binary[op] = other.binary[op]; }
                    if self.inplace[op].is_none() { self.inplace[op] = other.inplace[op]; }
                }
            }
        }
    };
}

define_slots! {
    new: CallFn;
    init: InitFn;
    call: CallFn;
    repr: Unary;
    str: Unary;
    hash: HashFn;
    compare: CompareFn;
    getattr: Binary;
    setattr: SetFn;
    descr_get: DescrGetFn;
    descr_set: SetFn;
    /// `__del__`, or what the death of a native object must do.
    finalize: FinalizeFn;
    iter: Unary;
    next: NextFn;
    len: LenFn;
    getitem: Binary;
    setitem: SetFn;
    contains: ContainsFn;
    concat: Binary;
    repeat: Binary;
    inplace_concat: Binary;
    inplace_repeat: Binary;
    power3: Ternary;
    negative: Unary;
    positive: Unary;
    absolute: Unary;
    invert: Unary;
    truth: BoolFn;
    int: Unary;
    float: Unary;
    index: Unary;
    /// The memory of a bytes-like object.
    buffer: crate::buffer::BufferFn;
    r#await: Unary;
    aiter: Unary;
    anext: Unary;
    /// The direct form of `send`, for generators and coroutines.
    send: SendFn;
}

/// How a dunder is made of a slot, and called when a Python program calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrap {
    Unary,
    Binary,
    BinaryReflected,
    Power,
    PowerReflected,
    Hash,
    Len,
    Truth,
    Contains,
    Compare(CompareOp),
    Call,
    Init,
    GetAttribute,
    SetAttr,
    DelAttr,
    Get,
    Set,
    Delete,
    Del,
    Next,
    GetItemSequence,
    SetItem,
    DelItem,
    Index,
}

/// One dunder: its name, the slot behind it, and how the two meet.
pub struct SlotRow {
    pub name: &'static str,
    pub slot: Slot,
    pub wrap: Wrap,
    pub doc: &'static str,
}

macro_rules! rows {
    ($($name:literal $slot:expr, $wrap:expr, $doc:literal;)*) => {
        /// Every dunder that has a slot.
        pub static ROWS: &[SlotRow] = &[$(SlotRow { name: $name, slot: $slot, wrap: $wrap, doc: $doc }),*];
    };
}

use BinaryOp::*;
rows! {
    "__init__" Slot::init, Wrap::Init, "($self, /, *args, **kwargs)";
    "__call__" Slot::call, Wrap::Call, "($self, /, *args, **kwargs)";
    "__repr__" Slot::repr, Wrap::Unary, "($self, /)";
    "__str__" Slot::str, Wrap::Unary, "($self, /)";
    "__hash__" Slot::hash, Wrap::Hash, "($self, /)";
    "__lt__" Slot::compare, Wrap::Compare(CompareOp::Lt), "($self, value, /)";
    "__le__" Slot::compare, Wrap::Compare(CompareOp::Le), "($self, value, /)";
    "__eq__" Slot::compare, Wrap::Compare(CompareOp::Eq), "($self, value, /)";
    "__ne__" Slot::compare, Wrap::Compare(CompareOp::Ne), "($self, value, /)";
    "__gt__" Slot::compare, Wrap::Compare(CompareOp::Gt), "($self, value, /)";
    "__ge__" Slot::compare, Wrap::Compare(CompareOp::Ge), "($self, value, /)";
    "__getattribute__" Slot::getattr, Wrap::GetAttribute, "($self, name, /)";
    "__getattr__" Slot::getattr, Wrap::GetAttribute, "";
    "__setattr__" Slot::setattr, Wrap::SetAttr, "($self, name, value, /)";
    "__delattr__" Slot::setattr, Wrap::DelAttr, "($self, name, /)";
    "__get__" Slot::descr_get, Wrap::Get, "($self, instance, owner=None, /)";
    "__set__" Slot::descr_set, Wrap::Set, "($self, instance, value, /)";
    "__delete__" Slot::descr_set, Wrap::Delete, "($self, instance, /)";
    "__del__" Slot::finalize, Wrap::Del, "($self, /)";
    "__iter__" Slot::iter, Wrap::Unary, "($self, /)";
    "__next__" Slot::next, Wrap::Next, "($self, /)";
    "__len__" Slot::len, Wrap::Len, "($self, /)";
    "__getitem__" Slot::getitem, Wrap::Binary, "($self, key, /)";
    "__setitem__" Slot::setitem, Wrap::SetItem, "($self, key, value, /)";
    "__delitem__" Slot::setitem, Wrap::DelItem, "($self, key, /)";
    "__contains__" Slot::contains, Wrap::Contains, "($self, key, /)";
    "__add__" Slot::binary(Add), Wrap::Binary, "($self, value, /)";
    "__radd__" Slot::binary(Add), Wrap::BinaryReflected, "($self, value, /)";
    "__sub__" Slot::binary(Subtract), Wrap::Binary, "($self, value, /)";
    "__rsub__" Slot::binary(Subtract), Wrap::BinaryReflected, "($self, value, /)";
    "__mul__" Slot::binary(Multiply), Wrap::Binary, "($self, value, /)";
    "__rmul__" Slot::binary(Multiply), Wrap::BinaryReflected, "($self, value, /)";
    "__mod__" Slot::binary(Remainder), Wrap::Binary, "($self, value, /)";
    "__rmod__" Slot::binary(Remainder), Wrap::BinaryReflected, "($self, value, /)";
    "__pow__" Slot::power3, Wrap::Power, "($self, value, mod=None, /)";
    "__rpow__" Slot::power3, Wrap::PowerReflected, "($self, value, mod=None, /)";
    "__lshift__" Slot::binary(Lshift), Wrap::Binary, "($self, value, /)";
    "__rlshift__" Slot::binary(Lshift), Wrap::BinaryReflected, "($self, value, /)";
    "__rshift__" Slot::binary(Rshift), Wrap::Binary, "($self, value, /)";
    "__rrshift__" Slot::binary(Rshift), Wrap::BinaryReflected, "($self, value, /)";
    "__and__" Slot::binary(And), Wrap::Binary, "($self, value, /)";
    "__rand__" Slot::binary(And), Wrap::BinaryReflected, "($self, value, /)";
    "__xor__" Slot::binary(Xor), Wrap::Binary, "($self, value, /)";
    "__rxor__" Slot::binary(Xor), Wrap::BinaryReflected, "($self, value, /)";
    "__or__" Slot::binary(Or), Wrap::Binary, "($self, value, /)";
    "__ror__" Slot::binary(Or), Wrap::BinaryReflected, "($self, value, /)";
    "__floordiv__" Slot::binary(FloorDivide), Wrap::Binary, "($self, value, /)";
    "__rfloordiv__" Slot::binary(FloorDivide), Wrap::BinaryReflected, "($self, value, /)";
    "__truediv__" Slot::binary(TrueDivide), Wrap::Binary, "($self, value, /)";
    "__rtruediv__" Slot::binary(TrueDivide), Wrap::BinaryReflected, "($self, value, /)";
    "__matmul__" Slot::binary(MatrixMultiply), Wrap::Binary, "($self, value, /)";
    "__rmatmul__" Slot::binary(MatrixMultiply), Wrap::BinaryReflected, "($self, value, /)";
    "__iadd__" Slot::inplace(Add), Wrap::Binary, "($self, value, /)";
    "__isub__" Slot::inplace(Subtract), Wrap::Binary, "($self, value, /)";
    "__imul__" Slot::inplace(Multiply), Wrap::Binary, "($self, value, /)";
    "__imod__" Slot::inplace(Remainder), Wrap::Binary, "($self, value, /)";
    "__ipow__" Slot::inplace(Power), Wrap::Binary, "($self, value, /)";
    "__ilshift__" Slot::inplace(Lshift), Wrap::Binary, "($self, value, /)";
    "__irshift__" Slot::inplace(Rshift), Wrap::Binary, "($self, value, /)";
    "__iand__" Slot::inplace(And), Wrap::Binary, "($self, value, /)";
    "__ixor__" Slot::inplace(Xor), Wrap::Binary, "($self, value, /)";
    "__ior__" Slot::inplace(Or), Wrap::Binary, "($self, value, /)";
    "__ifloordiv__" Slot::inplace(FloorDivide), Wrap::Binary, "($self, value, /)";
    "__itruediv__" Slot::inplace(TrueDivide), Wrap::Binary, "($self, value, /)";
    "__imatmul__" Slot::inplace(MatrixMultiply), Wrap::Binary, "($self, value, /)";
    "__add__" Slot::concat, Wrap::Binary, "($self, value, /)";
    "__mul__" Slot::repeat, Wrap::Index, "($self, value, /)";
    "__rmul__" Slot::repeat, Wrap::Index, "($self, value, /)";
    "__iadd__" Slot::inplace_concat, Wrap::Binary, "($self, value, /)";
    "__imul__" Slot::inplace_repeat, Wrap::Index, "($self, value, /)";
    "__neg__" Slot::negative, Wrap::Unary, "($self, /)";
    "__pos__" Slot::positive, Wrap::Unary, "($self, /)";
    "__abs__" Slot::absolute, Wrap::Unary, "($self, /)";
    "__invert__" Slot::invert, Wrap::Unary, "($self, /)";
    "__bool__" Slot::truth, Wrap::Truth, "($self, /)";
    "__int__" Slot::int, Wrap::Unary, "($self, /)";
    "__float__" Slot::float, Wrap::Unary, "($self, /)";
    "__index__" Slot::index, Wrap::Unary, "($self, /)";
    "__await__" Slot::r#await, Wrap::Unary, "($self, /)";
    "__aiter__" Slot::aiter, Wrap::Unary, "($self, /)";
    "__anext__" Slot::anext, Wrap::Unary, "($self, /)";
}
