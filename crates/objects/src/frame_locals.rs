//! `FrameLocalsProxy`: what `frame.f_locals` gives in functions, a mapping that writes through to the registers. Names
//! that the code does not have are kept beside them.

use crate::frame::{Frame, locals};
use crate::native::{TypeSpec, method};
use crate::slots::Slots;
use crate::{Args, BinaryOp, Payload, PyResult, Tp, Tracer, Value, Vm};
use taipan_bytecode::LocalKind;

/// The payload of `frame.f_locals` in functions: a mapping that writes through.
pub struct LocalsProxy {
    pub frame: Value,
}

// SAFETY: the frame is visited once.
unsafe impl Payload for LocalsProxy {
    const NAME: &'static str = "FrameLocalsProxy";
    const SHAPE: u32 = Tp::FrameLocalsProxy as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.frame);
    }
}

fn proxy_dict(vm: &mut Vm, object: &Value) -> PyResult {
    let frame = object.expect::<LocalsProxy>().frame.clone();
    locals(vm, &frame)
}

fn proxy_get(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let dict = proxy_dict(vm, object)?;
    match vm.dict_get(&dict, key)? {
        Some(value) => Ok(value),
        None => Err(vm.key_error(key)),
    }
}

/// The register of a name that the code has.
fn register_of(vm: &Vm, frame: &Frame, key: &Value) -> Option<usize> {
    key.downcast::<crate::str::Str>()?;
    let names = &frame.code().local_names;
    (0..names.len()).rev().find(|&i| vm.str_eq(&names[i], key))
}

fn proxy_set(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    let proxy = object.expect::<LocalsProxy>();
    let frame = proxy.frame.expect::<Frame>();
    let code = frame.code();
    if let Some(index) = register_of(vm, frame, key) {
        let Some(value) = value else {
            return Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"));
        };
        let current = frame.register(index);
        let is_cell = code.block.localsplus[index].kind.intersects(LocalKind::CELL | LocalKind::FREE);
        if is_cell && let Some(cell) = current.downcast::<crate::cell::Cell>() {
            let old = std::mem::replace(cell.content.get_mut(vm), value.clone());
            drop(old);
        } else {
            frame.set_register(index, value.clone());
        }
        return Ok(());
    }
    let mut extra = frame.extra(vm);
    if extra.is_null() {
        extra = vm.new_dict();
        *frame.rare().extra.get_mut(vm) = extra.clone();
    }
    match value {
        Some(value) => vm.dict_set(&extra, key, value.clone()),
        None => match vm.dict_remove(&extra, key)? {
            Some(_) => Ok(()),
            None => Err(vm.key_error(key)),
        },
    }
}

/// `FrameLocalsProxy(frame)`.
fn new(vm: &mut Vm, _: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("FrameLocalsProxy takes no keyword arguments"));
    }
    let [frame] = args.all else {
        let text = format!("FrameLocalsProxy expected 1 argument, got {}", args.all.len());
        return Err(vm.type_error(text));
    };
    if !vm.is_exact(frame, Tp::Frame) {
        let text = format!("expect frame, not {}", vm.type_name(frame));
        return Err(vm.type_error(text));
    }
    Ok(vm.heap.alloc(Tp::FrameLocalsProxy as u32, LocalsProxy { frame: frame.clone() }))
}

/// A list of what a method of dicts gives.
fn listed(vm: &mut Vm, object: &Value, name: &str) -> PyResult {
    let dict = proxy_dict(vm, object)?;
    let view = vm.call_method(&dict, name, &[])?;
    let items = vm.collect(&view)?;
    Ok(vm.new_list(items))
}

/// A dict, or the dict of a proxy.
fn as_dict(vm: &mut Vm, value: &Value) -> PyResult<Option<Value>> {
    if value.downcast::<LocalsProxy>().is_some() {
        return proxy_dict(vm, value).map(Some);
    }
    Ok(vm.is_instance(value, Tp::Dict).then(|| value.clone()))
}

fn or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(left), Some(right)) = (as_dict(vm, a)?, as_dict(vm, b)?) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = crate::dict::copy(vm, &[left])?;
    vm.dict_update(&result, &right)?;
    Ok(result)
}

