//! `BaseExceptionGroup` and `ExceptionGroup`, and what `except*` asks of them.
//!
//! A group's message and members are the fields `message` and `exceptions`, set once. `ExceptionGroup` derives from
//! two classes, so it is no row of the table of builtin classes; it is made when it is first asked for.

use crate::class::{Type, TypeExt};
use crate::exception::{Exception, field, set_field};
use crate::native::{GetSet, TypeSpec, class_method, method};
use crate::slots::Slots;
use crate::tuple::Tuple;
use crate::{Args, PyResult, Tp, Value, Vm};

struct Groups {
    class: Value,
}

impl Default for Groups {
    fn default() -> Self {
        Groups { class: Value::NULL }
    }
}

impl Vm {
    /// The class `ExceptionGroup`.
    pub fn exception_group_class(&mut self) -> PyResult {
        let known = self.state::<Groups>().class.clone();
        if !known.is_null() {
            return Ok(known);
        }
        let namespace = self.new_dict();
        let module = self.new_str("builtins");
        self.dict_set_str(&namespace, "__module__", module)?;
        let name = self.new_str("ExceptionGroup");
        let bases = vec![self.class(Tp::BaseExceptionGroup), self.class(Tp::Exception)];
        let bases = self.new_tuple(bases);
        let meta = self.class(Tp::Type);
        let class = self.call(&meta, &[name, bases, namespace])?;
        self.state::<Groups>().class = class.clone();
        Ok(class)
    }

    /// `BaseExceptionGroup(message, exceptions)`: an ExceptionGroup if it can be one.
    pub fn new_exception_group(&mut self, message: &str, exceptions: Value) -> PyResult {
        let class = self.class(Tp::BaseExceptionGroup);
        let message = self.new_str(message);
        self.call(&class, &[message, exceptions])
    }

    /// Parts an exception for `except* class`: (what is left, what matched), None for nothing.
    pub fn split_for_except_star(&mut self, exception: &Value, class: &Value) -> PyResult<(Value, Value)> {
        if exception.is_none() {
            return Ok((Value::NONE, Value::NONE));
        }
        let grouped = self.is_instance(exception, Tp::BaseExceptionGroup);
        if matches_class(self, exception, class) {
            if grouped {
                return Ok((Value::NONE, exception.clone()));
            }
            let members = self.new_tuple(vec![exception.clone()]);
            let wrapped = self.new_exception_group("", members)?;
            if let Some(frame) = self.current_frame() {
                let last = frame.expect::<crate::frame::Frame>().pc_index();
                crate::traceback::add(self, &wrapped, frame, last);
            }
            return Ok((Value::NONE, wrapped));
        }
        if !grouped {
            return Ok((exception.clone(), Value::NONE));
        }
        let pair = self.call_method(exception, "split", std::slice::from_ref(class))?;
        let Some(parts) = pair.downcast::<Tuple>() else {
            let text = format!(
                "{}.split must return a tuple, not {}",
                self.type_name(exception),
                self.type_name(&pair)
            );
            return Err(self.type_error(text));
        };
        match parts.items() {
            [matched, rest, ..] => Ok((rest.clone(), matched.clone())),
            few => {
                let text = format!(
                    "{}.split must return a 2-tuple, got tuple of size {}",
                    self.type_name(exception),
                    few.len()
                );
                Err(self.type_error(text))
            }
        }
    }

    /// What leaves an `except*` statement: of `raised`, what the clauses left or raised again keeps the shape of the
    /// original group; what they raised anew stands beside it. None: nothing.
    pub fn prep_reraise_star(&mut self, original: &Value, raised: &Value) -> PyResult {
        let all = self.collect(raised)?;
        let Some(first) = all.first() else { return Ok(Value::NONE) };
        if !self.is_instance(original, Tp::BaseExceptionGroup) {
            // A naked exception was wrapped for one clause at most.
            return Ok(first.clone());
        }
        let mut new = Vec::new();
        let mut leaves = Vec::new();
        for exception in all.iter().filter(|e| !e.is_none()) {
            if same_origin(self, exception, original) {
                collect_leaves(self, exception, &mut leaves)?;
            } else {
                new.push(exception.clone());
            }
        }
        let left = if leaves.is_empty() {
            Value::NONE
        } else {
            split(self, original, &Matcher::Leaves(leaves), false)?.0
        };
        if new.is_empty() {
            return Ok(left);
        }
        if !left.is_none() {
            new.push(left);
        }
        if let [one] = new.as_slice() {
            return Ok(one.clone());
        }
        let members = self.new_list(new);
        self.new_exception_group("", members)
    }
}

