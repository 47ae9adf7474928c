//! `datetime`: a date and a time of day, with or without a zone.

use crate::arguments::{self, Shape};
use crate::date::{
    bytes_hash, ctime_text, date_of, date_text, dunder_replace, out_of_range, replaced, state,
};
use crate::delta::{self, Delta};
use crate::moment::{Clock, Moment, clock_of, new_datetime, raw_date, raw_datetime};
use crate::time::{Time, new_time};
use crate::{calendar, class_of, classes, iso, local, strftime, zone};
use taipan_host::Clock as HostClock;
use taipan_native::{Args, NativeDef, PyResult, Tp, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::NativeClass;
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{BinaryOp, CompareOp};

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    if let ([first, rest @ ..], []) = (args.all, args.names)
        && rest.len() < 2
        && let Some(mut bytes) = state(vm, first, 10, "datetime")?
        && (1..=12).contains(&(bytes[2] & 127))
    {
        let zone = rest.first().cloned().unwrap_or(Value::NONE);
        if !zone.is_none() && !crate::is_zone(vm, &zone) {
            return Err(vm.type_error("bad tzinfo state arg"));
        }
        let fold = bytes[2] & 128 != 0;
        bytes[2] &= 127;
        return Ok(raw_datetime(vm, class, date_of(&bytes), clock_of(&bytes[4..]), &zone, fold));
    }
    let shape = Shape {
        name: "function",
        parameters: &["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"],
        required: 3,
        positional: 8,
    };
    let given = shape.bind(vm, args)?;
    let mut fields = [0; 7];
    for (field, value) in fields.iter_mut().zip(&given) {
        *field = arguments::int(vm, value, 0)?;
    }
    let fold = arguments::int(vm, &given[8], 0)?;
    let [year, month, day, hour, minute, second, us] = fields;
    arguments::check_date(vm, (year, month, day))?;
    arguments::check_time(vm, [hour, minute, second, us], fold)?;
    let zone = arguments::zone(vm, &given[7])?;
    Ok(raw_datetime(vm, class, (year, month, day), [hour, minute, second, us], &zone, fold == 1))
}

fn own(object: &Value) -> &Moment {
    object.expect::<Moment>()
}

fn offset(vm: &mut Vm, object: &Value) -> PyResult<Option<Delta>> {
    let zone = own(object).zone.clone();
    zone::utcoffset(vm, &zone, object)
}

/// Microseconds, as if in UTC.
fn total(moment: &Moment) -> i128 {
    i128::from(moment.seconds()) * 1_000_000 + i128::from(moment.clock()[3])
}

// ---- making them ----

/// Date and time of microseconds as `total` counts them.
fn split_total(vm: &mut Vm, total: i128) -> PyResult<((i32, i32, i32), Clock)> {
    let days = total.div_euclid(delta::DAY_US);
    if !(1..=i128::from(calendar::MAX_ORDINAL)).contains(&days) {
        return Err(out_of_range(vm));
    }
    let rest = total.rem_euclid(delta::DAY_US);
    let (seconds, us) = ((rest / 1_000_000) as i32, (rest % 1_000_000) as i32);
    Ok((calendar::from_ordinal(days as i32), [seconds / 3600, seconds / 60 % 60, seconds % 60, us]))
}

/// The datetime so much later (or earlier), of the same class and zone.
pub fn add_delta(vm: &mut Vm, object: &Value, delta: Delta, factor: i128) -> PyResult {
    let (date, clock) = split_total(vm, total(own(object)) + delta.total() * factor)?;
    let class = class_of(vm, object);
    new_datetime(vm, &class, date, clock, &own(object).zone, false)
}

fn now_us(vm: &mut Vm) -> (i64, i32) {
    let us = vm.host().now_ns(HostClock::Wall).div_euclid(1000);
    (us.div_euclid(1_000_000), us.rem_euclid(1_000_000) as i32)
}

/// The datetime of a timestamp: local, or in UTC before a zone turns it into its own time.
fn at(vm: &mut Vm, class: &Value, (seconds, us): (i64, i32), zone: &Value, is_utc: bool) -> PyResult {
    let (date, mut clock, fold) = if zone.is_none() && !is_utc {
        local::reading(vm, seconds)?
    } else {
        let (date, clock) = local::split(vm, seconds)?;
        (date, clock, false)
    };
    clock[3] = us;
    let made = new_datetime(vm, class, date, clock, zone, fold)?;
    if zone.is_none() { Ok(made) } else { vm.call_method(zone, "fromutc", &[made]) }
}

