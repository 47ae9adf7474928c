//! The events.

use crate::{FutureId, GeneratorId, Id, Shown, TaskId, TimerId};

/// A line of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Relative to the folder of the program, where it lies there.
    pub file: String,
    /// 0: none.
    pub line: u32,
}

/// How a generator or a task's coroutine goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resumed {
    /// GenSend.
    Send(Shown),
    /// GenThrow.
    Throw(Shown),
}

/// What a task is suspended on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum On {
    /// A bare yield: the next turn of the loop.
    Turn,
    /// A future or task.
    Future(Id),
    /// Something else that can be waited for.
    Other(Shown),
    /// A future that was yielded, but not awaited.
    NotAwaited(Id),
    /// A future of another event loop.
    OtherLoop(Id),
    /// Itself.
    Itself,
    /// Nothing that can be waited for.
    Bad(Shown),
}

/// How a future ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Result(Shown),
    Exception(Shown),
    /// Cancelled, with the message.
    Cancelled(Option<Shown>),
}

/// What a future calls when it is done, or an event loop when its time has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Callee {
    /// A task goes on.
    Wake(TaskId),
    /// `gather`'s or `shield`'s own callback, which ends that future.
    Tell(Id),
    /// `shield`'s own callback at its outer future: that waits for the inner one no more.
    Leave(Id),
    /// A function, by its qualified name, with arguments.
    Call(String, Vec<Shown>),
}

/// What happens to a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    Call,
    Line,
    Opcode(&'static str),
    Return(Shown),
    /// An exception leaves it.
    Raise(Shown),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A task was made, and runs its first step at once (`eager`) or soon.
    TaskCreate {
        task: TaskId,
        coroutine: Shown,
        /// The qualified name of the coroutine.
        name: String,
        /// Who made it.
        by: Option<TaskId>,
        eager: bool,
        /// A context was given; else it is a copy of the current one.
        context_given: bool,
        place: Option<Place>,
    },
    /// The coroutine of a task goes on.
    TaskStep {
        task: TaskId,
        with: Resumed,
    },
    /// The coroutine of a task yielded.
    TaskSuspend {
        task: TaskId,
        on: On,
    },
    /// What a task was suspended on is done.
    TaskWake {
        task: TaskId,
        by: Shown,
    },
    /// Cancellation was asked for.
    CancelAsked {
        what: Id,
        by: Option<TaskId>,
        message: Option<Shown>,
    },
    /// There is nothing that the cancellation of a task could go on to: its next step throws.
    MustCancel {
        task: TaskId,
    },
    /// A future was made.
    FutureCreate {
        future: FutureId,
        by: Option<TaskId>,
        place: Option<Place>,
    },
    /// A future stands for all of these.
    Gathers {
        future: FutureId,
        children: Vec<Shown>,
    },
    /// A future stands for another one, which its cancellation does not reach.
    Shields {
        future: Shown,
        inner: Shown,
    },
    /// A future or task has ended. `by`: the task that runs, if it is another one.
    Done {
        what: Id,
        outcome: Done,
        by: Option<TaskId>,
        calls: Vec<Callee>,
    },
    /// Something is to be called later.
    TimerCreate {
        timer: TimerId,
        at_ns: u64,
        calls: Callee,
        by: Option<TaskId>,
    },
    /// Its time has come.
    TimerDue {
        timer: TimerId,
    },
    /// It was cancelled, and is forgotten now.
    TimerDropped {
        timer: TimerId,
    },
    /// A turn of an event loop begins: so many entries are ready.
    LoopTurn {
        turn: u64,
        ready: usize,
    },
    /// An event loop has nothing to do for that time; `None`: until something happens outside.
    LoopWait {
        ns: Option<u64>,
    },
    /// An event loop calls what `call_soon` or a timer was given.
    LoopCall {
        calls: Callee,
    },
    /// A generator, coroutine or async generator was made.
    GeneratorCreate {
        generator: GeneratorId,
        kind: &'static str,
        name: String,
        place: Place,
    },
    /// It goes on.
    GeneratorResume {
        generator: GeneratorId,
        with: Resumed,
        name: String,
        place: Place,
    },
    /// It yields: by itself, or because what it delegates to does.
    GeneratorYield {
        generator: GeneratorId,
        value: Shown,
        place: Place,
    },
    GeneratorReturn {
        generator: GeneratorId,
        value: Shown,
    },
    /// An exception leaves it.
    GeneratorRaise {
        generator: GeneratorId,
        exception: Shown,
    },
    /// It was ended without being run.
    GeneratorClose {
        generator: GeneratorId,
    },
    /// Something happens to the frame of a function, or of a generator.
    Frame {
        generator: Option<GeneratorId>,
        what: Happened,
        name: String,
        place: Place,
    },
}
