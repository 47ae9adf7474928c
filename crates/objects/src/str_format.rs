//! `str.format`, `str.format_map` and `format(value, spec)`: templates are read by the text crate, fields are looked
//! up and formatted here.

use crate::str::Str;
use crate::tuple::Tuple;
use crate::{PyResult, Tp, Value, Vm};
use taipan_text::format_quick;
use taipan_text::format_string::{self as template, Accessor, AutoNumber, Field, FieldName, Key, Template};
use taipan_text::{TextBuf, TextError, TextRef};

fn text_error(vm: &mut Vm, error: TextError) -> crate::Raised {
    crate::raise::from_text(vm, error)
}

impl Vm {
    /// `format(value, spec)` of an exact int, float or str, whose classes need not be asked; `None` for anything else.
    pub fn format_plain(&mut self, value: &Value, spec: TextRef<'_>) -> Option<PyResult> {
        if let Some(number) = value.as_small() {
            if let Some(short) = format_quick::int(number, spec.bytes()) {
                return Some(Ok(self.new_ascii(short.as_bytes())));
            }
        } else if let Some(text) = value.downcast_exact::<Str>() {
            if spec.is_empty() {
                return Some(Ok(value.clone()));
            }
            if let Err(raised) = crate::int_methods::charge_spec(self, spec) {
                return Some(Err(raised));
            }
            return Some(match taipan_text::format_spec::format_str(text.text(), spec, "str") {
                Ok(text) => self.text_value(text),
                Err(error) => Err(text_error(self, error)),
            });
        } else if let Some(number) = value.as_inline_float() {
            if spec.is_empty() {
                return Some(self.str(value));
            }
            if let Some(short) = format_quick::float(number, spec.bytes()) {
                return Some(Ok(self.new_ascii(short.as_bytes())));
            }
        } else if spec.is_empty() && (self.is_exact(value, Tp::Int) || self.is_exact(value, Tp::Float)) {
            return Some(self.str(value));
        }
        None
    }

    /// `format(value, spec)` for a str spec: a str.
    pub fn format(&mut self, value: &Value, spec: &Value) -> PyResult {
        if let Some(own) = spec.downcast::<Str>()
            && let Some(made) = self.format_plain(value, own.text())
        {
            return made;
        }
        let name = self.names.format.clone();
        let Some(made) = self.call_special(value, &name, std::slice::from_ref(spec))? else {
            let text = format!("Type {} doesn't define __format__", self.type_name(value));
            return Err(self.type_error(text));
        };
        if made.downcast::<Str>().is_none() {
            let text = format!("__format__ must return a str, not {}", self.type_name(&made));
            return Err(self.type_error(text));
        }
        Ok(made)
    }

    /// Appends `format(value, spec)`; builtin values go straight to their algorithms.
    pub fn format_into(&mut self, value: &Value, spec: TextRef<'_>, out: &mut TextBuf) -> PyResult<()> {
        if spec.is_empty() {
            if let Some(text) = value.downcast_exact::<Str>() {
                out.push_text(text.text());
                return Ok(());
            }
            if let Some(number) = value.as_small() {
                out.push_ascii(taipan_text::int::Decimal::new(number).as_bytes());
                return Ok(());
            }
        }
        let shown = match self.format_plain(value, spec) {
            Some(shown) => shown?,
            None => {
                let spec = self.new_text(spec);
                self.format(value, &spec)?
            }
        };
        out.push_text(shown.expect::<Str>().text());
        Ok(())
    }
}

/// What the fields of a template are looked up in.
struct Source<'a> {
    /// `None` for `format_map`.
    args: Option<&'a [Value]>,
    mapping: &'a Value,
    numbers: AutoNumber,
}

/// `template.format(*args, **mapping)`.
pub fn format(vm: &mut Vm, own: &Value, args: Option<&[Value]>, mapping: &Value) -> PyResult {
    let mut source = Source { args, mapping, numbers: AutoNumber::default() };
    let mut out = TextBuf::with_capacity(own.expect::<Str>().bytes().len() + 16);
    expand(vm, own.expect::<Str>().text(), &mut source, template::MAX_DEPTH, &mut out)?;
    vm.text_value(out)
}

fn expand(
    vm: &mut Vm,
    text: TextRef<'_>,
    source: &mut Source<'_>,
    depth: usize,
    out: &mut TextBuf,
) -> PyResult<()> {
    if depth == 0 {
        return Err(text_error(vm, template::too_deep()));
    }
    for piece in Template::new(text) {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => return Err(text_error(vm, error)),
        };
        out.push_text(piece.literal);
        if let Some(field) = piece.field {
            field_into(vm, &field, source, depth, out)?;
        }
    }
    Ok(())
}

fn field_into(
    vm: &mut Vm,
    field: &Field<'_>,
    source: &mut Source<'_>,
    depth: usize,
    out: &mut TextBuf,
) -> PyResult<()> {
    let mut value = look_up(vm, field.name, source)?;
    if let Some(conversion) = field.conversion {
        value = match char::from_u32(conversion) {
            Some('r') => vm.repr(&value)?,
            Some('s') => vm.str(&value)?,
            Some('a') => vm.ascii(&value)?,
            _ => return Err(text_error(vm, template::unknown_conversion(conversion))),
        };
    }
    if field.nested {
        let mut spec = TextBuf::new();
        expand(vm, field.spec, source, depth - 1, &mut spec)?;
        return vm.format_into(&value, spec.as_ref(), out);
    }
    vm.format_into(&value, field.spec, out)
}

fn look_up(vm: &mut Vm, name: TextRef<'_>, source: &mut Source<'_>) -> PyResult {
    let parsed = FieldName::parse(name).and_then(|name| Ok((source.numbers.resolve(name.first)?, name.rest)));
    let (first, rest) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return Err(text_error(vm, error)),
    };
    let mut value = match first {
        Key::Name(name) => {
            let key = vm.new_text(name);
            vm.get_item(source.mapping, &key)?
        }
        Key::Index(index) => match source.args {
            None => return Err(vm.value_error("Format string contains positional fields")),
            Some(args) => match args.get(index) {
                Some(value) => value.clone(),
                None => return Err(text_error(vm, template::index_out_of_range(index))),
            },
        },
    };
    for step in rest {
        value = match step {
            Err(error) => return Err(text_error(vm, error)),
            Ok(Accessor::Attribute(name)) => {
                let name = vm.new_text(name);
                vm.get_attr(&value, &name)?
            }
            Ok(Accessor::Item(Key::Index(index))) => {
                let index = vm.new_u64(index as u64);
                vm.get_item(&value, &index)?
            }
            Ok(Accessor::Item(Key::Name(name))) => {
                let key = vm.new_text(name);
                vm.get_item(&value, &key)?
            }
        };
    }
    Ok(value)
}

pub(crate) fn format_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let args = a[1].downcast::<Tuple>().map_or(&[][..], |t| t.data.items());
    format(vm, &a[0], Some(args), &a[2])
}

pub(crate) fn format_map(vm: &mut Vm, a: &[Value]) -> PyResult {
    format(vm, &a[0], None, &a[1])
}

/// `str.__format__`.
pub(crate) fn format_own(vm: &mut Vm, a: &[Value]) -> PyResult {
    let spec = crate::int_methods::format_spec(vm, &a[1])?;
    if spec.is_empty() {
        return vm.str(&a[0]);
    }
    let name = vm.type_name(&a[0]);
    match taipan_text::format_spec::format_str(a[0].expect::<Str>().text(), spec, &name) {
        Ok(text) => vm.text_value(text),
        Err(error) => Err(text_error(vm, error)),
    }
}
