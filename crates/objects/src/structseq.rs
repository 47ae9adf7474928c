//! Struct sequences: tuples whose places have names (`sys.flags`, `time.struct_time`).
//!
//! Each is a class derived from `tuple`. Fields behind the visible ones are no part of the tuple; they lie in the
//! instance's dict.

use crate::class::{Type, TypeExt, type_flags};
use crate::descriptor::{MemberDescriptor, Place};
use crate::native::{NativeDef, function, method};
use crate::tuple::Tuple;
use crate::{PyResult, Raised, Tp, Value, Vm};

/// What a struct sequence class is made of.
pub struct StructSequence {
    pub module: &'static str,
    pub name: &'static str,
    pub doc: &'static str,
    /// Empty names are items without an attribute, behind the visible ones that have one.
    pub fields: &'static [&'static str],
    /// How many of the fields are items of the tuple.
    pub visible: usize,
    /// Whether a program may make instances.
    pub constructible: bool,
}

static METHODS: &[NativeDef] = &[
    method("__repr__", "($self, /)", repr, "Return repr(self)."),
    method("__reduce__", "($self, /)", reduce, ""),
    method(
        "__replace__",
        "($self, /, **changes)",
        replace,
        "Return a copy of the structure with new values for the specified fields.",
    ),
];
static NEW: NativeDef = function(
    "__new__",
    "(type, /, *args, **kwargs)",
    new,
    "Create and return a new object.  See help(type) for accurate signature.",
);

impl Vm {
    /// Makes the class.
    pub fn new_struct_sequence_class(&mut self, what: &StructSequence) -> PyResult {
        let namespace = self.new_dict();
        let module = self.new_str(what.module);
        self.dict_set_str(&namespace, "__module__", module)?;
        let doc = self.new_str(what.doc);
        self.dict_set_str(&namespace, "__doc__", doc)?;
        if what.visible == what.fields.len() {
            self.dict_set_str(&namespace, "__slots__", self.empty_tuple.clone())?;
        }
        let unnamed = what.fields.iter().filter(|f| f.is_empty()).count();
        let named = what.visible - unnamed;
        let visible: Vec<Value> = what.fields[..named].iter().map(|f| self.intern(f)).collect();
        let names = self.new_tuple(visible);
        self.dict_set_str(&namespace, "__match_args__", names)?;
        let hidden: Vec<Value> = what.fields[what.visible..].iter().map(|f| self.intern(f)).collect();
        let hidden = self.new_tuple(hidden);
        for (key, count) in [
            ("n_fields", what.fields.len()),
            ("n_sequence_fields", what.visible),
            ("n_unnamed_fields", unnamed),
        ] {
            let count = self.new_int(count as i64);
            self.dict_set_str(&namespace, key, count)?;
        }
        let name = self.new_str(what.name);
        let base = self.class(Tp::Tuple);
        let bases = self.new_tuple(vec![base]);
        let meta = self.class(Tp::Type);
        let class = self.call(&meta, &[name, bases, namespace])?;
        for (index, field) in what.fields[..named].iter().enumerate() {
            let name = self.intern(field);
            let payload =
                MemberDescriptor { class: class.clone(), name: name.clone(), place: Place::Item(index) };
            let descriptor = self.heap.alloc(Tp::MemberDescriptor as u32, payload);
            self.set_attr(&class, &name, Some(&descriptor))?;
        }
        for name in what.fields[what.visible..].iter() {
            // Not given means None; what is given lies in the instance's dict, which a class attribute without
            // `__set__` lets through.
            let name = self.intern(name);
            self.set_attr(&class, &name, Some(&Value::NONE))?;
        }
        if !hidden.expect::<Tuple>().is_empty() {
            let key = self.intern("_hidden_fields");
            self.set_attr(&class, &key, Some(&hidden))?;
        }
        for def in METHODS.iter().chain([&NEW]) {
            let name = self.intern(def.name);
            let attribute = self.new_class_attribute(def, &class);
            self.set_attr(&class, &name, Some(&attribute))?;
        }
        if !what.constructible {
            class.expect::<Type>().set_flag(type_flags::NO_NEW, true);
        }
        Ok(class)
    }

    /// An instance; the values are those of the fields in order, hidden ones last.
    pub fn new_struct_sequence(&mut self, class: &Value, mut values: Vec<Value>) -> PyResult {
        let visible = count(self, class, "n_sequence_fields");
        let hidden = values.split_off(visible.min(values.len()));
        let shape = class.expect::<Type>().shape.get();
        let Some(object) = crate::tuple::make(self, shape, values.len(), values.into_iter()) else {
            return Err(self.memory_error());
        };
        let names = hidden_names(self, class);
        for (name, value) in names.iter().zip(hidden) {
            crate::attr::instance_set(self, &object, name, value)?;
        }
        Ok(object)
    }
}

fn class_value(vm: &Vm, class: &Value, name: &str) -> Option<Value> {
    vm.lookup(class.expect::<Type>(), &vm.intern(name))
}

fn count(vm: &Vm, class: &Value, name: &str) -> usize {
    class_value(vm, class, name).and_then(|v| v.as_small()).unwrap_or(0) as usize
}

