//! Syntax trees as Python objects: what `compile(…, PyCF_ONLY_AST)` gives, made of the classes of `_ast`; and, in `read`,
//! the way back.

mod read;
mod read_expr;
mod read_stmt;

use taipan_objects::class::Type;
use taipan_objects::{Args, PyResult, Raised, Tp, Value, Vm};
use taipan_syntax::ast::{Constant, Mod};
use taipan_syntax::walk::{Sink, walk};
use taipan_syntax::{Invalid, LineIndex, Wtf8};

pub use read::read;

/// The tree of a parsed source.
pub fn to_python(vm: &mut Vm, module: &Mod, lines: &LineIndex) -> PyResult {
    let classes = classes(vm)?;
    let mut build = Build { vm, classes, open: Vec::new(), leaves: Vec::new(), made: Ok(Value::NONE) };
    walk(module, lines, &mut build);
    build.made
}

/// Whether an object is a node.
pub fn is_tree(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    let classes = classes(vm)?;
    match vm.dict_get_str(&classes, "AST") {
        Some(class) => vm.isinstance(object, &class),
        None => Ok(false),
    }
}

/// Gives a module what `# type: ignore` comments it has, with their lines.
pub fn set_type_ignores(vm: &mut Vm, module: &Value, ignores: &[(u32, String)]) -> PyResult<()> {
    let classes = classes(vm)?;
    let class = vm.dict_get_str(&classes, "TypeIgnore").unwrap_or(Value::NONE);
    let mut made = Vec::new();
    for (line, tag) in ignores {
        let fields = [vm.new_int(i64::from(*line)), vm.new_str(tag)];
        made.push(vm.call(&class, &fields)?);
    }
    let (list, name) = (vm.new_list(made), vm.intern("type_ignores"));
    vm.set_attr(module, &name, Some(&list))
}

/// Refuses a tree that is not of the mode's kind.
pub fn check_mode(vm: &mut Vm, tree: &Value, wanted: &str) -> PyResult<()> {
    let classes = classes(vm)?;
    if let Some(class) = vm.dict_get_str(&classes, wanted)
        && !vm.isinstance(tree, &class)?
    {
        let text = format!("expected {wanted} node, got {}", vm.type_name(tree));
        return Err(vm.type_error(text));
    }
    Ok(())
}

/// What is wrong with a tree, as an exception.
pub fn invalid(vm: &mut Vm, invalid: Invalid) -> Raised {
    match invalid {
        Invalid::Value(text) => vm.value_error(text),
        Invalid::Type(text) => vm.type_error(text),
    }
}

/// The namespace of `_ast`.
fn classes(vm: &mut Vm) -> PyResult {
    let (name, names) = (vm.intern("_ast"), vm.empty_tuple.clone());
    let module = (vm.interp.import)(vm, &name, None, &names, 0)?;
    Ok(vm.module_dict(&module))
}

/// What is being made and waits for the rest of its parts.
enum Open {
    Node { node: Value, field: Value },
    List(Vec<Value>),
}

struct Build<'v> {
    vm: &'v mut Vm,
    classes: Value,
    open: Vec<Open>,
    /// `Load`, `Add` and the like: one object each.
    leaves: Vec<(String, Value)>,
    /// The outermost node once it is made, or what went wrong first.
    made: PyResult,
}

impl Build<'_> {
    /// Puts a part where it belongs: into the field or list that waits, or it is the whole.
    fn put(&mut self, value: PyResult) {
        if self.made.is_err() {
            return;
        }
        let value = match value {
            Ok(value) => value,
            Err(raised) => return self.fail(raised),
        };
        match self.open.last_mut() {
            Some(Open::List(items)) => items.push(value),
            Some(Open::Node { node, field }) => {
                let (node, field) = (node.clone(), field.clone());
                if let Err(raised) = self.vm.set_attr(&node, &field, Some(&value)) {
                    self.fail(raised);
                }
            }
            None => self.made = Ok(value),
        }
    }

    fn fail(&mut self, raised: Raised) {
        self.made = Err(raised);
    }

    /// A node without its fields.
    fn new_node(&mut self, name: &str) -> PyResult {
        let found = self.vm.dict_get_str(&self.classes, name);
        let Some((class, new)) = found.and_then(|class| {
            let new = class.downcast::<Type>()?.slots().new?;
            Some((class, new))
        }) else {
            return Err(self.vm.raise(Tp::SystemError, format!("_ast has no class {name}")));
        };
        new(self.vm, &class, Args::NONE)
    }
}

fn plain(value: &Constant) -> taipan_bytecode::Constant {
    use taipan_bytecode::Constant as Plain;
    match value {
        Constant::None => Plain::None,
        Constant::Bool(b) => Plain::Bool(*b),
        Constant::Ellipsis => Plain::Ellipsis,
        Constant::Int(i) => Plain::Int(*i),
        Constant::BigInt(b) => Plain::BigInt(b.clone()),
        Constant::Float(f) => Plain::Float(*f),
        Constant::Complex { real, imag } => Plain::Complex { real: *real, imag: *imag },
        Constant::Str(text) => Plain::Str(text.as_bytes().into()),
        Constant::Bytes(bytes) => Plain::Bytes((&**bytes).into()),
        Constant::Tuple(items) => Plain::Tuple(items.iter().map(plain).collect()),
        Constant::FrozenSet(items) => Plain::FrozenSet(items.iter().map(plain).collect()),
    }
}

impl Sink for Build<'_> {
    fn begin(&mut self, node: &str) {
        let node = match self.new_node(node) {
            Ok(node) => node,
            Err(raised) => {
                if self.made.is_ok() {
                    self.fail(raised);
                }
                Value::NONE
            }
        };
        self.open.push(Open::Node { node, field: Value::NONE });
    }

    fn field(&mut self, name: &str) {
        let name = self.vm.intern(name);
        if let Some(Open::Node { field, .. }) = self.open.last_mut() {
            *field = name;
        }
    }

    fn absent(&mut self) {
        self.put(Ok(Value::NONE));
    }

    fn list(&mut self, length: usize) {
        self.open.push(Open::List(Vec::with_capacity(length)));
    }

    fn end_list(&mut self) {
        if let Some(Open::List(items)) = self.open.pop() {
            let list = self.vm.new_list(items);
            self.put(Ok(list));
        }
    }

    fn text(&mut self, text: &Wtf8) {
        let text = self.vm.intern_bytes(text.as_bytes());
        self.put(Ok(text));
    }

    fn int(&mut self, value: i64) {
        let value = self.vm.new_int(value);
        self.put(Ok(value));
    }

    fn constant(&mut self, value: &Constant) {
        let plain = plain(value);
        let value = self.vm.constant(&plain);
        self.put(value);
    }

    fn leaf(&mut self, node: &str) {
        let known = self.leaves.iter().find(|(name, _)| name == node).map(|(_, leaf)| leaf.clone());
        let leaf = match known {
            Some(leaf) => Ok(leaf),
            None => self.new_node(node),
        };
        if let Ok(leaf) = &leaf
            && self.leaves.iter().all(|(name, _)| name != node)
        {
            self.leaves.push((node.to_owned(), leaf.clone()));
        }
        self.put(leaf);
    }

    fn end(&mut self) {
        if let Some(Open::Node { node, .. }) = self.open.pop() {
            self.put(Ok(node));
        }
    }
}
