//! The loop. Hot ops stand here in their fast form, which does nothing before it is sure that it applies; everything
//! else goes to the generic executor (`exec`), out of line.
//!
//! The loop keeps the running frame's pc, registers and constants in locals. `(*current).pc` is written before
//! anything that may look at the frame, raise, or run Python. A word that is overwritten is released as the last
//! effect of an op; where that was the last reference of an object with a finalizer, the finalizer runs right there.

use crate::exec::execute;
use crate::flow::{Exit, Flow};
use crate::ops::exception;
use crate::{call, unwind};
use taipan_bytecode::Op;
use taipan_heap::{TAG_INT, TAG_MASK};
use taipan_objects::bytearray::ByteArray;
use taipan_objects::class::Type;
use taipan_objects::code::Code;
use taipan_objects::function::Function;
use taipan_objects::list::List;
use taipan_objects::range::RangeIterator;
use taipan_objects::stack::{Activation, Return};
use taipan_objects::{Obj, PyResult, Raised, Tp, Value, Vm, raw};

const BOTH_INTS: u64 = TAG_MASK;

/// Runs the current activation until the frame that a native caller waits for returns, yields or raises.
pub fn run_plain(vm: &mut Vm) -> PyResult<Exit> {
    // SAFETY: for the whole loop: the current activation is live; its registers are valid words; its pc points to
    // instructions of verified code, whose operands name registers and constants that exist.
    unsafe { run_loop(vm) }
}

#[cold]
#[inline(never)]
fn release_cold(vm: &mut Vm, header: &taipan_objects::Header) {
    raw::release_last(header);
    if vm.heap.has_pending() {
        vm.run_pending();
    }
}

/// Releases an owned word.
///
/// # Safety
/// The caller owns the word and has no other effect to do in this op.
#[inline(always)]
unsafe fn release(vm: &mut Vm, word: u64) {
    if raw::is_counted(word) {
        // SAFETY: an owned word refers to a live object.
        let header = unsafe { raw::header(word) };
        if header.decrement() {
            release_cold(vm, header);
        }
    }
}

