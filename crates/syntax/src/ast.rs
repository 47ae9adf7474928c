//! The syntax tree: Python.asdl of 3.14, node for node, with the field names of Python.asdl.
//!
//! Plain owned Rust, on purpose without an arena or lifetimes: a tree can be sent, stored, compared and built by hand
//! in a test, and the compiler's author needs no lifetime parameters. Ranges are byte offsets into the decoded
//! source; `LineIndex` turns them into CPython's `lineno`/`col_offset`.
//!
//! Invariants: identifiers are NFKC-normalised; no expression, statement or pattern that `parse` returns is nested
//! deeper than [`MAX_DEPTH`]. Recursive walks go through `with_room`, as copying, comparing and dropping do here.
//! Deliberately absent: type comments and type ignores (always `None` and empty in CPython unless asked for).

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use num_bigint::BigInt;

use crate::room::with_room;
pub use crate::source::Range;
pub use crate::wtf8::Wtf8;

/// The greatest nesting of nodes in a tree that `parse` returns.
pub const MAX_DEPTH: usize = 61_000;

/// Copying, comparing and showing a node that may be deep.
macro_rules! deep {
    ($node:ident) => {
        impl Clone for $node {
            fn clone(&self) -> Self {
                with_room(|| $node { kind: self.kind.clone(), range: self.range })
            }
        }

        impl PartialEq for $node {
            fn eq(&self, other: &Self) -> bool {
                self.range == other.range && with_room(|| self.kind == other.kind)
            }
        }

        impl fmt::Debug for $node {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let fields = || {
                    f.debug_struct(stringify!($node))
                        .field("kind", &self.kind)
                        .field("range", &self.range)
                        .finish()
                };
                with_room(fields)
            }
        }
    };
}

