//! The error handlers that are built in, as functions a program can call.

use taipan_native::{NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::bytes::Bytes;
use taipan_objects::codec::Registry;
use taipan_objects::str::Str;
use taipan_text::TextBuf;
use taipan_text::codecs::{Codec, Endian, Failure, Fault, Handler, NoNames};

/// The functions, and the module they are of.
#[derive(Default)]
struct Functions(Vec<(&'static str, Value)>);

macro_rules! handlers {
    ($($key:literal $name:literal $handler:ident $doc:literal;)*) => {
        static DEFS: &[(&str, NativeDef)] = &[$((
            $key,
            function($name, "($module, exc, /)", |vm, a| handle(vm, &a[1], Handler::$handler), $doc),
        )),*];
    };
}
handlers! {
    "strict" "strict_errors" Strict "Implements the 'strict' error handling, which raises a UnicodeError on coding errors.";
    "ignore" "ignore_errors" Ignore "Implements the 'ignore' error handling, which ignores malformed data and continues.";
    "replace" "replace_errors" Replace "Implements the 'replace' error handling, which replaces malformed data with a replacement marker.";
    "xmlcharrefreplace" "xmlcharrefreplace_errors" XmlCharRefReplace "Implements the 'xmlcharrefreplace' error handling, which replaces an unencodable character with the appropriate XML character reference.";
    "backslashreplace" "backslashreplace_errors" BackslashReplace "Implements the 'backslashreplace' error handling, which replaces malformed data with a backslashed escape sequence.";
    "namereplace" "namereplace_errors" NameReplace "Implements the 'namereplace' error handling, which replaces an unencodable character with a \\N{...} escape sequence.";
    "surrogatepass" "surrogatepass" SurrogatePass "";
    "surrogateescape" "surrogateescape" SurrogateEscape "";
}

pub fn install(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let name = vm.intern("_codecs");
    let functions =
        DEFS.iter().map(|(key, def)| (*key, vm.new_module_function(def, module, &name))).collect();
    vm.state::<Functions>().0 = functions;
    Ok(())
}

/// The handler of a name.
pub fn find(vm: &mut Vm, name: &str) -> PyResult {
    if let Some(own) = vm.state::<Registry>().handlers.get(name) {
        return Ok(own.clone());
    }
    if let Some((_, function)) = vm.state::<Functions>().0.iter().find(|(key, _)| *key == name) {
        return Ok(function.clone());
    }
    Err(vm.raise(Tp::LookupError, format!("unknown error handler name '{name}'")))
}

fn codec(name: &str) -> Codec {
    match name.to_ascii_lowercase().replace('_', "-").as_str() {
        "utf-16" | "utf-16-le" | "utf16" => Codec::Utf16(Endian::Little),
        "utf-16-be" => Codec::Utf16(Endian::Big),
        "utf-32" | "utf-32-le" | "utf32" => Codec::Utf32(Endian::Little),
        "utf-32-be" => Codec::Utf32(Endian::Big),
        "utf-8" | "utf8" | "cp65001" => Codec::Utf8,
        _ => Codec::Latin1,
    }
}

fn place(vm: &mut Vm, exception: &Value, length: usize) -> PyResult<(usize, usize)> {
    let (start, end) = (vm.get_attr_str(exception, "start")?, vm.get_attr_str(exception, "end")?);
    let (start, end) = (vm.index_i64(&start)?, vm.index_i64(&end)?);
    let start = start.clamp(0, (length as i64 - 1).max(0)) as usize;
    Ok((start, (end.max(start as i64) as usize).min(length)))
}

fn handle(vm: &mut Vm, exception: &Value, handler: Handler) -> PyResult {
    let raised = || Err(taipan_objects::Raised(exception.clone()));
    if handler == Handler::Strict {
        if !vm.is_instance(exception, Tp::BaseException) {
            return Err(vm.type_error("codec must pass exception instance"));
        }
        return raised();
    }
    let kinds = [Tp::UnicodeEncodeError, Tp::UnicodeDecodeError, Tp::UnicodeTranslateError];
    let Some(kind) = kinds.into_iter().find(|&tp| vm.is_instance(exception, tp)) else {
        return Err(cannot(vm, exception));
    };
    let object = vm.get_attr_str(exception, "object")?;
    let known = if kind == Tp::UnicodeTranslateError {
        "utf-8".to_owned()
    } else {
        let name = vm.get_attr_str(exception, "encoding")?;
        vm.text(&name).into_owned()
    };
    if kind == Tp::UnicodeDecodeError {
        let Some(bytes) = object.downcast::<Bytes>() else { return Err(cannot(vm, exception)) };
        let (start, end) = place(vm, exception, bytes.data.len())?;
        let fault = Fault { start, end, reason: "" };
        let mut out = TextBuf::new();
        return match handler.decode(codec(&known), bytes.data.as_slice(), fault, &mut out) {
            Ok(next) => {
                let made = vm.text_value(out)?;
                Ok(vm.new_tuple(vec![made, vm.new_int(next as i64)]))
            }
            Err(Failure::Fault(_)) => raised(),
            Err(Failure::Error(_)) => Err(cannot(vm, exception)),
        };
    }
    let Some(text) = object.downcast::<Str>() else { return Err(cannot(vm, exception)) };
    let (start, end) = place(vm, exception, text.chars())?;
    let bytes_answer = matches!(handler, Handler::SurrogateEscape | Handler::SurrogatePass);
    if kind == Tp::UnicodeTranslateError && (bytes_answer || handler == Handler::XmlCharRefReplace) {
        return Err(cannot(vm, exception));
    }
    if handler == Handler::Replace && kind == Tp::UnicodeTranslateError {
        let made = vm.new_str(&"\u{fffd}".repeat(end - start));
        return Ok(vm.new_tuple(vec![made, vm.new_int(end as i64)]));
    }
    let part = text.text().slice(start, end);
    if handler == Handler::SurrogateEscape && !part.code_points().all(|c| (0xdc80..0xdd00).contains(&c)) {
        return raised();
    }
    let used = if bytes_answer { codec(&known) } else { Codec::Utf8 };
    let mut out = Vec::new();
    let fault = Fault { start, end, reason: "" };
    match handler.encode(used, text.text(), fault, &NoNames, &mut out) {
        Ok(next) => {
            let made = if bytes_answer {
                vm.bytes_value(&out)?
            } else {
                vm.new_text(taipan_text::TextRef::measure(&out))
            };
            Ok(vm.new_tuple(vec![made, vm.new_int(next.chars as i64)]))
        }
        Err(_) => raised(),
    }
}

fn cannot(vm: &mut Vm, exception: &Value) -> taipan_objects::Raised {
    let text = format!("don't know how to handle {} in error callback", vm.type_name(exception));
    vm.type_error(text)
}
