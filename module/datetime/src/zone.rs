//! `tzinfo`, the base of time zones, and `timezone`, those with a fixed offset; and what the other classes ask of a zone.

use crate::arguments::Shape;
use crate::delta::{self, DAY_US, Delta};
use crate::moment::Moment;
use crate::{class_of, classes};
use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, method};
use taipan_objects::native::TypeSpec;
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{BinaryOp, CompareOp, Payload, Tracer};

/// The payload of `tzinfo`: nothing.
pub struct Abstract;

// SAFETY: it holds no references.
unsafe impl Payload for Abstract {
    const NAME: &'static str = "tzinfo";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

/// The payload of `timezone`: a timedelta, and a str or NULL.
pub struct Fixed {
    offset: Value,
    name: Value,
}

// SAFETY: both values are visited.
unsafe impl Payload for Fixed {
    const NAME: &'static str = "timezone";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.offset);
        visit(&self.name);
    }
}

impl Fixed {
    fn delta(&self) -> Delta {
        delta::of(&self.offset).unwrap_or(Delta::ZERO)
    }
}

const RANGE: &str =
    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)";

// ---- asking a zone ----

/// `zone.NAME(argument)`, a timedelta or None.
fn ask_offset(vm: &mut Vm, zone: &Value, name: &str, argument: &Value) -> PyResult<Option<Delta>> {
    if zone.is_none() {
        return Ok(None);
    }
    let exact = classes(vm).timezone.clone();
    if let Some(fixed) = zone.downcast::<Fixed>()
        && class_of(vm, zone).is(&exact)
    {
        return Ok(if name == "dst" { None } else { Some(fixed.delta()) });
    }
    let answer = vm.call_method(zone, name, std::slice::from_ref(argument))?;
    if answer.is_none() {
        return Ok(None);
    }
    match delta::of(&answer) {
        Some(delta) if delta.total().abs() < DAY_US => Ok(Some(delta)),
        Some(_) => {
            let shown = vm.repr_text(&answer)?;
            Err(vm.value_error(format!("{RANGE}, not {shown}")))
        }
        None => {
            let text =
                format!("tzinfo.{name}() must return None or timedelta, not '{}'", vm.type_name(&answer));
            Err(vm.type_error(text))
        }
    }
}

pub fn utcoffset(vm: &mut Vm, zone: &Value, argument: &Value) -> PyResult<Option<Delta>> {
    ask_offset(vm, zone, "utcoffset", argument)
}

pub fn dst(vm: &mut Vm, zone: &Value, argument: &Value) -> PyResult<Option<Delta>> {
    ask_offset(vm, zone, "dst", argument)
}

/// A timedelta or None.
pub fn offset_value(vm: &mut Vm, offset: Option<Delta>) -> Value {
    match offset {
        Some(offset) => delta::make(vm, offset),
        None => Value::NONE,
    }
}

/// `zone.tzname(argument)`, a str or None.
pub fn tzname(vm: &mut Vm, zone: &Value, argument: &Value) -> PyResult {
    if zone.is_none() {
        return Ok(Value::NONE);
    }
    let answer = vm.call_method(zone, "tzname", std::slice::from_ref(argument))?;
    if answer.is_none() || answer.downcast::<Str>().is_some() {
        return Ok(answer);
    }
    let text = format!("tzinfo.tzname() must return None or a string, not '{}'", vm.type_name(&answer));
    Err(vm.type_error(text))
}