#[allow(clippy::cognitive_complexity, reason = "one match over the ops is the loop")]
#[allow(unused_unsafe, reason = "operand macros stand inside other unsafe expressions too")]
#[allow(
    clippy::undocumented_unsafe_blocks,
    reason = "one argument holds for the whole loop: it stands in `run`"
)]
unsafe fn run_loop(vm: &mut Vm) -> PyResult<Exit> {
    let mut current: *mut Activation;
    let mut pc: *const u32;
    let mut registers: *mut u64;
    let mut constants: *const u64;
    let mut named: usize;

    macro_rules! reload {
        () => {{
            current = vm.stack.current;
            // SAFETY: see `run`.
            unsafe {
                pc = (*current).pc;
                registers = (*current).registers;
                let code: &Obj<Code> = &*(*current).code;
                constants = code.constants.as_ptr().cast();
                named = code.named as usize;
            }
        }};
    }
    reload!();

    loop {
        // SAFETY: see `run`.
        let word = unsafe { *pc };

        macro_rules! a {
            () => {
                (word >> 8 & 0xFF) as usize
            };
        }
        macro_rules! b {
            () => {
                (word >> 16 & 0xFF) as usize
            };
        }
        macro_rules! c {
            () => {
                (word >> 24) as usize
            };
        }
        // SAFETY (of these): operands name registers and constants of the frame.
        macro_rules! reg {
            ($i:expr) => {
                unsafe { *registers.add($i) }
            };
        }
        macro_rules! constant {
            ($i:expr) => {
                unsafe { *constants.add($i) }
            };
        }
        macro_rules! extra {
            ($i:expr) => {
                unsafe { *pc.add($i) }
            };
        }
        macro_rules! next {
            ($n:expr) => {{
                pc = unsafe { pc.add($n) };
                continue;
            }};
        }
        // Writes a register as the last effect of the op.
        macro_rules! set {
            ($i:expr, $w:expr) => {{
                let place = unsafe { registers.add($i) };
                let old = unsafe { *place };
                unsafe { *place = $w };
                if raw::is_counted(old) {
                    unsafe { (*current).pc = pc };
                    unsafe { release(vm, old) };
                }
            }};
        }
        // Leaves to the generic executor.
        macro_rules! slow {
            () => {{
                unsafe { (*current).pc = pc };
                match execute(vm, pc) {
                    Ok(Flow::Go(next)) => {
                        if vm.heap.has_pending() {
                            unsafe { (*current).pc = pc };
                            vm.run_pending();
                        }
                        pc = next;
                        continue;
                    }
                    Ok(Flow::Reload) => {
                        if vm.heap.has_pending() {
                            vm.run_pending();
                        }
                        reload!();
                        continue;
                    }
                    Ok(Flow::Exit(exit)) => return Ok(exit),
                    Err(raised) => {
                        unwind::unwind(vm, raised)?;
                        reload!();
                        continue;
                    }
                }
            }};
        }
        // Calls native code on arguments in place; falls through where it needs the generic way.
        macro_rules! native {
            ($callee:expr, $first:expr, $count:expr) => {{
                if !vm.heap.asked() {
                    unsafe { (*current).pc = pc };
                    let (first, count) = ($first, $count);
                    match unsafe { call::fast_native(vm, reg!($callee), registers.add(first), count) } {
                        None => {}
                        Some(result) => {
                            for i in (0..count).rev() {
                                unsafe { raw::release(registers.add(first + i).replace(raw::NULL)) };
                            }
                            unsafe { raw::release(registers.add($callee).replace(raw::NULL)) };
                            match result {
                                Ok(value) => {
                                    if vm.heap.has_pending() {
                                        vm.run_pending();
                                    }
                                    set!(a!(), value.into_raw());
                                    next!(3)
                                }
                                Err(raised) => {
                                    unwind::unwind(vm, raised)?;
                                    reload!();
                                    continue;
                                }
                            }
                        }
                    }
                }
            }};
        }
        macro_rules! jump {
            ($len:expr, $word:expr) => {{
                let offset = extra!($word) as i32 as isize;
                pc = unsafe { pc.offset($len + offset) };
                if offset < 0 && vm.heap.asked() {
                    unsafe { (*current).pc = pc };
                    if let Err(raised) = call::poll(vm) {
                        unwind::unwind(vm, raised)?;
                        reload!();
                    }
                }
                continue;
            }};
        }
        macro_rules! arithmetic {
            ($right:expr, $int:expr, $float:expr) => {{
                let (x, y) = (reg!(b!()), $right);
                if (x | y) & BOTH_INTS == TAG_INT {
                    if let Some(result) = $int(x as i64, y as i64) {
                        set!(a!(), result as u64);
                        next!(2);
                    }
                } else if raw::is_float(x) {
                    let right = if raw::is_float(y) {
                        raw::float(y)
                    } else if raw::is_int(y) {
                        (y as i64 >> 3) as f64
                    } else {
                        slow!()
                    };
                    if let Some(result) = $float(raw::float(x), right) {
                        set!(a!(), result);
                        next!(2);
                    }
                } else if raw::is_float(y) && raw::is_int(x) {
                    if let Some(result) = $float((x as i64 >> 3) as f64, raw::float(y)) {
                        set!(a!(), result);
                        next!(2);
                    }
                }
                slow!()
            }};
        }
        macro_rules! integer {
            ($right:expr, $int:expr) => {{
                let (x, y) = (reg!(b!()), $right);
                if (x | y) & BOTH_INTS == TAG_INT {
                    if let Some(result) = $int(x as i64, y as i64) {
                        set!(a!(), result as u64);
                        next!(2);
                    }
                }
                slow!()
            }};
        }
        macro_rules! compare {
            ($right:expr, $op:tt, $text:expr, $constant:expr) => {{
                let (x, y) = (reg!(a!()), $right);
                let answer = if (x | y) & BOTH_INTS == TAG_INT {
                    (x as i64) $op (y as i64)
                } else if raw::is_float(x) && raw::is_float(y) {
                    raw::float(x) $op raw::float(y)
                } else if let Some(equal) = $text
                    && a!() < named
                    && raw::shape(x) == Tp::Str as u32
                    && raw::shape(y) == Tp::Str as u32
                    && ($constant || b!() < named || !raw::is_counted(y))
                {
                    unsafe { call::text_equal(x, y) == equal }
                } else if raw::is_float(x) && raw::is_int(y) && (y as i64 >> 3).unsigned_abs() < 1 << 53 {
                    raw::float(x) $op ((y as i64 >> 3) as f64)
                } else {
                    slow!()
                };
                if answer as usize == c!() {
                    jump!(2, 1)
                }
                next!(2)
            }};
        }

        // SAFETY: the lowest byte of an instruction word is an op's number.
        match unsafe { std::mem::transmute::<u8, Op>(word as u8) } {
            Op::MOVE => {
                let from = b!();
                let value = reg!(from);
                if from < named {
                    raw::retain(value);
                } else {
                    unsafe { *registers.add(from) = raw::NULL };
                }
                set!(a!(), value);
                next!(1)
            }
            Op::COPY => {
                let value = reg!(b!());
                raw::retain(value);
                set!(a!(), value);
                next!(1)
            }
            Op::LOAD_CONST => {
                let value = constant!(extra!(1) as usize);
                raw::retain(value);
                set!(a!(), value);
                next!(2)
            }
            Op::LOAD_SMALL_INT => {
                set!(a!(), ((b!() as u8 as i8 as i64) << 3) as u64);
                next!(1)
            }
            Op::LOAD_NULL | Op::CLEAR => {
                set!(a!(), raw::NULL);
                next!(1)
            }
            Op::POP_TOP => {
                set!(a!(), raw::NULL);
                next!(1)
            }
            Op::CHECK_BOUND => {
                if reg!(a!()) != raw::NULL {
                    next!(1)
                }
                slow!()
            }
            Op::LOAD_GLOBAL => {
                let (keys, builtin, slot) = (extra!(2), extra!(3), extra!(4));
                if keys != 0 {
                    let found = unsafe { call::cached_global(vm, current, keys, builtin, slot) };
                    if found != raw::NULL {
                        raw::retain(found);
                        set!(a!(), found);
                        next!(5)
                    }
                }
                slow!()
            }
            Op::LOAD_DEREF => {
                let found = unsafe { call::cell_content(reg!(b!())) };
                if found != raw::NULL {
                    raw::retain(found);
                    set!(a!(), found);
                    next!(1)
                }
                slow!()
            }
            Op::LOAD_ATTR => {
                let object = reg!(b!());
                if raw::is_object(object) && raw::shape(object) == extra!(2) {
                    let offset = extra!(3);
                    if (offset as i32) > 0 {
                        let value = unsafe {
                            *((object & !TAG_MASK) as *const u8).add(offset as usize).cast::<u64>()
                        };
                        if value != raw::NULL {
                            raw::retain(value);
                            let from = b!();
                            if from >= named {
                                unsafe { *registers.add(from) = raw::NULL };
                                set!(a!(), value);
                                unsafe { (*current).pc = pc };
                                unsafe { release(vm, object) };
                            } else {
                                set!(a!(), value);
                            }
                            next!(6)
                        }
                    }
                }
                slow!()
            }
            Op::LOAD_METHOD => {
                let object = reg!(b!());
                if raw::is_object(object) && raw::shape(object) == extra!(2) {
                    let class: &Obj<Type> = unsafe { &*vm.heap.class_of_shape(extra!(2)).cast() };
                    let method = (extra!(4) as u64) | (extra!(5) as u64) << 32;
                    if method != 0 && class.version.get() == extra!(3) {
                        raw::retain(method);
                        let from = b!();
                        if from >= named {
                            unsafe { *registers.add(from) = raw::NULL };
                        } else {
                            raw::retain(object);
                        }
                        // The pair goes to empty temporaries.
                        unsafe {
                            *registers.add(a!()) = method;
                            *registers.add(a!() + 1) = object;
                        }
                        next!(6)
                    }
                }
                slow!()
            }
            Op::STORE_ATTR => {
                let object = reg!(a!());
                if raw::is_object(object) && raw::shape(object) == extra!(2) {
                    let (offset, after) = (extra!(3), extra!(4));
                    if offset != 0 {
                        let from = b!();
                        let value = reg!(from);
                        if from < named {
                            raw::retain(value);
                        } else {
                            unsafe { *registers.add(from) = raw::NULL };
                        }
                        let place = ((object & !TAG_MASK) as usize + offset as usize) as *mut u64;
                        let old = unsafe { place.replace(value) };
                        if after != 0 {
                            unsafe { raw::header(object) }.shape.set(after);
                        }
                        unsafe { (*current).pc = pc };
                        let own = a!();
                        if own >= named {
                            unsafe { *registers.add(own) = raw::NULL };
                            unsafe { release(vm, old) };
                            unsafe { release(vm, object) };
                        } else {
                            unsafe { release(vm, old) };
                        }
                        next!(5)
                    }
                }
                slow!()
            }
            Op::GET_ITEM | Op::GET_ITEM_CONST => {
                let object = reg!(b!());
                let key = if word as u8 == Op::GET_ITEM as u8 { reg!(c!()) } else { constant!(c!()) };
                if raw::shape(object) == Tp::Dict as u32 && b!() < named {
                    let value = unsafe { call::dict_at(vm, object, key) };
                    if value != raw::NULL {
                        raw::retain(value);
                        if word as u8 == Op::GET_ITEM as u8 && c!() >= named {
                            unsafe { raw::release(registers.add(c!()).replace(raw::NULL)) };
                        }
                        set!(a!(), value);
                        next!(2)
                    }
                } else if raw::is_int(key) && b!() < named {
                    let value = unsafe { call::item_at(vm, object, key as i64 >> 3) };
                    if value != raw::NULL {
                        raw::retain(value);
                        set!(a!(), value);
                        next!(2)
                    }
                }
                slow!()
            }
            Op::SET_ITEM => {
                let (object, key) = (reg!(a!()), reg!(b!()));
                if raw::is_int(key) && a!() < named && raw::shape(object) == Tp::ByteArray as u32 {
                    let value = reg!(c!());
                    let bytes = unsafe { &mut *raw::object::<ByteArray>(object).data.data.as_ptr() };
                    if raw::is_int(value)
                        && value as i64 >> 3 >= 0
                        && value as i64 >> 3 < 256
                        && let Some(place) = bytes.get_mut((key as i64 >> 3) as usize)
                    {
                        *place = (value >> 3) as u8;
                        next!(2)
                    }
                } else if raw::is_int(key) && a!() < named && raw::shape(object) == Tp::List as u32 {
                    let list = unsafe { raw::object::<List>(object) };
                    let items = unsafe { &mut *list.items.as_ptr() };
                    let mut index = key as i64 >> 3;
                    if index < 0 {
                        index += items.len() as i64;
                    }
                    if let Some(place) = items.get_mut(index as usize) {
                        let from = c!();
                        let value = reg!(from);
                        if from < named {
                            raw::retain(value);
                        } else {
                            unsafe { *registers.add(from) = raw::NULL };
                        }
                        let old =
                            unsafe { (place as *mut taipan_objects::Value).cast::<u64>().replace(value) };
                        unsafe { (*current).pc = pc };
                        unsafe { release(vm, old) };
                        next!(2)
                    }
                }
                slow!()
            }

            Op::ADD => arithmetic!(reg!(c!()), i64::checked_add, |x: f64, y: f64| raw::from_float(x + y)),
            Op::ADD_CONST => {
                arithmetic!(constant!(c!()), i64::checked_add, |x: f64, y: f64| raw::from_float(x + y))
            }
            Op::SUBTRACT => {
                arithmetic!(reg!(c!()), i64::checked_sub, |x: f64, y: f64| raw::from_float(x - y))
            }
            Op::SUBTRACT_CONST => {
                arithmetic!(constant!(c!()), i64::checked_sub, |x: f64, y: f64| raw::from_float(x - y))
            }
            Op::MULTIPLY => {
                arithmetic!(reg!(c!()), |x: i64, y: i64| (x >> 3).checked_mul(y), |x: f64, y: f64| {
                    raw::from_float(x * y)
                })
            }
            Op::MULTIPLY_CONST => {
                arithmetic!(constant!(c!()), |x: i64, y: i64| (x >> 3).checked_mul(y), |x: f64, y: f64| {
                    raw::from_float(x * y)
                })
            }
            Op::TRUE_DIVIDE => arithmetic!(reg!(c!()), divide_ints, divide_floats),
            Op::TRUE_DIVIDE_CONST => arithmetic!(constant!(c!()), divide_ints, divide_floats),
            Op::FLOOR_DIVIDE => integer!(reg!(c!()), floor_divide),
            Op::FLOOR_DIVIDE_CONST => integer!(constant!(c!()), floor_divide),
            Op::REMAINDER => integer!(reg!(c!()), remainder),
            Op::REMAINDER_CONST => integer!(constant!(c!()), remainder),
            Op::AND => integer!(reg!(c!()), |x: i64, y: i64| Some(x & y)),
            Op::AND_CONST => integer!(constant!(c!()), |x: i64, y: i64| Some(x & y)),
            Op::OR => integer!(reg!(c!()), |x: i64, y: i64| Some(x | y)),
            Op::OR_CONST => integer!(constant!(c!()), |x: i64, y: i64| Some(x | y)),
            Op::XOR => integer!(reg!(c!()), |x: i64, y: i64| Some(x ^ y)),
            Op::XOR_CONST => integer!(constant!(c!()), |x: i64, y: i64| Some(x ^ y)),
            Op::LSHIFT => integer!(reg!(c!()), shift_left),
            Op::LSHIFT_CONST => integer!(constant!(c!()), shift_left),
            Op::RSHIFT => integer!(reg!(c!()), shift_right),
            Op::RSHIFT_CONST => integer!(constant!(c!()), shift_right),

            Op::JUMP => jump!(2, 1),
            Op::JUMP_IF_TRUE | Op::JUMP_IF_TRUE_PEEK => {
                let value = reg!(a!());
                match value {
                    raw::TRUE => jump!(2, 1),
                    raw::FALSE | raw::NONE => next!(2),
                    _ if raw::is_int(value) => {
                        if value != 0 {
                            jump!(2, 1)
                        }
                        next!(2)
                    }
                    _ => slow!(),
                }
            }
            Op::JUMP_IF_FALSE | Op::JUMP_IF_FALSE_PEEK => {
                let value = reg!(a!());
                match value {
                    raw::TRUE => next!(2),
                    raw::FALSE | raw::NONE => jump!(2, 1),
                    _ if raw::is_int(value) => {
                        if value == 0 {
                            jump!(2, 1)
                        }
                        next!(2)
                    }
                    _ => slow!(),
                }
            }
            Op::JUMP_IF_NONE => {
                let from = a!();
                let value = reg!(from);
                if value == raw::NONE {
                    jump!(2, 1)
                }
                if from < named || !raw::is_counted(value) {
                    next!(2)
                }
                slow!()
            }
            Op::JUMP_IF_NOT_NONE => {
                let from = a!();
                let value = reg!(from);
                if value == raw::NONE {
                    next!(2)
                }
                if from < named || !raw::is_counted(value) {
                    jump!(2, 1)
                }
                slow!()
            }
            Op::JUMP_IF_LT => compare!(reg!(b!()), <, None::<bool>, false),
            Op::JUMP_IF_LE => compare!(reg!(b!()), <=, None::<bool>, false),
            Op::JUMP_IF_EQ => compare!(reg!(b!()), ==, Some(true), false),
            Op::JUMP_IF_NE => compare!(reg!(b!()), !=, Some(false), false),
            Op::JUMP_IF_GT => compare!(reg!(b!()), >, None::<bool>, false),
            Op::JUMP_IF_GE => compare!(reg!(b!()), >=, None::<bool>, false),
            Op::JUMP_IF_LT_CONST => compare!(constant!(b!()), <, None::<bool>, true),
            Op::JUMP_IF_LE_CONST => compare!(constant!(b!()), <=, None::<bool>, true),
            Op::JUMP_IF_EQ_CONST => compare!(constant!(b!()), ==, Some(true), true),
            Op::JUMP_IF_NE_CONST => compare!(constant!(b!()), !=, Some(false), true),
            Op::JUMP_IF_GT_CONST => compare!(constant!(b!()), >, None::<bool>, true),
            Op::JUMP_IF_GE_CONST => compare!(constant!(b!()), >=, None::<bool>, true),
            Op::JUMP_IF_IS => {
                let (left, right) = (a!(), b!());
                let (x, y) = (reg!(left), reg!(right));
                if (left < named || !raw::is_counted(x)) && (right < named || !raw::is_counted(y)) {
                    if (x == y) as usize == c!() {
                        jump!(2, 1)
                    }
                    next!(2)
                }
                slow!()
            }

            Op::JUMP_IF_IN => {
                let (x, y) = (reg!(a!()), reg!(b!()));
                if raw::shape(x) == Tp::Str as u32
                    && raw::shape(y) == Tp::Str as u32
                    && (a!() < named || !raw::is_counted(x))
                    && (b!() < named || !raw::is_counted(y))
                {
                    if unsafe { call::text_contains(y, x) } as usize == c!() {
                        jump!(2, 1)
                    }
                    next!(2)
                }
                slow!()
            }
            Op::FOR_ITER => {
                let iterator = reg!(a!());
                let shape = raw::shape(iterator);
                if shape == Tp::RangeIterator as u32 {
                    let range = unsafe { raw::object::<RangeIterator>(iterator) };
                    let left = range.left.get();
                    if left > 0 {
                        let value = range.next.get();
                        if (value << 3) >> 3 == value {
                            range.left.set(left - 1);
                            range.next.set(value.wrapping_add(range.step));
                            set!(b!(), (value << 3) as u64);
                            jump!(3, 1)
                        }
                    }
                } else if shape == Tp::ListIterator as u32 || shape == Tp::TupleIterator as u32 {
                    let value = unsafe { call::next_of_sequence(iterator) };
                    if value != raw::NULL {
                        raw::retain(value);
                        set!(b!(), value);
                        jump!(3, 1)
                    }
                } else if shape == Tp::Generator as u32 {
                    unsafe { (*current).pc = pc };
                    if unsafe { crate::resume::enter_for(vm, iterator, b!()) } {
                        reload!();
                        continue;
                    }
                }
                slow!()
            }

            Op::CALL => {
                let (base, count) = (b!(), c!());
                let callee = reg!(base);
                let shape = raw::shape(callee);
                if shape == Tp::BuiltinFunction as u32 {
                    native!(base, base + 1, count)
                } else if shape == Tp::Type as u32 {
                    if !vm.heap.asked() {
                        unsafe { (*current).pc = pc };
                        let window = unsafe { registers.add(base) };
                        if unsafe { call::enter_init(vm, current, callee, window, count, a!()) } {
                            reload!();
                            continue;
                        }
                        let made = unsafe { exception::make_plain(vm, callee, window, count) };
                        if made != raw::NULL {
                            set!(a!(), made);
                            next!(3)
                        }
                    }
                } else if shape == Tp::Function as u32 {
                    let function = unsafe { raw::object::<Function>(callee) };
                    let code = unsafe { raw::object::<Code>((*function.code.as_ptr()).raw()) };
                    if code.direct as usize == count && !vm.heap.asked() {
                        unsafe { (*current).pc = pc };
                        let window = unsafe { registers.add(base + 1) };
                        if unsafe { call::push_direct(vm, current, callee, code, window, count, a!(), 3) } {
                            reload!();
                            continue;
                        }
                    }
                }
                slow!()
            }
            Op::CALL_METHOD => {
                let (base, count) = (b!(), c!());
                let callee = reg!(base);
                let shape = raw::shape(callee);
                if shape == Tp::MethodDescriptor as u32 && reg!(base + 1) != raw::NULL {
                    if raw::shape(reg!(base + 1)) != Tp::Generator as u32 {
                        native!(base, base + 1, count + 1)
                    }
                } else if shape == Tp::Function as u32 && reg!(base + 1) != raw::NULL {
                    let function = unsafe { raw::object::<Function>(callee) };
                    let code = unsafe { raw::object::<Code>((*function.code.as_ptr()).raw()) };
                    if code.direct as usize == count + 1 && !vm.heap.asked() {
                        unsafe { (*current).pc = pc };
                        let window = unsafe { registers.add(base + 1) };
                        if unsafe { call::push_direct(vm, current, callee, code, window, count + 1, a!(), 3) }
                        {
                            reload!();
                            continue;
                        }
                    }
                }
                slow!()
            }
            Op::RETURN_VALUE => {
                let record = unsafe { &mut *current };
                let returns = record.returns;
                let plain = returns == Return::Store
                    || (returns == Return::Init && reg!(a!()) == raw::NONE)
                    || returns == Return::Discard;
                if plain && record.frame == raw::NULL && record.generator.is_null() {
                    let mut value = unsafe { registers.add(a!()).replace(raw::NULL) };
                    if returns == Return::Init {
                        value = record.instance;
                    }
                    let mut pending = false;
                    for i in 0..named {
                        let place = unsafe { registers.add(i) };
                        let old = unsafe { *place };
                        if raw::is_counted(old) {
                            unsafe { *place = raw::NULL };
                            let header = unsafe { raw::header(old) };
                            if header.decrement() {
                                raw::release_last(header);
                                pending = true;
                            }
                        }
                    }
                    let function = record.function;
                    let target = record.target as usize;
                    if raw::is_counted(function) {
                        let header = unsafe { raw::header(function) };
                        if header.decrement() {
                            record.function = raw::NULL;
                            raw::release_last(header);
                            pending = true;
                        }
                    }
                    current = unsafe { current.sub(1) };
                    vm.stack.current = current;
                    vm.stack.depth -= 1;
                    unsafe {
                        pc = (*current).resume;
                        registers = (*current).registers;
                        let code: &Obj<Code> = &*(*current).code;
                        constants = code.constants.as_ptr().cast();
                        named = code.named as usize;
                        let old = if returns == Return::Discard {
                            value
                        } else {
                            registers.add(target).replace(value)
                        };
                        raw::release(old);
                        pending |= raw::is_counted(old);
                    }
                    if pending && vm.heap.has_pending() {
                        vm.run_pending();
                    }
                    continue;
                }
                slow!()
            }
            Op::YIELD_VALUE => {
                unsafe { (*current).pc = pc };
                let from = b!();
                let value = reg!(from);
                if from < named {
                    raw::retain(value);
                } else {
                    unsafe { *registers.add(from) = raw::NULL };
                }
                if unsafe { crate::resume::yield_simple(vm, pc, value) } {
                    reload!();
                    continue;
                }
                match unsafe { crate::resume::yield_value(vm, value) } {
                    Ok(Flow::Exit(exit)) => return Ok(exit),
                    Ok(_) => {
                        reload!();
                        continue;
                    }
                    Err(raised) => {
                        unwind::unwind(vm, raised)?;
                        reload!();
                        continue;
                    }
                }
            }
            // Exceptions: what handlers do, and raising.
            Op::PUSH_EXC_INFO => {
                let exception = reg!(a!());
                raw::retain(exception);
                let exception = unsafe { Value::from_raw(exception) };
                let previous = std::mem::replace(&mut vm.handled, exception).into_raw();
                set!(a!() + 1, previous);
                next!(1)
            }
            Op::JUMP_IF_NOT_EXC_MATCH => {
                let class = reg!(b!());
                if let Some(matches) = unsafe { exception::plain_match(vm, reg!(a!()), class) } {
                    if b!() >= named {
                        unsafe { *registers.add(b!()) = raw::NULL };
                        unsafe { (*current).pc = pc };
                        unsafe { release(vm, class) };
                    }
                    if !matches {
                        jump!(2, 1)
                    }
                    next!(2)
                }
                slow!()
            }
            Op::POP_EXCEPT => {
                let exception = unsafe { registers.add(a!()).replace(raw::NULL) };
                let previous = unsafe { Value::from_raw(registers.add(a!() + 1).replace(raw::NULL)) };
                let handled = std::mem::replace(&mut vm.handled, previous).into_raw();
                unsafe { (*current).pc = pc };
                unsafe { release(vm, exception) };
                unsafe { release(vm, handled) };
                next!(1)
            }
            Op::RERAISE => {
                if b!() == 1 {
                    let previous = unsafe { Value::from_raw(registers.add(a!() + 1).replace(raw::NULL)) };
                    drop(std::mem::replace(&mut vm.handled, previous));
                }
                let exception = unsafe { Value::from_raw(registers.add(a!()).replace(raw::NULL)) };
                unsafe { (*current).pc = pc };
                unwind::unwind(vm, Raised(exception))?;
                reload!();
                continue;
            }
            Op::RAISE_VARARGS if c!() == 1 => {
                let from = a!();
                let value = reg!(from);
                if from < named {
                    raw::retain(value);
                } else {
                    unsafe { *registers.add(from) = raw::NULL };
                }
                unsafe { (*current).pc = pc };
                let raised = exception::raise_value(vm, &unsafe { Value::from_raw(value) });
                unwind::unwind(vm, raised)?;
                reload!();
                continue;
            }
            Op::NOP => next!(1),
            _ => slow!(),
        }
    }
}

