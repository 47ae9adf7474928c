//! Rust functions with typed parameters, as Python calls them.

use crate::convert::{FromPython, IntoPython};
use crate::{Error, Object, PythonException, Result, Scope};

/// A Rust function that Python can call: up to six parameters that are [`FromPython`], a result that is
/// [`IntoPython`] (a `Result` raises its error).
///
/// ```
/// let mut vm = taipan::Vm::new()?;
/// vm.register("area", |width: f64, height: f64| width * height)?;
/// vm.run_source("size = area(2, 4.5)", "<example>")?;
/// assert_eq!(vm.get::<f64>("size")?, 9.0);
/// # Ok::<(), taipan::Error>(())
/// ```
pub trait HostFunction<Parameters>: Send + 'static {
    /// Converts the arguments, calls, and converts the result.
    fn invoke(&self, scope: &mut Scope<'_>, name: &str, args: &[Object]) -> Result<Object>;
}

fn arity(name: &str, wanted: usize, given: usize) -> Error {
    let takes = match wanted {
        0 => "no arguments".to_owned(),
        1 => "exactly one argument".to_owned(),
        n => format!("exactly {n} arguments"),
    };
    PythonException::new("TypeError", format!("{name}() takes {takes} ({given} given)")).into()
}

macro_rules! functions {
    ($($count:literal: $($name:ident $index:tt),*;)*) => {$(
        impl<Function, Output, $($name),*> HostFunction<($($name,)*)> for Function
        where
            Function: Fn($($name),*) -> Output + Send + 'static,
            Output: IntoPython,
            $($name: FromPython,)*
        {
            fn invoke(&self, scope: &mut Scope<'_>, name: &str, args: &[Object]) -> Result<Object> {
                if args.len() != $count {
                    return Err(arity(name, $count, args.len()));
                }
                self($($name::from_python(scope, &args[$index])?),*).into_python(scope)
            }
        }
    )*};
}

functions! {
    0: ;
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
}
