//! The first moments of a Vm: builtin classes come into being before anything can refer to them.

use crate::builtin::{COUNT, ROWS, Tp};
use crate::class::{Type, type_flags};
use crate::native::TypeSpec;
use crate::native::{Binding, NativeDef};
use crate::native_function::Definition;
use crate::slots::{self, Slot, Slots};
use crate::{Heap, Obj, Value, Vm};
use taipan_heap::{ShapeFlags, ShapeId, kind_of};

/// Makes every builtin class, empty, and the shape of its instances.
pub(crate) fn allocate_types(heap: &Heap) -> [*const Obj<Type>; COUNT] {
    // Shapes come first and are numbered as the classes are; their class is filled in as the classes are made.
    for row in ROWS {
        let id = heap.add_shape(row.kind, std::ptr::null(), ShapeFlags(row.flags), 0, 0);
        debug_assert_eq!(id, ShapeId(row.tp as u32));
    }
    let mut types = [std::ptr::null(); COUNT];
    for row in ROWS {
        let class = heap.immortalize(heap.alloc(Tp::Type as u32, Type::new(row.kind, Some(row.tp))));
        let object: *const Obj<Type> = class.expect::<Type>();
        heap.shape(row.tp as u32).class.set(object.cast());
        types[row.tp as usize] = object;
    }
    debug_assert_eq!(kind_of::<Type>().id, heap.shape(Tp::Type as u32).kind.id);
    types
}

/// Gives every builtin class its name, bases, slots and attributes.
pub(crate) fn fill_types(vm: &mut Vm) {
    for row in ROWS {
        let class = vm.class(row.tp);
        let object = class.expect::<Type>();
        let name = vm.intern(row.name);
        *object.data.name.get_mut(vm) = name.clone();
        *object.data.qualname.get_mut(vm) = name;
        let dict = vm.new_dict();
        dict.expect::<crate::dict::Dict>().of_class.set(true);
        *object.data.dict.get_mut(vm) = dict;
        if row.tp == Tp::Object {
            let bases = vm.empty_tuple.clone();
            *object.data.bases.get_mut(vm) = bases;
            object.data.set_mro(vm, vec![class.clone()]);
        } else {
            let base = vm.class(row.base);
            let base_object = base.expect::<Type>();
            object.base.set(base_object);
            let pointer: *const Obj<Type> = object;
            base_object.subclasses.get_mut(vm).push(pointer);
            let mut mro = vec![class.clone()];
            let inherited = base_object.data.mro_tuple.get(vm).clone();
            mro.extend(inherited.expect::<crate::tuple::Tuple>().items().iter().cloned());
            *object.data.bases.get_mut(vm) = vm.new_tuple(vec![base.clone()]);
            object.data.set_mro(vm, mro);
        }
    }
    for row in ROWS {
        fill(vm, row);
    }
}

fn fill(vm: &mut Vm, row: &'static crate::builtin::Row) {
    let class = vm.class(row.tp);
    let base = (row.tp != Tp::Object).then(|| vm.class(row.base));
    let flags = match row.tp {
        Tp::List | Tp::Tuple | Tp::Range | Tp::MemoryView => type_flags::SEQUENCE,
        Tp::Dict | Tp::MappingProxy | Tp::FrameLocalsProxy => type_flags::MAPPING,
        _ => 0,
    };
    fill_class(vm, &class, base.as_ref(), (row.spec)(), flags);
    if row.tp == Tp::Interpolation {
        let names = ["value", "expression", "conversion", "format_spec"].map(|name| vm.intern(name));
        let names = vm.new_tuple(names.to_vec());
        let (dict, key) = (class.expect::<Type>().data.dict.get(vm).clone(), vm.names.match_args.clone());
        set(vm, &dict, &key, names);
    }
}

