"""A delegate without throw() sees nothing; the exception is raised at the yield from."""


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def g():
    try:
        yield from It()
    except KeyError as e:
        yield ("here", e.args)


it = g()
next(it)
print(it.throw(KeyError(5)))

# expect:
# ('here', (5,))
