//! The table behind `set` and `frozenset`, probed as CPython probes it, so that sets show their items in its order.
//!
//! A place with a NULL key is unused (hash 0) or was taken out (hash -1). Short runs of neighbours are looked at
//! before the perturbed jump. Comparing keys may run Python, so the table compares only what it can by itself and
//! hands out candidates; `generation` counts changes, so that whoever asked Python can tell.

use crate::Value;
use crate::str::Str;

/// One place.
#[derive(Clone)]
pub struct Entry {
    pub hash: i64,
    pub key: Value,
}

impl Entry {
    const UNUSED: Entry = Entry { hash: 0, key: Value::NULL };
    const DUMMY: i64 = -1;
}

const LEAST: usize = 8;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

/// The table. Its places come with the first item.
pub struct SetTable {
    pub entries: Vec<Entry>,
    mask: usize,
    /// Places that are or were taken.
    fill: usize,
    used: usize,
    /// Where `pop` looks next.
    finger: usize,
    pub generation: u32,
}

impl Default for SetTable {
    fn default() -> SetTable {
        SetTable { entries: Vec::new(), mask: LEAST - 1, fill: 0, used: 0, finger: 0, generation: 0 }
    }
}

/// Where a search stands.
pub struct Search {
    hash: i64,
    perturb: u64,
    /// Where the run of neighbours started that it is in.
    start: usize,
    at: usize,
    /// Neighbours still to be looked at before the next jump.
    left: usize,
    /// The last place met that was taken out.
    free: Option<usize>,
}

/// What a search met.
pub enum Step {
    /// The key itself, or one that is surely equal.
    Found(usize),
    /// A key with the same hash, which must be compared.
    Candidate(usize),
    /// The key is not there; where it would go.
    Missing(usize),
}

#[inline(always)]
fn known_equal(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if let (Some(a), Some(b)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
        return Some(a.bytes() == b.bytes());
    }
    if a.is_small_int() && b.is_small_int() { Some(false) } else { None }
}

impl SetTable {
    /// Empties the table; gives the items back to be dropped.
    pub fn clear(&mut self) -> SetTable {
        self.replace(SetTable::default())
    }