/// Gives a class that is not made by Python its slots and attributes.
pub(crate) fn fill_class(vm: &mut Vm, class: &Value, base: Option<&Value>, spec: TypeSpec, flags: u32) {
    let object = class.expect::<Type>();
    let mut flags = flags;
    if spec.is_final {
        flags |= type_flags::FINAL;
    }
    if spec.no_new {
        flags |= type_flags::NO_NEW;
    }
    object.flags.set(flags);

    let dict = object.data.dict.get(vm).clone();
    let mut own = spec.slots;
    if spec.constructor.is_some() {
        own.new = Some(crate::bootstrap::call_constructor);
    }
    let mut all = own;
    if let Some(base) = base {
        let base = base.expect::<Type>().slots();
        // A class that answers comparison without hashing is not hashable by inheritance.
        let keeps_hash = own.hash.is_some() || own.compare.is_none();
        all.inherit(base);
        if !keeps_hash {
            all.hash = Some(crate::object::unhashable);
        }
    }
    object.set_slots(all);
    object.set_flag(type_flags::PLAIN_EXCEPTION, crate::exception::is_plain(&all));

    for (number, slot) in slots::ROWS.iter().enumerate() {
        if slot.name == "__getattr__" || !own.has(slot.slot) {
            continue;
        }
        if is_refusal(slot.slot, &own) {
            let name = vm.slot_names[number].clone();
            set(vm, &dict, &name, Value::NONE);
            continue;
        }
        let name = vm.slot_names[number].clone();
        let wrapper = vm.new_wrapper(slot, class);
        set(vm, &dict, &name, wrapper);
    }
    for def in spec.methods {
        let name = vm.intern(def.name);
        let attribute = vm.new_class_attribute(def, class);
        set(vm, &dict, &name, attribute);
    }
    for def in spec.getset {
        let name = vm.intern(def.name);
        let attribute = vm.new_getset(def, class);
        set(vm, &dict, &name, attribute);
    }
    class.expect::<Type>().quick.set(spec.quick);
    if let Some((signature, function)) = spec.constructor {
        set_constructor(vm, &dict, class, signature, function);
    } else if own.new.is_some() {
        set_constructor(vm, &dict, class, "($type, /, *args, **kwargs)", crate::bootstrap::new_by_slot);
    }
    if let Some((head, _)) = spec.doc.and_then(|doc| doc.split_once("\n--\n\n")) {
        let signature = head.find('(').map(|at| &head[at..]);
        class.expect::<Type>().text_signature.set(signature);
    }
    let doc_name = vm.names.doc.clone();
    if vm.dict_get(&dict, &doc_name).is_ok_and(|d| d.is_none()) {
        // What stands before the rule is the signature.
        let doc = spec.doc.map(|doc| doc.split_once("\n--\n\n").map_or(doc, |(_, text)| text));
        let doc = doc.map_or(Value::NONE, |doc| vm.new_str(doc));
        set(vm, &dict, &doc_name, doc);
    }
}

fn is_refusal(slot: Slot, slots: &Slots) -> bool {
    slot == Slot::hash
        && slots.hash.is_some_and(|f| f as usize == crate::object::unhashable as *const () as usize)
}

fn set(vm: &mut Vm, dict: &Value, name: &Value, value: Value) {
    let hash = vm.str_hash(name.expect::<crate::str::Str>());
    let object = dict.expect::<crate::dict::Dict>();
    object.touch();
    let table = object.table.get_mut(vm);
    if table.find_str(hash, name).is_none() {
        let added = table.insert_new(hash, name.clone(), value);
        debug_assert!(added.is_some());
    }
}

fn set_constructor(
    vm: &mut Vm,
    dict: &Value,
    class: &Value,
    signature: &'static str,
    function: crate::native::NativeFn,
) {
    // One definition per class and Vm, as long as the process: there are some two hundred.
    let def: &'static NativeDef = Box::leak(Box::new(NativeDef {
        name: "__new__",
        signature,
        function,
        binding: Binding::StaticMethod,
        doc: "Create and return a new object.  See help(type) for accurate signature.",
        quick: None,
    }));
    let function = vm.new_constructor(def, class);
    let name = vm.names.new.clone();
    set(vm, dict, &name, function);
}

