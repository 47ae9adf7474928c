//! `frame`: made on demand. While its activation lives it looks into the registers there; when the activation ends
//! and somebody still holds it, the registers move into it.

use crate::code::Code;
use crate::generator::{Generator, State};
use crate::native::{TypeSpec, getset, getter, method};
use crate::slots::Slots;
use crate::stack::Activation;
use crate::{Guarded, Obj, Payload, PyResult, Tp, Tracer, Value, Vm, raw};
use std::cell::{Cell, OnceCell};
use taipan_bytecode::LocalKind;

/// The payload of a frame. Room for the named registers lies behind it.
pub struct Frame {
    /// The live activation; null when there is none (a generator's frame, or an ended one).
    pub activation: Cell<*mut Activation>,
    /// The generator whose frame this is; null for others, and when it has finished.
    pub generator: Cell<*const Obj<Generator>>,
    pub function: Value,
    pub code: Value,
    /// The caller, for an ended frame.
    back: Guarded<Value>,
    rare: OnceCell<Box<Rare>>,
    /// The last instruction, for an ended frame.
    last: Cell<u32>,
    /// How many registers have moved behind the payload: none before the frame ends.
    moved: Cell<u32>,
}

/// An `entry_line` that shows as line 0: a module that is being entered.
pub const BEFORE_FIRST: u32 = u32::MAX;

/// What few frames need: those of module and class bodies, those that somebody traces, and those whose locals were
/// given names that the code does not have.
pub struct Rare {
    /// The mapping of names of module and class bodies; NULL in functions.
    locals: Guarded<Value>,
    /// Names set through `f_locals` that the code does not have.
    pub(crate) extra: Guarded<Value>,
    pub trace: Guarded<Value>,
    pub trace_lines: Cell<bool>,
    pub trace_opcodes: Cell<bool>,
    /// The line a trace function was told last; 0: none yet.
    pub seen_line: Cell<u32>,
    /// While the frame is being entered: the line it shows, that of its head. 0: the line of its instruction.
    pub entry_line: Cell<u32>,
}

impl Rare {
    fn new(locals: Value) -> Box<Rare> {
        Box::new(Rare {
            locals: Guarded::new(locals),
            extra: Guarded::new(Value::NULL),
            trace: Guarded::new(Value::NONE),
            trace_lines: Cell::new(true),
            trace_opcodes: Cell::new(false),
            seen_line: Cell::new(0),
            entry_line: Cell::new(0),
        })
    }
}

// SAFETY: every field is visited once; activation and generator are not owned.
unsafe impl Payload for Frame {
    const NAME: &'static str = "frame";
    const SHAPE: u32 = Tp::Frame as u32;
    const VARIABLE: bool = true;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.function);
        visit(&self.code);
        for i in 0..self.moved.get() as usize {
            // SAFETY: moved registers are valid words, and a Value is one.
            visit(unsafe { &*self.own_registers().add(i).cast::<Value>() });
        }
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.back.as_ptr());
            if let Some(rare) = self.rare.get() {
                for field in [&rare.locals, &rare.extra, &rare.trace] {
                    visit(&*field.as_ptr());
                }
            }
        }
    }
    fn tail_bytes(&self) -> usize {
        self.code().named as usize * 8
    }
    fn drop_tail(&mut self) {
        self.release_registers();
    }
    fn clear(&self) {
        self.release_registers();
    }
}

impl Frame {
    /// The code.
    pub fn code(&self) -> &Obj<Code> {
        self.code.expect::<Code>()
    }

    /// What few frames need.
    pub fn rare(&self) -> &Rare {
        self.rare.get_or_init(|| Rare::new(Value::NULL))
    }

    /// The trace function of this frame alone; None for none.
    pub fn trace_function(&self, vm: &Vm) -> Value {
        self.rare.get().map_or(Value::NONE, |rare| rare.trace.get(vm).clone())
    }

    /// The mapping of names of a module or class body; NULL in functions.
    fn mapping(&self, vm: &Vm) -> Value {
        self.rare.get().map_or(Value::NULL, |rare| rare.locals.get(vm).clone())
    }

    /// The names set through `f_locals` that the code does not have; NULL for none.
    pub(crate) fn extra(&self, vm: &Vm) -> Value {
        self.rare.get().map_or(Value::NULL, |rare| rare.extra.get(vm).clone())
    }