/// Whether two exceptions have the same traceback, cause and context: one is then a part of the other.
fn same_origin(vm: &Vm, a: &Value, b: &Value) -> bool {
    let (a, b) = (a.expect::<Exception>(), b.expect::<Exception>());
    [(&a.traceback, &b.traceback), (&a.cause, &b.cause), (&a.context, &b.context)]
        .iter()
        .all(|(x, y)| x.get(vm).is(y.get(vm)))
}

fn matches_class(vm: &Vm, exception: &Value, wanted: &Value) -> bool {
    let class = vm.type_of(exception);
    match (wanted.downcast::<Type>(), wanted.downcast::<Tuple>()) {
        (Some(wanted), _) => class.is_subtype(wanted),
        (None, Some(several)) => several.items().iter().any(|one| matches_class(vm, exception, one)),
        _ => false,
    }
}

fn members_of(vm: &Vm, group: &Value) -> Vec<Value> {
    let members = field(vm, group, "exceptions");
    members.and_then(|m| m.downcast::<Tuple>().map(|t| t.items().to_vec())).unwrap_or_default()
}

fn collect_leaves(vm: &mut Vm, exception: &Value, leaves: &mut Vec<u64>) -> PyResult<()> {
    vm.check_host_stack()?;
    if !vm.is_instance(exception, Tp::BaseExceptionGroup) {
        leaves.push(exception.raw());
        return Ok(());
    }
    for member in members_of(vm, exception) {
        collect_leaves(vm, &member, leaves)?;
    }
    Ok(())
}

/// What a part of a group is chosen by.
enum Matcher {
    Class(Value),
    Predicate(Value),
    Leaves(Vec<u64>),
}

impl Matcher {
    fn of(vm: &mut Vm, value: &Value) -> PyResult<Matcher> {
        let is_class = |v: &Value| crate::exception::is_exception_class(v);
        if is_class(value)
            || value
                .downcast::<Tuple>()
                .is_some_and(|t| vm.is_exact(value, Tp::Tuple) && t.items().iter().all(is_class))
        {
            return Ok(Matcher::Class(value.clone()));
        }
        if vm.type_of(value).slots().call.is_some() && value.downcast::<Type>().is_none() {
            return Ok(Matcher::Predicate(value.clone()));
        }
        Err(vm.type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ))
    }

    fn matches(&self, vm: &mut Vm, exception: &Value) -> PyResult<bool> {
        match self {
            Matcher::Class(class) => Ok(matches_class(vm, exception, class)),
            Matcher::Predicate(function) => {
                let answer = vm.call(function, std::slice::from_ref(exception))?;
                vm.truth(&answer)
            }
            Matcher::Leaves(leaves) => Ok(leaves.contains(&exception.raw())),
        }
    }
}

/// (what matches, what is left), None for nothing; what is left is only made if asked for.
fn split(vm: &mut Vm, exception: &Value, matcher: &Matcher, rest: bool) -> PyResult<(Value, Value)> {
    vm.check_host_stack()?;
    if matcher.matches(vm, exception)? {
        return Ok((exception.clone(), Value::NONE));
    }
    if !vm.is_instance(exception, Tp::BaseExceptionGroup) {
        return Ok((Value::NONE, if rest { exception.clone() } else { Value::NONE }));
    }
    let (mut matched, mut left) = (Vec::new(), Vec::new());
    for member in members_of(vm, exception) {
        let (own, other) = split(vm, &member, matcher, rest)?;
        if !own.is_none() {
            matched.push(own);
        }
        if !other.is_none() {
            left.push(other);
        }
    }
    let matched = part(vm, exception, matched)?;
    let left = part(vm, exception, left)?;
    Ok((matched, left))
}

/// A group like `group` with these members, by its `derive`.
fn part(vm: &mut Vm, group: &Value, members: Vec<Value>) -> PyResult {
    if members.is_empty() {
        return Ok(Value::NONE);
    }
    let members = vm.new_list(members);
    let derived = vm.call_method(group, "derive", &[members])?;
    if !vm.is_instance(&derived, Tp::BaseExceptionGroup) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let own = group.expect::<Exception>();
    let (traceback, context, cause) =
        (own.traceback.get(vm).clone(), own.context.get(vm).clone(), own.cause.get(vm).clone());
    crate::exception::set_traceback(vm, &derived, traceback);
    crate::exception::set_context(vm, &derived, context);
    crate::exception::set_cause(vm, &derived, cause);
    let name = vm.names.note.clone();
    if let Some(notes) = vm.find_attr(group, &name)?
        && (vm.is_instance(&notes, Tp::List) || vm.is_instance(&notes, Tp::Tuple))
    {
        let copy = vm.collect(&notes)?;
        let copy = vm.new_list(copy);
        vm.set_attr(&derived, &name, Some(&copy))?;
    }
    Ok(derived)
}

