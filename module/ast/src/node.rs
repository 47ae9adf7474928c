//! `ast.AST`: fields from arguments, defaults for those that are not given, and the text of a tree down to a depth.

use crate::Classes;
use taipan_native::{PyResult, Raised, Tp, Value, Vm, method};
use taipan_objects::class::TypeExt;
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Args, Payload, Tracer};

/// All that a node is, is in its dict.
struct Node;

// SAFETY: it holds no references.
unsafe impl Payload for Node {
    const NAME: &'static str = "AST";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, _: Tracer<'_>) {}
}

/// How deep `repr` goes.
const DEPTH: usize = 3;

static METHODS: &[NativeDef] = &[
    method("__reduce__", "($self, /)", reduce, ""),
    method(
        "__replace__",
        "($self, /, *args, **kwargs)",
        replace,
        "Return a copy of the AST node with new values for the specified fields.",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "AST",
        module: "ast",
        spec: TypeSpec {
            slots: Slots {
                new: Some(|vm, class, _| Ok(vm.new_object(class, Node))),
                init: Some(init),
                repr: Some(|vm, object| repr(vm, object, DEPTH)),
                ..Slots::default()
            },
            methods: METHODS,
            ..TypeSpec::default()
        },
        has_dict: true,
        has_weakrefs: false,
    };
    let class = vm.new_native_class::<Node>(class, None)?;
    let dict = class.expect::<taipan_objects::class::Type>().dict.get(vm).clone();
    for name in ["_fields", "__match_args__", "_attributes"] {
        let empty = vm.empty_tuple.clone();
        vm.dict_set_str(&dict, name, empty)?;
    }
    Ok(class)
}

/// An attribute of the class that is a sequence of names.
fn names(vm: &mut Vm, object: &Value, name: &str) -> PyResult<Vec<Value>> {
    let class = vm.type_of(object).value();
    let name = vm.intern(name);
    match vm.find_attr(&class, &name)? {
        Some(names) => vm.collect(&names),
        None => Ok(Vec::new()),
    }
}

fn contains(vm: &mut Vm, names: &[Value], name: &Value) -> PyResult<bool> {
    for own in names {
        if vm.equal(own, name)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let class_name = vm.type_name(object);
    let fields = names(vm, object, "_fields")?;
    let positionals = args.positionals();
    if positionals.len() > fields.len() {
        let plural = if fields.len() == 1 { "" } else { "s" };
        let short = vm.type_of(object).name(vm);
        let text = format!("{short} constructor takes at most {} positional argument{plural}", fields.len());
        return Err(vm.type_error(text));
    }
    let mut missing = fields.clone();
    for (name, value) in fields.iter().zip(positionals) {
        vm.set_attr(object, name, Some(value))?;
        missing.retain(|m| !m.is(name));
    }
    let mut attributes = None;
    for (name, value) in args.keywords() {
        let shown = vm.repr(name)?;
        let shown = vm.text(&shown).into_owned();
        if contains(vm, &fields, name)? {
            let mut at = None;
            for (i, own) in missing.iter().enumerate() {
                if vm.equal(own, name)? {
                    at = Some(i);
                    break;
                }
            }
            let Some(at) = at else {
                return Err(vm.type_error(format!("{class_name} got multiple values for argument {shown}")));
            };
            missing.remove(at);
        } else {
            let known = match &attributes {
                Some(known) => known,
                None => attributes.insert(names(vm, object, "_attributes")?),
            };
            let known = known.clone();
            if !contains(vm, &known, name)? {
                let text = format!(
                    "{class_name}.__init__ got an unexpected keyword argument {shown}. Support for arbitrary \
                     keyword arguments is deprecated and will be removed in Python 3.15."
                );
                vm.warn(Tp::DeprecationWarning, &text, 1)?;
            }
        }
        vm.set_attr(object, name, Some(value))?;
    }
    fill(vm, object, &class_name, &missing)
}

/// Gives fields that were not given what their types say.
fn fill(vm: &mut Vm, object: &Value, class_name: &str, missing: &[Value]) -> PyResult<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let class = vm.type_of(object).value();
    let name = vm.intern("_field_types");
    let Some(types) = vm.find_attr(&class, &name)? else { return Ok(()) };
    let (context, load) = {
        let classes = vm.state::<Classes>();
        (classes.expr_context.clone(), classes.load.clone())
    };
    for name in missing {
        let shown = vm.repr(name)?;
        let shown = vm.text(&shown).into_owned();
        let Some(kind) = vm.dict_get(&types, name)? else {
            let text = format!(
                "Field {shown} is missing from {class_name}._field_types. This will become an error in Python 3.15."
            );
            vm.warn(Tp::DeprecationWarning, &text, 1)?;
            continue;
        };
        if vm.is_exact(&kind, Tp::Union) {
            // The class has None for it.
        } else if vm.is_exact(&kind, Tp::GenericAlias) {
            let list = vm.new_list(Vec::new());
            vm.set_attr(object, name, Some(&list))?;
        } else if context.as_ref().is_some_and(|context| kind.is(context)) {
            if let Some(load) = &load {
                let load = vm.call(load, &[])?;
                vm.set_attr(object, name, Some(&load))?;
            }
        } else {
            let text = format!(
                "{class_name}.__init__ missing 1 required positional argument: {shown}. This will become an error \
                 in Python 3.15."
            );
            vm.warn(Tp::DeprecationWarning, &text, 1)?;
        }
    }
    Ok(())
}

