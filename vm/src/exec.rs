//! The generic executor: every op in its full meaning, with operands of any width. The loop comes here where its fast
//! forms do not apply, and for ops that have none. An op with operands in temporaries has consumed them when it ends,
//! whether by going on or by raising.

use crate::flow::{Exit, Flow};
use crate::insn::{self, Insn};
use crate::ops::{attr, display, exception, import, item, matching, name};
use crate::{call, observe, operator, resume};
use taipan_bytecode::{BinaryOp, CommonConstant, FunctionAttribute, Op};
use taipan_objects::code::Code;
use taipan_objects::function::Function;
use taipan_objects::native_function::NativeFunction;
use taipan_objects::str::Str;
use taipan_objects::{Args, PyResult, Raised, Tp, Value, Vm, raw};

type Step = PyResult<Flow>;

/// Executes the instruction at `pc` of the running frame.
#[inline(never)]
pub fn execute(vm: &mut Vm, pc: *const u32) -> Step {
    // SAFETY: the loop gives an instruction of the running frame.
    let insn = unsafe { Insn::decode(vm, pc) };
    let go = |()| Flow::Go(insn.next);
    let jump_if = |vm: &mut Vm, taken: bool| jump(vm, &insn, taken, 0);
    if let Some((op, constant)) = insn::operator(insn.op) {
        return binary(vm, &insn, op, constant, insn.word(0) & 1 != 0).map(go);
    }
    match insn.op {
        Op::NOP => Ok(go(())),
        Op::WIDE => unreachable!("a prefix is decoded with its instruction"),
        Op::MOVE => {
            let value = insn.take(insn.b);
            insn.set(insn.a, value);
            Ok(go(()))
        }
        Op::COPY => {
            insn.set(insn.a, insn.peek(insn.b));
            Ok(go(()))
        }
        Op::LOAD_CONST => {
            insn.set(insn.a, insn.constant(insn.word(0) as usize));
            Ok(go(()))
        }
        Op::LOAD_SMALL_INT => {
            insn.set(insn.a, Value::from_i32(insn.immediate()));
            Ok(go(()))
        }
        Op::LOAD_NULL | Op::CLEAR | Op::POP_TOP => {
            insn.set(insn.a, Value::NULL);
            Ok(go(()))
        }
        Op::LOAD_COMMON_CONSTANT => {
            let value = common_constant(vm, insn.b);
            insn.set(insn.a, value);
            Ok(go(()))
        }
        Op::CHECK_BOUND => name::check_bound(vm, &insn).map(go),
        Op::DELETE_FAST => {
            name::check_bound(vm, &insn)?;
            insn.set(insn.a, Value::NULL);
            Ok(go(()))
        }

        Op::MAKE_CELL => {
            let cell = vm.new_cell(insn.take_out(insn.a));
            insn.set(insn.a, cell);
            Ok(go(()))
        }
        Op::COPY_FREE_VARS => {
            // SAFETY: there is a running activation.
            let function = unsafe { (*vm.stack.current).function() };
            let closure = function.expect::<Function>().closure.clone();
            let cells = closure.expect::<taipan_objects::tuple::Tuple>();
            for (i, cell) in cells.items().iter().enumerate() {
                insn.set(insn.b + i, cell.clone());
            }
            Ok(go(()))
        }
        Op::LOAD_DEREF => name::load_deref(vm, &insn).map(go),
        Op::STORE_DEREF => {
            let value = insn.take(insn.b);
            name::store_deref(vm, &insn, value);
            Ok(go(()))
        }
        Op::DELETE_DEREF => name::delete_deref(vm, &insn).map(go),
        Op::LOAD_FROM_DICT_OR_DEREF => name::load_from_dict_or_deref(vm, &insn).map(go),
        Op::LOAD_GLOBAL => name::load_global(vm, &insn).map(go),
        Op::STORE_GLOBAL => name::store_global(vm, &insn).map(go),
        Op::DELETE_GLOBAL => name::delete_global(vm, &insn).map(go),
        Op::LOAD_NAME => name::load_name(vm, &insn).map(go),
        Op::STORE_NAME => name::store_name(vm, &insn).map(go),
        Op::DELETE_NAME => name::delete_name(vm, &insn).map(go),
        Op::LOAD_FROM_DICT_OR_GLOBALS => name::load_from_dict_or_globals(vm, &insn).map(go),
        Op::LOAD_LOCALS => name::load_locals(vm, &insn).map(go),
        Op::SETUP_ANNOTATIONS => name::setup_annotations(vm).map(go),

        Op::LOAD_ATTR => attr::load(vm, &insn),
        Op::LOAD_METHOD => attr::load_method(vm, &insn).map(go),
        Op::STORE_ATTR => attr::store(vm, &insn),
        Op::DELETE_ATTR => {
            let object = insn.take(insn.a);
            let name = insn.name(0);
            vm.set_attr(&object, &name, None).map(go)
        }
        Op::LOAD_SUPER_ATTR => attr::load_super(vm, &insn, false).map(go),
        Op::LOAD_SUPER_METHOD => attr::load_super(vm, &insn, true).map(go),

        Op::GET_ITEM => item::get(vm, &insn, false).map(go),
        Op::GET_ITEM_CONST => item::get(vm, &insn, true).map(go),
        Op::GET_SLICE => item::get_slice(vm, &insn).map(go),
        Op::SET_ITEM => item::set(vm, &insn).map(go),
        Op::SET_SLICE => item::set_slice(vm, &insn).map(go),
        Op::DELETE_ITEM => {
            let (object, key) = (insn.take(insn.a), insn.take(insn.b));
            vm.delete_item(&object, &key).map(go)
        }

        Op::BINARY_OP => {
            binary(vm, &insn, insn::rare_operator(&insn), false, insn.word(0) & 0x100 != 0).map(go)
        }
        Op::UNARY_NEGATIVE | Op::UNARY_POSITIVE | Op::UNARY_INVERT => {
            let value = insn.take(insn.b);
            let sign = match insn.op {
                Op::UNARY_NEGATIVE => '-',
                Op::UNARY_POSITIVE => '+',
                _ => '~',
            };
            let result = vm.unary(&value, sign)?;
            insn.set(insn.a, result);
            Ok(go(()))
        }
        Op::UNARY_NOT => {
            let value = insn.take(insn.b);
            let truth = vm.truth(&value)?;
            insn.set(insn.a, Value::from_bool(!truth));
            Ok(go(()))
        }
        Op::COMPARE_OP => {
            let (x, y) = (insn.take(insn.b), insn.take(insn.c));
            let result = vm.compare(&x, &y, operator::compare_op(insn.word(0)))?;
            insn.set(insn.a, result);
            Ok(go(()))
        }
        Op::IS_OP => {
            let (x, y) = (insn.take(insn.b), insn.take(insn.c));
            insn.set(insn.a, Value::from_bool(x.is(&y) != (insn.word(0) & 1 != 0)));
            Ok(go(()))
        }
        Op::CONTAINS_OP => {
            let (x, y) = (insn.take(insn.b), insn.take(insn.c));
            let found = vm.contains(&y, &x)?;
            insn.set(insn.a, Value::from_bool(found != (insn.word(0) & 1 != 0)));
            Ok(go(()))
        }

        Op::JUMP => jump_if(vm, true),
        Op::JUMP_IF_TRUE | Op::JUMP_IF_FALSE => {
            let value = insn.take(insn.a);
            let truth = vm.truth(&value)?;
            jump_if(vm, truth == (insn.op == Op::JUMP_IF_TRUE))
        }
        Op::JUMP_IF_TRUE_PEEK | Op::JUMP_IF_FALSE_PEEK => {
            let value = insn.peek(insn.a);
            let truth = vm.truth(&value)?;
            jump_if(vm, truth == (insn.op == Op::JUMP_IF_TRUE_PEEK))
        }
        Op::JUMP_IF_NONE => {
            let value = insn.take(insn.a);
            jump_if(vm, value.is_none())
        }
        Op::JUMP_IF_NOT_NONE => {
            let value = insn.take(insn.a);
            jump_if(vm, !value.is_none())
        }
        Op::JUMP_IF_LT
        | Op::JUMP_IF_LE
        | Op::JUMP_IF_EQ
        | Op::JUMP_IF_NE
        | Op::JUMP_IF_GT
        | Op::JUMP_IF_GE
        | Op::JUMP_IF_LT_CONST
        | Op::JUMP_IF_LE_CONST
        | Op::JUMP_IF_EQ_CONST
        | Op::JUMP_IF_NE_CONST
        | Op::JUMP_IF_GT_CONST
        | Op::JUMP_IF_GE_CONST => compare_jump(vm, &insn),
        Op::JUMP_IF_IS => {
            let (x, y) = (insn.take(insn.a), insn.take(insn.b));
            jump_if(vm, x.is(&y) as usize == insn.c)
        }
        Op::JUMP_IF_IN => {
            let (x, y) = (insn.take(insn.a), insn.take(insn.b));
            let found = vm.contains(&y, &x)?;
            jump_if(vm, found as usize == insn.c)
        }

        Op::GET_ITER => {
            let object = insn.take(insn.b);
            let iterator = vm.iter(&object)?;
            insn.set(insn.a, iterator);
            Ok(go(()))
        }
        Op::FOR_ITER => {
            let iterator = insn.peek(insn.a);
            match next_item(vm, &iterator)? {
                Some(value) => {
                    insn.set(insn.b, value);
                    jump_if(vm, true)
                }
                None => {
                    drop(iterator);
                    insn.set(insn.a, Value::NULL);
                    Ok(go(()))
                }
            }
        }

        Op::BUILD_TUPLE => {
            let items = insn.take_run(insn.b, insn.c);
            let tuple = vm.new_tuple(items);
            insn.set(insn.a, tuple);
            Ok(go(()))
        }
        Op::BUILD_LIST => {
            let items = insn.take_run(insn.b, insn.c);
            let list = vm.new_list(items);
            insn.set(insn.a, list);
            Ok(go(()))
        }
        Op::BUILD_SET => display::build_set(vm, &insn).map(go),
        Op::BUILD_MAP => display::build_map(vm, &insn).map(go),
        Op::BUILD_STRING => display::build_string(vm, &insn).map(go),
        Op::BUILD_SLICE => display::build_slice(vm, &insn).map(go),
        Op::LIST_APPEND => {
            let value = insn.take(insn.b);
            let list = insn.peek(insn.a);
            taipan_objects::list::push(vm, list.expect::<taipan_objects::list::List>(), value).map(go)
        }
        Op::LIST_EXTEND => display::list_extend(vm, &insn).map(go),
        Op::LIST_TO_TUPLE => {
            let list = insn.take(insn.b);
            let items = vm.collect(&list)?;
            let tuple = vm.new_tuple(items);
            insn.set(insn.a, tuple);
            Ok(go(()))
        }
        Op::SET_ADD => display::set_add(vm, &insn).map(go),
        Op::SET_UPDATE => display::set_update(vm, &insn).map(go),
        Op::MAP_ADD => {
            let (key, value) = (insn.take(insn.b), insn.take(insn.c));
            let dict = insn.peek(insn.a);
            vm.dict_set(&dict, &key, value).map(go)
        }
        Op::DICT_UPDATE => display::dict_update(vm, &insn).map(go),
        Op::DICT_MERGE => display::dict_merge(vm, &insn).map(go),
        Op::UNPACK_SEQUENCE => item::unpack(vm, &insn).map(go),
        Op::UNPACK_EX => item::unpack_ex(vm, &insn).map(go),

        Op::FORMAT_SIMPLE => {
            let value = insn.take(insn.b);
            let value = display::convert(vm, value, insn.c)?;
            let text = display::format(vm, &value, None)?;
            insn.set(insn.a, text);
            Ok(go(()))
        }
        Op::FORMAT_WITH_SPEC => display::format_with_spec(vm, &insn).map(go),
        Op::CONVERT_VALUE => {
            let value = insn.take(insn.b);
            let value = display::convert(vm, value, insn.c)?;
            insn.set(insn.a, value);
            Ok(go(()))
        }
        Op::BUILD_INTERPOLATION => display::build_interpolation(vm, &insn).map(go),
        Op::BUILD_TEMPLATE => display::build_template(vm, &insn).map(go),

        Op::CALL => call_op(vm, &insn, false, false),
        Op::CALL_METHOD => call_op(vm, &insn, true, false),
        Op::CALL_KW => call_op(vm, &insn, false, true),
        Op::CALL_METHOD_KW => call_op(vm, &insn, true, true),
        Op::CALL_EX => call_ex(vm, &insn),
        Op::TUPLE_ARGUMENTS => display::tuple_arguments(vm, &insn).map(go),
        Op::CALL_INTRINSIC => {
            let args = insn.take_run(insn.b, insn.c);
            let value = crate::intrinsic::call(vm, insn.word(0), &args)?;
            insn.set(insn.a, value);
            Ok(go(()))
        }
        Op::MAKE_FUNCTION => {
            let code = insn.constant(insn.word(0) as usize);
            // SAFETY: there is a running activation.
            let own = unsafe { (*vm.stack.current).function() };
            let globals = own.expect::<Function>().globals.clone();
            let function = vm.new_function(code, globals, Value::NULL);
            insn.set(insn.a, function);
            Ok(go(()))
        }
        Op::SET_FUNCTION_ATTRIBUTE => {
            let value = insn.take(insn.b);
            let function = insn.peek(insn.a);
            set_function_attribute(vm, &insn, &function, value);
            Ok(go(()))
        }
        Op::LOAD_BUILD_CLASS => {
            let name = vm.names.build_class.clone();
            // SAFETY: there is a running activation.
            let own = unsafe { (*vm.stack.current).function() };
            let builtins = own.expect::<Function>().builtins.clone();
            match vm.dict_get(&builtins, &name)? {
                Some(value) => {
                    insn.set(insn.a, value);
                    Ok(go(()))
                }
                None => Err(vm.raise(Tp::NameError, "__build_class__ not found")),
            }
        }
        Op::RETURN_VALUE => {
            let value = insn.take_out(insn.a);
            resume::return_value(vm, value)
        }

        Op::IMPORT_NAME => import::name(vm, &insn).map(go),
        Op::IMPORT_FROM => import::from(vm, &insn).map(go),
        Op::IMPORT_STAR => import::star(vm, &insn).map(go),

        Op::RAISE_VARARGS => Err(exception::raise(vm, &insn)?),
        Op::PUSH_EXC_INFO => {
            let exception = insn.peek(insn.a);
            let previous = std::mem::replace(&mut vm.handled, exception);
            insn.set(insn.a + 1, previous);
            Ok(go(()))
        }
        Op::POP_EXCEPT => {
            let previous = insn.take_out(insn.a + 1);
            let handled = std::mem::replace(&mut vm.handled, previous);
            insn.set(insn.a, Value::NULL);
            drop(handled);
            Ok(go(()))
        }
        Op::RERAISE => {
            if insn.b == 1 {
                let previous = insn.take_out(insn.a + 1);
                let handled = std::mem::replace(&mut vm.handled, previous);
                drop(handled);
            }
            Err(Raised(insn.take_out(insn.a)))
        }
        Op::CHECK_EXC_MATCH => {
            let class = insn.take(insn.c);
            let exception = insn.peek(insn.b);
            let matches = exception::matches(vm, &exception, &class)?;
            insn.set(insn.a, Value::from_bool(matches));
            Ok(go(()))
        }
        Op::JUMP_IF_NOT_EXC_MATCH => {
            let class = insn.take(insn.b);
            let exception = insn.peek(insn.a);
            let matches = exception::matches(vm, &exception, &class)?;
            jump_if(vm, !matches)
        }
        Op::CHECK_EG_MATCH => exception::check_group(vm, &insn).map(go),
        Op::BEFORE_WITH => exception::before_with(vm, &insn).map(go),
        Op::WITH_EXCEPT_START => exception::with_except_start(vm, &insn).map(go),

        Op::RETURN_GENERATOR => resume::return_generator(vm, &insn),
        Op::YIELD_VALUE => {
            let value = insn.take(insn.b);
            // SAFETY: the value's word is owned.
            unsafe { resume::yield_value(vm, value.into_raw()) }
        }
        Op::GET_YIELD_FROM_ITER => resume::get_yield_from_iter(vm, &insn).map(go),
        Op::GET_AWAITABLE => resume::get_awaitable(vm, &insn).map(go),
        Op::SEND => resume::send(vm, &insn),
        Op::GET_AITER => resume::get_aiter(vm, &insn).map(go),
        Op::GET_ANEXT => resume::get_anext(vm, &insn).map(go),
        Op::END_ASYNC_FOR => {
            let exception = insn.take_out(insn.a + 1);
            if vm.is_instance(&exception, Tp::StopAsyncIteration) {
                insn.set(insn.a, Value::NULL);
                drop(exception);
                return Ok(go(()));
            }
            insn.set(insn.a, Value::NULL);
            Err(Raised(exception))
        }

        Op::GET_LEN => {
            let object = insn.peek(insn.b);
            let length = vm.len(&object)?;
            insn.set(insn.a, vm.new_int(length as i64));
            Ok(go(()))
        }
        Op::MATCH_MAPPING => matching::mapping(vm, &insn).map(go),
        Op::MATCH_SEQUENCE => matching::sequence(vm, &insn).map(go),
        Op::MATCH_KEYS => matching::keys(vm, &insn).map(go),
        Op::MATCH_CLASS => matching::class(vm, &insn).map(go),
        op => unreachable!("{} is handled above", op.name()),
    }
}

