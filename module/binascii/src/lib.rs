//! Module `binascii`: bytes to and from the text encodings of old protocols, and two checksums.
#![forbid(unsafe_code)]

mod base64;
mod quoted;
mod uu;

use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::int::Number;
use taipan_objects::str::Str;

pub static MODULE: ModuleDef = ModuleDef {
    name: "binascii",
    doc: Some("Conversion between binary data and ASCII"),
    functions: FUNCTIONS,
    init,
};

/// The class `binascii.Error`.
struct Error(Value);

impl Default for Error {
    fn default() -> Self {
        Error(Value::NULL)
    }
}

fn error(vm: &mut Vm, message: &str) -> Raised {
    let class = vm.state::<Error>().0.clone();
    let message = vm.new_str(message);
    match vm.call(&class, &[message]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "a2b_base64",
        "($module, data, /, *, strict_mode=False)",
        |vm, a| {
            let strict = !a[2].is_null() && vm.truth(&a[2])?;
            let data = ascii_data(vm, &a[1])?;
            match base64::decode(&data, strict) {
                Ok(out) => vm.bytes_value(&out),
                Err(message) => Err(error(vm, &message)),
            }
        },
        "Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not part of the base64 standard are not allowed.\n    The same applies to excess data after padding (= / ==).",
    ),
    function(
        "a2b_hex",
        "($module, hexstr, /)",
        unhexlify,
        "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).\nThis function is also available as \"unhexlify()\".",
    ),
    function(
        "a2b_qp",
        "($module, /, data, header=False)",
        |vm, a| {
            let header = !a[2].is_null() && vm.truth(&a[2])?;
            let data = ascii_data(vm, &a[1])?;
            vm.bytes_value(&quoted::decode(&data, header))
        },
        "Decode a string of qp-encoded data.",
    ),
    function(
        "a2b_uu",
        "($module, data, /)",
        |vm, a| {
            let data = ascii_data(vm, &a[1])?;
            match uu::decode(&data) {
                Ok(out) => vm.bytes_value(&out),
                Err(message) => Err(error(vm, message)),
            }
        },
        "Decode a line of uuencoded data.",
    ),
    function(
        "b2a_base64",
        "($module, data, /, *, newline=True)",
        |vm, a| {
            let newline = a[2].is_null() || vm.truth(&a[2])?;
            let out = vm.with_buffer(&a[1], |data| base64::encode(data, newline))?;
            vm.bytes_value(&out)
        },
        "Base64-code line of data.",
    ),
    function(
        "b2a_hex",
        "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)",
        hexlify,
        "Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as \"hexlify()\".\n\nExample:\n>>> binascii.b2a_hex(b'\\xb9\\x01\\xef')\nb'b901ef'\n>>> binascii.hexlify(b'\\xb9\\x01\\xef', ':')\nb'b9:01:ef'\n>>> binascii.b2a_hex(b'\\xb9\\x01\\xef', b'_', 2)\nb'b9_01ef'",
    ),
    function(
        "b2a_qp",
        "($module, /, data, quotetabs=False, istext=True, header=False)",
        |vm, a| {
            let tabs = !a[2].is_null() && vm.truth(&a[2])?;
            let text = a[3].is_null() || vm.truth(&a[3])?;
            let header = !a[4].is_null() && vm.truth(&a[4])?;
            let out = vm.with_buffer(&a[1], |data| quoted::encode(data, tabs, text, header))?;
            vm.bytes_value(&out)
        },
        "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white\nspace at end of lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both encoded.  When quotetabs is set, space and tabs are encoded.",
    ),
    function(
        "b2a_uu",
        "($module, data, /, *, backtick=False)",
        |vm, a| {
            let backtick = !a[2].is_null() && vm.truth(&a[2])?;
            match vm.with_buffer(&a[1], |data| uu::encode(data, backtick))? {
                Some(out) => vm.bytes_value(&out),
                None => Err(error(vm, "At most 45 bytes at once")),
            }
        },
        "Uuencode line of data.",
    ),
    function(
        "crc32",
        "($module, data, crc=0, /)",
        |vm, a| {
            let start = if a[2].is_null() { 0 } else { low_bits(vm, &a[2])? as u32 };
            let sum = vm.with_buffer(&a[1], |data| {
                let mut hasher = crc32fast::Hasher::new_with_initial(start);
                hasher.update(data);
                hasher.finalize()
            })?;
            Ok(vm.new_int(i64::from(sum)))
        },
        "Compute CRC-32 incrementally.",
    ),
    function(
        "crc_hqx",
        "($module, data, crc, /)",
        |vm, a| {
            let start = low_bits(vm, &a[2])? as u16;
            let sum = vm.with_buffer(&a[1], |data| crc_hqx(data, start))?;
            Ok(vm.new_int(i64::from(sum)))
        },
        "Compute CRC-CCITT incrementally.",
    ),
    function(
        "hexlify",
        "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)",
        hexlify,
        "Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as \"b2a_hex()\".",
    ),
    function(
        "unhexlify",
        "($module, hexstr, /)",
        unhexlify,
        "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).",
    ),
];

