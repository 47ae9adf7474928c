//! The op table: one row per op, from which the enum, decoder, disassembler, verifier and docs/bytecode.md derive.
//!
//! An instruction is one 32-bit word `op a b c` (one byte each, `op` lowest) followed by the trailing words its row
//! names. `WIDE` is a prefix word that carries the high bytes of a, b and c of the instruction behind it.
//!
//! Registers. `R[0..named]` are the named registers of the frame (parameters, locals, cells, free variables, in the
//! order of `localsplus`); `R[named..registers]` are temporaries, used as a stack. The invariant everything rests on:
//! *every register is at any moment either a counted reference that it owns, or a word that needs no release*. There
//! is no stale pointer anywhere, so unwinding, closing and collecting need no live maps: they release the registers.
//!
//! Operand kinds:
//! - `Dst`: a register that is written; what it held is released.
//! - `Src`: a register that is read. If it is a temporary it is *consumed*: emptied by the op. A named one is not.
//! - `Peek`: a register that is read and left as it is, temporary or not.
//! - `Base`: the first of a run of temporaries; each row says how many it reads (consuming them) or writes.
//! - `Num`: an unsigned number; `Imm`: a signed 8-bit number (16-bit under `WIDE`); `Const`: an index into the
//!   constants; `None`: unused, zero.
//!
//! Jump words are relative to the end of their instruction, in words. `Info` is a word given by the compiler; `Name`
//! an index into `names`; `Cache` words start as zero and belong to the interpreter.

/// What one operand byte of an instruction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    None,
    Dst,
    Src,
    Peek,
    Base,
    Num,
    Imm,
    Const,
}

/// What one trailing word of an instruction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Jump,
    Name,
    Const,
    Info,
    Cache,
}

impl Operand {
    /// The word the table uses.
    pub const fn name(self) -> &'static str {
        match self {
            Operand::None => "None",
            Operand::Dst => "Dst",
            Operand::Src => "Src",
            Operand::Peek => "Peek",
            Operand::Base => "Base",
            Operand::Num => "Num",
            Operand::Imm => "Imm",
            Operand::Const => "Const",
        }
    }
}

impl Word {
    /// The word the table uses.
    pub const fn name(self) -> &'static str {
        match self {
            Word::Jump => "Jump",
            Word::Name => "Name",
            Word::Const => "Const",
            Word::Info => "Info",
            Word::Cache => "Cache",
        }
    }
}

