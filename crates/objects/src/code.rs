//! `code`: a code block made ready to run. The words are this Vm's own copy, which the interpreter quickens in place;
//! constants and names are values.

use crate::native::{TypeSpec, getter, member, method};
use crate::slots::Slots;
use crate::{CompareOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};
use std::cell::{OnceCell, UnsafeCell};
use std::sync::Arc;
use taipan_bytecode::marshal::{self, Deferred, RawConstant, Strings};
use taipan_bytecode::{CodeFlags, Constant, LocalKind, Op};

/// The version of code as bytes.
pub const FORMAT: u32 = marshal::VERSION;

/// The payload of a code object: what is known before it first runs, and the body. The body of a function of the library
/// is empty until [`Vm::ready`] reads it; whoever makes a frame, or looks at a body from outside, sees to that.
pub struct Code {
    pub name: Value,
    pub qualname: Value,
    filename: Guarded<Value>,
    pub flags: CodeFlags,
    pub arg_count: u32,
    pub first_line: u32,
    /// A generator, coroutine or async generator.
    pub generator_like: bool,
    /// What tools asked for of this code alone.
    pub monitoring: OnceCell<Box<crate::monitoring::CodeMonitoring>>,
    /// Where the body is read from, for code of the library.
    deferred: Option<Box<Deferred>>,
    /// What [`Code::whole`] gives, once somebody asked for it.
    whole: OnceCell<Box<taipan_bytecode::Code>>,
    body: UnsafeCell<Body>,
}

/// The part of a code object that runs.
pub struct Body {
    /// Of code of the library without its words, constants and names: [`Code::whole`] has them.
    pub block: Arc<taipan_bytecode::Code>,
    words: UnsafeCell<Box<[u32]>>,
    pub constants: Box<[Value]>,
    /// Interned.
    pub names: Box<[Value]>,
    /// Names of the named registers, interned.
    pub local_names: Box<[Value]>,
    /// Named registers.
    pub named: u32,
    /// All registers.
    pub registers: u32,
    /// Whether a call with exactly `arg_count` positionals needs nothing but its arguments in place: no keyword-only
    /// parameters, no `*args`, no `**kwargs`. False until the code is ready.
    pub simple: bool,
    /// `arg_count` where a call with that many positionals can enter at once: ready, `simple`, no generator, and with so
    /// few registers that `Stack::is_at_end` is all there is to ask; else MAX.
    pub direct: u32,
    /// `arg_count` where a call with that many positionals can make a generator at once: ready, `simple`, and a
    /// generator that its first instruction makes; else MAX.
    pub generates: u32,
}

impl std::ops::Deref for Code {
    type Target = Body;

    #[inline(always)]
    fn deref(&self) -> &Body {
        // SAFETY: the body is written once, by `Vm::ready`, while it has nothing that could be borrowed.
        unsafe { &*self.body.get() }
    }
}

// SAFETY: names are interned; constants are visited once each.
unsafe impl Payload for Code {
    const NAME: &'static str = "code";
    const SHAPE: u32 = Tp::Code as u32;
    fn trace(&self, visit: Tracer<'_>) {
        self.constants.iter().for_each(&mut *visit);
        visit(&self.qualname);
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.filename.as_ptr() });
    }
}

impl Code {
    /// Whether it can run.
    #[inline(always)]
    pub fn is_ready(&self) -> bool {
        self.registers != 0 || self.length() != 0
    }

    /// Whether it is a function's of the library inside the binary.
    pub fn is_of_library(&self) -> bool {
        self.deferred.is_some()
    }

    /// The first instruction word.
    #[inline(always)]
    pub fn words(&self) -> *const u32 {
        // SAFETY: the box is never replaced; the interpreter writes single words of it.
        unsafe { (*self.words.get()).as_ptr() }
    }

    /// The block with its words, constants and names.
    pub fn whole(&self) -> &taipan_bytecode::Code {
        match &self.deferred {
            // What was read once can be read again.
            Some(deferred) => self.whole.get_or_init(|| Box::new(deferred.read().unwrap_or_default())),
            None => &self.block,
        }
    }

    /// Number of instruction words.
    pub fn length(&self) -> usize {
        // SAFETY: as above.
        unsafe { (&*self.words.get()).len() }
    }

    /// Free variables.
    pub fn free_vars(&self) -> usize {
        self.block.localsplus.iter().filter(|l| l.kind.contains(LocalKind::FREE)).count()
    }

