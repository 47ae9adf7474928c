//! Calls: positional windows, methods, keywords, unpacking, and the attributes of `super()`.

use std::sync::Arc;

use taipan_bytecode::{Constant, Location, Op};
use taipan_syntax::Range;
use taipan_syntax::ast::{Expr, ExprContext, ExprKind, Keyword, Name};

use super::Compiler;
use super::unit::UnitKind;
use crate::constants;
use crate::error::Result;
use crate::ir::Reg;
use crate::symtable::{Place, SymbolTable};

/// More arguments than this go through a tuple.
const MAX_WINDOW: usize = 200;

/// `super`, its class and its object in three temporaries.
pub(super) struct SuperBase {
    pub(super) register: Reg,
    pub(super) zero_argument: bool,
    pub(super) range: Range,
}

/// Which ops call what stands at the base of a window.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Callee {
    /// One register.
    Value,
    /// A method pair.
    Pair,
}

fn needs_unpacking(args: &[Expr], keywords: &[Keyword]) -> bool {
    args.len() + keywords.len() > MAX_WINDOW
        || args.iter().any(|arg| matches!(arg.kind, ExprKind::Starred { .. }))
        || keywords.iter().any(|keyword| keyword.arg.is_none())
}

impl<'a> Compiler<'a> {
    pub(super) fn call(
        &mut self,
        expr: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: Reg,
    ) -> Result {
        self.check_caller(func);
        let location = self.locate(expr.range);
        if needs_unpacking(args, keywords) {
            let base = self.push(func)?;
            return self.call_unpacking(base, &[], args, None, keywords, location, dst);
        }
        if let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = &func.kind {
            return self.call_method(func, value, attr, args, keywords, location, dst);
        }
        let base = self.push(func)?;
        self.call_window(base, Callee::Value, &[], args, None, keywords, location, dst)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one call expression")]
    fn call_method(
        &mut self,
        func: &'a Expr,
        value: &'a Expr,
        attr: &'a Name,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        location: Location,
        dst: Reg,
    ) -> Result {
        let base;
        if let Some(parts) = self.push_super(func, value, attr)? {
            self.pop_run(3);
            base = self.alloc_run(2);
            let index = self.name_index(attr);
            self.u.location = self.locate(parts.range);
            let info = u32::from(parts.zero_argument);
            self.emit_words(Op::LOAD_SUPER_METHOD, base, parts.register, 0, [index, info]);
        } else {
            let object = self.operand(value)?;
            self.pop(object);
            base = self.alloc_run(2);
            let index = self.name_index(attr);
            self.u.location = self.attribute_location(self.locate(func.range), func, attr);
            self.emit_word(Op::LOAD_METHOD, base, object, 0, index);
        }
        let location = self.attribute_location(location, func, attr);
        self.call_window(base, Callee::Pair, &[], args, None, keywords, location, dst)
    }

    /// Calls what stands at `base`; `leading` arguments are there already, right behind it.
    #[expect(clippy::too_many_arguments, reason = "the parts of one call expression")]
    pub(super) fn call_window(
        &mut self,
        base: Reg,
        callee: Callee,
        leading: &[Reg],
        args: &'a [Expr],
        trailing: Option<&Name>,
        keywords: &'a [Keyword],
        location: Location,
        dst: Reg,
    ) -> Result {
        for arg in args {
            self.push(arg)?;
        }
        let count = leading.len() + args.len() + keywords.len() + usize::from(trailing.is_some());
        if let Some(name) = trailing {
            let reg = self.alloc();
            self.u.sp -= 1;
            self.load_name(name, reg);
            self.u.sp += 1;
        }
        for keyword in keywords {
            self.push(&keyword.value)?;
        }
        self.u.sp = base.index();
        self.u.location = location;
        if keywords.is_empty() {
            let op = if callee == Callee::Value { Op::CALL } else { Op::CALL_METHOD };
            self.emit(op, dst, base, count);
            return Ok(());
        }
        let names = keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
        let names = name_tuple(names);
        let names = self.constant(names);
        let op = if callee == Callee::Value { Op::CALL_KW } else { Op::CALL_METHOD_KW };
        self.emit_word(op, dst, base, count, names);
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one call expression")]
    /// A call with `*` or `**`. The `leading` temporaries right behind the callable are its first arguments.
    pub(super) fn call_unpacking(
        &mut self,
        base: Reg,
        leading: &[Reg],
        args: &'a [Expr],
        trailing: Option<&Name>,
        keywords: &'a [Keyword],
        location: Location,
        dst: Reg,
    ) -> Result {
        self.u.location = location;
        match (leading, args) {
            ([], [Expr { kind: ExprKind::Starred { value, .. }, .. }]) => {
                let src = self.operand(value)?;
                self.pop(src);
                self.u.location = location;
                let tuple = self.alloc();
                self.emit(Op::TUPLE_ARGUMENTS, tuple, src, base);
            }
            _ => self.push_arguments_tuple(leading, args, trailing, location)?,
        }
        let dict = base.plus(2);
        debug_assert_eq!(self.u.sp, dict.index());
        self.push_keywords(base, keywords, location)?;
        self.u.sp = base.index();
        self.u.location = location;
        self.emit(Op::CALL_EX, dst, base, 0);
        Ok(())
    }

    /// The positional arguments as one tuple in a new temporary, which takes the place of the leading ones.
    fn push_arguments_tuple(
        &mut self,
        leading: &[Reg],
        args: &'a [Expr],
        trailing: Option<&Name>,
        location: Location,
    ) -> Result {
        let stars = args.iter().position(|arg| matches!(arg.kind, ExprKind::Starred { .. }));
        let plain = stars.unwrap_or(args.len()).min(MAX_WINDOW);
        let first = match leading.first() {
            Some(&reg) => reg,
            None => self.top(),
        };
        for arg in &args[..plain] {
            self.push(arg)?;
        }
        let count = leading.len() + plain;
        self.u.sp = first.index();
        self.u.location = location;
        let list = self.alloc();
        if plain == args.len() && trailing.is_none() {
            self.emit(Op::BUILD_TUPLE, list, first, count);
            return Ok(());
        }
        self.emit(Op::BUILD_LIST, list, first, count);
        for arg in &args[plain..] {
            if let ExprKind::Starred { value, .. } = &arg.kind {
                let src = self.operand(value)?;
                self.pop(src);
                self.u.location = location;
                self.emit_word(Op::LIST_EXTEND, list, src, 0, 1);
            } else {
                let src = self.operand(arg)?;
                self.pop(src);
                self.u.location = location;
                self.emit(Op::LIST_APPEND, list, src, 0);
            }
        }
        if let Some(name) = trailing {
            let reg = self.top();
            self.load_name(name, reg);
            self.emit(Op::LIST_APPEND, list, reg, 0);
        }
        self.emit(Op::LIST_TO_TUPLE, list, list, 0);
        Ok(())
    }

    /// The keyword arguments as one dict, or NULL, in a new temporary.
    fn push_keywords(&mut self, callable: Reg, keywords: &'a [Keyword], location: Location) -> Result {
        let dict = self.alloc();
        if keywords.is_empty() {
            self.emit(Op::LOAD_NULL, dict, 0, 0);
            return Ok(());
        }
        let mut rest = keywords;
        let mut have_dict = false;
        while let Some(first) = rest.first() {
            let named = rest.iter().take_while(|keyword| keyword.arg.is_some()).count();
            if named == 0 {
                if !have_dict {
                    self.u.location = location;
                    self.emit(Op::BUILD_MAP, dict, dict, 0);
                    have_dict = true;
                }
                let src = self.operand(&first.value)?;
                self.pop(src);
                self.u.location = location;
                self.emit(Op::DICT_MERGE, dict, src, callable);
                rest = &rest[1..];
                continue;
            }
            let (group, tail) = rest.split_at(named);
            rest = tail;
            let group_dict = if have_dict { self.alloc() } else { dict };
            for (chunk_index, chunk) in group.chunks(MAX_WINDOW).enumerate() {
                let target = if chunk_index == 0 { group_dict } else { self.alloc() };
                let pairs = if target == group_dict && !have_dict {
                    self.u.sp = dict.index();
                    dict
                } else {
                    self.u.sp = target.index();
                    target
                };
                for keyword in chunk {
                    let name = keyword.arg.as_ref().expect("the group has named keywords only");
                    let name = constants::text(name);
                    self.u.location = location;
                    self.push_const(name);
                    self.push(&keyword.value)?;
                }
                self.u.sp = pairs.index();
                self.u.location = location;
                let built = self.alloc();
                self.emit(Op::BUILD_MAP, built, pairs, chunk.len());
                if have_dict {
                    self.pop(built);
                    self.emit(Op::DICT_MERGE, dict, built, callable);
                }
                have_dict = true;
            }
            self.u.sp = dict.index() + 1;
        }
        Ok(())
    }

    /// `super().name` and `super(C, o).name` need no super object, where `super` is the builtin for all we can see.
    pub(super) fn push_super(
        &mut self,
        attribute: &'a Expr,
        value: &'a Expr,
        attr: &Name,
    ) -> Result<Option<SuperBase>> {
        let ExprKind::Call { func, args, keywords } = &value.kind else { return Ok(None) };
        let ExprKind::Name { id, .. } = &func.kind else { return Ok(None) };
        if id != "super" || attr == "__class__" || !keywords.is_empty() || !self.super_is_builtin(id) {
            return Ok(None);
        }
        let zero_argument = match args.as_slice() {
            [] => self.zero_argument_super(),
            [a, b] => {
                if [a, b].iter().any(|arg| matches!(arg.kind, ExprKind::Starred { .. })) {
                    return Ok(None);
                }
                false
            }
            _ => return Ok(None),
        };
        if args.is_empty() && !zero_argument {
            return Ok(None);
        }
        let register = self.push(func)?;
        if let [a, b] = args.as_slice() {
            self.push(a)?;
            self.push(b)?;
        } else {
            self.at(value.range);
            let class = self.alloc();
            let cell = self.u.cell("__class__").expect("zero_argument_super found it");
            self.emit(Op::LOAD_DEREF, class, cell, 0);
            let first = Name::new(&self.u.locals[0].name.clone());
            let object = self.top();
            let variable = self.resolve_mangled(&first);
            self.load_variable(variable, &first, object);
            self.u.sp += 1;
        }
        Ok(Some(SuperBase { register, zero_argument, range: attribute.range }))
    }

    fn super_is_builtin(&self, name: &Name) -> bool {
        if self.block().place(name) != Place::GlobalImplicit {
            return false;
        }

        self.table.block(SymbolTable::TOP).place(name) == Place::Unknown
    }

    fn zero_argument_super(&self) -> bool {
        matches!(self.u.kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda)
            && self.u.comprehensions.is_empty()
            && self.u.arg_count > 0
            && self.block().place("__class__") == Place::Free
    }
}

/// A tuple of names as one constant.
pub(super) fn name_tuple<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Constant {
    let names: Vec<Constant> = names.into_iter().map(|name| constants::text(name.as_ref())).collect();
    Constant::Tuple(Arc::from(names))
}