/// The bytes of an ASCII str or of a bytes-like object.
fn ascii_data(vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(text) = value.downcast::<Str>() {
        if !text.is_ascii() {
            return Err(vm.value_error("string argument should contain only ASCII characters"));
        }
        return Ok(text.bytes().to_vec());
    }
    if vm.has_buffer(value) {
        return vm.copy_bytes(value);
    }
    let text = format!("argument should be bytes, buffer or ASCII string, not '{}'", vm.type_name(value));
    Err(vm.type_error(text))
}

/// The lowest bits of an int, whatever its size.
fn low_bits(vm: &mut Vm, value: &Value) -> PyResult<u64> {
    let index = vm.index(value)?;
    Ok(match Number::of(&index) {
        Some(Number::Small(number)) => number as u64,
        Some(number) => {
            let low = number.big().magnitude().iter_u64_digits().next().unwrap_or(0);
            if number.is_negative() { low.wrapping_neg() } else { low }
        }
        None => 0,
    })
}

/// CRC-CCITT.
fn crc_hqx(data: &[u8], start: u16) -> u16 {
    data.iter().fold(start, |mut crc, &byte| {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { (crc << 1) ^ 0x1021 } else { crc << 1 };
        }
        crc
    })
}

/// As the method `bytes.hex`, which gives a str.
fn hexlify(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let data = vm.bytes_value(&data)?;
    let shown = if a[2].is_null() {
        vm.call_method(&data, "hex", &[])?
    } else {
        if vm.len(&a[2])? != 1 {
            return Err(vm.value_error("sep must be length 1."));
        }
        // A separator beyond ASCII is one of Latin-1 here: set as its byte.
        let every = if a[3].is_null() { vm.new_int(1) } else { a[3].clone() };
        let wide = a[2].downcast::<Str>().map(|text| text.code_point(0)).filter(|&code| code > 127);
        match wide.map(u8::try_from) {
            Some(Ok(byte)) => {
                let place = vm.new_bytes(b"|");
                let text = vm.call_method(&data, "hex", &[place, every])?;
                let bytes: Vec<u8> = match text.downcast::<Str>() {
                    Some(text) => text.bytes().iter().map(|&b| if b == b'|' { byte } else { b }).collect(),
                    None => Vec::new(),
                };
                return vm.bytes_value(&bytes);
            }
            _ => vm.call_method(&data, "hex", &[a[2].clone(), every])?,
        }
    };
    match shown.downcast::<Str>() {
        Some(text) => vm.bytes_value(text.bytes()),
        None => Ok(shown),
    }
}

fn unhexlify(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = ascii_data(vm, &a[1])?;
    if data.len() % 2 != 0 {
        return Err(error(vm, "Odd-length string"));
    }
    let mut out = Vec::with_capacity(data.len() / 2);
    for pair in data.chunks_exact(2) {
        match ((pair[0] as char).to_digit(16), (pair[1] as char).to_digit(16)) {
            (Some(high), Some(low)) => out.push((high << 4 | low) as u8),
            _ => return Err(error(vm, "Non-hexadecimal digit found")),
        }
    }
    vm.bytes_value(&out)
}

fn exception(vm: &mut Vm, name: &str, base: Tp) -> PyResult {
    let base = vm.class(base);
    let parts = [vm.new_str(name), vm.new_tuple(vec![base]), vm.new_dict()];
    let home = vm.new_str("binascii");
    vm.dict_set_str(&parts[2], "__module__", home)?;
    let metaclass = vm.class(Tp::Type);
    vm.call(&metaclass, &parts)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let error = exception(vm, "Error", Tp::ValueError)?;
    let incomplete = exception(vm, "Incomplete", Tp::Exception)?;
    vm.set_module_attr(module, "Error", error.clone());
    vm.set_module_attr(module, "Incomplete", incomplete);
    vm.state::<Error>().0 = error;
    Ok(())
}
