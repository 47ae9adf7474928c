//! Reading strings: from the byte after the opening quote to the closing one. Positions are byte offsets here; errors
//! and callers count characters.

use taipan_native::{PyResult, Raised, Tp, Value, Vm};
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_text::text::{TextBuf, TextRef, decode_at};

/// JSONDecodeError at a character.
pub fn decode_error(vm: &mut Vm, message: &str, document: &Value, position: i64) -> Raised {
    let made = (|| {
        let (name, names) = (vm.intern("json.decoder"), vm.new_tuple(vec![vm.intern("JSONDecodeError")]));
        let decoder = (vm.interp.import)(vm, &name, None, &names, 0)?;
        let class = vm.get_attr_str(&decoder, "JSONDecodeError")?;
        let args = [vm.new_str(message), document.clone(), vm.new_int(position)];
        let error = vm.call(&class, &args)?;
        taipan_objects::exception::of_raise(vm, &error)
    })();
    match made {
        Ok(error) => Raised(error),
        Err(raised) => raised,
    }
}

/// As `decode_error`, at a byte.
pub fn error_at(vm: &mut Vm, message: &str, document: &Value, at: usize) -> Raised {
    let position = document.expect::<Str>().text().char_index(at);
    decode_error(vm, message, document, position as i64)
}

/// The four digits at a byte.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

/// Reads the string whose first byte is at `start`; the string, and the byte after its closing quote.
pub fn read(vm: &mut Vm, document: &Value, start: usize, strict: bool) -> PyResult<(Value, usize)> {
    let bytes = document.expect::<Str>().bytes();
    let unterminated = |vm: &mut Vm| {
        let position = document.expect::<Str>().text().char_index(start) as i64 - 1;
        decode_error(vm, "Unterminated string starting at", document, position)
    };
    let mut text = TextBuf::new();
    let mut at = start;
    loop {
        let run = bytes[at..].iter().take_while(|b| **b != b'"' && **b != b'\\' && (**b > 0x1f || !strict));
        let end = at + run.count();
        let piece = TextRef::measure(&bytes[at..end]);
        match bytes.get(end) {
            None => return Err(unterminated(vm)),
            Some(b'"') => {
                if text.is_empty() {
                    return Ok((vm.new_text(piece), end + 1));
                }
                text.push_text(piece);
                return Ok((vm.text_value(text)?, end + 1));
            }
            Some(b'\\') => {}
            Some(_) => return Err(error_at(vm, "Invalid control character at", document, end)),
        }
        text.push_text(piece);
        at = end + 2;
        let code = match bytes.get(end + 1) {
            None => return Err(unterminated(vm)),
            Some(b'u') => {
                let digits = unit(bytes, end + 2);
                let Some(mut code) = digits else {
                    return Err(error_at(vm, "Invalid \\uXXXX escape", document, end + 1));
                };
                at = end + 6;
                if code & 0xfc00 == 0xd800 && bytes[at..].starts_with(b"\\u") && at + 6 < bytes.len() {
                    match unit(bytes, at + 2) {
                        None => return Err(error_at(vm, "Invalid \\uXXXX escape", document, at + 1)),
                        Some(low) if low & 0xfc00 == 0xdc00 => {
                            code = 0x10000 + ((code & 0x3ff) << 10 | low & 0x3ff);
                            at += 6;
                        }
                        Some(_) => {}
                    }
                }
                code
            }
            Some(letter @ (b'"' | b'\\' | b'/')) => (*letter).into(),
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => 10,
            Some(b'r') => 13,
            Some(b't') => 9,
            Some(_) => {
                let (_, _) = decode_at(bytes, end + 1);
                return Err(error_at(vm, "Invalid \\escape", document, end));
            }
        };
        text.push(code);
    }
}

pub fn scan_string(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = a[0].expect::<Tuple>().items();
    if args.len() < 2 || args.len() > 3 {
        let bound = if args.len() < 2 { "at least 2" } else { "at most 3" };
        let text = format!("scanstring() takes {bound} arguments ({} given)", args.len());
        return Err(vm.type_error(text));
    }
    let end = vm.index_i64(&args[1])?;
    let strict = match args.get(2) {
        Some(strict) => vm.truth(strict)?,
        None => true,
    };
    let Some(text) = args[0].downcast::<Str>() else {
        let text = format!("first argument must be a string, not {}", vm.type_name(&args[0]));
        return Err(vm.type_error(text));
    };
    let Some(end) = usize::try_from(end).ok().filter(|end| *end <= text.chars()) else {
        return Err(vm.raise(Tp::ValueError, "end is out of bounds"));
    };
    let start = text.text().byte_offset(end);
    let (value, at) = read(vm, &args[0], start, strict)?;
    let at = vm.new_int(text.text().char_index(at) as i64);
    Ok(vm.new_tuple(vec![value, at]))
}
