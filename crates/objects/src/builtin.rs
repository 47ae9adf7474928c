//! The table of builtin classes: number, name, module, base, payload, and the function that gives its parts.
//!
//! A class's number is also the shape of its exact instances, so a test for an exact builtin class is one compare.
//! Bases come before what is derived from them.

use crate::native::TypeSpec;
use taipan_heap::{Kind, ShapeFlags, kind_of};

macro_rules! builtin_types {
    ($($variant:ident $name:literal $module:literal $base:ident $payload:ty, $spec:path, $flags:expr;)*) => {
        /// A builtin class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u32)]
        pub enum Tp { $($variant),* }

        /// Number of builtin classes.
        pub const COUNT: usize = [$(Tp::$variant),*].len();

        pub(crate) struct Row {
            pub tp: Tp,
            pub name: &'static str,
            pub module: &'static str,
            pub base: Tp,
            pub kind: &'static Kind,
            pub spec: fn() -> TypeSpec,
            pub flags: u32,
        }

        pub(crate) static ROWS: &[Row] = &[$(Row {
            tp: Tp::$variant, name: $name, module: $module, base: Tp::$base,
            kind: kind_of::<$payload>(), spec: $spec, flags: $flags,
        }),*];
    };
}

const N: u32 = ShapeFlags::NONE.0;
/// Instances can be watched.
const W: u32 = ShapeFlags::WEAKREFS;
/// Instances have a `__dict__` behind their payload.
const D: u32 = ShapeFlags::HAS_DICT;
/// The death of an instance may run code.
const F: u32 = ShapeFlags::FINALIZE | ShapeFlags::WEAKREFS;