/// Calls `$callback!` with every row: `(NAME, "semantics", [a, b, c], [words…]);`.
#[macro_export]
macro_rules! for_each_op {
    ($callback:ident) => {
        $callback! {
            (NOP, "nothing", [None, None, None], []);
            (WIDE, "high bytes of a, b, c of the next instruction", [Num, Num, Num], []);

            // Moves and constants.
            (MOVE, "R[a] := R[b]", [Dst, Src, None], []);
            (COPY, "R[a] := R[b], R[b] stays", [Dst, Peek, None], []);
            (LOAD_CONST, "R[a] := K[word]", [Dst, None, None], [Const]);
            (LOAD_SMALL_INT, "R[a] := b (signed immediate)", [Dst, Imm, None], []);
            (LOAD_NULL, "R[a] := NULL, the unbound word", [Dst, None, None], []);
            (LOAD_COMMON_CONSTANT, "R[a] := common constant b (see CommonConstant)", [Dst, Num, None], []);
            (CLEAR, "release R[a], R[a] := NULL; no check (end of `except … as`, comprehension variables)", [Dst, None, None], []);
            (POP_TOP, "release the temporary R[a]", [Src, None, None], []);
            (CHECK_BOUND, "UnboundLocalError (NameError for a free variable) unless R[a] is bound", [Peek, None, None], []);
            (DELETE_FAST, "CHECK_BOUND a; CLEAR a", [Dst, None, None], []);

            // Cells. A cell register holds a cell object.
            (MAKE_CELL, "R[a] := cell(R[a] or empty)", [Dst, None, None], []);
            (COPY_FREE_VARS, "R[b..b+a] := the cells of the running function's closure", [Num, Num, None], []);
            (LOAD_DEREF, "R[a] := R[b].cell_contents, or UnboundLocalError/NameError", [Dst, Peek, None], []);
            (STORE_DEREF, "R[a].cell_contents := R[b]", [Peek, Src, None], []);
            (DELETE_DEREF, "empty the cell R[a], or UnboundLocalError/NameError", [Peek, None, None], []);
            (LOAD_FROM_DICT_OR_DEREF, "R[a] := R[b][name] (a mapping), else the cell R[c]", [Dst, Src, Peek], [Name]);

            // Names.
            (LOAD_GLOBAL, "R[a] := globals[name], else builtins[name], else NameError", [Dst, None, None], [Name, Cache, Cache, Cache, Cache]);
            (STORE_GLOBAL, "globals[name] := R[a]", [Src, None, None], [Name, Cache, Cache]);
            (DELETE_GLOBAL, "del globals[name]", [None, None, None], [Name]);
            (LOAD_NAME, "R[a] := locals[name], else globals, else builtins", [Dst, None, None], [Name, Cache, Cache, Cache]);
            (STORE_NAME, "locals[name] := R[a]", [Src, None, None], [Name, Cache, Cache]);
            (DELETE_NAME, "del locals[name]", [None, None, None], [Name]);
            (LOAD_FROM_DICT_OR_GLOBALS, "R[a] := R[b][name] (a mapping), else globals, else builtins", [Dst, Src, None], [Name]);
            (LOAD_LOCALS, "R[a] := the locals mapping of the frame", [Dst, None, None], []);
            (SETUP_ANNOTATIONS, "locals['__annotations__'] := {} unless it is there", [None, None, None], []);

            // Attributes and items.
            (LOAD_ATTR, "R[a] := R[b].name", [Dst, Src, None], [Name, Cache, Cache, Cache, Cache, Cache, Cache]);
            (LOAD_METHOD, "R[a], R[a+1] := method, self (or value, NULL) for R[b].name", [Base, Src, None], [Name, Cache, Cache, Cache, Cache, Cache, Cache]);
            (STORE_ATTR, "R[a].name := R[b]", [Src, Src, None], [Name, Cache, Cache, Cache, Cache, Cache]);
            (DELETE_ATTR, "del R[a].name", [Src, None, None], [Name]);
            (LOAD_SUPER_ATTR, "R[a] := super.name; R[b..b+3] = super, class, self (consumed); Info 1: zero-argument form", [Dst, Base, None], [Name, Info]);
            (LOAD_SUPER_METHOD, "R[a], R[a+1] := method pair of super.name; b and Info as LOAD_SUPER_ATTR", [Base, Base, None], [Name, Info]);
            (GET_ITEM, "R[a] := R[b][R[c]]", [Dst, Src, Src], [Cache]);
            (GET_ITEM_CONST, "R[a] := R[b][K[c]]", [Dst, Src, Const], [Cache]);
            (GET_SLICE, "R[a] := R[b][R[c]:R[c+1]] (a run of two)", [Dst, Src, Base], []);
            (SET_ITEM, "R[a][R[b]] := R[c]", [Src, Src, Src], [Cache]);
            (SET_SLICE, "R[a][R[b]:R[b+1]] := R[c]", [Src, Base, Src], []);
            (DELETE_ITEM, "del R[a][R[b]]", [Src, Src, None], []);

            // Binary operators. Info: 1 = in place (`+=`). The _CONST forms take K[c] on the right.
            (ADD, "R[a] := R[b] + R[c]", [Dst, Src, Src], [Info]);
            (SUBTRACT, "R[a] := R[b] - R[c]", [Dst, Src, Src], [Info]);
            (MULTIPLY, "R[a] := R[b] * R[c]", [Dst, Src, Src], [Info]);
            (TRUE_DIVIDE, "R[a] := R[b] / R[c]", [Dst, Src, Src], [Info]);
            (FLOOR_DIVIDE, "R[a] := R[b] // R[c]", [Dst, Src, Src], [Info]);
            (REMAINDER, "R[a] := R[b] % R[c]", [Dst, Src, Src], [Info]);
            (LSHIFT, "R[a] := R[b] << R[c]", [Dst, Src, Src], [Info]);
            (RSHIFT, "R[a] := R[b] >> R[c]", [Dst, Src, Src], [Info]);
            (AND, "R[a] := R[b] & R[c]", [Dst, Src, Src], [Info]);
            (OR, "R[a] := R[b] | R[c]", [Dst, Src, Src], [Info]);
            (XOR, "R[a] := R[b] ^ R[c]", [Dst, Src, Src], [Info]);
            (ADD_CONST, "R[a] := R[b] + K[c]", [Dst, Src, Const], [Info]);
            (SUBTRACT_CONST, "R[a] := R[b] - K[c]", [Dst, Src, Const], [Info]);
            (MULTIPLY_CONST, "R[a] := R[b] * K[c]", [Dst, Src, Const], [Info]);
            (TRUE_DIVIDE_CONST, "R[a] := R[b] / K[c]", [Dst, Src, Const], [Info]);
            (FLOOR_DIVIDE_CONST, "R[a] := R[b] // K[c]", [Dst, Src, Const], [Info]);
            (REMAINDER_CONST, "R[a] := R[b] % K[c]", [Dst, Src, Const], [Info]);
            (LSHIFT_CONST, "R[a] := R[b] << K[c]", [Dst, Src, Const], [Info]);
            (RSHIFT_CONST, "R[a] := R[b] >> K[c]", [Dst, Src, Const], [Info]);
            (AND_CONST, "R[a] := R[b] & K[c]", [Dst, Src, Const], [Info]);
            (OR_CONST, "R[a] := R[b] | K[c]", [Dst, Src, Const], [Info]);
            (XOR_CONST, "R[a] := R[b] ^ K[c]", [Dst, Src, Const], [Info]);
            (BINARY_OP, "R[a] := R[b] op R[c]; Info: low byte BinaryOp (MATRIX_MULTIPLY, POWER), bit 8 in place", [Dst, Src, Src], [Info]);
            (UNARY_NEGATIVE, "R[a] := -R[b]", [Dst, Src, None], []);
            (UNARY_POSITIVE, "R[a] := +R[b]", [Dst, Src, None], []);
            (UNARY_INVERT, "R[a] := ~R[b]", [Dst, Src, None], []);
            (UNARY_NOT, "R[a] := not R[b]", [Dst, Src, None], []);

            // Comparisons that make a value.
            (COMPARE_OP, "R[a] := R[b] op R[c]; Info: CompareOp", [Dst, Src, Src], [Info]);
            (IS_OP, "R[a] := R[b] is R[c]; Info 1: is not", [Dst, Src, Src], [Info]);
            (CONTAINS_OP, "R[a] := R[b] in R[c]; Info 1: not in", [Dst, Src, Src], [Info]);

            // Jumps. A jump whose offset is negative polls the breaker.
            (JUMP, "pc += word", [None, None, None], [Jump]);
            (JUMP_IF_TRUE, "if R[a]: pc += word", [Src, None, None], [Jump]);
            (JUMP_IF_FALSE, "if not R[a]: pc += word", [Src, None, None], [Jump]);
            (JUMP_IF_TRUE_PEEK, "if R[a]: pc += word; R[a] stays on both ways", [Peek, None, None], [Jump]);
            (JUMP_IF_FALSE_PEEK, "if not R[a]: pc += word; R[a] stays on both ways", [Peek, None, None], [Jump]);
            (JUMP_IF_NONE, "if R[a] is None: pc += word", [Src, None, None], [Jump]);
            (JUMP_IF_NOT_NONE, "if R[a] is not None: pc += word", [Src, None, None], [Jump]);
            (JUMP_IF_LT, "if bool(R[a] < R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_LE, "if bool(R[a] <= R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_EQ, "if bool(R[a] == R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_NE, "if bool(R[a] != R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_GT, "if bool(R[a] > R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_GE, "if bool(R[a] >= R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_LT_CONST, "if bool(R[a] < K[b]) == c: pc += word", [Src, Const, Num], [Jump]);
            (JUMP_IF_LE_CONST, "if bool(R[a] <= K[b]) == c: pc += word", [Src, Const, Num], [Jump]);
            (JUMP_IF_EQ_CONST, "if bool(R[a] == K[b]) == c: pc += word", [Src, Const, Num], [Jump]);
            (JUMP_IF_NE_CONST, "if bool(R[a] != K[b]) == c: pc += word", [Src, Const, Num], [Jump]);
            (JUMP_IF_GT_CONST, "if bool(R[a] > K[b]) == c: pc += word", [Src, Const, Num], [Jump]);
            (JUMP_IF_GE_CONST, "if bool(R[a] >= K[b]) == c: pc += word", [Src, Const, Num], [Jump]);
            (JUMP_IF_IS, "if (R[a] is R[b]) == c: pc += word", [Src, Src, Num], [Jump]);
            (JUMP_IF_IN, "if (R[a] in R[b]) == c: pc += word", [Src, Src, Num], [Jump]);

            // Loops. Inverted: the test stands at the bottom and jumps back to the body.
            (GET_ITER, "R[a] := iter(R[b])", [Dst, Src, None], []);
            (FOR_ITER, "R[b] := next(R[a]) and pc += word (the body); at the end release R[a], R[a] := NULL, go on", [Peek, Dst, None], [Jump, Cache]);

            // Displays.
            (BUILD_TUPLE, "R[a] := tuple of R[b..b+c]", [Dst, Base, Num], []);
            (BUILD_LIST, "R[a] := list of R[b..b+c]", [Dst, Base, Num], []);
            (BUILD_SET, "R[a] := set of R[b..b+c]", [Dst, Base, Num], []);
            (BUILD_MAP, "R[a] := dict of c pairs R[b..b+2c]", [Dst, Base, Num], []);
            (BUILD_STRING, "R[a] := the strs R[b..b+c] joined", [Dst, Base, Num], []);
            (BUILD_SLICE, "R[a] := slice(R[b], R[b+1]) or, c = 3, slice(R[b], R[b+1], R[b+2])", [Dst, Base, Num], []);
            (LIST_APPEND, "R[a].append(R[b])", [Peek, Src, None], []);
            (LIST_EXTEND, "R[a].extend(R[b]); Info 1: `*args` of a call, for the message", [Peek, Src, None], [Info]);
            (LIST_TO_TUPLE, "R[a] := tuple(R[b])", [Dst, Src, None], []);
            (SET_ADD, "R[a].add(R[b])", [Peek, Src, None], []);
            (SET_UPDATE, "R[a].update(R[b])", [Peek, Src, None], []);
            (MAP_ADD, "R[a][R[b]] := R[c]", [Peek, Src, Src], []);
            (DICT_UPDATE, "R[a].update(R[b])", [Peek, Src, None], []);
            (DICT_MERGE, "R[a].update(R[b]), TypeError for a key that is there; R[c] is the callable, for the message", [Peek, Src, Peek], []);
            (UNPACK_SEQUENCE, "R[a..a+c] := the c items of R[b]", [Base, Src, Num], []);
            (UNPACK_EX, "R[a..a+c] := items of R[b], with a list in the place Info (count before the star)", [Base, Src, Num], [Info]);

            // Strings.
            (FORMAT_SIMPLE, "R[a] := format(convert(R[b], c))", [Dst, Src, Num], []);
            (FORMAT_WITH_SPEC, "R[a] := format(convert(R[b], Info), R[c])", [Dst, Src, Src], [Info]);
            (CONVERT_VALUE, "R[a] := convert(R[b], c): 1 str, 2 repr, 3 ascii", [Dst, Src, Num], []);
            (BUILD_INTERPOLATION, "R[a] := Interpolation(R[b], R[b+1] the source text[, R[b+2] the spec if c & 8]), conversion c & 3", [Dst, Base, Num], []);
            (BUILD_TEMPLATE, "R[a] := Template(strings R[b], interpolations R[b+1])", [Dst, Base, None], []);

            // Calls.
            (CALL, "R[a] := R[b](R[b+1..b+1+c])", [Dst, Base, Num], [Cache, Cache]);
            (CALL_METHOD, "R[a] := method pair R[b], R[b+1] called with R[b+2..b+2+c]", [Dst, Base, Num], [Cache, Cache]);
            (CALL_KW, "as CALL; the last arguments are keywords named by the tuple K[word]", [Dst, Base, Num], [Const, Cache]);
            (CALL_METHOD_KW, "as CALL_METHOD; the last arguments are keywords named by the tuple K[word]", [Dst, Base, Num], [Const, Cache]);
            (TUPLE_ARGUMENTS, "R[a] := tuple(R[b]), the `*R[b]` of a call; R[c] is the callable, for the message", [Dst, Src, Peek], []);
            (CALL_EX, "R[a] := R[b](*R[b+1], **R[b+2]); R[b+2] may be NULL", [Dst, Base, None], []);
            (CALL_INTRINSIC, "R[a] := intrinsic Info of R[b..b+c]", [Dst, Base, Num], [Info]);
            (MAKE_FUNCTION, "R[a] := function of the code K[word]", [Dst, None, None], [Const]);
            (SET_FUNCTION_ATTRIBUTE, "function R[a]: attribute c (FunctionAttribute) := R[b]", [Peek, Src, Num], []);
            (LOAD_BUILD_CLASS, "R[a] := builtins.__build_class__", [Dst, None, None], []);
            (RETURN_VALUE, "return R[a]", [Src, None, None], []);

            // Imports.
            (IMPORT_NAME, "R[a] := __import__(name, fromlist K[word], level b)", [Dst, Num, None], [Name, Const]);
            (IMPORT_FROM, "R[a] := R[b].name, or ImportError", [Dst, Peek, None], [Name]);
            (IMPORT_STAR, "from R[a] import *", [Src, None, None], []);

            // Exceptions. The unwinder releases R[depth..] and puts the exception into R[depth].
            (RAISE_VARARGS, "c = 0: re-raise; 1: raise R[a]; 2: raise R[a] from R[b]", [Src, Src, Num], []);
            (PUSH_EXC_INFO, "R[a+1] := the handled exception; handled := R[a]", [Base, None, None], []);
            (POP_EXCEPT, "handled := R[a+1]; release R[a] and R[a+1]", [Base, None, None], []);
            (RERAISE, "raise R[a] as it is, no traceback entry added; handled := R[a+1] first when b = 1; a frame that ends so ends where R[a] was raised when c = 1", [Base, Num, Num], []);
            (CHECK_EXC_MATCH, "R[a] := R[b] matches R[c]", [Dst, Peek, Src], []);
            (JUMP_IF_NOT_EXC_MATCH, "unless R[a] matches R[b]: pc += word", [Peek, Src, None], [Jump]);
            (CHECK_EG_MATCH, "R[a], R[a+1] := rest, match of the group R[b] by type R[c]", [Base, Src, Src], []);
            (BEFORE_WITH, "R[a] a manager: R[a..a+2] := exit pair, R[a+2..a+4] := enter pair; c = 1: async", [Base, None, Num], []);
            (WITH_EXCEPT_START, "R[a] := exit pair R[b], R[b+1] (kept) called with type, R[c] (kept), traceback", [Dst, Peek, Peek], []);

            // Generators and coroutines.
            (RETURN_GENERATOR, "return a generator, coroutine or async generator made of this frame, suspended behind this op", [None, None, None], []);
            (YIELD_VALUE, "yield R[b] (wrapped in an async generator); R[a] := what is sent. c: bit 0 = only the implicit handler is active", [Dst, Src, Num], []);
            (GET_YIELD_FROM_ITER, "R[a] := R[b] if it is a generator, else iter(R[b])", [Dst, Src, None], []);
            (GET_AWAITABLE, "R[a] := awaitable iterator of R[b]; c = 0, 1 (__aenter__), 2 (__aexit__)", [Dst, Src, Num], []);
            (SEND, "delegate: send R[b] into R[a]; while it yields, this frame is suspended here. At its end release R[a], R[b] := its result. c: 2 yield from, 3 await", [Base, Base, Num], []);
            (GET_AITER, "R[a] := aiter(R[b])", [Dst, Src, None], []);
            (GET_ANEXT, "R[a] := awaitable iterator of anext(R[b])", [Dst, Peek, None], []);
            (END_ASYNC_FOR, "R[a] (an iterator), R[a+1] (an exception): release both if it is StopAsyncIteration, else re-raise it", [Base, None, None], []);

            // Pattern matching.
            (GET_LEN, "R[a] := len(R[b])", [Dst, Peek, None], []);
            (MATCH_MAPPING, "R[a] := R[b] is a mapping for match", [Dst, Peek, None], []);
            (MATCH_SEQUENCE, "R[a] := R[b] is a sequence for match", [Dst, Peek, None], []);
            (MATCH_KEYS, "R[a] := tuple of the values of R[b] at the keys R[c], or None", [Dst, Peek, Peek], []);
            (MATCH_CLASS, "R[a] := tuple of attributes of R[b] for class R[c], or None; Info positionals, keywords K[word]", [Dst, Peek, Src], [Info, Const]);
        }
    };
}

macro_rules! define_ops {
    ($(($name:ident, $doc:literal, [$a:ident, $b:ident, $c:ident], [$($word:ident),*]);)*) => {
        /// An op; its number is the lowest byte of an instruction word.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        #[allow(non_camel_case_types, reason = "the names are the field's: CPython's op names")]
        pub enum Op { $(#[doc = $doc] $name),* }

        /// Every op in the order of its number.
        pub const ALL: &[Op] = &[$(Op::$name),*];

        impl Op {
            /// The name, as in disassembly.
            pub const fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$(stringify!($name)),*];
                NAMES[self as usize]
            }
            /// The meaning in one line.
            pub const fn doc(self) -> &'static str {
                const DOCS: &[&str] = &[$($doc),*];
                DOCS[self as usize]
            }
            /// The kinds of the three operands.
            pub const fn operands(self) -> [Operand; 3] {
                const OPERANDS: &[[Operand; 3]] = &[$([Operand::$a, Operand::$b, Operand::$c]),*];
                OPERANDS[self as usize]
            }
            /// The kinds of the trailing words.
            pub const fn words(self) -> &'static [Word] {
                const WORDS: &[&[Word]] = &[$(&[$(Word::$word),*]),*];
                WORDS[self as usize]
            }
        }
    };
}
for_each_op!(define_ops);

impl Op {
    /// The op with this number.
    pub fn from_u8(number: u8) -> Option<Op> {
        ALL.get(number as usize).copied()
    }
    /// The instruction's length in words, its own included.
    #[allow(clippy::len_without_is_empty, reason = "an instruction is never empty")]
    pub const fn len(self) -> usize {
        1 + self.words().len()
    }
    /// Whether the op ends a straight run: what follows is reached only by a jump.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Op::JUMP | Op::RETURN_VALUE | Op::RAISE_VARARGS | Op::RERAISE)
    }
}

