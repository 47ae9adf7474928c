//! `str(…)` and the methods of str. The work is in the text crate.

use crate::class::Type;
use crate::int::Number;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Raised, Tp, Value, Vm};
use taipan_text::bytes::Side;
use taipan_text::pad::{self, Justify};
use taipan_text::search::{self, Translation};
use taipan_text::{TextBuf, TextError, TextRef, split};

pub(crate) fn own(value: &Value) -> TextRef<'_> {
    value.expect::<Str>().text()
}

/// The str itself where it is exact, else an exact copy.
pub(crate) fn unchanged(vm: &mut Vm, value: &Value) -> PyResult {
    if value.downcast_exact::<Str>().is_some() { Ok(value.clone()) } else { made(vm, own(value)) }
}

pub(crate) fn made(vm: &mut Vm, text: TextRef<'_>) -> PyResult {
    match vm.try_text(text) {
        Some(value) => Ok(value),
        None => Err(vm.memory_error()),
    }
}

/// A part of the text: the str itself where it is all of it.
pub(crate) fn part(vm: &mut Vm, value: &Value, text: TextRef<'_>) -> PyResult {
    if text.bytes().len() == own(value).bytes().len() { unchanged(vm, value) } else { made(vm, text) }
}

pub(crate) fn finish(vm: &mut Vm, value: &Value, text: Result<Option<TextBuf>, TextError>) -> PyResult {
    match text {
        Ok(Some(text)) => vm.text_value(text),
        Ok(None) => unchanged(vm, value),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

#[cold]
pub(crate) fn wrong(vm: &mut Vm, message: &str, value: &Value) -> Raised {
    let text = format!("{message}, not {}", vm.type_name(value));
    vm.type_error(text)
}

/// The text of an argument that must be a str; `message` begins the TypeError.
pub(crate) fn text_of<'a>(vm: &mut Vm, value: &'a Value, message: &str) -> PyResult<TextRef<'a>> {
    match value.downcast::<Str>() {
        Some(text) => Ok(text.data.text()),
        None => Err(wrong(vm, message, value)),
    }
}

