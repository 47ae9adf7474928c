//! Generators, coroutines and async generators: one layout, three classes. docs/generators.md specifies the states,
//! who may touch which field, and the chain of delegation; the transitions are in `vm::resume`.
//!
//! The registers of the frame lie inline behind the fixed part, and the frame runs in place there.

use crate::code::Code;
use crate::native::{TypeSpec, getset, getter, method};
use crate::slots::{Sent, Slots};
use crate::{Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm, raw};
use std::cell::Cell;
use std::ptr::NonNull;
use taipan_bytecode::{CodeFlags, Op};
use taipan_heap::{SMALL, flags};

/// The state of a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub enum State {
    /// Made, never resumed.
    Created,
    /// At a `yield`, or delegating to something that is no link of its chain.
    Suspended,
    /// At a SEND to a generator or coroutine whose parent it is.
    Delegating,
    /// Its own code runs.
    Running,
    /// Returned, raised or closed. Its registers are released.
    Finished,
}

/// The payload.
pub struct Generator {
    state: Cell<State>,
    /// It is a chain by itself, suspended at a narrow YIELD_VALUE, and handles no exception: what the quickest way to
    /// resume it asks. Said by who suspends it, and no more true with the next state or a parent.
    pub ready: Cell<bool>,
    /// Resumed by somebody outside the chain, and not yet back: the root of a running chain.
    pub active: Cell<bool>,
    pub hooks_asked: Cell<bool>,
    /// Async generators: an awaitable of it has been started and has not ended.
    pub running_async: Cell<bool>,
    pub closed: Cell<bool>,
    /// Resumed, and a trace function has not been told yet.
    pub entering: Cell<bool>,
    /// The number of links above this one in its chain.
    pub depth: Cell<u32>,
    count: u32,
    /// The instruction it is suspended in.
    pub pc: Cell<*const u32>,
    /// The address of the parent, or that of the leaf with `LEAF` set: who has a parent remembers no leaf.
    chain: Cell<usize>,
    /// While it delegates: the link whose parent it is.
    pub link: Cell<*const Obj<Generator>>,
    pub code: Value,
    /// The function; NULL when finished.
    pub function: Guarded<Value>,
    /// The exception handled in its own frame while suspended; NULL: none.
    pub handled: Guarded<Value>,
    rare: Guarded<Option<Box<Rare>>>,
}

/// The bit of `Generator::chain` that says what it is.
const LEAF: usize = 1;

/// What few generators have.
struct Rare {
    /// The frame object, NULL until somebody asks.
    frame: Value,
    /// NULL: as its code's.
    name: Value,
    /// NULL: as its code's.
    qualname: Value,
    /// `cr_origin`: a tuple or None.
    origin: Value,
    /// Async generators: the finalizer hook, NULL until first iterated.
    finalizer: Value,
}

impl Rare {
    fn new() -> Rare {
        Rare {
            frame: Value::NULL,
            name: Value::NULL,
            qualname: Value::NULL,
            origin: Value::NONE,
            finalizer: Value::NULL,
        }
    }
}

// SAFETY: every field and register is visited once; the links of a chain are not owned.
unsafe impl Payload for Generator {
    const NAME: &'static str = "generator";
    const SHAPE: u32 = Tp::Generator as u32;
    const VARIABLE: bool = true;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.code);
        for field in self.fields() {
            // SAFETY: the collector runs while nobody borrows.
            visit(unsafe { &*field.as_ptr() });
        }
        // SAFETY: as above.
        if let Some(rare) = unsafe { &*self.rare.as_ptr() } {
            let fields = [&rare.frame, &rare.name, &rare.qualname, &rare.origin, &rare.finalizer];
            fields.into_iter().for_each(&mut *visit);
        }
        for i in 0..self.count as usize {
            // SAFETY: registers are valid words, and a Value is one.
            visit(unsafe { &*self.registers().add(i).cast::<Value>() });
        }
    }
    fn tail_bytes(&self) -> usize {
        self.count as usize * 8
    }
    fn drop_tail(&mut self) {
        if self.state() != State::Finished {
            self.release_link();
            self.release_registers();
        }
    }
    fn clear(&self) {
        if self.state() != State::Running && !self.active.get() {
            self.release_link();
            self.set_state(State::Finished);
            self.release_registers();
        }
    }
}

