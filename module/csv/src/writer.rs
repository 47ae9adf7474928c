//! The writer: makes a line of every row and gives it to a file's `write`.

use crate::dialect::{self, Dialect};
use crate::{State, error, first_and_dialect};
use taipan_native::{NativeDef, PyResult, Raised, Tp, Value, Vm, method};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::str::Str;
use taipan_objects::{Payload, Tracer};
use taipan_text::text::TextBuf;

pub struct Writer {
    write: Value,
    dialect: Value,
}

// SAFETY: both values are visited.
unsafe impl Payload for Writer {
    const NAME: &'static str = "writer";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.write);
        visit(&self.dialect);
    }
}

pub fn make(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (write, dialect) = first_and_dialect(vm, "writer", a, |vm, file| {
        let name = vm.intern("write");
        match vm.find_attr(file, &name)? {
            Some(write) if vm.type_of(&write).slots().call.is_some() => Ok(write),
            _ => Err(vm.type_error("argument 1 must have a \"write\" method")),
        }
    })?;
    let class = vm.state::<State>().writer.clone();
    Ok(vm.new_object(&class, Writer { write, dialect }))
}

/// A line that is being made.
struct Line<'a> {
    dialect: &'a Dialect,
    text: TextBuf,
    fields: usize,
}

fn needs_escape(vm: &mut Vm) -> Raised {
    error(vm, "need to escape, but no escapechar set")
}

impl Line<'_> {
    /// Adds a field, a str or nothing.
    fn add(&mut self, vm: &mut Vm, field: Option<&Value>, mut quoted: bool) -> PyResult<()> {
        let dialect = self.dialect;
        let text = field.map(|field| field.expect::<Str>().text()).filter(|text| !text.is_empty());
        let keeps_null = matches!(dialect.quoting, dialect::STRINGS | dialect::NOT_NULL);
        if text.is_none() && dialect.delimiter == 32 && dialect.skip_initial_space {
            if dialect.quoting == dialect::NONE || field.is_none() && keeps_null {
                let text = "empty field must be quoted if delimiter is a space and skipinitialspace is true";
                return Err(error(vm, text));
            }
            quoted = true;
        }
        let mut out = TextBuf::with_capacity(text.map_or(0, |text| text.bytes().len()));
        for code in text.into_iter().flat_map(|text| text.code_points()) {
            let is_quote = Some(code) == dialect.quote;
            let is_escape = Some(code) == dialect.escape;
            if code == dialect.delimiter
                || is_quote
                || is_escape
                || code == 10
                || code == 13
                || dialect.terminator().code_points().any(|c| c == code)
            {
                let mut escaped = dialect.quoting == dialect::NONE;
                if !escaped {
                    if is_quote && dialect.double_quote {
                        out.push(code);
                    } else {
                        escaped = is_quote || is_escape;
                    }
                    quoted |= !escaped;
                }
                if escaped {
                    match dialect.escape {
                        Some(escape) => out.push(escape),
                        None => return Err(needs_escape(vm)),
                    }
                }
            }
            out.push(code);
        }
        if self.fields > 0 {
            self.text.push(dialect.delimiter);
        }
        let quote = dialect.quote.filter(|_| quoted);
        if let Some(quote) = quote {
            self.text.push(quote);
        }
        self.text.push_text(out.as_ref());
        if let Some(quote) = quote {
            self.text.push(quote);
        }
        self.fields += 1;
        Ok(())
    }
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = vm.type_of(value).slots();
    slots.index.is_some()
        || slots.int.is_some()
        || slots.float.is_some()
        || vm.is_instance(value, Tp::Complex)
}

fn write_row(vm: &mut Vm, own: &Writer, row: &Value) -> PyResult {
    let iterator = match vm.iter(row) {
        Ok(iterator) => iterator,
        Err(raised) if vm.is_raised(&raised, Tp::TypeError) => {
            let text = format!("iterable expected, not {}", vm.type_name(row));
            return Err(error(vm, text));
        }
        Err(raised) => return Err(raised),
    };
    let dialect = own.dialect.expect::<Dialect>();
    let mut line = Line { dialect, text: TextBuf::with_capacity(64), fields: 0 };
    let mut is_null = false;
    while let Some(field) = vm.next(&iterator)? {
        is_null = field.is_none();
        let is_str = field.downcast::<Str>().is_some();
        let quoted = match dialect.quoting {
            dialect::NON_NUMERIC => !is_number(vm, &field),
            dialect::ALL => true,
            dialect::STRINGS => is_str,
            dialect::NOT_NULL => !is_null,
            _ => false,
        };
        let text = if is_str || is_null { field } else { vm.str(&field)? };
        line.add(vm, Some(&text).filter(|_| !is_null), quoted)?;
    }
    if line.fields > 0 && line.text.is_empty() {
        let keeps_null = matches!(dialect.quoting, dialect::STRINGS | dialect::NOT_NULL);
        if dialect.quoting == dialect::NONE || is_null && keeps_null {
            return Err(error(vm, "single empty field record must be quoted"));
        }
        line.fields -= 1;
        line.add(vm, None, true)?;
    }
    line.text.push_text(dialect.terminator());
    let line = vm.text_value(line.text)?;
    vm.call(&own.write, &[line])
}

fn write_rows(vm: &mut Vm, a: &[Value]) -> PyResult {
    let rows = vm.iter(&a[1])?;
    while let Some(row) = vm.next(&rows)? {
        write_row(vm, a[0].expect::<Writer>(), &row)?;
    }
    Ok(Value::NONE)
}

static METHODS: &[NativeDef] = &[
    method(
        "writerow",
        "($self, row, /)",
        |vm, a| write_row(vm, a[0].expect::<Writer>(), &a[1]),
        "Construct and write a CSV record from an iterable of fields.\n\nNon-string elements will be converted to string.",
    ),
    method(
        "writerows",
        "($self, rows, /)",
        write_rows,
        "Construct and write a series of iterables to a csv file.\n\nNon-string elements will be converted to string.",
    ),
];

static GETSET: &[GetSet] = &[member("dialect", |_, o| Ok(o.expect::<Writer>().dialect.clone()))];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        methods: METHODS,
        getset: GETSET,
        no_new: true,
        doc: Some(
            "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.\n",
        ),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "writer", module: "_csv", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Writer>(class, None)
}
