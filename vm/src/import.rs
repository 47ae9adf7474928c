//! `import` statements and `__import__`, as far as they are native: names are resolved and `sys.modules` is asked here;
//! finding and loading is `importlib`'s, whose two files run when a Vm is made ([`install`]). Its frames are cut out of
//! tracebacks.

use taipan_native::Importable;
use taipan_objects::frame::Frame;
use taipan_objects::module_spec as spec;
use taipan_objects::traceback::Traceback;
use taipan_objects::{PyResult, Raised, Tp, Value, Vm};

/// Makes `importlib._bootstrap` the import system of this Vm, and lets it install its own other half.
pub fn install(vm: &mut Vm) -> PyResult<()> {
    let code = taipan_native::library_code(vm, "importlib._bootstrap", None)?;
    let module = vm.new_module("_frozen_importlib", None);
    let modules = vm.modules.clone();
    vm.dict_set_str(&modules, "_frozen_importlib", module.clone())?;
    let origin = vm.new_str("importlib._bootstrap");
    vm.set_module_attr(&module, "__origname__", origin);
    let globals = vm.module_dict(&module);
    crate::call::run_code(vm, &code, &globals, None)?;
    vm.importlib = globals;
    let Some(imp) = vm.state::<Importable>().native.iter().find(|def| def.name == "_imp").copied() else {
        return Err(vm.raise(Tp::ImportError, "no module _imp"));
    };
    let imp = imp.make(vm)?;
    vm.dict_set_str(&modules, "_imp", imp.clone())?;
    let sys = vm.dict_get_str(&modules, "sys").unwrap_or(Value::NONE);
    vm.call_method(&module, "_install", &[sys, imp])?;
    vm.call_method(&module, "_install_external_importers", &[])?;
    for name in ["_library", "zipimport"] {
        let name = vm.intern(name);
        find_and_load(vm, &name)?;
    }
    let zip = vm.dict_get_str(&modules, "zipimport").unwrap_or(Value::NONE);
    let zip = vm.get_attr_str(&zip, "zipimporter")?;
    let sys = vm.sys.clone();
    let hooks = vm.dict_get_str(&sys, "path_hooks").unwrap_or(Value::NONE);
    vm.call_method(&hooks, "insert", &[Value::from_i32(0), zip])?;
    Ok(())
}

fn importlib(vm: &mut Vm, function: &str, args: &[Value]) -> PyResult {
    let module = vm.importlib.clone();
    let Some(function) = vm.dict_get_str(&module, function) else {
        return Err(vm.raise(Tp::ImportError, format!("importlib has no {function}")));
    };
    let result = vm.call(&function, args);
    if let Err(raised) = &result {
        cut_frames(vm, raised);
    }
    result
}

/// Takes the frames of `importlib` out of the traceback: all of them for ImportError, otherwise those that led to the
/// code of a module.
fn cut_frames(vm: &mut Vm, raised: &Raised) {
    let all = vm.is_raised(raised, Tp::ImportError);
    let mut kept = Vec::new();
    let mut chunk = Vec::new();
    let mut entry = taipan_objects::exception::traceback(vm, &raised.0);
    while let Some(found) = entry.downcast::<Traceback>() {
        let code = found.frame.expect::<Frame>().code();
        let (file, name) = (vm.text(code.filename(vm)), vm.text(&code.name));
        let inside =
            matches!(&*file, "<frozen importlib._bootstrap>" | "<frozen importlib._bootstrap_external>");
        let ends = inside && (all || &*name == "_call_with_frames_removed");
        let next = found.next.get(vm).clone();
        if inside {
            chunk.push(entry);
        } else {
            kept.append(&mut chunk);
            kept.push(entry);
        }
        if ends {
            chunk.clear();
        }
        entry = next;
    }
    kept.append(&mut chunk);
    let mut next = Value::NULL;
    for entry in kept.into_iter().rev() {
        if let Some(found) = entry.downcast::<Traceback>() {
            *found.next.get_mut(vm) = next;
        }
        next = entry;
    }
    taipan_objects::exception::set_traceback(vm, &raised.0, next);
}

