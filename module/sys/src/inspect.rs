//! Looking into the running program: frames, the handled exception, sizes, counts, limits.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::frame;
use taipan_objects::function::Function;
use taipan_objects::str::Str;

/// The frame `depth` calls below the running one.
fn frame_at(vm: &mut Vm, depth: i64) -> PyResult<Option<Value>> {
    let mut at = vm.current_frame();
    for _ in 0..depth.max(0) {
        let Some(own) = at else { return Ok(None) };
        let back = vm.get_attr_str(&own, "f_back")?;
        at = if back.is_none() { None } else { Some(back) };
    }
    Ok(at)
}

pub fn getframe(vm: &mut Vm, a: &[Value]) -> PyResult {
    let depth = if a[1].is_null() { 0 } else { vm.index_i64(&a[1])? };
    match frame_at(vm, depth)? {
        Some(frame) => Ok(frame),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

pub fn getframemodulename(vm: &mut Vm, a: &[Value]) -> PyResult {
    let depth = if a[1].is_null() { 0 } else { vm.index_i64(&a[1])? };
    let Some(found) = frame_at(vm, depth)? else { return Ok(Value::NONE) };
    let function = found.expect::<frame::Frame>().function.clone();
    Ok(match function.downcast::<Function>() {
        Some(function) => function.module.get(vm).clone(),
        None => Value::NONE,
    })
}

pub fn current_frames(vm: &mut Vm, _: &[Value]) -> PyResult {
    let frames = vm.new_dict();
    for (ident, frame) in vm.each_thread(|vm| vm.current_frame()) {
        if let Some(frame) = frame {
            let ident = vm.new_u64(ident);
            vm.dict_set(&frames, &ident, frame)?;
        }
    }
    Ok(frames)
}

pub fn exc_info(vm: &mut Vm, _: &[Value]) -> PyResult {
    let handled = (vm.interp.handled)(vm);
    if handled.is_null() || handled.is_none() {
        return Ok(vm.new_tuple(vec![Value::NONE; 3]));
    }
    let parts = crate::hooks::triple(vm, &handled).to_vec();
    Ok(vm.new_tuple(parts))
}

pub fn intern(vm: &mut Vm, a: &[Value]) -> PyResult {
    if a[1].downcast::<Str>().is_none() {
        let text = format!("intern() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    if !vm.is_exact(&a[1], Tp::Str) {
        return Err(vm.type_error(format!("can't intern {}", vm.type_name(&a[1]))));
    }
    Ok(vm.intern_value(&a[1]))
}

pub fn is_interned(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].downcast::<Str>() else {
        let text = format!("_is_interned() argument must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    Ok(Value::from_bool(vm.find_interned(text.bytes()).is_some_and(|own| own.is(&a[1]))))
}

pub fn getrefcount(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_int(if a[1].is_object() { a[1].references() as i64 } else { u32::MAX as i64 }))
}

pub fn getallocatedblocks(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut count = 0;
    vm.heap.each_object(|_| count += 1);
    Ok(vm.new_int(count))
}

pub fn getsizeof(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.names.sizeof.clone();
    let result = match vm.call_special(&a[0], &name, &[]) {
        Ok(Some(size)) => vm.index(&size).and_then(|size| {
            if vm.index_i64(&size)? < 0 {
                Err(vm.value_error("__sizeof__() should return >= 0"))
            } else {
                Ok(size)
            }
        }),
        Ok(None) => {
            let text = format!("Type {} doesn't define __sizeof__", vm.type_name(&a[0]));
            Err(vm.type_error(text))
        }
        Err(raised) => Err(raised),
    };
    match result {
        Err(raised) if !a[1].is_null() && vm.is_raised(&raised, Tp::TypeError) => Ok(a[1].clone()),
        other => other,
    }
}

pub fn setrecursionlimit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = vm.index_i64(&a[1])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.stack.iter().count();
    if depth as i64 >= limit {
        return Err(vm.raise(
            Tp::RecursionError,
            format!(
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            ),
        ));
    }
    vm.set_recursion_limit(limit as usize);
    Ok(Value::NONE)
}

pub fn set_int_max_str_digits(vm: &mut Vm, a: &[Value]) -> PyResult {
    let digits = vm.index_i64(&a[1])?;
    if digits != 0 && digits < 640 {
        return Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited"));
    }
    vm.int_max_str_digits = digits as usize;
    Ok(Value::NONE)
}

pub fn getswitchinterval(vm: &mut Vm, _: &[Value]) -> PyResult {
    Ok(vm.new_float(vm.threads.switch_interval.as_secs_f64()))
}

pub fn setswitchinterval(vm: &mut Vm, a: &[Value]) -> PyResult {
    let class = vm.class(Tp::Float);
    let interval = vm.call(&class, &a[1..2])?;
    let interval = taipan_objects::float::value_of(&interval).unwrap_or(0.0);
    if interval <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    let Ok(interval) = std::time::Duration::try_from_secs_f64(interval) else {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    };
    vm.threads.switch_interval = interval;
    Ok(Value::NONE)
}

/// Takes `__dict__` and `__weakref__` out of a class's dict, so that nothing of a class that another one replaces keeps it.
pub fn clear_type_descriptors(vm: &mut Vm, a: &[Value]) -> PyResult {
    use taipan_objects::class::{Type, type_flags};
    let Some(class) = a[1].downcast::<Type>() else {
        let text = format!("_clear_type_descriptors() argument must be type, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    };
    if !class.has_flag(type_flags::HEAP) {
        return Err(vm.type_error("argument is immutable"));
    }
    let dict = class.dict.get(vm).clone();
    for name in [vm.names.dict.clone(), vm.names.weakref.clone()] {
        vm.dict_remove(&dict, &name)?;
    }
    taipan_objects::class::changed(vm, a[1].expect::<Type>());
    Ok(Value::NONE)
}
