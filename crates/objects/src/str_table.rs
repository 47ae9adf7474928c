//! The method table of `str`: names, signatures, docstrings, and which function answers.

use crate::Value;
use crate::native::{NativeDef, NativeFn, function, method};
use crate::str_methods::*;
use taipan_text::bytes::Side;
use taipan_text::pad::Justify;
use taipan_text::{case, properties, search};

macro_rules! predicate {
    ($test:path) => {
        (|_, a| Ok(Value::from_bool($test(own(&a[0]))))) as NativeFn
    };
}

macro_rules! cased {
    ($map:path) => {
        (|vm, a| {
            let text = own(&a[0]);
            if text.bytes().len() > 4096 && !vm.heap.charge(text.bytes().len().saturating_mul(3)) {
                return Err(vm.memory_error());
            }
            vm.text_value($map(text))
        }) as NativeFn
    };
}

/// The methods of `str`.
pub const METHODS: &[NativeDef] = &[
    method(
        "__format__",
        "($self, format_spec, /)",
        crate::str_format::format_own,
        "Return a formatted version of the string as described by format_spec.",
    ),
    method("__getnewargs__", "($self, /)", getnewargs, ""),
    method(
        "capitalize",
        "($self, /)",
        cased!(case::capitalize),
        "Return a capitalized version of the string.\n\nMore specifically, make the first character have upper case and the\nrest lower case.",
    ),
    method(
        "casefold",
        "($self, /)",
        cased!(case::casefold),
        "Return a version of the string suitable for caseless comparisons.",
    ),
    method(
        "center",
        "($self, width, fillchar=' ', /)",
        |vm, a| justify(vm, a, Justify::Center),
        "Return a centered string of length width.\n\nPadding is done using the specified fill character (default is\na space).",
    ),
    method(
        "count",
        "($self, sub[, start[, end]], /)",
        count,
        "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\nOptional arguments start and end are interpreted as in slice\nnotation.",
    ),
    method(
        "encode",
        "($self, /, encoding='utf-8', errors='strict')",
        encode,
        "Encode the string using the codec registered for encoding.\n\n  encoding\n    The encoding in which to encode the string.\n  errors\n    The error handling scheme to use for encoding errors.\n    The default is 'strict' meaning that encoding errors raise a\n    UnicodeEncodeError.  Other possible values are 'ignore', 'replace'\n    and 'xmlcharrefreplace' as well as any other name registered with\n    codecs.register_error that can handle UnicodeEncodeErrors.",
    ),
    method(
        "endswith",
        "($self, suffix[, start[, end]], /)",
        |vm, a| affix(vm, a, "endswith", search::endswith),
        "Return True if the string ends with the specified suffix, False otherwise.\n\n  suffix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string.",
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
        |vm, a| position(vm, a, "find", search::find),
        "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice\nnotation.  Return -1 on failure.",
    ),
    method(
        "format",
        "($self, /, *args, **kwargs)",
        crate::str_format::format_method,
        "Return a formatted version of the string, using substitutions from args and kwargs.\nThe substitutions are identified by braces ('{' and '}').",
    ),
    method(
        "format_map",
        "($self, mapping, /)",
        crate::str_format::format_map,
        "Return a formatted version of the string, using substitutions from mapping.\nThe substitutions are identified by braces ('{' and '}').",
    ),
    method(
        "index",
        "($self, sub[, start[, end]], /)",
        |vm, a| required_position(vm, a, "index", search::find),
        "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice\nnotation.  Raises ValueError when the substring is not found.",
    ),
    method(
        "isalnum",
        "($self, /)",
        predicate!(properties::isalnum),
        "Return True if the string is an alpha-numeric string, False otherwise.\n\nA string is alpha-numeric if all characters in the string are\nalpha-numeric and there is at least one character in the string.",
    ),
    method(
        "isalpha",
        "($self, /)",
        predicate!(properties::isalpha),
        "Return True if the string is an alphabetic string, False otherwise.\n\nA string is alphabetic if all characters in the string are\nalphabetic and there is at least one character in the string.",
    ),
    method(
        "isascii",
        "($self, /)",
        |_, a| Ok(Value::from_bool(own(&a[0]).is_ascii())),
        "Return True if all characters in the string are ASCII, False otherwise.\n\nASCII characters have code points in the range U+0000-U+007F.\nEmpty string is ASCII too.",
    ),
    method(
        "isdecimal",
        "($self, /)",
        predicate!(properties::isdecimal),
        "Return True if the string is a decimal string, False otherwise.\n\nA string is a decimal string if all characters in the string are\ndecimal and there is at least one character in the string.",
    ),
    method(
        "isdigit",
        "($self, /)",
        predicate!(properties::isdigit),
        "Return True if the string is a digit string, False otherwise.\n\nA string is a digit string if all characters in the string are\ndigits and there is at least one character in the string.",
    ),
    method(
        "isidentifier",
        "($self, /)",
        predicate!(properties::isidentifier),
        "Return True if the string is a valid Python identifier, False otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a reserved\nidentifier, such as \"def\" or \"class\".",
    ),
    method(
        "islower",
        "($self, /)",
        predicate!(properties::islower),
        "Return True if the string is a lowercase string, False otherwise.\n\nA string is lowercase if all cased characters in the string are\nlowercase and there is at least one cased character in the string.",
    ),
    method(
        "isnumeric",
        "($self, /)",
        predicate!(properties::isnumeric),
        "Return True if the string is a numeric string, False otherwise.\n\nA string is numeric if all characters in the string are numeric and\nthere is at least one character in the string.",
    ),
    method(
        "isprintable",
        "($self, /)",
        predicate!(properties::isprintable),
        "Return True if all characters in the string are printable, False otherwise.\n\nA character is printable if repr() may use it in its output.",
    ),
    method(
        "isspace",
        "($self, /)",
        predicate!(properties::isspace),
        "Return True if the string is a whitespace string, False otherwise.\n\nA string is whitespace if all characters in the string are\nwhitespace and there is at least one character in the string.",
    ),
    method(
        "istitle",
        "($self, /)",
        predicate!(properties::istitle),
        "Return True if the string is a title-cased string, False otherwise.\n\nIn a title-cased string, upper- and title-case characters may only\nfollow uncased characters and lowercase characters only cased ones.",
    ),
    method(
        "isupper",
        "($self, /)",
        predicate!(properties::isupper),
        "Return True if the string is an uppercase string, False otherwise.\n\nA string is uppercase if all cased characters in the string are\nuppercase and there is at least one cased character in the string.",
    ),
    method(
        "join",
        "($self, iterable, /)",
        join,
        "Concatenate any number of strings.\n\nThe string whose method is called is inserted in between each given\nstring.  The result is returned as a new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'",
    ),
    method(
        "ljust",
        "($self, width, fillchar=' ', /)",
        |vm, a| justify(vm, a, Justify::Left),
        "Return a left-justified string of length width.\n\nPadding is done using the specified fill character (default is\na space).",
    ),
    method("lower", "($self, /)", lower, "Return a copy of the string converted to lowercase."),
    method(
        "lstrip",
        "($self, chars=None, /)",
        |vm, a| strip_with(vm, a, "lstrip", Side::Left),
        "Return a copy of the string with leading whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.",
    ),
    function(
        "maketrans",
        "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
        maketrans,
        "Return a translation table usable for str.translate().\n\nIf there is only one argument, it must be a dictionary mapping\nUnicode ordinals (integers) or characters to Unicode ordinals,\nstrings or None.  Character keys will be then converted to ordinals.\nIf there are two arguments, they must be strings of equal length,\nand in the resulting dictionary, each character in x will be mapped\nto the character at the same position in y.  If there is a third\nargument, it must be a string, whose characters will be mapped to\nNone in the result.",
    ),
    method(
        "partition",
        "($self, sep, /)",
        partition,
        "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string.  If the separator\nis found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing\nthe original string and two empty strings.",
    ),
    method(
        "removeprefix",
        "($self, prefix, /)",
        removeprefix,
        "Return a str with the given prefix string removed if present.\n\nIf the string starts with the prefix string, return\nstring[len(prefix):].  Otherwise, return a copy of the original\nstring.",
    ),
    method(
        "removesuffix",
        "($self, suffix, /)",
        removesuffix,
        "Return a str with the given suffix string removed if present.\n\nIf the string ends with the suffix string and that suffix is not\nempty, return string[:-len(suffix)].  Otherwise, return a copy of\nthe original string.",
    ),
    method(
        "replace",
        "($self, old, new, /, count=-1)",
        replace,
        "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced.",
    ),
    method(
        "rfind",
        "($self, sub[, start[, end]], /)",
        |vm, a| position(vm, a, "rfind", search::rfind),
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice\nnotation.  Return -1 on failure.",
    ),
    method(
        "rindex",
        "($self, sub[, start[, end]], /)",
        |vm, a| required_position(vm, a, "rindex", search::rfind),
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice\nnotation.  Raises ValueError when the substring is not found.",
    ),
    method(
        "rjust",
        "($self, width, fillchar=' ', /)",
        |vm, a| justify(vm, a, Justify::Right),
        "Return a right-justified string of length width.\n\nPadding is done using the specified fill character (default is\na space).",
    ),
    method(
        "rpartition",
        "($self, sep, /)",
        rpartition,
        "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string, starting at the\nend.  If the separator is found, returns a 3-tuple containing the\npart before the separator, the separator itself, and the part after\nit.\n\nIf the separator is not found, returns a 3-tuple containing two\nempty strings and the original string.",
    ),
    method(
        "rsplit",
        "($self, /, sep=None, maxsplit=-1)",
        split_right,
        "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any\n    whitespace character (including \\n \\r \\t \\f and spaces) and\n    will discard empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the end of the string and works to the front.",
    ),
    method(
        "rstrip",
        "($self, chars=None, /)",
        |vm, a| strip_with(vm, a, "rstrip", Side::Right),
        "Return a copy of the string with trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.",
    ),
    method(
        "split",
        "($self, /, sep=None, maxsplit=-1)",
        split_left,
        "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any\n    whitespace character (including \\n \\r \\t \\f and spaces) and\n    will discard empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\nSplitting starts at the front of the string and works to the end.\n\nNote, str.split() is mainly useful for data that has been\nintentionally delimited.  With natural text that includes\npunctuation, consider using the regular expression module.",
    ),
    method(
        "splitlines",
        "($self, /, keepends=False)",
        splitlines,
        "Return a list of the lines in the string, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends\nis given and true.",
    ),
    method(
        "startswith",
        "($self, prefix[, start[, end]], /)",
        |vm, a| affix(vm, a, "startswith", search::startswith),
        "Return True if the string starts with the specified prefix, False otherwise.\n\n  prefix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string.",
    ),
    method(
        "strip",
        "($self, chars=None, /)",
        |vm, a| strip_with(vm, a, "strip", Side::Both),
        "Return a copy of the string with leading and trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead.",
    ),
    method(
        "swapcase",
        "($self, /)",
        cased!(case::swapcase),
        "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
    ),
    method(
        "title",
        "($self, /)",
        cased!(case::title),
        "Return a version of the string where each word is titlecased.\n\nMore specifically, words start with uppercased characters and all\nremaining cased characters have lower case.",
    ),
    method(
        "translate",
        "($self, table, /)",
        translate,
        "Replace each character in the string using the given translation table.\n\n  table\n    Translation table, which must be a mapping of Unicode ordinals\n    to Unicode ordinals, strings, or None.\n\nThe table must implement lookup/indexing via __getitem__, for\ninstance a dictionary or list.  If this operation raises\nLookupError, the character is left untouched.  Characters mapped to\nNone are deleted.",
    ),
    method("upper", "($self, /)", upper, "Return a copy of the string converted to uppercase."),
    method(
        "zfill",
        "($self, width, /)",
        zfill,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe string is never truncated.",
    ),
];

/// The docstring of `str`.
pub const DOC: &str = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.";
