//! Slots of classes made by Python: each looks its dunder up on the class and calls it. And the rule by which a class
//! gets its slots: for every dunder found along the MRO, the native function if what was found is the wrapper of a
//! native class's same slot, else the generic function of this file.

use crate::class::{Type, TypeExt, type_flags};
use crate::slots::{ROWS, Slot, Slots};
use crate::wrapper::WrapperDescriptor;
use crate::{Args, BinaryOp, CompareOp, Obj, PyResult, Tp, Value, Vm, raw};
use std::sync::OnceLock;

/// Calls a dunder of the object's class that is known to be there.
fn call_dunder(vm: &mut Vm, object: &Value, name: &Value, args: &[Value]) -> PyResult {
    match vm.call_special(object, name, args)? {
        Some(value) => Ok(value),
        None => Err(crate::attr::no_attribute(vm, object, name)),
    }
}

macro_rules! unary {
    ($($function:ident $name:ident;)*) => {
        $(fn $function(vm: &mut Vm, object: &Value) -> PyResult {
            let name = vm.names.$name.clone();
            call_dunder(vm, object, &name, &[])
        })*
    };
}

unary! {
    repr repr; str str_; iter_raw iter; negative neg; positive pos; absolute abs; invert invert; to_int int_;
    to_float float_; index index; await_ r#await; aiter aiter; anext anext;
}

fn iter(vm: &mut Vm, object: &Value) -> PyResult {
    let name = vm.names.iter.clone();
    let class = vm.type_of(object).value();
    if vm.lookup(class.expect::<Type>(), &name).is_some_and(|f| f.is_none()) {
        let text = format!("'{}' object is not iterable", vm.type_name(object));
        return Err(vm.type_error(text));
    }
    iter_raw(vm, object)
}

fn hash(vm: &mut Vm, object: &Value) -> PyResult<i64> {
    let name = vm.names.hash.clone();
    let class = vm.type_of(object).value();
    if vm.lookup(class.expect::<Type>(), &name).is_none_or(|f| f.is_none()) {
        return crate::object::unhashable(vm, object);
    }
    let result = call_dunder(vm, object, &name, &[])?;
    match crate::int::Number::of(&result) {
        Some(crate::int::Number::Small(i)) => Ok(if i == -1 { -2 } else { i }),
        Some(crate::int::Number::Big(b)) => Ok(taipan_text::hash::hash_digits(b.is_negative(), b.digits())),
        None => Err(vm.type_error("__hash__ method should return an integer")),
    }
}

fn len(vm: &mut Vm, object: &Value) -> PyResult<usize> {
    let name = vm.names.len.clone();
    let result = call_dunder(vm, object, &name, &[])?;
    let index = vm.index(&result)?;
    match crate::int::Number::of(&index) {
        Some(n) if n.is_negative() => Err(vm.value_error("__len__() should return >= 0")),
        Some(crate::int::Number::Small(i)) => Ok(i as usize),
        _ => {
            let text = format!("cannot fit '{}' into an index-sized integer", vm.type_name(&result));
            Err(vm.overflow_error(text))
        }
    }
}

fn truth(vm: &mut Vm, object: &Value) -> PyResult<bool> {
    let name = vm.names.bool_.clone();
    let result = call_dunder(vm, object, &name, &[])?;
    match result.as_bool() {
        Some(b) => Ok(b),
        None => {
            let text = format!("__bool__ should return bool, returned {}", vm.type_name(&result));
            Err(vm.type_error(text))
        }
    }
}

/// `bool()` of a class that has `__len__` alone is left to `len`; this is never installed for it.
fn compare(vm: &mut Vm, a: &Value, b: &Value, op: CompareOp) -> PyResult {
    let name = match op {
        CompareOp::Lt => &vm.names.lt,
        CompareOp::Le => &vm.names.le,
        CompareOp::Eq => &vm.names.eq,
        CompareOp::Ne => &vm.names.ne,
        CompareOp::Gt => &vm.names.gt,
        CompareOp::Ge => &vm.names.ge,
    };
    let word = vm.lookup_word(vm.type_of(a), name.raw());
    if raw::shape(word) == Tp::Function as u32 {
        // SAFETY: the class has the function now; the reference keeps it while it runs.
        let function = unsafe { Value::from_raw_borrowed(word) };
        return crate::attr::call_with_self(vm, &function, a, std::slice::from_ref(b));
    }
    let name = name.clone();
    let class = vm.type_of(a).value();
    let Some(found) = vm.lookup(class.expect::<Type>(), &name) else { return Ok(Value::NOT_IMPLEMENTED) };
    if found.is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    // The wrapper of a native class calls the slot without a bound object between.
    if let Some(wrapper) = found.downcast::<WrapperDescriptor>()
        && vm.type_of(a).is_subtype(wrapper.class.expect::<Type>())
    {
        return crate::wrapper::call_slot(vm, wrapper, a, Args::positional(std::slice::from_ref(b)));
    }
    call_dunder(vm, a, &name, std::slice::from_ref(b))
}

