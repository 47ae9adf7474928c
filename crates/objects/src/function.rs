//! `function`.

use crate::code::Code;
use crate::native::{TypeSpec, getset, member};
use crate::slots::Slots;
use crate::{Args, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a function.
pub struct Function {
    pub code: Guarded<Value>,
    pub globals: Value,
    /// The dict of builtins its names are looked up in.
    pub builtins: Value,
    /// A tuple of cells, or NULL.
    pub closure: Value,
    /// A tuple, or NULL.
    pub defaults: Guarded<Value>,
    /// A dict, or NULL.
    pub kw_defaults: Guarded<Value>,
    pub name: Guarded<Value>,
    pub qualname: Guarded<Value>,
    pub doc: Guarded<Value>,
    pub module: Guarded<Value>,
    /// NULL until somebody asks.
    pub annotations: Guarded<Value>,
    /// NULL: none.
    pub annotate: Guarded<Value>,
    pub type_params: Guarded<Value>,
}

impl Function {
    fn fields(&self) -> [&Guarded<Value>; 10] {
        [
            &self.code,
            &self.defaults,
            &self.kw_defaults,
            &self.name,
            &self.qualname,
            &self.doc,
            &self.module,
            &self.annotations,
            &self.annotate,
            &self.type_params,
        ]
    }

    /// The code.
    #[inline(always)]
    pub fn code<'a>(&'a self, vm: &'a Vm) -> &'a Obj<Code> {
        self.code.get(vm).expect::<Code>()
    }
}

// SAFETY: every field is visited once.
unsafe impl Payload for Function {
    const NAME: &'static str = "function";
    const SHAPE: u32 = Tp::Function as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.globals);
        visit(&self.builtins);
        visit(&self.closure);
        for field in self.fields() {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*field.as_ptr() });
        }
    }
    fn clear(&self) {
        for field in [&self.defaults, &self.kw_defaults, &self.annotations, &self.annotate, &self.type_params]
        {
            // SAFETY: as above.
            drop(unsafe { std::mem::replace(&mut *field.as_ptr(), Value::NULL) });
        }
    }
}

impl Vm {
    /// A function of a code object in globals.
    pub fn new_function(&mut self, code: Value, globals: Value, closure: Value) -> Value {
        let info = code.expect::<Code>();
        let (name, qualname) = (info.name.clone(), info.qualname.clone());
        let doc = info.doc();
        let builtins = self.builtins_of(&globals);
        let module = {
            let key = &self.names.name;
            let table = globals.expect::<crate::dict::Dict>();
            match table.find_str(self, key) {
                Some(at) => table.table.get(self).entries[at].value.clone(),
                None => Value::NONE,
            }
        };
        self.heap.alloc(
            Tp::Function as u32,
            Function {
                code: Guarded::new(code),
                globals,
                builtins,
                closure,
                defaults: Guarded::new(Value::NULL),
                kw_defaults: Guarded::new(Value::NULL),
                name: Guarded::new(name),
                qualname: Guarded::new(qualname),
                doc: Guarded::new(doc),
                module: Guarded::new(module),
                annotations: Guarded::new(Value::NULL),
                annotate: Guarded::new(Value::NULL),
                type_params: Guarded::new(Value::NULL),
            },
        )
    }

    /// The dict of builtins that code in these globals uses.
    pub fn builtins_of(&self, globals: &Value) -> Value {
        let table = globals.expect::<crate::dict::Dict>();
        match table.find_str(self, &self.names.builtins) {
            Some(at) => {
                let found = table.table.get(self).entries[at].value.clone();
                if self.is_instance(&found, Tp::Module) {
                    self.module_dict(&found)
                } else if self.is_instance(&found, Tp::Dict) {
                    found
                } else {
                    self.builtins.clone()
                }
            }
            None => self.builtins.clone(),
        }
    }
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    (vm.interp.call_function)(vm, callee, args)
}

fn get(vm: &mut Vm, function: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    Ok(match object {
        Some(object) => vm.new_method(function.clone(), object.clone()),
        None => function.clone(),
    })
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.text(object.expect::<Function>().qualname.get(vm)).into_owned();
    Ok(vm.new_str(&format!("<function {name} at {:#x}>", vm.id(object))))
}

fn or_none(value: &Value) -> Value {
    if value.is_null() { Value::NONE } else { value.clone() }
}

fn store(vm: &mut Vm, field: &Guarded<Value>, value: Value) {
    let old = std::mem::replace(field.get_mut(vm), value);
    drop(old);
}

fn set_text(vm: &mut Vm, object: &Value, value: Option<&Value>, what: &str) -> PyResult<()> {
    let Some(value) = value.filter(|v| vm.is_instance(v, Tp::Str)) else {
        return Err(vm.type_error(format!("{what} must be set to a string object")));
    };
    let function = object.expect::<Function>();
    let field = if what == "__name__" { &function.name } else { &function.qualname };
    store(vm, field, value.clone());
    Ok(())
}