builtin_types! {
    Object "object" "builtins" Object crate::object::Plain, crate::object::spec, N;
    Type "type" "builtins" Object crate::class::Type, crate::class::spec, W;
    Int "int" "builtins" Object crate::int::Int, crate::int::spec, N;
    Bool "bool" "builtins" Int crate::int::Int, crate::int::bool_spec, N;
    Float "float" "builtins" Object crate::float::Float, crate::float::spec, N;
    Complex "complex" "builtins" Object crate::complex::Complex, crate::complex::spec, N;
    Str "str" "builtins" Object crate::str::Str, crate::str::spec, N;
    Bytes "bytes" "builtins" Object crate::bytes::Bytes, crate::bytes::spec, N;
    ByteArray "bytearray" "builtins" Object crate::bytearray::ByteArray, crate::bytearray::spec, N;
    MemoryView "memoryview" "builtins" Object crate::memoryview::MemoryView, crate::memoryview::spec, W;
    Tuple "tuple" "builtins" Object crate::tuple::Tuple, crate::tuple::spec, N;
    List "list" "builtins" Object crate::list::List, crate::list::spec, N;
    Dict "dict" "builtins" Object crate::dict::Dict, crate::dict::spec, N;
    Set "set" "builtins" Object crate::set::Set, crate::set::spec, W;
    FrozenSet "frozenset" "builtins" Object crate::set::Set, crate::set::frozen_spec, W;
    Range "range" "builtins" Object crate::range::Range, crate::range::spec, N;
    Slice "slice" "builtins" Object crate::slice::Slice, crate::slice::spec, N;
    NoneType "NoneType" "builtins" Object crate::object::Plain, crate::singletons::none_spec, N;
    NotImplementedType "NotImplementedType" "builtins" Object crate::object::Plain, crate::singletons::not_implemented_spec, N;
    EllipsisType "ellipsis" "builtins" Object crate::object::Plain, crate::singletons::ellipsis_spec, N;

    Function "function" "builtins" Object crate::function::Function, crate::function::spec, W | D;
    Method "method" "builtins" Object crate::method::Method, crate::method::spec, W;
    BuiltinFunction "builtin_function_or_method" "builtins" Object crate::native_function::NativeFunction, crate::native_function::spec, W;
    MethodDescriptor "method_descriptor" "builtins" Object crate::native_function::NativeFunction, crate::native_function::method_descriptor_spec, N;
    ClassMethodDescriptor "classmethod_descriptor" "builtins" Object crate::native_function::NativeFunction, crate::native_function::classmethod_descriptor_spec, N;
    WrapperDescriptor "wrapper_descriptor" "builtins" Object crate::wrapper::WrapperDescriptor, crate::wrapper::spec, N;
    MethodWrapper "method-wrapper" "builtins" Object crate::wrapper::MethodWrapper, crate::wrapper::method_wrapper_spec, N;
    GetSetDescriptor "getset_descriptor" "builtins" Object crate::descriptor::GetSetDescriptor, crate::descriptor::getset_spec, N;
    MemberDescriptor "member_descriptor" "builtins" Object crate::descriptor::MemberDescriptor, crate::descriptor::member_spec, N;
    Property "property" "builtins" Object crate::property::Property, crate::property::spec, N;
    ClassMethod "classmethod" "builtins" Object crate::classmethod::Wrapped, crate::classmethod::class_spec, D;
    StaticMethod "staticmethod" "builtins" Object crate::classmethod::Wrapped, crate::classmethod::static_spec, D;
    Super "super" "builtins" Object crate::super_::Super, crate::super_::spec, N;
    MappingProxy "mappingproxy" "builtins" Object crate::mappingproxy::MappingProxy, crate::mappingproxy::spec, N;
    Module "module" "builtins" Object crate::module::Module, crate::module::spec, W | D;
    SimpleNamespace "SimpleNamespace" "types" Object crate::object::Plain, crate::namespace::spec, D;
    Code "code" "builtins" Object crate::code::Code, crate::code::spec, W;
    Frame "frame" "builtins" Object crate::frame::Frame, crate::frame::spec, N;
    FrameLocalsProxy "FrameLocalsProxy" "builtins" Object crate::frame_locals::LocalsProxy, crate::frame_locals::spec, N;
    Traceback "traceback" "builtins" Object crate::traceback::Traceback, crate::traceback::spec, N;
    Cell "cell" "builtins" Object crate::cell::Cell, crate::cell::spec, N;
    GenericAlias "GenericAlias" "types" Object crate::generic_alias::GenericAlias, crate::generic_alias::spec, W;
    Union "Union" "typing" Object crate::union::Union, crate::union::spec, W;
    WeakRef "ReferenceType" "weakref" Object crate::weakref::WeakRef, crate::weakref::spec, N;
    WeakProxy "ProxyType" "weakref" Object crate::weakref::WeakRef, crate::weakref::proxy_spec, N;
    CallableProxy "CallableProxyType" "weakref" Object crate::weakref::WeakRef, crate::weakref::callable_proxy_spec, N;

    Generator "generator" "builtins" Object crate::generator::Generator, crate::generator::spec, F;
    Coroutine "coroutine" "builtins" Object crate::generator::Generator, crate::generator::coroutine_spec, F;
    AsyncGenerator "async_generator" "builtins" Object crate::generator::Generator, crate::async_generator::spec, F;
    CoroutineWrapper "coroutine_wrapper" "builtins" Object crate::generator::CoroutineWrapper, crate::generator::wrapper_spec, N;
    AsyncGenASend "async_generator_asend" "builtins" Object crate::async_generator::ASend, crate::async_generator::asend_spec, F;
    AsyncGenAThrow "async_generator_athrow" "builtins" Object crate::async_generator::AThrow, crate::async_generator::athrow_spec, F;
    AsyncGenWrappedValue "async_generator_wrapped_value" "builtins" Object crate::async_generator::WrappedValue, crate::async_generator::wrapped_spec, N;
    AnextAwaitable "anext_awaitable" "builtins" Object crate::async_generator::AnextAwaitable, crate::async_generator::anext_awaitable_spec, N;

    ListIterator "list_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::list_spec, N;
    ListReverseIterator "list_reverseiterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::list_reverse_spec, N;
    TupleIterator "tuple_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::tuple_spec, N;
    StrIterator "str_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::str_spec, N;
    StrAsciiIterator "str_ascii_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::str_spec, N;
    BytesIterator "bytes_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::bytes_spec, N;
    ByteArrayIterator "bytearray_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::bytes_spec, N;
    MemoryIterator "memory_iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::memory_spec, N;
    GetItemIterator "iterator" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::generic_spec, N;
    Reversed "reversed" "builtins" Object crate::iterators::SequenceIterator, crate::iterators::reversed_spec, N;
    CallableIterator "callable_iterator" "builtins" Object crate::iterators::CallableIterator, crate::iterators::callable_spec, N;
    RangeIterator "range_iterator" "builtins" Object crate::range::RangeIterator, crate::range::iterator_spec, N;
    LongRangeIterator "longrange_iterator" "builtins" Object crate::range::LongRangeIterator, crate::range::long_iterator_spec, N;
    DictKeys "dict_keys" "builtins" Object crate::dict_views::View, crate::dict_views::keys_spec, N;
    DictValues "dict_values" "builtins" Object crate::dict_views::View, crate::dict_views::values_spec, N;
    DictItems "dict_items" "builtins" Object crate::dict_views::View, crate::dict_views::items_spec, N;
    DictKeyIterator "dict_keyiterator" "builtins" Object crate::dict_views::DictIterator, crate::dict_views::key_iterator_spec, N;
    DictValueIterator "dict_valueiterator" "builtins" Object crate::dict_views::DictIterator, crate::dict_views::value_iterator_spec, N;
    DictItemIterator "dict_itemiterator" "builtins" Object crate::dict_views::DictIterator, crate::dict_views::item_iterator_spec, N;
    DictReverseKeyIterator "dict_reversekeyiterator" "builtins" Object crate::dict_views::DictIterator, crate::dict_views::reverse_key_iterator_spec, N;
    DictReverseValueIterator "dict_reversevalueiterator" "builtins" Object crate::dict_views::DictIterator, crate::dict_views::reverse_value_iterator_spec, N;
    DictReverseItemIterator "dict_reverseitemiterator" "builtins" Object crate::dict_views::DictIterator, crate::dict_views::reverse_item_iterator_spec, N;
    SetIterator "set_iterator" "builtins" Object crate::set::SetIterator, crate::set::iterator_spec, N;
    Enumerate "enumerate" "builtins" Object crate::itertypes::Enumerate, crate::itertypes::enumerate_spec, N;
    Zip "zip" "builtins" Object crate::itertypes::Zip, crate::itertypes::zip_spec, N;
    Map "map" "builtins" Object crate::itertypes::Map, crate::itertypes::map_spec, N;
    Filter "filter" "builtins" Object crate::itertypes::Filter, crate::itertypes::filter_spec, N;

    BaseException "BaseException" "builtins" Object crate::exception::Exception, crate::exception::spec, D;
    BaseExceptionGroup "BaseExceptionGroup" "builtins" BaseException crate::exception::Exception, crate::exception_group::spec, D;
    GeneratorExit "GeneratorExit" "builtins" BaseException crate::exception::Exception, crate::exception::plain_spec, D;
    KeyboardInterrupt "KeyboardInterrupt" "builtins" BaseException crate::exception::Exception, crate::exception::plain_spec, D;
    SystemExit "SystemExit" "builtins" BaseException crate::exception::Exception, crate::exception_kinds::system_exit_spec, D;
    Exception "Exception" "builtins" BaseException crate::exception::Exception, crate::exception::plain_spec, D;
    StopIteration "StopIteration" "builtins" Exception crate::exception::Exception, crate::exception_kinds::stop_iteration_spec, D;
    StopAsyncIteration "StopAsyncIteration" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    ArithmeticError "ArithmeticError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    FloatingPointError "FloatingPointError" "builtins" ArithmeticError crate::exception::Exception, crate::exception::plain_spec, D;
    OverflowError "OverflowError" "builtins" ArithmeticError crate::exception::Exception, crate::exception::plain_spec, D;
    ZeroDivisionError "ZeroDivisionError" "builtins" ArithmeticError crate::exception::Exception, crate::exception::plain_spec, D;
    AssertionError "AssertionError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    AttributeError "AttributeError" "builtins" Exception crate::exception::Exception, crate::exception_kinds::attribute_error_spec, D;
    BufferError "BufferError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    EOFError "EOFError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    ImportError "ImportError" "builtins" Exception crate::exception::Exception, crate::exception_kinds::import_error_spec, D;
    ModuleNotFoundError "ModuleNotFoundError" "builtins" ImportError crate::exception::Exception, crate::exception::plain_spec, D;
    LookupError "LookupError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    IndexError "IndexError" "builtins" LookupError crate::exception::Exception, crate::exception::plain_spec, D;
    KeyError "KeyError" "builtins" LookupError crate::exception::Exception, crate::exception_kinds::key_error_spec, D;
    MemoryError "MemoryError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    NameError "NameError" "builtins" Exception crate::exception::Exception, crate::exception_kinds::name_error_spec, D;
    UnboundLocalError "UnboundLocalError" "builtins" NameError crate::exception::Exception, crate::exception::plain_spec, D;
    OSError "OSError" "builtins" Exception crate::exception::Exception, crate::exception_kinds::os_error_spec, D;
    BlockingIOError "BlockingIOError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    ChildProcessError "ChildProcessError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    ConnectionError "ConnectionError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    BrokenPipeError "BrokenPipeError" "builtins" ConnectionError crate::exception::Exception, crate::exception::plain_spec, D;
    ConnectionAbortedError "ConnectionAbortedError" "builtins" ConnectionError crate::exception::Exception, crate::exception::plain_spec, D;
    ConnectionRefusedError "ConnectionRefusedError" "builtins" ConnectionError crate::exception::Exception, crate::exception::plain_spec, D;
    ConnectionResetError "ConnectionResetError" "builtins" ConnectionError crate::exception::Exception, crate::exception::plain_spec, D;
    FileExistsError "FileExistsError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    FileNotFoundError "FileNotFoundError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    InterruptedError "InterruptedError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    IsADirectoryError "IsADirectoryError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    NotADirectoryError "NotADirectoryError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    PermissionError "PermissionError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    ProcessLookupError "ProcessLookupError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    TimeoutError "TimeoutError" "builtins" OSError crate::exception::Exception, crate::exception::plain_spec, D;
    ReferenceError "ReferenceError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    RuntimeError "RuntimeError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    NotImplementedError "NotImplementedError" "builtins" RuntimeError crate::exception::Exception, crate::exception::plain_spec, D;
    RecursionError "RecursionError" "builtins" RuntimeError crate::exception::Exception, crate::exception::plain_spec, D;
    PythonFinalizationError "PythonFinalizationError" "builtins" RuntimeError crate::exception::Exception, crate::exception::plain_spec, D;
    SyntaxError "SyntaxError" "builtins" Exception crate::exception::Exception, crate::exception_kinds::syntax_error_spec, D;
    IndentationError "IndentationError" "builtins" SyntaxError crate::exception::Exception, crate::exception::plain_spec, D;
    TabError "TabError" "builtins" IndentationError crate::exception::Exception, crate::exception::plain_spec, D;
    IncompleteInputError "_IncompleteInputError" "builtins" SyntaxError crate::exception::Exception, crate::exception::plain_spec, D;
    SystemError "SystemError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    TypeError "TypeError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    ValueError "ValueError" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    UnicodeError "UnicodeError" "builtins" ValueError crate::exception::Exception, crate::exception::plain_spec, D;
    UnicodeDecodeError "UnicodeDecodeError" "builtins" UnicodeError crate::exception::Exception, crate::exception_kinds::unicode_decode_error_spec, D;
    UnicodeEncodeError "UnicodeEncodeError" "builtins" UnicodeError crate::exception::Exception, crate::exception_kinds::unicode_encode_error_spec, D;
    UnicodeTranslateError "UnicodeTranslateError" "builtins" UnicodeError crate::exception::Exception, crate::exception_kinds::unicode_translate_error_spec, D;
    Warning "Warning" "builtins" Exception crate::exception::Exception, crate::exception::plain_spec, D;
    BytesWarning "BytesWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    DeprecationWarning "DeprecationWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    EncodingWarning "EncodingWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    FutureWarning "FutureWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    ImportWarning "ImportWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    PendingDeprecationWarning "PendingDeprecationWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    ResourceWarning "ResourceWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    RuntimeWarning "RuntimeWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    SyntaxWarning "SyntaxWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    UnicodeWarning "UnicodeWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;
    UserWarning "UserWarning" "builtins" Warning crate::exception::Exception, crate::exception::plain_spec, D;

    TypeVar "TypeVar" "typing" Object crate::typevars::TypeParam, crate::typevars::typevar_spec, W | D;
    ParamSpec "ParamSpec" "typing" Object crate::typevars::TypeParam, crate::typevars::paramspec_spec, W | D;
    TypeVarTuple "TypeVarTuple" "typing" Object crate::typevars::TypeParam, crate::typevars::typevartuple_spec, W | D;
    TypeAliasType "TypeAliasType" "typing" Object crate::typevars::TypeAlias, crate::typevars::alias_spec, N;
    ParamSpecArgs "ParamSpecArgs" "typing" Object crate::typevars::ParamSpecPart, crate::typevars::args_spec, W;
    ParamSpecKwargs "ParamSpecKwargs" "typing" Object crate::typevars::ParamSpecPart, crate::typevars::kwargs_spec, W;
    NoDefaultType "NoDefaultType" "builtins" Object crate::object::Plain, crate::typevars::no_default_spec, N;
    Template "Template" "string.templatelib" Object crate::template::Template, crate::template::spec, N;
    Interpolation "Interpolation" "string.templatelib" Object crate::template::Interpolation, crate::template::interpolation_spec, N;

    HostFunction "host_function" "taipan" Object crate::host_function::HostFunction, crate::host_function::spec, W;
}

