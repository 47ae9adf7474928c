"""The attributes show; only the names can be set, and only to strings."""


def g():
    yield 1


async def c():
    pass


co = c()
it = g()
for target, names in ((it, ["gi_frame", "gi_code", "gi_running", "gi_suspended", "gi_yieldfrom"]),
                      (co, ["cr_frame", "cr_code", "cr_running", "cr_suspended", "cr_await", "cr_origin"])):
    for name in names:
        try:
            setattr(target, name, 1)
        except AttributeError as e:
            print(e)
    for name in ("__name__", "__qualname__"):
        try:
            setattr(target, name, 1)
        except TypeError as e:
            print(e)
    target.__name__ = "new"
    target.__qualname__ = "a.new"
    print(target.__name__, target.__qualname__, repr(target).split(" at ")[0])
co.close()

# expect:
# attribute 'gi_frame' of 'generator' objects is not writable
# attribute 'gi_code' of 'generator' objects is not writable
# attribute 'gi_running' of 'generator' objects is not writable
# attribute 'gi_suspended' of 'generator' objects is not writable
# attribute 'gi_yieldfrom' of 'generator' objects is not writable
# __name__ must be set to a string object
# __qualname__ must be set to a string object
# new a.new <generator object a.new
# attribute 'cr_frame' of 'coroutine' objects is not writable
# attribute 'cr_code' of 'coroutine' objects is not writable
# attribute 'cr_running' of 'coroutine' objects is not writable
# attribute 'cr_suspended' of 'coroutine' objects is not writable
# attribute 'cr_await' of 'coroutine' objects is not writable
# readonly attribute
# __name__ must be set to a string object
# __qualname__ must be set to a string object
# new a.new <coroutine object a.new
