//! `_socket.socket`.
//!
//! A socket owns its descriptor until it is closed or detached. `timeout` is `None` for one that blocks; with a timeout (0
//! too) the descriptor is non-blocking, and a call waits by poll for as long as is left.

use crate::{State, address, os_error, seconds, timeout_of};
use rustix::event::{PollFd, PollFlags, Timespec};
use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::cell::{Cell, RefCell};
use std::io::{self, ErrorKind, Read as _};
use std::os::fd::{AsFd as _, AsRawFd as _, FromRawFd as _, IntoRawFd as _, RawFd};
use std::sync::Arc;
use taipan_host::Clock;
use taipan_native::{PyResult, Tp, Value, Vm, method};
use taipan_objects::native::{NativeDef, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::{Args, Payload, Tracer};

struct Sock {
    socket: RefCell<Option<Arc<Socket>>>,
    family: Cell<i32>,
    kind: Cell<i32>,
    proto: Cell<i32>,
    timeout: Cell<Option<i64>>,
}

// SAFETY: it holds no references.
unsafe impl Payload for Sock {
    const NAME: &'static str = "socket";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

static METHODS: &[NativeDef] = &[
    method(
        "_accept",
        "($self, /)",
        accept,
        "_accept() -> (integer, address info)\n\nWait for an incoming connection.  Return a new socket file descriptor\nrepresenting the connection, and the address of the client.\nFor IP sockets, the address info is a pair (hostaddr, port).",
    ),
    method(
        "bind",
        "($self, object, /)",
        bind,
        "bind(address)\n\nBind the socket to a local address.  For IP sockets, the address is a\npair (host, port); the host must refer to the local host.",
    ),
    method("close", "($self, /)", close, "close()\n\nClose the socket.  It cannot be used after this call."),
    method(
        "connect",
        "($self, object, /)",
        connect,
        "connect(address)\n\nConnect the socket to a remote address.  For IP sockets, the address\nis a pair (host, port).",
    ),
    method(
        "connect_ex",
        "($self, object, /)",
        connect_ex,
        "connect_ex(address) -> errno\n\nThis is like connect(address), but returns an error code (the errno value)\ninstead of raising an exception when an error occurs.",
    ),
    method(
        "detach",
        "($self, /)",
        detach,
        "detach()\n\nClose the socket object without closing the underlying file descriptor.\nThe object cannot be used after this call, but the file descriptor\ncan be reused for other purposes.  The file descriptor is returned.",
    ),
    method(
        "fileno",
        "($self, /)",
        |vm, a| Ok(vm.new_int(fd(own(a)) as i64)),
        "fileno() -> integer\n\nReturn the integer file descriptor of the socket.",
    ),
    method(
        "getblocking",
        "($self, /)",
        |_, a| Ok(Value::from_bool(own(a).timeout.get() != Some(0))),
        "getblocking()\n\nReturns True if socket is in blocking mode, or False if it\nis in non-blocking mode.",
    ),
    method(
        "getpeername",
        "($self, /)",
        |vm, a| name_of(vm, a, |s| s.peer_addr()),
        "getpeername() -> address info\n\nReturn the address of the remote endpoint.  For IP sockets, the address\ninfo is a pair (hostaddr, port).",
    ),
    method(
        "getsockname",
        "($self, /)",
        |vm, a| name_of(vm, a, |s| s.local_addr()),
        "getsockname() -> address info\n\nReturn the address of the local endpoint. The format depends on the\naddress family. For IPv4 sockets, the address info is a pair\n(hostaddr, port). For IPv6 sockets, the address info is a 4-tuple\n(hostaddr, port, flowinfo, scope_id).",
    ),
    method(
        "getsockopt",
        "($self, level, option, buflen=0, /)",
        getsockopt,
        "getsockopt(level, option[, buffersize]) -> value\n\nGet a socket option.  See the Unix manual for level and option.\nIf a nonzero buffersize argument is given, the return value is a\nstring of that length; otherwise it is an integer.",
    ),
    method(
        "gettimeout",
        "($self, /)",
        get_timeout,
        "gettimeout() -> timeout\n\nReturns the timeout in seconds (float) associated with socket\noperations. A timeout of None indicates that timeouts on socket\noperations are disabled.",
    ),
    method(
        "listen",
        "($self, backlog=128, /)",
        listen,
        "listen([backlog])\n\nEnable a server to accept connections.  If backlog is specified, it must be\nat least 0 (if it is lower, it is set to 0); it specifies the number of\nunaccepted connections that the system will allow before refusing new\nconnections. If not specified, a default reasonable value is chosen.",
    ),
    method(
        "recv",
        "($self, buffersize, flags=0, /)",
        recv,
        "recv(buffersize[, flags]) -> data\n\nReceive up to buffersize bytes from the socket.  For the optional flags\nargument, see the Unix manual.  When no data is available, block until\nat least one byte is available or until the remote end is closed.  When\nthe remote end is closed and all data is read, return the empty string.",
    ),
    method(
        "recv_into",
        "($self, buffer, nbytes=0, flags=0, /)",
        recv_into,
        "recv_into(buffer, [nbytes[, flags]]) -> nbytes_read\n\nA version of recv() that stores its data into a buffer rather than creating\na new string.  Receive up to buffersize bytes from the socket.  If buffersize\nis not specified (or 0), receive up to the size available in the given buffer.",
    ),
    method(
        "send",
        "($self, data, flags=0, /)",
        send,
        "send(data[, flags]) -> count\n\nSend a data string to the socket.  For the optional flags\nargument, see the Unix manual.  Return the number of bytes\nsent; this may be less than len(data) if the network is busy.",
    ),
    method(
        "sendall",
        "($self, data, flags=0, /)",
        sendall,
        "sendall(data[, flags])\n\nSend a data string to the socket.  For the optional flags\nargument, see the Unix manual.  This calls send() repeatedly\nuntil all data is sent.  If an error occurs, it's impossible\nto tell how much data has been sent.",
    ),
    method(
        "setblocking",
        "($self, object, /)",
        set_blocking,
        "setblocking(flag)\n\nSet the socket to blocking (flag is true) or non-blocking (false).\nsetblocking(True) is equivalent to settimeout(None);\nsetblocking(False) is equivalent to settimeout(0.0).",
    ),
    method(
        "setsockopt",
        "($self, level, option, value, /)",
        setsockopt,
        "setsockopt(level, option, value: int)\n\nSet a socket option.  See the Unix manual for level and option.",
    ),
    method(
        "settimeout",
        "($self, object, /)",
        set_timeout,
        "settimeout(timeout)\n\nSet a timeout on socket operations.  'timeout' can be a float,\ngiving in seconds, or None.  Setting a timeout of None disables\nthe timeout feature and is equivalent to setblocking(1).\nSetting a timeout of zero is the same as setblocking(0).",
    ),
    method(
        "shutdown",
        "($self, object, /)",
        shutdown,
        "shutdown(flag)\n\nShut down the reading side of the socket (flag == SHUT_RD), the writing side\nof the socket (flag == SHUT_WR), or both ends (flag == SHUT_RDWR).",
    ),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let class = NativeClass {
        name: "socket",
        module: "_socket",
        spec: TypeSpec {
            slots: Slots {
                new: Some(new),
                init: Some(init),
                repr: Some(repr),
                finalize: Some(finalize),
                ..Slots::default()
            },
            methods: METHODS,
            getset: const {
                &[
                    getter("family", |vm, o| Ok(vm.new_int(o.expect::<Sock>().family.get() as i64))),
                    getter("type", |vm, o| Ok(vm.new_int(o.expect::<Sock>().kind.get() as i64))),
                    getter("proto", |vm, o| Ok(vm.new_int(o.expect::<Sock>().proto.get() as i64))),
                    getter("timeout", |vm, o| {
                        let timeout = o.expect::<Sock>().timeout.get();
                        Ok(seconds(vm, timeout))
                    }),
                ]
            },
            doc: Some(
                "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type.",
            ),
            ..TypeSpec::default()
        },
        has_dict: false,
        has_weakrefs: false,
    };
    vm.new_native_class::<Sock>(class, None)
}

fn own(a: &[Value]) -> &Sock {
    a[0].expect::<Sock>()
}

fn fd(sock: &Sock) -> RawFd {
    sock.socket.borrow().as_ref().map_or(-1, |socket| socket.as_raw_fd())
}

/// The open socket.
fn open(vm: &mut Vm, sock: &Sock) -> PyResult<Arc<Socket>> {
    let socket = sock.socket.borrow().clone();
    match socket {
        Some(socket) => Ok(socket),
        None => Err(os_error(vm, &io::Error::from_raw_os_error(libc::EBADF))),
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let sock = Sock {
        socket: RefCell::new(None),
        family: Cell::new(-1),
        kind: Cell::new(-1),
        proto: Cell::new(-1),
        timeout: Cell::new(None),
    };
    Ok(vm.new_object(class, sock))
}

/// Puts an open socket into the object.
fn fill(vm: &mut Vm, object: &Value, socket: Socket, family: i32, kind: i32, proto: i32) -> PyResult<()> {
    let timeout = vm.state::<State>().default_timeout;
    let sock = object.expect::<Sock>();
    // The kind a program gives may say how the descriptor behaves.
    sock.family.set(family);
    sock.kind.set(kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC));
    sock.proto.set(proto);
    let timeout = if kind & libc::SOCK_NONBLOCK != 0 { Some(0) } else { timeout };
    sock.timeout.set(timeout);
    if timeout.is_some()
        && let Err(error) = socket.set_nonblocking(true)
    {
        return Err(os_error(vm, &error));
    }
    sock.socket.replace(Some(Arc::new(socket)));
    Ok(())
}

fn number(vm: &mut Vm, value: Option<&Value>, otherwise: i64) -> PyResult<i64> {
    match value {
        Some(value) => vm.index_i64(value),
        None => Ok(otherwise),
    }
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let names = ["family", "type", "proto", "fileno"];
    let mut given: [Option<Value>; 4] = [None, None, None, None];
    if args.positionals().len() > 4 {
        let text = format!("socket() takes at most 4 arguments ({} given)", args.all.len());
        return Err(vm.type_error(text));
    }
    for (place, value) in given.iter_mut().zip(args.positionals()) {
        *place = Some(value.clone());
    }
    for (name, value) in args.keywords() {
        let name = vm.text(name).into_owned();
        match names.iter().position(|own| *own == name) {
            Some(at) => given[at] = Some(value.clone()),
            None => {
                let text = format!("socket() got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(text));
            }
        }
    }
    let (family, kind, proto) = (
        number(vm, given[0].as_ref(), -1)? as i32,
        number(vm, given[1].as_ref(), -1)? as i32,
        number(vm, given[2].as_ref(), -1)? as i32,
    );
    if let Some(fileno) = given[3].as_ref().filter(|fileno| !fileno.is_none()) {
        let fileno = vm.index_i64(fileno)?;
        if fileno < 0 {
            return Err(vm.value_error("negative file descriptor"));
        }
        return adopt(vm, object, fileno as RawFd, family, kind, proto);
    }
    let family = if family == -1 { libc::AF_INET } else { family };
    let kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
    let proto = if proto == -1 { 0 } else { proto };
    let protocol = (proto != 0).then(|| Protocol::from(proto));
    match Socket::new(Domain::from(family), Type::from(kind), protocol) {
        Ok(socket) => fill(vm, object, socket, family, kind, proto),
        Err(error) => Err(os_error(vm, &error)),
    }
}

/// Makes the object the owner of a descriptor that a program has.
fn adopt(vm: &mut Vm, object: &Value, fileno: RawFd, family: i32, kind: i32, proto: i32) -> PyResult<()> {
    // SAFETY: fcntl looks at the number alone.
    if unsafe { libc::fcntl(fileno, libc::F_GETFD) } < 0 {
        return Err(os_error(vm, &io::Error::last_os_error()));
    }
    // SAFETY: the descriptor is open, and the program gives it away.
    let socket = unsafe { Socket::from_raw_fd(fileno) };
    let checked = socket.domain().and_then(|domain| socket.r#type().map(|kind| (domain, kind)));
    let (own_family, own_kind) = match checked {
        Ok((domain, kind)) => (i32::from(domain), i32::from(kind)),
        Err(error) => {
            // It is no socket, so it stays the program's.
            let _ = socket.into_raw_fd();
            return Err(os_error(vm, &error));
        }
    };
    let own_proto = socket.protocol().ok().flatten().map_or(0, i32::from);
    fill(
        vm,
        object,
        socket,
        if family == -1 { own_family } else { family },
        if kind == -1 { own_kind } else { kind },
        if proto == -1 { own_proto } else { proto },
    )
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let sock = object.expect::<Sock>();
    let text = format!(
        "<socket object, fd={}, family={}, type={}, proto={}>",
        fd(sock),
        sock.family.get(),
        sock.kind.get(),
        sock.proto.get()
    );
    Ok(vm.new_str(&text))
}

fn finalize(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let open = object.expect::<Sock>().socket.take();
    if open.is_some() {
        let shown = vm.repr(object)?;
        let text = format!("unclosed {}", vm.text(&shown));
        drop(open);
        vm.warn(Tp::ResourceWarning, &text, 1)?;
    }
    Ok(())
}

/// `socketpair([family[, type[, proto]]])`, of plain `_socket.socket` objects.
pub fn pair(vm: &mut Vm, a: &[Value]) -> PyResult {
    let given = |value: &Value| (!value.is_null()).then(|| value.clone());
    let family = number(vm, given(&a[0]).as_ref(), libc::AF_UNIX as i64)? as i32;
    let kind = number(vm, given(&a[1]).as_ref(), libc::SOCK_STREAM as i64)? as i32;
    let proto = number(vm, given(&a[2]).as_ref(), 0)? as i32;
    let protocol = (proto != 0).then(|| Protocol::from(proto));
    let (first, second) = match Socket::pair(Domain::from(family), Type::from(kind), protocol) {
        Ok(pair) => pair,
        Err(error) => return Err(os_error(vm, &error)),
    };
    let Some(class) = vm.state::<State>().class.clone() else {
        return Err(vm.raise(Tp::SystemError, "the module _socket is not initialized"));
    };
    let mut made = Vec::new();
    for socket in [first, second] {
        let object = new(vm, &class, Args::NONE)?;
        fill(vm, &object, socket, family, kind, proto)?;
        made.push(object);
    }
    Ok(vm.new_tuple(made))
}

// ---- waiting ----

/// Whether the error says only that the call would have to wait.
fn would_wait(error: &io::Error) -> bool {
    error.kind() == ErrorKind::WouldBlock || error.raw_os_error() == Some(libc::EINPROGRESS)
}

/// Does `call`, waiting as the timeout says where it would block, and again after a signal.
fn with_timeout<T>(
    vm: &mut Vm,
    object: &Value,
    wanted: PollFlags,
    mut call: impl FnMut(&Socket) -> io::Result<T>,
) -> PyResult<T> {
    let socket = open(vm, object.expect::<Sock>())?;
    let timeout = object.expect::<Sock>().timeout.get();
    let end = timeout.map(|ns| vm.host().now_ns(Clock::Monotonic).saturating_add(ns));
    loop {
        match vm.blocking(|| call(&socket)) {
            Ok(value) => return Ok(value),
            Err(error) if error.kind() == ErrorKind::Interrupted => vm.check_signals()?,
            Err(error) if would_wait(&error) && timeout.is_some_and(|ns| ns > 0) => {
                wait(vm, &socket, wanted, end)?;
            }
            Err(error) => return Err(os_error(vm, &error)),
        }
    }
}

/// Waits until the socket is ready; TimeoutError when the end comes first.
fn wait(vm: &mut Vm, socket: &Socket, wanted: PollFlags, end: Option<i64>) -> PyResult<()> {
    loop {
        let left = match end {
            Some(end) => end.saturating_sub(vm.host().now_ns(Clock::Monotonic)),
            None => i64::MAX,
        };
        if left <= 0 {
            return Err(vm.raise(Tp::TimeoutError, "timed out"));
        }
        let left = Timespec { tv_sec: left / 1_000_000_000, tv_nsec: left % 1_000_000_000 };
        let mut polled = [PollFd::from_borrowed_fd(socket.as_fd(), wanted)];
        match vm.blocking(|| rustix::event::poll(&mut polled, Some(&left))) {
            Ok(0) => {}
            Ok(_) => return Ok(()),
            Err(rustix::io::Errno::INTR) => vm.check_signals()?,
            Err(error) => return Err(os_error(vm, &error.into())),
        }
    }
}

// ---- methods ----

fn accept(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (socket, from) = with_timeout(vm, &a[0], PollFlags::IN, |socket| socket.accept())?;
    let from = address::to_python(vm, &from)?;
    let fileno = vm.new_int(socket.into_raw_fd() as i64);
    Ok(vm.new_tuple(vec![fileno, from]))
}

fn address_of(vm: &mut Vm, a: &[Value], function: &str) -> PyResult<SockAddr> {
    let family = own(a).family.get();
    address::to_system(vm, family, &a[1], function)
}

fn bind(vm: &mut Vm, a: &[Value]) -> PyResult {
    let to = address_of(vm, a, "bind")?;
    let socket = open(vm, own(a))?;
    match socket.bind(&to) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error)),
    }
}

/// Connects, and gives the error if there is one.
fn try_connect(vm: &mut Vm, a: &[Value], to: &SockAddr) -> PyResult<Option<io::Error>> {
    let socket = open(vm, own(a))?;
    let error = match vm.blocking(|| socket.connect(to)) {
        Ok(()) => return Ok(None),
        Err(error) => error,
    };
    let timeout = own(a).timeout.get();
    let pending = would_wait(&error) || error.kind() == ErrorKind::Interrupted;
    if !pending || timeout == Some(0) {
        return Ok(Some(error));
    }
    if error.kind() == ErrorKind::Interrupted {
        vm.check_signals()?;
    }
    let end = timeout.map(|ns| vm.host().now_ns(Clock::Monotonic).saturating_add(ns));
    wait(vm, &socket, PollFlags::OUT, end)?;
    match socket.take_error() {
        Ok(error) => Ok(error),
        Err(error) => Ok(Some(error)),
    }
}

fn connect(vm: &mut Vm, a: &[Value]) -> PyResult {
    let to = address_of(vm, a, "connect")?;
    match try_connect(vm, a, &to)? {
        None => Ok(Value::NONE),
        Some(error) => Err(os_error(vm, &error)),
    }
}

fn connect_ex(vm: &mut Vm, a: &[Value]) -> PyResult {
    let to = address_of(vm, a, "connect_ex")?;
    let number = match try_connect(vm, a, &to) {
        Ok(None) => 0,
        Ok(Some(error)) => error.raw_os_error().unwrap_or(0),
        Err(raised) if vm.is_raised(&raised, Tp::TimeoutError) => libc::EAGAIN,
        Err(raised) => return Err(raised),
    };
    Ok(vm.new_int(number as i64))
}

fn close(_: &mut Vm, a: &[Value]) -> PyResult {
    drop(own(a).socket.take());
    Ok(Value::NONE)
}

fn detach(vm: &mut Vm, a: &[Value]) -> PyResult {
    let fileno = match own(a).socket.take() {
        None => -1,
        Some(shared) => match Arc::try_unwrap(shared) {
            Ok(socket) => socket.into_raw_fd(),
            Err(shared) => {
                // A call that is under way holds it still.
                own(a).socket.replace(Some(shared));
                return Err(vm.raise(Tp::RuntimeError, "the socket is in use"));
            }
        },
    };
    Ok(vm.new_int(fileno as i64))
}

fn name_of(vm: &mut Vm, a: &[Value], name: fn(&Socket) -> io::Result<SockAddr>) -> PyResult {
    let socket = open(vm, own(a))?;
    match name(&socket) {
        Ok(name) => address::to_python(vm, &name),
        Err(error) => Err(os_error(vm, &error)),
    }
}

fn get_timeout(vm: &mut Vm, a: &[Value]) -> PyResult {
    let timeout = own(a).timeout.get();
    Ok(seconds(vm, timeout))
}

fn apply_timeout(vm: &mut Vm, a: &[Value], timeout: Option<i64>) -> PyResult {
    own(a).timeout.set(timeout);
    let socket = open(vm, own(a))?;
    match socket.set_nonblocking(timeout.is_some()) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error)),
    }
}