fn now(vm: &mut Vm, a: &[Value]) -> PyResult {
    let zone = arguments::zone(vm, &a[1])?;
    let now = now_us(vm);
    at(vm, &a[0], now, &zone, false)
}

fn utcnow(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).";
    vm.warn(Tp::DeprecationWarning, text, 1)?;
    let now = now_us(vm);
    at(vm, &a[0], now, &Value::NONE, true)
}

/// Seconds and microseconds of a timestamp, rounded to the even one.
fn timestamp_of(vm: &mut Vm, value: &Value) -> PyResult<(i64, i32)> {
    if !vm.is_instance(value, Tp::Float) {
        return Ok((local::time_t(vm, value)?, 0));
    }
    let value = vm.to_double(value)?;
    if value.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    let mut whole = value.trunc();
    let mut us = ((value - whole) * 1e6).round_ties_even();
    if us >= 1e6 {
        us -= 1e6;
        whole += 1.0;
    } else if us < 0.0 {
        us += 1e6;
        whole -= 1.0;
    }
    if !(-9.223_372_036_854_775e18..9.223_372_036_854_775e18).contains(&whole) {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    Ok((whole as i64, us as i32))
}

fn fromtimestamp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let zone = arguments::zone(vm, &a[2])?;
    let timestamp = timestamp_of(vm, &a[1])?;
    at(vm, &a[0], timestamp, &zone, false)
}

fn utcfromtimestamp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).";
    vm.warn(Tp::DeprecationWarning, text, 1)?;
    let timestamp = timestamp_of(vm, &a[1])?;
    at(vm, &a[0], timestamp, &Value::NONE, true)
}

fn combine(vm: &mut Vm, a: &[Value]) -> PyResult {
    let wrong = |vm: &mut Vm, at: usize, wanted: &str, value: &Value| {
        let what = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
        Err(vm.type_error(format!("combine() argument {at} must be {wanted}, not {what}")))
    };
    let Some(date) = Moment::of_date(&a[1]) else { return wrong(vm, 1, "datetime.date", &a[1]) };
    let Some(time) = Time::of(&a[2]) else { return wrong(vm, 2, "datetime.time", &a[2]) };
    let zone = if a[3].is_null() { time.zone.clone() } else { arguments::zone(vm, &a[3])? };
    new_datetime(vm, &a[0], date.date, time.clock, &zone, time.fold)
}

fn fromisoformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(text) = a[1].downcast::<Str>() else {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    };
    let codes: Vec<u32> = text.text().code_points().collect();
    let length = if codes.len() < 7 { None } else { iso::date_length(&codes) };
    let date = length.and_then(|length| iso::date(codes.get(..length)?));
    let (Some(length), Some(mut date)) = (length, date) else { return Err(iso::invalid(vm, &a[1])) };
    let mut clock = [0; 4];
    let mut zone = Value::NONE;
    // One character, whichever, stands between date and time.
    if length < codes.len() {
        let time = if length + 1 < codes.len() { iso::time(&codes[length + 1..]) } else { None };
        let Some(time) = time else { return Err(iso::invalid(vm, &a[1])) };
        clock = time.clock;
        zone = iso::zone_value(vm, time.zone)?;
        if time.is_bad_midnight {
            return Err(vm.value_error(iso::BAD_MIDNIGHT));
        }
        if time.is_next_day && (1..=12).contains(&date.1) && date.2 <= calendar::days_in_month(date.0, date.1)
        {
            date.2 += 1;
            if date.2 > calendar::days_in_month(date.0, date.1) {
                (date.1, date.2) = (date.1 + 1, 1);
            }
            if date.1 > 12 {
                (date.0, date.1) = (date.0 + 1, 1);
            }
        }
    }
    new_datetime(vm, &a[0], date, clock, &zone, false)
}

// ---- text ----

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let moment = own(object);
    let (year, month, day) = moment.date;
    let [hour, minute, second, us] = moment.clock();
    let mut text = format!("{}({year}, {month}, {day}, {hour}, {minute}", vm.type_name(object));
    if us != 0 {
        text += &format!(", {second}, {us}");
    } else if second != 0 {
        text += &format!(", {second}");
    }
    if moment.fold {
        text += ", fold=1";
    }
    if !moment.zone.is_none() {
        text += &format!(", tzinfo={}", vm.repr_text(&moment.zone)?);
    }
    text.push(')');
    Ok(vm.new_str(&text))
}

fn iso_text(vm: &mut Vm, object: &Value, separator: u32, timespec: &Value) -> PyResult {
    let moment = own(object);
    let mut text = taipan_text::text::TextBuf::with_capacity(32);
    text.push_str(&date_text(moment.date));
    text.push(separator);
    text.push_str(&iso::clock_text(vm, moment.clock(), timespec)?);
    if let Some(offset) = offset(vm, object)? {
        text.push_str(&zone::offset_text(offset, ":"));
    }
    vm.text_value(text)
}

