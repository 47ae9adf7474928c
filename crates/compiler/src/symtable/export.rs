//! The scopes as Python's module `symtable` shows them: what CPython's tables hold after its analysis.
//!
//! There a list, set or dict comprehension is part of the block around it, with its names and its children; here it
//! keeps a block of its own to the end. `export` puts the two together.

use taipan_syntax::LineIndex;
use taipan_syntax::ast::Name;

use super::{Block, BlockId, BlockKind, Flags, Place, SymbolTable};

/// CPython's `SCOPE_OFFSET` and `DEF_COMP_CELL`.
const SCOPE_OFFSET: u32 = 12;
const COMP_CELL: u32 = 2048;

/// One block. A program's are in a list, so that a deep nest of them is no deep structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// CPython's number for the kind of block.
    pub kind: u8,
    pub name: Name,
    /// 0 for the module.
    pub line: u32,
    pub nested: bool,
    /// Flags and, above them, the number of the place, in the order in which the names came up.
    pub symbols: Vec<(Name, u32)>,
    pub parameters: Vec<Name>,
    /// Their places in the list.
    pub children: Vec<usize>,
}

/// A name while comprehensions are put into the block.
struct Entry {
    name: Name,
    flags: u32,
    place: Place,
    comp_cell: bool,
}

/// The scopes, the module's first and each before its children.
pub(crate) fn export(table: &SymbolTable, lines: &LineIndex) -> Vec<Scope> {
    let mut scopes = Vec::new();
    add(table, lines, SymbolTable::TOP, &mut scopes);
    scopes
}

fn add(table: &SymbolTable, lines: &LineIndex, id: BlockId, scopes: &mut Vec<Scope>) {
    let block = table.block(id);
    let index = scopes.len();
    let symbols = entries(table, id).into_iter().map(|entry| {
        let cell = if entry.comp_cell { COMP_CELL } else { 0 };
        (entry.name, entry.flags | cell | number(entry.place) << SCOPE_OFFSET)
    });
    let is_parameter = |name: &&Name| block.flags(name).contains(Flags::PARAM);
    scopes.push(Scope {
        kind: match block.kind {
            BlockKind::Function => 0,
            BlockKind::Class => 1,
            BlockKind::Module => 2,
            BlockKind::Annotation => 3,
            BlockKind::TypeAlias => 4,
            BlockKind::TypeParameters => 5,
            BlockKind::TypeVariable => 6,
        },
        name: block.name.clone(),
        line: if block.kind == BlockKind::Module { 0 } else { lines.line(block.range.start) },
        nested: block.nested,
        symbols: symbols.collect(),
        parameters: block.order.iter().filter(is_parameter).cloned().collect(),
        children: Vec::new(),
    });
    let mut children = Vec::new();
    add_children(table, lines, block, scopes, &mut children);
    scopes[index].children = children;
}

/// The children of a comprehension that is part of the block take its place.
fn add_children(
    table: &SymbolTable,
    lines: &LineIndex,
    block: &Block,
    scopes: &mut Vec<Scope>,
    children: &mut Vec<usize>,
) {
    for &child in &block.children {
        taipan_syntax::with_room(|| {
            if table.block(child).inlined {
                add_children(table, lines, table.block(child), scopes, children);
            } else {
                children.push(scopes.len());
                add(table, lines, child, scopes);
            }
        });
    }
}

fn number(place: Place) -> u32 {
    match place {
        Place::Unknown => 0,
        Place::Local => 1,
        Place::GlobalExplicit => 2,
        Place::GlobalImplicit => 3,
        Place::Free => 4,
        Place::Cell => 5,
    }
}

/// As `inline_comprehension` and `update_symbols`: own names first, then those of comprehensions, then those that only
/// pass through.
fn entries(table: &SymbolTable, id: BlockId) -> Vec<Entry> {
    let block = table.block(id);
    let entry = |name: &Name| {
        let (flags, place) = (block.flags(name).bits(), block.place(name));
        Entry { name: name.clone(), flags, place, comp_cell: false }
    };
    let passes = |name: &&Name| block.flags(name).is_empty();
    // This compiler tells annotations in its own way which of them ran.
    let own = |name: &&Name| block.kind == BlockKind::Annotation && **name == "__conditional_annotations__";
    let names = block.order.iter().filter(|name| !passes(name) && !own(name));
    let mut entries: Vec<Entry> = names.map(entry).collect();
    for &child in block.children.iter().filter(|&&child| table.block(child).inlined) {
        for inner in taipan_syntax::with_room(|| self::entries(table, child)) {
            if inner.flags & Flags::PARAM.bits() != 0 {
                continue;
            }
            let cell = inner.place == Place::Cell || inner.comp_cell;
            match entries.iter_mut().find(|entry| entry.name == inner.name) {
                Some(entry) => {
                    entry.comp_cell |= cell;
                    // What the comprehension reads from around it, the block reads.
                    if inner.place == Place::Free && block.kind != BlockKind::Class {
                        entry.flags |= inner.flags & Flags::USE.bits();
                    }
                    if cell && entry.place == Place::Local && block.is_function_like() {
                        entry.place = Place::Cell;
                    }
                }
                None => entries.push(Entry { comp_cell: cell, ..inner }),
            }
        }
    }
    for name in block.order.iter().filter(|name| passes(name) && !own(name)) {
        if entries.iter().all(|entry| entry.name != *name) {
            entries.push(entry(name));
        }
    }
    entries
}
