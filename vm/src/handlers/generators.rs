//! Generators and coroutines: made, entered, yielding, delegating and returning without leaving the loop. The states and
//! transitions are those of docs/generators.md; whatever is out of the ordinary (a handled exception on either side, an
//! observer, an async generator, a native resumer, a wide instruction) is left to `resume`.

use super::calls::AWAITED;
use super::{At, GONE, Gone, Next, handlers, raise, release_both, resume_at};
use crate::resume::checked_awaitable;
use std::mem::ManuallyDrop;
use taipan_bytecode::{CodeFlags, Op};
use taipan_heap::flags;
use taipan_objects::async_generator::ASend;
use taipan_objects::class::Type;
use taipan_objects::code::Code;
use taipan_objects::function::Function;
use taipan_objects::generator::{Generator, State};
use taipan_objects::slots::{SendFn, Slots, Unary};
use taipan_objects::stack::{Activation, Exit, Return};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Sent, Tp, Value, Vm, raw};

/// The link whose code goes on when `root` is resumed, if that can be done here: it is suspended at a narrow YIELD_VALUE,
/// or was just made and is sent None; neither it nor its resumer handles an exception; and the chain fits.
#[inline(always)]
unsafe fn entry<'a>(vm: &Vm, root: &'a Obj<Generator>, sends_none: bool) -> Option<&'a Obj<Generator>> {
    // SAFETY: `leaf` is cleared before the link it names can go; a guarded value is only looked at; the pc of a suspended
    // generator is an instruction.
    unsafe {
        if !root.parent().is_null() || !vm.handled.is_null() || vm.asked() {
            return None;
        }
        let mut leaf = root;
        if root.state() == State::Delegating {
            leaf = root.leaf().as_ref()?;
            if root.active.get() || leaf.state() != State::Suspended {
                return None;
            }
        } else if root.state() > State::Suspended {
            return None;
        }
        let op = *leaf.pc.get() as u8;
        let known = op == Op::YIELD_VALUE as u8 || (op == Op::RETURN_GENERATOR as u8 && sends_none);
        let fits = vm.stack.allows((leaf.depth.get() - root.depth.get()) as usize + 1);
        (known && fits && (*leaf.handled.as_ptr()).is_null()).then_some(leaf)
    }
}

/// Whether `generator` is ready (see there), and its resumer handles no exception.
#[inline(always)]
pub(crate) unsafe fn is_ready(vm: &Vm, generator: &Obj<Generator>) -> bool {
    // SAFETY: a guarded value is only looked at; the pc of a suspended generator is an instruction.
    unsafe {
        debug_assert!(
            !generator.ready.get()
                || generator.state() == State::Suspended
                    && generator.parent().is_null()
                    && (*generator.handled.as_ptr()).is_null()
                    && *generator.pc.get() as u8 == Op::YIELD_VALUE as u8
        );
        generator.ready.get() && vm.handled.is_null() && !vm.stack.is_full()
    }
}

/// Pushes the record of the chain of `root`, whose code goes on in `leaf`.
#[inline(always)]
pub(crate) unsafe fn push(
    vm: &mut Vm,
    current: *mut Activation,
    root: &Obj<Generator>,
    leaf: &Obj<Generator>,
    returns: Return,
    target: usize,
) -> At {
    // SAFETY: the caller saw that there is room.
    unsafe {
        debug_assert!(!root.active.get(), "what is suspended is not being resumed");
        root.active.set(true);
        leaf.set_state(State::Running);
        let code = leaf.code.expect_unchecked::<Code>();
        let registers = leaf.registers();
        let record = current.add(1);
        (*record).registers = registers;
        (*record).code = code;
        (*record).function = (*leaf.function.as_ptr()).raw();
        (*record).generator = leaf;
        (*record).root = root;
        (*record).set_returns(returns);
        (*record).target = target as u32;
        vm.stack.current = record;
        At {
            pc: leaf.pc.get(),
            registers,
            constants: code.constants.as_ptr().cast(),
            current: record,
            named: code.named as usize,
        }
    }
}

/// Pushes the record of a generator that `is_ready` for native code that wants its next item.
#[inline(always)]
pub(crate) unsafe fn start_native(vm: &mut Vm, generator: &Obj<Generator>) -> At {
    // SAFETY: the caller saw that it is ready.
    unsafe {
        let current = vm.stack.current;
        let inside = push(vm, current, generator, generator, Return::Native, 0);
        let old = inside.registers.add(inside.a()).replace(raw::NONE);
        (*inside.current).pc = inside.pc.add(1);
        raw::release(old);
        At { pc: inside.pc.add(1), ..inside }
    }
}