    /// Where the registers of an ended frame are.
    #[inline(always)]
    fn own_registers(&self) -> *mut u64 {
        // SAFETY: they lie behind the fixed part.
        unsafe { (&raw const *self).add(1).cast::<u64>().cast_mut() }
    }

    /// The named registers, which are live words, move into the room that was made for them.
    #[inline(always)]
    fn take_registers(&self, registers: *mut u64, named: u32) {
        for i in 0..named as usize {
            // SAFETY: see above; the frame was made for code with this many names.
            unsafe { self.own_registers().add(i).write(registers.add(i).replace(raw::NULL)) };
        }
        self.moved.set(named);
    }

    /// Empties the registers of an ended frame.
    fn release_registers(&self) {
        for i in 0..self.moved.replace(0) as usize {
            // SAFETY: what has moved are valid words, and nobody looks at them any more.
            unsafe { raw::release(self.own_registers().add(i).read()) };
        }
    }

    /// The words of the registers: the live ones, or those that moved here.
    fn registers(&self) -> Option<*mut u64> {
        if !self.generator.get().is_null() {
            // SAFETY: a generator takes its pointer away before it goes.
            return Some(unsafe { (*self.generator.get()).registers() });
        }
        if !self.activation.get().is_null() {
            // SAFETY: an activation takes its pointer away when it ends.
            return Some(unsafe { (*self.activation.get()).registers });
        }
        (self.moved.get() > 0).then(|| self.own_registers())
    }

    /// The value of a named register; NULL if it is empty.
    pub fn register(&self, index: usize) -> Value {
        match self.registers() {
            // SAFETY: named registers are valid words, live or moved.
            Some(registers) => unsafe { Value::from_raw_borrowed(*registers.add(index)) },
            None => Value::NULL,
        }
    }

    /// Replaces a named register.
    pub fn set_register(&self, index: usize, value: Value) {
        if let Some(registers) = self.registers() {
            // SAFETY: as above; the old word's reference is released here.
            unsafe { raw::release(registers.add(index).replace(value.into_raw())) }
        }
    }

    /// The instruction being executed, or the last one.
    pub fn pc_index(&self) -> u32 {
        if !self.generator.get().is_null() {
            // SAFETY: as in `registers`.
            let generator = unsafe { &*self.generator.get() };
            if generator.state() != State::Running {
                return generator.pc_index();
            }
        }
        if !self.activation.get().is_null() {
            // SAFETY: as in `registers`.
            return unsafe { (*self.activation.get()).pc_index() };
        }
        self.last.get()
    }

    /// `f_lasti`: while the frame is being entered, the place of the entry.
    fn last_offset(&self) -> u32 {
        match self.rare.get().map_or(0, |rare| rare.entry_line.get()) {
            0 => crate::code::byte_offset(self.pc_index()),
            line if line == self.code().entry_line() || line == BEFORE_FIRST => 0,
            _ => crate::code::byte_offset(self.pc_index()),
        }
    }

    /// The line being executed; 0: none.
    pub fn line(&self) -> u32 {
        match self.rare.get().map_or(0, |rare| rare.entry_line.get()) {
            0 => self.code().block.location(self.pc_index()).line,
            BEFORE_FIRST => 0,
            entry => entry,
        }
    }
}

#[inline]
fn make(vm: &Vm, activation: *mut Activation, function: Value, code: &Obj<Code>, locals: Value) -> Value {
    let tail = code.named as usize * 8;
    let frame = || Frame {
        activation: Cell::new(activation),
        generator: Cell::new(std::ptr::null()),
        function,
        code: code.value(),
        back: Guarded::new(Value::NULL),
        rare: if locals.is_null() { OnceCell::new() } else { OnceCell::from(Rare::new(locals)) },
        last: Cell::new(0),
        moved: Cell::new(0),
    };
    match vm.heap.alloc_plain_variable_with(Tp::Frame as u32, tail, frame) {
        Some(frame) => frame,
        None => std::alloc::handle_alloc_error(std::alloc::Layout::new::<Obj<Frame>>()),
    }
}

/// The frame object of a live activation.
#[allow(
    clippy::not_unsafe_ptr_arg_deref,
    reason = "records are handed out by the stack alone, and live while it says so"
)]
#[inline]
pub fn of_activation(vm: &mut Vm, activation: *mut Activation) -> Value {
    // SAFETY: the caller gives a live activation.
    let record = unsafe { &*activation };
    if record.generator.is_null() && record.frame() != raw::NULL {
        // SAFETY: the record owns the word.
        return unsafe { Value::from_raw_borrowed(record.frame()) };
    }
    make_for(vm, activation)
}

