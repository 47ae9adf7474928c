//! `match`: patterns as chains of tests.
//!
//! While a pattern is tested nothing is released: every temporary from the height of the pattern up to the current
//! one is full, and captured values stay where they were found. So a failed test only has to release a run of
//! temporaries, by falling through a ladder of `POP_TOP`s whose rung is its height, and names are bound only when
//! the whole pattern has matched.

use taipan_bytecode::{Constant, Op};
use taipan_syntax::Range;
use taipan_syntax::ast::{self, Expr, ExprKind, MatchCase, Name, Pattern, PatternKind};

use super::Compiler;
use super::call::name_tuple;
use crate::error::Result;
use crate::ir::{Label, Reg};

struct Context<'a> {
    /// The height below which failing releases nothing.
    base: u32,
    /// Where to go on failure, by how many temporaries stand above `base`.
    fails: Vec<Label>,
    captures: Vec<(&'a Name, Reg)>,
    allow_irrefutable: bool,
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::MatchAs { pattern: None, name: None })
}

fn is_star_wildcard(pattern: &Pattern) -> bool {
    matches!(pattern.kind, PatternKind::MatchStar { name: None })
}

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Result {
        let subject = self.push(subject)?;
        let end = self.label();
        for (position, case) in cases.iter().enumerate() {
            let mut context = Context {
                base: self.u.sp,
                fails: vec![self.label()],
                captures: Vec::new(),
                allow_irrefutable: case.guard.is_some() || position + 1 == cases.len(),
            };
            self.pattern(&case.pattern, subject, &mut context)?;
            self.at(case.pattern.range);
            if position > 0 && position + 1 == cases.len() && is_wildcard(&case.pattern) {
                // `case _` tests nothing, but whoever traces lines comes by.
                self.emit(Op::NOP, 0, 0, 0);
            }
            self.bind_captures(&mut context);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, context.fails[0], false)?;
            }
            self.nowhere();
            self.emit(Op::POP_TOP, subject, 0, 0);
            self.u.sp = subject.index();
            self.conditional_stmts(&case.body)?;
            self.nowhere();
            self.jump(end);
            self.u.sp = context.base;
            self.fail_ladder(&context);
        }
        self.nowhere();
        self.discard(subject);
        self.place(end);
        Ok(())
    }

    /// Where to go when a test fails at the current height.
    fn fail(&mut self, context: &mut Context<'a>) -> Label {
        let height = (self.u.sp - context.base) as usize;
        while context.fails.len() <= height {
            let label = self.label();
            context.fails.push(label);
        }
        context.fails[height]
    }

    fn fail_ladder(&mut self, context: &Context<'a>) {
        self.nowhere();
        for (height, &label) in context.fails.iter().enumerate().rev() {
            self.place(label);
            if height > 0 {
                let reg = Reg::temporary(context.base + height as u32 - 1);
                self.emit(Op::POP_TOP, reg, 0, 0);
            }
        }
    }

    /// Binds the names and releases every temporary above the base.
    fn bind_captures(&mut self, context: &mut Context<'a>) {
        let captures = std::mem::take(&mut context.captures);
        for (name, reg) in captures {
            let copy = match self.store_destination(name) {
                Some(local) => local,
                None => self.top(),
            };
            self.emit(Op::COPY, copy, reg, 0);
            if copy.is_temporary() {
                self.store_name(name, copy);
            }
        }
        while self.u.sp > context.base {
            self.u.sp -= 1;
            let reg = Reg::temporary(self.u.sp);
            self.emit(Op::POP_TOP, reg, 0, 0);
        }
    }

    fn capture(
        &mut self,
        name: Option<&'a Name>,
        reg: Reg,
        range: Range,
        context: &mut Context<'a>,
    ) -> Result {
        let Some(name) = name else { return Ok(()) };
        if context.captures.iter().any(|(known, _)| *known == name) {
            return self.error(format!("multiple assignments to name '{name}' in pattern"), range);
        }
        context.captures.push((name, reg));
        Ok(())
    }

    /// A copy of a kept value at the top, to be consumed by the next instruction.
    fn test_copy(&mut self, reg: Reg) -> Reg {
        let copy = self.top();
        self.emit(Op::COPY, copy, reg, 0);
        copy
    }

    fn pattern(&mut self, pattern: &'a Pattern, subject: Reg, context: &mut Context<'a>) -> Result {
        self.at(pattern.range);
        match &pattern.kind {
            PatternKind::MatchValue { value } => self.pattern_value(pattern, value, subject, context),
            PatternKind::MatchSingleton { value } => {
                let copy = self.test_copy(subject);
                let fail = self.fail(context);
                match value {
                    ast::Constant::None => self.jump_op(Op::JUMP_IF_NOT_NONE, copy, 0, 0, fail),
                    _ => {
                        self.u.sp += 1;
                        let wanted = self.push_const(crate::constants::literal(value));
                        self.pop(wanted);
                        self.u.sp -= 1;
                        self.jump_op(Op::JUMP_IF_IS, copy, wanted, false, fail);
                    }
                }
                Ok(())
            }
            PatternKind::MatchSequence { patterns } => {
                self.pattern_sequence(pattern, patterns, subject, context)
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.pattern_mapping(pattern, keys, patterns, rest.as_ref(), subject, context)
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.pattern_class(pattern, cls, patterns, kwd_attrs, kwd_patterns, subject, context)
            }
            PatternKind::MatchStar { name } => self.capture(name.as_ref(), subject, pattern.range, context),
            PatternKind::MatchAs { pattern: inner, name } => {
                let Some(inner) = inner else {
                    if !context.allow_irrefutable {
                        let message = match name {
                            Some(name) => {
                                format!("name capture '{name}' makes remaining patterns unreachable")
                            }
                            None => "wildcard makes remaining patterns unreachable".to_owned(),
                        };
                        return self.error(message, pattern.range);
                    }
                    return self.capture(name.as_ref(), subject, pattern.range, context);
                };
                self.pattern(inner, subject, context)?;
                self.capture(name.as_ref(), subject, pattern.range, context)
            }
            PatternKind::MatchOr { patterns } => self.pattern_or(pattern, patterns, subject, context),
        }
    }

    /// A pattern inside another one: there it may match anything.
    fn subpattern(&mut self, pattern: &'a Pattern, subject: Reg, context: &mut Context<'a>) -> Result {
        let before = std::mem::replace(&mut context.allow_irrefutable, true);
        self.pattern(pattern, subject, context)?;
        context.allow_irrefutable = before;
        Ok(())
    }

    fn pattern_value(
        &mut self,
        pattern: &'a Pattern,
        value: &'a Expr,
        subject: Reg,
        context: &mut Context<'a>,
    ) -> Result {
        let constant = self.fold(value);
        let literal = constant.is_some() && !matches!(value.kind, ExprKind::JoinedStr { .. });
        if !literal && !matches!(value.kind, ExprKind::Attribute { .. }) {
            return self.error("patterns may only match literals and attribute lookups", pattern.range);
        }
        let copy = self.test_copy(subject);
        let fail = self.fail(context);
        self.u.sp += 1;
        let right = self.right_operand(value)?;
        self.at(pattern.range);
        match right {
            super::expr::Right::Register(right) => {
                self.pop(right);
                self.jump_op(Op::JUMP_IF_EQ, copy, right, false, fail);
            }
            super::expr::Right::Constant(index) => {
                self.jump_op(Op::JUMP_IF_EQ_CONST, copy, index, false, fail);
            }
        }
        self.u.sp -= 1;
        Ok(())
    }

    /// Fails unless the length of `subject` compares as wanted.
    fn check_length(&mut self, subject: Reg, fail_op: Op, length: usize, context: &mut Context<'a>) {
        let measured = self.top();
        self.emit(Op::GET_LEN, measured, subject, 0);
        let fail = self.fail(context);
        let wanted = self.constant(Constant::Int(length as i64));
        if wanted <= u32::from(u16::MAX) {
            self.jump_op(fail_op, measured, wanted, true, fail);
            return;
        }
        self.u.sp += 1;
        let wanted = self.push_const(Constant::Int(length as i64));
        self.pop_run(2);
        let op = if fail_op == Op::JUMP_IF_LT_CONST { Op::JUMP_IF_LT } else { Op::JUMP_IF_NE };
        self.jump_op(op, measured, wanted, true, fail);
    }

    fn pattern_sequence(
        &mut self,
        pattern: &'a Pattern,
        patterns: &'a [Pattern],
        subject: Reg,
        context: &mut Context<'a>,
    ) -> Result {
        let size = patterns.len();
        let mut star = None;
        for (position, inner) in patterns.iter().enumerate() {
            if matches!(inner.kind, PatternKind::MatchStar { .. }) {
                if star.is_some() {
                    return self.error("multiple starred names in sequence pattern", pattern.range);
                }
                star = Some(position);
            }
        }
        let only_wildcards = patterns.iter().all(|p| is_wildcard(p) || is_star_wildcard(p));
        let verdict = self.top();
        self.emit(Op::MATCH_SEQUENCE, verdict, subject, 0);
        let fail = self.fail(context);
        self.jump_op(Op::JUMP_IF_FALSE, verdict, 0, 0, fail);
        match star {
            None => self.check_length(subject, Op::JUMP_IF_NE_CONST, size, context),
            Some(_) if size > 1 => self.check_length(subject, Op::JUMP_IF_LT_CONST, size - 1, context),
            Some(_) => {}
        }
        if only_wildcards {
            return Ok(());
        }
        if let Some(star) = star
            && is_star_wildcard(&patterns[star])
        {
            return self.pattern_subscripts(patterns, star, subject, context);
        }
        let copy = self.test_copy(subject);
        let base = self.alloc_run(size as u32);
        match star {
            Some(star) => {
                if star >= 256 || size - star > 1 << 23 {
                    return self
                        .error("too many expressions in star-unpacking sequence pattern", pattern.range);
                }
                self.emit_word(Op::UNPACK_EX, base, copy, size, star as u32);
            }
            None => self.emit(Op::UNPACK_SEQUENCE, base, copy, size),
        }
        for (position, inner) in patterns.iter().enumerate() {
            self.subpattern(inner, base.plus(position as u32), context)?;
        }
        Ok(())
    }

    /// Items around a `*_` are fetched one by one.
    fn pattern_subscripts(
        &mut self,
        patterns: &'a [Pattern],
        star: usize,
        subject: Reg,
        context: &mut Context<'a>,
    ) -> Result {
        for (position, inner) in patterns.iter().enumerate() {
            if is_wildcard(inner) || position == star {
                continue;
            }
            self.at(inner.range);
            let item = self.test_copy(subject);
            self.u.sp += 1;
            let index = if position < star {
                self.push_const(Constant::Int(position as i64))
            } else {
                let length = self.alloc();
                self.emit(Op::GET_LEN, length, subject, 0);
                let back = self.push_const(Constant::Int((patterns.len() - position) as i64));
                self.pop(back);
                self.emit_word(Op::SUBTRACT, length, length, back, 0);
                length
            };
            self.pop(index);
            self.emit(Op::GET_ITEM, item, item, index);
            self.subpattern(inner, item, context)?;
        }
        Ok(())
    }

    fn pattern_mapping(
        &mut self,
        pattern: &'a Pattern,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Name>,
        subject: Reg,
        context: &mut Context<'a>,
    ) -> Result {
        let verdict = self.top();
        self.emit(Op::MATCH_MAPPING, verdict, subject, 0);
        let fail = self.fail(context);
        self.jump_op(Op::JUMP_IF_FALSE, verdict, 0, 0, fail);
        if !keys.is_empty() {
            self.check_length(subject, Op::JUMP_IF_LT_CONST, keys.len(), context);
        }
        self.check_mapping_keys(pattern, keys)?;
        if keys.is_empty() && rest.is_none() {
            return Ok(());
        }
        let wanted = self.top();
        for key in keys {
            self.push(key)?;
        }
        self.u.sp = wanted.index() + 1;
        self.at(pattern.range);
        self.emit(Op::BUILD_TUPLE, wanted, wanted, keys.len());
        let values = self.alloc();
        self.emit(Op::MATCH_KEYS, values, subject, wanted);
        let copy = self.test_copy(values);
        let fail = self.fail(context);
        self.jump_op(Op::JUMP_IF_NONE, copy, 0, 0, fail);
        self.pop(values);
        let base = self.alloc_run(keys.len() as u32);
        self.emit(Op::UNPACK_SEQUENCE, base, values, keys.len());
        if rest.is_some() {
            // A dict of what is left: a copy, less the keys.
            let left = self.alloc();
            self.emit(Op::BUILD_MAP, left, left, 0);
            let all = self.test_copy(subject);
            self.emit(Op::DICT_UPDATE, left, all, 0);
            let run = self.alloc_run(keys.len() as u32 + 1);
            self.emit(Op::COPY, run, wanted, 0);
            self.emit(Op::UNPACK_SEQUENCE, run, run, keys.len());
            let copy = run.plus(keys.len() as u32);
            for position in 0..keys.len() as u32 {
                self.emit(Op::COPY, copy, left, 0);
                self.emit(Op::DELETE_ITEM, copy, run.plus(position), 0);
            }
            self.pop_run(keys.len() as u32 + 1);
            self.capture(rest, left, pattern.range, context)?;
        }
        for (position, inner) in patterns.iter().enumerate() {
            self.subpattern(inner, base.plus(position as u32), context)?;
        }
        Ok(())
    }

    fn check_mapping_keys(&mut self, pattern: &Pattern, keys: &[Expr]) -> Result {
        let mut seen: Vec<Constant> = Vec::new();
        for key in keys {
            match self.fold(key) {
                Some(constant) => {
                    if seen.iter().any(|known| same_key(known, &constant)) {
                        let shown = show_constant(&constant);
                        let message = format!("mapping pattern checks duplicate key ({shown})");
                        return self.error(message, pattern.range);
                    }
                    seen.push(constant);
                }
                None if matches!(key.kind, ExprKind::Attribute { .. }) => {}
                None => {
                    let message = "mapping pattern keys may only match literals and attribute lookups";
                    return self.error(message, pattern.range);
                }
            }
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one class pattern")]
    fn pattern_class(
        &mut self,
        pattern: &'a Pattern,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        kwd_attrs: &'a [Name],
        kwd_patterns: &'a [Pattern],
        subject: Reg,
        context: &mut Context<'a>,
    ) -> Result {
        for (position, attr) in kwd_attrs.iter().enumerate() {
            if let Some(again) = kwd_attrs[position + 1..].iter().position(|other| other == attr) {
                let range = kwd_patterns[position + 1 + again].range;
                let message = format!("attribute name repeated in class pattern: {attr}");
                return self.error(message, range);
            }
        }
        let class = self.operand(cls)?;
        self.pop(class);
        self.at(pattern.range);
        let names = self.constant(name_tuple(kwd_attrs));
        let values = self.alloc();
        self.emit_words(Op::MATCH_CLASS, values, subject, class, [patterns.len() as u32, names]);
        let copy = self.test_copy(values);
        let fail = self.fail(context);
        self.jump_op(Op::JUMP_IF_NONE, copy, 0, 0, fail);
        self.pop(values);
        let count = patterns.len() + kwd_patterns.len();
        let base = self.alloc_run(count as u32);
        self.emit(Op::UNPACK_SEQUENCE, base, values, count);
        for (position, inner) in patterns.iter().chain(kwd_patterns).enumerate() {
            self.subpattern(inner, base.plus(position as u32), context)?;
        }
        Ok(())
    }

    fn pattern_or(
        &mut self,
        pattern: &'a Pattern,
        patterns: &'a [Pattern],
        subject: Reg,
        context: &mut Context<'a>,
    ) -> Result {
        let matched = self.label();
        let base = self.u.sp;
        let irrefutable = context.allow_irrefutable;
        // The names in the order of the first alternative: where all alternatives leave them.
        let mut names: Option<Vec<&'a Name>> = None;
        for (position, alternative) in patterns.iter().enumerate() {
            let last = position + 1 == patterns.len();
            let mut inner = Context {
                base,
                fails: vec![self.label()],
                captures: Vec::new(),
                allow_irrefutable: last && irrefutable,
            };
            self.pattern(alternative, subject, &mut inner)?;
            self.at(pattern.range);
            let order = match &names {
                Some(order) => {
                    let same = order.len() == inner.captures.len()
                        && order.iter().all(|name| inner.captures.iter().any(|(known, _)| known == name));
                    if !same {
                        return self.error("alternative patterns bind different names", pattern.range);
                    }
                    order.clone()
                }
                None => {
                    let order: Vec<&'a Name> = inner.captures.iter().map(|&(name, _)| name).collect();
                    names = Some(order.clone());
                    order
                }
            };
            self.settle_captures(&inner, &order);
            self.jump(matched);
            self.u.sp = base;
            self.fail_ladder(&inner);
        }
        self.at(pattern.range);
        let fail = self.fail(context);
        self.jump(fail);
        self.place(matched);
        let names = names.unwrap_or_default();
        let run = self.alloc_run(names.len() as u32);
        for (position, name) in names.into_iter().enumerate() {
            self.capture(Some(name), run.plus(position as u32), pattern.range, context)?;
        }
        Ok(())
    }

    /// Brings the captures of an alternative to the bottom, in order, and releases the rest.
    fn settle_captures(&mut self, context: &Context<'a>, order: &[&'a Name]) {
        let height = self.u.sp;
        let copies = self.alloc_run(order.len() as u32);
        for (position, name) in order.iter().enumerate() {
            let found = context.captures.iter().find(|(known, _)| known == name);
            if let Some(&(_, reg)) = found {
                self.emit(Op::COPY, copies.plus(position as u32), reg, 0);
            }
        }
        for index in (context.base..height).rev() {
            self.emit(Op::POP_TOP, Reg::temporary(index), 0, 0);
        }
        if height != context.base {
            for position in 0..order.len() as u32 {
                let target = Reg::temporary(context.base + position);
                self.emit(Op::MOVE, target, copies.plus(position), 0);
            }
        }
        self.u.sp = context.base;
    }
}