impl Generator {
    /// One that was just made, in whose registers is nothing yet.
    #[inline(always)]
    fn fresh(function: Value, code: &Obj<Code>, pc: *const u32) -> Generator {
        Generator {
            state: Cell::new(State::Created),
            ready: Cell::new(false),
            active: Cell::new(false),
            hooks_asked: Cell::new(false),
            running_async: Cell::new(false),
            closed: Cell::new(false),
            entering: Cell::new(false),
            depth: Cell::new(0),
            count: code.registers,
            pc: Cell::new(pc),
            chain: Cell::new(0),
            link: Cell::new(std::ptr::null()),
            code: code.value(),
            function: Guarded::new(function),
            handled: Guarded::new(Value::NULL),
            rare: Guarded::new(None),
        }
    }

    fn fields(&self) -> [&Guarded<Value>; 2] {
        [&self.function, &self.handled]
    }

    #[inline(always)]
    pub fn state(&self) -> State {
        self.state.get()
    }

    #[inline(always)]
    pub fn set_state(&self, state: State) {
        self.state.set(state);
        self.ready.set(false);
    }

    fn rare_mut<'a>(&'a self, vm: &'a mut Vm) -> &'a mut Rare {
        self.rare.get_mut(vm).get_or_insert_with(|| Box::new(Rare::new()))
    }

    /// The link that delegates to this one, which keeps this one alive. Null: none.
    #[inline(always)]
    pub fn parent(&self) -> *const Obj<Generator> {
        let chain = self.chain.get();
        if chain & LEAF == 0 { chain as *const Obj<Generator> } else { std::ptr::null() }
    }

    #[inline(always)]
    pub fn set_parent(&self, parent: &Obj<Generator>) {
        self.chain.set(std::ptr::from_ref(parent) as usize);
    }

    /// Of a root that delegates: the innermost link of the suspended chain, or null when it must be looked for.
    #[inline(always)]
    pub fn leaf(&self) -> *const Obj<Generator> {
        let chain = self.chain.get();
        if chain & LEAF == 0 { std::ptr::null() } else { (chain & !LEAF) as *const Obj<Generator> }
    }

    /// Remembers the leaf, unless it is a link that somebody resumed behind its parent's back.
    #[inline(always)]
    pub fn set_leaf(&self, leaf: &Obj<Generator>) {
        if self.parent().is_null() {
            self.chain.set(std::ptr::from_ref(leaf) as usize | LEAF);
        }
    }

    #[inline(always)]
    pub fn forget_leaf(&self) {
        if self.chain.get() & LEAF != 0 {
            self.chain.set(0);
        }
    }

    /// It is a chain by itself, and remembers nothing.
    #[inline(always)]
    pub fn leave_chain(&self) {
        self.chain.set(0);
    }

    /// The frame object, NULL until somebody asks.
    pub fn frame(&self, vm: &Vm) -> Value {
        self.rare.get(vm).as_ref().map_or(Value::NULL, |rare| rare.frame.clone())
    }

    /// Whether somebody asked for its frame object.
    ///
    /// # Safety
    /// Nobody borrows its fields.
    #[inline(always)]
    pub unsafe fn has_frame(&self) -> bool {
        // SAFETY: the caller's promise.
        unsafe { (*self.rare.as_ptr()).as_ref().is_some_and(|rare| !rare.frame.is_null()) }
    }

    /// Puts a frame object, or NULL, in the place of the one it has; gives that.
    pub fn replace_frame(&self, vm: &mut Vm, frame: Value) -> Value {
        if frame.is_null() && self.rare.get(vm).is_none() {
            return Value::NULL;
        }
        std::mem::replace(&mut self.rare_mut(vm).frame, frame)
    }

