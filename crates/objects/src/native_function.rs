//! Functions written in Rust, as Python sees them: builtin functions and bound builtin methods, method descriptors
//! and class-method descriptors. One payload serves the three classes.

use crate::class::{Type, TypeExt};
use crate::native::{Binding, NativeDef, NativeFn, QuickFn, Signature, TypeSpec, bind, getter, method};
use crate::slots::Slots;
use crate::{Args, Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::{Cell, OnceCell};
use std::sync::Arc;

/// What a native function is, shared by its bindings.
pub struct Definition {
    pub function: NativeFn,
    /// Interned.
    pub name: Value,
    /// What calls ask of the signature first.
    pub counts: Cell<Counts>,
    /// The form for the common cases.
    pub quick: Option<QuickFn>,
    /// Parsed at the first call that asks more.
    signature: OnceCell<Box<Signature>>,
    pub def: &'static NativeDef,
    /// The class it belongs to; NULL for functions of modules. Borrowed: a builtin class is immortal.
    pub owner: Value,
    /// The shape of the plain instances of that class, which need no further check as a self.
    pub owner_shape: u32,
    /// `__new__` of a builtin class: called with a class first, which it checks.
    pub is_constructor: bool,
    /// The name of the module of a function that belongs to no class, interned; else NULL.
    module: Value,
}

/// How many values a call may give by position, self included, and need no binding. Until the signature is parsed no
/// number of values fits, and none ever fits a constructor, which checks its class first.
#[derive(Clone, Copy)]
pub struct Counts {
    /// Whether `a[0]` is a self, class or module.
    pub has_self: bool,
    pub least: u16,
    pub most: u16,
    /// How many the function takes: those that are not given are NULL.
    pub direct: u16,
}

impl Definition {
    /// The parsed signature.
    pub fn signature(&self, vm: &Vm) -> &Signature {
        self.signature.get_or_init(|| {
            let signature = Signature::parse(vm, self.def.signature);
            let small = |count: usize| count.min(u16::MAX.into()) as u16;
            if !self.is_constructor {
                self.counts.set(Counts {
                    has_self: signature.has_self,
                    least: if signature.most.is_some() { small(signature.least) } else { u16::MAX },
                    most: small(signature.most.unwrap_or(0)),
                    direct: small(signature.direct),
                });
            }
            Box::new(signature)
        })
    }

    /// What stands before the name in messages: the class, or the module unless it is `builtins`.
    fn qualifier(&self, vm: &Vm) -> Option<String> {
        match self.owner.downcast::<Type>() {
            Some(class) => Some(class.name(vm)),
            None if self.module.is_null() => None,
            None => {
                Some(vm.text(&self.module).into_owned()).filter(|m| !matches!(m.as_str(), "" | "builtins"))
            }
        }
    }
}

/// The payload.
pub struct NativeFunction {
    pub definition: Arc<Definition>,
    /// What it is bound to: an instance, a class, or the module; NULL for descriptors.
    pub own: Value,
    /// `__module__`.
    pub module: Guarded<Value>,
}

// SAFETY: the definition is shared and holds interned names and immortal classes only.
unsafe impl Payload for NativeFunction {
    const NAME: &'static str = "builtin_function_or_method";
    const SHAPE: u32 = Tp::BuiltinFunction as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.own);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.module.as_ptr() });
    }
}

impl NativeFunction {
    fn new(definition: Arc<Definition>, own: Value, module: Value) -> NativeFunction {
        NativeFunction { definition, own, module: Guarded::new(module) }
    }
}

#[allow(clippy::arc_with_non_send_sync, reason = "it stays in its Vm, whose threads take turns")]
fn define(vm: &Vm, def: &'static NativeDef, owner: Value, module: Value) -> Arc<Definition> {
    Arc::new(Definition {
        module,
        function: def.function,
        name: vm.intern(def.name),
        counts: Cell::new(Counts { has_self: false, least: u16::MAX, most: 0, direct: 0 }),
        quick: def.quick,
        signature: OnceCell::new(),
        def,
        is_constructor: def.name == "__new__" && !owner.is_null(),
        owner_shape: owner
            .downcast::<Type>()
            .map_or(crate::native_class::NO_SHAPE, |t| t.builtin.map_or(t.shape.get(), |tp| tp as u32)),
        owner,
    })
}

impl Vm {
    /// The attribute of a builtin class for a row of its method table. Descriptors live as long as their class.
    pub(crate) fn new_class_attribute(&self, def: &'static NativeDef, class: &Value) -> Value {
        let definition = define(self, def, class.clone(), Value::NULL);
        match def.binding {
            Binding::Method => self.heap.immortalize(self.heap.alloc_plain(
                Tp::MethodDescriptor as u32,
                NativeFunction::new(definition, Value::NULL, Value::NONE),
            )),
            Binding::ClassMethod => self.heap.alloc(
                Tp::ClassMethodDescriptor as u32,
                NativeFunction::new(definition, Value::NULL, Value::NONE),
            ),
            Binding::StaticMethod => {
                let function = NativeFunction::new(definition, class.clone(), Value::NONE);
                let function = self.heap.alloc_plain(Tp::BuiltinFunction as u32, function);
                self.new_static_method(function)
            }
        }
    }

