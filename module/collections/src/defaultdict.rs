//! `collections.defaultdict`: a dict whose `default_factory`, kept in a slot, makes what is missing.

use taipan_native::{PyResult, Tp, Value, Vm, method};
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::dict::Dict;
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;
use taipan_objects::{Args, BinaryOp};

static METHODS: &[NativeDef] = &[
    method(
        "__missing__",
        "($self, key, /)",
        missing,
        "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value\n",
    ),
    method("copy", "($self, /)", copy, "D.copy() -> a shallow copy of D."),
    method("__copy__", "($self, /)", copy, "D.copy() -> a shallow copy of D."),
    method("__reduce__", "($self, /)", reduce, "Return state information for pickling."),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let mut slots = Slots { init: Some(init), repr: Some(repr), ..Slots::default() };
    slots.binary[BinaryOp::Or as usize] = Some(or);
    let class = NativeClass {
        name: "defaultdict",
        module: "collections",
        spec: TypeSpec {
            slots,
            methods: METHODS,
            members: &["default_factory"],
            doc: Some(
                "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.",
            ),
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: true,
    };
    let base = vm.class(Tp::Dict);
    vm.new_native_class::<Dict>(class, Some(&base))
}

fn factory(vm: &mut Vm, object: &Value) -> PyResult {
    // A slot that nothing was put into yet is None, as in CPython.
    let name = vm.intern("default_factory");
    Ok(vm.find_attr(object, &name)?.unwrap_or(Value::NONE))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let positionals = args.positionals();
    let factory = positionals.first().cloned().unwrap_or(Value::NONE);
    if !factory.is_none() && vm.type_of(&factory).slots().call.is_none() {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    let name = vm.intern("default_factory");
    vm.set_attr(object, &name, Some(&factory))?;
    let rest = if positionals.is_empty() { args.all } else { &args.all[1..] };
    let dict = vm.class(Tp::Dict);
    match dict.expect::<Type>().slots().init {
        Some(init) => init(vm, object, Args { all: rest, names: args.names }),
        None => Ok(()),
    }
}

fn missing(vm: &mut Vm, a: &[Value]) -> PyResult {
    let factory = factory(vm, &a[0])?;
    if factory.is_none() {
        return Err(vm.raise_with(Tp::KeyError, [a[1].clone()]));
    }
    let value = vm.call(&factory, &[])?;
    vm.set_item(&a[0], &a[1], value.clone())?;
    Ok(value)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let dict = vm.class(Tp::Dict);
    let items = match dict.expect::<Type>().slots().repr {
        Some(repr) => repr(vm, object)?,
        None => return Ok(Value::NONE),
    };
    let factory = factory(vm, object)?;
    let shown = match vm.enter_repr(&factory) {
        Some(()) => {
            let shown = vm.repr(&factory);
            vm.leave_repr();
            let shown = shown?;
            vm.text(&shown).into_owned()
        }
        None => "...".to_owned(),
    };
    let name = vm.type_of(object).name(vm);
    let text = format!("{name}({shown}, {})", vm.text(&items));
    Ok(vm.new_str(&text))
}

fn copied(vm: &mut Vm, object: &Value) -> PyResult {
    let class = vm.type_of(object).value();
    let factory = factory(vm, object)?;
    vm.call(&class, &[factory, object.clone()])
}

fn copy(vm: &mut Vm, a: &[Value]) -> PyResult {
    copied(vm, &a[0])
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let factory = factory(vm, &a[0])?;
    let args = if factory.is_none() { Vec::new() } else { vec![factory] };
    let args = vm.new_tuple(args);
    let items = vm.call_method(&a[0], "items", &[])?;
    let items = vm.iter(&items)?;
    Ok(vm.new_tuple(vec![class, args, Value::NONE, Value::NONE, items]))
}

fn or(vm: &mut Vm, left: &Value, right: &Value) -> PyResult {
    let both = vm.is_instance(left, Tp::Dict) && vm.is_instance(right, Tp::Dict);
    if !both {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let class = vm.state::<crate::Classes>().defaultdict.clone();
    let is_own = |vm: &Vm, value: &Value| vm.type_of(value).is_subtype(class.expect::<Type>());
    let own = if is_own(vm, left) { left } else { right };
    let made = copied(vm, own)?;
    if own.is(right) {
        // What is left comes first, and what is right decides.
        vm.call_method(&made, "clear", &[])?;
        vm.dict_update(&made, left)?;
    }
    vm.dict_update(&made, right)?;
    Ok(made)
}
