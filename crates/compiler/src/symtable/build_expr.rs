//! The first pass over expressions and patterns.

use taipan_syntax::ast::*;
use taipan_syntax::{Range, with_room};

use super::build::{Builder, fail};
use super::{BlockKind, ComprehensionKind, Flags, Role};
use crate::error::Result;

impl Builder {
    pub(super) fn keyword(&mut self, keyword: &Keyword) -> Result {
        if let Some(name) = &keyword.arg {
            self.check_name(name, keyword.range)?;
        }
        self.expr(&keyword.value)
    }

    /// An annotation-like block may not suspend or bind.
    fn refuse_in_annotation(&self, what: &str, range: Range) -> Result {
        let block = self.block();
        let place = match (block.kind, block.scope_info) {
            (BlockKind::Annotation, _) => "an annotation",
            (BlockKind::TypeVariable, Some(info)) => info,
            (BlockKind::TypeVariable, None) => "a TypeVar bound",
            (BlockKind::TypeAlias, _) => "a type alias",
            (BlockKind::TypeParameters, _) => "the definition of a generic",
            _ => return Ok(()),
        };
        fail(format!("{what} cannot be used within {place}"), range)
    }

    fn refuse_in_comprehension(&self, range: Range) -> Result {
        let place = match self.block().comprehension {
            None => return Ok(()),
            Some(ComprehensionKind::List) => "list comprehension",
            Some(ComprehensionKind::Set) => "set comprehension",
            Some(ComprehensionKind::Dict) => "dict comprehension",
            Some(ComprehensionKind::Generator) => "generator expression",
        };
        fail(format!("'yield' inside {place}"), range)
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result {
        with_room(|| self.expr_here(expr))
    }

    fn expr_here(&mut self, expr: &Expr) -> Result {
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => self.named_expr(expr, target, value)?,
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::TemplateStr { values } => {
                self.exprs(values)?;
            }
            ExprKind::BinOp { .. } => {
                let mut chain = vec![expr];
                while let Some(Expr { kind: ExprKind::BinOp { left, .. }, .. }) = chain.last() {
                    chain.push(left);
                }
                let innermost = chain.pop().expect("the chain starts with the node itself");
                self.expr(innermost)?;
                for node in chain.into_iter().rev() {
                    if let ExprKind::BinOp { right, .. } = &node.kind {
                        self.expr(right)?;
                    }
                }
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand)?,
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                self.enter(BlockKind::Function, expr, Role::Body, expr.range, "lambda")?;
                self.parameters(args)?;
                self.expr(body)?;
                self.leave();
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                for key in keys.iter().flatten() {
                    self.expr(key)?;
                }
                self.exprs(values)?;
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)?;
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::List, generators, elt, None)?;
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::Set, generators, elt, None)?;
            }
            ExprKind::DictComp { key, value, generators } => {
                let kind = ComprehensionKind::Dict;
                self.comprehension(expr, kind, generators, key, Some(value))?;
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(expr, ComprehensionKind::Generator, generators, elt, None)?;
            }
            ExprKind::Yield { value } => {
                self.refuse_in_annotation("yield expression", expr.range)?;
                self.opt(value)?;
                self.block_mut().generator = true;
                self.refuse_in_comprehension(expr.range)?;
            }
            ExprKind::YieldFrom { value } => {
                self.refuse_in_annotation("yield expression", expr.range)?;
                self.expr(value)?;
                self.block_mut().generator = true;
                self.refuse_in_comprehension(expr.range)?;
            }
            ExprKind::Await { value } => {
                self.refuse_in_annotation("await expression", expr.range)?;
                let block = self.block();
                let top_level = self.top_level_await && block.kind == BlockKind::Module;
                if !block.is_function_like() && !top_level {
                    return fail("'await' outside function", expr.range);
                }
                let async_here = block.coroutine || block.comprehension.is_some() || top_level;
                if !async_here {
                    return fail("'await' outside async function", expr.range);
                }
                self.expr(value)?;
                self.block_mut().coroutine = true;
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)?;
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                let mut seen: Vec<&Name> = Vec::new();
                for keyword in keywords {
                    if let Some(name) = &keyword.arg {
                        if seen.contains(&name) {
                            return fail(format!("keyword argument repeated: {name}"), keyword.range);
                        }
                        seen.push(name);
                    }
                    self.keyword(keyword)?;
                }
            }
            ExprKind::FormattedValue { value, format_spec, .. }
            | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec)?;
            }
            ExprKind::Constant { .. } => {}
            ExprKind::Attribute { value, attr, ctx } => {
                if *ctx == ExprContext::Store {
                    self.check_name(attr, expr.range)?;
                }
                self.expr(value)?;
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)?;
            }
            ExprKind::Starred { value, .. } => self.expr(value)?,
            ExprKind::Slice { lower, upper, step } => {
                self.opt(lower)?;
                self.opt(upper)?;
                self.opt(step)?;
            }
            ExprKind::Name { id, ctx } => {
                if *ctx == ExprContext::Del && id == "__debug__" {
                    return fail("cannot delete __debug__", expr.range);
                }
                let flags = if *ctx == ExprContext::Load { Flags::USE } else { Flags::LOCAL };
                self.define(id, flags, expr.range)?;
                if *ctx == ExprContext::Load && id == "super" && self.block().is_function_like() {
                    self.use_name("__class__")?;
                }
            }
        }
        Ok(())
    }

    fn named_expr(&mut self, expr: &Expr, target: &Expr, value: &Expr) -> Result {
        self.refuse_in_annotation("named expression", expr.range)?;
        if self.block().in_comp_iter > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return fail(message, expr.range);
        }
        if let ExprKind::Name { id, .. } = &target.kind {
            if self.block().comprehension.is_some() {
                self.extend_named_expr(id, target.range)?;
            } else {
                let mangled = self.mangled(id);
                self.block_mut().walrus.push(mangled);
            }
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// `:=` in a comprehension binds in the block around all comprehensions.
    fn extend_named_expr(&mut self, name: &Name, range: Range) -> Result {
        let mangled = self.mangled(name);
        for depth in (0..self.stack.len()).rev() {
            let id = self.stack[depth];
            let block = self.table.block(id);
            if block.comprehension.is_some() {
                if block.flags(&mangled).contains(Flags::COMP_ITER | Flags::LOCAL) {
                    let message = format!(
                        "assignment expression cannot rebind comprehension iteration variable '{name}'"
                    );
                    return fail(message, range);
                }
                continue;
            }
            let saved = self.stack.split_off(depth + 1);
            let outer = match block.kind {
                BlockKind::Function => {
                    let global = block.flags(&mangled).contains(Flags::GLOBAL);
                    self.define(name, Flags::LOCAL, range)?;
                    self.block_mut().walrus.push(mangled.clone());
                    if global { Flags::GLOBAL } else { Flags::NONLOCAL }
                }
                BlockKind::Module => {
                    self.define(name, Flags::GLOBAL, range)?;
                    Flags::GLOBAL
                }
                BlockKind::Class => {
                    return fail(
                        "assignment expression within a comprehension cannot be used in a class body",
                        range,
                    );
                }
                BlockKind::TypeParameters => {
                    let message = "assignment expression within a comprehension cannot be used within the definition of a generic";
                    return fail(message, range);
                }
                BlockKind::TypeAlias => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a type alias";
                    return fail(message, range);
                }
                BlockKind::TypeVariable => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a TypeVar bound";
                    return fail(message, range);
                }
                BlockKind::Annotation => {
                    return fail("named expression cannot be used within an annotation", range);
                }
            };
            self.stack.extend(saved);
            self.define(name, outer, range)?;
            return Ok(());
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        expr: &Expr,
        kind: ComprehensionKind,
        generators: &[Comprehension],
        elt: &Expr,
        value: Option<&Expr>,
    ) -> Result {
        let Some(outermost) = generators.first() else {
            return fail("comprehension with no generators", expr.range);
        };
        self.block_mut().in_comp_iter += 1;
        self.expr(&outermost.iter)?;
        self.block_mut().in_comp_iter -= 1;
        let name = match kind {
            ComprehensionKind::List => "listcomp",
            ComprehensionKind::Set => "setcomp",
            ComprehensionKind::Dict => "dictcomp",
            ComprehensionKind::Generator => "genexpr",
        };
        self.enter(BlockKind::Function, expr, Role::Body, expr.range, name)?;
        {
            let block = self.block_mut();
            block.comprehension = Some(kind);
            block.coroutine = outermost.is_async;
        }
        self.define_raw(&Name::new(".0"), Flags::PARAM, Range::default())?;
        self.comprehension_target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        for generator in &generators[1..] {
            self.comprehension_target(&generator.target)?;
            self.block_mut().in_comp_iter += 1;
            self.expr(&generator.iter)?;
            self.block_mut().in_comp_iter -= 1;
            self.exprs(&generator.ifs)?;
            if generator.is_async {
                self.block_mut().coroutine = true;
            }
        }
        if let Some(value) = value {
            self.expr(value)?;
        }
        self.expr(elt)?;
        let is_generator = kind == ComprehensionKind::Generator;
        self.block_mut().generator = is_generator;
        let is_async = self.block().coroutine && !is_generator;
        self.leave();
        if is_async {
            self.block_mut().coroutine = true;
        }
        Ok(())
    }

    fn comprehension_target(&mut self, target: &Expr) -> Result {
        self.block_mut().in_comp_target = true;
        self.expr(target)?;
        self.block_mut().in_comp_target = false;
        Ok(())
    }

    pub(super) fn pattern(&mut self, pattern: &Pattern) -> Result {
        let patterns =
            |builder: &mut Self, list: &[Pattern]| list.iter().try_for_each(|p| builder.pattern(p));
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.expr(value),
            PatternKind::MatchSingleton { .. } => Ok(()),
            PatternKind::MatchSequence { patterns: list } | PatternKind::MatchOr { patterns: list } => {
                patterns(self, list)
            }
            PatternKind::MatchMapping { keys, patterns: list, rest } => {
                self.exprs(keys)?;
                patterns(self, list)?;
                self.capture(rest, pattern.range)
            }
            PatternKind::MatchClass { cls, patterns: list, kwd_attrs, kwd_patterns } => {
                self.expr(cls)?;
                patterns(self, list)?;
                for (attr, inner) in kwd_attrs.iter().zip(kwd_patterns) {
                    self.check_name(attr, inner.range)?;
                }
                patterns(self, kwd_patterns)
            }
            PatternKind::MatchStar { name } => self.capture(name, pattern.range),
            PatternKind::MatchAs { pattern: inner, name } => {
                if let Some(inner) = inner {
                    self.pattern(inner)?;
                }
                self.capture(name, pattern.range)
            }
        }
    }

    fn capture(&mut self, name: &Option<Name>, range: Range) -> Result {
        match name {
            Some(name) => self.define(name, Flags::LOCAL, range),
            None => Ok(()),
        }
    }
}
