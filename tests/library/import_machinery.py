# _imp, and importlib's classes of loaders and specs on it.
import _imp
import sys
import importlib._bootstrap as bootstrap
import importlib.machinery as machinery


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


print(_imp.is_builtin("sys"), _imp.is_builtin("math"), _imp.is_builtin("json"), _imp.is_frozen("nothing"))
print(_imp.source_hash(5, b"abc"), _imp.check_hash_based_pycs, _imp.find_frozen("nothing"))
attempt(lambda: _imp.is_builtin(1))
attempt(lambda: _imp.get_frozen_object("nothing"))
attempt(_imp.release_lock)
_imp.acquire_lock()
_imp.acquire_lock()
print(_imp.lock_held(), _imp.release_lock(), _imp.lock_held(), _imp.release_lock(), _imp.lock_held())

spec = machinery.BuiltinImporter.find_spec("time")
print(spec, spec.has_location, spec.parent, spec.cached)
print(machinery.BuiltinImporter.find_spec("json"), bootstrap.BuiltinImporter is not None)
own = machinery.ModuleSpec("a.b", None, origin="here", is_package=True)
print(own, own.parent, own.submodule_search_locations)
attempt(lambda: bootstrap._resolve_name("x", "a.b", 3))
attempt(lambda: bootstrap._sanity_check(1, None, 0))

# expect:
# -1 1 0 False
# b'y\x10\xaa\xb04\xe1y3' default None
# TypeError is_builtin() argument must be str, not int
# ImportError No such frozen object named 'nothing'
# RuntimeError not holding the import lock
# True None True None False
# ModuleSpec(name='time', loader=<class '_frozen_importlib.BuiltinImporter'>, origin='built-in') False  None
# None True
# ModuleSpec(name='a.b', loader=None, origin='here', submodule_search_locations=[]) a.b []
# ImportError attempted relative import beyond top-level package
# TypeError module name must be str, not <class 'int'>
