//! The first pass over scopes: one walk of the tree that opens blocks and records what each does with each name.
//!
//! The order of the walk is CPython's, because it decides which of two errors is reported.

use taipan_syntax::ast::*;
use taipan_syntax::{Range, with_room};

use super::{Block, BlockId, BlockKind, Flags, Place, Role, Symbol, SymbolTable, address, mangle};
use crate::error::{CompileError, Result};

pub(super) struct Builder {
    pub(super) table: SymbolTable,
    pub(super) stack: Vec<BlockId>,
    private: Option<Name>,
    future_annotations: bool,
    pub(super) top_level_await: bool,
}

pub(crate) fn build(module: &Mod, future_annotations: bool, top_level_await: bool) -> Result<SymbolTable> {
    let top = Block::new(BlockKind::Module, Range::default(), Name::new("top"));
    let table = SymbolTable { blocks: vec![top], by_node: Default::default() };
    let mut builder =
        Builder { table, stack: vec![SymbolTable::TOP], private: None, future_annotations, top_level_await };
    match module {
        Mod::Module { body } | Mod::Interactive { body } => builder.stmts(body)?,
        Mod::Expression { body } => builder.expr(body)?,
        Mod::FunctionType { argtypes, returns } => {
            builder.exprs(argtypes)?;
            builder.expr(returns)?;
        }
    }
    Ok(builder.table)
}

pub(super) fn fail<T>(message: impl Into<String>, range: Range) -> Result<T> {
    Err(CompileError::new(message, range))
}

impl Builder {
    fn id(&self) -> BlockId {
        *self.stack.last().expect("the module block is never left")
    }

    pub(super) fn block(&self) -> &Block {
        self.table.block(self.id())
    }

    pub(super) fn block_mut(&mut self) -> &mut Block {
        let id = self.id();
        self.table.block_mut(id)
    }

    fn create<T>(&mut self, kind: BlockKind, node: &T, role: Role, range: Range, name: &str) -> BlockId {
        let mut block = Block::new(kind, range, Name::new(name));
        let parent = self.block();
        block.nested = parent.nested || parent.is_function_like();
        if kind != BlockKind::Class {
            block.mangled_names = parent.mangled_names.clone();
        }
        block.method = parent.kind == BlockKind::Class && kind == BlockKind::Function;
        let id = BlockId(self.table.blocks.len() as u32);
        self.table.blocks.push(block);
        self.table.by_node.insert((address(node), role), id);
        id
    }

    fn open(&mut self, id: BlockId) -> Result {
        let annotation_like = matches!(
            self.table.block(id).kind,
            BlockKind::Annotation | BlockKind::TypeVariable | BlockKind::TypeAlias
        );
        let first_time = self.table.block(id).order.is_empty();
        // A walrus is refused anywhere inside the iterable of a comprehension, in inner blocks too.
        self.table.block_mut(id).in_comp_iter = self.block().in_comp_iter;
        self.block_mut().children.push(id);
        self.stack.push(id);
        if annotation_like && first_time {
            self.define_raw(&Name::new(".format"), Flags::PARAM, Range::default())?;
            self.define_raw(&Name::new(".format"), Flags::USE, Range::default())?;
        }
        Ok(())
    }

    pub(super) fn enter<T>(
        &mut self,
        kind: BlockKind,
        node: &T,
        role: Role,
        range: Range,
        name: &str,
    ) -> Result<BlockId> {
        let id = self.create(kind, node, role, range, name);
        self.open(id)?;
        Ok(id)
    }

    pub(super) fn leave(&mut self) {
        self.stack.pop();
    }

    pub(super) fn mangled(&self, name: &Name) -> Name {
        if let Some(names) = &self.block().mangled_names
            && !names.contains(name)
        {
            return name.clone();
        }
        mangle(self.private.as_ref(), name)
    }

    pub(super) fn define(&mut self, name: &Name, flags: Flags, range: Range) -> Result {
        if flags.intersects(Flags::BOUND) {
            self.check_name(name, range)?;
        }
        if flags.contains(Flags::TYPE_PARAM)
            && let Some(names) = &mut self.block_mut().mangled_names
        {
            names.push(name.clone());
        }
        let name = self.mangled(name);
        self.define_raw(&name, flags, range)
    }

