//! The state of one code block while it is generated, and of the statements around the current place in it.

use std::sync::Arc;

use crate::map::Map;
use taipan_bytecode::{LocalKind, Location};
use taipan_syntax::ast::{Expr, Name, Stmt};

use crate::constants::Constants;
use crate::ir::{Handler, HandlerId, Item, Label, NOWHERE, Reg};
use crate::symtable::{BlockId, Flags, Place, SymbolTable};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Generator,
    /// Annotations, type parameters and their evaluators.
    Annotations,
}

/// A named register in the order of its creation.
#[derive(Clone, Debug)]
pub(crate) struct Local {
    pub(crate) name: Arc<str>,
    pub(crate) kind: LocalKind,
    pub(crate) parameter: bool,
}

/// The variables of an inlined comprehension that is being generated.
pub(crate) struct Overlay {
    pub(crate) block: BlockId,
    /// Hidden registers; true: the register holds a cell.
    pub(crate) registers: Map<Name, (Reg, bool)>,
}

/// What stands around the current statement and has to be left in order by `break`, `continue` and `return`.
pub(crate) enum FrameBlock<'a> {
    While {
        start: Label,
        end: Label,
    },
    /// The iterator is in the temporary at `sp - 1`.
    For {
        start: Label,
        end: Label,
    },
    /// The body of a `try` with handlers.
    Try,
    FinallyTry {
        body: &'a [Stmt],
    },
    /// The `finally` body on the way of an exception, which is in `sp - 2`.
    FinallyEnd,
    /// An `except` clause; the exception is in `sp - 2`.
    Handler {
        name: Option<&'a Name>,
    },
    /// An `except*` clause: nothing may leave it.
    GroupHandler,
    /// The exit pair is in `sp - 2`.
    With {
        is_async: bool,
        context: &'a Expr,
    },
}

pub(crate) struct FBlock<'a> {
    pub(crate) kind: FrameBlock<'a>,
    /// The height of temporaries inside.
    pub(crate) sp: u32,
    /// The handler around it.
    pub(crate) handler: HandlerId,
}

/// An annotation of a class or module variable.
pub(crate) struct DeferredAnnotation<'a> {
    pub(crate) name: &'a Name,
    pub(crate) annotation: &'a Expr,
    pub(crate) stmt: &'a Stmt,
    /// Its number when it counts only if the statement ran.
    pub(crate) conditional: Option<u32>,
}

pub(crate) struct Unit<'a> {
    pub(crate) block: BlockId,
    pub(crate) kind: UnitKind,
    pub(crate) name: Arc<str>,
    pub(crate) qualname: Arc<str>,
    pub(crate) private: Option<Name>,
    pub(crate) first_line: u32,
    pub(crate) arg_count: u32,
    pub(crate) posonly_arg_count: u32,
    pub(crate) kwonly_arg_count: u32,
    pub(crate) varargs: bool,
    pub(crate) varkeywords: bool,
    pub(crate) docstring: bool,
    pub(crate) items: Vec<Item>,
    /// Code that stands behind all other: handlers that only clean up.
    pub(crate) cold: Vec<Item>,
    pub(crate) labels: u32,
    pub(crate) locals: Vec<Local>,
    registers: Map<Name, Reg>,
    /// The cells that a class body makes for what it defines: a class around it may lend it others of these names.
    pub(crate) own_cells: Map<&'static str, Reg>,
    /// Hidden registers that no comprehension uses at the moment, by name and whether they are cells.
    free_hidden: Map<(Name, bool), Vec<Reg>>,
    pub(crate) constants: Constants,
    names: Map<Arc<str>, u32>,
    pub(crate) name_list: Vec<Arc<str>>,
    pub(crate) sp: u32,
    pub(crate) temporaries: u32,
    pub(crate) handlers: Vec<Handler>,
    pub(crate) handler: HandlerId,
    pub(crate) location: Location,
    pub(crate) fblocks: Vec<FBlock<'a>>,
    pub(crate) comprehensions: Vec<Overlay>,
    /// Names that a `:=` of this block may rebind in the middle of an expression.
    pub(crate) walrus: &'a [Name],
    pub(crate) static_attributes: Vec<Name>,
    pub(crate) annotations: Vec<DeferredAnnotation<'a>>,
    pub(crate) conditional_annotations: u32,
    /// Nesting of statements that may not run.
    pub(crate) conditional: u32,
    /// Where the code that sets `__annotate__` of a module goes.
    pub(crate) annotations_at: usize,
    /// Nesting of `finally` bodies, for PEP 765: what stands around the jump inside.
    pub(crate) in_finally: Vec<FinallyScope>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FinallyScope {
    Finally,
    Loop,
}

