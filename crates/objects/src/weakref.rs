//! `weakref.ref` and the proxies. The heap's table says who watches whom; the payload holds the watched object's word
//! without owning it.

use crate::class::Type;
use crate::native::{NativeDef, TypeSpec, getter, method};
use crate::slots::Slots;
use crate::{Args, CompareOp, Guarded, Header, Payload, PyResult, Tp, Tracer, Value, Vm, raw};
use std::cell::Cell;
use taipan_heap::ShapeFlags;

/// The payload.
pub struct WeakRef {
    /// The watched object, not counted; NULL when it is gone.
    referent: Cell<u64>,
    callback: Guarded<Value>,
    hash: Cell<Option<i64>>,
}

// SAFETY: the referent is not owned; the callback is visited once.
unsafe impl Payload for WeakRef {
    const NAME: &'static str = "weakref";
    const SHAPE: u32 = Tp::WeakRef as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.callback.as_ptr() });
    }
    fn drop_tail(&mut self) {
        let word = self.referent.replace(raw::NULL);
        if word != raw::NULL {
            let own = (&raw const *self).cast::<u8>();
            // SAFETY: a watched object tells its watchers before it goes, so it is alive; the header is right before
            // the payload.
            unsafe {
                let own = own.sub(size_of::<Header>()).cast::<Header>();
                let referent = raw::header(word);
                referent.heap().remove_weakref(referent, own);
            }
        }
    }
}

impl WeakRef {
    /// A new reference to the watched object, if it is alive.
    pub fn get(&self) -> Option<Value> {
        // SAFETY: the word is taken away before the object dies.
        unsafe { Value::from_raw_borrowed(self.referent.get()) }.non_null()
    }

    /// Whether nobody would notice that the callback is not called when all ends: there is none, or it is one of the
    /// library's that takes a dead reference out of a container. References that are dead are equal to themselves alone,
    /// so no class is asked whether they are.
    pub fn is_quiet(&self, vm: &Vm) -> bool {
        let callback = self.callback.get(vm);
        if callback.is_null() {
            return true;
        }
        let Some(function) = callback.downcast::<crate::function::Function>() else { return false };
        let code = function.code(vm);
        let (file, name) = (vm.text(code.filename(vm)), vm.text(&code.qualname));
        code.is_of_library()
            && QUIET_CALLBACKS.iter().any(|&(end, known)| file.ends_with(end) && name == known)
    }
}

/// By the ends of their files and their qualified names.
const QUIET_CALLBACKS: &[(&str, &str)] = &[
    ("/_weakrefset.py", "WeakSet.__init__.<locals>._remove"),
    ("/weakref.py", "WeakKeyDictionary.__init__.<locals>.remove"),
    ("/logging/__init__.py", "_removeHandlerRef"),
];

/// The watched object is going.
pub fn mark_dead(watcher: &Value) {
    watcher.expect::<WeakRef>().referent.set(raw::NULL);
}

/// Calls the watcher's callback, once.
pub fn call_back(vm: &mut Vm, watcher: &Value) {
    let callback = std::mem::replace(watcher.expect::<WeakRef>().callback.get_mut(vm), Value::NULL);
    if callback.is_null() {
        return;
    }
    if let Err(raised) = vm.call(&callback, std::slice::from_ref(watcher)) {
        vm.unraisable(raised, Some("Exception ignored while calling weakref callback"), &callback);
    }
}