    /// The docstring, or None; NULL where the code is not ready and may have one.
    pub fn doc(&self) -> Value {
        if !self.is_ready() && self.flags.contains(CodeFlags::HAS_DOCSTRING) {
            return Value::NULL;
        }
        if self.flags.contains(CodeFlags::HAS_DOCSTRING) {
            self.constants.first().cloned().unwrap_or(Value::NONE)
        } else {
            Value::NONE
        }
    }
}

impl Vm {
    /// The value of a constant.
    pub fn constant(&mut self, constant: &Constant) -> PyResult {
        Ok(match constant {
            Constant::None => Value::NONE,
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Bool(b) => Value::from_bool(*b),
            Constant::Int(i) => self.new_int(*i),
            Constant::BigInt(b) => self.new_bigint(b.clone()),
            Constant::Float(f) => self.new_float(*f),
            Constant::Complex { real, imag } => self.new_complex(*real, *imag),
            Constant::Str(bytes) => self.str_constant(bytes),
            Constant::Bytes(bytes) => crate::bytes::make(self, bytes),
            Constant::Tuple(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items.iter() {
                    values.push(self.constant(item)?);
                }
                self.new_tuple(values)
            }
            Constant::FrozenSet(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items.iter() {
                    values.push(self.constant(item)?);
                }
                self.new_frozenset(values)?
            }
            Constant::Slice(parts) => {
                let start = self.constant(&parts[0])?;
                let stop = self.constant(&parts[1])?;
                let step = self.constant(&parts[2])?;
                self.new_slice(start, stop, step)
            }
            Constant::Code(block) => self.new_code(block)?,
            Constant::Deferred(deferred) => self.new_deferred_code(deferred)?,
        })
    }

    /// A code object from what `Code::to_bytes` gave, or ValueError: the bytes may come from anywhere.
    pub fn code_from_bytes(&mut self, bytes: &[u8]) -> PyResult {
        match marshal::decode(bytes, None) {
            Ok(block) if taipan_bytecode::verify::verify(&block).is_ok() => self.new_code(&Arc::new(block)),
            _ => Err(self.value_error("bad marshal data (invalid code)")),
        }
    }

    /// The code object of a module of the compiled library, whose bytes the build made and verified, by its place there;
    /// with a `filename`, it and all that nest in it have that one. Bodies are read when they first run.
    pub fn code_of_library(&mut self, library: &'static [u8], at: u32, filename: Option<&str>) -> PyResult {
        match Deferred::new(library, at, filename.map(Into::into)) {
            Ok(deferred) => self.new_deferred_code(&deferred),
            Err(marshal::Malformed) => Err(damaged(self)),
        }
    }

    /// The code object of a block.
    pub fn new_code(&mut self, block: &Arc<taipan_bytecode::Code>) -> PyResult {
        let body = self.body(block)?;
        let code = Code {
            name: self.intern(&block.name),
            qualname: self.new_str(&block.qualname),
            filename: Guarded::new(self.intern(&block.filename)),
            flags: block.flags,
            arg_count: block.arg_count,
            first_line: block.first_line,
            generator_like: is_generator_like(block.flags),
            monitoring: OnceCell::new(),
            deferred: None,
            whole: OnceCell::new(),
            body: UnsafeCell::new(body),
        };
        Ok(self.heap.alloc(Tp::Code as u32, code))
    }

    fn new_deferred_code(&mut self, deferred: &Deferred) -> PyResult {
        let Ok((header, strings)) = deferred.header() else { return Err(damaged(self)) };
        let code = Code {
            name: self.library_name(strings, header.name),
            qualname: self.library_name(strings, header.qualname),
            filename: Guarded::new(self.library_file(deferred.filename())),
            flags: header.flags,
            arg_count: header.arg_count,
            first_line: header.first_line,
            generator_like: is_generator_like(header.flags),
            monitoring: OnceCell::new(),
            deferred: Some(Box::new(deferred.clone())),
            whole: OnceCell::new(),
            body: UnsafeCell::new(Body {
                block: self.no_block.clone(),
                words: UnsafeCell::default(),
                constants: Box::default(),
                names: Box::default(),
                local_names: Box::default(),
                named: 0,
                registers: 0,
                simple: false,
                direct: u32::MAX,
                generates: u32::MAX,
            }),
        };
        Ok(self.heap.alloc(Tp::Code as u32, code))
    }

