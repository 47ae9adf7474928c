//! The register stack and the activations of one Python thread.
//!
//! Both are reserved once as virtual memory and never move, so a native function's argument slice stays valid while
//! Python runs again above it. An activation is the record of one running frame; the record below it is its caller.
//! Invariants: a register is an owned word or a word that needs no release; above the top of the live registers there
//! is no counted word; in the records above the current one `generator` is null, so a plain call need not write it: who pops a
//! generator's record empties it.

use crate::code::Code;
use crate::generator::Generator;
use crate::{Obj, PyResult, Value};
use taipan_heap::raw;

/// How a run of the loop ends.
#[derive(Debug)]
#[must_use]
pub enum Exit {
    Return(Value),
    /// A generator that was resumed by native code yielded.
    Yield(Value),
    /// The current activation goes on in the other loop: somebody began or ceased to observe.
    Switch,
}

/// What becomes of the value a frame returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Return {
    /// Into the register that the first operand of the caller's op names; that op is not wide.
    Direct = 0,
    /// Into a register of the caller.
    Store = 8,
    /// The loop ends: a native caller waits.
    Native = 1,
    /// Dropped; must be None (`__init__`); the instance is in the caller's register already.
    Init = 2,
    /// The answer of an operator's method: the caller's op goes on with it (`vm::operator`).
    Operator = 3,
    /// The generator's `for` loop: a yield goes to the register and jumps to the body, a return ends the loop.
    ForIter = 4,
    /// A delegation by a frame that is not linked: a yield suspends the caller too.
    Send = 5,
    /// `generator.send(…)` or `next(…)` called from Python: a return becomes StopIteration.
    GenCall = 6,
    /// Dropped.
    Discard = 7,
}

/// One running frame.
#[repr(C)]
pub struct Activation {
    /// The instruction being executed (kept in the loop, written here before anything may look).
    pub pc: *const u32,
    /// Where a returning callee goes on.
    pub resume: *const u32,
    pub registers: *mut u64,
    /// The code, kept alive by `function`.
    pub code: *const Obj<Code>,
    /// The function, owned.
    pub function: u64,
    /// The generator this frame belongs to, kept alive by who resumed it; null otherwise.
    pub generator: *const Obj<Generator>,
    /// What becomes of the value (the low half, a `Return`), and which of the other fields mean something: one word,
    /// written as it is read, since a load of what two stores wrote would wait for both.
    ending: u64,
    /// The caller's register for the value.
    pub target: u32,
    /// See [`Activation::thrown`].
    thrown: u32,
    /// The root of the chain this activation runs: the generator that was resumed. Meaningless for other frames.
    pub root: *const Obj<Generator>,
    /// The instance being initialized, owned, while `returns` is `Init`; otherwise meaningless.
    pub instance: u64,
    /// The mapping of names of module and class bodies, or the exception that a chain's resumer handles; owned.
    locals: u64,
    /// The frame object, owned. A generator's frame object is the generator's.
    frame: u64,
}

/// The upper half of `ending`.
const LOCALS: u64 = 1 << 32;
const FRAME: u64 = 2 << 32;
const OUTER: u64 = 4 << 32;
const THROWN: u64 = 8 << 32;

/// Registers of a thread (virtual memory; touched pages only are real). The stress build has few, so that programs
/// meet the end.
const REGISTERS: usize = if cfg!(feature = "stress") { 1 << 15 } else { 1 << 24 };
const ACTIVATIONS: usize = if cfg!(feature = "stress") { 1 << 12 } else { 1 << 20 };
/// Registers that are kept free at the end.
const SPARE_REGISTERS: usize = 4096;
/// So few registers fit anywhere below `Stack::end`.
pub const FEW: u32 = 128;
/// Records that are kept free at the end.
const SPARE: usize = 16;

/// Fills registers that hold nothing, in the stress build, so that a read of one shows.
///
/// # Safety
/// The registers `from..to` of the window are on the stack, and no word there is owned.
#[inline(always)]
pub unsafe fn poison(window: *mut u64, from: usize, to: usize) {
    if cfg!(feature = "stress") {
        for i in from..to {
            // SAFETY: the caller's promise.
            unsafe { window.add(i).write(raw::POISON) };
        }
    }
}

/// The stack of one thread.
pub struct Stack {
    registers: *mut u64,
    activations: *mut Activation,
    /// The running activation; one before the first when nothing runs.
    pub current: *mut Activation,
    /// The end of the registers that frames may use.
    end: *mut u64,
    /// The highest record that may be the current one. It lies lower by every link of a running chain beyond the first,
    /// since each counts as a frame.
    last: *mut Activation,
    /// Frames that may be live. An activation counts as one or more of them, so the records never run out.
    limit: usize,
    /// The recursion limit as the program set it, which may be more than there is room for.
    pub asked_limit: usize,
    /// Set by a loop that ends, taken by who runs it.
    pub outcome: Option<PyResult<Exit>>,
}

