//! Tuple, list, set and dict displays.

use taipan_bytecode::{Constant, Op};
use taipan_syntax::ast::{Expr, ExprKind};

use super::Compiler;
use crate::error::Result;
use crate::ir::Reg;

/// Longer displays are filled piece by piece, as CPython does.
const MAX_RUN: usize = 30;

fn has_star(elts: &[Expr]) -> bool {
    elts.iter().any(|elt| matches!(elt.kind, ExprKind::Starred { .. }))
}

impl<'a> Compiler<'a> {
    fn push_all(&mut self, elts: &'a [Expr]) -> Result<Reg> {
        let base = self.top();
        for elt in elts {
            self.push(elt)?;
        }
        Ok(base)
    }

    pub(super) fn tuple_display(&mut self, expr: &'a Expr, elts: &'a [Expr], dst: Reg) -> Result {
        if !has_star(elts) && elts.len() <= MAX_RUN {
            let base = self.push_all(elts)?;
            self.pop_run(elts.len() as u32);
            self.at(expr.range);
            self.emit(Op::BUILD_TUPLE, dst, base, elts.len());
            return Ok(());
        }
        let list = self.filled(expr, elts, (Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND))?;
        self.emit(Op::LIST_TO_TUPLE, dst, list, 0);
        Ok(())
    }

    pub(super) fn list_display(&mut self, expr: &'a Expr, elts: &'a [Expr], dst: Reg) -> Result {
        if elts.len() > 2
            && let Some(constant) = self.fold_all(elts)
        {
            return self.through_temporary(dst, |this, list| {
                this.at(expr.range);
                this.emit(Op::BUILD_LIST, list, list, 0);
                this.u.sp += 1;
                let items = this.push_const(constant);
                this.pop(items);
                this.emit(Op::LIST_EXTEND, list, items, 0);
                this.pop(list);
                Ok(())
            });
        }
        if !has_star(elts) && elts.len() <= MAX_RUN {
            let base = self.push_all(elts)?;
            self.pop_run(elts.len() as u32);
            self.at(expr.range);
            self.emit(Op::BUILD_LIST, dst, base, elts.len());
            return Ok(());
        }
        let list = self.filled(expr, elts, (Op::BUILD_LIST, Op::LIST_APPEND, Op::LIST_EXTEND))?;
        self.move_to(dst, list);
        Ok(())
    }

    pub(super) fn set_display(&mut self, expr: &'a Expr, elts: &'a [Expr], dst: Reg) -> Result {
        if !has_star(elts) && elts.len() <= MAX_RUN {
            let base = self.push_all(elts)?;
            self.pop_run(elts.len() as u32);
            self.at(expr.range);
            self.emit(Op::BUILD_SET, dst, base, elts.len());
            return Ok(());
        }
        let set = self.filled(expr, elts, (Op::BUILD_SET, Op::SET_ADD, Op::SET_UPDATE))?;
        self.move_to(dst, set);
        Ok(())
    }

    /// A container in the temporary at the top, filled element by element from the first star on.
    fn filled(&mut self, expr: &'a Expr, elts: &'a [Expr], ops: (Op, Op, Op)) -> Result<Reg> {
        let (build, add, extend) = ops;
        let star = elts.iter().position(|elt| matches!(elt.kind, ExprKind::Starred { .. }));
        let plain = star.filter(|&n| n <= MAX_RUN && elts.len() <= MAX_RUN).unwrap_or(0);
        let base = self.push_all(&elts[..plain])?;
        self.pop_run(plain as u32);
        self.at(expr.range);
        let container = self.alloc();
        self.emit(build, container, base, plain);
        for elt in &elts[plain..] {
            let (op, value) = match &elt.kind {
                ExprKind::Starred { value, .. } => (extend, &**value),
                _ => (add, elt),
            };
            let src = self.operand(value)?;
            self.pop(src);
            self.at(expr.range);
            self.emit(op, container, src, 0);
        }
        self.pop(container);
        Ok(container)
    }

    pub(super) fn dict_display(
        &mut self,
        expr: &'a Expr,
        keys: &'a [Option<Expr>],
        values: &'a [Expr],
        dst: Reg,
    ) -> Result {
        let plain = keys.iter().take_while(|key| key.is_some()).count();
        let first_run = if keys.len() > MAX_RUN { 0 } else { plain };
        let base = self.top();
        for (key, value) in keys[..first_run].iter().zip(values) {
            if let Some(key) = key {
                self.push(key)?;
            }
            self.push(value)?;
        }
        self.u.sp = base.index();
        self.at(expr.range);
        if first_run == keys.len() {
            self.emit(Op::BUILD_MAP, dst, base, first_run);
            return Ok(());
        }
        let dict = self.alloc();
        self.emit(Op::BUILD_MAP, dict, base, first_run);
        for (key, value) in keys.iter().zip(values).skip(first_run) {
            let key = match key {
                Some(key) => Some(self.operand(key)?),
                None => None,
            };
            let value = self.operand(value)?;
            self.pop(value);
            self.at(expr.range);
            match key {
                Some(key) => {
                    self.pop(key);
                    self.emit(Op::MAP_ADD, dict, key, value);
                }
                None => self.emit(Op::DICT_UPDATE, dict, value, 0),
            }
        }
        self.pop(dict);
        self.move_to(dst, dict);
        Ok(())
    }

    /// A tuple of all the elements if they are constants.
    pub(super) fn fold_all(&self, elts: &[Expr]) -> Option<Constant> {
        let items: Option<Vec<Constant>> = elts.iter().map(|elt| self.fold(elt)).collect();
        items.map(|items| Constant::Tuple(items.into()))
    }
}
