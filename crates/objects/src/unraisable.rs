//! Exceptions that nobody can catch: from finalizers, callbacks of weak references, and the like.

use crate::{Raised, Value, Vm};

/// Reports through `sys.unraisablehook` if the program set one, else to standard error as CPython does.
pub fn report(vm: &mut Vm, raised: Raised, message: Option<&str>, object: &Value) {
    let exception = raised.0;
    let current = vm.stack.current;
    if current != vm.stack.bottom() && crate::exception::traceback(vm, &exception).is_null() {
        // As `PyErr_FormatUnraisable`: where it was raised nobody knows, so where the program is must do.
        let frame = crate::frame::of_activation(vm, current);
        // SAFETY: there is a running activation.
        let last = unsafe { (*current).pc_index() };
        crate::traceback::add(vm, &exception, frame, last);
    }
    // A message is about the object, and says so itself, as `PyErr_FormatUnraisable` does.
    let (text, object) = match message {
        Some(message) if !object.is_null() && !object.is_none() => {
            let shown = vm.shown(object);
            (Some(format!("{message} {shown}")), &Value::NONE)
        }
        Some(message) => (Some(message.to_owned()), &Value::NONE),
        None => (None, object),
    };
    let message = text.as_deref();
    let sys = vm.sys.clone();
    if let Some(hook) = vm.dict_get_str(&sys, "unraisablehook")
        && let Some(make) = vm.unraisable_args
    {
        let message = message.map_or(Value::NONE, |m| vm.new_str(m));
        if let Ok(args) = make(vm, &exception, message, object)
            && vm.call(&hook, &[args]).is_ok()
        {
            return;
        }
    }
    let text = vm.unraisable_text(&exception, message, object);
    vm.write_stderr(&text);
}

impl Vm {
    /// `repr(object)`, or that it failed.
    fn shown(&mut self, object: &Value) -> String {
        self.repr_text(object).unwrap_or_else(|_| "<object repr() failed>".to_owned())
    }

    /// `Exception ignored in: …` and the traceback.
    pub fn unraisable_text(&mut self, exception: &Value, message: Option<&str>, object: &Value) -> String {
        let shown = if object.is_null() || object.is_none() { String::new() } else { self.shown(object) };
        let head = match message {
            Some(message) if shown.is_empty() => format!("{message}:\n"),
            Some(message) => format!("{message} {shown}:\n"),
            None if shown.is_empty() => String::new(),
            None => format!("Exception ignored in: {shown}\n"),
        };
        head + &crate::show::short_text(self, exception)
    }

    /// Writes text to `sys.stderr`, or to the process's standard error while there is none.
    pub fn write_stderr(&mut self, text: &str) {
        let sys = self.sys.clone();
        if let Some(stream) = self.dict_get_str(&sys, "stderr")
            && !stream.is_none()
        {
            let text = self.new_str(text);
            if self.call_method(&stream, "write", &[text]).is_ok() {
                let _ = self.call_method(&stream, "flush", &[]);
            }
        }
    }
}
