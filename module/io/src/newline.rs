//! Ends of lines: where they are, which were seen, and `IncrementalNewlineDecoder`.

use crate::arguments;
use std::cell::Cell;
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Args, Guarded, Payload, Slots, Tracer};

/// The `newline` argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Newline {
    /// None: every end is read as `\n`.
    Translate,
    /// `''`: every end is seen and left.
    Universal,
    Lf,
    Cr,
    CrLf,
}

impl Newline {
    /// `quoted`: whether the message shows the argument's repr.
    pub fn of(vm: &mut Vm, value: &Value, quoted: bool) -> PyResult<Newline> {
        if value.is_null() || value.is_none() {
            return Ok(Newline::Translate);
        }
        let Some(text) = value.downcast::<Str>() else {
            let text = format!("newline must be str or None, not {}", vm.type_name(value));
            return Err(vm.type_error(text));
        };
        Ok(match text.bytes() {
            b"" => Newline::Universal,
            b"\n" => Newline::Lf,
            b"\r" => Newline::Cr,
            b"\r\n" => Newline::CrLf,
            _ => {
                let shown = if quoted { vm.repr_text(value)? } else { vm.text(value).into_owned() };
                return Err(vm.value_error(format!("illegal newline value: {shown}")));
            }
        })
    }

    /// What `\n` is written as, where it is not itself.
    pub fn written(self) -> Option<&'static [u8]> {
        match self {
            Newline::Cr => Some(b"\r"),
            Newline::CrLf => Some(b"\r\n"),
            _ => None,
        }
    }

    /// The position behind the first end of a line. `last`: nothing follows, so a `\r` at the end is one.
    pub fn line_end(self, text: &[u8], last: bool) -> Option<usize> {
        match self {
            Newline::Translate | Newline::Lf => text.iter().position(|&b| b == b'\n').map(|at| at + 1),
            Newline::Cr => text.iter().position(|&b| b == b'\r').map(|at| at + 1),
            Newline::CrLf => text.windows(2).position(|w| w == b"\r\n").map(|at| at + 2),
            Newline::Universal => {
                let at = text.iter().position(|&b| b == b'\n' || b == b'\r')?;
                match text[at..] {
                    [b'\r', b'\n', ..] => Some(at + 2),
                    [b'\r'] if !last => None,
                    _ => Some(at + 1),
                }
            }
        }
    }
}

/// Which ends were seen, and a `\r` that waits for what follows it.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    pub pending: bool,
    pub kinds: u8,
}

const CR: u8 = 1;
const LF: u8 = 2;
const CRLF: u8 = 4;

impl Seen {
    /// Takes generalized UTF-8, notes its ends of lines, and translates them if asked.
    pub fn decode(&mut self, mut text: Vec<u8>, translate: bool, last: bool) -> Vec<u8> {
        if self.pending && (!text.is_empty() || last) {
            text.insert(0, b'\r');
            self.pending = false;
        }
        if !last && text.last() == Some(&b'\r') {
            text.pop();
            self.pending = true;
        }
        if !text.contains(&b'\r') {
            if self.kinds & LF == 0 && text.contains(&b'\n') {
                self.kinds |= LF;
            }
            return text;
        }
        let mut out = Vec::with_capacity(text.len());
        let mut bytes = text.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\r' if bytes.peek() == Some(&b'\n') => {
                    bytes.next();
                    self.kinds |= CRLF;
                    out.extend_from_slice(if translate { b"\n" } else { b"\r\n" });
                }
                b'\r' => {
                    self.kinds |= CR;
                    out.push(if translate { b'\n' } else { b'\r' });
                }
                b'\n' => {
                    self.kinds |= LF;
                    out.push(b'\n');
                }
                byte => out.push(byte),
            }
        }
        out
    }

    /// The `newlines` attribute.
    pub fn value(self, vm: &mut Vm) -> Value {
        let all: Vec<Value> = [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")]
            .iter()
            .filter(|(kind, _)| self.kinds & kind != 0)
            .map(|(_, text)| vm.new_str(text))
            .collect();
        match all.as_slice() {
            [] => Value::NONE,
            [one] => one.clone(),
            _ => vm.new_tuple(all),
        }
    }
}

pub struct Decoder {
    inner: Guarded<Value>,
    errors: Guarded<Value>,
    translate: Cell<bool>,
    seen: Cell<Seen>,
}

