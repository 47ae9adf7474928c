//! The Vm: the heap, the builtin classes, the register stack and all state of one interpreter.
//!
//! `&mut Vm` is the right to run Python; `&Vm` is enough to allocate and to look into objects (see
//! `taipan_heap::Token`). There are no process globals and no thread-locals: two Vms share nothing.

use crate::builtin::{COUNT, Tp};
use crate::class::Type;
use crate::class::TypeExt;
use crate::names::Names;
use crate::slots::Sent;
use crate::stack::Stack;
use crate::str::Interned;
use crate::{Args, Obj, PyResult, Raised, Value};
use std::any::{Any, TypeId};
use std::cell::{Cell, UnsafeCell};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use taipan_heap::{Guarded, Heap, Map, Token};

/// The upward seam: what objects and native modules ask of the interpreter above them.
pub struct Interp {
    /// Calls anything callable that is not handled below (Python functions).
    pub call_function: fn(&mut Vm, &Value, Args<'_>) -> PyResult,
    /// GenSend.
    pub gen_send: fn(&mut Vm, &Value, Value) -> PyResult<Sent>,
    /// GenThrow: raises the exception where the generator is suspended.
    /// The slice holds what `throw()` was given, to be passed on to iterators that are no generators.
    pub gen_throw: fn(&mut Vm, &Value, Value, &[Value]) -> PyResult<Sent>,
    /// As `gen_throw`, but GeneratorExit too goes to the innermost link, and closes nothing on its way.
    pub gen_throw_through: fn(&mut Vm, &Value, Value) -> PyResult<Sent>,
    /// `close()`: gives its result.
    pub gen_close: fn(&mut Vm, &Value) -> PyResult,
    /// The death of a generator that may still hold code to run.
    pub gen_finalize: fn(&mut Vm, &Value),
    /// As `gen_send` of None, for a native consumer of items.
    pub gen_next: fn(&mut Vm, &Value) -> PyResult<Sent>,
    /// Runs a code object in globals, with locals of its own or the globals.
    pub run_code: fn(&mut Vm, &Value, &Value, Option<&Value>) -> PyResult,
    /// As `run_code`, with a closure (NULL: none): (code, globals, locals, closure).
    pub run_code_in: fn(&mut Vm, &Value, &Value, Value, Value) -> PyResult,
    /// Compiles source text: (source bytes, file name, mode, flags).
    pub compile: fn(&mut Vm, &[u8], &str, CompileMode, CompileFlags) -> PyResult,
    /// Compiles a tree of `_ast` objects: (tree, file name, mode, flags).
    pub compile_tree: fn(&mut Vm, &Value, &str, CompileMode, CompileFlags) -> PyResult,
    /// The scopes of a program, the module's first: (source bytes, file name, mode).
    pub symtable: Scopes,
    /// `__import__(name, globals, fromlist, level)`.
    pub import: fn(&mut Vm, &Value, Option<&Value>, &Value, i64) -> PyResult,
    /// The exception that is being handled, as `sys.exception()`; NULL for none.
    pub handled: fn(&Vm) -> Value,
    /// What tracebacks ask of the parser.
    pub parser: &'static crate::show::SourceParser,
    /// The iterator that `await object` delegates to; `None` where it cannot be awaited.
    pub awaitable: fn(&mut Vm, &Value) -> PyResult<Option<Value>>,
}

/// Makes the argument of `sys.unraisablehook` of (exception, message, object).
pub type UnraisableArgs = fn(&mut Vm, &Value, Value, &Value) -> PyResult;

/// One scope of a program, as module `symtable` shows it.
#[derive(Clone, Debug)]
pub struct SymbolScope {
    pub kind: u8,
    pub name: String,
    pub line: u32,
    pub nested: bool,
    pub symbols: Vec<(String, u32)>,
    pub parameters: Vec<String>,
    /// Places in the list of all scopes, greater than this one's.
    pub children: Vec<usize>,
}

type Scopes = fn(&mut Vm, &[u8], &str, CompileMode) -> PyResult<Vec<SymbolScope>>;

/// How source text is compiled.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompileFlags {
    /// `PyCF_*` and the `CO_FUTURE_*` that are inherited.
    pub bits: u32,
    /// As `-O`; none for the interpreter's own.
    pub optimize: Option<u8>,
    /// The minor version of Python 3 whose syntax is meant, if it is not this one's.
    pub feature_version: Option<u8>,
}