fn isoformat(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut separator = u32::from(b'T');
    if !a[1].is_null() {
        let text = match a[1].downcast::<Str>() {
            Some(text) => text,
            None => {
                let what = if a[1].is_none() { "None".to_owned() } else { vm.type_name(&a[1]) };
                let text = format!("isoformat() argument 1 must be a unicode character, not {what}");
                return Err(vm.type_error(text));
            }
        };
        if text.chars() != 1 {
            let text = format!(
                "isoformat() argument 1 must be a unicode character, not a string of length {}",
                text.chars()
            );
            return Err(vm.type_error(text));
        }
        separator = text.text().get(0).unwrap_or(separator);
    }
    if !a[2].is_null() {
        arguments::text(vm, "isoformat() argument 2", &a[2])?;
    }
    iso_text(vm, &a[0], separator, &a[2])
}

// ---- time tuples and timestamps ----

fn timetuple(vm: &mut Vm, a: &[Value]) -> PyResult {
    let moment = own(&a[0]);
    let saving = match zone::dst(vm, &moment.zone, &a[0])? {
        None => -1,
        Some(saving) => (saving != Delta::ZERO) as i32,
    };
    strftime::time_tuple(vm, moment.date, moment.clock(), saving)
}

fn utctimetuple(vm: &mut Vm, a: &[Value]) -> PyResult {
    let moment = own(&a[0]);
    let (date, clock) = match offset(vm, &a[0])? {
        None => (moment.date, moment.clock()),
        Some(offset) => split_total(vm, total(moment) - offset.total())?,
    };
    strftime::time_tuple(vm, date, clock, 0)
}

fn timestamp(vm: &mut Vm, a: &[Value]) -> PyResult {
    let moment = own(&a[0]);
    let us = f64::from(moment.clock()[3]) / 1e6;
    if moment.zone.is_none() {
        let utc = local::to_utc(vm, moment.seconds(), moment.fold)?;
        return Ok(vm.new_float((utc - local::EPOCH) as f64 + us));
    }
    let offset = offset(vm, &a[0])?;
    let Some(offset) = offset else {
        return Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes"));
    };
    let since = total(moment) - i128::from(local::EPOCH) * 1_000_000 - offset.total();
    let since = vm.new_int(since as i64);
    let million = vm.new_int(1_000_000);
    vm.binary(&since, &million, BinaryOp::TrueDivide)
}

fn astimezone(vm: &mut Vm, a: &[Value]) -> PyResult {
    let wanted = arguments::zone(vm, &a[1])?;
    let moment = own(&a[0]);
    if !moment.zone.is_none() && moment.zone.is(&wanted) {
        return Ok(a[0].clone());
    }
    let aware = offset(vm, &a[0])?;
    let offset = match aware {
        Some(offset) => offset,
        None => {
            let mut utc = local::to_utc(vm, moment.seconds(), moment.fold)?;
            let other = local::to_utc(vm, moment.seconds(), !moment.fold)?;
            if utc != other && (other > utc) == moment.fold {
                // A reading in a gap belongs to the offset on the other side of it.
                utc = other;
            }
            let own_zone = local::zone(vm, utc - local::EPOCH)?;
            zone::utcoffset(vm, &own_zone, &a[0])?.unwrap_or(Delta::ZERO)
        }
    };
    let utc = total(moment) - offset.total();
    let (date, clock) = split_total(vm, utc)?;
    let wanted = match wanted.is_none() {
        true => local::zone(vm, utc.div_euclid(1_000_000) as i64 - local::EPOCH)?,
        false => wanted,
    };
    let class = class_of(vm, &a[0]);
    let made = new_datetime(vm, &class, date, clock, &wanted, false)?;
    vm.call_method(&wanted, "fromutc", &[made])
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let old = own(&a[0]);
    let (year, month, day) = old.date;
    let date = (replaced(vm, &a[1], year)?, replaced(vm, &a[2], month)?, replaced(vm, &a[3], day)?);
    let mut clock = old.clock();
    for (field, value) in clock.iter_mut().zip(&a[4..8]) {
        *field = replaced(vm, value, *field)?;
    }
    let zone = if a[8].is_null() { old.zone.clone() } else { arguments::zone(vm, &a[8])? };
    let fold = replaced(vm, &a[9], old.fold as i32)?;
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    let class = class_of(vm, &a[0]);
    new_datetime(vm, &class, date, clock, &zone, fold == 1)
}