/// Goes to the target of jump word `word`, or on; a jump back polls the breaker.
pub fn jump(vm: &mut Vm, insn: &Insn, taken: bool, word: usize) -> Step {
    if !taken {
        return Ok(Flow::Go(insn.next));
    }
    if (insn.word(word) as i32) < 0 && vm.asked() {
        call::poll(vm)?;
    }
    Ok(Flow::Go(insn.target(word)))
}

/// The next item of a `for` loop. The StopIteration that ends it is an event for who observes.
fn next_item(vm: &mut Vm, iterator: &Value) -> PyResult<Option<Value>> {
    if vm.observing
        && let Some(next) = vm.type_of(iterator).slots().next
    {
        return match next(vm, iterator) {
            Err(raised) if vm.is_raised(&raised, Tp::StopIteration) => {
                if vm.is_exact(iterator, Tp::Generator) {
                    let value = vm.stop_value(&raised.0);
                    observe::stopped(vm, &value);
                } else {
                    drop(observe::raised(vm, raised));
                }
                Ok(None)
            }
            other => other,
        };
    }
    vm.next(iterator)
}

pub fn compare_jump(vm: &mut Vm, insn: &Insn) -> Step {
    let (op, constant) = operator::comparison(insn.op);
    let left = insn.take(insn.a);
    let right = if constant { insn.constant(insn.b) } else { insn.take(insn.b) };
    let answer = if let (Some(a), Some(b)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>()) {
        taipan_objects::str::compare_texts(a.bytes(), b.bytes(), op)
    } else {
        vm.compare_truth(&left, &right, op)?
    };
    jump(vm, insn, answer as usize == insn.c, 0)
}

