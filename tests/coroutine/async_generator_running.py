"""An async generator that waits can not be asked again."""


class Wait:
    def __await__(self):
        yield "wait"


async def ag():
    await Wait()
    yield 1


a = ag()
first = a.__anext__()
print(a.ag_running, first.send(None), a.ag_running)
for make in (lambda: a.__anext__(), lambda: a.asend(None), lambda: a.athrow(KeyError), lambda: a.aclose()):
    try:
        make().send(None)
    except RuntimeError as e:
        print(e)
try:
    first.send(None)
except StopIteration as e:
    print(e.value, a.ag_running)

# expect:
# False wait True
# anext(): asynchronous generator is already running
# anext(): asynchronous generator is already running
# athrow(): asynchronous generator is already running
# aclose(): asynchronous generator is already running
# 1 False
