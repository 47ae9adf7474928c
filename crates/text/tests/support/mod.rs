//! Runs one row of a golden file.
//!
//! Text fields write `\{hex}` for every code point outside printable ASCII and for the backslash; bytes fields are
//! hexadecimal; floats are the bits in hexadecimal. A result starts with `=`, an error is `!Class: message`.

use num_bigint::BigInt;
use taipan_text::bytes::Side;
use taipan_text::codecs::{self, Codec, Endian, Failure, Handler, Names};
use taipan_text::int::{self, Int};
use taipan_text::printf::{self, Arguments, Conversion};
use taipan_text::*;

fn text(field: &str) -> TextBuf {
    let mut out = TextBuf::new();
    let mut rest = field;
    while let Some(at) = rest.find("\\{") {
        out.push_str(&rest[..at]);
        let end = at + rest[at..].find('}').unwrap();
        out.push(u32::from_str_radix(&rest[at + 2..end], 16).unwrap());
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

fn show(text: TextRef<'_>) -> String {
    let mut out = String::new();
    for code in text.code_points() {
        match code {
            0x5c | 0..0x20 | 0x7f.. => out.push_str(&format!("\\{{{code:x}}}")),
            _ => out.push(code as u8 as char),
        }
    }
    out
}

fn unhex(field: &str) -> Vec<u8> {
    (0..field.len()).step_by(2).map(|i| u8::from_str_radix(&field[i..i + 2], 16).unwrap()).collect()
}

fn hex(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn float(field: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(field, 16).unwrap())
}

fn show_float(value: f64) -> String {
    if value.is_nan() { "nan".into() } else { format!("{:x}", value.to_bits()) }
}

fn integer(field: &str) -> Int {
    Int::normalized(field.parse().unwrap())
}

fn big(field: &str) -> BigInt {
    field.parse().unwrap()
}

fn show_int(value: Int) -> String {
    BigInt::from(value).to_string()
}

type Outcome = Result<String, TextError>;

fn ascii(bytes: Vec<u8>) -> String {
    show(TextBuf::measure(bytes).as_ref())
}

pub fn run(operation: &str, args: &[&str]) -> String {
    match outcome(operation, args) {
        Ok(value) => format!("={value}"),
        Err(error) => format!("!{}: {}", error.kind.name(), show(error.message.as_str().into())),
    }
}

fn outcome(operation: &str, args: &[&str]) -> Outcome {
    let int = |i: usize| args[i].parse::<isize>().unwrap();
    let limit = |i: usize| usize::try_from(int(i)).unwrap_or(usize::MAX);
    let shown = |buf: TextBuf| show(buf.as_ref());
    let arg = |i: usize| text(args[i]);
    let optional = |i: usize| (args[i] != "None").then(|| text(args[i]));
    let list =
        |pieces: Vec<TextRef<'_>>| pieces.into_iter().map(|p| format!("[{}]", show(p))).collect::<String>();
    let index = |found: Option<usize>| found.map_or("-1".to_owned(), |found| found.to_string());
    Ok(match operation {
        "codepoint" => {
            let code: u32 = args[0].parse().unwrap();
            let mut one = TextBuf::new();
            one.push(code);
            let t = one.as_ref();
            use properties as p;
            let flags: String = [
                p::isalpha(t),
                p::isalnum(t),
                p::isdecimal(t),
                p::isdigit(t),
                p::isnumeric(t),
                p::isspace(t),
                p::isupper(t),
                p::islower(t),
                p::istitle(t),
                p::isidentifier(t),
                p::isprintable(t),
            ]
            .map(|yes| if yes { '1' } else { '0' })
            .into_iter()
            .collect();
            let forms =
                [case::upper, case::lower, case::title, case::capitalize, case::swapcase, case::casefold];
            let forms = forms.map(|form| shown(form(t))).join("|");
            let digits = format!("{:?}/{:?}", p::decimal_value(code), p::digit_value(code));
            format!("{flags}|{forms}|{digits}|{}", shown(repr::repr(t)))
        }
        "case" => {
            let t = arg(0);
            let forms =
                [case::upper, case::lower, case::title, case::capitalize, case::swapcase, case::casefold];
            forms.map(|form| shown(form(t.as_ref()))).join("|")
        }
        "is" => {
            let t = arg(0);
            let t = t.as_ref();
            use properties as p;
            [
                p::isalpha(t),
                p::isalnum(t),
                p::isdecimal(t),
                p::isdigit(t),
                p::isnumeric(t),
                p::isspace(t),
                p::isupper(t),
                p::islower(t),
                p::istitle(t),
                p::isidentifier(t),
                p::isprintable(t),
            ]
            .map(|yes| if yes { '1' } else { '0' })
            .into_iter()
            .collect()
        }
        "repr" => shown(repr::repr(arg(0).as_ref())),
        "ascii" => shown(repr::ascii(arg(0).as_ref())),
        "bytes_repr" => ascii(bytes_repr::repr(&unhex(args[0]))),
        "find" => index(search::find(arg(0).as_ref(), arg(1).as_ref(), int(2), int(3))),
        "rfind" => index(search::rfind(arg(0).as_ref(), arg(1).as_ref(), int(2), int(3))),
        "count" => search::count(arg(0).as_ref(), arg(1).as_ref(), int(2), int(3)).to_string(),
        "startswith" => search::startswith(arg(0).as_ref(), arg(1).as_ref(), int(2), int(3)).to_string(),
        "endswith" => search::endswith(arg(0).as_ref(), arg(1).as_ref(), int(2), int(3)).to_string(),
        "replace" => {
            let t = arg(0);
            shown(
                search::replace(t.as_ref(), arg(1).as_ref(), arg(2).as_ref(), limit(3))?.unwrap_or(t.clone()),
            )
        }
        "bytes_replace" => {
            let t = unhex(args[0]);
            let replaced = bytes::replace(&t, &unhex(args[1]), &unhex(args[2]), limit(3))?;
            hex(&replaced.map_or(t.clone(), |(bytes, _)| bytes))
        }
        "split" => list(split::split(arg(0).as_ref(), optional(1).as_ref().map(TextBuf::as_ref), limit(2))?),
        "rsplit" => {
            list(split::rsplit(arg(0).as_ref(), optional(1).as_ref().map(TextBuf::as_ref), limit(2))?)
        }
        "splitlines" => list(split::splitlines(arg(0).as_ref(), args[1] == "True")),
        "bytes_splitlines" => {
            let data = unhex(args[0]);
            let lines = split::splitlines_bytes(&data, args[1] == "True");
            lines.into_iter().map(|range| format!("[{}]", hex(&data[range]))).collect()
        }
        "strip" => {
            show(search::strip(arg(0).as_ref(), optional(1).as_ref().map(TextBuf::as_ref), Side::Both))
        }
        "lstrip" => {
            show(search::strip(arg(0).as_ref(), optional(1).as_ref().map(TextBuf::as_ref), Side::Left))
        }
        "rstrip" => {
            show(search::strip(arg(0).as_ref(), optional(1).as_ref().map(TextBuf::as_ref), Side::Right))
        }
        "slice" => shown(arg(0).as_ref().slice_step(limit(1), int(2), limit(3))),
        "center" => {
            let t = arg(0);
            let padded = pad::justify(t.as_ref(), int(1), 0x2a, pad::Justify::Center)?;
            shown(padded.unwrap_or(t.clone()))
        }
        "expandtabs" => shown(pad::expandtabs(arg(0).as_ref(), int(1))?),
        "int" => show_int(int::parse(arg(0).as_ref(), int(1) as i64, 4300)?),
        "float" => show_float(float_parse::parse(arg(0).as_ref())?),
        "complex" => {
            let (real, imag) = float_parse::parse_complex(arg(0).as_ref())?;
            format!("{}|{}", show_float(real), show_float(imag))
        }
        "complex_mul" | "complex_div" | "complex_pow" => {
            let part = |i: usize| complex::Complex { real: float(args[i]), imag: float(args[i + 1]) };
            let z = match operation {
                "complex_mul" => complex::mul(part(0), part(2)),
                "complex_div" => complex::div(part(0), part(2))?,
                _ => complex::pow(part(0), part(2))?,
            };
            format!("{}|{}", show_float(z.real), show_float(z.imag))
        }
        "float_pow" => match float::power(float(args[0]), float(args[1])) {
            float::Power::Value(value) => show_float(value),
            other => format!("{other:?}"),
        },
        "bytes_forms" => {
            let data = unhex(args[0]);
            [bytes::title, bytes::capitalize, bytes::swapcase].map(|form| hex(&form(&data))).join("|")
        }
        "bytes_is" => {
            let data = unhex(args[0]);
            use bytes as b;
            [b::isspace, b::isalpha, b::isalnum, b::isdigit, b::isupper, b::islower, b::istitle]
                .map(|is| if is(&data) { '1' } else { '0' })
                .into_iter()
                .collect()
        }
        "bytes_find" => {
            let (data, needle) = (unhex(args[0]), unhex(args[1]));
            let found = [bytes::find(&data, &needle), bytes::rfind(&data, &needle)].map(index).join("|");
            format!("{found}|{}", bytes::count(&data, &needle))
        }
        "bytes_split" => {
            let (data, separator) = (unhex(args[0]), (args[1] != "None").then(|| unhex(args[1])));
            let show = |ranges: Vec<std::ops::Range<usize>>| {
                ranges.into_iter().map(|range| format!("[{}]", hex(&data[range]))).collect::<String>()
            };
            let left = split::split_bytes(&data, separator.as_deref(), limit(2))?;
            let right = split::rsplit_bytes(&data, separator.as_deref(), limit(2))?;
            format!("{}|{}", show(left), show(right))
        }
        "bytes_strip" => {
            let (data, set) = (unhex(args[0]), (args[1] != "None").then(|| unhex(args[1])));
            [Side::Both, Side::Left, Side::Right]
                .map(|side| hex(&data[bytes::strip(&data, set.as_deref(), side)]))
                .join("|")
        }
        "bytes_pad" => {
            let data = unhex(args[0]);
            let pad =
                |how| pad::justify_bytes(&data, int(1), b'*', how).map(|new| new.unwrap_or(data.clone()));
            let zeros = pad::zfill_bytes(&data, int(1))?.unwrap_or(data.clone());
            let tabs = pad::expandtabs_bytes(&data, int(1))?;
            let all = [
                pad(pad::Justify::Left)?,
                pad(pad::Justify::Right)?,
                pad(pad::Justify::Center)?,
                zeros,
                tabs,
            ];
            all.map(|bytes| hex(&bytes)).join("|")
        }
        "bytes_hex" => ascii(bytes_repr::hex(&unhex(args[0]), Some(b':'), int(1))),
        "bytes_fromhex" => hex(&bytes_repr::from_hex(arg(0).as_ref())?),
        "complex_abs" => {
            show_float(complex::abs(complex::Complex { real: float(args[0]), imag: float(args[1]) })?)
        }
        "fromhex" => show_float(float_hex::from_hex(arg(0).as_ref().bytes())?),
        "float_repr" => ascii(float::repr(float(args[0]))),
        "float_hex" => ascii(float_hex::hex(float(args[0]))),
        "complex_repr" => ascii(float::repr_complex(float(args[0]), float(args[1]))),
        "float_hash" => float_hash(float(args[0])),
        "int_hash" => hash::hash_big(&big(args[0])).to_string(),
        "round" => show_float(float::round_to(float(args[0]), int(1) as i64)?),
        "float_divmod" => {
            let (quotient, rest) = float::divmod(float(args[0]), float(args[1]))?;
            format!("{}|{}", show_float(quotient), show_float(rest))
        }
        "float_ratio" => {
            let (a, b) = float::as_integer_ratio(float(args[0]))?;
            format!("{a}|{b}")
        }
        "compare" => format!("{:?}", float::compare_big(float(args[0]), &big(args[1]))),
        "to_float" => show_float(int_ops::to_f64(&big(args[0]))?),
        "true_divide" => show_float(int_ops::true_divide(&big(args[0]), &big(args[1]))?),
        "int_divmod" => {
            let (a, b) = int_ops::divmod(&big(args[0]), &big(args[1]))?;
            format!("{a}|{b}")
        }
        "pow_mod" => int_ops::pow_mod(&big(args[0]), &big(args[1]), &big(args[2]))?.to_string(),
        "int_round" => int_ops::round_to_power(&big(args[0]), int(1) as u32).to_string(),
        "format_int" => shown(format_int::format_int(&integer(args[0]), arg(1).as_ref(), "int", 4300)?),
        "format_float" => shown(format_float::format_float(float(args[0]), arg(1).as_ref(), "float")?),
        "format_complex" => {
            let (real, imag) = (float(args[0]), float(args[1]));
            shown(format_float::format_complex(real, imag, arg(2).as_ref(), "complex")?)
        }
        "format_str" => shown(format_spec::format_str(arg(0).as_ref(), arg(1).as_ref(), "str")?),
        "printf" => shown(printf::format_text(arg(0).as_ref(), &mut Values { rest: &args[1..] })?),
        "parse_template" => {
            let t = arg(0);
            let pieces: Result<Vec<_>, _> = format_string::Template::new(t.as_ref()).collect();
            let describe = |piece: format_string::Piece<'_>| match piece.field {
                None => format!("({})", show(piece.literal)),
                Some(f) => {
                    let mut conversion = TextBuf::new();
                    f.conversion.into_iter().for_each(|code| conversion.push(code));
                    let parts = [piece.literal, f.name, f.spec, conversion.as_ref()].map(show);
                    format!("({})", parts.join("|"))
                }
            };
            pieces?.into_iter().map(describe).collect()
        }
        _ => codec(operation, args)?,
    })
}

fn float_hash(value: f64) -> String {
    hash::hash_float(value).map_or("nan".into(), |hash| hash.to_string())
}

fn codec_named(name: &str, data: &[u8]) -> (Codec, usize) {
    match name {
        "ascii" => (Codec::Ascii, 0),
        "latin-1" => (Codec::Latin1, 0),
        "utf-8" => (Codec::Utf8, 0),
        "utf-16" => Codec::detect_utf16(data),
        "utf-16-le" => (Codec::Utf16(Endian::Little), 0),
        "utf-16-be" => (Codec::Utf16(Endian::Big), 0),
        "utf-32" => Codec::detect_utf32(data),
        "utf-32-le" => (Codec::Utf32(Endian::Little), 0),
        "utf-32-be" => (Codec::Utf32(Endian::Big), 0),
        "unicode_escape" => (Codec::UnicodeEscape, 0),
        "raw_unicode_escape" => (Codec::RawUnicodeEscape, 0),
        _ => panic!("unknown codec {name}"),
    }
}

/// Only the names that the generator uses.
struct FewNames;

impl Names for FewNames {
    fn name_of(&self, code: u32) -> Option<String> {
        (code == 0x20ac).then(|| "EURO SIGN".to_owned())
    }

    fn code_of(&self, name: &str) -> Option<u32> {
        (name == "EURO SIGN").then_some(0x20ac)
    }
}

fn codec(operation: &str, args: &[&str]) -> Outcome {
    let describe = |failure: Failure, name: &str| match failure {
        Failure::Fault(fault) => {
            Ok(format!("fault {name} {} {} {}", fault.start, fault.end, show(fault.reason.into())))
        }
        Failure::Error(error) => Err(error),
    };
    match operation {
        "decode" => {
            let data = unhex(args[2]);
            let (codec, start) = codec_named(args[0], &data);
            let last = args[3] == "True";
            match codecs::decode(codec, &data, start, last, Handler::named(args[1]).unwrap(), &FewNames) {
                Ok((text, end)) => Ok(format!("{}|{end}", show(text.as_ref()))),
                Err(failure) => describe(failure, codec.name()),
            }
        }
        "encode" => {
            let (codec, _) = codec_named(args[0], b"");
            match codecs::encode(codec, text(args[2]).as_ref(), Handler::named(args[1]).unwrap(), &FewNames) {
                Ok(bytes) => Ok(hex(&bytes)),
                Err(failure) => describe(failure, codec.name()),
            }
        }
        _ => panic!("unknown operation {operation}"),
    }
}

/// Arguments of a `%` row: `i:42`, `f:bits`, `s:text`.
struct Values<'a> {
    rest: &'a [&'a str],
}

