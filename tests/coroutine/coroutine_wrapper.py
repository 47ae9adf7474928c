"""coroutine.__await__() gives an iterator with send, throw and close of its own."""


class Wait:
    def __await__(self):
        try:
            got = yield 1
        except KeyError as e:
            return ("caught", e.args)
        return got


async def c():
    return await Wait()


w = c().__await__()
print(type(w).__name__, iter(w) is w, next(w))
try:
    w.send("x")
except StopIteration as e:
    print(e.value)
w = c().__await__()
next(w)
try:
    w.throw(KeyError("k"))
except StopIteration as e:
    print(e.value)
w = c().__await__()
next(w)
print(w.close())

# expect:
# coroutine_wrapper True 1
# x
# ('caught', ('k',))
# None
