//! Code objects as bytes: for the standard library inside the binary, for caches on disk, and for `marshal`.
//!
//! All numbers are LEB128 but for the version, the number of the strings and their ends, and the code words, which have
//! four bytes each. Strings stand
//! once, in a table at the head; code names them by their place there. The modules of the library have one table for all
//! of them. Nested code begins with its length, so that it can be left for later ([`Deferred`]). What is read may be anything: [`decode`] gives [`Malformed`] for what is no code,
//! and whoever takes bytes from outside runs `verify` over the result before it is executed.

use crate::code::{Code, CodeFlags, Constant, ExceptionEntry, LocalKind, LocalName};
use crate::locations::{Locations, number, read_number, read_signed, signed};
use num_bigint::{BigInt, Sign};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Changes with this format and the layout of code.
const LAYOUT: u32 = 3;

/// Changes whenever the bytes of the same program would.
pub const VERSION: u32 = crate::op::TABLE.wrapping_add(LAYOUT);

/// The bytes are not those of a code object of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not the bytes of a code object of this version")
    }
}

impl std::error::Error for Malformed {}

type Result<T> = std::result::Result<T, Malformed>;

/// Code nests as deep as functions and classes do; more is no code.
const DEEPEST: u32 = 200;

mod tag {
    pub const NONE: u8 = 0;
    pub const ELLIPSIS: u8 = 1;
    pub const FALSE: u8 = 2;
    pub const TRUE: u8 = 3;
    pub const INT: u8 = 4;
    pub const BIG_INT: u8 = 5;
    pub const FLOAT: u8 = 6;
    pub const COMPLEX: u8 = 7;
    pub const STR: u8 = 8;
    pub const BYTES: u8 = 9;
    pub const TUPLE: u8 = 10;
    pub const FROZEN_SET: u8 = 11;
    pub const SLICE: u8 = 12;
    pub const CODE: u8 = 13;
}

/// The bytes of a code object.
pub fn encode(code: &Code) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.code(code);
    writer.finish().0
}

/// The bytes of the code objects of a library behind one table of strings, and where each of them begins.
pub fn encode_library<'a>(codes: impl IntoIterator<Item = &'a Code>) -> (Vec<u8>, Vec<u32>) {
    let mut writer = Writer::default();
    let mut places = Vec::new();
    for code in codes {
        places.push(writer.out.len() as u32);
        writer.code(code);
    }
    let (out, head) = writer.finish();
    places.iter_mut().for_each(|place| *place += head as u32);
    (out, places)
}

/// The code object that `encode` gave these bytes of; with a `filename`, it and all that nest in it have that one.
///
/// # Errors
/// [`Malformed`] if they are no such bytes.
pub fn decode(bytes: &[u8], filename: Option<Arc<str>>) -> Result<Code> {
    let (strings, rest) = Strings::read(bytes)?;
    let texts = vec![None; strings.count()];
    let mut reader = Reader { bytes: rest, strings, texts, filename, depth: 0, whole: None };
    let code = reader.code()?;
    if reader.bytes.is_empty() { Ok(code) } else { Err(Malformed) }
}

/// A code object of the library that is still bytes.
#[derive(Clone, Debug)]
pub struct Deferred {
    /// What [`encode_library`] gave.
    whole: &'static [u8],
    /// Where it begins in `whole`.
    at: u32,
    filename: Arc<str>,
}

/// What is known of code before its body is read. Of strings there are their places.
#[derive(Clone, Debug)]
pub struct Header {
    pub name: u32,
    pub qualname: u32,
    /// The one it was compiled with.
    pub own_filename: u32,
    pub flags: CodeFlags,
    pub arg_count: u32,
    pub posonly_arg_count: u32,
    pub kwonly_arg_count: u32,
    pub registers: u32,
    pub first_line: u32,
}

impl Deferred {
    /// The code object that begins at this place of a library; with a `filename`, it and all that nest in it have that one.
    ///
    /// # Errors
    /// [`Malformed`] if the bytes are damaged.
    pub fn new(library: &'static [u8], at: u32, filename: Option<Arc<str>>) -> Result<Deferred> {
        let filename = match filename {
            Some(filename) => filename,
            None => {
                let mut reader = Reader::of_library(library, at, None)?;
                let place = reader.header()?.own_filename;
                reader.shared(place as usize)?
            }
        };
        Ok(Deferred { whole: library, at, filename })
    }

