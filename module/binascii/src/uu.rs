//! Uuencoded lines.

/// The decoded line, or the message of a `binascii.Error`.
pub fn decode(data: &[u8]) -> Result<Vec<u8>, &'static str> {
    let Some((&first, mut rest)) = data.split_first() else { return Err("Missing length byte") };
    let length = usize::from(first.wrapping_sub(b' ') & 0o77);
    let mut out = Vec::with_capacity(length);
    let (mut bits, mut count) = (0u32, 0);
    while out.len() < length {
        // A line may be cut short: what is missing is zero.
        let byte = match rest.split_first() {
            None => 0,
            Some((&(b'\n' | b'\r'), _)) => 0,
            Some((&byte, more)) => {
                rest = more;
                if !(b' '..=b' ' + 64).contains(&byte) {
                    return Err("Illegal char");
                }
                (byte - b' ') & 0o77
            }
        };
        bits = (bits << 6) | u32::from(byte);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    // Some encoders add a checksum, which reads as blanks.
    if rest.iter().any(|&byte| !matches!(byte, b' ' | b'`' | b'\n' | b'\r')) {
        return Err("Trailing garbage");
    }
    Ok(out)
}

/// The line, or nothing where the data is too long for one.
pub fn encode(data: &[u8], backtick: bool) -> Option<Vec<u8>> {
    if data.len() > 45 {
        return None;
    }
    let digit = |value: u32| if value == 0 && backtick { b'`' } else { b' ' + value as u8 };
    let mut out = vec![digit(data.len() as u32)];
    for chunk in data.chunks(3) {
        let at = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        out.extend([18, 12, 6, 0].map(|shift| digit((bits >> shift) & 63)));
    }
    out.push(b'\n');
    Some(out)
}
