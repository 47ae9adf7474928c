//! Time as text: `asctime`, `ctime`, and `strftime` in the C locale, with the GNU flags `-`, `_`, `0`, `^` and widths.

use crate::calendar::{Moment, local_moment, moment_of};
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::str::Str;
use taipan_text::text::TextBuf;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Checks the fields as CPython's `checktm` does, and mends those that may be 0.
fn check(vm: &mut Vm, mut moment: Moment) -> PyResult<Moment> {
    for (field, name) in [
        (&mut moment.month, "month"),
        (&mut moment.day, "day of month"),
        (&mut moment.yearday, "day of year"),
    ] {
        if *field == 0 {
            *field = 1;
        }
        let most = match name {
            "month" => 12,
            "day of month" => 31,
            _ => 366,
        };
        if *field < 0 || *field > most {
            return Err(vm.value_error(format!("{name} out of range")));
        }
    }
    for (value, most, name) in
        [(moment.hour, 23, "hour"), (moment.minute, 59, "minute"), (moment.second, 61, "seconds")]
    {
        if value < 0 || value > most {
            return Err(vm.value_error(format!("{name} out of range")));
        }
    }
    if moment.weekday < -1 {
        return Err(vm.value_error("day of week out of range"));
    }
    moment.weekday = moment.weekday.rem_euclid(7);
    Ok(moment)
}

fn moment(vm: &mut Vm, value: &Value, who: &str) -> PyResult<Moment> {
    if value.is_null() || value.is_none() {
        return local_moment(vm, &Value::NONE);
    }
    moment_of(vm, value, who)
}

fn day(m: &Moment) -> &'static str {
    DAYS[m.weekday.rem_euclid(7) as usize]
}

fn month(m: &Moment) -> &'static str {
    MONTHS[(m.month - 1).rem_euclid(12) as usize]
}

fn classic(m: &Moment) -> String {
    format!(
        "{} {}{:3} {:02}:{:02}:{:02} {}",
        &day(m)[..3],
        &month(m)[..3],
        m.day,
        m.hour,
        m.minute,
        m.second,
        m.year
    )
}

pub fn asctime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = moment(vm, &a[0], "asctime")?;
    let own = check(vm, own)?;
    Ok(vm.new_str(&classic(&own)))
}

pub fn ctime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let own = local_moment(vm, &a[0])?;
    Ok(vm.new_str(&classic(&own)))
}

pub fn strftime(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[0], Tp::Str) {
        let text = format!("strftime() argument 1 must be str, not {}", vm.type_name(&a[0]));
        return Err(vm.type_error(text));
    }
    let own = moment(vm, &a[1], "strftime")?;
    let own = check(vm, own)?;
    // Lone surrogates pass through.
    let mut out = TextBuf::with_capacity(64);
    let mut run = String::new();
    for code in a[0].expect::<Str>().text().code_points() {
        match char::from_u32(code) {
            Some(char) => run.push(char),
            None => {
                out.push_str(&text(&run, &own));
                run.clear();
                out.push(code);
            }
        }
    }
    out.push_str(&text(&run, &own));
    vm.text_value(out)
}

/// The ISO 8601 year and week.
fn iso_week(m: &Moment) -> (i64, i64) {
    let leap = |y: i64| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    let weeks = |y: i64| {
        let starts = (crate::calendar::days_of(y, 1, 1) + 3).rem_euclid(7);
        if starts == 3 || (starts == 2 && leap(y)) { 53 } else { 52 }
    };
    let week = (m.yearday - 1 - m.weekday + 10).div_euclid(7);
    match week {
        0 => (m.year - 1, weeks(m.year - 1)),
        53 if weeks(m.year) == 52 => (m.year + 1, 1),
        week => (m.year, week),
    }
}

/// What a conversion gives: a number with its width and pad, or text.
enum Piece {
    Number(i64, usize, char),
    Text(String),
}

