//! Module `_locale`: the locale of the process. Absent: `gettext` and its kin; module `gettext` needs none of them.

mod constants;

use std::ffi::{CStr, CString};
use taipan_native::os::{c_int, fs_decode, fs_encode};
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::str::Str;

pub static MODULE: ModuleDef =
    ModuleDef { name: "_locale", doc: Some("Support for POSIX locales."), functions: FUNCTIONS, init };

static FUNCTIONS: &[NativeDef] = &[
    function(
        "setlocale",
        "($module, category, locale=None, /)",
        setlocale,
        "Activates/queries locale processing.",
    ),
    function(
        "localeconv",
        "($module, /)",
        localeconv,
        "Returns numeric and monetary locale-specific parameters.",
    ),
    function(
        "nl_langinfo",
        "($module, key, /)",
        nl_langinfo,
        "Return the value for the locale information associated with key.",
    ),
    function("strcoll", "($module, os1, os2, /)", strcoll, "Compares two strings according to the locale."),
    function(
        "strxfrm",
        "($module, string, /)",
        strxfrm,
        "Return a string that can be used as a key for locale-aware comparisons.",
    ),
    function(
        "getencoding",
        "($module, /)",
        |vm, _| Ok(vm.new_str("UTF-8")),
        "Get the current locale encoding.",
    ),
];

#[derive(Default)]
struct State(Option<Value>);

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for &(name, number) in constants::INTS {
        let number = vm.new_int(number);
        vm.set_module_attr(module, name, number);
    }
    let (meta, name) = (vm.class(Tp::Type), vm.new_str("Error"));
    let bases = vm.new_tuple(vec![vm.class(Tp::Exception)]);
    let (namespace, home) = (vm.new_dict(), vm.new_str("locale"));
    vm.dict_set_str(&namespace, "__module__", home)?;
    let error = vm.call(&meta, &[name, bases, namespace])?;
    vm.set_module_attr(module, "Error", error.clone());
    vm.state::<State>().0 = Some(error);
    // SAFETY: as CPython at its start: the type of characters follows the environment.
    unsafe { libc::setlocale(libc::LC_CTYPE, c"".as_ptr()) };
    Ok(())
}

