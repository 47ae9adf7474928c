//! Module `_csv`: readers and writers of rows of text, and the dialects they follow.

mod dialect;
mod reader;
mod writer;

use taipan_native::{ModuleDef, NativeDef, PyResult, Raised, Tp, Value, Vm, function};
use taipan_objects::int::Number;
use taipan_objects::str::Str;

pub static MODULE: ModuleDef =
    ModuleDef { name: "_csv", doc: Some("CSV parsing and writing.\n"), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "field_size_limit",
        "($module, /, new_limit=<unrepresentable>)",
        field_size_limit,
        "Sets an upper limit on parsed fields.\n\nReturns old limit. If limit is not given, no new limit is set and\nthe old limit is returned",
    ),
    function(
        "get_dialect",
        "($module, /, name)",
        |vm, a| registered(vm, &a[1]),
        "Return the dialect instance associated with name.",
    ),
    function(
        "list_dialects",
        "($module, /)",
        |vm, _| {
            let dialects = vm.state::<State>().dialects.clone();
            let names = vm.dict_items(&dialects).into_iter().map(|(name, _)| name).collect();
            Ok(vm.new_list(names))
        },
        "Return a list of all known dialect names.",
    ),
    function(
        "reader",
        "($module, /, *args, **fmtparams)",
        reader::make,
        "Return a reader object that will process lines from the given iterable.\n\nThe \"iterable\" argument can be any object that returns a line\nof input for each iteration, such as a file object or a list.  The\noptional \"dialect\" argument defines a CSV dialect.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n\nThe returned object is an iterator.  Each iteration returns a row\nof the CSV file (which can span multiple input lines).\n",
    ),
    function(
        "register_dialect",
        "($module, /, *args, **fmtparams)",
        register_dialect,
        "Create a mapping from a string name to a CVS dialect.\n\nThe optional \"dialect\" argument specifies the base dialect instance\nor the name of the registered dialect.  The function also accepts\noptional keyword arguments which override settings provided by the\ndialect.\n",
    ),
    function(
        "unregister_dialect",
        "($module, /, name)",
        |vm, a| {
            let dialects = vm.state::<State>().dialects.clone();
            match vm.dict_remove(&dialects, &a[1]) {
                Ok(Some(_)) => Ok(Value::NONE),
                _ => Err(error(vm, "unknown dialect")),
            }
        },
        "Delete the name/dialect mapping associated with a string name.",
    ),
    function(
        "writer",
        "($module, /, *args, **fmtparams)",
        writer::make,
        "Return a writer object that will write user data on the given file object.\n\nThe \"fileobj\" argument can be any object that supports the file API.\nThe optional \"dialect\" argument defines a CSV dialect.  The function\nalso accepts optional keyword arguments which override settings\nprovided by the dialect.\n",
    ),
];

/// The module's classes, the dialects by name, and how long a field may be.
struct State {
    dialect: Value,
    error: Value,
    reader: Value,
    writer: Value,
    dialects: Value,
    field_limit: i64,
}

impl Default for State {
    fn default() -> State {
        State {
            dialect: Value::NULL,
            error: Value::NULL,
            reader: Value::NULL,
            writer: Value::NULL,
            dialects: Value::NULL,
            field_limit: 128 * 1024,
        }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let bases = vm.class(Tp::Exception);
    let parts = [vm.new_str("Error"), vm.new_tuple(vec![bases]), vm.new_dict()];
    let name = vm.new_str("_csv");
    vm.dict_set_str(&parts[2], "__module__", name)?;
    let metaclass = vm.class(Tp::Type);
    let error = vm.call(&metaclass, &parts)?;
    let state = State {
        dialect: dialect::class(vm)?,
        error,
        reader: reader::class(vm)?,
        writer: writer::class(vm)?,
        dialects: vm.new_dict(),
        field_limit: 128 * 1024,
    };
    for (name, class) in [
        ("Dialect", &state.dialect),
        ("Error", &state.error),
        ("Reader", &state.reader),
        ("Writer", &state.writer),
        ("_dialects", &state.dialects),
    ] {
        vm.set_module_attr(module, name, class.clone());
    }
    for (name, value) in [
        ("QUOTE_MINIMAL", dialect::MINIMAL),
        ("QUOTE_ALL", dialect::ALL),
        ("QUOTE_NONNUMERIC", dialect::NON_NUMERIC),
        ("QUOTE_NONE", dialect::NONE),
        ("QUOTE_STRINGS", dialect::STRINGS),
        ("QUOTE_NOTNULL", dialect::NOT_NULL),
    ] {
        vm.set_module_attr(module, name, Value::from_i32(value));
    }
    *vm.state::<State>() = state;
    Ok(())
}

/// A `csv.Error`.
fn error(vm: &mut Vm, message: impl AsRef<str>) -> Raised {
    let class = vm.state::<State>().error.clone();
    let message = vm.new_str(message.as_ref());
    match vm.call(&class, &[message]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}

/// The dialect of that name.
fn registered(vm: &mut Vm, name: &Value) -> PyResult {
    let dialects = vm.state::<State>().dialects.clone();
    match vm.dict_get(&dialects, name)? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}

/// The first argument of `function`, and the dialect that the second and the keywords describe.
fn first_and_dialect(
    vm: &mut Vm,
    function: &str,
    a: &[Value],
    check: impl FnOnce(&mut Vm, &Value) -> PyResult,
) -> PyResult<(Value, Value)> {
    let args = a[1].expect::<taipan_objects::tuple::Tuple>().items();
    let (first, dialect) = match args {
        [] => {
            let text = format!("{function} expected at least 1 argument, got 0");
            return Err(vm.type_error(text));
        }
        [first] => (first, None),
        [first, dialect] => (first, Some(dialect)),
        more => {
            let text = format!("{function} expected at most 2 arguments, got {}", more.len());
            return Err(vm.type_error(text));
        }
    };
    let first = check(vm, first)?;
    let (names, values): (Vec<Value>, Vec<Value>) = vm.dict_items(&a[2]).into_iter().unzip();
    let mut all: Vec<Value> = dialect.cloned().into_iter().collect();
    all.extend(values);
    let class = vm.state::<State>().dialect.clone();
    let dialect = vm.call_args(&class, taipan_native::Args { all: &all, names: &names })?;
    Ok((first, dialect))
}

fn register_dialect(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (name, dialect) =
        first_and_dialect(vm, "register_dialect", a, |vm, name| match name.downcast::<Str>() {
            Some(_) => Ok(name.clone()),
            None => Err(vm.type_error("dialect name must be a string")),
        })?;
    let dialects = vm.state::<State>().dialects.clone();
    vm.dict_set(&dialects, &name, dialect)?;
    Ok(Value::NONE)
}

fn field_size_limit(vm: &mut Vm, a: &[Value]) -> PyResult {
    let old = vm.state::<State>().field_limit;
    if !a[1].is_null() {
        let number = if vm.is_exact(&a[1], Tp::Int) { Number::of(&a[1]) } else { None };
        let Some(number) = number else {
            return Err(vm.type_error("limit must be an integer"));
        };
        let Ok(limit) = i64::try_from(number.big()) else {
            return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
        };
        vm.state::<State>().field_limit = limit;
    }
    Ok(vm.new_int(old))
}
