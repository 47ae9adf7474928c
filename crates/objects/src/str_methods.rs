//! `str(…)` and the methods of str. The work is in the text crate.

use crate::class::Type;
use crate::int::Number;
use crate::native::{NativeDef, NativeFn, function, method};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Raised, Tp, Value, Vm};
use taipan_text::bytes::Side;
use taipan_text::pad::{self, Justify};
use taipan_text::search::{self, Translation};
use taipan_text::{TextBuf, TextError, TextRef, case, properties, split};

fn own(value: &Value) -> TextRef<'_> {
    value.expect::<Str>().text()
}

/// The str itself where it is exact, else an exact copy.
fn unchanged(vm: &mut Vm, value: &Value) -> PyResult {
    if vm.is_exact(value, Tp::Str) { Ok(value.clone()) } else { made(vm, own(value)) }
}

fn made(vm: &mut Vm, text: TextRef<'_>) -> PyResult {
    match vm.try_text(text) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

/// A part of the text: the str itself where it is all of it.
fn part(vm: &mut Vm, value: &Value, text: TextRef<'_>) -> PyResult {
    if text.bytes().len() == own(value).bytes().len() { unchanged(vm, value) } else { made(vm, text) }
}

fn finish(vm: &mut Vm, value: &Value, text: Result<Option<TextBuf>, TextError>) -> PyResult {
    match text {
        Ok(Some(text)) => vm.text_value(text),
        Ok(None) => unchanged(vm, value),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

#[cold]
fn wrong(vm: &mut Vm, message: &str, value: &Value) -> Raised {
    let text = format!("{message}, not {}", vm.type_name(value));
    vm.type_error(text)
}

/// The text of an argument that must be a str; `message` begins the TypeError.
fn text_of<'a>(vm: &mut Vm, value: &'a Value, message: &str) -> PyResult<TextRef<'a>> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text.data.text()),
        None => Err(wrong(vm, message, value)),
    }
}

/// `str(object='', encoding='utf-8', errors='strict')`.
pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = if a[1].is_null() {
        vm.names.empty.clone()
    } else if a[2].is_null() && a[3].is_null() {
        vm.str(&a[1])?
    } else {
        let (encoding, errors) = crate::bytes::codec_names(vm, &a[2], &a[3], "str")?;
        if a[1].downcast::<Str>().is_some() {
            return Err(vm.type_error("decoding str is not supported"));
        }
        if !vm.has_buffer(&a[1]) {
            let text = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(&a[1]));
            return Err(vm.type_error(text));
        }
        // No bytes decode to no text, whatever the encoding is called.
        if vm.buffer(&a[1])?.is_empty() {
            vm.names.empty.clone()
        } else {
            vm.decode_bytes(&a[1], &encoding, &errors)?
        }
    };
    if a[0].is(&vm.class(Tp::Str)) {
        return Ok(value);
    }
    let shape = a[0].expect::<Type>().shape.get();
    vm.new_text_of(shape, own(&value))
}

// ---- searching ----

type Find = fn(TextRef<'_>, TextRef<'_>, isize, isize) -> Option<usize>;

fn search_for(vm: &mut Vm, a: &[Value], name: &str, find: Find) -> PyResult<Option<usize>> {
    let needle = match a[1].downcast::<Str>() {
        Some(needle) => needle.data.text(),
        None => return Err(wrong(vm, &format!("{name}() argument 1 must be str"), &a[1])),
    };
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    Ok(find(own(&a[0]), needle, start, end))
}

fn position(vm: &mut Vm, a: &[Value], name: &str, find: Find) -> PyResult {
    Ok(search_for(vm, a, name, find)?.map_or(Value::from_i32(-1), |at| vm.new_int(at as i64)))
}

fn required_position(vm: &mut Vm, a: &[Value], name: &str, find: Find) -> PyResult {
    match search_for(vm, a, name, find)? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let needle = text_of(vm, &a[1], "count() argument 1 must be str")?;
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    Ok(vm.new_int(search::count(own(&a[0]), needle, start, end) as i64))
}

type Affix = fn(TextRef<'_>, TextRef<'_>, isize, isize) -> bool;

fn affix(vm: &mut Vm, a: &[Value], name: &str, test: Affix) -> PyResult {
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    if let Some(affix) = a[1].downcast::<Str>() {
        return Ok(Value::from_bool(test(own(&a[0]), affix.data.text(), start, end)));
    }
    let Some(tuple) = a[1].downcast::<Tuple>() else {
        return Err(wrong(vm, &format!("{name} first arg must be str or a tuple of str"), &a[1]));
    };
    for affix in tuple.data.items() {
        let affix = text_of(vm, affix, &format!("tuple for {name} must only contain str"))?;
        if test(own(&a[0]), affix, start, end) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let from = text_of(vm, &a[1], "replace() argument 1 must be str")?;
    let to = text_of(vm, &a[2], "replace() argument 2 must be str")?;
    let limit = crate::bytes_methods::limit(vm, &a[3])?;
    let text = own(&a[0]);
    if to.bytes().len() > from.bytes().len() && text.bytes().len() > 4096 {
        let hits = search::count(text, from, 0, isize::MAX).min(limit);
        let size = hits.checked_mul(to.bytes().len());
        if !size.is_some_and(|size| vm.heap.charge(size)) {
            return Err(vm.memory_error());
        }
    }
    finish(vm, &a[0], search::replace(text, from, to, limit))
}

fn removeprefix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = text_of(vm, &a[1], "removeprefix() argument must be str")?;
    part(vm, &a[0], search::removeprefix(own(&a[0]), affix))
}