    /// `cr_origin`: a tuple or None.
    pub fn origin(&self, vm: &Vm) -> Value {
        self.rare.get(vm).as_ref().map_or(Value::NONE, |rare| rare.origin.clone())
    }

    pub fn set_origin(&self, vm: &mut Vm, origin: Value) {
        let old = std::mem::replace(&mut self.rare_mut(vm).origin, origin);
        drop(old);
    }

    /// An async generator's finalizer hook, NULL until it is first iterated.
    pub fn finalizer(&self, vm: &Vm) -> Value {
        self.rare.get(vm).as_ref().map_or(Value::NULL, |rare| rare.finalizer.clone())
    }

    pub fn set_finalizer(&self, vm: &mut Vm, finalizer: Value) {
        let old = std::mem::replace(&mut self.rare_mut(vm).finalizer, finalizer);
        drop(old);
    }

    /// `__name__`.
    pub fn name(&self, vm: &Vm) -> Value {
        let own = self.rare.get(vm).as_ref().and_then(|rare| rare.name.clone().non_null());
        own.unwrap_or_else(|| self.code.expect::<Code>().name.clone())
    }

    /// `__qualname__`.
    pub fn qualname(&self, vm: &Vm) -> Value {
        let own = self.rare.get(vm).as_ref().and_then(|rare| rare.qualname.clone().non_null());
        own.unwrap_or_else(|| self.code.expect::<Code>().qualname.clone())
    }

    /// The registers of the frame.
    #[inline(always)]
    pub fn registers(&self) -> *mut u64 {
        // SAFETY: they lie behind the fixed part.
        unsafe { (&raw const *self).add(1).cast::<u64>().cast_mut() }
    }

    /// It delegates no more: the link below, if it has not ended and somebody else keeps it, is free again.
    #[inline]
    pub fn release_link(&self) {
        let link = self.link.replace(std::ptr::null());
        if !link.is_null() {
            // SAFETY: a register of this generator keeps the link until this has run.
            unsafe { &*link }.leave_chain();
        }
    }

    /// Frees a finished generator, whose registers and function are gone. False, and nothing done: somebody else refers to
    /// it, or there is more in it than its code.
    ///
    /// # Safety
    /// The caller gives a reference away if this is true.
    #[inline(always)]
    pub unsafe fn free_finished(vm: &Vm, own: &Obj<Generator>) -> bool {
        // SAFETY: guarded values are only looked at; nothing refers to what is freed, nor to its code by way of it.
        unsafe {
            if own.header.count.get() != flags::ONE | flags::FINALIZED
                || (*own.rare.as_ptr()).is_some()
                || !(*own.handled.as_ptr()).is_null()
            {
                return false;
            }
            let code = own.code.raw();
            vm.heap.free_ended(NonNull::from(&own.header));
            raw::release(code);
            true
        }
    }

    /// Whether it is a coroutine of few registers with one reference, and there is nothing in it but its frame, which runs.
    ///
    /// # Safety
    /// Nobody borrows its fields.
    #[inline(always)]
    pub unsafe fn is_held_once(own: &Obj<Generator>) -> bool {
        // SAFETY: guarded values are only looked at.
        unsafe {
            debug_assert!((*own.handled.as_ptr()).is_null(), "what it handles is in the Vm");
            own.header.count.get() == flags::ONE
                && own.header.shape.get() == Tp::Coroutine as u32
                && own.bytes() <= SMALL
                && (*own.rare.as_ptr()).is_none()
        }
    }

    /// Bytes of the object.
    #[inline(always)]
    fn bytes(&self) -> usize {
        size_of::<Obj<Generator>>() + self.count as usize * 8
    }