/// Pushes the record of a suspended chain for native code that sends None: a task's step. `None`, and nothing done, where
/// anything is out of the ordinary.
#[inline(always)]
pub(crate) unsafe fn start_suspended(vm: &mut Vm, root: &Obj<Generator>) -> Option<At> {
    // SAFETY: as for `entry`; a suspended link has its registers, and holds nothing where what is sent goes.
    unsafe {
        if root.active.get() || !root.parent().is_null() || !vm.handled.is_null() {
            return None;
        }
        let leaf = match root.state() {
            State::Suspended => root,
            State::Delegating => root.leaf().as_ref()?,
            _ => return None,
        };
        let links = (leaf.depth.get() - root.depth.get()) as usize;
        if leaf.state() != State::Suspended
            || !(*leaf.handled.as_ptr()).is_null()
            || !vm.stack.allows(links + 1)
            || root.code.expect_unchecked::<Code>().flags.contains(CodeFlags::ASYNC_GENERATOR)
        {
            return None;
        }
        let op = *leaf.pc.get() as u8;
        if op != Op::SEND as u8 && op != Op::YIELD_VALUE as u8 {
            return None;
        }
        let current = vm.stack.current;
        let inside = push(vm, current, root, leaf, Return::Native, 0);
        vm.stack.lengthen(links);
        // The SEND is executed again, with this value to send on; where it comes to a pause, that is over.
        let (to, length) = if op != Op::SEND as u8 {
            (inside.a(), 1)
        } else if inside.reg(inside.a()) == vm.pause.stand_in.raw() {
            raw::release(inside.registers.add(inside.a()).replace(raw::NULL));
            (inside.b(), 1)
        } else {
            (inside.b(), 0)
        };
        let pc = inside.pc.add(length);
        (*inside.current).pc = pc;
        raw::release(inside.registers.add(to).replace(raw::NONE));
        Some(At { pc, ..inside })
    }
}

/// Pops the record of the chain of `root`, suspended in `leaf` at `pc`.
#[inline(always)]
unsafe fn pop(
    vm: &mut Vm,
    record: *mut Activation,
    root: &Obj<Generator>,
    leaf: &Obj<Generator>,
    pc: *const u32,
) {
    // SAFETY: below a generator's record lies that of who resumed it.
    unsafe {
        leaf.pc.set(pc);
        leaf.set_state(State::Suspended);
        if !std::ptr::eq(leaf, root) {
            root.set_leaf(leaf);
        }
        root.active.set(false);
        (*record).generator = std::ptr::null();
        vm.stack.current = record.sub(1);
    }
}

/// Suspends the running chain of `record` in its leaf at `pc`, and pops it.
#[inline(always)]
unsafe fn suspend(vm: &mut Vm, record: *mut Activation, pc: *const u32) {
    // SAFETY: the links of a running chain are alive.
    unsafe {
        let (root, leaf) = (&*(*record).root, &*(*record).generator);
        pop(vm, record, root, leaf, pc);
        vm.stack.shorten((leaf.depth.get() - root.depth.get()) as usize);
    }
}

/// Whether the running chain of `record` may be suspended here for the native code that resumed it: neither handles an
/// exception, and its leaf is no async generator.
#[inline(always)]
unsafe fn suspends_to_native(vm: &Vm, record: *mut Activation) -> bool {
    // SAFETY: a record keeps its code.
    unsafe {
        (*record).just_returns(Return::Native)
            && vm.handled.is_null()
            && !(&*(*record).code).flags.contains(CodeFlags::ASYNC_GENERATOR)
    }
}

/// Enters the chain of `root` at `leaf`, sending the owned word `sent`. `resume`: where the resumer goes on.
#[inline(always)]
#[allow(clippy::too_many_arguments, reason = "each is a machine register")]
unsafe fn enter(
    vm: &mut Vm,
    s: At,
    root: &Obj<Generator>,
    leaf: &Obj<Generator>,
    sent: u64,
    returns: Return,
    target: usize,
    resume: *const u32,
) -> Next {
    // SAFETY: the caller saw that the leaf is at a narrow YIELD_VALUE or RETURN_GENERATOR and that there is room.
    unsafe {
        (*s.current).pc = s.pc;
        (*s.current).resume = resume;
        let inside = push(vm, s.current, root, leaf, returns, target);
        vm.stack.lengthen((leaf.depth.get() - root.depth.get()) as usize);
        if *inside.pc as u8 == Op::YIELD_VALUE as u8 {
            return inside.set(vm, inside.a(), sent, 1);
        }
        inside.next(vm, 1)
    }
}

/// A generator yields the owned word `value` to native code: the loop ends.
#[inline(never)]
unsafe fn end_loop(vm: &mut Vm, value: u64, _: Gone, _: Gone, _: Gone, _: Gone) -> Next {
    // SAFETY: the word is given away.
    unsafe {
        vm.stack.outcome = Some(Ok(Exit::Yield(Value::from_raw(value))));
        resume_at(vm, std::ptr::null())
    }
}

/// The frame of `link` runs under that of the generator at the SEND of `s`, in the same activation.
#[inline(always)]
unsafe fn enter_link(vm: &mut Vm, s: &At, link: &Obj<Generator>) -> At {
    // SAFETY: the caller saw that the link is free and that there is room.
    unsafe {
        let record = s.current;
        let own = &*(*record).generator;
        link.depth.set(own.depth.get() + 1);
        link.set_parent(own);
        own.link.set(link);
        own.set_state(State::Delegating);
        own.pc.set(s.pc);
        s.empty(s.b());
        vm.stack.lengthen(1);
        run_link(record, link, link.pc.get())
    }
}

