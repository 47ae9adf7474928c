//! A world that runs the same twice: another host's, but for its clocks, which only sleeping moves, and its random source,
//! which begins with a seed.

use crate::{Clock, FileKind, Host, LocalTime, Output, Standard};
use std::io;

/// What the wall clock shows at the start: 2023-11-14T22:13:20Z.
pub(crate) const START_NS: i64 = 1_700_000_000_000_000_000;

/// A host with virtual clocks. They begin at a fixed moment; a sleep takes no time and moves them.
#[derive(Debug)]
pub struct Repeatable<H> {
    inner: H,
    elapsed_ns: i64,
    seed: u64,
}

impl<H: Host> Repeatable<H> {
    pub fn new(inner: H) -> Repeatable<H> {
        Repeatable { inner, elapsed_ns: 0, seed: 0 }
    }
}

/// What a clock shows that only sleeping moves.
pub(crate) fn shown_ns(clock: Clock, start_ns: i64, elapsed_ns: i64) -> i64 {
    match clock {
        Clock::Wall => start_ns.saturating_add(elapsed_ns),
        Clock::Monotonic => elapsed_ns,
        Clock::Process | Clock::Thread => 0,
    }
}

/// Moves such a clock.
pub(crate) fn pass(elapsed_ns: &mut i64, ns: u64) {
    *elapsed_ns = elapsed_ns.saturating_add(i64::try_from(ns).unwrap_or(i64::MAX));
}

/// Fills with the bytes that follow from a seed. SplitMix64: a good spread for one word of state.
pub(crate) fn fill(seed: &mut u64, into: &mut [u8]) {
    for chunk in into.chunks_mut(8) {
        *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = *seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
    }
}

impl<H: Host> Host for Repeatable<H> {
    fn write(&mut self, to: Output, data: &[u8]) -> io::Result<()> {
        self.inner.write(to, data)
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into)
    }

    fn descriptor(&self, stream: Standard) -> Option<i32> {
        self.inner.descriptor(stream)
    }

    fn waits_really(&self) -> bool {
        false
    }

    fn is_terminal(&self, stream: Standard) -> bool {
        self.inner.is_terminal(stream)
    }

    fn now_ns(&self, clock: Clock) -> i64 {
        shown_ns(clock, START_NS, self.elapsed_ns)
    }

    fn resolution(&self, _: Clock) -> f64 {
        1e-9
    }

    fn sleep_ns(&mut self, ns: u64) -> io::Result<()> {
        pass(&mut self.elapsed_ns, ns);
        Ok(())
    }

    fn local_time(&self, seconds: i64) -> LocalTime {
        self.inner.local_time(seconds)
    }

    fn reload_zone(&mut self) {
        self.inner.reload_zone();
    }

    fn random(&mut self, into: &mut [u8]) -> io::Result<()> {
        fill(&mut self.seed, into);
        Ok(())
    }

    fn variable(&self, name: &str) -> Option<Vec<u8>> {
        self.inner.variable(name)
    }

    fn variables(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.inner.variables()
    }

    fn read_file(&self, path: &str) -> io::Result<Vec<u8>> {
        self.inner.read_file(path)
    }

    fn kind_of(&self, path: &str) -> Option<FileKind> {
        self.inner.kind_of(path)
    }

    fn stamp_of(&self, path: &str) -> Option<(i64, u64)> {
        self.inner.stamp_of(path)
    }

    fn list(&self, path: &str) -> io::Result<Vec<String>> {
        self.inner.list(path)
    }

    fn working_directory(&self) -> io::Result<String> {
        self.inner.working_directory()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Real;

    #[test]
    fn only_sleeping_moves_the_clocks() {
        let mut host = Repeatable::new(Real);
        let wall = host.now_ns(Clock::Wall);
        host.sleep_ns(1_500_000_000).unwrap();
        assert_eq!(host.now_ns(Clock::Monotonic), 1_500_000_000);
        assert_eq!(host.now_ns(Clock::Wall) - wall, 1_500_000_000);
        host.sleep_ns(u64::MAX).unwrap();
        assert_eq!(host.now_ns(Clock::Monotonic), i64::MAX);
    }
}
