//! Quoted-printable, as `binascii.c` writes and reads it.

const LINE: usize = 76;

fn hex_value(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).map(|digit| digit as u8)
}

pub fn decode(data: &[u8], header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut at = 0;
    while at < data.len() {
        match data[at] {
            b'=' => {
                at += 1;
                match data.get(at) {
                    None => break,
                    Some(b'\n' | b'\r') => {
                        // A soft line break.
                        while at < data.len() && data[at] != b'\n' {
                            at += 1;
                        }
                        at += 1;
                    }
                    Some(b'=') => {
                        out.push(b'=');
                        at += 1;
                    }
                    Some(&high) => {
                        let low = data.get(at + 1).copied().and_then(hex_value);
                        match (hex_value(high), low) {
                            (Some(high), Some(low)) => {
                                out.push((high << 4) | low);
                                at += 2;
                            }
                            _ => out.push(b'='),
                        }
                    }
                }
            }
            b'_' if header => {
                out.push(b' ');
                at += 1;
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

fn push_hex(out: &mut Vec<u8>, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend([b'=', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

pub fn encode(data: &[u8], quote_tabs: bool, is_text: bool, header: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + data.len() / 8);
    // The ends of lines are those that the first one has.
    let crlf = data.iter().position(|&b| b == b'\n').is_some_and(|at| at > 0 && data[at - 1] == b'\r');
    let (mut at, mut column) = (0, 0);
    while at < data.len() {
        let byte = data[at];
        let next = data.get(at + 1).copied();
        let last = at + 1 == data.len();
        let quoted = byte > 126
            || byte == b'='
            || (header && byte == b'_')
            || (byte == b'.' && column == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)))
            || (!is_text && matches!(byte, b'\r' | b'\n'))
            || (matches!(byte, b'\t' | b' ') && last)
            || (byte < 33 && !matches!(byte, b'\r' | b'\n' | b'\t') && (quote_tabs || byte != b' '))
            || (byte < 33 && quote_tabs && !matches!(byte, b'\r' | b'\n'));
        if quoted {
            if column + 3 >= LINE {
                out.push(b'=');
                out.extend(if crlf { &b"\r\n"[..] } else { b"\n" });
                column = 0;
            }
            push_hex(&mut out, byte);
            at += 1;
            column += 3;
        } else if is_text && (byte == b'\n' || (byte == b'\r' && next == Some(b'\n'))) {
            column = 0;
            // White space before the end of a line is quoted.
            if let Some(&end) = out.last()
                && matches!(end, b' ' | b'\t')
            {
                out.pop();
                push_hex(&mut out, end);
            }
            out.extend(if crlf { &b"\r\n"[..] } else { b"\n" });
            at += if byte == b'\r' { 2 } else { 1 };
        } else {
            if next.is_some() && next != Some(b'\n') && column + 1 >= LINE {
                out.push(b'=');
                out.extend(if crlf { &b"\r\n"[..] } else { b"\n" });
                column = 0;
            }
            column += 1;
            if header && byte == b' ' {
                out.push(b'_');
            } else {
                out.push(byte);
            }
            at += 1;
        }
    }
    out
}
