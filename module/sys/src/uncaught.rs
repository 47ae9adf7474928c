//! The end of a program by an exception: `SystemExit` becomes a status, anything else goes to `sys.excepthook`.

use taipan_native::{Raised, Tp, Value, Vm};
use taipan_objects::exception;
use taipan_objects::int::Number;

/// Reports an exception that nobody caught; gives the exit status.
pub fn report_uncaught(vm: &mut Vm, raised: &Raised) -> i32 {
    let exception = &raised.0;
    if vm.is_instance(exception, Tp::SystemExit) {
        return exit_status(vm, exception);
    }
    let interrupted = vm.is_instance(exception, Tp::KeyboardInterrupt);
    let [class, value, traceback] = crate::hooks::triple(vm, exception);
    let sys = vm.sys.clone();
    for (name, value) in
        [("last_exc", &value), ("last_type", &class), ("last_value", &value), ("last_traceback", &traceback)]
    {
        // A full heap loses these names only.
        let _ = vm.dict_set_str(&sys, name, value.clone());
    }
    crate::flush_stdout_quietly(vm);
    match vm.dict_get_str(&sys, "excepthook") {
        Some(hook) => {
            if let Err(second) = vm.call(&hook, &[class, value.clone(), traceback]) {
                if vm.is_instance(&second.0, Tp::SystemExit) {
                    return exit_status(vm, &second.0);
                }
                let show = vm.show_exception;
                let text = format!(
                    "Error in sys.excepthook:\n{}\nOriginal exception was:\n{}",
                    show(vm, &second.0),
                    show(vm, &value)
                );
                vm.write_stderr(&text);
            }
        }
        None => {
            let show = vm.show_exception;
            let text = format!("sys.excepthook is missing\n{}", show(vm, &value));
            vm.write_stderr(&text);
        }
    }
    if interrupted { 130 } else { 1 }
}

fn exit_status(vm: &mut Vm, exception: &Value) -> i32 {
    let code = exception::field(vm, exception, "code").and_then(Value::non_null).unwrap_or(Value::NONE);
    if code.is_none() {
        return 0;
    }
    match Number::of(&code) {
        Some(Number::Small(status)) => status as i32,
        Some(Number::Big(_)) => -1,
        None => {
            crate::flush_stdout_quietly(vm);
            let text = vm.str_text(&code).unwrap_or_default();
            vm.write_stderr(&format!("{text}\n"));
            1
        }
    }
}