    /// Frees a coroutine that `is_held_once`, whose frame has returned and whose registers and function are released; gives
    /// the word of its code, whose reference is the caller's from now on.
    ///
    /// # Safety
    /// The caller gives the one reference away.
    #[inline(always)]
    pub unsafe fn free_returned(vm: &Vm, own: &Obj<Generator>) -> u64 {
        // SAFETY: nothing refers to what is freed.
        unsafe {
            let code = own.code.raw();
            vm.heap.free_small_ended(NonNull::from(&own.header), own.bytes());
            code
        }
    }

    /// What the registers hold while it is suspended.
    pub fn suspended_registers(&self) -> Vec<Value> {
        if self.state() != State::Suspended {
            return Vec::new();
        }
        // SAFETY: registers are valid words.
        let value = |i| unsafe { Value::from_raw_borrowed(*self.registers().add(i)) };
        (0..self.register_count()).map(value).collect()
    }

    /// Number of registers.
    pub fn register_count(&self) -> usize {
        self.count as usize
    }

    /// Empties every register, the last first.
    pub fn release_registers(&self) {
        for i in (0..self.count as usize).rev() {
            // SAFETY: the word is taken out before its reference is released.
            unsafe { raw::release(self.registers().add(i).replace(raw::NULL)) };
        }
    }

    /// The instruction it is suspended in, in words.
    pub fn pc_index(&self) -> u32 {
        // SAFETY: both point into the words of the code.
        unsafe { self.pc.get().offset_from(self.code.expect::<Code>().words()) as u32 }
    }

    /// What it is delegating to, if it is suspended in a SEND.
    pub fn awaiting(&self) -> Option<Value> {
        // SAFETY: registers are valid words.
        self.awaiting_place().and_then(|place| unsafe { Value::from_raw_borrowed(*place) }.non_null())
    }

    /// As `awaiting`, the register.
    fn awaiting_place(&self) -> Option<*mut u64> {
        if !matches!(self.state(), State::Suspended | State::Delegating) {
            return None;
        }
        // SAFETY: the pc of a suspended generator is an instruction of its code.
        let word = unsafe { *self.pc.get() };
        let (op, high) = if word as u8 == Op::WIDE as u8 {
            // SAFETY: an instruction follows its prefix, which holds the high bits of the operands.
            (unsafe { *self.pc.get().add(1) }, word >> 8 & 0xFF)
        } else {
            (word, 0)
        };
        if op as u8 != Op::SEND as u8 {
            return None;
        }
        let register = (high << 8 | op >> 8 & 0xFF) as usize;
        // SAFETY: the register is one of the code's.
        Some(unsafe { self.registers().add(register) })
    }

    /// What it is delegating to, as Python sees it: where an awaitable stands for its iterator, that is made and takes its
    /// place.
    pub fn show_awaiting(&self, vm: &mut Vm) -> PyResult<Option<Value>> {
        let Some(awaited) = self.awaiting() else { return Ok(None) };
        let slots = vm.type_of(&awaited).slots();
        let (Some(_), Some(method)) = (slots.awaited, slots.r#await) else { return Ok(Some(awaited)) };
        let iterator = method(vm, &awaited)?;
        if let Some(place) = self.awaiting_place() {
            // SAFETY: registers are valid words, and the old one is released when the new one is there.
            unsafe {
                if *place == awaited.raw() {
                    raw::release(place.replace(iterator.clone().into_raw()));
                }
            }
        }
        Ok(Some(iterator))
    }

    /// Whether it is running, by itself or through a link below it.
    pub fn is_running(&self) -> bool {
        if self.state() == State::Running || self.active.get() {
            return true;
        }
        if self.state() != State::Delegating {
            return false;
        }
        let mut at = self.parent();
        while !at.is_null() {
            // SAFETY: a parent is alive while it delegates.
            let parent = unsafe { &*at };
            if parent.active.get() {
                return true;
            }
            at = parent.parent();
        }
        false
    }
}

/// `generator`, `coroutine` or `async generator`, for messages.
pub fn kind_name(vm: &Vm, object: &Value) -> &'static str {
    if vm.is_exact(object, Tp::Coroutine) {
        "coroutine"
    } else if vm.is_exact(object, Tp::AsyncGenerator) {
        "async generator"
    } else {
        "generator"
    }
}

