//! Name scopes: which names each block binds, and where every name it uses is found.
//!
//! Two passes, as in CPython's symtable.c: `build` walks the tree and records definitions and uses per block,
//! `analyze` decides for each name of each block whether it is local, a cell, free or global. Blocks are found again
//! by the address of the node that opened them, which holds as long as the borrowed tree lives.
//! Deliberately absent: registers. They are given out by the code generator.

mod analyze;
mod build;
mod build_expr;
mod export;

use crate::map::Map;
use taipan_syntax::Range;
use taipan_syntax::ast::Name;

use crate::error::CompileError;

pub(crate) use build::build;
pub use export::Scope;
pub(crate) use export::export;

bitflags::bitflags! {
    /// What a block does with a name.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(crate) struct Flags: u32 {
        const GLOBAL = 1;
        const LOCAL = 2;
        const PARAM = 4;
        const NONLOCAL = 8;
        const USE = 16;
        const FREE_CLASS = 64;
        const IMPORT = 128;
        const ANNOT = 256;
        const COMP_ITER = 512;
        const TYPE_PARAM = 1024;
        const BOUND = Self::LOCAL.bits() | Self::PARAM.bits() | Self::IMPORT.bits() | Self::TYPE_PARAM.bits();
    }
}

/// Where a name is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Unknown,
    Local,
    Cell,
    Free,
    GlobalExplicit,
    GlobalImplicit,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Symbol {
    pub(crate) flags: Flags,
    pub(crate) place: Place,
    /// Where `global` or `nonlocal` named it.
    pub(crate) directive: Option<Range>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockKind {
    Module,
    Class,
    Function,
    Annotation,
    TypeVariable,
    TypeAlias,
    TypeParameters,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct BlockId(pub(crate) u32);

/// Why a block was opened at a node; one node may open several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Body,
    TypeParams,
    Annotations,
    Bound,
    Default,
}

/// One block of the program.
#[derive(Debug)]
pub(crate) struct Block {
    /// The name in Python's module `symtable`.
    pub(crate) name: Name,
    pub(crate) kind: BlockKind,
    pub(crate) symbols: Map<Name, Symbol>,
    /// The names in the order in which they came up.
    pub(crate) order: Vec<Name>,
    pub(crate) children: Vec<BlockId>,
    pub(crate) range: Range,
    pub(crate) nested: bool,
    pub(crate) generator: bool,
    pub(crate) coroutine: bool,
    pub(crate) comprehension: Option<ComprehensionKind>,
    /// A list, set or dict comprehension that becomes part of the block around it.
    pub(crate) inlined: bool,
    pub(crate) needs_class_closure: bool,
    pub(crate) needs_classdict: bool,
    pub(crate) can_see_class_scope: bool,
    pub(crate) has_conditional_annotations: bool,
    pub(crate) in_conditional_block: bool,
    /// A function directly inside a class.
    pub(crate) method: bool,
    pub(crate) annotation_block: Option<BlockId>,
    /// For messages: `a TypeVar bound`, `a type alias`.
    pub(crate) scope_info: Option<&'static str>,
    /// Names that `:=` binds while an expression of this block runs.
    pub(crate) walrus: Vec<Name>,
    /// The only names that are mangled (type parameter blocks of a class).
    mangled_names: Option<Vec<Name>>,
    in_comp_iter: u32,
    in_comp_target: bool,
}

impl Block {
    fn new(kind: BlockKind, range: Range, name: Name) -> Block {
        Block {
            name,
            kind,
            symbols: Map::default(),
            order: Vec::new(),
            children: Vec::new(),
            range,
            nested: false,
            generator: false,
            coroutine: false,
            comprehension: None,
            inlined: false,
            needs_class_closure: false,
            needs_classdict: false,
            can_see_class_scope: false,
            has_conditional_annotations: false,
            in_conditional_block: false,
            method: false,
            annotation_block: None,
            scope_info: None,
            walrus: Vec::new(),
            mangled_names: None,
            in_comp_iter: 0,
            in_comp_target: false,
        }
    }

    /// Whether names of this block live in registers.
    pub(crate) fn is_function_like(&self) -> bool {
        !matches!(self.kind, BlockKind::Module | BlockKind::Class)
    }

    /// Whether private names are mangled here: in the type parameters of a class only theirs are.
    pub(crate) fn mangles(&self, name: &Name) -> bool {
        self.mangled_names.as_ref().is_none_or(|names| names.contains(name))
    }

    pub(crate) fn place(&self, name: &str) -> Place {
        self.symbols.get(name).map_or(Place::Unknown, |s| s.place)
    }

    pub(crate) fn flags(&self, name: &str) -> Flags {
        self.symbols.get(name).map_or(Flags::empty(), |s| s.flags)
    }

    /// The names that satisfy `keep`, sorted.
    pub(crate) fn sorted(&self, keep: impl Fn(&Symbol) -> bool) -> Vec<Name> {
        let mut names: Vec<Name> =
            self.symbols.iter().filter(|(_, s)| keep(s)).map(|(n, _)| n.clone()).collect();
        names.sort();
        names
    }
}

/// All blocks of a module; block 0 is the module itself.
#[derive(Debug)]
pub(crate) struct SymbolTable {
    blocks: Vec<Block>,
    by_node: Map<(usize, Role), BlockId>,
}

impl SymbolTable {
    pub(crate) const TOP: BlockId = BlockId(0);

    pub(crate) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    fn block_mut(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }

    /// The block that `node` opened for `role`.
    pub(crate) fn of<T>(&self, node: &T, role: Role) -> BlockId {
        self.by_node[&(address(node), role)]
    }
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node) as usize
}

/// The name under which a private name (`__x`) of a class is kept, as `_Py_Mangle`.
pub(crate) fn mangle(class: Option<&Name>, name: &Name) -> Name {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() {
        return name.clone();
    }
    Name::new(&format!("_{class}{}", name.as_str()))
}

/// The scopes of a whole tree.
pub(crate) fn symtable(
    module: &taipan_syntax::ast::Mod,
    future_annotations: bool,
    top_level_await: bool,
) -> Result<SymbolTable, CompileError> {
    let mut table = build(module, future_annotations, top_level_await)?;
    analyze::analyze(&mut table)?;
    Ok(table)
}
