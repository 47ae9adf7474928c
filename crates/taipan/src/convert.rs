//! Values between Rust and Python. Conversions copy; what is to stay shared is an [`Object`].

use crate::{Error, Object, Result, Scope};
use std::collections::HashMap;
use std::hash::BuildHasher;
use taipan_objects::dict::Dict;
use taipan_objects::float::Float;
use taipan_objects::int::Number;
use taipan_objects::list::List;
use taipan_objects::str::Str;
use taipan_objects::tuple::Tuple;
use taipan_objects::{Tp, Value};

/// A Rust value that can become a Python object.
///
/// ```
/// use taipan::{IntoPython, Object, Result, Scope, Vm};
/// struct Point { x: f64, y: f64 }
/// impl IntoPython for Point {
///     fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
///         (self.x, self.y).into_python(scope)
///     }
/// }
/// let mut vm = Vm::new()?;
/// assert_eq!(vm.call::<f64>("max", (Point { x: 1.0, y: 2.5 },))?, 2.5);
/// # Ok::<(), taipan::Error>(())
/// ```
pub trait IntoPython {
    /// Makes the object.
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object>;
}

/// A Rust value that can be made from a Python object. A value that does not fit is [`Error::Conversion`].
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// vm.run_source("pair = (1, ['a', None])", "<example>")?;
/// let pair: (i64, Vec<Option<String>>) = vm.get("pair")?;
/// assert_eq!(pair, (1, vec![Some("a".to_owned()), None]));
/// assert!(vm.get::<String>("pair").is_err());
/// # Ok::<(), taipan::Error>(())
/// ```
pub trait FromPython: Sized {
    /// Reads the object.
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<Self>;
}

/// The positional arguments of a call: a tuple of Rust values, or a list of objects.
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// let text: String = vm.call("format", (255, "x"))?;
/// assert_eq!(text, "ff");
/// # Ok::<(), taipan::Error>(())
/// ```
pub trait IntoArgs {
    /// Makes the objects.
    fn into_args(self, scope: &mut Scope<'_>) -> Result<Vec<Object>>;
}

impl IntoPython for Object {
    fn into_python(self, _: &mut Scope<'_>) -> Result<Object> {
        Ok(self)
    }
}

impl IntoPython for &Object {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        let value = scope.look(self)?;
        Ok(scope.hold(value))
    }
}

impl FromPython for Object {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<Object> {
        object.into_python(scope)
    }
}

impl IntoPython for () {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        Ok(scope.none())
    }
}

/// Any object: the result is not looked at.
impl FromPython for () {
    fn from_python(_: &mut Scope<'_>, _: &Object) -> Result<()> {
        Ok(())
    }
}

impl IntoPython for bool {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        Ok(scope.hold(Value::from_bool(self)))
    }
}

impl FromPython for bool {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<bool> {
        let value = scope.look(object)?;
        value.as_bool().ok_or_else(|| scope.mismatch("bool", &value))
    }
}

macro_rules! integers {
    ($($int:ty),*) => {$(
        impl IntoPython for $int {
            fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
                let value = match i64::try_from(self) {
                    Ok(small) => scope.vm.new_int(small),
                    Err(_) => scope.vm.new_u64(self as u64),
                };
                Ok(scope.hold(value))
            }
        }

        impl FromPython for $int {
            fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<$int> {
                let value = scope.look(object)?;
                let fits = match Number::of(&value) {
                    Some(Number::Small(i)) => <$int>::try_from(i).ok(),
                    Some(Number::Big(big)) => big.to_bigint().to_string().parse().ok(),
                    None => return Err(scope.mismatch("int", &value)),
                };
                fits.ok_or_else(|| Error::Conversion(format!("the int does not fit {}", stringify!($int))))
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl IntoPython for f64 {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        let value = scope.vm.new_float(self);
        Ok(scope.hold(value))
    }
}

/// A float, or an int that a float can hold.
impl FromPython for f64 {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<f64> {
        let value = scope.look(object)?;
        if let Some(f) = value.as_inline_float() {
            return Ok(f);
        }
        if let Some(float) = value.downcast::<Float>() {
            return Ok(float.value);
        }
        match Number::of(&value).map(|number| number.to_f64()) {
            Some(Some(f)) => Ok(f),
            Some(None) => Err(Error::Conversion("the int does not fit f64".to_owned())),
            None => Err(scope.mismatch("float", &value)),
        }
    }
}

impl IntoPython for &str {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        let value = scope.vm.new_str(self);
        Ok(scope.hold(value))
    }
}

impl IntoPython for String {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        self.as_str().into_python(scope)
    }
}

/// A str without lone surrogates.
impl FromPython for String {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<String> {
        let value = scope.look(object)?;
        match value.downcast::<Str>() {
            Some(text) => String::from_utf8(text.bytes().to_vec())
                .map_err(|_| Error::Conversion("the str has lone surrogates".to_owned())),
            None => Err(scope.mismatch("str", &value)),
        }
    }
}

impl<T: IntoPython> IntoPython for Option<T> {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        match self {
            Some(value) => value.into_python(scope),
            None => Ok(scope.none()),
        }
    }
}

