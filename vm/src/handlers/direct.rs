//! Ops without a form of their own here that are too hot for the way through the generic executor: each goes straight to
//! the function that does it.

use super::{after, handlers, raise, resume_at};
use crate::insn::Insn;
use crate::ops::{display, item};
use taipan_objects::function::Function;
use taipan_objects::{PyResult, Value, Vm};

/// Does one op and gives where to go on, or null.
#[inline(always)]
unsafe fn execute(
    vm: &mut Vm,
    pc: *const u32,
    op: impl FnOnce(&mut Vm, &Insn) -> PyResult<()>,
) -> *const u32 {
    // SAFETY: see `handlers`.
    let insn = unsafe { Insn::decode(vm, pc) };
    match op(vm, &insn) {
        Ok(()) => {
            if vm.heap.has_pending() {
                vm.run_pending();
            }
            insn.next
        }
        Err(raised) => raise(vm, raised),
    }
}

macro_rules! direct {
    ($($name:ident $step:ident $function:expr;)*) => {
        $(
            #[inline(never)]
            unsafe fn $step(vm: &mut Vm, pc: *const u32) -> *const u32 {
                // SAFETY: see `handlers`.
                unsafe { execute(vm, pc, $function) }
            }
        )*
        handlers! {
            $(
                fn $name(vm, s) {
                    (*s.current).pc = s.pc;
                    let next = $step(vm, s.pc);
                    resume_at(vm, next)
                }
            )*
        }
    };
}

/// A comparing jump by the generic executor's function: where to go on, or null.
#[inline(never)]
unsafe fn compare_jump_step(vm: &mut Vm, pc: *const u32) -> *const u32 {
    // SAFETY: see `handlers`.
    let insn = unsafe { Insn::decode(vm, pc) };
    let flow = crate::exec::compare_jump(vm, &insn);
    after(vm, pc, flow)
}

handlers! {
    fn compare_jump(vm, s) {
        (*s.current).pc = s.pc;
        let next = compare_jump_step(vm, s.pc);
        resume_at(vm, next)
    }
}

direct! {
    binary binary_step |vm: &mut Vm, insn: &Insn| match crate::insn::operator(insn.op) {
        Some((op, constant)) => crate::exec::binary(vm, insn, op, constant, insn.word(0) & 1 != 0),
        None => unreachable!("only operators come here"),
    };
    compare compare_step |vm: &mut Vm, insn: &Insn| {
        let (x, y) = (insn.take(insn.b), insn.take(insn.c));
        let result = vm.compare(&x, &y, crate::operator::compare_op(insn.word(0)))?;
        insn.set(insn.a, result);
        Ok(())
    };
    get_iter get_iter_step |vm: &mut Vm, insn: &Insn| {
        let object = insn.take(insn.b);
        let iterator = vm.iter(&object)?;
        insn.set(insn.a, iterator);
        Ok(())
    };
    binary_op binary_op_step |vm: &mut Vm, insn: &Insn| {
        crate::exec::binary(vm, insn, crate::insn::rare_operator(insn), false, insn.word(0) & 0x100 != 0)
    };
    invert invert_step |vm: &mut Vm, insn: &Insn| {
        let value = insn.take(insn.b);
        let result = vm.unary(&value, '~')?;
        insn.set(insn.a, result);
        Ok(())
    };
    make_cell make_cell_step |vm: &mut Vm, insn: &Insn| {
        let cell = vm.new_cell(insn.take_out(insn.a));
        insn.set(insn.a, cell);
        Ok(())
    };
    build_slice build_slice_step display::build_slice;
    get_item get_item_step |vm: &mut Vm, insn: &Insn| {
        item::get(vm, insn, insn.op == taipan_bytecode::Op::GET_ITEM_CONST)
    };
    get_slice get_slice_step item::get_slice;
    set_slice set_slice_step item::set_slice;
    delete_item delete_item_step |vm: &mut Vm, insn: &Insn| {
        let (object, key) = (insn.take(insn.a), insn.take(insn.b));
        vm.delete_item(&object, &key)
    };
    build_map build_map_step display::build_map;
    build_set build_set_step display::build_set;
    build_string build_string_step display::build_string;
    format_simple format_simple_step |vm: &mut Vm, insn: &Insn| {
        let value = insn.take(insn.b);
        let value = display::convert(vm, value, insn.c)?;
        let text = display::format(vm, &value, None)?;
        insn.set(insn.a, text);
        Ok(())
    };
    format_with_spec format_with_spec_step display::format_with_spec;
    tuple_arguments tuple_arguments_step display::tuple_arguments;
    list_extend list_extend_step display::list_extend;
    set_add set_add_step display::set_add;
    map_add map_add_step |vm: &mut Vm, insn: &Insn| {
        let (key, value) = (insn.take(insn.b), insn.take(insn.c));
        let dict = insn.peek(insn.a);
        vm.dict_set(&dict, &key, value)
    };
    make_function make_function_step |vm: &mut Vm, insn: &Insn| {
        let code = insn.constant(insn.word(0) as usize);
        let own = (*vm.stack.current).function();
        let globals = own.expect::<Function>().globals.clone();
        let function = vm.new_function(code, globals, Value::NULL);
        insn.set(insn.a, function);
        Ok(())
    };
}
