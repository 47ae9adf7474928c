//! `module`. The attributes of a module are in the dict of its extension word from birth.

use crate::dict::Dict;
use crate::module_spec;
use crate::native::{NativeDef, TypeSpec, getset};
use crate::slots::Slots;
use crate::{Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a module: nothing but what its dict holds.
pub struct Module;

// SAFETY: no references in the payload.
unsafe impl Payload for Module {
    const NAME: &'static str = "module";
    const SHAPE: u32 = Tp::Module as u32;
    fn trace(&self, _: Tracer<'_>) {}
}

impl Vm {
    /// A module with `__name__`, `__doc__`, `__package__`, `__loader__` and `__spec__`.
    pub fn new_module(&mut self, name: &str, doc: Option<&str>) -> Value {
        let class = self.class(Tp::Module);
        let name = self.new_str(name);
        let doc = doc.map_or(Value::NONE, |d| self.new_str(d));
        let module = make(self, &class);
        fill(self, &module, name, doc);
        module
    }

    /// The dict of a module.
    pub fn module_dict(&self, module: &Value) -> Value {
        crate::attr::instance_dict(self, module).unwrap_or(Value::NULL)
    }

    /// Adds the functions of a table to a native module.
    pub fn add_functions(&mut self, module: &Value, table: &'static [NativeDef]) {
        let dict = self.module_dict(module);
        let name = self.dict_get_str(&dict, "__name__").unwrap_or(Value::NONE);
        for def in table {
            let function = self.new_module_function(def, module, &name);
            self.set_module_attr(module, def.name, function);
        }
    }

    /// Sets an attribute of a native module.
    pub fn set_module_attr(&mut self, module: &Value, name: &str, value: Value) {
        let dict = self.module_dict(module);
        let name = self.intern(name);
        let stored = self.dict_set(&dict, &name, value);
        debug_assert!(stored.is_ok(), "a str key compares without Python");
    }
}

fn make(vm: &mut Vm, class: &Value) -> Value {
    let shape = class.expect::<crate::class::Type>().shape.get();
    let module = vm.heap.alloc(shape, Module);
    let dict = vm.heap.alloc_plain(Tp::Dict as u32, Dict::new(Default::default()));
    crate::attr::set_instance_dict(vm, &module, dict);
    module
}

fn fill(vm: &mut Vm, module: &Value, name: Value, doc: Value) {
    for (key, value) in [
        ("__name__", name),
        ("__doc__", doc),
        ("__package__", Value::NONE),
        ("__loader__", Value::NONE),
        ("__spec__", Value::NONE),
    ] {
        vm.set_module_attr(module, key, value);
    }
}

fn new(vm: &mut Vm, class: &Value, _: crate::Args<'_>) -> PyResult {
    Ok(make(vm, class))
}

fn init(vm: &mut Vm, object: &Value, args: crate::Args<'_>) -> PyResult<()> {
    let mut name = args.positionals().first().cloned();
    let mut doc = args.positionals().get(1).cloned();
    for (key, value) in args.keywords() {
        match &*vm.text(key) {
            "name" => name = Some(value.clone()),
            "doc" => doc = Some(value.clone()),
            other => {
                let text = format!("module() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    let Some(name) = name else {
        return Err(vm.type_error("module() missing required argument 'name' (pos 1)"));
    };
    if !vm.is_instance(&name, Tp::Str) {
        let text = format!("module() argument 'name' must be str, not {}", vm.type_name(&name));
        return Err(vm.type_error(text));
    }
    fill(vm, object, name, doc.unwrap_or(Value::NONE));
    Ok(())
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let importlib = vm.importlib.clone();
    if !importlib.is_null()
        && let Some(function) = vm.dict_get_str(&importlib, "_module_repr")
    {
        return vm.call(&function, std::slice::from_ref(object));
    }
    let dict = vm.module_dict(object);
    let name = match vm.dict_get_str(&dict, "__name__") {
        Some(name) => vm.repr_text(&name)?,
        None => "'?'".to_owned(),
    };
    let text = match vm.dict_get_str(&dict, "__file__") {
        Some(file) => {
            let file = vm.repr_text(&file)?;
            format!("<module {name} from {file}>")
        }
        None => {
            let spec = vm.dict_get_str(&dict, "__spec__").unwrap_or(Value::NONE);
            if spec.is_none() { format!("<module {name}>") } else { format!("<module {name} (built-in)>") }
        }
    };
    Ok(vm.new_str(&text))
}

/// What `module.__getattribute__` finds, or the module's own `__getattr__`.
pub(crate) fn find_attr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult<Option<Value>> {
    // The builtin classes have dunders only.
    if vm.is_exact(object, Tp::Module)
        && name.downcast_exact::<crate::str::Str>().is_some_and(|name| !name.bytes().starts_with(b"_"))
        && let Some(value) = crate::attr::instance_get(vm, object, name)?
    {
        return Ok(Some(value));
    }
    if let Some(value) = crate::attr::generic_find(vm, object, name)? {
        return Ok(Some(value));
    }
    let (dict, key) = (vm.module_dict(object), vm.names.getattr.clone());
    match vm.dict_get(&dict, &key)? {
        Some(hook) => vm.call(&hook, std::slice::from_ref(name)).map(Some),
        None => Ok(None),
    }
}

/// `module.__getattribute__`, with the module's own `__getattr__`.
pub fn getattr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    if let Some(value) = find_attr(vm, object, name)? {
        return Ok(value);
    }
    let dict = vm.module_dict(object);
    let text = match vm.dict_get_str(&dict, "__name__") {
        Some(own) if vm.is_instance(&own, Tp::Str) => {
            let own = vm.text(&own).into_owned();
            missing(vm, &dict, &own, name)?
        }
        _ => format!("module has no attribute '{}'", vm.text(name)),
    };
    Err(vm.attribute_error(text, object, name))
}

/// Why a module has no such attribute.
fn missing(vm: &mut Vm, dict: &Value, own: &str, name: &Value) -> PyResult<String> {
    let wanted = vm.text(name).into_owned();
    let plain = format!("module '{own}' has no attribute '{wanted}'");
    let Some(spec) = vm.dict_get_str(dict, "__spec__").filter(|spec| !spec.is_none()) else {
        return Ok(plain);
    };
    let origin = module_spec::origin(vm, &spec)?;
    let shadowing = origin.as_ref().is_some_and(|origin| module_spec::is_possibly_shadowing(vm, origin));
    let place = origin.as_deref().unwrap_or_default();
    if shadowing && module_spec::is_standard_name(vm, own)? {
        return Ok(format!(
            "{plain} (consider renaming '{place}' since it has the same name as the standard library module named '{own}' and prevents importing that standard library module)"
        ));
    }
    if module_spec::is_initializing(vm, &spec)? {
        return Ok(if shadowing {
            format!(
                "{plain} (consider renaming '{place}' if it has the same name as a library you intended to import)"
            )
        } else {
            let from = if origin.is_some() { format!(" from '{place}'") } else { String::new() };
            format!(
                "partially initialized module '{own}'{from} has no attribute '{wanted}' (most likely due to a circular import)"
            )
        });
    }
    if module_spec::is_uninitialized_submodule(vm, &spec, name)? {
        return Ok(format!(
            "cannot access submodule '{wanted}' of module '{own}' (most likely due to a circular import)"
        ));
    }
    Ok(plain)
}

fn get_dict(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(vm.module_dict(object))
}

fn dir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.names.dict.clone();
    let dict = vm.get_attr(&a[0], &name)?;
    if !vm.is_instance(&dict, Tp::Dict) {
        let text = format!("{}.__dict__ is not a dictionary", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    }
    if let Some(hook) = vm.dict_get_str(&dict, "__dir__") {
        return vm.call(&hook, &[]);
    }
    let names = vm.dict_items(&dict).into_iter().map(|(k, _)| k).collect();
    Ok(vm.new_list(names))
}

fn get_annotations(vm: &mut Vm, object: &Value) -> PyResult {
    let dict = vm.module_dict(object);
    if let Some(found) = vm.dict_get_str(&dict, "__annotations__") {
        return Ok(found);
    }
    let annotate = vm.dict_get_str(&dict, "__annotate__").unwrap_or(Value::NONE);
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
    // While the module's body runs there may be more of them later.
    let spec = vm.dict_get_str(&dict, "__spec__").unwrap_or(Value::NONE);
    if spec.is_none() || !module_spec::is_initializing(vm, &spec)? {
        vm.dict_set_str(&dict, "__annotations__", result.clone())?;
    }
    Ok(result)
}

fn set_annotations(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let dict = vm.module_dict(object);
    match value {
        Some(value) => vm.dict_set_str(&dict, "__annotations__", value.clone())?,
        None => {
            let name = vm.names.annotations.clone();
            if vm.dict_remove(&dict, &name)?.is_none() {
                return Err(vm.attribute_error("__annotations__", object, &name));
            }
        }
    }
    vm.dict_set_str(&dict, "__annotate__", Value::NONE)
}

fn get_annotate(vm: &mut Vm, object: &Value) -> PyResult {
    let dict = vm.module_dict(object);
    Ok(vm.dict_get_str(&dict, "__annotate__").unwrap_or(Value::NONE))
}

fn set_annotate(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if !value.is_none() && vm.type_of(value).slots().call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let dict = vm.module_dict(object);
    vm.dict_set_str(&dict, "__annotate__", value.clone())?;
    if !value.is_none() {
        let name = vm.names.annotations.clone();
        vm.dict_remove(&dict, &name)?;
    }
    Ok(())
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            repr: Some(repr),
            getattr: Some(getattr),
            ..Slots::default()
        },
        methods: const {
            &[crate::native::method(
                "__dir__",
                "($self, /)",
                dir,
                "__dir__() -> list\nspecialized dir() implementation",
            )]
        },
        getset: const {
            &[
                crate::native::getter("__dict__", get_dict),
                getset("__annotations__", get_annotations, set_annotations),
                getset("__annotate__", get_annotate, set_annotate),
            ]
        },
        doc: Some(
            "module(name, doc=None)\n--\n\nCreate a module object.\n\nThe name must be a string; the optional docstring can have any type.",
        ),
        ..TypeSpec::default()
    }
}