fn set_timeout(vm: &mut Vm, a: &[Value]) -> PyResult {
    let timeout = timeout_of(vm, &a[1])?;
    apply_timeout(vm, a, timeout)
}

fn set_blocking(vm: &mut Vm, a: &[Value]) -> PyResult {
    let blocking = vm.truth(&a[1])?;
    apply_timeout(vm, a, if blocking { None } else { Some(0) })
}

fn listen(vm: &mut Vm, a: &[Value]) -> PyResult {
    let backlog = if a[1].is_null() { 128 } else { vm.index_i64(&a[1])? };
    let socket = open(vm, own(a))?;
    match socket.listen(backlog.clamp(0, i32::MAX as i64) as i32) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error)),
    }
}

/// Refuses flags, which no call here passes on.
fn no_flags(vm: &mut Vm, value: &Value) -> PyResult<()> {
    if !value.is_null() && vm.index_i64(value)? != 0 {
        return Err(vm.raise(Tp::NotImplementedError, "flags of send and recv are not available"));
    }
    Ok(())
}

fn receive(vm: &mut Vm, object: &Value, count: usize) -> PyResult<Vec<u8>> {
    let mut buffer = Vec::new();
    if buffer.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    buffer.resize(count, 0);
    let read = with_timeout(vm, object, PollFlags::IN, |socket| {
        let mut socket = socket;
        socket.read(&mut buffer)
    })?;
    buffer.truncate(read);
    Ok(buffer)
}

