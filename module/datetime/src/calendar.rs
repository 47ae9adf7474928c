//! The proleptic Gregorian calendar: arithmetic on numbers alone.

pub const MIN_YEAR: i32 = 1;
pub const MAX_YEAR: i32 = 9999;
pub const MAX_ORDINAL: i32 = 3_652_059;
/// Days from the first of January of year 1, as day 1, to the first of 1970.
pub const EPOCH_ORDINAL: i64 = 719_163;

const BEFORE: [i32; 13] = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the year before the month.
pub fn days_before_month(year: i32, month: i32) -> i32 {
    BEFORE[month.clamp(1, 12) as usize] + (month > 2 && is_leap(year)) as i32
}

fn days_before_year(year: i32) -> i32 {
    let y = year - 1;
    y * 365 + y / 4 - y / 100 + y / 400
}

/// The first of January of year 1 is day 1.
pub fn ordinal((year, month, day): (i32, i32, i32)) -> i32 {
    days_before_year(year) + days_before_month(year, month) + day
}

pub fn from_ordinal(ordinal: i32) -> (i32, i32, i32) {
    let n = ordinal - 1;
    let (n400, n) = (n.div_euclid(146_097), n.rem_euclid(146_097));
    let (n100, n) = (n / 36_524, n % 36_524);
    let (n4, n) = (n / 1461, n % 1461);
    let (n1, n) = (n / 365, n % 365);
    let year = n400 * 400 + n100 * 100 + n4 * 4 + n1 + 1;
    if n1 == 4 || n100 == 4 {
        return (year - 1, 12, 31);
    }
    let mut month = 12;
    while days_before_month(year, month) > n {
        month -= 1;
    }
    (year, month, n - days_before_month(year, month) + 1)
}

/// Monday is 0.
pub fn weekday(date: (i32, i32, i32)) -> i32 {
    (ordinal(date) + 6).rem_euclid(7)
}

/// The ordinal of the Monday of the first ISO week of a year.
fn first_monday(year: i32) -> i32 {
    let first = ordinal((year, 1, 1));
    let day = (first + 6).rem_euclid(7);
    let monday = first - day;
    if day > 3 { monday + 7 } else { monday }
}

/// ISO year, week, and day of the week from 1.
pub fn iso_calendar(date: (i32, i32, i32)) -> (i32, i32, i32) {
    let mut year = date.0;
    let today = ordinal(date);
    let mut days = today - first_monday(year);
    let mut week = days.div_euclid(7);
    if week < 0 {
        year -= 1;
        days = today - first_monday(year);
        week = days.div_euclid(7);
    } else if week >= 52 && today >= first_monday(year + 1) {
        year += 1;
        week = 0;
    }
    (year, week + 1, days.rem_euclid(7) + 1)
}

/// What is wrong with an ISO date.
pub enum BadIso {
    Year,
    Week,
    Day,
}

pub fn from_iso_calendar(year: i32, week: i32, day: i32) -> Result<(i32, i32, i32), BadIso> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(BadIso::Year);
    }
    if !(1..53).contains(&week) {
        // A year has 53 weeks if it starts on a Thursday, or on a Wednesday when it is a leap year.
        let first = weekday((year, 1, 1));
        if week != 53 || !(first == 3 || first == 2 && is_leap(year)) {
            return Err(BadIso::Week);
        }
    }
    if !(1..8).contains(&day) {
        return Err(BadIso::Day);
    }
    Ok(from_ordinal(first_monday(year) + (week - 1) * 7 + day - 1))
}
