//! The one door to the outside: standard streams, clocks, randomness, the environment, and the files that imports and
//! tracebacks read. A Vm owns one [`Host`] and asks nothing of the process but through it, so that an embedder can
//! capture, forbid or fake any of it. [`Real`] is the process; [`Fake`] lives in memory and runs the same twice;
//! [`Repeatable`] is any of them with a virtual clock.
//!
//! What is deliberately absent: sockets and child processes, which have a poller of their own.

mod fake;
mod real;
mod repeatable;

pub use fake::{Captured, Fake};
pub use real::{Real, sleep_ns};
pub use repeatable::Repeatable;

use std::io;

/// A standard stream that is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Stdout,
    Stderr,
}

/// A standard stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    Stdin,
    Stdout,
    Stderr,
}

impl Standard {
    /// The name Python shows: `<stdout>`.
    pub fn name(self) -> &'static str {
        ["<stdin>", "<stdout>", "<stderr>"][self as usize]
    }

    /// The number of its descriptor.
    pub fn descriptor(self) -> i32 {
        self as i32
    }
}

/// A clock. All of them count nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Since 1970, and may be set.
    Wall,
    /// Never goes back.
    Monotonic,
    /// Processor time of the process.
    Process,
    /// Processor time of the thread.
    Thread,
}

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    File,
    Directory,
    Other,
}

/// Local time at a moment, as the time zone rules of the host have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// Seconds east of UTC.
    pub offset: i64,
    /// Whether daylight saving time is in effect; negative: unknown.
    pub daylight: i32,
    /// The abbreviation of the zone.
    pub zone: String,
}

/// The outside, as a Vm sees it.
pub trait Host: Send {
    /// Writes all of `data`, without buffering.
    fn write(&mut self, to: Output, data: &[u8]) -> io::Result<()>;
    /// Reads standard input once; gives the number of bytes, 0 at its end.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize>;
    /// The process's own descriptor behind a stream, where there is one.
    fn descriptor(&self, stream: Standard) -> Option<i32>;
    /// Whether waits are the process's own, so that who waits need not hold the host. If not, a wait for time to pass is
    /// [`Host::sleep_ns`], which may move a clock instead.
    fn waits_really(&self) -> bool;
    /// Whether a stream is a terminal.
    fn is_terminal(&self, stream: Standard) -> bool;

    /// Nanoseconds of a clock.
    fn now_ns(&self, clock: Clock) -> i64;
    /// Seconds a clock can tell apart.
    fn resolution(&self, clock: Clock) -> f64;
    /// Waits. An interrupted wait ends early with [`io::ErrorKind::Interrupted`].
    fn sleep_ns(&mut self, ns: u64) -> io::Result<()>;
    /// The local time zone at a moment, in seconds since 1970.
    fn local_time(&self, seconds: i64) -> LocalTime;
    /// Asks the environment again which the local time zone is, where it decides that.
    fn reload_zone(&mut self) {}

    /// Fills with unpredictable bytes (predictable ones in a fake).
    fn random(&mut self, into: &mut [u8]) -> io::Result<()>;

    /// An environment variable.
    fn variable(&self, name: &str) -> Option<Vec<u8>>;
    /// Every environment variable.
    fn variables(&self) -> Vec<(Vec<u8>, Vec<u8>)>;

    /// The content of a file.
    fn read_file(&self, path: &str) -> io::Result<Vec<u8>>;
    /// What a path names, if anything.
    fn kind_of(&self, path: &str) -> Option<FileKind>;
    /// When a file was last written, in nanoseconds since 1970, and its size in bytes.
    fn stamp_of(&self, path: &str) -> Option<(i64, u64)>;
    /// The names in a directory, sorted.
    fn list(&self, path: &str) -> io::Result<Vec<String>>;
    /// The working directory.
    fn working_directory(&self) -> io::Result<String>;
}