/// The `new` slot of a class with a constructor: binds the arguments to its signature, the class first.
pub(crate) fn call_constructor(vm: &mut Vm, class: &Value, args: crate::Args<'_>) -> crate::PyResult {
    if let Some(constructor) = class.expect::<Type>().constructor.get() {
        return construct(vm, constructor, class, args);
    }
    let name = vm.names.new.clone();
    let Some(found) = vm.lookup(class.expect::<Type>(), &name) else {
        return Err(vm.type_error("the class has no constructor"));
    };
    // A Python class between has its own `__new__`; then the slot is not this one, but `super().__new__` may come here.
    let mut at = class.expect::<Type>();
    let mut function = found;
    while function.downcast::<crate::native_function::NativeFunction>().is_none() {
        match crate::class::TypeExt::base(at) {
            Some(base) => at = base,
            None => return Err(vm.type_error("the class has no constructor")),
        }
        match vm.lookup(at, &name) {
            Some(next) => function = next,
            None => return Err(vm.type_error("the class has no constructor")),
        }
    }
    let definition = function.expect::<crate::native_function::NativeFunction>().definition.clone();
    if !class.expect::<Type>().has_flag(type_flags::HEAP) {
        let _ = class.expect::<Type>().constructor.set(definition.clone());
    }
    construct(vm, &definition, class, args)
}

fn construct(vm: &mut Vm, definition: &Definition, class: &Value, args: crate::Args<'_>) -> crate::PyResult {
    let signature = definition.signature(vm);
    let mut args = args;
    if !args.names.is_empty()
        && crate::native_function::leaves_keywords(vm, definition, class.expect::<Type>())
    {
        args = crate::Args::positional(args.positionals());
    }
    let given = args.all.len() + 1;
    if args.names.is_empty()
        && signature.most.is_some_and(|most| given <= most)
        && given > signature.required
        && signature.direct <= 8
    {
        let mut words = [taipan_heap::raw::NULL; 8];
        words[0] = class.raw();
        for (place, value) in words[1..].iter_mut().zip(args.all) {
            *place = value.raw();
        }
        // SAFETY: the words are borrowed from values that outlive the call, and a Value is a word.
        let values = unsafe { std::slice::from_raw_parts(words.as_ptr().cast::<Value>(), signature.direct) };
        return (definition.function)(vm, values);
    }
    let mut all: smallvec::SmallVec<[Value; 6]> = smallvec::SmallVec::new();
    all.push(class.clone());
    all.extend(args.all.iter().cloned());
    let owner = definition.owner.expect::<Type>();
    let init_of = |class: &Type| class.slots().init.map(|f| f as usize);
    let mut names = args.names;
    if signature.params.len() == signature.positional_only
        && !signature.var_kwargs
        && init_of(class.expect::<Type>()) != init_of(owner)
    {
        // The keywords are for the `__init__` of the subclass.
        all.truncate(all.len() - names.len());
        names = &[];
    }
    let owner = crate::class::TypeExt::name(owner, vm);
    let given = all.len() - 1;
    if names.is_empty() && given > signature.positional && matches!(owner.as_str(), "int" | "str") {
        // These two are called without a parser where there are no keywords, and say so in their own words.
        let text = format!("{owner} expected at most {} arguments, got {given}", signature.positional);
        return Err(vm.type_error(text));
    }
    let bound = crate::native::bind(vm, signature, &owner, |_| None, crate::Args { all: &all, names })?;
    (definition.function)(vm, &bound)
}

/// `Class.__new__(cls, …)` called from Python, for classes whose `new` is a slot function.
pub(crate) fn new_by_slot(vm: &mut Vm, a: &[Value]) -> crate::PyResult {
    let Some(class) = a[0].downcast::<Type>() else {
        let text = format!("__new__(X): X is not a type object ({})", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    };
    // The nearest builtin class decides.
    let native = crate::class::TypeExt::mro(class, vm)
        .iter()
        .find(|c| !c.has_flag(type_flags::HEAP))
        .and_then(|c| c.slots().new);
    let positional = a[1].expect::<crate::tuple::Tuple>().items();
    let mut all: Vec<Value> = positional.to_vec();
    let mut names = Vec::new();
    for (key, value) in vm.dict_items(&a[2]) {
        names.push(key);
        all.push(value);
    }
    match native {
        Some(new) => new(vm, &a[0], crate::Args { all: &all, names: &names }),
        None => Err(vm.type_error("the class has no constructor")),
    }
}