fn c_text(vm: &mut Vm, value: &Value, function: &str, position: &str) -> PyResult<CString> {
    if value.downcast::<Str>().is_none() {
        let text = format!("{function}() argument{position} must be str, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    let encoded = fs_encode(vm, value)?;
    let data = vm.copy_bytes(&encoded)?;
    CString::new(data).map_err(|_| vm.value_error("embedded null character"))
}

fn setlocale(vm: &mut Vm, a: &[Value]) -> PyResult {
    let category = c_int(vm, &a[1])?;
    let name =
        if a[2].is_null() || a[2].is_none() { None } else { Some(c_text(vm, &a[2], "setlocale", " 2")?) };
    let pointer = name.as_ref().map_or(std::ptr::null(), |n| n.as_ptr());
    // SAFETY: the name is NULL or ends in NUL; the answer lasts until the next call and is copied at once.
    let answer = unsafe {
        let answer = libc::setlocale(category, pointer);
        (!answer.is_null()).then(|| CStr::from_ptr(answer).to_bytes().to_vec())
    };
    if let Some(answer) = answer {
        return fs_decode(vm, &answer);
    }
    let text = if name.is_some() { "unsupported locale setting" } else { "locale query failed" };
    let text = vm.new_str(text);
    match vm.state::<State>().0.clone() {
        Some(class) => Err(taipan_native::Raised(vm.call(&class, &[text])?)),
        None => Err(vm.raise_with(Tp::Exception, [text])),
    }
}

static ORDER: &[&str] = &[
    "int_curr_symbol",
    "currency_symbol",
    "mon_decimal_point",
    "mon_thousands_sep",
    "mon_grouping",
    "positive_sign",
    "negative_sign",
    "int_frac_digits",
    "frac_digits",
    "p_cs_precedes",
    "p_sep_by_space",
    "n_cs_precedes",
    "n_sep_by_space",
    "p_sign_posn",
    "n_sign_posn",
    "decimal_point",
    "thousands_sep",
    "grouping",
];

fn localeconv(vm: &mut Vm, _: &[Value]) -> PyResult {
    // SAFETY: the structure and its strings last until the locale changes; they are copied at once.
    let (texts, groups, numbers) = unsafe {
        let c = &*libc::localeconv();
        let text = |p: *const libc::c_char| CStr::from_ptr(p).to_bytes().to_vec();
        let texts = [
            ("int_curr_symbol", text(c.int_curr_symbol)),
            ("currency_symbol", text(c.currency_symbol)),
            ("mon_decimal_point", text(c.mon_decimal_point)),
            ("mon_thousands_sep", text(c.mon_thousands_sep)),
            ("positive_sign", text(c.positive_sign)),
            ("negative_sign", text(c.negative_sign)),
            ("decimal_point", text(c.decimal_point)),
            ("thousands_sep", text(c.thousands_sep)),
        ];
        let groups = [("mon_grouping", text(c.mon_grouping)), ("grouping", text(c.grouping))];
        let numbers = [
            ("int_frac_digits", c.int_frac_digits),
            ("frac_digits", c.frac_digits),
            ("p_cs_precedes", c.p_cs_precedes),
            ("p_sep_by_space", c.p_sep_by_space),
            ("n_cs_precedes", c.n_cs_precedes),
            ("n_sep_by_space", c.n_sep_by_space),
            ("p_sign_posn", c.p_sign_posn),
            ("n_sign_posn", c.n_sign_posn),
        ];
        (texts, groups, numbers)
    };
    let dict = vm.new_dict();
    // The dict has its keys in CPython's order.
    for name in ORDER {
        vm.dict_set_str(&dict, name, Value::NONE)?;
    }
    for (name, text) in texts {
        let value = fs_decode(vm, &text)?;
        vm.dict_set_str(&dict, name, value)?;
    }
    for (name, group) in groups {
        let mut sizes: Vec<Value> = group.iter().map(|&b| Value::from_i32(b.into())).collect();
        if !sizes.is_empty() && group.last() != Some(&127) {
            sizes.push(Value::ZERO);
        }
        let sizes = vm.new_list(sizes);
        vm.dict_set_str(&dict, name, sizes)?;
    }
    for (name, number) in numbers {
        vm.dict_set_str(&dict, name, Value::from_i32(number.into()))?;
    }
    Ok(dict)
}

fn nl_langinfo(vm: &mut Vm, a: &[Value]) -> PyResult {
    let key = c_int(vm, &a[1])?;
    if !constants::INTS
        .iter()
        .any(|&(name, number)| number == i64::from(key) && !name.starts_with("LC_") && name != "CHAR_MAX")
    {
        return Err(vm.value_error("unsupported langinfo constant"));
    }
    // SAFETY: the answer ends in NUL and lasts until the next call; it is copied at once.
    let answer = unsafe { CStr::from_ptr(libc::nl_langinfo(key)).to_bytes().to_vec() };
    fs_decode(vm, &answer)
}

fn strcoll(vm: &mut Vm, a: &[Value]) -> PyResult {
    let (first, second) = (c_text(vm, &a[1], "strcoll", " 1")?, c_text(vm, &a[2], "strcoll", " 2")?);
    // SAFETY: both texts end in NUL.
    Ok(Value::from_i32(unsafe { libc::strcoll(first.as_ptr(), second.as_ptr()) }))
}

fn strxfrm(vm: &mut Vm, a: &[Value]) -> PyResult {
    let text = c_text(vm, &a[1], "strxfrm", "")?;
    // SAFETY: without room it only says how much it needs.
    let length = unsafe { libc::strxfrm(std::ptr::null_mut(), text.as_ptr(), 0) };
    let mut made: Vec<u8> = Vec::new();
    if made.try_reserve_exact(length + 1).is_err() {
        return Err(vm.memory_error());
    }
    made.resize(length + 1, 0);
    // SAFETY: there is room for what it needs and the NUL.
    unsafe { libc::strxfrm(made.as_mut_ptr().cast(), text.as_ptr(), made.len()) };
    made.truncate(length);
    fs_decode(vm, &made)
}
