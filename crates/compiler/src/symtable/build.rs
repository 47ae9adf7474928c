//! The first pass over scopes: one walk of the tree that opens blocks and records what each does with each name.
//!
//! The order of the walk is CPython's, because it decides which of two errors is reported.

use taipan_syntax::ast::*;
use taipan_syntax::Range;

use super::{address, mangle, Block, BlockId, BlockKind, ComprehensionKind, Flags, Place, Role, Symbol, SymbolTable};
use crate::error::{CompileError, Result};

struct Builder {
    table: SymbolTable,
    stack: Vec<BlockId>,
    private: Option<Name>,
    future_annotations: bool,
    top_level_await: bool,
}

pub(crate) fn build(module: &Mod, future_annotations: bool, top_level_await: bool) -> Result<SymbolTable> {
    let top = Block::new(BlockKind::Module, Range::default());
    let table = SymbolTable { blocks: vec![top], by_node: Default::default() };
    let mut builder = Builder {
        table,
        stack: vec![SymbolTable::TOP],
        private: None,
        future_annotations,
        top_level_await,
    };
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

fn fail<T>(message: impl Into<String>, range: Range) -> Result<T> {
    Err(CompileError::new(message, range))
}

impl Builder {
    fn id(&self) -> BlockId {
        *self.stack.last().expect("the module block is never left")
    }

    fn block(&self) -> &Block {
        self.table.block(self.id())
    }

    fn block_mut(&mut self) -> &mut Block {
        let id = self.id();
        self.table.block_mut(id)
    }

    fn create<T>(&mut self, kind: BlockKind, node: &T, role: Role, range: Range) -> BlockId {
        let mut block = Block::new(kind, range);
        let parent = self.block();
        block.nested = parent.nested || parent.is_function_like();
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

    fn enter<T>(&mut self, kind: BlockKind, node: &T, role: Role, range: Range) -> Result<BlockId> {
        let id = self.create(kind, node, role, range);
        self.open(id)?;
        Ok(id)
    }

    fn leave(&mut self) {
        self.stack.pop();
    }

    fn mangled(&self, name: &Name) -> Name {
        if let Some(names) = &self.block().mangled_names
            && !names.contains(name)
        {
            return name.clone();
        }
        mangle(self.private.as_ref(), name)
    }

    fn define(&mut self, name: &Name, flags: Flags, range: Range) -> Result {
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

    fn check_name(&self, name: &Name, range: Range) -> Result {
        if name == "__debug__" {
            return fail("cannot assign to __debug__", range);
        }
        Ok(())
    }

    fn define_raw(&mut self, name: &Name, mut flags: Flags, range: Range) -> Result {
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
                    top.symbols.insert(name.clone(), Symbol { flags, place: Place::Unknown, directive: None });
                    top.order.push(name.clone());
                }
            }
        }
        Ok(())
    }

    fn use_name(&mut self, name: &str) -> Result {
        self.define(&Name::new(name), Flags::USE, Range::default())
    }

    fn stmts(&mut self, stmts: &[Stmt]) -> Result {
        for stmt in stmts {
            self.stmt(stmt)?;
        }
        Ok(())
    }

    fn exprs(&mut self, exprs: &[Expr]) -> Result {
        for expr in exprs {
            self.expr(expr)?;
        }
        Ok(())
    }

    fn opt(&mut self, expr: &Option<Box<Expr>>) -> Result {
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

    fn parameters(&mut self, args: &Arguments) -> Result {
        let plain = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        for arg in plain.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()) {
            self.define(&arg.arg, Flags::PARAM, arg.range)?;
        }
        Ok(())
    }

    fn defaults(&mut self, args: &Arguments) -> Result {
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
            self.enter_type_params(stmt, false, !def.args.defaults.is_empty(), has_kw)?;
            self.type_params(&def.type_params)?;
        }
        let body = self.create(BlockKind::Function, stmt, Role::Body, stmt.range);
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
    fn enter_hidden<T>(
        &mut self,
        in_class: bool,
        node: &T,
        role: Role,
        range: Range,
    ) -> Result<BlockId> {
        let id = self.enter(BlockKind::Annotation, node, role, range)?;
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
            self.enter_type_params(stmt, true, false, false)?;
            self.private = Some(def.name.clone());
            self.block_mut().mangled_names = Some(Vec::new());
            self.type_params(&def.type_params)?;
        }
        self.exprs(&def.bases)?;
        for keyword in &def.keywords {
            self.keyword(keyword)?;
        }
        self.enter(BlockKind::Class, stmt, Role::Body, stmt.range)?;
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
        if !matches!(name.kind, ExprKind::Name { .. }) {
            return fail("type alias name must be a name", name.range);
        }
        let in_class = self.block().kind == BlockKind::Class;
        if !params.is_empty() {
            self.enter_type_params(stmt, false, false, false)?;
            self.type_params(params)?;
        }
        self.enter(BlockKind::TypeAlias, stmt, Role::Body, stmt.range)?;
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
        is_class: bool,
        defaults: bool,
        kw_defaults: bool,
    ) -> Result {
        let in_class = self.block().kind == BlockKind::Class;
        self.enter(BlockKind::TypeParameters, stmt, Role::TypeParams, stmt.range)?;
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

    fn evaluator(
        &mut self,
        param: &TypeParam,
        role: Role,
        value: &Expr,
        info: &'static str,
    ) -> Result {
        let in_class = self.block().can_see_class_scope;
        self.enter(BlockKind::TypeVariable, param, role, param.range)?;
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
            if current.intersects(Flags::GLOBAL | Flags::NONLOCAL)
                && self.id() != SymbolTable::TOP
                && simple
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

    fn keyword(&mut self, keyword: &Keyword) -> Result {
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

    fn expr(&mut self, expr: &Expr) -> Result {
        match &expr.kind {
            ExprKind::NamedExpr { target, value } => self.named_expr(expr, target, value)?,
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => {
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
                self.enter(BlockKind::Function, expr, Role::Body, expr.range)?;
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
                if !async_here && !(self.top_level_await && self.stack.len() == 1) {
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
                if block.flags(&mangled).contains(Flags::COMP_ITER) {
                    let message =
                        format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
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
                    let message =
                        "assignment expression within a comprehension cannot be used within the definition of a generic";
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
        self.enter(BlockKind::Function, expr, Role::Body, expr.range)?;
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

    fn pattern(&mut self, pattern: &Pattern) -> Result {
        let patterns = |builder: &mut Self, list: &[Pattern]| list.iter().try_for_each(|p| builder.pattern(p));
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