    pub fn filename(&self) -> &Arc<str> {
        &self.filename
    }

    fn reader(&self) -> Result<Reader<'static>> {
        Reader::of_library(self.whole, self.at, Some(self.filename.clone()))
    }

    /// What stands at its head, and the strings that the places there are of.
    ///
    /// # Errors
    /// [`Malformed`] if the bytes are damaged.
    pub fn header(&self) -> Result<(Header, Strings<'static>)> {
        let mut reader = Reader::of_library(self.whole, self.at, None)?;
        Ok((reader.header()?, reader.strings))
    }

    /// Its qualified name.
    ///
    /// # Errors
    /// [`Malformed`] if the bytes are damaged.
    pub fn qualname(&self) -> Result<&'static str> {
        let mut reader = self.reader()?;
        let place = reader.header()?.qualname;
        reader.str(place)
    }

    /// The code, with what nests in it left for later.
    ///
    /// # Errors
    /// [`Malformed`] if the bytes are damaged.
    pub fn read(&self) -> Result<Code> {
        self.reader()?.code()
    }

    /// The code in parts, for who makes something else of its names and constants.
    ///
    /// # Errors
    /// [`Malformed`] if the bytes are damaged.
    pub fn read_parts(&self) -> Result<(Parts, Strings<'static>)> {
        let mut reader = self.reader()?;
        Ok((reader.parts()?, reader.strings))
    }
}

/// Code whose names and constants are still where they were read.
#[derive(Debug)]
pub struct Parts {
    /// Without names of any kind, and without constants.
    pub code: Code,
    pub words: Box<[u32]>,
    /// The places of the names of the named registers.
    pub locals: Vec<u32>,
    pub names: Vec<u32>,
    pub constants: Vec<RawConstant>,
}

/// A constant whose text is where it was read.
#[derive(Debug)]
pub enum RawConstant {
    Str(u32),
    Bytes(u32),
    Tuple(Vec<RawConstant>),
    Other(Constant),
}

impl Header {
    /// Code with what stands at the head, but for its names.
    fn code(&self, filename: Arc<str>) -> Code {
        Code {
            filename,
            flags: self.flags,
            arg_count: self.arg_count,
            posonly_arg_count: self.posonly_arg_count,
            kwonly_arg_count: self.kwonly_arg_count,
            registers: self.registers,
            first_line: self.first_line,
            ..Code::default()
        }
    }
}

#[derive(Default)]
struct Writer {
    out: Vec<u8>,
    strings: Vec<Arc<[u8]>>,
    places: HashMap<Arc<[u8]>, u64>,
}

impl Writer {
    /// The table of strings and what was written, and how long the former is.
    fn finish(self) -> (Vec<u8>, usize) {
        let mut out = Vec::with_capacity(self.out.len() * 2);
        out.extend_from_slice(&VERSION.to_le_bytes());
        out.extend_from_slice(&(self.strings.len() as u32).to_le_bytes());
        let mut end = 0;
        for string in &self.strings {
            end += string.len() as u32;
            out.extend_from_slice(&end.to_le_bytes());
        }
        for string in &self.strings {
            out.extend_from_slice(string);
        }
        let head = out.len();
        out.extend_from_slice(&self.out);
        (out, head)
    }

    fn number(&mut self, value: u64) {
        number(&mut self.out, value);
    }

    fn string(&mut self, bytes: &[u8]) {
        let place = match self.places.get(bytes) {
            Some(&place) => place,
            None => {
                let place = self.strings.len() as u64;
                let shared: Arc<[u8]> = bytes.into();
                self.strings.push(shared.clone());
                self.places.insert(shared, place);
                place
            }
        };
        self.number(place);
    }

    fn code(&mut self, code: &Code) {
        self.string(code.name.as_bytes());
        self.string(code.qualname.as_bytes());
        self.string(code.filename.as_bytes());
        for value in [
            code.flags.bits(),
            code.arg_count,
            code.posonly_arg_count,
            code.kwonly_arg_count,
            code.registers,
            code.first_line,
        ] {
            self.number(value as u64);
        }
        self.number(code.localsplus.len() as u64);
        for local in &code.localsplus {
            self.string(local.name.as_bytes());
            self.out.push(local.kind.bits());
        }
        self.number(code.words.len() as u64);
        for word in &code.words {
            self.out.extend_from_slice(&word.to_le_bytes());
        }
        self.number(code.names.len() as u64);
        for name in &code.names {
            self.string(name.as_bytes());
        }
        self.number(code.exceptions.len() as u64);
        for entry in &code.exceptions {
            for value in [entry.start, entry.end, entry.target, entry.depth] {
                self.number(value as u64);
            }
        }
        self.number(code.locations.packed().len() as u64);
        self.out.extend_from_slice(code.locations.packed());
        self.constants(&code.constants);
    }

