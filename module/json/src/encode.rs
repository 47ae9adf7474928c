//! `make_encoder`: the writer of JSON. Markers are those objects that are being written, by their id; one that comes up
//! within itself is refused.

use crate::quote::push_quoted;
use taipan_native::{Args, PyResult, Raised, Tp, Value, Vm};
use taipan_objects::dict::Dict;
use taipan_objects::list::List;
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Payload, Tracer};
use taipan_text::text::TextBuf;

/// How strings are quoted.
#[derive(Clone, Copy)]
enum Quote {
    Plain,
    Ascii,
    /// By calling `encoder`.
    Call,
}

pub struct Encoder {
    markers: Value,
    default: Value,
    encoder: Value,
    indent: Value,
    key_separator: Value,
    item_separator: Value,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
    quote: Quote,
}

// SAFETY: every value is visited once.
unsafe impl Payload for Encoder {
    const NAME: &'static str = "Encoder";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        for value in [&self.markers, &self.default, &self.encoder, &self.indent] {
            visit(value);
        }
        visit(&self.key_separator);
        visit(&self.item_separator);
    }
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    const NAMES: [&str; 9] = [
        "markers",
        "default",
        "encoder",
        "indent",
        "key_separator",
        "item_separator",
        "sort_keys",
        "skipkeys",
        "allow_nan",
    ];
    let given = crate::bind(vm, "make_encoder", NAMES, args)?;
    let [markers, default, encoder, indent, key_separator, item_separator, sort, skip, nan] = given;
    for (place, text) in [(5, &key_separator), (6, &item_separator)] {
        if text.downcast::<Str>().is_none() {
            let text = format!("make_encoder() argument {place} must be str, not {}", vm.type_name(text));
            return Err(vm.type_error(text));
        }
    }
    let (sort_keys, skipkeys, allow_nan) = (vm.truth(&sort)?, vm.truth(&skip)?, vm.truth(&nan)?);
    if !markers.is_none() && !vm.is_instance(&markers, Tp::Dict) {
        let name = vm.type_name(&markers);
        return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {name}")));
    }
    if !indent.is_none() && indent.downcast::<Str>().is_none() {
        let name = vm.type_name(&indent);
        return Err(vm.type_error(format!("make_encoder() argument 4 must be str or None, not {name}")));
    }
    let functions = vm.state::<crate::Functions>();
    let quote = if encoder.is(&functions.ascii) {
        Quote::Ascii
    } else if encoder.is(&functions.plain) {
        Quote::Plain
    } else {
        Quote::Call
    };
    let made = Encoder {
        markers,
        default,
        encoder,
        indent,
        key_separator,
        item_separator,
        sort_keys,
        skipkeys,
        allow_nan,
        quote,
    };
    Ok(vm.new_object(class, made))
}

fn call(vm: &mut Vm, own: &Value, args: Args<'_>) -> PyResult {
    let [object, level] = crate::bind(vm, "_iterencode", ["obj", "_current_indent_level"], args)?;
    let level = vm.index_i64(&level)?.max(0) as usize;
    let own = own.clone();
    let mut out = TextBuf::new();
    own.expect::<Encoder>().data.value(vm, &mut out, &object, level)?;
    let text = vm.text_value(out)?;
    Ok(vm.new_tuple(vec![text]))
}

fn push_str(out: &mut TextBuf, text: &Value) {
    if let Some(text) = text.downcast::<Str>() {
        out.push_text(text.text());
    }
}

impl Encoder {
    fn string(&self, vm: &mut Vm, out: &mut TextBuf, text: &Value) -> PyResult<()> {
        let ascii = match self.quote {
            Quote::Plain => false,
            Quote::Ascii => true,
            Quote::Call => {
                let encoded = vm.call(&self.encoder, std::slice::from_ref(text))?;
                if encoded.downcast::<Str>().is_none() {
                    let name = vm.type_name(&encoded);
                    return Err(vm.type_error(format!("encoder() must return a string, not {name}")));
                }
                push_str(out, &encoded);
                return Ok(());
            }
        };
        push_quoted(out, text.expect::<Str>(), ascii);
        Ok(())
    }