fn update_from(vm: &mut Vm, object: &Value, other: &Value) -> PyResult<bool> {
    let Some(other) = as_dict(vm, other)? else { return Ok(false) };
    for (key, value) in vm.dict_items(&other) {
        proxy_set(vm, object, &key, Some(&value))?;
    }
    Ok(true)
}

fn inplace_or(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    Ok(if update_from(vm, a, b)? { a.clone() } else { Value::NOT_IMPLEMENTED })
}

fn update(vm: &mut Vm, a: &[Value]) -> PyResult {
    if update_from(vm, &a[0], &a[1])? {
        return Ok(Value::NONE);
    }
    Err(vm.type_error("update() argument must be dict or another FrameLocalsProxy"))
}

fn get(vm: &mut Vm, a: &[Value]) -> PyResult {
    let dict = proxy_dict(vm, &a[0])?;
    let found = vm.dict_get(&dict, &a[1])?;
    Ok(found.unwrap_or_else(|| if a[2].is_null() { Value::NONE } else { a[2].clone() }))
}

fn setdefault(vm: &mut Vm, a: &[Value]) -> PyResult {
    let dict = proxy_dict(vm, &a[0])?;
    if let Some(found) = vm.dict_get(&dict, &a[1])? {
        return Ok(found);
    }
    let default = if a[2].is_null() { Value::NONE } else { a[2].clone() };
    proxy_set(vm, &a[0], &a[1], Some(&default))?;
    Ok(default)
}

fn pop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let frame = a[0].expect::<LocalsProxy>().frame.clone();
    let own = frame.expect::<Frame>();
    if register_of(vm, own, &a[1]).is_some() {
        return Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"));
    }
    let extra = own.extra(vm);
    let found = if extra.is_null() { None } else { vm.dict_remove(&extra, &a[1])? };
    match found {
        Some(value) => Ok(value),
        None if !a[2].is_null() => Ok(a[2].clone()),
        None => Err(vm.key_error(&a[1])),
    }
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let frame = object.expect::<LocalsProxy>().frame.clone();
    let Some(_guard) = vm.enter_repr(&frame) else { return Ok(vm.new_str("{...}")) };
    let shown = proxy_dict(vm, object).and_then(|dict| vm.repr(&dict));
    vm.leave_repr();
    shown
}

fn slots() -> Slots {
    let mut slots = Slots {
        new: Some(new),
        getitem: Some(proxy_get),
        setitem: Some(proxy_set),
        len: Some(|vm, o| {
            let dict = proxy_dict(vm, o)?;
            Ok(vm.dict_len(&dict))
        }),
        contains: Some(|vm, o, k| {
            let dict = proxy_dict(vm, o)?;
            vm.contains(&dict, k)
        }),
        iter: Some(|vm, o| {
            let keys = listed(vm, o, "keys")?;
            vm.iter(&keys)
        }),
        repr: Some(repr),
        compare: Some(|vm, a, b, op| {
            let own = proxy_dict(vm, a)?;
            let other = if b.downcast::<LocalsProxy>().is_some() { proxy_dict(vm, b)? } else { b.clone() };
            vm.compare(&own, &other, op)
        }),
        hash: Some(crate::object::unhashable),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Or as usize] = Some(or);
    slots.inplace[BinaryOp::Or as usize] = Some(inplace_or);
    slots
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: slots(),
        methods: const {
            &[
                method("keys", "($self, /)", |vm, a| listed(vm, &a[0], "keys"), ""),
                method("values", "($self, /)", |vm, a| listed(vm, &a[0], "values"), ""),
                method("items", "($self, /)", |vm, a| listed(vm, &a[0], "items"), ""),
                method("copy", "($self, /)", |vm, a| proxy_dict(vm, &a[0]), ""),
                method("get", "($self, key, default=None, /)", get, ""),
                method("setdefault", "($self, key, default=None, /)", setdefault, ""),
                method("pop", "($self, key, default=<unrepresentable>, /)", pop, ""),
                method("update", "($self, other, /)", update, ""),
                method(
                    "__reversed__",
                    "($self, /)",
                    |vm, a| {
                        let keys = listed(vm, &a[0], "keys")?;
                        let mut items = vm.collect(&keys)?;
                        items.reverse();
                        Ok(vm.new_list(items))
                    },
                    "",
                ),
            ]
        },
        ..TypeSpec::default()
    }
}