    /// Takes over the items of another table; gives the old ones back. Where `pop` looks next stays.
    pub fn replace(&mut self, other: SetTable) -> SetTable {
        let (generation, finger) = (self.generation.wrapping_add(1), self.finger);
        std::mem::replace(self, SetTable { generation, finger, ..other })
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Number of places.
    pub fn places(&self) -> usize {
        self.mask + 1
    }

    fn run(&self, at: usize) -> usize {
        if at + LINEAR_PROBES <= self.mask { LINEAR_PROBES } else { 0 }
    }

    /// Starts a search.
    #[inline]
    pub fn search(&self, hash: i64) -> Search {
        let at = hash as usize & self.mask;
        Search { hash, perturb: hash as u64, start: at, at, left: self.run(at), free: None }
    }

    #[inline]
    fn advance(&self, search: &mut Search) {
        if search.left > 0 {
            search.left -= 1;
            search.at += 1;
            return;
        }
        search.perturb >>= PERTURB_SHIFT;
        let next = search.start.wrapping_mul(5).wrapping_add(1).wrapping_add(search.perturb as usize);
        search.start = next & self.mask;
        search.at = search.start;
        search.left = self.run(search.at);
    }

    /// The next step of a search for `key`.
    #[inline]
    pub fn step(&self, search: &mut Search, key: &Value) -> Step {
        if self.entries.is_empty() {
            return Step::Missing(search.at);
        }
        loop {
            let at = search.at;
            let entry = &self.entries[at];
            if entry.key.is_null() {
                if entry.hash == 0 {
                    return Step::Missing(search.free.unwrap_or(at));
                }
                search.free = Some(at);
            } else if entry.hash == search.hash {
                match known_equal(&entry.key, key) {
                    Some(true) => return Step::Found(at),
                    Some(false) => {}
                    None => {
                        self.advance(search);
                        return Step::Candidate(at);
                    }
                }
            }
            self.advance(search);
        }
    }

    /// Puts a key that is not there into the place a search gave. Fails where there is no memory to grow.
    #[must_use]
    pub fn insert_at(&mut self, at: usize, hash: i64, key: Value) -> Option<()> {
        if self.entries.is_empty() {
            self.entries = Self::blank(self.places())?;
        }
        let reused = self.entries[at].hash == Entry::DUMMY;
        self.entries[at] = Entry { hash, key };
        self.used += 1;
        self.generation = self.generation.wrapping_add(1);
        if reused {
            return Some(());
        }
        self.fill += 1;
        if self.fill * 5 < self.mask * 3 {
            return Some(());
        }
        self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 })
    }

    fn blank(places: usize) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        entries.try_reserve_exact(places).ok()?;
        entries.resize(places, Entry::UNUSED);
        Some(entries)
    }

    /// Moves the items into a table for more than `least` of them, without places that were taken out.
    #[must_use]
    pub fn resize(&mut self, least: usize) -> Option<()> {
        let mut places = LEAST;
        while places <= least {
            places <<= 1;
        }
        if places == LEAST && self.mask == LEAST - 1 && self.fill == self.used {
            return Some(());
        }
        let blank = Self::blank(places)?;
        let old = std::mem::replace(&mut self.entries, blank);
        self.mask = places - 1;
        self.fill = self.used;
        self.generation = self.generation.wrapping_add(1);
        for entry in old {
            if !entry.key.is_null() {
                self.insert_clean(entry.hash, entry.key);
            }
        }
        Some(())
    }

    /// Puts a key into a table that has neither it nor places that were taken out.
    fn insert_clean(&mut self, hash: i64, key: Value) {
        let mut search = self.search(hash);
        while !self.entries[search.at].key.is_null() {
            self.advance(&mut search);
        }
        self.entries[search.at] = Entry { hash, key };
    }

    /// Takes the key at a place out.
    pub fn remove(&mut self, at: usize) -> Value {
        self.used -= 1;
        self.generation = self.generation.wrapping_add(1);
        std::mem::replace(&mut self.entries[at], Entry { hash: Entry::DUMMY, key: Value::NULL }).key
    }

    /// Takes some item out, going round the table.
    pub fn pop(&mut self) -> Option<Value> {
        if self.used == 0 {
            return None;
        }
        let mut at = self.finger & self.mask;
        while self.entries[at].key.is_null() {
            at = if at >= self.mask { 0 } else { at + 1 };
        }
        self.finger = at + 1;
        Some(self.remove(at))
    }

    /// The first taken place from `at` on.
    #[inline]
    pub fn next_live(&self, at: usize) -> Option<usize> {
        (at..self.entries.len()).find(|&at| !self.entries[at].key.is_null())
    }

    /// Items in order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| !e.key.is_null())
    }

    /// Room for `more` items at once, as a merge makes it.
    #[must_use]
    pub fn prepare(&mut self, more: usize) -> Option<()> {
        if (self.fill + more) * 5 >= self.mask * 3 { self.resize((self.used + more) * 2) } else { Some(()) }
    }

    /// Takes over every item of another table where this one never had any; false if it had.
    #[must_use]
    pub fn copy_into_empty(&mut self, other: &SetTable) -> Option<bool> {
        if self.fill != 0 {
            return Some(false);
        }
        if self.mask == other.mask && other.fill == other.used {
            let mut entries = Vec::new();
            entries.try_reserve_exact(other.entries.len()).ok()?;
            entries.extend(other.entries.iter().cloned());
            self.entries = entries;
        } else {
            if self.entries.is_empty() {
                self.entries = Self::blank(self.places())?;
            }
            for entry in other.iter() {
                self.insert_clean(entry.hash, entry.key.clone());
            }
        }
        (self.fill, self.used) = (other.used, other.used);
        self.generation = self.generation.wrapping_add(1);
        Some(true)
    }

    /// Gets rid of places that were taken out where they are more than a quarter of the table.
    #[must_use]
    pub fn compact(&mut self) -> Option<()> {
        if self.fill - self.used <= self.mask / 4 {
            return Some(());
        }
        self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 })
    }
}
