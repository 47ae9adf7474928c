//! The reader: an iterator over rows, a row from one line or more.

use crate::dialect::{self, Dialect};
use crate::{State, error, first_and_dialect};
use std::cell::Cell;
use taipan_native::{PyResult, Tp, Value, Vm};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::slots::Slots;
use taipan_objects::str::Str;
use taipan_objects::{Payload, Tracer};
use taipan_text::text::TextBuf;

pub struct Reader {
    lines: Value,
    dialect: Value,
    line: Cell<u64>,
    /// Rows that were given.
    rows: Cell<u64>,
}

// SAFETY: both values are visited.
unsafe impl Payload for Reader {
    const NAME: &'static str = "reader";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.lines);
        visit(&self.dialect);
    }
}

pub fn make(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (lines, dialect) = first_and_dialect(vm, "reader", a, |vm, lines| vm.iter(lines))?;
    let class = vm.state::<State>().reader.clone();
    Ok(vm.new_object(&class, Reader { lines, dialect, line: Cell::new(0), rows: Cell::new(0) }))
}

/// Where in a row the reading stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    StartRecord,
    StartField,
    Escaped,
    InField,
    InQuoted,
    EscapeInQuoted,
    QuoteInQuoted,
    /// Only line ends may follow.
    EndOfLine,
    AfterEscapedLineEnd,
}

/// A row that is being read.
struct Row<'a> {
    dialect: &'a Dialect,
    limit: i64,
    at: At,
    field: TextBuf,
    /// The field did not begin with a quote.
    unquoted: bool,
    fields: Vec<Value>,
}

