//! Module `atexit`: functions that run, the last registered first, when a Vm ends.
#![forbid(unsafe_code)]

use taipan_native::{Args, ModuleDef, NativeDef, PyResult, Value, Vm, function, no_init};
use taipan_objects::tuple::Tuple;

pub static MODULE: ModuleDef = ModuleDef {
    name: "atexit",
    doc: Some(
        "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n",
    ),
    functions: FUNCTIONS,
    init: no_init,
};

struct Callback {
    function: Value,
    args: Value,
    kwargs: Value,
}

/// What is registered, the first first. One that was unregistered while others run leaves no hole.
#[derive(Default)]
struct Callbacks {
    all: Vec<Callback>,
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_clear",
        "($module, /)",
        |vm, _| {
            clear(vm);
            Ok(Value::NONE)
        },
        "Clear the list of previously registered exit functions.",
    ),
    function(
        "_ncallbacks",
        "($module, /)",
        |vm, _| {
            let count = vm.state::<Callbacks>().all.len();
            Ok(vm.new_int(count as i64))
        },
        "Return the number of registered exit functions.",
    ),
    function(
        "_run_exitfuncs",
        "($module, /)",
        |vm, _| {
            run(vm);
            Ok(Value::NONE)
        },
        "Run all registered exit functions.\n\nIf a callback raises an exception, it is logged with sys.unraisablehook.",
    ),
    function(
        "register",
        "($module, /, *args, **kwargs)",
        register,
        "Register a function to be executed upon normal program termination\n\n    func - function to be called at exit\n    args - optional arguments to pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator.",
    ),
    function(
        "unregister",
        "($module, func, /)",
        unregister,
        "Unregister an exit function which was previously registered using\natexit.register\n\n    func - function to be unregistered",
    ),
];

fn register(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some((function, args)) = a[1].expect::<Tuple>().items().split_first() else {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    };
    if vm.type_of(function).slots().call.is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let args = vm.new_tuple_from(args.len(), args.iter().cloned());
    let callback = Callback { function: function.clone(), args, kwargs: a[2].clone() };
    vm.state::<Callbacks>().all.push(callback);
    Ok(function.clone())
}

fn unregister(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut at = vm.state::<Callbacks>().all.len();
    while at > 0 {
        at -= 1;
        let Some(function) = vm.state::<Callbacks>().all.get(at).map(|c| c.function.clone()) else {
            continue;
        };
        if !vm.equal(&function, &a[1])? {
            continue;
        }
        // The comparison may have changed the list.
        let all = &mut vm.state::<Callbacks>().all;
        if all.get(at).is_some_and(|c| c.function.is(&function)) {
            drop(all.remove(at));
        }
    }
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm) {
    drop(std::mem::take(&mut vm.state::<Callbacks>().all));
}

/// Runs and forgets every registered function.
pub fn run(vm: &mut Vm) {
    while let Some(callback) = vm.state::<Callbacks>().all.pop() {
        let mut all = callback.args.expect::<Tuple>().items().to_vec();
        let mut names = Vec::new();
        for (name, value) in vm.dict_items(&callback.kwargs) {
            names.push(name);
            all.push(value);
        }
        if let Err(raised) = vm.call_args(&callback.function, Args { all: &all, names: &names }) {
            vm.unraisable(raised, Some("Exception ignored in atexit callback"), &callback.function);
        }
    }
}