    /// A native method for a class that Python made, which lives from then on as long as the Vm.
    pub fn new_method_descriptor(&self, def: &'static NativeDef, class: &Value) -> Value {
        let definition = define(self, def, class.clone(), Value::NULL);
        let function = NativeFunction::new(definition, Value::NULL, Value::NONE);
        self.heap.alloc_plain(Tp::MethodDescriptor as u32, function)
    }

    /// A function of a native module.
    pub fn new_module_function(&self, def: &'static NativeDef, module: &Value, module_name: &Value) -> Value {
        let definition = define(self, def, Value::NULL, self.intern_value(module_name));
        let function = NativeFunction::new(definition, module.clone(), module_name.clone());
        self.heap.alloc_plain(Tp::BuiltinFunction as u32, function)
    }

    /// `__new__` of a builtin class.
    pub(crate) fn new_constructor(&self, def: &'static NativeDef, class: &Value) -> Value {
        let definition = define(self, def, class.clone(), Value::NULL);
        self.heap.alloc_plain(
            Tp::BuiltinFunction as u32,
            NativeFunction::new(definition, class.clone(), Value::NONE),
        )
    }
}

/// Whether a constructor without keyword parameters leaves keywords to the `__init__` of a class derived from its own.
pub(crate) fn leaves_keywords(vm: &Vm, definition: &Definition, class: &Obj<Type>) -> bool {
    let signature = definition.signature(vm);
    let Some(own) = definition.owner.downcast::<Type>() else { return false };
    let init = |class: &Obj<Type>| class.slots().init.map(|init| init as usize);
    signature.params.len() == signature.positional_only
        && !signature.var_kwargs
        && !std::ptr::eq(class, own)
        && init(class) != init(own)
}

/// Calls with `own` put first where the signature has a self.
pub fn call_definition(
    vm: &mut Vm,
    definition: &Definition,
    own: Option<&Value>,
    args: Args<'_>,
) -> PyResult {
    let signature = definition.signature(vm);
    let own = own.filter(|_| signature.has_self);
    let given = args.all.len() + own.is_some() as usize;
    if args.names.is_empty() && given == signature.direct && signature.fits(given) {
        return match own {
            None => (definition.function)(vm, args.all),
            Some(own) => {
                let mut all: smallvec::SmallVec<[Value; 6]> = smallvec::SmallVec::with_capacity(given);
                all.push(own.clone());
                all.extend(args.all.iter().cloned());
                (definition.function)(vm, &all)
            }
        };
    }
    let name = definition.def.name;
    let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::SmallVec::new();
    if let Some(own) = own {
        all.push(own.clone());
    }
    all.extend(args.all.iter().cloned());
    let args = Args { all: &all, names: args.names };
    let bound = match own.and_then(|own| own.downcast::<Type>()) {
        Some(class) if definition.def.binding == Binding::ClassMethod => {
            let owner = |vm: &Vm| Some(vm.text(class.data.qualname.get(vm)).into_owned());
            bind(vm, signature, name, owner, args)?
        }
        _ => bind(vm, signature, name, |vm| definition.qualifier(vm), args)?,
    };
    (definition.function)(vm, &bound)
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let function = callee.expect::<NativeFunction>();
    if function.definition.is_constructor {
        check_class(vm, callee, args)?;
        let mut args = args;
        if !args.names.is_empty()
            && let Some(class) = args.all.first().and_then(|class| class.downcast::<Type>())
            && leaves_keywords(vm, &function.definition, class)
        {
            args = Args::positional(args.positionals());
        }
        return call_definition(vm, &function.definition, None, args);
    }
    call_definition(vm, &function.definition, Some(&function.own), args)
}

