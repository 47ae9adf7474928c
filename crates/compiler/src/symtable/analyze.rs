//! The second pass over scopes: for every name of every block, where it is found.
//!
//! Invariant on leaving a block: `free` holds the names that the blocks inside need from outside.

use crate::map::{Map, Set};
use taipan_syntax::ast::Name;
use taipan_syntax::with_room;

use super::{Block, BlockId, BlockKind, ComprehensionKind, Flags, Place, SymbolTable};
use crate::error::{CompileError, Result};

type Names = Set<Name>;

pub(super) fn analyze(table: &mut SymbolTable) -> Result {
    let mut free = Names::default();
    let mut global = Names::default();
    let mut type_params = Names::default();
    analyze_block(table, SymbolTable::TOP, None, &mut free, &mut global, &mut type_params, None)
}

struct NameSets<'a> {
    bound: Option<&'a mut Names>,
    local: Names,
    free: &'a mut Names,
    global: &'a mut Names,
    type_params: &'a mut Names,
}

fn error_at_directive(block: &Block, name: &str, message: String) -> CompileError {
    let range = block.symbols.get(name).and_then(|s| s.directive).unwrap_or(block.range);
    CompileError::new(message, range)
}

fn analyze_name(
    table: &SymbolTable,
    block: &Block,
    name: &Name,
    sets: &mut NameSets<'_>,
    class_entry: Option<BlockId>,
) -> Result<Place> {
    let flags = block.flags(name);
    if flags.contains(Flags::GLOBAL) {
        if flags.contains(Flags::NONLOCAL) {
            return Err(error_at_directive(block, name, format!("name '{name}' is nonlocal and global")));
        }
        sets.global.insert(name.clone());
        if let Some(bound) = &mut sets.bound {
            bound.remove(name);
        }
        return Ok(Place::GlobalExplicit);
    }
    if flags.contains(Flags::NONLOCAL) {
        let Some(bound) = &sets.bound else {
            let message = "nonlocal declaration not allowed at module level".to_owned();
            return Err(error_at_directive(block, name, message));
        };
        if !bound.contains(name) {
            return Err(error_at_directive(block, name, format!("no binding for nonlocal '{name}' found")));
        }
        if sets.type_params.contains(name) {
            let message = format!("nonlocal binding not allowed for type parameter '{name}'");
            return Err(error_at_directive(block, name, message));
        }
        sets.free.insert(name.clone());
        return Ok(Place::Free);
    }
    if flags.intersects(Flags::BOUND) {
        sets.local.insert(name.clone());
        sets.global.remove(name);
        if flags.contains(Flags::TYPE_PARAM) {
            sets.type_params.insert(name.clone());
        } else {
            sets.type_params.remove(name);
        }
        return Ok(Place::Local);
    }
    if let Some(class) = class_entry {
        let in_class = table.block(class).flags(name);
        if in_class.contains(Flags::GLOBAL) {
            return Ok(Place::GlobalExplicit);
        }
        if in_class.intersects(Flags::BOUND) && !in_class.contains(Flags::NONLOCAL) {
            return Ok(Place::GlobalImplicit);
        }
    }
    if sets.bound.as_ref().is_some_and(|bound| bound.contains(name)) {
        sets.free.insert(name.clone());
        return Ok(Place::Free);
    }
    Ok(Place::GlobalImplicit)
}

