//! `breakpoint`: whatever `sys.breakpointhook` is.

use taipan_native::{Args, PyResult, Tp, Value, Vm};
use taipan_objects::tuple::Tuple;

/// `breakpoint(*args, **kws)`.
pub fn breakpoint(vm: &mut Vm, a: &[Value]) -> PyResult {
    let sys = vm.sys.clone();
    let Some(hook) = vm.dict_get_str(&sys, "breakpointhook") else {
        return Err(vm.runtime_error("lost sys.breakpointhook"));
    };
    let last = a.len() - 1;
    let mut all = a[last - 1].expect::<Tuple>().items().to_vec();
    let mut names = Vec::new();
    for (name, value) in vm.dict_items(&a[last]) {
        debug_assert!(vm.is_instance(&name, Tp::Str));
        names.push(name);
        all.push(value);
    }
    vm.call_args(&hook, Args { all: &all, names: &names })
}