fn getattr(vm: &mut Vm, object: &Value, name: &Value) -> PyResult {
    let dunder = vm.names.getattribute.clone();
    let class = vm.type_of(object).value();
    let class = class.expect::<Type>();
    let own = vm.lookup(class, &dunder);
    let native = own.as_ref().and_then(|f| f.downcast::<WrapperDescriptor>()).and_then(|w| w.slots.getattr);
    let result = match native {
        Some(native) if native as usize == crate::attr::generic_get as *const () as usize => {
            match crate::attr::generic_find(vm, object, name) {
                Ok(Some(value)) => return Ok(value),
                Ok(None) => {
                    let hook = vm.names.getattr.clone();
                    if vm.lookup(class, &hook).is_some() {
                        return call_dunder(vm, object, &hook, std::slice::from_ref(name));
                    }
                    return Err(crate::attr::no_attribute(vm, object, name));
                }
                Err(raised) => Err(raised),
            }
        }
        Some(native) => native(vm, object, name),
        None => call_dunder(vm, object, &dunder, std::slice::from_ref(name)),
    };
    match result {
        Err(raised) if vm.is_raised(&raised, Tp::AttributeError) => {
            let hook = vm.names.getattr.clone();
            if vm.lookup(class, &hook).is_none() {
                return Err(raised);
            }
            call_dunder(vm, object, &hook, std::slice::from_ref(name))
        }
        other => other,
    }
}

fn setattr(vm: &mut Vm, object: &Value, name: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => {
            let dunder = vm.names.setattr.clone();
            call_dunder(vm, object, &dunder, &[name.clone(), value.clone()])?;
        }
        None => {
            let dunder = vm.names.delattr.clone();
            call_dunder(vm, object, &dunder, std::slice::from_ref(name))?;
        }
    }
    Ok(())
}

fn descr_get(vm: &mut Vm, descriptor: &Value, object: Option<&Value>, owner: &Value) -> PyResult {
    let name = vm.names.get.clone();
    let object = object.cloned().unwrap_or(Value::NONE);
    match vm.call_special(descriptor, &name, &[object, owner.clone()])? {
        Some(value) => Ok(value),
        None => Ok(descriptor.clone()),
    }
}

fn descr_set(vm: &mut Vm, descriptor: &Value, object: &Value, value: Option<&Value>) -> PyResult<()> {
    let (name, args) = match value {
        Some(value) => (vm.names.set.clone(), vec![object.clone(), value.clone()]),
        None => (vm.names.delete.clone(), vec![object.clone()]),
    };
    match vm.call_special(descriptor, &name, &args)? {
        Some(_) => Ok(()),
        None => {
            let text = vm.text(&name).into_owned();
            Err(vm.raise(Tp::AttributeError, text))
        }
    }
}

fn call(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult {
    let name = vm.names.call.clone();
    vm.check_host_stack()?;
    match crate::attr::special_pair(vm, object, &name)? {
        Some((method, None)) => vm.call_args(&method, args),
        Some((method, Some(own))) => {
            let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::smallvec![own];
            all.extend(args.all.iter().cloned());
            vm.call_args(&method, Args { all: &all, names: args.names })
        }
        None => Err(crate::ops::not_callable(vm, object)),
    }
}

fn init(vm: &mut Vm, object: &Value, args: Args<'_>) -> PyResult<()> {
    let name = vm.names.init.clone();
    let result = match crate::attr::special_pair(vm, object, &name)? {
        Some((method, None)) => vm.call_args(&method, args)?,
        Some((method, Some(own))) => {
            let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::smallvec![own];
            all.extend(args.all.iter().cloned());
            vm.call_args(&method, Args { all: &all, names: args.names })?
        }
        None => return Err(crate::attr::no_attribute(vm, object, &name)),
    };
    if result.is_none() {
        return Ok(());
    }
    let text = format!("__init__() should return None, not '{}'", vm.type_name(&result));
    Err(vm.type_error(text))
}

/// `__new__` of a class that defines or inherits one in Python: a static method that gets the class first.
fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let name = vm.names.new.clone();
    let method = vm.get_attr(class, &name)?;
    let mut all: smallvec::SmallVec<[Value; 8]> = smallvec::smallvec![class.clone()];
    all.extend(args.all.iter().cloned());
    vm.call_args(&method, Args { all: &all, names: args.names })
}

