"""await gives the value of the awaited coroutine's return; yields of __await__ go to the driver."""


class Ask:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        return (yield self.what)


async def add(a, b):
    return await a + await b


co = add(Ask("a"), Ask("b"))
print(co.send(None), co.send(1))
try:
    co.send(2)
except StopIteration as e:
    print(e.value)

# expect:
# a b
# 3