impl Tp {
    /// The shape of exact instances.
    pub const fn shape(self) -> u32 {
        self as u32
    }

    /// The name as messages have it: with the module for those of `typing`, `weakref` and the like.
    pub fn full_name(self) -> &'static str {
        match self {
            Tp::GenericAlias => "types.GenericAlias",
            Tp::SimpleNamespace => "types.SimpleNamespace",
            Tp::Union => "typing.Union",
            Tp::TypeVar => "typing.TypeVar",
            Tp::ParamSpec => "typing.ParamSpec",
            Tp::TypeVarTuple => "typing.TypeVarTuple",
            Tp::TypeAliasType => "typing.TypeAliasType",
            Tp::WeakRef => "weakref.ReferenceType",
            Tp::WeakProxy => "weakref.ProxyType",
            Tp::CallableProxy => "weakref.CallableProxyType",
            Tp::Template => "string.templatelib.Template",
            Tp::Interpolation => "string.templatelib.Interpolation",
            _ => self.name(),
        }
    }

    /// The name, as `__name__`.
    pub fn name(self) -> &'static str {
        ROWS[self as usize].name
    }
}

/// The exception classes that have a name in module `builtins`.
pub fn exceptions() -> impl Iterator<Item = Tp> {
    let derived = |mut tp: Tp| loop {
        match tp {
            Tp::BaseException => return true,
            Tp::Object => return false,
            _ => tp = ROWS[tp as usize].base,
        }
    };
    ROWS.iter().map(|row| row.tp).filter(move |&tp| derived(tp))
}
