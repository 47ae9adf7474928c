//! Module `_operator`: the operators as functions, and callables that fetch items, attributes and methods.

mod digest;
mod getters;
mod sequence;

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};
use taipan_objects::{BinaryOp, CompareOp};

pub static MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    doc: Some(
        "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.  The function names are those\nused for special methods; variants without leading and trailing\n'__' are also provided for convenience.",
    ),
    functions: FUNCTIONS,
    init,
};

/// The classes, by which their objects name themselves to pickles.
struct Classes {
    method_caller: Value,
}

impl Default for Classes {
    fn default() -> Classes {
        Classes { method_caller: Value::NULL }
    }
}

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    let item_getter = getters::item_getter(vm)?;
    let attr_getter = getters::attr_getter(vm)?;
    let method_caller = getters::method_caller(vm)?;
    vm.set_module_attr(module, "itemgetter", item_getter);
    vm.set_module_attr(module, "attrgetter", attr_getter);
    vm.set_module_attr(module, "methodcaller", method_caller.clone());
    *vm.state::<Classes>() = Classes { method_caller };
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    function(
        "_compare_digest",
        "($module, a, b, /)",
        digest::compare,
        "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.\n\na and b must both be of the same type: either str (ASCII only),\nor any bytes-like object.\n\nNote: If a and b are of different lengths, or if an error occurs,\na timing attack could theoretically reveal information about the\ntypes and lengths of a and b--but not their values.",
    ),
    function("abs", "($module, a, /)", sequence::absolute, "Same as abs(a)."),
    function("add", "($module, a, b, /)", |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Add), "Same as a + b."),
    function("and_", "($module, a, b, /)", |vm, a| vm.binary(&a[1], &a[2], BinaryOp::And), "Same as a & b."),
    function("call", "($module, obj, /, *args, **kwargs)", sequence::call, "Same as obj(*args, **kwargs)."),
    function("concat", "($module, a, b, /)", sequence::concat, "Same as a + b, for a and b sequences."),
    function(
        "contains",
        "($module, a, b, /)",
        |vm, a| Ok(Value::from_bool(vm.contains(&a[1], &a[2])?)),
        "Same as b in a (note reversed operands).",
    ),
    function(
        "countOf",
        "($module, a, b, /)",
        sequence::count_of,
        "Return the number of items in a which are, or which equal, b.",
    ),
    function("delitem", "($module, a, b, /)", sequence::delete_item, "Same as del a[b]."),
    function("eq", "($module, a, b, /)", |vm, a| vm.compare(&a[1], &a[2], CompareOp::Eq), "Same as a == b."),
    function(
        "floordiv",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::FloorDivide),
        "Same as a // b.",
    ),
    function("ge", "($module, a, b, /)", |vm, a| vm.compare(&a[1], &a[2], CompareOp::Ge), "Same as a >= b."),
    function("getitem", "($module, a, b, /)", |vm, a| vm.get_item(&a[1], &a[2]), "Same as a[b]."),
    function("gt", "($module, a, b, /)", |vm, a| vm.compare(&a[1], &a[2], CompareOp::Gt), "Same as a > b."),
    function(
        "iadd",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Add),
        "Same as a += b.",
    ),
    function(
        "iand",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::And),
        "Same as a &= b.",
    ),
    function(
        "iconcat",
        "($module, a, b, /)",
        sequence::inplace_concat,
        "Same as a += b, for a and b sequences.",
    ),
    function(
        "ifloordiv",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::FloorDivide),
        "Same as a //= b.",
    ),
    function(
        "ilshift",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Lshift),
        "Same as a <<= b.",
    ),
    function(
        "imatmul",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::MatrixMultiply),
        "Same as a @= b.",
    ),
    function(
        "imod",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Remainder),
        "Same as a %= b.",
    ),
    function(
        "imul",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Multiply),
        "Same as a *= b.",
    ),
    function("index", "($module, a, /)", |vm, a| vm.index(&a[1]), "Same as a.__index__()"),
    function("indexOf", "($module, a, b, /)", sequence::index_of, "Return the first index of b in a."),
    function("inv", "($module, a, /)", |vm, a| vm.unary(&a[1], '~'), "Same as ~a."),
    function("invert", "($module, a, /)", |vm, a| vm.unary(&a[1], '~'), "Same as ~a."),
    function("ior", "($module, a, b, /)", |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Or), "Same as a |= b."),
    function(
        "ipow",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Power),
        "Same as a **= b.",
    ),
    function(
        "irshift",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Rshift),
        "Same as a >>= b.",
    ),
    function("is_", "($module, a, b, /)", |_, a| Ok(Value::from_bool(a[1].is(&a[2]))), "Same as a is b."),
    function("is_none", "($module, a, /)", |_, a| Ok(Value::from_bool(a[1].is_none())), "Same as a is None."),
    function(
        "is_not",
        "($module, a, b, /)",
        |_, a| Ok(Value::from_bool(!a[1].is(&a[2]))),
        "Same as a is not b.",
    ),
    function(
        "is_not_none",
        "($module, a, /)",
        |_, a| Ok(Value::from_bool(!a[1].is_none())),
        "Same as a is not None.",
    ),
    function(
        "isub",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Subtract),
        "Same as a -= b.",
    ),
    function(
        "itruediv",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::TrueDivide),
        "Same as a /= b.",
    ),
    function(
        "ixor",
        "($module, a, b, /)",
        |vm, a| vm.inplace(&a[1], &a[2], BinaryOp::Xor),
        "Same as a ^= b.",
    ),
    function("le", "($module, a, b, /)", |vm, a| vm.compare(&a[1], &a[2], CompareOp::Le), "Same as a <= b."),
    function(
        "length_hint",
        "($module, obj, default=0, /)",
        sequence::length_hint,
        "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer >= 0.",
    ),
    function(
        "lshift",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Lshift),
        "Same as a << b.",
    ),
    function("lt", "($module, a, b, /)", |vm, a| vm.compare(&a[1], &a[2], CompareOp::Lt), "Same as a < b."),
    function(
        "matmul",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::MatrixMultiply),
        "Same as a @ b.",
    ),
    function(
        "mod",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Remainder),
        "Same as a % b.",
    ),
    function(
        "mul",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Multiply),
        "Same as a * b.",
    ),
    function("ne", "($module, a, b, /)", |vm, a| vm.compare(&a[1], &a[2], CompareOp::Ne), "Same as a != b."),
    function("neg", "($module, a, /)", |vm, a| vm.unary(&a[1], '-'), "Same as -a."),
    function("not_", "($module, a, /)", |vm, a| Ok(Value::from_bool(!vm.truth(&a[1])?)), "Same as not a."),
    function("or_", "($module, a, b, /)", |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Or), "Same as a | b."),
    function("pos", "($module, a, /)", |vm, a| vm.unary(&a[1], '+'), "Same as +a."),
    function(
        "pow",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Power),
        "Same as a ** b.",
    ),
    function(
        "rshift",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Rshift),
        "Same as a >> b.",
    ),
    function("setitem", "($module, a, b, c, /)", sequence::set_item, "Same as a[b] = c."),
    function(
        "sub",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Subtract),
        "Same as a - b.",
    ),
    function(
        "truediv",
        "($module, a, b, /)",
        |vm, a| vm.binary(&a[1], &a[2], BinaryOp::TrueDivide),
        "Same as a / b.",
    ),
    function(
        "truth",
        "($module, a, /)",
        |vm, a| Ok(Value::from_bool(vm.truth(&a[1])?)),
        "Return True if a is true, False otherwise.",
    ),
    function("xor", "($module, a, b, /)", |vm, a| vm.binary(&a[1], &a[2], BinaryOp::Xor), "Same as a ^ b."),
];
