//! Generic functions, classes and type aliases (PEP 695, PEP 696): the scope that holds their type parameters is a
//! function that is called at once.

use taipan_bytecode::{Constant, FunctionAttribute, Intrinsic, Op};
use taipan_syntax::ast::{ClassDef, Expr, ExprKind, FunctionDef, Name, Stmt, TypeParam, TypeParamKind};

use super::Compiler;
use super::function::Attributes;
use super::unit::UnitKind;
use crate::constants;
use crate::error::Result;
use crate::ir::Reg;
use crate::symtable::Role;

impl<'a> Compiler<'a> {
    pub(super) fn generic_function(
        &mut self,
        stmt: &'a Stmt,
        def: &'a FunctionDef,
        is_async: bool,
        first_line: u32,
        dst: Reg,
    ) -> Result {
        let location = self.u.location;
        let base = self.alloc();
        let defaults = self.push_defaults(&def.args)?;
        self.u.location = location;
        let block = self.table.of(stmt, Role::TypeParams);
        let name = format!("<generic parameters of {}>", def.name);
        self.enter_unit(block, UnitKind::Annotations, &name, first_line);
        let mut parameters = Vec::new();
        for &(attribute, _) in &defaults {
            let hidden = match attribute {
                FunctionAttribute::Defaults => ".defaults",
                _ => ".kwdefaults",
            };
            parameters.push((attribute, self.u.parameter(&Name::new(hidden))));
        }
        self.u.arg_count = parameters.len() as u32;
        self.prologue();
        self.u.location = location;
        // The function goes below its type parameters, into the run of the intrinsic.
        let function = self.alloc();
        self.push_type_params(&def.type_params)?;
        let mut attributes = Attributes::new();
        for (attribute, reg) in parameters {
            let copy = self.alloc();
            self.emit(Op::MOVE, copy, reg, 0);
            attributes.push((attribute, copy));
        }
        self.push_function_annotations(stmt, def, &mut attributes)?;
        let code = self.function_body(stmt, def, is_async, first_line)?;
        self.u.location = location;
        self.make_function(code, attributes, function);
        self.pop_run(2);
        let info = Intrinsic::SetFunctionTypeParams as u32;
        self.emit_word(Op::CALL_INTRINSIC, function, function, 2, info);
        self.emit(Op::RETURN_VALUE, function, 0, 0);
        let scope = self.finish_unit()?;
        self.u.location = location;
        self.make_function(scope, Attributes::new(), base);
        self.u.sp = base.index();
        self.emit(Op::CALL, dst, base, defaults.len());
        Ok(())
    }

    pub(super) fn generic_class(
        &mut self,
        stmt: &'a Stmt,
        def: &'a ClassDef,
        first_line: u32,
        dst: Reg,
    ) -> Result {
        let location = self.u.location;
        let block = self.table.of(stmt, Role::TypeParams);
        let name = format!("<generic parameters of {}>", def.name);
        self.enter_unit(block, UnitKind::Annotations, &name, first_line);
        self.u.private = Some(def.name.clone());
        self.prologue();
        self.u.location = location;
        let params = self.push_type_params(&def.type_params)?;
        self.pop(params);
        self.store_name(&Name::new(".type_params"), params);
        let code = self.class_body(stmt, def, first_line)?;
        self.u.location = location;
        let base = self.top();
        self.load_name(&Name::new(".type_params"), base);
        self.emit_word(Op::CALL_INTRINSIC, base, base, 1, Intrinsic::SubscriptGeneric as u32);
        let generic = Name::new(".generic_base");
        self.store_name(&generic, base);
        let result = self.top();
        self.build_class(def, code, Some(&generic), location, result)?;
        self.emit(Op::RETURN_VALUE, result, 0, 0);
        let scope = self.finish_unit()?;
        self.u.location = location;
        let function = self.top();
        self.make_function(scope, Attributes::new(), function);
        self.emit(Op::CALL, dst, function, 0);
        Ok(())
    }

    pub(super) fn type_alias(
        &mut self,
        stmt: &'a Stmt,
        name: &'a Expr,
        params: &'a [TypeParam],
        value: &'a Expr,
    ) -> Result {
        let ExprKind::Name { id, .. } = &name.kind else { return Ok(()) };
        let location = self.u.location;
        let line = self.lines.line(stmt.range.start);
        let dst = self.top();
        if params.is_empty() {
            self.alias_object(stmt, id, None, value, dst)?;
        } else {
            let block = self.table.of(stmt, Role::TypeParams);
            let scope_name = format!("<generic parameters of {id}>");
            self.enter_unit(block, UnitKind::Annotations, &scope_name, line);
            self.prologue();
            self.u.location = location;
            let result = self.top();
            self.alias_object(stmt, id, Some(params), value, result)?;
            self.emit(Op::RETURN_VALUE, result, 0, 0);
            let scope = self.finish_unit()?;
            self.u.location = location;
            self.make_function(scope, Attributes::new(), dst);
            self.emit(Op::CALL, dst, dst, 0);
        }
        self.at(name.range);
        self.store_name(id, dst);
        Ok(())
    }