#[inline(never)]
fn make_for(vm: &mut Vm, activation: *mut Activation) -> Value {
    // SAFETY: the caller gives a live activation.
    let record = unsafe { &mut *activation };
    if !record.generator.is_null() {
        // SAFETY: the activation's generator is alive.
        let generator = unsafe { (*record.generator).value() };
        let frame = of_generator(vm, &generator).unwrap_or(Value::NULL);
        if let Some(own) = frame.downcast::<Frame>() {
            own.activation.set(activation);
        }
        return frame;
    }
    // SAFETY: the record owns the word.
    let locals = unsafe { Value::from_raw_borrowed(record.locals()) };
    let frame = make(vm, activation, record.function(), record.code(), locals);
    record.set_frame(frame.clone());
    frame
}

/// The frame object of a generator; `None` when it has finished.
pub fn of_generator(vm: &mut Vm, object: &Value) -> Option<Value> {
    let generator = object.expect::<Generator>();
    if generator.state() == State::Finished {
        return None;
    }
    if let Some(frame) = generator.frame(vm).non_null() {
        find_activation(vm, frame.expect::<Frame>());
        return Some(frame);
    }
    let function = generator.function.get(vm).clone();
    let frame = make(vm, std::ptr::null_mut(), function, generator.code.expect::<Code>(), Value::NULL);
    frame.expect::<Frame>().generator.set(generator);
    drop(generator.replace_frame(vm, frame.clone()));
    find_activation(vm, frame.expect::<Frame>());
    Some(frame)
}

/// A running generator's frame looks at the activation that runs it, which differs from run to run.
fn find_activation(vm: &Vm, frame: &Frame) {
    let generator = frame.generator.get();
    if !generator.is_null() {
        let record = vm.stack.iter().find(|a| a.generator == generator);
        frame.activation.set(record.map_or(std::ptr::null_mut(), |a| std::ptr::from_ref(a).cast_mut()));
    }
}

/// The frame object of an activation that an exception leaves, where nobody asked for it before: the function and the
/// named registers move into it. Who called it is told by [`set_back`].
#[inline]
pub fn leave(vm: &Vm, record: &mut Activation, pc: u32) -> Value {
    let code = record.code();
    let (named, code) = (code.named, code.value());
    let frame = || Frame {
        activation: Cell::new(std::ptr::null_mut()),
        generator: Cell::new(std::ptr::null()),
        // SAFETY: the record gives its reference away.
        function: unsafe { Value::from_raw(std::mem::replace(&mut record.function, raw::NULL)) },
        code,
        back: Guarded::new(Value::NULL),
        rare: OnceCell::new(),
        last: Cell::new(pc),
        moved: Cell::new(0),
    };
    let Some(value) = vm.heap.alloc_plain_variable_with(Tp::Frame as u32, named as usize * 8, frame) else {
        std::alloc::handle_alloc_error(std::alloc::Layout::new::<Obj<Frame>>())
    };
    let own = value.expect::<Frame>();
    own.take_registers(record.registers, named);
    value
}

/// Tells a frame that [`leave`] made who called it.
#[inline]
pub fn set_back(vm: &mut Vm, frame: &Value, back: Value) {
    *frame.expect::<Frame>().back.get_mut(vm) = back;
}

/// The activation ends: its named registers move into the frame object if somebody else holds it, and are empty then.
///
/// `back` is the frame of the caller.
#[allow(
    clippy::not_unsafe_ptr_arg_deref,
    reason = "records are handed out by the stack alone, and live while it says so"
)]
#[inline]
pub fn detach(vm: &mut Vm, frame: Value, registers: *mut u64, pc: u32, back: Option<Value>) {
    let own = frame.expect::<Frame>();
    own.activation.set(std::ptr::null_mut());
    own.generator.set(std::ptr::null());
    own.last.set(pc);
    if frame.references() > 1 {
        own.take_registers(registers, own.code().named);
        *own.back.get_mut(vm) = back.unwrap_or(Value::NULL);
    }
}

impl Vm {
    /// The frame object of the running activation.
    pub fn current_frame(&mut self) -> Option<Value> {
        let current = self.stack.current;
        if current == self.stack.bottom() {
            return None;
        }
        Some(of_activation(self, current))
    }

    /// The globals of the running code.
    pub fn current_globals(&self) -> Option<Value> {
        let top = self.stack.top()?;
        top.function().downcast::<crate::function::Function>().map(|f| f.globals.clone())
    }

