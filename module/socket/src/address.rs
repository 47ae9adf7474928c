//! Addresses: Python's tuples and strs to those of the system and back, and the packed forms of IP addresses.

use crate::names;
use socket2::SockAddr;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::os::unix::ffi::OsStrExt as _;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::tuple::Tuple;

/// The address that `value` means for a socket of this family; `function` is named in messages.
pub fn to_system(vm: &mut Vm, family: i32, value: &Value, function: &str) -> PyResult<SockAddr> {
    match family {
        libc::AF_INET => inet(vm, value, function),
        libc::AF_INET6 => inet6(vm, value, function),
        libc::AF_UNIX => unix(vm, value),
        _ => Err(vm.raise(Tp::OSError, format!("{function}(): bad family"))),
    }
}

fn items(vm: &mut Vm, value: &Value, family: &str, function: &str) -> PyResult<Vec<Value>> {
    match value.downcast::<Tuple>() {
        Some(tuple) => Ok(tuple.items().to_vec()),
        None => {
            let text = format!("{function}(): {family} address must be tuple, not {}", vm.type_name(value));
            Err(vm.type_error(text))
        }
    }
}

fn port(vm: &mut Vm, value: &Value, function: &str) -> PyResult<u16> {
    match u16::try_from(vm.index_i64(value)?) {
        Ok(port) => Ok(port),
        Err(_) => Err(vm.raise(Tp::OverflowError, format!("{function}(): port must be 0-65535."))),
    }
}

fn inet(vm: &mut Vm, value: &Value, function: &str) -> PyResult<SockAddr> {
    let items = items(vm, value, "AF_INET", function)?;
    let [host, number] = &items[..] else {
        return Err(vm.type_error("AF_INET address must be a pair (host, port)"));
    };
    let host = names::host_text(vm, host)?;
    let ip = match host.as_str() {
        "" => Ipv4Addr::UNSPECIFIED,
        "<broadcast>" => Ipv4Addr::BROADCAST,
        host => match names::resolve(vm, host, libc::AF_INET)? {
            IpAddr::V4(ip) => ip,
            IpAddr::V6(_) => Ipv4Addr::UNSPECIFIED,
        },
    };
    let port = port(vm, number, function)?;
    Ok(SocketAddrV4::new(ip, port).into())
}

fn inet6(vm: &mut Vm, value: &Value, function: &str) -> PyResult<SockAddr> {
    let items = items(vm, value, "AF_INET6", function)?;
    if !(2..=4).contains(&items.len()) {
        return Err(vm.type_error("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"));
    }
    let host = names::host_text(vm, &items[0])?;
    let ip = match host.as_str() {
        "" => Ipv6Addr::UNSPECIFIED,
        host => match names::resolve(vm, host, libc::AF_INET6)? {
            IpAddr::V6(ip) => ip,
            IpAddr::V4(ip) => ip.to_ipv6_mapped(),
        },
    };
    let port = port(vm, &items[1], function)?;
    let mut rest = [0u32; 2];
    for (place, item) in rest.iter_mut().zip(&items[2..]) {
        *place = vm.index_i64(item)? as u32;
    }
    if rest[0] > 0xF_FFFF {
        return Err(vm.raise(Tp::OverflowError, format!("{function}(): flowinfo must be 0-1048575.")));
    }
    Ok(SocketAddrV6::new(ip, port, rest[0], rest[1]).into())
}

fn unix(vm: &mut Vm, value: &Value) -> PyResult<SockAddr> {
    let path = if vm.is_instance(value, Tp::Str) {
        let bytes = vm.encode_text(value, "utf-8", "surrogateescape")?;
        vm.copy_bytes(&bytes)?
    } else {
        vm.copy_bytes(value)?
    };
    match SockAddr::unix(std::ffi::OsStr::from_bytes(&path)) {
        Ok(address) => Ok(address),
        Err(_) => Err(vm.raise(Tp::OSError, "AF_UNIX path too long")),
    }
}

