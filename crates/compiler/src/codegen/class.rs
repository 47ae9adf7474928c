//! Class definitions and class bodies.

use std::sync::Arc;

use taipan_bytecode::{Code, Constant, Location, Op};
use taipan_syntax::ast::{ClassDef, Name, Stmt};

use super::Compiler;
use super::call::{Callee, name_tuple};
use super::function::{Attributes, clean_doc, docstring};
use super::unit::UnitKind;
use crate::constants;
use crate::error::Result;
use crate::ir::Reg;
use crate::symtable::Role;

impl<'a> Compiler<'a> {
    pub(super) fn class_def(&mut self, stmt: &'a Stmt, def: &'a ClassDef) -> Result {
        let decorated = self.push_decorators(&def.decorator_list)?;
        let first_line = decorated.unwrap_or_else(|| self.lines.line(stmt.range.start));
        let location = self.locate(stmt.range);
        self.u.location = location;
        let dst = match self.store_destination(&def.name) {
            Some(reg) if def.decorator_list.is_empty() => reg,
            _ => self.top(),
        };
        if def.type_params.is_empty() {
            let code = self.class_body(stmt, def, first_line)?;
            self.u.location = location;
            self.build_class(def, code, None, location, dst)?;
        } else {
            self.generic_class(stmt, def, first_line, dst)?;
        }
        if dst.is_temporary() {
            self.u.sp += 1;
            self.apply_decorators(&def.decorator_list);
            self.u.sp -= 1;
            self.u.location = self.locate(stmt.range);
            let value = Reg::temporary(self.u.sp);
            self.store_name(&def.name, value);
        }
        Ok(())
    }

    /// Calls `__build_class__(body, name, *bases, **keywords)`; `generic_base` is one more base.
    pub(super) fn build_class(
        &mut self,
        def: &'a ClassDef,
        code: Arc<Code>,
        generic_base: Option<&Name>,
        location: Location,
        dst: Reg,
    ) -> Result {
        let base = self.alloc();
        self.emit(Op::LOAD_BUILD_CLASS, base, 0, 0);
        let function = self.top();
        self.make_function(code, Attributes::new(), function);
        self.u.sp += 1;
        let name = self.push_const(constants::text(&def.name));
        let starred =
            def.bases.iter().any(|b| matches!(b.kind, taipan_syntax::ast::ExprKind::Starred { .. }));
        if starred || def.keywords.iter().any(|keyword| keyword.arg.is_none()) {
            let leading = &[function, name];
            return self.call_unpacking(
                base,
                leading,
                &def.bases,
                generic_base,
                &def.keywords,
                location,
                dst,
            );
        }
        let leading = &[function, name];
        self.call_window(base, Callee::Value, leading, &def.bases, generic_base, &def.keywords, location, dst)
    }

    pub(super) fn class_body(
        &mut self,
        stmt: &'a Stmt,
        def: &'a ClassDef,
        first_line: u32,
    ) -> Result<Arc<Code>> {
        let block = self.table.of(stmt, Role::Body);
        self.enter_unit(block, UnitKind::Class, &def.name, first_line);
        self.u.private = Some(def.name.clone());
        self.prologue();
        self.class_header(def, first_line);
        let mut body = def.body.as_slice();
        if let Some(text) = docstring(body) {
            if self.options.optimize < 2 {
                self.at(body[0].range);
                let cleaned = clean_doc(text);
                self.store_const(Constant::Str(cleaned.into()), "__doc__");
            }
            body = &body[1..];
        }
        if self.future_annotations && has_annotations(body) {
            self.emit(Op::SETUP_ANNOTATIONS, 0, 0, 0);
        }
        self.stmts(body)?;
        self.class_footer(stmt, first_line)?;
        self.finish_unit()
    }

