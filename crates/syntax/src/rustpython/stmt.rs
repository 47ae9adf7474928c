//! Statements, patterns and type parameters.

use rustpython_parser::ast::{self as foreign, Ranged};

use super::expr::{constant, operator};
use super::{Lower, name, range};
use crate::ast::*;
use crate::room::with_room;
use crate::source::Range;

impl Lower<'_> {
    pub(super) fn stmts(&self, stmts: Vec<foreign::Stmt>) -> Vec<Stmt> {
        stmts.into_iter().map(|stmt| with_room(|| self.stmt(stmt))).collect()
    }

    fn stmt(&self, stmt: foreign::Stmt) -> Stmt {
        let mut range = range(stmt.range());
        let kind = self.stmt_kind(stmt);
        if matches!(
            kind,
            StmtKind::FunctionDef(_)
                | StmtKind::AsyncFunctionDef(_)
                | StmtKind::ClassDef(_)
                | StmtKind::For { .. }
                | StmtKind::AsyncFor { .. }
                | StmtKind::While { .. }
                | StmtKind::If { .. }
                | StmtKind::With { .. }
                | StmtKind::AsyncWith { .. }
                | StmtKind::Match { .. }
                | StmtKind::Try(_)
                | StmtKind::TryStar(_)
        ) {
            range.end = self.with_semicolon(range.end);
        }
        Stmt { kind, range }
    }

    /// A body on the line of its head ends with its last semicolon.
    fn with_semicolon(&self, end: u32) -> u32 {
        let rest = self.source.get(end as usize..).unwrap_or("");
        let after = rest.trim_start_matches([' ', '\t']);
        if after.starts_with(';') { end + (rest.len() - after.len()) as u32 + 1 } else { end }
    }

    fn stmt_kind(&self, stmt: foreign::Stmt) -> StmtKind {
        use foreign::Stmt as F;
        match stmt {
            F::FunctionDef(s) => StmtKind::FunctionDef(Box::new(FunctionDef {
                name: name(&s.name),
                args: self.arguments(*s.args),
                body: self.stmts(s.body),
                decorator_list: self.exprs(s.decorator_list),
                returns: s.returns.map(|returns| self.expr(*returns)),
                type_params: self.type_params(s.type_params),
            })),
            F::AsyncFunctionDef(s) => StmtKind::AsyncFunctionDef(Box::new(FunctionDef {
                name: name(&s.name),
                args: self.arguments(*s.args),
                body: self.stmts(s.body),
                decorator_list: self.exprs(s.decorator_list),
                returns: s.returns.map(|returns| self.expr(*returns)),
                type_params: self.type_params(s.type_params),
            })),
            F::ClassDef(s) => StmtKind::ClassDef(Box::new(ClassDef {
                name: name(&s.name),
                bases: self.exprs(s.bases),
                keywords: s.keywords.into_iter().map(|keyword| self.keyword(keyword)).collect(),
                body: self.stmts(s.body),
                decorator_list: self.exprs(s.decorator_list),
                type_params: self.type_params(s.type_params),
            })),
            F::Return(s) => StmtKind::Return { value: self.optional(s.value) },
            F::Delete(s) => StmtKind::Delete { targets: self.exprs(s.targets) },
            F::Assign(s) => StmtKind::Assign { targets: self.exprs(s.targets), value: self.boxed(*s.value) },
            F::TypeAlias(s) => StmtKind::TypeAlias {
                name: self.boxed(*s.name),
                type_params: self.type_params(s.type_params),
                value: self.boxed(*s.value),
            },
            F::AugAssign(s) => StmtKind::AugAssign {
                target: self.boxed(*s.target),
                op: operator(s.op),
                value: self.boxed(*s.value),
            },
            F::AnnAssign(s) => {
                // A name in parentheses is no simple target.
                let start = s.range.start().to_usize();
                let bare = self.source.as_bytes().get(start) != Some(&b'(');
                StmtKind::AnnAssign {
                    target: self.boxed(*s.target),
                    annotation: self.boxed(*s.annotation),
                    value: self.optional(s.value),
                    simple: s.simple && bare,
                }
            }
            F::For(s) => StmtKind::For {
                target: self.boxed(*s.target),
                iter: self.boxed(*s.iter),
                body: self.stmts(s.body),
                orelse: self.stmts(s.orelse),
            },
            F::AsyncFor(s) => StmtKind::AsyncFor {
                target: self.boxed(*s.target),
                iter: self.boxed(*s.iter),
                body: self.stmts(s.body),
                orelse: self.stmts(s.orelse),
            },
            F::While(s) => StmtKind::While {
                test: self.boxed(*s.test),
                body: self.stmts(s.body),
                orelse: self.stmts(s.orelse),
            },
            F::If(s) => StmtKind::If {
                test: self.boxed(*s.test),
                body: self.stmts(s.body),
                orelse: self.stmts(s.orelse),
            },
            F::With(s) => StmtKind::With { items: self.with_items(s.items), body: self.stmts(s.body) },
            F::AsyncWith(s) => {
                StmtKind::AsyncWith { items: self.with_items(s.items), body: self.stmts(s.body) }
            }
            F::Match(s) => StmtKind::Match {
                subject: Box::new(self.subject(*s.subject, s.range.start().to_u32())),
                cases: s.cases.into_iter().map(|case| self.match_case(case)).collect(),
            },
            F::Raise(s) => StmtKind::Raise { exc: self.optional(s.exc), cause: self.optional(s.cause) },
            F::Try(s) => StmtKind::Try(Box::new(Try {
                body: self.stmts(s.body),
                handlers: self.handlers(s.handlers),
                orelse: self.stmts(s.orelse),
                finalbody: self.stmts(s.finalbody),
            })),
            F::TryStar(s) => StmtKind::TryStar(Box::new(Try {
                body: self.stmts(s.body),
                handlers: self.handlers(s.handlers),
                orelse: self.stmts(s.orelse),
                finalbody: self.stmts(s.finalbody),
            })),
            F::Assert(s) => StmtKind::Assert { test: self.boxed(*s.test), msg: self.optional(s.msg) },
            F::Import(s) => StmtKind::Import { names: aliases(s.names) },
            F::ImportFrom(s) => StmtKind::ImportFrom {
                module: s.module.as_ref().map(name),
                names: aliases(s.names),
                level: s.level.map_or(0, |level| level.to_u32()),
            },
            F::Global(s) => StmtKind::Global { names: s.names.iter().map(name).collect() },
            F::Nonlocal(s) => StmtKind::Nonlocal { names: s.names.iter().map(name).collect() },
            F::Expr(s) => StmtKind::Expr { value: self.boxed(*s.value) },
            F::Pass(_) => StmtKind::Pass,
            F::Break(_) => StmtKind::Break,
            F::Continue(_) => StmtKind::Continue,
        }
    }

    /// A tuple without parentheses has the place of the statement in that crate, and one of a single item is lost: it is
    /// told by the comma behind it.
    fn subject(&self, subject: foreign::Expr, statement: u32) -> Expr {
        let mut subject = self.expr(subject);
        match &subject.kind {
            ExprKind::Tuple { elts, .. } if subject.range.start == statement => {
                if let (Some(first), Some(last)) = (elts.first(), elts.last()) {
                    let end = self.comma_after(last.range.end).unwrap_or(last.range.end);
                    subject.range = Range::new(first.range.start, end);
                }
                subject
            }
            _ => match self.comma_after(subject.range.end) {
                Some(end) => {
                    let range = Range::new(subject.range.start, end);
                    Expr { kind: ExprKind::Tuple { elts: vec![subject], ctx: ExprContext::Load }, range }
                }
                None => subject,
            },
        }
    }

    /// Where the comma ends that stands next, if one does.
    fn comma_after(&self, end: u32) -> Option<u32> {
        let rest = self.source.get(end as usize..).unwrap_or("");
        let after = rest.trim_start_matches([' ', '\t', ')']);
        let skipped = (rest.len() - after.len()) as u32;
        after.starts_with(',').then_some(end + skipped + 1)
    }

    fn with_items(&self, items: Vec<foreign::WithItem>) -> Vec<WithItem> {
        let lower = |item: foreign::WithItem| WithItem {
            context_expr: self.expr(item.context_expr),
            optional_vars: item.optional_vars.map(|target| self.expr(*target)),
        };
        items.into_iter().map(lower).collect()
    }

    fn handlers(&self, handlers: Vec<foreign::ExceptHandler>) -> Vec<ExceptHandler> {
        let lower = |handler: foreign::ExceptHandler| {
            let foreign::ExceptHandler::ExceptHandler(handler) = handler;
            ExceptHandler {
                type_: self.optional(handler.type_),
                name: handler.name.as_ref().map(name),
                body: self.stmts(handler.body),
                range: Range::new(
                    handler.range.start().to_u32(),
                    self.with_semicolon(handler.range.end().to_u32()),
                ),
            }
        };
        handlers.into_iter().map(lower).collect()
    }

    fn match_case(&self, case: foreign::MatchCase) -> MatchCase {
        MatchCase {
            pattern: self.pattern(case.pattern),
            guard: self.optional(case.guard),
            body: self.stmts(case.body),
        }
    }

    fn patterns(&self, patterns: Vec<foreign::Pattern>) -> Vec<Pattern> {
        patterns.into_iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern(&self, pattern: foreign::Pattern) -> Pattern {
        with_room(|| {
            let range = range(pattern.range());
            Pattern { kind: self.pattern_kind(pattern), range }
        })
    }

    fn pattern_kind(&self, pattern: foreign::Pattern) -> PatternKind {
        use foreign::Pattern as F;
        match pattern {
            F::MatchValue(p) => PatternKind::MatchValue { value: self.boxed(*p.value) },
            F::MatchSingleton(p) => PatternKind::MatchSingleton { value: constant(p.value) },
            F::MatchSequence(p) => PatternKind::MatchSequence { patterns: self.patterns(p.patterns) },
            F::MatchMapping(p) => PatternKind::MatchMapping {
                keys: self.exprs(p.keys),
                patterns: self.patterns(p.patterns),
                rest: p.rest.as_ref().map(name),
            },
            F::MatchClass(p) => PatternKind::MatchClass {
                cls: self.boxed(*p.cls),
                patterns: self.patterns(p.patterns),
                kwd_attrs: p.kwd_attrs.iter().map(name).collect(),
                kwd_patterns: self.patterns(p.kwd_patterns),
            },
            F::MatchStar(p) => PatternKind::MatchStar { name: p.name.as_ref().map(name) },
            F::MatchAs(p) => PatternKind::MatchAs {
                pattern: p.pattern.map(|pattern| Box::new(self.pattern(*pattern))),
                name: p.name.as_ref().map(name),
            },
            F::MatchOr(p) => PatternKind::MatchOr { patterns: self.patterns(p.patterns) },
        }
    }

    /// That crate knows no defaults.
    fn type_params(&self, params: Vec<foreign::TypeParam>) -> Vec<TypeParam> {
        let lower = |param: foreign::TypeParam| {
            let range = range(param.range());
            let kind = match param {
                foreign::TypeParam::TypeVar(p) => TypeParamKind::TypeVar {
                    name: name(&p.name),
                    bound: self.optional(p.bound),
                    default_value: None,
                },
                foreign::TypeParam::ParamSpec(p) => {
                    TypeParamKind::ParamSpec { name: name(&p.name), default_value: None }
                }
                foreign::TypeParam::TypeVarTuple(p) => {
                    TypeParamKind::TypeVarTuple { name: name(&p.name), default_value: None }
                }
            };
            TypeParam { kind, range }
        };
        params.into_iter().map(lower).collect()
    }
}

fn aliases(aliases: Vec<foreign::Alias>) -> Vec<Alias> {
    let lower = |alias: foreign::Alias| Alias {
        name: name(&alias.name),
        asname: alias.asname.as_ref().map(name),
        range: range(alias.range),
    };
    aliases.into_iter().map(lower).collect()
}