impl<'a> Unit<'a> {
    pub(crate) fn new(
        table: &'a SymbolTable,
        block: BlockId,
        kind: UnitKind,
        name: &str,
        qualname: &str,
        first_line: u32,
    ) -> Unit<'a> {
        let mut unit = Unit {
            block,
            kind,
            name: name.into(),
            qualname: qualname.into(),
            private: None,
            first_line,
            arg_count: 0,
            posonly_arg_count: 0,
            kwonly_arg_count: 0,
            varargs: false,
            varkeywords: false,
            docstring: false,
            items: Vec::new(),
            cold: Vec::new(),
            free_hidden: Map::default(),
            labels: 0,
            locals: Vec::new(),
            registers: Map::default(),
            own_cells: Map::default(),
            constants: Constants::default(),
            names: Map::default(),
            name_list: Vec::new(),
            sp: 0,
            temporaries: 0,
            handlers: Vec::new(),
            handler: HandlerId::NONE,
            location: NOWHERE,
            fblocks: Vec::new(),
            comprehensions: Vec::new(),
            walrus: &table.block(block).walrus,
            static_attributes: Vec::new(),
            annotations: Vec::new(),
            conditional_annotations: 0,
            conditional: 0,
            annotations_at: 0,
            in_finally: Vec::new(),
        };
        unit.location.line = 0;
        unit
    }

    /// Gives registers to the cells and free variables; the parameters are there already.
    pub(crate) fn declare_cells(&mut self, table: &SymbolTable) {
        let block = table.block(self.block);
        if block.is_function_like() {
            for name in block.sorted(|s| s.place == Place::Cell) {
                match self.registers.get(&name) {
                    Some(reg) => self.locals[reg.index() as usize].kind |= LocalKind::CELL,
                    None => {
                        self.create(&name, LocalKind::CELL, false);
                    }
                }
            }
        }
        let conditional = block.has_conditional_annotations && self.kind == UnitKind::Class;
        for (name, needed) in [
            ("__class__", block.needs_class_closure),
            ("__classdict__", block.needs_classdict),
            ("__conditional_annotations__", conditional),
        ] {
            if needed {
                let reg = Reg::named(self.locals.len() as u32);
                self.locals.push(Local { name: name.into(), kind: LocalKind::CELL, parameter: false });
                self.own_cells.insert(name, reg);
            }
        }
        for name in block.sorted(|s| s.place == Place::Free || s.flags.contains(Flags::FREE_CLASS)) {
            if self.registers.contains_key(&name) {
                continue;
            }
            self.create(&name, LocalKind::FREE, false);
        }
    }

    fn create(&mut self, name: &Name, kind: LocalKind, parameter: bool) -> Reg {
        let reg = Reg::named(self.locals.len() as u32);
        self.locals.push(Local { name: name.as_str().into(), kind, parameter });
        self.registers.insert(name.clone(), reg);
        reg
    }

    pub(crate) fn parameter(&mut self, name: &Name) -> Reg {
        self.create(name, LocalKind::LOCAL, true)
    }

    /// The register of a local, made at first need.
    pub(crate) fn local(&mut self, name: &Name) -> Reg {
        match self.registers.get(name) {
            Some(&reg) => reg,
            None => self.create(name, LocalKind::LOCAL, false),
        }
    }

    /// The register of a cell or free variable.
    pub(crate) fn cell(&self, name: &str) -> Option<Reg> {
        self.registers.get(name).copied()
    }

    /// A register for a variable of an inlined comprehension; empty, and used by nothing else at the moment.
    pub(crate) fn take_hidden(&mut self, name: &Name, cell: bool) -> Reg {
        if let Some(reg) = self.free_hidden.get_mut(&(name.clone(), cell)).and_then(Vec::pop) {
            return reg;
        }
        let reg = Reg::named(self.locals.len() as u32);
        let kind = if cell { LocalKind::HIDDEN | LocalKind::CELL } else { LocalKind::HIDDEN };
        self.locals.push(Local { name: name.as_str().into(), kind, parameter: false });
        reg
    }

    pub(crate) fn release_hidden(&mut self, name: Name, reg: Reg, cell: bool) {
        self.free_hidden.entry((name, cell)).or_default().push(reg);
    }

    pub(crate) fn reserve(&mut self, height: u32) {
        self.temporaries = self.temporaries.max(height);
    }

    pub(crate) fn name_index(&mut self, name: &str) -> u32 {
        if let Some(&index) = self.names.get(name) {
            return index;
        }
        let name: Arc<str> = name.into();
        let index = self.name_list.len() as u32;
        self.name_list.push(name.clone());
        self.names.insert(name, index);
        index
    }

    /// Code of functions and their like, whose names live in registers.
    pub(crate) fn is_function_like(&self) -> bool {
        !matches!(self.kind, UnitKind::Module | UnitKind::Class)
    }
}
