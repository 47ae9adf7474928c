//! The text of a stack of frames, from the innermost out.

use taipan_native::{PyResult, Value, Vm};
use taipan_objects::str::Str;

/// Frames and characters of a name that are shown.
const FRAMES: usize = 100;
const CHARACTERS: usize = 500;

fn push_name(out: &mut String, name: &Value) {
    let Some(name) = name.downcast::<Str>() else {
        out.push_str("???");
        return;
    };
    for code in name.text().code_points().take(CHARACTERS) {
        match code {
            32..127 => out.push(code as u8 as char),
            0..256 => out.push_str(&format!("\\x{code:02x}")),
            256..0x10000 => out.push_str(&format!("\\u{code:04x}")),
            _ => out.push_str(&format!("\\U{code:08x}")),
        }
    }
    if name.chars() > CHARACTERS {
        out.push_str("...");
    }
}

fn thread_name() -> String {
    let mut name = [0u8; 16];
    // SAFETY: the system writes at most sixteen bytes.
    unsafe { libc::prctl(libc::PR_GET_NAME, name.as_mut_ptr()) };
    let end = name.iter().position(|b| *b == 0).unwrap_or(name.len());
    String::from_utf8_lossy(&name[..end]).into_owned()
}

/// The stack of this thread.
pub fn stack(vm: &mut Vm, with_thread: bool) -> PyResult<String> {
    let mut out = if with_thread {
        // SAFETY: the call has no conditions.
        let ident = unsafe { libc::pthread_self() };
        format!("Current thread 0x{ident:016x} [{}] (most recent call first):\n", thread_name())
    } else {
        "Stack (most recent call first):\n".to_owned()
    };
    let mut frame = vm.current_frame().unwrap_or(Value::NONE);
    if frame.is_none() {
        out.push_str("  <no Python frame>\n");
    }
    for _ in 0..FRAMES {
        if frame.is_none() {
            break;
        }
        let code = vm.get_attr_str(&frame, "f_code")?;
        let file = vm.get_attr_str(&code, "co_filename")?;
        let name = vm.get_attr_str(&code, "co_name")?;
        let line = vm.get_attr_str(&frame, "f_lineno")?;
        out.push_str("  File \"");
        push_name(&mut out, &file);
        out.push_str("\", line ");
        out.push_str(&vm.str_text(&line)?);
        out.push_str(" in ");
        push_name(&mut out, &name);
        out.push('\n');
        frame = vm.get_attr_str(&frame, "f_back")?;
    }
    Ok(out)
}

/// Writes all of it; who cannot write a report of a fault can report that to nobody.
pub fn write(descriptor: i32, mut data: &[u8]) {
    while !data.is_empty() {
        // SAFETY: the slice lasts for the call.
        let written = unsafe { libc::write(descriptor, data.as_ptr().cast(), data.len()) };
        match usize::try_from(written) {
            Ok(written) if written > 0 => data = &data[written..],
            _ if std::io::Error::last_os_error().raw_os_error() == Some(libc::EINTR) => {}
            _ => return,
        }
    }
}
