//! Module `resource`: what the process may use, and what it has used.

use taipan_native::os::{c_int, os_error};
use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::int::Number;
use taipan_objects::structseq::StructSequence;

pub static MODULE: ModuleDef = ModuleDef { name: "resource", doc: None, functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    function("getpagesize", "($module, /)", getpagesize, ""),
    function("getrlimit", "($module, resource, /)", getrlimit, ""),
    function("getrusage", "($module, who, /)", getrusage, ""),
    function("prlimit", "($module, pid, resource, limits=None, /)", prlimit, ""),
    function("setrlimit", "($module, resource, limits, /)", setrlimit, ""),
];

const CONSTANTS: &[(&str, i64)] = &[
    ("RLIMIT_AS", libc::RLIMIT_AS as i64),
    ("RLIMIT_CORE", libc::RLIMIT_CORE as i64),
    ("RLIMIT_CPU", libc::RLIMIT_CPU as i64),
    ("RLIMIT_DATA", libc::RLIMIT_DATA as i64),
    ("RLIMIT_FSIZE", libc::RLIMIT_FSIZE as i64),
    ("RLIMIT_MEMLOCK", libc::RLIMIT_MEMLOCK as i64),
    ("RLIMIT_MSGQUEUE", libc::RLIMIT_MSGQUEUE as i64),
    ("RLIMIT_NICE", libc::RLIMIT_NICE as i64),
    ("RLIMIT_NOFILE", libc::RLIMIT_NOFILE as i64),
    ("RLIMIT_NPROC", libc::RLIMIT_NPROC as i64),
    ("RLIMIT_OFILE", libc::RLIMIT_NOFILE as i64),
    ("RLIMIT_RSS", libc::RLIMIT_RSS as i64),
    ("RLIMIT_RTPRIO", libc::RLIMIT_RTPRIO as i64),
    ("RLIMIT_RTTIME", libc::RLIMIT_RTTIME as i64),
    ("RLIMIT_SIGPENDING", libc::RLIMIT_SIGPENDING as i64),
    ("RLIMIT_STACK", libc::RLIMIT_STACK as i64),
    ("RLIM_INFINITY", -1),
    ("RUSAGE_CHILDREN", libc::RUSAGE_CHILDREN as i64),
    ("RUSAGE_SELF", libc::RUSAGE_SELF as i64),
    ("RUSAGE_THREAD", libc::RUSAGE_THREAD as i64),
];

static USAGE: StructSequence = StructSequence {
    module: "resource",
    name: "struct_rusage",
    doc: "struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.",
    fields: &[
        "ru_utime",
        "ru_stime",
        "ru_maxrss",
        "ru_ixrss",
        "ru_idrss",
        "ru_isrss",
        "ru_minflt",
        "ru_majflt",
        "ru_nswap",
        "ru_inblock",
        "ru_oublock",
        "ru_msgsnd",
        "ru_msgrcv",
        "ru_nsignals",
        "ru_nvcsw",
        "ru_nivcsw",
    ],
    visible: 16,
    constructible: true,
};

#[derive(Default)]
struct State {
    usage: Option<Value>,
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for &(name, number) in CONSTANTS {
        let number = vm.new_int(number);
        vm.set_module_attr(module, name, number);
    }
    let error = vm.class(Tp::OSError);
    vm.set_module_attr(module, "error", error);
    let class = vm.new_struct_sequence_class(&USAGE)?;
    vm.set_module_attr(module, "struct_rusage", class.clone());
    vm.state::<State>().usage = Some(class);
    Ok(())
}

/// The error of a call that has just failed.
fn last_error(vm: &mut Vm, invalid: &str) -> Raised {
    match std::io::Error::last_os_error().raw_os_error() {
        Some(libc::EINVAL) => vm.value_error(invalid),
        errno => os_error(vm, errno.unwrap_or(0)),
    }
}

const ABOVE: &str = "current limit exceeds maximum limit";

fn resource(vm: &mut Vm, value: &Value) -> PyResult<libc::__rlimit_resource_t> {
    let number = c_int(vm, value)?;
    if !(0..=libc::RLIMIT_RTTIME as i32).contains(&number) {
        return Err(vm.value_error("invalid resource specified"));
    }
    Ok(number as libc::__rlimit_resource_t)
}

