//! The zone of this machine: local readings of timestamps, and back.
//!
//! Seconds are counted in two ways: since 1970, and, as if every reading were of UTC, by `moment::seconds`.

use crate::calendar::{EPOCH_ORDINAL, MAX_ORDINAL};
use crate::delta::Delta;
use crate::moment::Clock;
use taipan_native::{PyResult, Raised, Value, Vm};

/// What `moment::seconds` gives for the start of 1970.
pub const EPOCH: i64 = EPOCH_ORDINAL * 86400;

/// The system's number of the error.
const EOVERFLOW: i32 = 75;

/// No zone's clock is turned back further.
const MAX_FOLD: i64 = 24 * 3600;

/// The year that so many seconds since 1970 fall into, however far away.
fn year_of(seconds: i64) -> i64 {
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    // Years begin in March in this count.
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    year + era * 400 + (of_year >= 306) as i64
}

/// Date and time of seconds since 1970; ValueError outside of the years that there are.
pub fn split(vm: &mut Vm, seconds: i64) -> PyResult<((i32, i32, i32), Clock)> {
    let ordinal = seconds.div_euclid(86400) + EPOCH_ORDINAL;
    if !(1..=i64::from(MAX_ORDINAL)).contains(&ordinal) {
        return Err(bad_year(vm, seconds));
    }
    let rest = seconds.rem_euclid(86400) as i32;
    let clock = [rest / 3600, rest / 60 % 60, rest % 60, 0];
    Ok((crate::calendar::from_ordinal(ordinal as i32), clock))
}

/// The error of a moment in a year that there is not, or that the system cannot count.
fn bad_year(vm: &mut Vm, seconds: i64) -> Raised {
    let year = year_of(seconds);
    if i32::try_from(year - 1900).is_err() {
        return taipan_native::os::os_error(vm, EOVERFLOW);
    }
    vm.value_error(format!("year must be in 1..9999, not {year}"))
}

/// The local reading at a moment, both as of `moment::seconds`.
fn local(vm: &mut Vm, utc: i64) -> PyResult<i64> {
    let since = utc - EPOCH;
    let reading = since + vm.host().local_time(since).offset;
    let ordinal = reading.div_euclid(86400) + EPOCH_ORDINAL;
    if !(1..=i64::from(MAX_ORDINAL)).contains(&ordinal) {
        return Err(bad_year(vm, reading));
    }
    Ok(reading + EPOCH)
}

/// The moment of a local reading, as of `moment::seconds`. Of two the fold tells which; a reading that never comes is taken
/// by the offset before the gap, or after it.
pub fn to_utc(vm: &mut Vm, reading: i64, fold: bool) -> PyResult<i64> {
    let before = local(vm, reading)? - reading;
    let first = reading - before;
    let first_reading = local(vm, first)?;
    let after = if first_reading == reading {
        // A solution; there may be another on the other side of a change.
        let other = if fold { first + MAX_FOLD } else { first - MAX_FOLD };
        let after = local(vm, other)? - other;
        if after == before {
            return Ok(first);
        }
        after
    } else {
        first_reading - first
    };
    let second = reading - after;
    if local(vm, second)? == reading {
        return Ok(second);
    }
    if first_reading == reading {
        return Ok(first);
    }
    Ok(if fold { first.min(second) } else { first.max(second) })
}

/// The local date and time of a timestamp, and whether that reading came before.
pub fn reading(vm: &mut Vm, timestamp: i64) -> PyResult<((i32, i32, i32), Clock, bool)> {
    let seconds = timestamp.saturating_add(vm.host().local_time(timestamp).offset);
    let ordinal = seconds.div_euclid(86400) + EPOCH_ORDINAL;
    if !(1..=i64::from(MAX_ORDINAL)).contains(&ordinal) {
        return Err(bad_year(vm, seconds));
    }
    let (date, clock) = split(vm, seconds)?;
    let utc = timestamp + EPOCH;
    let here = seconds + EPOCH;
    let transition = here - local(vm, utc - MAX_FOLD)? - MAX_FOLD;
    let fold = transition < 0 && local(vm, utc + transition)? == here;
    Ok((date, clock, fold))
}

/// The zone of this machine at a timestamp, as a `timezone`.
pub fn zone(vm: &mut Vm, timestamp: i64) -> PyResult {
    let local = vm.host().local_time(timestamp);
    let offset = Delta::from_total(vm, i128::from(local.offset) * 1_000_000)?;
    let offset = crate::delta::make(vm, offset);
    let name = vm.new_str(&local.zone);
    let class = crate::classes(vm).timezone.clone();
    vm.call(&class, &[offset, name])
}

/// Seconds that an int says.
pub fn time_t(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    if vm.type_of(value).slots().index.is_none() {
        let text = format!("argument must be int or float, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    let index = vm.index(value)?;
    match taipan_objects::int::Number::of(&index).and_then(|n| i64::try_from(n.big()).ok()) {
        Some(seconds) => Ok(seconds),
        None => Err(vm.overflow_error("timestamp out of range for platform time_t")),
    }
}
