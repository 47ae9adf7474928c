//! The method tables of `bytes` and `bytearray`: names, signatures, docstrings, and which shared function answers.

use crate::bytes_methods::*;
use crate::native::{NativeDef, NativeFn, class_method, function, method};
use crate::{PyResult, Tp, Value, Vm};
use taipan_text::bytes::{self as algorithms, Side};
use taipan_text::pad::Justify;
use taipan_text::split;

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
pub const BYTES_METHODS: &[NativeDef] = &[
    method("__bytes__", "($self, /)", to_bytes, "Convert this value to exact type bytes."),
    method("__getnewargs__", "($self, /)", getnewargs, ""),
    method(
        "capitalize",
        "($self, /)",
        mapped!(algorithms::capitalize),
        "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased.",
    ),
    method(
        "center",
        "($self, width, fillchar=b' ', /)",
        |vm, a| justify(vm, a, "center", Justify::Center),
        "Return a centered string of length width.\n\nPadding is done using the specified fill character.",
    ),
    method(
        "count",
        "($self, sub[, start[, end]], /)",
        count,
        "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.",
    ),
    method(
        "decode",
        "($self, /, encoding='utf-8', errors='strict')",
        decode,
        "Decode the bytes using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytes.\n  errors\n    The error handling scheme to use for the handling of decoding\n    errors.  The default is 'strict' meaning that decoding errors\n    raise a UnicodeDecodeError.  Other possible values are 'ignore'\n    and 'replace' as well as any other name registered with\n    codecs.register_error that can handle UnicodeDecodeErrors.",
    ),
    method(
        "endswith",
        "($self, suffix[, start[, end]], /)",
        |vm, a| affix(vm, a, "endswith", |data, affix| data.ends_with(affix)),
        "Return True if the bytes ends with the specified suffix, False otherwise.\n\n  suffix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.",
    ),
    method(
        "expandtabs",
        "($self, /, tabsize=8)",
        expandtabs,
        "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.",
    ),
    method(
        "find",
        "($self, sub[, start[, end]], /)",
        |vm, a| position(vm, a, algorithms::find),
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.",
    ),
    class_method(
        "fromhex",
        "($type, string, /)",
        fromhex,
        "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'.",
    ),
    method(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        hex,
        "Create a string of hexadecimal numbers from a bytes object.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from\n    the right, negative values count from the left.\n\nExample:\n>>> value = b'\\xb9\\x01\\xef'\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'",
    ),
    method(
        "index",
        "($self, sub[, start[, end]], /)",
        |vm, a| required_position(vm, a, algorithms::find),
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.",
    ),
    method(
        "isalnum",
        "($self, /)",
        predicate!(isalnum),
        "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "isalpha",
        "($self, /)",
        predicate!(isalpha),
        "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "isascii",
        "($self, /)",
        |vm, a| Ok(Value::from_bool(content(vm, &a[0]).is_ascii())),
        "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise.",
    ),
    method(
        "isdigit",
        "($self, /)",
        predicate!(isdigit),
        "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "islower",
        "($self, /)",
        predicate!(islower),
        "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise.",
    ),
    method(
        "isspace",
        "($self, /)",
        predicate!(isspace),
        "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "istitle",
        "($self, /)",
        predicate!(istitle),
        "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise.",
    ),
    method(
        "isupper",
        "($self, /)",
        predicate!(isupper),
        "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise.",
    ),
    method(
        "join",
        "($self, iterable_of_bytes, /)",
        join,
        "Concatenate any number of bytes objects.\n\nThe bytes whose method is called is inserted in between each pair.\n\nThe result is returned as a new bytes object.\n\nExample: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'.",
    ),
    method(
        "ljust",
        "($self, width, fillchar=b' ', /)",
        |vm, a| justify(vm, a, "ljust", Justify::Left),
        "Return a left-justified string of length width.\n\nPadding is done using the specified fill character.",
    ),
    method(
        "lower",
        "($self, /)",
        mapped!(|data| data.to_ascii_lowercase()),
        "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase.",
    ),
    method(
        "lstrip",
        "($self, bytes=None, /)",
        |vm, a| strip_with(vm, a, Side::Left),
        "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading  ASCII whitespace.",
    ),
    function(
        "maketrans",
        "(frm, to, /)",
        maketrans,
        "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to\nthe byte at the same position in to.\n\nThe bytes objects frm and to must be of the same length.",
    ),
    method(
        "partition",
        "($self, sep, /)",
        |vm, a| partition_with(vm, a, algorithms::find, false),
        "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes.  If the\nseparator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the\noriginal bytes object and two empty bytes objects.",
    ),
    method(
        "removeprefix",
        "($self, prefix, /)",
        removeprefix,
        "Return a bytes object with the given prefix string removed if present.\n\nIf the bytes starts with the prefix string, return\nbytes[len(prefix):].  Otherwise, return a copy of the original\nbytes.",
    ),
    method(
        "removesuffix",
        "($self, suffix, /)",
        removesuffix,
        "Return a bytes object with the given suffix string removed if present.\n\nIf the bytes ends with the suffix string and that suffix is not\nempty, return bytes[:-len(prefix)].  Otherwise, return a copy of the\noriginal bytes.",
    ),
    method(
        "replace",
        "($self, old, new, count=-1, /)",
        replace,
        "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.",
    ),
    method(
        "rfind",
        "($self, sub[, start[, end]], /)",
        |vm, a| position(vm, a, algorithms::rfind),
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.",
    ),
    method(
        "rindex",
        "($self, sub[, start[, end]], /)",
        |vm, a| required_position(vm, a, algorithms::rfind),
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.",
    ),
    method(
        "rjust",
        "($self, width, fillchar=b' ', /)",
        |vm, a| justify(vm, a, "rjust", Justify::Right),
        "Return a right-justified string of length width.\n\nPadding is done using the specified fill character.",
    ),
    method(
        "rpartition",
        "($self, sep, /)",
        |vm, a| partition_with(vm, a, algorithms::rfind, true),
        "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes, starting at the\nend.  If the separator is found, returns a 3-tuple containing the\npart before the separator, the separator itself, and the part after\nit.\n\nIf the separator is not found, returns a 3-tuple containing two\nempty bytes objects and the original bytes object.",
    ),
    method(
        "rsplit",
        "($self, /, sep=None, maxsplit=-1)",
        |vm, a| split_with(vm, a, split::rsplit_bytes),
        "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace\n    characters (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.\n\nSplitting is done starting at the end of the bytes and working to\nthe front.",
    ),
    method(
        "rstrip",
        "($self, bytes=None, /)",
        |vm, a| strip_with(vm, a, Side::Right),
        "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace.",
    ),
    method(
        "split",
        "($self, /, sep=None, maxsplit=-1)",
        |vm, a| split_with(vm, a, split::split_bytes),
        "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace\n    characters (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.",
    ),
    method(
        "splitlines",
        "($self, /, keepends=False)",
        splitlines,
        "Return a list of the lines in the bytes, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends\nis given and true.",
    ),
    method(
        "startswith",
        "($self, prefix[, start[, end]], /)",
        |vm, a| affix(vm, a, "startswith", |data, affix| data.starts_with(affix)),
        "Return True if the bytes starts with the specified prefix, False otherwise.\n\n  prefix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.",
    ),
    method(
        "strip",
        "($self, bytes=None, /)",
        |vm, a| strip_with(vm, a, Side::Both),
        "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII\nwhitespace.",
    ),
    method(
        "swapcase",
        "($self, /)",
        mapped!(algorithms::swapcase),
        "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa.",
    ),
    method(
        "title",
        "($self, /)",
        mapped!(algorithms::title),
        "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with\nuppercase characters, all remaining cased characters have lowercase.",
    ),
    method(
        "translate",
        "($self, table, /, delete=b'')",
        translate,
        "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are\nremoved.  The remaining characters are mapped through the given\ntranslation table.",
    ),
    method(
        "upper",
        "($self, /)",
        mapped!(|data| data.to_ascii_uppercase()),
        "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase.",
    ),
    method(
        "zfill",
        "($self, width, /)",
        zfill,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated.",
    ),
    method(
        "__buffer__",
        "($self, flags, /)",
        buffer_view,
        "Return a buffer object that exposes the underlying memory of the object.",
    ),
];

