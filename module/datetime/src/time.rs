//! `time`: a time of day, with or without a zone.

use crate::arguments::{self, Shape};
use crate::date::{bytes_hash, dunder_format, dunder_replace, replaced, state};
use crate::delta::{self, Delta};
use crate::moment::{Clock, call_with_fold, clock_bytes, clock_of};
use crate::{class_of, classes, iso, strftime, zone};
use std::cell::Cell;
use taipan_native::{Args, NativeDef, PyResult, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{CompareOp, Payload, Tracer};

pub struct Time {
    pub clock: Clock,
    /// A tzinfo or None.
    pub zone: Value,
    pub fold: bool,
    /// 0 until it is asked for.
    hash: Cell<i64>,
}

// SAFETY: the one value is visited.
unsafe impl Payload for Time {
    const NAME: &'static str = "time";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.zone);
    }
}

impl Time {
    pub fn of(value: &Value) -> Option<&Time> {
        value.downcast::<Time>().map(|time| &**time)
    }
}

fn own(object: &Value) -> &Time {
    object.expect::<Time>()
}

pub fn raw_time(vm: &mut Vm, class: &Value, clock: Clock, zone: &Value, fold: bool) -> Value {
    let time = Time { clock, zone: zone.clone(), fold, hash: Cell::new(0) };
    vm.new_object(class, time)
}

/// A time of that class; a subclass is called.
pub fn new_time(vm: &mut Vm, class: &Value, clock: Clock, zone: &Value, fold: i32) -> PyResult {
    if class.is(&classes(vm).time) {
        arguments::check_time(vm, clock, fold)?;
        return Ok(raw_time(vm, class, clock, zone, fold == 1));
    }
    let mut args = clock.map(Value::from_i32).to_vec();
    args.push(zone.clone());
    call_with_fold(vm, class, args, fold == 1)
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if let ([first, rest @ ..], []) = (args.all, args.names)
        && rest.len() < 2
        && let Some(mut bytes) = state(vm, first, 6, "time")?
        && bytes[0] & 127 < 24
    {
        let zone = rest.first().cloned().unwrap_or(Value::NONE);
        if !zone.is_none() && !crate::is_zone(vm, &zone) {
            return Err(vm.type_error("bad tzinfo state arg"));
        }
        let fold = bytes[0] & 128 != 0;
        bytes[0] &= 127;
        return Ok(raw_time(vm, class, clock_of(&bytes), &zone, fold));
    }
    let shape = Shape {
        name: "function",
        parameters: &["hour", "minute", "second", "microsecond", "tzinfo", "fold"],
        required: 0,
        positional: 5,
    };
    let given = shape.bind(vm, args)?;
    let mut clock = [0; 4];
    for (field, value) in clock.iter_mut().zip(&given) {
        *field = arguments::int(vm, value, 0)?;
    }
    let fold = arguments::int(vm, &given[5], 0)?;
    arguments::check_time(vm, clock, fold)?;
    let zone = arguments::zone(vm, &given[4])?;
    Ok(raw_time(vm, class, clock, &zone, fold == 1))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let Time { clock: [hour, minute, second, us], zone, fold, .. } = own(object);
    let mut text = format!("{}({hour}, {minute}", vm.type_name(object));
    if *us != 0 {
        text += &format!(", {second}, {us}");
    } else if *second != 0 {
        text += &format!(", {second}");
    }
    if !zone.is_none() {
        text += &format!(", tzinfo={}", vm.repr_text(zone)?);
    }
    if *fold {
        text += ", fold=1";
    }
    text.push(')');
    Ok(vm.new_str(&text))
}

fn offset(vm: &mut Vm, own: &Time) -> PyResult<Option<Delta>> {
    zone::utcoffset(vm, &own.zone, &Value::NONE)
}

fn isoformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !a[1].is_null() {
        arguments::text(vm, "isoformat() argument 1", &a[1])?;
    }
    let own = own(&a[0]);
    let mut text = iso::clock_text(vm, own.clock, &a[1])?;
    if let Some(offset) = offset(vm, own)? {
        text += &zone::offset_text(offset, ":");
    }
    Ok(vm.new_str(&text))
}

fn format_by(vm: &mut Vm, a: &[Value]) -> PyResult {
    arguments::text(vm, "strftime() argument 1", &a[1])?;
    let [hour, minute, second, _] = own(&a[0]).clock;
    let fields = [1900, 1, 1, hour, minute, second, 0, 1, -1].map(Value::from_i32);
    let tuple = vm.new_tuple(fields.to_vec());
    strftime::format(vm, &a[0], &a[1], &tuple, &Value::NONE)
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let old = own(&a[0]);
    let mut clock = old.clock;
    for (field, value) in clock.iter_mut().zip(&a[1..5]) {
        *field = replaced(vm, value, *field)?;
    }
    let zone = if a[5].is_null() { old.zone.clone() } else { arguments::zone(vm, &a[5])? };
    let fold = replaced(vm, &a[6], old.fold as i32)?;
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    let class = class_of(vm, &a[0]);
    new_time(vm, &class, clock, &zone, fold)
}

fn fromisoformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].downcast::<Str>() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let codes: Vec<u32> = text.text().code_points().collect();
    let rest = codes.strip_prefix(&[u32::from(b'T')]).unwrap_or(&codes);
    let Some(time) = iso::time(rest) else { return Err(iso::invalid(vm, &a[1])) };
    if time.is_bad_midnight {
        return Err(vm.value_error(iso::BAD_MIDNIGHT));
    }
    let zone = iso::zone_value(vm, time.zone)?;
    new_time(vm, &a[0], time.clock, &zone, 0)
}

