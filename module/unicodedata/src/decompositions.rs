//! The table of decompositions without pointers. Each pointer in a table is a relocation: the page it lies in is written
//! to, and so belongs to the process alone, whenever a program starts.

use crate::tables::DECOMPOSITIONS as ROWS;

const BYTES: usize = {
    let (mut bytes, mut row) = (0, 0);
    while row < ROWS.len() {
        bytes += ROWS[row].1.len();
        row += 1;
    }
    bytes
};

/// Code points with the starts of their decompositions.
static STARTS: [(u32, u32); ROWS.len()] = {
    let mut starts = [(0, 0); ROWS.len()];
    let (mut start, mut row) = (0, 0);
    while row < ROWS.len() {
        starts[row] = (ROWS[row].0, start as u32);
        start += ROWS[row].1.len();
        row += 1;
    }
    starts
};

/// The decompositions, one behind the other.
static TEXT: [u8; BYTES] = {
    let mut text = [0; BYTES];
    let (mut at, mut row) = (0, 0);
    while row < ROWS.len() {
        let part = ROWS[row].1.as_bytes();
        text.split_at_mut(at).1.split_at_mut(part.len()).0.copy_from_slice(part);
        at += part.len();
        row += 1;
    }
    text
};

/// The decomposition of a code point, as the database spells it.
pub fn decomposition(code: u32) -> Option<&'static str> {
    let at = STARTS.binary_search_by_key(&code, |row| row.0).ok()?;
    let start = STARTS[at].1 as usize;
    let end = STARTS.get(at + 1).map_or(BYTES, |next| next.1 as usize);
    std::str::from_utf8(&TEXT[start..end]).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_row_is_found() {
        for &(code, text) in super::ROWS {
            assert_eq!(super::decomposition(code), Some(text));
        }
        assert_eq!(super::decomposition(0x41), None);
    }
}