/// The methods of `bytearray`.
pub const BYTEARRAY_METHODS: &[NativeDef] = &[
    method(
        "__alloc__",
        "($self, /)",
        crate::bytearray::alloc,
        "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated.",
    ),
    method("__reduce__", "($self, /)", crate::bytearray::reduce, "Return state information for pickling."),
    method(
        "__reduce_ex__",
        "($self, proto=0, /)",
        crate::bytearray::reduce_ex,
        "Return state information for pickling.",
    ),
    method(
        "append",
        "($self, item, /)",
        crate::bytearray::append,
        "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended.",
    ),
    method(
        "capitalize",
        "($self, /)",
        mapped!(algorithms::capitalize),
        "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased.",
    ),
    method(
        "center",
        "($self, width, fillchar=b' ', /)",
        |vm, a| justify(vm, a, "center", Justify::Center),
        "Return a centered string of length width.\n\nPadding is done using the specified fill character.",
    ),
    method("clear", "($self, /)", crate::bytearray::clear, "Remove all items from the bytearray."),
    method("copy", "($self, /)", crate::bytearray::copy, "Return a copy of B."),
    method(
        "count",
        "($self, sub[, start[, end]], /)",
        count,
        "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.",
    ),
    method(
        "decode",
        "($self, /, encoding='utf-8', errors='strict')",
        decode,
        "Decode the bytearray using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytearray.\n  errors\n    The error handling scheme to use for the handling of decoding\n    errors.  The default is 'strict' meaning that decoding errors\n    raise a UnicodeDecodeError.  Other possible values are 'ignore'\n    and 'replace' as well as any other name registered with\n    codecs.register_error that can handle UnicodeDecodeErrors.",
    ),
    method(
        "endswith",
        "($self, suffix[, start[, end]], /)",
        |vm, a| affix(vm, a, "endswith", |data, affix| data.ends_with(affix)),
        "Return True if the bytearray ends with the specified suffix, False otherwise.\n\n  suffix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytearray.\n  end\n    Optional stop position. Default: end of the bytearray.",
    ),
    method(
        "expandtabs",
        "($self, /, tabsize=8)",
        expandtabs,
        "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed.",
    ),
    method(
        "extend",
        "($self, iterable_of_ints, /)",
        crate::bytearray::extend,
        "Append all the items from the iterator or sequence to the end of the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append.",
    ),
    method(
        "find",
        "($self, sub[, start[, end]], /)",
        |vm, a| position(vm, a, algorithms::find),
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.",
    ),
    class_method(
        "fromhex",
        "($type, string, /)",
        fromhex,
        "Create a bytearray object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample:\n    bytearray.fromhex('B9 01EF') -> bytearray(b'\\\\xb9\\\\x01\\\\xef')",
    ),
    method(
        "hex",
        "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        hex,
        "Create a string of hexadecimal numbers from a bytearray object.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from\n    the right, negative values count from the left.\n\nExample:\n>>> value = bytearray([0xb9, 0x01, 0xef])\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'",
    ),
    method(
        "index",
        "($self, sub[, start[, end]], /)",
        |vm, a| required_position(vm, a, algorithms::find),
        "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.",
    ),
    method(
        "insert",
        "($self, index, item, /)",
        crate::bytearray::insert,
        "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted.",
    ),
    method(
        "isalnum",
        "($self, /)",
        predicate!(isalnum),
        "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "isalpha",
        "($self, /)",
        predicate!(isalpha),
        "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "isascii",
        "($self, /)",
        |vm, a| Ok(Value::from_bool(content(vm, &a[0]).is_ascii())),
        "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise.",
    ),
    method(
        "isdigit",
        "($self, /)",
        predicate!(isdigit),
        "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "islower",
        "($self, /)",
        predicate!(islower),
        "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise.",
    ),
    method(
        "isspace",
        "($self, /)",
        predicate!(isspace),
        "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise.",
    ),
    method(
        "istitle",
        "($self, /)",
        predicate!(istitle),
        "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise.",
    ),
    method(
        "isupper",
        "($self, /)",
        predicate!(isupper),
        "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise.",
    ),
    method(
        "join",
        "($self, iterable_of_bytes, /)",
        join,
        "Concatenate any number of bytes/bytearray objects.\n\nThe bytearray whose method is called is inserted in between each\npair.\n\nThe result is returned as a new bytearray object.",
    ),
    method(
        "ljust",
        "($self, width, fillchar=b' ', /)",
        |vm, a| justify(vm, a, "ljust", Justify::Left),
        "Return a left-justified string of length width.\n\nPadding is done using the specified fill character.",
    ),
    method(
        "lower",
        "($self, /)",
        mapped!(|data| data.to_ascii_lowercase()),
        "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase.",
    ),
    method(
        "lstrip",
        "($self, bytes=None, /)",
        |vm, a| strip_with(vm, a, Side::Left),
        "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading ASCII whitespace.",
    ),
    function(
        "maketrans",
        "(frm, to, /)",
        maketrans,
        "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to\nthe byte at the same position in to.\n\nThe bytes objects frm and to must be of the same length.",
    ),
    method(
        "partition",
        "($self, sep, /)",
        |vm, a| partition_with(vm, a, algorithms::find, false),
        "Partition the bytearray into three parts using the given separator.\n\nThis will search for the separator sep in the bytearray.  If the\nseparator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it as new\nbytearray objects.\n\nIf the separator is not found, returns a 3-tuple containing the copy\nof the original bytearray object and two empty bytearray objects.",
    ),
    method(
        "pop",
        "($self, index=-1, /)",
        crate::bytearray::pop,
        "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item.",
    ),
    method(
        "remove",
        "($self, value, /)",
        crate::bytearray::remove,
        "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove.",
    ),
    method(
        "removeprefix",
        "($self, prefix, /)",
        removeprefix,
        "Return a bytearray with the given prefix string removed if present.\n\nIf the bytearray starts with the prefix string, return\nbytearray[len(prefix):].  Otherwise, return a copy of the original\nbytearray.",
    ),
    method(
        "removesuffix",
        "($self, suffix, /)",
        removesuffix,
        "Return a bytearray with the given suffix string removed if present.\n\nIf the bytearray ends with the suffix string and that suffix is not\nempty, return bytearray[:-len(suffix)].  Otherwise, return a copy of\nthe original bytearray.",
    ),
    method(
        "replace",
        "($self, old, new, count=-1, /)",
        replace,
        "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.",
    ),
    method(
        "resize",
        "($self, size, /)",
        crate::bytearray::resize,
        "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to.",
    ),
    method(
        "reverse",
        "($self, /)",
        crate::bytearray::reverse,
        "Reverse the order of the values in B in place.",
    ),
    method(
        "rfind",
        "($self, sub[, start[, end]], /)",
        |vm, a| position(vm, a, algorithms::rfind),
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nReturn -1 on failure.",
    ),
    method(
        "rindex",
        "($self, sub[, start[, end]], /)",
        |vm, a| required_position(vm, a, algorithms::rfind),
        "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start:end].\n\n  start\n    Optional start position. Default: start of the bytes.\n  end\n    Optional stop position. Default: end of the bytes.\n\nRaise ValueError if the subsection is not found.",
    ),
    method(
        "rjust",
        "($self, width, fillchar=b' ', /)",
        |vm, a| justify(vm, a, "rjust", Justify::Right),
        "Return a right-justified string of length width.\n\nPadding is done using the specified fill character.",
    ),
    method(
        "rpartition",
        "($self, sep, /)",
        |vm, a| partition_with(vm, a, algorithms::rfind, true),
        "Partition the bytearray into three parts using the given separator.\n\nThis will search for the separator sep in the bytearray, starting at\nthe end.  If the separator is found, returns a 3-tuple containing\nthe part before the separator, the separator itself, and the part\nafter it as new bytearray objects.\n\nIf the separator is not found, returns a 3-tuple containing two\nempty bytearray objects and the copy of the original bytearray\nobject.",
    ),
    method(
        "rsplit",
        "($self, /, sep=None, maxsplit=-1)",
        |vm, a| split_with(vm, a, split::rsplit_bytes),
        "Return a list of the sections in the bytearray, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytearray.\n    None (the default value) means split on ASCII whitespace\n    characters (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.\n\nSplitting is done starting at the end of the bytearray and working\nto the front.",
    ),
    method(
        "rstrip",
        "($self, bytes=None, /)",
        |vm, a| strip_with(vm, a, Side::Right),
        "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace.",
    ),
    method(
        "split",
        "($self, /, sep=None, maxsplit=-1)",
        |vm, a| split_with(vm, a, split::split_bytes),
        "Return a list of the sections in the bytearray, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytearray.\n    None (the default value) means split on ASCII whitespace\n    characters (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit.",
    ),
    method(
        "splitlines",
        "($self, /, keepends=False)",
        splitlines,
        "Return a list of the lines in the bytearray, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends\nis given and true.",
    ),
    method(
        "startswith",
        "($self, prefix[, start[, end]], /)",
        |vm, a| affix(vm, a, "startswith", |data, affix| data.starts_with(affix)),
        "Return True if the bytearray starts with the specified prefix, False otherwise.\n\n  prefix\n    A bytes or a tuple of bytes to try.\n  start\n    Optional start position. Default: start of the bytearray.\n  end\n    Optional stop position. Default: end of the bytearray.",
    ),
    method(
        "strip",
        "($self, bytes=None, /)",
        |vm, a| strip_with(vm, a, Side::Both),
        "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII\nwhitespace.",
    ),
    method(
        "swapcase",
        "($self, /)",
        mapped!(algorithms::swapcase),
        "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa.",
    ),
    method(
        "title",
        "($self, /)",
        mapped!(algorithms::title),
        "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with\nuppercase characters, all remaining cased characters have lowercase.",
    ),
    method(
        "translate",
        "($self, table, /, delete=b'')",
        translate,
        "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are\nremoved.  The remaining characters are mapped through the given\ntranslation table.",
    ),
    method(
        "upper",
        "($self, /)",
        mapped!(|data| data.to_ascii_uppercase()),
        "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase.",
    ),
    method(
        "zfill",
        "($self, width, /)",
        zfill,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated.",
    ),
    method(
        "__buffer__",
        "($self, flags, /)",
        buffer_view,
        "Return a buffer object that exposes the underlying memory of the object.",
    ),
    method(
        "__release_buffer__",
        "($self, buffer, /)",
        crate::bytearray::release_buffer,
        "Release the buffer object that exposes the underlying memory of the object.",
    ),
];