/// `x / y` of two int words, as a word of a double.
#[inline(always)]
fn divide_ints(x: i64, y: i64) -> Option<i64> {
    let (x, y) = (x >> 3, y >> 3);
    if y == 0 || x.unsigned_abs() >= 1 << 53 || y.unsigned_abs() >= 1 << 53 {
        return None;
    }
    raw::from_float(x as f64 / y as f64).map(|w| w as i64)
}

#[inline(always)]
fn divide_floats(x: f64, y: f64) -> Option<u64> {
    if y == 0.0 { None } else { raw::from_float(x / y) }
}

#[inline(always)]
fn floor_divide(x: i64, y: i64) -> Option<i64> {
    let (x, y) = (x >> 3, y >> 3);
    if y == 0 || y == -1 {
        return None;
    }
    let quotient = x / y;
    let floor = if (x % y != 0) && ((x < 0) != (y < 0)) { quotient - 1 } else { quotient };
    Some(floor << 3)
}

#[inline(always)]
fn remainder(x: i64, y: i64) -> Option<i64> {
    // Both carry the same factor of 8, so the remainder of the words is the word of the remainder.
    if y == 0 || y == -8 {
        return None;
    }
    let rest = if (x | y) as u64 >> 32 == 0 { (x as u32 % y as u32) as i64 } else { x % y };
    Some(if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest })
}

#[inline(always)]
fn shift_left(x: i64, y: i64) -> Option<i64> {
    let count = y >> 3;
    if !(0..61).contains(&count) {
        return None;
    }
    let result = x << count;
    if result >> count == x { Some(result) } else { None }
}

#[inline(always)]
fn shift_right(x: i64, y: i64) -> Option<i64> {
    let count = y >> 3;
    if count < 0 {
        return None;
    }
    Some(x >> count.min(63) & !7)
}
