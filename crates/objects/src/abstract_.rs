//! What several builtins share: isinstance and issubclass, `dir`, pickling's `__reduce_ex__`, warnings, and the report
//! of exceptions nobody can catch.

use crate::class::{Type, TypeExt};
use crate::tuple::Tuple;
use crate::{PyResult, Raised, Tp, Value, Vm};

/// `type | type`.
pub fn type_union(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    vm.new_union(a, b)
}

/// Whether a value is of an exact builtin class whose instances cannot claim another `__class__`: all that is no
/// object, and the containers and texts.
fn is_plain_data(object: &Value) -> bool {
    const PLAIN: std::ops::RangeInclusive<u32> = Tp::Int as u32..=Tp::Slice as u32;
    !object.is_object() || PLAIN.contains(&object.shape())
}

/// `isinstance` by real classes and `__class__`, without `__instancecheck__`.
pub fn real_isinstance(vm: &mut Vm, object: &Value, class: &Value) -> PyResult<bool> {
    if let Some(wanted) = class.downcast::<Type>() {
        if vm.type_of(object).is_subtype(wanted) {
            return Ok(true);
        }
        if is_plain_data(object) {
            return Ok(false);
        }
        let name = vm.names.class.clone();
        if let Some(claimed) = vm.find_attr(object, &name)?
            && let Some(claimed) = claimed.downcast::<Type>()
            && !std::ptr::eq(claimed, vm.type_of(object))
        {
            return Ok(claimed.is_subtype(wanted));
        }
        return Ok(false);
    }
    check_class(vm, class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
    let name = vm.names.class.clone();
    match vm.find_attr(object, &name)? {
        Some(own) => abstract_issubclass(vm, &own, class),
        None => Ok(false),
    }
}

fn check_class(vm: &mut Vm, class: &Value, message: &str) -> PyResult<()> {
    let name = vm.names.bases.clone();
    match vm.find_attr(class, &name)? {
        Some(bases) if vm.is_instance(&bases, Tp::Tuple) => Ok(()),
        _ => Err(vm.type_error(message)),
    }
}

fn abstract_issubclass(vm: &mut Vm, derived: &Value, class: &Value) -> PyResult<bool> {
    vm.check_host_stack()?;
    if derived.is(class) {
        return Ok(true);
    }
    let name = vm.names.bases.clone();
    if let Some(bases) = vm.find_attr(derived, &name)?
        && let Some(bases) = bases.downcast::<Tuple>()
    {
        for base in bases.items() {
            if abstract_issubclass(vm, base, class)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// `issubclass` by real classes, without `__subclasscheck__`.
pub fn real_issubclass(vm: &mut Vm, derived: &Value, class: &Value) -> PyResult<bool> {
    if let (Some(own), Some(wanted)) = (derived.downcast::<Type>(), class.downcast::<Type>()) {
        return Ok(own.is_subtype(wanted));
    }
    check_class(vm, derived, "issubclass() arg 1 must be a class")?;
    check_class(vm, class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")?;
    abstract_issubclass(vm, derived, class)
}

/// Tuples of classes may nest as deep as this.
const DEEPEST_TUPLE: usize = 10_000;

/// Whether the check holds for one of the classes in a tuple, or in the tuples there.
fn any_of(
    vm: &mut Vm,
    classes: &Value,
    depth: usize,
    check: &mut dyn FnMut(&mut Vm, &Value) -> PyResult<bool>,
) -> PyResult<bool> {
    vm.check_host_stack()?;
    if depth == DEEPEST_TUPLE {
        return Err(vm.recursion_error(" in __instancecheck__"));
    }
    for item in classes.expect::<Tuple>().items() {
        let holds = match item.downcast::<Tuple>() {
            Some(_) => any_of(vm, item, depth + 1, check)?,
            None => check(vm, item)?,
        };
        if holds {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Vm {
    /// `isinstance(object, class)`.
    pub fn isinstance(&mut self, object: &Value, class: &Value) -> PyResult<bool> {
        if let Some(wanted) = class.downcast::<Type>()
            && std::ptr::eq(self.type_of(object), wanted)
        {
            return Ok(true);
        }
        if self.is_exact(class, Tp::Type) {
            return real_isinstance(self, object, class);
        }
        if class.downcast::<Tuple>().is_some() {
            return any_of(self, class, 0, &mut |vm, item| vm.isinstance(object, item));
        }
        let name = self.names.instancecheck.clone();
        match self.call_special(class, &name, std::slice::from_ref(object))? {
            Some(answer) => self.truth(&answer),
            None => real_isinstance(self, object, class),
        }
    }

    /// `issubclass(derived, class)`.
    pub fn issubclass(&mut self, derived: &Value, class: &Value) -> PyResult<bool> {
        if self.is_exact(class, Tp::Type) {
            if derived.is(class) {
                return Ok(true);
            }
            return real_issubclass(self, derived, class);
        }
        if class.downcast::<Tuple>().is_some() {
            return any_of(self, class, 0, &mut |vm, item| vm.issubclass(derived, item));
        }
        let name = self.names.subclasscheck.clone();
        match self.call_special(class, &name, std::slice::from_ref(derived))? {
            Some(answer) => self.truth(&answer),
            None => real_issubclass(self, derived, class),
        }
    }

    /// Module `warnings`, if it can be imported.
    pub fn warnings_module(&mut self) -> Option<Value> {
        let modules = self.modules.clone();
        if let Some(module) = self.dict_get_str(&modules, "warnings") {
            return Some(module).filter(|module| !module.is_none());
        }
        let (name, names) = (self.intern("warnings"), self.empty_tuple.clone());
        (self.interp.import)(self, &name, None, &names, 0).ok()
    }

    /// Whether a warning of this category is one that nobody sees who did not ask for it.
    fn is_quiet(&self, category: Tp) -> bool {
        match category {
            Tp::DeprecationWarning => self.current_globals().is_none_or(|globals| {
                let dict = globals.expect::<crate::dict::Dict>();
                let name = dict.get_interned(self, self.names.name.raw());
                // SAFETY: the word belongs to the dict.
                let name = name.map(|word| unsafe { Value::from_raw_borrowed(word) });
                name.is_none_or(|name| !self.is_exact(&name, Tp::Str) || &*self.text(&name) != "__main__")
            }),
            Tp::PendingDeprecationWarning | Tp::ImportWarning | Tp::ResourceWarning => true,
            _ => false,
        }
    }

    /// Issues a warning through module `warnings`. That is imported for it, unless by CPython's own filters nobody would
    /// see the warning.
    pub fn warn(&mut self, category: Tp, text: &str, level: i64) -> PyResult<()> {
        let modules = self.modules.clone();
        if self.is_quiet(category) && self.dict_get_str(&modules, "warnings").is_none() {
            return Ok(());
        }
        let Some(module) = self.warnings_module() else { return Ok(()) };
        let class = self.class(category);
        let text = self.new_str(text);
        let level = self.new_int(level);
        self.call_method(&module, "warn", &[text, class, level])?;
        Ok(())
    }

    /// Reports an exception that has nowhere to go, through `sys.unraisablehook`.
    pub fn unraisable(&mut self, raised: Raised, message: Option<&str>, object: &Value) {
        crate::unraisable::report(self, raised, message, object);
    }

    /// `dir(object)`, sorted.
    pub fn dir(&mut self, object: &Value) -> PyResult {
        let name = self.names.dir.clone();
        let names = match self.call_special(object, &name, &[])? {
            Some(names) => names,
            None => return Err(self.type_error("object does not provide __dir__")),
        };
        let items = self.collect(&names)?;
        let list = self.new_list(items);
        crate::list::sort(self, list.expect::<crate::list::List>(), None, false)?;
        Ok(list)
    }
}

fn add_class_names(vm: &mut Vm, names: &Value, class: &Value) -> PyResult<()> {
    for base in class.expect::<Type>().mro(vm).iter().map(|c| c.value()).collect::<Vec<_>>() {
        let dict = base.expect::<Type>().data.dict.get(vm).clone();
        for (key, _) in vm.dict_items(&dict) {
            vm.dict_set(names, &key, Value::NONE)?;
        }
    }
    Ok(())
}

/// `object.__dir__`, and `type.__dir__` for classes.
pub fn default_dir(vm: &mut Vm, object: &Value) -> PyResult {
    let names = vm.new_dict();
    if object.downcast::<Type>().is_some() {
        add_class_names(vm, &names, object)?;
    } else {
        let key = vm.names.dict.clone();
        if let Some(dict) = vm.find_attr(object, &key)?
            && vm.is_instance(&dict, Tp::Dict)
        {
            for (key, _) in vm.dict_items(&dict) {
                vm.dict_set(&names, &key, Value::NONE)?;
            }
        }
        let key = vm.names.class.clone();
        let class = vm.get_attr(object, &key)?;
        if class.downcast::<Type>().is_some() {
            add_class_names(vm, &names, &class)?;
        }
    }
    let keys = vm.dict_items(&names).into_iter().map(|(k, _)| k).collect();
    Ok(vm.new_list(keys))
}