fn reserve(bytes: usize) -> *mut u8 {
    // SAFETY: an anonymous private mapping touches nothing else.
    let memory = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            bytes,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    assert!(memory != libc::MAP_FAILED, "no address space for the register stack");
    memory.cast()
}

impl Stack {
    /// The stack of a thread whose own one is elsewhere.
    pub fn unused() -> Stack {
        Stack {
            registers: std::ptr::null_mut(),
            activations: std::ptr::null_mut(),
            current: std::ptr::null_mut(),
            end: std::ptr::null_mut(),
            last: std::ptr::null_mut(),
            limit: 0,
            asked_limit: 0,
            outcome: None,
        }
    }

    pub fn new() -> Stack {
        let registers = reserve(REGISTERS * 8).cast::<u64>();
        let activations = reserve(ACTIVATIONS * size_of::<Activation>()).cast::<Activation>();
        // SAFETY: inside the mappings, of which nobody knows yet.
        let end = unsafe {
            (*activations).registers = registers;
            registers.add(REGISTERS - SPARE_REGISTERS)
        };
        let mut stack = Stack {
            registers,
            activations,
            current: activations,
            end,
            last: activations,
            limit: 0,
            asked_limit: 0,
            outcome: None,
        };
        stack.set_limit(1000);
        stack
    }

    /// Live frames, every link of a running chain counted.
    pub fn depth(&self) -> usize {
        // SAFETY: both point into the mapping.
        unsafe { self.current.offset_from(self.activations) as usize + self.links() }
    }

    /// The links of running chains beyond the first of each.
    fn links(&self) -> usize {
        let limit = self.activations.wrapping_add(self.limit);
        (limit as usize).wrapping_sub(self.last as usize) / size_of::<Activation>()
    }

    /// Whether the recursion limit forbids one more frame.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.current >= self.last
    }

    /// Whether the recursion limit allows `frames` more.
    #[inline(always)]
    pub fn allows(&self, frames: usize) -> bool {
        self.current.wrapping_add(frames) <= self.last
    }

    /// The running chain got `links` longer.
    #[inline(always)]
    pub fn lengthen(&mut self, links: usize) {
        self.last = self.last.wrapping_sub(links);
    }

    /// The running chain got `links` shorter, or was left.
    #[inline(always)]
    pub fn shorten(&mut self, links: usize) {
        self.last = self.last.wrapping_add(links);
    }

    /// The first register of the stack.
    pub fn base(&self) -> *mut u64 {
        self.registers
    }

    /// The end of the registers that frames may use.
    #[inline(always)]
    pub fn end(&self) -> *mut u64 {
        self.end
    }

    /// Whether not even a frame of `FEW` registers fits over `window`.
    #[inline(always)]
    pub fn is_at_end(&self, window: *mut u64) -> bool {
        window >= self.end
    }

    /// The first free register above every live frame.
    #[inline]
    pub fn top_of_registers(&self) -> *mut u64 {
        // SAFETY: the record below the first is one of zeros, but for its registers.
        unsafe { (*self.current).free_registers() }
    }

    /// The record below the first frame, which no frame uses.
    pub fn bottom(&self) -> *mut Activation {
        self.activations
    }

    /// Sets the recursion limit.
    pub fn set_limit(&mut self, limit: usize) {
        let links = self.links();
        self.asked_limit = limit;
        self.limit = limit.min(ACTIVATIONS - SPARE);
        self.last = self.activations.wrapping_add(self.limit).wrapping_sub(links);
    }

    /// The running activation.
    pub fn top(&self) -> Option<&Activation> {
        if self.current == self.activations {
            None
        } else {
            // SAFETY: above the bottom there are live records up to `current`.
            Some(unsafe { &*self.current })
        }
    }

    /// Live activations, innermost first.
    pub fn iter(&self) -> impl Iterator<Item = &Activation> + '_ {
        let mut at = self.current;
        std::iter::from_fn(move || {
            if at == self.activations {
                return None;
            }
            // SAFETY: above the bottom there are live records up to `current`.
            let item = unsafe { &*at };
            // SAFETY: stays at or above the bottom.
            at = unsafe { at.sub(1) };
            Some(item)
        })
    }
}

impl Default for Stack {
    fn default() -> Self {
        Stack::new()
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        if self.registers.is_null() {
            return;
        }
        // SAFETY: the mappings are ours, and no frame runs any more.
        unsafe {
            libc::munmap(self.registers.cast(), REGISTERS * 8);
            libc::munmap(self.activations.cast(), ACTIVATIONS * size_of::<Activation>());
        }
    }
}

impl Activation {
    /// The first free register of the stack above this frame. The registers of a generator's lie elsewhere: above the
    /// frame that resumed it.
    #[inline]
    pub fn free_registers(&self) -> *mut u64 {
        let mut at: *const Activation = self;
        // SAFETY: below a record lie others; the record below the first, of no generator, has no registers. A frame's
        // window lies in the mapping.
        unsafe {
            while !(*at).generator.is_null() {
                at = at.sub(1);
            }
            match (*at).code.as_ref() {
                Some(code) => (*at).registers.add(code.registers as usize),
                None => (*at).registers,
            }
        }
    }

