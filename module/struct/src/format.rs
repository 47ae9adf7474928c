//! Format strings: parsed once into items with their places.

use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::bytes::Bytes;
use taipan_objects::str::Str;

/// A run of equal items, or one string.
pub struct Item {
    pub code: u8,
    /// Bytes of one item.
    pub size: usize,
    /// Number of items; for `s` and `p` the length, of one item.
    pub count: usize,
    pub offset: usize,
}

/// A parsed format.
pub struct Format {
    pub items: Vec<Item>,
    pub size: usize,
    /// Number of values.
    pub values: usize,
    pub big_endian: bool,
    /// The text as it was given.
    pub text: String,
}

fn sizes(code: u8, native: bool) -> Option<(usize, usize)> {
    let size = match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        b'F' => return Some((8, if native { 4 } else { 1 })),
        b'D' => return Some((16, if native { 8 } else { 1 })),
        _ => return None,
    };
    Some((size, if native { size } else { 1 }))
}

/// The ASCII text of a format.
pub fn text_of(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.downcast::<Str>() {
        if !text.is_ascii() {
            let ascii = vm.new_str("ascii");
            vm.call_method(value, "encode", &[ascii])?;
        }
        return Ok(text.bytes().to_vec());
    }
    if let Some(bytes) = value.downcast::<Bytes>() {
        return Ok(bytes.data.as_slice().to_vec());
    }
    let text = format!("Struct() argument 1 must be a str or bytes object, not {}", vm.type_name(value));
    Err(vm.raise(Tp::TypeError, text))
}

/// Parses a format; the message of a `struct.error` where it is wrong.
pub fn parse(text: &[u8]) -> Result<Format, &'static str> {
    const TOO_LONG: &str = "total struct size too long";
    if text.contains(&0) {
        return Err("embedded null character");
    }
    let (native, big_endian, mut rest) = match text.first() {
        Some(b'@') => (true, false, &text[1..]),
        Some(b'=' | b'<') => (false, false, &text[1..]),
        Some(b'>' | b'!') => (false, true, &text[1..]),
        _ => (true, false, text),
    };
    let (mut items, mut offset, mut values) = (Vec::new(), 0usize, 0usize);
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first.is_ascii_whitespace() || first == 11 {
            continue;
        }
        let (mut code, mut count) = (first, 1usize);
        if first.is_ascii_digit() {
            count = usize::from(first - b'0');
            loop {
                let Some((&next, after)) = rest.split_first() else {
                    return Err("repeat count given without format specifier");
                };
                rest = after;
                if !next.is_ascii_digit() {
                    code = next;
                    break;
                }
                let more = count.checked_mul(10).and_then(|n| n.checked_add(usize::from(next - b'0')));
                count = more.filter(|&n| n <= isize::MAX as usize).ok_or(TOO_LONG)?;
            }
        }
        let Some((size, align)) = sizes(code, native) else { return Err("bad char in struct format") };
        offset = offset.checked_next_multiple_of(align).ok_or(TOO_LONG)?;
        let bytes = count.checked_mul(size).ok_or(TOO_LONG)?;
        let end = offset.checked_add(bytes).filter(|&n| n <= isize::MAX as usize).ok_or(TOO_LONG)?;
        match code {
            b'x' => {}
            b's' | b'p' => {
                values += 1;
                items.push(Item { code, size, count, offset });
            }
            _ if count > 0 => {
                values = values.checked_add(count).ok_or(TOO_LONG)?;
                items.push(Item { code, size, count, offset });
            }
            _ => {}
        }
        offset = end;
    }
    let text = String::from_utf8_lossy(text).into_owned();
    Ok(Format { items, size: offset, values, big_endian, text })
}
