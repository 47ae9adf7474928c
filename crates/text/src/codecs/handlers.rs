//! The error handlers that are built in.
//!
//! A handler either answers a fault, so that the codec goes on, or gives the fault back to be raised. The names in
//! [`Handler::named`] are the only ones known here; anything else is looked up in the interpreter's registry.

use super::{Codec, Cursor, Failure, Fault, wide};
use crate::error::TextError;
use crate::repr::push_hex_escape;
use crate::text::{CodePoints, TextBuf, TextRef};

/// Names of characters, for `\N{…}` and `namereplace`; the module that owns the Unicode database implements it.
pub trait Names {
    fn name_of(&self, code: u32) -> Option<String>;
    fn code_of(&self, name: &str) -> Option<u32>;
}

/// No character has a name.
#[derive(Clone, Copy, Debug)]
pub struct NoNames;

impl Names for NoNames {
    fn name_of(&self, _: u32) -> Option<String> {
        None
    }

    fn code_of(&self, _: &str) -> Option<u32> {
        None
    }
}

/// An error handler that needs no Python code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
}

const NAMED: [(&str, Handler); 8] = [
    ("strict", Handler::Strict),
    ("ignore", Handler::Ignore),
    ("replace", Handler::Replace),
    ("backslashreplace", Handler::BackslashReplace),
    ("xmlcharrefreplace", Handler::XmlCharRefReplace),
    ("namereplace", Handler::NameReplace),
    ("surrogateescape", Handler::SurrogateEscape),
    ("surrogatepass", Handler::SurrogatePass),
];

impl Handler {
    pub fn named(name: &str) -> Option<Self> {
        NAMED.iter().find(|(known, _)| *known == name).map(|(_, handler)| *handler)
    }

    pub fn name(self) -> &'static str {
        NAMED[self as usize].0
    }

    /// LookupError for a handler that nobody registered.
    pub fn unknown(name: TextRef<'_>) -> TextError {
        let name = name.to_string_escaped();
        TextError::new(crate::ErrorKind::Lookup, format!("unknown error handler name '{name}'"))
    }

    /// Answers a decoding fault: appends the replacement and returns where to go on.
    pub fn decode(
        self,
        codec: Codec,
        input: &[u8],
        fault: Fault,
        out: &mut TextBuf,
    ) -> Result<usize, Failure> {
        let raise = Err(Failure::Fault(fault));
        match self {
            Handler::Strict => raise,
            Handler::Ignore => Ok(fault.end),
            Handler::Replace => {
                out.push(0xfffd);
                Ok(fault.end)
            }
            Handler::BackslashReplace => {
                let mut escaped = Vec::new();
                input[fault.start..fault.end]
                    .iter()
                    .for_each(|&byte| push_hex_escape(&mut escaped, byte.into()));
                out.push_ascii(&escaped);
                Ok(fault.end)
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => Err(Failure::Error(TextError::type_(
                "don't know how to handle UnicodeDecodeError in error callback",
            ))),
            Handler::SurrogateEscape => {
                let part = &input[fault.start..fault.end];
                let high: Vec<u8> =
                    part.iter().copied().take(4).take_while(|byte| !byte.is_ascii()).collect();
                if high.is_empty() {
                    return raise;
                }
                high.iter().for_each(|&byte| out.push(0xdc00 + u32::from(byte)));
                Ok(fault.start + high.len())
            }
            Handler::SurrogatePass => match surrogate_at(codec, input, fault.start) {
                Some((code, len)) => {
                    out.push(code);
                    Ok(fault.start + len)
                }
                None => raise,
            },
        }
    }

    /// Answers an encoding fault: appends the replacement and returns where to go on.
    pub fn encode(
        self,
        codec: Codec,
        text: TextRef<'_>,
        fault: Fault,
        names: &dyn Names,
        out: &mut Vec<u8>,
    ) -> Result<Cursor, Failure> {
        let raise = || Failure::Fault(fault);
        let start = text.byte_offset(fault.start);
        let mut rest = CodePoints::new(&text.bytes()[start..]);
        let bad: Vec<u32> = rest.by_ref().take(fault.end - fault.start).collect();
        let behind = Cursor { chars: fault.end, bytes: text.bytes().len() - rest.rest().len() };
        let mut replacement = Vec::new();
        match self {
            Handler::Strict => return Err(raise()),
            Handler::Ignore => return Ok(behind),
            Handler::Replace => replacement.resize(bad.len(), b'?'),
            Handler::BackslashReplace => bad.iter().for_each(|&code| push_hex_escape(&mut replacement, code)),
            Handler::XmlCharRefReplace => {
                bad.iter().for_each(|code| replacement.extend_from_slice(format!("&#{code};").as_bytes()));
            }
            Handler::NameReplace => {
                for &code in &bad {
                    match names.name_of(code) {
                        Some(name) => replacement.extend_from_slice(format!("\\N{{{name}}}").as_bytes()),
                        None => push_hex_escape(&mut replacement, code),
                    }
                }
            }
            Handler::SurrogateEscape => {
                // What can be passed is passed; the rest is a fault of its own, reported from where it starts.
                let byte = |code: &u32| (0xdc80..0xdd00).contains(code).then_some(*code as u8);
                let escaped: Vec<u8> = bad.iter().map_while(byte).collect();
                if escaped.is_empty() || !codec.push_replacement_bytes(&escaped, out) {
                    return Err(raise());
                }
                return Ok(Cursor::at(text, fault.start + escaped.len()));
            }
            Handler::SurrogatePass => {
                if !bad.iter().all(|code| (0xd800..0xe000).contains(code))
                    || !push_surrogates(codec, &bad, out)
                {
                    return Err(raise());
                }
                return Ok(behind);
            }
        }
        if !codec.push_replacement(TextRef::measure(&replacement), out) {
            return Err(raise());
        }
        Ok(behind)
    }
}

/// The surrogate that is encoded at `at`, and the length of its encoding.
fn surrogate_at(codec: Codec, input: &[u8], at: usize) -> Option<(u32, usize)> {
    let (code, len) = match codec {
        Codec::Utf8 => match input.get(at..at + 3)? {
            &[0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf] => {
                (0xd000 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f), 3)
            }
            _ => return None,
        },
        Codec::Utf16(endian) => (wide::read16(input, at, endian)?, 2),
        Codec::Utf32(endian) => (wide::read32(input, at, endian)?, 4),
        _ => return None,
    };
    (0xd800..0xe000).contains(&code).then_some((code, len))
}

fn push_surrogates(codec: Codec, codes: &[u32], out: &mut Vec<u8>) -> bool {
    for &code in codes {
        match codec {
            Codec::Utf8 => crate::text::encode_into(out, code),
            Codec::Utf16(endian) => wide::push16(out, code, endian),
            Codec::Utf32(endian) => wide::push32(out, code, endian),
            _ => return false,
        }
    }
    true
}
