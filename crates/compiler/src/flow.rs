//! Control flow of one unit: unreachable code, jumps to jumps, and which `CHECK_BOUND` can fail.
//!
//! Invariant: a register is "assigned" at a point if every way there assigns it. At a handler that is what holds
//! before every instruction that may lead to it.

use crate::map::Map;
use taipan_bytecode::verify::can_raise;
use taipan_bytecode::{LocalKind, Op, Operand, Word};

use crate::ir::{Handler, HandlerId, Ins, Item, Label, NOWHERE, Reg};

/// Removes what never runs, shortens jumps, and gives places to instructions that have none of their own. New labels
/// are numbered from `labels` on.
pub(crate) fn tidy(items: Vec<Item>, handlers: &[Handler], labels: u32) -> Vec<Item> {
    let threaded = thread_jumps(items);
    let threaded = copy_exits(threaded, labels);
    let reachable = reachable(&threaded, handlers);
    let mut kept: Vec<Item> = Vec::with_capacity(threaded.len());
    for (item, alive) in threaded.into_iter().zip(reachable) {
        if alive || matches!(item, Item::Label(_)) {
            kept.push(item);
        }
    }
    let mut items = merge_moves(drop_jumps_to_next(kept));
    inherit_places(&mut items);
    drop_nops(items)
}

fn label_positions(items: &[Item]) -> Map<Label, usize> {
    let labels = items.iter().enumerate().filter_map(|(at, item)| match item {
        Item::Label(label) => Some((*label, at)),
        Item::Ins(_) => None,
    });
    labels.collect()
}

pub(crate) fn jump_target(ins: &Ins) -> Option<Label> {
    (ins.op.words().first() == Some(&Word::Jump)).then_some(Label(ins.words[0]))
}

/// A jump to an unconditional jump goes to its target, unless that leaves out a line of the source (`break`).
fn thread_jumps(mut items: Vec<Item>) -> Vec<Item> {
    let positions = label_positions(&items);
    let next_jump = |items: &[Item], label: Label, line: u32| -> Option<Label> {
        let mut at = *positions.get(&label)?;
        loop {
            match items.get(at)? {
                Item::Label(_) => at += 1,
                Item::Ins(ins) if ins.op == Op::JUMP && [0, line].contains(&ins.location.line) => {
                    return jump_target(ins);
                }
                Item::Ins(_) => return None,
            }
        }
    };
    for at in 0..items.len() {
        let Item::Ins(ins) = items[at] else { continue };
        let Some(mut target) = jump_target(&ins) else { continue };
        // The bound ends chains that run in a circle.
        for _ in 0..16 {
            match next_jump(&items, target, ins.location.line) {
                Some(next) if next != target => target = next,
                _ => break,
            }
        }
        if let Item::Ins(ins) = &mut items[at] {
            ins.words[0] = target.0;
        }
    }
    items
}

/// The most instructions of an end that nothing in the source says: that of a class body has the most.
const LONGEST_EXIT: usize = 8;

