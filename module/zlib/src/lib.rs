//! Module `zlib`: compression by Deflate, at once or piece by piece, and two checksums.

mod compressor;
mod decompressor;
mod incremental;
mod pump;
mod stream;

use stream::{Parameters, Stream};
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::int::Number;

pub static MODULE: ModuleDef = ModuleDef {
    name: "zlib",
    doc: Some(
        "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.\n\nadler32(string[, start]) -- Compute an Adler-32 checksum.\ncompress(data[, level]) -- Compress data, with compression level 0-9 or -1.\ncompressobj([level[, ...]]) -- Return a compressor object.\ncrc32(string[, start]) -- Compute a CRC-32 checksum.\ndecompress(string,[wbits],[bufsize]) -- Decompresses a compressed string.\ndecompressobj([wbits[, zdict]]) -- Return a decompressor object.\n\n'wbits' is window buffer size and container format.\nCompressor objects support compress() and flush() methods; decompressor\nobjects support decompress() and flush().",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "adler32",
        "($module, data, value=1, /)",
        |vm, a| checksum(vm, a, 1, adler32),
        "Compute an Adler-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer.",
    ),
    function(
        "compress",
        "($module, data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)",
        compress,
        "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n  level\n    Compression level, in 0-9 or -1.\n  wbits\n    The window buffer size and container format.",
    ),
    function(
        "compressobj",
        "($module, /, level=Z_DEFAULT_COMPRESSION, method=DEFLATED,\n            wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,\n            strategy=Z_DEFAULT_STRATEGY, zdict=<unrepresentable>)",
        compressor::make,
        "Return a compressor object.\n\n  level\n    The compression level (an integer in the range 0-9 or -1; default is\n    currently equivalent to 6).  Higher compression levels are slower,\n    but produce smaller results.\n  method\n    The compression algorithm.  If given, this must be DEFLATED.\n  wbits\n    +9 to +15: The base-two logarithm of the window size.  Include a zlib\n        container.\n    -9 to -15: Generate a raw stream.\n    +25 to +31: Include a gzip container.\n  memLevel\n    Controls the amount of memory used for internal compression state.\n    Valid values range from 1 to 9.  Higher values result in higher memory\n    usage, faster compression, and smaller output.\n  strategy\n    Used to tune the compression algorithm.  Possible values are\n    Z_DEFAULT_STRATEGY, Z_FILTERED, and Z_HUFFMAN_ONLY.\n  zdict\n    The predefined compression dictionary - a sequence of bytes\n    containing subsequences that are likely to occur in the input data.",
    ),
    function(
        "crc32",
        "($module, data, value=0, /)",
        |vm, a| checksum(vm, a, 0, stream::crc32),
        "Compute a CRC-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer.",
    ),
    function(
        "decompress",
        "($module, data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)",
        decompress,
        "Returns a bytes object containing the uncompressed data.\n\n  data\n    Compressed data.\n  wbits\n    The window buffer size and container format.\n  bufsize\n    The initial output buffer size.",
    ),
    function(
        "decompressobj",
        "($module, /, wbits=MAX_WBITS, zdict=b'')",
        decompressor::make,
        "Return a decompressor object.\n\n  wbits\n    The window buffer size and container format.\n  zdict\n    The predefined compression dictionary.  This must be the same\n    dictionary as used by the compressor that produced the input data.",
    ),
];

const CONSTANTS: &[(&str, i32)] = &[
    ("DEFLATED", 8),
    ("DEF_BUF_SIZE", 16384),
    ("DEF_MEM_LEVEL", 8),
    ("MAX_WBITS", 15),
    ("Z_BEST_COMPRESSION", 9),
    ("Z_BEST_SPEED", 1),
    ("Z_BLOCK", 5),
    ("Z_DEFAULT_COMPRESSION", -1),
    ("Z_DEFAULT_STRATEGY", 0),
    ("Z_FILTERED", 1),
    ("Z_FINISH", 4),
    ("Z_FIXED", 4),
    ("Z_FULL_FLUSH", 3),
    ("Z_HUFFMAN_ONLY", 2),
    ("Z_NO_COMPRESSION", 0),
    ("Z_NO_FLUSH", 0),
    ("Z_PARTIAL_FLUSH", 1),
    ("Z_RLE", 3),
    ("Z_SYNC_FLUSH", 2),
    ("Z_TREES", 6),
];

/// The version of zlib whose interface and messages these are.
const VERSION: &str = "1.3.1";

