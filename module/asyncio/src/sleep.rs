//! What stands for `sleep` in the frame that awaits it: a future and its timer, without a coroutine (`Vm::pause`). The
//! coroutine is made where somebody looks (`cr_await`) or throws, as it would be there if it had run: a rehearsal on a stage
//! in the loop's place has shown what its registers hold when it is suspended.

use crate::future::{self, Future, Phase, bit};
use crate::loop_methods::call_later_plainly;
use crate::pause::{self, THROW};
use crate::state::{State, get};
use crate::{handle, plain, timers, trace};
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::generator::Generator;
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::{Guarded, Payload, Sent, Tracer};

/// The payload of what stands in the frame.
pub struct Sleeping {
    future: Value,
    timer: Value,
    delay: Value,
    /// The coroutine, NULL until it is needed. From then on it is what is asked.
    coroutine: Guarded<Value>,
}

// SAFETY: every value is visited once. Whatever cycle it is in leads through a frame, which can be cleared.
unsafe impl Payload for Sleeping {
    const NAME: &'static str = "sleep";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        [&self.future, &self.timer, &self.delay].into_iter().for_each(&mut *visit);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.coroutine.as_ptr() });
    }
}

/// A `sleep(delay)` that has begun: what stands for its coroutine, and what that yields. `None`, and nothing done, where the
/// coroutine must run.
pub fn begin(vm: &mut Vm, delay: &Value) -> Option<(Value, Value)> {
    let seconds = timers::seconds(delay)?;
    let event_loop = vm.running_loop.clone();
    let (plain, _) = plain::of(vm, &event_loop)?;
    if seconds.is_nan() || seconds <= 0.0 || trace::is_on(vm) || !knows_registers(vm) {
        return None;
    }
    let made = future::make(vm, &event_loop);
    future::own(&made).set(bit::BLOCKING, true);
    let what = get(vm, |s| &s.set_result_unless_cancelled);
    let args = vm.new_tuple(vec![made.clone(), Value::NONE]);
    let timer = call_later_plainly(vm, &event_loop, plain, seconds, &what, &args)?;
    let (future, delay) = (made.clone(), delay.clone());
    let sleeping = Sleeping { future, timer, delay, coroutine: Guarded::new(Value::NULL) };
    let class = get(vm, |s| &s.sleeping);
    Some((vm.new_object(&class, sleeping), made))
}

fn send(vm: &mut Vm, object: &Value, sent: &Value) -> PyResult<Sent> {
    let own = object.expect::<Sleeping>();
    if own.coroutine.get(vm).is_null() && future::own(&own.future).phase() == Phase::Returned {
        handle::cancel_timer(vm, &own.timer)?;
        return Ok(Sent::Return(future::result(vm, &own.future)?));
    }
    let coroutine = coroutine(vm, object)?;
    (vm.interp.gen_send)(vm, &coroutine, sent.clone())
}

/// The coroutine, suspended where it awaits the future.
fn coroutine(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Sleeping>();
    if let Some(made) = own.coroutine.get(vm).clone().non_null() {
        return Ok(made);
    }
    let event_loop = future::own(&own.future).event_loop.get(vm).clone();
    let Rehearsal::Known(parts, pc) = &vm.state::<State>().sleep else {
        unreachable!("nothing stands for a coroutine whose registers are not known")
    };
    let registers = parts.iter().map(|part| match part {
        Part::Loop => event_loop.clone(),
        Part::Future => own.future.clone(),
        Part::Timer => own.timer.clone(),
        Part::Delay => own.delay.clone(),
        Part::Plain(value) => value.clone(),
    });
    let (registers, pc) = (registers.collect(), *pc);
    let (function, code) = (vm.pause.function.clone(), vm.pause.code.clone());
    let made = vm.new_suspended(&function, &code, pc, registers)?;
    *own.coroutine.get_mut(vm) = made.clone();
    Ok(made)
}

static METHODS: &[NativeDef] = &[
    THROW,
    method(
        "close",
        "($self, /)",
        |vm, a| {
            let own = a[0].expect::<Sleeping>();
            if let Some(coroutine) = own.coroutine.get(vm).clone().non_null() {
                return vm.call_method(&coroutine, "close", &[]);
            }
            handle::cancel_timer(vm, &own.timer)?;
            Ok(Value::NONE)
        },
        "",
    ),
];

fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { r#await: Some(coroutine), awaited: Some(send), ..Slots::default() },
        methods: METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}

// ---- the rehearsal ----

/// What is known of the coroutine while it is suspended.
#[derive(Default)]
pub enum Rehearsal {
    #[default]
    NotYet,
    InVain,
    /// What its registers hold, and its instruction.
    Known(Vec<Part>, u32),
}

/// What a register of the suspended coroutine holds.
pub enum Part {
    Loop,
    Future,
    Timer,
    Delay,
    /// A word without references.
    Plain(Value),
}

/// The payload of what stands in the place of the loop, and of the timer, in a rehearsal.
pub struct Stage {
    future: Value,
    timer: Value,
}

// SAFETY: every value is visited once.
unsafe impl Payload for Stage {
    const NAME: &'static str = "stage";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.future);
        visit(&self.timer);
    }
}

static STAGE_METHODS: &[NativeDef] = &[
    method("create_future", "($self, /)", |_, a| Ok(a[0].expect::<Stage>().future.clone()), ""),
    method("call_later", "($self, *args)", |_, a| Ok(a[0].expect::<Stage>().timer.clone()), ""),
    method("cancel", "($self, /)", |_, _| Ok(Value::NONE), ""),
];

fn stage_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots::default(),
        methods: STAGE_METHODS,
        is_final: true,
        no_new: true,
        ..TypeSpec::default()
    }
}

/// Whether it is known what the coroutine's registers hold, which the first call finds out.
fn knows_registers(vm: &mut Vm) -> bool {
    match vm.state::<State>().sleep {
        Rehearsal::Known(..) => return true,
        Rehearsal::InVain => return false,
        Rehearsal::NotYet => {}
    }
    vm.state::<State>().sleep = Rehearsal::InVain;
    // Nobody else's code runs on the stage.
    let collects = vm.heap.collect_enabled.replace(false);
    let known = rehearse(vm);
    vm.heap.collect_enabled.set(collects);
    let Ok(Some((parts, pc, class))) = known else { return false };
    let state = vm.state::<State>();
    (state.sleep, state.sleeping) = (Rehearsal::Known(parts, pc), class);
    true
}

/// What is found out, and the class of what stands in the frames.
fn rehearse(vm: &mut Vm) -> PyResult<Option<(Vec<Part>, u32, Value)>> {
    let class = pause::class::<Stage>(vm, "stage", stage_spec())?;
    let timer = vm.new_object(&class, Stage { future: Value::NULL, timer: Value::NULL });
    let future_class = get(vm, |s| &s.future);
    let awaited = vm.new_object(&future_class, Future::of_loop(timer.clone()));
    let stage = vm.new_object(&class, Stage { future: awaited.clone(), timer: timer.clone() });
    let delay = vm.new_float(0.015625);
    let outer = std::mem::replace(&mut vm.running_loop, stage.clone());
    let function = vm.pause.function.clone();
    let begun = vm.call(&function, std::slice::from_ref(&delay)).and_then(|coroutine| {
        let sent = (vm.interp.gen_send)(vm, &coroutine, Value::NONE)?;
        Ok((coroutine, sent))
    });
    vm.running_loop = outer;
    let (coroutine, sent) = begun?;
    let Some(own) = coroutine.downcast::<Generator>() else { return Ok(None) };
    let mut known = Vec::new();
    for word in own.suspended_registers() {
        known.push(match word {
            word if word.is(&stage) => Part::Loop,
            word if word.is(&awaited) => Part::Future,
            word if word.is(&timer) => Part::Timer,
            word if word.is(&delay) => Part::Delay,
            word if !word.is_object() => Part::Plain(word),
            _ => return Ok(None),
        });
    }
    let count = |part: fn(&Part) -> bool| known.iter().filter(|known| part(known)).count();
    let complete = matches!(&sent, Sent::Yield(value) if value.is(&awaited))
        && count(|part| matches!(part, Part::Loop)) == 1
        && count(|part| matches!(part, Part::Future)) == 2
        && count(|part| matches!(part, Part::Timer)) == 1;
    let pc = own.pc_index();
    vm.call_method(&coroutine, "close", &[])?;
    let class = pause::class::<Sleeping>(vm, "sleep", spec())?;
    Ok(complete.then_some((known, pc, class)))
}