fn removesuffix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = text_of(vm, &a[1], "removesuffix() argument must be str")?;
    part(vm, &a[0], search::removesuffix(own(&a[0]), affix))
}

fn strip_with(vm: &mut Vm, a: &[Value], name: &str, side: Side) -> PyResult {
    let set = if a[1].is_null() || a[1].is_none() {
        None
    } else {
        match a[1].downcast::<Str>() {
            Some(set) => Some(set.data.text()),
            None => return Err(vm.type_error(format!("{name} arg must be None or str"))),
        }
    };
    part(vm, &a[0], search::strip(own(&a[0]), set, side))
}

// ---- splitting and joining ----

fn separator<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Option<TextRef<'a>>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    text_of(vm, value, "must be str or None").map(Some)
}

fn split_left(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = crate::bytes_methods::limit(vm, &a[2])?;
    let separator = separator(vm, &a[1])?;
    let mut items = Vec::new();
    let text = own(&a[0]);
    let done = split::split_each(text, separator, limit, |piece| items.push(vm.new_text(piece)));
    match done {
        Ok(()) => Ok(vm.new_list(items)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn split_right(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = crate::bytes_methods::limit(vm, &a[2])?;
    let separator = separator(vm, &a[1])?;
    match split::rsplit(own(&a[0]), separator, limit) {
        Ok(pieces) => Ok(vm.new_list(pieces.into_iter().map(|piece| vm.new_text(piece)).collect())),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

fn splitlines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let keep = !a[1].is_null() && vm.truth(&a[1])?;
    let lines = split::splitlines(own(&a[0]), keep);
    Ok(vm.new_list(lines.into_iter().map(|line| vm.new_text(line)).collect()))
}

fn partition(vm: &mut Vm, a: &[Value]) -> PyResult {
    let separator = text_of(vm, &a[1], "must be str")?;
    let parts = match search::partition(own(&a[0]), separator) {
        Ok(Some((head, tail))) => vec![vm.new_text(head), a[1].clone(), vm.new_text(tail)],
        Ok(None) => vec![unchanged(vm, &a[0])?, vm.names.empty.clone(), vm.names.empty.clone()],
        Err(error) => return Err(crate::raise::from_text(vm, error)),
    };
    Ok(vm.new_tuple(parts))
}

fn rpartition(vm: &mut Vm, a: &[Value]) -> PyResult {
    let separator = text_of(vm, &a[1], "must be str")?;
    let parts = match search::rpartition(own(&a[0]), separator) {
        Ok(Some((head, tail))) => vec![vm.new_text(head), a[1].clone(), vm.new_text(tail)],
        Ok(None) => vec![vm.names.empty.clone(), vm.names.empty.clone(), unchanged(vm, &a[0])?],
        Err(error) => return Err(crate::raise::from_text(vm, error)),
    };
    Ok(vm.new_tuple(parts))
}

/// The joined text of values that are all strs.
fn joined(vm: &mut Vm, separator: TextRef<'_>, items: &[Value]) -> PyResult {
    if let [only] = items
        && vm.is_exact(only, Tp::Str)
    {
        return Ok(only.clone());
    }
    let mut size = separator.bytes().len().saturating_mul(items.len().saturating_sub(1));
    for (index, item) in items.iter().enumerate() {
        match item.downcast::<Str>() {
            Some(text) => size = size.saturating_add(text.data.bytes().len()),
            None => {
                let text =
                    format!("sequence item {index}: expected str instance, {} found", vm.type_name(item));
                return Err(vm.type_error(text));
            }
        }
    }
    if size > 4096 && !vm.heap.charge(size) {
        return Err(vm.memory_error());
    }
    let pieces = items.iter().filter_map(|item| item.downcast::<Str>()).map(|text| text.data.text());
    match search::join(separator, pieces) {
        Ok(text) => vm.text_value(text),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

/// `separator.join(iterable)`.
pub fn join(vm: &mut Vm, a: &[Value]) -> PyResult {
    if let Some(tuple) = a[1].downcast_exact::<Tuple>() {
        return joined(vm, own(&a[0]), tuple.items());
    }
    let items = match vm.collect(&a[1]) {
        Ok(items) => items,
        Err(raised)
            if vm.is_raised(&raised, Tp::TypeError)
                && vm.type_of(&a[1]).slots().iter.is_none()
                && vm.type_of(&a[1]).slots().getitem.is_none() =>
        {
            return Err(vm.type_error("can only join an iterable"));
        }
        Err(raised) => return Err(raised),
    };
    joined(vm, own(&a[0]), &items)
}

// ---- padding ----

fn justify(vm: &mut Vm, a: &[Value], how: Justify) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    let fill = if a[2].is_null() {
        0x20
    } else {
        let fill = text_of(vm, &a[2], "The fill character must be a unicode character")?;
        match fill.get(0) {
            Some(code) if fill.chars() == 1 => code,
            _ => return Err(vm.type_error("The fill character must be exactly one character long")),
        }
    };
    crate::bytes_methods::charge_width(vm, width)?;
    finish(vm, &a[0], pad::justify(own(&a[0]), width, fill, how))
}

fn zfill(vm: &mut Vm, a: &[Value]) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    crate::bytes_methods::charge_width(vm, width)?;
    finish(vm, &a[0], pad::zfill(own(&a[0]), width))
}

fn expandtabs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = crate::bytes_methods::c_int(vm, &a[1], 8)? as isize;
    let tabs = own(&a[0]).bytes().iter().filter(|&&byte| byte == b'\t').count();
    crate::bytes_methods::charge_width(vm, size.max(0).saturating_mul(tabs as isize))?;
    let text = pad::expandtabs(own(&a[0]), size);
    finish(vm, &a[0], text.map(Some))
}

// ---- translation ----

fn encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (encoding, errors) = crate::bytes::codec_names(vm, &a[1], &a[2], "encode")?;
    vm.encode_text(&a[0], &encoding, &errors)
}

fn translate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = search::translate(own(&a[0]), |code| {
        let key = vm.new_int(code.into());
        let found = match vm.get_item(&a[1], &key) {
            Ok(found) => found,
            Err(raised) if vm.is_raised(&raised, Tp::LookupError) => return Ok(Translation::Keep),
            Err(raised) => return Err(raised),
        };
        if found.is_none() {
            return Ok(Translation::Delete);
        }
        if let Some(text) = found.downcast::<Str>() {
            return Ok(Translation::Text(text.data.text().to_buf()));
        }
        match Number::of(&found) {
            Some(Number::Small(code @ 0..=0x10ffff)) => Ok(Translation::Code(code as u32)),
            Some(_) => Err(vm.value_error("character mapping must be in range(0x110000)")),
            None => Err(vm.type_error("character mapping must return integer, None or str")),
        }
    })?;
    vm.text_value(text)
}

fn maketrans(vm: &mut Vm, a: &[Value]) -> PyResult {
    let table = vm.new_dict();
    if !a[1].is_null() {
        let Some(from) = a[0].downcast::<Str>() else {
            return Err(
                vm.type_error("first maketrans argument must be a string if there is a second argument")
            );
        };
        let to = text_of(vm, &a[1], "maketrans() argument 2 must be str")?;
        if from.data.chars() != to.chars() {
            return Err(vm.value_error("the first two maketrans arguments must have equal length"));
        }
        let gone = if a[2].is_null() {
            None
        } else {
            Some(text_of(vm, &a[2], "maketrans() argument 3 must be str")?)
        };
        for (from, to) in from.data.text().code_points().zip(to.code_points()) {
            vm.dict_set(&table, &vm.new_int(from.into()), vm.new_int(to.into()))?;
        }
        for code in gone.into_iter().flat_map(TextRef::code_points) {
            vm.dict_set(&table, &vm.new_int(code.into()), Value::NONE)?;
        }
        return Ok(table);
    }
    if !vm.is_exact(&a[0], Tp::Dict) {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    }
    for (key, value) in vm.dict_items(&a[0]) {
        let key = if let Some(text) = key.downcast::<Str>() {
            match text.data.text().get(0) {
                Some(code) if text.data.chars() == 1 => vm.new_int(code.into()),
                _ => return Err(vm.value_error("string keys in translatetable must be of length 1")),
            }
        } else if Number::of(&key).is_some() {
            key
        } else {
            return Err(vm.type_error("keys in translate table mustbe strings or integers"));
        };
        vm.dict_set(&table, &key, value)?;
    }
    Ok(table)
}

fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let copy = made(vm, own(&a[0]))?;
    Ok(vm.new_tuple(vec![copy]))
}

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
        "($self, sub, start=None, end=None, /)",
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
        "($self, suffix, start=None, end=None, /)",
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
        "($self, sub, start=None, end=None, /)",
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
        "($self, sub, start=None, end=None, /)",
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
    method("lower", "($self, /)", cased!(case::lower), "Return a copy of the string converted to lowercase."),
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
        "($self, sub, start=None, end=None, /)",
        |vm, a| position(vm, a, "rfind", search::rfind),
        "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice\nnotation.  Return -1 on failure.",
    ),
    method(
        "rindex",
        "($self, sub, start=None, end=None, /)",
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
        "($self, prefix, start=None, end=None, /)",
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
    method("upper", "($self, /)", cased!(case::upper), "Return a copy of the string converted to uppercase."),
    method(
        "zfill",
        "($self, width, /)",
        zfill,
        "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe string is never truncated.",
    ),
];

/// The docstring of `str`.
pub const DOC: &str = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'.";