/// `__import__(name, globals, fromlist, level)`.
pub fn import(vm: &mut Vm, name: &Value, globals: Option<&Value>, fromlist: &Value, level: i64) -> PyResult {
    if !vm.is_instance(name, Tp::Str) {
        return Err(vm.type_error("module name must be a string"));
    }
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let text = vm.text(name).into_owned();
    let full = if level > 0 {
        let full = resolve(vm, globals, &text, level)?;
        vm.intern(&full)
    } else if text.is_empty() {
        return Err(vm.value_error("Empty module name"));
    } else {
        name.clone()
    };
    let module = find_and_load(vm, &full)?;
    if !fromlist.is_none() && vm.truth(fromlist)? {
        let path = vm.names.path.clone();
        if vm.find_attr(&module, &path)?.is_none() {
            return Ok(module);
        }
        let builtins = vm.builtins.clone();
        let function = vm.dict_get_str(&builtins, "__import__").unwrap_or(Value::NONE);
        return importlib(vm, "_handle_fromlist", &[module, fromlist.clone(), function]);
    }
    let Some(dot) = text.find('.') else { return Ok(module) };
    if level == 0 {
        let front = vm.intern(&text[..dot]);
        return import(vm, &front, None, &Value::NONE, 0);
    }
    // A relative import without names gives the package of the first part.
    let full = vm.text(&full).into_owned();
    let front = vm.intern(&full[..full.len() - (text.len() - dot)]);
    let modules = vm.modules.clone();
    match vm.dict_get(&modules, &front)? {
        Some(module) => Ok(module),
        None => {
            let text = format!("{} not in sys.modules as expected", vm.repr_text(&front)?);
            Err(vm.raise(Tp::KeyError, text))
        }
    }
}

/// The absolute name of what a module names relative to itself.
fn resolve(vm: &mut Vm, globals: Option<&Value>, name: &str, level: i64) -> PyResult<String> {
    let Some(globals) = globals else {
        return Err(vm.raise(Tp::KeyError, "'__name__' not in globals"));
    };
    if !vm.is_instance(globals, Tp::Dict) {
        return Err(vm.type_error("globals must be a dict"));
    }
    let package = package_of(vm, globals)?;
    if package.is_empty() {
        return Err(vm.raise(Tp::ImportError, "attempted relative import with no known parent package"));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((head, _)) => base = head,
            None => {
                return Err(vm.raise(Tp::ImportError, "attempted relative import beyond top-level package"));
            }
        }
    }
    Ok(if name.is_empty() { base.to_owned() } else { format!("{base}.{name}") })
}

fn package_of(vm: &mut Vm, globals: &Value) -> PyResult<String> {
    let package = vm.dict_get_str(globals, "__package__").filter(|p| !p.is_none());
    let spec = vm.dict_get_str(globals, "__spec__").filter(|s| !s.is_none());
    if let Some(package) = package {
        if !vm.is_instance(&package, Tp::Str) {
            return Err(vm.type_error("package must be a string"));
        }
        if let Some(spec) = spec {
            let parent = vm.get_attr_str(&spec, "parent")?;
            if !vm.equal(&package, &parent)? {
                vm.warn(Tp::DeprecationWarning, "__package__ != __spec__.parent", 1)?;
            }
        }
        return Ok(vm.text(&package).into_owned());
    }
    if let Some(spec) = spec {
        let parent = vm.get_attr_str(&spec, "parent")?;
        if !vm.is_instance(&parent, Tp::Str) {
            return Err(vm.type_error("__spec__.parent must be a string"));
        }
        return Ok(vm.text(&parent).into_owned());
    }
    let text = "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
    vm.warn(Tp::ImportWarning, text, 1)?;
    let Some(own) = vm.dict_get_str(globals, "__name__") else {
        return Err(vm.raise(Tp::KeyError, "'__name__' not in globals"));
    };
    if !vm.is_instance(&own, Tp::Str) {
        return Err(vm.type_error("__name__ must be a string"));
    }
    let own = vm.text(&own).into_owned();
    Ok(if vm.dict_get_str(globals, "__path__").is_some() {
        own
    } else {
        own.rsplit_once('.').map_or(String::new(), |parts| parts.0.to_owned())
    })
}