    /// Sees to it that a code object can run, and be looked into.
    #[inline]
    pub fn ready(&mut self, code: &Code) -> PyResult<()> {
        if code.is_ready() { Ok(()) } else { self.read_body(code) }
    }

    #[cold]
    #[inline(never)]
    fn read_body(&mut self, code: &Code) -> PyResult<()> {
        self.check_host_stack()?;
        let Some(deferred) = &code.deferred else { return Err(damaged(self)) };
        let Ok((parts, strings)) = deferred.read_parts() else { return Err(damaged(self)) };
        let mut constants = Vec::with_capacity(parts.constants.len());
        for constant in &parts.constants {
            constants.push(self.raw_constant(strings, constant)?);
        }
        let body = Body {
            constants: constants.into_boxed_slice(),
            names: parts.names.iter().map(|&name| self.library_name(strings, name)).collect(),
            local_names: parts.locals.iter().map(|&name| self.library_name(strings, name)).collect(),
            ..Body::new(Arc::new(parts.code), parts.words)
        };
        // SAFETY: nothing of an empty body is borrowed but empty slices and the shared empty block, which the Vm keeps.
        unsafe { *code.body.get() = body };
        Ok(())
    }

    fn raw_constant(&mut self, strings: Strings<'static>, constant: &RawConstant) -> PyResult {
        Ok(match constant {
            RawConstant::Str(place) => {
                if let Some(known) = self.library_names.get(strings, *place) {
                    return Ok(known);
                }
                let bytes = strings.get(*place as usize).unwrap_or_default();
                if looks_like_name(bytes) {
                    self.library_name(strings, *place)
                } else {
                    self.new_text(taipan_text::TextRef::measure(bytes))
                }
            }
            RawConstant::Bytes(place) => {
                crate::bytes::make(self, strings.get(*place as usize).unwrap_or_default())
            }
            RawConstant::Tuple(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.raw_constant(strings, item)?);
                }
                self.new_tuple(values)
            }
            RawConstant::Other(constant) => self.constant(constant)?,
        })
    }

    /// The interned file name of code, most often the one of the code before.
    fn library_file(&mut self, name: &Arc<str>) -> Value {
        match &self.library_names.file {
            Some((last, value)) if Arc::ptr_eq(last, name) => value.clone(),
            _ => {
                let value = self.intern(name);
                self.library_names.file = Some((name.clone(), value.clone()));
                value
            }
        }
    }

    /// The interned str of a place among the library's strings.
    fn library_name(&mut self, strings: Strings<'static>, place: u32) -> Value {
        if let Some(known) = self.library_names.get(strings, place) {
            return known;
        }
        let name = self.intern_bytes(strings.get(place as usize).unwrap_or_default());
        self.library_names.set(strings, place, &name);
        name
    }

    fn str_constant(&mut self, bytes: &[u8]) -> Value {
        if looks_like_name(bytes) {
            self.intern_bytes(bytes)
        } else {
            self.new_text(taipan_text::TextRef::measure(bytes))
        }
    }

    fn body(&mut self, block: &Arc<taipan_bytecode::Code>) -> PyResult<Body> {
        // Code nests in constants as deep as `lambda` does in a source.
        self.check_host_stack()?;
        let mut constants = Vec::with_capacity(block.constants.len());
        for constant in &block.constants {
            constants.push(self.constant(constant)?);
        }
        Ok(Body {
            constants: constants.into_boxed_slice(),
            names: block.names.iter().map(|n| self.intern(n)).collect(),
            local_names: block.localsplus.iter().map(|n| self.intern(&n.name)).collect(),
            ..Body::new(block.clone(), block.words.clone().into_boxed_slice())
        })
    }
}

/// The interned strs of the library's strings that were met, by their places.
#[derive(Default)]
pub struct LibraryNames {
    /// Which table the places are of: the first one asked for.
    table: usize,
    /// Their words; zero where none is known. All of it is zero at first, so what is not used takes no memory.
    words: Vec<u64>,
    /// The last file name.
    file: Option<(Arc<str>, Value)>,
}

impl LibraryNames {
    #[inline]
    fn get(&self, strings: Strings<'static>, place: u32) -> Option<Value> {
        match self.words.get(place as usize) {
            // SAFETY: the words are of interned strs, which last as long as the Vm.
            Some(&word) if word != 0 && self.table == strings.address() => unsafe {
                Some(Value::from_raw_borrowed(word))
            },
            _ => None,
        }
    }

