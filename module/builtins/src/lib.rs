//! Module `builtins`: its functions, and the names of the builtin classes, exceptions and constants.
//!
//! One file per family of functions. Absent: `open`, which module `io` sets, and what `site` adds (`exit`, `help`).
#![forbid(unsafe_code)]

mod attributes;
mod breakpoint;
mod build_class;
mod code;
mod divmod;
mod iteration;
mod numbers;
mod output;
mod quick;
mod sum;
mod text;

use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};

pub static MODULE: ModuleDef = ModuleDef {
    name: "builtins",
    doc: Some(
        "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin, but in which the\nbuilt-in of that name is also needed.",
    ),
    functions: FUNCTIONS,
    init,
};

static FUNCTIONS: &[NativeDef] = &[
    function(
        "__build_class__",
        "(*args, **kwargs)",
        build_class::build_class,
        "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement.",
    ),
    function(
        "__import__",
        "($module, /, name, globals=None, locals=None, fromlist=(), level=0)",
        code::import,
        "Import a module.",
    ),
    function(
        "aiter",
        "($module, async_iterable, /)",
        |vm, a| iteration::aiter(vm, &a[1..]),
        "Return an AsyncIterator for an AsyncIterable object.",
    ),
    function(
        "anext",
        "($module, async_iterator, default=<unrepresentable>, /)",
        |vm, a| iteration::anext(vm, &a[1..]),
        "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
    ),
    function(
        "breakpoint",
        "($module, /, *args, **kws)",
        breakpoint::breakpoint,
        "Call sys.breakpointhook(*args, **kws).  sys.breakpointhook() must accept\nwhatever arguments are passed.\n\nBy default, this drops you into the pdb debugger.",
    ),
    function("abs", "($module, number, /)", numbers::abs, "Return the absolute value of the argument.")
        .quick(quick::abs),
    function(
        "all",
        "($module, iterable, /)",
        iteration::all,
        "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
    ),
    function(
        "any",
        "($module, iterable, /)",
        iteration::any,
        "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
    ),
    function("ascii", "($module, obj, /)", text::ascii, "Return an ASCII-only representation of an object."),
    function("bin", "($module, number, /)", numbers::bin, "Return the binary representation of an integer."),
    function(
        "callable",
        "($module, obj, /)",
        attributes::callable,
        "Return whether the object is callable (i.e., some kind of function).",
    ),
    function(
        "chr",
        "($module, i, /)",
        text::chr,
        "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
    )
    .quick(quick::chr),
    function(
        "compile",
        "($module, /, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        code::compile,
        "Compile source into a code object that can be executed by exec() or eval().",
    ),
    function(
        "delattr",
        "($module, obj, name, /)",
        attributes::delattr,
        "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``",
    ),
    function("dir", "(object=None, /)", attributes::dir, "dir([object]) -> list of strings"),
    function(
        "divmod",
        "($module, x, y, /)",
        |vm, a| divmod::divmod(vm, &a[1], &a[2]),
        "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
    ),
    function(
        "eval",
        "($module, source, /, globals=None, locals=None)",
        code::eval,
        "Evaluate the given source in the context of globals and locals.",
    ),
    function(
        "exec",
        "($module, source, /, globals=None, locals=None, *, closure=None)",
        code::exec,
        "Execute the given source in the context of globals and locals.",
    ),
    function(
        "format",
        "($module, value, format_spec='', /)",
        text::format,
        "Return type(value).__format__(value, format_spec)",
    ),
    function(
        "getattr",
        "(object, name, default=None, /)",
        attributes::getattr,
        "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\nWhen a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case.",
    )
    .quick(quick::getattr),
    function(
        "globals",
        "($module, /)",
        code::globals,
        "Return the dictionary containing the current scope's global variables.",
    ),
    function(
        "hasattr",
        "($module, obj, name, /)",
        attributes::hasattr,
        "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError.",
    )
    .quick(quick::hasattr),
    function(
        "hash",
        "($module, obj, /)",
        |vm, a| {
            let hash = vm.hash(&a[1])?;
            Ok(vm.new_int(hash))
        },
        "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true.",
    ),
    function(
        "hex",
        "($module, number, /)",
        numbers::hex,
        "Return the hexadecimal representation of an integer.",
    ),
    function(
        "id",
        "($module, obj, /)",
        |vm, a| Ok(vm.new_u64(vm.id(&a[1]))),
        "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython uses the object's memory address.)",
    ),
    function(
        "input",
        "($module, prompt='', /)",
        output::input,
        "Read a string from standard input.  The trailing newline is stripped.",
    ),
    function(
        "isinstance",
        "($module, obj, class_or_tuple, /)",
        |vm, a| vm.isinstance(&a[1], &a[2]).map(Value::from_bool),
        "Return whether an object is an instance of a class or of a subclass thereof.",
    )
    .quick(quick::isinstance),
    function(
        "issubclass",
        "($module, cls, class_or_tuple, /)",
        |vm, a| vm.issubclass(&a[1], &a[2]).map(Value::from_bool),
        "Return whether 'cls' is derived from another class or is the same class.",
    ),
    function(
        "iter",
        "(object, sentinel=None, /)",
        iteration::iter,
        "Get an iterator from an object.\n\nIn the first form, the argument must supply its own iterator, or be a sequence.\nIn the second form, the callable is called until it returns the sentinel.",
    ),
    function(
        "len",
        "($module, obj, /)",
        |vm, a| {
            let length = vm.len(&a[1])?;
            Ok(vm.new_int(length as i64))
        },
        "Return the number of items in a container.",
    )
    .quick(quick::len),
    function(
        "locals",
        "($module, /)",
        code::locals,
        "Return a dictionary containing the current scope's local variables.",
    ),
    function(
        "max",
        "(*args, **kwargs)",
        iteration::max,
        "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument.",
    )
    .quick(quick::max),
    function(
        "min",
        "(*args, **kwargs)",
        iteration::min,
        "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument.",
    )
    .quick(quick::min),
    function(
        "next",
        "(iterator, default=None, /)",
        iteration::next,
        "next(iterator[, default])\n\nReturn the next item from the iterator.\n\nIf default is given and the iterator is exhausted,\nit is returned instead of raising StopIteration.",
    ),
    function("oct", "($module, number, /)", numbers::oct, "Return the octal representation of an integer."),
    function("ord", "($module, c, /)", text::ord, "Return the ordinal value of a character.")
        .quick(quick::ord),
    function(
        "pow",
        "($module, /, base, exp, mod=None)",
        |vm, a| {
            let modulus = if a[3].is_null() { Value::NONE } else { a[3].clone() };
            vm.power(&a[1], &a[2], &modulus)
        },
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
    ),
    function(
        "print",
        "($module, /, *args, sep=' ', end='\\n', file=None, flush=False)",
        output::print,
        "Prints the values to a stream, or to sys.stdout by default.",
    ),
    function(
        "repr",
        "($module, obj, /)",
        |vm, a| vm.repr(&a[1]),
        "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval() will return\nan object with the same value when passed to that function.",
    ),
    function(
        "round",
        "($module, /, number, ndigits=None)",
        numbers::round,
        "Round a number to a given precision in decimal digits.",
    ),
    function(
        "setattr",
        "($module, obj, name, value, /)",
        attributes::setattr,
        "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``",
    )
    .quick(quick::setattr),
    function(
        "sorted",
        "($module, iterable, /, *, key=None, reverse=False)",
        iteration::sorted,
        "Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order.",
    ),
    function(
        "sum",
        "($module, iterable, /, start=0)",
        sum::sum,
        "Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types.",
    ),
    function("vars", "(object=None, /)", attributes::vars, "vars([object]) -> dictionary"),
];

