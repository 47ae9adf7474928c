//! What stands for `sleep(0)` in the frame that awaits it; for a longer sleep see `sleep`. Such a frame yields None at once,
//! without a coroutine (`Vm::pause`); one is made where somebody looks (`cr_await`) or throws.

use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::function::Function;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::vm::Pause;
use taipan_objects::{Payload, Sent, Tracer};

/// The payload of the one object of the class.
pub struct Paused;

// SAFETY: it holds no references.
unsafe impl Payload for Paused {
    const NAME: &'static str = "pause";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// The coroutine of `sleep(0)`, which has yielded.
fn coroutine(vm: &mut Vm, _: &Value) -> PyResult {
    let sleep = vm.pause.function.clone();
    let coroutine = vm.call(&sleep, &[Value::ZERO])?;
    vm.call_method(&coroutine, "send", &[Value::NONE])?;
    Ok(coroutine)
}

/// `throw` of what stands for a coroutine, which its slot `await` makes.
pub const THROW: NativeDef = method(
    "throw",
    "($self, *args)",
    |vm, a| {
        let Some(make) = vm.type_of(&a[0]).slots().r#await else { unreachable!("a stand-in has the slot") };
        let coroutine = make(vm, &a[0])?;
        let args = a[1].expect::<Tuple>().items().to_vec();
        vm.call_method(&coroutine, "throw", &args)
    },
    "",
);

static METHODS: &[NativeDef] = &[THROW];

/// A class that Python never sees by a name.
pub fn class<T: Payload>(vm: &mut Vm, name: &'static str, spec: TypeSpec) -> PyResult {
    let class = NativeClass { name, module: "_asyncio", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<T>(class, None)
}

fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            r#await: Some(coroutine),
            awaited: Some(|_, _, _| Ok(Sent::Return(Value::NONE))),
            ..Slots::default()
        },
        methods: METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}

/// Tells the interpreter of asyncio's own `sleep`.
pub fn know_sleep(vm: &mut Vm, tasks: &Value) -> PyResult<()> {
    let function = vm.get_attr_str(tasks, "sleep")?;
    let Some(own) = function.downcast::<Function>() else { return Ok(()) };
    let (code, defaults) = (own.code.get(vm).clone(), own.defaults.get(vm).clone());
    let class = class::<Paused>(vm, "pause", spec())?;
    let stand_in = vm.new_object(&class, Paused);
    vm.pause = Pause { function, code, defaults, stand_in, begin: Some(crate::sleep::begin) };
    Ok(())
}