impl Vm {
    /// A weak reference of a class; the one without callback is shared.
    pub fn new_weakref(&mut self, class: &Value, object: &Value, callback: &Value) -> PyResult {
        let Some(header) =
            object.header().filter(|h| self.heap.shape(h.shape.get()).flags.get().has(ShapeFlags::WEAKREFS))
        else {
            let text = format!("cannot create weak reference to '{}' object", self.type_name(object));
            return Err(self.type_error(text));
        };
        let none = callback.is_null() || callback.is_none();
        let shape = class.expect::<Type>().shape.get();
        if none && class.expect::<Type>().builtin.is_some() {
            for &watcher in self.heap.weakrefs(header) {
                // SAFETY: a watcher leaves the table before it dies.
                let watcher = unsafe { &*watcher };
                let value = watcher.value();
                if watcher.shape.get() == shape && value.expect::<WeakRef>().callback.get(self).is_null() {
                    return Ok(value);
                }
            }
        }
        let payload = WeakRef {
            referent: Cell::new(object.raw()),
            callback: Guarded::new(if none { Value::NULL } else { callback.clone() }),
            hash: Cell::new(None),
        };
        let value = self.heap.alloc(shape, payload);
        if let Some(own) = value.header() {
            self.heap.add_weakref(header, own);
        }
        Ok(value)
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let all = args.positionals();
    match all {
        [object] => vm.new_weakref(class, object, &Value::NULL),
        [object, callback] => vm.new_weakref(class, object, callback),
        _ if vm.is_instance(class, Tp::Type) && !all.is_empty() => vm.new_weakref(class, &all[0], &all[1]),
        _ => Err(vm.type_error("__new__ expected at least 1 argument, got 0")),
    }
}

fn init(vm: &mut Vm, _: &Value, args: Args<'_>) -> PyResult<()> {
    if !args.names.is_empty() {
        return Err(vm.type_error("ref() takes no keyword arguments"));
    }
    if args.all.len() > 2 {
        return Err(vm.type_error(format!("__init__ expected at most 2 arguments, got {}", args.all.len())));
    }
    Ok(())
}

fn call(vm: &mut Vm, callee: &Value, args: Args<'_>) -> PyResult {
    if !args.is_empty() {
        return Err(vm.type_error(format!(
            "weakref.__call__() takes 0 positional arguments but {} was given",
            args.all.len()
        )));
    }
    Ok(callee.expect::<WeakRef>().get().unwrap_or(Value::NONE))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let text = match object.expect::<WeakRef>().get() {
        None => format!("<weakref at {:#x}; dead>", vm.id(object)),
        Some(referent) => {
            let name = vm.names.name.clone();
            let shown = match crate::attr::special(vm, &referent, &name)? {
                Some(name) if vm.is_instance(&name, Tp::Str) => format!(" ({})", vm.text(&name)),
                _ => String::new(),
            };
            let class = vm.type_name(&referent);
            format!("<weakref at {:#x}; to '{class}' at {:#x}{shown}>", vm.id(object), vm.id(&referent))
        }
    };
    Ok(vm.new_str(&text))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let own = object.expect::<WeakRef>();
    if let Some(hash) = own.hash.get() {
        return Ok(hash);
    }
    match own.get() {
        Some(referent) => {
            let hash = vm.hash(&referent)?;
            object.expect::<WeakRef>().hash.set(Some(hash));
            Ok(hash)
        }
        None => Err(vm.type_error("weak object has gone away")),
    }
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<WeakRef>(), b.downcast::<WeakRef>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    match (x.get(), y.get()) {
        (Some(x), Some(y)) => vm.compare(&x, &y, op),
        _ => Ok(Value::from_bool(a.is(b) == (op == CompareOp::Eq))),
    }
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            init: Some(init),
            call: Some(call),
            repr: Some(repr),
            hash: Some(hash),
            compare: Some(compare),
            ..Slots::default()
        },
        getset: const {
            &[getter("__callback__", |vm, o| {
                let callback = o.expect::<WeakRef>().callback.get(vm).clone();
                Ok(if callback.is_null() { Value::NONE } else { callback })
            })]
        },
        methods: const {
            &[crate::native::class_method(
                "__class_getitem__",
                "($cls, object, /)",
                |vm, a| vm.new_generic_alias(&a[0], &a[1]),
                "See PEP 585",
            )]
        },
        ..TypeSpec::default()
    }
}

fn target(vm: &mut Vm, proxy: &Value) -> PyResult {
    match proxy.expect::<WeakRef>().get() {
        Some(object) => Ok(object),
        None => Err(vm.raise(Tp::ReferenceError, "weakly-referenced object no longer exists")),
    }
}

fn unwrap(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.is_exact(value, Tp::WeakProxy) || vm.is_exact(value, Tp::CallableProxy) {
        target(vm, value)
    } else {
        Ok(value.clone())
    }
}

macro_rules! forward_binary {
    ($($op:ident)*) => {{
        let mut table = Slots::default().binary;
        $(table[crate::BinaryOp::$op as usize] = Some(|vm, a, b| {
            let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
            vm.binary(&a, &b, crate::BinaryOp::$op)
        });)*
        table
    }};
}

macro_rules! forward_inplace {
    ($($op:ident)*) => {{
        let mut table = Slots::default().inplace;
        $(table[crate::BinaryOp::$op as usize] = Some(|vm, a, b| {
            let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
            vm.inplace(&a, &b, crate::BinaryOp::$op)
        });)*
        table
    }};
}