    /// The frame that called the frame of `activation`: a parent link's frame, or the record below.
    #[allow(
        clippy::not_unsafe_ptr_arg_deref,
        reason = "records are handed out by the stack alone, and live while it says so"
    )]
    #[inline]
    pub fn caller_frame(&mut self, activation: *mut Activation) -> Option<Value> {
        // SAFETY: the caller gives a live activation.
        let record = unsafe { &*activation };
        if !record.generator.is_null() && record.generator != record.root {
            // SAFETY: links of a running chain are alive.
            let generator = unsafe { &*record.generator };
            // SAFETY: as above.
            let parent = unsafe { &*generator.parent() }.value();
            return of_generator(self, &parent);
        }
        // SAFETY: below a record lies a record or the bottom.
        let below = unsafe { activation.sub(1) };
        if is_bottom(below) { None } else { Some(of_activation(self, below)) }
    }
}

/// Whether a record is the bottom of a stack, of this thread or another: no code runs there.
fn is_bottom(record: *mut Activation) -> bool {
    // SAFETY: below a record lies a record or the bottom of its stack.
    unsafe { (*record).code.is_null() }
}

fn get_back(vm: &mut Vm, object: &Value) -> PyResult {
    let frame = object.expect::<Frame>();
    let generator = frame.generator.get();
    if !generator.is_null() {
        // SAFETY: as in `Frame::registers`.
        let own = unsafe { &*generator };
        if !own.is_running() {
            return Ok(Value::NONE);
        }
        if !own.parent().is_null() && !own.active.get() {
            // SAFETY: a parent is alive while it delegates.
            let parent = unsafe { &*own.parent() }.value();
            return Ok(of_generator(vm, &parent).unwrap_or(Value::NONE));
        }
        // An active root: the record that runs its chain tells who resumed it.
        let root: *const Obj<Generator> = own;
        let record = vm
            .stack
            .iter()
            .find(|a| !a.generator.is_null() && a.root == root)
            .map(|a| a as *const Activation as *mut Activation);
        let Some(record) = record else { return Ok(Value::NONE) };
        // SAFETY: below a record lies a record or the bottom.
        let below = unsafe { record.sub(1) };
        return Ok(if is_bottom(below) { Value::NONE } else { of_activation(vm, below) });
    }
    let activation = frame.activation.get();
    if !activation.is_null() {
        return Ok(vm.caller_frame(activation).unwrap_or(Value::NONE));
    }
    let back = frame.back.get(vm).clone();
    Ok(if back.is_null() { Value::NONE } else { back })
}

/// The named registers' names and current values, cells looked through.
pub fn fast_locals(vm: &Vm, frame: &Frame) -> Vec<(Value, Value)> {
    let code = frame.code();
    let mut found: Vec<(Value, Value)> = Vec::new();
    for (index, local) in code.block.localsplus.iter().enumerate() {
        let mut value = frame.register(index);
        if local.kind.intersects(LocalKind::CELL | LocalKind::FREE)
            && let Some(cell) = value.downcast::<crate::cell::Cell>()
        {
            let content = cell.content.get(vm).clone();
            value = content;
        }
        if value.is_null() {
            continue;
        }
        let name = code.local_names[index].clone();
        match found.iter_mut().find(|(n, _)| n.is(&name)) {
            Some(own) => own.1 = value,
            None => found.push((name, value)),
        }
    }
    found
}

/// `locals()`: a fresh dict in functions, the mapping itself elsewhere.
pub fn locals(vm: &mut Vm, frame: &Value) -> PyResult {
    let own = frame.expect::<Frame>();
    let mapping = own.mapping(vm);
    if !mapping.is_null() {
        return Ok(mapping);
    }
    let dict = vm.new_dict();
    for (name, value) in fast_locals(vm, own) {
        vm.dict_set(&dict, &name, value)?;
    }
    let extra = own.extra(vm);
    if !extra.is_null() {
        vm.dict_update(&dict, &extra)?;
    }
    Ok(dict)
}

fn get_locals(vm: &mut Vm, object: &Value) -> PyResult {
    let frame = object.expect::<Frame>();
    let mapping = frame.mapping(vm);
    if !mapping.is_null() {
        return Ok(mapping);
    }
    Ok(vm.heap.alloc(Tp::FrameLocalsProxy as u32, crate::frame_locals::LocalsProxy { frame: object.clone() }))
}