/// The end of a function that returns None, or of a class body, where nothing in the source says so, belongs to the line
/// it is reached from: every jump to it gets a copy.
fn copy_exits(items: Vec<Item>, labels: u32) -> Vec<Item> {
    let mut exits: Map<Label, Vec<Ins>> = Map::default();
    for (at, item) in items.iter().enumerate() {
        let Item::Label(label) = item else { continue };
        let code = items[at..].iter().filter_map(|item| match item {
            Item::Ins(ins) => Some(*ins),
            Item::Label(_) => None,
        });
        let mut exit: Vec<Ins> = Vec::new();
        for ins in code.take(LONGEST_EXIT) {
            let plain = matches!(ins.op, Op::LOAD_CONST | Op::STORE_NAME | Op::MOVE | Op::RETURN_VALUE);
            if ins.location.line != 0 || !plain {
                break;
            }
            exit.push(ins);
            if ins.op == Op::RETURN_VALUE {
                exits.insert(*label, exit);
                break;
            }
        }
    }
    if exits.is_empty() {
        return items;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut copies: Vec<Item> = Vec::new();
    let mut next_label = labels;
    let mut place = NOWHERE;
    for item in items {
        let Item::Ins(mut ins) = item else {
            out.push(item);
            continue;
        };
        if ins.location.line != 0 {
            place = ins.location;
        }
        let exit = jump_target(&ins).and_then(|label| exits.get(&label));
        let Some(exit) = exit else {
            out.push(item);
            continue;
        };
        let copy = exit.iter().map(|&ins| Item::Ins(Ins { location: place, ..ins }));
        if ins.op == Op::JUMP {
            out.extend(copy);
        } else {
            let label = Label(next_label);
            next_label += 1;
            ins.words[0] = label.0;
            out.push(Item::Ins(ins));
            copies.push(Item::Label(label));
            copies.extend(copy);
        }
    }
    out.extend(copies);
    out
}

/// An instruction without a place belongs to the one it follows.
fn inherit_places(items: &mut [Item]) {
    let mut place = NOWHERE;
    for item in items {
        let Item::Ins(ins) = item else { continue };
        if ins.location.line == 0 {
            ins.location = place;
        }
        place = if ins.op.is_terminal() { NOWHERE } else { ins.location };
    }
}

/// A `NOP` stands for a line that has no other code; where the next instruction is of that line it is not needed.
fn drop_nops(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        if let Item::Ins(ins) = item
            && ins.op == Op::NOP
        {
            let next = items[at + 1..].iter().find_map(|item| match item {
                Item::Ins(ins) => Some(ins),
                Item::Label(_) => None,
            });
            if next.is_some_and(|next| next.location.line == ins.location.line) {
                continue;
            }
        }
        out.push(*item);
    }
    out
}

fn reachable(items: &[Item], handlers: &[Handler]) -> Vec<bool> {
    let positions = label_positions(items);
    let mut alive = vec![false; items.len()];
    let mut handler_seen = vec![false; handlers.len() + 1];
    let mut work = vec![0];
    while let Some(mut at) = work.pop() {
        while at < items.len() && !alive[at] {
            alive[at] = true;
            if let Item::Ins(ins) = &items[at] {
                let id = ins.handler.0 as usize;
                if id != 0 && can_raise(ins.op) && !std::mem::replace(&mut handler_seen[id], true) {
                    work.extend(positions.get(&handlers[id - 1].target));
                }
                if let Some(target) = jump_target(ins) {
                    work.extend(positions.get(&target));
                }
                if ins.op.is_terminal() {
                    break;
                }
            }
            at += 1;
        }
    }
    alive
}

fn drop_jumps_to_next(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        if let Item::Ins(ins) = item
            && ins.op == Op::JUMP
            && let Some(target) = jump_target(ins)
        {
            let labels = items[at + 1..].iter().map_while(|next| match next {
                Item::Label(label) => Some(*label),
                Item::Ins(_) => None,
            });
            if labels.into_iter().any(|label| label == target) {
                if ins.location.line != 0 {
                    out.push(Item::Ins(Ins { op: Op::NOP, words: [0; 2], ..*ins }));
                }
                continue;
            }
        }
        out.push(*item);
    }
    out
}

/// A temporary that is moved only to be moved on or released is read where it was.
fn merge_moves(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        if let (Some(Item::Ins(before)), Item::Ins(ins)) = (out.last(), &item)
            && before.op == Op::MOVE
            && Reg(before.operands[0]).is_temporary()
            && Reg(before.operands[1]).is_temporary()
        {
            let [middle, source, _] = before.operands;
            let mut merged = *ins;
            let read = match ins.op {
                Op::POP_TOP => Some(0),
                Op::MOVE => Some(1),
                _ => None,
            };
            if let Some(read) = read
                && ins.operands[read] == middle
            {
                merged.operands[read] = source;
                out.pop();
                out.push(Item::Ins(merged));
                continue;
            }
        }
        out.push(item);
    }
    out
}

/// A set of named registers.
#[derive(Clone, PartialEq)]
struct Assigned(Vec<u64>);

impl Assigned {
    fn all(count: usize) -> Assigned {
        Assigned(vec![u64::MAX; count.div_ceil(64)])
    }

    fn contains(&self, index: u32) -> bool {
        self.0[index as usize / 64] >> (index % 64) & 1 != 0
    }

