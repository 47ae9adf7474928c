//! `cell`: a variable shared by a function and the functions inside it.

use crate::native::{TypeSpec, getset};
use crate::slots::Slots;
use crate::{CompareOp, Guarded, Payload, PyResult, Tp, Tracer, Value, Vm};

/// The payload of a cell; NULL is empty.
pub struct Cell {
    pub content: Guarded<Value>,
}

// SAFETY: the content is visited once.
unsafe impl Payload for Cell {
    const NAME: &'static str = "cell";
    const SHAPE: u32 = Tp::Cell as u32;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        visit(unsafe { &*self.content.as_ptr() });
    }
    fn clear(&self) {
        // SAFETY: as above.
        drop(unsafe { std::mem::replace(&mut *self.content.as_ptr(), Value::NULL) });
    }
}

impl Vm {
    /// A cell; NULL makes an empty one.
    pub fn new_cell(&self, content: Value) -> Value {
        self.heap.alloc_plain(Tp::Cell as u32, Cell { content: Guarded::new(content) })
    }
}

fn new(vm: &mut Vm, a: &[Value]) -> PyResult {
    Ok(vm.new_cell(a[1].clone()))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let content = object.expect::<Cell>().content.get(vm).clone();
    let text = if content.is_null() {
        format!("<cell at {:#x}: empty>", vm.id(object))
    } else {
        format!("<cell at {:#x}: {} object at {:#x}>", vm.id(object), vm.type_name(&content), vm.id(&content))
    };
    Ok(vm.new_str(&text))
}

fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let (Some(x), Some(y)) = (a.downcast::<Cell>(), b.downcast::<Cell>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let (x, y) = (x.content.get(vm).clone(), y.content.get(vm).clone());
    if x.is_null() || y.is_null() {
        return Ok(Value::from_bool(crate::ops::order((!x.is_null()).cmp(&!y.is_null()), op)));
    }
    vm.compare(&x, &y, op)
}

fn get_contents(vm: &mut Vm, object: &Value) -> PyResult {
    match object.expect::<Cell>().content.get(vm).clone().non_null() {
        Some(value) => Ok(value),
        None => Err(vm.value_error("cell is empty")),
    }
}

fn set_contents(vm: &mut Vm, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let value = value.cloned().unwrap_or(Value::NULL);
    let old = std::mem::replace(object.expect::<Cell>().content.get_mut(vm), value);
    drop(old);
    Ok(())
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots {
            repr: Some(repr),
            compare: Some(compare),
            hash: Some(crate::object::unhashable),
            ..Slots::default()
        },
        constructor: Some(("($cls, contents=<unrepresentable>, /)", new)),
        getset: const { &[getset("cell_contents", get_contents, set_contents)] },
        is_final: true,
        doc: Some(
            "cell([contents])\n--\n\nCreate a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
        ),
        ..TypeSpec::default()
    }
}