fn dict_of(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.names.dict.clone();
    vm.get_attr(object, &name)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let dict = dict_of(vm, &a[0])?;
    // Fields are given by position, as None, so that making the node again complains of none missing.
    let mut count = 0;
    for name in names(vm, &a[0], "_fields")? {
        if vm.dict_get(&dict, &name)?.is_none() {
            break;
        }
        count += 1;
    }
    let args = vm.new_tuple(vec![Value::NONE; count]);
    Ok(vm.new_tuple(vec![class, args, dict]))
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.len(&a[1])? != 0 {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    let class_name = vm.type_name(&a[0]);
    let fields = names(vm, &a[0], "_fields")?;
    let mut expected = fields.clone();
    expected.extend(names(vm, &a[0], "_attributes")?);
    let dict = dict_of(vm, &a[0])?;
    let changes = vm.dict_items(&a[2]);
    for (name, _) in &changes {
        if !contains(vm, &expected, name)? {
            let shown = vm.repr(name)?;
            let text =
                format!("{class_name}.__replace__ got an unexpected keyword argument {}.", vm.text(&shown));
            return Err(vm.type_error(text));
        }
    }
    let mut missing = Vec::new();
    for name in &fields {
        if vm.dict_get(&dict, name)?.is_none() && vm.dict_get(&a[2], name)?.is_none() {
            let class = vm.type_of(&a[0]).value();
            if vm.find_attr(&class, name)?.is_none() {
                missing.push(name.clone());
            }
        }
    }
    if !missing.is_empty() {
        return Err(missing_fields(vm, &class_name, &missing)?);
    }
    let made = vm.type_of(&a[0]).value();
    let payload = vm.new_dict();
    vm.dict_update(&payload, &dict)?;
    vm.dict_update(&payload, &a[2])?;
    let (mut values, mut keys) = (Vec::new(), Vec::new());
    for (key, value) in vm.dict_items(&payload) {
        keys.push(key);
        values.push(value);
    }
    vm.call_args(&made, Args { all: &values, names: &keys })
}

fn missing_fields(vm: &mut Vm, class_name: &str, missing: &[Value]) -> PyResult<Raised> {
    let mut shown = Vec::new();
    for name in missing {
        let text = vm.repr(name)?;
        shown.push(vm.text(&text).into_owned());
    }
    let plural = if shown.len() == 1 { "" } else { "s" };
    let text = format!(
        "{class_name}.__replace__ missing {} keyword argument{plural}: {}.",
        shown.len(),
        shown.join(", ")
    );
    Ok(vm.type_error(text))
}

// ---- the text ----

fn is_node(vm: &Vm, value: &Value) -> bool {
    let _ = vm;
    value.downcast::<Node>().is_some()
}

fn repr(vm: &mut Vm, object: &Value, depth: usize) -> PyResult {
    vm.check_host_stack()?;
    let name = vm.type_name(object);
    if depth == 0 {
        return Ok(vm.new_str(&format!("{name}(...)")));
    }
    let mut text = format!("{name}(");
    for (i, field) in names(vm, object, "_fields")?.iter().enumerate() {
        let value = vm.get_attr(object, field)?;
        let shown = show(vm, &value, depth)?;
        if i > 0 {
            text.push_str(", ");
        }
        text.push_str(&vm.text(field));
        text.push('=');
        text.push_str(&shown);
    }
    text.push(')');
    Ok(vm.new_str(&text))
}

fn show(vm: &mut Vm, value: &Value, depth: usize) -> PyResult<String> {
    let shown = if is_node(vm, value) {
        repr(vm, value, depth - 1)?
    } else if vm.is_instance(value, Tp::List) || vm.is_instance(value, Tp::Tuple) {
        return show_items(vm, value, depth);
    } else {
        vm.repr(value)?
    };
    Ok(vm.text(&shown).into_owned())
}

/// The first and the last of a list.
fn show_items(vm: &mut Vm, list: &Value, depth: usize) -> PyResult<String> {
    let items = vm.collect(list)?;
    let (open, close) = if vm.is_instance(list, Tp::Tuple) { ('(', ')') } else { ('[', ']') };
    let mut text = String::from(open);
    for (i, item) in items.iter().enumerate() {
        if i > 0 && i + 1 < items.len() {
            continue;
        }
        if i > 0 {
            text.push_str(if items.len() > 2 { ", ..., " } else { ", " });
        }
        let shown = if is_node(vm, item) { repr(vm, item, depth - 1)? } else { vm.repr(item)? };
        text.push_str(&vm.text(&shown));
    }
    text.push(close);
    Ok(text)
}
