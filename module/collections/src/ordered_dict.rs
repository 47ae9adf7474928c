//! `OrderedDict`. A dict keeps the order of its keys by itself; this class adds what moves them, equality that asks for
//! the order, iterators that refuse any change of it, and that what derives from it is changed through its methods.

use crate::odict_views;
use taipan_native::{Args, PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::dict::Dict;
use taipan_objects::dict_table::DictTable;
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{BinaryOp, CompareOp};

fn dict_slots(vm: &Vm) -> &Slots {
    vm.tp(Tp::Dict).slots()
}

/// Whether the object is of the class itself.
fn is_exact(vm: &mut Vm, object: &Value) -> bool {
    let class = vm.state::<crate::Classes>().ordered_dict.clone();
    std::ptr::eq(vm.type_of(object), class.expect::<Type>())
}

fn is_ordered(vm: &mut Vm, object: &Value) -> bool {
    let class = vm.state::<crate::Classes>().ordered_dict.clone();
    vm.type_of(object).is_subtype(class.expect::<Type>())
}

/// Stores every pair of an iterable through `__setitem__`.
fn add_pairs(vm: &mut Vm, object: &Value, pairs: &Value) -> PyResult<()> {
    let iterator = vm.iter(pairs)?;
    while let Some(pair) = vm.next(&iterator)? {
        let parts = vm.iter(&pair)?;
        let mut given = Vec::with_capacity(2);
        while given.len() < 3 {
            match vm.next(&parts)? {
                Some(part) => given.push(part),
                None => break,
            }
        }
        match given.as_slice() {
            [key, value] => vm.set_item(object, key, value.clone())?,
            [] => return Err(vm.value_error("need more than 0 values to unpack")),
            [_] => return Err(vm.value_error("need more than 1 value to unpack")),
            _ => return Err(vm.value_error("too many values to unpack (expected 2)")),
        }
    }
    Ok(())
}

/// `update` of one argument: a mapping, or pairs.
fn update_from(vm: &mut Vm, object: &Value, other: &Value) -> PyResult<()> {
    if vm.is_exact(other, Tp::Dict) {
        for (key, value) in vm.dict_items(other) {
            vm.set_item(object, &key, value)?;
        }
        return Ok(());
    }
    let name = vm.names.keys.clone();
    if let Some(keys) = vm.find_attr(other, &name)? {
        let keys = vm.call(&keys, &[])?;
        let iterator = vm.iter(&keys)?;
        while let Some(key) = vm.next(&iterator)? {
            let value = vm.get_item(other, &key)?;
            vm.set_item(object, &key, value)?;
        }
        return Ok(());
    }
    let name = vm.intern("items");
    if let Some(items) = vm.find_attr(other, &name)? {
        let items = vm.call(&items, &[])?;
        return add_pairs(vm, object, &items);
    }
    add_pairs(vm, object, other)
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let positionals = args.positionals();
    if positionals.len() > 1 {
        return Err(vm.type_error(format!("expected at most 1 argument, got {}", positionals.len())));
    }
    if let Some(other) = positionals.first() {
        update_from(vm, object, other)?;
    }
    for (name, value) in args.keywords() {
        vm.set_item(object, name, value.clone())?;
    }
    Ok(())
}

fn update(vm: &mut Vm, a: &[Value]) -> PyResult {
    let positionals = a[1].expect::<Tuple>().items();
    if positionals.len() > 1 {
        let text = format!("update() takes at most 1 positional argument ({} given)", positionals.len());
        return Err(vm.type_error(text));
    }
    if let Some(other) = positionals.first() {
        update_from(vm, &a[0], other)?;
    }
    for (name, value) in vm.dict_items(&a[2]) {
        vm.set_item(&a[0], &name, value)?;
    }
    Ok(Value::NONE)
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    match dict_slots(vm).setitem {
        Some(set) => set(vm, object, key, value),
        None => Ok(()),
    }
}

fn move_to_end(vm: &mut Vm, a: &[Value]) -> PyResult {
    let last = a[2].is_null() || vm.truth(&a[2])?;
    let dict = a[0].expect::<Dict>();
    if vm.dict_len(&a[0]) == 0 {
        return Err(vm.key_error(&a[1]));
    }
    let hash = vm.hash(&a[1])?;
    let Some(at) = taipan_objects::dict::find(vm, dict, &a[1], hash)? else {
        return Err(vm.key_error(&a[1]));
    };
    let table = dict.table.get_mut(vm);
    let there = if last { table.previous_live(table.entries.len()) } else { table.next_live(0) };
    if there == Some(at) {
        return Ok(Value::NONE);
    }
    dict.touch();
    let table = dict.table.get_mut(vm);
    let moved = if last {
        let hash = table.entries[at].hash;
        let (key, value) = table.remove(at);
        table.insert_new(hash, key, value).map(|_| ())
    } else {
        table.move_to_front(at)
    };
    match moved {
        Some(()) => Ok(Value::NONE),
        None => Err(vm.memory_error()),
    }
}

fn popitem(vm: &mut Vm, a: &[Value]) -> PyResult {
    let last = a[1].is_null() || vm.truth(&a[1])?;
    let dict = a[0].expect::<Dict>();
    let table = dict.table.get(vm);
    let at = if last { table.previous_live(table.entries.len()) } else { table.next_live(0) };
    let Some(at) = at else {
        let text = vm.new_str("dictionary is empty");
        return Err(vm.raise_with(Tp::KeyError, [text]));
    };
    dict.touch();
    let (key, value) = dict.table.get_mut(vm).remove(at);
    Ok(vm.new_tuple(vec![key, value]))
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hash = vm.hash(&a[1])?;
    match vm.dict_remove_hashed(&a[0], &a[1], hash)? {
        Some(value) => Ok(value),
        None if a[2].is_null() => Err(vm.key_error(&a[1])),
        None => Ok(a[2].clone()),
    }
}

fn setdefault(vm: &mut Vm, a: &[Value]) -> PyResult {
    let default = if a[2].is_null() { Value::NONE } else { a[2].clone() };
    let present = if is_exact(vm, &a[0]) {
        let found = vm.dict_get(&a[0], &a[1])?;
        if let Some(found) = found {
            return Ok(found);
        }
        false
    } else {
        vm.contains(&a[0], &a[1])?
    };
    if present {
        return vm.get_item(&a[0], &a[1]);
    }
    vm.set_item(&a[0], &a[1], default.clone())?;
    Ok(default)
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    let dict = a[0].expect::<Dict>();
    dict.touch();
    let generation = dict.table.get(vm).generation.wrapping_add(1);
    let old = std::mem::replace(dict.table.get_mut(vm), DictTable::at_generation(generation));
    drop(old);
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let made = vm.call(&class, &[])?;
    if is_exact(vm, &a[0]) {
        for (key, value) in vm.dict_items(&a[0]) {
            vm.dict_set(&made, &key, value)?;
        }
    } else {
        for (key, _) in vm.dict_items(&a[0]) {
            let value = vm.get_item(&a[0], &key)?;
            vm.set_item(&made, &key, value)?;
        }
    }
    Ok(made)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.type_of(object).name(vm);
    if vm.dict_len(object) == 0 {
        return Ok(vm.new_str(&format!("{name}()")));
    }
    if vm.enter_repr(object).is_none() {
        return Ok(vm.new_str("..."));
    }
    let result = shown(vm, object, &name);
    vm.leave_repr();
    result
}

fn shown(vm: &mut Vm, object: &Value, name: &str) -> PyResult {
    let plain = if is_exact(vm, object) {
        taipan_objects::dict::copy(vm, std::slice::from_ref(object))?
    } else {
        let items = vm.call_method(object, "items", &[])?;
        let dict = vm.class(Tp::Dict);
        vm.call(&dict, &[items])?
    };
    let items = vm.repr(&plain)?;
    let mut text = taipan_text::TextBuf::new();
    text.push_str(name);
    text.push_str("(");
    text.push_text(items.expect::<taipan_objects::str::Str>().text());
    text.push_str(")");
    vm.text_value(text)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let wanted = match op {
        CompareOp::Eq => true,
        CompareOp::Ne => false,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    let Some(plain) = dict_slots(vm).compare.filter(|_| vm.is_instance(b, Tp::Dict)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let answer = plain(vm, a, b, CompareOp::Eq)?;
    let mut equal = vm.truth(&answer)?;
    if equal && is_ordered(vm, b) {
        let (x, y) = (vm.dict_items(a), vm.dict_items(b));
        let versions = |vm: &Vm| [a, b].map(|d| d.expect::<Dict>().table.get(vm).generation);
        let before = versions(vm);
        for ((x, _), (y, _)) in x.iter().zip(&y) {
            let same = vm.same_or_equal(x, y)?;
            if versions(vm) != before {
                return Err(vm.runtime_error("OrderedDict mutated during iteration"));
            }
            if !same {
                equal = false;
                break;
            }
        }
    }
    Ok(Value::from_bool(equal == wanted))
}

fn or(vm: &mut Vm, left: &Value, right: &Value) -> PyResult {
    if !vm.is_instance(left, Tp::Dict) || !vm.is_instance(right, Tp::Dict) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let own = if is_ordered(vm, left) { left } else { right };
    let class = vm.type_of(own).value();
    let made = vm.call(&class, std::slice::from_ref(left))?;
    update_from(vm, &made, right)?;
    Ok(made)
}

fn inplace_or(vm: &mut Vm, left: &Value, right: &Value) -> PyResult {
    update_from(vm, left, right)?;
    Ok(left.clone())
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    let items = vm.call_method(&a[0], "items", &[])?;
    let items = vm.iter(&items)?;
    let class = vm.type_of(&a[0]).value();
    Ok(vm.new_tuple(vec![class, vm.empty_tuple.clone(), state, Value::NONE, items]))
}

fn fromkeys(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = if a[2].is_null() { Value::NONE } else { a[2].clone() };
    let made = vm.call(&a[0], &[])?;
    let iterator = vm.iter(&a[1])?;
    while let Some(key) = vm.next(&iterator)? {
        vm.set_item(&made, &key, value.clone())?;
    }
    Ok(made)
}

fn sizeof(vm: &mut Vm, a: &[Value]) -> PyResult {
    let entries = a[0].expect::<Dict>().table.get(vm).entries.capacity();
    Ok(vm.new_int(120 + 40 * entries as i64))
}

static METHODS: &[NativeDef] = &[
    class_method(
        "fromkeys",
        "($type, /, iterable, value=None)",
        fromkeys,
        "Create a new ordered dictionary with keys from iterable and values set to value.",
    ),
    method("__sizeof__", "($self, /)", sizeof, ""),
    method("__reduce__", "($self, /)", reduce, "Return state information for pickling"),
    method(
        "setdefault",
        "($self, /, key, default=None)",
        setdefault,
        "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default.",
    ),
    method(
        "pop",
        "($self, /, key, default=<unrepresentable>)",
        pop,
        "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError.",
    ),
    method(
        "popitem",
        "($self, /, last=True)",
        popitem,
        "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if\nfalse.",
    ),
    method("keys", "($self, /)", odict_views::keys, ""),
    method("values", "($self, /)", odict_views::values, ""),
    method("items", "($self, /)", odict_views::items, ""),
    method("update", "($self, /, *args, **kwargs)", update, ""),
    method("clear", "($self, /)", clear, "Remove all items from ordered dict."),
    method("copy", "($self, /)", copy, "A shallow copy of ordered dict."),
    method("__reversed__", "($self, /)", odict_views::reversed, "od.__reversed__() <==> reversed(od)"),
    method(
        "move_to_end",
        "($self, /, key, last=True)",
        move_to_end,
        "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist.",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let mut slots = Slots {
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        hash: Some(taipan_objects::object::unhashable),
        setitem: Some(setitem),
        iter: Some(odict_views::iter),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.inplace[BinaryOp::Or as usize] = Some(inplace_or);
    let class = NativeClass {
        name: "OrderedDict",
        module: "collections",
        spec: TypeSpec {
            slots,
            methods: METHODS,
            doc: Some("Dictionary that remembers insertion order"),
            ..TypeSpec::default()
        },
        has_dict: true,
        has_weakrefs: true,
    };
    let base = vm.class(Tp::Dict);
    vm.new_native_class::<Dict>(class, Some(&base))
}
