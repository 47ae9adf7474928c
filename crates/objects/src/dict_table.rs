//! The table behind `dict`: entries in the order of insertion, and beyond eight of them an index from hashes to
//! entries. Removed entries leave a hole (a NULL key) until the table is next rebuilt.
//!
//! Comparing keys may run Python, so the table never compares by itself beyond identity and exact strs: it hands out
//! candidates, and the dict checks after each comparison that the table is still the same (`generation`).

use crate::Value;
use crate::str::Str;
use crate::tuple::Tuple;
use taipan_text::text::same_bytes;

/// One entry; a hole has a NULL key.
pub struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
const LINEAR: usize = 8;

/// The table.
#[derive(Default)]
pub struct DictTable {
    pub entries: Vec<Entry>,
    /// Empty while a linear search will do; else a power of two, at least 1.5 times the entries.
    index: Box<[u32]>,
    /// Places of the index that are not empty. Those of entries that went stay taken, and a search ends at an empty place.
    taken: usize,
    used: usize,
    /// No entry before this one is live.
    front: usize,
    /// Counts changes of the set of keys and moves of entries.
    pub generation: u32,
}

/// Where a search stands.
pub struct Search {
    hash: i64,
    at: usize,
    perturb: u64,
    started: bool,
}

/// What a search met.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// The key itself, or an equal exact str.
    Found(usize),
    /// A key with the same hash, which must be compared.
    Candidate(usize),
    Missing,
}

/// What a search that asks nobody found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    At(usize),
    Missing,
    /// A key with the same hash must be compared as Python does.
    Unsure,
}

/// Whether the two are surely equal (`Some(true)`), surely different (`Some(false)`), or must be asked.
#[inline(always)]
fn known_equal(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    if let (Some(a), Some(b)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
        return Some(same_bytes(a.bytes(), b.bytes()));
    }
    if a.is_small_int() && b.is_small_int() {
        return Some(false);
    }
    None
}

/// Whether a key is of a kind that never equals one of another exact builtin kind: `Some(false)` for small ints, exact
/// strs and holes.
#[inline(always)]
fn differs_from_plain(own: &Value) -> Option<bool> {
    if own.is_small_int() || own.is_null() || own.downcast_exact::<Str>().is_some() {
        Some(false)
    } else {
        None
    }
}

/// As `known_equal`, of the items of two tuples.
#[inline]
fn known_equal_items(a: &[Value], b: &[Value]) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    for (a, b) in a.iter().zip(b) {
        match known_equal(a, b) {
            Some(true) => {}
            other => return other,
        }
    }
    Some(true)
}

impl DictTable {
    pub fn with_capacity(entries: usize) -> Option<DictTable> {
        let mut table = DictTable::default();
        table.entries.try_reserve_exact(entries).ok()?;
        if entries > LINEAR {
            table.rebuild(entries)?;
        }
        Some(table)
    }

    /// An empty table that follows another.
    pub fn at_generation(generation: u32) -> DictTable {
        DictTable { generation, ..DictTable::default() }
    }