static PROXY_METHODS: &[NativeDef] = &[
    method(
        "__bytes__",
        "($self, /)",
        |vm, a| {
            let own = target(vm, &a[0])?;
            vm.call_method(&own, "__bytes__", &[])
        },
        "",
    ),
    method(
        "__reversed__",
        "($self, /)",
        |vm, a| {
            let own = target(vm, &a[0])?;
            vm.call_method(&own, "__reversed__", &[])
        },
        "",
    ),
];

pub fn proxy_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            getattr: Some(|vm, o, name| {
                let own = target(vm, o)?;
                vm.get_attr(&own, name)
            }),
            setattr: Some(|vm, o, name, value| {
                let own = target(vm, o)?;
                vm.set_attr(&own, name, value)
            }),
            repr: Some(|vm, o| {
                let own = target(vm, o)?;
                let text =
                    format!("<weakproxy at {:#x} to {} at {:#x}>", vm.id(o), vm.type_name(&own), vm.id(&own));
                Ok(vm.new_str(&text))
            }),
            str: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.str(&own)
            }),
            compare: Some(|vm, a, b, op| {
                let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
                vm.compare(&a, &b, op)
            }),
            hash: Some(crate::object::unhashable),
            len: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.len(&own)
            }),
            truth: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.truth(&own)
            }),
            getitem: Some(|vm, o, k| {
                let own = target(vm, o)?;
                vm.get_item(&own, k)
            }),
            setitem: Some(|vm, o, k, v| {
                let own = target(vm, o)?;
                match v {
                    Some(v) => vm.set_item(&own, k, v.clone()),
                    None => vm.delete_item(&own, k),
                }
            }),
            contains: Some(|vm, o, k| {
                let own = target(vm, o)?;
                vm.contains(&own, k)
            }),
            iter: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.iter(&own)
            }),
            next: Some(|vm, o| {
                let own = target(vm, o)?;
                if vm.type_of(&own).slots().next.is_none() {
                    return Err(vm.type_error("Weakref proxy referenced a non-iterator"));
                }
                vm.next(&own)
            }),
            index: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.index(&own)
            }),
            int: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.to_int(&own)
            }),
            float: Some(|vm, o| {
                let own = target(vm, o)?;
                let float = vm.to_double(&own)?;
                Ok(vm.new_float(float))
            }),
            negative: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.unary(&own, '-')
            }),
            positive: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.unary(&own, '+')
            }),
            invert: Some(|vm, o| {
                let own = target(vm, o)?;
                vm.unary(&own, '~')
            }),
            absolute: Some(|vm, o| {
                let own = target(vm, o)?;
                match vm.type_of(&own).slots().absolute {
                    Some(absolute) => absolute(vm, &own),
                    None => {
                        let text = format!("bad operand type for abs(): '{}'", vm.type_name(&own));
                        Err(vm.type_error(text))
                    }
                }
            }),
            power3: Some(|vm, a, b, modulus| {
                let (a, b) = (unwrap(vm, a)?, unwrap(vm, b)?);
                let modulus = unwrap(vm, modulus)?;
                vm.power(&a, &b, &modulus)
            }),
            inplace: forward_inplace!(Add Subtract Multiply Remainder FloorDivide TrueDivide Lshift Rshift And Or Xor MatrixMultiply Power),
            binary: forward_binary!(Add Subtract Multiply Remainder FloorDivide TrueDivide Lshift Rshift And Or Xor MatrixMultiply),
            ..Slots::default()
        },
        methods: PROXY_METHODS,
        no_new: true,
        ..TypeSpec::default()
    }
}

pub fn callable_proxy_spec() -> TypeSpec {
    let mut spec = proxy_spec();
    spec.slots.call = Some(|vm, o, args| {
        let own = target(vm, o)?;
        vm.call_args(&own, args)
    });
    spec
}

/// The weak references and proxies to an object: the plain ones that all share come first, then the newest.
pub fn watchers(vm: &Vm, object: &Value) -> Vec<Value> {
    let Some(header) = object.header() else { return Vec::new() };
    let rank = |watcher: &Value| {
        let is_plain = watcher.expect::<WeakRef>().callback.get(vm).is_null();
        let shared = [Tp::WeakRef, Tp::WeakProxy, Tp::CallableProxy];
        shared.iter().position(|&tp| is_plain && vm.is_exact(watcher, tp)).unwrap_or(shared.len())
    };
    let mut watchers: Vec<Value> = vm
        .heap
        .weakrefs(header)
        .iter()
        .map(|&watcher| {
            // SAFETY: a watcher leaves the table before it dies.
            unsafe { &*watcher }.value()
        })
        .collect();
    watchers.reverse();
    watchers.sort_by_key(rank);
    watchers
}