    fn set(&mut self, index: u32, value: bool) {
        let bit = 1 << (index % 64);
        let word = &mut self.0[index as usize / 64];
        if value { *word |= bit } else { *word &= !bit }
    }

    /// Keeps what both have; whether that changed anything.
    fn meet(&mut self, other: &Assigned) -> bool {
        let mut changed = false;
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            changed |= *a & *b != *a;
            *a &= *b;
        }
        changed
    }
}

/// Removes each `CHECK_BOUND` of a register that is assigned on every way to it. `assigned_at_start`: parameters and
/// cells.
pub(crate) fn drop_bound_checks(
    items: Vec<Item>,
    handlers: &[Handler],
    locals: &[(LocalKind, bool)],
) -> Vec<Item> {
    let checked = items.iter().any(|item| matches!(item, Item::Ins(ins) if ins.op == Op::CHECK_BOUND));
    if !checked {
        return items;
    }
    let positions = label_positions(&items);
    let mut start = Assigned::all(locals.len());
    for (index, &(kind, parameter)) in locals.iter().enumerate() {
        let assigned = parameter || kind.intersects(LocalKind::CELL | LocalKind::FREE);
        start.set(index as u32, assigned);
    }
    // States at block starts: at the first item, and at labels.
    let mut states: Map<usize, Assigned> = Map::default();
    states.insert(0, start);
    let mut work = vec![0];
    let join =
        |states: &mut Map<usize, Assigned>, work: &mut Vec<usize>, at: usize, state: &Assigned| match states
            .get_mut(&at)
        {
            Some(known) => {
                if known.meet(state) && !work.contains(&at) {
                    work.push(at);
                }
            }
            None => {
                states.insert(at, state.clone());
                work.push(at);
            }
        };
    let mut needed = vec![false; items.len()];
    while let Some(first) = work.pop() {
        let mut state = states[&first].clone();
        let mut at = first;
        let mut last_handler: Option<(HandlerId, Assigned)> = None;
        while at < items.len() {
            let ins = match &items[at] {
                Item::Label(_) => {
                    if at != first {
                        join(&mut states, &mut work, at, &state);
                        break;
                    }
                    at += 1;
                    continue;
                }
                Item::Ins(ins) => ins,
            };
            if ins.handler != HandlerId::NONE && can_raise(ins.op) {
                let same =
                    last_handler.as_ref().is_some_and(|(id, seen)| *id == ins.handler && *seen == state);
                if !same {
                    if let Some(&target) = positions.get(&handlers[ins.handler.0 as usize - 1].target) {
                        join(&mut states, &mut work, target, &state);
                    }
                    last_handler = Some((ins.handler, state.clone()));
                }
            }
            if ins.op == Op::CHECK_BOUND {
                let index = ins.operands[0];
                needed[at] |= !state.contains(index);
                // Behind the check it is bound.
                state.set(index, true);
                at += 1;
                continue;
            }
            if ins.op == Op::FOR_ITER {
                let mut taken = state.clone();
                write(&mut taken, ins.operands[1], true);
                if let Some(&target) = jump_target(ins).as_ref().and_then(|label| positions.get(label)) {
                    join(&mut states, &mut work, target, &taken);
                }
                write(&mut state, ins.operands[0], false);
                at += 1;
                continue;
            }
            if matches!(ins.op, Op::CLEAR | Op::DELETE_FAST) {
                write(&mut state, ins.operands[0], false);
                at += 1;
                continue;
            }
            for (kind, &operand) in ins.op.operands().iter().zip(&ins.operands) {
                if *kind == Operand::Dst {
                    write(&mut state, operand, true);
                }
            }
            if let Some(target) = jump_target(ins)
                && let Some(&target) = positions.get(&target)
            {
                join(&mut states, &mut work, target, &state);
            }
            if ins.op.is_terminal() {
                break;
            }
            at += 1;
        }
    }
    let mut needed = needed.into_iter();
    items
        .into_iter()
        .filter(|item| {
            let needed = needed.next().unwrap_or(true);
            needed || !matches!(item, Item::Ins(ins) if ins.op == Op::CHECK_BOUND)
        })
        .collect()
}

fn write(state: &mut Assigned, operand: u32, value: bool) {
    if !Reg(operand).is_temporary() {
        state.set(operand, value);
    }
}