/// What is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompileMode {
    Exec,
    Eval,
    Single,
    /// `(types) -> type`: a tree only.
    FunctionType,
}

/// One entry of the method cache.
#[derive(Clone, Copy)]
struct Lookup {
    version: u32,
    name: u64,
    /// Borrowed word of the attribute, NULL for none.
    found: u64,
}

const LOOKUPS: usize = 4096;

/// What is known of an attribute of objects of one shape: an entry of the table that stands behind the inline caches,
/// for places that see many shapes. What `what`, `version` and `word` mean is the interpreter's affair (`vm::ops::attr`).
#[derive(Clone, Copy)]
pub struct Attribute {
    pub shape: u32,
    /// The class epoch in which it was found out.
    pub epoch: u32,
    /// The word of the name, its tag replaced by the use (an [`AttributeUse`]).
    key: u64,
    pub what: u32,
    pub version: u32,
    pub word: u64,
}

impl Attribute {
    /// `what` of an attribute that neither the class nor the instance has.
    pub const MISSING: u32 = 3 << 30 | 2;

    /// The byte offset of the slot it is in, if it is in one.
    #[inline(always)]
    pub fn slot(&self) -> Option<u32> {
        (self.what as i32 > 0).then_some(self.what)
    }
}

/// What an attribute is looked up for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum AttributeUse {
    Load = 0,
    Method = 1,
    Store = 2,
    Super = 3,
    /// By `object.__getattribute__`, where the class has another one.
    BareLoad = 4,
    /// By `object.__setattr__`, where the class has another one.
    BareStore = 5,
}

const ATTRIBUTES: usize = 1024;

#[inline(always)]
fn attribute_index(shape: u32, key: u64, salt: u32) -> usize {
    let mixed = (shape ^ salt.rotate_left(16)).wrapping_mul(0x9E37_79B1) >> 22;
    ((key >> 4) as usize ^ mixed as usize ^ (key as usize & 7) << 7) % ATTRIBUTES
}

/// What an operator of operands of two shapes comes to: a method written in Python, found in that class epoch. The place
/// of an entry is told by the op's address alone, so that the machine goes on in the method before it has seen the operands.
#[derive(Clone, Copy)]
pub struct Site {
    /// The op, and what else of it decides.
    pub op: u32,
    pub epoch: u32,
    pub left: u32,
    pub right: u32,
    /// The function's and its code's words, borrowed.
    pub function: u64,
    pub code: u64,
}

/// Op 0 has no operands.
const NO_SITE: Site = Site { op: 0, epoch: 0, left: 0, right: 0, function: 0, code: 0 };

/// Operators that are remembered.
const SITES: usize = 256;

/// State of a native module, one per Vm.
type Slot = Box<dyn Any>;

/// The coroutine function that, called with the int 0 and its defaults, yields None once and returns None: asyncio's `sleep`.
/// All is NULL where there is none.
pub struct Pause {
    pub function: Value,
    /// What the function had when it was looked at.
    pub code: Value,
    pub defaults: Value,
    /// What stands for the coroutine that has yielded in the frame that awaits it (`Slots::awaited`).
    pub stand_in: Value,
    /// For a call with another value: what stands for the coroutine, and what it yields first. `None` where the coroutine must
    /// run.
    pub begin: Option<BeginFn>,
}

/// See [`Pause::begin`].
pub type BeginFn = fn(&mut Vm, &Value) -> Option<(Value, Value)>;

impl Default for Pause {
    fn default() -> Pause {
        Pause {
            function: Value::NULL,
            code: Value::NULL,
            defaults: Value::NULL,
            stand_in: Value::NULL,
            begin: None,
        }
    }
}

