//! Base64, as `binascii.c` reads it: what is not of the alphabet is passed over unless the caller is strict.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn value_of(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

fn one_too_many(bytes: usize) -> String {
    format!(
        "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
        bytes / 3 * 4 + 1
    )
}

/// The decoded bytes, or the message of a `binascii.Error`.
pub fn decode(data: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    let fail = |text: &str| Err(text.to_owned());
    if strict && data.first() == Some(&b'=') {
        return fail("Leading padding not allowed");
    }
    let mut out = Vec::with_capacity(data.len() / 4 * 3 + 3);
    let (mut place, mut left, mut pads) = (0u8, 0u8, 0usize);
    for (index, &byte) in data.iter().enumerate() {
        if byte == b'=' {
            pads += 1;
            if place >= 2 && place as usize + pads >= 4 {
                // The group is complete.
                if strict && index + 1 < data.len() {
                    let next = data[index + 1];
                    return fail(if next == b'=' {
                        "Excess padding not allowed"
                    } else if value_of(next).is_none() {
                        "Only base64 data is allowed"
                    } else {
                        "Excess data after padding"
                    });
                }
                if strict {
                    return Ok(out);
                }
            }
            if strict && place == 0 {
                return fail("Excess padding not allowed");
            }
            if strict && place == 1 {
                return Err(one_too_many(out.len()));
            }
            continue;
        }
        let Some(value) = value_of(byte) else {
            if strict {
                return fail("Only base64 data is allowed");
            }
            continue;
        };
        if strict && pads > 0 {
            return fail("Discontinuous padding not allowed");
        }
        pads = 0;
        match place {
            0 => left = value,
            1 => {
                out.push((left << 2) | (value >> 4));
                left = value & 15;
            }
            2 => {
                out.push((left << 4) | (value >> 2));
                left = value & 3;
            }
            _ => out.push((left << 6) | value),
        }
        place = (place + 1) % 4;
    }
    match place {
        0 => Ok(out),
        1 => Err(one_too_many(out.len())),
        // Padding that completes the group ends it, whatever came after.
        _ if place as usize + pads >= 4 => Ok(out),
        _ => fail("Incorrect padding"),
    }
}

pub fn encode(data: &[u8], newline: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    for chunk in data.chunks(3) {
        let at = |i: usize| chunk.get(i).copied().unwrap_or(0);
        let bits = (u32::from(at(0)) << 16) | (u32::from(at(1)) << 8) | u32::from(at(2));
        for i in 0..4 {
            let sextet = (bits >> (18 - 6 * i)) & 63;
            out.push(if i <= chunk.len() { ALPHABET[sextet as usize] } else { b'=' });
        }
    }
    if newline {
        out.push(b'\n');
    }
    out
}
