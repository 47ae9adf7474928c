//! The methods that `bytes` and `bytearray` share. `a[0]` is either; a result is of the same kind, and where nothing
//! changes a bytes object gives itself while a bytearray gives a copy.

use crate::buffer::Buffer;
use crate::bytearray::ByteArray;
use crate::bytes::{Bytes, byte_of};
use crate::native::{NativeDef, NativeFn, class_method, function, method};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Tp, Value, Vm};
use taipan_text::bytes::{self as algorithms, Side};
use taipan_text::bytes_repr;
use taipan_text::pad::{self, Justify};
use taipan_text::split;

/// The bytes of a bytes or bytearray object.
pub fn content<'a>(vm: &'a Vm, value: &'a Value) -> &'a [u8] {
    match value.downcast::<Bytes>() {
        Some(bytes) => bytes.data.as_slice(),
        None => value.downcast::<ByteArray>().map_or(&[], |array| array.data.data.get(vm).as_slice()),
    }
}

/// A small object of the same kind.
fn like(vm: &Vm, own: &Value, data: &[u8]) -> Value {
    if own.downcast::<Bytes>().is_some() { vm.new_bytes(data) } else { vm.new_bytearray(data.to_vec()) }
}

/// An object of the same kind, or MemoryError.
fn result(vm: &mut Vm, own: &Value, data: Vec<u8>) -> PyResult {
    if own.downcast::<Bytes>().is_some() {
        return vm.bytes_value(&data);
    }
    Ok(vm.new_bytearray(data))
}

/// The object itself where it is an exact bytes object, else a copy.
fn unchanged(vm: &mut Vm, own: &Value) -> PyResult {
    if vm.is_exact(own, Tp::Bytes) {
        return Ok(own.clone());
    }
    let copy = content(vm, own).to_vec();
    result(vm, own, copy)
}

