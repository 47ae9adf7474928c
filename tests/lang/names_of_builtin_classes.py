"""Classes that no module names belong to `builtins` all the same, and show without it."""
class Slotted:
    __slots__ = "a"


classes = (
    type(None), type(NotImplemented), type(...), type("".__add__), type(int.__add__), type(type.__dict__["__dict__"]),
    type(Slotted.a), type(int.__dict__), type(len), type(str.join), type(dict.__dict__["fromkeys"]), type(list[int]),
    type(int | str), type(lambda: 0), type({}.keys()), type(iter([])), type(iter("a")), type(iter(range(1))),
)
for cls in classes:
    print(cls, cls.__module__, cls.__qualname__)

# expect:
# <class 'NoneType'> builtins NoneType
# <class 'NotImplementedType'> builtins NotImplementedType
# <class 'ellipsis'> builtins ellipsis
# <class 'method-wrapper'> builtins method-wrapper
# <class 'wrapper_descriptor'> builtins wrapper_descriptor
# <class 'getset_descriptor'> builtins getset_descriptor
# <class 'member_descriptor'> builtins member_descriptor
# <class 'mappingproxy'> builtins mappingproxy
# <class 'builtin_function_or_method'> builtins builtin_function_or_method
# <class 'method_descriptor'> builtins method_descriptor
# <class 'classmethod_descriptor'> builtins classmethod_descriptor
# <class 'types.GenericAlias'> types GenericAlias
# <class 'typing.Union'> typing Union
# <class 'function'> builtins function
# <class 'dict_keys'> builtins dict_keys
# <class 'list_iterator'> builtins list_iterator
# <class 'str_ascii_iterator'> builtins str_ascii_iterator
# <class 'range_iterator'> builtins range_iterator
