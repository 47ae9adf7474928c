//! `date`.

use crate::arguments::{self, Shape};
use crate::calendar::{self, BadIso, MAX_ORDINAL};
use crate::delta::{self, Delta};
use crate::moment::{Moment, new_date, raw_date};
use crate::{class_of, classes, iso, strftime};
use taipan_native::{Args, NativeDef, PyResult, Raised, Tp, Value, Vm, class_method, method};
use taipan_objects::bytes::Bytes;
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{BinaryOp, CompareOp};

/// The bytes of a pickle's state, given as bytes or, by Python 2, as a str; `None` if it is none of that length.
pub fn state(vm: &mut Vm, value: &Value, length: usize, what: &str) -> PyResult<Option<Vec<u8>>> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        let data = bytes.data.as_slice();
        return Ok(Some(data.to_vec()).filter(|data| data.len() == length));
    }
    let Some(text) = value.downcast::<Str>().filter(|text| text.chars() == length) else {
        return Ok(None);
    };
    let codes: Option<Vec<u8>> = text.text().code_points().map(|code| u8::try_from(code).ok()).collect();
    match codes {
        Some(data) => Ok(Some(data)),
        None => Err(vm.value_error(format!(
            "Failed to encode latin1 string when unpickling a {what} object. pickle.load(data, encoding='latin1') is assumed."
        ))),
    }
}

pub fn date_of(bytes: &[u8]) -> (i32, i32, i32) {
    (i32::from(bytes[0]) << 8 | i32::from(bytes[1]), bytes[2].into(), bytes[3].into())
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if let ([only], []) = (args.all, args.names)
        && let Some(bytes) = state(vm, only, 4, "date")?
        && (1..=12).contains(&bytes[2])
    {
        return Ok(raw_date(vm, class, date_of(&bytes)));
    }
    let shape = Shape { name: "function", parameters: &["year", "month", "day"], required: 3, positional: 3 };
    let given = shape.bind(vm, args)?;
    let date = (
        arguments::int(vm, &given[0], 0)?,
        arguments::int(vm, &given[1], 0)?,
        arguments::int(vm, &given[2], 0)?,
    );
    arguments::check_date(vm, date)?;
    Ok(raw_date(vm, class, date))
}

fn own(object: &Value) -> &Moment {
    object.expect::<Moment>()
}

pub fn out_of_range(vm: &mut Vm) -> Raised {
    vm.overflow_error("date value out of range")
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let (year, month, day) = own(object).date;
    Ok(vm.new_str(&format!("{}({year}, {month}, {day})", vm.type_name(object))))
}

pub fn date_text((year, month, day): (i32, i32, i32)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn isoformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_str(&date_text(own(&a[0]).date)))
}

pub fn ctime_text(moment: &Moment) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (year, month, day) = moment.date;
    let [hour, minute, second, _] = moment.clock();
    let weekday = DAYS[calendar::weekday(moment.date).clamp(0, 6) as usize];
    let month = MONTHS[(month - 1).clamp(0, 11) as usize];
    format!("{weekday} {month} {day:2} {hour:02}:{minute:02}:{second:02} {year:04}")
}

/// Seconds since 1970 that a timestamp means, rounded down.
fn timestamp_seconds(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    if vm.is_instance(value, Tp::Float) {
        let seconds = vm.to_double(value)?;
        if seconds.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        let floor = seconds.floor();
        if !(-9.2e18..9.2e18).contains(&floor) {
            return Err(vm.overflow_error("timestamp out of range for platform time_t"));
        }
        return Ok(floor as i64);
    }
    let value = vm.index(value)?;
    crate::local::time_t(vm, &value)
}

fn fromtimestamp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let seconds = timestamp_seconds(vm, &a[1])?;
    let offset = vm.host().local_time(seconds).offset;
    let (date, _) = crate::local::split(vm, seconds.saturating_add(offset))?;
    new_date(vm, &a[0], date)
}

fn today(vm: &mut Vm, a: &[Value]) -> PyResult {
    let time = strftime::import(vm, "time")?;
    let now = vm.call_method(&time, "time", &[])?;
    vm.call_method(&a[0], "fromtimestamp", &[now])
}

fn fromordinal(vm: &mut Vm, a: &[Value]) -> PyResult {
    let ordinal = arguments::int(vm, &a[1], 0)?;
    if ordinal < 1 {
        return Err(vm.value_error("ordinal must be >= 1"));
    }
    new_date(vm, &a[0], calendar::from_ordinal(ordinal))
}