fn finish(vm: &mut Vm, own: &Value, data: taipan_text::error::Result<Option<Vec<u8>>>) -> PyResult {
    match data {
        Ok(Some(data)) => result(vm, own, data),
        Ok(None) => unchanged(vm, own),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// The bytes repeated, within the budget.
pub fn repeated(vm: &mut Vm, own: &Value, count: usize) -> PyResult<Vec<u8>> {
    let size = content(vm, own).len().checked_mul(count);
    if !size.is_some_and(|size| vm.heap.charge(size)) {
        return Err(vm.memory_error());
    }
    match algorithms::repeat(content(vm, own), count) {
        Ok(data) => Ok(data),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// What is searched: a byte, or the bytes of a buffer.
enum Needle {
    Byte(u8),
    Buffer(Buffer),
}

impl Needle {
    fn of(vm: &mut Vm, value: &Value) -> PyResult<Needle> {
        if let Some(buffer) = vm.try_buffer(value, false)? {
            return Ok(Needle::Buffer(buffer));
        }
        if vm.type_of(value).slots().index.is_none() {
            let text =
                format!("argument should be integer or bytes-like object, not '{}'", vm.type_name(value));
            return Err(vm.type_error(text));
        }
        byte_of(vm, value, "byte must be in range(0, 256)").map(Needle::Byte)
    }

    fn with<R>(&self, vm: &Vm, read: impl FnOnce(&[u8]) -> R) -> R {
        match self {
            Needle::Byte(byte) => read(&[*byte]),
            Needle::Buffer(buffer) => read(buffer.bytes(vm)),
        }
    }
}

/// `item in bytes`.
pub fn contains(vm: &mut Vm, own: &Value, item: &Value) -> PyResult<bool> {
    let needle = if vm.type_of(item).slots().index.is_some() {
        Needle::Byte(byte_of(vm, item, "byte must be in range(0, 256)")?)
    } else {
        Needle::Buffer(vm.buffer(item)?)
    };
    Ok(needle.with(vm, |needle| algorithms::contains(content(vm, own), needle)))
}

type Find = fn(&[u8], &[u8]) -> Option<usize>;

fn search(vm: &mut Vm, a: &[Value], find: Find) -> PyResult<Option<usize>> {
    let needle = Needle::of(vm, &a[1])?;
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    let data = content(vm, &a[0]);
    let Some((start, end)) = algorithms::clip(start, end, data.len()) else { return Ok(None) };
    Ok(needle.with(vm, |needle| find(&data[start..end], needle)).map(|at| start + at))
}

fn position(vm: &mut Vm, a: &[Value], find: Find) -> PyResult {
    let found = search(vm, a, find)?;
    Ok(found.map_or(Value::from_i32(-1), |at| vm.new_int(at as i64)))
}

fn required_position(vm: &mut Vm, a: &[Value], find: Find) -> PyResult {
    match search(vm, a, find)? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let needle = Needle::of(vm, &a[1])?;
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    let data = content(vm, &a[0]);
    let Some((start, end)) = algorithms::clip(start, end, data.len()) else { return Ok(Value::ZERO) };
    let count = needle.with(vm, |needle| algorithms::count(&data[start..end], needle));
    Ok(vm.new_int(count as i64))
}

fn affix(vm: &mut Vm, a: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult {
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    let check = |vm: &mut Vm, affix: &Value| {
        let affix = vm.buffer(affix)?;
        let data = content(vm, &a[0]);
        let Some((start, end)) = algorithms::clip(start, end, data.len()) else { return Ok(false) };
        Ok(test(&data[start..end], affix.bytes(vm)))
    };
    if let Some(tuple) = a[1].downcast::<Tuple>() {
        for affix in tuple.items() {
            if check(vm, affix)? {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    if !vm.has_buffer(&a[1]) {
        let text = format!("{name} first arg must be bytes or a tuple of bytes, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    check(vm, &a[1]).map(Value::from_bool)
}

/// The largest number of splits: negative ones mean all.
pub fn limit(vm: &mut Vm, value: &Value) -> PyResult<usize> {
    if value.is_null() {
        return Ok(usize::MAX);
    }
    Ok(usize::try_from(vm.index_i64(value)?).unwrap_or(usize::MAX))
}

fn optional_buffer(vm: &mut Vm, value: &Value) -> PyResult<Option<Buffer>> {
    if value.is_null() || value.is_none() { Ok(None) } else { vm.buffer(value).map(Some) }
}

type Ranges = Vec<std::ops::Range<usize>>;
type Split = fn(&[u8], Option<&[u8]>, usize) -> taipan_text::error::Result<Ranges>;

fn pieces(vm: &mut Vm, own: &Value, ranges: Ranges) -> PyResult {
    let data = content(vm, own);
    let items = ranges.into_iter().map(|range| like(vm, own, &data[range])).collect();
    Ok(vm.new_list(items))
}

fn split_with(vm: &mut Vm, a: &[Value], split: Split) -> PyResult {
    let limit = limit(vm, &a[2])?;
    let separator = optional_buffer(vm, &a[1])?;
    let ranges = split(content(vm, &a[0]), separator.as_ref().map(|s| s.bytes(vm)), limit);
    match ranges {
        Ok(ranges) => pieces(vm, &a[0], ranges),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn splitlines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let keep = !a[1].is_null() && vm.truth(&a[1])?;
    let ranges = split::splitlines_bytes(content(vm, &a[0]), keep);
    pieces(vm, &a[0], ranges)
}

fn partition_with(vm: &mut Vm, a: &[Value], find: Find, last: bool) -> PyResult {
    let separator = vm.buffer(&a[1])?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let data = content(vm, &a[0]);
    let found = find(data, separator.bytes(vm));
    let own_bytes = a[0].downcast::<Bytes>().is_some();
    let parts = match found {
        Some(at) => {
            let head = like(vm, &a[0], &data[..at]);
            let tail = like(vm, &a[0], &data[at + separator.len()..]);
            let middle = if own_bytes { a[1].clone() } else { like(vm, &a[0], separator.bytes(vm)) };
            vec![head, middle, tail]
        }
        None => {
            let (first, second) = (like(vm, &a[0], b""), like(vm, &a[0], b""));
            let whole = unchanged(vm, &a[0])?;
            if last { vec![first, second, whole] } else { vec![whole, first, second] }
        }
    };
    Ok(vm.new_tuple(parts))
}

fn strip_with(vm: &mut Vm, a: &[Value], side: Side) -> PyResult {
    let set = optional_buffer(vm, &a[1])?;
    let data = content(vm, &a[0]);
    let range = algorithms::strip(data, set.as_ref().map(|s| s.bytes(vm)), side);
    if range.len() == data.len() && vm.is_exact(&a[0], Tp::Bytes) {
        return Ok(a[0].clone());
    }
    Ok(like(vm, &a[0], &data[range]))
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (from, to) = (vm.buffer(&a[1])?, vm.buffer(&a[2])?);
    let limit = limit(vm, &a[3])?;
    let data = algorithms::replace(content(vm, &a[0]), from.bytes(vm), to.bytes(vm), limit);
    finish(vm, &a[0], data.map(|found| found.map(|(data, _)| data)))
}

fn removeprefix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = vm.buffer(&a[1])?;
    match content(vm, &a[0]).strip_prefix(affix.bytes(vm)) {
        Some(rest) if !affix.is_empty() => Ok(like(vm, &a[0], rest)),
        _ => unchanged(vm, &a[0]),
    }
}

fn removesuffix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = vm.buffer(&a[1])?;
    match content(vm, &a[0]).strip_suffix(affix.bytes(vm)) {
        Some(rest) if !affix.is_empty() => Ok(like(vm, &a[0], rest)),
        _ => unchanged(vm, &a[0]),
    }
}

fn justify(vm: &mut Vm, a: &[Value], name: &str, how: Justify) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    let fill = if a[2].is_null() {
        b' '
    } else {
        if a[2].downcast::<Bytes>().is_none() && a[2].downcast::<ByteArray>().is_none() {
            let text =
                format!("{name}() argument 2 must be a byte string of length 1, not {}", vm.type_name(&a[2]));
            return Err(vm.type_error(text));
        }
        match *content(vm, &a[2]) {
            [fill] => fill,
            ref other => {
                let text = format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a {} object of length {}",
                    vm.type_name(&a[2]),
                    other.len()
                );
                return Err(vm.type_error(text));
            }
        }
    };
    charge_width(vm, width)?;
    let data = pad::justify_bytes(content(vm, &a[0]), width, fill, how);
    finish(vm, &a[0], data)
}

/// MemoryError for a width the budget refuses.
pub fn charge_width(vm: &mut Vm, width: isize) -> PyResult<()> {
    if width > 4096 && !vm.heap.charge(width as usize) { Err(vm.memory_error()) } else { Ok(()) }
}

fn zfill(vm: &mut Vm, a: &[Value]) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    charge_width(vm, width)?;
    let data = pad::zfill_bytes(content(vm, &a[0]), width);
    finish(vm, &a[0], data)
}

/// An int argument that CPython keeps in a C int.
pub fn c_int(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() {
        return Ok(default);
    }
    let index = vm.index(value)?;
    match index.as_small().map(i32::try_from) {
        Some(Ok(value)) => Ok(value),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

fn expandtabs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = c_int(vm, &a[1], 8)?;
    let data = pad::expandtabs_bytes(content(vm, &a[0]), size as isize);
    finish(vm, &a[0], data.map(Some))
}

fn join(vm: &mut Vm, a: &[Value]) -> PyResult {
    let items = match vm.collect(&a[1]) {
        Ok(items) => items,
        Err(raised) if vm.is_raised(&raised, Tp::TypeError) && vm.type_of(&a[1]).slots().iter.is_none() => {
            return Err(vm.type_error("can only join an iterable"));
        }
        Err(raised) => return Err(raised),
    };
    if let [only] = items.as_slice()
        && vm.is_exact(only, Tp::Bytes)
        && vm.is_exact(&a[0], Tp::Bytes)
    {
        return Ok(only.clone());
    }
    let mut buffers = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match vm.try_buffer(item, false)? {
            Some(buffer) => buffers.push(buffer),
            None => {
                let text = format!(
                    "sequence item {index}: expected a bytes-like object, {} found",
                    vm.type_name(item)
                );
                return Err(vm.type_error(text));
            }
        }
    }
    let separator = content(vm, &a[0]);
    let size = buffers.iter().map(Buffer::len).sum::<usize>()
        + separator.len().saturating_mul(buffers.len().saturating_sub(1));
    let mut data = Vec::new();
    if !vm.heap.charge(size) || data.try_reserve_exact(size).is_err() {
        return Err(vm.memory_error());
    }
    for (index, buffer) in buffers.iter().enumerate() {
        if index > 0 {
            data.extend_from_slice(separator);
        }
        data.extend_from_slice(buffer.bytes(vm));
    }
    drop(buffers);
    result(vm, &a[0], data)
}

fn translate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let table = optional_buffer(vm, &a[1])?;
    let delete = if a[2].is_null() { None } else { Some(vm.buffer(&a[2])?) };
    let mapped = {
        let table = match table.as_ref().map(|t| <&[u8; 256]>::try_from(t.bytes(vm))) {
            Some(Err(_)) => return Err(vm.value_error("translation table must be 256 characters long")),
            Some(Ok(table)) => Some(table),
            None => None,
        };
        let delete = delete.as_ref().map_or(&[][..], |d| d.bytes(vm));
        algorithms::translate(content(vm, &a[0]), table, delete)
    };
    if mapped == content(vm, &a[0]) {
        return unchanged(vm, &a[0]);
    }
    result(vm, &a[0], mapped)
}

fn maketrans(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (from, to) = (vm.buffer(&a[0])?, vm.buffer(&a[1])?);
    match algorithms::maketrans(from.bytes(vm), to.bytes(vm)) {
        Ok(table) => Ok(vm.new_bytes(&table)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// The separator and group size of `hex(sep, bytes_per_sep)`.
pub fn hex_arguments(vm: &mut Vm, separator: &Value, group: &Value) -> PyResult<(Option<u8>, isize)> {
    let group = c_int(vm, group, 1)? as isize;
    if separator.is_null() {
        return Ok((None, group));
    }
    let found = match (separator.downcast::<Str>(), separator.downcast::<Bytes>()) {
        (Some(text), _) => bytes_repr::separator(text.data.text()),
        (_, Some(bytes)) => match *bytes.data.as_slice() {
            [byte] if byte.is_ascii() => Ok(byte),
            [_] => Err(taipan_text::TextError::value("sep must be ASCII.")),
            _ => Err(taipan_text::TextError::value("sep must be length 1.")),
        },
        _ => {
            if vm.len(separator)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            return Err(vm.type_error("sep must be str or bytes."));
        }
    };
    match found {
        Ok(byte) => Ok((Some(byte), group)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn hex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (separator, group) = hex_arguments(vm, &a[1], &a[2])?;
    if !vm.heap.charge(content(vm, &a[0]).len().saturating_mul(3)) {
        return Err(vm.memory_error());
    }
    let digits = bytes_repr::hex(content(vm, &a[0]), separator, group);
    vm.text_value(taipan_text::TextBuf::from_ascii(digits))
}

fn fromhex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let parsed = if let Some(text) = a[1].downcast::<Str>() {
        bytes_repr::from_hex(text.data.text())
    } else {
        match vm.try_buffer(&a[1], false)? {
            Some(buffer) => bytes_repr::from_hex_data(buffer.bytes(vm)),
            None => {
                let text =
                    format!("fromhex() argument must be str or bytes-like, not {}", vm.type_name(&a[1]));
                return Err(vm.type_error(text));
            }
        }
    };
    let data = match parsed {
        Ok(data) => data,
        Err(error) => return Err(crate::raise::from_text(vm, error)),
    };
    if a[0].is(&vm.class(Tp::ByteArray)) {
        return Ok(vm.new_bytearray(data));
    }
    let made = vm.bytes_value(&data)?;
    if a[0].is(&vm.class(Tp::Bytes)) { Ok(made) } else { vm.call(&a[0], &[made]) }
}

fn decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (encoding, errors) = crate::bytes::codec_names(vm, &a[1], &a[2], "decode")?;
    vm.decode_bytes(&a[0], &encoding, &errors)
}

fn buffer_view(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[1])?;
    let view = crate::memoryview::of(vm, &a[0])?;
    if flags & 1 != 0 && a[0].downcast::<Bytes>().is_some() {
        return Err(vm.raise(Tp::BufferError, "Object is not writable."));
    }
    Ok(view)
}

macro_rules! predicate {
    ($name:ident) => {
        (|vm, a| Ok(Value::from_bool(algorithms::$name(content(vm, &a[0]))))) as NativeFn
    };
}

macro_rules! mapped {
    ($map:expr) => {
        (|vm, a| {
            let map: fn(&[u8]) -> Vec<u8> = $map;
            let data = map(content(vm, &a[0]));
            result(vm, &a[0], data)
        }) as NativeFn
    };
}

macro_rules! rows {
    ($($more:expr),* $(,)?) => {
        &[
            method("capitalize", "($self, /)", mapped!(algorithms::capitalize), "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased."),
            method("center", "($self, width, fillchar=b' ', /)", |vm, a| justify(vm, a, "center", Justify::Center), "Return a centered string of length width.\n\nPadding is done using the specified fill character."),
            method("count", "($self, sub, start=None, end=None, /)", count, "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes."),
            method("decode", "($self, /, encoding='utf-8', errors='strict')", decode, "Decode the bytes using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytes.\n  errors\n    The error handling scheme to use for the handling of decoding errors.\n    The default is 'strict' meaning that decoding errors raise a\n    UnicodeDecodeError. Other possible values are 'ignore' and 'replace'\n    as well as any other name registered with codecs.register_error that\n    can handle UnicodeDecodeErrors."),
            method("endswith", "($self, suffix, start=None, end=None, /)", |vm, a| affix(vm, a, "endswith", |data, affix| data.ends_with(affix)), "Return True if the bytes ends with the specified suffix, False otherwise.\n\n  suffix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes."),
            method("expandtabs", "($self, /, tabsize=8)", expandtabs, "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed."),
            method("find", "($self, sub, start=None, end=None, /)", |vm, a| position(vm, a, algorithms::find), "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure."),
            class_method("fromhex", "($type, string, /)", fromhex, "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'."),
            method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", hex, "Create a string of hexadecimal numbers from a bytes object.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left."),
            method("index", "($self, sub, start=None, end=None, /)", |vm, a| required_position(vm, a, algorithms::find), "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found."),
            method("isalnum", "($self, /)", predicate!(isalnum), "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise."),
            method("isalpha", "($self, /)", predicate!(isalpha), "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise."),
            method("isascii", "($self, /)", |vm, a| Ok(Value::from_bool(content(vm, &a[0]).is_ascii())), "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise."),
            method("isdigit", "($self, /)", predicate!(isdigit), "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise."),
            method("islower", "($self, /)", predicate!(islower), "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise."),
            method("isspace", "($self, /)", predicate!(isspace), "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise."),
            method("istitle", "($self, /)", predicate!(istitle), "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise."),
            method("isupper", "($self, /)", predicate!(isupper), "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise."),
            method("join", "($self, iterable_of_bytes, /)", join, "Concatenate any number of bytes objects.\n\nThe bytes whose method is called is inserted in between each pair.\n\nThe result is returned as a new bytes object.\n\nExample: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'."),
            method("ljust", "($self, width, fillchar=b' ', /)", |vm, a| justify(vm, a, "ljust", Justify::Left), "Return a left-justified string of length width.\n\nPadding is done using the specified fill character."),
            method("lower", "($self, /)", mapped!(|data| data.to_ascii_lowercase()), "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase."),
            method("lstrip", "($self, bytes=None, /)", |vm, a| strip_with(vm, a, Side::Left), "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading  ASCII whitespace."),
            function("maketrans", "(frm, to, /)", maketrans, "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to the byte at\nthe same position in to.\n\nThe bytes objects frm and to must be of the same length."),
            method("partition", "($self, sep, /)", |vm, a| partition_with(vm, a, algorithms::find, false), "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes. If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original bytes\nobject and two empty bytes objects."),
            method("removeprefix", "($self, prefix, /)", removeprefix, "Return a bytes object with the given prefix string removed if present.\n\nIf the bytes starts with the prefix string, return bytes[len(prefix):].\nOtherwise, return a copy of the original bytes."),
            method("removesuffix", "($self, suffix, /)", removesuffix, "Return a bytes object with the given suffix string removed if present.\n\nIf the bytes ends with the suffix string and that suffix is not empty,\nreturn bytes[:-len(prefix)].  Otherwise, return a copy of the original\nbytes."),
            method("replace", "($self, old, new, count=-1, /)", replace, "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced."),
            method("rfind", "($self, sub, start=None, end=None, /)", |vm, a| position(vm, a, algorithms::rfind), "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure."),
            method("rindex", "($self, sub, start=None, end=None, /)", |vm, a| required_position(vm, a, algorithms::rfind), "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found."),
            method("rjust", "($self, width, fillchar=b' ', /)", |vm, a| justify(vm, a, "rjust", Justify::Right), "Return a right-justified string of length width.\n\nPadding is done using the specified fill character."),
            method("rpartition", "($self, sep, /)", |vm, a| partition_with(vm, a, algorithms::rfind, true), "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes, starting at the end. If\nthe separator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty bytes\nobjects and the original bytes object."),
            method("rsplit", "($self, /, sep=None, maxsplit=-1)", |vm, a| split_with(vm, a, split::rsplit_bytes), "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.\n\nSplitting is done starting at the end of the bytes and working to the front."),
            method("rstrip", "($self, bytes=None, /)", |vm, a| strip_with(vm, a, Side::Right), "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace."),
            method("split", "($self, /, sep=None, maxsplit=-1)", |vm, a| split_with(vm, a, split::split_bytes), "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit."),
            method("splitlines", "($self, /, keepends=False)", splitlines, "Return a list of the lines in the bytes, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue."),
            method("startswith", "($self, prefix, start=None, end=None, /)", |vm, a| affix(vm, a, "startswith", |data, affix| data.starts_with(affix)), "Return True if the bytes starts with the specified prefix, False otherwise.\n\n  prefix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes."),
            method("strip", "($self, bytes=None, /)", |vm, a| strip_with(vm, a, Side::Both), "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII whitespace."),
            method("swapcase", "($self, /)", mapped!(algorithms::swapcase), "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa."),
            method("title", "($self, /)", mapped!(algorithms::title), "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with uppercase\ncharacters, all remaining cased characters have lowercase."),
            method("translate", "($self, table, /, delete=b'')", translate, "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are removed.\nThe remaining characters are mapped through the given translation table."),
            method("upper", "($self, /)", mapped!(|data| data.to_ascii_uppercase()), "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase."),
            method("zfill", "($self, width, /)", zfill, "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated."),
            method("__buffer__", "($self, flags, /)", buffer_view, "Return a buffer object that exposes the underlying memory of the object."),
            $($more),*
        ]
    };
}

fn to_bytes(vm: &mut Vm, a: &[Value]) -> PyResult {
    if vm.is_exact(&a[0], Tp::Bytes) {
        return Ok(a[0].clone());
    }
    let copy = content(vm, &a[0]).to_vec();
    vm.bytes_value(&copy)
}

fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let copy = content(vm, &a[0]).to_vec();
    let bytes = vm.bytes_value(&copy)?;
    Ok(vm.new_tuple(vec![bytes]))
}

/// The methods of `bytes`.
pub const BYTES_METHODS: &[NativeDef] = rows![
    method("__bytes__", "($self, /)", to_bytes, "Convert this value to exact type bytes."),
    method("__getnewargs__", "($self, /)", getnewargs, ""),
];

/// The methods of `bytearray`.
pub const BYTEARRAY_METHODS: &[NativeDef] = rows![
    method(
        "__alloc__",
        "($self, /)",
        crate::bytearray::alloc,
        "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated."
    ),
    method(
        "__release_buffer__",
        "($self, buffer, /)",
        crate::bytearray::release_buffer,
        "Release the buffer object that exposes the underlying memory of the object."
    ),
    method("__reduce__", "($self, /)", crate::bytearray::reduce, "Return state information for pickling."),
    method(
        "__reduce_ex__",
        "($self, proto=0, /)",
        crate::bytearray::reduce_ex,
        "Return state information for pickling."
    ),
    method(
        "append",
        "($self, item, /)",
        crate::bytearray::append,
        "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended."
    ),
    method("clear", "($self, /)", crate::bytearray::clear, "Remove all items from the bytearray."),
    method("copy", "($self, /)", crate::bytearray::copy, "Return a copy of B."),
    method(
        "extend",
        "($self, iterable_of_ints, /)",
        crate::bytearray::extend,
        "Append all the items from the iterator or sequence to the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append."
    ),
    method(
        "insert",
        "($self, index, item, /)",
        crate::bytearray::insert,
        "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted."
    ),
    method(
        "pop",
        "($self, index=-1, /)",
        crate::bytearray::pop,
        "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item."
    ),
    method(
        "remove",
        "($self, value, /)",
        crate::bytearray::remove,
        "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove."
    ),
    method(
        "resize",
        "($self, size, /)",
        crate::bytearray::resize,
        "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to.."
    ),
    method(
        "reverse",
        "($self, /)",
        crate::bytearray::reverse,
        "Reverse the order of the values in B in place."
    ),
];
