//! Where instructions come from in the source, packed: a few bytes for each place, read when somebody asks.
//!
//! An entry is five LEB128 numbers, the second and third signed: words since the entry before; lines since its line, or
//! since the first line of the code; lines from its first to its last; both columns plus one.

use crate::code::Location;
use std::borrow::Cow;
use std::sync::OnceLock;

/// The places of a code block's instructions. A place holds until the next entry.
#[derive(Debug, Default)]
pub struct Locations {
    packed: Cow<'static, [u8]>,
    /// The same, for the few blocks that are asked again.
    unpacked: OnceLock<Box<[(u32, Location)]>>,
}

impl Clone for Locations {
    fn clone(&self) -> Locations {
        Locations::from_packed(self.packed.clone())
    }
}

impl PartialEq for Locations {
    fn eq(&self, other: &Locations) -> bool {
        self.packed == other.packed
    }
}

pub(crate) fn number(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

pub(crate) fn signed(out: &mut Vec<u8>, value: i64) {
    number(out, ((value << 1) ^ (value >> 63)) as u64);
}

#[inline]
pub(crate) fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    match bytes.split_first()? {
        (&byte, rest) if byte & 0x80 == 0 => {
            *bytes = rest;
            Some(byte.into())
        }
        _ => read_long_number(bytes),
    }
}

fn read_long_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

pub(crate) fn read_signed(bytes: &mut &[u8]) -> Option<i64> {
    let value = read_number(bytes)?;
    Some((value >> 1) as i64 ^ -((value & 1) as i64))
}

impl Locations {
    /// Packs `(first word of an instruction, its place)`, ascending.
    pub fn pack(first_line: u32, entries: &[(u32, Location)]) -> Locations {
        let mut packed = Vec::with_capacity(entries.len() * 5);
        let (mut before, mut line) = (0, first_line);
        for &(start, place) in entries {
            number(&mut packed, start.wrapping_sub(before).into());
            signed(&mut packed, i64::from(place.line) - i64::from(line));
            signed(&mut packed, i64::from(place.end_line) - i64::from(place.line));
            // A column that is not there is u32::MAX: 0 here.
            number(&mut packed, place.column.wrapping_add(1).into());
            number(&mut packed, place.end_column.wrapping_add(1).into());
            (before, line) = (start, place.line);
        }
        packed.shrink_to_fit();
        Locations::from_packed(packed.into())
    }

    /// What [`Locations::packed`] gave. Anything is taken; what is no entry ends the table.
    pub fn from_packed(packed: Cow<'static, [u8]>) -> Locations {
        Locations { packed, unpacked: OnceLock::new() }
    }

    /// The bytes.
    pub fn packed(&self) -> &[u8] {
        &self.packed
    }

    /// The entries, for code whose first line is this.
    pub fn entries(&self, first_line: u32) -> &[(u32, Location)] {
        self.unpacked.get_or_init(|| {
            let mut bytes = &*self.packed;
            let mut entries = Vec::with_capacity(bytes.len() / 5);
            let (mut start, mut line) = (0u32, first_line);
            while let Some(entry) = unpack(&mut bytes, &mut start, &mut line) {
                entries.push(entry);
            }
            entries.into()
        })
    }
}

fn unpack(bytes: &mut &[u8], start: &mut u32, line: &mut u32) -> Option<(u32, Location)> {
    *start = start.wrapping_add(read_number(bytes)? as u32);
    *line = line.wrapping_add(read_signed(bytes)? as u32);
    let end_line = line.wrapping_add(read_signed(bytes)? as u32);
    let column = (read_number(bytes)? as u32).wrapping_sub(1);
    let end_column = (read_number(bytes)? as u32).wrapping_sub(1);
    Some((*start, Location { line: *line, end_line, column, end_column }))
}
