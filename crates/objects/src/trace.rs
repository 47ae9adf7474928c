//! Execution traces, from the side of a Vm: what is wanted, who is told, the ids of objects, and how values and places are
//! shown. The interpreter tells of frames and generators, asyncio's module of tasks, futures and loops.
//!
//! Laws. While nobody is told, `Vm::trace_events` is empty, and asking it is all that a trace costs. An id is given at the
//! creation of an object, in order per kind; an object whose creation nobody saw gets one at first sight. No Python code
//! runs for showing anything.
//!
//! A table of ids maps the addresses of living objects. One that has died leaves its entry behind: a new object at its
//! address gets a new id when it is created.

use crate::bytes::Bytes;
use crate::code::Code;
use crate::function::Function;
use crate::generator::Generator;
use crate::list::List;
use crate::method::Method;
use crate::native_function::NativeFunction;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{Obj, Tp, Value, Vm, exception};
use taipan_bytecode::CodeFlags;
use taipan_heap::Map;
use taipan_host::Clock;
pub use taipan_trace::{
    Callee, Done, Event, Events, FutureId, GeneratorId, Happened, Id, On, Place, Resumed, Shown, TaskId,
    TimerId, TraceSink,
};

/// What of futures an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FutureKind {
    Task,
    Future,
}

/// The ids of one kind.
struct Ids {
    known: Map<u64, u64>,
    last: u64,
}

impl Ids {
    fn new() -> Ids {
        Ids { known: taipan_heap::map(), last: 0 }
    }

    fn made(&mut self, object: &Value) -> u64 {
        self.last += 1;
        self.known.insert(object.raw() & !7, self.last);
        self.last
    }

    fn of(&mut self, object: &Value) -> u64 {
        match self.known.get(&(object.raw() & !7)) {
            Some(id) => *id,
            None => self.made(object),
        }
    }
}

/// A trace in progress.
pub struct Trace {
    sink: Box<dyn TraceSink>,
    wanted: Events,
    /// Whether it has begun.
    begun: bool,
    start_ns: i64,
    /// Folders that places are relative to, each with a slash at its end; the first that fits counts.
    folders: Vec<String>,
    /// As `folders`, of the standard library.
    library: Vec<String>,
    tasks: Ids,
    futures: Ids,
    generators: Ids,
    timers: Ids,
    /// Turns of event loops.
    turns: u64,
    /// What was sent last into a chain of generators.
    sent: Shown,
    /// Tells futures apart; said by who has their classes.
    pub future_kind: fn(&Value) -> Option<FutureKind>,
}

/// Characters of a text that are shown, and items of a list.
const TEXT: usize = 60;
const ITEMS: usize = 6;
/// Lists in lists that are shown.
const DEPTH: usize = 3;

fn with_slash(folder: &str) -> Option<String> {
    let folder = folder.trim_end_matches('/');
    (!folder.is_empty()).then(|| format!("{folder}/"))
}

impl Trace {
    /// A trace that is told to `sink`. Places are shown relative to the first of `folders` that they lie in; what lies in
    /// one of `library` belongs to the standard library.
    pub fn new(sink: Box<dyn TraceSink>, wanted: Events, folders: &[String], library: &[String]) -> Trace {
        Trace {
            sink,
            wanted,
            begun: false,
            start_ns: 0,
            folders: folders.iter().filter_map(|folder| with_slash(folder)).collect(),
            library: library.iter().filter_map(|folder| with_slash(folder)).collect(),
            tasks: Ids::new(),
            futures: Ids::new(),
            generators: Ids::new(),
            timers: Ids::new(),
            turns: 0,
            sent: Shown::Plain("None".to_owned()),
            future_kind: |_| None,
        }
    }

    fn is_library(&self, file: &str) -> bool {
        file.starts_with("<frozen ") || self.library.iter().any(|folder| file.starts_with(folder.as_str()))
    }

    /// A text without the folders that places are relative to: messages name files.
    fn without_folders(&self, mut text: String) -> String {
        for folder in self.library.iter().chain(&self.folders) {
            if text.contains(folder.as_str()) {
                text = text.replace(folder.as_str(), "");
            }
        }
        text
    }

    fn relative(&self, file: &str) -> String {
        let all = self.library.iter().chain(&self.folders);
        let inside = all.filter_map(|folder| file.strip_prefix(folder.as_str())).next();
        inside.unwrap_or(file).to_owned()
    }
}

impl Vm {
    /// Whether somebody is told of any of these events.
    #[inline(always)]
    pub fn traces(&self, events: Events) -> bool {
        self.trace_events.intersects(events)
    }

    /// Somebody is to be told of what happens, from [`Vm::begin_trace`] on.
    pub fn set_trace(&mut self, trace: Trace) {
        self.trace = Some(Box::new(trace));
    }