fn doc(vm: &mut Vm, object: &Value) -> PyResult {
    let function = object.expect::<Function>();
    if function.doc.get(vm).is_null() {
        // It stands in a body that was not read when the function was made.
        let code = function.code.get(vm).clone();
        vm.ready(code.expect::<Code>())?;
        store(vm, &function.doc, code.expect::<Code>().doc());
    }
    Ok(or_none(function.doc.get(vm)))
}

fn set_code(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(code) = value.filter(|v| v.downcast::<Code>().is_some()) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let function = object.expect::<Function>();
    let (own, new) = (function.closure.downcast::<crate::tuple::Tuple>().map_or(0, |t| t.len()), {
        vm.ready(code.expect::<Code>())?;
        code.expect::<Code>().free_vars()
    });
    if own != new {
        let name = vm.text(function.name.get(vm)).into_owned();
        let text = format!("{name}() requires a code object with {own} free vars, not {new}");
        return Err(vm.value_error(text));
    }
    store(vm, &function.code, code.clone());
    Ok(())
}

fn set_defaults(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = match value {
        None => Value::NULL,
        Some(v) if v.is_none() => Value::NULL,
        Some(v) if vm.is_instance(v, Tp::Tuple) => v.clone(),
        Some(_) => return Err(vm.type_error("__defaults__ must be set to a tuple object")),
    };
    store(vm, &object.expect::<Function>().defaults, value);
    Ok(())
}

fn set_kw_defaults(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = match value {
        None => Value::NULL,
        Some(v) if v.is_none() => Value::NULL,
        Some(v) if vm.is_instance(v, Tp::Dict) => v.clone(),
        Some(_) => return Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
    };
    store(vm, &object.expect::<Function>().kw_defaults, value);
    Ok(())
}

fn get_annotations(vm: &mut Vm, object: &Value) -> PyResult {
    let function = object.expect::<Function>();
    if let Some(found) = function.annotations.get(vm).clone().non_null() {
        return Ok(found);
    }
    let annotate = or_none(function.annotate.get(vm));
    let result = if annotate.is_none() {
        vm.new_dict()
    } else {
        let result = vm.call(&annotate, &[Value::from_i32(1)])?;
        if !vm.is_instance(&result, Tp::Dict) {
            let text = format!("__annotate__ returned non-dict of type '{}'", vm.type_name(&result));
            return Err(vm.type_error(text));
        }
        result
    };
    store(vm, &function.annotations, result.clone());
    Ok(result)
}

fn set_annotations(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = match value {
        None => Value::NULL,
        Some(v) if v.is_none() => Value::NULL,
        Some(v) if vm.is_instance(v, Tp::Dict) => v.clone(),
        Some(_) => return Err(vm.type_error("__annotations__ must be set to a dict object")),
    };
    let function = object.expect::<Function>();
    store(vm, &function.annotations, value);
    store(vm, &function.annotate, Value::NULL);
    Ok(())
}

fn set_annotate(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let function = object.expect::<Function>();
    match value {
        None => Err(vm.type_error("__annotate__ cannot be deleted")),
        Some(v) if v.is_none() => {
            store(vm, &function.annotate, Value::NULL);
            Ok(())
        }
        Some(v) if vm.type_of(v).slots().call.is_some() => {
            store(vm, &function.annotate, v.clone());
            store(vm, &function.annotations, Value::NULL);
            Ok(())
        }
        Some(_) => Err(vm.type_error("__annotate__ must be callable or None")),
    }
}