/// The frame of `parent` goes on at its narrow SEND, whose result is the owned word `value`; gives where, and the word
/// that was sent to, which is the caller's now.
#[inline(always)]
unsafe fn back_to_parent(
    vm: &mut Vm,
    record: *mut Activation,
    parent: &Obj<Generator>,
    at: *const u32,
    value: u64,
) -> (At, u64) {
    // SAFETY: a parent is alive while it delegates, and its registers are valid words.
    unsafe {
        vm.stack.shorten(1);
        parent.link.set(std::ptr::null());
        let caller = run_link(record, parent, at);
        (*record).pc = at;
        let old = caller.registers.add(caller.b()).replace(value);
        raw::release(old);
        let receiver = caller.registers.add(caller.a()).replace(raw::NULL);
        (caller, receiver)
    }
}

/// How far behind a call the SEND is that `awaiting_send` looks for.
const AWAITED_SEND: usize = 6;

/// The SEND of None behind the call of `s`, where GET_AWAITABLE, LOAD_CONST and SEND are all that is done with what it gives.
#[inline(always)]
pub(super) unsafe fn awaiting_send(s: &At) -> Option<*const u32> {
    // SAFETY: see `handlers`; the operands of an instruction are behind it, and other instructions behind them, as no code
    // ends with a call.
    unsafe {
        let (register, next) = (s.a() as u32, s.pc.add(3));
        let awaits = Op::GET_AWAITABLE as u32 | register << 8 | register << 16;
        if *next & 0xFF_FFFF != awaits || s.b() as u32 != register {
            return None;
        }
        let (load, constant, send) = (*next.add(1), *next.add(2), *next.add(3));
        let is_known = load as u8 == Op::LOAD_CONST as u8
            && send & 0xFF_FFFF == Op::SEND as u32 | register << 8 | (load & 0xFF00) << 8
            && *s.constants.add(constant as usize) == raw::NONE;
        is_known.then(|| s.pc.add(AWAITED_SEND))
    }
}

/// Where what a call gives, `generator`, is a coroutine that the next instructions await: it becomes a link of the running
/// chain at once, as those would make it, and its code is where to go on.
#[inline(always)]
unsafe fn await_at_once(vm: &mut Vm, s: &At, generator: u64) -> Option<At> {
    // SAFETY: see `handlers` and `awaiting_send`.
    unsafe {
        let send = awaiting_send(s)?;
        let link = raw::counted_object::<Generator>(generator);
        if link.header.shape.get() != Tp::Coroutine as u32
            || (*s.current).generator.is_null()
            || !vm.handled.is_null()
            || !vm.stack.allows(1)
        {
            return None;
        }
        *s.registers.add(s.a()) = generator;
        let inside = enter_link(vm, &At { pc: send, ..*s }, link);
        Some(At { pc: inside.pc.add(1), ..inside })
    }
}

/// The SEND behind the call of `s`, where that is a call of `Vm::pause`, awaited at once, in a chain that native code resumed.
#[inline(always)]
unsafe fn pausing(vm: &Vm, s: &At, callee: u64, code: &Obj<Code>, count: usize) -> Option<*const u32> {
    // SAFETY: see `handlers`; the function is kept by `Vm::pause`.
    unsafe {
        let known = &vm.pause;
        if callee != known.function.raw() || count != 1 {
            return None;
        }
        let send = awaiting_send(s)?;
        let record = s.current;
        let as_known = std::ptr::eq(code, known.code.expect_unchecked::<Code>())
            && (*raw::counted_object::<Function>(callee).defaults.as_ptr()).raw() == known.defaults.raw();
        let pauses = as_known
            && !(*record).generator.is_null()
            && suspends_to_native(vm, record)
            && vm.stack.allows(2);
        pauses.then_some(send)
    }
}

/// The chain of `s` is suspended at `send`, as if the coroutine of the call of `s` had run and yielded: the owned word
/// `stand_in` stands for that.
#[inline(always)]
unsafe fn pause(vm: &mut Vm, s: &At, window: *mut u64, send: *const u32, stand_in: u64) {
    // SAFETY: see `handlers`; the function is kept by `Vm::pause`, and the argument is a number.
    unsafe {
        raw::release(window.replace(raw::NULL));
        let callee = s.registers.add(s.a()).replace(stand_in);
        raw::release(callee);
        suspend(vm, s.current, send);
    }
}

/// As `pause` of another time than zero, at the call at `pc`; gives what is yielded, or NULL where nothing was done.
#[inline(never)]
unsafe fn pause_for(vm: &mut Vm, pc: *const u32, send: *const u32) -> u64 {
    // SAFETY: as above; the words stay where they are during the call, which runs nothing.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let (window, _) = super::calls::arguments(&s);
        let time = ManuallyDrop::new(Value::from_raw(*window));
        let Some((stand_in, yielded)) = vm.pause.begin.and_then(|begin| begin(vm, &time)) else {
            return raw::NULL;
        };
        pause(vm, &s, window, send, stand_in.into_raw());
        yielded.into_raw()
    }
}