    /// Events are told from here on; their times count from here.
    pub fn begin_trace(&mut self) {
        let now = self.host().now_ns(Clock::Monotonic);
        let Some(trace) = &mut self.trace else { return };
        trace.begun = true;
        trace.start_ns = now;
        self.trace_events = trace.wanted;
        self.observers_changed();
    }

    /// Tells of an event.
    #[cold]
    pub fn tell_trace(&mut self, event: &Event) {
        let now = self.host().now_ns(Clock::Monotonic);
        if let Some(trace) = &mut self.trace {
            trace.sink.event(u64::try_from(now.saturating_sub(trace.start_ns)).unwrap_or(0), event);
        }
    }

    /// Whether the frames of this code are to be told of.
    pub fn traces_code(&self, code: &Code) -> bool {
        let Some(trace) = &self.trace else { return false };
        trace.wanted.contains(Events::LIBRARY) || !trace.is_library(&self.text(code.filename(self)))
    }

    /// The body of code is about to be run natively. That of a module of the library is done without telling, unless
    /// that was asked for. Gives what is to be told again afterwards.
    #[cold]
    pub fn enter_traced_body(&mut self, code: &Code) -> Events {
        let outer = self.trace_events;
        let is_told = self.traces_code(code);
        if let Some(trace) = &self.trace
            && trace.begun
        {
            if is_told {
                self.trace_events = trace.wanted;
            } else if !code.flags.contains(CodeFlags::OPTIMIZED) {
                self.trace_events = Events::empty();
            }
        }
        outer
    }

    /// Takes back what [`Vm::enter_traced_body`] did.
    pub fn leave_traced_body(&mut self, outer: Events) {
        self.trace_events = outer;
    }

    /// A future or task is made.
    pub fn trace_made_future(&mut self, object: &Value) -> Option<Id> {
        let trace = self.trace.as_mut()?;
        Some(match (trace.future_kind)(object)? {
            FutureKind::Task => Id::Task(TaskId(trace.tasks.made(object))),
            FutureKind::Future => Id::Future(FutureId(trace.futures.made(object))),
        })
    }

    /// The id of a future or task.
    pub fn trace_future(&mut self, object: &Value) -> Option<Id> {
        let trace = self.trace.as_mut()?;
        Some(match (trace.future_kind)(object)? {
            FutureKind::Task => Id::Task(TaskId(trace.tasks.of(object))),
            FutureKind::Future => Id::Future(FutureId(trace.futures.of(object))),
        })
    }

    /// The id of a task.
    pub fn trace_task(&mut self, object: &Value) -> Option<TaskId> {
        match self.trace_future(object)? {
            Id::Task(task) => Some(task),
            _ => None,
        }
    }

    /// A generator is made.
    pub fn trace_made_generator(&mut self, object: &Value) -> Option<GeneratorId> {
        Some(GeneratorId(self.trace.as_mut()?.generators.made(object)))
    }

    /// The id of a generator.
    pub fn trace_generator(&mut self, object: &Value) -> Option<GeneratorId> {
        Some(GeneratorId(self.trace.as_mut()?.generators.of(object)))
    }

    /// A timer is made.
    pub fn trace_made_timer(&mut self, object: &Value) -> Option<TimerId> {
        Some(TimerId(self.trace.as_mut()?.timers.made(object)))
    }

    /// The id of a timer.
    pub fn trace_timer(&mut self, object: &Value) -> Option<TimerId> {
        Some(TimerId(self.trace.as_mut()?.timers.of(object)))
    }

    /// The number of the turn of an event loop that begins.
    pub fn trace_turn(&mut self) -> u64 {
        self.trace.as_mut().map_or(0, |trace| {
            trace.turns += 1;
            trace.turns
        })
    }

    /// A moment of the monotonic clock as events have it.
    pub fn trace_moment(&self, seconds: f64) -> u64 {
        let start = self.trace.as_ref().map_or(0, |trace| trace.start_ns);
        ((seconds * 1e9).round() - start as f64).max(0.0) as u64
    }

    /// A value is sent into a chain of generators; those of its links that are told of next are resumed with it.
    #[cold]
    pub fn trace_sending(&mut self, value: &Value) {
        let shown = self.trace_value(value);
        if let Some(trace) = &mut self.trace {
            trace.sent = shown;
        }
    }

    /// What was sent last.
    pub fn trace_sent(&self) -> Shown {
        self.trace.as_ref().map_or(Shown::More, |trace| trace.sent.clone())
    }

    /// A line of code.
    pub fn trace_place(&self, code: &Code, line: u32) -> Place {
        let file = self.text(code.filename(self));
        let file = self.trace.as_ref().map_or_else(|| file.to_string(), |trace| trace.relative(&file));
        Place { file, line }
    }