    pub(super) fn check_name(&self, name: &Name, range: Range) -> Result {
        if name == "__debug__" {
            return fail("cannot assign to __debug__", range);
        }
        Ok(())
    }

    pub(super) fn define_raw(&mut self, name: &Name, mut flags: Flags, range: Range) -> Result {
        let block = self.block_mut();
        let existing = block.flags(name);
        if flags.contains(Flags::PARAM) && existing.contains(Flags::PARAM) {
            return fail(format!("duplicate argument '{name}' in function definition"), range);
        }
        if flags.contains(Flags::TYPE_PARAM) && existing.contains(Flags::TYPE_PARAM) {
            return fail(format!("duplicate type parameter '{name}'"), range);
        }
        if block.in_comp_target {
            if (existing | flags).intersects(Flags::GLOBAL | Flags::NONLOCAL) {
                let message =
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return fail(message, range);
            }
            flags |= Flags::COMP_ITER;
        }
        match block.symbols.get_mut(name) {
            Some(symbol) => symbol.flags |= flags,
            None => {
                block.symbols.insert(name.clone(), Symbol { flags, place: Place::Unknown, directive: None });
                block.order.push(name.clone());
            }
        }
        if flags.contains(Flags::GLOBAL) {
            let top = self.table.block_mut(SymbolTable::TOP);
            match top.symbols.get_mut(name) {
                Some(symbol) => symbol.flags |= flags,
                None => {
                    top.symbols
                        .insert(name.clone(), Symbol { flags, place: Place::Unknown, directive: None });
                    top.order.push(name.clone());
                }
            }
        }
        Ok(())
    }

    pub(super) fn use_name(&mut self, name: &str) -> Result {
        self.define(&Name::new(name), Flags::USE, Range::default())
    }

    fn stmts(&mut self, stmts: &[Stmt]) -> Result {
        for stmt in stmts {
            self.stmt(stmt)?;
        }
        Ok(())
    }

    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Result {
        for expr in exprs {
            self.expr(expr)?;
        }
        Ok(())
    }

    pub(super) fn opt(&mut self, expr: &Option<Box<Expr>>) -> Result {
        match expr {
            Some(expr) => self.expr(expr),
            None => Ok(()),
        }
    }