/// `+HH:MM`, with seconds and microseconds where there are any.
pub fn offset_text(offset: Delta, separator: &str) -> String {
    let total = offset.total();
    let sign = if total < 0 { '-' } else { '+' };
    let (seconds, us) = (total.abs() / 1_000_000, total.abs() % 1_000_000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = format!("{sign}{hours:02}{separator}{minutes:02}");
    if seconds != 0 || us != 0 {
        text += &format!("{separator}{seconds:02}");
    }
    if us != 0 {
        text += &format!(".{us:06}");
    }
    text
}

// ---- tzinfo ----

fn abstract_method(vm: &mut Vm, name: &str) -> PyResult {
    Err(vm.raise(Tp::NotImplementedError, format!("a tzinfo subclass must implement {name}()")))
}

fn from_utc(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(moment) = Moment::of_datetime(&a[1]) else {
        return Err(vm.type_error("fromutc: argument must be a datetime"));
    };
    if !moment.zone.is(&a[0]) {
        return Err(vm.value_error("fromutc: dt.tzinfo is not self"));
    }
    let Some(offset) = utcoffset(vm, &a[0], &a[1])? else {
        return Err(vm.value_error("fromutc: non-None utcoffset() result required"));
    };
    let Some(saving) = dst(vm, &a[0], &a[1])? else {
        return Err(vm.value_error("fromutc: non-None dst() result required"));
    };
    let standard = Delta::from_total(vm, offset.total() - saving.total())?;
    let standard = delta::make(vm, standard);
    let result = vm.binary(&a[1], &standard, BinaryOp::Add)?;
    match dst(vm, &a[0], &result)? {
        None => Err(vm.value_error("fromutc: tz.dst() gave inconsistent results; cannot convert")),
        Some(Delta::ZERO) => Ok(result),
        Some(saving) => {
            let saving = delta::make(vm, saving);
            vm.binary(&result, &saving, BinaryOp::Add)
        }
    }
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.intern("__getinitargs__");
    let args = match vm.find_attr(&a[0], &name)? {
        Some(method) => vm.call(&method, &[])?,
        None => vm.empty_tuple.clone(),
    };
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    let class = class_of(vm, &a[0]);
    Ok(vm.new_tuple(vec![class, args, state]))
}

static METHODS: &[NativeDef] = &[
    method(
        "tzname",
        "($self, object, /)",
        |vm, _| abstract_method(vm, "tzname"),
        "datetime -> string name of time zone.",
    ),
    method(
        "utcoffset",
        "($self, object, /)",
        |vm, _| abstract_method(vm, "utcoffset"),
        "datetime -> timedelta showing offset from UTC, negative values indicating West of UTC",
    ),
    method(
        "dst",
        "($self, object, /)",
        |vm, _| abstract_method(vm, "dst"),
        "datetime -> DST offset as timedelta positive east of UTC.",
    ),
    method("fromutc", "($self, object, /)", from_utc, "datetime in UTC -> datetime in local time."),
    method("__reduce__", "($self, /)", reduce, "-> (cls, state)"),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(|vm, class, _| Ok(vm.new_object(class, Abstract))), ..Slots::default() },
        methods: METHODS,
        doc: Some("Abstract base class for time zone info objects."),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "tzinfo", module: "datetime", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Abstract>(class, None)
}

// ---- timezone ----

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let shape = Shape { name: "timezone()", parameters: &["offset", "name"], required: 1, positional: 2 };
    let given = shape.bind(vm, args)?;
    let wrong = |vm: &mut Vm, at: usize, wanted: &str, value: &Value| {
        let what = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
        let text = format!("timezone() argument {at} must be {wanted}, not {what}");
        Err(vm.type_error(text))
    };
    let Some(offset) = delta::of(&given[0]) else {
        return wrong(vm, 1, "datetime.timedelta", &given[0]);
    };
    if !given[1].is_null() && given[1].downcast::<Str>().is_none() {
        return wrong(vm, 2, "str", &given[1]);
    }
    if given[1].is_null() && offset == Delta::ZERO {
        return Ok(classes(vm).utc.clone());
    }
    if offset.total().abs() >= DAY_US {
        let shown = vm.repr_text(&given[0])?;
        return Err(vm.value_error(format!("{RANGE}, not {shown}")));
    }
    Ok(vm.new_object(class, Fixed { offset: given[0].clone(), name: given[1].clone() }))
}