fn recv(vm: &mut Vm, a: &[Value]) -> PyResult {
    let count = vm.index_i64(&a[1])?;
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative buffersize in recv"));
    };
    no_flags(vm, &a[2])?;
    let data = receive(vm, &a[0], count)?;
    vm.bytes_value(&data)
}

fn recv_into(vm: &mut Vm, a: &[Value]) -> PyResult {
    let view = vm.class(Tp::MemoryView);
    let view = vm.call(&view, &a[1..2])?;
    let room = vm.len(&view)?;
    let count = if a[2].is_null() { 0 } else { vm.index_i64(&a[2])? };
    let Ok(count) = usize::try_from(count) else {
        return Err(vm.value_error("negative buffersize in recv_into"));
    };
    if count > room {
        return Err(vm.value_error("buffer too small for requested bytes"));
    }
    no_flags(vm, &a[3])?;
    let data = receive(vm, &a[0], if count == 0 { room } else { count })?;
    let (start, stop) = (vm.new_int(0), vm.new_int(data.len() as i64));
    let place = vm.new_slice(start, stop, Value::NONE);
    let bytes = vm.bytes_value(&data)?;
    vm.set_item(&view, &place, bytes)?;
    Ok(vm.new_int(data.len() as i64))
}

fn send(vm: &mut Vm, a: &[Value]) -> PyResult {
    no_flags(vm, &a[2])?;
    let data = vm.copy_bytes(&a[1])?;
    let sent = with_timeout(vm, &a[0], PollFlags::OUT, |socket| socket.send(&data))?;
    Ok(vm.new_int(sent as i64))
}

