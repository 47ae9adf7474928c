//! The process itself.

use crate::{Clock, FileKind, Host, LocalTime, Output, Standard};
use std::io::{self, IsTerminal, Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::time::Duration;

/// A host that is the process: its descriptors, its clocks, its files.
#[derive(Debug, Default)]
pub struct Real;

fn clock_id(clock: Clock) -> libc::clockid_t {
    match clock {
        Clock::Wall => libc::CLOCK_REALTIME,
        Clock::Monotonic => libc::CLOCK_MONOTONIC,
        Clock::Process => libc::CLOCK_PROCESS_CPUTIME_ID,
        Clock::Thread => libc::CLOCK_THREAD_CPUTIME_ID,
    }
}

/// Waits, as [`Host::sleep_ns`] of the process does.
pub fn sleep_ns(ns: u64) -> io::Result<()> {
    let wait = libc::timespec {
        tv_sec: (ns / 1_000_000_000) as libc::time_t,
        tv_nsec: (ns % 1_000_000_000) as libc::c_long,
    };
    if ns == 0 {
        std::thread::sleep(Duration::ZERO);
        return Ok(());
    }
    // SAFETY: the request is ours, and nobody asks for what remains.
    match unsafe { libc::nanosleep(&wait, std::ptr::null_mut()) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

unsafe extern "C" {
    fn tzset();
}

impl Host for Real {
    fn write(&mut self, to: Output, data: &[u8]) -> io::Result<()> {
        match to {
            Output::Stdout => {
                let mut out = io::stdout().lock();
                out.write_all(data)?;
                out.flush()
            }
            Output::Stderr => io::stderr().lock().write_all(data),
        }
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        io::stdin().lock().read(into)
    }

    fn descriptor(&self, stream: Standard) -> Option<i32> {
        Some(stream.descriptor())
    }

    fn waits_really(&self) -> bool {
        true
    }

    fn is_terminal(&self, stream: Standard) -> bool {
        match stream {
            Standard::Stdin => io::stdin().is_terminal(),
            Standard::Stdout => io::stdout().is_terminal(),
            Standard::Stderr => io::stderr().is_terminal(),
        }
    }

    fn now_ns(&self, clock: Clock) -> i64 {
        let mut at = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: the clock exists on every Unix we build for, and the place is ours.
        unsafe { libc::clock_gettime(clock_id(clock), &mut at) };
        at.tv_sec.saturating_mul(1_000_000_000).saturating_add(at.tv_nsec)
    }

    fn resolution(&self, clock: Clock) -> f64 {
        let mut at = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: as in `now_ns`.
        unsafe { libc::clock_getres(clock_id(clock), &mut at) };
        at.tv_sec as f64 + at.tv_nsec as f64 / 1e9
    }

    fn sleep_ns(&mut self, ns: u64) -> io::Result<()> {
        sleep_ns(ns)
    }

    fn local_time(&self, seconds: i64) -> LocalTime {
        // SAFETY: an all-zero tm is a valid one.
        let mut parts: libc::tm = unsafe { std::mem::zeroed() };
        // SAFETY: both places are ours.
        let done = unsafe { libc::localtime_r(&seconds, &mut parts) };
        if done.is_null() {
            return LocalTime { offset: 0, daylight: -1, zone: "UTC".to_owned() };
        }
        let zone = if parts.tm_zone.is_null() {
            String::new()
        } else {
            // SAFETY: the C library's own text, which ends in NUL and lives as long as the process.
            unsafe { std::ffi::CStr::from_ptr(parts.tm_zone) }.to_string_lossy().into_owned()
        };
        LocalTime { offset: parts.tm_gmtoff, daylight: parts.tm_isdst, zone }
    }

    fn reload_zone(&mut self) {
        // SAFETY: the C library guards its zone by a lock of its own.
        unsafe { tzset() }
    }

    fn random(&mut self, into: &mut [u8]) -> io::Result<()> {
        std::fs::File::open("/dev/urandom")?.read_exact(into)
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        std::env::var_os(name).map(OsStringExt::into_vec)
    }

    fn variables(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        std::env::vars_os().map(|(k, v)| (k.into_vec(), v.into_vec())).collect()
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn kind_of(&self, path: &str) -> Option<FileKind> {
        let data = std::fs::metadata(path).ok()?;
        Some(if data.is_file() {
            FileKind::File
        } else if data.is_dir() {
            FileKind::Directory
        } else {
            FileKind::Other
        })
    }

    fn stamp_of(&self, path: &str) -> Option<(i64, u64)> {
        use std::os::unix::fs::MetadataExt;
        let data = std::fs::metadata(path).ok()?;
        Some((data.mtime().saturating_mul(1_000_000_000).saturating_add(data.mtime_nsec()), data.len()))
    }

    fn list(&self, path: &str) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path)? {
            names.push(String::from_utf8_lossy(entry?.file_name().as_bytes()).into_owned());
        }
        names.sort_unstable();
        Ok(names)
    }

    fn working_directory(&self) -> io::Result<String> {
        Ok(String::from_utf8_lossy(std::env::current_dir()?.as_os_str().as_bytes()).into_owned())
    }
}