/// A limit; -1 is none.
fn limit(vm: &mut Vm, value: &Value) -> PyResult<u64> {
    let index = vm.index(value)?;
    let number = Number::of(&index).map(|number| number.big()).unwrap_or_default();
    if let Ok(limit) = u64::try_from(&number) {
        return Ok(limit);
    }
    match i64::try_from(&number) {
        Ok(-1) => Ok(u64::MAX),
        Ok(_) => Err(vm.value_error("Cannot convert negative int")),
        Err(_) if Number::of(&index).is_some_and(|number| number.is_negative()) => {
            Err(vm.value_error("Cannot convert negative int"))
        }
        Err(_) => Err(vm.overflow_error("Python int too large to convert to C rlim_t")),
    }
}

fn limits(vm: &mut Vm, value: &Value) -> PyResult<libc::rlimit> {
    let items = vm.collect(value)?;
    let [current, maximum] = items.as_slice() else {
        return Err(vm.value_error("expected a tuple of 2 integers"));
    };
    Ok(libc::rlimit { rlim_cur: limit(vm, current)?, rlim_max: limit(vm, maximum)? })
}

fn limits_value(vm: &mut Vm, limits: libc::rlimit) -> PyResult {
    let values = [limits.rlim_cur, limits.rlim_max];
    let values = values.map(|limit| if limit == u64::MAX { Value::from_i32(-1) } else { vm.new_u64(limit) });
    Ok(vm.new_tuple(values.to_vec()))
}

fn getrlimit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let resource = resource(vm, &a[1])?;
    let mut limits = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the place of the answer lasts for the call.
    if unsafe { libc::getrlimit(resource, &mut limits) } != 0 {
        return Err(last_error(vm, ABOVE));
    }
    limits_value(vm, limits)
}

fn setrlimit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let resource = resource(vm, &a[1])?;
    let limits = limits(vm, &a[2])?;
    // SAFETY: as above.
    if unsafe { libc::setrlimit(resource, &limits) } != 0 {
        return Err(match std::io::Error::last_os_error().raw_os_error() {
            Some(libc::EPERM) => vm.value_error("not allowed to raise maximum limit"),
            _ => last_error(vm, ABOVE),
        });
    }
    Ok(Value::NONE)
}

fn prlimit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pid = c_int(vm, &a[1])?;
    let resource = resource(vm, &a[2])?;
    let new = if a[3].is_null() || a[3].is_none() { None } else { Some(limits(vm, &a[3])?) };
    let new = new.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    let mut old = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: NULL for no new limits, or limits that last for the call, as the place of the answer does.
    if unsafe { libc::prlimit(pid, resource, new, &mut old) } != 0 {
        return Err(last_error(vm, ABOVE));
    }
    limits_value(vm, old)
}

fn getrusage(vm: &mut Vm, a: &[Value]) -> PyResult {
    let who = c_int(vm, &a[1])?;
    // SAFETY: a structure of numbers may be all zeros.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: the place of the answer lasts for the call.
    if unsafe { libc::getrusage(who, &mut usage) } != 0 {
        return Err(last_error(vm, "invalid who parameter"));
    }
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 * 1e-6;
    let mut values = vec![vm.new_float(seconds(usage.ru_utime)), vm.new_float(seconds(usage.ru_stime))];
    for number in [
        usage.ru_maxrss,
        usage.ru_ixrss,
        usage.ru_idrss,
        usage.ru_isrss,
        usage.ru_minflt,
        usage.ru_majflt,
        usage.ru_nswap,
        usage.ru_inblock,
        usage.ru_oublock,
        usage.ru_msgsnd,
        usage.ru_msgrcv,
        usage.ru_nsignals,
        usage.ru_nvcsw,
        usage.ru_nivcsw,
    ] {
        values.push(vm.new_int(number));
    }
    let class = vm.state::<State>().usage.clone().unwrap_or(Value::NONE);
    vm.new_struct_sequence(&class, values)
}

fn getpagesize(vm: &mut Vm, _: &[Value]) -> PyResult {
    // SAFETY: the call has no conditions.
    let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    Ok(vm.new_int(size))
}
