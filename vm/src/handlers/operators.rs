//! Operators and comparisons of objects whose class defines them in Python: the method's frame is entered from the op.
//!
//! The operands stay in their registers until the method returns; only then are they consumed. If it gives
//! NotImplemented, the op goes on as if it had asked the method natively (`operator::deliver`).

use super::{At, Handler, Next, handlers};
use std::mem::ManuallyDrop;
use taipan_bytecode::{BinaryOp, CompareOp, Op};
use taipan_heap::{TAG_INT, TAG_MASK};
use taipan_objects::class::Type;
use taipan_objects::code::Code;
use taipan_objects::stack::Return;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Site, Tp, Value, Vm, raw};

/// The class of an object word that is an instance of a class made by Python, if the other operand cannot claim the
/// operator for itself: it is of the same class, or of a builtin one.
#[inline(always)]
unsafe fn owner<'a>(vm: &Vm, left: u64, right: u64) -> Option<&'a Obj<Type>> {
    if !raw::is_object(left) {
        return None;
    }
    // SAFETY: an instance keeps its class.
    unsafe {
        let class = &*vm.heap.class_of_shape(raw::shape(left)).cast::<Obj<Type>>();
        if class.builtin.is_some() {
            return None;
        }
        if raw::is_object(right) {
            let other = &*vm.heap.class_of_shape(raw::shape(right)).cast::<Obj<Type>>();
            if !std::ptr::eq(class, other) && other.builtin.is_none() {
                return None;
            }
        }
        Some(class)
    }
}

/// Enters the method that the operator at hand came to last, if the operands are of the same shapes again.
#[inline(always)]
unsafe fn enter_known(
    vm: &mut Vm,
    s: At,
    kind: u32,
    left: u64,
    right: u64,
    target: usize,
    otherwise: Handler,
) -> Next {
    // SAFETY: see `handlers`; the words of an entry are alive in its epoch.
    unsafe {
        let site = &*vm.site(s.pc).as_ptr();
        if site.op != kind
            || site.left != raw::counted_shape(left)
            || site.right != raw::shape(right)
            || site.epoch != vm.class_epoch.get()
        {
            return s.tail(vm, otherwise);
        }
        enter(vm, s, site.function, site.code, left, right, target)
    }
}

/// Enters `method(left, right)`, if it is a Python function of two parameters; `expected`: its code, as is thought.
#[inline(always)]
unsafe fn enter(
    vm: &mut Vm,
    s: At,
    method: u64,
    expected: u64,
    left: u64,
    right: u64,
    target: usize,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        let code = raw::counted_object::<Code>(expected);
        let window = (*s.current).free_registers();
        if super::calls::code_word_of(method) != expected
            || code.direct != 2
            || !s.has_little_room(vm, window)
        {
            return s.slow(vm);
        }
        raw::retain(method);
        raw::retain(left);
        raw::retain(right);
        *window = left;
        *window.add(1) = right;
        s.enter(vm, method, code, window, 2, Return::Operator, target, 2)
    }
}

/// As `enter`, of a method that was just looked up, and is remembered.
#[inline(always)]
unsafe fn enter_found(
    vm: &mut Vm,
    s: At,
    kind: u32,
    method: u64,
    left: u64,
    right: u64,
    target: usize,
) -> Next {
    // SAFETY: see `handlers`.
    unsafe {
        if raw::counted_shape(method) != Tp::Function as u32 {
            return s.slow(vm);
        }
        let code = super::calls::code_word_of(method);
        let (left_shape, right_shape) = (raw::counted_shape(left), raw::shape(right));
        if vm.class_epoch.get() != u32::MAX {
            for shape in [left_shape, right_shape] {
                vm.rely_on(shape);
            }
            vm.site(s.pc).set(Site {
                op: kind,
                epoch: vm.class_epoch.get(),
                left: left_shape,
                right: right_shape,
                function: method,
                code,
            });
        }
        enter(vm, s, method, code, left, right, target)
    }
}

