//! Statements, one arm for each kind of node.

use ruff_python_ast as ruff;

use super::{Lower, Result, range};
use crate::ast::{Alias, ClassDef, ExceptHandler, Expr, FunctionDef, Range, Stmt, StmtKind, Try, WithItem};
use crate::error::SyntaxError;
use crate::tokens::depth::RIGHT;

impl<'a> Lower<'a> {
    pub(super) fn body(&mut self, body: &'a [ruff::Stmt]) -> Result<Vec<Stmt>> {
        body.iter().map(|node| self.stmt(node)).collect()
    }

    fn stmt(&mut self, node: &'a ruff::Stmt) -> Result<Stmt> {
        self.deeper(|lower| {
            let mut range = range(node);
            if is_compound(node) {
                range = lower.with_semicolon(range);
            }
            let kind = lower.stmt_kind(node, &mut range)?;
            Ok(Stmt { kind, range })
        })
    }

    /// A compound statement ends with the last token of its block, which may be a `;`.
    fn with_semicolon(&self, range: Range) -> Range {
        let rest = self.source.get(range.end as usize..).unwrap_or("");
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\x0c']).len();
        match rest[blanks..].starts_with(';') {
            true => Range { start: range.start, end: range.end + blanks as u32 + 1 },
            false => range,
        }
    }

    fn stmt_kind(&mut self, node: &'a ruff::Stmt, place: &mut Range) -> Result<StmtKind> {
        Ok(match node {
            ruff::Stmt::FunctionDef(node) => {
                *place = self.after_decorators(*place, &node.decorator_list);
                self.function_def(node)?
            }
            ruff::Stmt::ClassDef(node) => {
                *place = self.after_decorators(*place, &node.decorator_list);
                self.class_def(node)?
            }
            ruff::Stmt::Return(node) => StmtKind::Return { value: self.optional(&node.value)? },
            ruff::Stmt::Delete(node) => StmtKind::Delete { targets: self.exprs(&node.targets)? },
            ruff::Stmt::TypeAlias(node) => StmtKind::TypeAlias {
                name: self.boxed(&node.name)?,
                type_params: self.type_params(node.type_params.as_deref())?,
                value: self.boxed(&node.value)?,
            },
            ruff::Stmt::Assign(node) => {
                StmtKind::Assign { targets: self.exprs(&node.targets)?, value: self.boxed(&node.value)? }
            }
            ruff::Stmt::AugAssign(node) => StmtKind::AugAssign {
                target: self.boxed(&node.target)?,
                op: super::expr::operator(node.op),
                value: self.boxed(&node.value)?,
            },
            ruff::Stmt::AnnAssign(node) => StmtKind::AnnAssign {
                target: self.boxed(&node.target)?,
                annotation: self.boxed(&node.annotation)?,
                value: self.optional(&node.value)?,
                simple: node.simple,
            },
            ruff::Stmt::For(node) => {
                let target = self.boxed(&node.target)?;
                let iter = self.boxed(&node.iter)?;
                let body = self.body(&node.body)?;
                let orelse = self.body(&node.orelse)?;
                match node.is_async {
                    true => StmtKind::AsyncFor { target, iter, body, orelse },
                    false => StmtKind::For { target, iter, body, orelse },
                }
            }
            ruff::Stmt::While(node) => StmtKind::While {
                test: self.boxed(&node.test)?,
                body: self.body(&node.body)?,
                orelse: self.body(&node.orelse)?,
            },
            ruff::Stmt::If(node) => self.if_chain(node, place.end)?,
            ruff::Stmt::With(node) => {
                let items = self.with_items(&node.items)?;
                let body = self.body(&node.body)?;
                match node.is_async {
                    true => StmtKind::AsyncWith { items, body },
                    false => StmtKind::With { items, body },
                }
            }
            ruff::Stmt::Match(node) => {
                StmtKind::Match { subject: self.boxed(&node.subject)?, cases: self.match_cases(&node.cases)? }
            }
            ruff::Stmt::Raise(node) => {
                StmtKind::Raise { exc: self.optional(&node.exc)?, cause: self.optional(&node.cause)? }
            }
            ruff::Stmt::Try(node) => {
                let content = Box::new(Try {
                    body: self.body(&node.body)?,
                    handlers: self.handlers(&node.handlers)?,
                    orelse: self.body(&node.orelse)?,
                    finalbody: self.body(&node.finalbody)?,
                });
                match node.is_star {
                    true => StmtKind::TryStar(content),
                    false => StmtKind::Try(content),
                }
            }
            ruff::Stmt::Assert(node) => {
                StmtKind::Assert { test: self.boxed(&node.test)?, msg: self.optional(&node.msg)? }
            }
            ruff::Stmt::Import(node) => StmtKind::Import { names: self.aliases(&node.names) },
            ruff::Stmt::ImportFrom(node) => StmtKind::ImportFrom {
                module: node.module.as_ref().map(|name| self.name(name)),
                names: self.aliases(&node.names),
                level: node.level,
            },
            ruff::Stmt::Global(node) => {
                StmtKind::Global { names: node.names.iter().map(|name| self.name(name)).collect() }
            }
            ruff::Stmt::Nonlocal(node) => {
                StmtKind::Nonlocal { names: node.names.iter().map(|name| self.name(name)).collect() }
            }
            ruff::Stmt::Expr(node) => StmtKind::Expr { value: self.boxed(&node.value)? },
            ruff::Stmt::Pass(_) => StmtKind::Pass,
            // A bare `raise` before a semicolon reaches the foreign parser as `break` (see `parse::mend`).
            ruff::Stmt::Break(node) if range(node).of(self.source) == "raise" => {
                StmtKind::Raise { exc: None, cause: None }
            }
            ruff::Stmt::Break(_) => StmtKind::Break,
            ruff::Stmt::Continue(_) => StmtKind::Continue,
            ruff::Stmt::IpyEscapeCommand(_) => return Err(super::unsupported("invalid syntax")),
        })
    }

