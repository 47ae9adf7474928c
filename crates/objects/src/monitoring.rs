//! `sys.monitoring` (PEP 669): which tools want to be told of which events, of all code or of one, and what they asked not
//! to be told again. Who tells is the interpreter's observing loop; nothing here is read while nobody monitors.

use crate::code::Code;
use crate::{Obj, Value, Vm};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// Tools a program may use.
pub const TOOLS: usize = 6;

/// The events, in the order of their bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[expect(non_camel_case_types, reason = "the names are CPython's")]
pub enum Event {
    PY_START,
    PY_RESUME,
    PY_RETURN,
    PY_YIELD,
    CALL,
    LINE,
    INSTRUCTION,
    JUMP,
    BRANCH_LEFT,
    BRANCH_RIGHT,
    STOP_ITERATION,
    RAISE,
    EXCEPTION_HANDLED,
    PY_UNWIND,
    PY_THROW,
    RERAISE,
    C_RETURN,
    C_RAISE,
    BRANCH,
}

impl Event {
    pub const ALL: [Event; 19] = [
        Event::PY_START,
        Event::PY_RESUME,
        Event::PY_RETURN,
        Event::PY_YIELD,
        Event::CALL,
        Event::LINE,
        Event::INSTRUCTION,
        Event::JUMP,
        Event::BRANCH_LEFT,
        Event::BRANCH_RIGHT,
        Event::STOP_ITERATION,
        Event::RAISE,
        Event::EXCEPTION_HANDLED,
        Event::PY_UNWIND,
        Event::PY_THROW,
        Event::RERAISE,
        Event::C_RETURN,
        Event::C_RAISE,
        Event::BRANCH,
    ];

    pub fn bit(self) -> u32 {
        1 << self as u8
    }

    /// CPython's name of it.
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// Whether it belongs to a place in the code: it may be wanted of one code alone, and disabled at one place.
    pub fn is_local(self) -> bool {
        (self as u8) < Event::RAISE as u8
    }

    /// The event whose being wanted makes this one told: those of native functions come with their call.
    fn asked_by(self) -> Event {
        match self {
            Event::C_RETURN | Event::C_RAISE => Event::CALL,
            other => other,
        }
    }
}

/// What BRANCH stands for.
pub const BRANCHES: u32 = 1 << Event::BRANCH_LEFT as u32 | 1 << Event::BRANCH_RIGHT as u32;

/// What one tool asked for.
pub struct Tool {
    /// NULL: nobody uses it.
    pub name: Value,
    /// The events it wants of all code.
    pub events: u32,
    callbacks: [Value; Event::ALL.len()],
    /// The bits of BRANCH_LEFT and BRANCH_RIGHT, as far as their callback was registered for BRANCH.
    of_branch: u32,
    /// Counts how often everything was taken back: what codes remember for the tool holds while it stands.
    epoch: u32,
    /// How many codes have events of their own for it.
    codes: u32,
}

/// The tools of one Vm.
pub struct Monitoring {
    pub tools: [Tool; TOOLS],
    /// Counts `restart_events`: what is disabled stays so while it stands.
    restarts: u32,
    /// Whether any tool wants anything.
    active: bool,
    /// What a callback gives back that does not want to be told again; NULL before `sys` is made.
    pub disable: Value,
    /// Stands for the first argument of a call that has none.
    pub missing: Value,
}

/// What the tools asked for of one code object.
#[derive(Default)]
pub struct CodeMonitoring {
    /// Events, and the tool's epoch they hold in.
    local: [Cell<(u32, u32)>; TOOLS],
    disabled: RefCell<HashMap<(u32, Event), Disabled>>,
}

/// Who does not want to be told at one place: a bit for each tool, and the epochs it holds in.
struct Disabled {
    tools: u8,
    epochs: [u32; TOOLS],
    restarts: u32,
}

impl Default for Monitoring {
    fn default() -> Self {
        Monitoring {
            tools: std::array::from_fn(|_| Tool {
                name: Value::NULL,
                events: 0,
                callbacks: std::array::from_fn(|_| Value::NULL),
                of_branch: 0,
                epoch: 0,
                codes: 0,
            }),
            restarts: 0,
            active: false,
            disable: Value::NULL,
            missing: Value::NULL,
        }
    }
}

impl Monitoring {
    /// Whether any tool wants anything.
    #[inline]
    pub fn is_active(&self) -> bool {
        self.active
    }

    fn local_events(&self, code: &Code, tool: usize) -> u32 {
        let Some(own) = code.monitoring.get() else { return 0 };
        let (events, epoch) = own.local[tool].get();
        if epoch == self.tools[tool].epoch { events } else { 0 }
    }