fn method_of_operator(vm: &Vm, op: BinaryOp) -> (u64, u64) {
    let names = &vm.names;
    let (plain, inplace) = match op {
        BinaryOp::Add => (&names.add, &names.iadd),
        BinaryOp::Subtract => (&names.sub, &names.isub),
        BinaryOp::Multiply => (&names.mul, &names.imul),
        BinaryOp::TrueDivide => (&names.truediv, &names.itruediv),
        BinaryOp::FloorDivide => (&names.floordiv, &names.ifloordiv),
        BinaryOp::Remainder => (&names.r#mod, &names.imod),
        BinaryOp::Lshift => (&names.lshift, &names.ilshift),
        BinaryOp::Rshift => (&names.rshift, &names.irshift),
        BinaryOp::And => (&names.and, &names.iand),
        BinaryOp::Or => (&names.or, &names.ior),
        BinaryOp::Xor => (&names.xor, &names.ixor),
        BinaryOp::MatrixMultiply => (&names.matmul, &names.imatmul),
        BinaryOp::Power => (&names.pow, &names.ipow),
    };
    (plain.raw(), inplace.raw())
}

fn method_of_comparison(vm: &Vm, op: CompareOp) -> u64 {
    let names = &vm.names;
    match op {
        CompareOp::Lt => &names.lt,
        CompareOp::Le => &names.le,
        CompareOp::Eq => &names.eq,
        CompareOp::Ne => &names.ne,
        CompareOp::Gt => &names.gt,
        CompareOp::Ge => &names.ge,
    }
    .raw()
}

/// The `+` of two exact strs at `pc`; false where there is no memory.
#[inline(never)]
unsafe fn add_texts_at(vm: &mut Vm, pc: *const u32) -> bool {
    // SAFETY: see `handlers`; the caller saw that both are exact strs, whose end runs no code.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let constant = crate::operator::is_constant_byte(*pc as u8);
        let left = s.reg(s.b());
        let right = if constant { s.constant(s.c()) } else { s.reg(s.c()) };
        let (text, more) = (raw::object::<Str>(left), raw::object::<Str>(right));
        // `s += t` where the register holds the only reference: the text grows in place.
        let grown = s.a() == s.b()
            && left != right
            && raw::is_counted(left)
            && text.header.references() == 1
            && taipan_objects::str::append_in_place(text, more.text());
        let sum = if grown {
            raw::NULL
        } else {
            match taipan_objects::str::concat_texts(vm, text, more) {
                Some(sum) => sum.into_raw(),
                None => return false,
            }
        };
        if !constant && s.c() >= s.named {
            raw::release(s.registers.add(s.c()).replace(raw::NULL));
        }
        if !grown {
            if s.b() >= s.named {
                raw::release(s.registers.add(s.b()).replace(raw::NULL));
            }
            raw::release(s.registers.add(s.a()).replace(sum));
            if vm.heap.has_pending() {
                vm.run_pending();
            }
        }
        true
    }
}

/// The binary op at `pc` of two exact ints; false, and nothing done, where that fails.
#[inline(never)]
unsafe fn integers_at(vm: &mut Vm, pc: *const u32) -> bool {
    // SAFETY: see `handlers`; the words are borrowed from registers that stay as they are meanwhile.
    unsafe {
        let s = At::of(vm.stack.current, pc);
        (*s.current).pc = pc;
        let op = std::mem::transmute::<u8, Op>(*pc as u8);
        let Some((operator, constant)) = crate::insn::operator(op) else { return false };
        let right = if constant { s.constant(s.c()) } else { s.reg(s.c()) };
        let left = ManuallyDrop::new(Value::from_raw(s.reg(s.b())));
        let right = ManuallyDrop::new(Value::from_raw(right));
        let Ok(result) = taipan_objects::int::binary(vm, &left, &right, operator) else { return false };
        if !constant && s.c() >= s.named {
            raw::release(s.registers.add(s.c()).replace(raw::NULL));
        }
        if s.b() >= s.named {
            raw::release(s.registers.add(s.b()).replace(raw::NULL));
        }
        raw::release(s.registers.add(s.a()).replace(result.into_raw()));
        if vm.heap.has_pending() {
            vm.run_pending();
        }
        true
    }
}

/// `left op right` of the exact tuples in these registers, which are consumed; `None`, and nothing done, where Python
/// must be asked. The frame's record is at the op.
#[inline(never)]
unsafe fn compare_tuples(vm: &mut Vm, s: At, left: usize, right: usize, op: CompareOp) -> Option<bool> {
    // SAFETY: see `handlers`; the caller saw that both are exact tuples.
    unsafe {
        let (x, y) = (raw::object::<Tuple>(s.reg(left)), raw::object::<Tuple>(s.reg(right)));
        let answer = taipan_objects::tuple::compare_known(x.items(), y.items(), op)?;
        for register in [left, right] {
            if register >= s.named {
                raw::release(s.registers.add(register).replace(raw::NULL));
            }
        }
        if vm.heap.has_pending() {
            vm.run_pending();
        }
        Some(answer)
    }
}