fn reduced(vm: &mut Vm, object: &Value, protocol: i64) -> PyResult {
    let moment = own(object);
    let mut bytes = moment.bytes();
    if protocol > 3 && moment.fold {
        bytes[2] |= 128;
    }
    let mut args = vec![vm.bytes_value(&bytes)?];
    args.extend(Some(moment.zone.clone()).filter(|zone| !zone.is_none()));
    let class = class_of(vm, object);
    let args = vm.new_tuple(args);
    Ok(vm.new_tuple(vec![class, args]))
}

// ---- arithmetic and comparison ----

fn add(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    match (Moment::of_datetime(a).is_some(), delta::of(b), Moment::of_datetime(b).is_some(), delta::of(a)) {
        (true, Some(delta), ..) => add_delta(vm, a, delta, 1),
        (_, _, true, Some(delta)) => add_delta(vm, b, delta, 1),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn subtract(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    let Some(left) = Moment::of_datetime(a) else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(delta) = delta::of(b) {
        return add_delta(vm, a, delta, -1);
    }
    let Some(right) = Moment::of_datetime(b) else { return Ok(Value::NOT_IMPLEMENTED) };
    let mut difference = total(left) - total(right);
    if !left.zone.is(&right.zone) {
        match (offset(vm, a)?, offset(vm, b)?) {
            (Some(own), Some(other)) => difference -= own.total() - other.total(),
            (None, None) => {}
            _ => return Err(vm.type_error("can't subtract offset-naive and offset-aware datetimes")),
        }
    }
    let difference = Delta::from_total(vm, difference)?;
    Ok(delta::make(vm, difference))
}

/// Whether the offset depends on the fold: such a reading is equal to none in another zone (PEP 495).
fn is_problematic(vm: &mut Vm, object: &Value, offset: Option<Delta>) -> PyResult<bool> {
    let moment = own(object);
    let class = classes(vm).datetime.clone();
    let other = raw_datetime(vm, &class, moment.date, moment.clock(), &moment.zone, !moment.fold);
    Ok(zone::utcoffset(vm, &moment.zone, &other)? != offset)
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(left), Some(right)) = (Moment::of_datetime(a), Moment::of_datetime(b)) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let plain = (left.date, left.time).cmp(&(right.date, right.time));
    if left.zone.is(&right.zone) {
        return Ok(Value::from_bool(crate::holds(plain, op)));
    }
    let (own_offset, other_offset) = (offset(vm, a)?, offset(vm, b)?);
    let mut order = match (own_offset, other_offset) {
        _ if own_offset == other_offset => plain,
        (Some(one), Some(other)) => (total(left) - one.total()).cmp(&(total(right) - other.total())),
        _ => match op {
            CompareOp::Eq => return Ok(Value::from_bool(false)),
            CompareOp::Ne => return Ok(Value::from_bool(true)),
            _ => return Err(vm.type_error("can't compare offset-naive and offset-aware datetimes")),
        },
    };
    if order.is_eq()
        && matches!(op, CompareOp::Eq | CompareOp::Ne)
        && (is_problematic(vm, a, own_offset)? || is_problematic(vm, b, other_offset)?)
    {
        order = std::cmp::Ordering::Greater;
    }
    Ok(Value::from_bool(crate::holds(order, op)))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let moment = own(object);
    if moment.hash.get() != 0 {
        return Ok(moment.hash.get());
    }
    // Both readings of a time that comes twice are equal within a zone, so they hash alike.
    let asked = if moment.fold {
        let class = classes(vm).datetime.clone();
        let first = raw_datetime(vm, &class, moment.date, moment.clock(), &moment.zone, false);
        offset(vm, &first)?
    } else {
        offset(vm, object)?
    };
    let hash = match asked {
        None => bytes_hash(vm, &moment.bytes())?,
        Some(offset) => {
            let delta = Delta::from_total(vm, total(moment) - offset.total())?;
            delta::hash(vm, delta)?
        }
    };
    moment.hash.set(hash);
    Ok(hash)
}

static METHODS: &[NativeDef] = &[
    class_method(
        "now",
        "($type, /, tz=None)",
        now,
        "Returns new datetime object representing current time local to tz.\n\n  tz\n    Timezone object.\n\nIf no tz is specified, uses local timezone.",
    ),
    class_method("utcnow", "($type, /)", utcnow, "Return a new datetime representing UTC day and time."),
    class_method(
        "fromtimestamp",
        "($type, /, timestamp, tz=None)",
        fromtimestamp,
        "timestamp[, tz] -> tz's local time from POSIX timestamp.",
    ),
    class_method(
        "utcfromtimestamp",
        "($type, timestamp, /)",
        utcfromtimestamp,
        "Construct a naive UTC datetime from a POSIX timestamp.",
    ),
    class_method(
        "strptime",
        "($type, *args)",
        |vm, a| strftime::parse(vm, "_strptime_datetime_datetime", a),
        "string, format -> new datetime parsed from a string (like time.strptime()).",
    ),
    class_method(
        "combine",
        "($type, /, date, time, tzinfo=unchanged)",
        combine,
        "date, time -> datetime with same date and time fields",
    ),
    class_method(
        "fromisoformat",
        "($type, object, /)",
        fromisoformat,
        "string -> datetime from a string in most ISO 8601 formats",
    ),
    method(
        "date",
        "($self, /)",
        |vm, a| {
            let class = classes(vm).date.clone();
            Ok(raw_date(vm, &class, own(&a[0]).date))
        },
        "Return date object with same year, month and day.",
    ),
    method(
        "time",
        "($self, /)",
        |vm, a| {
            let class = classes(vm).time.clone();
            new_time(vm, &class, own(&a[0]).clock(), &Value::NONE, own(&a[0]).fold as i32)
        },
        "Return time object with same time but with tzinfo=None.",
    ),
    method(
        "timetz",
        "($self, /)",
        |vm, a| {
            let class = classes(vm).time.clone();
            new_time(vm, &class, own(&a[0]).clock(), &own(&a[0]).zone, own(&a[0]).fold as i32)
        },
        "Return time object with same time and tzinfo.",
    ),
    method(
        "ctime",
        "($self, /)",
        |vm, a| Ok(vm.new_str(&ctime_text(own(&a[0])))),
        "Return ctime() style string.",
    ),
    method("timetuple", "($self, /)", timetuple, "Return time tuple, compatible with time.localtime()."),
    method("timestamp", "($self, /)", timestamp, "Return POSIX timestamp as float."),
    method(
        "utctimetuple",
        "($self, /)",
        utctimetuple,
        "Return UTC time tuple, compatible with time.localtime().",
    ),
    method(
        "isoformat",
        "($self, /, sep='T', timespec='auto')",
        isoformat,
        "[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM].\nsep is used to separate the year from the time, and defaults to 'T'.\nThe optional argument timespec specifies the number of additional terms\nof the time to include. Valid options are 'auto', 'hours', 'minutes',\n'seconds', 'milliseconds' and 'microseconds'.\n",
    ),
    method(
        "utcoffset",
        "($self, /)",
        |vm, a| {
            let offset = offset(vm, &a[0])?;
            Ok(zone::offset_value(vm, offset))
        },
        "Return self.tzinfo.utcoffset(self).",
    ),
    method(
        "tzname",
        "($self, /)",
        |vm, a| zone::tzname(vm, &own(&a[0]).zone, &a[0]),
        "Return self.tzinfo.tzname(self).",
    ),
    method(
        "dst",
        "($self, /)",
        |vm, a| {
            let saving = zone::dst(vm, &own(&a[0]).zone, &a[0])?;
            Ok(zone::offset_value(vm, saving))
        },
        "Return self.tzinfo.dst(self).",
    ),
    method(
        "replace",
        "($self, /, year=unchanged, month=unchanged, day=unchanged,\n        hour=unchanged, minute=unchanged, second=unchanged,\n        microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)",
        replace,
        "Return datetime with new specified fields.",
    ),
    method("__replace__", "($self, /, **changes)", dunder_replace, "The same as replace()."),
    method(
        "astimezone",
        "($self, /, tz=None)",
        astimezone,
        "tz -> convert to local time in new timezone tz\n",
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
    getter("hour", |_, o| Ok(Value::from_i32(own(o).clock()[0]))),
    getter("minute", |_, o| Ok(Value::from_i32(own(o).clock()[1]))),
    getter("second", |_, o| Ok(Value::from_i32(own(o).clock()[2]))),
    getter("microsecond", |_, o| Ok(Value::from_i32(own(o).clock()[3]))),
    getter("tzinfo", |_, o| Ok(own(o).zone.clone())),
    getter("fold", |_, o| Ok(Value::from_i32(own(o).fold as i32))),
];

pub fn class(vm: &mut Vm, base: &Value) -> PyResult {
    let mut slots = Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|vm, o| {
            let separator = vm.new_str(" ");
            vm.call_method(o, "isoformat", &[separator])
        }),
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
        doc: Some(
            "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nThe year, month and day arguments are required. tzinfo may be None, or an\ninstance of a tzinfo subclass. The remaining arguments may be ints.\n",
        ),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "datetime", module: "datetime", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Moment>(class, Some(base))
}