/// One interpreter.
pub struct Vm {
    sites: Box<[Cell<Site>; SITES]>,
    pub(crate) types: [*const Obj<Type>; COUNT],
    pub names: Names,
    pub interp: &'static Interp,
    pub stack: Stack,
    interned: UnsafeCell<Interned>,
    /// The names of the rows of `slots::ROWS`.
    pub(crate) slot_names: Vec<Value>,
    /// The words of those names with the numbers of their rows, ascending.
    pub(crate) slot_rows: Vec<(u64, u16)>,
    /// Strs of one code point below 256.
    pub(crate) latin1: Box<[Value; 256]>,
    pub empty_tuple: Value,
    pub empty_bytes: Value,
    /// `sys.modules`.
    pub modules: Value,
    /// The dict of module `builtins`.
    pub builtins: Value,
    /// The dict of module `sys`.
    pub sys: Value,
    /// The dict of `importlib._bootstrap`; NULL until it is installed.
    pub importlib: Value,
    /// The folder of the script, where `sys.path` began with one.
    pub script_folder: Option<String>,
    pub hash_key: taipan_text::hash::HashKey,
    lookups: Box<[Cell<Lookup>]>,
    attributes: Box<[Cell<Attribute>]>,
    next_version: Cell<u32>,
    /// Counts changes of classes that could change what an attribute of an instance is found to be: what inline caches
    /// remember holds while it stands.
    pub class_epoch: Cell<u32>,
    /// The handled exception of the current context; NULL where it has none of its own.
    pub handled: Value,
    /// The current context of context variables, or the map of one that nobody has looked at; NULL until one is needed.
    pub context: Value,
    /// The shape of every `Context` object.
    pub context_shape: u32,
    /// The object that the context of the running step has become, if it had been a mere map; NULL otherwise.
    pub step_context: Value,
    /// The event loop that runs in this thread, and the task whose step runs; NULL for none.
    pub running_loop: Value,
    pub running_task: Value,
    /// How a coroutine pauses for one round of its event loop.
    pub pause: Pause,
    slots: Map<TypeId, Slot>,
    /// The states of native modules that were looked for last.
    last_slots: [(TypeId, *mut ()); 3],
    next_serial: Cell<u64>,
    next_class: Cell<u64>,
    serials: UnsafeCell<Map<u64, u64>>,
    /// The threads that take turns in this Vm.
    pub threads: crate::threads::Threads,
    /// Nesting of the interpreter's loop in itself, through native code.
    pub native_depth: u32,
    /// The method descriptor `generator.send`, borrowed from its class.
    pub generator_send: u64,
    /// Address below which the host's stack may not grow.
    pub host_stack_limit: usize,
    /// Objects being shown by `repr`, innermost last.
    pub repr_stack: Vec<u64>,
    /// Those of them that are deeper than a few, to be found at once.
    pub(crate) repr_deep: Map<u64, ()>,
    /// The digits limit of int/str conversion.
    pub int_max_str_digits: usize,
    pub(crate) library_names: crate::code::LibraryNames,
    /// The block of code that is not read yet.
    pub no_block: std::sync::Arc<taipan_bytecode::Code>,
    /// What `compile` optimizes by default, as `-O`.
    pub optimize: u8,
    /// `sys.settrace`'s and `sys.setprofile`'s functions; NULL when off.
    pub trace_function: Value,
    pub profile_function: Value,
    /// `sys.monitoring`.
    pub monitoring: crate::monitoring::Monitoring,
    /// Whether the innermost loop is the one that tells the trace and profile functions.
    pub observing: bool,
    /// Nesting of trace and profile functions that run: they are not told about themselves.
    pub tracing: u32,
    /// What a trace function or a tool is being told of.
    pub telling: Option<crate::frame_line::Telling>,
    /// Events of an execution trace that somebody is told of (`trace`); none while nobody is.
    pub trace_events: crate::trace::Events,
    pub trace: Option<Box<crate::trace::Trace>>,
    /// Identities show as serials, so that the same program does the same.
    pub repeatable: bool,
    /// Hooks of async generators.
    pub asyncgen_firstiter: Value,
    pub asyncgen_finalizer: Value,
    pub coroutine_origin_depth: usize,
    /// Makes the argument of `sys.unraisablehook`: (exception, message, object). Set by module `sys`.
    pub unraisable_args: Option<UnraisableArgs>,
    /// Reads a whole file through the host.
    pub read_file: fn(&mut Vm, &str) -> Option<Vec<u8>>,
    /// What a signal does between two ops; may raise.
    pub on_signal: Option<fn(&mut Vm) -> PyResult<()>>,
    /// The text of an exception with its traceback, as the interpreter prints it.
    pub show_exception: fn(&mut Vm, &Value) -> String,
    /// The last field: what the others hold is released before the heap goes.
    pub heap: Box<Heap>,
    /// The heap's breaker word, close at hand.
    breaker: *const AtomicU32,
}