impl Vm {
    /// A generator of the kind its code asks for, with empty registers.
    #[allow(clippy::not_unsafe_ptr_arg_deref, reason = "the pc is only kept")]
    pub fn new_generator(&mut self, function: &Value, code: &Value, pc: *const u32) -> PyResult {
        // SAFETY: the function's word is owned by the new generator, which it is given to with a reference; the registers
        // are filled at once.
        unsafe {
            let Some(value) = self.new_bare_generator(function.raw(), code.expect::<Code>(), pc) else {
                return Err(self.memory_error());
            };
            raw::retain(function.raw());
            let generator = value.expect::<Generator>();
            for i in 0..generator.register_count() {
                generator.registers().add(i).write(raw::NULL);
            }
            Ok(value)
        }
    }

    /// A generator of a function's code, which the function need not have any more: it is suspended at an instruction,
    /// counted in words, and its registers hold what those of another one held there.
    pub fn new_suspended(
        &mut self,
        function: &Value,
        code: &Value,
        pc: u32,
        registers: Vec<Value>,
    ) -> PyResult {
        let words = code.expect::<Code>().words();
        let made = self.new_generator(function, code, words.wrapping_add(pc as usize))?;
        let own = made.expect::<Generator>();
        assert_eq!(own.register_count(), registers.len(), "the registers are another code's");
        for (i, value) in registers.into_iter().enumerate() {
            // SAFETY: the register is one of its own, and holds nothing.
            unsafe { own.registers().add(i).write(value.into_raw()) };
        }
        own.set_state(State::Suspended);
        Ok(made)
    }

    /// As `new_generator`, with registers that hold nothing yet, of a function that the caller owns, and which is the
    /// generator's from then on. `None` where there is no memory.
    ///
    /// # Safety
    /// The word is a function's. The caller writes every register before anything else happens.
    #[inline(always)]
    pub unsafe fn new_bare_generator(
        &self,
        function: u64,
        info: &Obj<Code>,
        pc: *const u32,
    ) -> Option<Value> {
        let tp = if info.flags.contains(CodeFlags::COROUTINE) {
            Tp::Coroutine
        } else if info.flags.contains(CodeFlags::ASYNC_GENERATOR) {
            Tp::AsyncGenerator
        } else {
            Tp::Generator
        };
        let mut rare = None;
        if raw::counted_shape(function) == Tp::Function as u32 {
            // SAFETY: the shape says that it is a function.
            let f = unsafe { raw::counted_object::<crate::function::Function>(function) };
            let (name, qualname) = (f.name.get(self), f.qualname.get(self));
            if !name.is(&info.name) || !qualname.is(&info.qualname) {
                let names = Rare { name: name.clone(), qualname: qualname.clone(), ..Rare::new() };
                rare = Some(Box::new(names));
            }
        }
        let fresh = || {
            // SAFETY: the caller gives its reference away.
            let function = unsafe { Value::from_raw(function) };
            Generator { rare: Guarded::new(rare), ..Generator::fresh(function, info, pc) }
        };
        self.heap.alloc_plain_variable_with(tp as u32, info.registers as usize * 8, fresh)
    }

