//! `strftime`: what `time.strftime` does not know is put in by hand, then it does the rest. And `timetuple`, `strptime`.

use crate::moment::Moment;
use crate::time::Time;
use crate::zone;
use taipan_native::{PyResult, Value, Vm};
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_text::text::TextBuf;

pub fn import(vm: &mut Vm, name: &str) -> PyResult {
    let name = vm.intern(name);
    let nothing = vm.empty_tuple.clone();
    (vm.interp.import)(vm, &name, None, &nothing, 0)
}

/// A `time.struct_time`.
pub fn time_tuple(vm: &mut Vm, date: (i32, i32, i32), clock: [i32; 4], saving: i32) -> PyResult {
    let (year, month, day) = date;
    let weekday = crate::calendar::weekday(date);
    let in_year = crate::calendar::days_before_month(year, month) + day;
    let fields = [year, month, day, clock[0], clock[1], clock[2], weekday, in_year, saving];
    let fields = vm.new_tuple(fields.map(Value::from_i32).to_vec());
    let time = import(vm, "time")?;
    vm.call_method(&time, "struct_time", &[fields])
}

/// The zone of a datetime or time, and the microseconds.
fn parts(object: &Value) -> (Value, i32) {
    if let Some(time) = Time::of(object) {
        return (time.zone.clone(), time.clock[3]);
    }
    match Moment::of_date(object) {
        Some(moment) => (moment.zone.clone(), moment.clock()[3]),
        None => (Value::NONE, 0),
    }
}

fn year_of(vm: &mut Vm, tuple: &Value, strftime: &Value, code: u32) -> PyResult<i64> {
    let first = vm.get_item(tuple, &Value::from_i32(0))?;
    let year = vm.index_i64(&first)?;
    if year < 1000 && code == u32::from(b'G') {
        let format = vm.new_str("%G");
        let text = vm.call(strftime, &[format, tuple.clone()])?;
        let text = vm.text(&text).into_owned();
        return Ok(text.trim().parse().unwrap_or(year));
    }
    Ok(year)
}

/// Formats by a time tuple; `argument` is what the zone is asked about.
pub fn format(vm: &mut Vm, object: &Value, format: &Value, tuple: &Value, argument: &Value) -> PyResult {
    let (zone, us) = parts(object);
    let time = import(vm, "time")?;
    let strftime = vm.get_attr_str(&time, "strftime")?;
    let codes: Vec<u32> = format.expect::<Str>().text().code_points().collect();
    let mut out = TextBuf::with_capacity(codes.len());
    let percent = u32::from(b'%');
    let mut at = 0;
    while let Some(&code) = codes.get(at) {
        at += 1;
        if code != percent {
            out.push(code);
            continue;
        }
        let Some(&letter) = codes.get(at) else {
            out.push(code);
            break;
        };
        at += 1;
        let colon = letter == u32::from(b':') && codes.get(at) == Some(&u32::from(b'z'));
        match u8::try_from(letter).unwrap_or(0) {
            b'z' => {
                if let Some(offset) = zone::utcoffset(vm, &zone, argument)? {
                    out.push_str(&zone::offset_text(offset, ""));
                }
            }
            b':' if colon => {
                at += 1;
                if let Some(offset) = zone::utcoffset(vm, &zone, argument)? {
                    out.push_str(&zone::offset_text(offset, ":"));
                }
            }
            b'Z' => {
                let name = zone::tzname(vm, &zone, argument)?;
                if !name.is_none() {
                    let signs = [vm.new_str("%"), vm.new_str("%%")];
                    let doubled = vm.call_method(&name, "replace", &signs)?;
                    match doubled.downcast::<Str>() {
                        Some(text) => out.push_text(text.text()),
                        None => return Err(vm.type_error("tzname.replace() did not return a string")),
                    }
                }
            }
            b'f' => out.push_str(&format!("{us:06}")),
            b'Y' | b'G' | b'F' | b'C' => {
                let year = year_of(vm, tuple, &strftime, letter)?;
                match letter as u8 {
                    _ if year >= 1000 => {
                        out.push(code);
                        out.push(letter);
                    }
                    b'F' => out.push_str(&format!("{year:04}-%m-%d")),
                    b'C' => out.push_str(&format!("{:02}", year / 100)),
                    _ => out.push_str(&format!("{year:04}")),
                }
            }
            _ => {
                out.push(code);
                out.push(letter);
            }
        }
    }
    let text = vm.text_value(out)?;
    vm.call(&strftime, &[text, tuple.clone()])
}

/// `strptime` of a class, by the function of `_strptime`.
pub fn parse(vm: &mut Vm, function: &str, a: &[Value]) -> PyResult {
    let given = a[1].expect::<Tuple>().items();
    let [text, format] = given else {
        let text = format!("strptime() takes exactly 2 arguments ({} given)", given.len());
        return Err(vm.type_error(text));
    };
    for (at, value) in [text, format].into_iter().enumerate() {
        crate::arguments::text(vm, &format!("strptime() argument {}", at + 1), value)?;
    }
    let module = import(vm, "_strptime")?;
    vm.call_method(&module, function, &[a[0].clone(), text.clone(), format.clone()])
}