// SAFETY: a Vm owns its heap and everything in it; it is used by one thread at a time.
unsafe impl Send for Vm {}
// SAFETY: a heap has one Vm, and Python runs through `&mut Vm` only.
unsafe impl Token for Vm {}

/// Bytes of memory the machine has: no single request beyond it can be served, whatever the allocator promises.
fn physical_memory() -> usize {
    // SAFETY: asking for two numbers.
    let (pages, size) = unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
    match (usize::try_from(pages), usize::try_from(size)) {
        (Ok(pages), Ok(size)) if pages > 0 && size > 0 => pages.saturating_mul(size),
        _ => usize::MAX,
    }
}

impl Vm {
    /// Makes a Vm with its builtin classes. `interp` is the interpreter above.
    pub fn new(interp: &'static Interp, hash_key: taipan_text::hash::HashKey) -> Box<Vm> {
        let heap = Heap::new(Arc::new(AtomicU32::new(0)));
        heap.limit.set(physical_memory());
        let types = crate::bootstrap::allocate_types(&heap);
        let mut interned = Interned::default();
        let names = Names::new(|text| crate::str::intern_in(&heap, &mut interned, text.as_bytes()));
        let slot_name =
            |row: &crate::slots::SlotRow| crate::str::intern_in(&heap, &mut interned, row.name.as_bytes());
        let slot_names: Vec<Value> = crate::slots::ROWS.iter().map(slot_name).collect();
        let mut slot_rows: Vec<_> =
            slot_names.iter().enumerate().map(|(row, name)| (name.raw(), row as u16)).collect();
        slot_rows.sort_unstable();
        let latin1 = Box::new(std::array::from_fn(|c| {
            let mut bytes = Vec::new();
            taipan_text::text::encode_into(&mut bytes, c as u32);
            crate::str::intern_in(&heap, &mut interned, &bytes)
        }));
        let mut vm = Box::new(Vm {
            sites: Box::new([const { Cell::new(NO_SITE) }; SITES]),
            types,
            names,
            interp,
            stack: Stack::new(),
            interned: UnsafeCell::new(interned),
            slot_names,
            slot_rows,
            latin1,
            empty_tuple: Value::NULL,
            empty_bytes: Value::NULL,
            modules: Value::NULL,
            builtins: Value::NULL,
            sys: Value::NULL,
            importlib: Value::NULL,
            script_folder: None,
            hash_key,
            lookups: vec![Cell::new(Lookup { version: 0, name: 0, found: 0 }); LOOKUPS].into_boxed_slice(),
            attributes: vec![
                Cell::new(Attribute { shape: 0, epoch: 0, key: 0, what: 0, version: 0, word: 0 });
                ATTRIBUTES
            ]
            .into_boxed_slice(),
            next_version: Cell::new(1),
            class_epoch: Cell::new(1),
            handled: Value::NULL,
            context: Value::NULL,
            step_context: Value::NULL,
            context_shape: u32::MAX - 1,
            running_loop: Value::NULL,
            running_task: Value::NULL,
            pause: Pause::default(),
            slots: taipan_heap::map(),
            last_slots: [(TypeId::of::<()>(), std::ptr::null_mut()); 3],
            next_serial: Cell::new(1),
            next_class: Cell::new(1),
            serials: UnsafeCell::new(taipan_heap::map()),
            threads: crate::threads::Threads::default(),
            native_depth: 0,
            generator_send: 0,
            host_stack_limit: 0,
            repr_stack: Vec::new(),
            repr_deep: taipan_heap::map(),
            int_max_str_digits: 4300,
            library_names: Default::default(),
            no_block: Default::default(),
            optimize: 0,
            trace_function: Value::NULL,
            profile_function: Value::NULL,
            monitoring: crate::monitoring::Monitoring::default(),
            observing: false,
            tracing: 0,
            telling: None,
            trace_events: crate::trace::Events::empty(),
            trace: None,
            repeatable: false,
            asyncgen_firstiter: Value::NULL,
            asyncgen_finalizer: Value::NULL,
            coroutine_origin_depth: 0,
            unraisable_args: None,
            on_signal: None,
            read_file: |_, path| std::fs::read(path).ok(),
            show_exception: crate::show::exception_text,
            breaker: heap.breaker_word(),
            heap,
        });
        vm.empty_tuple = crate::tuple::make_empty(&vm);
        vm.empty_bytes = vm.heap.immortalize(crate::bytes::make(&vm, b""));
        crate::bootstrap::fill_types(&mut vm);
        let generator = vm.tp(Tp::Generator);
        vm.generator_send = vm.lookup_word(generator, vm.names.send.raw());
        vm.modules = vm.new_dict();
        vm.builtins = vm.new_dict();
        vm.sys = vm.new_dict();
        vm
    }

