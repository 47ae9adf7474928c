//! Hooks: display, uncaught and unraisable exceptions, audit, async generators; and `exit`.

use taipan_native::{Args, PyResult, Tp, Value, Vm};
use taipan_objects::exception;
use taipan_objects::structseq::StructSequence;
use taipan_objects::tuple::Tuple;

static UNRAISABLE: StructSequence = StructSequence {
    module: "sys",
    name: "UnraisableHookArgs",
    doc: "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
    fields: &["exc_type", "exc_value", "exc_traceback", "err_msg", "object"],
    visible: 5,
    constructible: true,
};

static ASYNCGEN_HOOKS: StructSequence = StructSequence {
    module: "sys",
    name: "asyncgen_hooks",
    doc: "asyncgen_hooks\n\nA named tuple providing information about asynchronous\ngenerators hooks.  The attributes are read only.",
    fields: &["firstiter", "finalizer"],
    visible: 2,
    constructible: false,
};

/// Classes and hooks of one Vm.
struct Hooks {
    unraisable: Value,
    asyncgen: Value,
    audit: Vec<Value>,
}

impl Default for Hooks {
    fn default() -> Self {
        Hooks { unraisable: Value::NULL, asyncgen: Value::NULL, audit: Vec::new() }
    }
}

/// The exception's class, itself, and its traceback or None.
pub fn triple(vm: &mut Vm, exception: &Value) -> [Value; 3] {
    let traceback = exception::traceback(vm, exception);
    let traceback = if traceback.is_null() { Value::NONE } else { traceback };
    [vm.type_of(exception).value(), exception.clone(), traceback]
}

fn unraisable_args(vm: &mut Vm, exception: &Value, message: Value, object: &Value) -> PyResult {
    let class = vm.state::<Hooks>().unraisable.clone();
    let object = if object.is_null() { Value::NONE } else { object.clone() };
    let mut values = triple(vm, exception).to_vec();
    values.extend([message, object]);
    vm.new_struct_sequence(&class, values)
}

pub fn set(vm: &mut Vm, _: &Value) -> PyResult<()> {
    let class = vm.new_struct_sequence_class(&UNRAISABLE)?;
    vm.state::<Hooks>().unraisable = class;
    let class = vm.new_struct_sequence_class(&ASYNCGEN_HOOKS)?;
    vm.state::<Hooks>().asyncgen = class;
    vm.unraisable_args = Some(unraisable_args);
    Ok(())
}

pub fn displayhook(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() {
        return Ok(Value::NONE);
    }
    let builtins = vm.builtins.clone();
    vm.dict_set_str(&builtins, "_", Value::NONE)?;
    let sys = vm.sys.clone();
    let Some(out) = vm.dict_get_str(&sys, "stdout").filter(|f| !f.is_none()) else {
        return Err(vm.runtime_error("lost sys.stdout"));
    };
    let shown = vm.repr(&a[1])?;
    vm.call_method(&out, "write", &[shown])?;
    let newline = vm.new_str("\n");
    vm.call_method(&out, "write", &[newline])?;
    vm.dict_set_str(&builtins, "_", a[1].clone())?;
    Ok(Value::NONE)
}

pub fn excepthook(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = &a[2];
    if !vm.is_instance(value, Tp::BaseException) {
        let text = format!(
            "TypeError: print_exception(): Exception expected for value, {} found\n",
            vm.type_name(value)
        );
        vm.write_stderr(&text);
        return Ok(Value::NONE);
    }
    if vm.is_exact(&a[3], Tp::Traceback) && exception::traceback(vm, value).is_null() {
        exception::set_traceback(vm, value, a[3].clone());
    }
    let show = vm.show_exception;
    let text = show(vm, value);
    vm.write_stderr(&text);
    Ok(Value::NONE)
}

pub fn unraisablehook(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.state::<Hooks>().unraisable.clone();
    if !vm.type_of(&a[1]).value().is(&class) {
        return Err(vm.type_error("sys.unraisablehook argument type must be UnraisableHookArgs"));
    }
    let fields = a[1].expect::<Tuple>().items();
    let (exception, message, object) = (&fields[1], &fields[3], &fields[4]);
    if !vm.is_instance(exception, Tp::BaseException) {
        return Ok(Value::NONE);
    }
    let message = if message.is_none() { None } else { Some(vm.str_text(message)?) };
    let text = vm.unraisable_text(exception, message.as_deref(), object);
    vm.write_stderr(&text);
    Ok(Value::NONE)
}

pub fn breakpointhook(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = vm.host().variable("PYTHONBREAKPOINT").unwrap_or_default();
    let name = String::from_utf8_lossy(&given).into_owned();
    let path = match name.as_str() {
        "0" => return Ok(Value::NONE),
        "" => "pdb.set_trace",
        other => other,
    };
    let (module, attribute) = path.rsplit_once('.').unwrap_or(("builtins", path));
    let (module, from) = (vm.new_str(module), vm.new_str(attribute));
    let from = vm.new_tuple(vec![from]);
    let module = (vm.interp.import)(vm, &module, None, &from, 0)?;
    let hook = vm.get_attr_str(&module, attribute)?;
    let mut all = a[0].expect::<Tuple>().items().to_vec();
    let mut names = Vec::new();
    for (key, value) in vm.dict_items(&a[1]) {
        names.push(key);
        all.push(value);
    }
    vm.call_args(&hook, Args { all: &all, names: &names })
}

pub fn exit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = match &a[1] {
        status if status.is_null() || status.is_none() => Vec::new(),
        status => match status.downcast::<Tuple>() {
            Some(parts) => parts.items().to_vec(),
            None => vec![status.clone()],
        },
    };
    Err(vm.raise_with(Tp::SystemExit, args))
}

pub fn is_finalizing(vm: &mut Vm, _: &[Value]) -> PyResult {
    let sys = vm.sys.clone();
    Ok(Value::from_bool(vm.dict_get_str(&sys, "modules").is_none()))
}

pub fn addaudithook(vm: &mut Vm, a: &[Value]) -> PyResult {
    let hook = a[1].clone();
    vm.state::<Hooks>().audit.push(hook);
    Ok(Value::NONE)
}

pub fn audit(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[0], Tp::Str) {
        let text = format!("audit() argument 1 must be str, not {}", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    }
    for hook in vm.state::<Hooks>().audit.clone() {
        vm.call(&hook, &[a[0].clone(), a[1].clone()])?;
    }
    Ok(Value::NONE)
}

fn or_none(value: &Value) -> Value {
    if value.is_null() { Value::NONE } else { value.clone() }
}

pub fn get_asyncgen_hooks(vm: &mut Vm, _: &[Value]) -> PyResult {
    let class = vm.state::<Hooks>().asyncgen.clone();
    let values = vec![or_none(&vm.asyncgen_firstiter), or_none(&vm.asyncgen_finalizer)];
    vm.new_struct_sequence(&class, values)
}

pub fn set_asyncgen_hooks(vm: &mut Vm, a: &[Value]) -> PyResult {
    for (value, name) in [(&a[2], "finalizer"), (&a[1], "firstiter")] {
        if !value.is_null() && !value.is_none() && vm.type_of(value).slots().call.is_none() {
            let text = format!("callable {name} expected, got {}", vm.type_name(value));
            return Err(vm.type_error(text));
        }
    }
    let hook = |v: &Value| if v.is_none() { Value::NULL } else { v.clone() };
    if !a[2].is_null() {
        vm.asyncgen_finalizer = hook(&a[2]);
    }
    if !a[1].is_null() {
        vm.asyncgen_firstiter = hook(&a[1]);
    }
    Ok(Value::NONE)
}