    /// Name, type parameters and evaluator as one alias.
    fn alias_object(
        &mut self,
        stmt: &'a Stmt,
        name: &'a Name,
        params: Option<&'a [TypeParam]>,
        value: &'a Expr,
        dst: Reg,
    ) -> Result {
        let location = self.u.location;
        let run = self.push_const(constants::text(name));
        match params {
            Some(params) => {
                self.push_type_params(params)?;
            }
            None => {
                self.push_const(Constant::None);
            }
        }
        self.u.location = location;
        let block = self.table.of(stmt, Role::Body);
        self.push_evaluator(block, name, value, self.lines.line(stmt.range.start))?;
        self.u.sp = run.index();
        self.u.location = location;
        self.emit_word(Op::CALL_INTRINSIC, dst, run, 3, Intrinsic::TypeAlias as u32);
        Ok(())
    }

    /// A function that computes `value` when called; its `format` defaults to VALUE.
    fn push_evaluator(
        &mut self,
        block: crate::symtable::BlockId,
        name: &str,
        value: &'a Expr,
        line: u32,
    ) -> Result<Reg> {
        let location = self.u.location;
        let defaults = self.push_const(Constant::Tuple([Constant::Int(1)].into()));
        self.enter_evaluator(block, name, line, ".format");
        let result = if let ExprKind::Starred { value, .. } = &value.kind {
            let result = self.top();
            self.expr_into(value, result)?;
            self.emit(Op::UNPACK_SEQUENCE, result, result, 1);
            result
        } else {
            let result = self.operand(value)?;
            self.pop(result);
            result
        };
        self.u.location = location;
        self.emit(Op::RETURN_VALUE, result, 0, 0);
        let code = self.finish_unit()?;
        self.u.location = location;
        self.make_function(code, vec![(FunctionAttribute::Defaults, defaults)], defaults);
        self.u.sp = defaults.index() + 1;
        Ok(defaults)
    }

    /// Makes the type parameters, binds their names, and leaves their tuple in a new temporary.
    fn push_type_params(&mut self, params: &'a [TypeParam]) -> Result<Reg> {
        let location = self.u.location;
        let base = self.top();
        for param in params {
            self.at(param.range);
            let line = self.lines.line(param.range.start);
            let (name, plain, default) = match &param.kind {
                TypeParamKind::TypeVar { name, default_value, .. } => {
                    (name, Intrinsic::TypeVar, default_value)
                }
                TypeParamKind::ParamSpec { name, default_value } => {
                    (name, Intrinsic::ParamSpec, default_value)
                }
                TypeParamKind::TypeVarTuple { name, default_value } => {
                    (name, Intrinsic::TypeVarTuple, default_value)
                }
            };
            let object = self.push_const(constants::text(name));
            if let TypeParamKind::TypeVar { bound: Some(bound), .. } = &param.kind {
                let block = self.table.of(param, Role::Bound);
                self.push_evaluator(block, name, bound, line)?;
                self.pop_run(1);
                let info = match bound.kind {
                    ExprKind::Tuple { .. } => Intrinsic::TypeVarWithConstraints,
                    _ => Intrinsic::TypeVarWithBound,
                };
                self.at(param.range);
                self.emit_word(Op::CALL_INTRINSIC, object, object, 2, info as u32);
            } else {
                self.emit_word(Op::CALL_INTRINSIC, object, object, 1, plain as u32);
            }
            if let Some(default) = default {
                let block = self.table.of(param, Role::Default);
                self.push_evaluator(block, name, default, line)?;
                self.pop_run(1);
                self.at(param.range);
                let info = Intrinsic::SetTypeparamDefault as u32;
                self.emit_word(Op::CALL_INTRINSIC, object, object, 2, info);
            }
            let copy = self.top();
            self.emit(Op::COPY, copy, object, 0);
            self.store_name(name, copy);
        }
        self.u.sp = base.index();
        self.u.location = location;
        let tuple = self.alloc();
        self.emit(Op::BUILD_TUPLE, tuple, base, params.len());
        Ok(tuple)
    }
}
