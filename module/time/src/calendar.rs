//! Broken-down time: the calendar without a time zone, and `struct_time`.

use taipan_host::Clock;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::int::Number;
use taipan_objects::structseq::StructSequence;
use taipan_objects::tuple::Tuple;
use taipan_objects::{float, host_error};

static STRUCT_TIME: StructSequence = StructSequence {
    module: "time",
    name: "struct_time",
    doc: "The time value as returned by gmtime(), localtime(), and strptime(), and\naccepted by asctime(), mktime() and strftime().  May be considered as a\nsequence of 9 integers.\n\nNote that several fields' values are not the same as those defined by\nthe C language standard for struct tm.  For example, the value of the\nfield tm_year is the actual year, not year - 1900.  See individual\nfields' descriptions for details.",
    fields: &[
        "tm_year",
        "tm_mon",
        "tm_mday",
        "tm_hour",
        "tm_min",
        "tm_sec",
        "tm_wday",
        "tm_yday",
        "tm_isdst",
        "tm_zone",
        "tm_gmtoff",
    ],
    visible: 9,
    constructible: true,
};

/// The class of this Vm.
struct Class(Value);

impl Default for Class {
    fn default() -> Self {
        Class(Value::NULL)
    }
}

pub fn set(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = vm.new_struct_sequence_class(&STRUCT_TIME)?;
    vm.set_module_attr(module, "struct_time", class.clone());
    vm.state::<Class>().0 = class;
    Ok(())
}

/// A moment of some time zone, with the fields counted as people count them; Monday is 0.
#[derive(Clone, Debug)]
pub struct Moment {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    pub yearday: i64,
    pub daylight: i64,
    pub zone: String,
    pub offset: i64,
}

/// Days since 1970 of a date of the Gregorian calendar.
pub fn days_of(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the leap day is the last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year + era * 400 + (month <= 2) as i64;
    (year, month, day)
}

impl Moment {
    /// Seconds since 1970, in the zone that is this far east.
    pub fn of(seconds: i64, offset: i64, daylight: i64, zone: &str) -> Moment {
        let local = seconds + offset;
        let (days, rest) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let (year, month, day) = date_of(days);
        Moment {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            yearday: days - days_of(year, 1, 1) + 1,
            daylight,
            zone: zone.to_owned(),
            offset,
        }
    }

    /// Seconds since 1970, as if the moment were in UTC.
    pub fn seconds(&self) -> i64 {
        // Months beyond the year carry over, as `mktime` allows.
        let months = self.month - 1;
        let (year, month) = (self.year + months.div_euclid(12), months.rem_euclid(12) + 1);
        days_of(year, month, 1)
            .saturating_add(self.day - 1)
            .saturating_mul(86_400)
            .saturating_add(self.hour * 3600 + self.minute * 60 + self.second)
    }

    fn object(&self, vm: &mut Vm) -> PyResult {
        let fields = [
            self.year,
            self.month,
            self.day,
            self.hour,
            self.minute,
            self.second,
            self.weekday,
            self.yearday,
            self.daylight,
        ];
        let mut values: Vec<Value> = fields.iter().map(|&f| vm.new_int(f)).collect();
        values.push(vm.new_str(&self.zone));
        values.push(vm.new_int(self.offset));
        let class = vm.state::<Class>().0.clone();
        vm.new_struct_sequence(&class, values)
    }
}

/// The argument of `gmtime` and the like: whole seconds, rounded down; now if there is none.
fn seconds_of(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let out_of_range = "timestamp out of range for platform time_t";
    if value.is_null() || value.is_none() {
        return Ok(vm.host().now_ns(Clock::Wall).div_euclid(1_000_000_000));
    }
    let seconds = if let Some(seconds) = float::value_of(value) {
        if seconds.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        let floor = seconds.floor();
        if !(-9.2e18..9.2e18).contains(&floor) {
            return Err(vm.overflow_error(out_of_range));
        }
        floor as i64
    } else {
        let index = vm.index(value)?;
        match Number::of(&index) {
            Some(Number::Small(seconds)) => seconds,
            _ => return Err(vm.overflow_error(out_of_range)),
        }
    };
    // Beyond this the year is no C int.
    if !(-67_768_040_609_740_800..=67_768_036_191_676_799).contains(&seconds) {
        return Err(host_error::os_error(vm, &std::io::Error::from_raw_os_error(75)));
    }
    Ok(seconds)
}

fn local(vm: &mut Vm, seconds: i64) -> Moment {
    let zone = vm.host().local_time(seconds);
    Moment::of(seconds, zone.offset, zone.daylight as i64, &zone.zone)
}

/// The local moment of an argument in seconds.
pub fn local_moment(vm: &mut Vm, value: &Value) -> PyResult<Moment> {
    let seconds = seconds_of(vm, value)?;
    Ok(local(vm, seconds))
}

pub fn gmtime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let seconds = seconds_of(vm, &a[0])?;
    Moment::of(seconds, 0, 0, "GMT").object(vm)
}

pub fn localtime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let moment = local_moment(vm, &a[0])?;
    moment.object(vm)
}

/// The moment of a time tuple; `who` is the function that asks.
pub fn moment_of(vm: &mut Vm, value: &Value, who: &str) -> PyResult<Moment> {
    if !vm.is_instance(value, Tp::Tuple) {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    }
    let items = value.expect::<Tuple>().items().to_vec();
    let fields = items.as_slice();
    if fields.len() != 9 {
        return Err(vm.type_error(format!("{who}(): illegal time tuple argument")));
    }
    let mut numbers = [0i64; 9];
    for (place, field) in numbers.iter_mut().zip(fields) {
        let index = vm.index(field)?;
        *place = match Number::of(&index) {
            Some(Number::Small(i)) if i32::try_from(i).is_ok() => i,
            Some(n) if n.is_negative() => {
                return Err(vm.overflow_error("signed integer is less than minimum"));
            }
            _ => return Err(vm.overflow_error("signed integer is greater than maximum")),
        };
    }
    let [year, month, day, hour, minute, second, weekday, yearday, daylight] = numbers;
    let (mut zone, mut offset) = (String::new(), 0);
    let class = vm.state::<Class>().0.clone();
    if vm.type_of(value).value().is(&class) {
        let (name, east) = (vm.get_attr_str(value, "tm_zone")?, vm.get_attr_str(value, "tm_gmtoff")?);
        if vm.is_instance(&name, Tp::Str) {
            zone = vm.text(&name).into_owned();
        }
        offset = east.as_small().unwrap_or(0);
    } else {
        let now = vm.host().local_time(0);
        (zone, offset) = if zone.is_empty() { (now.zone, now.offset) } else { (zone, offset) };
    }
    Ok(Moment { year, month, day, hour, minute, second, weekday, yearday, daylight, zone, offset })
}

pub fn mktime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let moment = moment_of(vm, &a[1], "mktime")?;
    let wanted = moment.seconds();
    let first = vm.host().local_time(wanted).offset;
    let second = vm.host().local_time(wanted - first).offset;
    Ok(vm.new_float((wanted - second) as f64))
}