/// Operators of `BINARY_OP`, and of the generic path behind every binary op; the numbers are CPython's `NB_*`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum BinaryOp {
    Add = 0,
    And = 1,
    FloorDivide = 2,
    Lshift = 3,
    MatrixMultiply = 4,
    Multiply = 5,
    Remainder = 6,
    Or = 7,
    Power = 8,
    Rshift = 9,
    Subtract = 10,
    TrueDivide = 11,
    Xor = 12,
}

/// Rich comparisons; the numbers are CPython's `Py_LT` … `Py_GE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CompareOp {
    Lt = 0,
    Le = 1,
    Eq = 2,
    Ne = 3,
    Gt = 4,
    Ge = 5,
}

/// What `LOAD_COMMON_CONSTANT` loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum CommonConstant {
    AssertionError = 0,
    NotImplementedError = 1,
    Tuple = 2,
    All = 3,
    Any = 4,
    List = 5,
    Set = 6,
}

/// What `SET_FUNCTION_ATTRIBUTE` sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum FunctionAttribute {
    /// A tuple of the defaults of the last positional parameters.
    Defaults = 1,
    /// A dict of the defaults of keyword-only parameters.
    KwDefaults = 2,
    /// A dict of annotations (only under `from __future__ import annotations`).
    Annotations = 4,
    /// A tuple of cells, in the order of the code's free variables.
    Closure = 8,
    /// The function that computes the annotations (PEP 649).
    Annotate = 16,
}

