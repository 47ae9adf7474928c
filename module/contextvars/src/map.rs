//! The map of a context: a trie over the numbers of variables, whose nodes are objects and never change, so that a
//! copy of a context shares them all and the collector sees each reference once.

use crate::Classes;
use taipan_native::{Value, Vm};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Payload, Tracer, TypeSpec};

const BITS: u32 = 4;

enum Entry {
    Leaf { number: u64, variable: Value, value: Value },
    Node(Value),
}

/// The payload of a node: which of the sixteen entries are there, and those.
pub struct Node {
    present: u16,
    entries: Vec<Entry>,
}

// SAFETY: every reference is visited once. A node never changes: a cycle through it is broken at the context or at
// the value.
unsafe impl Payload for Node {
    const NAME: &'static str = "context node";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        for entry in &self.entries {
            match entry {
                Entry::Leaf { variable, value, .. } => {
                    visit(variable);
                    visit(value);
                }
                Entry::Node(node) => visit(node),
            }
        }
    }
}

pub fn spec() -> TypeSpec {
    TypeSpec { is_final: true, no_new: true, ..TypeSpec::default() }
}

impl Clone for Entry {
    fn clone(&self) -> Entry {
        match self {
            Entry::Leaf { number, variable, value } => {
                Entry::Leaf { number: *number, variable: variable.clone(), value: value.clone() }
            }
            Entry::Node(node) => Entry::Node(node.clone()),
        }
    }
}

impl Node {
    fn place(&self, number: u64, shift: u32) -> (u16, usize) {
        let bit = 1u16 << (number.checked_shr(shift).unwrap_or(0) & 15);
        (bit, (self.present & (bit - 1)).count_ones() as usize)
    }
}

/// The value of a variable; what is no node is an empty map.
pub fn get(map: &Value, number: u64) -> Option<Value> {
    map.downcast::<Node>()?;
    let mut node = map.clone();
    let mut shift = 0;
    loop {
        let own = node.expect::<Node>();
        let (bit, at) = own.place(number, shift);
        if own.present & bit == 0 {
            return None;
        }
        match &own.entries[at] {
            Entry::Leaf { number: found, value, .. } => return (*found == number).then(|| value.clone()),
            Entry::Node(below) => {
                let below = below.clone();
                node = below;
            }
        }
        shift += BITS;
    }
}

/// The map with a value more, and whether the variable had none before.
pub fn set(vm: &mut Vm, map: &Value, number: u64, variable: &Value, value: &Value) -> (Value, bool) {
    let leaf = Entry::Leaf { number, variable: variable.clone(), value: value.clone() };
    insert(vm, map, number, leaf, 0)
}

fn insert(vm: &mut Vm, map: &Value, number: u64, leaf: Entry, shift: u32) -> (Value, bool) {
    let mut changed = match map.downcast::<Node>() {
        Some(own) => Node { present: own.present, entries: own.entries.clone() },
        None => Node { present: 0, entries: Vec::new() },
    };
    let (bit, at) = changed.place(number, shift);
    let mut is_new = true;
    if changed.present & bit == 0 {
        changed.present |= bit;
        changed.entries.insert(at, leaf);
    } else {
        changed.entries[at] = match &changed.entries[at] {
            Entry::Leaf { number: found, .. } if *found == number => {
                is_new = false;
                leaf
            }
            Entry::Node(below) => {
                let (below, fresh) = insert(vm, &below.clone(), number, leaf, shift + BITS);
                is_new = fresh;
                Entry::Node(below)
            }
            other => {
                let (other, old) = match other {
                    Entry::Leaf { number, .. } => (other.clone(), *number),
                    Entry::Node(_) => unreachable!("nodes are met above"),
                };
                let (below, _) = insert(vm, &Value::NULL, old, other, shift + BITS);
                let (below, _) = insert(vm, &below, number, leaf, shift + BITS);
                Entry::Node(below)
            }
        };
    }
    let class = vm.state::<Classes>().node.clone();
    (vm.new_object(&class, changed), is_new)
}

/// The map without a variable.
pub fn remove(vm: &mut Vm, map: &Value, number: u64) -> Value {
    let mut result = Value::NULL;
    for (variable, value) in items(map) {
        let other = variable.expect::<crate::variable::ContextVar>().number;
        if other != number {
            result = set(vm, &result, other, &variable, &value).0;
        }
    }
    result
}

/// Every variable with its value.
pub fn items(map: &Value) -> Vec<(Value, Value)> {
    let mut found = Vec::new();
    let mut nodes: Vec<Value> = map.clone().non_null().into_iter().collect();
    while let Some(node) = nodes.pop() {
        for entry in &node.expect::<Node>().entries {
            match entry {
                Entry::Leaf { variable, value, .. } => found.push((variable.clone(), value.clone())),
                Entry::Node(below) => nodes.push(below.clone()),
            }
        }
    }
    found
}