fn set_type_params(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value.filter(|v| vm.is_instance(v, Tp::Tuple)) else {
        return Err(vm.type_error("__type_params__ must be set to a tuple"));
    };
    store(vm, &object.expect::<Function>().type_params, value.clone());
    Ok(())
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(code) = a[1].downcast::<Code>() else {
        let text = format!("function() argument 'code' must be code, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    if !vm.is_instance(&a[2], Tp::Dict) {
        let text = format!("function() argument 'globals' must be dict, not {}", vm.type_name(&a[2]));
        return Err(vm.type_error(text));
    }
    vm.ready(code)?;
    let free = code.free_vars();
    let closure = if a[5].is_null() || a[5].is_none() { Value::NULL } else { a[5].clone() };
    match closure.downcast::<crate::tuple::Tuple>() {
        None if closure.is_null() && free > 0 => return Err(vm.type_error("arg 5 (closure) must be tuple")),
        None if !closure.is_null() => return Err(vm.type_error("arg 5 (closure) must be None or tuple")),
        Some(cells) if cells.len() != free => {
            let name = vm.text(&code.name).into_owned();
            let text = format!("{name} requires closure of length {free}, not {}", cells.len());
            return Err(vm.value_error(text));
        }
        Some(cells) => {
            for cell in cells.items() {
                if cell.downcast::<crate::cell::Cell>().is_none() {
                    let text = format!("arg 5 (closure) expected cell, found {}", vm.type_name(cell));
                    return Err(vm.type_error(text));
                }
            }
        }
        None => {}
    }
    let function = vm.new_function(a[1].clone(), a[2].clone(), closure);
    if !a[3].is_null() && !a[3].is_none() {
        if !vm.is_instance(&a[3], Tp::Str) {
            return Err(vm.type_error("arg 3 (name) must be None or string"));
        }
        store(vm, &function.expect::<Function>().name, a[3].clone());
    }
    if !a[4].is_null() && !a[4].is_none() {
        if !vm.is_instance(&a[4], Tp::Tuple) {
            return Err(vm.type_error("arg 4 (defaults) must be None or tuple"));
        }
        store(vm, &function.expect::<Function>().defaults, a[4].clone());
    }
    if !a[6].is_null() && !a[6].is_none() {
        if !vm.is_instance(&a[6], Tp::Dict) {
            return Err(vm.type_error("arg 6 (kwdefaults) must be None or dict"));
        }
        store(vm, &function.expect::<Function>().kw_defaults, a[6].clone());
    }
    Ok(function)
}

/// The name a function shows in messages about its arguments.
pub fn display_name(vm: &Vm, function: &Function) -> String {
    vm.text(function.qualname.get(vm)).into_owned()
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { call: Some(call), descr_get: Some(get), repr: Some(repr), ..Slots::default() },
        constructor: Some((
            "($cls, code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)",
            new,
        )),
        getset: const {
            &[
                getset("__code__", |vm, o| Ok(o.expect::<Function>().code.get(vm).clone()), set_code),
                member("__globals__", |_, o| Ok(o.expect::<Function>().globals.clone())),
                member("__builtins__", |_, o| Ok(o.expect::<Function>().builtins.clone())),
                member("__closure__", |_, o| Ok(or_none(&o.expect::<Function>().closure))),
                getset(
                    "__defaults__",
                    |vm, o| Ok(or_none(o.expect::<Function>().defaults.get(vm))),
                    set_defaults,
                ),
                getset(
                    "__kwdefaults__",
                    |vm, o| Ok(or_none(o.expect::<Function>().kw_defaults.get(vm))),
                    set_kw_defaults,
                ),
                getset(
                    "__name__",
                    |vm, o| Ok(o.expect::<Function>().name.get(vm).clone()),
                    |vm, o, v| set_text(vm, o, v, "__name__"),
                ),
                getset(
                    "__qualname__",
                    |vm, o| Ok(o.expect::<Function>().qualname.get(vm).clone()),
                    |vm, o, v| set_text(vm, o, v, "__qualname__"),
                ),
                getset("__doc__", doc, |vm, o, v| {
                    store(vm, &o.expect::<Function>().doc, v.cloned().unwrap_or(Value::NONE));
                    Ok(())
                }),
                getset(
                    "__module__",
                    |vm, o| Ok(or_none(o.expect::<Function>().module.get(vm))),
                    |vm, o, v| {
                        store(vm, &o.expect::<Function>().module, v.cloned().unwrap_or(Value::NONE));
                        Ok(())
                    },
                ),
                getset("__annotations__", get_annotations, set_annotations),
                getset(
                    "__annotate__",
                    |vm, o| Ok(or_none(o.expect::<Function>().annotate.get(vm))),
                    set_annotate,
                ),
                getset(
                    "__type_params__",
                    |vm, o| {
                        let own = o.expect::<Function>().type_params.get(vm).clone();
                        Ok(if own.is_null() { vm.empty_tuple.clone() } else { own })
                    },
                    set_type_params,
                ),
                *crate::descriptor::DICT_GETSET,
            ]
        },
        is_final: true,
        doc: Some(
            "function(code, globals, name=None, argdefs=None, closure=None,\n         kwdefaults=None)\n--\n\nCreate a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values",
        ),
        ..TypeSpec::default()
    }
}

/// `module.f()`: a callable in messages about its arguments; without the module if that is `builtins`, and the callable
/// itself as text if it has no name.
pub fn callable_name(vm: &mut Vm, callee: &Value) -> String {
    match qualified_name(vm, callee) {
        Ok(name) => name,
        Err(_) => format!("{} object", vm.type_name(callee)),
    }
}

fn qualified_name(vm: &mut Vm, callee: &Value) -> PyResult<String> {
    let (qualname, module) = (vm.names.qualname.clone(), vm.names.module.clone());
    let Some(name) = vm.find_attr(callee, &qualname)? else { return vm.str_text(callee) };
    let name = vm.str_text(&name)?;
    match vm.find_attr(callee, &module)? {
        Some(module) if !module.is_none() => match vm.str_text(&module)?.as_str() {
            "builtins" => Ok(format!("{name}()")),
            module => Ok(format!("{module}.{name}()")),
        },
        _ => Ok(format!("{name}()")),
    }
}
