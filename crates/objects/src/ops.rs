//! The operations of the language on any values, as CPython's abstract object layer: operators with their reflected
//! forms, comparison, truth, hash, length, items, iteration, repr and str.

use crate::class::TypeExt;
use crate::slots::Binary;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{BinaryOp, CompareOp, PyResult, Raised, Tp, Value, Vm};
use std::cmp::Ordering;

/// Whether an ordering satisfies a comparison.
#[inline]
pub fn order(ordering: Ordering, op: CompareOp) -> bool {
    match op {
        CompareOp::Lt => ordering.is_lt(),
        CompareOp::Le => ordering.is_le(),
        CompareOp::Eq => ordering.is_eq(),
        CompareOp::Ne => ordering.is_ne(),
        CompareOp::Gt => ordering.is_gt(),
        CompareOp::Ge => ordering.is_ge(),
    }
}

/// Whether a value is an int and of no other class, a word or boxed.
#[inline(always)]
fn is_exact_int(value: &Value) -> bool {
    value.is_small_int() || value.shape() == Tp::Int as u32
}

const fn swapped(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
        other => other,
    }
}

/// The sign of a comparison, as in messages.
pub const fn compare_sign(op: CompareOp) -> &'static str {
    ["<", "<=", "==", "!=", ">", ">="][op as usize]
}

/// The sign of an operator, as in messages.
pub fn binary_sign(op: BinaryOp, inplace: bool) -> &'static str {
    const SIGNS: [[&str; 2]; 13] = [
        ["+", "+="],
        ["&", "&="],
        ["//", "//="],
        ["<<", "<<="],
        ["@", "@="],
        ["*", "*="],
        ["%", "%="],
        ["|", "|="],
        ["** or pow()", "**="],
        [">>", ">>="],
        ["-", "-="],
        ["/", "/="],
        ["^", "^="],
    ];
    SIGNS[op as usize][inplace as usize]
}

/// TypeError `'X' object is not callable`.
#[cold]
pub fn not_callable(vm: &mut Vm, callee: &Value) -> Raised {
    let text = format!("'{}' object is not callable", vm.type_name(callee));
    vm.type_error(text)
}

impl Vm {
    // ---- operators ----

    fn binary_slot(&self, value: &Value, op: BinaryOp) -> Option<Binary> {
        let slots = self.type_of(value).slots();
        if op == BinaryOp::Power {
            // Two-operand power goes through the ternary slot.
            return slots.power3.map(|_| (|vm, a, b| power_slot(vm, a, b)) as Binary);
        }
        slots.binary[op as usize]
    }