    fn function_def(&mut self, node: &'a ruff::StmtFunctionDef) -> Result<StmtKind> {
        let content = Box::new(FunctionDef {
            name: self.name(&node.name),
            decorator_list: self.decorators(&node.decorator_list)?,
            type_params: self.type_params(node.type_params.as_deref())?,
            args: self.arguments(&node.parameters)?,
            returns: node.returns.as_deref().map(|node| self.expr(node)).transpose()?,
            body: self.body(&node.body)?,
        });
        Ok(match node.is_async {
            true => StmtKind::AsyncFunctionDef(content),
            false => StmtKind::FunctionDef(content),
        })
    }

    fn class_def(&mut self, node: &'a ruff::StmtClassDef) -> Result<StmtKind> {
        let decorator_list = self.decorators(&node.decorator_list)?;
        let type_params = self.type_params(node.type_params.as_deref())?;
        let (bases, keywords) = match &node.arguments {
            Some(arguments) => (self.call_args(arguments)?, self.keywords(&arguments.keywords)?),
            None => Default::default(),
        };
        Ok(StmtKind::ClassDef(Box::new(ClassDef {
            name: self.name(&node.name),
            bases,
            keywords,
            body: self.body(&node.body)?,
            decorator_list,
            type_params,
        })))
    }

    fn decorators(&mut self, decorators: &'a [ruff::Decorator]) -> Result<Vec<Expr>> {
        self.exprs(decorators.iter().map(|decorator| &decorator.expression))
    }

    /// CPython's definition begins at `def`, `async` or `class`: the first word after the last decorator's line.
    fn after_decorators(&self, whole: Range, decorators: &[ruff::Decorator]) -> Range {
        let Some(last) = decorators.last() else { return whole };
        let mut at = range(last).end as usize;
        let bytes = self.source.as_bytes();
        while let Some(byte) = bytes.get(at) {
            match byte {
                b' ' | b'\t' | b'\x0c' | b'\n' | b'\r' | b'\\' => at += 1,
                b'#' => at += bytes[at..].iter().position(|&b| b == b'\n').unwrap_or(bytes.len() - at),
                _ => break,
            }
        }
        Range { start: at as u32, end: whole.end }
    }

    /// `if … elif … else`: a flat list there, nested `If`s here, built from the last clause backwards.
    fn if_chain(&mut self, node: &'a ruff::StmtIf, end: u32) -> Result<StmtKind> {
        let test = self.boxed(&node.test)?;
        let body = self.body(&node.body)?;
        let outside = self.depth;
        if node.elif_else_clauses.len() > RIGHT as usize {
            return Err(SyntaxError::too_complex());
        }
        let mut clauses = Vec::with_capacity(node.elif_else_clauses.len());
        for clause in &node.elif_else_clauses {
            self.depth += 1;
            let test = clause.test.as_ref().map(|test| self.boxed(test)).transpose()?;
            clauses.push((test, self.body(&clause.body)?, range(clause).start));
        }
        self.depth = outside;
        let mut orelse = Vec::new();
        for (test, body, start) in clauses.into_iter().rev() {
            orelse = match test {
                Some(test) => {
                    vec![Stmt { kind: StmtKind::If { test, body, orelse }, range: Range { start, end } }]
                }
                None => body,
            };
        }
        Ok(StmtKind::If { test, body, orelse })
    }

    fn with_items(&mut self, items: &'a [ruff::WithItem]) -> Result<Vec<WithItem>> {
        let lower = |item: &'a ruff::WithItem| {
            Ok(WithItem {
                context_expr: self.expr(&item.context_expr)?,
                optional_vars: item.optional_vars.as_deref().map(|node| self.expr(node)).transpose()?,
            })
        };
        items.iter().map(lower).collect()
    }

    fn handlers(&mut self, handlers: &'a [ruff::ExceptHandler]) -> Result<Vec<ExceptHandler>> {
        let lower = |ruff::ExceptHandler::ExceptHandler(handler): &'a ruff::ExceptHandler| {
            Ok(ExceptHandler {
                type_: self.optional(&handler.type_)?,
                name: handler.name.as_ref().map(|name| self.name(name)),
                body: self.body(&handler.body)?,
                range: self.with_semicolon(range(handler)),
            })
        };
        handlers.iter().map(lower).collect()
    }

    fn aliases(&mut self, names: &'a [ruff::Alias]) -> Vec<Alias> {
        let lower = |alias: &'a ruff::Alias| Alias {
            name: self.name(&alias.name),
            asname: alias.asname.as_ref().map(|name| self.name(name)),
            range: range(alias),
        };
        names.iter().map(lower).collect()
    }
}

/// Whether the statement owns a block.
fn is_compound(node: &ruff::Stmt) -> bool {
    matches!(
        node,
        ruff::Stmt::FunctionDef(_)
            | ruff::Stmt::ClassDef(_)
            | ruff::Stmt::For(_)
            | ruff::Stmt::While(_)
            | ruff::Stmt::If(_)
            | ruff::Stmt::With(_)
            | ruff::Stmt::Match(_)
            | ruff::Stmt::Try(_)
    )
}
