//! What must hold of a tree that a program has made: contexts, lengths that belong together, lists that must not be
//! empty. As CPython's `_PyAST_Validate`, in its words. Trees that `parse` returns are valid.

use crate::ast::*;
use crate::room::with_room;

/// What is wrong with a tree, by the exception that it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Invalid {
    Value(String),
    Type(String),
}

type Valid = Result<(), Invalid>;

fn wrong(text: impl Into<String>) -> Valid {
    Err(Invalid::Value(text.into()))
}

fn each<T>(items: &[T], valid: fn(&T) -> Valid) -> Valid {
    items.iter().try_for_each(valid)
}

/// Whether a program may compile this tree.
pub fn validate(module: &Mod) -> Valid {
    match module {
        Mod::Module { body } | Mod::Interactive { body } => each(body, stmt),
        Mod::Expression { body } => load(body),
        Mod::FunctionType { argtypes, returns } => {
            each(argtypes, load)?;
            load(returns)
        }
    }
}

fn load(node: &Expr) -> Valid {
    expr(node, ExprContext::Load)
}

fn store(node: &Expr) -> Valid {
    expr(node, ExprContext::Store)
}

fn optional(node: &Option<Box<Expr>>) -> Valid {
    node.as_deref().map_or(Ok(()), load)
}

fn maybe(node: &Option<Expr>) -> Valid {
    node.as_ref().map_or(Ok(()), load)
}

fn full<T>(items: &[T], what: &str, owner: &str) -> Valid {
    if items.is_empty() { wrong(format!("empty {what} on {owner}")) } else { Ok(()) }
}

fn body(stmts: &[Stmt], owner: &str) -> Valid {
    full(stmts, "body", owner)?;
    each(stmts, stmt)
}

fn name(name: &Name) -> Valid {
    match name.as_str() {
        "None" | "True" | "False" => wrong(format!("identifier field can't represent '{name}' constant")),
        _ => Ok(()),
    }
}

fn expr(node: &Expr, wanted: ExprContext) -> Valid {
    with_room(|| {
        context(node, wanted)?;
        parts(node, wanted)
    })
}

fn context(node: &Expr, wanted: ExprContext) -> Valid {
    let own = match &node.kind {
        ExprKind::Name { id, ctx } => {
            name(id)?;
            *ctx
        }
        ExprKind::Attribute { ctx, .. }
        | ExprKind::Subscript { ctx, .. }
        | ExprKind::Starred { ctx, .. }
        | ExprKind::List { ctx, .. }
        | ExprKind::Tuple { ctx, .. } => *ctx,
        _ if wanted != ExprContext::Load => {
            return wrong(format!("expression which can't be assigned to in {wanted:?} context"));
        }
        _ => return Ok(()),
    };
    if own == wanted {
        return Ok(());
    }
    wrong(format!("expression must have {wanted:?} context but has {own:?} instead"))
}

