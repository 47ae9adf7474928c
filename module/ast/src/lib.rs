//! Module `_ast`: the classes of syntax trees, made from the table of Python.asdl in `nodes`.
//!
//! `AST` is native: it fills fields from arguments and shows itself. The others are ordinary classes derived from it, each
//! with `_fields`, `_attributes` and `_field_types`.
#![deny(unsafe_op_in_unsafe_fn)]

mod node;
mod nodes;

use nodes::{ROWS, Row};
use taipan_native::{ModuleDef, PyResult, Tp, Value, Vm};
use taipan_objects::BinaryOp;

pub static MODULE: ModuleDef = ModuleDef { name: "_ast", doc: None, functions: &[], init };

/// Flags of `compile`.
const FLAGS: &[(&str, i64)] = &[
    ("PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000),
    ("PyCF_ONLY_AST", 0x400),
    ("PyCF_OPTIMIZED_AST", 0x8400),
    ("PyCF_TYPE_COMMENTS", 0x1000),
];

/// What `_ast` keeps of its classes.
#[derive(Default)]
struct Classes {
    expr_context: Option<Value>,
    load: Option<Value>,
}

/// A field as a row spells it.
struct Field {
    kind: &'static str,
    name: &'static str,
    optional: bool,
    list: bool,
}

fn fields(text: &'static str) -> impl Iterator<Item = Field> {
    text.split(", ").filter_map(|field| {
        let (kind, name) = field.split_once(' ')?;
        let plain = kind.trim_end_matches(['?', '*']);
        Some(Field { kind: plain, name, optional: kind.ends_with('?'), list: kind.ends_with('*') })
    })
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let ast = node::class(vm)?;
    vm.set_module_attr(module, "AST", ast.clone());
    let namespace = vm.module_dict(module);
    for row in ROWS {
        let class = new_class(vm, &namespace, row)?;
        vm.set_module_attr(module, row.name, class);
    }
    for row in ROWS {
        // The types of fields are classes that come later, too.
        let is_sum = ROWS.iter().any(|other| other.base == row.name);
        if !is_sum && let Some(class) = vm.dict_get_str(&namespace, row.name) {
            let types = field_types(vm, &namespace, row)?;
            let name = vm.intern("_field_types");
            vm.set_attr(&class, &name, Some(&types))?;
            let name = vm.intern("__annotations__");
            vm.set_attr(&class, &name, Some(&types))?;
        }
    }
    *vm.state::<Classes>() = Classes {
        expr_context: vm.dict_get_str(&namespace, "expr_context"),
        load: vm.dict_get_str(&namespace, "Load"),
    };
    for &(name, value) in FLAGS {
        let value = vm.new_int(value);
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}

fn names(vm: &mut Vm, text: &'static str) -> Value {
    let names = fields(text).map(|field| vm.intern(field.name)).collect();
    vm.new_tuple(names)
}

fn new_class(vm: &mut Vm, module: &Value, row: &Row) -> PyResult {
    let base = vm.dict_get_str(module, row.base).unwrap_or(Value::NONE);
    let namespace = vm.new_dict();
    let own = names(vm, row.fields);
    vm.dict_set_str(&namespace, "_fields", own.clone())?;
    vm.dict_set_str(&namespace, "__match_args__", own)?;
    let name = vm.new_str("ast");
    vm.dict_set_str(&namespace, "__module__", name)?;
    let doc = vm.new_str(&doc(row));
    vm.dict_set_str(&namespace, "__doc__", doc)?;
    if row.base == "AST" {
        let attributes = names(vm, row.attributes);
        vm.dict_set_str(&namespace, "_attributes", attributes)?;
    }
    for field in fields(row.fields).chain(fields(row.attributes)).filter(|field| field.optional) {
        vm.dict_set_str(&namespace, field.name, Value::NONE)?;
    }
    let (name, bases) = (vm.intern(row.name), vm.new_tuple(vec![base]));
    let class = vm.class(Tp::Type);
    vm.call(&class, &[name, bases, namespace])
}

fn signature(row: &Row) -> String {
    if row.fields.is_empty() { row.name.to_owned() } else { format!("{}({})", row.name, row.fields) }
}

/// `__doc__`: the rule of the grammar.
fn doc(row: &Row) -> String {
    let constructors: Vec<&Row> = ROWS.iter().filter(|other| other.base == row.name).collect();
    if constructors.is_empty() {
        return signature(row);
    }
    let plain = constructors.iter().all(|row| row.fields.is_empty());
    let separator = if plain { " | ".to_owned() } else { format!("\n{}| ", " ".repeat(row.name.len() + 1)) };
    let all: Vec<String> = constructors.into_iter().map(signature).collect();
    format!("{} = {}", row.name, all.join(&separator))
}

fn field_types(vm: &mut Vm, module: &Value, row: &Row) -> PyResult {
    let types = vm.new_dict();
    for field in fields(row.fields) {
        let one = match field.kind {
            "identifier" | "string" => vm.class(Tp::Str),
            "int" => vm.class(Tp::Int),
            "constant" => vm.class(Tp::Object),
            other => vm.dict_get_str(module, other).unwrap_or(Value::NONE),
        };
        let whole = if field.list {
            let list = vm.class(Tp::List);
            vm.new_generic_alias(&list, &one)?
        } else if field.optional {
            vm.binary(&one, &Value::NONE, BinaryOp::Or)?
        } else {
            one
        };
        vm.dict_set_str(&types, field.name, whole)?;
    }
    Ok(types)
}