    /// Number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.used
    }

    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Whether the next new key asks for memory.
    #[inline(always)]
    pub fn is_full(&self) -> bool {
        self.entries.len() == self.entries.capacity()
    }

    /// Starts a search.
    #[inline(always)]
    pub fn search(&self, hash: i64) -> Search {
        Search { hash, at: 0, perturb: hash as u64, started: false }
    }

    /// The next step of a search for `key`.
    #[inline]
    pub fn step(&self, search: &mut Search, key: &Value) -> Step {
        if !search.started && search.at == 0 {
            // Most searches are over with their first step.
            match self.find_known(search.hash, key) {
                Known::At(at) => return Step::Found(at),
                Known::Missing => return Step::Missing,
                Known::Unsure => {}
            }
        }
        self.next_step(search, key)
    }

    /// The next step, when the search is known to need more than one or to need Python.
    #[inline(never)]
    pub fn next_step(&self, search: &mut Search, key: &Value) -> Step {
        if self.index.is_empty() {
            while search.at < self.entries.len() {
                let at = search.at;
                search.at += 1;
                let entry = &self.entries[at];
                if entry.hash == search.hash && !entry.key.is_null() {
                    match known_equal(&entry.key, key) {
                        Some(true) => return Step::Found(at),
                        Some(false) => {}
                        None => return Step::Candidate(at),
                    }
                }
            }
            return Step::Missing;
        }
        let mask = self.index.len() - 1;
        if !search.started {
            search.started = true;
            search.at = mix(search.hash) & mask;
        }
        loop {
            let slot = self.index[search.at];
            if slot == EMPTY {
                return Step::Missing;
            }
            search.perturb >>= 5;
            search.at =
                (search.at.wrapping_mul(5).wrapping_add(search.perturb as usize).wrapping_add(1)) & mask;
            if slot != DELETED {
                let entry = &self.entries[slot as usize];
                if entry.hash == search.hash {
                    match known_equal(&entry.key, key) {
                        Some(true) => return Step::Found(slot as usize),
                        Some(false) => {}
                        None => return Step::Candidate(slot as usize),
                    }
                }
            }
        }
    }

    /// Searches for a key as far as no comparison can run Python.
    #[inline]
    pub fn find_known(&self, hash: i64, key: &Value) -> Known {
        // One search for each kind of key: in each, little is asked of an entry.
        if let Some(text) = key.downcast_exact::<Str>() {
            self.probe(hash, key, |own| match own.downcast_exact::<Str>() {
                Some(own) => Some(same_bytes(own.bytes(), text.bytes())),
                None => differs_from_plain(own),
            })
        } else if key.is_small_int() {
            self.probe(hash, key, differs_from_plain)
        } else if let Some(tuple) = key.downcast_exact::<Tuple>() {
            self.probe(hash, key, |own| match own.downcast_exact::<Tuple>() {
                Some(own) => known_equal_items(own.items(), tuple.items()),
                None => differs_from_plain(own),
            })
        } else {
            self.probe(hash, key, |own| if own.is_null() { Some(false) } else { None })
        }
    }

    /// `equal` compares a key of this hash that is not `key` itself.
    #[inline(always)]
    fn probe(&self, hash: i64, key: &Value, equal: impl Fn(&Value) -> Option<bool>) -> Known {
        if self.index.is_empty() {
            for (at, entry) in self.entries.iter().enumerate() {
                if entry.hash == hash {
                    if entry.key.is(key) {
                        return Known::At(at);
                    }
                    match equal(&entry.key) {
                        Some(true) => return Known::At(at),
                        Some(false) => {}
                        None => return Known::Unsure,
                    }
                }
            }
            return Known::Missing;
        }
        let mask = self.index.len() - 1;
        let mut place = mix(hash) & mask;
        let mut perturb = hash as u64;
        loop {
            let slot = self.index[place];
            if slot < DELETED {
                let entry = &self.entries[slot as usize];
                if entry.hash == hash {
                    if entry.key.is(key) {
                        return Known::At(slot as usize);
                    }
                    match equal(&entry.key) {
                        Some(true) => return Known::At(slot as usize),
                        Some(false) => {}
                        None => return Known::Unsure,
                    }
                }
            } else if slot == EMPTY {
                return Known::Missing;
            }
            perturb >>= 5;
            place = (place.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1)) & mask;
        }
    }

    /// The entry of an exact str, where no other comparison can be needed.
    #[inline]
    pub fn find_str(&self, hash: i64, key: &Value) -> Option<usize> {
        let mut search = self.search(hash);
        loop {
            match self.step(&mut search, key) {
                Step::Found(at) => return Some(at),
                // A key that is no exact str can equal a str only by running Python; such dicts take the slow way.
                Step::Candidate(_) => {}
                Step::Missing => return None,
            }
        }
    }

    /// Adds a key that is not in the table. Fails where there is no memory, and then changes nothing.
    #[must_use]
    pub fn insert_new(&mut self, hash: i64, key: Value, value: Value) -> Option<usize> {
        self.make_room()?;
        Some(self.push_new(hash, key, value))
    }

    /// Sees to it that one more key finds room; `None` where there is no memory.
    #[must_use]
    #[inline(always)]
    pub fn make_room(&mut self) -> Option<()> {
        if self.entries.len() == self.entries.capacity() {
            self.grow()?;
        }
        let crowded = if self.index.is_empty() {
            self.entries.len() >= LINEAR
        } else {
            (self.taken.max(self.entries.len()) + 1) * 3 > self.index.len() * 2
        };
        if crowded { self.rebuild(self.used * 2 + 1) } else { Some(()) }
    }

    /// Adds a key that is not in the table, where `make_room` was called for it.
    #[inline(always)]
    pub fn push_new(&mut self, hash: i64, key: Value, value: Value) -> usize {
        let at = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        if !self.index.is_empty() {
            self.link(hash, at as u32);
        }
        self.used += 1;
        self.generation = self.generation.wrapping_add(1);
        at
    }

    #[inline]
    fn link(&mut self, hash: i64, at: u32) {
        let mask = self.index.len() - 1;
        let mut place = mix(hash) & mask;
        let mut perturb = hash as u64;
        while self.index[place] < DELETED {
            perturb >>= 5;
            place = (place.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1)) & mask;
        }
        self.taken += (self.index[place] == EMPTY) as usize;
        self.index[place] = at;
    }

    #[cold]
    fn grow(&mut self) -> Option<()> {
        if self.used < self.entries.len() / 2 && self.entries.len() > LINEAR {
            return self.rebuild(self.used * 2);
        }
        let more = self.entries.len().max(4);
        self.entries.try_reserve_exact(more).ok()
    }

    /// Closes the holes and makes the index fit `expected` entries.
    #[cold]
    #[inline(never)]
    fn rebuild(&mut self, expected: usize) -> Option<()> {
        if self.entries.len() >= DELETED as usize / 2 {
            return None;
        }
        let expected = expected.max(self.used);
        let size = (expected * 3 / 2 + 1).next_power_of_two().max(16);
        let mut index = Vec::new();
        index.try_reserve_exact(size).ok()?;
        index.resize(size, EMPTY);
        if self.used < self.entries.len() {
            self.entries.retain(|e| !e.key.is_null());
            self.front = 0;
        }
        self.index = index.into_boxed_slice();
        self.taken = 0;
        for at in 0..self.entries.len() {
            let hash = self.entries[at].hash;
            self.link(hash, at as u32);
        }
        self.generation = self.generation.wrapping_add(1);
        Some(())
    }

    /// Takes an entry out.
    pub fn remove(&mut self, at: usize) -> (Value, Value) {
        let entry = &mut self.entries[at];
        let key = std::mem::replace(&mut entry.key, Value::NULL);
        let value = std::mem::replace(&mut entry.value, Value::NULL);
        let hash = entry.hash;
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let mut place = mix(hash) & mask;
            let mut perturb = hash as u64;
            while self.index[place] != at as u32 {
                perturb >>= 5;
                place = (place.wrapping_mul(5).wrapping_add(perturb as usize).wrapping_add(1)) & mask;
            }
            self.index[place] = DELETED;
        }
        while self.entries.last().is_some_and(|e| e.key.is_null()) {
            self.entries.pop();
        }
        self.used -= 1;
        self.generation = self.generation.wrapping_add(1);
        if self.used == 0 {
            self.entries.clear();
            self.index.fill(EMPTY);
            self.taken = 0;
        }
        while self.entries.get(self.front).is_some_and(|e| e.key.is_null()) {
            self.front += 1;
        }
        self.front = self.front.min(self.entries.len());
        (key, value)
    }

    /// Moves an entry before all others. Fails where there is no memory, and then changes nothing.
    #[must_use]
    pub fn move_to_front(&mut self, at: usize) -> Option<()> {
        if at == self.front {
            return Some(());
        }
        let crowded = !self.index.is_empty() && (self.taken + 1) * 3 > self.index.len() * 2;
        if self.front == 0 || crowded {
            return self.make_front(at);
        }
        let hash = self.entries[at].hash;
        let (key, value) = self.remove(at);
        let to = self.front - 1;
        while self.entries.len() <= to {
            self.entries.push(Entry { hash: 0, key: Value::NULL, value: Value::NULL });
        }
        self.entries[to] = Entry { hash, key, value };
        if !self.index.is_empty() {
            self.link(hash, to as u32);
        }
        self.used += 1;
        self.front = to;
        Some(())
    }

    /// Lays the entries out anew, that one first, behind holes that let others follow it without moving all.
    #[cold]
    fn make_front(&mut self, at: usize) -> Option<()> {
        let holes = self.used.max(1);
        let size = ((self.used + holes) * 3 / 2 + 1).next_power_of_two().max(16);
        let (mut entries, mut index) = (Vec::new(), Vec::new());
        entries.try_reserve_exact(self.used + holes).ok()?;
        index.try_reserve_exact(size).ok()?;
        index.resize(size, EMPTY);
        let hole = || Entry { hash: 0, key: Value::NULL, value: Value::NULL };
        entries.extend((0..holes).map(|_| hole()));
        entries.push(std::mem::replace(&mut self.entries[at], hole()));
        entries.extend(std::mem::take(&mut self.entries).into_iter().filter(|e| !e.key.is_null()));
        self.entries = entries;
        self.index = index.into_boxed_slice();
        self.taken = 0;
        self.front = holes;
        for place in holes..self.entries.len() {
            self.link(self.entries[place].hash, place as u32);
        }
        self.generation = self.generation.wrapping_add(1);
        Some(())
    }

    /// The first live entry from `at` on.
    #[inline]
    pub fn next_live(&self, at: usize) -> Option<usize> {
        let mut at = at.max(self.front);
        while at < self.entries.len() {
            if !self.entries[at].key.is_null() {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// The last live entry before `end`.
    pub fn previous_live(&self, end: usize) -> Option<usize> {
        (0..end.min(self.entries.len())).rev().find(|&at| !self.entries[at].key.is_null())
    }

    /// Live entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries.iter().filter(|e| !e.key.is_null()).map(|e| (&e.key, &e.value))
    }

    /// A copy.
    pub fn copy(&self) -> Option<DictTable> {
        let mut entries = Vec::new();
        entries.try_reserve_exact(self.entries.len()).ok()?;
        entries.extend(self.entries.iter().map(|e| Entry {
            hash: e.hash,
            key: e.key.clone(),
            value: e.value.clone(),
        }));
        Some(DictTable {
            entries,
            index: self.index.clone(),
            taken: self.taken,
            used: self.used,
            front: self.front,
            generation: 0,
        })
    }
}

#[inline(always)]
fn mix(hash: i64) -> usize {
    hash as usize
}