    /// A coroutine that runs under `parent` already, as `new_bare_generator` and an await of it would make it. `None`, and
    /// nothing done, where that could not be done without a call.
    ///
    /// # Safety
    /// As for `new_bare_generator`; the code is a coroutine's, and `parent` runs. The caller owns the one reference.
    #[inline(always)]
    pub unsafe fn new_link<'a>(
        &self,
        function: u64,
        info: &Obj<Code>,
        parent: &Obj<Generator>,
    ) -> Option<&'a Obj<Generator>> {
        debug_assert!(info.flags.contains(CodeFlags::COROUTINE));
        // SAFETY: the caller says that it is a function; guarded values are only looked at.
        unsafe {
            let named = raw::counted_object::<crate::function::Function>(function);
            if !(*named.name.as_ptr()).is(&info.name) || !(*named.qualname.as_ptr()).is(&info.qualname) {
                return None;
            }
            let bytes = info.registers as usize * 8;
            let link = self.heap.place_at_hand::<Generator>(Tp::Coroutine as u32, bytes)?.as_ptr();
            let fresh = Generator::fresh(Value::from_raw(function), info, info.words());
            (&raw mut (*link).data).write(Generator {
                state: Cell::new(State::Running),
                depth: Cell::new(parent.depth.get() + 1),
                chain: Cell::new(std::ptr::from_ref(parent) as usize),
                ..fresh
            });
            Some(&*link)
        }
    }
}

// ---- methods ----

fn finish(vm: &mut Vm, sent: Sent) -> PyResult {
    match sent {
        Sent::Yield(value) => Ok(value),
        Sent::Return(value) => Err(vm.stop_iteration_exact(&value)),
    }
}

fn send(vm: &mut Vm, a: &[Value]) -> PyResult {
    let sent = (vm.interp.gen_send)(vm, &a[0], a[1].clone())?;
    finish(vm, sent)
}

/// Warns of `throw(type, value, traceback)`.
pub fn check_throw(vm: &mut Vm, what: &str, args: &[Value]) -> PyResult<()> {
    if args.len() <= 1 {
        return Ok(());
    }
    let text = format!(
        "the (type, exc, tb) signature of {what}() is deprecated, use the single-arg signature instead."
    );
    vm.warn(Tp::DeprecationWarning, &text, 1)
}

/// The exception of `throw(type, value, traceback)`.
pub fn exception_of_throw(vm: &mut Vm, args: &[Value]) -> PyResult {
    let traceback = args.get(2).filter(|t| !t.is_none());
    if let Some(traceback) = traceback
        && !vm.is_exact(traceback, Tp::Traceback)
    {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let value = args.get(1).filter(|v| !v.is_none());
    let exception = if crate::exception::is_exception_class(&args[0]) {
        match crate::exception::instantiate(vm, &args[0], value) {
            Ok(exception) => exception,
            // What its making raised is thrown in its place.
            Err(raised) => raised.0,
        }
    } else if vm.is_instance(&args[0], Tp::BaseException) {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        args[0].clone()
    } else {
        let text = format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            vm.type_name(&args[0])
        );
        return Err(vm.type_error(text));
    };
    if let Some(traceback) = traceback {
        crate::exception::set_traceback(vm, &exception, traceback.clone());
    }
    Ok(exception)
}

fn throw(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = a[1..].iter().take_while(|v| !v.is_null()).count();
    check_throw(vm, "throw", &a[1..1 + given])?;
    let exception = exception_of_throw(vm, &a[1..1 + given])?;
    let sent = (vm.interp.gen_throw)(vm, &a[0], exception, &a[1..1 + given])?;
    finish(vm, sent)
}

fn close_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    (vm.interp.gen_close)(vm, &a[0])
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    match (vm.interp.gen_next)(vm, object)? {
        Sent::Yield(value) => Ok(Some(value)),
        Sent::Return(value) if value.is_none() => Ok(None),
        Sent::Return(value) => Err(vm.stop_iteration_exact(&value)),
    }
}

fn send_slot(vm: &mut Vm, object: &Value, value: &Value) -> PyResult<Sent> {
    (vm.interp.gen_send)(vm, object, value.clone())
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let class = vm.type_name(object);
    let name = vm.text(&object.expect::<Generator>().qualname(vm)).into_owned();
    Ok(vm.new_str(&format!("<{class} object {name} at {:#x}>", vm.id(object))))
}

/// What the death of one must do: close it, or tell that a coroutine was never awaited.
pub fn finalize(vm: &mut Vm, object: &Value) -> PyResult<()> {
    (vm.interp.gen_finalize)(vm, object);
    Ok(())
}

