//! The codecs of the text crate, one function for each way.

use crate::{answer, data, errors, text};
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;
use taipan_text::codecs::{Codec, Endian};

const UTF16: [Codec; 2] = [Codec::Utf16(Endian::Little), Codec::Utf16(Endian::Big)];
const UTF32: [Codec; 2] = [Codec::Utf32(Endian::Little), Codec::Utf32(Endian::Big)];

fn encode(vm: &mut Vm, a: &[Value], name: &str, codec: Codec, mark: bool) -> PyResult {
    text(vm, &a[1], name, "1 ")?;
    let errors = errors(vm, &a[2], name, 2)?;
    let made = vm.encode_builtin(&a[1], codec, mark, &errors)?;
    answer(vm, made, a[1].expect::<Str>().chars())
}

fn decode(vm: &mut Vm, a: &[Value], name: &str, codec: Codec, last: bool) -> PyResult {
    let data = data(vm, &a[1])?;
    let errors = errors(vm, &a[2], name, 2)?;
    let (made, at) = vm.decode_stateful(&data, codec, 0, last, &errors)?;
    let made = vm.text_value(made)?;
    answer(vm, made, at)
}

fn last(vm: &mut Vm, a: &[Value], default: bool) -> PyResult<bool> {
    if a[3].is_null() { Ok(default) } else { vm.truth(&a[3]) }
}

macro_rules! codecs {
    ($($encode:ident $decode:ident $encode_name:literal $decode_name:literal $codec:expr, $default:expr;)*) => {
        $(pub fn $encode(vm: &mut Vm, a: &[Value]) -> PyResult {
            encode(vm, a, $encode_name, $codec, false)
        }
        pub fn $decode(vm: &mut Vm, a: &[Value]) -> PyResult {
            let last = last(vm, a, $default)?;
            decode(vm, a, $decode_name, $codec, last)
        })*
    };
}
codecs! {
    py_utf_8_encode py_utf_8_decode "utf_8_encode" "utf_8_decode" Codec::Utf8, false;
    py_utf_16_le_encode py_utf_16_le_decode "utf_16_le_encode" "utf_16_le_decode" UTF16[0], false;
    py_utf_16_be_encode py_utf_16_be_decode "utf_16_be_encode" "utf_16_be_decode" UTF16[1], false;
    py_utf_32_le_encode py_utf_32_le_decode "utf_32_le_encode" "utf_32_le_decode" UTF32[0], false;
    py_utf_32_be_encode py_utf_32_be_decode "utf_32_be_encode" "utf_32_be_decode" UTF32[1], false;
}

pub fn py_ascii_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    encode(vm, a, "ascii_encode", Codec::Ascii, false)
}

pub fn py_ascii_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    decode(vm, a, "ascii_decode", Codec::Ascii, true)
}

pub fn py_latin_1_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    encode(vm, a, "latin_1_encode", Codec::Latin1, false)
}

pub fn py_latin_1_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    decode(vm, a, "latin_1_decode", Codec::Latin1, true)
}

pub fn py_unicode_escape_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    encode(vm, a, "unicode_escape_encode", Codec::UnicodeEscape, false)
}

pub fn py_raw_unicode_escape_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    encode(vm, a, "raw_unicode_escape_encode", Codec::RawUnicodeEscape, false)
}

/// The escape decoders take text as well.
fn decode_escape(vm: &mut Vm, a: &[Value], name: &str, codec: Codec) -> PyResult {
    let last = last(vm, a, true)?;
    if a[1].downcast::<Str>().is_some() {
        let encoded = vm.encode_text(&a[1], "utf-8", "strict")?;
        let args = [a[0].clone(), encoded, a[2].clone()];
        return decode(vm, &args, name, codec, last);
    }
    decode(vm, a, name, codec, last)
}

pub fn py_unicode_escape_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    decode_escape(vm, a, "unicode_escape_decode", Codec::UnicodeEscape)
}

pub fn py_raw_unicode_escape_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    decode_escape(vm, a, "raw_unicode_escape_decode", Codec::RawUnicodeEscape)
}

fn encode_wide(vm: &mut Vm, a: &[Value], name: &str, codecs: [Codec; 2]) -> PyResult {
    let order = if a[3].is_null() { 0 } else { vm.index_i64(&a[3])? };
    encode(vm, a, name, codecs[usize::from(order > 0)], order == 0)
}

pub fn py_utf_16_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    encode_wide(vm, a, "utf_16_encode", UTF16)
}

pub fn py_utf_32_encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    encode_wide(vm, a, "utf_32_encode", UTF32)
}

/// Decodes with a byte order, or with that of the mark; gives the order that it found as well.
fn decode_wide(
    vm: &mut Vm,
    a: &[Value],
    name: &str,
    codecs: [Codec; 2],
    order: i64,
    last: bool,
) -> PyResult<(Value, usize, i64)> {
    let data = data(vm, &a[1])?;
    let errors = errors(vm, &a[2], name, 2)?;
    let input = data.expect::<Bytes>().data.as_slice();
    let (codec, start, order) = match order {
        0 => {
            let (codec, start) = match codecs[0] {
                Codec::Utf16(_) => Codec::detect_utf16(input),
                _ => Codec::detect_utf32(input),
            };
            let order = if start == 0 { 0 } else { if codec == codecs[0] { -1 } else { 1 } };
            (codec, start, order)
        }
        order => (codecs[usize::from(order > 0)], 0, order),
    };
    let (made, at) = vm.decode_stateful(&data, codec, start, last, &errors)?;
    Ok((vm.text_value(made)?, at, order))
}

pub fn py_utf_16_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let last = last(vm, a, false)?;
    let (made, at, _) = decode_wide(vm, a, "utf_16_decode", UTF16, 0, last)?;
    answer(vm, made, at)
}

pub fn py_utf_32_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let last = last(vm, a, false)?;
    let (made, at, _) = decode_wide(vm, a, "utf_32_decode", UTF32, 0, last)?;
    answer(vm, made, at)
}

fn decode_ex(vm: &mut Vm, a: &[Value], name: &str, codecs: [Codec; 2]) -> PyResult {
    let order = if a[3].is_null() { 0 } else { vm.index_i64(&a[3])? };
    let last = !a[4].is_null() && vm.truth(&a[4])?;
    let (made, at, order) = decode_wide(vm, a, name, codecs, order, last)?;
    Ok(vm.new_tuple(vec![made, vm.new_int(at as i64), vm.new_int(order)]))
}

pub fn py_utf_16_ex_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    decode_ex(vm, a, "utf_16_ex_decode", UTF16)
}

pub fn py_utf_32_ex_decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    decode_ex(vm, a, "utf_32_ex_decode", UTF32)
}