    /// Tries the operator's slots of both operands; NotImplemented if neither answers.
    fn try_binary(&mut self, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
        if op == BinaryOp::Power {
            return try_power(self, a, b, &Value::NONE);
        }
        let left = self.binary_slot(a, op);
        let mut right = None;
        if !std::ptr::eq(self.type_of(a), self.type_of(b)) {
            right = self.binary_slot(b, op);
            if right.map(|f| f as usize) == left.map(|f| f as usize) {
                right = None;
            }
        }
        if let Some(left) = left {
            if let Some(first) = right
                && self.type_of(b).is_subtype(self.type_of(a))
            {
                let result = first(self, a, b)?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
                right = None;
            }
            let result = left(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match right {
            Some(right) => right(self, a, b),
            None => Ok(Value::NOT_IMPLEMENTED),
        }
    }

    /// `a op b`.
    pub fn binary(&mut self, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
        if is_exact_int(a) && is_exact_int(b) && op != BinaryOp::MatrixMultiply {
            return crate::int::binary(self, a, b, op);
        }
        let result = self.try_binary(a, b, op)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if let Some(result) = self.sequence_binary(a, b, op, false)? {
            return Ok(result);
        }
        Err(unsupported(self, a, b, op, false))
    }

    /// `a op= b`.
    pub fn inplace(&mut self, a: &Value, b: &Value, op: BinaryOp) -> PyResult {
        if is_exact_int(a) && is_exact_int(b) && op != BinaryOp::MatrixMultiply {
            return crate::int::binary(self, a, b, op);
        }
        if let Some(own) = self.type_of(a).slots().inplace[op as usize] {
            let result = own(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.try_binary(a, b, op)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if let Some(result) = self.sequence_binary(a, b, op, true)? {
            return Ok(result);
        }
        Err(unsupported(self, a, b, op, true))
    }

    /// The rest of `a op b` when the method of `a`, whose class is `b`'s own or `b`'s a builtin one, gave
    /// NotImplemented.
    pub fn binary_rest(&mut self, a: &Value, b: &Value, op: BinaryOp, inplace: bool) -> PyResult {
        if !std::ptr::eq(self.type_of(a), self.type_of(b))
            && let Some(right) = self.binary_slot(b, op)
        {
            let result = right(self, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(result) = self.sequence_binary(a, b, op, inplace)? {
            return Ok(result);
        }
        Err(unsupported(self, a, b, op, inplace))
    }

    fn sequence_binary(
        &mut self,
        a: &Value,
        b: &Value,
        op: BinaryOp,
        inplace: bool,
    ) -> PyResult<Option<Value>> {
        match op {
            BinaryOp::Add => {
                let slots = self.type_of(a).slots();
                match slots.inplace_concat.filter(|_| inplace).or(slots.concat) {
                    Some(concat) => concat(self, a, b).map(Some),
                    None => Ok(None),
                }
            }
            BinaryOp::Multiply => {
                let slots = self.type_of(a).slots();
                if let Some(repeat) = slots.inplace_repeat.filter(|_| inplace).or(slots.repeat) {
                    return self.repeat_with(repeat, a, b).map(Some);
                }
                if let Some(repeat) = self.type_of(b).slots().repeat {
                    return self.repeat_with(repeat, b, a).map(Some);
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn repeat_with(&mut self, repeat: Binary, sequence: &Value, count: &Value) -> PyResult {
        if self.type_of(count).slots().index.is_none() {
            let text = format!("can't multiply sequence by non-int of type '{}'", self.type_name(count));
            return Err(self.type_error(text));
        }
        repeat(self, sequence, count)
    }

    /// `pow(a, b, modulus)`.
    pub fn power(&mut self, a: &Value, b: &Value, modulus: &Value) -> PyResult {
        let result = try_power(self, a, b, modulus)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if modulus.is_none() {
            return Err(unsupported(self, a, b, BinaryOp::Power, false));
        }
        let text = format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            self.type_name(a),
            self.type_name(b),
            self.type_name(modulus)
        );
        Err(self.type_error(text))
    }

    /// A count of repetitions: negative ones are none.
    pub fn repeat_count(&mut self, count: &Value) -> PyResult<usize> {
        let index = self.index(count)?;
        match crate::int::Number::of(&index) {
            Some(crate::int::Number::Small(i)) => Ok(i.max(0) as usize),
            Some(n) if n.is_negative() => {
                let text = format!("cannot fit '{}' into an index-sized integer", self.type_name(count));
                Err(self.overflow_error(text))
            }
            _ => {
                let text = format!("cannot fit '{}' into an index-sized integer", self.type_name(count));
                Err(self.overflow_error(text))
            }
        }
    }

    // ---- comparison ----

    /// The truth of `a op b` for exact ints, floats, strs and tuples, whose classes need not be asked; `None` for
    /// anything else.
    #[inline(always)]
    fn compare_plain(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult<Option<bool>> {
        if let (Some(x), Some(y)) = (a.as_small(), b.as_small()) {
            return Ok(Some(order(x.cmp(&y), op)));
        }
        if let (Some(x), Some(y)) = (a.as_inline_float(), b.as_inline_float()) {
            // Inline doubles are numbers.
            return Ok(x.partial_cmp(&y).map(|ordering| order(ordering, op)));
        }
        if a.shape() != b.shape() {
            return Ok(None);
        }
        if let (Some(x), Some(y)) = (a.downcast_exact::<Str>(), b.downcast_exact::<Str>()) {
            return Ok(Some(crate::str::compare_texts(x.bytes(), y.bytes(), op)));
        }
        if let (Some(x), Some(y)) = (a.downcast_exact::<Tuple>(), b.downcast_exact::<Tuple>()) {
            self.check_host_stack()?;
            return crate::tuple::compare_truth(self, x.items(), y.items(), op).map(Some);
        }
        Ok(None)
    }

    /// `a op b`.
    pub fn compare(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        if let Some(truth) = self.compare_plain(a, b, op)? {
            return Ok(Value::from_bool(truth));
        }
        self.compare_by_class(a, b, op)
    }

    fn compare_by_class(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        self.check_host_stack()?;
        let mut reflected_done = false;
        let right = self.type_of(b).slots().compare;
        if !std::ptr::eq(self.type_of(a), self.type_of(b))
            && self.type_of(b).is_subtype(self.type_of(a))
            && let Some(right) = right
        {
            reflected_done = true;
            let result = right(self, b, a, swapped(op))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some(left) = self.type_of(a).slots().compare {
            let result = left(self, a, b, op)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if !reflected_done {
            return self.compare_rest(a, b, op);
        }
        self.compare_identity(a, b, op)
    }

    /// The rest of `a op b` when `a` gave NotImplemented and `b` was not asked.
    pub fn compare_rest(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        if let Some(right) = self.type_of(b).slots().compare {
            let result = right(self, b, a, swapped(op))?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_identity(a, b, op)
    }

    /// What `a op b` is where neither class says.
    fn compare_identity(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult {
        match op {
            CompareOp::Eq => Ok(Value::from_bool(a.is(b))),
            CompareOp::Ne => Ok(Value::from_bool(!a.is(b))),
            _ => {
                let text = format!(
                    "'{}' not supported between instances of '{}' and '{}'",
                    compare_sign(op),
                    self.type_name(a),
                    self.type_name(b)
                );
                Err(self.type_error(text))
            }
        }
    }

    /// The truth of `a op b`.
    pub fn compare_truth(&mut self, a: &Value, b: &Value, op: CompareOp) -> PyResult<bool> {
        if let Some(truth) = self.compare_plain(a, b, op)? {
            return Ok(truth);
        }
        let result = self.compare_by_class(a, b, op)?;
        self.truth(&result)
    }

    /// The truth of `a == b`.
    #[inline]
    pub fn equal(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        self.compare_truth(a, b, CompareOp::Eq)
    }

    /// `a is b or a == b`, as containers compare.
    #[inline]
    pub fn same_or_equal(&mut self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) { Ok(true) } else { self.equal(a, b) }
    }

    // ---- unary ----

    /// `bool(value)`.
    #[inline]
    pub fn truth(&mut self, value: &Value) -> PyResult<bool> {
        if let Some(b) = value.as_bool() {
            return Ok(b);
        }
        if value.is_none() {
            return Ok(false);
        }
        if let Some(i) = value.as_small() {
            return Ok(i != 0);
        }
        let slots = self.type_of(value).slots();
        if let Some(truth) = slots.truth {
            truth(self, value)
        } else if let Some(len) = slots.len {
            len(self, value).map(|n| n != 0)
        } else {
            Ok(true)
        }
    }

    /// `hash(value)`.
    #[inline]
    pub fn hash(&mut self, value: &Value) -> PyResult<i64> {
        if let Some(text) = value.downcast_exact::<crate::str::Str>() {
            return Ok(self.str_hash(text));
        }
        if let Some(i) = value.as_small() {
            return Ok(taipan_text::hash::hash_int(i));
        }
        match self.type_of(value).slots().hash {
            Some(hash) => hash(self, value),
            None => crate::object::unhashable(self, value),
        }
    }

    /// `len(value)`.
    pub fn len(&mut self, value: &Value) -> PyResult<usize> {
        match self.type_of(value).slots().len {
            Some(len) => len(self, value),
            None => {
                let text = format!("object of type '{}' has no len()", self.type_name(value));
                Err(self.type_error(text))
            }
        }
    }

    /// `operator.index(value)`: an int.
    pub fn index(&mut self, value: &Value) -> PyResult {
        if value.is_small_int() {
            return Ok(value.clone());
        }
        let Some(index) = self.type_of(value).slots().index else {
            let text = format!("'{}' object cannot be interpreted as an integer", self.type_name(value));
            return Err(self.type_error(text));
        };
        let result = index(self, value)?;
        if self.is_exact(&result, Tp::Int) {
            return Ok(result);
        }
        if !self.is_instance(&result, Tp::Int) {
            let text = format!("__index__ returned non-int (type {})", self.type_name(&result));
            return Err(self.type_error(text));
        }
        let text = format!(
            "__index__ returned non-int (type {}).  The ability to return an instance of a strict subclass of int is deprecated, and may not be supported in a future version of Python.",
            self.type_name(&result)
        );
        self.warn(Tp::DeprecationWarning, &text, 1)?;
        crate::int::exact(self, &result)
    }

    /// `-value`, `+value`, `~value`.
    pub fn unary(&mut self, value: &Value, sign: char) -> PyResult {
        let slots = self.type_of(value).slots();
        let slot = match sign {
            '-' => slots.negative,
            '+' => slots.positive,
            _ => slots.invert,
        };
        match slot {
            Some(function) => function(self, value),
            None => {
                let text = format!("bad operand type for unary {sign}: '{}'", self.type_name(value));
                Err(self.type_error(text))
            }
        }
    }

    // ---- items ----

    /// `object[key]`.
    pub fn get_item(&mut self, object: &Value, key: &Value) -> PyResult {
        if let Some(getitem) = self.type_of(object).slots().getitem {
            return getitem(self, object, key);
        }
        if let Some(class) = object.downcast::<crate::class::Type>() {
            if class.builtin == Some(Tp::Type) {
                return self.new_generic_alias(object, key);
            }
            let name = self.names.class_getitem.clone();
            if let Some(method) = self.find_attr(object, &name)? {
                return self.call(&method, std::slice::from_ref(key));
            }
            let text = format!("type '{}' is not subscriptable", class.name(self));
            return Err(self.type_error(text));
        }
        let text = format!("'{}' object is not subscriptable", self.type_name(object));
        Err(self.type_error(text))
    }

    /// `object[key] = value`.
    pub fn set_item(&mut self, object: &Value, key: &Value, value: Value) -> PyResult<()> {
        match self.type_of(object).slots().setitem {
            Some(setitem) => setitem(self, object, key, Some(&value)),
            None => {
                let text = format!("'{}' object does not support item assignment", self.type_name(object));
                Err(self.type_error(text))
            }
        }
    }

    /// `del object[key]`.
    pub fn delete_item(&mut self, object: &Value, key: &Value) -> PyResult<()> {
        match self.type_of(object).slots().setitem {
            Some(setitem) => setitem(self, object, key, None),
            None => {
                let text = format!("'{}' object doesn't support item deletion", self.type_name(object));
                Err(self.type_error(text))
            }
        }
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> PyResult<bool> {
        if let Some(contains) = self.type_of(container).slots().contains {
            return contains(self, container, item);
        }
        let iterator = match self.iter(container) {
            Ok(iterator) => iterator,
            Err(raised)
                if self.is_raised(&raised, Tp::TypeError)
                    && self.type_of(container).slots().iter.is_none() =>
            {
                let text = format!(
                    "argument of type '{}' is not a container or iterable",
                    self.type_name(container)
                );
                return Err(self.type_error(text));
            }
            Err(raised) => return Err(raised),
        };
        while let Some(own) = self.next(&iterator)? {
            if self.same_or_equal(&own, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The position a key means in a sequence of this length. `kind` begins the TypeError, `range` is the IndexError.
    #[inline]
    pub fn sequence_index(&mut self, key: &Value, length: usize, range: &str, kind: &str) -> PyResult<usize> {
        let index = match key.as_small() {
            Some(i) => i,
            None => {
                if self.type_of(key).slots().index.is_none() {
                    let text = format!("{kind}, not {}", quoted_kind(self, key, kind));
                    return Err(self.type_error(text));
                }
                let index = self.index(key)?;
                match crate::int::Number::of(&index) {
                    Some(crate::int::Number::Small(i)) => i,
                    _ => {
                        let text =
                            format!("cannot fit '{}' into an index-sized integer", self.type_name(key));
                        return Err(self.index_error(text));
                    }
                }
            }
        };
        let at = if index < 0 { index + length as i64 } else { index };
        if at < 0 || at >= length as i64 { Err(self.index_error(range)) } else { Ok(at as usize) }
    }

    /// As `sequence_index`, for a list, whose length is asked last.
    pub fn list_index(&mut self, key: &Value, list: &crate::list::List, range: &str) -> PyResult<usize> {
        if key.is_small_int() {
            let length = list.len(self);
            return self.sequence_index(key, length, range, "");
        }
        if self.type_of(key).slots().index.is_none() {
            let text = format!("list indices must be integers or slices, not {}", self.type_name(key));
            return Err(self.type_error(text));
        }
        let index = self.index(key)?;
        let length = list.len(self);
        self.sequence_index(&index, length, range, "")
    }

    /// `start` and `stop` of `index(value, start, stop)` fitted to a length.
    pub fn index_range(&mut self, start: &Value, stop: &Value, length: usize) -> PyResult<(usize, usize)> {
        let start = if start.is_null() { 0 } else { self.slice_index(start)? };
        let stop = if stop.is_null() { i64::MAX } else { self.slice_index(stop)? };
        let fit =
            |at: i64| if at < 0 { (at.saturating_add(length as i64)).max(0) } else { at.min(length as i64) };
        Ok((fit(start) as usize, fit(stop) as usize))
    }

    fn slice_index(&mut self, value: &Value) -> PyResult<i64> {
        if self.type_of(value).slots().index.is_none() {
            return Err(self.type_error("slice indices must be integers or have an __index__ method"));
        }
        self.index_clipped(value)
    }

    // ---- iteration ----

    /// `iter(object)`.
    pub fn iter(&mut self, object: &Value) -> PyResult {
        let class = self.type_of(object);
        if let Some(iter) = class.slots().iter {
            let result = iter(self, object)?;
            if self.type_of(&result).slots().next.is_none() {
                let text = format!("iter() returned non-iterator of type '{}'", self.type_name(&result));
                return Err(self.type_error(text));
            }
            return Ok(result);
        }
        // A native class that has items, but is no iterable, is a mapping.
        let is_native = !class.has_flag(crate::class::type_flags::HEAP);
        let is_mapping = is_native && (class.builtin.is_none() || self.is_exact(object, Tp::Union));
        if class.slots().getitem.is_some() && !is_mapping && !self.is_instance(object, Tp::Dict) {
            return Ok(crate::iterators::sequence(self, Tp::GetItemIterator, object.clone()));
        }
        let text = format!("'{}' object is not iterable", self.type_name(object));
        Err(self.type_error(text))
    }

    /// `next(iterator)`; `None` at the end.
    #[inline]
    pub fn next(&mut self, iterator: &Value) -> PyResult<Option<Value>> {
        if iterator.shape() == Tp::Generator as u32 {
            return match (self.interp.gen_next)(self, iterator)? {
                crate::Sent::Yield(value) => Ok(Some(value)),
                crate::Sent::Return(_) => Ok(None),
            };
        }
        match self.type_of(iterator).slots().next {
            Some(next) => match next(self, iterator) {
                Err(raised) if self.is_raised(&raised, Tp::StopIteration) => Ok(None),
                other => other,
            },
            None => {
                let text = format!("'{}' object is not an iterator", self.type_name(iterator));
                Err(self.type_error(text))
            }
        }
    }

    /// MemoryError where an iterable is known to have more values than the budget allows.
    pub fn charge_items(&mut self, iterable: &Value) -> PyResult<()> {
        let Some(range) = iterable.downcast::<crate::range::Range>() else { return Ok(()) };
        let fits = range
            .length
            .as_small()
            .and_then(|length| usize::try_from(length).ok())
            .is_some_and(|n| n < 4096 || n.checked_mul(8).is_some_and(|bytes| self.heap.charge(bytes)));
        if fits { Ok(()) } else { Err(self.memory_error()) }
    }

    /// `operator.length_hint(object, default)`.
    pub fn length_hint(&mut self, object: &Value, default: i64) -> PyResult<i64> {
        if self.type_of(object).slots().len.is_some() {
            match self.len(object) {
                Ok(length) => return Ok(length as i64),
                Err(raised) if self.is_raised(&raised, Tp::TypeError) => {}
                Err(raised) => return Err(raised),
            }
        }
        let name = self.names.length_hint.clone();
        let hint = match self.call_special(object, &name, &[]) {
            Ok(Some(hint)) => hint,
            Ok(None) => return Ok(default),
            Err(raised) if self.is_raised(&raised, Tp::TypeError) => return Ok(default),
            Err(raised) => return Err(raised),
        };
        if hint.is_not_implemented() {
            return Ok(default);
        }
        if !self.is_instance(&hint, Tp::Int) {
            let text = format!("__length_hint__ must be an integer, not {}", self.type_name(&hint));
            return Err(self.type_error(text));
        }
        match self.index_i64(&hint)? {
            hint if hint < 0 => Err(self.value_error("__length_hint__() should return >= 0")),
            hint => Ok(hint),
        }
    }

    /// Every value of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> PyResult<Vec<Value>> {
        if self.is_exact(iterable, Tp::List) {
            return Ok(iterable.expect::<crate::list::List>().items(self).clone());
        }
        if self.is_exact(iterable, Tp::Tuple) {
            return Ok(iterable.expect::<crate::tuple::Tuple>().items().to_vec());
        }
        self.charge_items(iterable)?;
        let mut items = Vec::new();
        let iterator = self.iter(iterable)?;
        while let Some(value) = self.next(&iterator)? {
            if items.len() == items.capacity()
                && (items.try_reserve(1).is_err() || !self.heap.charge(items.len() * 8))
            {
                return Err(self.memory_error());
            }
            items.push(value);
        }
        Ok(items)
    }

    // ---- text ----

    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> PyResult {
        self.check_host_stack()?;
        if self.repr_stack.len() > DEEPEST_REPR {
            return Err(self.recursion_error(" while getting the repr of an object"));
        }
        let result = match self.type_of(value).slots().repr {
            Some(repr) => repr(self, value)?,
            None => crate::object::default_repr(self, value)?,
        };
        if !self.is_instance(&result, Tp::Str) {
            let text = format!("__repr__ returned non-string (type {})", self.type_name(&result));
            return Err(self.type_error(text));
        }
        Ok(result)
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> PyResult {
        if self.is_exact(value, Tp::Str) {
            return Ok(value.clone());
        }
        let result = match self.type_of(value).slots().str {
            Some(str) => str(self, value)?,
            None => return self.repr(value),
        };
        if !self.is_instance(&result, Tp::Str) {
            let text = format!("__str__ returned non-string (type {})", self.type_name(&result));
            return Err(self.type_error(text));
        }
        Ok(result)
    }

    /// `repr(value)` as Rust text, for messages.
    pub fn repr_text(&mut self, value: &Value) -> PyResult<String> {
        let shown = self.repr(value)?;
        Ok(self.text(&shown).into_owned())
    }

    /// `str(value)` as Rust text, for messages.
    pub fn str_text(&mut self, value: &Value) -> PyResult<String> {
        let shown = self.str(value)?;
        Ok(self.text(&shown).into_owned())
    }

    /// Marks an object as being shown; `None` if it is already (a container inside itself).
    pub fn enter_repr(&mut self, object: &Value) -> Option<()> {
        let word = object.raw();
        let shallow = &self.repr_stack[..self.repr_stack.len().min(SHALLOW_REPRS)];
        if shallow.contains(&word) || self.repr_deep.contains_key(&word) {
            return None;
        }
        if self.repr_stack.len() >= SHALLOW_REPRS {
            self.repr_deep.insert(word, ());
        }
        self.repr_stack.push(word);
        Some(())
    }

    /// Ends what `enter_repr` began.
    pub fn leave_repr(&mut self) {
        if let Some(word) = self.repr_stack.pop()
            && self.repr_stack.len() >= SHALLOW_REPRS
        {
            self.repr_deep.remove(&word);
        }
    }
}

/// So many objects being shown are looked through one by one.
const SHALLOW_REPRS: usize = 24;

/// So deep CPython shows containers in containers before its stack of 8 MiB ends.
const DEEPEST_REPR: usize = 64_000;

fn quoted_kind(vm: &Vm, key: &Value, kind: &str) -> String {
    let name = vm.type_name(key);
    if kind.starts_with("string") { format!("'{name}'") } else { name }
}

fn power_slot(vm: &mut Vm, a: &Value, b: &Value) -> PyResult {
    try_power(vm, a, b, &Value::NONE)
}

fn try_power(vm: &mut Vm, a: &Value, b: &Value, modulus: &Value) -> PyResult {
    let left = vm.type_of(a).slots().power3;
    let mut right = vm.type_of(b).slots().power3;
    if std::ptr::eq(vm.type_of(a), vm.type_of(b)) || right.map(|f| f as usize) == left.map(|f| f as usize) {
        right = None;
    }
    if let Some(left) = left {
        if let Some(first) = right
            && vm.type_of(b).is_subtype(vm.type_of(a))
        {
            let result = first(vm, a, b, modulus)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            right = None;
        }
        let result = left(vm, a, b, modulus)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if let Some(right) = right {
        let result = right(vm, a, b, modulus)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    Ok(Value::NOT_IMPLEMENTED)
}

#[cold]
fn unsupported(vm: &mut Vm, a: &Value, b: &Value, op: BinaryOp, inplace: bool) -> Raised {
    let text = format!(
        "unsupported operand type(s) for {}: '{}' and '{}'",
        binary_sign(op, inplace),
        vm.type_name(a),
        vm.type_name(b)
    );
    vm.type_error(text)
}
