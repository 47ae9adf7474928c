//! The loop: one handler per hot op, each ending by going to the next one.
//!
//! A handler gets the state of the running frame as arguments, which the machine keeps in registers: the Vm, the pc, the
//! frame's registers and constants, its record, and the number of its named registers. It does its op in a fast form
//! that has no effect before it is sure that it applies; everything else goes to [`slow`], out of line, which asks the
//! generic executor (`exec`). A handler must end in exactly one call of its own signature and keep no local whose
//! address was taken: then the optimizer makes that call a jump, and a program runs in constant host stack. Where the
//! optimizer does not (development builds), handlers return the next pc instead and a loop calls them
//! (`cfg(threaded)`, decided by build.rs). `.ci/handlers` checks the machine code of the release binary.
//!
//! `(*current).pc` is written before anything that may look at the frame, raise, or run Python. A word that is
//! overwritten is released as the last effect of an op; where that was the last reference of an object with a
//! finalizer, the finalizer runs right there.
//!
//! SAFETY, for all handlers: the record is the running activation; its registers are valid words; pc points to an
//! instruction of verified code, whose operands name registers and constants that exist.

mod attrs;
mod binding;
mod calls;
mod direct;
mod exceptions;
pub(crate) mod generators;
mod items;
mod iteration;
mod jumps;
mod moves;
mod names;
mod natives;
mod numbers;
mod operators;
mod returns;

use crate::call;
use crate::exec::execute;
use crate::flow::{Exit, Flow};
use crate::unwind;
use taipan_bytecode::Op;
use taipan_objects::stack::Activation;
use taipan_objects::{PyResult, Raised, Vm, raw};

/// What a handler gives back: nothing where it has gone on by itself, else the next pc (null: the loop ends).
#[cfg(threaded)]
pub type Next = ();
#[cfg(not(threaded))]
pub type Next = *const u32;

/// A handler: (vm, pc, registers, constants, current, named).
pub type Handler = unsafe fn(&mut Vm, *const u32, *mut u64, *const u64, *mut Activation, usize) -> Next;

/// The state of the running frame, as a handler has it.
#[derive(Clone, Copy)]
pub(crate) struct At {
    pc: *const u32,
    registers: *mut u64,
    constants: *const u64,
    current: *mut Activation,
    named: usize,
}

/// An argument that a cold handler does not look at: it costs its caller nothing, not even a register before the jump.
type Gone = std::mem::MaybeUninit<usize>;
const GONE: Gone = Gone::uninit();

/// A handler that finds the state of the running frame by itself.
type Cold = unsafe fn(&mut Vm, *const u32, Gone, Gone, Gone, Gone) -> Next;