/// What `CALL_INTRINSIC` does; each line gives its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Intrinsic {
    /// (value): what the interactive prompt does with an expression statement.
    Print = 1,
    /// (name): an unbounded type variable.
    TypeVar = 2,
    /// (name, evaluator): a type variable with a lazy bound.
    TypeVarWithBound = 3,
    /// (name, evaluator): a type variable with lazy constraints.
    TypeVarWithConstraints = 4,
    /// (name)
    ParamSpec = 5,
    /// (name)
    TypeVarTuple = 6,
    /// (type params tuple): `typing.Generic[…]`.
    SubscriptGeneric = 7,
    /// (name, type params tuple or None, evaluator function): a `type X = …` alias.
    TypeAlias = 8,
    /// (function, type params tuple): sets `__type_params__`, gives the function.
    SetFunctionTypeParams = 9,
    /// (type param, evaluator): sets the lazy default, gives the type param.
    SetTypeparamDefault = 10,
    /// (original exception, list of what the `except*` clauses raised): what to re-raise, or None.
    PrepReraiseStar = 11,
    /// (value): wraps a value yielded by an async generator. Not emitted; kept for tracing.
    AsyncGenWrap = 12,
}

/// A number of the table, other for any other table: compiled code that was kept belongs to one.
pub const TABLE: u32 = {
    const fn mix(mut hash: u32, text: &str) -> u32 {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
            at += 1;
        }
        hash
    }
    let mut hash = 0x811C_9DC5;
    let mut at = 0;
    while at < ALL.len() {
        let op = ALL[at];
        hash = mix(mix(hash, op.name()), op.doc());
        let (operands, words) = (op.operands(), op.words());
        let mut place = 0;
        while place < operands.len() {
            hash = mix(hash, operands[place].name());
            place += 1;
        }
        place = 0;
        while place < words.len() {
            hash = mix(hash, words[place].name());
            place += 1;
        }
        at += 1;
    }
    hash
};