    /// Where the program is: the innermost frame that does not belong to the library.
    pub fn trace_program_place(&self) -> Option<Place> {
        for record in self.stack.iter() {
            let code = record.code();
            if self.traces_code(code) {
                return Some(self.trace_place(code, code.block.location(record.pc_index()).line));
            }
            let mut at = record.generator;
            // SAFETY: the links of a running chain are alive.
            while let Some(link) = unsafe { at.as_ref() } {
                let code = link.code.expect::<Code>();
                if at != record.generator && self.traces_code(code) {
                    return Some(self.trace_place(code, code.block.location(link.pc_index()).line));
                }
                at = if std::ptr::eq(at, record.root) { std::ptr::null() } else { link.parent() };
            }
        }
        None
    }

    // ---- values ----

    /// A value as events show it.
    pub fn trace_value(&mut self, value: &Value) -> Shown {
        self.trace_shown(value, DEPTH)
    }

    fn trace_shown(&mut self, value: &Value, depth: usize) -> Shown {
        if value.is_null() {
            return Shown::Plain("None".to_owned());
        }
        if let Some(text) = value.downcast_exact::<Str>() {
            let text = text.text().to_str().map_or_else(|| text.text().to_string_escaped(), str::to_owned);
            let text = self.trace.as_ref().map_or(text.clone(), |trace| trace.without_folders(text));
            let cut: String = text.chars().take(TEXT).collect();
            let more = cut.len() < text.len();
            let cut = self.new_str(&cut);
            return self.trace_plain(&cut, more);
        }
        if self.is_exact(value, Tp::Bytes) {
            let data = value.expect::<Bytes>().as_slice();
            let cut = self.new_bytes(&data[..data.len().min(TEXT)]);
            let more = data.len() > TEXT;
            return self.trace_plain(&cut, more);
        }
        if [Tp::NoneType, Tp::Bool, Tp::Int, Tp::Float, Tp::EllipsisType]
            .iter()
            .any(|&tp| self.is_exact(value, tp))
        {
            return self.trace_plain(value, false);
        }
        if value.downcast::<Generator>().is_some()
            && let Some(id) = self.trace_generator(value)
        {
            return Shown::Known(Id::Generator(id));
        }
        if let Some(id) = self.trace_future(value) {
            return Shown::Known(id);
        }
        if depth > 0 {
            if exception::is_exception(value) {
                let arguments = exception::args(self, value);
                let class = self.short_type_name(value);
                return Shown::Exception { class, arguments: self.trace_items(&arguments, depth - 1) };
            }
            if self.is_exact(value, Tp::List) {
                let items: Vec<Value> =
                    value.expect::<List>().items(self).iter().take(ITEMS + 1).cloned().collect();
                return Shown::List(self.trace_items(&items, depth - 1));
            }
            if self.is_exact(value, Tp::Tuple) {
                let items: Vec<Value> =
                    value.expect::<Tuple>().items().iter().take(ITEMS + 1).cloned().collect();
                return Shown::Tuple(self.trace_items(&items, depth - 1));
            }
        }
        if value.downcast::<Function>().is_some() || value.downcast::<NativeFunction>().is_some() {
            return Shown::Instance(format!("function {}", self.trace_name(value)));
        }
        Shown::Instance(self.short_type_name(value))
    }

    fn trace_items(&mut self, items: &[Value], depth: usize) -> Vec<Shown> {
        let mut shown: Vec<Shown> =
            items.iter().take(ITEMS).map(|item| self.trace_shown(item, depth)).collect();
        if items.len() > ITEMS {
            shown.push(Shown::More);
        }
        shown
    }

    fn trace_plain(&mut self, value: &Value, more: bool) -> Shown {
        match self.repr_text(value) {
            Ok(text) => Shown::Plain(if more { text + "…" } else { text }),
            // An int of more digits than may be written.
            Err(_) => Shown::Instance(self.short_type_name(value)),
        }
    }

    fn short_type_name(&self, value: &Value) -> String {
        let name = self.type_name(value);
        name.rsplit('.').next().unwrap_or(&name).to_owned()
    }

    /// What is called: the qualified name of a function or method; of any other object its class.
    pub fn trace_name(&self, value: &Value) -> String {
        if let Some(function) = value.downcast::<Function>() {
            return self.text(function.qualname.get(self)).into_owned();
        }
        if let Some(method) = value.downcast::<Method>() {
            return self.trace_name(&method.function);
        }
        if let Some(native) = value.downcast::<NativeFunction>() {
            return self.text(&native.definition.name).into_owned();
        }
        if let Some(class) = value.downcast::<crate::class::Type>() {
            return self.text(class.data.qualname.get(self)).into_owned();
        }
        self.short_type_name(value)
    }

    /// A generator's qualified name.
    pub fn trace_generator_name(&self, generator: &Obj<Generator>) -> String {
        let name = generator.qualname(self);
        self.text(&name).into_owned()
    }
}
