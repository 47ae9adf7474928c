//! `BufferedRWPair`: a reader and a writer in one object.

use crate::arguments;
use taipan_native::{NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, getter};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Args, Guarded, Payload, Slots, Tracer};

pub struct Pair {
    reader: Guarded<Value>,
    writer: Guarded<Value>,
}

// SAFETY: the two references are visited once.
unsafe impl Payload for Pair {
    const NAME: &'static str = "BufferedRWPair";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe {
            visit(&*self.reader.as_ptr());
            visit(&*self.writer.as_ptr());
        }
    }
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let a = arguments(vm, "(reader, writer, buffer_size=131072, /)", "BufferedRWPair", args)?;
    crate::base::check_able(vm, &a[0], "readable")?;
    crate::base::check_able(vm, &a[1], "writable")?;
    let limit = if a[2].is_null() { vm.new_int(crate::DEFAULT_BUFFER_SIZE as i64) } else { a[2].clone() };
    let class = crate::class(vm, "BufferedReader");
    let reader = vm.call(&class, &[a[0].clone(), limit.clone()])?;
    let class = crate::class(vm, "BufferedWriter");
    let writer = vm.call(&class, &[a[1].clone(), limit])?;
    let pair = object.expect::<Pair>();
    *pair.reader.get_mut(vm) = reader;
    *pair.writer.get_mut(vm) = writer;
    Ok(())
}

fn part(vm: &mut Vm, object: &Value, writer: bool) -> PyResult {
    let pair = object.expect::<Pair>();
    let part = if writer { pair.writer.get(vm) } else { pair.reader.get(vm) }.clone();
    if part.is_none() {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    Ok(part)
}

fn pass(vm: &mut Vm, a: &[Value], writer: bool, name: &str) -> PyResult {
    let part = part(vm, &a[0], writer)?;
    let args: Vec<Value> = a[1..].iter().filter(|v| !v.is_null()).cloned().collect();
    vm.call_method(&part, name, &args)
}

fn close(vm: &mut Vm, a: &[Value]) -> PyResult {
    let wrote = pass(vm, a, true, "close");
    let read = pass(vm, a, false, "close");
    match (wrote, read) {
        (Err(first), Err(second)) => {
            taipan_objects::exception::chain(vm, &second.0, &first.0);
            Err(second)
        }
        (wrote, read) => wrote.and(read),
    }
}

fn isatty(vm: &mut Vm, a: &[Value]) -> PyResult {
    let writer = pass(vm, a, true, "isatty")?;
    if vm.truth(&writer)? { Ok(writer) } else { pass(vm, a, false, "isatty") }
}

static METHODS: &[NativeDef] = &[
    method("read", "($self, size=-1, /)", |vm, a| pass(vm, a, false, "read"), ""),
    method("peek", "($self, size=0, /)", |vm, a| pass(vm, a, false, "peek"), ""),
    method("read1", "($self, size=-1, /)", |vm, a| pass(vm, a, false, "read1"), ""),
    method("readinto", "($self, buffer, /)", |vm, a| pass(vm, a, false, "readinto"), ""),
    method("readinto1", "($self, buffer, /)", |vm, a| pass(vm, a, false, "readinto1"), ""),
    method("write", "($self, buffer, /)", |vm, a| pass(vm, a, true, "write"), ""),
    method("flush", "($self, /)", |vm, a| pass(vm, a, true, "flush"), ""),
    method("readable", "($self, /)", |vm, a| pass(vm, a, false, "readable"), ""),
    method("writable", "($self, /)", |vm, a| pass(vm, a, true, "writable"), ""),
    method("close", "($self, /)", close, ""),
    method("isatty", "($self, /)", isatty, ""),
];

static MEMBERS: &[GetSet] = &[getter("closed", |vm, o| {
    let writer = part(vm, o, true)?;
    vm.get_attr_str(&writer, "closed")
})];

pub fn class(vm: &mut Vm, base: &Value) -> PyResult {
    let slots = Slots {
        new: Some(|vm, class, _| {
            let pair = Pair { reader: Guarded::new(Value::NONE), writer: Guarded::new(Value::NONE) };
            Ok(vm.new_object(class, pair))
        }),
        init: Some(init),
        ..Slots::default()
    };
    let spec = TypeSpec {
        slots,
        methods: METHODS,
        getset: MEMBERS,
        doc: Some(
            "A buffered reader and writer object together.\n\nA buffered reader object and buffered writer object put together to\nform a sequential IO object that can read and write. This is typically\nused with a socket or two-way pipe.\n\nreader and writer are RawIOBase objects that are readable and\nwriteable respectively. If the buffer_size is omitted it defaults to\nDEFAULT_BUFFER_SIZE.",
        ),
        ..TypeSpec::default()
    };
    let class =
        NativeClass { name: "BufferedRWPair", module: "_io", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Pair>(class, Some(base))
}
