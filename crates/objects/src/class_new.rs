//! The making of classes: `type(name, bases, namespace)`, the MRO, layouts and `__slots__`, and the attributes of
//! classes that are more than a field.

use crate::class::{Type, TypeExt, changed, type_flags};
use crate::dict::Dict;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{Args, Obj, PyResult, Tp, Value, Vm, raw};
use taipan_heap::ShapeFlags;

/// `__module__` of a class, if it is a str.
pub fn module_name(vm: &Vm, class: &Obj<Type>) -> Option<String> {
    if let Some(tp) = class.builtin {
        return Some(crate::builtin::ROWS[tp as usize].module.to_owned());
    }
    let word = class.dict(vm).get_interned(vm, vm.names.module.raw())?;
    // SAFETY: the word belongs to the dict.
    let value = unsafe { Value::from_raw_borrowed(word) };
    value.downcast::<Str>()?;
    Some(vm.text(&value).into_owned())
}

/// `module.qualname`, without `builtins.`.
pub fn full_name(vm: &Vm, class: &Obj<Type>) -> String {
    let name = vm.text(class.data.qualname.get(vm)).into_owned();
    match module_name(vm, class) {
        Some(module) if module != "builtins" => format!("{module}.{name}"),
        _ => name,
    }
}

/// `module.qualname`, without `builtins.` and `__main__.`, as `PyType_GetFullyQualifiedName`.
pub fn qualified_name(vm: &Vm, class: &Obj<Type>) -> String {
    let name = full_name(vm, class);
    match name.strip_prefix("__main__.") {
        Some(own) if module_name(vm, class).as_deref() == Some("__main__") => own.to_owned(),
        _ => name,
    }
}

/// The prefix of a builtin class's name in messages of its kind.
pub fn module_prefix(vm: &Vm, class: &Obj<Type>) -> String {
    match module_name(vm, class) {
        Some(module) if module != "builtins" => format!("{module}."),
        _ => String::new(),
    }
}

/// The C3 linearization of a class.
pub fn compute_mro(vm: &mut Vm, class: &Obj<Type>) -> PyResult<Vec<Value>> {
    let bases = class.data.bases.get(vm).clone();
    let bases = bases.expect::<Tuple>().items();
    if let Some(base) = bases.iter().find(|b| b.expect::<Type>().data.mro_tuple.get(vm).is_null()) {
        let text = format!("Cannot extend an incomplete type '{}'", base.expect::<Type>().name(vm));
        return Err(vm.type_error(text));
    }
    if let [base] = bases {
        let above = base.expect::<Type>().data.mro_tuple.get(vm).expect::<Tuple>().items();
        let mut mro = Vec::with_capacity(above.len() + 1);
        mro.push(class.value());
        mro.extend_from_slice(above);
        return Ok(mro);
    }
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|b| b.is(base)) {
            let text = format!("duplicate base class {}", base.expect::<Type>().name(vm));
            return Err(vm.type_error(text));
        }
    }
    let mut lists: Vec<Vec<Value>> = bases
        .iter()
        .map(|b| b.expect::<Type>().data.mro_tuple.get(vm).expect::<Tuple>().items().to_vec())
        .collect();
    lists.push(bases.to_vec());
    let mut mro = vec![class.value()];
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Ok(mro);
        }
        let head =
            lists.iter().map(|l| &l[0]).find(|head| !lists.iter().any(|l| l[1..].iter().any(|c| c.is(head))));
        match head.cloned() {
            Some(head) => {
                for list in &mut lists {
                    if list[0].is(&head) {
                        list.remove(0);
                    }
                }
                mro.push(head);
            }
            None => {
                let mut names: Vec<String> = Vec::new();
                for list in &lists {
                    let name = list[0].expect::<Type>().name(vm);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                let text = format!(
                    "Cannot create a consistent method resolution order (MRO) for bases {}",
                    names.join(", ")
                );
                return Err(vm.type_error(text));
            }
        }
    }
}