/// The module's classes.
#[derive(Default)]
struct State {
    error: Option<Value>,
    compress: Option<Value>,
    decompress: Option<Value>,
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, value) in CONSTANTS {
        vm.set_module_attr(module, name, Value::from_i32(*value));
    }
    let version = vm.new_str(VERSION);
    vm.set_module_attr(module, "ZLIB_VERSION", version.clone());
    vm.set_module_attr(module, "ZLIB_RUNTIME_VERSION", version);
    let bases = vm.class(Tp::Exception);
    let parts = [vm.new_str("error"), vm.new_tuple(vec![bases]), vm.new_dict()];
    let name = vm.new_str("zlib");
    vm.dict_set_str(&parts[2], "__module__", name)?;
    let metaclass = vm.class(Tp::Type);
    let error = vm.call(&metaclass, &parts)?;
    vm.set_module_attr(module, "error", error.clone());
    let incremental = incremental::class(vm)?;
    vm.set_module_attr(module, "_ZlibDecompressor", incremental);
    let state = State {
        error: Some(error),
        compress: Some(compressor::class(vm)?),
        decompress: Some(decompressor::class(vm)?),
    };
    *vm.state::<State>() = state;
    Ok(())
}

/// An argument that fits into an int of C.
fn integer(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() { Ok(default) } else { taipan_native::os::c_int(vm, value) }
}

/// An argument that counts bytes.
fn size(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let index = vm.index(value)?;
    match Number::of(&index).and_then(|number| i64::try_from(number.big()).ok()) {
        Some(size) => Ok(size),
        None => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    }
}

fn checksum(vm: &mut Vm, a: &[Value], start: u32, sum: fn(u32, &[u8]) -> u32) -> PyResult {
    let buffer = vm.buffer(&a[1])?;
    let mut value = start;
    if !a[2].is_null() {
        let index = vm.index(&a[2])?;
        let digits = Number::of(&index).map(|n| n.big().to_signed_bytes_le()).unwrap_or_default();
        let sign = if digits.last().is_some_and(|b| *b >= 128) { 255 } else { 0 };
        let mut low = [sign; 4];
        low.iter_mut().zip(&digits).for_each(|(place, digit)| *place = *digit);
        value = u32::from_le_bytes(low);
    }
    let value = sum(value, buffer.bytes(vm));
    Ok(vm.new_u64(value.into()))
}

/// As zlib's, also for starts that are no sums.
fn adler32(start: u32, data: &[u8]) -> u32 {
    const BASE: u32 = 65521;
    let start = (((start >> 16) % BASE) << 16) | ((start & 0xffff) % BASE);
    if data.is_empty() { start } else { stream::adler32(start, data) }
}

fn compress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let parameters = Parameters {
        level: integer(vm, &a[2], -1)?,
        method: 8,
        window_bits: integer(vm, &a[3], 15)?,
        memory_level: 8,
        strategy: 0,
    };
    let mut stream = match Stream::compressor(parameters) {
        Ok(stream) => stream,
        Err(stream::STREAM_ERROR) => return Err(pump::raise(vm, "Bad compression level")),
        Err(stream::MEM_ERROR) => {
            return Err(pump::out_of_memory(vm, "Out of memory while compressing data"));
        }
        Err(code) => return Err(pump::error(vm, None, code, "while compressing data")),
    };
    let run = pump::run(vm, &mut stream, &data, stream::FINISH, usize::MAX, None)?;
    if run.code != stream::STREAM_END {
        return Err(pump::error(vm, Some(&stream), run.code, "while compressing data"));
    }
    vm.bytes_value(&run.output)
}

fn decompress(vm: &mut Vm, a: &[Value]) -> PyResult {
    let data = vm.copy_bytes(&a[1])?;
    let window_bits = integer(vm, &a[2], 15)?;
    let room = if a[3].is_null() { 1 } else { size(vm, &a[3])? };
    if room < 0 {
        return Err(vm.value_error("bufsize must be non-negative"));
    }
    let mut stream = match Stream::expander(window_bits) {
        Ok(stream) => stream,
        Err(stream::MEM_ERROR) => {
            return Err(pump::out_of_memory(vm, "Out of memory while decompressing data"));
        }
        Err(code) => return Err(pump::error(vm, None, code, "while preparing to decompress data")),
    };
    let run = pump::run(vm, &mut stream, &data, stream::FINISH, usize::MAX, None)?;
    if run.code != stream::STREAM_END {
        return Err(pump::error(vm, Some(&stream), run.code, "while decompressing data"));
    }
    vm.bytes_value(&run.output)
}