handlers! {
    cold fn compare_of_tuples(vm, s) {
        (*s.current).pc = s.pc;
        let op = crate::operator::compare_op(s.word(1));
        let answer = compare_tuples(vm, s, s.b(), s.c(), op);
        let s = At::of(vm.stack.current, s.pc);
        match answer {
            Some(answer) => s.set(vm, s.a(), raw::from_bool(answer), 2),
            None => s.tail(vm, super::direct::compare),
        }
    }

    cold fn jump_of_tuples(vm, s) {
        (*s.current).pc = s.pc;
        let (op, _) = crate::operator::comparison(std::mem::transmute::<u8, Op>(*s.pc as u8));
        let answer = compare_tuples(vm, s, s.a(), s.b(), op);
        let s = At::of(vm.stack.current, s.pc);
        match answer {
            Some(answer) => super::jumps::answer(vm, s, answer),
            None => s.tail(vm, super::direct::compare_jump),
        }
    }

    /// `+` of operands that are no pair of numbers.
    #[inline(never)]
    fn add(vm, s) {
        let right =
            if crate::operator::is_constant_byte(*s.pc as u8) { s.constant(s.c()) } else { s.reg(s.c()) };
        if raw::shape(s.reg(s.b())) == Tp::Str as u32 && raw::shape(right) == Tp::Str as u32 {
            return s.cold(vm, add_texts);
        }
        s.tail(vm, binary)
    }

    cold fn integers(vm, s) {
        if integers_at(vm, s.pc) {
            return At::of(vm.stack.current, s.pc).next(vm, 2);
        }
        s.tail(vm, super::direct::binary)
    }

    cold fn add_texts(vm, s) {
        if add_texts_at(vm, s.pc) {
            return At::of(vm.stack.current, s.pc).next(vm, 2);
        }
        s.slow(vm)
    }

    /// A binary op whose operands are no pair of numbers.
    #[inline(never)]
    fn binary(vm, s) {
        let op = *s.pc as u8;
        let right = if crate::operator::is_constant_byte(op) { s.constant(s.c()) } else { s.reg(s.c()) };
        enter_known(vm, s, op as u32 | s.word(1) << 8, s.reg(s.b()), right, s.a(), binary_looked_up)
    }

    /// As `binary`, of operands of other shapes than last time.
    #[inline(never)]
    fn binary_looked_up(vm, s) {
        let op = std::mem::transmute::<u8, Op>(*s.pc as u8);
        let Some((operator, constant)) = crate::insn::operator(op) else { return s.slow(vm) };
        let left = s.reg(s.b());
        let right = if constant { s.constant(s.c()) } else { s.reg(s.c()) };
        let is_int = |word| raw::is_int(word) || raw::shape(word) == Tp::Int as u32;
        if is_int(left) && is_int(right) {
            return s.cold(vm, integers);
        }
        let Some(class) = owner(vm, left, right) else { return s.tail(vm, super::direct::binary) };
        let (name, inplace) = method_of_operator(vm, operator);
        if s.word(1) & 1 != 0 && vm.lookup_word(class, inplace) != raw::NULL {
            return s.slow(vm);
        }
        let method = vm.lookup_word(class, name);
        enter_found(vm, s, op as u32 | s.word(1) << 8, method, left, right, s.a())
    }

    /// A comparison that decides a jump, of operands that are no pair of numbers.
    #[inline(never)]
    fn compare_jump(vm, s) {
        let op = *s.pc as u8;
        let right = if crate::operator::is_constant_byte(op) { s.constant(s.b()) } else { s.reg(s.b()) };
        enter_known(vm, s, op as u32, s.reg(s.a()), right, 0, compare_jump_looked_up)
    }

    /// As `compare_jump`, of strs or of operands of other shapes than last time.
    #[inline(never)]
    fn compare_jump_looked_up(vm, s) {
        let op = std::mem::transmute::<u8, Op>(*s.pc as u8);
        let (operator, constant) = crate::operator::comparison(op);
        let left = s.reg(s.a());
        let right = if constant { s.constant(s.b()) } else { s.reg(s.b()) };
        if raw::shape(left) == Tp::Str as u32
            && raw::shape(right) == Tp::Str as u32
            && s.is_light(s.a(), left)
            && (constant || s.is_light(s.b(), right))
        {
            let (x, y) = (raw::object::<Str>(left).bytes(), raw::object::<Str>(right).bytes());
            let answer = match operator {
                CompareOp::Eq => left == right || x == y,
                CompareOp::Ne => left != right && x != y,
                _ => taipan_objects::str::compare_texts(x, y, operator),
            };
            s.let_go(s.a(), left);
            if !constant {
                s.let_go(s.b(), right);
            }
            return super::jumps::answer(vm, s, answer);
        }
        if !constant && raw::shape(left) == Tp::Tuple as u32 && raw::shape(right) == Tp::Tuple as u32 {
            return s.cold(vm, jump_of_tuples);
        }
        let Some(class) = owner(vm, left, right) else { return s.tail(vm, super::direct::compare_jump) };
        let method = vm.lookup_word(class, method_of_comparison(vm, operator));
        enter_found(vm, s, op as u32, method, left, right, 0)
    }

    fn compare(vm, s) {
        let (left, right) = (s.reg(s.b()), s.reg(s.c()));
        let op = s.word(1);
        if (left | right) & TAG_MASK == TAG_INT {
            let (x, y) = (left as i64, right as i64);
            let answer = match op {
                0 => x < y,
                1 => x <= y,
                2 => x == y,
                3 => x != y,
                4 => x > y,
                _ => x >= y,
            };
            return s.set(vm, s.a(), raw::from_bool(answer), 2);
        }
        s.tail(vm, compare_objects)
    }

    #[inline(never)]
    fn compare_objects(vm, s) {
        let (left, right) = (s.reg(s.b()), s.reg(s.c()));
        let op = crate::operator::compare_op(s.word(1));
        if raw::shape(left) == Tp::Str as u32
            && raw::shape(right) == Tp::Str as u32
            && s.are_light(s.b(), left, s.c(), right)
        {
            let (x, y) = (raw::object::<Str>(left), raw::object::<Str>(right));
            let answer = taipan_objects::str::compare_texts(x.bytes(), y.bytes(), op);
            s.let_go(s.b(), left);
            s.let_go(s.c(), right);
            return s.set(vm, s.a(), raw::from_bool(answer), 2);
        }
        if raw::shape(left) == Tp::Tuple as u32 && raw::shape(right) == Tp::Tuple as u32 {
            return s.cold(vm, compare_of_tuples);
        }
        let Some(class) = owner(vm, left, right) else { return s.tail(vm, super::direct::compare) };
        let method = vm.lookup_word(class, method_of_comparison(vm, op));
        enter_found(vm, s, *s.pc & 0xFF | s.word(1) << 8, method, left, right, s.a())
    }

    /// The method of an operator returns.
    fn return_operand(vm, s) {
        let record = s.current;
        let value = s.reg(s.a());
        if value == raw::NOT_IMPLEMENTED {
            return s.slow(vm);
        }
        let below = record.sub(1);
        let caller = At::of(below, (*below).pc);
        // Which registers the op consumes: of a jump a and b, else b and c.
        let op = std::mem::transmute::<u8, Op>(*caller.pc as u8);
        let jumps = crate::operator::is_comparison(op);
        if jumps && value != raw::TRUE && value != raw::FALSE {
            return s.slow(vm);
        }
        let value = s.registers.add(s.a()).replace(raw::NULL);
        if !super::returns::release_frame(&s) {
            super::returns::release_all(s.registers, s.named);
            raw::release((*record).function);
        }
        vm.stack.current = below;
        let (first, second) = if jumps { (caller.a(), caller.b()) } else { (caller.b(), caller.c()) };
        if first >= caller.named {
            raw::release(caller.registers.add(first).replace(raw::NULL));
        }
        if !crate::operator::is_constant(op) && second >= caller.named {
            raw::release(caller.registers.add(second).replace(raw::NULL));
        }
        finish(vm, caller, value, jumps)
    }
}

/// The op is done but for its result; finalizers of what died run before the next.
#[inline(always)]
unsafe fn finish(vm: &mut Vm, caller: At, value: u64, jumps: bool) -> Next {
    // SAFETY: the caller's frame is the current one, at its op.
    unsafe {
        if !jumps {
            let old = caller.registers.add(caller.a()).replace(value);
            return caller.release_and_finalize(vm, old, 2);
        }
        let taken = (value == raw::TRUE) as usize == caller.c();
        if vm.heap.has_pending() {
            let offset = if taken { caller.word(1) as i32 as isize } else { 0 };
            let to = At { pc: caller.pc.wrapping_offset(2 + offset), ..caller };
            return to.cold(vm, super::finalize);
        }
        if taken { caller.jump(vm, 2, 1) } else { caller.next(vm, 2) }
    }
}
