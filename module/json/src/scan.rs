//! `make_scanner`: the reader of one JSON value.

use crate::text::{self, error_at};
use std::collections::HashMap;
use taipan_native::{Args, PyResult, Raised, Tp, Value, Vm};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{Payload, Tracer};
use taipan_text::text::TextRef;

pub struct Scanner {
    strict: bool,
    object_hook: Value,
    object_pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
}

// SAFETY: every value is visited once.
unsafe impl Payload for Scanner {
    const NAME: &'static str = "Scanner";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.object_hook);
        visit(&self.object_pairs_hook);
        visit(&self.parse_float);
        visit(&self.parse_int);
        visit(&self.parse_constant);
    }
}

/// One reading of a document.
struct Reading<'a> {
    scanner: &'a Scanner,
    document: &'a Value,
    bytes: &'a [u8],
    /// Keys are shared within a document.
    keys: HashMap<Vec<u8>, Value>,
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let [context] = crate::bind(vm, "make_scanner", ["context"], args)?;
    let strict = vm.get_attr_str(&context, "strict")?;
    let scanner = Scanner {
        strict: vm.truth(&strict)?,
        object_hook: vm.get_attr_str(&context, "object_hook")?,
        object_pairs_hook: vm.get_attr_str(&context, "object_pairs_hook")?,
        parse_float: vm.get_attr_str(&context, "parse_float")?,
        parse_int: vm.get_attr_str(&context, "parse_int")?,
        parse_constant: vm.get_attr_str(&context, "parse_constant")?,
    };
    Ok(vm.new_object(class, scanner))
}

fn call(vm: &mut Vm, own: &Value, args: Args<'_>) -> PyResult {
    let [document, index] = crate::bind(vm, "scan_once", ["string", "idx"], args)?;
    let index = vm.index_i64(&index)?;
    let Some(text) = document.downcast::<Str>() else {
        let text = format!("first argument must be a string, not {}", vm.type_name(&document));
        return Err(vm.type_error(text));
    };
    let Ok(index) = usize::try_from(index) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    if index >= text.chars() {
        let index = vm.new_int(index as i64);
        return Err(vm.stop_iteration(&index));
    }
    let own = own.clone();
    let mut reading = Reading {
        scanner: own.expect::<Scanner>(),
        document: &document,
        bytes: text.bytes(),
        keys: HashMap::new(),
    };
    let (value, at) = reading.value(vm, text.text().byte_offset(index))?;
    let at = vm.new_int(text.text().char_index(at) as i64);
    Ok(vm.new_tuple(vec![value, at]))
}