fn parts(node: &Expr, wanted: ExprContext) -> Valid {
    match &node.kind {
        ExprKind::BoolOp { values, .. } => {
            if values.len() < 2 {
                return wrong("BoolOp with less than 2 values");
            }
            each(values, load)
        }
        ExprKind::BinOp { left, right, .. } => {
            load(left)?;
            load(right)
        }
        ExprKind::UnaryOp { operand, .. } => load(operand),
        ExprKind::Lambda { args, body } => {
            arguments(args)?;
            load(body)
        }
        ExprKind::IfExp { test, body, orelse } => {
            load(test)?;
            load(body)?;
            load(orelse)
        }
        ExprKind::Dict { keys, values } => {
            if keys.len() != values.len() {
                return wrong("Dict doesn't have the same number of keys as values");
            }
            each(values, load)?;
            each(keys, maybe)
        }
        ExprKind::Set { elts } => each(elts, load),
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            comprehensions(generators)?;
            load(elt)
        }
        ExprKind::DictComp { key, value, generators } => {
            comprehensions(generators)?;
            load(key)?;
            load(value)
        }
        ExprKind::Await { value } | ExprKind::YieldFrom { value } | ExprKind::NamedExpr { value, .. } => {
            load(value)
        }
        ExprKind::Yield { value } => optional(value),
        ExprKind::Compare { left, ops, comparators } => {
            if comparators.is_empty() {
                return wrong("Compare with no comparators");
            }
            if comparators.len() != ops.len() {
                return wrong("Compare has a different number of comparators and operands");
            }
            each(comparators, load)?;
            load(left)
        }
        ExprKind::Call { func, args, keywords } => {
            load(func)?;
            each(args, load)?;
            each(keywords, keyword)
        }
        ExprKind::FormattedValue { value, format_spec, .. }
        | ExprKind::Interpolation { value, format_spec, .. } => {
            load(value)?;
            optional(format_spec)
        }
        ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => each(values, load),
        ExprKind::Constant { .. } | ExprKind::Name { .. } => Ok(()),
        ExprKind::Attribute { value, .. } => load(value),
        ExprKind::Subscript { value, slice, .. } => {
            load(slice)?;
            load(value)
        }
        ExprKind::Starred { value, .. } => expr(value, wanted),
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
            elts.iter().try_for_each(|elt| expr(elt, wanted))
        }
        ExprKind::Slice { lower, upper, step } => {
            optional(lower)?;
            optional(upper)?;
            optional(step)
        }
    }
}

fn comprehensions(generators: &[Comprehension]) -> Valid {
    if generators.is_empty() {
        return wrong("comprehension with no generators");
    }
    each(generators, |generator| {
        store(&generator.target)?;
        load(&generator.iter)?;
        each(&generator.ifs, load)
    })
}

fn keyword(keyword: &Keyword) -> Valid {
    load(&keyword.value)
}

fn arguments(args: &Arguments) -> Valid {
    let annotation = |arg: &Arg| optional(&arg.annotation);
    args.posonlyargs.iter().chain(&args.args).try_for_each(annotation)?;
    args.vararg.as_deref().map_or(Ok(()), annotation)?;
    args.kwonlyargs.iter().try_for_each(annotation)?;
    args.kwarg.as_deref().map_or(Ok(()), annotation)?;
    if args.defaults.len() > args.posonlyargs.len() + args.args.len() {
        return wrong("more positional defaults than args on arguments");
    }
    if args.kw_defaults.len() != args.kwonlyargs.len() {
        return wrong("length of kwonlyargs is not the same as kw_defaults on arguments");
    }
    each(&args.defaults, load)?;
    each(&args.kw_defaults, maybe)
}

fn stmt(node: &Stmt) -> Valid {
    with_room(|| stmt_here(node))
}