    /// Whether anything asks for the interpreter's attention (see [`taipan_heap::Pending`]).
    #[inline(always)]
    pub fn asked(&self) -> bool {
        // SAFETY: the heap keeps the word alive.
        unsafe { (*self.breaker).load(std::sync::atomic::Ordering::Relaxed) != 0 }
    }

    // ---- classes ----

    /// A builtin class.
    #[inline(always)]
    pub fn tp(&self, tp: Tp) -> &Obj<Type> {
        // SAFETY: builtin classes live as long as the heap.
        unsafe { &*self.types[tp as usize] }
    }

    /// A builtin class, as a value.
    #[inline]
    pub fn class(&self, tp: Tp) -> Value {
        self.tp(tp).value()
    }

    /// `type(value)`.
    #[inline]
    pub fn type_of<'a>(&'a self, value: &'a Value) -> &'a Obj<Type> {
        use taipan_heap::raw;
        let word = value.raw();
        if raw::is_object(word) {
            // SAFETY: an instance keeps its class alive, and builtin classes are immortal.
            return unsafe { &*self.heap.class_of_shape(raw::shape(word)).cast::<Obj<Type>>() };
        }
        self.tp(match word {
            _ if raw::is_int(word) => Tp::Int,
            _ if raw::is_float(word) => Tp::Float,
            raw::NONE => Tp::NoneType,
            raw::TRUE | raw::FALSE => Tp::Bool,
            raw::NOT_IMPLEMENTED => Tp::NotImplementedType,
            raw::ELLIPSIS => Tp::EllipsisType,
            _ => unreachable!("the class of NULL"),
        })
    }

    /// The class of a value as messages name it: `__name__`, with the module where CPython's `tp_name` has one.
    pub fn type_name(&self, value: &Value) -> String {
        crate::native_class::message_name(self, self.type_of(value))
    }

    /// Whether the class of `value` is exactly this builtin class.
    #[inline]
    pub fn is_exact(&self, value: &Value, tp: Tp) -> bool {
        std::ptr::eq(self.type_of(value), self.tp(tp))
    }

    /// `isinstance(value, class)` by the class's real bases.
    #[inline]
    pub fn is_instance(&self, value: &Value, tp: Tp) -> bool {
        self.type_of(value).is_subtype(self.tp(tp))
    }

    /// The attribute `name` (interned) along the MRO of a class.
    #[inline]
    pub fn lookup(&self, class: &Obj<Type>, name: &Value) -> Option<Value> {
        // SAFETY: the word is NULL or alive: the class's version says that no dict of its MRO has changed since.
        unsafe { Value::from_raw_borrowed(self.lookup_word(class, name.raw())) }.non_null()
    }

    /// The borrowed word of the attribute `name` along the MRO, NULL for none. It is alive until the class changes.
    #[inline]
    pub fn lookup_word(&self, class: &Obj<Type>, name: u64) -> u64 {
        let version = self.version_of(class);
        let index = (version as usize).wrapping_mul(0x9E37_79B1) ^ (name as usize >> 4);
        let cell = &self.lookups[index % LOOKUPS];
        let entry = cell.get();
        if entry.version == version && entry.name == name {
            return entry.found;
        }
        let found = class.find_in_mro(self, name);
        cell.set(Lookup { version, name, found });
        found
    }

