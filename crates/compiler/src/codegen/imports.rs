//! `import` and `from … import`.

use taipan_bytecode::{Constant, Op};
use taipan_syntax::ast::{Alias, Name, Stmt};

use super::Compiler;
use super::call::name_tuple;
use crate::error::Result;

impl<'a> Compiler<'a> {
    pub(super) fn import(&mut self, stmt: &'a Stmt, names: &'a [Alias]) -> Result {
        for alias in names {
            self.at(stmt.range);
            let from = self.constant(Constant::None);
            let index = self.raw_name_index(&alias.name);
            let plain = alias.asname.is_none() || !alias.name.contains('.');
            let target = match &alias.asname {
                Some(name) => name.clone(),
                None => Name::new(alias.name.split('.').next().unwrap_or(&alias.name)),
            };
            let dst = match self.store_destination(&target) {
                Some(reg) if plain => reg,
                _ => self.top(),
            };
            self.emit_words(Op::IMPORT_NAME, dst, 0, 0, [index, from]);
            if !plain {
                // `import a.b.c as m` binds the submodule, found through its parents.
                let package = self.alloc();
                for part in alias.name.split('.').skip(1) {
                    let index = self.raw_name_index(part);
                    let module = self.top();
                    self.emit_word(Op::IMPORT_FROM, module, package, 0, index);
                    self.emit(Op::POP_TOP, package, 0, 0);
                    self.emit(Op::MOVE, package, module, 0);
                }
                self.pop(package);
            }
            if dst.is_temporary() {
                self.store_name(&target, dst);
            }
        }
        Ok(())
    }

    pub(super) fn import_from(
        &mut self,
        stmt: &'a Stmt,
        module: Option<&'a Name>,
        names: &'a [Alias],
        level: u32,
    ) -> Result {
        if crate::future::is_late(stmt) && (!self.outer.is_empty() || self.u.conditional > 0) {
            return self.error("from __future__ imports must occur at the beginning of the file", stmt.range);
        }
        self.at(stmt.range);
        let from = self.constant(name_tuple(names.iter().map(|alias| &alias.name)));
        let index = self.raw_name_index(module.map_or("", |name| name.as_str()));
        let package = self.alloc();
        self.emit_words(Op::IMPORT_NAME, package, level, 0, [index, from]);
        if let [Alias { name, .. }] = names
            && name == "*"
        {
            self.pop(package);
            self.emit(Op::IMPORT_STAR, package, 0, 0);
            return Ok(());
        }
        for alias in names {
            let target = alias.asname.as_ref().unwrap_or(&alias.name);
            let index = self.raw_name_index(&alias.name);
            let dst = match self.store_destination(target) {
                Some(reg) => reg,
                None => self.top(),
            };
            self.emit_word(Op::IMPORT_FROM, dst, package, 0, index);
            if dst.is_temporary() {
                self.store_name(target, dst);
            }
        }
        self.discard(package);
        Ok(())
    }
}
