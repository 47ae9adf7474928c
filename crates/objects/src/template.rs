//! `string.templatelib`: `Template` and `Interpolation`, what t-strings make.

use crate::class::Type;
use crate::native::{TypeSpec, member, method};
use crate::slots::Slots;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{Args, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of an interpolation.
pub struct Interpolation {
    pub value: Value,
    pub expression: Value,
    /// `'s'`, `'r'`, `'a'` or None.
    pub conversion: Value,
    pub format_spec: Value,
}

// SAFETY: every field is visited once.
unsafe impl Payload for Interpolation {
    const NAME: &'static str = "Interpolation";
    const SHAPE: u32 = Tp::Interpolation as u32;
    fn trace(&self, visit: Tracer<'_>) {
        for field in [&self.value, &self.expression, &self.conversion, &self.format_spec] {
            visit(field);
        }
    }
}

/// The payload of a template: one string more than interpolations.
pub struct Template {
    pub strings: Value,
    pub interpolations: Value,
}

// SAFETY: both are visited once.
unsafe impl Payload for Template {
    const NAME: &'static str = "Template";
    const SHAPE: u32 = Tp::Template as u32;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.strings);
        visit(&self.interpolations);
    }
}

impl Vm {
    pub fn new_interpolation(
        &mut self,
        value: Value,
        expression: Value,
        conversion: Value,
        spec: Value,
    ) -> Value {
        let own = Interpolation { value, expression, conversion, format_spec: spec };
        self.heap.alloc(Tp::Interpolation as u32, own)
    }

    /// A template of two tuples.
    pub fn new_template(&mut self, strings: Value, interpolations: Value) -> Value {
        self.heap.alloc(Tp::Template as u32, Template { strings, interpolations })
    }
}

fn need_str(vm: &mut Vm, value: &Value, name: &str) -> PyResult<()> {
    if vm.is_instance(value, Tp::Str) {
        return Ok(());
    }
    let text = format!("Interpolation() argument '{name}' must be str, not {}", vm.type_name(value));
    Err(vm.type_error(text))
}

fn new_interpolation(vm: &mut Vm, a: &[Value]) -> PyResult {
    let or_empty = |vm: &Vm, v: &Value| if v.is_null() { vm.names.empty.clone() } else { v.clone() };
    let (expression, spec) = (or_empty(vm, &a[2]), or_empty(vm, &a[4]));
    need_str(vm, &expression, "expression")?;
    let conversion = if a[3].is_null() { Value::NONE } else { a[3].clone() };
    if !conversion.is_none() {
        let known = conversion.downcast::<Str>().is_some_and(|s| matches!(s.bytes(), b"s" | b"a" | b"r"));
        if !vm.is_instance(&conversion, Tp::Str) {
            let text = format!(
                "Interpolation() argument 'conversion' must be str, not {}",
                vm.type_name(&conversion)
            );
            return Err(vm.type_error(text));
        }
        if !known {
            return Err(
                vm.value_error("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
            );
        }
    }
    need_str(vm, &spec, "format_spec")?;
    let shape = a[0].expect::<Type>().shape.get();
    let own = Interpolation { value: a[1].clone(), expression, conversion, format_spec: spec };
    Ok(vm.heap.alloc(shape, own))
}

fn interpolation_repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Interpolation>();
    let mut parts = Vec::new();
    for field in [&own.value, &own.expression, &own.conversion, &own.format_spec] {
        parts.push(vm.repr_text(field)?);
    }
    let name = vm.type_of(object).data.name.get(vm).clone();
    let name = vm.text(&name).into_owned();
    Ok(vm.new_str(&format!("{name}({})", parts.join(", "))))
}

fn interpolation_reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = a[0].expect::<Interpolation>();
    let fields =
        vec![own.value.clone(), own.expression.clone(), own.conversion.clone(), own.format_spec.clone()];
    let class = vm.type_of(&a[0]).value();
    let fields = vm.new_tuple(fields);
    Ok(vm.new_tuple(vec![class, fields]))
}

pub fn interpolation_spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { repr: Some(interpolation_repr), ..Slots::default() },
        constructor: Some((
            "($cls, value, expression='', conversion=None, format_spec='')",
            new_interpolation,
        )),
        methods: const { &[method("__reduce__", "($self, /)", interpolation_reduce, "")] },
        getset: const {
            &[
                member("value", |_, o| Ok(o.expect::<Interpolation>().value.clone())),
                member("expression", |_, o| Ok(o.expect::<Interpolation>().expression.clone())),
                member("conversion", |_, o| Ok(o.expect::<Interpolation>().conversion.clone())),
                member("format_spec", |_, o| Ok(o.expect::<Interpolation>().format_spec.clone())),
            ]
        },
        doc: Some("Interpolation object"),
        is_final: true,
        ..TypeSpec::default()
    }
}