/// An identifier: NFKC-normalised, cheap to clone, and sendable.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Name {
    /// Takes the text as it is; the caller has normalised it.
    pub fn new(text: &str) -> Self {
        Name(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Name::new(text)
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The value of a literal.
#[derive(Clone, PartialEq, Debug)]
pub enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    /// An integer that fits; larger ones are `BigInt`.
    Int(i64),
    BigInt(BigInt),
    Float(f64),
    /// The real part of a literal is zero.
    Complex {
        real: f64,
        imag: f64,
    },
    Str(Wtf8),
    Bytes(Box<[u8]>),
    /// Only in trees that a program has made.
    Tuple(Vec<Constant>),
    /// Only in trees that a program has made.
    FrozenSet(Vec<Constant>),
}

/// What `parse` returns: the `mod` of Python.asdl.
#[derive(Clone, PartialEq, Debug)]
pub enum Mod {
    Module { body: Vec<Stmt> },
    Interactive { body: Vec<Stmt> },
    Expression { body: Box<Expr> },
    FunctionType { argtypes: Vec<Expr>, returns: Box<Expr> },
}

pub struct Stmt {
    pub kind: StmtKind,
    /// From the first token to the last one; decorators are not inside, as in CPython.
    pub range: Range,
}

deep!(Stmt);

impl Drop for Stmt {
    fn drop(&mut self) {
        // Only the `elif`s of an `if` nest without indentation.
        if let StmtKind::If { orelse, .. } = &mut self.kind
            && !orelse.is_empty()
        {
            with_room(|| drop(std::mem::take(orelse)));
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    AsyncFunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return {
        value: Option<Box<Expr>>,
    },
    Delete {
        targets: Vec<Expr>,
    },
    Assign {
        targets: Vec<Expr>,
        value: Box<Expr>,
    },
    TypeAlias {
        name: Box<Expr>,
        type_params: Vec<TypeParam>,
        value: Box<Expr>,
    },
    AugAssign {
        target: Box<Expr>,
        op: Operator,
        value: Box<Expr>,
    },
    /// `simple`: the target is a bare name without parentheses around it.
    AnnAssign {
        target: Box<Expr>,
        annotation: Box<Expr>,
        value: Option<Box<Expr>>,
        simple: bool,
    },
    For {
        target: Box<Expr>,
        iter: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    AsyncFor {
        target: Box<Expr>,
        iter: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// An `elif` is an `If` that stands alone in `orelse`.
    If {
        test: Box<Expr>,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    AsyncWith {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Box<Expr>,
        cases: Vec<MatchCase>,
    },
    Raise {
        exc: Option<Box<Expr>>,
        cause: Option<Box<Expr>>,
    },
    Try(Box<Try>),
    /// `try` with `except*` clauses.
    TryStar(Box<Try>),
    Assert {
        test: Box<Expr>,
        msg: Option<Box<Expr>>,
    },
    Import {
        names: Vec<Alias>,
    },
    ImportFrom {
        module: Option<Name>,
        names: Vec<Alias>,
        level: u32,
    },
    Global {
        names: Vec<Name>,
    },
    Nonlocal {
        names: Vec<Name>,
    },
    Expr {
        value: Box<Expr>,
    },
    Pass,
    Break,
    Continue,
}

/// The fields of `FunctionDef` and of `AsyncFunctionDef`.
#[derive(Clone, PartialEq, Debug)]
pub struct FunctionDef {
    pub name: Name,
    pub args: Arguments,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub returns: Option<Expr>,
    pub type_params: Vec<TypeParam>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ClassDef {
    pub name: Name,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub type_params: Vec<TypeParam>,
}

/// The fields of `Try` and of `TryStar`.
#[derive(Clone, PartialEq, Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<ExceptHandler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
}

pub struct Expr {
    pub kind: ExprKind,
    pub range: Range,
}

deep!(Expr);

impl Drop for Expr {
    fn drop(&mut self) {
        if !matches!(self.kind, ExprKind::Name { .. } | ExprKind::Constant { .. }) {
            let leaf = ExprKind::Constant { value: Constant::None, u: false };
            with_room(|| drop(std::mem::replace(&mut self.kind, leaf)));
        }
    }
}

#[derive(Clone, PartialEq, Debug)]
pub enum ExprKind {
    /// `a or b or c` is one node with three values.
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    NamedExpr {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda {
        args: Box<Arguments>,
        body: Box<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A key of `None` is `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    FormattedValue {
        value: Box<Expr>,
        conversion: Conversion,
        format_spec: Option<Box<Expr>>,
    },
    /// `str` is the source text of the expression; in trees that a program has made it may be anything.
    Interpolation {
        value: Box<Expr>,
        str: Constant,
        conversion: Conversion,
        format_spec: Option<Box<Expr>>,
    },
    JoinedStr {
        values: Vec<Expr>,
    },
    TemplateStr {
        values: Vec<Expr>,
    },
    /// `u` is CPython's `kind='u'`: the (first) string literal has the prefix `u`.
    Constant {
        value: Constant,
        u: bool,
    },
    Attribute {
        value: Box<Expr>,
        attr: Name,
        ctx: ExprContext,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: ExprContext,
    },
    Starred {
        value: Box<Expr>,
        ctx: ExprContext,
    },
    Name {
        id: Name,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ExprContext {
    Load,
    Store,
    Del,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// The `!r` of a replacement field. CPython stores it as the number that [`Conversion::code`] gives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Conversion {
    None,
    Str,
    Repr,
    Ascii,
}

impl Conversion {
    pub fn code(self) -> i32 {
        match self {
            Conversion::None => -1,
            Conversion::Str => i32::from(b's'),
            Conversion::Repr => i32::from(b'r'),
            Conversion::Ascii => i32::from(b'a'),
        }
    }
}

/// One `for … in … if …` clause.
#[derive(Clone, PartialEq, Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ExceptHandler {
    pub type_: Option<Box<Expr>>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
    pub range: Range,
}

/// The parameters of a function. `defaults` belong to the last of `posonlyargs` and `args` together; `kw_defaults`
/// has one entry for each of `kwonlyargs`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Arguments {
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Box<Arg>>,
    pub kwonlyargs: Vec<Arg>,
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Box<Arg>>,
    pub defaults: Vec<Expr>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Arg {
    pub arg: Name,
    pub annotation: Option<Box<Expr>>,
    pub range: Range,
}

/// `arg` is `None` for `**value`.
#[derive(Clone, PartialEq, Debug)]
pub struct Keyword {
    pub arg: Option<Name>,
    pub value: Expr,
    pub range: Range,
}

/// `name` is dotted for `import a.b`, and `*` for a star import.
#[derive(Clone, PartialEq, Debug)]
pub struct Alias {
    pub name: Name,
    pub asname: Option<Name>,
    pub range: Range,
}

#[derive(Clone, PartialEq, Debug)]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Expr>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Box<Expr>>,
    pub body: Vec<Stmt>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Pattern {
    pub kind: PatternKind,
    pub range: Range,
}

#[derive(Clone, PartialEq, Debug)]
pub enum PatternKind {
    MatchValue {
        value: Box<Expr>,
    },
    /// `None`, `True` or `False`.
    MatchSingleton {
        value: Constant,
    },
    MatchSequence {
        patterns: Vec<Pattern>,
    },
    MatchMapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    MatchClass {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Name>,
        kwd_patterns: Vec<Pattern>,
    },
    MatchStar {
        name: Option<Name>,
    },
    /// Without pattern a capture; without both the wildcard `_`.
    MatchAs {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    MatchOr {
        patterns: Vec<Pattern>,
    },
}

#[derive(Clone, PartialEq, Debug)]
pub struct TypeParam {
    pub kind: TypeParamKind,
    pub range: Range,
}

#[derive(Clone, PartialEq, Debug)]
pub enum TypeParamKind {
    TypeVar { name: Name, bound: Option<Box<Expr>>, default_value: Option<Box<Expr>> },
    ParamSpec { name: Name, default_value: Option<Box<Expr>> },
    TypeVarTuple { name: Name, default_value: Option<Box<Expr>> },
}