/// An address of the system as Python shows it.
pub fn to_python(vm: &mut Vm, address: &SockAddr) -> PyResult {
    if let Some(address) = address.as_socket() {
        let host = vm.new_str(&address.ip().to_string());
        let port = vm.new_int(address.port() as i64);
        let mut items = vec![host, port];
        if let SocketAddr::V6(six) = address {
            items.push(vm.new_int(six.flowinfo() as i64));
            items.push(vm.new_int(six.scope_id() as i64));
        }
        return Ok(vm.new_tuple(items));
    }
    if let Some(path) = address.as_pathname() {
        let bytes = vm.bytes_value(path.as_os_str().as_bytes())?;
        return vm.decode_bytes(&bytes, "utf-8", "surrogateescape");
    }
    if let Some(name) = address.as_abstract_namespace() {
        let mut whole = vec![0];
        whole.extend_from_slice(name);
        return vm.bytes_value(&whole);
    }
    Ok(vm.new_str(""))
}

fn text(vm: &mut Vm, value: &Value, function: &str) -> PyResult<String> {
    if !vm.is_instance(value, Tp::Str) {
        let text = format!("{function}() argument must be str, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    Ok(vm.text(value).into_owned())
}

pub fn inet_aton(vm: &mut Vm, a: &[Value]) -> PyResult {
    let address = text(vm, &a[1], "inet_aton")?;
    match parse_loose(&address) {
        Some(ip) => vm.bytes_value(&ip.to_be_bytes()),
        None => Err(vm.raise(Tp::OSError, "illegal IP address string passed to inet_aton")),
    }
}

/// As `inet_aton` of C: one to four numbers, decimal, octal or hexadecimal, the last filling what is left.
fn parse_loose(text: &str) -> Option<u32> {
    let mut parts = Vec::new();
    for part in text.trim_end().split('.') {
        let (digits, radix) = match part.as_bytes() {
            [b'0', b'x' | b'X', ..] => (&part[2..], 16),
            [b'0', _, ..] => (&part[1..], 8),
            _ => (part, 10),
        };
        if digits.starts_with('+') {
            return None;
        }
        parts.push(u32::from_str_radix(digits, radix).ok()?);
    }
    let (last, first) = parts.split_last()?;
    if first.len() > 3 || first.iter().any(|part| *part > 255) {
        return None;
    }
    let room = 32 - 8 * first.len() as u32;
    if room < 32 && last >> room != 0 {
        return None;
    }
    let high = first.iter().enumerate().fold(0, |sum, (i, part)| sum | part << (24 - 8 * i));
    Some(high | last)
}

pub fn inet_ntoa(vm: &mut Vm, a: &[Value]) -> PyResult {
    let packed = vm.copy_bytes(&a[1])?;
    match <[u8; 4]>::try_from(&packed[..]) {
        Ok(ip) => Ok(vm.new_str(&Ipv4Addr::from(ip).to_string())),
        Err(_) => Err(vm.raise(Tp::OSError, "packed IP wrong length for inet_ntoa")),
    }
}

pub fn inet_pton(vm: &mut Vm, a: &[Value]) -> PyResult {
    let family = vm.index_i64(&a[0])? as i32;
    let address = text(vm, &a[1], "inet_pton")?;
    let packed = match family {
        libc::AF_INET => address.parse::<Ipv4Addr>().ok().map(|ip| ip.octets().to_vec()),
        libc::AF_INET6 => address.parse::<Ipv6Addr>().ok().map(|ip| ip.octets().to_vec()),
        _ => {
            return Err(crate::os_error(vm, &std::io::Error::from_raw_os_error(libc::EAFNOSUPPORT)));
        }
    };
    match packed {
        Some(packed) => vm.bytes_value(&packed),
        None => Err(vm.raise(Tp::OSError, "illegal IP address string passed to inet_pton")),
    }
}

pub fn inet_ntop(vm: &mut Vm, a: &[Value]) -> PyResult {
    let family = vm.index_i64(&a[0])? as i32;
    let packed = vm.copy_bytes(&a[1])?;
    let shown = match family {
        libc::AF_INET => <[u8; 4]>::try_from(&packed[..]).ok().map(|ip| Ipv4Addr::from(ip).to_string()),
        libc::AF_INET6 => <[u8; 16]>::try_from(&packed[..]).ok().map(|ip| Ipv6Addr::from(ip).to_string()),
        _ => return Err(vm.value_error(format!("unknown address family {family}"))),
    };
    match shown {
        Some(shown) => Ok(vm.new_str(&shown)),
        None => Err(vm.value_error("invalid length of packed IP address string")),
    }
}