// SAFETY: the two references are visited once.
unsafe impl Payload for Decoder {
    const NAME: &'static str = "IncrementalNewlineDecoder";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.inner.as_ptr());
            visit(&*self.errors.as_ptr());
        }
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    let decoder = Decoder {
        inner: Guarded::new(Value::NONE),
        errors: Guarded::new(Value::NONE),
        translate: Cell::new(false),
        seen: Cell::new(Seen::default()),
    };
    Ok(vm.new_object(class, decoder))
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let a = arguments(vm, "(decoder, translate, errors='strict')", "IncrementalNewlineDecoder", args)?;
    let translate = vm.truth(&a[1])?;
    let decoder = object.expect::<Decoder>();
    decoder.translate.set(translate);
    decoder.seen.set(Seen::default());
    *decoder.inner.get_mut(vm) = a[0].clone();
    *decoder.errors.get_mut(vm) = a[2].clone();
    Ok(())
}

fn decode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let last = !a[2].is_null() && vm.truth(&a[2])?;
    let decoder = a[0].expect::<Decoder>();
    let inner = decoder.inner.get(vm).clone();
    let text = if inner.is_none() {
        a[1].clone()
    } else {
        vm.call_method(&inner, "decode", &[a[1].clone(), Value::from_bool(last)])?
    };
    let Some(own) = text.downcast::<Str>() else {
        let text = format!("decoder should return a string result, not '{}'", vm.type_name(&text));
        return Err(vm.type_error(text));
    };
    let mut seen = decoder.seen.get();
    let made = seen.decode(own.bytes().to_vec(), decoder.translate.get(), last);
    decoder.seen.set(seen);
    Ok(vm.new_text(taipan_text::TextRef::measure(&made)))
}

fn getstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let decoder = a[0].expect::<Decoder>();
    let inner = decoder.inner.get(vm).clone();
    let (buffer, flag) = if inner.is_none() {
        (vm.new_bytes(b""), 0)
    } else {
        let state = vm.call_method(&inner, "getstate", &[])?;
        let pair = state.downcast::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
        let [buffer, flag] = pair.as_slice() else {
            return Err(vm.type_error("illegal decoder state"));
        };
        (buffer.clone(), vm.index_i64(flag)?)
    };
    let flag = flag << 1 | i64::from(decoder.seen.get().pending);
    Ok(vm.new_tuple(vec![buffer, vm.new_int(flag)]))
}

fn setstate(vm: &mut Vm, a: &[Value]) -> PyResult {
    let pair = a[1].downcast::<Tuple>().map(|t| t.items().to_vec());
    let Some(pair) = pair else { return Err(vm.type_error("state argument must be a tuple")) };
    let [buffer, flag] = pair.as_slice() else { return Err(vm.type_error("illegal decoder state")) };
    let flag = vm.index_i64(flag)?;
    let decoder = a[0].expect::<Decoder>();
    let mut seen = decoder.seen.get();
    seen.pending = flag & 1 != 0;
    decoder.seen.set(seen);
    let inner = decoder.inner.get(vm).clone();
    if inner.is_none() {
        return Ok(Value::NONE);
    }
    let state = vm.new_tuple(vec![buffer.clone(), vm.new_int(flag >> 1)]);
    vm.call_method(&inner, "setstate", &[state])
}

fn reset(vm: &mut Vm, a: &[Value]) -> PyResult {
    let decoder = a[0].expect::<Decoder>();
    decoder.seen.set(Seen::default());
    let inner = decoder.inner.get(vm).clone();
    if inner.is_none() { Ok(Value::NONE) } else { vm.call_method(&inner, "reset", &[]) }
}

static METHODS: &[NativeDef] = &[
    method("decode", "($self, /, input, final=False)", decode, ""),
    method("getstate", "($self, /)", getstate, ""),
    method("setstate", "($self, state, /)", setstate, ""),
    method("reset", "($self, /)", reset, ""),
];

static MEMBERS: &[GetSet] = &[getter("newlines", |vm, o| {
    let seen = o.expect::<Decoder>().seen.get();
    Ok(seen.value(vm))
})];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { new: Some(new), init: Some(init), ..Slots::default() },
        methods: METHODS,
        getset: MEMBERS,
        doc: Some(
            "Codec used when reading a file in universal newlines mode.\n\nIt wraps another incremental decoder, translating \\r\\n and \\r into \\n.\nIt also records the types of newlines encountered.  When used with\ntranslate=False, it ensures that the newline sequence is returned in\none piece. When used with decoder=None, it expects unicode strings as\ndecode input and translates newlines without first invoking an external\ndecoder.",
        ),
        ..TypeSpec::default()
    };
    let class = NativeClass {
        name: "IncrementalNewlineDecoder",
        module: "_io",
        spec,
        has_dict: false,
        has_weakrefs: false,
    };
    vm.new_native_class::<Decoder>(class, None)
}