impl Reading<'_> {
    fn skip(&self, mut at: usize) -> usize {
        while matches!(self.bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            at += 1;
        }
        at
    }

    /// There is no value at this byte.
    fn stop(&self, vm: &mut Vm, at: usize) -> Raised {
        let index = self.document.expect::<Str>().text().char_index(at);
        let index = vm.new_int(index as i64);
        vm.stop_iteration(&index)
    }

    fn error(&self, vm: &mut Vm, message: &str, at: usize) -> Raised {
        error_at(vm, message, self.document, at)
    }

    fn value(&mut self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let rest = self.bytes.get(at..).unwrap_or_default();
        for (word, value) in
            [("null", Value::NONE), ("true", Value::from_bool(true)), ("false", Value::from_bool(false))]
        {
            if rest.starts_with(word.as_bytes()) {
                return Ok((value, at + word.len()));
            }
        }
        match rest.first() {
            Some(b'"') => text::read(vm, self.document, at + 1, self.scanner.strict),
            Some(b'{') => {
                crate::check_depth(vm, " while decoding a JSON object from a unicode string")?;
                self.object(vm, at + 1)
            }
            Some(b'[') => {
                crate::check_depth(vm, " while decoding a JSON array from a unicode string")?;
                self.array(vm, at + 1)
            }
            Some(_) => {
                for word in ["NaN", "Infinity", "-Infinity"] {
                    if rest.starts_with(word.as_bytes()) {
                        let name = vm.intern(word);
                        let value = vm.call(&self.scanner.parse_constant, &[name])?;
                        return Ok((value, at + word.len()));
                    }
                }
                self.number(vm, at)
            }
            None => Err(self.stop(vm, at)),
        }
    }

    fn number(&mut self, vm: &mut Vm, start: usize) -> PyResult<(Value, usize)> {
        let digits = |at: usize| {
            self.bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count()
        };
        let mut at = start + usize::from(self.bytes[start] == b'-');
        at += match digits(at) {
            0 => return Err(self.stop(vm, start)),
            _ if self.bytes[at] == b'0' => 1,
            count => count,
        };
        let mut is_float = false;
        if self.bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
            is_float = true;
            at += 1 + digits(at + 1);
        }
        if let Some(b'e' | b'E') = self.bytes.get(at) {
            let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            let count = digits(at + 1 + sign);
            if count > 0 {
                is_float = true;
                at += 1 + sign + count;
            }
        }
        let number = &self.bytes[start..at];
        let (parse, builtin) = if is_float {
            (&self.scanner.parse_float, vm.class(Tp::Float))
        } else {
            (&self.scanner.parse_int, vm.class(Tp::Int))
        };
        let text = TextRef::from_parts(number, number.len(), true);
        let value = if !parse.is(&builtin) {
            let text = vm.new_text(text);
            vm.call(parse, &[text])?
        } else if is_float {
            vm.new_float(taipan_text::float_parse::parse_ascii(number).unwrap_or(f64::NAN))
        } else {
            let small = if number.len() <= 18 { std::str::from_utf8(number).ok() } else { None };
            match small.and_then(|n| n.parse::<i64>().ok()) {
                Some(small) => vm.new_int(small),
                None => match taipan_text::int::parse(text, 10, vm.int_max_str_digits) {
                    Ok(int) => vm.new_text_int(int),
                    Err(error) => return Err(taipan_objects::raise::from_text(vm, error)),
                },
            }
        };
        Ok((value, at))
    }

    fn array(&mut self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let mut items = Vec::new();
        let mut at = self.skip(at);
        if self.bytes.get(at) == Some(&b']') {
            return Ok((vm.new_list(items), at + 1));
        }
        loop {
            let (value, next) = self.value(vm, at)?;
            items.push(value);
            at = self.skip(next);
            match self.bytes.get(at) {
                Some(b']') => return Ok((vm.new_list(items), at + 1)),
                Some(b',') => {}
                _ => return Err(self.error(vm, "Expecting ',' delimiter", at)),
            }
            let comma = at;
            at = self.skip(at + 1);
            if self.bytes.get(at) == Some(&b']') {
                return Err(self.error(vm, "Illegal trailing comma before end of array", comma));
            }
        }
    }

    fn key(&mut self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let (key, next) = text::read(vm, self.document, at, self.scanner.strict)?;
        let bytes = key.expect::<Str>().bytes();
        if let Some(known) = self.keys.get(bytes) {
            return Ok((known.clone(), next));
        }
        self.keys.insert(bytes.to_vec(), key.clone());
        Ok((key, next))
    }

    fn object(&mut self, vm: &mut Vm, at: usize) -> PyResult<(Value, usize)> {
        let wants_pairs = !self.scanner.object_pairs_hook.is_none();
        let mut pairs = Vec::new();
        let dict = vm.new_dict();
        let mut at = self.skip(at);
        if self.bytes.get(at) != Some(&b'}') {
            loop {
                if self.bytes.get(at) != Some(&b'"') {
                    let text = "Expecting property name enclosed in double quotes";
                    return Err(self.error(vm, text, at));
                }
                let (key, next) = self.key(vm, at + 1)?;
                at = self.skip(next);
                if self.bytes.get(at) != Some(&b':') {
                    return Err(self.error(vm, "Expecting ':' delimiter", at));
                }
                let (value, next) = self.value(vm, self.skip(at + 1))?;
                if wants_pairs {
                    pairs.push(vm.new_tuple(vec![key, value]));
                } else {
                    vm.dict_set(&dict, &key, value)?;
                }
                at = self.skip(next);
                match self.bytes.get(at) {
                    Some(b'}') => break,
                    Some(b',') => {}
                    _ => return Err(self.error(vm, "Expecting ',' delimiter", at)),
                }
                let comma = at;
                at = self.skip(at + 1);
                if self.bytes.get(at) == Some(&b'}') {
                    return Err(self.error(vm, "Illegal trailing comma before end of object", comma));
                }
            }
        }
        let value = if wants_pairs {
            let pairs = vm.new_list(pairs);
            vm.call(&self.scanner.object_pairs_hook, &[pairs])?
        } else if !self.scanner.object_hook.is_none() {
            vm.call(&self.scanner.object_hook, &[dict])?
        } else {
            dict
        };
        Ok((value, at + 1))
    }
}

static GETSET: &[GetSet] = &[
    member("strict", |_, o| Ok(Value::from_bool(o.expect::<Scanner>().strict))),
    member("object_hook", |_, o| Ok(o.expect::<Scanner>().object_hook.clone())),
    member("object_pairs_hook", |_, o| Ok(o.expect::<Scanner>().object_pairs_hook.clone())),
    member("parse_float", |_, o| Ok(o.expect::<Scanner>().parse_float.clone())),
    member("parse_int", |_, o| Ok(o.expect::<Scanner>().parse_int.clone())),
    member("parse_constant", |_, o| Ok(o.expect::<Scanner>().parse_constant.clone())),
];

pub fn make(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), call: Some(call), ..Slots::default() },
        getset: GETSET,
        doc: Some("JSON scanner object"),
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "Scanner", module: "_json", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Scanner>(class, None)
}