    fn nested(&mut self, code: &Code) {
        let outer = std::mem::take(&mut self.out);
        self.code(code);
        let own = std::mem::replace(&mut self.out, outer);
        self.number(own.len() as u64);
        self.out.extend_from_slice(&own);
    }

    fn constants(&mut self, constants: &[Constant]) {
        self.number(constants.len() as u64);
        for constant in constants {
            self.constant(constant);
        }
    }

    fn constant(&mut self, constant: &Constant) {
        match constant {
            Constant::None => self.out.push(tag::NONE),
            Constant::Ellipsis => self.out.push(tag::ELLIPSIS),
            Constant::Bool(false) => self.out.push(tag::FALSE),
            Constant::Bool(true) => self.out.push(tag::TRUE),
            Constant::Int(value) => {
                self.out.push(tag::INT);
                signed(&mut self.out, *value);
            }
            Constant::BigInt(value) => {
                self.out.push(tag::BIG_INT);
                let (sign, bytes) = value.to_bytes_le();
                self.out.push((sign == Sign::Minus) as u8);
                self.number(bytes.len() as u64);
                self.out.extend_from_slice(&bytes);
            }
            Constant::Float(value) => {
                self.out.push(tag::FLOAT);
                self.out.extend_from_slice(&value.to_bits().to_le_bytes());
            }
            Constant::Complex { real, imag } => {
                self.out.push(tag::COMPLEX);
                self.out.extend_from_slice(&real.to_bits().to_le_bytes());
                self.out.extend_from_slice(&imag.to_bits().to_le_bytes());
            }
            Constant::Str(bytes) => {
                self.out.push(tag::STR);
                self.string(bytes);
            }
            Constant::Bytes(bytes) => {
                self.out.push(tag::BYTES);
                self.string(bytes);
            }
            Constant::Tuple(items) => {
                self.out.push(tag::TUPLE);
                self.constants(items);
            }
            Constant::FrozenSet(items) => {
                self.out.push(tag::FROZEN_SET);
                self.constants(items);
            }
            Constant::Slice(parts) => {
                self.out.push(tag::SLICE);
                for part in &**parts {
                    self.constant(part);
                }
            }
            Constant::Code(code) => {
                self.out.push(tag::CODE);
                self.nested(code);
            }
            Constant::Deferred(code) => {
                self.out.push(tag::CODE);
                // The bytes were made by `encode`: what they are not made of is an empty block.
                match code.read() {
                    Ok(code) => self.nested(&code),
                    Err(Malformed) => self.number(0),
                }
            }
        }
    }
}

/// The table at the head.
#[derive(Clone, Copy, Debug)]
pub struct Strings<'a> {
    ends: &'a [u8],
    bytes: &'a [u8],
}

impl<'a> Strings<'a> {
    /// The table of encoded code, and what follows it.
    fn read(whole: &'a [u8]) -> Result<(Strings<'a>, &'a [u8])> {
        let none = Strings { ends: &[], bytes: &[] };
        let mut head =
            Reader { bytes: whole, strings: none, texts: Vec::new(), filename: None, depth: 0, whole: None };
        if head.word()? != VERSION {
            return Err(Malformed);
        }
        let count = head.word()? as usize;
        let ends = head.take(count.checked_mul(4).ok_or(Malformed)?)?;
        let length = Strings { ends, bytes: &[] }.end(count).ok_or(Malformed)?;
        let bytes = head.take(length)?;
        Ok((Strings { ends, bytes }, head.bytes))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.ends.len() / 4
    }

    /// Where they are, which tells tables apart.
    pub fn address(&self) -> usize {
        self.ends.as_ptr() as usize
    }

    /// Where the first `count` strings end.
    fn end(&self, count: usize) -> Option<usize> {
        let Some(last) = count.checked_sub(1) else { return Some(0) };
        let end = self.ends.get(last * 4..last * 4 + 4)?;
        Some(u32::from_le_bytes(end.try_into().ok()?) as usize)
    }