fn fromisoformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].downcast::<Str>() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let codes: Vec<u32> = text.text().code_points().take(11).collect();
    let date = if matches!(codes.len(), 7 | 8 | 10) { iso::date(&codes) } else { None };
    match date {
        Some(date) => new_date(vm, &a[0], date),
        None => Err(iso::invalid(vm, &a[1])),
    }
}

fn fromisocalendar(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut fields = [0; 3];
    for (field, value) in fields.iter_mut().zip(&a[1..]) {
        *field = match arguments::int(vm, value, 0) {
            Ok(field) => field,
            Err(raised) if vm.is_raised(&raised, Tp::OverflowError) => {
                return Err(vm.value_error("ISO calendar component out of range"));
            }
            Err(raised) => return Err(raised),
        };
    }
    let [year, week, day] = fields;
    match calendar::from_iso_calendar(year, week, day) {
        Ok(date) => new_date(vm, &a[0], date),
        Err(BadIso::Year) => {
            let text = format!("year must be in 1..9999, not {year}");
            Err(vm.value_error(text))
        }
        Err(BadIso::Week) => Err(vm.value_error(format!("Invalid week: {week}"))),
        Err(BadIso::Day) => Err(vm.value_error(format!("Invalid weekday: {day} (range is [1, 7])"))),
    }
}

fn timetuple(vm: &mut Vm, a: &[Value]) -> PyResult {
    strftime::time_tuple(vm, own(&a[0]).date, [0; 4], -1)
}

fn format_by(vm: &mut Vm, a: &[Value]) -> PyResult {
    arguments::text(vm, "strftime() argument 1", &a[1])?;
    let tuple = vm.call_method(&a[0], "timetuple", &[])?;
    strftime::format(vm, &a[0], &a[1], &tuple, &a[0])
}

/// `__format__` of all three classes.
pub fn dunder_format(vm: &mut Vm, a: &[Value]) -> PyResult {
    let format = arguments::text(vm, "__format__() argument 1", &a[1])?;
    if format.chars() == 0 {
        return vm.str(&a[0]);
    }
    vm.call_method(&a[0], "strftime", std::slice::from_ref(&a[1]))
}

/// A field that `replace` was given, or the old one.
pub fn replaced(vm: &mut Vm, value: &Value, old: i32) -> PyResult<i32> {
    arguments::int(vm, value, old)
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (year, month, day) = own(&a[0]).date;
    let date = (replaced(vm, &a[1], year)?, replaced(vm, &a[2], month)?, replaced(vm, &a[3], day)?);
    let class = class_of(vm, &a[0]);
    new_date(vm, &class, date)
}

/// `__replace__(**changes)` is `replace`.
pub fn dunder_replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let replace = vm.get_attr_str(&a[0], "replace")?;
    let (names, values): (Vec<Value>, Vec<Value>) = vm.dict_items(&a[1]).into_iter().unzip();
    vm.call_args(&replace, Args { all: &values, names: &names })
}

fn isocalendar(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (year, week, day) = calendar::iso_calendar(own(&a[0]).date);
    crate::week::make(vm, [year, week, day])
}

fn reduce(vm: &mut Vm, a: &[Value]) -> PyResult {
    let state = vm.bytes_value(&own(&a[0]).bytes())?;
    let class = class_of(vm, &a[0]);
    let args = vm.new_tuple(vec![state]);
    Ok(vm.new_tuple(vec![class, args]))
}

fn is_plain(value: &Value) -> bool {
    Moment::of_date(value).is_some_and(|moment| moment.time.is_none())
}

fn add_days(vm: &mut Vm, object: &Value, days: i64) -> PyResult {
    let ordinal = i64::from(calendar::ordinal(own(object).date)) + days;
    if !(1..=i64::from(MAX_ORDINAL)).contains(&ordinal) {
        return Err(out_of_range(vm));
    }
    let class = class_of(vm, object);
    new_date(vm, &class, calendar::from_ordinal(ordinal as i32))
}