/// Defines handlers: `fn name(vm, s) { … }`, with `s` the state, and a value of [`Next`] at the end; `cold fn` those that
/// others leave seldom cases to (`At::cold`).
macro_rules! handlers {
    () => {};
    ($(#[$meta:meta])* cold fn $name:ident($vm:ident, $s:ident) $body:block $($rest:tt)*) => {
        $(#[$meta])*
        #[inline(never)]
        pub(super) unsafe fn $name(
            $vm: &mut taipan_objects::Vm,
            pc: *const u32,
            _: $crate::handlers::Gone,
            _: $crate::handlers::Gone,
            _: $crate::handlers::Gone,
            _: $crate::handlers::Gone,
        ) -> $crate::handlers::Next {
            // SAFETY: the argument of `handlers`.
            #[allow(unused_unsafe, reason = "the body of every handler may use the frame's words")]
            unsafe {
                let $s = $crate::handlers::At::of($vm.stack.current, pc);
                $body
            }
        }
        $crate::handlers::handlers! { $($rest)* }
    };
    ($(#[$meta:meta])* fn $name:ident($vm:ident, $s:ident) $body:block $($rest:tt)*) => {
        $(#[$meta])*
        pub(super) unsafe fn $name(
            $vm: &mut taipan_objects::Vm,
            pc: *const u32,
            registers: *mut u64,
            constants: *const u64,
            current: *mut taipan_objects::stack::Activation,
            named: usize,
        ) -> $crate::handlers::Next {
            let $s = $crate::handlers::At { pc, registers, constants, current, named };
            // SAFETY: the argument of `handlers`.
            #[allow(unused_unsafe, reason = "the body of every handler may use the frame's words")]
            unsafe { $body }
        }
        $crate::handlers::handlers! { $($rest)* }
    };
}
use handlers;

const fn table() -> [Handler; 256] {
    let mut table: [Handler; 256] = [generic; 256];
    macro_rules! handle {
        ($($op:ident $handler:path,)*) => { $(table[Op::$op as usize] = $handler;)* };
    }
    handle! {
        NOP moves::nop,
        MOVE moves::move_, COPY moves::copy, LOAD_CONST moves::load_const,
        LOAD_SMALL_INT moves::load_small_int, LOAD_NULL moves::clear, CLEAR moves::clear, POP_TOP moves::clear,
        CHECK_BOUND moves::check_bound,
        LOAD_GLOBAL names::load_global, STORE_GLOBAL names::store_global, LOAD_DEREF names::load_deref,
        COPY_FREE_VARS names::copy_free_vars,
        STORE_DEREF names::store_deref,
        LOAD_ATTR attrs::load, LOAD_METHOD attrs::load_method, STORE_ATTR attrs::store,
        GET_ITEM items::get, GET_ITEM_CONST items::get_const, SET_ITEM items::set,
        LIST_APPEND items::list_append,
        ADD numbers::add, ADD_CONST numbers::add_const,
        SUBTRACT numbers::subtract, SUBTRACT_CONST numbers::subtract_const,
        MULTIPLY numbers::multiply, MULTIPLY_CONST numbers::multiply_const,
        TRUE_DIVIDE numbers::true_divide, TRUE_DIVIDE_CONST numbers::true_divide_const,
        FLOOR_DIVIDE numbers::floor_divide, FLOOR_DIVIDE_CONST numbers::floor_divide_const,
        REMAINDER numbers::remainder, REMAINDER_CONST numbers::remainder_const,
        AND numbers::and, AND_CONST numbers::and_const, OR numbers::or, OR_CONST numbers::or_const,
        XOR numbers::xor, XOR_CONST numbers::xor_const,
        LSHIFT numbers::lshift, LSHIFT_CONST numbers::lshift_const,
        RSHIFT numbers::rshift, RSHIFT_CONST numbers::rshift_const,
        UNARY_NEGATIVE numbers::negative, UNARY_NOT jumps::not,
        COMPARE_OP operators::compare, IS_OP jumps::is_op, CONTAINS_OP jumps::contains,
        JUMP jumps::jump,
        JUMP_IF_TRUE jumps::if_true, JUMP_IF_TRUE_PEEK jumps::if_true_peek,
        JUMP_IF_FALSE jumps::if_false, JUMP_IF_FALSE_PEEK jumps::if_false_peek,
        JUMP_IF_NONE jumps::if_none, JUMP_IF_NOT_NONE jumps::if_not_none,
        JUMP_IF_LT jumps::if_lt, JUMP_IF_LE jumps::if_le, JUMP_IF_EQ jumps::if_eq, JUMP_IF_NE jumps::if_ne,
        JUMP_IF_GT jumps::if_gt, JUMP_IF_GE jumps::if_ge,
        JUMP_IF_LT_CONST jumps::if_lt_const, JUMP_IF_LE_CONST jumps::if_le_const,
        JUMP_IF_EQ_CONST jumps::if_eq_const, JUMP_IF_NE_CONST jumps::if_ne_const,
        JUMP_IF_GT_CONST jumps::if_gt_const, JUMP_IF_GE_CONST jumps::if_ge_const,
        JUMP_IF_IS jumps::if_is, JUMP_IF_IN jumps::if_in,
        GET_ITER iteration::get_iter,
        GET_SLICE direct::get_slice, SET_SLICE direct::set_slice, DELETE_ITEM direct::delete_item,
        MAKE_CELL direct::make_cell, BUILD_SLICE direct::build_slice, BINARY_OP direct::binary_op,
        UNARY_INVERT direct::invert, FORMAT_WITH_SPEC direct::format_with_spec,
        TUPLE_ARGUMENTS direct::tuple_arguments,
        BUILD_MAP direct::build_map, BUILD_SET direct::build_set, BUILD_STRING direct::build_string,
        FORMAT_SIMPLE direct::format_simple, MAKE_FUNCTION direct::make_function,
        LIST_EXTEND direct::list_extend, MAP_ADD direct::map_add, SET_ADD direct::set_add,
        FOR_ITER iteration::for_iter, UNPACK_SEQUENCE iteration::unpack,
        BUILD_TUPLE items::build_tuple, BUILD_LIST items::build_list,
        CALL calls::call, CALL_METHOD calls::call_method,
        CALL_KW binding::call_keywords, CALL_METHOD_KW binding::call_method_keywords,
        LOAD_SUPER_METHOD attrs::load_super_method,
        RETURN_VALUE returns::return_value,
        PUSH_EXC_INFO exceptions::push_exc_info, POP_EXCEPT exceptions::pop_except,
        JUMP_IF_NOT_EXC_MATCH exceptions::if_no_match, RERAISE exceptions::reraise,
        RAISE_VARARGS exceptions::raise_varargs,
        YIELD_VALUE generators::yield_value, SEND generators::send,
        GET_YIELD_FROM_ITER generators::get_yield_from_iter, GET_AWAITABLE generators::get_awaitable,
        GET_ANEXT generators::get_anext,
    }
    table
}

static TABLE: [Handler; 256] = table();

impl At {
    /// The frame of this record, at `pc`.
    #[inline(always)]
    unsafe fn of(record: *mut Activation, pc: *const u32) -> At {
        // SAFETY: a live record's function keeps its code.
        unsafe {
            let code = &*(*record).code;
            At {
                pc,
                registers: (*record).registers,
                constants: code.constants.as_ptr().cast(),
                current: record,
                named: code.named as usize,
            }
        }
    }

    #[inline(always)]
    unsafe fn byte(&self, index: usize) -> usize {
        // SAFETY: an instruction word has four bytes, the op lowest.
        unsafe {
            *self.pc.cast::<u8>().add(if cfg!(target_endian = "little") { index } else { 3 - index }) as usize
        }
    }

    #[inline(always)]
    unsafe fn a(&self) -> usize {
        // SAFETY: see the head of the file; so in all that follow.
        unsafe { self.byte(1) }
    }

    #[inline(always)]
    unsafe fn b(&self) -> usize {
        // SAFETY: as above.
        unsafe { self.byte(2) }
    }

    #[inline(always)]
    unsafe fn c(&self) -> usize {
        // SAFETY: as above.
        unsafe { self.byte(3) }
    }

    /// A trailing word, counted from 1.
    #[inline(always)]
    unsafe fn word(&self, index: usize) -> u32 {
        // SAFETY: as above.
        unsafe { *self.pc.add(index) }
    }

    /// Two trailing words as one.
    #[inline(always)]
    unsafe fn double_word(&self, index: usize) -> u64 {
        // SAFETY: as above; words are aligned to four bytes only.
        unsafe { self.pc.add(index).cast::<u64>().read_unaligned() }
    }

    /// Writes two cache words.
    #[inline(always)]
    unsafe fn cache(&self, index: usize, words: u64) {
        // SAFETY: as above; the code's words are this Vm's own.
        unsafe { self.pc.cast_mut().add(index).cast::<u64>().write_unaligned(words) }
    }

    #[inline(always)]
    unsafe fn reg(&self, index: usize) -> u64 {
        // SAFETY: as above.
        unsafe { *self.registers.add(index) }
    }

    /// Behind the last register of the frame.
    #[inline(always)]
    unsafe fn end(&self) -> *mut u64 {
        // SAFETY: as above; a live record's function keeps its code.
        unsafe { self.registers.wrapping_add((&*(*self.current).code).registers as usize) }
    }

    #[inline(always)]
    unsafe fn constant(&self, index: usize) -> u64 {
        // SAFETY: as above.
        unsafe { *self.constants.add(index) }
    }

    /// Empties a register whose word somebody else owns now, or whose word needs no release.
    #[inline(always)]
    unsafe fn empty(&self, index: usize) {
        // SAFETY: as above.
        unsafe { *self.registers.add(index) = raw::NULL }
    }

    /// Reads a `Src` operand as an owned word.
    #[inline(always)]
    unsafe fn take(&self, index: usize) -> u64 {
        // SAFETY: as above.
        unsafe {
            let word = self.reg(index);
            if index < self.named {
                raw::retain(word);
            } else {
                self.empty(index);
            }
            word
        }
    }

    /// Goes to the instruction `length` words on.
    #[inline(always)]
    unsafe fn next(self, vm: &mut Vm, length: usize) -> Next {
        // SAFETY: as above.
        unsafe {
            dispatch(
                vm,
                self.pc.wrapping_add(length),
                self.registers,
                self.constants,
                self.current,
                self.named,
            )
        }
    }

    /// Leaves the op, which has had no effect yet, to the generic executor.
    #[inline(always)]
    unsafe fn slow(self, vm: &mut Vm) -> Next {
        // SAFETY: as above.
        unsafe { self.cold(vm, slow) }
    }

    /// Ends in a cold handler.
    #[inline(always)]
    unsafe fn cold(self, vm: &mut Vm, handler: Cold) -> Next {
        // SAFETY: as above.
        unsafe { handler(vm, self.pc, GONE, GONE, GONE, GONE) }
    }

    /// Ends in another handler, with the state as it is.
    #[inline(always)]
    unsafe fn tail(self, vm: &mut Vm, handler: Handler) -> Next {
        // SAFETY: as above.
        unsafe { handler(vm, self.pc, self.registers, self.constants, self.current, self.named) }
    }

    /// Writes a register as the last effect of the op, and goes on.
    #[inline(always)]
    unsafe fn set(self, vm: &mut Vm, index: usize, word: u64, length: usize) -> Next {
        // SAFETY: as above.
        unsafe {
            let place = self.registers.add(index);
            let old = *place;
            *place = word;
            self.release(vm, old, length)
        }
    }

    /// As `set`, where the register is most likely a temporary, which holds nothing before the op.
    #[inline(always)]
    unsafe fn put(self, vm: &mut Vm, index: usize, word: u64, length: usize) -> Next {
        // SAFETY: as above.
        unsafe {
            let place = self.registers.add(index);
            if index < self.named {
                let old = place.replace(word);
                return self.release(vm, old, length);
            }
            debug_assert!(!raw::is_counted(*place), "a temporary is empty when it is written");
            *place = word;
            self.next(vm, length)
        }
    }

    /// Releases an owned word as the last effect of the op, and goes on.
    #[inline(always)]
    unsafe fn release(self, vm: &mut Vm, old: u64, length: usize) -> Next {
        // SAFETY: as above; the word is owned.
        unsafe {
            if raw::is_counted(old) && raw::counted_header(old).decrement() {
                return drop_last(vm, self.pc.wrapping_add(length), self.pc, old, GONE, GONE);
            }
            self.next(vm, length)
        }
    }

    /// As `release`, where something else of the op may have died too: finalizers run before the next op. The frame's
    /// record is at the op.
    #[inline(always)]
    unsafe fn release_and_finalize(self, vm: &mut Vm, old: u64, length: usize) -> Next {
        // SAFETY: as above; the word is owned.
        unsafe {
            if vm.heap.has_pending() {
                let s = At { pc: self.pc.wrapping_add(length), ..self };
                raw::release(old);
                return s.cold(vm, finalize);
            }
            self.release(vm, old, length)
        }
    }

    /// Goes to `offset` words from the instruction `length` words on; a jump back polls.
    #[inline(always)]
    unsafe fn jump(self, vm: &mut Vm, length: usize, word: usize) -> Next {
        // SAFETY: as above.
        unsafe {
            let offset = self.word(word) as i32 as isize;
            let to = At { pc: self.pc.offset(length as isize + offset), ..self };
            if offset < 0 && vm.asked() {
                (*self.current).pc = to.pc;
                return to.cold(vm, poll);
            }
            to.next(vm, 0)
        }
    }

    /// Whether the operand needs no release, or its release is nobody's end, even if the other operand is the same object:
    /// then `let_go` can do it in the middle of an op.
    #[inline(always)]
    unsafe fn is_light(&self, index: usize, word: u64) -> bool {
        // SAFETY: as above.
        unsafe { !self.owns(index, word) || raw::counted_header(word).references() > 2 }
    }

    /// Whether both operands are light.
    #[inline(always)]
    unsafe fn are_light(&self, first: usize, x: u64, second: usize, y: u64) -> bool {
        // SAFETY: as above.
        unsafe {
            // The same object may be held by both registers and by nobody else.
            let held = if x == y { 2 } else { 1 };
            let light =
                |index, word| !self.owns(index, word) || raw::counted_header(word).references() > held;
            light(first, x) && light(second, y)
        }
    }

    /// Consumes an operand that is light.
    #[inline(always)]
    unsafe fn let_go(&self, index: usize, word: u64) {
        // SAFETY: as above.
        unsafe {
            if self.owns(index, word) {
                let last = raw::counted_header(word).decrement();
                debug_assert!(!last, "somebody else holds it");
                self.empty(index);
            }
        }
    }

    /// Whether the operand is a temporary that must be released.
    #[inline(always)]
    unsafe fn owns(&self, index: usize, word: u64) -> bool {
        index >= self.named && raw::is_counted(word)
    }
}

/// Goes to the instruction at `pc`.
#[inline(always)]
unsafe fn dispatch(
    vm: &mut Vm,
    pc: *const u32,
    registers: *mut u64,
    constants: *const u64,
    current: *mut Activation,
    named: usize,
) -> Next {
    #[cfg(threaded)]
    // SAFETY: see the head of the file.
    unsafe {
        TABLE[*pc as u8 as usize](vm, pc, registers, constants, current, named)
    }
    #[cfg(not(threaded))]
    {
        let _ = (vm, registers, constants, current, named);
        pc
    }
}

/// Goes on in the current activation, whatever it is, at `pc`; null ends the loop.
#[inline(always)]
unsafe fn resume_at(vm: &mut Vm, pc: *const u32) -> Next {
    #[cfg(threaded)]
    // SAFETY: there is a current activation, at `pc`.
    unsafe {
        if pc.is_null() {
            return;
        }
        At::of(vm.stack.current, pc).next(vm, 0)
    }
    #[cfg(not(threaded))]
    {
        let _ = vm;
        pc
    }
}

/// The op at `pc` by the generic executor.
#[cold]
#[inline(never)]
unsafe fn slow(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    // SAFETY: see the head of the file.
    unsafe {
        (*vm.stack.current).pc = pc;
        let next = step(vm, pc);
        resume_at(vm, next)
    }
}

/// Releases the last reference that `word` owns, as the last effect of the op `at`, and goes to `pc`.
#[cold]
#[inline(never)]
unsafe fn drop_last(vm: &mut Vm, pc: *const u32, at: *const u32, word: u64, _: Gone, _: Gone) -> Next {
    // SAFETY: the word is owned and given away.
    unsafe {
        (*vm.stack.current).pc = at;
        raw::release_last(raw::counted_header(word));
        if vm.heap.has_pending() {
            vm.run_pending();
        }
        At::of(vm.stack.current, pc).next(vm, 0)
    }
}

/// Releases two owned words as the last effect of the op the frame is at, and goes to `pc`.
#[inline(never)]
unsafe fn release_both(vm: &mut Vm, pc: *const u32, first: u64, second: u64, _: Gone, _: Gone) -> Next {
    // SAFETY: the words are given away.
    unsafe {
        raw::release(first);
        raw::release(second);
        if vm.heap.has_pending() {
            vm.run_pending();
        }
        At::of(vm.stack.current, pc).next(vm, 0)
    }
}

/// Runs the finalizers that wait, and goes to `pc`.
#[cold]
#[inline(never)]
unsafe fn finalize(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    vm.run_pending();
    // SAFETY: see the head of the file.
    unsafe { At::of(vm.stack.current, pc).next(vm, 0) }
}

/// What the breaker word asks for, then on at `pc`.
#[cold]
#[inline(never)]
unsafe fn poll(vm: &mut Vm, pc: *const u32, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    let next = match call::poll(vm) {
        Ok(()) => pc,
        Err(raised) => raise(vm, raised),
    };
    // SAFETY: see the head of the file.
    unsafe { resume_at(vm, next) }
}

/// Executes one op out of line; gives where to go on, in the current activation, or null.
#[inline(never)]
fn step(vm: &mut Vm, pc: *const u32) -> *const u32 {
    let flow = execute(vm, pc);
    after(vm, pc, flow)
}

handlers! {
    /// An op that has no handler of its own.
    fn generic(vm, s) {
        s.slow(vm)
    }
}

/// What follows an op that was executed out of line.
fn after(vm: &mut Vm, pc: *const u32, flow: PyResult<Flow>) -> *const u32 {
    match flow {
        Ok(Flow::Go(next)) => {
            if vm.heap.has_pending() {
                // SAFETY: there is a running activation.
                unsafe { (*vm.stack.current).pc = pc };
                vm.run_pending();
            }
            next
        }
        Ok(Flow::Reload) => {
            if vm.heap.has_pending() {
                vm.run_pending();
            }
            // SAFETY: as above.
            unsafe { (*vm.stack.current).pc }
        }
        Ok(Flow::Exit(exit)) => {
            vm.stack.outcome = Some(Ok(exit));
            std::ptr::null()
        }
        Err(raised) => raise(vm, raised),
    }
}

/// An exception in the running frame: where it is caught, or null.
#[cold]
#[inline(never)]
fn raise(vm: &mut Vm, raised: Raised) -> *const u32 {
    match unwind::unwind(vm, raised) {
        // SAFETY: there is a running activation.
        Ok(()) => unsafe { (*vm.stack.current).pc },
        Err(raised) => {
            vm.stack.outcome = Some(Err(raised));
            std::ptr::null()
        }
    }
}

/// Runs the current activation until the frame that a native caller waits for returns, yields or raises.
pub fn run(vm: &mut Vm) -> PyResult<Exit> {
    // SAFETY: there is a current activation, whose pc is an instruction.
    let start = unsafe { At::of(vm.stack.current, (*vm.stack.current).pc) };
    run_at(vm, start)
}

/// As `run`, where the state of the current activation is at hand.
#[inline]
pub(crate) fn run_at(vm: &mut Vm, start: At) -> PyResult<Exit> {
    // SAFETY: there is a current activation, whose pc is an instruction.
    unsafe {
        #[cfg(threaded)]
        start.next(vm, 0);
        #[cfg(not(threaded))]
        {
            let mut pc = start.pc;
            while !pc.is_null() {
                let s = At::of(vm.stack.current, pc);
                pc = TABLE[*pc as u8 as usize](vm, pc, s.registers, s.constants, s.current, s.named);
            }
        }
    }
    match vm.stack.outcome.take() {
        Some(outcome) => outcome,
        None => unreachable!("a loop ends with an outcome"),
    }
}
