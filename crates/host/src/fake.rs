//! A world in memory: captured output, prepared input, a clock that only sleeping moves, a seeded random source.

use crate::{Clock, FileKind, Host, LocalTime, Output, Standard, repeatable};
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a Vm wrote, shared with whoever looks.
#[derive(Clone, Debug, Default)]
pub struct Captured(Arc<Mutex<[Vec<u8>; 2]>>);

impl Captured {
    fn lock(&self) -> MutexGuard<'_, [Vec<u8>; 2]> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything written to a stream so far.
    pub fn bytes(&self, of: Output) -> Vec<u8> {
        self.lock()[of as usize].clone()
    }

    /// The same as text, with marks for what is no UTF-8.
    pub fn text(&self, of: Output) -> String {
        String::from_utf8_lossy(&self.lock()[of as usize]).into_owned()
    }
}

/// A host without an outside.
#[derive(Debug)]
pub struct Fake {
    pub output: Captured,
    /// Standard input that is still to be read.
    pub input: Vec<u8>,
    pub variables: BTreeMap<String, String>,
    /// Files by path; their directories exist by that.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Nanoseconds slept; also what the monotonic clock shows.
    pub elapsed_ns: i64,
    /// What the wall clock shows at the start.
    pub start_ns: i64,
    /// State of the random source.
    pub seed: u64,
}

impl Default for Fake {
    fn default() -> Self {
        Fake {
            output: Captured::default(),
            input: Vec::new(),
            variables: BTreeMap::new(),
            files: BTreeMap::new(),
            elapsed_ns: 0,
            start_ns: repeatable::START_NS,
            seed: 0,
        }
    }
}

impl Host for Fake {
    fn write(&mut self, to: Output, data: &[u8]) -> io::Result<()> {
        self.output.lock()[to as usize].extend_from_slice(data);
        Ok(())
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = into.len().min(self.input.len());
        into[..count].copy_from_slice(&self.input[..count]);
        self.input.drain(..count);
        Ok(count)
    }

    fn descriptor(&self, _: Standard) -> Option<i32> {
        None
    }

    fn waits_really(&self) -> bool {
        false
    }

    fn is_terminal(&self, _: Standard) -> bool {
        false
    }

    fn now_ns(&self, clock: Clock) -> i64 {
        repeatable::shown_ns(clock, self.start_ns, self.elapsed_ns)
    }

    fn resolution(&self, _: Clock) -> f64 {
        1e-9
    }

    fn sleep_ns(&mut self, ns: u64) -> io::Result<()> {
        repeatable::pass(&mut self.elapsed_ns, ns);
        Ok(())
    }

    fn local_time(&self, _: i64) -> LocalTime {
        LocalTime { offset: 0, daylight: 0, zone: "UTC".to_owned() }
    }

    fn random(&mut self, into: &mut [u8]) -> io::Result<()> {
        repeatable::fill(&mut self.seed, into);
        Ok(())
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        self.variables.get(name).map(|v| v.clone().into_bytes())
    }

    fn variables(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.variables.iter().map(|(k, v)| (k.clone().into_bytes(), v.clone().into_bytes())).collect()
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn kind_of(&self, path: &str) -> Option<FileKind> {
        if self.files.contains_key(path) {
            return Some(FileKind::File);
        }
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.keys().any(|f| f.starts_with(&folder)).then_some(FileKind::Directory)
    }

    fn stamp_of(&self, path: &str) -> Option<(i64, u64)> {
        self.files.get(path).map(|content| (self.start_ns, content.len() as u64))
    }

    fn list(&self, path: &str) -> io::Result<Vec<String>> {
        let folder = format!("{}/", path.trim_end_matches('/'));
        let mut names: Vec<String> = self
            .files
            .keys()
            .filter_map(|f| f.strip_prefix(&folder))
            .map(|rest| rest.split('/').next().unwrap_or(rest).to_owned())
            .collect();
        names.dedup();
        if names.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(names) }
    }

    fn working_directory(&self) -> io::Result<String> {
        Ok("/".to_owned())
    }
}