/// Classes that have a name in `builtins` (the others are reached through `types` and `typing`).
const CLASSES: &[Tp] = &[
    Tp::Bool,
    Tp::MemoryView,
    Tp::ByteArray,
    Tp::Bytes,
    Tp::ClassMethod,
    Tp::Complex,
    Tp::Dict,
    Tp::Enumerate,
    Tp::Filter,
    Tp::Float,
    Tp::FrozenSet,
    Tp::Property,
    Tp::Int,
    Tp::List,
    Tp::Map,
    Tp::Object,
    Tp::Range,
    Tp::Reversed,
    Tp::Set,
    Tp::Slice,
    Tp::StaticMethod,
    Tp::Str,
    Tp::Super,
    Tp::Tuple,
    Tp::Type,
    Tp::Zip,
];

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, value) in [
        ("None", Value::NONE),
        ("Ellipsis", Value::ELLIPSIS),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("False", Value::FALSE),
        ("True", Value::TRUE),
        ("__debug__", Value::TRUE),
    ] {
        vm.set_module_attr(module, name, value);
    }
    for &tp in CLASSES {
        let class = vm.class(tp);
        vm.set_module_attr(module, tp.name(), class);
    }
    for tp in taipan_objects::builtin::exceptions() {
        let class = vm.class(tp);
        vm.set_module_attr(module, tp.name(), class);
    }
    let group = vm.exception_group_class()?;
    vm.set_module_attr(module, "ExceptionGroup", group);
    let os_error = vm.class(Tp::OSError);
    vm.set_module_attr(module, "EnvironmentError", os_error.clone());
    vm.set_module_attr(module, "IOError", os_error);
    vm.builtins = vm.module_dict(module);
    Ok(())
}