pub fn binary(vm: &mut Vm, insn: &Insn, op: BinaryOp, constant: bool, inplace: bool) -> PyResult<()> {
    if op == BinaryOp::Add && insn.a == insn.b && append_text(insn, constant) {
        return Ok(());
    }
    let left = insn.take(insn.b);
    let right = insn.right(constant);
    let result = if inplace { vm.inplace(&left, &right, op)? } else { binary_values(vm, &left, &right, op)? };
    insn.set(insn.a, result);
    Ok(())
}

#[inline]
fn binary_values(vm: &mut Vm, left: &Value, right: &Value, op: BinaryOp) -> PyResult {
    if op == BinaryOp::Add
        && let (Some(a), Some(b)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>())
        && let Some(value) = taipan_objects::str::concat_texts(vm, a, b)
    {
        return Ok(value);
    }
    vm.binary(left, right, op)
}

/// `s = s + t` and `s += t` where the register holds the only reference to `s`: the text grows in place.
fn append_text(insn: &Insn, constant: bool) -> bool {
    // SAFETY: registers are valid words.
    let word = unsafe { *insn.registers().add(insn.a) };
    if raw::shape(word) != Tp::Str as u32 || !raw::is_counted(word) {
        return false;
    }
    let right = if constant { insn.constant(insn.c) } else { insn.peek(insn.c) };
    let Some(more) = right.downcast_exact::<Str>() else { return false };
    // SAFETY: the shape says that it is a str.
    let object = unsafe { raw::object::<Str>(word) };
    if object.header.references() != 1 || right.raw() == word {
        return false;
    }
    // SAFETY: the register holds the only reference.
    if !unsafe { taipan_objects::str::append_in_place(object, more.text()) } {
        return false;
    }
    if !constant && insn.is_temporary(insn.c) {
        drop(insn.take_out(insn.c));
    }
    true
}

