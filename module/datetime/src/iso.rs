//! Texts of ISO 8601: writing times, and reading dates and times.

use crate::calendar;
use crate::moment::Clock;
use taipan_native::{PyResult, Raised, Value, Vm};
use taipan_objects::str::Str;

/// `HH[:MM[:SS[.fff[fff]]]]` as `timespec` asks.
pub fn clock_text(vm: &mut Vm, [hour, minute, second, us]: Clock, timespec: &Value) -> PyResult<String> {
    let spec = match timespec.downcast::<Str>() {
        Some(text) => text.text().to_string_escaped(),
        None => "auto".to_owned(),
    };
    let spec = match (spec.as_str(), us) {
        ("auto", 0) => "seconds",
        ("auto", _) => "microseconds",
        (spec, _) => spec,
    };
    let seconds = || format!("{hour:02}:{minute:02}:{second:02}");
    Ok(match spec {
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "seconds" => seconds(),
        "milliseconds" => format!("{}.{:03}", seconds(), us / 1000),
        "microseconds" => format!("{}.{us:06}", seconds()),
        _ => return Err(vm.value_error("Unknown timespec value")),
    })
}

/// ValueError `Invalid isoformat string: …`.
pub fn invalid(vm: &mut Vm, text: &Value) -> Raised {
    match vm.repr_text(text) {
        Ok(shown) => vm.value_error(format!("Invalid isoformat string: {shown}")),
        Err(raised) => raised,
    }
}

fn digit(text: &[u32], at: usize) -> Option<i32> {
    match text.get(at) {
        Some(&code) if (48..58).contains(&code) => Some(code as i32 - 48),
        _ => None,
    }
}

/// `count` digits.
fn number(text: &[u32], at: usize, count: usize) -> Option<i32> {
    (at..at + count).try_fold(0, |sum, at| Some(sum * 10 + digit(text, at)?))
}

fn is(text: &[u32], at: usize, char: u8) -> bool {
    text.get(at) == Some(&u32::from(char))
}

/// A whole date: `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-Www[-D]`, `YYYYWww[D]`.
pub fn date(text: &[u32]) -> Option<(i32, i32, i32)> {
    let year = number(text, 0, 4)?;
    let separated = is(text, 4, b'-');
    let mut at = 4 + separated as usize;
    if is(text, at, b'W') {
        let week = number(text, at + 1, 2)?;
        at += 3;
        let mut day = 1;
        if at < text.len() {
            if is(text, at, b'-') != separated {
                return None;
            }
            at += separated as usize;
            day = number(text, at, 1)?;
            at += 1;
        }
        if at != text.len() {
            return None;
        }
        return calendar::from_iso_calendar(year, week, day).ok();
    }
    let month = number(text, at, 2)?;
    at += 2;
    if is(text, at, b'-') != separated {
        return None;
    }
    at += separated as usize;
    let day = number(text, at, 2)?;
    (at + 2 == text.len()).then_some((year, month, day))
}

/// Where the date of a datetime's text ends.
pub fn date_length(text: &[u32]) -> Option<usize> {
    let length = text.len();
    if length == 7 {
        return Some(7);
    }
    if is(text, 4, b'-') {
        if !is(text, 5, b'W') {
            return Some(10);
        }
        if length < 8 {
            return None;
        }
        if length > 8 && is(text, 8, b'-') {
            if length == 9 {
                return None;
            }
            // `YYYY-Www-D`, unless more digits say that the `-` parted date and time.
            return Some(if length > 10 && digit(text, 10).is_some() { 8 } else { 10 });
        }
        return Some(8);
    }
    if !is(text, 4, b'W') {
        return Some(8);
    }
    let end = (7..length).find(|&at| digit(text, at).is_none()).unwrap_or(length);
    Some(match end {
        0..9 => end,
        _ if end % 2 == 0 => 7,
        _ => 8,
    })
}

/// The time zone of a time's text.
pub enum Zone {
    None,
    Utc,
    /// Microseconds east.
    Offset(i64),
}

/// The text of the ValueError of such a time.
pub const BAD_MIDNIGHT: &str = "minute, second, and microsecond must be 0 when hour is 24";

/// What a time's text says.
pub struct Time {
    pub clock: Clock,
    /// It was 24:00.
    pub is_next_day: bool,
    /// It was later than 24:00.
    pub is_bad_midnight: bool,
    pub zone: Zone,
}

fn clock(text: &[u32]) -> Option<Clock> {
    let mut fields = [0; 4];
    let (mut at, mut separated) = (0, false);
    for (index, field) in fields.iter_mut().enumerate().take(3) {
        *field = number(text, at, 2)?;
        at += 2;
        if index == 0 {
            separated = is(text, at, b':');
        }
        if at >= text.len() || index == 2 {
            break;
        }
        if separated && !is(text, at, b':') {
            return None;
        }
        at += separated as usize;
        if !separated && (is(text, at, b'.') || is(text, at, b',')) {
            return None;
        }
    }
    if at < text.len() {
        if !is(text, at, b'.') && !is(text, at, b',') {
            return None;
        }
        let digits = &text[at + 1..];
        if digits.is_empty() || (0..digits.len()).any(|at| digit(digits, at).is_none()) {
            return None;
        }
        let count = digits.len().min(6);
        fields[3] = number(digits, 0, count)? * 10i32.pow(6 - count as u32);
    }
    Some(fields)
}

/// A whole time.
pub fn time(text: &[u32]) -> Option<Time> {
    if text.len() < 2 {
        return None;
    }
    let sign = [b'-', b'+', b'Z'].iter().find_map(|&c| text.iter().position(|&code| code == u32::from(c)));
    let mut clock_fields = clock(&text[..sign.unwrap_or(text.len())])?;
    let is_next_day = clock_fields == [24, 0, 0, 0];
    let is_bad_midnight = clock_fields[0] == 24 && !is_next_day;
    if is_next_day {
        clock_fields[0] = 0;
    }
    let zone = match sign {
        None => Zone::None,
        Some(at) if is(text, at, b'Z') => match at + 1 == text.len() {
            true => Zone::Utc,
            false => return None,
        },
        Some(at) => {
            let rest = &text[at + 1..];
            if matches!(rest.len(), 0 | 1 | 3) {
                return None;
            }
            let [hour, minute, second, us] = clock(rest)?.map(i64::from);
            match ((hour * 60 + minute) * 60 + second) * 1_000_000 + us {
                0 => Zone::Utc,
                total if is(text, at, b'-') => Zone::Offset(-total),
                total => Zone::Offset(total),
            }
        }
    };
    Some(Time { clock: clock_fields, is_next_day, is_bad_midnight, zone })
}

/// The zone as a tzinfo or None.
pub fn zone_value(vm: &mut Vm, zone: Zone) -> PyResult {
    match zone {
        Zone::None => Ok(Value::NONE),
        Zone::Utc => Ok(crate::classes(vm).utc.clone()),
        Zone::Offset(total) => {
            let delta = crate::delta::Delta::from_total(vm, total.into())?;
            let offset = crate::delta::make(vm, delta);
            let class = crate::classes(vm).timezone.clone();
            vm.call(&class, &[offset])
        }
    }
}
