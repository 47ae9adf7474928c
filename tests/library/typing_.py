"""Module _typing: the classes it gives names to."""
import _typing
import sys

for name in ("Generic", "ParamSpec", "ParamSpecArgs", "ParamSpecKwargs", "TypeAliasType", "TypeVar", "TypeVarTuple", "Union"):
    found = getattr(_typing, name)
    print(name, found, found.__module__, found.__mro__)
print(_typing.NoDefault, _typing._idfunc(3), _typing.Union is type(int | str))


class A(_typing.Generic.__base__):
    pass


T = _typing.TypeVar("T")
print(T, T.__default__ is _typing.NoDefault)

# expect:
# Generic <class 'typing.Generic'> typing (<class 'typing.Generic'>, <class 'object'>)
# ParamSpec <class 'typing.ParamSpec'> typing (<class 'typing.ParamSpec'>, <class 'object'>)
# ParamSpecArgs <class 'typing.ParamSpecArgs'> typing (<class 'typing.ParamSpecArgs'>, <class 'object'>)
# ParamSpecKwargs <class 'typing.ParamSpecKwargs'> typing (<class 'typing.ParamSpecKwargs'>, <class 'object'>)
# TypeAliasType <class 'typing.TypeAliasType'> typing (<class 'typing.TypeAliasType'>, <class 'object'>)
# TypeVar <class 'typing.TypeVar'> typing (<class 'typing.TypeVar'>, <class 'object'>)
# TypeVarTuple <class 'typing.TypeVarTuple'> typing (<class 'typing.TypeVarTuple'>, <class 'object'>)
# Union <class 'typing.Union'> typing (<class 'typing.Union'>, <class 'object'>)
# typing.NoDefault 3 True
# ~T True
