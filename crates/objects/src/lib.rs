//! The objects of Python: one file per builtin class, the layout of frames and generators, exceptions, and the Vm
//! that owns them.
//!
//! Laws of this crate. Native code never keeps a borrow of an object's content across a call that may run Python:
//! content is reached through the Vm as a token (`Guarded`), so the compiler holds this. Whatever runs Python takes
//! `&mut Vm`. A Python exception is [`Raised`], which carries the exception object; nothing is decided by a message.

pub mod abstract_;
pub mod attr;
pub mod bootstrap;
pub mod buffer;
pub mod builtin;
pub mod bytearray;
pub mod bytes;
pub mod bytes_format;
pub mod bytes_methods;
pub mod cell;
pub mod class;
pub mod class_new;
pub mod classmethod;
pub mod code;
pub mod codec;
pub mod complex;
pub mod descriptor;
pub mod dict;
pub mod dict_table;
pub mod dict_views;
pub mod exception;
pub mod exception_kinds;
pub mod finalize;
pub mod float;
pub mod float_methods;
pub mod frame;
pub mod function;
pub mod generator;
pub mod host;
pub mod host_function;
pub mod int;
pub mod int_methods;
pub mod iterators;
pub mod itertypes;
pub mod list;
pub mod mappingproxy;
pub mod memoryview;
pub mod memoryview_items;
pub mod method;
pub mod module;
pub mod names;
pub mod namespace;
pub mod native;
pub mod native_function;
pub mod object;
pub mod ops;
mod pending;
pub mod printf;
pub mod property;
pub mod raise;
pub mod range;
pub mod set;
pub mod set_ops;
pub mod set_table;
pub mod singletons;
pub mod slice;
pub mod slot_generic;
pub mod slots;
pub mod sort;
pub mod stack;
pub mod str;
pub mod suggest;
pub mod stream;
pub mod structseq;
pub mod str_format;
pub mod str_methods;
pub mod struct_item;
pub mod super_;
pub mod traceback;
pub mod tuple;
pub mod unraisable;
pub mod vm;
pub mod weakref;
pub mod wrapper;

pub use builtin::Tp;
pub use native::{Args, NativeDef, TypeSpec};
pub use raise::{PyResult, Raised};
pub use slots::{BinaryOp, CompareOp, Sent, Slots};
pub use taipan_heap::{Guarded, Header, Heap, Obj, Payload, Tracer, Value, flags, raw};
pub use vm::{CompileMode, Interp, Vm};
