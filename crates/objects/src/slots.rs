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
    /// SEND to the object itself, which stands in the frame's register for the iterator that `await` would make of it, for
    /// as long as nobody looks. Of a class itself: those that Python derives from it have none.
    awaited: SendFn;
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
    pub signature: &'static str,
    pub doc: &'static str,
}

macro_rules! rows {
    ($($name:literal $slot:expr, $wrap:expr, $signature:literal, $doc:literal;)*) => {
        /// Every dunder that has a slot.
        pub static ROWS: &[SlotRow] = &[$(SlotRow {
            name: $name, slot: $slot, wrap: $wrap, signature: $signature, doc: $doc,
        }),*];
    };
}

use BinaryOp::*;
rows! {
    "__init__" Slot::init, Wrap::Init, "($self, /, *args, **kwargs)", "Initialize self.  See help(type(self)) for accurate signature.";
    "__call__" Slot::call, Wrap::Call, "($self, /, *args, **kwargs)", "Call self as a function.";
    "__repr__" Slot::repr, Wrap::Unary, "($self, /)", "Return repr(self).";
    "__str__" Slot::str, Wrap::Unary, "($self, /)", "Return str(self).";
    "__hash__" Slot::hash, Wrap::Hash, "($self, /)", "Return hash(self).";
    "__lt__" Slot::compare, Wrap::Compare(CompareOp::Lt), "($self, value, /)", "Return self<value.";
    "__le__" Slot::compare, Wrap::Compare(CompareOp::Le), "($self, value, /)", "Return self<=value.";
    "__eq__" Slot::compare, Wrap::Compare(CompareOp::Eq), "($self, value, /)", "Return self==value.";
    "__ne__" Slot::compare, Wrap::Compare(CompareOp::Ne), "($self, value, /)", "Return self!=value.";
    "__gt__" Slot::compare, Wrap::Compare(CompareOp::Gt), "($self, value, /)", "Return self>value.";
    "__ge__" Slot::compare, Wrap::Compare(CompareOp::Ge), "($self, value, /)", "Return self>=value.";
    "__getattribute__" Slot::getattr, Wrap::GetAttribute, "($self, name, /)", "Return getattr(self, name).";
    "__getattr__" Slot::getattr, Wrap::GetAttribute, "", "";
    "__setattr__" Slot::setattr, Wrap::SetAttr, "($self, name, value, /)", "Implement setattr(self, name, value).";
    "__delattr__" Slot::setattr, Wrap::DelAttr, "($self, name, /)", "Implement delattr(self, name).";
    "__get__" Slot::descr_get, Wrap::Get, "($self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.";
    "__set__" Slot::descr_set, Wrap::Set, "($self, instance, value, /)", "Set an attribute of instance to value.";
    "__delete__" Slot::descr_set, Wrap::Delete, "($self, instance, /)", "Delete an attribute of instance.";
    "__del__" Slot::finalize, Wrap::Del, "($self, /)", "Called when the instance is about to be destroyed.";
    "__iter__" Slot::iter, Wrap::Unary, "($self, /)", "Implement iter(self).";
    "__next__" Slot::next, Wrap::Next, "($self, /)", "Implement next(self).";
    "__len__" Slot::len, Wrap::Len, "($self, /)", "Return len(self).";
    "__getitem__" Slot::getitem, Wrap::Binary, "($self, key, /)", "Return self[key].";
    "__setitem__" Slot::setitem, Wrap::SetItem, "($self, key, value, /)", "Set self[key] to value.";
    "__delitem__" Slot::setitem, Wrap::DelItem, "($self, key, /)", "Delete self[key].";
    "__contains__" Slot::contains, Wrap::Contains, "($self, key, /)", "Return bool(key in self).";
    "__add__" Slot::binary(Add), Wrap::Binary, "($self, value, /)", "Return self+value.";
    "__radd__" Slot::binary(Add), Wrap::BinaryReflected, "($self, value, /)", "Return value+self.";
    "__sub__" Slot::binary(Subtract), Wrap::Binary, "($self, value, /)", "Return self-value.";
    "__rsub__" Slot::binary(Subtract), Wrap::BinaryReflected, "($self, value, /)", "Return value-self.";
    "__mul__" Slot::binary(Multiply), Wrap::Binary, "($self, value, /)", "Return self*value.";
    "__rmul__" Slot::binary(Multiply), Wrap::BinaryReflected, "($self, value, /)", "Return value*self.";
    "__mod__" Slot::binary(Remainder), Wrap::Binary, "($self, value, /)", "Return self%value.";
    "__rmod__" Slot::binary(Remainder), Wrap::BinaryReflected, "($self, value, /)", "Return value%self.";
    "__pow__" Slot::power3, Wrap::Power, "($self, value, mod=None, /)", "Return pow(self, value, mod).";
    "__rpow__" Slot::power3, Wrap::PowerReflected, "($self, value, mod=None, /)", "Return pow(value, self, mod).";
    "__lshift__" Slot::binary(Lshift), Wrap::Binary, "($self, value, /)", "Return self<<value.";
    "__rlshift__" Slot::binary(Lshift), Wrap::BinaryReflected, "($self, value, /)", "Return value<<self.";
    "__rshift__" Slot::binary(Rshift), Wrap::Binary, "($self, value, /)", "Return self>>value.";
    "__rrshift__" Slot::binary(Rshift), Wrap::BinaryReflected, "($self, value, /)", "Return value>>self.";
    "__and__" Slot::binary(And), Wrap::Binary, "($self, value, /)", "Return self&value.";
    "__rand__" Slot::binary(And), Wrap::BinaryReflected, "($self, value, /)", "Return value&self.";
    "__xor__" Slot::binary(Xor), Wrap::Binary, "($self, value, /)", "Return self^value.";
    "__rxor__" Slot::binary(Xor), Wrap::BinaryReflected, "($self, value, /)", "Return value^self.";
    "__or__" Slot::binary(Or), Wrap::Binary, "($self, value, /)", "Return self|value.";
    "__ror__" Slot::binary(Or), Wrap::BinaryReflected, "($self, value, /)", "Return value|self.";
    "__floordiv__" Slot::binary(FloorDivide), Wrap::Binary, "($self, value, /)", "Return self//value.";
    "__rfloordiv__" Slot::binary(FloorDivide), Wrap::BinaryReflected, "($self, value, /)", "Return value//self.";
    "__truediv__" Slot::binary(TrueDivide), Wrap::Binary, "($self, value, /)", "Return self/value.";
    "__rtruediv__" Slot::binary(TrueDivide), Wrap::BinaryReflected, "($self, value, /)", "Return value/self.";
    "__matmul__" Slot::binary(MatrixMultiply), Wrap::Binary, "($self, value, /)", "Return self@value.";
    "__rmatmul__" Slot::binary(MatrixMultiply), Wrap::BinaryReflected, "($self, value, /)", "Return value@self.";
    "__iadd__" Slot::inplace(Add), Wrap::Binary, "($self, value, /)", "Implement self+=value.";
    "__isub__" Slot::inplace(Subtract), Wrap::Binary, "($self, value, /)", "Return self-=value.";
    "__imul__" Slot::inplace(Multiply), Wrap::Binary, "($self, value, /)", "Implement self*=value.";
    "__imod__" Slot::inplace(Remainder), Wrap::Binary, "($self, value, /)", "Implement self%=value.";
    "__ipow__" Slot::inplace(Power), Wrap::Binary, "($self, value, /)", "Implement self**=value.";
    "__ilshift__" Slot::inplace(Lshift), Wrap::Binary, "($self, value, /)", "Implement self<<=value.";
    "__irshift__" Slot::inplace(Rshift), Wrap::Binary, "($self, value, /)", "Implement self>>=value.";
    "__iand__" Slot::inplace(And), Wrap::Binary, "($self, value, /)", "Return self&=value.";
    "__ixor__" Slot::inplace(Xor), Wrap::Binary, "($self, value, /)", "Return self^=value.";
    "__ior__" Slot::inplace(Or), Wrap::Binary, "($self, value, /)", "Return self|=value.";
    "__ifloordiv__" Slot::inplace(FloorDivide), Wrap::Binary, "($self, value, /)", "Implement self//=value.";
    "__itruediv__" Slot::inplace(TrueDivide), Wrap::Binary, "($self, value, /)", "Implement self/=value.";
    "__imatmul__" Slot::inplace(MatrixMultiply), Wrap::Binary, "($self, value, /)", "Implement self@=value.";
    "__add__" Slot::concat, Wrap::Binary, "($self, value, /)", "Return self+value.";
    "__mul__" Slot::repeat, Wrap::Index, "($self, value, /)", "Return self*value.";
    "__rmul__" Slot::repeat, Wrap::Index, "($self, value, /)", "Return value*self.";
    "__iadd__" Slot::inplace_concat, Wrap::Binary, "($self, value, /)", "Implement self+=value.";
    "__imul__" Slot::inplace_repeat, Wrap::Index, "($self, value, /)", "Implement self*=value.";
    "__neg__" Slot::negative, Wrap::Unary, "($self, /)", "-self";
    "__pos__" Slot::positive, Wrap::Unary, "($self, /)", "+self";
    "__abs__" Slot::absolute, Wrap::Unary, "($self, /)", "abs(self)";
    "__invert__" Slot::invert, Wrap::Unary, "($self, /)", "~self";
    "__bool__" Slot::truth, Wrap::Truth, "($self, /)", "True if self else False";
    "__int__" Slot::int, Wrap::Unary, "($self, /)", "int(self)";
    "__float__" Slot::float, Wrap::Unary, "($self, /)", "float(self)";
    "__index__" Slot::index, Wrap::Unary, "($self, /)", "Return self converted to an integer, if self is suitable for use as an index into a list.";
    "__await__" Slot::r#await, Wrap::Unary, "($self, /)", "Return an iterator to be used in await expression.";
    "__aiter__" Slot::aiter, Wrap::Unary, "($self, /)", "Return an awaitable, that resolves in asynchronous iterator.";
    "__anext__" Slot::anext, Wrap::Unary, "($self, /)", "Return a value or raise StopAsyncIteration.";
}