fn sizeof(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = 160 + a[0].expect::<Generator>().register_count() * 8;
    Ok(vm.new_int(size as i64))
}

const SEND_DOC: &str =
    "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.";
const THROW_DOC: &str = "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in generator, return next yielded value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.";
const CLOSE_DOC: &str = "close() -> raise GeneratorExit inside generator.";

fn get_frame(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(crate::frame::of_generator(vm, object).unwrap_or(Value::NONE))
}

fn get_code(_: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Generator>().code.clone())
}

fn get_running(_: &mut Vm, object: &Value) -> PyResult {
    Ok(Value::from_bool(object.expect::<Generator>().is_running()))
}

fn get_suspended(_: &mut Vm, object: &Value) -> PyResult {
    let generator = object.expect::<Generator>();
    let state = generator.state();
    Ok(Value::from_bool(matches!(state, State::Suspended | State::Delegating) && !generator.is_running()))
}

fn get_awaiting(vm: &mut Vm, object: &Value) -> PyResult {
    let generator = object.expect::<Generator>();
    if generator.is_running() {
        return Ok(Value::NONE);
    }
    Ok(generator.show_awaiting(vm)?.unwrap_or(Value::NONE))
}

fn get_name(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Generator>().name(vm))
}

fn get_qualname(vm: &mut Vm, object: &Value) -> PyResult {
    Ok(object.expect::<Generator>().qualname(vm))
}

fn set_text(vm: &mut Vm, object: &Value, value: Option<&Value>, which: &str) -> PyResult<()> {
    let Some(value) = value.filter(|v| vm.is_instance(v, Tp::Str)) else {
        return Err(vm.type_error(format!("{which} must be set to a string object")));
    };
    let generator = object.expect::<Generator>();
    let value = value.clone();
    let rare = generator.rare_mut(vm);
    let field = if which == "__name__" { &mut rare.name } else { &mut rare.qualname };
    let old = std::mem::replace(field, value);
    drop(old);
    Ok(())
}

fn class_getitem(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.new_generic_alias(&a[0], &a[1])
}

