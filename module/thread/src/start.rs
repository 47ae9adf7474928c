//! How threads begin and end.

use crate::handle;
use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::Args;

/// Bytes of stack that a thread needs at least.
const LEAST_STACK: i64 = 53248;
/// Bytes of address space for a thread's stack. What is not touched costs nothing.
const USUAL_STACK: usize = 64 << 20;

/// `stack_size()`; 0 for the usual one.
#[derive(Default)]
struct StackSize(usize);

pub fn stack_size(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = if a[1].is_null() { 0 } else { vm.index_i64(&a[1])? };
    if size != 0 && size < LEAST_STACK {
        return Err(vm.value_error(format!("size must be at least {LEAST_STACK} bytes")));
    }
    let before = vm.state::<StackSize>().0;
    if !a[1].is_null() {
        vm.state::<StackSize>().0 = size as usize;
    }
    Ok(vm.new_int(before as i64))
}

fn check_callable(vm: &mut Vm, function: &Value, text: &str) -> PyResult<()> {
    if vm.type_of(function).slots().call.is_none() {
        return Err(vm.type_error(text));
    }
    Ok(())
}

/// Runs `function` in a new thread; `ended` at its end.
pub fn start(
    vm: &mut Vm,
    function: Value,
    args: Vec<Value>,
    names: Vec<Value>,
    ended: impl FnOnce(&mut Vm) + 'static,
) -> PyResult<u64> {
    let asked = vm.state::<StackSize>().0;
    let size = if asked == 0 { USUAL_STACK } else { asked };
    let started = vm.start_thread(size, move |vm| {
        let result = vm.call_args(&function, Args { all: &args, names: &names });
        if let Err(raised) = result
            && !vm.is_raised(&raised, Tp::SystemExit)
        {
            vm.unraisable(raised, Some("Exception ignored in thread started by"), &function);
        }
        drop((function, args, names));
        crate::local::forget_thread(vm);
        ended(vm);
    });
    started.map_err(|_| no_thread(vm))
}

fn no_thread(vm: &mut Vm) -> Raised {
    vm.raise(Tp::RuntimeError, "can't start new thread")
}

pub fn start_new(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_callable(vm, &a[1], "first arg must be callable")?;
    let Some(args) = a[2].downcast::<taipan_objects::tuple::Tuple>() else {
        return Err(vm.type_error("2nd arg must be a tuple"));
    };
    if !a[3].is_null() && !vm.is_instance(&a[3], Tp::Dict) {
        return Err(vm.type_error("optional 3rd arg must be a dictionary"));
    }
    let mut all = args.items().to_vec();
    let mut names = Vec::new();
    if !a[3].is_null() {
        for (name, value) in vm.dict_items(&a[3]) {
            names.push(name);
            all.push(value);
        }
    }
    let ident = start(vm, a[1].clone(), all, names, |_| ())?;
    Ok(vm.new_u64(ident))
}

pub fn start_joinable(vm: &mut Vm, a: &[Value]) -> PyResult {
    check_callable(vm, &a[1], "thread function must be callable")?;
    let handle = if a[2].is_null() || a[2].is_none() {
        handle::new(vm)?
    } else if handle::is_handle(&a[2]) {
        a[2].clone()
    } else {
        return Err(vm.type_error("'handle' must be a _ThreadHandle"));
    };
    let daemon = a[3].is_null() || vm.truth(&a[3])?;
    handle::start(vm, &handle, a[1].clone(), daemon)?;
    Ok(handle)
}