/// The activation runs the code of `link`, from `pc` on.
#[inline(always)]
unsafe fn run_link(record: *mut Activation, link: &Obj<Generator>, pc: *const u32) -> At {
    // SAFETY: a generator's payload holds its code and its registers.
    unsafe {
        link.set_state(State::Running);
        let code = link.code.expect_unchecked::<Code>();
        run(record, link, code, link.registers(), (*link.function.as_ptr()).raw(), pc)
    }
}

/// The activation runs `link`, whose code, registers and function are at hand, from `pc` on.
#[inline(always)]
unsafe fn run(
    record: *mut Activation,
    link: &Obj<Generator>,
    code: &Obj<Code>,
    registers: *mut u64,
    function: u64,
    pc: *const u32,
) -> At {
    // SAFETY: a running link keeps its code and its function.
    unsafe {
        (*record).generator = link;
        (*record).registers = registers;
        (*record).code = code;
        (*record).function = function;
        At {
            pc,
            registers,
            constants: code.constants.as_ptr().cast(),
            current: record,
            named: code.named as usize,
        }
    }
}

/// Ends a generator whose frame nobody holds: its registers and its function go.
#[inline(always)]
unsafe fn finish(generator: &Obj<Generator>) {
    // SAFETY: the generator is alive, and nobody borrows its fields.
    unsafe {
        generator.set_state(State::Finished);
        generator.header.set_flag(flags::FINALIZED);
        generator.leave_chain();
        // Temporaries hold nothing when a frame returns.
        let first = generator.registers();
        let named = generator.code.expect_unchecked::<Code>().named as usize;
        for i in (0..named).rev() {
            raw::release(first.add(i).replace(raw::NULL));
        }
        let function = std::mem::replace(&mut *generator.function.as_ptr(), Value::NULL);
        drop(function);
    }
}

/// The slots of an object whose class is none of the builtin ones, where nobody wants to be told what is done with it.
#[inline(always)]
unsafe fn slots_of_native(vm: &Vm, word: u64) -> Option<&Slots> {
    if !raw::is_counted(word) || vm.asked() {
        return None;
    }
    // SAFETY: an object keeps its class.
    let class = unsafe { &*vm.heap.class_of_shape(raw::counted_shape(word)).cast::<Obj<Type>>() };
    class.builtin.is_none().then(|| class.slots())
}

/// The GET_AWAITABLE at `pc` of something with `__await__()`; gives where to go on, or null where the loop ends.
#[inline(never)]
unsafe fn iterate_native(vm: &mut Vm, pc: *const u32, method: Unary) -> *const u32 {
    // SAFETY: see `handlers`.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let object = Value::from_raw(s.take(s.b()));
        let result = method(vm, &object).and_then(|iterator| checked_awaitable(vm, iterator));
        let s = At::of(vm.stack.current, pc);
        match result {
            Ok(iterator) => {
                raw::release(s.registers.add(s.a()).replace(iterator.into_raw()));
                drop(object);
                if vm.heap.has_pending() {
                    vm.run_pending();
                }
                pc.add(1)
            }
            Err(raised) => {
                drop(object);
                raise(vm, raised)
            }
        }
    }
}

/// The SEND at `pc` to an awaitable written in Rust; gives where to go on, or null where the chain is suspended.
#[inline(never)]
unsafe fn send_to_native(vm: &mut Vm, pc: *const u32, send: SendFn) -> *const u32 {
    // SAFETY: see `handlers`; the caller saw what `send_native` asks. Both words stay in their registers during the call.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let operand = |index: usize| ManuallyDrop::new(Value::from_raw(s.reg(index)));
        let result = match send(vm, &operand(s.a()), &operand(s.b())) {
            Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => {
                Ok(Sent::Return(vm.stop_value(&raised.0)))
            }
            other => other,
        };
        // Where the loop went on meanwhile, it came back to this frame.
        let s = At::of(vm.stack.current, pc);
        match result {
            Ok(Sent::Yield(value)) => {
                let sent = s.registers.add(s.b()).replace(raw::NULL);
                suspend(vm, s.current, pc);
                raw::release(sent);
                vm.stack.outcome = Some(Ok(Exit::Yield(value)));
                std::ptr::null()
            }
            Ok(Sent::Return(value)) => {
                let sent = s.registers.add(s.b()).replace(value.into_raw());
                let receiver = s.registers.add(s.a()).replace(raw::NULL);
                raw::release(sent);
                raw::release(receiver);
                if vm.heap.has_pending() {
                    vm.run_pending();
                }
                pc.add(1)
            }
            Err(raised) => raise(vm, raised),
        }
    }
}

