//! Reading expressions, and what expressions are made of.

use taipan_objects::{PyResult, Tp, Value};
use taipan_syntax::ast::*;

use super::read::Reader;

impl Reader<'_> {
    /// An item of a list of expressions.
    fn expr_item(&mut self, value: &Value) -> PyResult<Expr> {
        if value.is_none() {
            return Err(self.vm.value_error("None disallowed in expression list"));
        }
        self.expr(value)
    }

    pub(super) fn expr(&mut self, object: &Value) -> PyResult<Expr> {
        self.deeper("expr")?;
        let range = self.range(object, "expr")?;
        let name = self.sum(object, "expr")?;
        let kind = self.expr_kind(object, &name)?;
        self.shallower();
        Ok(Expr { kind, range })
    }

    pub(super) fn exprs(&mut self, object: &Value, kind: &str, field: &str) -> PyResult<Vec<Expr>> {
        self.list(object, kind, field, Reader::expr_item)
    }

    fn expr_kind(&mut self, o: &Value, k: &str) -> PyResult<ExprKind> {
        Ok(match k {
            "BoolOp" => {
                ExprKind::BoolOp { op: self.leaf(o, k, "op", BOOL_OP)?, values: self.exprs(o, k, "values")? }
            }
            "NamedExpr" => {
                let target = self.expr_field(o, k, "target")?;
                if !matches!(target.kind, ExprKind::Name { .. }) {
                    return Err(self.vm.type_error("NamedExpr target must be a Name"));
                }
                ExprKind::NamedExpr { target, value: self.expr_field(o, k, "value")? }
            }
            "BinOp" => ExprKind::BinOp {
                left: self.expr_field(o, k, "left")?,
                op: self.leaf(o, k, "op", OPERATOR)?,
                right: self.expr_field(o, k, "right")?,
            },
            "UnaryOp" => ExprKind::UnaryOp {
                op: self.leaf(o, k, "op", UNARY_OP)?,
                operand: self.expr_field(o, k, "operand")?,
            },
            "Lambda" => {
                let args = self.required(o, k, "args")?;
                ExprKind::Lambda {
                    args: Box::new(self.arguments(&args)?),
                    body: self.expr_field(o, k, "body")?,
                }
            }
            "IfExp" => ExprKind::IfExp {
                test: self.expr_field(o, k, "test")?,
                body: self.expr_field(o, k, "body")?,
                orelse: self.expr_field(o, k, "orelse")?,
            },
            "Dict" => ExprKind::Dict {
                keys: self.list(o, k, "keys", Reader::maybe)?,
                values: self.exprs(o, k, "values")?,
            },
            "Set" => ExprKind::Set { elts: self.exprs(o, k, "elts")? },
            "ListComp" | "SetComp" | "GeneratorExp" => {
                let elt = self.expr_field(o, k, "elt")?;
                let generators = self.list(o, k, "generators", Reader::comprehension)?;
                match k {
                    "ListComp" => ExprKind::ListComp { elt, generators },
                    "SetComp" => ExprKind::SetComp { elt, generators },
                    _ => ExprKind::GeneratorExp { elt, generators },
                }
            }
            "DictComp" => ExprKind::DictComp {
                key: self.expr_field(o, k, "key")?,
                value: self.expr_field(o, k, "value")?,
                generators: self.list(o, k, "generators", Reader::comprehension)?,
            },
            "Await" => ExprKind::Await { value: self.expr_field(o, k, "value")? },
            "Yield" => ExprKind::Yield { value: self.optional_expr(o, "value")? },
            "YieldFrom" => ExprKind::YieldFrom { value: self.expr_field(o, k, "value")? },
            "Compare" => ExprKind::Compare {
                left: self.expr_field(o, k, "left")?,
                ops: self.list(o, k, "ops", |reader, op| {
                    let name = reader.sum(op, "cmpop")?;
                    cmp_op(&name).ok_or_else(|| reader.unexpected(op, "cmpop"))
                })?,
                comparators: self.exprs(o, k, "comparators")?,
            },
            "Call" => ExprKind::Call {
                func: self.expr_field(o, k, "func")?,
                args: self.exprs(o, k, "args")?,
                keywords: self.list(o, k, "keywords", Reader::keyword)?,
            },
            "FormattedValue" => ExprKind::FormattedValue {
                value: self.expr_field(o, k, "value")?,
                conversion: self.conversion(o, k)?,
                format_spec: self.optional_expr(o, "format_spec")?,
            },
            "Interpolation" => {
                let value = self.expr_field(o, k, "value")?;
                let str = self.required(o, k, "str")?;
                ExprKind::Interpolation {
                    value,
                    str: self.constant(&str)?,
                    conversion: self.conversion(o, k)?,
                    format_spec: self.optional_expr(o, "format_spec")?,
                }
            }
            "JoinedStr" => ExprKind::JoinedStr { values: self.exprs(o, k, "values")? },
            "TemplateStr" => ExprKind::TemplateStr { values: self.exprs(o, k, "values")? },
            "Constant" => {
                let value = self.required(o, k, "value")?;
                let value = self.constant(&value)?;
                let kind = self.given(o, "kind")?;
                if let Some(kind) = &kind
                    && !self.vm.is_exact(kind, Tp::Str)
                    && !self.vm.is_exact(kind, Tp::Bytes)
                {
                    return Err(self.vm.type_error("AST string must be of type str"));
                }
                ExprKind::Constant { value, u: kind.is_some() }
            }
            "Attribute" => ExprKind::Attribute {
                value: self.expr_field(o, k, "value")?,
                attr: self.name_field(o, k, "attr")?,
                ctx: self.leaf(o, k, "ctx", CONTEXT)?,
            },
            "Subscript" => ExprKind::Subscript {
                value: self.expr_field(o, k, "value")?,
                slice: self.expr_field(o, k, "slice")?,
                ctx: self.leaf(o, k, "ctx", CONTEXT)?,
            },
            "Starred" => ExprKind::Starred {
                value: self.expr_field(o, k, "value")?,
                ctx: self.leaf(o, k, "ctx", CONTEXT)?,
            },
            "Name" => {
                ExprKind::Name { id: self.name_field(o, k, "id")?, ctx: self.leaf(o, k, "ctx", CONTEXT)? }
            }
            "List" => {
                ExprKind::List { elts: self.exprs(o, k, "elts")?, ctx: self.leaf(o, k, "ctx", CONTEXT)? }
            }
            "Tuple" => {
                ExprKind::Tuple { elts: self.exprs(o, k, "elts")?, ctx: self.leaf(o, k, "ctx", CONTEXT)? }
            }
            "Slice" => ExprKind::Slice {
                lower: self.optional_expr(o, "lower")?,
                upper: self.optional_expr(o, "upper")?,
                step: self.optional_expr(o, "step")?,
            },
            _ => return Err(self.unexpected(o, "expr")),
        })
    }

    fn conversion(&mut self, object: &Value, kind: &str) -> PyResult<Conversion> {
        let code = self.int_field(object, kind, "conversion")?;
        let known = [Conversion::None, Conversion::Str, Conversion::Repr, Conversion::Ascii];
        known.into_iter().find(|conversion| conversion.code() == code).ok_or_else(|| {
            let text = format!("Unrecognized conversion character {code}");
            self.vm.raise(Tp::SystemError, text)
        })
    }

    /// A field whose value is one of the nodes without fields.
    fn leaf<T>(&mut self, object: &Value, kind: &str, field: &str, of: Leaf<T>) -> PyResult<T> {
        let value = self.required(object, kind, field)?;
        let name = self.sum(&value, of.sum)?;
        (of.named)(&name).ok_or_else(|| self.unexpected(&value, of.sum))
    }

    pub(super) fn operator_field(&mut self, object: &Value, kind: &str) -> PyResult<Operator> {
        self.leaf(object, kind, "op", OPERATOR)
    }

    fn comprehension(&mut self, object: &Value) -> PyResult<Comprehension> {
        let k = "comprehension";
        Ok(Comprehension {
            target: *self.expr_field(object, k, "target")?,
            iter: *self.expr_field(object, k, "iter")?,
            ifs: self.exprs(object, k, "ifs")?,
            is_async: self.int_field(object, k, "is_async")? != 0,
        })
    }

    pub(super) fn keyword(&mut self, object: &Value) -> PyResult<Keyword> {
        let arg = self.optional_name(object, "arg")?;
        let value = *self.expr_field(object, "keyword", "value")?;
        Ok(Keyword { arg, value, range: self.range(object, "keyword")? })
    }

    pub(super) fn arguments(&mut self, o: &Value) -> PyResult<Arguments> {
        let k = "arguments";
        Ok(Arguments {
            posonlyargs: self.list(o, k, "posonlyargs", Reader::arg)?,
            args: self.list(o, k, "args", Reader::arg)?,
            vararg: self.optional_arg(o, "vararg")?,
            kwonlyargs: self.list(o, k, "kwonlyargs", Reader::arg)?,
            kw_defaults: self.list(o, k, "kw_defaults", Reader::maybe)?,
            kwarg: self.optional_arg(o, "kwarg")?,
            defaults: self.exprs(o, k, "defaults")?,
        })
    }

    fn optional_arg(&mut self, object: &Value, field: &str) -> PyResult<Option<Box<Arg>>> {
        match self.given(object, field)? {
            Some(arg) => self.arg(&arg).map(Box::new).map(Some),
            None => Ok(None),
        }
    }

    fn arg(&mut self, object: &Value) -> PyResult<Arg> {
        let arg = self.name_field(object, "arg", "arg")?;
        let annotation = self.optional_expr(object, "annotation")?;
        self.type_comment(object)?;
        Ok(Arg { arg, annotation, range: self.range(object, "arg")? })
    }
}

