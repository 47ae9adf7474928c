//! Trees of Python objects, read back into the compiler's: what `compile` takes in place of source text.
//!
//! As CPython's `obj2ast_*`: fields are attributes, looked up as any program would, so a read may run Python and may
//! find anything; what is refused, and in which words, is CPython's. Each node's place becomes a pair of entries in a
//! list of places, and its range the two numbers of those entries.

use std::collections::HashMap;
use std::rc::Rc;

use taipan_objects::bytes::Bytes;
use taipan_objects::class::{Type, TypeExt};
use taipan_objects::complex::Complex;
use taipan_objects::float;
use taipan_objects::int::Int;
use taipan_objects::list::List;
use taipan_objects::str::Str;
use taipan_objects::{PyResult, Tp, Value, Vm};
use taipan_syntax::ast::*;
use taipan_syntax::{LineIndex, Location, Range, Wtf8};

/// A class of `_ast` that is a constructor or a product: its name, and the sum type it belongs to.
#[derive(Clone)]
pub(super) struct Kind {
    pub(super) name: Rc<str>,
    sum: Rc<str>,
}

pub(super) struct Reader<'v> {
    pub(super) vm: &'v mut Vm,
    /// By the address of the class, which `_ast` keeps alive.
    kinds: HashMap<usize, Kind>,
    places: Vec<Location>,
    depth: usize,
}

/// How deep a tree of objects may be.
const MAX_TREE: usize = 6_000;

/// The `Module`, `Expression` or `Interactive` that a node is, and the places that its ranges are numbers of.
pub fn read(vm: &mut Vm, tree: &Value, wanted: &str) -> PyResult<(Mod, LineIndex)> {
    let classes = super::classes(vm)?;
    let mut kinds = HashMap::new();
    for (_, class) in vm.dict_items(&classes) {
        let Some(own) = class.downcast::<Type>() else { continue };
        let names: Vec<String> = own
            .mro(vm)
            .iter()
            .map(|class| class.name(vm).to_string())
            .take_while(|name| name != "object")
            .collect();
        if names.last().is_none_or(|last| last != "AST") || names.len() < 2 {
            continue;
        }
        let kind = Kind { name: names[0].as_str().into(), sum: names[names.len() - 2].as_str().into() };
        kinds.insert(class.raw() as usize, kind);
    }
    let mut reader = Reader { vm, kinds, places: Vec::new(), depth: 0 };
    let module = reader.module(tree, wanted)?;
    if let Err(invalid) = taipan_syntax::validate(&module) {
        return Err(super::invalid(reader.vm, invalid));
    }
    Ok((module, LineIndex::of_places(reader.places)))
}

