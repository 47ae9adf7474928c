"""The hooks of sys.set_asyncgen_hooks see the first iteration and the death."""
import sys


async def ag():
    yield 1


def first(a):
    print("first", a.__name__)


def final(a):
    print("final", a.__name__)


for wrong in ({"firstiter": 1}, {"finalizer": 1}):
    try:
        sys.set_asyncgen_hooks(**wrong)
    except TypeError as e:
        print(e)
sys.set_asyncgen_hooks(first, final)
a = ag()
a.__anext__().close()
print("closed before it began")
a = ag()
step = a.__anext__()
try:
    step.send(None)
except StopIteration as e:
    print(e.value)
del step, a
b = ag()
del b
sys.set_asyncgen_hooks(None, None)
print("end")

# expect:
# callable firstiter expected, got int
# callable finalizer expected, got int
# first ag
# closed before it began
# first ag
# 1
# final ag
# end
