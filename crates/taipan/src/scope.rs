//! The inside of a Vm while Rust is being called, or calls: what conversions and Rust functions work with.

use crate::convert::{FromPython, IntoArgs, IntoPython};
use crate::{Error, Object, Result, error, roots};
use taipan_objects::{CompileFlags, CompileMode, PyResult, Value};

/// Access to a Vm from inside an entry. Rust functions get one by [`crate::Vm::register_raw`]; conversions get one to
/// make and read objects.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// let shown = vm.enter(|scope| {
///     let list = scope.list(vec![1, 2])?;
///     scope.repr(&list)
/// })?;
/// assert_eq!(shown, "[1, 2]");
/// # Ok::<(), taipan::Error>(())
/// ```
pub struct Scope<'a> {
    pub(crate) vm: &'a mut taipan_objects::Vm,
}

/// What can be called: the name of a global or builtin, or an object.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// let longest = vm.eval("max")?;
/// assert_eq!(vm.call::<i64>(&longest, (3, 4))?, vm.call::<i64>("max", (3, 4))?);
/// # Ok::<(), taipan::Error>(())
/// ```
pub trait Callee {
    /// The object to call.
    fn find(self, scope: &mut Scope<'_>) -> Result<Object>;
}

impl Callee for &str {
    fn find(self, scope: &mut Scope<'_>) -> Result<Object> {
        scope.global(self)
    }
}

impl Callee for &Object {
    fn find(self, scope: &mut Scope<'_>) -> Result<Object> {
        let value = roots::look(scope.vm, self)?;
        Ok(scope.hold(value))
    }
}

impl Scope<'_> {
    pub(crate) fn hold(&mut self, value: Value) -> Object {
        roots::hold(self.vm, value)
    }

    pub(crate) fn look(&mut self, object: &Object) -> Result<Value> {
        roots::look(self.vm, object)
    }

    pub(crate) fn lift<T>(&mut self, result: PyResult<T>) -> Result<T> {
        result.map_err(|raised| error::detach(self.vm, raised))
    }

    /// The globals of `__main__`.
    pub(crate) fn globals(&mut self) -> Result<Value> {
        let modules = self.vm.modules.clone();
        match self.vm.dict_get_str(&modules, "__main__") {
            Some(main) if self.vm.is_exact(&main, taipan_objects::Tp::Module) => {
                Ok(self.vm.module_dict(&main))
            }
            _ => Err("there is no module __main__".into()),
        }
    }

    /// A global of `__main__`, or else a builtin. NameError if there is neither.
    pub fn global(&mut self, name: &str) -> Result<Object> {
        let globals = self.globals()?;
        let builtins = self.vm.builtins.clone();
        match self.vm.dict_get_str(&globals, name).or_else(|| self.vm.dict_get_str(&builtins, name)) {
            Some(value) => Ok(self.hold(value)),
            None => {
                let name_value = self.vm.intern(name);
                let raised = self.vm.name_error(
                    taipan_objects::Tp::NameError,
                    format!("name '{name}' is not defined"),
                    &name_value,
                );
                Err(error::detach(self.vm, raised))
            }
        }
    }

    /// Sets a global of `__main__`.
    pub fn set_global(&mut self, name: &str, value: impl IntoPython) -> Result<()> {
        let object = value.into_python(self)?;
        let value = self.look(&object)?;
        let globals = self.globals()?;
        let stored = self.vm.dict_set_str(&globals, name, value);
        self.lift(stored)
    }

    /// Calls an object or a global with typed arguments.
    pub fn call<R: FromPython>(&mut self, callee: impl Callee, args: impl IntoArgs) -> Result<R> {
        let callee = callee.find(self)?;
        let callee = self.look(&callee)?;
        let objects = args.into_args(self)?;
        let mut values = Vec::with_capacity(objects.len());
        for object in &objects {
            values.push(self.look(object)?);
        }
        drop(objects);
        let result = self.vm.call(&callee, &values);
        let value = self.lift(result)?;
        let object = self.hold(value);
        R::from_python(self, &object)
    }

    /// `object.name`.
    pub fn attribute(&mut self, object: &Object, name: &str) -> Result<Object> {
        let value = self.look(object)?;
        let found = self.vm.get_attr_str(&value, name);
        let found = self.lift(found)?;
        Ok(self.hold(found))
    }

    /// `repr(object)`.
    pub fn repr(&mut self, object: &Object) -> Result<String> {
        let value = self.look(object)?;
        let text = self.vm.repr_text(&value);
        self.lift(text)
    }

    /// `type(object).__name__`.
    pub fn type_name(&mut self, object: &Object) -> Result<String> {
        let value = self.look(object)?;
        Ok(self.vm.type_name(&value))
    }

    /// None.
    pub fn none(&mut self) -> Object {
        self.hold(Value::NONE)
    }

    /// A list of these.
    pub fn list<T: IntoPython>(&mut self, items: Vec<T>) -> Result<Object> {
        let values = self.values(items)?;
        let list = self.vm.new_list(values);
        Ok(self.hold(list))
    }

    pub(crate) fn values<T: IntoPython>(&mut self, items: Vec<T>) -> Result<Vec<Value>> {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            let object = item.into_python(self)?;
            values.push(self.look(&object)?);
        }
        Ok(values)
    }

    /// The value of an expression, in the globals of `__main__`.
    pub fn eval(&mut self, expression: &str) -> Result<Object> {
        let value = self.run(expression.as_bytes(), "<string>", CompileMode::Eval)?;
        Ok(self.hold(value))
    }

    pub(crate) fn run(&mut self, source: &[u8], name: &str, mode: CompileMode) -> Result<Value> {
        if name.starts_with('<') {
            self.vm.register_source(name, source);
        }
        let globals = self.globals()?;
        let interp = self.vm.interp;
        let result = (interp.compile)(self.vm, source, name, mode, CompileFlags::default())
            .and_then(|code| (interp.run_code)(self.vm, &code, &globals, None));
        self.lift(result)
    }

    /// A conversion that failed: `wanted` is what was asked for.
    pub(crate) fn mismatch(&mut self, wanted: &str, value: &Value) -> Error {
        Error::Conversion(format!("expected {wanted}, got {}", self.vm.type_name(value)))
    }
}
