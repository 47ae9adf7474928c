"""A delegate's own throw method decides."""


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("It.throw", args)
        if args[0].args == ("stop",):
            raise StopIteration("stopped")
        return "thrown"


def g():
    result = yield from It()
    yield ("result", result)


it = g()
next(it)
print(it.throw(KeyError("k")))
print(it.throw(KeyError("stop")))

# expect:
# It.throw (KeyError('k'),)
# thrown
# It.throw (KeyError('stop'),)
# ('result', 'stopped')