/// Where the layout of a class's instances was last extended.
fn solid_base<'a>(vm: &Vm, class: &'a Obj<Type>) -> &'a Obj<Type> {
    let mut at = class;
    while let Some(base) = at.base() {
        let (own, below) = (vm.heap.shape(at.shape.get()), vm.heap.shape(base.shape.get()));
        if own.kind.id != below.kind.id || own.fixed != below.fixed {
            return at;
        }
        at = base;
    }
    at
}

pub(crate) fn best_base(vm: &mut Vm, bases: &[Value]) -> PyResult<Value> {
    if let [base] = bases
        && base.downcast::<Type>().is_some_and(|class| !class.has_flag(type_flags::FINAL))
    {
        return Ok(base.clone());
    }
    let mut winner: Option<(Value, Value)> = None;
    for base in bases {
        let Some(class) = base.downcast::<Type>() else {
            return Err(vm.type_error("bases must be types"));
        };
        if class.has_flag(type_flags::FINAL) {
            let text = format!("type '{}' is not an acceptable base type", full_name(vm, class));
            return Err(vm.type_error(text));
        }
        let candidate = solid_base(vm, class).value();
        winner = match winner.take() {
            None => Some((candidate, base.clone())),
            Some((solid, best)) => {
                let (old, new) = (solid.expect::<Type>(), candidate.expect::<Type>());
                if old.is_subtype(new) {
                    Some((solid, best))
                } else if new.is_subtype(old) {
                    Some((candidate, base.clone()))
                } else {
                    return Err(vm.type_error("multiple bases have instance lay-out conflict"));
                }
            }
        };
    }
    match winner {
        Some((_, best)) => Ok(best),
        None => Ok(vm.class(Tp::Object)),
    }
}