fn analyze_block(
    table: &mut SymbolTable,
    id: BlockId,
    bound: Option<&Names>,
    free: &mut Names,
    global: &mut Names,
    type_params: &mut Names,
    class_entry: Option<BlockId>,
) -> Result {
    let kind = table.block(id).kind;
    let function_like = table.block(id).is_function_like();
    let mut new_global = Names::default();
    let mut new_bound = Names::default();
    let mut new_free = Names::default();
    let mut own_bound = bound.cloned();
    if kind == BlockKind::Class {
        new_global.extend(global.iter().cloned());
        if let Some(bound) = bound {
            new_bound.extend(bound.iter().cloned());
        }
    }

    let mut places: Map<Name, Place> = Map::default();
    let names = table.block(id).order.clone();
    let mut sets = NameSets {
        bound: own_bound.as_mut(),
        local: Names::default(),
        free: &mut *free,
        global: &mut *global,
        type_params: &mut *type_params,
    };
    for name in &names {
        let place = analyze_name(table, table.block(id), name, &mut sets, class_entry)?;
        places.insert(name.clone(), place);
    }
    let local = std::mem::take(&mut sets.local);
    drop(sets);

    if kind == BlockKind::Class {
        new_bound.extend(["__class__", "__classdict__", "__conditional_annotations__"].map(Name::new));
    } else {
        if function_like {
            new_bound.extend(local.iter().cloned());
        }
        if let Some(bound) = &own_bound {
            new_bound.extend(bound.iter().cloned());
        }
        new_global.extend(global.iter().cloned());
    }

    for child in table.block(id).children.clone() {
        let child_class = match (table.block(child).can_see_class_scope, kind) {
            (true, BlockKind::Class) => Some(id),
            (true, _) => class_entry,
            (false, _) => None,
        };
        let comprehension = table.block(child).comprehension;
        let inline = comprehension.is_some_and(|c| c != ComprehensionKind::Generator)
            && !table.block(id).can_see_class_scope;
        let mut child_free = Names::default();
        let mut child_global = new_global.clone();
        let mut child_types = type_params.clone();
        with_room(|| {
            analyze_block(
                table,
                child,
                Some(&new_bound),
                &mut child_free,
                &mut child_global,
                &mut child_types,
                child_class,
            )
        })?;
        if inline {
            table.block_mut(child).inlined = true;
            inline_comprehension(table, id, child, &mut child_free);
        }
        new_free.extend(child_free);
    }

    if function_like {
        for (name, place) in &mut places {
            if *place == Place::Local && new_free.remove(name) {
                *place = Place::Cell;
            }
        }
    } else if kind == BlockKind::Class {
        let block = table.block_mut(id);
        block.needs_class_closure = new_free.remove("__class__");
        block.needs_classdict = new_free.remove("__classdict__");
        if new_free.remove("__conditional_annotations__") {
            block.has_conditional_annotations = true;
        }
    }
    update_symbols(table.block_mut(id), places, own_bound.as_ref(), &new_free);
    free.extend(new_free);
    Ok(())
}

/// Names that only the comprehension needs from `outer` need no cell there: they are in the same frame.
fn inline_comprehension(table: &mut SymbolTable, outer: BlockId, inner: BlockId, inner_free: &mut Names) {
    let in_class = table.block(outer).kind == BlockKind::Class;
    for name in table.block(inner).order.clone() {
        let symbol = table.block(inner).symbols[&name];
        if symbol.flags.contains(Flags::PARAM) {
            continue;
        }
        let special = matches!(name.as_str(), "__class__" | "__classdict__" | "__conditional_annotations__");
        if symbol.place == Place::Free && in_class && special {
            if !free_in_a_child(table, inner, &name) {
                inner_free.remove(&name);
            }
            set_place(table.block_mut(inner), &name, Place::GlobalImplicit);
            continue;
        }
        let existing = table.block(outer).flags(&name);
        if existing.intersects(Flags::BOUND) && !in_class && !free_in_a_child(table, inner, &name) {
            inner_free.remove(&name);
        }
    }
}

fn set_place(block: &mut Block, name: &Name, place: Place) {
    if let Some(symbol) = block.symbols.get_mut(name) {
        symbol.place = place;
    }
}

/// Whether a block inside the comprehension, which is not part of its frame, captures the name.
fn free_in_a_child(table: &SymbolTable, comprehension: BlockId, name: &Name) -> bool {
    table.block(comprehension).children.iter().any(|&child| {
        let block = table.block(child);
        block.place(name) == Place::Free && (!block.inlined || free_in_a_child(table, child, name))
    })
}

fn update_symbols(block: &mut Block, places: Map<Name, Place>, bound: Option<&Names>, free: &Names) {
    for (name, place) in places {
        set_place(block, &name, place);
    }
    let class_like = block.kind == BlockKind::Class || block.can_see_class_scope;
    for name in free {
        if let Some(symbol) = block.symbols.get_mut(name) {
            if class_like {
                symbol.flags |= Flags::FREE_CLASS;
            }
            continue;
        }
        if bound.is_some_and(|b| !b.contains(name)) {
            continue;
        }
        block.symbols.insert(
            name.clone(),
            super::Symbol { flags: Flags::empty(), place: Place::Free, directive: None },
        );
        block.order.push(name.clone());
    }
}