impl Reader<'_> {
    fn module(&mut self, tree: &Value, wanted: &str) -> PyResult<Mod> {
        let kind = self.kind(tree);
        if kind.as_ref().is_none_or(|kind| &*kind.name != wanted) {
            let text = format!("expected {wanted} node, got {}", self.vm.type_name(tree));
            return Err(self.vm.type_error(text));
        }
        let name = wanted;
        match wanted {
            "Module" => {
                let body = self.list(tree, name, "body", Reader::stmt)?;
                self.list(tree, name, "type_ignores", Reader::type_ignore)?;
                Ok(Mod::Module { body })
            }
            "Interactive" => Ok(Mod::Interactive { body: self.list(tree, name, "body", Reader::stmt)? }),
            _ => Ok(Mod::Expression { body: self.expr_field(tree, name, "body")? }),
        }
    }

    fn type_ignore(&mut self, object: &Value) -> PyResult<()> {
        self.sum(object, "type_ignore")?;
        Ok(())
    }

    // ---- classes ----

    /// What an object is by its class, or by the first class of `_ast` that its class derives from.
    fn kind(&mut self, object: &Value) -> Option<Kind> {
        let class = self.vm.type_of(object);
        if let Some(kind) = self.kinds.get(&(class.value().raw() as usize)) {
            return Some(kind.clone());
        }
        let mro: Vec<usize> = class.mro(self.vm).iter().map(|class| class.value().raw() as usize).collect();
        mro.iter().find_map(|class| self.kinds.get(class)).cloned()
    }

    /// The constructor of a sum type that an object is.
    pub(super) fn sum(&mut self, object: &Value, sum: &str) -> PyResult<Rc<str>> {
        match self.kind(object) {
            Some(kind) if &*kind.sum == sum && &*kind.name != sum => Ok(kind.name),
            _ => Err(self.unexpected(object, sum)),
        }
    }

    pub(super) fn unexpected(&mut self, object: &Value, sum: &str) -> taipan_objects::Raised {
        match self.vm.repr(object) {
            Ok(shown) => {
                let text = format!("expected some sort of {sum}, but got {}", self.vm.text(&shown));
                self.vm.type_error(text)
            }
            Err(raised) => raised,
        }
    }

    // ---- depth ----

    /// A node inside another one. What the compiler does with the tree needs no more of the stack than reading it.
    pub(super) fn deeper(&mut self, sum: &str) -> PyResult<()> {
        self.depth += 1;
        if self.depth > MAX_TREE || self.vm.check_host_stack().is_err() {
            return Err(self.vm.recursion_error(&format!(" while traversing '{sum}' node")));
        }
        Ok(())
    }

    pub(super) fn shallower(&mut self) {
        self.depth -= 1;
    }

    // ---- fields ----

    pub(super) fn get(&mut self, object: &Value, field: &str) -> PyResult<Option<Value>> {
        let field = self.vm.intern(field);
        self.vm.find_attr(object, &field)
    }

    /// An optional field: None is the same as absent.
    pub(super) fn given(&mut self, object: &Value, field: &str) -> PyResult<Option<Value>> {
        Ok(self.get(object, field)?.filter(|value| !value.is_none()))
    }

    pub(super) fn required(&mut self, object: &Value, kind: &str, field: &str) -> PyResult {
        match self.get(object, field)? {
            Some(value) => Ok(value),
            None => Err(self.vm.type_error(format!("required field \"{field}\" missing from {kind}"))),
        }
    }

    /// A field that must be there and must not be None.
    pub(super) fn some(&mut self, object: &Value, kind: &str, field: &str) -> PyResult {
        let value = self.required(object, kind, field)?;
        if value.is_none() {
            return Err(self.vm.value_error(format!("field '{field}' is required for {kind}")));
        }
        Ok(value)
    }

    pub(super) fn list<T>(
        &mut self,
        object: &Value,
        kind: &str,
        field: &str,
        read: fn(&mut Self, &Value) -> PyResult<T>,
    ) -> PyResult<Vec<T>> {
        let Some(list) = self.get(object, field)? else { return Ok(Vec::new()) };
        let Some(own) = list.downcast::<List>() else {
            let class = self.vm.type_name(&list);
            return Err(self
                .vm
                .type_error(format!("{kind} field \"{field}\" must be a list, not a {class}")));
        };
        let length = own.items.get(self.vm).len();
        let mut made = Vec::with_capacity(length);
        for i in 0..length {
            let item = own.items.get(self.vm).get(i).cloned();
            let item = item.filter(|_| own.items.get(self.vm).len() == length);
            let Some(item) = item else {
                let text = format!("{kind} field \"{field}\" changed size during iteration");
                return Err(self.vm.raise(Tp::RuntimeError, text));
            };
            made.push(read(self, &item)?);
        }
        if own.items.get(self.vm).len() != length {
            let text = format!("{kind} field \"{field}\" changed size during iteration");
            return Err(self.vm.raise(Tp::RuntimeError, text));
        }
        Ok(made)
    }

    pub(super) fn int(&mut self, value: &Value) -> PyResult<i32> {
        if !self.vm.is_instance(value, Tp::Int) {
            let shown = self.vm.repr(value)?;
            let text = format!("invalid integer value: {}", self.vm.text(&shown));
            return Err(self.vm.value_error(text));
        }
        let int = self.vm.index_i64(value).ok().and_then(|int| i32::try_from(int).ok());
        match int {
            Some(int) => Ok(int),
            None => Err(self.vm.raise(Tp::OverflowError, "Python int too large to convert to C int")),
        }
    }

    pub(super) fn int_field(&mut self, object: &Value, kind: &str, field: &str) -> PyResult<i32> {
        let value = self.required(object, kind, field)?;
        self.int(&value)
    }

    pub(super) fn name(&mut self, value: &Value) -> PyResult<Name> {
        if !self.vm.is_exact(value, Tp::Str) {
            return Err(self.vm.type_error("AST identifier must be of type str"));
        }
        if let text @ ("None" | "True" | "False") = &*self.vm.text(value) {
            let text = format!("identifier field can't represent '{text}' constant");
            return Err(self.vm.value_error(text));
        }
        // A name that cannot be encoded is refused.
        self.vm.encode_text(value, "utf-8", "strict")?;
        Ok(Name::new(&self.vm.text(value)))
    }

    pub(super) fn name_field(&mut self, object: &Value, kind: &str, field: &str) -> PyResult<Name> {
        let value = self.some(object, kind, field)?;
        self.name(&value)
    }

    pub(super) fn optional_name(&mut self, object: &Value, field: &str) -> PyResult<Option<Name>> {
        match self.given(object, field)? {
            Some(value) => self.name(&value).map(Some),
            None => Ok(None),
        }
    }

    pub(super) fn expr_field(&mut self, object: &Value, kind: &str, field: &str) -> PyResult<Box<Expr>> {
        let value = self.some(object, kind, field)?;
        self.expr(&value).map(Box::new)
    }

    pub(super) fn optional_expr(&mut self, object: &Value, field: &str) -> PyResult<Option<Box<Expr>>> {
        match self.given(object, field)? {
            Some(value) => self.expr(&value).map(Box::new).map(Some),
            None => Ok(None),
        }
    }

    /// An expression, or None.
    pub(super) fn maybe(&mut self, value: &Value) -> PyResult<Option<Expr>> {
        if value.is_none() { Ok(None) } else { self.expr(value).map(Some) }
    }

    /// The type comment of a statement has no meaning, but must be one.
    pub(super) fn type_comment(&mut self, object: &Value) -> PyResult<()> {
        match self.given(object, "type_comment")? {
            Some(value) if !self.vm.is_exact(&value, Tp::Str) && !self.vm.is_exact(&value, Tp::Bytes) => {
                Err(self.vm.type_error("AST string must be of type str"))
            }
            _ => Ok(()),
        }
    }

    // ---- places ----

    /// The attributes of a node of kind `kind`.
    pub(super) fn range(&mut self, object: &Value, kind: &str) -> PyResult<Range> {
        let line = self.int_field(object, kind, "lineno")?;
        let column = self.int_field(object, kind, "col_offset")?;
        let end_line = match self.given(object, "end_lineno")? {
            Some(value) => self.int(&value)?,
            None => line,
        };
        let end_column = match self.given(object, "end_col_offset")? {
            Some(value) => self.int(&value)?,
            None => column,
        };
        self.check_place((line, column), (end_line, end_column))?;
        let number = self.places.len() as u32;
        let place =
            |line: i32, column: i32| Location { line: line.max(0) as u32, column: column.max(0) as u32 };
        self.places.push(place(line, column));
        self.places.push(place(end_line, end_column));
        Ok(Range::new(number, number + 1))
    }

    /// As `_validate_positions`.
    fn check_place(
        &mut self,
        (line, column): (i32, i32),
        (end_line, end_column): (i32, i32),
    ) -> PyResult<()> {
        let text = if line > end_line {
            format!("AST node line range ({line}, {end_line}) is not valid")
        } else if (line < 0 && end_line != line) || (column < 0 && end_column != column) {
            format!(
                "AST node column range ({column}, {end_column}) for line range ({line}, {end_line}) is not valid"
            )
        } else if line == end_line && column > end_column {
            format!("line {line}, column {column}-{end_column} is not a valid range")
        } else {
            return Ok(());
        };
        Err(self.vm.value_error(text))
    }

    // ---- constants ----

    pub(super) fn constant(&mut self, value: &Value) -> PyResult<Constant> {
        self.vm.check_host_stack()?;
        let vm = &*self.vm;
        let exact = |class| vm.is_exact(value, class);
        Ok(if value.is_none() {
            Constant::None
        } else if value.is(&Value::ELLIPSIS) {
            Constant::Ellipsis
        } else if exact(Tp::Bool) {
            Constant::Bool(value.is(&Value::TRUE))
        } else if let Some(int) = value.as_small() {
            Constant::Int(int)
        } else if let Some(int) = value.downcast_exact::<Int>() {
            Constant::BigInt(int.to_bigint())
        } else if exact(Tp::Float)
            && let Some(float) = float::value_of(value)
        {
            Constant::Float(float)
        } else if exact(Tp::Complex)
            && let Some(complex) = value.downcast::<Complex>()
        {
            Constant::Complex { real: complex.value.real, imag: complex.value.imag }
        } else if exact(Tp::Str)
            && let Some(text) = value.downcast::<Str>()
        {
            Constant::Str(Wtf8::from_code_points(text.text().code_points()))
        } else if exact(Tp::Bytes)
            && let Some(bytes) = value.downcast::<Bytes>()
        {
            Constant::Bytes(bytes.as_slice().into())
        } else if exact(Tp::Tuple) {
            Constant::Tuple(self.constants(value)?)
        } else if exact(Tp::FrozenSet) {
            Constant::FrozenSet(self.constants(value)?)
        } else {
            let text = format!("got an invalid type in Constant: {}", self.vm.type_name(value));
            return Err(self.vm.type_error(text));
        })
    }

    fn constants(&mut self, items: &Value) -> PyResult<Vec<Constant>> {
        let items = self.vm.collect(items)?;
        items.iter().map(|item| self.constant(item)).collect()
    }
}
