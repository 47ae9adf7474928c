# _thread in one thread: locks, re-entrant locks, local data, handles.
import _thread


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error, "(end)")


lock = _thread.allocate_lock()
print(repr(lock).split(" at ")[0], lock.locked())
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(True, 0.01), lock.acquire(timeout=0))
print(repr(lock).split(" at ")[0], lock.release(), lock.locked_lock())
attempt(lambda: lock.release())
attempt(lambda: lock.acquire(False, 1))
attempt(lambda: lock.acquire(True, -2))
attempt(lambda: lock.acquire(timeout=1e20))
attempt(lambda: lock.acquire(timeout=1e10))
attempt(lambda: lock.acquire(timeout=float("nan")))
attempt(lambda: lock.acquire(timeout="x"))
attempt(lambda: _thread.lock(1))
attempt(lambda: _thread.lock(a=1))
with lock:
    print(lock.locked())
print(lock.locked(), type(lock) is _thread.lock is _thread.LockType)
attempt(lambda: setattr(_thread.lock, "x", 1))
attempt(lambda: type("L", (_thread.lock,), {}))

rlock = _thread.RLock()
print(rlock.acquire(), rlock.acquire(), rlock._is_owned(), rlock._recursion_count(), rlock.locked())
owner = _thread.get_ident()
print(repr(rlock).split(" at ")[0].replace(str(owner), "OWNER"))
state = rlock._release_save()
print(state == (2, owner), repr(rlock).split(" at ")[0], rlock.locked())
print(rlock._acquire_restore(state), rlock._recursion_count())
rlock.release()
rlock.release()
attempt(rlock.release)
attempt(rlock._release_save)
with rlock:
    with rlock:
        print(rlock._recursion_count())
print(rlock.locked())


class Derived(_thread.RLock):
    pass


print(repr(Derived()).split(" at ")[0])


class Local(_thread._local):
    kind = "class"

    def __init__(self, number):
        self.number = number


local = Local(5)
print(local.number, local.kind, local.__dict__)
local.more = 1
del local.number
print(local.__dict__, hasattr(local, "number"))
attempt(lambda: _thread._local(1))
attempt(lambda: _thread._local().missing)

handle = _thread._ThreadHandle()
print(handle, handle.ident, handle.is_done())
attempt(handle.join)
attempt(handle._set_done)
handle = _thread._make_thread_handle(5)
print(handle, handle.ident, handle.is_done(), handle._set_done(), handle.is_done(), handle.join())
attempt(lambda: _thread._make_thread_handle(_thread.get_ident()).join())
attempt(lambda: _thread._make_thread_handle("x"))

print(_thread.TIMEOUT_MAX, _thread.error, _thread.stack_size(), _thread.daemon_threads_allowed())
print(_thread._count(), _thread._is_main_interpreter(), _thread._get_main_thread_ident() == _thread.get_ident())
attempt(lambda: _thread.stack_size(-1))
attempt(lambda: _thread.stack_size(100))
attempt(_thread.exit)
attempt(lambda: _thread.start_new_thread(1, ()))
attempt(lambda: _thread.start_new_thread(print, []))
attempt(lambda: _thread.start_new_thread(print, (), 1))
args = _thread._ExceptHookArgs((ValueError, ValueError("x"), None, None))
print(args, args.exc_type, len(args))

# expect:
# <unlocked _thread.lock object False
# True True False False False
# <locked _thread.lock object None False
# RuntimeError release unlocked lock (end)
# ValueError can't specify a timeout for a non-blocking call (end)
# ValueError timeout value must be a non-negative number (end)
# OverflowError timestamp out of range for C PyTime_t (end)
# OverflowError timestamp out of range for C PyTime_t (end)
# ValueError Invalid value NaN (not a number) (end)
# TypeError 'str' object cannot be interpreted as an integer or float (end)
# TypeError lock expected 0 arguments, got 1 (end)
# TypeError lock() takes no keyword arguments (end)
# True
# False True
# TypeError cannot set 'x' attribute of immutable type '_thread.lock' (end)
# TypeError type '_thread.lock' is not an acceptable base type (end)
# True True True 2 True
# <locked _thread.RLock object owner=OWNER count=2
# True <unlocked _thread.RLock object owner=0 count=0 False
# None 2
# RuntimeError cannot release un-acquired lock (end)
# RuntimeError cannot release un-acquired lock (end)
# 2
# False
# <unlocked Derived object owner=0 count=0
# 5 class {'number': 5}
# {'more': 1} False
# TypeError Initialization arguments are not supported (end)
# AttributeError '_thread._local' object has no attribute 'missing' (end)
# <_thread._ThreadHandle object: ident=0> 0 False
# RuntimeError thread not started (end)
# RuntimeError thread not started (end)
# <_thread._ThreadHandle object: ident=5> 5 False None True None
# RuntimeError Cannot join current thread (end)
# TypeError ident must be an integer (end)
# 9223372036.0 <class 'RuntimeError'> 0 True
# 0 True True
# ValueError size must be at least 53248 bytes (end)
# ValueError size must be at least 53248 bytes (end)
# SystemExit  (end)
# TypeError first arg must be callable (end)
# TypeError 2nd arg must be a tuple (end)
# TypeError optional 3rd arg must be a dictionary (end)
# _thread._ExceptHookArgs(exc_type=<class 'ValueError'>, exc_value=ValueError('x'), exc_traceback=None, thread=None) <class 'ValueError'> 4
