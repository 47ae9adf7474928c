//! What a `date` or a `datetime` holds: one payload for both, since a datetime is a date. A date has no time.

use crate::{arguments, classes};
use std::cell::Cell;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::{Payload, Tracer};

/// Hour, minute, second, microsecond.
pub type Clock = [i32; 4];

pub struct Moment {
    pub date: (i32, i32, i32),
    pub time: Option<Clock>,
    /// A tzinfo or None.
    pub zone: Value,
    pub fold: bool,
    /// 0 until it is asked for.
    pub hash: Cell<i64>,
}

// SAFETY: the one value is visited.
unsafe impl Payload for Moment {
    const NAME: &'static str = "date";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.zone);
    }
}

impl Moment {
    pub fn of_date(value: &Value) -> Option<&Moment> {
        value.downcast::<Moment>().map(|moment| &**moment)
    }

    /// Only of a datetime.
    pub fn of_datetime(value: &Value) -> Option<&Moment> {
        Moment::of_date(value).filter(|moment| moment.time.is_some())
    }

    pub fn clock(&self) -> Clock {
        self.time.unwrap_or_default()
    }

    /// Seconds from the start of year 1, less a day, as if in UTC.
    pub fn seconds(&self) -> i64 {
        seconds(self.date, self.clock())
    }

    /// The bytes that pickles and hashes are made of, without the fold.
    pub fn bytes(&self) -> Vec<u8> {
        let (year, month, day) = self.date;
        let mut bytes = vec![(year >> 8) as u8, year as u8, month as u8, day as u8];
        if let Some(time) = self.time {
            bytes.extend(clock_bytes(time));
        }
        bytes
    }
}

pub fn clock_bytes([hour, minute, second, us]: Clock) -> [u8; 6] {
    [hour as u8, minute as u8, second as u8, (us >> 16) as u8, (us >> 8) as u8, us as u8]
}

pub fn clock_of(bytes: &[u8]) -> Clock {
    let at = |index: usize| i32::from(bytes.get(index).copied().unwrap_or(0));
    [at(0), at(1), at(2), at(3) << 16 | at(4) << 8 | at(5)]
}

pub fn seconds(date: (i32, i32, i32), [hour, minute, second, _]: Clock) -> i64 {
    i64::from(crate::calendar::ordinal(date)) * 86400 + i64::from(hour * 3600 + minute * 60 + second)
}

/// A date of that class; a subclass is called.
pub fn new_date(vm: &mut Vm, class: &Value, date: (i32, i32, i32)) -> PyResult {
    if class.is(&classes(vm).date) {
        arguments::check_date(vm, date)?;
        return Ok(raw_date(vm, class, date));
    }
    let args = [date.0, date.1, date.2].map(Value::from_i32);
    vm.call(class, &args)
}

/// As `new_date`, of fields that were checked and without a call.
pub fn raw_date(vm: &mut Vm, class: &Value, date: (i32, i32, i32)) -> Value {
    let moment = Moment { date, time: None, zone: Value::NONE, fold: false, hash: Cell::new(0) };
    vm.new_object(class, moment)
}

/// A datetime of that class; a subclass is called.
pub fn new_datetime(
    vm: &mut Vm,
    class: &Value,
    date: (i32, i32, i32),
    time: Clock,
    zone: &Value,
    fold: bool,
) -> PyResult {
    if class.is(&classes(vm).datetime) {
        arguments::check_date(vm, date)?;
        arguments::check_time(vm, time, fold as i32)?;
        return Ok(raw_datetime(vm, class, date, time, zone, fold));
    }
    let mut args: Vec<Value> =
        [date.0, date.1, date.2, time[0], time[1], time[2], time[3]].map(Value::from_i32).to_vec();
    args.push(zone.clone());
    call_with_fold(vm, class, args, fold)
}

/// Calls a subclass; the fold is named where it is one.
pub fn call_with_fold(vm: &mut Vm, class: &Value, mut args: Vec<Value>, fold: bool) -> PyResult {
    let mut names = Vec::new();
    if fold {
        args.push(Value::from_i32(1));
        names.push(vm.intern("fold"));
    }
    vm.call_args(class, taipan_native::Args { all: &args, names: &names })
}

/// As `new_datetime`, of fields that were checked and without a call.
pub fn raw_datetime(
    vm: &mut Vm,
    class: &Value,
    date: (i32, i32, i32),
    time: Clock,
    zone: &Value,
    fold: bool,
) -> Value {
    let moment = Moment { date, time: Some(time), zone: zone.clone(), fold, hash: Cell::new(0) };
    vm.new_object(class, moment)
}