fn stmt_here(node: &Stmt) -> Valid {
    match &node.kind {
        StmtKind::FunctionDef(def) => function(def, "FunctionDef"),
        StmtKind::AsyncFunctionDef(def) => function(def, "AsyncFunctionDef"),
        StmtKind::ClassDef(def) => {
            body(&def.body, "ClassDef")?;
            each(&def.type_params, type_param)?;
            each(&def.bases, load)?;
            each(&def.keywords, keyword)?;
            each(&def.decorator_list, load)
        }
        StmtKind::Return { value } => optional(value),
        StmtKind::Delete { targets } => {
            full(targets, "targets", "Delete")?;
            targets.iter().try_for_each(|target| expr(target, ExprContext::Del))
        }
        StmtKind::Assign { targets, value } => {
            full(targets, "targets", "Assign")?;
            each(targets, store)?;
            load(value)
        }
        StmtKind::AugAssign { target, value, .. } => {
            store(target)?;
            load(value)
        }
        StmtKind::AnnAssign { target, annotation, value, simple } => {
            if *simple && !matches!(target.kind, ExprKind::Name { .. }) {
                return Err(Invalid::Type("AnnAssign with simple non-Name target".into()));
            }
            store(target)?;
            optional(value)?;
            load(annotation)
        }
        StmtKind::TypeAlias { name, type_params, value } => {
            if !matches!(name.kind, ExprKind::Name { .. }) {
                return Err(Invalid::Type("TypeAlias with non-Name name".into()));
            }
            store(name)?;
            each(type_params, type_param)?;
            load(value)
        }
        StmtKind::For { target, iter, body, orelse } => for_loop((target, iter), body, orelse, "For"),
        StmtKind::AsyncFor { target, iter, body, orelse } => {
            for_loop((target, iter), body, orelse, "AsyncFor")
        }
        StmtKind::While { test, body: stmts, orelse } => {
            load(test)?;
            body(stmts, "While")?;
            each(orelse, stmt)
        }
        StmtKind::If { test, body: stmts, orelse } => {
            load(test)?;
            body(stmts, "If")?;
            each(orelse, stmt)
        }
        StmtKind::With { items, body } => with(items, body, "With"),
        StmtKind::AsyncWith { items, body } => with(items, body, "AsyncWith"),
        StmtKind::Match { subject, cases } => {
            load(subject)?;
            full(cases, "cases", "Match")?;
            each(cases, |case| {
                pattern(&case.pattern, false)?;
                optional(&case.guard)?;
                body(&case.body, "match_case")
            })
        }
        StmtKind::Raise { exc, cause } => {
            if exc.is_none() && cause.is_some() {
                return wrong("Raise with cause but no exception");
            }
            optional(exc)?;
            optional(cause)
        }
        StmtKind::Try(content) => try_(content, "Try"),
        StmtKind::TryStar(content) => try_(content, "TryStar"),
        StmtKind::Assert { test, msg } => {
            load(test)?;
            optional(msg)
        }
        StmtKind::Import { names } => full(names, "names", "Import"),
        StmtKind::ImportFrom { names, .. } => full(names, "names", "ImportFrom"),
        StmtKind::Global { names } => full(names, "names", "Global"),
        StmtKind::Nonlocal { names } => full(names, "names", "Nonlocal"),
        StmtKind::Expr { value } => load(value),
        StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
    }
}

fn function(def: &FunctionDef, owner: &str) -> Valid {
    body(&def.body, owner)?;
    each(&def.type_params, type_param)?;
    arguments(&def.args)?;
    each(&def.decorator_list, load)?;
    maybe(&def.returns)
}

fn for_loop((target, iter): (&Expr, &Expr), stmts: &[Stmt], orelse: &[Stmt], owner: &str) -> Valid {
    store(target)?;
    load(iter)?;
    body(stmts, owner)?;
    each(orelse, stmt)
}

fn with(items: &[WithItem], stmts: &[Stmt], owner: &str) -> Valid {
    full(items, "items", owner)?;
    each(items, |item| {
        load(&item.context_expr)?;
        item.optional_vars.as_ref().map_or(Ok(()), store)
    })?;
    body(stmts, owner)
}

fn try_(content: &Try, owner: &str) -> Valid {
    body(&content.body, owner)?;
    if content.handlers.is_empty() && content.finalbody.is_empty() {
        return wrong(format!("{owner} has neither except handlers nor finalbody"));
    }
    if content.handlers.is_empty() && !content.orelse.is_empty() {
        return wrong(format!("{owner} has orelse but no except handlers"));
    }
    each(&content.handlers, |handler| {
        optional(&handler.type_)?;
        body(&handler.body, "ExceptHandler")
    })?;
    each(&content.finalbody, stmt)?;
    each(&content.orelse, stmt)
}

// ---- patterns ----

fn pattern(node: &Pattern, star: bool) -> Valid {
    with_room(|| pattern_here(node, star))
}

fn patterns(nodes: &[Pattern], star: bool) -> Valid {
    nodes.iter().try_for_each(|node| pattern(node, star))
}

fn capture(target: &Name) -> Valid {
    if target == "_" {
        return wrong("can't capture name '_' in patterns");
    }
    name(target)
}