    fn set(&mut self, strings: Strings<'static>, place: u32, name: &Value) {
        if self.words.is_empty() {
            self.table = strings.address();
            self.words = vec![0; strings.count()];
        }
        if self.table == strings.address()
            && let Some(word) = self.words.get_mut(place as usize)
        {
            *word = name.raw();
        }
    }
}

impl Body {
    /// A body without its values.
    fn new(block: Arc<taipan_bytecode::Code>, words: Box<[u32]>) -> Body {
        let simple = block.kwonly_arg_count == 0
            && !block.flags.intersects(CodeFlags::VARARGS | CodeFlags::VARKEYWORDS);
        let makes_generator = is_generator_like(block.flags);
        let at_once = words.first().is_some_and(|&word| word as u8 == Op::RETURN_GENERATOR as u8);
        let when = |condition: bool| if condition { block.arg_count } else { u32::MAX };
        Body {
            words: UnsafeCell::new(words),
            constants: Box::default(),
            names: Box::default(),
            local_names: Box::default(),
            named: block.named(),
            registers: block.registers,
            simple,
            direct: when(simple && !makes_generator && block.registers <= crate::stack::FEW),
            generates: when(simple && makes_generator && at_once),
            block,
        }
    }
}

impl Vm {
    /// Gives a code object, and all that nests in it and has the same one, another file name.
    pub fn rename_code(&mut self, code: &Value, filename: &Value) -> PyResult<()> {
        let mut work = vec![code.clone()];
        let old = code.expect::<Code>().filename(self).clone();
        while let Some(code) = work.pop() {
            let code = code.expect::<Code>();
            let own = code.filename(self).clone();
            if !self.str_eq(&own, &old) {
                continue;
            }
            self.ready(code)?;
            *code.filename.get_mut(self) = filename.clone();
            let nested = code.constants.iter().filter(|c| c.downcast::<Code>().is_some());
            work.extend(nested.cloned());
        }
        Ok(())
    }
}

fn is_generator_like(flags: CodeFlags) -> bool {
    flags.intersects(CodeFlags::GENERATOR | CodeFlags::COROUTINE | CodeFlags::ASYNC_GENERATOR)
}

#[cold]
fn damaged(vm: &mut Vm) -> crate::Raised {
    vm.raise(Tp::ImportError, "the library inside the binary is damaged")
}

impl Code {
    /// The code as bytes, for caches and `marshal`.
    pub fn to_bytes(&self) -> Vec<u8> {
        marshal::encode(self.whole())
    }

    /// The file it was compiled from, as it is known now.
    pub fn filename<'a>(&'a self, vm: &'a Vm) -> &'a Value {
        self.filename.get(vm)
    }
}

fn looks_like_name(bytes: &[u8]) -> bool {
    bytes.len() <= 64 && bytes.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'_')
}

/// A code object that can be looked into.
fn ready<'a>(vm: &mut Vm, code: &'a Value) -> PyResult<&'a Code> {
    let code = code.expect::<Code>();
    vm.ready(code)?;
    Ok(code)
}

fn names_where(vm: &Vm, code: &Code, wanted: impl Fn(LocalKind) -> bool) -> Value {
    let names = code
        .block
        .localsplus
        .iter()
        .zip(&code.local_names)
        .filter(|(l, _)| wanted(l.kind))
        .map(|(_, n)| n.clone())
        .collect();
    vm.new_tuple(names)
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let code = object.expect::<Code>();
    let text = format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        vm.text(&code.name),
        vm.id(object),
        vm.text(code.filename(vm)),
        code.first_line
    );
    Ok(vm.new_str(&text))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Code>(), b.downcast::<Code>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    vm.ready(x)?;
    vm.ready(y)?;
    let mut equal = a.is(b)
        || (x.name.is(&y.name)
            && x.block.arg_count == y.block.arg_count
            && x.block.flags == y.block.flags
            && x.block.first_line == y.block.first_line
            && x.whole().words == y.whole().words
            && x.names.len() == y.names.len()
            && x.names.iter().zip(&y.names).all(|(own, other)| own.is(other))
            && x.block.locations == y.block.locations
            && x.constants.len() == y.constants.len());
    if equal && !a.is(b) {
        for (own, other) in x.constants.iter().zip(&y.constants) {
            if !std::ptr::eq(vm.type_of(own), vm.type_of(other)) || !vm.same_or_equal(own, other)? {
                equal = false;
                break;
            }
        }
    }
    Ok(Value::from_bool(equal == (op == CompareOp::Eq)))
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let code = object.expect::<Code>();
    vm.ready(code)?;
    let words: Vec<i64> = code.whole().words.iter().map(|w| *w as i64).collect();
    Ok(vm.hash(&code.name)? ^ taipan_text::hash::hash_tuple(words.into_iter()) ^ code.block.first_line as i64)
}

