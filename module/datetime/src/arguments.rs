//! Arguments of constructors that CPython parses by hand, and the checks of fields.

use crate::calendar::{MAX_YEAR, MIN_YEAR, days_in_month};
use taipan_native::{Args, PyResult, Tp, Value, Vm};
use taipan_objects::int::Number;

/// What a function takes: its name with parentheses in messages (or just `function`), and its parameters.
pub struct Shape<'a> {
    pub name: &'a str,
    pub parameters: &'a [&'a str],
    pub required: usize,
    /// How many may be given by position.
    pub positional: usize,
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Shape<'_> {
    /// The arguments by parameter, NULL where there is none.
    pub fn bind(&self, vm: &mut Vm, args: Args<'_>) -> PyResult<Vec<Value>> {
        let Shape { name, parameters, .. } = self;
        let given = args.all.len();
        if given > parameters.len() {
            let count = parameters.len();
            let kind = if args.positionals().is_empty() { "keyword " } else { "" };
            let text =
                format!("{name} takes at most {count} {kind}argument{} ({given} given)", plural(count));
            return Err(vm.type_error(text));
        }
        let by_position = args.positionals().len();
        if by_position > self.positional {
            let count = self.positional;
            let bound = if self.required == count { "exactly" } else { "at most" };
            let text = format!(
                "{name} takes {bound} {count} positional argument{} ({by_position} given)",
                plural(count)
            );
            return Err(vm.type_error(text));
        }
        let mut bound = vec![Value::NULL; parameters.len()];
        for (place, value) in bound.iter_mut().zip(args.positionals()) {
            *place = value.clone();
        }
        let mut unknown = None;
        for (key, value) in args.keywords() {
            let key = vm.text(key).into_owned();
            match parameters.iter().position(|p| *p == key) {
                Some(at) if bound[at].is_null() => bound[at] = value.clone(),
                Some(at) => {
                    let text =
                        format!("argument for {name} given by name ('{key}') and position ({})", at + 1);
                    return Err(vm.type_error(text));
                }
                None => unknown = unknown.or(Some(key)),
            }
        }
        for (at, value) in bound.iter().enumerate().take(self.required) {
            if value.is_null() {
                // CPython converts those before first.
                if *name == "function" {
                    for value in &bound[..at] {
                        int(vm, value, 0)?;
                    }
                }
                let text = format!("{name} missing required argument '{}' (pos {})", parameters[at], at + 1);
                return Err(vm.type_error(text));
            }
        }
        if let Some(key) = unknown {
            let who = if *name == "function" { "this function" } else { name };
            return Err(vm.type_error(format!("{who} got an unexpected keyword argument '{key}'")));
        }
        Ok(bound)
    }
}

/// An int of C, or the default.
pub fn int(vm: &mut Vm, value: &Value, default: i32) -> PyResult<i32> {
    if value.is_null() {
        return Ok(default);
    }
    let index = vm.index(value)?;
    let number = Number::of(&index).map(|n| n.big()).unwrap_or_default();
    match (i32::try_from(&number), i64::try_from(&number)) {
        (Ok(int), _) => Ok(int),
        (_, Ok(long)) if long > 0 => Err(vm.overflow_error("signed integer is greater than maximum")),
        (_, Ok(_)) => Err(vm.overflow_error("signed integer is less than minimum")),
        _ => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

pub fn check_date(vm: &mut Vm, (year, month, day): (i32, i32, i32)) -> PyResult<()> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(vm.value_error(format!("year must be in {MIN_YEAR}..{MAX_YEAR}, not {year}")));
    }
    if !(1..=12).contains(&month) {
        return Err(vm.value_error(format!("month must be in 1..12, not {month}")));
    }
    let last = days_in_month(year, month);
    if !(1..=last).contains(&day) {
        let text = format!("day {day} must be in range 1..{last} for month {month} in year {year}");
        return Err(vm.value_error(text));
    }
    Ok(())
}

pub fn check_time(vm: &mut Vm, time: [i32; 4], fold: i32) -> PyResult<()> {
    for (value, (name, last)) in
        time.into_iter().zip([("hour", 23), ("minute", 59), ("second", 59), ("microsecond", 999_999)])
    {
        if !(0..=last).contains(&value) {
            return Err(vm.value_error(format!("{name} must be in 0..{last}, not {value}")));
        }
    }
    if !(0..=1).contains(&fold) {
        return Err(vm.value_error(format!("fold must be either 0 or 1, not {fold}")));
    }
    Ok(())
}

/// TypeError unless it is None or a `tzinfo`; NULL becomes None.
pub fn zone(vm: &mut Vm, value: &Value) -> PyResult {
    if value.is_null() || value.is_none() {
        return Ok(Value::NONE);
    }
    if !crate::is_zone(vm, value) {
        let text = format!(
            "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
            vm.type_name(value)
        );
        return Err(vm.type_error(text));
    }
    Ok(value.clone())
}

/// The text of a str argument.
pub fn text<'a>(vm: &mut Vm, function: &str, value: &'a Value) -> PyResult<&'a taipan_objects::str::Str> {
    if let Some(text) = value.downcast::<taipan_objects::str::Str>() {
        return Ok(text);
    }
    let what = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
    Err(vm.raise(Tp::TypeError, format!("{function} must be str, not {what}")))
}