impl<T: FromPython> FromPython for Option<T> {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<Option<T>> {
        if scope.look(object)?.is_none() { Ok(None) } else { T::from_python(scope, object).map(Some) }
    }
}

/// What a Rust function gives: its error is raised where Python called it.
impl<T: IntoPython, E: Into<Error>> IntoPython for Result<T, E> {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        self.map_err(Into::into)?.into_python(scope)
    }
}

impl<T: IntoPython> IntoPython for Vec<T> {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        scope.list(self)
    }
}

/// A list or a tuple.
impl<T: FromPython> FromPython for Vec<T> {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<Vec<T>> {
        let value = scope.look(object)?;
        let items: Vec<Value> = if let Some(list) = value.downcast::<List>() {
            list.items(scope.vm).to_vec()
        } else if let Some(tuple) = value.downcast::<Tuple>() {
            tuple.items().to_vec()
        } else {
            return Err(scope.mismatch("list or tuple", &value));
        };
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let item = scope.hold(item);
            out.push(T::from_python(scope, &item)?);
        }
        Ok(out)
    }
}

impl<T: IntoPython, S> IntoPython for HashMap<String, T, S> {
    fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
        let dict = scope.vm.new_dict();
        for (key, value) in self {
            let object = value.into_python(scope)?;
            let value = scope.look(&object)?;
            let key = scope.vm.new_str(&key);
            let stored = scope.vm.dict_set(&dict, &key, value);
            scope.lift(stored)?;
        }
        Ok(scope.hold(dict))
    }
}

/// A dict with str keys.
impl<T: FromPython, S: BuildHasher + Default> FromPython for HashMap<String, T, S> {
    fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<Self> {
        let value = scope.look(object)?;
        if value.downcast::<Dict>().is_none() {
            return Err(scope.mismatch("dict", &value));
        }
        let mut out = HashMap::default();
        for (key, value) in scope.vm.dict_items(&value) {
            let (key, value) = (scope.hold(key), scope.hold(value));
            out.insert(String::from_python(scope, &key)?, T::from_python(scope, &value)?);
        }
        Ok(out)
    }
}

impl IntoArgs for () {
    fn into_args(self, _: &mut Scope<'_>) -> Result<Vec<Object>> {
        Ok(Vec::new())
    }
}

impl IntoArgs for Vec<Object> {
    fn into_args(self, _: &mut Scope<'_>) -> Result<Vec<Object>> {
        Ok(self)
    }
}

macro_rules! tuples {
    ($($count:literal: $($name:ident $index:tt),+;)*) => {$(
        impl<$($name: IntoPython),+> IntoArgs for ($($name,)+) {
            fn into_args(self, scope: &mut Scope<'_>) -> Result<Vec<Object>> {
                Ok(vec![$(self.$index.into_python(scope)?),+])
            }
        }

        impl<$($name: IntoPython),+> IntoPython for ($($name,)+) {
            fn into_python(self, scope: &mut Scope<'_>) -> Result<Object> {
                let objects = self.into_args(scope)?;
                let values = scope.values(objects)?;
                let tuple = scope.vm.new_tuple(values);
                Ok(scope.hold(tuple))
            }
        }

        impl<$($name: FromPython),+> FromPython for ($($name,)+) {
            fn from_python(scope: &mut Scope<'_>, object: &Object) -> Result<Self> {
                let value = scope.look(object)?;
                let items: Vec<Value> = match value.downcast::<Tuple>() {
                    Some(tuple) if scope.vm.is_instance(&value, Tp::Tuple) => tuple.items().to_vec(),
                    _ => return Err(scope.mismatch("tuple", &value)),
                };
                if items.len() != $count {
                    let text = format!("expected a tuple of {}, got one of {}", $count, items.len());
                    return Err(Error::Conversion(text));
                }
                Ok(($({
                    let item = scope.hold(items[$index].clone());
                    $name::from_python(scope, &item)?
                },)+))
            }
        }
    )*};
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
}