/// The place of an instruction as Python sees it, in bytes. The first code unit, of two bytes, stands for the entry of
/// the code, as CPython's RESUME does; a word is two code units.
pub fn byte_offset(pc: u32) -> u32 {
    2 + pc * 4
}

/// The instruction at a place in bytes.
pub fn pc_of_offset(offset: i32) -> u32 {
    (offset.max(2) as u32 - 2) / 4
}

impl Code {
    /// The line that the code is entered at: a module before its first.
    pub fn entry_line(&self) -> u32 {
        let is_module = !self.flags.contains(CodeFlags::OPTIMIZED)
            && self.name.downcast::<crate::str::Str>().is_some_and(|name| name.bytes() == b"<module>");
        if is_module { 0 } else { self.first_line }
    }
}

/// `co_positions()`: one tuple per code unit.
fn positions(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.ready(a[0].expect::<Code>())?;
    let block = a[0].expect::<Code>().whole();
    let entry = a[0].expect::<Code>().entry_line();
    let mut rows = Vec::with_capacity(block.words.len() * 2 + 1);
    let first = [entry, block.first_line, 0, 0].map(|n| Value::from_i32(n as i32));
    rows.push(vm.new_tuple(first.to_vec()));
    for pc in 0..block.words.len() as u32 {
        let place = block.location(pc);
        let line = |n: u32| if n == 0 { Value::NONE } else { Value::from_i32(n as i32) };
        let column =
            |n: u32| if n == u32::MAX || place.line == 0 { Value::NONE } else { Value::from_i32(n as i32) };
        let row =
            vec![line(place.line), line(place.end_line), column(place.column), column(place.end_column)];
        let row = vm.new_tuple(row);
        rows.extend([row.clone(), row]);
    }
    let list = vm.new_list(rows);
    vm.iter(&list)
}

/// `co_lines()`: (start, end, line) in bytes.
fn lines(vm: &mut Vm, a: &[Value]) -> PyResult {
    vm.ready(a[0].expect::<Code>())?;
    let block = a[0].expect::<Code>().whole();
    let entries = block.locations.entries(block.first_line);
    let mut rows: Vec<(u32, u32, Option<u32>)> = vec![(0, 2, Some(a[0].expect::<Code>().entry_line()))];
    for (i, (start, place)) in entries.iter().enumerate() {
        let end = entries.get(i + 1).map_or(block.words.len() as u32, |next| next.0);
        let line = (place.line != 0).then_some(place.line);
        let (start, end) = (byte_offset(*start), byte_offset(end));
        match rows.last_mut() {
            Some(last) if last.2 == line => last.1 = end,
            _ => rows.push((start, end, line)),
        }
    }
    let mut values = Vec::new();
    for (start, end, line) in rows {
        let line = line.map_or(Value::NONE, |line| Value::from_i32(line as i32));
        values.push(vm.new_tuple(vec![Value::from_i32(start as i32), Value::from_i32(end as i32), line]));
    }
    let list = vm.new_list(values);
    vm.iter(&list)
}

/// `co_branches()`: (place, where it goes on to the left, to the right) of the branches, as `sys.monitoring` tells them.
fn branches(vm: &mut Vm, a: &[Value]) -> PyResult {
    let block = a[0].expect::<Code>().block.clone();
    let offset = |pc: u32| Value::from_i32(byte_offset(pc) as i32);
    let mut rows = Vec::new();
    for ins in taipan_bytecode::encode::instructions(&block.words).flatten() {
        let is_loop = ins.op == taipan_bytecode::Op::FOR_ITER;
        if !is_loop && !ins.op.name().starts_with("JUMP_IF") {
            continue;
        }
        let Some(target) = ins.jump_target() else { continue };
        let (target, next) = (target as u32, ins.end());
        // The test of a loop stands behind its body.
        let (left, right) = if is_loop || target < next { (target, next) } else { (next, target) };
        rows.push(vm.new_tuple(vec![offset(ins.pc), offset(left), offset(right)]));
    }
    let list = vm.new_list(rows);
    vm.iter(&list)
}