    /// Whether the frame's end has nothing to do but to give its value to the register that the caller's op names.
    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.ending == Return::Direct as u64
    }

    /// Whether a chain runs for who resumed it in this way, handles no exception, and did not throw into it.
    #[inline(always)]
    pub fn just_returns(&self, returns: Return) -> bool {
        self.ending == returns as u64
    }

    /// Of the record of a chain: the exception that its resumer handles; NULL: none.
    pub fn outer_handled(&self) -> Value {
        if self.ending & OUTER == 0 {
            return Value::NULL;
        }
        // SAFETY: the record owns the word.
        unsafe { Value::from_raw_borrowed(self.locals) }
    }

    /// Keeps what the resumer of a chain handles, unless that is NULL.
    pub fn set_outer_handled(&mut self, handled: Value) {
        if !handled.is_null() {
            self.ending |= OUTER;
            self.locals = handled.into_raw();
        }
    }

    /// What the resumer of a chain handles, which is the caller's from now on.
    pub fn take_outer_handled(&mut self) -> Value {
        if self.ending & OUTER == 0 {
            return Value::NULL;
        }
        self.ending &= !OUTER;
        // SAFETY: the record owned the word.
        unsafe { Value::from_raw(self.locals) }
    }

    /// Of the record of a chain that was thrown into: one more than the depth of the link that `throw` is in; else 0.
    #[inline(always)]
    pub fn thrown(&self) -> u32 {
        if self.ending & THROWN == 0 { 0 } else { self.thrown }
    }

    pub fn set_thrown(&mut self, thrown: u32) {
        self.ending = if thrown == 0 { self.ending & !THROWN } else { self.ending | THROWN };
        self.thrown = thrown;
    }

    /// `throw` is in no link deeper than this.
    pub fn lower_thrown(&mut self, depth: u32) {
        self.set_thrown(self.thrown().min(depth));
    }

    /// What becomes of the value it returns.
    #[inline(always)]
    pub fn returns(&self) -> Return {
        // SAFETY: the low half is always written with a `Return`.
        unsafe { std::mem::transmute::<u32, Return>(self.ending as u32) }
    }

    /// Begins the record of a frame that has none of what is rare.
    #[inline(always)]
    pub fn set_returns(&mut self, returns: Return) {
        self.ending = returns as u64;
    }

    /// Whether it has none of what is rare: a mapping of names, a frame object; of a chain, an exception that its resumer
    /// handles or threw.
    #[inline(always)]
    pub fn has_no_extras(&self) -> bool {
        self.ending >> 32 == 0
    }

    /// The mapping of names of a module's or class's body, borrowed; NULL in functions.
    #[inline(always)]
    pub fn locals(&self) -> u64 {
        if self.ending & LOCALS != 0 { self.locals } else { raw::NULL }
    }

    /// The frame object, borrowed; NULL until somebody asks.
    #[inline(always)]
    pub fn frame(&self) -> u64 {
        if self.ending & FRAME != 0 { self.frame } else { raw::NULL }
    }

    /// Gives the record a mapping of names, unless that is NULL.
    pub fn set_locals(&mut self, locals: Value) {
        if !locals.is_null() {
            self.ending |= LOCALS;
            self.locals = locals.into_raw();
        }
    }

    /// Gives the record its frame object.
    pub fn set_frame(&mut self, frame: Value) {
        self.ending |= FRAME;
        self.frame = frame.into_raw();
    }

    /// The mapping of names, which is the caller's from now on.
    pub fn take_locals(&mut self) -> Value {
        let word = self.locals();
        self.ending &= !LOCALS;
        // SAFETY: the record owned the word.
        unsafe { Value::from_raw(word) }
    }

    /// The frame object, which is the caller's from now on.
    pub fn take_frame(&mut self) -> Value {
        let word = self.frame();
        self.ending &= !FRAME;
        // SAFETY: the record owned the word.
        unsafe { Value::from_raw(word) }
    }

    /// The function, as a value.
    pub fn function(&self) -> Value {
        // SAFETY: the record owns the word.
        unsafe { Value::from_raw_borrowed(self.function) }
    }

    /// The code object.
    pub fn code(&self) -> &Obj<Code> {
        // SAFETY: kept alive by the function.
        unsafe { &*self.code }
    }

    /// The value of a named register.
    pub fn register(&self, index: usize) -> Value {
        // SAFETY: registers of a live frame are valid words.
        unsafe { Value::from_raw_borrowed(*self.registers.add(index)) }
    }

    /// Replaces a register's value.
    pub fn set_register(&self, index: usize, value: Value) {
        // SAFETY: as above; the old word is owned by the register.
        unsafe {
            let place = self.registers.add(index);
            let old = place.replace(value.into_raw());
            raw::release(old);
        }
    }

    /// The index of the instruction being executed, in words.
    pub fn pc_index(&self) -> u32 {
        // SAFETY: both point into the words of the code.
        unsafe { self.pc.offset_from(self.code().words()) as u32 }
    }
}
