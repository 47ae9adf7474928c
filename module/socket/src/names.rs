//! Names of hosts: what the system's resolver and the host say.

use crate::State;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use taipan_native::{PyResult, Raised, Tp, Value, Vm};

/// A host as an address gives it: a str, or bytes of ASCII.
pub fn host_text(vm: &mut Vm, value: &Value) -> PyResult<String> {
    if vm.is_instance(value, Tp::Str) {
        return Ok(vm.text(value).into_owned());
    }
    if vm.is_instance(value, Tp::Bytes) || vm.is_instance(value, Tp::ByteArray) {
        return Ok(String::from_utf8_lossy(&vm.copy_bytes(value)?).into_owned());
    }
    let text = format!("str, bytes or bytearray expected, not {}", vm.type_name(value));
    Err(vm.type_error(text))
}

/// `EAI_ADDRFAMILY`.
const ADDRESS_FAMILY: i32 = -9;

fn failed(vm: &mut Vm, number: i32, text: &str) -> Raised {
    let class = vm.state::<State>().gaierror.clone();
    let args = [vm.new_int(number as i64), vm.new_str(text)];
    let made = match class {
        Some(class) => vm.call(&class, &args),
        None => return vm.raise(Tp::OSError, text),
    };
    match made {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

fn unknown(vm: &mut Vm) -> Raised {
    failed(vm, libc::EAI_NONAME, "Name or service not known")
}

/// Every address of a host, of one family if it is not 0.
fn look_up(vm: &mut Vm, host: &str, family: i32) -> PyResult<Vec<IpAddr>> {
    let fits = |ip: &IpAddr| match family {
        libc::AF_INET => ip.is_ipv4(),
        libc::AF_INET6 => ip.is_ipv6(),
        _ => true,
    };
    if let Ok(ip) = host.parse::<IpAddr>() {
        return if fits(&ip) {
            Ok(vec![ip])
        } else {
            Err(failed(vm, ADDRESS_FAMILY, "Address family for hostname not supported"))
        };
    }
    let Ok(found) = (host, 0).to_socket_addrs() else { return Err(unknown(vm)) };
    let found: Vec<IpAddr> = found.map(|address: SocketAddr| address.ip()).filter(fits).collect();
    if found.is_empty() { Err(unknown(vm)) } else { Ok(found) }
}

/// The first address of a host.
pub fn resolve(vm: &mut Vm, host: &str, family: i32) -> PyResult<IpAddr> {
    Ok(look_up(vm, host, family)?[0])
}

pub fn gethostbyname(vm: &mut Vm, a: &[Value]) -> PyResult {
    let host = host_text(vm, &a[0])?;
    let ip = resolve(vm, &host, libc::AF_INET)?;
    Ok(vm.new_str(&ip.to_string()))
}

pub fn gethostname(vm: &mut Vm, _: &[Value]) -> PyResult {
    let name = rustix::system::uname();
    Ok(vm.new_str(&name.nodename().to_string_lossy()))
}

fn address(vm: &mut Vm, ip: IpAddr, port: u16) -> Value {
    let (host, port) = (vm.new_str(&ip.to_string()), vm.new_int(port as i64));
    let mut items = vec![host, port];
    if ip.is_ipv6() {
        items.push(vm.new_int(0));
        items.push(vm.new_int(0));
    }
    vm.new_tuple(items)
}

fn port_of(vm: &mut Vm, value: &Value) -> PyResult<u16> {
    if value.is_none() {
        return Ok(0);
    }
    let number = if vm.is_instance(value, Tp::Str) || vm.is_instance(value, Tp::Bytes) {
        let text = host_text(vm, value)?;
        match text.parse::<i64>() {
            Ok(number) => number,
            Err(_) => return Err(failed(vm, libc::EAI_SERVICE, "Servname not supported for ai_socktype")),
        }
    } else if vm.type_of(value).slots().index.is_some() {
        vm.index_i64(value)?
    } else {
        return Err(vm.raise(Tp::OSError, "Int or String expected"));
    };
    Ok(number as u16)
}

/// `getaddrinfo`: for every address the kinds of sockets that fit, in the system's order.
pub fn getaddrinfo(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut numbers = [0i64; 4];
    for (number, value) in numbers.iter_mut().zip(&a[2..6]) {
        if !value.is_null() {
            *number = vm.index_i64(value)?;
        }
    }
    let [family, kind, proto, flags] = numbers;
    let port = port_of(vm, &a[1])?;
    let passive = flags & i64::from(libc::AI_PASSIVE) != 0;
    let addresses: Vec<IpAddr> = if a[0].is_none() {
        let four = if passive { [0, 0, 0, 0] } else { [127, 0, 0, 1] };
        let six = if passive { std::net::Ipv6Addr::UNSPECIFIED } else { std::net::Ipv6Addr::LOCALHOST };
        let both = [IpAddr::V6(six), IpAddr::from(four)];
        both.into_iter()
            .filter(|ip| match family as i32 {
                libc::AF_INET => ip.is_ipv4(),
                libc::AF_INET6 => ip.is_ipv6(),
                _ => true,
            })
            .collect()
    } else {
        let host = host_text(vm, &a[0])?;
        if flags & i64::from(libc::AI_NUMERICHOST) != 0 && host.parse::<IpAddr>().is_err() {
            return Err(unknown(vm));
        }
        look_up(vm, &host, family as i32)?
    };
    const KINDS: [(i64, i64); 3] = [
        (libc::SOCK_STREAM as i64, libc::IPPROTO_TCP as i64),
        (libc::SOCK_DGRAM as i64, libc::IPPROTO_UDP as i64),
        (libc::SOCK_RAW as i64, libc::IPPROTO_IP as i64),
    ];
    let mut rows = Vec::new();
    for ip in addresses {
        let own = if ip.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
        for (own_kind, own_proto) in KINDS {
            let raw = own_kind == libc::SOCK_RAW as i64;
            if (kind != 0 && kind != own_kind) || (proto != 0 && proto != own_proto && !raw) {
                continue;
            }
            if raw && kind == 0 && proto != 0 {
                continue;
            }
            let proto = if raw { proto } else { own_proto };
            let row = vec![
                vm.new_int(own as i64),
                vm.new_int(own_kind),
                vm.new_int(proto),
                vm.new_str(""),
                address(vm, ip, port),
            ];
            rows.push(vm.new_tuple(row));
        }
    }
    if rows.is_empty() {
        return Err(failed(vm, libc::EAI_SOCKTYPE, "ai_socktype not supported"));
    }
    Ok(vm.new_list(rows))
}

/// `getnameinfo`, in numbers: names of hosts and services are not looked up.
pub fn getnameinfo(vm: &mut Vm, a: &[Value]) -> PyResult {
    let flags = vm.index_i64(&a[1])?;
    let wanted = i64::from(libc::NI_NUMERICHOST | libc::NI_NUMERICSERV);
    if flags & wanted != wanted {
        return Err(vm.raise(
            Tp::NotImplementedError,
            "getnameinfo() without NI_NUMERICHOST | NI_NUMERICSERV is not available",
        ));
    }
    if !vm.is_instance(&a[0], Tp::Tuple) {
        return Err(vm.type_error("getnameinfo() argument 1 must be a tuple"));
    }
    let items = vm.collect(&a[0])?;
    if items.len() < 2 {
        return Err(vm.type_error("getnameinfo(): illegal sockaddr argument"));
    }
    let host = host_text(vm, &items[0])?;
    let ip = resolve(vm, &host, 0)?;
    let port = vm.index_i64(&items[1])?;
    let pair = vec![vm.new_str(&ip.to_string()), vm.new_str(&port.to_string())];
    Ok(vm.new_tuple(pair))
}