fn same_key(a: &Constant, b: &Constant) -> bool {
    let number = |c: &Constant| match c {
        Constant::Bool(value) => Some(f64::from(u8::from(*value))),
        Constant::Int(value) if value.unsigned_abs() < 1 << 53 => Some(*value as f64),
        Constant::Float(value) => Some(*value),
        Constant::Complex { real, imag } if *imag == 0.0 => Some(*real),
        _ => None,
    };
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return a == b;
    }
    match (a, b) {
        (Constant::None, Constant::None) => true,
        (Constant::Int(a), Constant::Int(b)) => a == b,
        (Constant::BigInt(a), Constant::BigInt(b)) => a == b,
        (Constant::Str(a), Constant::Str(b)) | (Constant::Bytes(a), Constant::Bytes(b)) => a == b,
        (Constant::Complex { real: a, imag: b }, Constant::Complex { real: c, imag: d }) => a == c && b == d,
        _ => false,
    }
}

fn show_constant(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(value) => value.to_string(),
        Constant::Str(text) => format!("'{}'", String::from_utf8_lossy(text)),
        Constant::Bytes(bytes) => format!("b'{}'", bytes.escape_ascii()),
        Constant::Float(value) => format!("{value:?}"),
        _ => "...".to_owned(),
    }
}