/// A `timezone` of an offset in range, with a name or NULL.
pub fn fixed(vm: &mut Vm, offset: Delta, name: Value) -> Value {
    if offset == Delta::ZERO && name.is_null() {
        let utc = classes(vm).utc.clone();
        if !utc.is_null() {
            return utc;
        }
    }
    let offset = delta::make(vm, offset);
    let class = classes(vm).timezone.clone();
    vm.new_object(&class, Fixed { offset, name })
}

fn name_of(vm: &mut Vm, own: &Fixed) -> Value {
    if !own.name.is_null() {
        return own.name.clone();
    }
    match own.delta() {
        Delta::ZERO => vm.new_str("UTC"),
        offset => vm.new_str(&format!("UTC{}", offset_text(offset, ":"))),
    }
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    if object.is(&classes(vm).utc) {
        return Ok(vm.new_str("datetime.timezone.utc"));
    }
    let own = object.expect::<Fixed>();
    let mut inner = vm.repr_text(&own.offset)?;
    if !own.name.is_null() {
        inner += &format!(", {}", vm.repr_text(&own.name)?);
    }
    Ok(vm.new_str(&format!("{}({inner})", vm.type_name(object))))
}

fn check_argument(vm: &mut Vm, name: &str, value: &Value) -> PyResult<()> {
    if value.is_none() || Moment::of_datetime(value).is_some() {
        return Ok(());
    }
    let text =
        format!("{name}(dt) argument must be a datetime instance or None, not {}", vm.type_name(value));
    Err(vm.type_error(text))
}

fn fixed_from_utc(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(moment) = Moment::of_datetime(&a[1]) else {
        return Err(vm.type_error("fromutc: argument must be a datetime"));
    };
    if !moment.zone.is(&a[0]) {
        return Err(vm.value_error("fromutc: dt.tzinfo is not self"));
    }
    let offset = a[0].expect::<Fixed>().offset.clone();
    crate::datetime::add_delta(vm, &a[1], delta::of(&offset).unwrap_or(Delta::ZERO), 1)
}

static FIXED_METHODS: &[NativeDef] = &[
    method(
        "tzname",
        "($self, object, /)",
        |vm, a| {
            check_argument(vm, "tzname", &a[1])?;
            Ok(name_of(vm, a[0].expect::<Fixed>()))
        },
        "If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'.",
    ),
    method(
        "utcoffset",
        "($self, object, /)",
        |vm, a| {
            check_argument(vm, "utcoffset", &a[1])?;
            Ok(a[0].expect::<Fixed>().offset.clone())
        },
        "Return fixed offset.",
    ),
    method(
        "dst",
        "($self, object, /)",
        |vm, a| {
            check_argument(vm, "dst", &a[1])?;
            Ok(Value::NONE)
        },
        "Return None.",
    ),
    method("fromutc", "($self, object, /)", fixed_from_utc, "datetime in UTC -> datetime in local time."),
    method(
        "__getinitargs__",
        "($self, /)",
        |vm, a| {
            let own = a[0].expect::<Fixed>();
            let mut items = vec![own.offset.clone()];
            items.extend(Some(own.name.clone()).filter(|name| !name.is_null()));
            Ok(vm.new_tuple(items))
        },
        "pickle support",
    ),
];

fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    match (a.downcast::<Fixed>(), b.downcast::<Fixed>(), op) {
        (Some(a), Some(b), CompareOp::Eq) => Ok(Value::from_bool(a.delta() == b.delta())),
        (Some(a), Some(b), CompareOp::Ne) => Ok(Value::from_bool(a.delta() != b.delta())),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub fn fixed_class(vm: &mut Vm, base: &Value) -> PyResult {
    let spec = TypeSpec {
        slots: Slots {
            new: Some(new),
            repr: Some(repr),
            str: Some(|vm, o| Ok(name_of(vm, o.expect::<Fixed>()))),
            hash: Some(|vm, o| delta::hash(vm, o.expect::<Fixed>().delta())),
            compare: Some(compare),
            ..Slots::default()
        },
        methods: FIXED_METHODS,
        doc: Some("Fixed offset from UTC implementation of tzinfo."),
        is_final: true,
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "timezone", module: "datetime", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Fixed>(class, Some(base))
}