fn sendall(vm: &mut Vm, a: &[Value]) -> PyResult {
    no_flags(vm, &a[2])?;
    let data = vm.copy_bytes(&a[1])?;
    let mut sent = 0;
    while sent < data.len() {
        sent += with_timeout(vm, &a[0], PollFlags::OUT, |socket| socket.send(&data[sent..]))?;
    }
    Ok(Value::NONE)
}

fn option(vm: &mut Vm, a: &[Value]) -> PyResult<(i32, i32)> {
    Ok((vm.index_i64(&a[1])? as i32, vm.index_i64(&a[2])? as i32))
}

fn getsockopt(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (level, name) = option(vm, a)?;
    let socket = open(vm, own(a))?;
    let length = if a[3].is_null() { 0 } else { vm.index_i64(&a[3])? };
    if !(0..=1024).contains(&length) {
        return Err(vm.raise(Tp::OSError, "getsockopt buflen out of range"));
    }
    let mut buffer = vec![0u8; if length == 0 { 4 } else { length as usize }];
    let mut size = buffer.len() as libc::socklen_t;
    // SAFETY: the buffer is as long as is said.
    let failed =
        unsafe { libc::getsockopt(socket.as_raw_fd(), level, name, buffer.as_mut_ptr().cast(), &mut size) };
    if failed != 0 {
        return Err(os_error(vm, &io::Error::last_os_error()));
    }
    if length == 0 {
        let value = i32::from_ne_bytes([buffer[0], buffer[1], buffer[2], buffer[3]]);
        return Ok(vm.new_int(value as i64));
    }
    buffer.truncate(size as usize);
    vm.bytes_value(&buffer)
}

fn setsockopt(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (level, name) = option(vm, a)?;
    let value = if vm.type_of(&a[3]).slots().index.is_some() {
        (vm.index_i64(&a[3])? as i32).to_ne_bytes().to_vec()
    } else {
        vm.copy_bytes(&a[3])?
    };
    let socket = open(vm, own(a))?;
    // SAFETY: the value is as long as is said.
    let failed = unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            level,
            name,
            value.as_ptr().cast(),
            value.len() as libc::socklen_t,
        )
    };
    if failed != 0 {
        return Err(os_error(vm, &io::Error::last_os_error()));
    }
    Ok(Value::NONE)
}

fn shutdown(vm: &mut Vm, a: &[Value]) -> PyResult {
    let how = match vm.index_i64(&a[1])? {
        0 => std::net::Shutdown::Read,
        1 => std::net::Shutdown::Write,
        2 => std::net::Shutdown::Both,
        _ => return Err(os_error(vm, &io::Error::from_raw_os_error(libc::EINVAL))),
    };
    let socket = open(vm, own(a))?;
    match socket.shutdown(how) {
        Ok(()) => Ok(Value::NONE),
        Err(error) => Err(os_error(vm, &error)),
    }
}