    fn float(&self, vm: &mut Vm, value: &Value) -> PyResult<Vec<u8>> {
        let number = taipan_objects::float::value_of(value).unwrap_or(f64::NAN);
        if number.is_finite() {
            return Ok(taipan_text::float::repr(number));
        }
        if !self.allow_nan {
            let text = format!("Out of range float values are not JSON compliant: {}", vm.repr_text(value)?);
            return Err(vm.value_error(text));
        }
        Ok(match number {
            _ if number.is_nan() => b"NaN".to_vec(),
            _ if number > 0.0 => b"Infinity".to_vec(),
            _ => b"-Infinity".to_vec(),
        })
    }

    /// Notes that an object is being written; its id.
    fn enter(&self, vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
        if self.markers.is_none() {
            return Ok(None);
        }
        let id = vm.new_u64(vm.id(object));
        if vm.dict_get(&self.markers, &id)?.is_some() {
            return Err(vm.value_error("Circular reference detected"));
        }
        vm.dict_set(&self.markers, &id, object.clone())?;
        Ok(Some(id))
    }

    fn leave(&self, vm: &mut Vm, id: Option<Value>) -> PyResult<()> {
        match id {
            Some(id) if vm.dict_remove(&self.markers, &id)?.is_none() => Err(vm.key_error(&id)),
            _ => Ok(()),
        }
    }

    fn newline(&self, out: &mut TextBuf, level: usize) {
        if !self.indent.is_none() {
            out.push_ascii(b"\n");
            for _ in 0..level {
                push_str(out, &self.indent);
            }
        }
    }

    fn value(&self, vm: &mut Vm, out: &mut TextBuf, object: &Value, level: usize) -> PyResult<()> {
        const DOING: &str = " while encoding a JSON object";
        if object.is_none() {
            out.push_ascii(b"null");
        } else if let Some(truth) = object.as_bool() {
            out.push_ascii(if truth { b"true" } else { b"false" });
        } else if object.downcast::<Str>().is_some() {
            self.string(vm, out, object)?;
        } else if vm.is_instance(object, Tp::Int) {
            let digits = taipan_objects::int::decimal(vm, object)?;
            push_str(out, &digits);
        } else if vm.is_instance(object, Tp::Float) {
            let digits = self.float(vm, object)?;
            out.push_ascii(&digits);
        } else if object.downcast::<List>().is_some() || object.downcast::<Tuple>().is_some() {
            crate::check_depth(vm, DOING)?;
            self.list(vm, out, object, level)?;
        } else if object.downcast::<Dict>().is_some() {
            crate::check_depth(vm, DOING)?;
            self.dict(vm, out, object, level)?;
        } else {
            let id = self.enter(vm, object)?;
            let other = vm.call(&self.default, std::slice::from_ref(object))?;
            crate::check_depth(vm, DOING)?;
            if let Err(raised) = self.value(vm, out, &other, level) {
                let note = format!("when serializing {} object", vm.type_name(object));
                return Err(noted(vm, raised, &note));
            }
            self.leave(vm, id)?;
        }
        Ok(())
    }

    fn list(&self, vm: &mut Vm, out: &mut TextBuf, object: &Value, level: usize) -> PyResult<()> {
        if vm.len(object)? == 0 {
            out.push_ascii(b"[]");
            return Ok(());
        }
        let id = self.enter(vm, object)?;
        out.push_ascii(b"[");
        self.newline(out, level + 1);
        let mut index = 0;
        loop {
            let item = match object.downcast::<List>() {
                Some(list) => list.items(vm).get(index).cloned(),
                None => object.expect::<Tuple>().items().get(index).cloned(),
            };
            let Some(item) = item else { break };
            if index > 0 {
                push_str(out, &self.item_separator);
                self.newline(out, level + 1);
            }
            if let Err(raised) = self.value(vm, out, &item, level + 1) {
                let note = format!("when serializing {} item {index}", vm.type_name(object));
                return Err(noted(vm, raised, &note));
            }
            index += 1;
        }
        self.leave(vm, id)?;
        self.newline(out, level);
        out.push_ascii(b"]");
        Ok(())
    }