    /// The string at this place.
    pub fn get(&self, place: usize) -> Option<&'a [u8]> {
        self.bytes.get(self.end(place)?..self.end(place.checked_add(1)?)?)
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    strings: Strings<'a>,
    /// Their shared forms, once somebody asked; empty where nothing is shared.
    texts: Vec<Option<Arc<str>>>,
    filename: Option<Arc<str>>,
    depth: u32,
    /// All the bytes, if nested code is left for later.
    whole: Option<&'static [u8]>,
}

impl Reader<'static> {
    fn of_library(whole: &'static [u8], at: u32, filename: Option<Arc<str>>) -> Result<Reader<'static>> {
        let (strings, _) = Strings::read(whole)?;
        let bytes = whole.get(at as usize..).ok_or(Malformed)?;
        Ok(Reader { bytes, strings, texts: Vec::new(), filename, depth: 0, whole: Some(whole) })
    }
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (&first, rest) = self.bytes.split_first().ok_or(Malformed)?;
        self.bytes = rest;
        Ok(first)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn word(&mut self) -> Result<u32> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    #[inline]
    fn number(&mut self) -> Result<u64> {
        read_number(&mut self.bytes).ok_or(Malformed)
    }

    fn signed(&mut self) -> Result<i64> {
        read_signed(&mut self.bytes).ok_or(Malformed)
    }

    fn small(&mut self) -> Result<u32> {
        u32::try_from(self.number()?).map_err(|_| Malformed)
    }

    /// A number of things that take at least `least` bytes each: more than the bytes hold is no number of them.
    fn count(&mut self, least: usize) -> Result<usize> {
        let count = usize::try_from(self.number()?).map_err(|_| Malformed)?;
        if count.checked_mul(least).is_some_and(|bytes| bytes <= self.bytes.len()) {
            Ok(count)
        } else {
            Err(Malformed)
        }
    }

    fn string(&mut self) -> Result<&'a [u8]> {
        let place = self.number()? as usize;
        self.strings.get(place).ok_or(Malformed)
    }

    fn str(&self, place: u32) -> Result<&'a str> {
        std::str::from_utf8(self.strings.get(place as usize).ok_or(Malformed)?).map_err(|_| Malformed)
    }

    fn text(&mut self) -> Result<Arc<str>> {
        let place = self.number()? as usize;
        self.shared(place)
    }

    fn shared(&mut self, place: usize) -> Result<Arc<str>> {
        if let Some(Some(text)) = self.texts.get(place) {
            return Ok(text.clone());
        }
        let text: Arc<str> = self.str(u32::try_from(place).map_err(|_| Malformed)?)?.into();
        if let Some(shared) = self.texts.get_mut(place) {
            *shared = Some(text.clone());
        }
        Ok(text)
    }

    fn double(&mut self) -> Result<f64> {
        let bytes = self.take(8)?;
        Ok(f64::from_bits(u64::from_le_bytes(bytes.try_into().map_err(|_| Malformed)?)))
    }

    fn header(&mut self) -> Result<Header> {
        Ok(Header {
            name: self.small()?,
            qualname: self.small()?,
            own_filename: self.small()?,
            flags: CodeFlags::from_bits(self.small()?).ok_or(Malformed)?,
            arg_count: self.small()?,
            posonly_arg_count: self.small()?,
            kwonly_arg_count: self.small()?,
            registers: self.small()?,
            first_line: self.small()?,
        })
    }

    fn code(&mut self) -> Result<Code> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Malformed);
        }
        let header = self.header()?;
        let filename = match &self.filename {
            Some(filename) => filename.clone(),
            None => self.shared(header.own_filename as usize)?,
        };
        let mut code = header.code(filename);
        code.name = self.shared(header.name as usize)?;
        code.qualname = self.shared(header.qualname as usize)?;
        code.localsplus = (0..self.count(2)?)
            .map(|_| {
                let name = self.text()?;
                Ok(LocalName { name, kind: LocalKind::from_bits(self.byte()?).ok_or(Malformed)? })
            })
            .collect::<Result<_>>()?;
        code.words = self.words()?;
        code.names = (0..self.count(1)?).map(|_| self.text()).collect::<Result<_>>()?;
        self.tables(&mut code)?;
        code.constants = self.constants()?;
        self.depth -= 1;
        Ok(code)
    }

    fn parts(&mut self) -> Result<Parts> {
        let mut code = self.header()?.code(Arc::default());
        let count = self.count(2)?;
        let mut locals = Vec::with_capacity(count);
        code.localsplus.reserve_exact(count);
        for _ in 0..count {
            locals.push(self.small()?);
            let kind = LocalKind::from_bits(self.byte()?).ok_or(Malformed)?;
            code.localsplus.push(LocalName { name: code.filename.clone(), kind });
        }
        let words = self.words()?.into_boxed_slice();
        let count = self.count(1)?;
        let mut names = Vec::with_capacity(count);
        for _ in 0..count {
            names.push(self.small()?);
        }
        self.tables(&mut code)?;
        let constants = self.raw_constants()?;
        Ok(Parts { code, words, locals, names, constants })
    }

    fn raw_constants(&mut self) -> Result<Vec<RawConstant>> {
        let count = self.count(1)?;
        let mut constants = Vec::with_capacity(count);
        for _ in 0..count {
            constants.push(self.raw_constant()?);
        }
        Ok(constants)
    }

    fn raw_constant(&mut self) -> Result<RawConstant> {
        Ok(match self.bytes.first() {
            Some(&tag::STR) => {
                self.byte()?;
                RawConstant::Str(self.small()?)
            }
            Some(&tag::BYTES) => {
                self.byte()?;
                RawConstant::Bytes(self.small()?)
            }
            Some(&tag::TUPLE) => {
                self.byte()?;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Malformed);
                }
                let items = self.raw_constants()?;
                self.depth -= 1;
                RawConstant::Tuple(items)
            }
            _ => RawConstant::Other(self.constant()?),
        })
    }

    fn words(&mut self) -> Result<Vec<u32>> {
        let count = self.count(4)?;
        let bytes = self.take(count * 4)?;
        let mut words = vec![0; count];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *word = u32::from_le_bytes(*bytes);
        }
        Ok(words)
    }

    /// The tables of exceptions and places.
    fn tables(&mut self, code: &mut Code) -> Result<()> {
        code.exceptions = (0..self.count(4)?)
            .map(|_| {
                Ok(ExceptionEntry {
                    start: self.small()?,
                    end: self.small()?,
                    target: self.small()?,
                    depth: self.small()?,
                })
            })
            .collect::<Result<_>>()?;
        let count = self.count(1)?;
        let packed = self.take(count)?;
        let packed = match self.whole {
            Some(whole) => {
                let end = whole.len() - self.bytes.len();
                Cow::Borrowed(&whole[end - count..end])
            }
            None => Cow::Owned(packed.to_vec()),
        };
        code.locations = Locations::from_packed(packed);
        Ok(())
    }

    fn constants(&mut self) -> Result<Vec<Constant>> {
        (0..self.count(1)?).map(|_| self.constant()).collect()
    }

    fn constant(&mut self) -> Result<Constant> {
        Ok(match self.byte()? {
            tag::NONE => Constant::None,
            tag::ELLIPSIS => Constant::Ellipsis,
            tag::FALSE => Constant::Bool(false),
            tag::TRUE => Constant::Bool(true),
            tag::INT => Constant::Int(self.signed()?),
            tag::BIG_INT => {
                let sign = if self.byte()? != 0 { Sign::Minus } else { Sign::Plus };
                let count = self.count(1)?;
                Constant::BigInt(BigInt::from_bytes_le(sign, self.take(count)?))
            }
            tag::FLOAT => Constant::Float(self.double()?),
            tag::COMPLEX => Constant::Complex { real: self.double()?, imag: self.double()? },
            tag::STR => Constant::Str(self.string()?.into()),
            tag::BYTES => Constant::Bytes(self.string()?.into()),
            tag @ (tag::TUPLE | tag::FROZEN_SET | tag::SLICE) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(Malformed);
                }
                let made = match tag {
                    tag::TUPLE => Constant::Tuple(self.constants()?.into()),
                    tag::FROZEN_SET => Constant::FrozenSet(self.constants()?.into()),
                    _ => Constant::Slice(Box::new([self.constant()?, self.constant()?, self.constant()?])),
                };
                self.depth -= 1;
                made
            }
            tag::CODE => {
                let length = self.count(1)?;
                let own = self.take(length)?;
                if let Some(whole) = self.whole {
                    let at = whole.len() - self.bytes.len() - length;
                    let filename = self.filename.clone().ok_or(Malformed)?;
                    return Ok(Constant::Deferred(Deferred { whole, at: at as u32, filename }));
                }
                let rest = std::mem::replace(&mut self.bytes, own);
                let code = self.code()?;
                if !self.bytes.is_empty() {
                    return Err(Malformed);
                }
                self.bytes = rest;
                Constant::Code(Arc::new(code))
            }
            _ => return Err(Malformed),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Location;

    fn sample() -> Code {
        let inner = Code {
            name: "f".into(),
            qualname: "g.<locals>.f".into(),
            filename: "a.py".into(),
            flags: CodeFlags::OPTIMIZED | CodeFlags::GENERATOR,
            arg_count: 2,
            posonly_arg_count: 1,
            kwonly_arg_count: 1,
            localsplus: vec![LocalName { name: "x".into(), kind: LocalKind::LOCAL | LocalKind::CELL }],
            registers: 7,
            first_line: 40,
            words: vec![0, 1, u32::MAX, 0x8000_0000],
            constants: vec![Constant::None, Constant::Int(i64::MIN), Constant::Float(-0.0)],
            names: vec!["f".into(), "x".into()],
            exceptions: vec![ExceptionEntry { start: 1, end: 3, target: 200_000, depth: 5 }],
            locations: Locations::pack(
                40,
                &[
                    (0, Location { line: 41, end_line: 43, column: 0, end_column: u32::MAX }),
                    (3, Location { line: 0, end_line: 0, column: u32::MAX, end_column: u32::MAX }),
                ],
            ),
        };
        let constants = vec![
            Constant::Tuple([Constant::Str(b"\xed\xb2\x80".as_slice().into()), Constant::Bool(true)].into()),
            Constant::BigInt(BigInt::from(-1) << 200u32),
            Constant::Complex { real: 1.5, imag: f64::NAN },
            Constant::Slice(Box::new([Constant::Int(1), Constant::None, Constant::Ellipsis])),
            Constant::FrozenSet([Constant::Bytes(b"f".as_slice().into())].into()),
            Constant::Code(Arc::new(inner.clone())),
        ];
        Code { constants, ..inner }
    }

    #[test]
    fn what_is_written_is_read() {
        let code = sample();
        let bytes = encode(&code);
        let read = decode(&bytes, None).expect("these are its bytes");
        assert_eq!(format!("{code:?}"), format!("{read:?}"));
        let renamed = decode(&bytes, Some("b.py".into())).expect("these are its bytes");
        let Some(Constant::Code(inner)) = renamed.constants.last() else { panic!("the code comes last") };
        assert_eq!((&*renamed.filename, &*inner.filename), ("b.py", "b.py"));
    }

    #[test]
    fn code_of_a_library_waits() {
        let code = sample();
        let (bytes, places) = encode_library([&code, &code]);
        let library: &'static [u8] = bytes.leak();
        assert_eq!(library.len() as u32 - places[1], places[1] - places[0]);
        let own = Deferred::new(library, places[0], None).expect("these are its bytes");
        assert_eq!(
            format!("{:?}", own.read().map(|read| encode(&read))),
            format!("{:?}", Ok::<_, ()>(encode(&code)))
        );
        let read = Deferred::new(library, places[1], Some("b.py".into())).and_then(|code| code.read());
        let read = read.expect("these are its bytes");
        let Some(Constant::Deferred(inner)) = read.constants.last() else { panic!("the code comes last") };
        let (parts, strings) = inner.read_parts().expect("these are its bytes");
        assert_eq!((inner.qualname(), parts.code.first_line), (Ok("g.<locals>.f"), 40));
        assert_eq!(strings.get(parts.locals[0] as usize), Some(&b"x"[..]));
        let inner = inner.read().expect("these are its bytes");
        assert_eq!((&*inner.filename, inner.words.len()), ("b.py", 4));
        assert_eq!(inner.location(1).line, 41);
    }

    #[test]
    fn anything_else_is_malformed_or_another_code() {
        let bytes = encode(&sample());
        for end in 0..bytes.len() {
            assert!(decode(&bytes[..end], None).is_err());
        }
        for at in 0..bytes.len() {
            for bit in [1, 0x80] {
                let mut damaged = bytes.clone();
                damaged[at] ^= bit;
                // Either is fine; it may not panic, nor ask for memory beyond its own size.
                let _ = decode(&damaged, None);
            }
        }
    }
}
