//! `_lru_cache_wrapper`: the callable of `lru_cache`. Results lie in a ring of nodes, the latest used last, and a dict
//! leads from keys to nodes.
//!
//! The function that is cached may call its own wrapper, and comparing keys may too: nothing that was looked up is
//! trusted after either has run.

use std::cell::Cell;
use taipan_native::{Args, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Payload, Tracer};

/// The places of the ring's ends.
const ROOT: usize = 0;

struct Node {
    previous: usize,
    next: usize,
    key: Value,
    hash: i64,
    result: Value,
}

#[derive(Default)]
struct Ring {
    /// The root is first.
    nodes: Vec<Node>,
    free: Vec<usize>,
}

impl Ring {
    fn new() -> Ring {
        let root = Node { previous: ROOT, next: ROOT, key: Value::NULL, hash: 0, result: Value::NULL };
        Ring { nodes: vec![root], free: Vec::new() }
    }

    /// Leaves the node alone in a ring of its own, from where it may be linked again.
    fn unlink(&mut self, at: usize) {
        let (previous, next) = (self.nodes[at].previous, self.nodes[at].next);
        self.nodes[previous].next = next;
        self.nodes[next].previous = previous;
        self.nodes[at].previous = at;
        self.nodes[at].next = at;
    }

    fn link_last(&mut self, at: usize) {
        let last = self.nodes[ROOT].previous;
        self.nodes[at].previous = last;
        self.nodes[at].next = ROOT;
        self.nodes[last].next = at;
        self.nodes[ROOT].previous = at;
    }

    /// Adds a node at the end; `None` where there is no memory.
    fn push(&mut self, key: Value, hash: i64, result: Value) -> Option<usize> {
        let node = Node { previous: ROOT, next: ROOT, key, hash, result };
        let at = match self.free.pop() {
            Some(at) => {
                self.nodes[at] = node;
                at
            }
            None => {
                self.nodes.try_reserve(1).ok()?;
                self.nodes.push(node);
                self.nodes.len() - 1
            }
        };
        self.link_last(at);
        Some(at)
    }

    /// Takes a node out; what it held.
    fn take(&mut self, at: usize) -> (Value, Value) {
        self.unlink(at);
        self.free.push(at);
        let node = &mut self.nodes[at];
        (std::mem::replace(&mut node.key, Value::NULL), std::mem::replace(&mut node.result, Value::NULL))
    }
}

pub struct Wrapper {
    function: Value,
    /// `None`: no bound.
    bound: Option<usize>,
    typed: bool,
    info: Value,
    /// What separates positional arguments from keywords in keys.
    mark: Value,
    /// From keys to results, or to places in the ring where there is a bound.
    cache: Value,
    ring: Guarded<Ring>,
    hits: Cell<i64>,
    misses: Cell<i64>,
}