fn pattern_here(node: &Pattern, star: bool) -> Valid {
    match &node.kind {
        PatternKind::MatchValue { value } => match_value(value),
        PatternKind::MatchSingleton { value } => match value {
            Constant::None | Constant::Bool(_) => Ok(()),
            _ => wrong("MatchSingleton can only contain True, False and None"),
        },
        PatternKind::MatchSequence { patterns: nodes } => patterns(nodes, true),
        PatternKind::MatchMapping { keys, patterns: nodes, rest } => {
            if keys.len() != nodes.len() {
                return wrong("MatchMapping doesn't have the same number of keys as patterns");
            }
            rest.as_ref().map_or(Ok(()), capture)?;
            for key in keys {
                let singleton = ExprKind::Constant { value: Constant::None, u: false };
                let boolean = matches!(key.kind, ExprKind::Constant { value: Constant::Bool(_), .. });
                if key.kind != singleton && !boolean {
                    match_value(key)?;
                }
            }
            patterns(nodes, false)
        }
        PatternKind::MatchClass { cls, patterns: nodes, kwd_attrs, kwd_patterns } => {
            if kwd_attrs.len() != kwd_patterns.len() {
                return wrong("MatchClass doesn't have the same number of keyword attributes as patterns");
            }
            load(cls)?;
            let mut class = &**cls;
            while let ExprKind::Attribute { value, .. } = &class.kind {
                class = value;
            }
            if !matches!(class.kind, ExprKind::Name { .. }) {
                return wrong("MatchClass cls field can only contain Name or Attribute nodes.");
            }
            each(kwd_attrs, name)?;
            patterns(nodes, false)?;
            patterns(kwd_patterns, false)
        }
        PatternKind::MatchStar { .. } if !star => wrong("can't use MatchStar here"),
        PatternKind::MatchStar { name } => name.as_ref().map_or(Ok(()), capture),
        PatternKind::MatchAs { pattern: inner, name } => {
            name.as_ref().map_or(Ok(()), capture)?;
            match inner {
                None => Ok(()),
                Some(_) if name.is_none() => {
                    wrong("MatchAs must specify a target name if a pattern is given")
                }
                Some(inner) => pattern(inner, false),
            }
        }
        PatternKind::MatchOr { patterns: nodes } => {
            if nodes.len() < 2 {
                return wrong("MatchOr requires at least 2 patterns");
            }
            patterns(nodes, false)
        }
    }
}

fn match_value(value: &Expr) -> Valid {
    load(value)?;
    match &value.kind {
        ExprKind::Constant { value, .. } => match value {
            Constant::Int(_)
            | Constant::BigInt(_)
            | Constant::Float(_)
            | Constant::Complex { .. }
            | Constant::Str(_)
            | Constant::Bytes(_) => Ok(()),
            _ => wrong("unexpected constant inside of a literal pattern"),
        },
        ExprKind::Attribute { .. } | ExprKind::JoinedStr { .. } | ExprKind::TemplateStr { .. } => Ok(()),
        _ if is_number(value, true, false) => Ok(()),
        ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right }
            if is_number(left, true, false) && is_number(right, false, true) =>
        {
            Ok(())
        }
        _ => wrong("patterns may only match literals and attribute lookups"),
    }
}

/// A number without or with a minus before it, of the real or of the imaginary ones.
fn is_number(node: &Expr, negative: bool, imaginary: bool) -> bool {
    match &node.kind {
        ExprKind::Constant { value, .. } => match value {
            Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_) => !imaginary,
            Constant::Complex { .. } => imaginary,
            _ => false,
        },
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } if negative => {
            matches!(operand.kind, ExprKind::Constant { .. })
                && (is_number(operand, false, false) || is_number(operand, false, true))
        }
        _ => false,
    }
}

fn type_param(param: &TypeParam) -> Valid {
    match &param.kind {
        TypeParamKind::TypeVar { name: own, bound, default_value } => {
            name(own)?;
            optional(bound)?;
            optional(default_value)
        }
        TypeParamKind::ParamSpec { name: own, default_value }
        | TypeParamKind::TypeVarTuple { name: own, default_value } => {
            name(own)?;
            optional(default_value)
        }
    }
}