impl Row<'_> {
    fn add(&mut self, vm: &mut Vm, code: u32) -> PyResult<()> {
        if self.field.chars() as i64 >= self.limit {
            return Err(error(vm, format!("field larger than field limit ({})", self.limit)));
        }
        self.field.push(code);
        Ok(())
    }

    fn save(&mut self, vm: &mut Vm) -> PyResult<()> {
        let quoting = self.dialect.quoting;
        let field = std::mem::replace(&mut self.field, TextBuf::with_capacity(0));
        if self.unquoted && field.is_empty() && matches!(quoting, dialect::NOT_NULL | dialect::STRINGS) {
            self.fields.push(Value::NONE);
            return Ok(());
        }
        let is_number =
            self.unquoted && !field.is_empty() && matches!(quoting, dialect::NON_NUMERIC | dialect::STRINGS);
        let mut value = vm.text_value(field)?;
        if is_number {
            let float = vm.class(Tp::Float);
            value = vm.call(&float, &[value])?;
        }
        self.fields.push(value);
        Ok(())
    }

    /// Takes a character, or the end of a line.
    fn take(&mut self, vm: &mut Vm, code: Option<u32>) -> PyResult<()> {
        let dialect = self.dialect;
        let is_end = matches!(code, None | Some(10 | 13));
        let is_quote = code.is_some() && code == dialect.quote && dialect.quoting != dialect::NONE;
        let is_escape = code.is_some() && code == dialect.escape;
        let is_delimiter = code == Some(dialect.delimiter);
        let ended = if code.is_none() { At::StartRecord } else { At::EndOfLine };
        let plain = code.unwrap_or(10);
        if self.at == At::StartRecord {
            if code.is_none() {
                return Ok(());
            }
            if is_end {
                self.at = At::EndOfLine;
                return Ok(());
            }
            self.at = At::StartField;
        }
        match self.at {
            At::StartRecord => {}
            At::StartField => {
                self.unquoted = true;
                if is_end {
                    self.save(vm)?;
                    self.at = ended;
                } else if is_quote {
                    self.unquoted = false;
                    self.at = At::InQuoted;
                } else if is_escape {
                    self.at = At::Escaped;
                } else if code == Some(32) && dialect.skip_initial_space {
                } else if is_delimiter {
                    self.save(vm)?;
                } else {
                    self.add(vm, plain)?;
                    self.at = At::InField;
                }
            }
            At::Escaped => {
                self.add(vm, plain)?;
                self.at = if code.is_some() && is_end { At::AfterEscapedLineEnd } else { At::InField };
            }
            At::AfterEscapedLineEnd if code.is_none() => {}
            At::AfterEscapedLineEnd | At::InField => {
                if is_end {
                    self.save(vm)?;
                    self.at = ended;
                } else if is_escape {
                    self.at = At::Escaped;
                } else if is_delimiter {
                    self.save(vm)?;
                    self.at = At::StartField;
                } else {
                    self.add(vm, plain)?;
                    self.at = At::InField;
                }
            }
            At::InQuoted if code.is_none() => {}
            At::InQuoted => {
                if is_escape {
                    self.at = At::EscapeInQuoted;
                } else if is_quote {
                    self.at = if dialect.double_quote { At::QuoteInQuoted } else { At::InField };
                } else {
                    self.add(vm, plain)?;
                }
            }
            At::EscapeInQuoted => {
                self.add(vm, plain)?;
                self.at = At::InQuoted;
            }
            At::QuoteInQuoted => {
                if is_quote {
                    self.add(vm, plain)?;
                    self.at = At::InQuoted;
                } else if is_delimiter {
                    self.save(vm)?;
                    self.at = At::StartField;
                } else if is_end {
                    self.save(vm)?;
                    self.at = ended;
                } else if !dialect.strict {
                    self.add(vm, plain)?;
                    self.at = At::InField;
                } else {
                    let show = |code: u32| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                    let (delimiter, quote) = (show(dialect.delimiter), show(dialect.quote.unwrap_or(0)));
                    return Err(error(vm, format!("'{delimiter}' expected after '{quote}'")));
                }
            }
            At::EndOfLine => {
                if code.is_none() {
                    self.at = At::StartRecord;
                } else if !is_end {
                    return Err(error(
                        vm,
                        "new-line character seen in unquoted field - do you need to open the file with newline=''?",
                    ));
                }
            }
        }
        Ok(())
    }
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let object = object.clone();
    let own = object.expect::<Reader>();
    let limit = vm.state::<State>().field_limit;
    let mut row = Row {
        dialect: own.dialect.expect::<Dialect>(),
        limit,
        at: At::StartRecord,
        field: TextBuf::with_capacity(0),
        unquoted: false,
        fields: Vec::new(),
    };
    let rows = own.rows.get();
    loop {
        let line = vm.next(&own.lines)?;
        if own.rows.get() != rows {
            return Err(error(vm, "iterator has already advanced the reader"));
        }
        let Some(line) = line else {
            if row.field.is_empty() && row.at != At::InQuoted {
                return Ok(None);
            }
            if row.dialect.strict {
                return Err(error(vm, "unexpected end of data"));
            }
            row.save(vm)?;
            break;
        };
        let Some(text) = line.downcast::<Str>() else {
            let text = format!(
                "iterator should return strings, not {} (the file should be opened in text mode)",
                vm.type_name(&line)
            );
            return Err(error(vm, text));
        };
        own.line.set(own.line.get() + 1);
        for code in text.text().code_points() {
            row.take(vm, Some(code))?;
        }
        row.take(vm, None)?;
        if row.at == At::StartRecord {
            break;
        }
    }
    own.rows.set(rows + 1);
    Ok(Some(vm.new_list(row.fields)))
}

static GETSET: &[GetSet] = &[
    member("dialect", |_, o| Ok(o.expect::<Reader>().dialect.clone())),
    member("line_num", |vm, o| Ok(vm.new_u64(o.expect::<Reader>().line.get()))),
];

pub fn class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { iter: Some(|_, o| Ok(o.clone())), next: Some(next), ..Slots::default() },
        getset: GETSET,
        no_new: true,
        doc: Some(
            "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.\n",
        ),
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "reader", module: "_csv", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Reader>(class, None)
}
