//! From a finished unit to a code block: the order of named registers, encoding, and the tables beside the words.

use std::sync::Arc;

use crate::map::Map;
use taipan_bytecode::encode::Encoder;
use taipan_bytecode::locations::Locations;
use taipan_bytecode::verify::can_raise;
use taipan_bytecode::{
    Code, CodeFlags, Constant, ExceptionEntry, LocalKind, LocalName, Location, Op, Operand, Word,
};

use crate::Options;
use crate::codegen::Unit;
use crate::error::{CompileError, Result};
use crate::flow;
use crate::ir::{HandlerId, Ins, Item, Label, Reg};
use crate::symtable::SymbolTable;

/// The greatest register number, and the greatest of other operands.
const MAX_OPERAND: u32 = u16::MAX as u32;

pub(crate) fn assemble(
    unit: Unit<'_>,
    table: &SymbolTable,
    filename: &Arc<str>,
    options: Options,
    future_annotations: bool,
) -> Result<Arc<Code>> {
    let order = register_order(&unit);
    let named = order.len() as u32;
    let flags = code_flags(&unit, table, future_annotations);
    let kinds: Vec<(LocalKind, bool)> =
        unit.locals.iter().map(|local| (local.kind, local.parameter)).collect();
    let mut localsplus: Vec<LocalName> = Vec::with_capacity(order.len());
    let mut number_of = vec![0; order.len()];
    for (number, &index) in order.iter().enumerate() {
        let local = &unit.locals[index];
        localsplus.push(LocalName { name: local.name.clone(), kind: local.kind });
        number_of[index] = number as u32;
    }

    let mut items = unit.items;
    items.extend(unit.cold);
    let items = flow::tidy(items, &unit.handlers, unit.labels);
    let mut items = flow::drop_bound_checks(items, &unit.handlers, &kinds);
    let constants = keep_used(unit.constants.into_list(), &mut items, unit.docstring);

    let register = |raw: u32| {
        let reg = Reg(raw);
        if reg.is_temporary() {
            named + reg.index()
        } else {
            number_of.get(raw as usize).copied().unwrap_or(0)
        }
    };
    let mut encoder = Encoder::new(options.force_wide);
    let mut labels: Map<Label, u32> = Map::default();
    let mut jumps: Vec<(usize, Label)> = Vec::new();
    let mut locations: Vec<(u32, Location)> = Vec::new();
    let mut ranges: Vec<(u32, u32, HandlerId)> = Vec::new();
    for item in &items {
        let ins = match item {
            Item::Label(label) => {
                labels.insert(*label, encoder.position());
                continue;
            }
            Item::Ins(ins) => ins,
        };
        let start = encoder.position();
        let operands = final_operands(ins, register);
        let fits = operands
            .iter()
            .zip(ins.op.operands())
            .all(|(&value, kind)| kind == Operand::Imm || value <= MAX_OPERAND);
        if !fits {
            return Err(CompileError::new("too many variables or values in one block", Default::default()));
        }
        let words = encoder.instruction(ins.op, operands);
        let mut given = ins.words.iter();
        for (position, kind) in ins.op.words().iter().enumerate() {
            match kind {
                Word::Cache => {}
                Word::Jump => {
                    if let Some(&label) = given.next() {
                        jumps.push((words + position, Label(label)));
                    }
                }
                Word::Name | Word::Const | Word::Info => {
                    encoder.set_word(words + position, given.next().copied().unwrap_or(0));
                }
            }
        }
        if locations.last().map(|&(_, location)| location) != Some(ins.location) {
            locations.push((start, ins.location));
        }
        let end = encoder.position();
        match ranges.last_mut() {
            Some(last) if last.2 == ins.handler && last.1 == start => last.1 = end,
            _ => ranges.push((start, end, ins.handler)),
        }
    }
    for (word, label) in jumps {
        let target = labels.get(&label).copied().unwrap_or(encoder.position());
        // The offset counts from the end of the instruction; a jump word is the first of its trailing words.
        encoder.set_jump(word, target);
    }
    // A handler that nothing can raise to is not there any more.
    let mut alive = vec![false; unit.handlers.len() + 1];
    for item in &items {
        if let Item::Ins(ins) = item {
            alive[ins.handler.0 as usize] |= can_raise(ins.op);
        }
    }
    let mut exceptions = Vec::new();
    for (start, end, id) in ranges {
        if id == HandlerId::NONE || !alive[id.0 as usize] {
            continue;
        }
        let handler = unit.handlers[id.0 as usize - 1];
        let Some(&target) = labels.get(&handler.target) else { continue };
        exceptions.push(ExceptionEntry { start, end, target, depth: named + handler.depth });
    }
    let registers = named + unit.temporaries;
    if registers > MAX_OPERAND {
        return Err(CompileError::new("too many variables or values in one block", Default::default()));
    }
    Ok(Arc::new(Code {
        name: unit.name,
        qualname: unit.qualname,
        filename: filename.clone(),
        flags,
        arg_count: unit.arg_count,
        posonly_arg_count: unit.posonly_arg_count,
        kwonly_arg_count: unit.kwonly_arg_count,
        localsplus,
        registers,
        first_line: unit.first_line,
        words: encoder.finish(),
        constants,
        names: unit.name_list,
        exceptions,
        locations: Locations::pack(unit.first_line, &locations),
    }))
}

