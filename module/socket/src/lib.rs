//! Module `_socket`: sockets of the families INET, INET6 and UNIX, addresses, and what goes with them.
//!
//! Blocking is CPython's: a socket with a timeout is non-blocking underneath and waits by poll; a signal that arrives while
//! it waits runs its handler, and the wait goes on. Deliberately absent: ancillary data (`recvmsg`, `sendmsg`), other
//! families, and the databases of services and protocols.
#![deny(unsafe_op_in_unsafe_fn)]

mod address;
mod constants;
mod names;
mod sock;

use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::int::Number;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_socket",
    doc: Some("Implementation module for socket operations.\n\nSee the socket module for documentation."),
    functions: FUNCTIONS,
    init,
};

/// What the module keeps.
#[derive(Default)]
pub(crate) struct State {
    pub class: Option<Value>,
    pub gaierror: Option<Value>,
    /// Nanoseconds that new sockets wait; `None`: for ever.
    pub default_timeout: Option<i64>,
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "close",
        "($self, object, /)",
        close,
        "close(integer) -> None\n\nClose an integer socket file descriptor.  This is like os.close(), but for\nsockets; on some platforms os.close() won't work for socket file descriptors.",
    ),
    function(
        "dup",
        "($self, object, /)",
        dup,
        "dup(integer) -> integer\n\nDuplicate an integer socket file descriptor.  This is like os.dup(), but for\nsockets; on some platforms os.dup() won't work for socket file descriptors.",
    ),
    function(
        "getaddrinfo",
        "(host, port, family=0, type=0, proto=0, flags=0)",
        names::getaddrinfo,
        "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)\n\nResolve host and port into addrinfo struct.",
    ),
    function(
        "getdefaulttimeout",
        "($self, /)",
        get_default_timeout,
        "getdefaulttimeout() -> timeout\n\nReturns the default timeout in seconds (float) for new socket objects.\nA value of None indicates that new socket objects have no timeout.\nWhen the socket module is first imported, the default is None.",
    ),
    function(
        "gethostbyname",
        "(host, /)",
        names::gethostbyname,
        "gethostbyname(host) -> address\n\nReturn the IP address (a string of the form '255.255.255.255') for a host.",
    ),
    function(
        "gethostname",
        "($self, /)",
        names::gethostname,
        "gethostname() -> string\n\nReturn the current host name.",
    ),
    function(
        "getnameinfo",
        "(sockaddr, flags, /)",
        names::getnameinfo,
        "getnameinfo(sockaddr, flags) --> (host, port)\n\nGet host and port for a sockaddr.",
    ),
    function(
        "htonl",
        "($module, integer, /)",
        |vm, a| swap32(vm, &a[1]),
        "Convert a 32-bit unsigned integer from host to network byte order.",
    ),
    function(
        "htons",
        "($module, integer, /)",
        |vm, a| swap16(vm, &a[1]),
        "Convert a 16-bit unsigned integer from host to network byte order.",
    ),
    function(
        "inet_aton",
        "($module, ip_addr, /)",
        address::inet_aton,
        "Convert an IP address in string format to the 32-bit packed binary format used in low-level network functions.",
    ),
    function(
        "inet_ntoa",
        "($module, packed_ip, /)",
        address::inet_ntoa,
        "Convert an IP address from 32-bit packed binary format to string format.",
    ),
    function(
        "inet_ntop",
        "(af, packed_ip, /)",
        address::inet_ntop,
        "inet_ntop(af, packed_ip) -> string formatted IP address\n\nConvert a packed IP address of the given family to string format.",
    ),
    function(
        "inet_pton",
        "(af, ip, /)",
        address::inet_pton,
        "inet_pton(af, ip) -> packed IP address string\n\nConvert an IP address from string format to a packed string suitable\nfor use with low-level network functions.",
    ),
    function(
        "ntohl",
        "($module, integer, /)",
        |vm, a| swap32(vm, &a[1]),
        "Convert a 32-bit unsigned integer from network to host byte order.",
    ),
    function(
        "ntohs",
        "($module, integer, /)",
        |vm, a| swap16(vm, &a[1]),
        "Convert a 16-bit unsigned integer from network to host byte order.",
    ),
    function(
        "setdefaulttimeout",
        "($self, object, /)",
        set_default_timeout,
        "setdefaulttimeout(timeout)\n\nSet the default timeout in seconds (float) for new socket objects.\nA value of None indicates that new socket objects have no timeout.\nWhen the socket module is first imported, the default is None.",
    ),
    function(
        "socketpair",
        "(family=1, type=1, proto=0, /)",
        sock::pair,
        "socketpair([family[, type [, proto]]]) -> (socket object, socket object)\n\nCreate a pair of socket objects from the sockets returned by the platform\nsocketpair() function.\nThe arguments are the same as for socket() except the default family is\nAF_UNIX if defined on the platform; otherwise, the default is AF_INET.",
    ),
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let class = sock::class(vm)?;
    let os_error = vm.class(Tp::OSError);
    let derived = |vm: &mut Vm, name: &str| {
        let namespace = vm.new_dict();
        let module = vm.new_str("socket");
        vm.dict_set_str(&namespace, "__module__", module)?;
        let (name, bases) = (vm.intern(name), vm.new_tuple(vec![os_error.clone()]));
        let class = vm.class(Tp::Type);
        vm.call(&class, &[name, bases, namespace])
    };
    let (gaierror, herror) = (derived(vm, "gaierror")?, derived(vm, "herror")?);
    *vm.state::<State>() =
        State { class: Some(class.clone()), gaierror: Some(gaierror.clone()), default_timeout: None };
    let timeout = vm.class(Tp::TimeoutError);
    for (name, value) in [
        ("socket", class.clone()),
        ("SocketType", class),
        ("error", os_error.clone()),
        ("gaierror", gaierror),
        ("herror", herror),
        ("timeout", timeout),
        ("has_ipv6", Value::TRUE),
    ] {
        vm.set_module_attr(module, name, value);
    }
    for &(name, value) in constants::CONSTANTS {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}