// SAFETY: every value is visited once.
unsafe impl Payload for Wrapper {
    const NAME: &'static str = "_lru_cache_wrapper";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.function);
        visit(&self.info);
        visit(&self.mark);
        visit(&self.cache);
        // SAFETY: the collector runs while nobody borrows.
        for node in unsafe { &(*self.ring.as_ptr()).nodes } {
            visit(&node.key);
            visit(&node.result);
        }
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(std::mem::replace(unsafe { &mut *self.ring.as_ptr() }, Ring::new()));
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    const NAMES: [&str; 4] = ["user_function", "maxsize", "typed", "cache_info_type"];
    let mut given = [const { None }; 4];
    if args.all.len() > 4 {
        let text = format!("lru_cache() takes at most 4 arguments ({} given)", args.all.len());
        return Err(vm.type_error(text));
    }
    for (place, value) in given.iter_mut().zip(args.positionals()) {
        *place = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let text = vm.text(name).into_owned();
        let Some(at) = NAMES.iter().position(|n| *n == text) else {
            let text = format!("lru_cache() got an unexpected keyword argument '{text}'");
            return Err(vm.type_error(text));
        };
        given[at] = Some(value.clone());
    }
    let missing = given.iter().position(Option::is_none);
    let [Some(function), Some(bound), Some(typed), Some(info)] = given else {
        let at = missing.unwrap_or(0);
        let text = format!("lru_cache() missing required argument '{}' (pos {})", NAMES[at], at + 1);
        return Err(vm.type_error(text));
    };
    if vm.type_of(&function).slots().call.is_none() {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let bound = if bound.is_none() {
        None
    } else if vm.type_of(&bound).slots().index.is_some() {
        Some(usize::try_from(vm.index_i64(&bound)?).unwrap_or(0))
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let typed = vm.truth(&typed)?;
    let wrapper = Wrapper {
        function,
        bound,
        typed,
        info,
        mark: vm.state::<crate::Classes>().mark.clone(),
        cache: vm.new_dict(),
        ring: Guarded::new(Ring::new()),
        hits: Cell::new(0),
        misses: Cell::new(0),
    };
    Ok(vm.new_object(class, wrapper))
}

/// The key of a call: one plain argument by itself, else a tuple.
fn make_key(vm: &mut Vm, own: &Wrapper, args: Args<'_>) -> Value {
    if !own.typed && args.names.is_empty() {
        if let [one] = args.all
            && (vm.is_exact(one, Tp::Str) || vm.is_exact(one, Tp::Int))
        {
            return one.clone();
        }
        return vm.new_tuple(args.all.to_vec());
    }
    let mut parts = args.positionals().to_vec();
    if !args.names.is_empty() {
        parts.push(own.mark.clone());
        for (name, value) in args.keywords() {
            parts.extend([name.clone(), value.clone()]);
        }
    }
    if own.typed {
        parts.extend(args.all.iter().map(|value| vm.type_of(value).value()));
    }
    vm.new_tuple(parts)
}

fn call(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult {
    let object = object.clone();
    let own = object.expect::<Wrapper>();
    match own.bound {
        Some(0) => {
            own.misses.set(own.misses.get() + 1);
            vm.call_args(&own.function, args)
        }
        None => call_unbounded(vm, own, args),
        Some(bound) => call_bounded(vm, own, bound, args),
    }
}

fn call_unbounded(vm: &mut Vm, own: &Wrapper, args: Args<'_>) -> PyResult {
    let key = make_key(vm, own, args);
    let hash = vm.hash(&key)?;
    if let Some(result) = vm.dict_get_hashed(&own.cache, &key, hash)? {
        own.hits.set(own.hits.get() + 1);
        return Ok(result);
    }
    own.misses.set(own.misses.get() + 1);
    let result = vm.call_args(&own.function, args)?;
    vm.dict_set_hashed(&own.cache, &key, hash, result.clone())?;
    Ok(result)
}

/// The place a cached value names, if that node is still there.
fn place(vm: &Vm, own: &Wrapper, value: &Value) -> Option<usize> {
    let at = usize::try_from(value.as_small()?).ok()?;
    let node = own.ring.get(vm).nodes.get(at)?;
    (at != ROOT && !node.key.is_null()).then_some(at)
}

fn call_bounded(vm: &mut Vm, own: &Wrapper, bound: usize, args: Args<'_>) -> PyResult {
    let key = make_key(vm, own, args);
    let hash = vm.hash(&key)?;
    let found = vm.dict_get_hashed(&own.cache, &key, hash)?;
    if let Some(at) = found.and_then(|value| place(vm, own, &value)) {
        let ring = own.ring.get_mut(vm);
        ring.unlink(at);
        ring.link_last(at);
        let result = ring.nodes[at].result.clone();
        own.hits.set(own.hits.get() + 1);
        return Ok(result);
    }
    own.misses.set(own.misses.get() + 1);
    let result = vm.call_args(&own.function, args)?;
    if vm.dict_get_hashed(&own.cache, &key, hash)?.is_some() {
        // The call has cached it already; its result is as good as this one.
        return Ok(result);
    }
    if vm.dict_len(&own.cache) >= bound {
        let ring = own.ring.get(vm);
        let oldest = ring.nodes[ROOT].next;
        if oldest != ROOT {
            let (old_key, old_hash) = (ring.nodes[oldest].key.clone(), ring.nodes[oldest].hash);
            own.ring.get_mut(vm).unlink(oldest);
            // The node is free for others only when no key leads to it any more.
            let removed = vm.dict_remove_hashed(&own.cache, &old_key, old_hash)?;
            let held = own.ring.get_mut(vm).take(oldest);
            drop(held);
            // Where the key was gone already, somebody else made room.
            if removed.is_none() {
                return Ok(result);
            }
        }
    }
    let Some(at) = own.ring.get_mut(vm).push(key.clone(), hash, result.clone()) else {
        return Err(vm.memory_error());
    };
    let value = vm.new_int(at as i64);
    if let Err(raised) = vm.dict_set_hashed(&own.cache, &key, hash, value) {
        let held = own.ring.get_mut(vm).take(at);
        drop(held);
        return Err(raised);
    }
    Ok(result)
}

fn get(vm: &mut Vm, own: &Value, object: Option<&Value>, _: &Value) -> PyResult {
    match object {
        Some(object) if !object.is_none() => Ok(vm.new_method(own.clone(), object.clone())),
        _ => Ok(own.clone()),
    }
}

fn cache_info(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Wrapper>();
    let bound = own.bound.map_or(Value::NONE, |bound| vm.new_int(bound as i64));
    let size = vm.new_int(vm.dict_len(&own.cache) as i64);
    let args = [vm.new_int(own.hits.get()), vm.new_int(own.misses.get()), bound, size];
    vm.call(&own.info, &args)
}

fn cache_clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Wrapper>();
    own.hits.set(0);
    own.misses.set(0);
    let old = std::mem::replace(own.ring.get_mut(vm), Ring::new());
    vm.call_method(&own.cache, "clear", &[])?;
    drop(old);
    Ok(Value::NONE)
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.get_attr_str(&a[0], "__qualname__")
}

fn itself(_: &mut Vm, a: &[Value]) -> PyResult {
    Ok(a[0].clone())
}

static METHODS: &[NativeDef] = &[
    method("cache_info", "($self, /)", cache_info, "Report cache statistics"),
    method("cache_clear", "($self, /)", cache_clear, "Clear the cache and cache statistics"),
    method("__reduce__", "($self, /)", reduce, ""),
    method("__copy__", "($self, *args)", itself, ""),
    method("__deepcopy__", "($self, *args)", itself, ""),
];

pub fn make(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), call: Some(call), descr_get: Some(get), ..Slots::default() },
        methods: METHODS,
        doc: Some(
            "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n",
        ),
        ..TypeSpec::default()
    };
    let class = NativeClass {
        name: "_lru_cache_wrapper",
        module: "functools",
        spec,
        has_dict: true,
        has_weakrefs: true,
    };
    vm.new_native_class::<Wrapper>(class, None)
}