fn piece(code: char, m: &Moment) -> Option<Piece> {
    use Piece::{Number, Text};
    let sunday = (m.weekday + 1) % 7;
    let hour12 = if m.hour % 12 == 0 { 12 } else { m.hour % 12 };
    Some(match code {
        'Y' => Number(m.year, 1, '0'),
        'C' => Number(m.year.div_euclid(100), 2, '0'),
        'y' => Number(m.year.rem_euclid(100), 2, '0'),
        'm' => Number(m.month, 2, '0'),
        'd' => Number(m.day, 2, '0'),
        'e' => Number(m.day, 2, ' '),
        'H' => Number(m.hour, 2, '0'),
        'k' => Number(m.hour, 2, ' '),
        'I' => Number(hour12, 2, '0'),
        'l' => Number(hour12, 2, ' '),
        'M' => Number(m.minute, 2, '0'),
        'S' => Number(m.second, 2, '0'),
        'j' => Number(m.yearday, 3, '0'),
        'u' => Number(m.weekday + 1, 1, '0'),
        'w' => Number(sunday, 1, '0'),
        'U' => Number((m.yearday - 1 + 7 - sunday).div_euclid(7), 2, '0'),
        'W' => Number((m.yearday - 1 + 7 - m.weekday).div_euclid(7), 2, '0'),
        'V' => Number(iso_week(m).1, 2, '0'),
        'G' => Number(iso_week(m).0, 1, '0'),
        'g' => Number(iso_week(m).0.rem_euclid(100), 2, '0'),
        's' => Number(m.seconds() - m.offset, 1, '0'),
        'a' => Text(day(m)[..3].to_owned()),
        'A' => Text(day(m).to_owned()),
        'b' | 'h' => Text(month(m)[..3].to_owned()),
        'B' => Text(month(m).to_owned()),
        'p' => Text(if m.hour < 12 { "AM" } else { "PM" }.to_owned()),
        'P' => Text(if m.hour < 12 { "am" } else { "pm" }.to_owned()),
        'Z' => Text(m.zone.clone()),
        'z' => {
            let minutes = m.offset.abs() / 60;
            let sign = if m.offset < 0 { '-' } else { '+' };
            Text(format!("{sign}{:02}{:02}", minutes / 60, minutes % 60))
        }
        'c' => Text(text("%a %b %e %H:%M:%S %Y", m)),
        'x' | 'D' => Text(text("%m/%d/%y", m)),
        'X' | 'T' => Text(text("%H:%M:%S", m)),
        'F' => Text(text("%Y-%m-%d", m)),
        'R' => Text(text("%H:%M", m)),
        'r' => Text(text("%I:%M:%S %p", m)),
        'n' => Text("\n".to_owned()),
        't' => Text("\t".to_owned()),
        '%' => Text("%".to_owned()),
        _ => return None,
    })
}

/// `strftime` proper. What is no conversion stays as it is.
fn text(format: &str, m: &Moment) -> String {
    let mut out = String::new();
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut chars = rest[1..].chars().peekable();
        let (mut pad, mut upper, mut width, mut used) = (None, false, 0usize, 1);
        while let Some(&flag) = chars.peek().filter(|c| "-_0^#".contains(**c)) {
            match flag {
                '^' | '#' => upper = true,
                flag => pad = Some(flag),
            }
            used += 1;
            chars.next();
        }
        while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
            width = (width * 10 + digit as usize).min(1 << 16);
            used += 1;
            chars.next();
        }
        if chars.peek().is_some_and(|c| matches!(c, 'E' | 'O'))
            && chars.clone().nth(1).is_some_and(char::is_alphabetic)
        {
            used += 1;
            chars.next();
        }
        let Some(code) = chars.next() else {
            out.push_str(rest);
            return out;
        };
        let all = used + code.len_utf8();
        match piece(code, m) {
            None => out.push_str(&rest[..all]),
            Some(Piece::Number(value, least, fill)) => {
                let fill = match pad {
                    Some('_') => ' ',
                    Some('0') => '0',
                    _ => fill,
                };
                let width = if pad == Some('-') { 0 } else { width.max(least) };
                let digits = value.unsigned_abs().to_string();
                let sign = if value < 0 { "-" } else { "" };
                let missing = width.saturating_sub(digits.len() + sign.len());
                let padding: String = std::iter::repeat_n(fill, missing).collect();
                out.push_str(&if fill == '0' {
                    format!("{sign}{padding}{digits}")
                } else {
                    format!("{padding}{sign}{digits}")
                });
            }
            Some(Piece::Text(own)) => {
                let own = if upper { own.to_uppercase() } else { own };
                let fill = if pad == Some('0') { '0' } else { ' ' };
                out.extend(std::iter::repeat_n(fill, width.saturating_sub(own.chars().count())));
                out.push_str(&own);
            }
        }
        rest = &rest[all..];
    }
    out.push_str(rest);
    out
}