fn reduced(vm: &mut Vm, object: &Value, protocol: i64) -> PyResult {
    let own = own(object);
    let mut bytes = clock_bytes(own.clock);
    if protocol > 3 && own.fold {
        bytes[0] |= 128;
    }
    let mut args = vec![vm.bytes_value(&bytes)?];
    args.extend(Some(own.zone.clone()).filter(|zone| !zone.is_none()));
    let class = class_of(vm, object);
    let args = vm.new_tuple(args);
    Ok(vm.new_tuple(vec![class, args]))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(own), Some(other)) = (Time::of(a), Time::of(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let plain = own.clock.cmp(&other.clock);
    if own.zone.is(&other.zone) {
        return Ok(Value::from_bool(crate::holds(plain, op)));
    }
    let (left, right) = (offset(vm, own)?, offset(vm, other)?);
    match (left, right, op) {
        _ if left == right => Ok(Value::from_bool(crate::holds(plain, op))),
        (Some(left), Some(right), _) => {
            let total = |[hour, minute, second, us]: Clock, offset: Delta| {
                let seconds = i128::from(hour * 3600 + minute * 60 + second);
                seconds * 1_000_000 + i128::from(us) - offset.total()
            };
            let order = total(own.clock, left).cmp(&total(other.clock, right));
            Ok(Value::from_bool(crate::holds(order, op)))
        }
        (_, _, CompareOp::Eq) => Ok(Value::from_bool(false)),
        (_, _, CompareOp::Ne) => Ok(Value::from_bool(true)),
        _ => Err(vm.type_error("can't compare offset-naive and offset-aware times")),
    }
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let own = own(object);
    if own.hash.get() != 0 {
        return Ok(own.hash.get());
    }
    // Both readings of a time that comes twice are equal, so they hash alike.
    let asked = if own.fold && !own.zone.is_none() {
        let class = classes(vm).time.clone();
        let first = raw_time(vm, &class, own.clock, &own.zone, false);
        offset(vm, first.expect::<Time>())?
    } else {
        offset(vm, own)?
    };
    let hash = match asked {
        None => bytes_hash(vm, &clock_bytes(own.clock))?,
        Some(offset) => {
            let [hour, minute, second, us] = own.clock;
            let total = i128::from(hour * 3600 + minute * 60 + second) * 1_000_000 + i128::from(us);
            let delta = Delta::from_total(vm, total - offset.total())?;
            delta::hash(vm, delta)?
        }
    };
    own.hash.set(hash);
    Ok(hash)
}

static METHODS: &[NativeDef] = &[
    class_method(
        "strptime",
        "($type, *args)",
        |vm, a| strftime::parse(vm, "_strptime_datetime_time", a),
        "string, format -> new time parsed from a string (like time.strptime()).",
    ),
    method(
        "isoformat",
        "($self, /, timespec='auto')",
        isoformat,
        "Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\n\nThe optional argument timespec specifies the number of additional terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n",
    ),
    method("strftime", "($self, /, format)", format_by, "format -> strftime() style string."),
    method("__format__", "($self, format, /)", dunder_format, "Formats self with strftime."),
    method(
        "utcoffset",
        "($self, /)",
        |vm, a| {
            let offset = offset(vm, own(&a[0]))?;
            Ok(zone::offset_value(vm, offset))
        },
        "Return self.tzinfo.utcoffset(self).",
    ),
    method(
        "tzname",
        "($self, /)",
        |vm, a| zone::tzname(vm, &own(&a[0]).zone, &Value::NONE),
        "Return self.tzinfo.tzname(self).",
    ),
    method(
        "dst",
        "($self, /)",
        |vm, a| {
            let saving = zone::dst(vm, &own(&a[0]).zone, &Value::NONE)?;
            Ok(zone::offset_value(vm, saving))
        },
        "Return self.tzinfo.dst(self).",
    ),
    method(
        "replace",
        "($self, /, hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)",
        replace,
        "Return time with new specified fields.",
    ),
    method("__replace__", "($self, /, **changes)", dunder_replace, "The same as replace()."),
    class_method(
        "fromisoformat",
        "($type, object, /)",
        fromisoformat,
        "string -> time from a string in ISO 8601 format",
    ),
    method(
        "__reduce_ex__",
        "($self, proto, /)",
        |vm, a| {
            let protocol = arguments::int(vm, &a[1], 0)?;
            reduced(vm, &a[0], protocol.into())
        },
        "__reduce_ex__(proto) -> (cls, state)",
    ),
    method("__reduce__", "($self, /)", |vm, a| reduced(vm, &a[0], 2), "__reduce__() -> (cls, state)"),
];

static GETSET: &[GetSet] = &[
    getter("hour", |_, o| Ok(Value::from_i32(own(o).clock[0]))),
    getter("minute", |_, o| Ok(Value::from_i32(own(o).clock[1]))),
    getter("second", |_, o| Ok(Value::from_i32(own(o).clock[2]))),
    getter("microsecond", |_, o| Ok(Value::from_i32(own(o).clock[3]))),
    getter("tzinfo", |_, o| Ok(own(o).zone.clone())),
    getter("fold", |_, o| Ok(Value::from_i32(own(o).fold as i32))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots {
            new: Some(new),
            repr: Some(repr),
            str: Some(|vm, o| vm.call_method(o, "isoformat", &[])),
            hash: Some(hash),
            compare: Some(compare),
            ..Slots::default()
        },
        methods: METHODS,
        getset: GETSET,
        doc: Some(
            "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nAll arguments are optional. tzinfo may be None, or an instance of\na tzinfo subclass. The remaining arguments may be ints.\n",
        ),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "time", module: "datetime", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Time>(class, None)
}