/// Drops the constants of code that is not there any more. A docstring stays, and stays first.
fn keep_used(constants: Vec<Constant>, items: &mut [Item], docstring: bool) -> Vec<Constant> {
    let mut used = vec![false; constants.len()];
    if let (true, Some(first)) = (docstring, used.first_mut()) {
        *first = true;
    }
    let mut each = |visit: &mut dyn FnMut(&mut u32)| {
        for item in items.iter_mut() {
            let Item::Ins(ins) = item else { continue };
            for (operand, kind) in ins.operands.iter_mut().zip(ins.op.operands()) {
                if kind == Operand::Const {
                    visit(operand);
                }
            }
            let kinds = ins.op.words().iter().filter(|kind| **kind != Word::Cache);
            for (word, kind) in ins.words.iter_mut().zip(kinds) {
                if *kind == Word::Const {
                    visit(word);
                }
            }
        }
    };
    each(&mut |index| used[*index as usize] = true);
    if used.iter().all(|used| *used) {
        return constants;
    }
    let mut next = 0;
    let numbers: Vec<u32> = used
        .iter()
        .map(|used| {
            let number = next;
            next += u32::from(*used);
            number
        })
        .collect();
    each(&mut |index| *index = numbers[*index as usize]);
    constants.into_iter().zip(used).filter_map(|(constant, used)| used.then_some(constant)).collect()
}

fn final_operands(ins: &Ins, register: impl Fn(u32) -> u32) -> [u32; 3] {
    let mut operands = ins.operands;
    match ins.op {
        Op::COPY_FREE_VARS => operands[1] = register(operands[1]),
        Op::RAISE_VARARGS => {
            for operand in operands.iter_mut().take(ins.operands[2] as usize) {
                *operand = register(*operand);
            }
        }
        _ => {
            for (operand, kind) in operands.iter_mut().zip(ins.op.operands()) {
                if matches!(kind, Operand::Dst | Operand::Src | Operand::Peek | Operand::Base) {
                    *operand = register(*operand);
                }
            }
        }
    }
    operands
}

/// Parameters, other locals, cells, hidden variables, free variables.
fn register_order(unit: &Unit<'_>) -> Vec<usize> {
    let rank = |index: usize| {
        let local = &unit.locals[index];
        if local.parameter {
            0
        } else if local.kind.contains(LocalKind::FREE) {
            4
        } else if local.kind.contains(LocalKind::HIDDEN) {
            3
        } else if local.kind == LocalKind::LOCAL {
            1
        } else {
            2
        }
    };
    let mut order: Vec<usize> = (0..unit.locals.len()).collect();
    order.sort_by_key(|&index| rank(index));
    order
}

fn code_flags(unit: &Unit<'_>, table: &SymbolTable, future_annotations: bool) -> CodeFlags {
    let block = table.block(unit.block);
    let mut flags = CodeFlags::empty();
    if unit.is_function_like() {
        flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
        flags.set(CodeFlags::NESTED, block.nested);
        flags.set(CodeFlags::METHOD, block.method);
    }
    if unit.is_function_like() || block.coroutine {
        match (block.generator, block.coroutine) {
            (true, true) => flags |= CodeFlags::ASYNC_GENERATOR,
            (true, false) => flags |= CodeFlags::GENERATOR,
            (false, true) => flags |= CodeFlags::COROUTINE,
            (false, false) => {}
        }
    }
    flags.set(CodeFlags::VARARGS, unit.varargs);
    flags.set(CodeFlags::VARKEYWORDS, unit.varkeywords);
    flags.set(CodeFlags::HAS_DOCSTRING, unit.docstring);
    flags.set(CodeFlags::FUTURE_ANNOTATIONS, future_annotations);
    flags
}