    /// Statements that may not run, for annotations that then depend on having run.
    fn conditional(&mut self, stmts: &[&[Stmt]]) -> Result {
        let before = std::mem::replace(&mut self.block_mut().in_conditional_block, true);
        for list in stmts {
            self.stmts(list)?;
        }
        self.block_mut().in_conditional_block = before;
        Ok(())
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result {
        with_room(|| self.stmt_here(stmt))
    }

    fn stmt_here(&mut self, stmt: &Stmt) -> Result {
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(stmt, def, false)?,
            StmtKind::AsyncFunctionDef(def) => self.function_def(stmt, def, true)?,
            StmtKind::ClassDef(def) => self.class_def(stmt, def)?,
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(stmt, name, type_params, value)?;
            }
            StmtKind::Return { value } => self.opt(value)?,
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(stmt, target, annotation, value, *simple)?;
            }
            StmtKind::For { target, iter, body, orelse }
            | StmtKind::AsyncFor { target, iter, body, orelse } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.conditional(&[body, orelse])?;
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.conditional(&[body, orelse])?;
            }
            StmtKind::If { .. } => self.if_chain(stmt)?,
            StmtKind::With { items, body } | StmtKind::AsyncWith { items, body } => {
                let before = std::mem::replace(&mut self.block_mut().in_conditional_block, true);
                for item in items {
                    self.expr(&item.context_expr)?;
                    if let Some(target) = &item.optional_vars {
                        self.expr(target)?;
                    }
                }
                self.stmts(body)?;
                self.block_mut().in_conditional_block = before;
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                let before = std::mem::replace(&mut self.block_mut().in_conditional_block, true);
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.opt(&case.guard)?;
                    self.stmts(&case.body)?;
                }
                self.block_mut().in_conditional_block = before;
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)?;
            }
            StmtKind::Try(node) | StmtKind::TryStar(node) => self.try_stmt(node)?,
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)?;
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    self.alias(alias)?;
                }
            }
            StmtKind::Global { names } => self.directive(names, stmt.range, Flags::GLOBAL, "global")?,
            StmtKind::Nonlocal { names } => {
                self.directive(names, stmt.range, Flags::NONLOCAL, "nonlocal")?;
            }
            StmtKind::Expr { value } => self.expr(value)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
        Ok(())
    }

    /// `elif` chains are walked in a loop: they may be longer than any stack is deep.
    fn if_chain(&mut self, stmt: &Stmt) -> Result {
        let before = self.block().in_conditional_block;
        let mut current = stmt;
        while let StmtKind::If { test, body, orelse } = &current.kind {
            self.expr(test)?;
            self.block_mut().in_conditional_block = true;
            self.stmts(body)?;
            match orelse.as_slice() {
                [next] if matches!(next.kind, StmtKind::If { .. }) => current = next,
                _ => {
                    self.stmts(orelse)?;
                    break;
                }
            }
        }
        self.block_mut().in_conditional_block = before;
        Ok(())
    }

    fn try_stmt(&mut self, node: &Try) -> Result {
        let before = std::mem::replace(&mut self.block_mut().in_conditional_block, true);
        self.stmts(&node.body)?;
        for handler in &node.handlers {
            self.opt(&handler.type_)?;
            if let Some(name) = &handler.name {
                self.define(name, Flags::LOCAL, handler.range)?;
            }
            self.stmts(&handler.body)?;
        }
        self.stmts(&node.orelse)?;
        self.stmts(&node.finalbody)?;
        self.block_mut().in_conditional_block = before;
        Ok(())
    }

    fn alias(&mut self, alias: &Alias) -> Result {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        if name == "*" {
            if self.block().kind != BlockKind::Module {
                return fail("import * only allowed at module level", alias.range);
            }
            return Ok(());
        }
        let first = name.split('.').next().unwrap_or(name);
        self.define(&Name::new(first), Flags::IMPORT, alias.range)
    }

    fn directive(&mut self, names: &[Name], range: Range, flag: Flags, word: &str) -> Result {
        for name in names {
            let mangled = self.mangled(name);
            let current = self.block().flags(&mangled);
            let message = if current.contains(Flags::PARAM) {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if current.contains(Flags::USE) {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else if current.contains(Flags::ANNOT) {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if current.contains(Flags::LOCAL) {
                Some(format!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            if let Some(message) = message {
                return fail(message, range);
            }
            self.define(name, flag, range)?;
            if let Some(symbol) = self.block_mut().symbols.get_mut(&mangled) {
                symbol.directive.get_or_insert(range);
            }
        }
        Ok(())
    }

    pub(super) fn parameters(&mut self, args: &Arguments) -> Result {
        let plain = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        for arg in plain.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
            self.define(&arg.arg, Flags::PARAM, arg.range)?;
        }
        Ok(())
    }

    pub(super) fn defaults(&mut self, args: &Arguments) -> Result {
        self.exprs(&args.defaults)?;
        for default in args.kw_defaults.iter().flatten() {
            self.expr(default)?;
        }
        Ok(())
    }

    fn function_def(&mut self, stmt: &Stmt, def: &FunctionDef, is_async: bool) -> Result {
        self.define(&def.name, Flags::LOCAL, stmt.range)?;
        self.defaults(&def.args)?;
        self.exprs(&def.decorator_list)?;
        let generic = !def.type_params.is_empty();
        if generic {
            let has_kw = def.args.kw_defaults.iter().any(Option::is_some);
            self.enter_type_params(stmt, &def.name, false, !def.args.defaults.is_empty(), has_kw)?;
            self.type_params(&def.type_params)?;
        }
        let body = self.create(BlockKind::Function, stmt, Role::Body, stmt.range, &def.name);
        self.function_annotations(stmt, def)?;
        self.open(body)?;
        self.block_mut().coroutine = is_async;
        self.parameters(&def.args)?;
        self.stmts(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        Ok(())
    }

    fn function_annotations(&mut self, stmt: &Stmt, def: &FunctionDef) -> Result {
        let in_class = self.block().can_see_class_scope || self.block().kind == BlockKind::Class;
        self.enter_hidden(in_class, stmt, Role::Annotations, stmt.range)?;
        let args = &def.args;
        let first = args.posonlyargs.iter().chain(&args.args);
        let all = first.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()).chain(&args.kwonlyargs);
        for arg in all {
            self.opt(&arg.annotation)?;
        }
        if let Some(returns) = &def.returns {
            self.expr(returns)?;
        }
        self.leave();
        Ok(())
    }

    /// Opens an annotation block. Under `from __future__ import annotations` it is walked for its errors only.
    fn enter_hidden<T>(&mut self, in_class: bool, node: &T, role: Role, range: Range) -> Result<BlockId> {
        let id = self.enter(BlockKind::Annotation, node, role, range, "__annotate__")?;
        if in_class {
            self.block_mut().can_see_class_scope = true;
            self.use_name("__classdict__")?;
        }
        if self.future_annotations {
            self.drop_from_parent(id);
        }
        Ok(id)
    }

    /// Takes the block that was opened last out of the analysis.
    fn drop_from_parent(&mut self, id: BlockId) {
        let parent = self.stack[self.stack.len() - 2];
        self.table.block_mut(parent).children.retain(|&child| child != id);
    }

    fn class_def(&mut self, stmt: &Stmt, def: &ClassDef) -> Result {
        self.define(&def.name, Flags::LOCAL, stmt.range)?;
        self.exprs(&def.decorator_list)?;
        let generic = !def.type_params.is_empty();
        let outer_private = self.private.clone();
        if generic {
            self.enter_type_params(stmt, &def.name, true, false, false)?;
            self.private = Some(def.name.clone());
            self.block_mut().mangled_names = Some(Vec::new());
            self.type_params(&def.type_params)?;
        }
        self.exprs(&def.bases)?;
        for keyword in &def.keywords {
            self.keyword(keyword)?;
        }
        self.enter(BlockKind::Class, stmt, Role::Body, stmt.range, &def.name)?;
        self.private = Some(def.name.clone());
        if generic {
            self.define(&Name::new("__type_params__"), Flags::LOCAL, stmt.range)?;
            self.use_name(".type_params")?;
        }
        self.stmts(&def.body)?;
        self.leave();
        if generic {
            self.leave();
        }
        self.private = outer_private;
        Ok(())
    }

    fn type_alias(&mut self, stmt: &Stmt, name: &Expr, params: &[TypeParam], value: &Expr) -> Result {
        self.expr(name)?;
        let ExprKind::Name { id, .. } = &name.kind else {
            return fail("type alias name must be a name", name.range);
        };
        let in_class = self.block().kind == BlockKind::Class;
        if !params.is_empty() {
            self.enter_type_params(stmt, id, false, false, false)?;
            self.type_params(params)?;
        }
        self.enter(BlockKind::TypeAlias, stmt, Role::Body, stmt.range, id)?;
        self.see_class(in_class)?;
        self.expr(value)?;
        self.leave();
        if !params.is_empty() {
            self.leave();
        }
        Ok(())
    }

    fn see_class(&mut self, in_class: bool) -> Result {
        if in_class {
            self.block_mut().can_see_class_scope = true;
            self.use_name("__classdict__")?;
        }
        Ok(())
    }

    fn enter_type_params(
        &mut self,
        stmt: &Stmt,
        name: &str,
        is_class: bool,
        defaults: bool,
        kw_defaults: bool,
    ) -> Result {
        let in_class = self.block().kind == BlockKind::Class;
        self.enter(BlockKind::TypeParameters, stmt, Role::TypeParams, stmt.range, name)?;
        self.see_class(in_class)?;
        if is_class {
            for hidden in [".type_params", ".generic_base"] {
                self.define(&Name::new(hidden), Flags::LOCAL, stmt.range)?;
                self.use_name(hidden)?;
            }
        }
        if defaults {
            self.define(&Name::new(".defaults"), Flags::PARAM, stmt.range)?;
        }
        if kw_defaults {
            self.define(&Name::new(".kwdefaults"), Flags::PARAM, stmt.range)?;
        }
        Ok(())
    }

    fn type_params(&mut self, params: &[TypeParam]) -> Result {
        let mut seen_default = false;
        for param in params {
            let (name, bound, default, word) = match &param.kind {
                TypeParamKind::TypeVar { name, bound, default_value } => {
                    (name, bound.as_deref(), default_value.as_deref(), "a TypeVar default")
                }
                TypeParamKind::ParamSpec { name, default_value } => {
                    (name, None, default_value.as_deref(), "a ParamSpec default")
                }
                TypeParamKind::TypeVarTuple { name, default_value } => {
                    (name, None, default_value.as_deref(), "a TypeVarTuple default")
                }
            };
            self.define(name, Flags::TYPE_PARAM | Flags::LOCAL, param.range)?;
            if let Some(bound) = bound {
                let word = match bound.kind {
                    ExprKind::Tuple { .. } => "a TypeVar constraint",
                    _ => "a TypeVar bound",
                };
                self.evaluator(param, Role::Bound, bound, word)?;
            }
            match default {
                Some(default) => {
                    seen_default = true;
                    self.evaluator(param, Role::Default, default, word)?;
                }
                None if seen_default => {
                    let message =
                        format!("non-default type parameter '{name}' follows default type parameter");
                    return fail(message, param.range);
                }
                None => {}
            }
        }
        Ok(())
    }

    fn evaluator(&mut self, param: &TypeParam, role: Role, value: &Expr, info: &'static str) -> Result {
        let in_class = self.block().can_see_class_scope;
        let (TypeParamKind::TypeVar { name, .. }
        | TypeParamKind::ParamSpec { name, .. }
        | TypeParamKind::TypeVarTuple { name, .. }) = &param.kind;
        self.enter(BlockKind::TypeVariable, param, role, param.range, name)?;
        self.see_class(in_class)?;
        self.block_mut().scope_info = Some(info);
        self.expr(value)?;
        self.leave();
        Ok(())
    }

    fn ann_assign(
        &mut self,
        stmt: &Stmt,
        target: &Expr,
        annotation: &Expr,
        value: &Option<Box<Expr>>,
        simple: bool,
    ) -> Result {
        if let ExprKind::Name { id, .. } = &target.kind {
            let current = self.block().flags(&self.mangled(id));
            if current.intersects(Flags::GLOBAL | Flags::NONLOCAL) && self.id() != SymbolTable::TOP && simple
            {
                let word = if current.contains(Flags::GLOBAL) { "global" } else { "nonlocal" };
                return fail(format!("annotated name '{id}' can't be {word}"), stmt.range);
            }
            if simple {
                self.define(id, Flags::ANNOT | Flags::LOCAL, target.range)?;
            } else if value.is_some() {
                self.define(id, Flags::LOCAL, target.range)?;
            }
        } else {
            self.expr(target)?;
        }
        self.variable_annotation(stmt, annotation)?;
        self.opt(value)
    }

    fn variable_annotation(&mut self, stmt: &Stmt, annotation: &Expr) -> Result {
        let parent = self.id();
        let kind = self.block().kind;
        let conditional = match kind {
            BlockKind::Module => true,
            BlockKind::Class => self.block().in_conditional_block,
            _ => false,
        };
        if conditional && !self.block().has_conditional_annotations && !self.future_annotations {
            self.block_mut().has_conditional_annotations = true;
            self.use_name("__conditional_annotations__")?;
        }
        let in_class = kind == BlockKind::Class || self.block().can_see_class_scope;
        if kind == BlockKind::Function {
            // Annotations of local variables are never evaluated: only their errors count.
            let id = self.enter_hidden(in_class, annotation, Role::Annotations, stmt.range)?;
            self.drop_from_parent(id);
        } else if let Some(id) = self.block().annotation_block {
            self.stack.push(id);
        } else {
            let id = self.enter_hidden(in_class, stmt, Role::Annotations, stmt.range)?;
            self.table.block_mut(parent).annotation_block = Some(id);
        }
        if self.table.block(parent).has_conditional_annotations {
            self.use_name("__conditional_annotations__")?;
        }
        self.expr(annotation)?;
        self.leave();
        Ok(())
    }
}