/// Strings that meet become one; interpolations that meet get an empty one between them.
#[derive(Default)]
struct Builder {
    strings: Vec<Value>,
    interpolations: Vec<Value>,
    /// Whether the last part was a string.
    open: bool,
}

impl Builder {
    fn string(&mut self, vm: &mut Vm, text: &Value) -> PyResult<()> {
        match self.strings.last_mut() {
            Some(last) if self.open => *last = crate::str::concat(vm, last, text)?,
            _ => self.strings.push(text.clone()),
        }
        self.open = true;
        Ok(())
    }

    fn interpolation(&mut self, vm: &Vm, value: &Value) {
        if !self.open {
            self.strings.push(vm.names.empty.clone());
        }
        self.interpolations.push(value.clone());
        self.open = false;
    }

    fn template(&mut self, vm: &mut Vm, template: &Template) -> PyResult<()> {
        let strings = template.strings.expect::<Tuple>().items();
        let values = template.interpolations.expect::<Tuple>().items();
        for (index, text) in strings.iter().enumerate() {
            self.string(vm, text)?;
            if let Some(value) = values.get(index) {
                self.interpolation(vm, value);
            }
        }
        Ok(())
    }

    fn finish(mut self, vm: &mut Vm) -> Value {
        if !self.open {
            self.strings.push(vm.names.empty.clone());
        }
        let (strings, values) = (vm.new_tuple(self.strings), vm.new_tuple(self.interpolations));
        vm.new_template(strings, values)
    }
}

fn new(vm: &mut Vm, _: &Value, args: Args<'_>) -> PyResult {
    if !args.names.is_empty() {
        return Err(vm.type_error("Template.__new__ only accepts *args arguments"));
    }
    let mut builder = Builder::default();
    for part in args.all {
        if vm.is_instance(part, Tp::Str) {
            builder.string(vm, part)?;
        } else if vm.is_instance(part, Tp::Interpolation) {
            builder.interpolation(vm, part);
        } else {
            let text = format!(
                "Template.__new__ *args need to be of type 'str' or 'Interpolation', got {}",
                vm.type_name(part)
            );
            return Err(vm.type_error(text));
        }
    }
    Ok(builder.finish(vm))
}

fn concat(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Template>(), b.downcast::<Template>()) else {
        let text = format!(
            "can only concatenate string.templatelib.Template (not \"{}\") to string.templatelib.Template",
            vm.type_name(b)
        );
        return Err(vm.type_error(text));
    };
    let mut builder = Builder::default();
    builder.template(vm, x)?;
    builder.template(vm, y)?;
    Ok(builder.finish(vm))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Template>();
    let (strings, values) = (vm.repr_text(&own.strings)?, vm.repr_text(&own.interpolations)?);
    Ok(vm.new_str(&format!("Template(strings={strings}, interpolations={values})")))
}

/// Strings and interpolations in turn, without empty strings.
fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let own = object.expect::<Template>();
    let values = own.interpolations.expect::<Tuple>().items();
    let mut parts = Vec::new();
    for (index, text) in own.strings.expect::<Tuple>().items().iter().enumerate() {
        if text.downcast::<Str>().is_some_and(|s| !s.bytes().is_empty()) {
            parts.push(text.clone());
        }
        parts.extend(values.get(index).cloned());
    }
    let parts = vm.new_tuple(parts);
    vm.iter(&parts)
}

fn values(vm: &mut Vm, object: &Value) -> PyResult {
    let items = object.expect::<Template>().interpolations.expect::<Tuple>().items();
    let values =
        items.iter().filter_map(|i| i.downcast::<Interpolation>()).map(|i| i.value.clone()).collect();
    Ok(vm.new_tuple(values))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            new: Some(new),
            repr: Some(repr),
            iter: Some(iter),
            concat: Some(concat),
            ..Slots::default()
        },
        getset: const {
            &[
                member("strings", |_, o| Ok(o.expect::<Template>().strings.clone())),
                member("interpolations", |_, o| Ok(o.expect::<Template>().interpolations.clone())),
                crate::native::getter("values", values),
            ]
        },
        doc: Some("Template object"),
        is_final: true,
        ..TypeSpec::default()
    }
}