    fn class_header(&mut self, def: &ClassDef, first_line: u32) {
        let module = self.top();
        let index = self.raw_name_index("__name__");
        self.emit_word(Op::LOAD_NAME, module, 0, 0, index);
        let index = self.raw_name_index("__module__");
        self.emit_word(Op::STORE_NAME, module, 0, 0, index);
        let qualname = constants::text(&self.u.qualname.clone());
        self.store_const(qualname, "__qualname__");
        self.store_const(Constant::Int(i64::from(first_line)), "__firstlineno__");
        if !def.type_params.is_empty() {
            let params = self.top();
            let name = Name::new(".type_params");
            let variable = self.resolve_mangled(&name);
            self.load_variable(variable, &name, params);
            let index = self.raw_name_index("__type_params__");
            self.emit_word(Op::STORE_NAME, params, 0, 0, index);
        }
        if let Some(cell) = self.own_cell("__classdict__") {
            let locals = self.top();
            self.emit(Op::LOAD_LOCALS, locals, 0, 0);
            self.emit(Op::STORE_DEREF, cell, locals, 0);
        }
        if let Some(cell) = self.own_cell("__conditional_annotations__") {
            let set = self.top();
            self.emit(Op::BUILD_SET, set, set, 0);
            self.emit(Op::STORE_DEREF, cell, set, 0);
        }
    }

    /// The register of a cell that the class body itself makes.
    pub(super) fn own_cell(&self, name: &str) -> Option<Reg> {
        self.u.own_cells.get(name).copied()
    }

    pub(super) fn store_const(&mut self, constant: Constant, name: &str) {
        let value = self.top();
        self.load_const(constant, value);
        let index = self.raw_name_index(name);
        self.emit_word(Op::STORE_NAME, value, 0, 0, index);
    }

    fn class_footer(&mut self, stmt: &Stmt, first_line: u32) -> Result {
        let _ = stmt;
        let place = Location { line: first_line, end_line: first_line, column: 0, end_column: 0 };
        self.u.location = place;
        self.class_annotations()?;
        // What follows stands nowhere in the source: it belongs to the body's last line.
        self.nowhere();
        let mut attributes = std::mem::take(&mut self.u.static_attributes);
        attributes.sort();
        self.store_const(name_tuple(&attributes), "__static_attributes__");
        if let Some(cell) = self.own_cell("__classdict__") {
            self.store_register(cell, "__classdictcell__");
        }
        match self.own_cell("__class__") {
            Some(cell) => {
                self.store_register(cell, "__classcell__");
                let result = self.top();
                self.emit(Op::MOVE, result, cell, 0);
                self.emit(Op::RETURN_VALUE, result, 0, 0);
            }
            None => self.return_none(),
        }
        Ok(())
    }

    fn store_register(&mut self, cell: Reg, name: &str) {
        let index = self.raw_name_index(name);
        self.emit_word(Op::STORE_NAME, cell, 0, 0, index);
    }
}

/// Whether a body annotates a variable, in statements of any depth but not in inner definitions.
pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    use taipan_syntax::ast::StmtKind;
    body.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. }
        | StmtKind::AsyncFor { body, orelse, .. }
        | StmtKind::While { body, orelse, .. } => has_annotations(body) || has_annotations(orelse),
        StmtKind::If { .. } => if_has_annotations(stmt),
        StmtKind::With { body, .. } | StmtKind::AsyncWith { body, .. } => has_annotations(body),
        StmtKind::Match { cases, .. } => cases.iter().any(|case| has_annotations(&case.body)),
        StmtKind::Try(node) | StmtKind::TryStar(node) => {
            has_annotations(&node.body)
                || has_annotations(&node.orelse)
                || has_annotations(&node.finalbody)
                || node.handlers.iter().any(|handler| has_annotations(&handler.body))
        }
        _ => false,
    })
}

fn if_has_annotations(stmt: &Stmt) -> bool {
    use taipan_syntax::ast::StmtKind;
    let mut current = stmt;
    while let StmtKind::If { body, orelse, .. } = &current.kind {
        if has_annotations(body) {
            return true;
        }
        match orelse.as_slice() {
            [next] => current = next,
            _ => return has_annotations(orelse),
        }
    }
    has_annotations(std::slice::from_ref(current))
}
