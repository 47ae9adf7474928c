# What a module has, has not, and makes by its own `__getattr__`.
import sys
import types

module = types.ModuleType("made")
module.value = 1
print(module.value, getattr(module, "va" + "lue"), hasattr(module, "other"), getattr(module, "other", "default"))
for name in ["other", "_other", "__other__", "__path__"]:
    try:
        getattr(module, name)
    except AttributeError as error:
        print(error, error.name, error.obj is module)
module.__class__.__name__
print(module.__doc__, module.__name__, module.__dict__["value"])


def hook(name):
    if name == "broken":
        raise ValueError("from the hook")
    if name == "absent":
        raise AttributeError("the hook has none")
    return "hooked " + name


module.__getattr__ = hook
print(module.anything, getattr(module, "absent", "default"), hasattr(module, "absent"))
try:
    getattr(module, "broken", None)
except ValueError as error:
    print("ValueError", error)
try:
    module.absent
except AttributeError as error:
    print(error)
del module.__getattr__
print(hasattr(module, "anything"))


class Derived(types.ModuleType):
    value = "of the class"

    @property
    def computed(self):
        return "computed " + self.__name__


derived = Derived("derived")
print(derived.value, derived.computed)
derived.value = "own"
derived.__dict__["computed"] = "hidden"
print(derived.value, derived.computed)
sys.modules["made"] = module
try:
    from made import value, missing
except ImportError as error:
    print(error)

# expect:
# 1 1 False default
# module 'made' has no attribute 'other' other True
# module 'made' has no attribute '_other' _other True
# module 'made' has no attribute '__other__' __other__ True
# module 'made' has no attribute '__path__' __path__ True
# None made 1
# hooked anything default False
# ValueError from the hook
# the hook has none
# False
# of the class computed derived
# own computed derived
# cannot import name 'missing' from 'made' (unknown location)
