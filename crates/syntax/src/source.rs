//! Positions in decoded source: byte ranges, and the index that turns them into lines and columns.
//!
//! Invariant: every offset counts bytes of the decoded UTF-8 source that `Parsed` carries. CPython's `lineno` is
//! 1-based and its `col_offset` a 0-based UTF-8 byte column; `Location` is exactly that pair. Lines end at `\n`,
//! `\r\n` or a lone `\r`.

/// A half-open range of byte offsets into the decoded source.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Range {
    pub start: u32,
    pub end: u32,
}

impl Range {
    pub fn new(start: u32, end: u32) -> Self {
        Range { start, end }
    }

    /// The text the range covers.
    pub fn of(self, source: &str) -> &str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// The smallest range that holds both.
    pub fn to(self, other: Range) -> Range {
        Range { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A place as CPython counts it: line from 1, column in UTF-8 bytes from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Location {
    pub line: u32,
    pub column: u32,
}

/// Where each line of a source begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: u32,
    /// Places that no offset of the source has: offsets from `first_place` on stand for them.
    places: Vec<Location>,
    first_place: u32,
}

impl LineIndex {
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for (i, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        let length = bytes.len() as u32;
        LineIndex { starts, length, places: Vec::new(), first_place: length.saturating_add(1) }
    }

    /// The index of a tree that was not parsed: `offset` stands for `places[offset]`.
    pub fn of_places(places: Vec<Location>) -> Self {
        LineIndex { starts: vec![0], length: 0, places, first_place: 0 }
    }

    /// An offset that stands for a place of no token.
    pub fn add_place(&mut self, place: Location) -> u32 {
        self.places.push(place);
        self.first_place + self.places.len() as u32 - 1
    }

    /// Line and column of an offset. An offset past the end counts as the end.
    pub fn locate(&self, offset: u32) -> Location {
        if let Some(number) = offset.checked_sub(self.first_place)
            && let Some(&place) = self.places.get(number as usize)
        {
            return place;
        }
        let offset = offset.min(self.length);
        let line = self.starts.partition_point(|&start| start <= offset);
        Location { line: line as u32, column: offset - self.starts[line - 1] }
    }

    /// The 1-based line an offset stands on.
    pub fn line(&self, offset: u32) -> u32 {
        self.locate(offset).line
    }

    /// How many lines there are; a source that ends in a newline has an empty last line.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The range of a 1-based line with its line ending; empty when there is no such line.
    pub fn line_range(&self, line: u32) -> Range {
        let at = |line: u32| self.starts.get(line as usize).copied().unwrap_or(self.length);
        match line.checked_sub(1) {
            Some(index) => Range { start: at(index), end: at(line) },
            None => Range::default(),
        }
    }
}
