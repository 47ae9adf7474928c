//! Module `_datetime`: dates, times, spans and time zones.
//!
//! Numbers and the calendar are in `calendar`, texts in `iso` and `strftime`, the machine's own zone in `local`; each class
//! has a file of its own. The objects never change.

mod arguments;
mod calendar;
mod date;
mod datetime;
mod delta;
mod iso;
mod local;
mod moment;
mod strftime;
mod time;
mod week;
mod zone;

use delta::{Delta, MAX_DAYS};
use std::cmp::Ordering;
use taipan_native::{ModuleDef, PyResult, Value, Vm};
use taipan_objects::CompareOp;
use taipan_objects::class::{Type, TypeExt};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_datetime",
    doc: Some("Fast implementation of the datetime module."),
    functions: &[],
    init,
};

/// The classes, and the one `timezone.utc`.
struct Classes {
    date: Value,
    datetime: Value,
    time: Value,
    delta: Value,
    tzinfo: Value,
    timezone: Value,
    week: Value,
    utc: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        let none = || Value::NULL;
        Classes {
            date: none(),
            datetime: none(),
            time: none(),
            delta: none(),
            tzinfo: none(),
            timezone: none(),
            week: none(),
            utc: none(),
        }
    }
}

fn classes(vm: &mut Vm) -> &mut Classes {
    vm.state::<Classes>()
}

/// The class of an object, as a value.
fn class_of(vm: &Vm, object: &Value) -> Value {
    vm.type_of(object).value()
}

fn is_zone(vm: &mut Vm, value: &Value) -> bool {
    let tzinfo = classes(vm).tzinfo.clone();
    vm.type_of(value).is_subtype(tzinfo.expect::<Type>())
}

/// Whether a comparison holds for that order.
fn holds(order: Ordering, op: CompareOp) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
    }
}

/// Sets an attribute of a class that is immutable for programs.
fn set_class_attr(vm: &mut Vm, class: &Value, name: &str, value: Value) -> PyResult<()> {
    let dict = class.expect::<Type>().data.dict.get(vm).clone();
    vm.dict_set_str(&dict, name, value)
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    classes(vm).delta = delta::class(vm)?;
    let delta = classes(vm).delta.clone();
    classes(vm).tzinfo = zone::class(vm)?;
    let tzinfo = classes(vm).tzinfo.clone();
    classes(vm).timezone = zone::fixed_class(vm, &tzinfo)?;
    let timezone = classes(vm).timezone.clone();
    let date = date::class(vm)?;
    classes(vm).datetime = datetime::class(vm, &date)?;
    let datetime = classes(vm).datetime.clone();
    classes(vm).time = time::class(vm)?;
    let time = classes(vm).time.clone();
    classes(vm).week = week::class(vm)?;

    let utc = zone::fixed(vm, Delta::ZERO, Value::NULL);
    classes(vm).utc = utc.clone();
    let last_minute = 23 * 3600 + 59 * 60;
    let east = zone::fixed(vm, Delta { seconds: last_minute, ..Delta::ZERO }, Value::NULL);
    let west = zone::fixed(vm, Delta { days: -1, seconds: 60, microseconds: 0 }, Value::NULL);
    for (name, value) in [("utc", utc.clone()), ("min", west), ("max", east)] {
        set_class_attr(vm, &timezone, name, value)?;
    }

    let microsecond = delta::make(vm, Delta { microseconds: 1, ..Delta::ZERO });
    let day = delta::make(vm, Delta { days: 1, ..Delta::ZERO });
    let least = delta::make(vm, Delta { days: -MAX_DAYS, ..Delta::ZERO });
    let most = delta::make(vm, Delta { days: MAX_DAYS, seconds: 86399, microseconds: 999_999 });
    let (first, last) = ((1, 1, 1), (9999, 12, 31));
    let (midnight, evening) = ([0; 4], [23, 59, 59, 999_999]);
    let bounds = [
        (&delta, least, most, microsecond.clone()),
        (&date, moment::raw_date(vm, &date, first), moment::raw_date(vm, &date, last), day),
        (
            &datetime,
            moment::raw_datetime(vm, &datetime, first, midnight, &Value::NONE, false),
            moment::raw_datetime(vm, &datetime, last, evening, &Value::NONE, false),
            microsecond.clone(),
        ),
        (
            &time,
            time::raw_time(vm, &time, midnight, &Value::NONE, false),
            time::raw_time(vm, &time, evening, &Value::NONE, false),
            microsecond,
        ),
    ];
    for (class, least, most, resolution) in bounds {
        set_class_attr(vm, class, "min", least)?;
        set_class_attr(vm, class, "max", most)?;
        set_class_attr(vm, class, "resolution", resolution)?;
    }
    for (name, value) in [
        ("date", date.clone()),
        ("datetime", datetime.clone()),
        ("time", time.clone()),
        ("timedelta", delta.clone()),
        ("timezone", timezone.clone()),
        ("tzinfo", tzinfo.clone()),
        ("UTC", utc),
        ("MINYEAR", Value::from_i32(calendar::MIN_YEAR)),
        ("MAXYEAR", Value::from_i32(calendar::MAX_YEAR)),
    ] {
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}