fn common_constant(vm: &mut Vm, which: usize) -> Value {
    const ALL: [CommonConstant; 7] = [
        CommonConstant::AssertionError,
        CommonConstant::NotImplementedError,
        CommonConstant::Tuple,
        CommonConstant::All,
        CommonConstant::Any,
        CommonConstant::List,
        CommonConstant::Set,
    ];
    let builtin = |vm: &mut Vm, name: &str| {
        let builtins = vm.builtins.clone();
        vm.dict_get_str(&builtins, name).unwrap_or(Value::NONE)
    };
    match ALL[which] {
        CommonConstant::AssertionError => vm.class(Tp::AssertionError),
        CommonConstant::NotImplementedError => vm.class(Tp::NotImplementedError),
        CommonConstant::Tuple => vm.class(Tp::Tuple),
        CommonConstant::List => vm.class(Tp::List),
        CommonConstant::Set => vm.class(Tp::Set),
        CommonConstant::All => builtin(vm, "all"),
        CommonConstant::Any => builtin(vm, "any"),
    }
}

fn call_op(vm: &mut Vm, insn: &Insn, method: bool, keywords: bool) -> Step {
    if observe::poll_before_call(vm)? {
        return Ok(Flow::Exit(Exit::Switch));
    }
    let callee = insn.take_out(insn.b);
    let (mut first, mut count) = (insn.b + 1, insn.c);
    if method {
        // SAFETY: nothing writes the window before the call has copied or released it.
        let own = unsafe { &insn.run(first, 1)[0] };
        if own.is_null() {
            first += 1;
        } else {
            count += 1;
        }
    }
    // SAFETY: as above: the values stay in their registers until they are released below.
    let values = unsafe { insn.run(first, count) };
    let result = if keywords {
        let names = insn.constant(insn.word(0) as usize);
        let names = names.expect::<taipan_objects::tuple::Tuple>().items();
        call::call_values(vm, insn, callee, Args { all: values, names })
    } else {
        let shape = callee.shape();
        let native = if shape == Tp::BuiltinFunction as u32 || shape == Tp::MethodDescriptor as u32 {
            call::call_native(vm, &callee, None, values)
        } else if let Some(bound) = callee.downcast_exact::<taipan_objects::method::Method>()
            && bound.function.downcast::<NativeFunction>().is_some()
        {
            call::call_native(vm, &bound.function, Some(&bound.own), values)
        } else {
            None
        };
        match native {
            Some(result) => {
                insn.release_run(first, count);
                let value = result?;
                insn.set(insn.a, value);
                if vm.asked() && observe::must_switch(vm) {
                    return Ok(observe::leave_at(vm, insn.next));
                }
                return Ok(Flow::Go(insn.next));
            }
            None => call::call_values(vm, insn, callee, Args::positional(values)),
        }
    };
    match &result {
        // The result may lie in the first register of the run.
        Ok(Flow::Go(_)) => release_arguments(insn, first, count),
        _ => insn.release_run(first, count),
    }
    result
}

