//! Module `time`. Every clock and every wait goes through the host.
//!
//! Files: clocks here, broken-down time in `calendar`, text in `format`. Absent: `strptime` before `_strptime` can be
//! imported, and setting clocks.
#![forbid(unsafe_code)]

mod calendar;
mod format;

use taipan_host::Clock;
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::int::Number;
use taipan_objects::{float, host_error};

pub static MODULE: ModuleDef = ModuleDef {
    name: "time",
    doc: Some(
        "This module provides various functions to manipulate time values.\n\nThere are two standard representations of time.  One is the number\nof seconds since the Epoch, in UTC (a.k.a. GMT).  It may be an integer\nor a floating-point number (to represent fractions of seconds).\nThe epoch is the point where the time starts, the return value of time.gmtime(0).\nIt is January 1, 1970, 00:00:00 (UTC) on all platforms.",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "time",
        "($self, /)",
        |vm, _| seconds(vm, Clock::Wall),
        "time() -> floating-point number\n\nReturn the current time in seconds since the Epoch.\nFractions of a second may be present if the system clock provides them.",
    ),
    function(
        "time_ns",
        "($self, /)",
        |vm, _| nanoseconds(vm, Clock::Wall),
        "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch.",
    ),
    function(
        "monotonic",
        "($self, /)",
        |vm, _| seconds(vm, Clock::Monotonic),
        "monotonic() -> float\n\nMonotonic clock, cannot go backward.",
    ),
    function(
        "monotonic_ns",
        "($self, /)",
        |vm, _| nanoseconds(vm, Clock::Monotonic),
        "monotonic_ns() -> int\n\nMonotonic clock, cannot go backward, as nanoseconds.",
    ),
    function(
        "perf_counter",
        "($self, /)",
        |vm, _| seconds(vm, Clock::Monotonic),
        "perf_counter() -> float\n\nPerformance counter for benchmarking.",
    ),
    function(
        "perf_counter_ns",
        "($self, /)",
        |vm, _| nanoseconds(vm, Clock::Monotonic),
        "perf_counter_ns() -> int\n\nPerformance counter for benchmarking as nanoseconds.",
    ),
    function(
        "process_time",
        "($self, /)",
        |vm, _| seconds(vm, Clock::Process),
        "process_time() -> float\n\nProcess time for profiling: sum of the kernel and user-space CPU time.",
    ),
    function(
        "process_time_ns",
        "($self, /)",
        |vm, _| nanoseconds(vm, Clock::Process),
        "process_time_ns() -> int\n\nProcess time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.",
    ),
    function(
        "thread_time",
        "($self, /)",
        |vm, _| seconds(vm, Clock::Thread),
        "thread_time() -> float\n\nThread time for profiling: sum of the kernel and user-space CPU time.",
    ),
    function(
        "thread_time_ns",
        "($self, /)",
        |vm, _| nanoseconds(vm, Clock::Thread),
        "thread_time_ns() -> int\n\nThread time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time.",
    ),
    function(
        "sleep",
        "($self, object, /)",
        sleep,
        "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be\na floating-point number for subsecond precision.",
    ),
    function(
        "clock_gettime",
        "($module, clk_id, /)",
        clock_gettime,
        "Return the time of the specified clock clk_id as a float.",
    ),
    function(
        "clock_gettime_ns",
        "($module, clk_id, /)",
        clock_gettime_ns,
        "Return the time of the specified clock clk_id as nanoseconds (int).",
    ),
    function(
        "clock_getres",
        "($module, clk_id, /)",
        clock_getres,
        "clock_getres(clk_id) -> floating-point number\n\nReturn the resolution (precision) of the specified clock clk_id.",
    ),
    function(
        "get_clock_info",
        "($module, name, /)",
        get_clock_info,
        "get_clock_info(name: str) -> dict\n\nGet information of the specified clock.",
    ),
    function(
        "gmtime",
        "(seconds=None, /)",
        calendar::gmtime,
        "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\nGMT).  When 'seconds' is not passed in, convert the current time instead.\n\nIf the platform supports the tm_gmtoff and tm_zone, they are available as\nattributes only.",
    ),
    function(
        "localtime",
        "(seconds=None, /)",
        calendar::localtime,
        "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing local time.\nWhen 'seconds' is not passed in, convert the current time instead.",
    ),
    function(
        "mktime",
        "($self, object, /)",
        calendar::mktime,
        "mktime(tuple) -> floating-point number\n\nConvert a time tuple in local time to seconds since the Epoch.\nNote that mktime(gmtime(0)) will not generally return zero for most\ntime zones; instead the returned value will either be equal to that\nof the timezone or altzone attributes on the time module.",
    ),
    function(
        "asctime",
        "(tuple=None, /)",
        format::asctime,
        "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.\nWhen the time tuple is not present, current time as returned by localtime()\nis used.",
    ),
    function(
        "ctime",
        "(seconds=None, /)",
        format::ctime,
        "ctime(seconds) -> string\n\nConvert a time in seconds since the Epoch to a string in local time.\nThis is equivalent to asctime(localtime(seconds)). When the time tuple is\nnot present, current time as returned by localtime() is used.",
    ),
    function(
        "strftime",
        "(format, tuple=None, /)",
        format::strftime,
        "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification.\nSee the library reference manual for formatting codes. When the time tuple\nis not present, current time as returned by localtime() is used.",
    ),
    function(
        "strptime",
        "(string, format='%a %b %d %H:%M:%S %Y', /)",
        strptime,
        "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification.\nSee the library reference manual for formatting codes (same as\nstrftime()).",
    ),
    function(
        "tzset",
        "($self, /)",
        |vm, a| {
            vm.host().reload_zone();
            set_zone(vm, &a[0]);
            Ok(Value::NONE)
        },
        "tzset()\n\nInitialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ'].",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    calendar::set(vm, module)?;
    for (name, id) in CLOCKS {
        vm.set_module_attr(module, name, Value::from_i32(*id));
    }
    vm.set_module_attr(module, "_STRUCT_TM_ITEMS", Value::from_i32(11));
    set_zone(vm, module);
    Ok(())
}

/// What the module says of the local zone.
fn set_zone(vm: &mut Vm, module: &Value) {
    // The zone of a January and a July of some year tell whether there is daylight saving time.
    let (winter, summer) = (vm.host().local_time(1_704_067_200), vm.host().local_time(1_719_792_000));
    let (standard, saving) = if winter.daylight > 0 { (summer, winter) } else { (winter, summer) };
    for (name, value) in [
        ("timezone", -standard.offset),
        ("altzone", -saving.offset),
        ("daylight", (standard.offset != saving.offset) as i64),
    ] {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    let names = vec![vm.new_str(&standard.zone), vm.new_str(&saving.zone)];
    let names = vm.new_tuple(names);
    vm.set_module_attr(module, "tzname", names);
}

const CLOCKS: &[(&str, i32)] = &[
    ("CLOCK_REALTIME", 0),
    ("CLOCK_MONOTONIC", 1),
    ("CLOCK_PROCESS_CPUTIME_ID", 2),
    ("CLOCK_THREAD_CPUTIME_ID", 3),
    ("CLOCK_MONOTONIC_RAW", 4),
    ("CLOCK_BOOTTIME", 7),
    ("CLOCK_TAI", 11),
];

fn seconds(vm: &mut Vm, clock: Clock) -> PyResult {
    let now = vm.host().now_ns(clock);
    Ok(vm.new_float(now as f64 / 1e9))
}

fn nanoseconds(vm: &mut Vm, clock: Clock) -> PyResult {
    let now = vm.host().now_ns(clock);
    Ok(vm.new_int(now))
}

/// The clock of a number; EINVAL for one we do not have.
fn clock_of(vm: &mut Vm, value: &Value) -> PyResult<Clock> {
    match vm.index_i64(value)? {
        0 | 11 => Ok(Clock::Wall),
        1 | 4 | 7 => Ok(Clock::Monotonic),
        2 => Ok(Clock::Process),
        3 => Ok(Clock::Thread),
        _ => Err(host_error::os_error(vm, &std::io::Error::from_raw_os_error(22))),
    }
}

fn clock_gettime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let clock = clock_of(vm, &a[1])?;
    seconds(vm, clock)
}

fn clock_gettime_ns(vm: &mut Vm, a: &[Value]) -> PyResult {
    let clock = clock_of(vm, &a[1])?;
    nanoseconds(vm, clock)
}

fn clock_getres(vm: &mut Vm, a: &[Value]) -> PyResult {
    let clock = clock_of(vm, &a[1])?;
    let resolution = vm.host().resolution(clock);
    Ok(vm.new_float(resolution))
}

fn get_clock_info(vm: &mut Vm, a: &[Value]) -> PyResult {
    if !vm.is_instance(&a[1], Tp::Str) {
        let text = format!("get_clock_info() argument 1 must be str, not {}", vm.type_name(&a[1]));
        return Err(vm.type_error(text));
    }
    let (clock, name) = match &*vm.text(&a[1]) {
        "time" => (Clock::Wall, "CLOCK_REALTIME"),
        "monotonic" | "perf_counter" => (Clock::Monotonic, "CLOCK_MONOTONIC"),
        "process_time" => (Clock::Process, "CLOCK_PROCESS_CPUTIME_ID"),
        "thread_time" => (Clock::Thread, "CLOCK_THREAD_CPUTIME_ID"),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let wall = clock == Clock::Wall;
    let resolution = vm.host().resolution(clock);
    let (implementation, resolution) =
        (vm.new_str(&format!("clock_gettime({name})")), vm.new_float(resolution));
    vm.new_namespace(&[
        ("implementation", implementation),
        ("monotonic", Value::from_bool(!wall)),
        ("adjustable", Value::from_bool(wall)),
        ("resolution", resolution),
    ])
}

/// A duration in nanoseconds, rounded up, as `_PyTime_FromSecondsObject` with ROUND_TIMEOUT.
fn duration(vm: &mut Vm, value: &Value) -> PyResult<i64> {
    let out_of_range = "timestamp out of range for C PyTime_t";
    if let Some(seconds) = float::value_of(value) {
        if seconds.is_nan() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        let ns = seconds * 1e9;
        let ns = if ns >= 0.0 { ns.ceil() } else { ns.floor() };
        if !(-9.223_372_036_854_775e18..9.223_372_036_854_775e18).contains(&ns) {
            return Err(vm.overflow_error(out_of_range));
        }
        return Ok(ns as i64);
    }
    if vm.type_of(value).slots().index.is_none() {
        let text = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    let index = vm.index(value)?;
    match Number::of(&index) {
        Some(Number::Small(seconds)) if seconds.checked_mul(1_000_000_000).is_some() => {
            Ok(seconds * 1_000_000_000)
        }
        _ => Err(vm.overflow_error(out_of_range)),
    }
}

fn sleep(vm: &mut Vm, a: &[Value]) -> PyResult {
    let ns = duration(vm, &a[1])?;
    if ns < 0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let end = vm.host().now_ns(Clock::Monotonic).saturating_add(ns);
    let mut left = ns;
    loop {
        let wanted = left.max(0) as u64;
        let slept = if vm.host().waits_really() {
            vm.blocking(|| taipan_host::sleep_ns(wanted))
        } else {
            vm.host().sleep_ns(wanted)
        };
        match slept {
            Ok(()) => return Ok(Value::NONE),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                // A signal: its handler runs, and unless it raises the wait goes on.
                vm.check_signals()?;
                left = end.saturating_sub(vm.host().now_ns(Clock::Monotonic));
                if left <= 0 {
                    return Ok(Value::NONE);
                }
            }
            Err(error) => return Err(host_error::os_error(vm, &error)),
        }
    }
}

fn strptime(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = vm.new_str("_strptime");
    let from = vm.new_str("_strptime_time");
    let from = vm.new_tuple(vec![from]);
    let module = (vm.interp.import)(vm, &name, None, &from, 0)?;
    let args = if a[1].is_null() { &a[..1] } else { &a[..2] };
    vm.call_method(&module, "_strptime_time", args)
}