    /// The class's version, which stands for the content of every dict of its MRO.
    #[inline]
    pub fn version_of(&self, class: &Obj<Type>) -> u32 {
        match class.version.get() {
            0 => self.assign_version(class),
            version => version,
        }
    }

    /// The entry for the operator at `pc`.
    #[inline(always)]
    pub fn site(&self, pc: *const u32) -> &Cell<Site> {
        &self.sites[pc as usize / 4 % SITES]
    }

    /// What is known of attribute `name` (interned) of objects of this shape. The salt keeps entries apart that differ in
    /// what the caller compares by itself: for `super` the version of the class.
    #[inline(always)]
    pub fn known_attribute(
        &self,
        shape: u32,
        name: u64,
        purpose: AttributeUse,
        salt: u32,
    ) -> Option<Attribute> {
        let key = name & !7 | purpose as u64;
        // SAFETY: the index is below the length.
        let entry = unsafe { self.attributes.get_unchecked(attribute_index(shape, key, salt)) }.get();
        (entry.shape == shape && entry.key == key && entry.epoch == self.class_epoch.get()).then_some(entry)
    }

    /// Remembers what was found out about an attribute, until a class changes.
    pub fn remember_attribute(
        &self,
        shape: u32,
        name: u64,
        purpose: AttributeUse,
        salt: u32,
        (what, version, word): (u32, u32, u64),
    ) {
        let (key, epoch) = (name & !7 | purpose as u64, self.class_epoch.get());
        if epoch != u32::MAX {
            self.rely_on(shape);
            let entry = Attribute { shape, epoch, key, what, version, word };
            self.attributes[attribute_index(shape, key, salt)].set(entry);
        }
    }

    /// A cache that holds for one epoch is filled with what was found on the class of this shape, if it is one.
    pub fn rely_on(&self, shape: u32) {
        if shape == u32::MAX {
            return;
        }
        let class = self.heap.class_of_shape(shape).cast::<Obj<Type>>();
        // SAFETY: the class is alive, or null.
        if let Some(class) = unsafe { class.as_ref() } {
            class.relied_on.set(true);
        }
    }

    #[cold]
    fn assign_version(&self, class: &Obj<Type>) -> u32 {
        let version = self.fresh_version();
        class.version.set(version);
        for base in class.mro(self) {
            if base.version.get() == 0 {
                base.version.set(self.fresh_version());
            }
        }
        version
    }

    /// A number no class and no dict's keys had before.
    pub fn fresh_version(&self) -> u32 {
        let version = self.next_version.get();
        assert!(version != u32::MAX, "versions are used up");
        self.next_version.set(version + 1);
        version
    }

    /// The bytes of a source file, where the host has them.
    pub fn read_source(&mut self, path: &str) -> Option<Vec<u8>> {
        (self.read_file)(self, path)
    }

    /// A trace or profile function came or went: the loops look at the next call.
    pub fn observers_changed(&self) {
        self.heap.signal(taipan_heap::Pending::Observers);
    }

    /// Whether a trace or profile function, a tool or a trace wants to know what runs.
    #[inline]
    pub fn observed(&self) -> bool {
        self.tracing == 0
            && (!self.trace_function.is_null()
                || !self.profile_function.is_null()
                || self.monitoring.is_active()
                || self.traces(crate::trace::Events::FRAMES))
    }

    // ---- names and serials ----

    /// The interned str with this text.
    pub fn intern(&self, text: &str) -> Value {
        self.intern_bytes(text.as_bytes())
    }

    /// The interned str with these bytes (generalized UTF-8).
    pub fn intern_bytes(&self, bytes: &[u8]) -> Value {
        // SAFETY: the map is only touched for the length of this call, which runs no Python.
        crate::str::intern_in(&self.heap, unsafe { &mut *self.interned.get() }, bytes)
    }

    /// The interned str equal to this one, if somebody interned it.
    pub fn find_interned(&self, bytes: &[u8]) -> Option<Value> {
        // SAFETY: as above.
        unsafe { &*self.interned.get() }.find(bytes).cloned()
    }