/// Releases the arguments of a call whose result may lie in one of their registers.
fn release_arguments(insn: &Insn, first: usize, count: usize) {
    for register in (first..first + count).rev() {
        if register != insn.a {
            drop(insn.take_out(register));
        }
    }
}

fn call_ex(vm: &mut Vm, insn: &Insn) -> Step {
    if observe::poll_before_call(vm)? {
        return Ok(Flow::Exit(Exit::Switch));
    }
    let callee = insn.take_out(insn.b);
    let positional = insn.take_out(insn.b + 1);
    let keywords = insn.take_out(insn.b + 2);
    let tuple = positional.expect::<taipan_objects::tuple::Tuple>();
    if keywords.is_null() {
        return call::call_values(vm, insn, callee, Args::positional(tuple.items()));
    }
    let mut all = tuple.items().to_vec();
    let mut names = Vec::new();
    for (key, value) in vm.dict_items(&keywords) {
        if !vm.is_instance(&key, Tp::Str) {
            return Err(vm.type_error("keywords must be strings"));
        }
        names.push(key);
        all.push(value);
    }
    call::call_values(vm, insn, callee, Args { all: &all, names: &names })
}

fn set_function_attribute(vm: &mut Vm, insn: &Insn, function: &Value, value: Value) {
    let object = function.expect::<Function>();
    if insn.c == FunctionAttribute::Annotate as usize
        && let Some(annotate) = value.downcast::<Function>()
    {
        let name = object.qualname.get(vm).clone();
        let name = format!("{}.__annotate__", vm.text(&name));
        let name = vm.new_str(&name);
        let old = std::mem::replace(annotate.qualname.get_mut(vm), name);
        drop(old);
    }
    let field = match insn.c {
        n if n == FunctionAttribute::Defaults as usize => &object.defaults,
        n if n == FunctionAttribute::KwDefaults as usize => &object.kw_defaults,
        n if n == FunctionAttribute::Annotations as usize => &object.annotations,
        n if n == FunctionAttribute::Annotate as usize => &object.annotate,
        _ => {
            // A closure is given once, to a function nobody else has seen: it is made anew with it.
            let code = object.code.get(vm).clone();
            debug_assert!(code.downcast::<Code>().is_some());
            let fresh = vm.new_function(code, object.globals.clone(), value);
            let new = fresh.expect::<Function>();
            let moves = [
                (&object.defaults, &new.defaults),
                (&object.kw_defaults, &new.kw_defaults),
                (&object.annotations, &new.annotations),
                (&object.annotate, &new.annotate),
            ];
            for (from, to) in moves {
                let value = std::mem::replace(from.get_mut(vm), Value::NULL);
                *to.get_mut(vm) = value;
            }
            insn.set(insn.a, fresh);
            return;
        }
    };
    let old = std::mem::replace(field.get_mut(vm), value);
    drop(old);
}