/// The first argument of a builtin class's `__new__` must be a class that this function may make instances of.
fn check_class(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult<()> {
    let owner = callee.expect::<NativeFunction>().own.clone();
    let owner = owner.expect::<Type>();
    let name = owner.name(vm);
    let Some(first) = args.positionals().first() else {
        return Err(vm.type_error(format!("{name}.__new__(): not enough arguments")));
    };
    let Some(class) = first.downcast::<Type>() else {
        let text = format!("{name}.__new__(X): X is not a type object ({})", vm.type_name(first));
        return Err(vm.type_error(text));
    };
    let class_name = class.name(vm);
    if !class.is_subtype(owner) {
        let text = format!("{name}.__new__({class_name}): {class_name} is not a subtype of {name}");
        return Err(vm.type_error(text));
    }
    if class.has_flag(crate::class::type_flags::NO_NEW) {
        let module = crate::class_new::module_prefix(vm, class);
        return Err(vm.type_error(format!("cannot create '{module}{class_name}' instances")));
    }
    // The class that decides how its instances are made: a builtin one, or a struct sequence.
    let decides = |c: &Obj<Type>| std::ptr::eq(c, owner) || !c.has_flag(crate::class::type_flags::HEAP);
    let native =
        std::iter::successors(Some(class), |class| class.base()).find(|c| decides(c)).map(|c| c.value());
    if let Some(native) = native.as_ref().and_then(|native| native.downcast::<Type>())
        && native.has_flag(crate::class::type_flags::NO_NEW)
    {
        let name = crate::native_class::message_name(vm, native);
        return Err(vm.type_error(format!("cannot create '{name}' instances")));
    }
    let new = vm.names.new.clone();
    if let Some(native) = native
        && let native = native.expect::<Type>()
        && !std::ptr::eq(native, owner)
        && (native.has_flag(crate::class::type_flags::NO_NEW)
            || vm.lookup(native, &new).is_some_and(|own| !own.is(callee)))
    {
        let new_of = |class: &Type| class.slots().new.map(|f| f as usize);
        let other = if new_of(class) == new_of(native) { class_name.clone() } else { native.name(vm) };
        let text = format!("{name}.__new__({class_name}) is not safe, use {other}.__new__()");
        return Err(vm.type_error(text));
    }
    Ok(())
}

fn call_method_descriptor(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let function = callee.expect::<NativeFunction>();
    check_self(vm, &function.definition, args.positionals().first())?;
    call_definition(vm, &function.definition, None, args)
}

/// TypeError unless the first argument is an instance of the descriptor's class.
pub fn check_self(vm: &mut Vm, definition: &Definition, own: Option<&Value>) -> PyResult<()> {
    let owner = definition.owner.expect::<Type>();
    match own {
        Some(own) if std::ptr::eq(vm.type_of(own), owner) || vm.type_of(own).is_subtype(owner) => Ok(()),
        Some(own) => {
            let text = format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                definition.def.name,
                owner.name(vm),
                vm.type_name(own)
            );
            Err(vm.type_error(text))
        }
        None => {
            let text =
                format!("unbound method {}.{}() needs an argument", owner.name(vm), definition.def.name);
            Err(vm.type_error(text))
        }
    }
}

fn descriptor_get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    let Some(object) = object else { return Ok(descriptor.clone()) };
    let function = descriptor.expect::<NativeFunction>();
    let definition = function.definition.clone();
    check_self(vm, &definition, Some(object))?;
    Ok(vm.heap.alloc_plain(
        Tp::BuiltinFunction as u32,
        NativeFunction::new(definition, object.clone(), Value::NONE),
    ))
}

fn classmethod_get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, owner: &Value) -> PyResult {
    let function = descriptor.expect::<NativeFunction>();
    let definition = function.definition.clone();
    let class = if owner.is_none() {
        match object {
            Some(object) => vm.type_of(object).value(),
            None => owner.clone(),
        }
    } else {
        owner.clone()
    };
    Ok(vm.heap.alloc_plain(Tp::BuiltinFunction as u32, NativeFunction::new(definition, class, Value::NONE)))
}

fn call_classmethod_descriptor(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    let function = callee.expect::<NativeFunction>();
    call_definition(vm, &function.definition, None, args)
}

fn qualname(vm: &Vm, function: &Obj<NativeFunction>) -> String {
    let name = function.definition.def.name;
    let owner = &function.definition.owner;
    if !owner.is_null() {
        let class = match function.own.downcast::<Type>() {
            Some(class) if function.definition.def.binding != Binding::Method => class.name(vm),
            _ => owner.expect::<Type>().name(vm),
        };
        return format!("{class}.{name}");
    }
    name.to_owned()
}

fn is_module_function(function: &NativeFunction) -> bool {
    function.own.is_null() || function.own.downcast::<crate::module::Module>().is_some()
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let function = object.expect::<NativeFunction>();
    let name = function.definition.def.name;
    let text = if is_module_function(function) {
        format!("<built-in function {name}>")
    } else {
        format!(
            "<built-in method {name} of {} object at {:#x}>",
            vm.type_name(&function.own),
            vm.id(&function.own)
        )
    };
    Ok(vm.new_str(&text))
}