    /// The interned form of an exact str.
    pub fn intern_value(&self, value: &Value) -> Value {
        if taipan_heap::raw::is_object(value.raw()) && value.raw() & 7 == taipan_heap::TAG_UNCOUNTED {
            return value.clone();
        }
        self.intern_bytes(value.expect::<crate::str::Str>().bytes())
    }

    /// `id(value)`.
    pub fn id(&self, value: &Value) -> u64 {
        let word = value.raw();
        if self.repeatable {
            return self.serial(value) << 4;
        }
        if taipan_heap::raw::is_object(word) { word & !7 } else { word }
    }

    /// The number of a class that Python makes.
    pub(crate) fn next_class(&self) -> u64 {
        let serial = self.next_class.get();
        self.next_class.set(serial + 1);
        serial
    }

    /// The next serial number.
    pub fn next_serial(&self) -> u64 {
        let serial = self.next_serial.get();
        self.next_serial.set(serial + 1);
        serial
    }

    /// A number for this object that no address shows in.
    pub fn serial(&self, value: &Value) -> u64 {
        // SAFETY: as for `interned`.
        let serials = unsafe { &mut *self.serials.get() };
        *serials.entry(value.raw()).or_insert_with(|| self.next_serial())
    }

    // ---- state of native modules ----

    /// The state of type `T`, made by its default the first time.
    #[inline]
    pub fn state<T: Default + 'static>(&mut self) -> &mut T {
        let (id, state) = self.last_slots[0];
        if id == TypeId::of::<T>() {
            // SAFETY: the pointer is that of the state of this type, which stays where it is; reached through `&mut self`.
            return unsafe { &mut *state.cast::<T>() };
        }
        self.other_state::<T>()
    }

    #[inline(never)]
    fn other_state<T: Default + 'static>(&mut self) -> &mut T {
        for place in 1..self.last_slots.len() {
            let (id, state) = self.last_slots[place];
            if id == TypeId::of::<T>() {
                self.last_slots.swap(0, place);
                // SAFETY: as above.
                return unsafe { &mut *state.cast::<T>() };
            }
        }
        self.find_state::<T>()
    }

    fn find_state<T: Default + 'static>(&mut self) -> &mut T {
        let slot =
            self.slots.entry(TypeId::of::<T>()).or_insert_with(|| Box::new(Guarded::new(T::default())));
        match slot.downcast_mut::<Guarded<T>>() {
            Some(state) => {
                let [first, second, _] = self.last_slots;
                self.last_slots = [(TypeId::of::<T>(), state.as_ptr().cast()), first, second];
                // SAFETY: reached through `&mut self`.
                unsafe { &mut *state.as_ptr() }
            }
            None => unreachable!("a slot is made with the type of its key"),
        }
    }

    // ---- the seam ----

    /// Calls anything.
    #[inline]
    pub fn call(&mut self, callee: &Value, args: &[Value]) -> PyResult {
        self.call_args(callee, Args::positional(args))
    }

    /// Calls anything, with keywords.
    #[inline]
    pub fn call_args(&mut self, callee: &Value, args: Args<'_>) -> PyResult {
        if callee.shape() == Tp::Function as u32 {
            return (self.interp.call_function)(self, callee, args);
        }
        match self.type_of(callee).slots().call {
            Some(call) => call(self, callee, args),
            None => Err(crate::ops::not_callable(self, callee)),
        }
    }

    /// Runs finalizers of objects that have died. Called by the interpreter between ops.
    pub fn run_pending(&mut self) {
        crate::finalize::run_pending(self);
    }

    /// The remaining host stack is small: raise before it ends.
    pub fn check_host_stack(&mut self) -> PyResult<()> {
        if self.host_stack_is_low() { Err(self.recursion_error("")) } else { Ok(()) }
    }

    /// Whether little is left of the host stack.
    #[inline(always)]
    pub fn host_stack_is_low(&self) -> bool {
        let here = 0u8;
        (&raw const here as usize) < self.host_stack_limit
    }

    /// RecursionError, with `place` as in " while calling a Python object".
    #[cold]
    pub fn recursion_error(&mut self, place: &str) -> Raised {
        self.raise(Tp::RecursionError, format!("maximum recursion depth exceeded{place}"))
    }
}