fn names_of(vm: &Vm, class: &Value, key: &str) -> Vec<Value> {
    class_value(vm, class, key)
        .and_then(|v| v.downcast::<Tuple>().map(|t| t.items().to_vec()))
        .unwrap_or_default()
}

fn field_names(vm: &Vm, class: &Value) -> Vec<Value> {
    names_of(vm, class, "__match_args__")
}

fn hidden_names(vm: &Vm, class: &Value) -> Vec<Value> {
    names_of(vm, class, "_hidden_fields")
}

fn wrong_length(vm: &mut Vm, class: &Value, bound: &str, wanted: usize, given: usize) -> Raised {
    let name = crate::class_new::full_name(vm, class.expect::<Type>());
    vm.type_error(format!("{name}() takes {bound} {wanted}-sequence ({given}-sequence given)"))
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = &a[0];
    if class.downcast::<Type>().is_none_or(|c| !c.is_subtype(vm.tp(Tp::Tuple))) {
        return Err(vm.type_error("structseq.__new__(X): X is not a type object"));
    }
    if class.expect::<Type>().has_flag(type_flags::NO_NEW) {
        let name = crate::class_new::full_name(vm, class.expect::<Type>());
        return Err(vm.type_error(format!("cannot create '{name}' instances")));
    }
    let mut given = a[1].expect::<Tuple>().items().to_vec();
    for (key, value) in vm.dict_items(&a[2]) {
        match &*vm.text(&key) {
            "sequence" => given.insert(0, value),
            "dict" => given.push(value),
            other => {
                let text = format!("structseq() got an unexpected keyword argument '{other}'");
                return Err(vm.type_error(text));
            }
        }
    }
    let Some(sequence) = given.first() else {
        return Err(vm.type_error("structseq() missing required argument 'sequence' (pos 1)"));
    };
    let values = match vm.collect(sequence) {
        Ok(values) => values,
        Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
            return Err(vm.type_error("constructor requires a sequence"));
        }
        Err(raised) => return Err(raised),
    };
    let visible = count(vm, class, "n_sequence_fields");
    let all = count(vm, class, "n_fields");
    if visible == all && values.len() != visible {
        return Err(wrong_length(vm, class, "a", visible, values.len()));
    }
    if values.len() < visible {
        return Err(wrong_length(vm, class, "an at least", visible, values.len()));
    }
    if values.len() > all {
        return Err(wrong_length(vm, class, "an at most", all, values.len()));
    }
    let object = vm.new_struct_sequence(class, values)?;
    if let Some(extra) = given.get(1)
        && vm.is_instance(extra, Tp::Dict)
    {
        for name in hidden_names(vm, class) {
            if let Some(value) = vm.dict_get(extra, &name)? {
                crate::attr::instance_set(vm, &object, &name, value)?;
            }
        }
    }
    Ok(object)
}

fn repr(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    // Unnamed items are shown by the names of the hidden fields, which follow them.
    let mut names = field_names(vm, &class);
    names.extend(hidden_names(vm, &class));
    let mut shown = Vec::new();
    for (name, value) in names.iter().zip(a[0].expect::<Tuple>().items()) {
        let value = vm.repr_text(value)?;
        shown.push(format!("{}={value}", vm.text(name)));
    }
    let name = crate::class_new::full_name(vm, class.expect::<Type>());
    Ok(vm.new_str(&format!("{name}({})", shown.join(", "))))
}

fn hidden_dict(vm: &mut Vm, object: &Value, class: &Value) -> PyResult {
    let dict = vm.new_dict();
    for name in hidden_names(vm, class) {
        if let Some(value) = crate::attr::instance_get(vm, object, &name)? {
            vm.dict_set(&dict, &name, value)?;
        }
    }
    Ok(dict)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    let items = vm.new_tuple(a[0].expect::<Tuple>().items().to_vec());
    let dict = hidden_dict(vm, &a[0], &class)?;
    let args = vm.new_tuple(vec![items, dict]);
    Ok(vm.new_tuple(vec![class, args]))
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.type_of(&a[0]).value();
    if count(vm, &class, "n_unnamed_fields") > 0 {
        let name = crate::class_new::full_name(vm, class.expect::<Type>());
        return Err(vm.type_error(format!(
            "__replace__() is not supported for {name} because it has unnamed field(s)"
        )));
    }
    let mut values = a[0].expect::<Tuple>().items().to_vec();
    let names = field_names(vm, &class);
    let hidden = hidden_names(vm, &class);
    for name in &hidden {
        values.push(crate::attr::instance_get(vm, &a[0], name)?.unwrap_or(Value::NONE));
    }
    let mut unknown = Vec::new();
    for (key, value) in vm.dict_items(&a[1]) {
        match names.iter().chain(&hidden).position(|n| vm.str_eq(n, &key)) {
            Some(at) if at < values.len() => values[at] = value,
            _ => unknown.push(key),
        }
    }
    if !unknown.is_empty() {
        let unknown = vm.new_list(unknown);
        let shown = vm.repr_text(&unknown)?;
        return Err(vm.type_error(format!("Got unexpected field name(s): {shown}")));
    }
    vm.new_struct_sequence(&class, values)
}