/// The OSError of a failed call.
pub(crate) fn os_error(vm: &mut Vm, error: &std::io::Error) -> Raised {
    taipan_objects::host_error::os_error(vm, error)
}

fn descriptor(vm: &mut Vm, value: &Value) -> PyResult<i32> {
    let number = vm.index_i64(value)?;
    match i32::try_from(number) {
        Ok(fd) => Ok(fd),
        Err(_) => Err(vm.raise(Tp::OverflowError, "Python int too large to convert to C int")),
    }
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    // SAFETY: the program says that the number is a socket of its own.
    if unsafe { libc::close(fd) } != 0 {
        return Err(os_error(vm, &std::io::Error::last_os_error()));
    }
    Ok(Value::NONE)
}

fn dup(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fd = descriptor(vm, &a[1])?;
    // SAFETY: the call looks at the number alone.
    let made = unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) };
    if made < 0 {
        return Err(os_error(vm, &std::io::Error::last_os_error()));
    }
    Ok(vm.new_int(made as i64))
}

fn unsigned(vm: &mut Vm, value: &Value, bits: u32) -> PyResult<u64> {
    let index = vm.index(value)?;
    match Number::of(&index) {
        Some(Number::Small(number)) if number < 0 => Err(vm.value_error("Cannot convert negative int")),
        Some(Number::Small(number)) if (number as u64) >> bits == 0 => Ok(number as u64),
        _ => Err(vm.raise(Tp::OverflowError, format!("Python int too large for C uint{bits}_t"))),
    }
}

fn swap16(vm: &mut Vm, value: &Value) -> PyResult {
    let number = unsigned(vm, value, 16)? as u16;
    Ok(vm.new_int(number.to_be() as i64))
}

fn swap32(vm: &mut Vm, value: &Value) -> PyResult {
    let number = unsigned(vm, value, 32)? as u32;
    Ok(vm.new_int(number.to_be() as i64))
}

/// A timeout in nanoseconds; `None` for None.
pub(crate) fn timeout_of(vm: &mut Vm, value: &Value) -> PyResult<Option<i64>> {
    if value.is_none() {
        return Ok(None);
    }
    if !vm.is_instance(value, Tp::Float) && vm.type_of(value).slots().index.is_none() {
        let text = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    let seconds = vm.to_double(value)?;
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("Timeout value out of range"));
    }
    if seconds * 1e9 >= i64::MAX as f64 {
        return Err(vm.raise(Tp::OverflowError, "timestamp out of range for C PyTime_t"));
    }
    Ok(Some((seconds * 1e9).ceil() as i64))
}

pub(crate) fn seconds(vm: &mut Vm, timeout: Option<i64>) -> Value {
    match timeout {
        Some(ns) => vm.new_float(ns as f64 / 1e9),
        None => Value::NONE,
    }
}

fn get_default_timeout(vm: &mut Vm, _: &[Value]) -> PyResult {
    let timeout = vm.state::<State>().default_timeout;
    Ok(seconds(vm, timeout))
}

fn set_default_timeout(vm: &mut Vm, a: &[Value]) -> PyResult {
    let timeout = timeout_of(vm, &a[1])?;
    vm.state::<State>().default_timeout = timeout;
    Ok(Value::NONE)
}