handlers! {
    /// As `call`, where the instructions behind it await what is made (`AWAITED`), and nothing has to be called for all of
    /// that.
    #[inline(never)]
    fn call_awaited(vm, s) {
        let record = s.current;
        let code = raw::counted_object::<Code>(s.double_word(1) - AWAITED);
        let (window, count) = super::calls::arguments(&s);
        // The cache may know another code, of the same address.
        if code.generates as usize != count || !code.flags.contains(CodeFlags::COROUTINE) {
            return s.cold(vm, super::calls::call_new_code);
        }
        let Some(own) = (*record).generator.as_ref() else { return s.cold(vm, call) };
        if !vm.handled.is_null() || vm.coroutine_origin_depth > 0 || vm.asked() || vm.stack.is_full() {
            return s.cold(vm, call);
        }
        let callee = s.reg(s.b());
        let Some(link) = vm.new_link(callee, code, own) else { return s.cold(vm, call) };
        let registers = link.registers();
        fill(registers, code, window, count);
        let send = At { pc: s.pc.add(AWAITED_SEND), ..s };
        debug_assert!(awaiting_send(&s) == Some(send.pc));
        own.link.set(link);
        own.set_state(State::Delegating);
        own.pc.set(send.pc);
        send.empty(send.b());
        *s.registers.add(s.a()) = link.header.word();
        vm.stack.lengthen(1);
        run(record, link, code, registers, callee, code.words().add(1)).next(vm, 0)
    }

    /// A call of a generator function of simple parameters whose first op makes the generator: it is made at once, without
    /// a frame.
    cold fn call(vm, s) {
        let base = s.registers.add(s.b());
        let callee = *base;
        let code = super::calls::code_of(callee);
        let (window, count) = super::calls::arguments(&s);
        debug_assert!(code.generates as usize == count);
        if vm.coroutine_origin_depth > 0 || vm.asked() {
            return s.slow(vm);
        }
        let generator = make(vm, callee, code, window, count);
        if generator == raw::NULL {
            return s.slow(vm);
        }
        // Looked up again, volatile: to keep the state over the allocation would be more work.
        let s = At::of((&raw const vm.stack.current).read_volatile(), s.pc);
        if let Some(inside) = await_at_once(vm, &s, generator) {
            return inside.next(vm, 0);
        }
        *s.registers.add(s.b()) = raw::NULL;
        s.set(vm, s.a(), generator, 3)
    }

    /// As `call`, where defaults stand for some arguments.
    cold fn call_with_defaults(vm, s) {
        let callee = s.reg(s.b());
        let code = super::calls::code_of(callee);
        if *code.words() as u8 != Op::RETURN_GENERATOR as u8 || vm.coroutine_origin_depth > 0 || vm.asked() {
            return s.slow(vm);
        }
        let (window, count) = super::calls::arguments(&s);
        if let Some(send) = pausing(vm, &s, callee, code, count) {
            if *window == Value::ZERO.raw() {
                let stand_in = vm.pause.stand_in.raw();
                raw::retain(stand_in);
                pause(vm, &s, window, send, stand_in);
                return end_loop(vm, raw::NONE, GONE, GONE, GONE, GONE);
            }
            let yielded = pause_for(vm, s.pc, send);
            if yielded != raw::NULL {
                return end_loop(vm, yielded, GONE, GONE, GONE, GONE);
            }
        }
        if !make_with_defaults(vm, callee, code, window, count) {
            return s.slow(vm);
        }
        // The generator is in the callee's register.
        if let Some(inside) = await_at_once(vm, &s, s.reg(s.b())) {
            return inside.next(vm, 0);
        }
        let generator = s.registers.add(s.b()).replace(raw::NULL);
        s.set(vm, s.a(), generator, 3)
    }

    /// The next item of a generator that is a chain by itself.
    #[inline(never)]
    fn for_iter(vm, s) {
        let generator = raw::counted_object::<Generator>(s.reg(s.a()));
        if !is_ready(vm, generator) || vm.asked() {
            return s.cold(vm, for_iter_chain);
        }
        (*s.current).pc = s.pc;
        (*s.current).resume = s.pc.wrapping_offset(3 + s.word(1) as i32 as isize);
        let inside = push(vm, s.current, generator, generator, Return::ForIter, s.b());
        // None is sent; a yield that is a statement drops it at once.
        let after = inside.word(1);
        if after as u8 == Op::POP_TOP as u8 && after >> 8 & 0xFF == inside.a() as u32 {
            return inside.next(vm, 2);
        }
        inside.set(vm, inside.a(), raw::NONE, 1)
    }

    /// The next item of a generator that delegates, or was not resumed yet.
    cold fn for_iter_chain(vm, s) {
        let generator = raw::object::<Generator>(s.reg(s.a()));
        let Some(leaf) = entry(vm, generator, true) else { return s.slow(vm) };
        let resume = s.pc.offset(3 + s.word(1) as i32 as isize);
        enter(vm, s, generator, leaf, raw::NONE, Return::ForIter, s.b(), resume)
    }

    /// A generator that is a chain by itself yields, most often to a `for` loop.
    fn yield_value(vm, s) {
        let record = s.current;
        let generator = &*(*record).generator;
        if !std::ptr::eq(generator, (*record).root) || !vm.handled.is_null() {
            return s.tail(vm, yield_otherwise);
        }
        if !(*record).just_returns(Return::ForIter) {
            return s.tail(vm, yield_to_call);
        }
        let value = s.take(s.b());
        pop(vm, record, generator, generator, s.pc);
        generator.ready.set(generator.parent().is_null());
        let below = record.sub(1);
        let caller = At::of(below, (*below).resume);
        caller.set(vm, (*record).target as usize, value, 0)
    }

    /// As `yield_value`, to whoever called `send` or `next`.
    #[inline(never)]
    fn yield_to_call(vm, s) {
        let record = s.current;
        let generator = &*(*record).generator;
        let is_native = (*record).just_returns(Return::Native);
        if !(is_native || (*record).just_returns(Return::GenCall))
            || (&*(*record).code).flags.contains(CodeFlags::ASYNC_GENERATOR)
        {
            return s.slow(vm);
        }
        let value = s.take(s.b());
        pop(vm, record, generator, generator, s.pc);
        generator.ready.set(generator.parent().is_null());
        if is_native {
            return end_loop(vm, value, GONE, GONE, GONE, GONE);
        }
        let below = record.sub(1);
        let caller = At::of(below, (*below).resume);
        let old = caller.registers.add((*record).target as usize).replace(value);
        // The call kept its generator alive.
        let kept = (*record).instance;
        if raw::is_counted(old) {
            return release_both(vm, caller.pc, old, kept, GONE, GONE);
        }
        caller.release(vm, kept, 0)
    }

    /// A link of a longer chain yields, or the chain was resumed by something else than a loop.
    #[inline(never)]
    fn yield_otherwise(vm, s) {
        let record = s.current;
        if (&*(*record).code).flags.contains(CodeFlags::ASYNC_GENERATOR) {
            return s.tail(vm, yield_item);
        }
        if !vm.handled.is_null() || !(*record).has_no_extras() {
            return s.slow(vm);
        }
        let returns = (*record).returns();
        let value = s.take(s.b());
        suspend(vm, record, s.pc);
        if returns == Return::Native {
            return end_loop(vm, value, GONE, GONE, GONE, GONE);
        }
        let below = record.sub(1);
        let caller = At::of(below, (*below).resume);
        let target = (*record).target as usize;
        if returns == Return::GenCall {
            let old = caller.registers.add(target).replace(value);
            // The call kept its generator alive.
            let kept = (*record).instance;
            if raw::is_counted(old) {
                return release_both(vm, caller.pc, old, kept, GONE, GONE);
            }
            return caller.release(vm, kept, 0);
        }
        caller.set(vm, target, value, 0)
    }

    /// `generator.send(value)`, by the method of the class.
    #[inline(never)]
    fn call_send(vm, s) {
        let base = s.registers.add(s.b());
        let (own, sent) = (*base.add(1), *base.add(2));
        if s.c() != 1 || raw::counted_shape(own) != Tp::Generator as u32 {
            return s.cold(vm, super::natives::call);
        }
        let generator = raw::counted_object::<Generator>(own);
        if !is_ready(vm, generator) || vm.asked() {
            return s.cold(vm, call_send_to_chain);
        }
        // The method is the class's; the generator must outlive its run, whoever else lets go of it: the record keeps the
        // call's reference.
        raw::release(*base);
        *base = raw::NULL;
        *base.add(1) = raw::NULL;
        *base.add(2) = raw::NULL;
        (*s.current).pc = s.pc;
        (*s.current).resume = s.pc.add(3);
        let inside = push(vm, s.current, generator, generator, Return::GenCall, s.a());
        (*inside.current).instance = own;
        inside.set(vm, inside.a(), sent, 1)
    }

    /// As `call_send`, to a chain of several links, or one that has not begun.
    cold fn call_send_to_chain(vm, s) {
        let base = s.registers.add(s.b());
        let (own, sent) = (*base.add(1), *base.add(2));
        let generator = raw::object::<Generator>(own);
        let Some(leaf) = entry(vm, generator, sent == raw::NONE) else { return s.slow(vm) };
        raw::release(*base);
        *base = raw::NULL;
        *base.add(1) = raw::NULL;
        *base.add(2) = raw::NULL;
        (*s.current.add(1)).instance = own;
        enter(vm, s, generator, leaf, sent, Return::GenCall, s.a(), s.pc.add(3))
    }

    fn get_yield_from_iter(vm, s) {
        if raw::shape(s.reg(s.b())) == Tp::Generator as u32 {
            let word = s.take(s.b());
            return s.set(vm, s.a(), word, 1);
        }
        s.slow(vm)
    }

    fn get_awaitable(vm, s) {
        let word = s.reg(s.b());
        if raw::shape(word) == Tp::Coroutine as u32
            && raw::object::<Generator>(word).state() == State::Created
        {
            let word = s.take(s.b());
            return s.set(vm, s.a(), word, 1);
        }
        if raw::shape(word) == Tp::Generator as u32 {
            let code = raw::object::<Generator>(word).code.expect_unchecked::<Code>();
            if code.flags.contains(CodeFlags::ITERABLE_COROUTINE) {
                let word = s.take(s.b());
                return s.set(vm, s.a(), word, 1);
            }
        }
        s.cold(vm, get_native_awaitable)
    }

    /// An awaitable written in Rust, such as a future.
    cold fn get_native_awaitable(vm, s) {
        let Some(slots) = slots_of_native(vm, s.reg(s.b())) else { return s.slow(vm) };
        if slots.awaited.is_some() {
            let word = s.take(s.b());
            return s.set(vm, s.a(), word, 1);
        }
        let Some(method) = slots.r#await else { return s.slow(vm) };
        let next = iterate_native(vm, s.pc, method);
        resume_at(vm, next)
    }

    /// Delegation to a generator or coroutine that is free: it becomes a link of the running chain.
    fn send(vm, s) {
        let receiver = s.reg(s.a());
        let shape = raw::shape(receiver);
        if shape != Tp::Generator as u32 && shape != Tp::Coroutine as u32 {
            return s.tail(vm, send_item);
        }
        let link = raw::object::<Generator>(receiver);
        let sent = s.reg(s.b());
        if link.state() > State::Suspended || entry(vm, link, sent == raw::NONE).is_none() {
            return s.slow(vm);
        }
        let inside = enter_link(vm, &s, link);
        if *inside.pc as u8 == Op::YIELD_VALUE as u8 {
            return inside.set(vm, inside.a(), sent, 1);
        }
        inside.next(vm, 1)
    }

    /// As `send`, to what awaits the next item of an async generator that is free: that becomes a link until it yields.
    #[inline(never)]
    fn send_item(vm, s) {
        let receiver = s.reg(s.a());
        if raw::shape(receiver) != Tp::AsyncGenASend as u32 || s.reg(s.b()) != raw::NONE {
            return s.cold(vm, send_native);
        }
        let item = raw::object::<ASend>(receiver);
        let link = item.data.generator.expect_unchecked::<Generator>();
        let sent = item.data.sent.raw();
        if !item.is_fresh()
            || link.running_async.get()
            || link.state() > State::Suspended
            || entry(vm, link, sent == raw::NONE).is_none()
        {
            return s.slow(vm);
        }
        item.begin();
        item.header.set_flag(flags::FINALIZED);
        link.running_async.set(true);
        let inside = enter_link(vm, &s, link);
        if *inside.pc as u8 == Op::YIELD_VALUE as u8 {
            raw::retain(sent);
            return inside.set(vm, inside.a(), sent, 1);
        }
        inside.next(vm, 1)
    }

    /// Delegation to an awaitable written in Rust, in a chain that native code resumed: a task that waits.
    cold fn send_native(vm, s) {
        let slots = slots_of_native(vm, s.reg(s.a()));
        let Some(send) = slots.and_then(|slots| slots.awaited.or(slots.send)) else { return s.slow(vm) };
        if !suspends_to_native(vm, s.current) {
            return s.slow(vm);
        }
        let next = send_to_native(vm, s.pc, send);
        resume_at(vm, next)
    }

    /// An async generator yields the item that the link above it awaits.
    #[inline(never)]
    fn yield_item(vm, s) {
        let record = s.current;
        let own = &*(*record).generator;
        let Some(parent) = own.parent().as_ref() else { return s.slow(vm) };
        if std::ptr::eq(own, (*record).root)
            || !vm.handled.is_null()
            || !(*parent.handled.as_ptr()).is_null()
            || (*record).thrown() != 0
        {
            return s.slow(vm);
        }
        let at = parent.pc.get();
        if *at as u8 != Op::SEND as u8 {
            return s.slow(vm);
        }
        let value = s.take(s.b());
        own.pc.set(s.pc);
        own.set_state(State::Suspended);
        own.leave_chain();
        own.running_async.set(false);
        // R[b] := the item; R[a], what awaited it, goes.
        let (caller, item) = back_to_parent(vm, record, parent, at, value);
        raw::object::<ASend>(item).end();
        caller.release_and_finalize(vm, item, 1)
    }

    /// `__anext__()` of an async generator that has been iterated before.
    fn get_anext(vm, s) {
        let word = s.reg(s.b());
        if raw::shape(word) != Tp::AsyncGenerator as u32 || !raw::object::<Generator>(word).hooks_asked.get() {
            return s.slow(vm);
        }
        s.cold(vm, next_item)
    }

    cold fn next_item(vm, s) {
        let generator = std::mem::ManuallyDrop::new(Value::from_raw(s.reg(s.b())));
        let item = taipan_objects::async_generator::next_item(vm, &generator);
        s.set(vm, s.a(), item.into_raw(), 1)
    }

    /// A coroutine returns to the link that awaits it, and goes, as nobody else has it; nothing else goes with it.
    #[inline(never)]
    fn return_value(vm, s) {
        let record = s.current;
        let own = &*(*record).generator;
        let Some(parent) = own.parent().as_ref() else { return s.tail(vm, return_otherwise) };
        let at = parent.pc.get();
        if !Generator::is_held_once(own)
            || std::ptr::eq(own, (*record).root)
            || !(*record).has_no_extras()
            || !vm.handled.is_null()
            || !(*parent.handled.as_ptr()).is_null()
            || *at as u8 != Op::SEND as u8
        {
            return s.tail(vm, return_otherwise);
        }
        let value = s.registers.add(s.a()).replace(raw::NULL);
        if !super::returns::release_frame(&s) {
            *s.registers.add(s.a()) = value;
            return s.tail(vm, return_otherwise);
        }
        let code = Generator::free_returned(vm, own);
        vm.stack.shorten(1);
        parent.link.set(std::ptr::null());
        // R[b] := the result; R[a] was the link.
        let caller = run_link(record, parent, at);
        debug_assert!(!raw::is_counted(caller.reg(caller.b())), "what was sent on is gone");
        *caller.registers.add(caller.b()) = value;
        caller.empty(caller.a());
        caller.release(vm, code, 1)
    }

    /// As `return_value`: a link of any kind to the link above it, the root of a `for` loop to the loop's end.
    #[inline(never)]
    fn return_otherwise(vm, s) {
        let record = s.current;
        let own = &*(*record).generator;
        if own.has_frame() || !vm.handled.is_null() {
            return s.slow(vm);
        }
        let is_root = std::ptr::eq((*record).generator, (*record).root);
        if !is_root {
            if (&*(*record).code).flags.contains(CodeFlags::ASYNC_GENERATOR) {
                return s.slow(vm);
            }
            let Some(parent) = own.parent().as_ref() else { return s.slow(vm) };
            if !(*parent.handled.as_ptr()).is_null() || (*record).thrown() != 0 {
                return s.slow(vm);
            }
            let at = parent.pc.get();
            if *at as u8 != Op::SEND as u8 {
                return s.slow(vm);
            }
            let value = s.registers.add(s.a()).replace(raw::NULL);
            finish(own);
            // R[b] := the result; R[a], the link, goes.
            let (caller, link) = back_to_parent(vm, record, parent, at, value);
            // Most often nobody else has it.
            if Generator::free_finished(vm, own) {
                return caller.release_and_finalize(vm, raw::NULL, 1);
            }
            return caller.release_and_finalize(vm, link, 1);
        }
        if !(*record).just_returns(Return::ForIter) {
            return s.slow(vm);
        }
        let value = s.registers.add(s.a()).replace(raw::NULL);
        finish(own);
        own.active.set(false);
        (*record).generator = std::ptr::null();
        let below = record.sub(1);
        vm.stack.current = below;
        let caller = At::of(below, (*below).pc);
        raw::release(value);
        let iterator = caller.registers.add(caller.a()).replace(raw::NULL);
        caller.release_and_finalize(vm, iterator, 3)
    }
}

