//! Where a Vm's standard output and error go when they do not go to the process.
//!
//! Everything but the two streams is passed on to the process's own host. Absent: prepared standard input.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use taipan_host::{Clock, FileKind, Host, LocalTime, Output, Real, Standard};

/// Bytes a Vm wrote, shared between it and whoever looks.
#[derive(Clone, Default)]
pub struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything written since the last call.
    pub fn take(&self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut *self.lock())).into_owned()
    }
}

impl Write for Captured {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.lock().extend_from_slice(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The process, with its two output streams led elsewhere where a writer is given.
#[derive(Default)]
pub struct Redirected {
    pub stdout: Option<Box<dyn Write + Send>>,
    pub stderr: Option<Box<dyn Write + Send>>,
    pub real: Real,
}

impl Redirected {
    fn is_redirected(&self, stream: Standard) -> bool {
        match stream {
            Standard::Stdin => false,
            Standard::Stdout => self.stdout.is_some(),
            Standard::Stderr => self.stderr.is_some(),
        }
    }
}

impl Host for Redirected {
    fn write(&mut self, to: Output, data: &[u8]) -> io::Result<()> {
        let writer = match to {
            Output::Stdout => &mut self.stdout,
            Output::Stderr => &mut self.stderr,
        };
        match writer {
            Some(writer) => writer.write_all(data).and_then(|()| writer.flush()),
            None => self.real.write(to, data),
        }
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.real.read(into)
    }

    fn descriptor(&self, stream: Standard) -> Option<i32> {
        if self.is_redirected(stream) { None } else { self.real.descriptor(stream) }
    }

    fn waits_really(&self) -> bool {
        true
    }

    fn is_terminal(&self, stream: Standard) -> bool {
        !self.is_redirected(stream) && self.real.is_terminal(stream)
    }

    fn now_ns(&self, clock: Clock) -> i64 {
        self.real.now_ns(clock)
    }

    fn resolution(&self, clock: Clock) -> f64 {
        self.real.resolution(clock)
    }

    fn sleep_ns(&mut self, ns: u64) -> io::Result<()> {
        self.real.sleep_ns(ns)
    }

    fn local_time(&self, seconds: i64) -> LocalTime {
        self.real.local_time(seconds)
    }

    fn random(&mut self, into: &mut [u8]) -> io::Result<()> {
        self.real.random(into)
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        self.real.variable(name)
    }

    fn variables(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.real.variables()
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        self.real.read_file(path)
    }

    fn kind_of(&self, path: &str) -> Option<FileKind> {
        self.real.kind_of(path)
    }

    fn stamp_of(&self, path: &str) -> Option<(i64, u64)> {
        self.real.stamp_of(path)
    }

    fn list(&self, path: &str) -> io::Result<Vec<String>> {
        self.real.list(path)
    }

    fn working_directory(&self) -> io::Result<String> {
        self.real.working_directory()
    }
}
