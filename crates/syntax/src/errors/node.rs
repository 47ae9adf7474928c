//! What the error grammar remembers of an expression: its kind, its range, and the parts an error can point at.

use std::rc::Rc;

use crate::source::Range;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NodeKind {
    Attribute,
    Subscript,
    Starred,
    Name,
    List,
    Tuple,
    Lambda,
    Call,
    Operation,
    Generator,
    Yield,
    Await,
    ListComp,
    SetComp,
    DictComp,
    Dict,
    Set,
    FString,
    TString,
    None,
    True,
    False,
    Ellipsis,
    Literal,
    /// A comparison whose first operator is `in`.
    CompareIn,
    Compare,
    IfExp,
    Named,
    /// Anything that is no expression.
    Other,
    /// The arguments of a call; `flag`: there is a `**` among them.
    Arguments,
}

#[derive(Debug)]
struct Data {
    kind: NodeKind,
    range: Range,
    kids: Vec<Node>,
    flag: bool,
}

/// A cheap handle of a node.
#[derive(Clone, Debug)]
pub(super) struct Node(Rc<Data>);

/// Where a target stands, which decides what may stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Targets {
    Star,
    Del,
    For,
}

impl Node {
    pub(super) fn new(kind: NodeKind, range: Range) -> Self {
        Self::with(kind, range, Vec::new(), false)
    }

    pub(super) fn with(kind: NodeKind, range: Range, kids: Vec<Node>, flag: bool) -> Self {
        Node(Rc::new(Data { kind, range, kids, flag }))
    }

    pub(super) fn kind(&self) -> NodeKind {
        self.0.kind
    }

    pub(super) fn range(&self) -> Range {
        self.0.range
    }

    pub(super) fn kids(&self) -> &[Node] {
        &self.0.kids
    }

    pub(super) fn flag(&self) -> bool {
        self.0.flag
    }

    /// As `_PyPegen_get_expr_name`.
    pub(super) fn name(&self) -> &'static str {
        match self.0.kind {
            NodeKind::Attribute => "attribute",
            NodeKind::Subscript => "subscript",
            NodeKind::Starred => "starred",
            NodeKind::Name => "name",
            NodeKind::List => "list",
            NodeKind::Tuple => "tuple",
            NodeKind::Lambda => "lambda",
            NodeKind::Call => "function call",
            NodeKind::Operation | NodeKind::Other | NodeKind::Arguments => "expression",
            NodeKind::Generator => "generator expression",
            NodeKind::Yield => "yield expression",
            NodeKind::Await => "await expression",
            NodeKind::ListComp => "list comprehension",
            NodeKind::SetComp => "set comprehension",
            NodeKind::DictComp => "dict comprehension",
            NodeKind::Dict => "dict literal",
            NodeKind::Set => "set display",
            NodeKind::FString => "f-string expression",
            NodeKind::TString => "t-string expression",
            NodeKind::None => "None",
            NodeKind::True => "True",
            NodeKind::False => "False",
            NodeKind::Ellipsis => "ellipsis",
            NodeKind::Literal => "literal",
            NodeKind::CompareIn | NodeKind::Compare => "comparison",
            NodeKind::IfExp => "conditional expression",
            NodeKind::Named => "named expression",
        }
    }

    /// As `_PyPegen_get_invalid_target`: the first part that cannot be assigned to, or deleted.
    pub(super) fn invalid_target(&self, targets: Targets) -> Option<Node> {
        match self.0.kind {
            NodeKind::List | NodeKind::Tuple => {
                self.0.kids.iter().find_map(|kid| kid.invalid_target(targets))
            }
            NodeKind::Starred if targets != Targets::Del => self.0.kids.first()?.invalid_target(targets),
            NodeKind::CompareIn if targets == Targets::For => self.0.kids.first()?.invalid_target(targets),
            NodeKind::Compare if targets == Targets::For => None,
            NodeKind::Name | NodeKind::Subscript | NodeKind::Attribute => None,
            _ => Some(self.clone()),
        }
    }
}