/// The most derived metaclass of the bases and the one asked for.
pub fn calculate_metaclass(vm: &mut Vm, metaclass: &Value, bases: &[Value]) -> PyResult {
    let mut winner = metaclass.clone();
    for base in bases {
        let candidate = vm.type_of(base).value();
        let (own, other) = (winner.expect::<Type>(), candidate.expect::<Type>());
        if own.is_subtype(other) {
            continue;
        }
        if other.is_subtype(own) {
            winner = candidate;
            continue;
        }
        return Err(vm.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

/// `type.__new__`.
pub fn type_new(vm: &mut Vm, metaclass: &Value, args: Args<'_>) -> PyResult {
    let positionals = args.positionals();
    if positionals.len() != 3 {
        if positionals.len() == 1 && args.names.is_empty() && metaclass.is(&vm.class(Tp::Type)) {
            return Ok(vm.type_of(&positionals[0]).value());
        }
        let text = if metaclass.is(&vm.class(Tp::Type)) {
            "type() takes 1 or 3 arguments".to_owned()
        } else {
            format!("type.__new__() takes exactly 3 arguments ({} given)", positionals.len())
        };
        return Err(vm.type_error(text));
    }
    let (name, bases, namespace) = (&positionals[0], &positionals[1], &positionals[2]);
    for (index, (value, tp)) in
        [(name, Tp::Str), (bases, Tp::Tuple), (namespace, Tp::Dict)].into_iter().enumerate()
    {
        if !vm.is_instance(value, tp) {
            let text = format!(
                "type.__new__() argument {} must be {}, not {}",
                index + 1,
                tp.name(),
                vm.type_name(value)
            );
            return Err(vm.type_error(text));
        }
    }
    let base_list = bases.expect::<Tuple>().items();
    for base in base_list {
        if base.downcast::<Type>().is_none() {
            let name = vm.names.mro_entries.clone();
            if vm.find_attr(base, &name)?.is_some() {
                return Err(
                    vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()")
                );
            }
        }
    }
    let winner = if base_list.iter().all(|b| b.downcast::<Type>().is_some()) {
        calculate_metaclass(vm, metaclass, base_list)?
    } else {
        metaclass.clone()
    };
    if !winner.is(metaclass) {
        let new = winner.expect::<Type>().slots().new;
        if let Some(new) = new
            && new as usize != type_new as *const () as usize
        {
            return new(vm, &winner, args);
        }
    }
    let bases = if base_list.is_empty() { vm.new_tuple(vec![vm.class(Tp::Object)]) } else { bases.clone() };
    let best = best_base(vm, bases.expect::<Tuple>().items())?;
    check_name(vm, name)?;
    let class = build(vm, &winner, name, &bases, &best, namespace)?;
    finish(vm, &class, args)?;
    Ok(class)
}

/// A class's name, or its docstring, must be text for C.
pub(crate) fn check_name(vm: &mut Vm, name: &Value) -> PyResult<()> {
    check_encodable(vm, name)?;
    if name.expect::<Str>().bytes().contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    Ok(())
}

fn check_encodable(vm: &mut Vm, text: &Value) -> PyResult<()> {
    if std::str::from_utf8(text.expect::<Str>().bytes()).is_err() {
        vm.call_method(text, "encode", &[])?;
    }
    Ok(())
}

struct Layout {
    slots: Vec<Value>,
    adds_dict: bool,
    adds_weakrefs: bool,
}

fn read_slots(
    vm: &mut Vm,
    name: &Value,
    dict: &Value,
    best: &Obj<Type>,
    bases: &[Value],
) -> PyResult<Layout> {
    let below = vm.heap.shape(best.shape.get()).flags.get();
    // Classes have their own kind of `__dict__`.
    let may_dict = !below.has(ShapeFlags::HAS_DICT) && !best.is_subtype(vm.tp(Tp::Type));
    let may_weak = !below.has(ShapeFlags::WEAKREFS);
    let Some(declared) = entry(vm, dict, &vm.names.slots) else {
        return Ok(Layout { slots: Vec::new(), adds_dict: may_dict, adds_weakrefs: may_weak });
    };
    let items =
        if vm.is_instance(&declared, Tp::Str) { vec![declared.clone()] } else { vm.collect(&declared)? };
    // As in CPython, where instances of these differ in size. Those of `str` do here as well, but not there.
    let varies = |tp| best.is_subtype(vm.tp(tp));
    if !items.is_empty() && [Tp::Int, Tp::Bytes, Tp::Tuple, Tp::Type].into_iter().any(varies) {
        let text = format!("nonempty __slots__ not supported for subtype of '{}'", best.name(vm));
        return Err(vm.type_error(text));
    }
    let mut layout = Layout { slots: Vec::new(), adds_dict: false, adds_weakrefs: false };
    for item in &items {
        if !vm.is_instance(item, Tp::Str) {
            let text = format!("__slots__ items must be strings, not '{}'", vm.type_name(item));
            return Err(vm.type_error(text));
        }
        if !taipan_text::properties::isidentifier(item.expect::<Str>().text()) {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        let text = vm.text(item).into_owned();
        if text == "__dict__" {
            if !may_dict || layout.adds_dict {
                return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
            }
            layout.adds_dict = true;
        } else if text == "__weakref__" {
            if !may_weak || layout.adds_weakrefs {
                return Err(vm.type_error("__weakref__ slot disallowed: we already got one"));
            }
            layout.adds_weakrefs = true;
        } else {
            let mangled = mangle(&vm.text(name), &text);
            let slot = vm.intern(&mangled);
            if vm.dict_get(dict, &slot)?.is_some() && text != "__qualname__" && text != "__classcell__" {
                let text = format!("'{mangled}' in __slots__ conflicts with class variable");
                return Err(vm.value_error(text));
            }
            layout.slots.push(slot);
        }
    }
    // A base beside the best one may bring a dict or weak references.
    for base in bases {
        let flags = vm.heap.shape(base.expect::<Type>().shape.get()).flags.get();
        layout.adds_dict |= may_dict && flags.has(ShapeFlags::HAS_DICT);
        layout.adds_weakrefs |= may_weak && flags.has(ShapeFlags::WEAKREFS);
    }
    layout.slots.sort_by(|a, b| vm.text(a).cmp(&vm.text(b)));
    Ok(layout)
}

fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.to_owned();
    }
    format!("_{class}{name}")
}

/// Slots an instance is likely to need: what the class's methods assign to `self`, and a few more.
fn expected_slots(vm: &Vm, dict: &Value, best: &Obj<Type>) -> u16 {
    let own = match entry(vm, dict, &vm.names.static_attributes) {
        Some(names) => names.downcast::<Tuple>().map_or(0, |t| t.len()),
        None => 0,
    };
    let below = vm.heap.shape(best.shape.get());
    let inherited =
        if below.flags.get().has(ShapeFlags::HAS_DICT) { below.capacity - below.fixed } else { 0 };
    (own as u16).saturating_add(inherited.max(2)).min(64)
}

/// The value at an interned name in a namespace.
fn entry(vm: &Vm, dict: &Value, name: &Value) -> Option<Value> {
    let word = dict.expect::<Dict>().get_interned(vm, name.raw())?;
    // SAFETY: the word belongs to the dict.
    Some(unsafe { Value::from_raw_borrowed(word) })
}

/// Sets the value at an interned name in a namespace.
fn put(vm: &mut Vm, dict: &Value, name: &Value, value: Value) -> PyResult<()> {
    let hash = vm.str_hash(name.expect::<Str>());
    vm.dict_set_hashed(dict, name, hash, value)
}

/// Takes the value at an interned name out of a namespace.
fn take(vm: &mut Vm, dict: &Value, name: &Value) -> PyResult<Option<Value>> {
    if entry(vm, dict, name).is_some() { vm.dict_remove(dict, name) } else { Ok(None) }
}

/// The dict of a class: a copy of what its body left. Its names are interned, since attributes are looked up by those.
fn own_namespace(vm: &mut Vm, namespace: &Value) -> PyResult {
    let dict = crate::dict::copy(vm, std::slice::from_ref(namespace))?;
    let is_loose =
        |key: &Value| key.raw() & 7 != taipan_heap::TAG_UNCOUNTED && key.downcast_exact::<Str>().is_some();
    let items = vm.dict_items(&dict);
    if !items.iter().any(|(key, _)| is_loose(key)) {
        return Ok(dict);
    }
    let interned = vm.new_dict();
    for (key, value) in items {
        let key = if is_loose(&key) { vm.intern_value(&key) } else { key };
        vm.dict_set(&interned, &key, value)?;
    }
    Ok(interned)
}

fn build(
    vm: &mut Vm,
    metaclass: &Value,
    name: &Value,
    bases: &Value,
    best: &Value,
    namespace: &Value,
) -> PyResult {
    let best_class = best.expect::<Type>();
    let dict = own_namespace(vm, namespace)?;
    if dict.expect::<Dict>().table.get(vm).iter().any(|(key, _)| key.downcast::<Str>().is_none()) {
        let text = format!("non-string key in the __dict__ of class {}", vm.text(name));
        vm.warn(Tp::RuntimeWarning, &text, 1)?;
    }
    if let Some(doc) = entry(vm, &dict, &vm.names.doc)
        && vm.is_instance(&doc, Tp::Str)
    {
        check_encodable(vm, &doc)?;
    }
    let layout = read_slots(vm, name, &dict, best_class, bases.expect::<Tuple>().items())?;
    let below = vm.heap.shape(best_class.shape.get());
    let mut flags = (below.flags.get().0 & !ShapeFlags::DETACHED) | ShapeFlags::COUNTS_CLASS;
    if layout.adds_dict {
        flags |= ShapeFlags::HAS_DICT;
    }
    if layout.adds_weakrefs {
        flags |= ShapeFlags::WEAKREFS;
    }
    let fixed = below.fixed + layout.slots.len() as u16;
    let kind = below.kind;
    let first_slot = below.fixed as usize;
    let named = if flags & ShapeFlags::HAS_DICT != 0 { expected_slots(vm, &dict, best_class) } else { 0 };

    let meta_shape = metaclass.expect::<Type>().shape.get();
    let class = vm.heap.alloc(meta_shape, Type::new(kind, None));
    let object = class.expect::<Type>();
    let header = object as *const Obj<Type> as *const crate::Header;
    let shape = vm.heap.add_shape(kind, header, ShapeFlags(flags), fixed, fixed + named);
    object.shape.set(shape.0);
    object.flags.set(type_flags::HEAP);
    object.base.set(best_class);
    object.serial.set(vm.next_class());
    *object.data.name.get_mut(vm) = vm.intern_value(name);
    *object.data.bases.get_mut(vm) = bases.clone();

    let qualname_key = vm.names.qualname.clone();
    let qualname = match take(vm, &dict, &qualname_key)? {
        Some(qualname) if vm.is_instance(&qualname, Tp::Str) => qualname,
        Some(other) => {
            let text = format!("type __qualname__ must be a str, not {}", vm.type_name(&other));
            return Err(vm.type_error(text));
        }
        None => object.data.name.get(vm).clone(),
    };
    *object.data.qualname.get_mut(vm) = qualname;
    dict.expect::<Dict>().of_class.set(true);
    *object.data.dict.get_mut(vm) = dict.clone();

    // Before a `mro()` written in Python may look at the class.
    let cell_key = vm.names.classcell.clone();
    if let Some(cell) = take(vm, &dict, &cell_key)? {
        match cell.downcast::<crate::cell::Cell>() {
            Some(cell) => {
                let old = std::mem::replace(cell.content.get_mut(vm), class.clone());
                drop(old);
            }
            None => {
                let text = format!(
                    "type.__new__() argument '__classcell__' must be a cell, not '{}'",
                    vm.type_name(&cell)
                );
                return Err(vm.type_error(text));
            }
        }
    }
    let cell_key = vm.names.classdictcell.clone();
    if let Some(cell) = take(vm, &dict, &cell_key)?
        && let Some(cell) = cell.downcast::<crate::cell::Cell>()
    {
        let old = std::mem::replace(cell.content.get_mut(vm), dict.clone());
        drop(old);
    }
    let mro = find_mro(vm, &class)?;
    // A `mro()` that assigned to `__bases__` has entered the class below its bases already.
    let entered = !object.data.mro_tuple.get(vm).is_null();
    if !entered {
        object.data.set_mro(vm, mro);
    }
    for base in object.data.bases.get(vm).clone().expect::<Tuple>().items() {
        let pointer: *const Obj<Type> = object;
        let all = base.expect::<Type>().subclasses.get_mut(vm);
        if !(entered && all.contains(&pointer)) {
            all.push(pointer);
        }
    }
    // The first class that matches as a sequence or as a mapping decides.
    let collection = type_flags::SEQUENCE | type_flags::MAPPING;
    let inherited = object.mro(vm).iter().map(|base| base.flags.get() & collection).find(|flags| *flags != 0);
    object.flags.set(object.flags.get() | inherited.unwrap_or(0));

    set_defaults(vm, &dict)?;
    for (i, slot) in layout.slots.iter().enumerate() {
        let descriptor = vm.new_slot_descriptor(&class, slot.clone(), first_slot + i);
        put(vm, &dict, slot, descriptor)?;
    }
    if layout.adds_dict {
        let descriptor = vm.new_dict_descriptor(&class);
        let key = vm.names.dict.clone();
        if entry(vm, &dict, &key).is_none() {
            put(vm, &dict, &key, descriptor)?;
        }
    }
    if layout.adds_weakrefs {
        let descriptor = vm.new_weakref_descriptor(&class);
        let key = vm.names.weakref.clone();
        if entry(vm, &dict, &key).is_none() {
            put(vm, &dict, &key, descriptor)?;
        }
    }
    crate::slot_generic::inherit_slots(vm, object);
    Ok(class)
}

pub(crate) fn find_mro(vm: &mut Vm, class: &Value) -> PyResult<Vec<Value>> {
    let metaclass = vm.type_of(class).value();
    if metaclass.is(&vm.class(Tp::Type)) {
        return compute_mro(vm, class.expect::<Type>());
    }
    let name = vm.names.mro.clone();
    // The class's own `mro` must not be found in the class itself, which is not ready: the metaclass is asked.
    let found = vm.lookup(metaclass.expect::<Type>(), &name);
    let native =
        found.as_ref().is_some_and(|f| f.downcast::<crate::native_function::NativeFunction>().is_some());
    if native {
        return compute_mro(vm, class.expect::<Type>());
    }
    let result = match vm.call_special(class, &name, &[])? {
        Some(result) => result,
        None => return compute_mro(vm, class.expect::<Type>()),
    };
    let mro = vm.collect(&result)?;
    if mro.is_empty() {
        return Err(vm.type_error("type MRO must not be empty"));
    }
    let solid = solid_base(vm, class.expect::<Type>());
    for item in &mro {
        let Some(base) = item.downcast::<Type>() else {
            let text = format!("mro() returned a non-class ('{}')", vm.type_name(item));
            return Err(vm.type_error(text));
        };
        if !solid.is_subtype(solid_base(vm, base)) {
            let text = format!("mro() returned base with unsuitable layout ('{}')", base.name(vm));
            return Err(vm.type_error(text));
        }
        // Instances must have what the methods of the class expect of them.
        let solid = solid_base(vm, item.expect::<Type>());
        let mut above = std::iter::successors(Some(class.expect::<Type>()), |class| class.base());
        if !above.any(|class| std::ptr::eq(class, solid)) {
            let name = full_name(vm, item.expect::<Type>());
            return Err(vm.type_error(format!("mro() returned base with unsuitable layout ('{name}')")));
        }
    }
    Ok(mro)
}

/// `__module__`, `__doc__`, and the implicit static and class methods.
fn set_defaults(vm: &mut Vm, dict: &Value) -> PyResult<()> {
    let module = vm.names.module.clone();
    if entry(vm, dict, &module).is_none()
        && let Some(globals) = vm.current_globals()
        && let Some(value) = entry(vm, &globals, &vm.names.name)
    {
        put(vm, dict, &module, value)?;
    }
    let doc = vm.names.doc.clone();
    if entry(vm, dict, &doc).is_none() {
        put(vm, dict, &doc, Value::NONE)?;
    }
    let new = vm.names.new.clone();
    if let Some(function) = entry(vm, dict, &new)
        && vm.is_exact(&function, Tp::Function)
    {
        let wrapped = vm.new_static_method(function);
        put(vm, dict, &new, wrapped)?;
    }
    for name in [vm.names.init_subclass.clone(), vm.names.class_getitem.clone()] {
        if let Some(function) = entry(vm, dict, &name)
            && vm.is_exact(&function, Tp::Function)
        {
            let wrapped = vm.new_class_method(function);
            put(vm, dict, &name, wrapped)?;
        }
    }
    let hash = vm.names.hash.clone();
    if entry(vm, dict, &vm.names.eq).is_some() && entry(vm, dict, &hash).is_none() {
        put(vm, dict, &hash, Value::NONE)?;
    }
    Ok(())
}

/// `__set_name__` of the attributes and `__init_subclass__` of the bases.
fn finish(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult<()> {
    let set_name = vm.names.set_name.clone();
    let wants = |value: &Value| vm.lookup_word(vm.type_of(value), set_name.raw()) != raw::NULL;
    let told: Vec<(Value, Value)> = class
        .expect::<Type>()
        .dict(vm)
        .table
        .get(vm)
        .iter()
        .filter(|(_, value)| wants(value))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    for (key, value) in told {
        if let Err(raised) = vm.call_special(&value, &set_name, &[class.clone(), key.clone()]) {
            let key = vm.repr_text(&key)?;
            let text = format!(
                "Error calling __set_name__ on '{}' instance {key} in '{}'",
                vm.type_name(&value),
                class.expect::<Type>().name(vm)
            );
            crate::exception::add_note(vm, &raised.0, &text)?;
            return Err(raised);
        }
    }
    let name = vm.names.init_subclass.clone();
    if args.names.is_empty() {
        // That of `object` does nothing.
        let object = entry(vm, vm.tp(Tp::Object).data.dict.get(vm), &name);
        if vm.super_lookup(class, class, &name) == object {
            return Ok(());
        }
    }
    let parent = vm.new_super(class.clone(), class.clone())?;
    let method = vm.get_attr(&parent, &name)?;
    let keywords: Vec<Value> = args.keywords().map(|(_, v)| v.clone()).collect();
    vm.call_args(&method, Args { all: &keywords, names: args.names })?;
    Ok(())
}

/// Makes `object` an instance of another class of the same layout.
pub fn change_class(vm: &mut Vm, object: &Value, class: &Obj<Type>) {
    // Attributes go through a dict, whose names the new class's shapes do not have.
    let dict = crate::attr::instance_dict(vm, object);
    let Some(header) = object.header() else { return };
    let old = vm.heap.shape(header.shape.get());
    let root = vm.heap.shape(class.shape.get());
    let old_class = vm.type_of(object).value();
    let counted = old.flags.get().has(ShapeFlags::COUNTS_CLASS);
    let same_size = old.capacity == root.capacity;
    let shape = if dict.is_some() && same_size { vm.heap.shape_detached(root).0 } else { class.shape.get() };
    let shape = if same_size {
        shape
    } else {
        // A sibling of the class's shapes with the number of slots this object has.
        let flags = ShapeFlags(root.flags.get().0);
        let sibling = vm.heap.add_shape(root.kind, root.class.get(), flags, root.fixed, old.capacity);
        let sibling = vm.heap.shape(sibling.0);
        if dict.is_some() { vm.heap.shape_detached(sibling).0 } else { sibling.id.0 }
    };
    header.shape.set(shape);
    if root.flags.get().has(ShapeFlags::COUNTS_CLASS) {
        class.header.increment();
    }
    let is_descriptor =
        |class: &Obj<Type>| class.slots().descr_get.is_some() || class.slots().descr_set.is_some();
    if is_descriptor(class) || is_descriptor(old_class.expect::<Type>()) {
        // The object may be a class's attribute, which is found in another way from now on.
        crate::class::all_changed(vm);
    }
    if counted {
        // SAFETY: the object's own reference to its old class goes; `old_class` still holds one.
        drop(unsafe { Value::from_raw(old_class.raw()) });
    }
}

// ---- attributes ----

fn own_entry(vm: &mut Vm, class: &Value, name: &Value) -> PyResult<Option<Value>> {
    let dict = class.expect::<Type>().data.dict.get(vm).clone();
    vm.dict_get(&dict, name)
}

fn store_entry(vm: &mut Vm, class: &Value, name: &Value, value: Value) -> PyResult<()> {
    let object = class.expect::<Type>();
    let dict = object.data.dict.get(vm).clone();
    vm.dict_set(&dict, name, value)?;
    changed(vm, object);
    Ok(())
}

fn remove_entry(vm: &mut Vm, class: &Value, name: &Value) -> PyResult<Option<Value>> {
    let object = class.expect::<Type>();
    let dict = object.data.dict.get(vm).clone();
    let old = vm.dict_remove(&dict, name)?;
    changed(vm, object);
    Ok(old)
}

pub fn get_abstractmethods(vm: &mut Vm, class: &Value) -> PyResult {
    let name = vm.names.abstractmethods.clone();
    // `type` itself has the descriptor that calls this.
    match own_entry(vm, class, &name)?.filter(|_| !class.is(&vm.class(Tp::Type))) {
        Some(value) => Ok(value),
        None => Err(vm.attribute_error("__abstractmethods__", class, &name)),
    }
}

pub fn set_abstractmethods(vm: &mut Vm, class: &Value, value: Option<&Value>) -> PyResult<()> {
    let name = vm.names.abstractmethods.clone();
    match value {
        Some(value) => {
            let on = vm.truth(value)?;
            store_entry(vm, class, &name, value.clone())?;
            class.expect::<Type>().set_flag(type_flags::ABSTRACT, on);
            if on {
                let plain = type_flags::PLAIN_INIT | type_flags::PLAIN_EXCEPTION;
                class.expect::<Type>().set_flag(plain, false);
            }
            Ok(())
        }
        None => match remove_entry(vm, class, &name)? {
            Some(_) => {
                class.expect::<Type>().set_flag(type_flags::ABSTRACT, false);
                Ok(())
            }
            None => Err(vm.attribute_error("__abstractmethods__", class, &name)),
        },
    }
}

fn need_heap(vm: &mut Vm, class: &Value, what: &str) -> PyResult<()> {
    let object = class.expect::<Type>();
    if object.has_flag(type_flags::HEAP) {
        return Ok(());
    }
    let text = format!("cannot set '{what}' attribute of immutable type '{}'", object.name(vm));
    Err(vm.type_error(text))
}

pub fn get_annotate(vm: &mut Vm, class: &Value) -> PyResult {
    if !class.expect::<Type>().has_flag(type_flags::HEAP) {
        let text =
            format!("type object '{}' has no attribute '__annotate__'", class.expect::<Type>().name(vm));
        let name = vm.names.annotate.clone();
        return Err(vm.attribute_error(text, class, &name));
    }
    // What a program has put there comes before what the compiler made.
    for name in [vm.names.annotate.clone(), vm.names.annotate_func.clone()] {
        if let Some(value) = own_entry(vm, class, &name)? {
            return match vm.type_of(&value).slots().descr_get {
                Some(get) => get(vm, &value, None, class),
                None => Ok(value),
            };
        }
    }
    Ok(Value::NONE)
}

pub fn set_annotate(vm: &mut Vm, class: &Value, value: Option<&Value>) -> PyResult<()> {
    need_heap(vm, class, "__annotate__")?;
    let Some(value) = value else { return Err(vm.type_error("cannot delete __annotate__ attribute")) };
    if !value.is_none() && vm.type_of(value).slots().call.is_none() {
        return Err(vm.type_error("__annotate__ must be callable or None"));
    }
    let name = vm.names.annotate_func.clone();
    store_entry(vm, class, &name, value.clone())?;
    if !value.is_none() {
        let cache = vm.names.annotations_cache.clone();
        remove_entry(vm, class, &cache)?;
    }
    Ok(())
}

pub fn get_annotations(vm: &mut Vm, class: &Value) -> PyResult {
    if !class.expect::<Type>().has_flag(type_flags::HEAP) {
        let text =
            format!("type object '{}' has no attribute '__annotations__'", class.expect::<Type>().name(vm));
        let name = vm.names.annotations.clone();
        return Err(vm.attribute_error(text, class, &name));
    }
    for name in [vm.names.annotations.clone(), vm.names.annotations_cache.clone()] {
        if let Some(value) = own_entry(vm, class, &name)? {
            return match vm.type_of(&value).slots().descr_get {
                Some(get) => get(vm, &value, None, class),
                None => Ok(value),
            };
        }
    }
    let annotate = get_annotate(vm, class)?;
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
    let cache = vm.names.annotations_cache.clone();
    store_entry(vm, class, &cache, result.clone())?;
    Ok(result)
}

pub fn set_annotations(vm: &mut Vm, class: &Value, value: Option<&Value>) -> PyResult<()> {
    need_heap(vm, class, "__annotations__")?;
    let name = vm.names.annotations.clone();
    let cache = vm.names.annotations_cache.clone();
    match value {
        Some(value) => {
            let key = if own_entry(vm, class, &name)?.is_some() { name } else { cache };
            store_entry(vm, class, &key, value.clone())?;
        }
        None => {
            let first = remove_entry(vm, class, &name)?;
            let second = remove_entry(vm, class, &cache)?;
            if first.is_none() && second.is_none() {
                return Err(vm.attribute_error("__annotations__", class, &name));
            }
        }
    }
    for key in [vm.names.annotate_func.clone(), vm.names.annotate.clone()] {
        if own_entry(vm, class, &key)?.is_some() {
            store_entry(vm, class, &key, Value::NONE)?;
        }
    }
    Ok(())
}

pub fn get_type_params(vm: &mut Vm, class: &Value) -> PyResult {
    if class.is(&vm.class(Tp::Type)) {
        // Its own entry is this attribute.
        return Ok(vm.empty_tuple.clone());
    }
    let name = vm.names.type_params.clone();
    Ok(own_entry(vm, class, &name)?.unwrap_or_else(|| vm.empty_tuple.clone()))
}

pub fn set_type_params(vm: &mut Vm, class: &Value, value: Option<&Value>) -> PyResult<()> {
    need_heap(vm, class, "__type_params__")?;
    let Some(value) = value else {
        let text = format!(
            "cannot delete '__type_params__' attribute of immutable type '{}'",
            class.expect::<Type>().name(vm)
        );
        return Err(vm.type_error(text));
    };
    let name = vm.names.type_params.clone();
    store_entry(vm, class, &name, value.clone())
}