/// `str(object='', encoding='utf-8', errors='strict')`.
pub fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    let value = if let Some(number) = a[1].as_small()
        && a[2].is_null()
        && a[3].is_null()
    {
        vm.new_ascii(taipan_text::int::Decimal::new(number).as_bytes())
    } else if a[1].is_null() {
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

pub(crate) type Find = fn(TextRef<'_>, TextRef<'_>, isize, isize) -> Option<usize>;

pub(crate) fn search_for(vm: &mut Vm, a: &[Value], name: &str, find: Find) -> PyResult<Option<usize>> {
    let needle = match a[1].downcast::<Str>() {
        Some(needle) => needle.data.text(),
        None => return Err(wrong(vm, &format!("{name}() argument 1 must be str"), &a[1])),
    };
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    Ok(find(own(&a[0]), needle, start, end))
}

pub(crate) fn position(vm: &mut Vm, a: &[Value], name: &str, find: Find) -> PyResult {
    Ok(search_for(vm, a, name, find)?.map_or(Value::from_i32(-1), |at| vm.new_int(at as i64)))
}

pub(crate) fn required_position(vm: &mut Vm, a: &[Value], name: &str, find: Find) -> PyResult {
    match search_for(vm, a, name, find)? {
        Some(at) => Ok(vm.new_int(at as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

pub(crate) fn count(vm: &mut Vm, a: &[Value]) -> PyResult {
    let needle = text_of(vm, &a[1], "count() argument 1 must be str")?;
    let (start, end) = crate::slice::window(vm, &a[2], &a[3])?;
    Ok(vm.new_int(search::count(own(&a[0]), needle, start, end) as i64))
}

pub(crate) type Affix = fn(TextRef<'_>, TextRef<'_>, isize, isize) -> bool;

pub(crate) fn affix(vm: &mut Vm, a: &[Value], name: &str, test: Affix) -> PyResult {
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

pub(crate) fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let from = text_of(vm, &a[1], "replace() argument 1 must be str")?;
    let to = text_of(vm, &a[2], "replace() argument 2 must be str")?;
    let limit = crate::bytes_methods::limit(vm, &a[3])?;
    let text = own(&a[0]);
    if to.bytes().len() > from.bytes().len()
        && (text.bytes().len() + 1).saturating_mul(to.bytes().len()) > 1 << 16
    {
        let hits = search::count(text, from, 0, isize::MAX).min(limit);
        let size = hits.checked_mul(to.bytes().len());
        if !size.is_some_and(|size| vm.heap.charge(size)) {
            return Err(vm.memory_error());
        }
    }
    finish(vm, &a[0], search::replace(text, from, to, limit))
}

pub(crate) fn removeprefix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = text_of(vm, &a[1], "removeprefix() argument must be str")?;
    part(vm, &a[0], search::removeprefix(own(&a[0]), affix))
}

pub(crate) fn removesuffix(vm: &mut Vm, a: &[Value]) -> PyResult {
    let affix = text_of(vm, &a[1], "removesuffix() argument must be str")?;
    part(vm, &a[0], search::removesuffix(own(&a[0]), affix))
}

pub(crate) fn strip_with(vm: &mut Vm, a: &[Value], name: &str, side: Side) -> PyResult {
    let set = if a[1].is_null() || a[1].is_none() {
        None
    } else {
        match a[1].downcast::<Str>() {
            Some(set) => Some(set.data.text()),
            None => return Err(vm.type_error(format!("{name} arg must be None or str"))),
        }
    };
    let text = own(&a[0]);
    if let (true, Some(set)) = (text.is_ascii(), set) {
        let range = taipan_text::bytes::strip(text.bytes(), Some(set.bytes()), side);
        if range.len() == text.bytes().len() {
            return unchanged(vm, &a[0]);
        }
        let kept = &text.bytes()[range];
        return made(vm, TextRef::from_parts(kept, kept.len(), true));
    }
    part(vm, &a[0], search::strip(text, set, side))
}

/// The text with each byte mapped to another below 0x80; for ASCII text.
fn map_ascii(vm: &mut Vm, text: TextRef<'_>, map: impl Fn(&u8) -> u8) -> PyResult {
    let bytes = text.bytes();
    if bytes.len() < 2 {
        return made(vm, TextRef::from_parts(&bytes.iter().map(map).collect::<Vec<_>>(), bytes.len(), true));
    }
    // SAFETY: as many bytes are written as there are, each an ASCII character.
    let value = unsafe {
        crate::str::make(&vm.heap, bytes.len(), bytes.len(), |to| {
            std::slice::from_raw_parts_mut(to, bytes.len())
                .iter_mut()
                .zip(bytes)
                .for_each(|(to, b)| *to = map(b));
        })
    };
    value.ok_or_else(|| vm.memory_error())
}

fn mapped(vm: &mut Vm, value: &Value, map: fn(TextRef<'_>) -> TextBuf) -> PyResult {
    let text = own(value);
    if text.bytes().len() > 4096 && !vm.heap.charge(text.bytes().len().saturating_mul(3)) {
        return Err(vm.memory_error());
    }
    vm.text_value(map(text))
}

pub(crate) fn lower(vm: &mut Vm, a: &[Value]) -> PyResult {
    match own(&a[0]) {
        // Most words are in lower case as they are, and keep their hash so.
        text if text.is_ascii() && !text.bytes().iter().any(u8::is_ascii_uppercase) => unchanged(vm, &a[0]),
        text if text.is_ascii() => map_ascii(vm, text, u8::to_ascii_lowercase),
        _ => mapped(vm, &a[0], taipan_text::case::lower),
    }
}

pub(crate) fn upper(vm: &mut Vm, a: &[Value]) -> PyResult {
    match own(&a[0]) {
        text if text.is_ascii() && !text.bytes().iter().any(u8::is_ascii_lowercase) => unchanged(vm, &a[0]),
        text if text.is_ascii() => map_ascii(vm, text, u8::to_ascii_uppercase),
        _ => mapped(vm, &a[0], taipan_text::case::upper),
    }
}

// ---- splitting and joining ----

pub(crate) fn separator<'a>(vm: &mut Vm, value: &'a Value) -> PyResult<Option<TextRef<'a>>> {
    if value.is_null() || value.is_none() {
        return Ok(None);
    }
    text_of(vm, value, "must be str or None").map(Some)
}

pub(crate) fn split_left(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = crate::bytes_methods::limit(vm, &a[2])?;
    let separator = separator(vm, &a[1])?;
    // Room for as many pieces as most texts have.
    let mut items = Vec::with_capacity(limit.saturating_add(1).min(12));
    let text = own(&a[0]);
    let done = split::split_each(text, separator, limit, |piece| items.push(vm.new_text(piece)));
    match done {
        Ok(()) => Ok(vm.new_list(items)),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

pub(crate) fn split_right(vm: &mut Vm, a: &[Value]) -> PyResult {
    let limit = crate::bytes_methods::limit(vm, &a[2])?;
    let separator = separator(vm, &a[1])?;
    match split::rsplit(own(&a[0]), separator, limit) {
        Ok(pieces) => Ok(vm.new_list(pieces.into_iter().map(|piece| vm.new_text(piece)).collect())),
        Err(error) => Err(crate::raise::from_text(vm, error)),
    }
}

pub(crate) fn splitlines(vm: &mut Vm, a: &[Value]) -> PyResult {
    let keep = !a[1].is_null() && vm.truth(&a[1])?;
    let lines = split::splitlines(own(&a[0]), keep);
    Ok(vm.new_list(lines.into_iter().map(|line| vm.new_text(line)).collect()))
}

pub(crate) fn partition(vm: &mut Vm, a: &[Value]) -> PyResult {
    let separator = text_of(vm, &a[1], "must be str")?;
    let parts = match search::partition(own(&a[0]), separator) {
        Ok(Some((head, tail))) => vec![vm.new_text(head), a[1].clone(), vm.new_text(tail)],
        Ok(None) => vec![unchanged(vm, &a[0])?, vm.names.empty.clone(), vm.names.empty.clone()],
        Err(error) => return Err(crate::raise::from_text(vm, error)),
    };
    Ok(vm.new_tuple(parts))
}

pub(crate) fn rpartition(vm: &mut Vm, a: &[Value]) -> PyResult {
    let separator = text_of(vm, &a[1], "must be str")?;
    let parts = match search::rpartition(own(&a[0]), separator) {
        Ok(Some((head, tail))) => vec![vm.new_text(head), a[1].clone(), vm.new_text(tail)],
        Ok(None) => vec![vm.names.empty.clone(), vm.names.empty.clone(), unchanged(vm, &a[0])?],
        Err(error) => return Err(crate::raise::from_text(vm, error)),
    };
    Ok(vm.new_tuple(parts))
}

/// The joined text of values that are all strs.
pub(crate) fn joined(vm: &mut Vm, separator: TextRef<'_>, items: &[Value]) -> PyResult {
    if let [only] = items
        && vm.is_exact(only, Tp::Str)
    {
        return Ok(only.clone());
    }
    if let Some(index) = items.iter().position(|item| item.downcast::<Str>().is_none()) {
        let found = vm.type_name(&items[index]);
        return Err(vm.type_error(format!("sequence item {index}: expected str instance, {found} found")));
    }
    crate::str::join_all(vm, separator, items).ok_or_else(|| vm.memory_error())
}

/// `separator.join(iterable)`.
pub fn join(vm: &mut Vm, a: &[Value]) -> PyResult {
    if let Some(tuple) = a[1].downcast_exact::<Tuple>() {
        return joined(vm, own(&a[0]), tuple.items());
    }
    if let Some(list) = a[1].downcast_exact::<crate::list::List>() {
        // Joining runs no Python, so the list stays as it is.
        // SAFETY: as just said; the vector is read only until `joined` returns.
        let items = unsafe { &*list.items.as_ptr() };
        return joined(vm, own(&a[0]), items);
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

pub(crate) fn justify(vm: &mut Vm, a: &[Value], how: Justify) -> PyResult {
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

pub(crate) fn zfill(vm: &mut Vm, a: &[Value]) -> PyResult {
    let width = vm.index_i64(&a[1])? as isize;
    crate::bytes_methods::charge_width(vm, width)?;
    finish(vm, &a[0], pad::zfill(own(&a[0]), width))
}

pub(crate) fn expandtabs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let size = crate::bytes_methods::c_int(vm, &a[1], 8)? as isize;
    let tabs = own(&a[0]).bytes().iter().filter(|&&byte| byte == b'\t').count();
    crate::bytes_methods::charge_width(vm, size.max(0).saturating_mul(tabs as isize))?;
    let text = pad::expandtabs(own(&a[0]), size);
    finish(vm, &a[0], text.map(Some))
}

// ---- translation ----

pub(crate) fn encode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (encoding, errors) = crate::bytes::codec_names(vm, &a[1], &a[2], "encode")?;
    vm.encode_text(&a[0], &encoding, &errors)
}

pub(crate) fn translate(vm: &mut Vm, a: &[Value]) -> PyResult {
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

pub(crate) fn maketrans(vm: &mut Vm, a: &[Value]) -> PyResult {
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

pub(crate) fn getnewargs(vm: &mut Vm, a: &[Value]) -> PyResult {
    let copy = made(vm, own(&a[0]))?;
    Ok(vm.new_tuple(vec![copy]))
}
