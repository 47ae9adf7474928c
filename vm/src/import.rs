//! The import system in its first form: native modules, and files and packages along `sys.path`.

use taipan_native::{Importable, LibraryModule};
use taipan_objects::{PyResult, Raised, Tp, Value, Vm};

fn not_found(vm: &mut Vm, name: &str, why: &str) -> Raised {
    let raised = vm.raise(Tp::ModuleNotFoundError, format!("No module named '{name}'{why}"));
    let name = vm.new_str(name);
    taipan_objects::exception::set_field(vm, &raised.0, "name", name);
    raised
}

/// `__import__(name, globals, fromlist, level)`.
pub fn import(vm: &mut Vm, name: &Value, globals: Option<&Value>, fromlist: &Value, level: i64) -> PyResult {
    let text = vm.text(name).into_owned();
    let full = if level == 0 {
        if text.is_empty() {
            return Err(vm.value_error("Empty module name"));
        }
        text.clone()
    } else {
        resolve(vm, globals, &text, level)?
    };
    let module = find_and_load(vm, &full)?;
    let wants = !fromlist.is_none() && vm.truth(fromlist)?;
    if wants {
        load_submodules(vm, &module, &full, fromlist)?;
        return Ok(module);
    }
    if level == 0 {
        let head = full.split('.').next().unwrap_or(&full).to_owned();
        return find_and_load(vm, &head);
    }
    // A relative import without names gives the package of the first part.
    let cut = full.len() - text.len() + text.find('.').unwrap_or(text.len());
    let head = full[..cut].to_owned();
    find_and_load(vm, &head)
}