fn new(vm: &mut Vm, class: &Value, args: Args<'_>) -> PyResult {
    let [message, exceptions] = args.positionals() else {
        let text = format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.positionals().len()
        );
        return Err(vm.type_error(text));
    };
    if !vm.is_instance(message, Tp::Str) {
        let text =
            format!("BaseExceptionGroup.__new__() argument 1 must be str, not {}", vm.type_name(message));
        return Err(vm.type_error(text));
    }
    let slots = vm.type_of(exceptions).slots();
    if slots.getitem.is_none() || vm.is_instance(exceptions, Tp::Dict) {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    }
    let members = vm.collect(exceptions)?;
    if members.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut nests_base = false;
    for (index, member) in members.iter().enumerate() {
        if !vm.is_instance(member, Tp::BaseException) {
            return Err(
                vm.value_error(format!("Item {index} of second argument (exceptions) is not an exception"))
            );
        }
        nests_base |= !vm.is_instance(member, Tp::Exception);
    }
    let group = vm.exception_group_class()?;
    let mut class = class.clone();
    if class.is(&vm.class(Tp::BaseExceptionGroup)) {
        if !nests_base {
            class = group;
        }
    } else if nests_base && class.is(&group) {
        return Err(vm.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if nests_base && class.expect::<Type>().is_subtype(vm.tp(Tp::Exception)) {
        let name = class.expect::<Type>().name(vm);
        return Err(vm.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
    }
    let Some(base) = vm.tp(Tp::BaseException).slots().new else {
        return Err(vm.type_error("BaseException cannot be made"));
    };
    let object = base(vm, &class, Args::positional(args.positionals()))?;
    let members = vm.new_tuple(members);
    set_field(vm, &object, "message", message.clone());
    set_field(vm, &object, "exceptions", members);
    Ok(object)
}

fn str(vm: &mut Vm, object: &Value) -> PyResult {
    let message = field(vm, object, "message").unwrap_or(Value::NONE);
    let message = vm.str_text(&message)?;
    let count = members_of(vm, object).len();
    let plural = if count == 1 { "" } else { "s" };
    Ok(vm.new_str(&format!("{message} ({count} sub-exception{plural})")))
}

fn repr(vm: &mut Vm, object: &Value) -> PyResult {
    let message = field(vm, object, "message").unwrap_or(Value::NONE);
    let message = vm.repr_text(&message)?;
    // The members are shown in the kind of sequence they were given in.
    let args = crate::exception::args(vm, object);
    let members = members_of(vm, object);
    let as_list = matches!(args.as_slice(), [_, given] if vm.is_instance(given, Tp::List));
    let members = if as_list { vm.new_list(members) } else { vm.new_tuple(members) };
    let members = vm.repr_text(&members)?;
    let name = vm.type_name(object);
    Ok(vm.new_str(&format!("{name}({message}, {members})")))
}

fn derive(vm: &mut Vm, a: &[Value]) -> PyResult {
    let message = field(vm, &a[0], "message").unwrap_or(Value::NONE);
    let class = vm.class(Tp::BaseExceptionGroup);
    vm.call(&class, &[message, a[1].clone()])
}

fn split_method(vm: &mut Vm, a: &[Value]) -> PyResult {
    let matcher = Matcher::of(vm, &a[1])?;
    let (matched, rest) = split(vm, &a[0], &matcher, true)?;
    Ok(vm.new_tuple(vec![matched, rest]))
}

fn subgroup(vm: &mut Vm, a: &[Value]) -> PyResult {
    let matcher = Matcher::of(vm, &a[1])?;
    Ok(split(vm, &a[0], &matcher, false)?.0)
}

macro_rules! fixed {
    ($name:literal) => {
        GetSet {
            name: $name,
            get: |vm, o| Ok(field(vm, o, $name).unwrap_or(Value::NONE)),
            set: None,
            member: true,
        }
    };
}

pub fn spec() -> TypeSpec {
    TypeSpec {
        slots: Slots { new: Some(new), str: Some(str), repr: Some(repr), ..Slots::default() },
        methods: const {
            &[
                class_method(
                    "__class_getitem__",
                    "($cls, object, /)",
                    |vm, a| vm.new_generic_alias(&a[0], &a[1]),
                    "See PEP 585",
                ),
                method("derive", "($self, excs, /)", derive, ""),
                method("split", "($self, matcher_value, /)", split_method, ""),
                method("subgroup", "($self, matcher_value, /)", subgroup, ""),
            ]
        },
        getset: const { &[fixed!("message"), fixed!("exceptions")] },
        doc: Some("A combination of multiple unrelated exceptions."),
        ..TypeSpec::default()
    }
}
