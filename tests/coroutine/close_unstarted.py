"""Closing what never started runs nothing."""


def g():
    print("never")
    yield


async def c():
    print("never")


it = g()
print(it.close(), it.gi_frame)
print(list(it))
co = c()
print(co.close(), co.cr_frame)
try:
    co.send(None)
except RuntimeError as e:
    print(e)

# expect:
# None None
# []
# None None
# cannot reuse already awaited coroutine
