//! The messages of calls that do not fit the callee's parameters.

use taipan_objects::code::Code;
use taipan_objects::function::{Function, display_name};
use taipan_objects::tuple::Tuple;
use taipan_objects::{Obj, Raised, Value, Vm};

/// `'a', 'b', and 'c'`.
fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [head @ .., last] => format!("{}, and {last}", head.join(", ")),
    }
}

/// Required arguments that were not given.
pub fn missing(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    missing: &[usize],
    positional: bool,
) -> Raised {
    let names: Vec<String> =
        missing.iter().map(|&i| format!("'{}'", vm.text(&code.local_names[i]))).collect();
    let kind = if positional { "positional" } else { "keyword-only" };
    let plural = if names.len() == 1 { "" } else { "s" };
    let text = format!(
        "{}() missing {} required {kind} argument{plural}: {}",
        display_name(vm, function),
        names.len(),
        join(&names)
    );
    vm.type_error(text)
}

/// More positionals than parameters.
pub fn too_many(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    given: usize,
    slots: &[Value],
) -> Raised {
    let positional = code.block.arg_count as usize;
    let keyword_only = code.block.kwonly_arg_count as usize;
    let given_keywords = slots[positional..positional + keyword_only].iter().filter(|v| !v.is_null()).count();
    let defaults = function.defaults.get(vm).downcast::<Tuple>().map_or(0, |t| t.len());
    let (count, plural) = if defaults > 0 {
        (format!("from {} to {positional}", positional - defaults), true)
    } else {
        (positional.to_string(), positional != 1)
    };
    let keywords = if given_keywords > 0 {
        format!(
            " positional argument{} (and {given_keywords} keyword-only argument{})",
            if given == 1 { "" } else { "s" },
            if given_keywords == 1 { "" } else { "s" }
        )
    } else {
        String::new()
    };
    let text = format!(
        "{}() takes {count} positional argument{} but {given}{keywords} {} given",
        display_name(vm, function),
        if plural { "s" } else { "" },
        if given == 1 && given_keywords == 0 { "was" } else { "were" }
    );
    vm.type_error(text)
}

/// A keyword that names no parameter.
pub fn unexpected_keyword(
    vm: &mut Vm,
    function: &Obj<Function>,
    code: &Obj<Code>,
    names: &[Value],
    name: &Value,
) -> Raised {
    let positional_only = code.block.posonly_arg_count as usize;
    let wrong: Vec<String> = code.local_names[..positional_only]
        .iter()
        .filter(|p| names.iter().any(|n| vm.str_eq(p, n)))
        .map(|p| vm.text(p).into_owned())
        .collect();
    let own = display_name(vm, function);
    let text = if wrong.is_empty() {
        let parameters = positional_only..(code.block.arg_count + code.block.kwonly_arg_count) as usize;
        let known: Vec<String> =
            code.local_names[parameters].iter().map(|n| vm.text(n).into_owned()).collect();
        let wanted = vm.text(name).into_owned();
        match taipan_objects::suggest::closest(&wanted, known.iter().map(String::as_str)) {
            Some(close) => {
                format!("{own}() got an unexpected keyword argument '{wanted}'. Did you mean '{close}'?")
            }
            None => format!("{own}() got an unexpected keyword argument '{wanted}'"),
        }
    } else {
        format!(
            "{own}() got some positional-only arguments passed as keyword arguments: '{}'",
            wrong.join(", ")
        )
    };
    vm.type_error(text)
}
