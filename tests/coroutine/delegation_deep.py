"""Hundreds of levels of yield from are one resume each way."""


def level(n):
    if n == 0:
        got = yield "bottom"
        return got
    return (yield from level(n - 1))


it = level(900)
print(next(it))
try:
    it.send("up")
except StopIteration as e:
    print(e.value)

# expect:
# bottom
# up
