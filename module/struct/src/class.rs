//! `Struct`: a format that is parsed once.

use crate::format::Format;
use crate::{calls, format_of};
use std::rc::Rc;
use taipan_native::{Args, NativeDef, PyResult, Value, Vm, method};
use taipan_objects::native::{GetSet, getter};
use taipan_objects::native_class::NO_SHAPE;
use taipan_objects::slots::Slots;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Guarded, Payload, Tracer, TypeSpec};

/// The payload: the format, from `__init__` on.
pub struct Struct(Guarded<Option<Rc<Format>>>);

// SAFETY: it holds no references.
unsafe impl Payload for Struct {
    const NAME: &'static str = "Struct";
    const SHAPE: u32 = NO_SHAPE;
    const CONTAINER: bool = false;
    fn trace(&self, _: Tracer<'_>) {}
}

fn own(vm: &mut Vm, object: &Value) -> PyResult<Rc<Format>> {
    match object.expect::<Struct>().0.get(vm).clone() {
        Some(format) => Ok(format),
        None => Err(vm.runtime_error("Struct object is not initialized")),
    }
}

fn new(vm: &mut Vm, class: &Value, _: Args<'_>) -> PyResult {
    Ok(vm.new_object(class, Struct(Guarded::new(None))))
}

fn initialize(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let mut format = args.positionals().first().cloned();
    if args.all.len() > 1 {
        let text = format!("Struct() takes at most 1 argument ({} given)", args.all.len());
        return Err(vm.type_error(text));
    }
    for (name, value) in args.keywords() {
        if &*vm.text(name) != "format" {
            let text = format!("Struct() got an unexpected keyword argument '{}'", vm.text(name));
            return Err(vm.type_error(text));
        }
        format = Some(value.clone());
    }
    let Some(format) = format else {
        return Err(vm.type_error("Struct() missing required argument 'format' (pos 1)"));
    };
    let format = format_of(vm, &format)?;
    *object.expect::<Struct>().0.get_mut(vm) = Some(format);
    Ok(())
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let format = own(vm, object)?;
    let text = vm.new_str(&format.text);
    let text = format!("Struct({})", vm.repr_text(&text)?);
    Ok(vm.new_str(&text))
}

const METHODS: &[NativeDef] = &[
    method(
        "__sizeof__",
        "($self, /)",
        |vm, a| {
            let format = own(vm, &a[0])?;
            let size = size_of::<Struct>() + format.text.len() + format.values * 16;
            Ok(vm.new_int(size as i64))
        },
        "S.__sizeof__() -> size of S in memory, in bytes",
    ),
    method(
        "iter_unpack",
        "($self, buffer, /)",
        |vm, a| {
            let format = own(vm, &a[0])?;
            calls::iter_unpack(vm, format, &a[1])
        },
        "Return an iterator yielding tuples.\n\nTuples are unpacked from the given bytes source, like a repeated\ninvocation of unpack_from().\n\nRequires that the bytes length be a multiple of the struct size.",
    ),
    method(
        "pack",
        "($self, *values)",
        |vm, a| {
            let format = own(vm, &a[0])?;
            calls::pack(vm, &format, a[1].expect::<Tuple>().items())
        },
        "S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values v1, v2, ... packed according\nto the format string S.format.  See help(struct) for more on format\nstrings.",
    ),
    method(
        "pack_into",
        "($self, *values)",
        |vm, a| {
            let format = own(vm, &a[0])?;
            calls::pack_into(vm, &format, a[1].expect::<Tuple>().items())
        },
        "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string S.format\nand write the packed bytes into the writable buffer buf starting at\noffset.  Note that the offset is a required argument.  A negative\noffset counts from the end of the buffer.  See help(struct) for more\non format strings.",
    ),
    method(
        "unpack",
        "($self, buffer, /)",
        |vm, a| {
            let format = own(vm, &a[0])?;
            calls::unpack(vm, &format, &a[1])
        },
        "Return a tuple containing unpacked values.\n\nUnpack according to the format string Struct.format. The buffer's size\nin bytes must be Struct.size.\n\nSee help(struct) for more on format strings.",
    ),
    method(
        "unpack_from",
        "($self, /, buffer, offset=0)",
        |vm, a| {
            let format = own(vm, &a[0])?;
            calls::unpack_from(vm, &format, &a[1], &a[2])
        },
        "Return a tuple containing unpacked values.\n\nValues are unpacked according to the format string Struct.format.\n\nThe buffer's size in bytes, starting at position offset, must be\nat least Struct.size.  A negative offset counts from the end of the\nbuffer.\n\nSee help(struct) for more on format strings.",
    ),
];

const GETSET: &[GetSet] = &[
    getter("format", |vm, object| {
        let format = own(vm, object)?;
        Ok(vm.new_str(&format.text))
    }),
    getter("size", |vm, object| {
        // -1 before `__init__` came.
        let size = object.expect::<Struct>().0.get(vm).as_ref().map_or(-1, |format| format.size as i64);
        Ok(vm.new_int(size))
    }),
];

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(new), init: Some(initialize), repr: Some(repr), ..Slots::default() },
        methods: METHODS,
        getset: GETSET,
        doc: Some("Struct(fmt) --> compiled struct object\n\n"),
        ..TypeSpec::default()
    }
}