fn add(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (is_plain(a), delta::of(b), is_plain(b), delta::of(a)) {
        (true, Some(delta), ..) => add_days(vm, a, delta.days.into()),
        (_, _, true, Some(delta)) => add_days(vm, b, delta.days.into()),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    if !is_plain(a) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    if is_plain(b) {
        let days = calendar::ordinal(own(a).date) - calendar::ordinal(own(b).date);
        return Ok(delta::make(vm, Delta { days, ..Delta::ZERO }));
    }
    match delta::of(b) {
        Some(delta) => add_days(vm, a, -i64::from(delta.days)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn compare(_: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    if is_plain(a) && is_plain(b) {
        return Ok(Value::from_bool(crate::holds(own(a).date.cmp(&own(b).date), op)));
    }
    Ok(Value::NOT_IMPLEMENTED)
}

/// The hash of a pickle's state.
pub fn bytes_hash(vm: &mut Vm, bytes: &[u8]) -> PyResult<i64> {
    let bytes = vm.bytes_value(bytes)?;
    vm.hash(&bytes)
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let own = own(object);
    if own.hash.get() == 0 {
        own.hash.set(bytes_hash(vm, &own.bytes())?);
    }
    Ok(own.hash.get())
}

static METHODS: &[NativeDef] = &[
    class_method(
        "fromtimestamp",
        "($type, timestamp, /)",
        fromtimestamp,
        "Create a date from a POSIX timestamp.\n\nThe timestamp is a number, e.g. created via time.time(), that is\ninterpreted as local time.",
    ),
    class_method(
        "fromordinal",
        "($type, ordinal, /)",
        fromordinal,
        "int -> date corresponding to a proleptic Gregorian ordinal.",
    ),
    class_method(
        "fromisoformat",
        "($type, object, /)",
        fromisoformat,
        "str -> Construct a date from a string in ISO 8601 format.",
    ),
    class_method(
        "fromisocalendar",
        "($type, /, year, week, day)",
        fromisocalendar,
        "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is the inverse of the date.isocalendar() function",
    ),
    class_method(
        "strptime",
        "($type, *args)",
        |vm, a| strftime::parse(vm, "_strptime_datetime_date", a),
        "string, format -> new date parsed from a string (like time.strptime()).",
    ),
    class_method(
        "today",
        "($type, /)",
        today,
        "Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).",
    ),
    method(
        "ctime",
        "($self, /)",
        |vm, a| Ok(vm.new_str(&ctime_text(own(&a[0])))),
        "Return ctime() style string.",
    ),
    method("strftime", "($self, /, format)", format_by, "format -> strftime() style string."),
    method("__format__", "($self, format, /)", dunder_format, "Formats self with strftime."),
    method("timetuple", "($self, /)", timetuple, "Return time tuple, compatible with time.localtime()."),
    method(
        "isocalendar",
        "($self, /)",
        isocalendar,
        "Return a named tuple containing ISO year, week number, and weekday.",
    ),
    method("isoformat", "($self, /)", isoformat, "Return string in ISO 8601 format, YYYY-MM-DD."),
    method(
        "isoweekday",
        "($self, /)",
        |_, a| Ok(Value::from_i32(calendar::weekday(own(&a[0]).date) + 1)),
        "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7",
    ),
    method(
        "toordinal",
        "($self, /)",
        |_, a| Ok(Value::from_i32(calendar::ordinal(own(&a[0]).date))),
        "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.",
    ),
    method(
        "weekday",
        "($self, /)",
        |_, a| Ok(Value::from_i32(calendar::weekday(own(&a[0]).date))),
        "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6",
    ),
    method(
        "replace",
        "($self, /, year=unchanged, month=unchanged, day=unchanged)",
        replace,
        "Return date with new specified fields.",
    ),
    method("__replace__", "($self, /, **changes)", dunder_replace, "The same as replace()."),
    method("__reduce__", "($self, /)", reduce, "__reduce__() -> (cls, state)"),
];

static GETSET: &[GetSet] = &[
    getter("year", |_, o| Ok(Value::from_i32(own(o).date.0))),
    getter("month", |_, o| Ok(Value::from_i32(own(o).date.1))),
    getter("day", |_, o| Ok(Value::from_i32(own(o).date.2))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let mut slots = Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|vm, o| vm.call_method(o, "isoformat", &[])),
        hash: Some(hash),
        compare: Some(compare),
        ..Slots::default()
    };
    slots.binary[BinaryOp::Add as usize] = Some(add);
    slots.binary[BinaryOp::Subtract as usize] = Some(subtract);
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: GETSET,
        doc: Some("date(year, month, day) --> date object"),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "date", module: "datetime", spec, has_dict: false, has_weakrefs: false };
    let made = vm.new_native_class::<Moment>(class, None)?;
    classes(vm).date = made.clone();
    Ok(made)
}