/// The module of this full name, from `sys.modules` or loaded.
fn find_and_load(vm: &mut Vm, full: &Value) -> PyResult {
    let sys = vm.sys.clone();
    let modules = vm.dict_get_str(&sys, "modules").unwrap_or_else(|| vm.modules.clone());
    let found = if vm.is_exact(&modules, Tp::Dict) {
        vm.dict_get(&modules, full)?
    } else {
        vm.call_method(&modules, "get", std::slice::from_ref(full)).map(Some)?
    };
    match found {
        Some(module) if !module.is_none() => {
            let spec = vm.names.spec.clone();
            // Another thread may still be running it.
            if let Some(spec) = vm.find_attr(&module, &spec)?
                && spec::is_initializing(vm, &spec)?
            {
                importlib(vm, "_lock_unlock_module", std::slice::from_ref(full))?;
            }
            Ok(module)
        }
        _ if vm.importlib.is_null() => {
            let text = format!("No module named '{}'", vm.text(full));
            Err(vm.raise(Tp::ModuleNotFoundError, text))
        }
        _ => {
            let builtins = vm.builtins.clone();
            let function = vm.dict_get_str(&builtins, "__import__").unwrap_or(Value::NONE);
            let module = importlib(vm, "_find_and_load", &[full.clone(), function])?;
            let name = vm.text(full).into_owned();
            let overrides = vm.state::<Importable>().overrides;
            for own in overrides.iter().filter(|own| own.module == name) {
                (own.apply)(vm, &module)?;
            }
            Ok(module)
        }
    }
}

/// `from module import name` where the module has no such attribute: a submodule being imported, or ImportError.
pub fn from_fallback(vm: &mut Vm, module: &Value, name: &Value) -> PyResult {
    let own_name = vm.names.name.clone();
    let own = vm.find_attr(module, &own_name)?.filter(|own| vm.is_instance(own, Tp::Str));
    if let Some(own) = &own {
        let modules = vm.modules.clone();
        let full = vm.intern(&format!("{}.{}", vm.text(own), vm.text(name)));
        if let Some(found) = vm.dict_get(&modules, &full)? {
            return Ok(found);
        }
    }
    let own_text =
        own.as_ref().map_or_else(|| "<unknown module name>".to_owned(), |own| vm.text(own).into_owned());
    let spec_name = vm.names.spec.clone();
    let module_spec = vm.find_attr(module, &spec_name)?.filter(|spec| !spec.is_none());
    let mut origin = match &module_spec {
        Some(found) => spec::origin(vm, found)?,
        None => None,
    };
    let shadowing = origin.as_ref().is_some_and(|origin| spec::is_possibly_shadowing(vm, origin));
    if origin.is_none() && vm.is_instance(module, Tp::Module) {
        let file = vm.names.file.clone();
        let file = vm.find_attr(module, &file)?.filter(|file| vm.is_instance(file, Tp::Str));
        origin = file.map(|file| vm.text(&file).into_owned());
    }
    let quoted = vm.new_str(&own_text);
    let (quoted, wanted) = (vm.repr_text(&quoted)?, vm.repr_text(name)?);
    let place = origin.clone().unwrap_or_else(|| "unknown location".to_owned());
    let text = if shadowing && spec::is_standard_name(vm, &own_text)? {
        format!(
            "cannot import name {wanted} from {quoted} (consider renaming '{place}' since it has the same name as the standard library module named {quoted} and prevents importing that standard library module)"
        )
    } else if match &module_spec {
        Some(found) => spec::is_initializing(vm, found)?,
        None => false,
    } {
        if shadowing {
            format!(
                "cannot import name {wanted} from {quoted} (consider renaming '{place}' if it has the same name as a library you intended to import)"
            )
        } else {
            format!(
                "cannot import name {wanted} from partially initialized module {quoted} (most likely due to a circular import) ({place})"
            )
        }
    } else {
        format!("cannot import name {wanted} from {quoted} ({place})")
    };
    let raised = vm.raise(Tp::ImportError, text);
    if let Some(own) = own {
        taipan_objects::exception::set_field(vm, &raised.0, "name", own);
    }
    if let Some(origin) = origin {
        let origin = vm.new_str(&origin);
        taipan_objects::exception::set_field(vm, &raised.0, "path", origin);
    }
    taipan_objects::exception::set_field(vm, &raised.0, "name_from", name.clone());
    Err(raised)
}