    fn dict(&self, vm: &mut Vm, out: &mut TextBuf, object: &Value, level: usize) -> PyResult<()> {
        if vm.dict_len(object) == 0 {
            out.push_ascii(b"{}");
            return Ok(());
        }
        let id = self.enter(vm, object)?;
        out.push_ascii(b"{");
        let pairs = if self.sort_keys || !vm.is_exact(object, Tp::Dict) {
            let items = vm.call_method(object, "items", &[])?;
            let items = vm.collect(&items)?;
            let items = vm.new_list(items);
            if self.sort_keys {
                taipan_objects::list::sort(vm, items.expect::<List>(), None, false)?;
            }
            let mut pairs = Vec::new();
            for item in vm.collect(&items)? {
                match item.downcast::<Tuple>().map(|tuple| tuple.data.items()) {
                    Some([key, value]) => pairs.push((key.clone(), value.clone())),
                    _ => return Err(vm.value_error("items must return 2-tuples")),
                }
            }
            pairs
        } else {
            vm.dict_items(object)
        };
        let mut first = true;
        for (key, value) in pairs {
            let name = if key.downcast::<Str>().is_some() {
                key.clone()
            } else if vm.is_instance(&key, Tp::Float) {
                let digits = self.float(vm, &key)?;
                vm.new_ascii(&digits)
            } else if key.is_none() {
                vm.new_str("null")
            } else if let Some(truth) = key.as_bool() {
                vm.new_str(if truth { "true" } else { "false" })
            } else if vm.is_instance(&key, Tp::Int) {
                taipan_objects::int::decimal(vm, &key)?
            } else if self.skipkeys {
                continue;
            } else {
                let name = vm.type_name(&key);
                let text = format!("keys must be str, int, float, bool or None, not {name}");
                return Err(vm.type_error(text));
            };
            if !first {
                push_str(out, &self.item_separator);
            }
            self.newline(out, level + 1);
            first = false;
            self.string(vm, out, &name)?;
            push_str(out, &self.key_separator);
            if let Err(raised) = self.value(vm, out, &value, level + 1) {
                let shown = vm.repr_text(&key)?;
                let note = format!("when serializing {} item {shown}", vm.type_name(object));
                return Err(noted(vm, raised, &note));
            }
        }
        self.leave(vm, id)?;
        if !first {
            self.newline(out, level);
        }
        out.push_ascii(b"}");
        Ok(())
    }
}

/// The exception with a note, or what came of adding it.
fn noted(vm: &mut Vm, raised: Raised, note: &str) -> Raised {
    match taipan_objects::exception::add_note(vm, &raised.0, note) {
        Ok(()) => raised,
        Err(other) => other,
    }
}

static GETSET: &[GetSet] = &[
    member("markers", |_, o| Ok(o.expect::<Encoder>().markers.clone())),
    member("default", |_, o| Ok(o.expect::<Encoder>().default.clone())),
    member("encoder", |_, o| Ok(o.expect::<Encoder>().encoder.clone())),
    member("indent", |_, o| Ok(o.expect::<Encoder>().indent.clone())),
    member("key_separator", |_, o| Ok(o.expect::<Encoder>().key_separator.clone())),
    member("item_separator", |_, o| Ok(o.expect::<Encoder>().item_separator.clone())),
    member("sort_keys", |_, o| Ok(Value::from_bool(o.expect::<Encoder>().sort_keys))),
    member("skipkeys", |_, o| Ok(Value::from_bool(o.expect::<Encoder>().skipkeys))),
];

pub fn make(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), call: Some(call), ..Slots::default() },
        getset: GETSET,
        doc: Some(
            "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
        ),
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "Encoder", module: "_json", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Encoder>(class, None)
}
