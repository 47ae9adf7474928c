//! Failures of the host, as Python sees them.

use crate::Vm;

/// OSError for a failure of the host.
pub fn os_error(vm: &mut Vm, error: &std::io::Error) -> crate::Raised {
    let text = error.to_string();
    let message = text.split(" (os error").next().unwrap_or(&text).to_owned();
    let errno = error.raw_os_error().unwrap_or(match error.kind() {
        std::io::ErrorKind::NotFound => libc::ENOENT,
        std::io::ErrorKind::PermissionDenied => libc::EACCES,
        std::io::ErrorKind::Interrupted => libc::EINTR,
        _ => libc::EIO,
    });
    let class = crate::exception_kinds::os_error_class(errno as i64);
    let (errno, message) = (vm.new_int(errno as i64), vm.new_str(&message));
    vm.raise_with(class, vec![errno, message])
}