    /// The tools to be told of an event in this code: a bit for each.
    pub fn told(&self, code: &Code, event: Event) -> u8 {
        let mut told = 0;
        if self.active {
            let bit = event.asked_by().bit();
            for (i, tool) in self.tools.iter().enumerate() {
                if (tool.events | self.local_events(code, i)) & bit != 0 {
                    told |= 1 << i;
                }
            }
        }
        told
    }

    /// As [`Monitoring::told`], without those that disabled the event at this place.
    pub fn told_at(&self, code: &Code, place: u32, event: Event) -> u8 {
        let told = self.told(code, event);
        let Some(own) = code.monitoring.get().filter(|_| told != 0) else { return told };
        let disabled = own.disabled.borrow();
        let Some(entry) = disabled.get(&(place, event.asked_by())) else { return told };
        if entry.restarts != self.restarts {
            return told;
        }
        let holds = |tool: &usize| entry.epochs[*tool] == self.tools[*tool].epoch;
        let mask = (0..TOOLS).filter(holds).fold(0, |mask, tool| mask | 1 << tool);
        told & !(entry.tools & mask)
    }

    /// The tool is not told of the event at this place again.
    pub fn disable_at(&self, code: &Code, place: u32, event: Event, tool: usize) {
        if self.tools[tool].of_branch & event.bit() != 0 {
            self.disable_one(code, place, Event::BRANCH_LEFT, tool);
            self.disable_one(code, place, Event::BRANCH_RIGHT, tool);
        } else {
            self.disable_one(code, place, event, tool);
        }
    }

    fn disable_one(&self, code: &Code, place: u32, event: Event, tool: usize) {
        let own = code.monitoring.get_or_init(Box::default);
        let mut disabled = own.disabled.borrow_mut();
        let entry = disabled.entry((place, event.asked_by())).or_insert(Disabled {
            tools: 0,
            epochs: [0; TOOLS],
            restarts: self.restarts,
        });
        if entry.restarts != self.restarts {
            entry.tools = 0;
            entry.restarts = self.restarts;
        }
        entry.tools |= 1 << tool;
        entry.epochs[tool] = self.tools[tool].epoch;
    }

    /// The callback of a tool for an event; NULL for none.
    pub fn callback(&self, tool: usize, event: Event) -> &Value {
        &self.tools[tool].callbacks[event as usize]
    }
}

impl Vm {
    fn monitoring_changed(&mut self) {
        self.monitoring.active = self.monitoring.tools.iter().any(|tool| tool.events != 0 || tool.codes != 0);
        self.observers_changed();
    }

    /// Sets a callback, NULL for none, and gives the old one.
    pub fn set_monitoring_callback(&mut self, tool: usize, event: Event, callback: Value) -> Value {
        let own = &mut self.monitoring.tools[tool];
        if event == Event::BRANCH {
            own.of_branch = BRANCHES;
            own.callbacks[Event::BRANCH_RIGHT as usize] = callback.clone();
            return std::mem::replace(&mut own.callbacks[Event::BRANCH_LEFT as usize], callback);
        }
        own.of_branch &= !event.bit();
        std::mem::replace(&mut own.callbacks[event as usize], callback)
    }

    /// Sets the events that a tool wants of all code.
    pub fn set_monitoring_events(&mut self, tool: usize, events: u32) {
        let own = &mut self.monitoring.tools[tool];
        own.events = events;
        if events == 0 && own.codes == 0 {
            own.epoch += 1;
        }
        self.monitoring_changed();
    }

    /// The events that a tool wants of one code.
    pub fn local_monitoring_events(&self, tool: usize, code: &Obj<Code>) -> u32 {
        self.monitoring.local_events(code, tool)
    }

    /// Sets the events that a tool wants of one code.
    pub fn set_local_monitoring_events(&mut self, tool: usize, code: &Obj<Code>, events: u32) {
        let old = self.monitoring.local_events(code, tool);
        let own = &mut self.monitoring.tools[tool];
        match (old, events) {
            (0, 1..) => own.codes += 1,
            (1.., 0) => own.codes -= 1,
            _ => {}
        }
        let epoch = own.epoch;
        code.monitoring.get_or_init(Box::default).local[tool].set((events, epoch));
        self.monitoring_changed();
    }

    /// A tool wants nothing any more, and has no callbacks. Gives those it had, to be dropped.
    #[must_use]
    pub fn clear_monitoring_tool(&mut self, tool: usize) -> Vec<Value> {
        let own = &mut self.monitoring.tools[tool];
        let callbacks = own.callbacks.iter_mut().map(|c| std::mem::replace(c, Value::NULL)).collect();
        own.events = 0;
        own.codes = 0;
        own.epoch += 1;
        self.monitoring_changed();
        callbacks
    }

    /// What was disabled is told again.
    pub fn restart_monitoring(&mut self) {
        self.monitoring.restarts += 1;
    }
}
