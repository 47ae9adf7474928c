//! Raising: how native code makes Python exceptions.

use crate::builtin::Tp;
use crate::{Value, Vm};
use taipan_text::{ErrorKind, TextError};

/// A raised Python exception: the exception object, on its way up.
#[derive(Debug, Clone)]
#[must_use]
pub struct Raised(pub Value);

/// What native code gives that may raise.
pub type PyResult<T = Value> = Result<T, Raised>;

impl Vm {
    /// An exception of a builtin class with one argument, its message.
    #[cold]
    pub fn raise(&mut self, class: Tp, message: impl AsRef<str>) -> Raised {
        let message = self.new_str(message.as_ref());
        self.raise_args(class, std::slice::from_ref(&message))
    }

    /// An exception of a builtin class with these arguments; its context is what is being handled.
    pub fn raise_with(&mut self, class: Tp, args: impl AsRef<[Value]>) -> Raised {
        self.raise_args(class, args.as_ref())
    }

    #[cold]
    fn raise_args(&mut self, class: Tp, args: &[Value]) -> Raised {
        let exception = crate::exception::new(self, class, args);
        let handled = (self.interp.handled)(self);
        crate::exception::chain(self, &exception, &handled);
        Raised(exception)
    }

    pub fn type_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(Tp::TypeError, message)
    }

    pub fn value_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(Tp::ValueError, message)
    }

    pub fn index_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(Tp::IndexError, message)
    }

    /// KeyError with the key itself as its argument.
    pub fn key_error(&mut self, key: &Value) -> Raised {
        self.raise_args(Tp::KeyError, std::slice::from_ref(key))
    }

    pub fn runtime_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(Tp::RuntimeError, message)
    }

    pub fn overflow_error(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(Tp::OverflowError, message)
    }

    pub fn zero_division(&mut self, message: impl AsRef<str>) -> Raised {
        self.raise(Tp::ZeroDivisionError, message)
    }

    pub fn memory_error(&mut self) -> Raised {
        self.raise_args(Tp::MemoryError, &[])
    }

    /// AttributeError with its `name` and `obj` set.
    #[cold]
    pub fn attribute_error(&mut self, message: impl AsRef<str>, object: &Value, name: &Value) -> Raised {
        let raised = self.raise(Tp::AttributeError, message);
        crate::exception::set_name_and_object(self, &raised.0, Some(name), Some(object));
        raised
    }

    /// NameError with its `name` set.
    #[cold]
    pub fn name_error(&mut self, class: Tp, message: impl AsRef<str>, name: &Value) -> Raised {
        let raised = self.raise(class, message);
        crate::exception::set_name_and_object(self, &raised.0, Some(name), None);
        raised
    }

    /// StopIteration with this value as its argument (no argument for None).
    #[cold]
    pub fn stop_iteration(&mut self, value: &Value) -> Raised {
        let args = if value.is_none() { &[][..] } else { std::slice::from_ref(value) };
        self.raise_args(Tp::StopIteration, args)
    }

    /// Whether a raised exception is an instance of a builtin class.
    pub fn is_raised(&self, raised: &Raised, class: Tp) -> bool {
        self.is_instance(&raised.0, class)
    }
}

/// An error of the text algorithms, as an exception.
pub fn from_text(vm: &mut Vm, error: TextError) -> Raised {
    let class = match error.kind {
        ErrorKind::Value => Tp::ValueError,
        ErrorKind::Type => Tp::TypeError,
        ErrorKind::Overflow => Tp::OverflowError,
        ErrorKind::ZeroDivision => Tp::ZeroDivisionError,
        ErrorKind::Index => Tp::IndexError,
        ErrorKind::Lookup => Tp::LookupError,
        ErrorKind::Memory => return vm.memory_error(),
    };
    vm.raise(class, error.message)
}