fn next(vm: &mut Vm, object: &Value) -> PyResult<Option<Value>> {
    let name = vm.names.next.clone();
    match call_dunder(vm, object, &name, &[]) {
        Ok(value) => Ok(Some(value)),
        // A StopIteration with a value stays one: a delegation wants the value, anything else takes it for the end.
        Err(raised) if vm.is_raised(&raised, Tp::StopIteration) && vm.stop_value(&raised.0).is_none() => {
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

fn getitem(vm: &mut Vm, object: &Value, key: &Value) -> PyResult {
    let name = vm.names.getitem.clone();
    call_dunder(vm, object, &name, std::slice::from_ref(key))
}

fn setitem(vm: &mut Vm, object: &Value, key: &Value, value: Option<&Value>) -> PyResult<()> {
    match value {
        Some(value) => {
            let name = vm.names.setitem.clone();
            call_dunder(vm, object, &name, &[key.clone(), value.clone()])?;
        }
        None => {
            let name = vm.names.delitem.clone();
            call_dunder(vm, object, &name, std::slice::from_ref(key))?;
        }
    }
    Ok(())
}

fn contains(vm: &mut Vm, object: &Value, item: &Value) -> PyResult<bool> {
    let name = vm.names.contains.clone();
    let class = vm.type_of(object).value();
    match vm.lookup(class.expect::<Type>(), &name) {
        Some(found) if found.is_none() => {
            let text = format!("'{}' object is not a container", vm.type_name(object));
            Err(vm.type_error(text))
        }
        _ => {
            let result = call_dunder(vm, object, &name, std::slice::from_ref(item))?;
            vm.truth(&result)
        }
    }
}

fn finalize(vm: &mut Vm, object: &Value) -> PyResult<()> {
    let name = vm.names.del.clone();
    vm.call_special(object, &name, &[]).map(|_| ())
}

fn operator_names(vm: &Vm, op: BinaryOp) -> (Value, Value) {
    let n = &vm.names;
    let (own, reflected) = match op {
        BinaryOp::Add => (&n.add, &n.radd),
        BinaryOp::And => (&n.and, &n.rand),
        BinaryOp::FloorDivide => (&n.floordiv, &n.rfloordiv),
        BinaryOp::Lshift => (&n.lshift, &n.rlshift),
        BinaryOp::MatrixMultiply => (&n.matmul, &n.rmatmul),
        BinaryOp::Multiply => (&n.mul, &n.rmul),
        BinaryOp::Remainder => (&n.r#mod, &n.rmod),
        BinaryOp::Or => (&n.or, &n.ror),
        BinaryOp::Power => (&n.pow, &n.rpow),
        BinaryOp::Rshift => (&n.rshift, &n.rrshift),
        BinaryOp::Subtract => (&n.sub, &n.rsub),
        BinaryOp::TrueDivide => (&n.truediv, &n.rtruediv),
        BinaryOp::Xor => (&n.xor, &n.rxor),
    };
    (own.clone(), reflected.clone())
}

/// As CPython's `SLOT1BINFULL`: the reflected method of a subclass that overrides it comes first.
fn operator(vm: &mut Vm, a: &Value, b: &Value, op: BinaryOp, is_own: impl Fn(&Slots) -> bool) -> PyResult {
    let (name, reflected) = operator_names(vm, op);
    let (left, right) = (vm.type_of(a).value(), vm.type_of(b).value());
    let (left, right) = (left.expect::<Type>(), right.expect::<Type>());
    let mut other = !std::ptr::eq(left, right) && is_own(right.slots());
    if is_own(left.slots()) {
        if other && right.is_subtype(left) && is_overridden(vm, right, left, &reflected) {
            if let Some(value) = vm.call_special(b, &reflected, std::slice::from_ref(a))?
                && !value.is_not_implemented()
            {
                return Ok(value);
            }
            other = false;
        }
        if let Some(value) = call_operator(vm, a, &name, b)?
            && (!value.is_not_implemented() || std::ptr::eq(left, right))
        {
            return Ok(value);
        }
    }
    if other && let Some(value) = call_operator(vm, b, &reflected, a)? {
        return Ok(value);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

/// Whether a subclass has a method of its own for what the class above does.
fn is_overridden(vm: &Vm, below: &Obj<Type>, above: &Obj<Type>, name: &Value) -> bool {
    match (vm.lookup(below, name), vm.lookup(above, name)) {
        (Some(theirs), Some(ours)) => !theirs.is(&ours),
        (Some(_), None) => true,
        _ => false,
    }
}

/// A dunder set to None blocks the operation: it is called, as CPython does, and raises TypeError.
fn call_operator(vm: &mut Vm, own: &Value, name: &Value, other: &Value) -> PyResult<Option<Value>> {
    vm.call_special(own, name, std::slice::from_ref(other))
}

macro_rules! operators {
    ($($function:ident $op:ident;)*) => {
        $(fn $function(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            operator(vm, a, b, BinaryOp::$op, |s| s.binary[BinaryOp::$op as usize].is_some_and(|f| f as usize == $function as *const () as usize))
        })*
    };
}

operators! {
    add Add; and And; floor_divide FloorDivide; lshift Lshift; matrix_multiply MatrixMultiply; multiply Multiply;
    remainder Remainder; or Or; rshift Rshift; subtract Subtract; true_divide TrueDivide; xor Xor;
}

fn power3(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    if modulus.is_none() {
        return operator(vm, a, b, BinaryOp::Power, |s| {
            s.power3.is_some_and(|f| f as usize == power3 as *const () as usize)
        });
    }
    let is_own = |s: &Slots| s.power3.is_some_and(|f| f as usize == power3 as *const () as usize);
    let (name, reflected) = operator_names(vm, BinaryOp::Power);
    let (left, right) = (vm.type_of(a).value(), vm.type_of(b).value());
    let (left, right) = (left.expect::<Type>(), right.expect::<Type>());
    let mut other = !std::ptr::eq(left, right) && is_own(right.slots());
    if is_own(left.slots()) {
        if other && right.is_subtype(left) && is_overridden(vm, right, left, &reflected) {
            if let Some(value) = vm.call_special(b, &reflected, &[a.clone(), modulus.clone()])?
                && !value.is_not_implemented()
            {
                return Ok(value);
            }
            other = false;
        }
        if let Some(value) = vm.call_special(a, &name, &[b.clone(), modulus.clone()])?
            && (!value.is_not_implemented() || std::ptr::eq(left, right))
        {
            return Ok(value);
        }
    }
    if other && let Some(value) = vm.call_special(b, &reflected, &[a.clone(), modulus.clone()])? {
        return Ok(value);
    }
    Ok(Value::NOT_IMPLEMENTED)
}

macro_rules! inplace {
    ($($function:ident $name:ident;)*) => {
        $(fn $function(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
            let name = vm.names.$name.clone();
            let class = vm.type_of(a).value();
            if vm.lookup(class.expect::<Type>(), &name).is_some_and(|f| f.is_none()) {
                let text = format!("'{}' object is not callable", "NoneType");
                return Err(vm.type_error(text));
            }
            call_dunder(vm, a, &name, std::slice::from_ref(b))
        })*
    };
}

inplace! {
    iadd iadd; iand iand; ifloor_divide ifloordiv; ilshift ilshift; imatrix_multiply imatmul; imultiply imul;
    iremainder imod; ior ior; ipower ipow; irshift irshift; isubtract isub; itrue_divide itruediv; ixor ixor;
}

/// Every slot filled with its generic function.
fn generic() -> &'static Slots {
    static GENERIC: OnceLock<Slots> = OnceLock::new();
    GENERIC.get_or_init(make_generic)
}

fn make_generic() -> Slots {
    let mut slots = Slots {
        new: Some(new),
        init: Some(init),
        call: Some(call),
        repr: Some(repr),
        str: Some(str),
        hash: Some(hash),
        compare: Some(compare),
        getattr: Some(getattr),
        setattr: Some(setattr),
        descr_get: Some(descr_get),
        descr_set: Some(descr_set),
        finalize: Some(finalize),
        iter: Some(iter),
        next: Some(next),
        len: Some(len),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(contains),
        power3: Some(power3),
        negative: Some(negative),
        positive: Some(positive),
        absolute: Some(absolute),
        invert: Some(invert),
        truth: Some(truth),
        int: Some(to_int),
        float: Some(to_float),
        index: Some(index),
        r#await: Some(await_),
        aiter: Some(aiter),
        anext: Some(anext),
        ..Slots::default()
    };
    use BinaryOp::*;
    for (op, own, inplace) in [
        (Add, add as crate::slots::Binary, iadd as crate::slots::Binary),
        (And, and, iand),
        (FloorDivide, floor_divide, ifloor_divide),
        (Lshift, lshift, ilshift),
        (MatrixMultiply, matrix_multiply, imatrix_multiply),
        (Multiply, multiply, imultiply),
        (Remainder, remainder, iremainder),
        (Or, or, ior),
        (Rshift, rshift, irshift),
        (Subtract, subtract, isubtract),
        (TrueDivide, true_divide, itrue_divide),
        (Xor, xor, ixor),
    ] {
        slots.binary[op as usize] = Some(own);
        slots.inplace[op as usize] = Some(inplace);
    }
    slots.inplace[Power as usize] = Some(ipower);
    slots
}

/// Decides one slot of a class from the dunders found along its MRO.
fn decide(vm: &Vm, class: &Obj<Type>, slots: &mut Slots, which: Slot, generic: &Slots) {
    let mut native: Option<&WrapperDescriptor> = None;
    let mut found_values = smallvec::SmallVec::<[(&str, Value); 6]>::new();
    let mut use_generic = false;
    for (row, name) in ROWS.iter().zip(&vm.slot_names).filter(|(row, _)| row.slot == which) {
        if let Some(found) = vm.lookup(class, name) {
            found_values.push((row.name, found));
        }
    }
    for (name, found) in &found_values {
        match found.downcast::<WrapperDescriptor>() {
            // Another dunder's wrapper under this name, or one of a class that this one is not derived from.
            Some(wrapper)
                if wrapper.row.name != *name || !class.is_subtype(wrapper.class.expect::<Type>()) =>
            {
                use_generic = true;
            }
            Some(wrapper) if wrapper.row.slot == which => match native {
                Some(other) if !other.slots.same(which, &wrapper.slots) => use_generic = true,
                _ => native = Some(wrapper),
            },
            Some(_) => {}
            None => use_generic = true,
        }
    }
    if use_generic {
        slots.copy(which, generic);
    } else if native.is_none() {
        // Only dunders that belong to another slot of the same name (`__add__` of concat and of add).
        slots.copy(which, &Slots::default());
    } else if let Some(native) = native {
        slots.copy(which, &native.slots);
    }
    // `__hash__ = None` makes a class unhashable at once.
    if which == Slot::hash && found_values.first().is_some_and(|(_, value)| value.is_none()) {
        slots.hash = Some(crate::object::unhashable);
    }
}

/// The slots of a class made by Python: those of the class after it in the MRO, but for those whose dunders are in the dict
/// of a class that the other's MRO has not.
pub fn inherit_slots(vm: &mut Vm, class: &Obj<Type>) {
    let generic = generic();
    let mro = class.mro(vm);
    let inherited = if mro.len() >= 2 { mro[1].mro(vm) } else { &[] };
    let single = mro.len() >= 2 && inherited.len() + 1 == mro.len();
    let mut slots = Slots::default();
    if let Some(base) = class.base() {
        if single {
            slots = *mro[1].slots();
        } else {
            for row in ROWS {
                slots.copy(row.slot, mro[1].slots());
            }
            // What has no dunder is inherited from the base that decides the layout.
            slots.send = base.slots().send;
            slots.finalize = base.slots().finalize;
        }
    }
    let mut wanted: smallvec::SmallVec<[Slot; 16]> = smallvec::SmallVec::new();
    for own in
        mro.iter().filter(|own| !inherited.iter().any(|other| std::ptr::eq::<Obj<Type>>(&***own, &**other)))
    {
        for (name, _) in own.dict(vm).table.get(vm).iter() {
            let Some(text) = name.downcast_exact::<crate::str::Str>().map(|s| s.bytes()) else { continue };
            if !text.starts_with(b"__") || is_usual(vm, name) {
                continue;
            }
            let word = vm.intern_value(name).raw();
            let first = vm.slot_rows.partition_point(|&(known, _)| known < word);
            for &(_, row) in vm.slot_rows[first..].iter().take_while(|&&(known, _)| known == word) {
                let slot = ROWS[row as usize].slot;
                if !wanted.contains(&slot) {
                    wanted.push(slot);
                }
            }
        }
    }
    for slot in wanted {
        decide(vm, class, &mut slots, slot, generic);
    }
    slots.awaited = None;
    if !single || class.dict(vm).get_interned(vm, vm.names.new.raw()).is_some() {
        slots.new = decide_new(vm, class, generic);
    }
    class.set_slots(slots);
    mark_plain(vm, class);
    update_finalize(vm, class);
}

/// Whether the name is one that most classes have and no slot belongs to.
fn is_usual(vm: &Vm, name: &Value) -> bool {
    let n = &vm.names;
    [&n.module, &n.firstlineno, &n.static_attributes, &n.dict, &n.weakref, &n.doc, &n.annotate_func]
        .iter()
        .any(|usual| usual.is(name))
}

fn decide_new(vm: &Vm, class: &Obj<Type>, generic: &Slots) -> Option<crate::slots::CallFn> {
    // The first class of the MRO that has `__new__` in its dict: a builtin's own function, or Python's.
    for base in class.mro(vm) {
        if let Some(word) = base.dict(vm).get_interned(vm, vm.names.new.raw()) {
            // SAFETY: the word belongs to the dict.
            let found = unsafe { Value::from_raw_borrowed(word) };
            if let Some(function) = found.downcast::<crate::native_function::NativeFunction>()
                && let Some(owner) = function.definition.owner.downcast::<Type>()
            {
                return owner.slots().new;
            }
            return generic.new;
        }
    }
    None
}

/// Whether `Class(…)` is no more than a plain object and its `__init__`, or an exception that keeps its arguments.
fn mark_plain(vm: &Vm, class: &Obj<Type>) {
    let object = vm.tp(Tp::Object).slots();
    let same = |a: Option<usize>, b: Option<usize>| a == b;
    let metaclass = vm.heap.class_of_shape(class.header.shape.get());
    let called = std::ptr::eq(metaclass.cast(), vm.tp(Tp::Type)) && !class.has_flag(type_flags::ABSTRACT);
    let plain = same(class.slots().new.map(|f| f as usize), object.new.map(|f| f as usize))
        && !same(class.slots().init.map(|f| f as usize), object.init.map(|f| f as usize));
    class.set_flag(type_flags::PLAIN_INIT, called && plain);
    class.set_flag(type_flags::PLAIN_EXCEPTION, called && crate::exception::is_plain(class.slots()));
}

fn update_finalize(vm: &mut Vm, class: &Obj<Type>) {
    let has = class.slots().finalize.is_some();
    let shape = vm.heap.shape(class.shape.get());
    let flags = shape.flags.get().0;
    let finalize = taipan_heap::ShapeFlags::FINALIZE;
    let next = if has { flags | finalize } else { flags & !finalize };
    if next == flags {
        return;
    }
    vm.heap.set_flags(class.shape.get(), taipan_heap::ShapeFlags(next));
}

/// A dunder of a class was set or deleted: its slot and those of its subclasses follow.
pub fn update_slots(vm: &mut Vm, class: &Obj<Type>, name: &Value) {
    let text = vm.text(name).into_owned();
    let generic = generic();
    update_one(vm, class, &text, generic);
    if matches!(&*text, "__get__" | "__set__" | "__delete__") {
        // Attributes that are objects of this class bind in another way from now on, on whatever class they are.
        crate::class::all_changed(vm);
    }
}

fn update_one(vm: &mut Vm, class: &Obj<Type>, name: &str, generic: &Slots) {
    let mut slots = *class.slots();
    let mut done: Vec<Slot> = Vec::new();
    let known = vm.intern(name);
    let rows = ROWS.iter().zip(&vm.slot_names).filter(|(_, name)| name.is(&known));
    for row in rows.map(|(row, _)| row) {
        if !done.contains(&row.slot) {
            done.push(row.slot);
            slots.copy(row.slot, &Slots::default());
            if row.slot == Slot::finalize
                && let Some(base) = class.base()
            {
                slots.finalize = base.slots().finalize;
            }
            decide(vm, class, &mut slots, row.slot, generic);
        }
    }
    if name == "__new__" {
        slots.new = decide_new(vm, class, generic);
    }
    class.set_slots(slots);
    mark_plain(vm, class);
    if name == "__del__" {
        update_finalize(vm, class);
    }
    for subclass in crate::class::direct_subclasses(vm, class) {
        update_one(vm, subclass.expect::<Type>(), name, generic);
    }
}