fn slots() -> Slots {
    Slots { repr: Some(repr), finalize: Some(finalize), ..Slots::default() }
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            iter: Some(crate::iterators::itself),
            next: Some(next),
            send: Some(send_slot),
            ..slots()
        },
        methods: const {
            &[
                method("send", "($self, value, /)", send, SEND_DOC),
                method(
                    "throw",
                    "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
                    throw,
                    THROW_DOC,
                ),
                method("close", "($self, /)", close_method, CLOSE_DOC),
                method(
                    "__sizeof__",
                    "($self, /)",
                    sizeof,
                    "gen.__sizeof__() -> size of gen in memory, in bytes",
                ),
                crate::native::class_method(
                    "__class_getitem__",
                    "($cls, object, /)",
                    class_getitem,
                    "See PEP 585",
                ),
            ]
        },
        getset: const {
            &[
                getset("__name__", get_name, |vm, o, v| set_text(vm, o, v, "__name__")),
                getset("__qualname__", get_qualname, |vm, o, v| set_text(vm, o, v, "__qualname__")),
                getter("gi_frame", get_frame),
                getter("gi_code", get_code),
                getter("gi_running", get_running),
                getter("gi_suspended", get_suspended),
                getter("gi_yieldfrom", get_awaiting),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

fn await_(vm: &mut Vm, object: &Value) -> PyResult {
    let wrapper = CoroutineWrapper { coroutine: object.clone() };
    Ok(vm.heap.alloc(Tp::CoroutineWrapper as u32, wrapper))
}

pub fn coroutine_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { r#await: Some(await_), send: Some(send_slot), ..slots() },
        methods: const {
            &[
                method(
                    "send",
                    "($self, value, /)",
                    send,
                    "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
                ),
                method(
                    "throw",
                    "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
                    throw,
                    "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.\nthe (type, val, tb) signature is deprecated, \nand may be removed in a future version of Python.",
                ),
                method(
                    "close",
                    "($self, /)",
                    close_method,
                    "close() -> raise GeneratorExit inside coroutine.",
                ),
                method(
                    "__sizeof__",
                    "($self, /)",
                    sizeof,
                    "gen.__sizeof__() -> size of gen in memory, in bytes",
                ),
                crate::native::class_method(
                    "__class_getitem__",
                    "($cls, object, /)",
                    class_getitem,
                    "See PEP 585",
                ),
            ]
        },
        getset: const {
            &[
                getset("__name__", get_name, |vm, o, v| set_text(vm, o, v, "__name__")),
                getset("__qualname__", get_qualname, |vm, o, v| set_text(vm, o, v, "__qualname__")),
                getter("cr_frame", get_frame),
                getter("cr_code", get_code),
                getter("cr_running", get_running),
                getter("cr_suspended", get_suspended),
                getter("cr_await", get_awaiting),
                crate::native::member("cr_origin", |vm, o| Ok(o.expect::<Generator>().origin(vm))),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

/// The part of async generators that they share with the others.
pub fn async_generator_getset() -> &'static [crate::native::GetSet] {
    const {
        &[
            getset("__name__", get_name, |vm, o, v| set_text(vm, o, v, "__name__")),
            getset("__qualname__", get_qualname, |vm, o, v| set_text(vm, o, v, "__qualname__")),
            getter("ag_frame", get_frame),
            getter("ag_code", get_code),
            crate::native::member("ag_running", |_, o| {
                Ok(Value::from_bool(o.expect::<Generator>().running_async.get()))
            }),
            getter("ag_suspended", get_suspended),
            getter("ag_await", get_awaiting),
        ]
    }
}

/// The payload of `coroutine.__await__()`.
pub struct CoroutineWrapper {
    pub coroutine: Value,
}

// SAFETY: the coroutine is visited once.
unsafe impl Payload for CoroutineWrapper {
    const NAME: &'static str = "coroutine_wrapper";
    const SHAPE: u32 = Tp::CoroutineWrapper as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.coroutine);
    }
}

fn inner(object: &Value) -> Value {
    object.expect::<CoroutineWrapper>().coroutine.clone()
}

fn wrapper_next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    next(vm, &inner(object))
}

fn wrapper_send(vm: &mut Vm, a: &[Value]) -> PyResult {
    send(vm, &[inner(&a[0]), a[1].clone()])
}

fn wrapper_throw(vm: &mut Vm, a: &[Value]) -> PyResult {
    throw(vm, &[inner(&a[0]), a[1].clone(), a[2].clone(), a[3].clone()])
}

fn wrapper_close(vm: &mut Vm, a: &[Value]) -> PyResult {
    close_method(vm, &[inner(&a[0])])
}

pub fn wrapper_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            iter: Some(crate::iterators::itself),
            next: Some(wrapper_next),
            send: Some(|vm, o, v| {
                let own = inner(o);
                send_slot(vm, &own, v)
            }),
            ..Slots::default()
        },
        methods: const {
            &[
                method(
                    "send",
                    "($self, value, /)",
                    wrapper_send,
                    "send(arg) -> send 'arg' into coroutine,\nreturn next iterated value or raise StopIteration.",
                ),
                method(
                    "throw",
                    "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)",
                    wrapper_throw,
                    "throw(value)\nthrow(type[,value[,traceback]])\n\nRaise exception in coroutine, return next iterated value or raise\nStopIteration.",
                ),
                method(
                    "close",
                    "($self, /)",
                    wrapper_close,
                    "close() -> raise GeneratorExit inside coroutine.",
                ),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}

/// Whether a value is an exact generator (made by `types.coroutine` or not) or coroutine, which a chain can link.
#[inline]
pub fn as_link(value: &Value) -> Option<&Obj<Generator>> {
    let shape = value.shape();
    if shape == Tp::Generator as u32 || shape == Tp::Coroutine as u32 {
        value.downcast::<Generator>()
    } else {
        None
    }
}
