"""A value sent to a delegate that has no send method is an AttributeError."""


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def g():
    yield from It()


it = g()
next(it)
try:
    it.send(5)
except AttributeError as e:
    print(e)
it = g()
next(it)
print(it.send(None))

# expect:
# 'It' object has no attribute 'send'
# 1