impl<'a> Arguments for Values<'a> {
    type Value = &'a str;
    type Error = TextError;
    type Out = TextBuf;

    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    fn is_mapping(&self) -> bool {
        false
    }

    fn lookup(&mut self, _: &[u8]) -> Result<&'a str, TextError> {
        unreachable!()
    }

    fn star(&mut self, value: &'a str) -> Result<Option<Int>, TextError> {
        Ok(value.strip_prefix("i:").map(integer))
    }

    fn convert(
        &mut self,
        conversion: &Conversion,
        value: &'a str,
        out: &mut TextBuf,
    ) -> Result<(), TextError> {
        let (kind, field) = value.split_at(2);
        let type_name = match kind {
            "i:" => "int",
            "f:" => "float",
            _ => "str",
        };
        match (conversion.code, kind) {
            (b's', "i:") => conversion.text(field.into(), out),
            (b's', "f:") => conversion.text(ascii(float::repr(self::float(field))).as_str().into(), out),
            (b's', _) => conversion.text(text(field).as_ref(), out),
            (b'r', "s:") => conversion.text(repr::repr(text(field).as_ref()).as_ref(), out),
            (b'a', "s:") => conversion.text(repr::ascii(text(field).as_ref()).as_ref(), out),
            (b'r' | b'a', _) => self.convert(&Conversion { code: b's', ..*conversion }, value, out),
            (b'c', "i:") => conversion.char_code(&integer(field), out),
            (b'c', "s:") => conversion.char_text(text(field).as_ref(), out),
            (b'c', _) => Err(conversion.not_a_char(type_name)),
            (b'd' | b'i' | b'u' | b'o' | b'x' | b'X', "i:") => conversion.int(&integer(field), 4300, out),
            (b'd' | b'i' | b'u', "f:") => {
                conversion.int(&Int::normalized(float::to_bigint(self::float(field))?), 4300, out)
            }
            (b'd' | b'i' | b'u' | b'o' | b'x' | b'X', _) => Err(conversion.not_a_number(type_name)),
            (_, "f:") => conversion.float(self::float(field), out),
            (_, "i:") => conversion.float(int_ops::to_f64(&big(field))?, out),
            _ => Err(TextError::type_(format!("must be real number, not {type_name}"))),
        }
    }

    fn has_unused(&self) -> bool {
        !self.rest.is_empty()
    }
}