/// How a node without fields is known: by its sum type and its name.
struct Leaf<T> {
    sum: &'static str,
    named: fn(&str) -> Option<T>,
}

const CONTEXT: Leaf<ExprContext> = Leaf { sum: "expr_context", named: context };
const BOOL_OP: Leaf<BoolOp> = Leaf { sum: "boolop", named: bool_op };
const OPERATOR: Leaf<Operator> = Leaf { sum: "operator", named: operator };
const UNARY_OP: Leaf<UnaryOp> = Leaf { sum: "unaryop", named: unary_op };

fn context(name: &str) -> Option<ExprContext> {
    Some(match name {
        "Load" => ExprContext::Load,
        "Store" => ExprContext::Store,
        "Del" => ExprContext::Del,
        _ => return None,
    })
}

fn bool_op(name: &str) -> Option<BoolOp> {
    Some(match name {
        "And" => BoolOp::And,
        "Or" => BoolOp::Or,
        _ => return None,
    })
}

fn operator(name: &str) -> Option<Operator> {
    Some(match name {
        "Add" => Operator::Add,
        "Sub" => Operator::Sub,
        "Mult" => Operator::Mult,
        "MatMult" => Operator::MatMult,
        "Div" => Operator::Div,
        "Mod" => Operator::Mod,
        "Pow" => Operator::Pow,
        "LShift" => Operator::LShift,
        "RShift" => Operator::RShift,
        "BitOr" => Operator::BitOr,
        "BitXor" => Operator::BitXor,
        "BitAnd" => Operator::BitAnd,
        "FloorDiv" => Operator::FloorDiv,
        _ => return None,
    })
}

fn unary_op(name: &str) -> Option<UnaryOp> {
    Some(match name {
        "Invert" => UnaryOp::Invert,
        "Not" => UnaryOp::Not,
        "UAdd" => UnaryOp::UAdd,
        "USub" => UnaryOp::USub,
        _ => return None,
    })
}

fn cmp_op(name: &str) -> Option<CmpOp> {
    Some(match name {
        "Eq" => CmpOp::Eq,
        "NotEq" => CmpOp::NotEq,
        "Lt" => CmpOp::Lt,
        "LtE" => CmpOp::LtE,
        "Gt" => CmpOp::Gt,
        "GtE" => CmpOp::GtE,
        "Is" => CmpOp::Is,
        "IsNot" => CmpOp::IsNot,
        "In" => CmpOp::In,
        "NotIn" => CmpOp::NotIn,
        _ => return None,
    })
}
