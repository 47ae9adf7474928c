//! Loading, storing and deleting names.

use taipan_bytecode::{Constant, Op};
use taipan_syntax::ast::Name;

use super::Compiler;
use super::unit::UnitKind;
use crate::ir::Reg;
use crate::symtable::Place;

/// How a name is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variable {
    Fast(Reg),
    Deref(Reg),
    /// A free variable that the class body's own namespace may hide.
    ClassDeref(Reg),
    Global,
    /// A global that the namespace of the class around an annotation scope may hide.
    ClassGlobal,
    Name,
}

impl<'a> Compiler<'a> {
    pub(super) fn resolve(&mut self, name: &Name) -> Variable {
        let name = self.mangled(name);
        self.resolve_mangled(&name)
    }

    pub(super) fn resolve_mangled(&mut self, name: &Name) -> Variable {
        let mut through_comprehension = false;
        for overlay in self.u.comprehensions.iter().rev() {
            if let Some(&(reg, cell)) = overlay.registers.get(name) {
                return if cell { Variable::Deref(reg) } else { Variable::Fast(reg) };
            }
            match self.table.block(overlay.block).place(name) {
                Place::Free => through_comprehension = true,
                Place::GlobalExplicit => return Variable::Global,
                _ if self.u.kind == UnitKind::Module => return Variable::Name,
                _ => return Variable::Global,
            }
        }
        let block = self.table.block(self.u.block);
        let in_class = block.kind == crate::symtable::BlockKind::Class;
        let place = block.place(name);
        match place {
            Place::Local if self.u.is_function_like() => Variable::Fast(self.u.local(name)),
            Place::Local if through_comprehension => match self.u.cell(name) {
                Some(reg) => Variable::Deref(reg),
                None => Variable::Name,
            },
            Place::Cell | Place::Free => {
                let Some(reg) = self.u.cell(name) else { return Variable::Global };
                let hidden = (in_class && !through_comprehension) || block.can_see_class_scope;
                if hidden && place == Place::Free { Variable::ClassDeref(reg) } else { Variable::Deref(reg) }
            }
            Place::GlobalExplicit => Variable::Global,
            Place::GlobalImplicit | Place::Unknown if self.u.is_function_like() => {
                let see = block.can_see_class_scope && place == Place::GlobalImplicit;
                if see { Variable::ClassGlobal } else { Variable::Global }
            }
            _ => Variable::Name,
        }
    }

    /// The register of a plain local that may be read where it is. It may not when a `:=` later in the same
    /// expression could rebind it before the instruction that reads it.
    pub(super) fn local_in_place(&mut self, name: &Name) -> Option<Reg> {
        match self.resolve(name) {
            Variable::Fast(reg) => {
                let mangled = self.mangled(name);
                if self.u.walrus.contains(&mangled) {
                    return None;
                }
                self.emit(Op::CHECK_BOUND, reg, 0, 0);
                Some(reg)
            }
            _ => None,
        }
    }

    pub(super) fn load_name(&mut self, name: &Name, dst: Reg) {
        if name == "__debug__" {
            let value = self.options.optimize == 0;
            self.load_const(Constant::Bool(value), dst);
            return;
        }
        let variable = self.resolve(name);
        self.load_variable(variable, name, dst);
    }

    pub(super) fn load_variable(&mut self, variable: Variable, name: &Name, dst: Reg) {
        match variable {
            Variable::Fast(reg) => {
                self.emit(Op::CHECK_BOUND, reg, 0, 0);
                self.emit(Op::MOVE, dst, reg, 0);
            }
            Variable::Deref(reg) => self.emit(Op::LOAD_DEREF, dst, reg, 0),
            Variable::ClassDeref(reg) => {
                let index = self.name_index(name);
                let namespace = self.push_class_namespace();
                self.pop(namespace);
                self.emit_word(Op::LOAD_FROM_DICT_OR_DEREF, dst, namespace, reg, index);
            }
            Variable::Global => {
                let index = self.name_index(name);
                self.emit_word(Op::LOAD_GLOBAL, dst, 0, 0, index);
            }
            Variable::ClassGlobal => {
                let index = self.name_index(name);
                let namespace = self.push_class_namespace();
                self.pop(namespace);
                self.emit_word(Op::LOAD_FROM_DICT_OR_GLOBALS, dst, namespace, 0, index);
            }
            Variable::Name => {
                let index = self.name_index(name);
                self.emit_word(Op::LOAD_NAME, dst, 0, 0, index);
            }
        }
    }

    /// The namespace of the class: the frame's own in a class body, `__classdict__` in the scopes inside.
    fn push_class_namespace(&mut self) -> Reg {
        let dst = self.alloc();
        match self.u.cell("__classdict__") {
            Some(reg) if self.u.kind != UnitKind::Class => self.emit(Op::LOAD_DEREF, dst, reg, 0),
            _ => self.emit(Op::LOAD_LOCALS, dst, 0, 0),
        }
        dst
    }

    /// The register to compute into when the name is a plain local.
    pub(super) fn store_destination(&mut self, name: &Name) -> Option<Reg> {
        match self.resolve(name) {
            Variable::Fast(reg) => Some(reg),
            _ => None,
        }
    }

    /// Stores `src`, which is consumed by the instruction when it is a temporary.
    pub(super) fn store_name(&mut self, name: &Name, src: Reg) {
        match self.resolve(name) {
            Variable::Fast(reg) => self.move_to(reg, src),
            Variable::Deref(reg) | Variable::ClassDeref(reg) => self.emit(Op::STORE_DEREF, reg, src, 0),
            Variable::Global | Variable::ClassGlobal => {
                let index = self.name_index(name);
                self.emit_word(Op::STORE_GLOBAL, src, 0, 0, index);
            }
            Variable::Name => {
                let index = self.name_index(name);
                self.emit_word(Op::STORE_NAME, src, 0, 0, index);
            }
        }
    }

    pub(super) fn delete_name(&mut self, name: &Name) {
        match self.resolve(name) {
            Variable::Fast(reg) => self.emit(Op::DELETE_FAST, reg, 0, 0),
            Variable::Deref(reg) | Variable::ClassDeref(reg) => self.emit(Op::DELETE_DEREF, reg, 0, 0),
            Variable::Global | Variable::ClassGlobal => {
                let index = self.name_index(name);
                self.emit_word(Op::DELETE_GLOBAL, 0, 0, 0, index);
            }
            Variable::Name => {
                let index = self.name_index(name);
                self.emit_word(Op::DELETE_NAME, 0, 0, 0, index);
            }
        }
    }

    /// The end of `except … as name`: the name is unbound, whatever the handler did to it.
    pub(super) fn clear_name(&mut self, name: &Name) {
        if let Variable::Fast(reg) = self.resolve(name) {
            self.emit(Op::CLEAR, reg, 0, 0);
            return;
        }
        let none = self.alloc();
        self.load_none(none);
        self.pop(none);
        self.store_name(name, none);
        self.delete_name(name);
    }
}