/// Makes a generator of the function `callee`, whose reference it takes over, on `count` arguments, which move. NULL where
/// memory is short: nothing has changed.
#[inline(always)]
unsafe fn make(vm: &mut Vm, callee: u64, code: &Obj<Code>, window: *mut u64, count: usize) -> u64 {
    // SAFETY: the caller's words are valid, and owned by temporaries; every register is written.
    unsafe {
        let Some(generator) = vm.new_bare_generator(callee, code, code.words()) else { return raw::NULL };
        let generator = generator.into_raw();
        fill(raw::counted_object::<Generator>(generator).registers(), code, window, count);
        generator
    }
}

/// Moves the arguments of a call into the first registers of a new generator, and empties the others.
#[inline(always)]
unsafe fn fill(registers: *mut u64, code: &Obj<Code>, window: *mut u64, count: usize) {
    // SAFETY: as for `make`. Few, all of them: volatile, so that no vectors are made of them.
    unsafe {
        for i in 0..count {
            let from = window.add(i);
            registers.add(i).write_volatile(*from);
            from.write_volatile(raw::NULL);
        }
        for i in count..code.registers as usize {
            registers.add(i).write_volatile(raw::NULL);
        }
    }
}

/// Makes a generator of a function of simple parameters in the callee's register, which lies before the arguments. False
/// where the arguments do not fill the parameters or memory is short: nothing has changed.
#[inline(never)]
unsafe fn make_with_defaults(
    vm: &mut Vm,
    callee: u64,
    code: &Obj<Code>,
    window: *mut u64,
    count: usize,
) -> bool {
    // SAFETY: as for `make`.
    unsafe {
        let positional = code.arg_count as usize;
        let defaults = match (*raw::object::<Function>(callee).defaults.as_ptr()).downcast_exact::<Tuple>() {
            Some(defaults) => defaults.items(),
            None => &[],
        };
        if !code.simple || count > positional || positional - count > defaults.len() {
            return false;
        }
        let given = &defaults[defaults.len() - (positional - count)..];
        let generator = make(vm, callee, code, window, count);
        if generator == raw::NULL {
            return false;
        }
        let registers = raw::counted_object::<Generator>(generator).registers();
        for (i, value) in given.iter().enumerate() {
            raw::retain(value.raw());
            *registers.add(count + i) = value.raw();
        }
        // The callee's register: one before the arguments, or two where no object stands between.
        let mut base = window.sub(1);
        if *base != callee {
            base = base.sub(1);
        }
        *base = generator;
        true
    }
}
