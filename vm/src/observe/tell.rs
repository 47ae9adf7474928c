//! The stream of events, and who is told of each: the trace function of `sys.settrace`, the profile function of
//! `sys.setprofile`, the tools of `sys.monitoring`, and traces (`trace`). An event happens once, in one place, and is told here to all who
//! want it.
//!
//! While somebody is told, `Vm::tracing` keeps everybody from being told about that.

use super::{is_traced, known_frame, trace};
use taipan_objects::code::Code;
use taipan_objects::frame::{Frame, of_activation};
use taipan_objects::frame_line::Telling;
use taipan_objects::monitoring::{Event, TOOLS};
use taipan_objects::trace::Events;
use taipan_objects::{PyResult, Raised, Value, Vm};

/// What happens in a frame.
pub enum Happening<'a> {
    Start,
    Resume,
    /// Something is thrown into a generator.
    Throw(&'a Value),
    Line(u32),
    Instruction,
    Call {
        callee: &'a Value,
        /// NULL for none.
        first: &'a Value,
        /// As the profile function is told it; NULL where that is not told of such a call.
        native: &'a Value,
    },
    /// The native function of the last call returned.
    NativeReturn {
        callee: &'a Value,
        first: &'a Value,
        native: &'a Value,
    },
    NativeRaise {
        callee: &'a Value,
        first: &'a Value,
        native: &'a Value,
    },
    Return(&'a Value),
    Yield(&'a Value),
    /// An exception was raised, or came from a call.
    Raise(&'a Value),
    /// An exception goes on as it is.
    Reraise(&'a Value),
    /// A generator that the frame delegates to, or iterates over, ended.
    Stop(&'a Value),
    Handle(&'a Value),
    Unwind(&'a Value),
    Jump(u32),
    /// A branch goes on to the instruction.
    Left(u32),
    Right(u32),
}

use Happening::*;

impl Happening<'_> {
    fn event(&self) -> Event {
        match self {
            Start => Event::PY_START,
            Resume => Event::PY_RESUME,
            Throw(_) => Event::PY_THROW,
            Line(_) => Event::LINE,
            Instruction => Event::INSTRUCTION,
            Call { .. } => Event::CALL,
            NativeReturn { .. } => Event::C_RETURN,
            NativeRaise { .. } => Event::C_RAISE,
            Return(_) => Event::PY_RETURN,
            Yield(_) => Event::PY_YIELD,
            Raise(_) => Event::RAISE,
            Reraise(_) => Event::RERAISE,
            Stop(_) => Event::STOP_ITERATION,
            Handle(_) => Event::EXCEPTION_HANDLED,
            Unwind(_) => Event::PY_UNWIND,
            Jump(_) => Event::JUMP,
            Left(_) => Event::BRANCH_LEFT,
            Right(_) => Event::BRANCH_RIGHT,
        }
    }

    /// What a callback gets behind the code and the place.
    fn arguments(&self, vm: &Vm) -> Vec<Value> {
        match self {
            Start | Resume | Instruction => Vec::new(),
            Throw(value) | Return(value) | Yield(value) | Raise(value) | Reraise(value) | Stop(value)
            | Handle(value) | Unwind(value) => vec![(*value).clone()],
            Line(line) => vec![Value::from_i32(*line as i32)],
            Jump(place) | Left(place) | Right(place) => vec![offset(*place)],
            Call { callee, first, .. }
            | NativeReturn { callee, first, .. }
            | NativeRaise { callee, first, .. } => {
                let first = if first.is_null() { vm.monitoring.missing.clone() } else { (*first).clone() };
                vec![(*callee).clone(), first]
            }
        }
    }
}

/// The place of an instruction as Python sees it.
fn offset(place: u32) -> Value {
    Value::from_i32(taipan_objects::code::byte_offset(place) as i32)
}

/// Whether a tool wants to be told of an event in this code.
pub fn is_wanted(vm: &Vm, code: &Code, event: Event) -> bool {
    vm.monitoring.is_active() && vm.monitoring.told(code, event) != 0
}

/// Tells everybody of what happens at the running instruction. An error is what the program goes on with.
pub fn tell(vm: &mut Vm, what: &Happening<'_>) -> PyResult<()> {
    let place = place(vm);
    if vm.traces(Events::FRAMES) {
        trace::happened(vm, what);
    }
    if !vm.trace_function.is_null() || !vm.profile_function.is_null() {
        let wanted = match what {
            Start | Resume | Throw(_) => true,
            Call { native, .. } | NativeReturn { native, .. } | NativeRaise { native, .. } => {
                !native.is_null()
            }
            Return(_) | Yield(_) | Unwind(_) => true,
            Line(_) | Instruction | Raise(_) | Stop(_) => !vm.trace_function.is_null(),
            Reraise(_) | Handle(_) | Jump(_) | Left(_) | Right(_) => false,
        };
        let frame = match what {
            _ if !wanted => None,
            // Only a frame that was made to hold a trace function is traced.
            Line(_) | Instruction | Raise(_) | Stop(_) => known_frame(vm),
            _ => Some(of_activation(vm, vm.stack.current)),
        };
        if let Some(frame) = frame {
            tell_functions(vm, &frame, what)?;
        }
    }
    if vm.monitoring.is_active() && vm.tracing == 0 {
        // SAFETY: there is a running activation.
        let code = unsafe { (*vm.stack.current).code().value() };
        tell_tools(vm, &code, place, what)?;
    }
    Ok(())
}

/// As [`tell`], for a link of the running chain that does not run itself.
pub fn tell_in(vm: &mut Vm, frame: &Value, place: u32, what: &Happening<'_>) -> PyResult<()> {
    tell_functions(vm, frame, what)?;
    if vm.monitoring.is_active() && vm.tracing == 0 {
        let code = frame.expect::<Frame>().code.clone();
        tell_tools(vm, &code, place, what)?;
    }
    Ok(())
}

/// The running instruction.
fn place(vm: &Vm) -> u32 {
    // SAFETY: there is a running activation.
    unsafe { (*vm.stack.current).pc_index() }
}

// ---- the tools ----

fn tell_tools(vm: &mut Vm, code: &Value, place: u32, what: &Happening<'_>) -> PyResult<()> {
    let event = what.event();
    let mut told = vm.monitoring.told_at(code.expect::<Code>(), place, event);
    if told == 0 {
        return Ok(());
    }
    let mut arguments = vec![code.clone()];
    if event != Event::LINE {
        arguments.push(offset(place));
    }
    arguments.extend(what.arguments(vm));
    for tool in (0..TOOLS).rev() {
        if told & 1 << tool == 0 {
            continue;
        }
        told &= !(1 << tool);
        let callback = vm.monitoring.callback(tool, event).clone();
        if callback.is_null() {
            continue;
        }
        let telling = Telling { event, activation: vm.stack.current };
        let answer = apart(vm, telling, &callback, &arguments);
        if !answer?.is(&vm.monitoring.disable) {
            continue;
        }
        if !event.is_local() && !matches!(event, Event::C_RETURN | Event::C_RAISE) {
            drop(vm.set_monitoring_callback(tool, event, Value::NULL));
            return Err(vm.value_error(format!("Cannot disable {} events. Callback removed.", event.name())));
        }
        vm.monitoring.disable_at(code.expect::<Code>(), place, event, tool);
    }
    Ok(())
}

// ---- the trace and the profile function ----

/// An event as a trace function is told of it: under what name, and with what.
struct Told<'a> {
    event: Event,
    name: &'a str,
    argument: Value,
}

fn tell_functions(vm: &mut Vm, frame: &Value, what: &Happening<'_>) -> PyResult<()> {
    let event = what.event();
    let told = |name, argument| Told { event, name, argument };
    match what {
        Start | Resume | Throw(_) => {
            if !vm.trace_function.is_null() {
                let function = vm.trace_function.clone();
                call_tracer(vm, &function, frame, told("call", Value::NONE))?;
            }
            tell_profiler(vm, frame, told("call", Value::NONE))
        }
        Line(_) => {
            let wanted = frame.expect::<Frame>().rare().trace_lines.get();
            if wanted { tell_tracer(vm, frame, told("line", Value::NONE)) } else { Ok(()) }
        }
        Instruction => {
            let wanted = frame.expect::<Frame>().rare().trace_opcodes.get();
            if wanted { tell_tracer(vm, frame, told("opcode", Value::NONE)) } else { Ok(()) }
        }
        Call { native, .. } => tell_profiler(vm, frame, told("c_call", (*native).clone())),
        NativeReturn { native, .. } => tell_profiler(vm, frame, told("c_return", (*native).clone())),
        NativeRaise { native, .. } => tell_profiler(vm, frame, told("c_exception", (*native).clone())),
        Return(value) | Yield(value) => {
            tell_tracer(vm, frame, told("return", (*value).clone()))?;
            tell_profiler(vm, frame, told("return", (*value).clone()))
        }
        Unwind(_) => {
            tell_tracer(vm, frame, told("return", Value::NONE))?;
            tell_profiler(vm, frame, told("return", Value::NONE))
        }
        Raise(exception) | Stop(exception) => {
            if !is_traced(vm, frame) {
                return Ok(());
            }
            let class = vm.type_of(exception).value();
            let traceback = taipan_objects::exception::traceback(vm, exception);
            let traceback = if traceback.is_null() { Value::NONE } else { traceback };
            let argument = vm.new_tuple(vec![class, (*exception).clone(), traceback]);
            tell_tracer(vm, frame, told("exception", argument))
        }
        Reraise(_) | Handle(_) | Jump(_) | Left(_) | Right(_) => Ok(()),
    }
}

/// Calls somebody who is told of an event, and nobody is told of that.
fn apart(vm: &mut Vm, telling: Telling, function: &Value, arguments: &[Value]) -> PyResult {
    let outer = vm.telling.replace(telling);
    vm.tracing += 1;
    let result = vm.call(function, arguments);
    vm.tracing -= 1;
    vm.telling = outer;
    result
}

fn call_function(vm: &mut Vm, function: &Value, frame: &Value, told: Told<'_>) -> PyResult {
    let Told { event, name, argument } = told;
    let telling = Telling { event, activation: frame.expect::<Frame>().activation.get() };
    let name = vm.intern(name);
    apart(vm, telling, function, &[frame.clone(), name, argument])
}

/// Calls the frame's own trace function, if it has one.
fn tell_tracer(vm: &mut Vm, frame: &Value, told: Told<'_>) -> PyResult<()> {
    if vm.trace_function.is_null() || vm.tracing != 0 || !is_traced(vm, frame) {
        return Ok(());
    }
    let function = frame.expect::<Frame>().trace_function(vm);
    call_tracer(vm, &function, frame, told)
}

/// Calls a trace function. One that raises is not called again.
fn call_tracer(vm: &mut Vm, function: &Value, frame: &Value, told: Told<'_>) -> PyResult<()> {
    let result = call_function(vm, function, frame, told);
    let own = frame.expect::<Frame>();
    let answer = match &result {
        Ok(answer) if answer.is_none() => return Ok(()),
        Ok(answer) => answer.clone(),
        Err(_) => {
            drop(std::mem::replace(&mut vm.trace_function, Value::NULL));
            Value::NONE
        }
    };
    let old = std::mem::replace(own.rare().trace.get_mut(vm), answer);
    drop(old);
    result.map(|_| ())
}

fn tell_profiler(vm: &mut Vm, frame: &Value, told: Told<'_>) -> PyResult<()> {
    if vm.profile_function.is_null() || vm.tracing != 0 {
        return Ok(());
    }
    let function = vm.profile_function.clone();
    match call_function(vm, &function, frame, told) {
        Ok(_) => Ok(()),
        Err(raised) => {
            drop(std::mem::replace(&mut vm.profile_function, Value::NULL));
            Err(raised)
        }
    }
}

/// What goes on when an exception was told: itself, or what the telling raised.
pub fn or_raised(told: PyResult<()>, raised: Raised) -> Raised {
    match told {
        Ok(()) => raised,
        Err(new) => new,
    }
}