fn resolve(vm: &mut Vm, globals: Option<&Value>, name: &str, level: i64) -> PyResult<String> {
    let Some(globals) = globals else {
        return Err(vm.raise(Tp::KeyError, "'__name__' not in globals"));
    };
    let package = match vm.dict_get_str(globals, "__package__") {
        Some(package) if vm.is_instance(&package, Tp::Str) => vm.text(&package).into_owned(),
        _ => {
            let own = vm.dict_get_str(globals, "__name__").unwrap_or(Value::NONE);
            let own = vm.text(&own).into_owned();
            if vm.dict_get_str(globals, "__path__").is_some() {
                own
            } else {
                own.rsplit_once('.').map_or(String::new(), |p| p.0.to_owned())
            }
        }
    };
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

fn load_submodules(vm: &mut Vm, module: &Value, full: &str, fromlist: &Value) -> PyResult<()> {
    let path = vm.names.path.clone();
    if vm.find_attr(module, &path)?.is_none() {
        return Ok(());
    }
    for name in vm.collect(fromlist)? {
        if !vm.is_instance(&name, Tp::Str) {
            let text = format!("Item in ``from list'' must be str, not {}", vm.type_name(&name));
            return Err(vm.type_error(text));
        }
        if &*vm.text(&name) == "*" {
            let all = vm.names.all.clone();
            if let Some(names) = vm.find_attr(module, &all)? {
                load_submodules(vm, module, full, &names)?;
            }
            continue;
        }
        if vm.find_attr(module, &name)?.is_none() {
            let sub = format!("{full}.{}", vm.text(&name));
            match find_and_load(vm, &sub) {
                Ok(_) => {}
                Err(raised)
                    if vm.is_raised(&raised, Tp::ModuleNotFoundError) && is_about(vm, &raised, &sub) => {}
                Err(raised) => return Err(raised),
            }
        }
    }
    Ok(())
}

fn is_about(vm: &mut Vm, raised: &Raised, name: &str) -> bool {
    taipan_objects::exception::field(vm, &raised.0, "name").is_some_and(|n| &*vm.text(&n) == name)
}

/// The module of this full name, from `sys.modules` or loaded.
pub fn find_and_load(vm: &mut Vm, full: &str) -> PyResult {
    let modules = vm.modules.clone();
    let key = vm.intern(full);
    if let Some(module) = vm.dict_get(&modules, &key)? {
        if module.is_none() {
            let raised = not_found(vm, full, "");
            let text = vm.new_str(&format!("import of {full} halted; None in sys.modules"));
            taipan_objects::exception::set_args(vm, &raised.0, std::slice::from_ref(&text));
            taipan_objects::exception::set_field(vm, &raised.0, "msg", text);
            return Err(raised);
        }
        return Ok(module);
    }
    let mut path = None;
    let parent = full.rsplit_once('.').map(|p| p.0.to_owned());
    if let Some(parent) = &parent {
        let package = find_and_load(vm, parent)?;
        if let Some(module) = vm.dict_get(&modules, &key)? {
            return Ok(module);
        }
        let name = vm.names.path.clone();
        match vm.find_attr(&package, &name)? {
            Some(found) => path = Some(found),
            None => return Err(not_found(vm, full, &format!("; '{parent}' is not a package"))),
        }
    }
    let module = load(vm, full, path)?;
    if let Some(parent) = parent {
        let package = find_and_load(vm, &parent)?;
        let tail = full.rsplit('.').next().unwrap_or(full);
        let tail = vm.intern(tail);
        vm.set_attr(&package, &tail, Some(&module))?;
    }
    Ok(module)
}

fn load(vm: &mut Vm, full: &str, path: Option<Value>) -> PyResult {
    let native = vm.state::<Importable>().native.iter().find(|d| d.name == full).copied();
    if let Some(def) = native {
        let module = def.make(vm)?;
        let modules = vm.modules.clone();
        vm.dict_set_str(&modules, full, module.clone())?;
        return Ok(module);
    }
    let sys = vm.sys.clone();
    let path = match path {
        Some(path) => path,
        None => vm.dict_get_str(&sys, "path").unwrap_or(Value::NONE),
    };
    if path.is_none() {
        return Err(not_found(vm, full, ""));
    }
    let tail = full.rsplit('.').next().unwrap_or(full).to_owned();
    for folder in vm.collect(&path)? {
        if !vm.is_instance(&folder, Tp::Str) {
            continue;
        }
        let folder = vm.text(&folder).into_owned();
        if let Some(library) = vm.state::<Importable>().library.clone()
            && folder.starts_with(library.root.as_str())
        {
            match (library.find)(full) {
                Some(module) => return load_library(vm, full, &library.root, module),
                None => continue,
            }
        }
        let base =
            if folder.is_empty() { tail.clone() } else { format!("{}/{tail}", folder.trim_end_matches('/')) };
        let package = format!("{base}/__init__.py");
        if let Some(source) = vm.read_source(&package) {
            return load_source(vm, full, &package, &source, Some(&base));
        }
        let file = format!("{base}.py");
        if let Some(source) = vm.read_source(&file) {
            return load_source(vm, full, &file, &source, None);
        }
    }
    Err(not_found(vm, full, ""))
}

fn load_library(vm: &mut Vm, full: &str, root: &str, module: LibraryModule) -> PyResult {
    let file = format!("{root}/{}", module.path);
    let Ok(code) = taipan_bytecode::marshal::decode(module.code, Some(file.as_str().into())) else {
        return Err(vm.raise(Tp::ImportError, format!("{full} of the library is damaged")));
    };
    let code = vm.new_code(&std::sync::Arc::new(code))?;
    let package = module.is_package.then(|| file.trim_end_matches("/__init__.py").to_owned());
    load_code(vm, full, &file, &code, package.as_deref())
}

fn load_source(vm: &mut Vm, full: &str, file: &str, source: &[u8], package: Option<&str>) -> PyResult {
    let code = crate::compile::compile(vm, source, file, taipan_objects::CompileMode::Exec, 0)?;
    load_code(vm, full, file, &code, package)
}

fn load_code(vm: &mut Vm, full: &str, file: &str, code: &Value, package: Option<&str>) -> PyResult {
    let module = vm.new_module(full, None);
    let modules = vm.modules.clone();
    let file_value = vm.new_str(file);
    vm.set_module_attr(&module, "__file__", file_value);
    let parent = match package {
        Some(folder) => {
            let folder = vm.new_str(folder);
            let path = vm.new_list(vec![folder]);
            vm.set_module_attr(&module, "__path__", path);
            full.to_owned()
        }
        None => full.rsplit_once('.').map_or(String::new(), |p| p.0.to_owned()),
    };
    let parent = vm.new_str(&parent);
    vm.set_module_attr(&module, "__package__", parent);
    vm.dict_set_str(&modules, full, module.clone())?;
    let globals = vm.module_dict(&module);
    if let Err(raised) = crate::call::run_code(vm, code, &globals, None) {
        let key = vm.intern(full);
        vm.dict_remove(&modules, &key)?;
        return Err(raised);
    }
    // A module may have put something else in its place.
    let key = vm.intern(full);
    Ok(vm.dict_get(&modules, &key)?.unwrap_or(module))
}

/// `from module import name` where the module has no such attribute: a submodule being imported, or ImportError.
pub fn from_fallback(vm: &mut Vm, module: &Value, name: &Value) -> PyResult {
    let own_name = vm.names.name.clone();
    let own = vm.find_attr(module, &own_name)?;
    let text = match &own {
        Some(own) if vm.is_instance(own, Tp::Str) => vm.text(own).into_owned(),
        _ => "<unknown module name>".to_owned(),
    };
    let modules = vm.modules.clone();
    let full = vm.intern(&format!("{text}.{}", vm.text(name)));
    if let Some(found) = vm.dict_get(&modules, &full)? {
        return Ok(found);
    }
    let file_name = vm.names.file.clone();
    let file = vm.find_attr(module, &file_name)?;
    let place = match &file {
        Some(file) if vm.is_instance(file, Tp::Str) => vm.text(file).into_owned(),
        _ => "unknown location".to_owned(),
    };
    let raised =
        vm.raise(Tp::ImportError, format!("cannot import name '{}' from '{text}' ({place})", vm.text(name)));
    if let Some(own) = own {
        taipan_objects::exception::set_field(vm, &raised.0, "name", own);
    }
    if let Some(file) = file {
        taipan_objects::exception::set_field(vm, &raised.0, "path", file);
    }
    taipan_objects::exception::set_field(vm, &raised.0, "name_from", name.clone());
    Err(raised)
}