fn descriptor_repr(vm: &mut Vm, object: &Value) -> PyResult {
    let definition = &object.expect::<NativeFunction>().definition;
    let owner = definition.owner.expect::<Type>().name(vm);
    Ok(vm.new_str(&format!("<method '{}' of '{owner}' objects>", definition.def.name)))
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: crate::CompareOp) -> PyResult {
    let (Some(a), Some(b)) = (a.downcast::<NativeFunction>(), b.downcast::<NativeFunction>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let equal = Arc::ptr_eq(&a.definition, &b.definition) && a.own.is(&b.own);
    match op {
        crate::CompareOp::Eq => Ok(Value::from_bool(equal)),
        crate::CompareOp::Ne => Ok(Value::from_bool(!equal)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn hash(_: &mut Vm, object: &Value) -> PyResult<i64> {
    let function = object.expect::<NativeFunction>();
    let own = taipan_text::hash::hash_pointer((function.own.raw() & !7) as usize);
    Ok(own ^ taipan_text::hash::hash_pointer(Arc::as_ptr(&function.definition) as usize))
}

/// `getattr` and what it finds the function by, as `__reduce__` gives them.
pub(crate) fn reduced(vm: &mut Vm, object: &Value, name: &str) -> PyResult {
    let builtins = vm.builtins.clone();
    let getattr = vm.dict_get_str(&builtins, "getattr").unwrap_or(Value::NONE);
    let name = vm.intern(name);
    let args = vm.new_tuple(vec![object.clone(), name]);
    Ok(vm.new_tuple(vec![getattr, args]))
}

static METHODS: &[NativeDef] = &[method(
    "__reduce__",
    "($self, /)",
    |vm, a| {
        let function = a[0].expect::<NativeFunction>();
        let name = function.definition.def.name;
        match is_module_function(function) {
            true => Ok(vm.intern(name)),
            false => reduced(vm, &function.own, name),
        }
    },
    "",
)];

static DESCRIPTOR_METHODS: &[NativeDef] = &[method(
    "__reduce__",
    "($self, /)",
    |vm, a| {
        let definition = &a[0].expect::<NativeFunction>().definition;
        reduced(vm, &definition.owner, definition.def.name)
    },
    "",
)];

const GETSET: &[crate::native::GetSet] = &[
    getter("__name__", |_, o| Ok(o.expect::<NativeFunction>().definition.name.clone())),
    getter("__qualname__", |vm, o| {
        let name = qualname(vm, o.expect::<NativeFunction>());
        Ok(vm.new_str(&name))
    }),
    getter("__doc__", |vm, o| {
        let doc = o.expect::<NativeFunction>().definition.def.doc;
        Ok(if doc.is_empty() { Value::NONE } else { vm.new_str(doc) })
    }),
    getter("__text_signature__", |vm, o| {
        let definition = &o.expect::<NativeFunction>().definition;
        // A module's function whose row names no module shows none: its parameters are not what the row says.
        if definition.owner.is_null() && !definition.signature(vm).has_self {
            return Ok(Value::NONE);
        }
        let def = definition.def;
        // That of a constructor is the class's.
        Ok(vm.new_str(if def.name == "__new__" { "($type, *args, **kwargs)" } else { def.signature }))
    }),
    getter("__self__", |_, o| {
        let own = &o.expect::<NativeFunction>().own;
        Ok(if own.is_null() { Value::NONE } else { own.clone() })
    }),
    getter("__module__", |vm, o| Ok(o.expect::<NativeFunction>().module.get(vm).clone())),
];

const DESCRIPTOR_GETSET: &[crate::native::GetSet] = &[
    getter("__name__", |_, o| Ok(o.expect::<NativeFunction>().definition.name.clone())),
    getter("__qualname__", |vm, o| {
        let name = qualname(vm, o.expect::<NativeFunction>());
        Ok(vm.new_str(&name))
    }),
    getter("__doc__", |vm, o| {
        let doc = o.expect::<NativeFunction>().definition.def.doc;
        Ok(if doc.is_empty() { Value::NONE } else { vm.new_str(doc) })
    }),
    getter("__text_signature__", |vm, o| {
        let signature = o.expect::<NativeFunction>().definition.def.signature;
        Ok(vm.new_str(signature))
    }),
    getter("__objclass__", |_, o| Ok(o.expect::<NativeFunction>().definition.owner.clone())),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call),
            repr: Some(repr),
            compare: Some(compare),
            hash: Some(hash),
            ..Slots::default()
        },
        methods: METHODS,
        getset: GETSET,
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

pub fn method_descriptor_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call_method_descriptor),
            repr: Some(descriptor_repr),
            descr_get: Some(descriptor_get),
            ..Slots::default()
        },
        methods: DESCRIPTOR_METHODS,
        getset: DESCRIPTOR_GETSET,
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

pub fn classmethod_descriptor_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            call: Some(call_classmethod_descriptor),
            repr: Some(descriptor_repr),
            descr_get: Some(classmethod_get),
            ..Slots::default()
        },
        methods: DESCRIPTOR_METHODS,
        getset: DESCRIPTOR_GETSET,
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