fn get_line(vm: &mut Vm, object: &Value) -> PyResult {
    find_activation(vm, object.expect::<Frame>());
    let own = object.expect::<Frame>();
    if own.rare.get().is_some_and(|rare| rare.entry_line.get() == BEFORE_FIRST) {
        return Ok(Value::ZERO);
    }
    let line = own.line();
    Ok(if line == 0 { Value::NONE } else { vm.new_int(line as i64) })
}

fn set_line(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    find_activation(vm, object.expect::<Frame>());
    crate::frame_line::set_line(vm, object, value)
}

fn clear(vm: &mut Vm, a: &[Value]) -> PyResult {
    let frame = a[0].expect::<Frame>();
    let generator = frame.generator.get();
    if !generator.is_null() {
        // SAFETY: as in `Frame::registers`.
        let own = unsafe { &*generator };
        if own.is_running() {
            return Err(vm.runtime_error("cannot clear an executing frame"));
        }
        if own.state() != State::Created {
            return Err(vm.runtime_error("cannot clear a suspended frame"));
        }
        // A coroutine that was never awaited says so.
        let object = own.value();
        (vm.interp.gen_finalize)(vm, &object);
        return Ok(Value::NONE);
    }
    if !frame.activation.get().is_null() {
        return Err(vm.runtime_error("cannot clear an executing frame"));
    }
    frame.release_registers();
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let frame = object.expect::<Frame>();
    let file = frame.code().filename(vm).clone();
    let file = vm.repr_text(&file)?;
    let name = vm.text(&frame.code().name).into_owned();
    let line = frame.line();
    Ok(vm.new_str(&format!("<frame at {:#x}, file {file}, line {line}, code {name}>", vm.id(object))))
}

fn set_trace(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let frame = object.expect::<Frame>();
    let rare = frame.rare();
    rare.seen_line.set(frame.line());
    let old = std::mem::replace(rare.trace.get_mut(vm), value.cloned().unwrap_or(Value::NONE));
    drop(old);
    Ok(())
}

fn set_flag(vm: &mut Vm, value: Option<&Value>, flag: &Cell<bool>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.type_error("can't delete numeric/char attribute")) };
    match value.as_bool() {
        Some(on) => {
            flag.set(on);
            Ok(())
        }
        None => Err(vm.type_error("attribute value type must be bool")),
    }
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { repr: Some(repr), ..Slots::default() },
        methods: const { &[method("clear", "($self, /)", clear, "Clear all references held by the frame.")] },
        getset: const {
            &[
                getter("f_back", get_back),
                getter("f_code", |_, o| Ok(o.expect::<Frame>().code.clone())),
                getter("f_locals", get_locals),
                getter("f_globals", |_, o| {
                    let function = &o.expect::<Frame>().function;
                    Ok(function
                        .downcast::<crate::function::Function>()
                        .map_or(Value::NONE, |f| f.globals.clone()))
                }),
                getter("f_builtins", |_, o| {
                    let function = &o.expect::<Frame>().function;
                    Ok(function
                        .downcast::<crate::function::Function>()
                        .map_or(Value::NONE, |f| f.builtins.clone()))
                }),
                getter("f_lasti", |vm, o| {
                    find_activation(vm, o.expect::<Frame>());
                    Ok(vm.new_int(i64::from(o.expect::<Frame>().last_offset())))
                }),
                getset("f_lineno", get_line, set_line),
                getset("f_trace", |vm, o| Ok(o.expect::<Frame>().trace_function(vm)), set_trace),
                getset(
                    "f_trace_lines",
                    |_, o| Ok(Value::from_bool(o.expect::<Frame>().rare().trace_lines.get())),
                    |vm, o, v| set_flag(vm, v, &o.expect::<Frame>().rare().trace_lines),
                ),
                getset(
                    "f_trace_opcodes",
                    |_, o| Ok(Value::from_bool(o.expect::<Frame>().rare().trace_opcodes.get())),
                    |vm, o, v| match v {
                        Some(_) => set_flag(vm, v, &o.expect::<Frame>().rare().trace_opcodes),
                        None => Err(vm.raise(Tp::AttributeError, "f_trace_opcodes cannot be deleted")),
                    },
                ),
                getter("f_generator", |_, o| {
                    let generator = o.expect::<Frame>().generator.get();
                    // SAFETY: as in `Frame::registers`.
                    Ok(if generator.is_null() { Value::NONE } else { unsafe { &*generator }.value() })
                }),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