fn replace(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mut block = a[0].expect::<Code>().whole().clone();
    for (key, value) in vm.dict_items(&a[1]) {
        let name = vm.text(&key).into_owned();
        match name.as_str() {
            "co_name" => block.name = vm.str_text(&value)?.into(),
            "co_qualname" => block.qualname = vm.str_text(&value)?.into(),
            "co_filename" => block.filename = vm.str_text(&value)?.into(),
            "co_firstlineno" => block.first_line = vm.index_i64(&value)? as u32,
            "co_flags" => {
                let flags = vm.index_i64(&value)? as u32;
                block.flags = CodeFlags::from_bits_retain(flags);
            }
            _ => {
                return Err(
                    vm.raise(Tp::NotImplementedError, format!("code.replace() cannot change {name} here"))
                );
            }
        }
    }
    vm.new_code(&Arc::new(block))
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { repr: Some(repr), compare: Some(compare), hash: Some(hash), ..Slots::default() },
        methods: const {
            &[
                method("co_positions", "($self, /)", positions, ""),
                method("co_lines", "($self, /)", lines, ""),
                method("co_branches", "($self, /)", branches, ""),
                method(
                    "replace",
                    "($self, /, **changes)",
                    replace,
                    "Return a copy of the code object with new values for the specified fields.",
                ),
                method("__replace__", "($self, /, **changes)", replace, "The same as replace()."),
            ]
        },
        getset: const {
            &[
                member("co_name", |_, o| Ok(o.expect::<Code>().name.clone())),
                member("co_qualname", |_, o| Ok(o.expect::<Code>().qualname.clone())),
                member("co_filename", |vm, o| Ok(o.expect::<Code>().filename(vm).clone())),
                member("co_firstlineno", |vm, o| Ok(vm.new_int(o.expect::<Code>().first_line as i64))),
                member("co_flags", |vm, o| Ok(vm.new_int(o.expect::<Code>().flags.bits() as i64))),
                member("co_argcount", |vm, o| Ok(vm.new_int(o.expect::<Code>().arg_count as i64))),
                member("co_posonlyargcount", |vm, o| {
                    let count = ready(vm, o)?.block.posonly_arg_count;
                    Ok(vm.new_int(count as i64))
                }),
                member("co_kwonlyargcount", |vm, o| {
                    let count = ready(vm, o)?.block.kwonly_arg_count;
                    Ok(vm.new_int(count as i64))
                }),
                member("co_stacksize", |vm, o| {
                    let code = ready(vm, o)?;
                    Ok(vm.new_int((code.registers - code.named) as i64))
                }),
                member("co_consts", |vm, o| {
                    let constants = ready(vm, o)?.constants.to_vec();
                    Ok(vm.new_tuple(constants))
                }),
                member("co_names", |vm, o| {
                    let names = ready(vm, o)?.names.to_vec();
                    Ok(vm.new_tuple(names))
                }),
                getter("co_nlocals", |vm, o| {
                    let code = ready(vm, o)?;
                    let names = names_where(vm, code, |k| k.contains(LocalKind::LOCAL));
                    Ok(vm.new_int(names.expect::<crate::tuple::Tuple>().len() as i64))
                }),
                getter("co_varnames", |vm, o| {
                    let code = ready(vm, o)?;
                    Ok(names_where(vm, code, |k| {
                        k.contains(LocalKind::LOCAL) && !k.contains(LocalKind::HIDDEN)
                    }))
                }),
                getter("co_cellvars", |vm, o| {
                    let code = ready(vm, o)?;
                    Ok(names_where(vm, code, |k| k.contains(LocalKind::CELL)))
                }),
                getter("co_freevars", |vm, o| {
                    let code = ready(vm, o)?;
                    Ok(names_where(vm, code, |k| k.contains(LocalKind::FREE)))
                }),
                getter("co_code", |vm, o| {
                    let mut bytes = vec![taipan_bytecode::Op::NOP as u8, 0];
                    bytes.extend(ready(vm, o)?.whole().words.iter().flat_map(|w| w.to_le_bytes()));
                    Ok(crate::bytes::make(vm, &bytes))
                }),
            ]
        },
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    }
}
