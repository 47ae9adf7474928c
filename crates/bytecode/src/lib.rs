//! Register bytecode of Taipan: the op table, code blocks with their tables, the assembler's encodings, the
//! disassembler and the verifier. Nothing here knows an object: constants are plain data that the VM makes into values.
#![forbid(unsafe_code)]

pub mod code;
pub mod dis;
pub mod doc;
pub mod effects;
pub mod encode;
pub mod locations;
pub mod marshal;
pub mod op;
pub mod temporaries;
pub mod verify;

pub use code::{Code, CodeFlags, Constant, ExceptionEntry, LocalKind, LocalName, Location};
pub use op::{BinaryOp, CommonConstant, CompareOp, FunctionAttribute, Intrinsic, Op, Operand, Word};
