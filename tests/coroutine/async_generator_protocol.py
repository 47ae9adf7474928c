"""Values, asend, athrow, aclose and the end of an async generator."""


async def ag():
    try:
        got = yield 1
        print("got", got)
        try:
            yield 2
        except KeyError as e:
            print("caught", repr(e))
            yield 3
    finally:
        print("finally")


def step(awaitable):
    try:
        awaitable.send(None)
    except (StopIteration, StopAsyncIteration, KeyError) as e:
        print(repr(e))


a = ag()
step(a.__anext__())
step(a.asend("x"))
step(a.athrow(KeyError("k")))
step(a.__anext__())
step(a.__anext__())
step(a.aclose())
step(a.athrow(KeyError("late")))

# expect:
# StopIteration(1)
# got x
# StopIteration(2)
# caught KeyError('k')
# StopIteration(3)
# finally
# StopAsyncIteration()
# StopAsyncIteration()
# StopIteration()
# StopIteration()
