"""Lists, ranges and iterators with a StopIteration value can be delegated to."""


class Counting:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration(("two", "values"))
        return self.n


def g():
    print((yield from [1, 2]))
    print((yield from range(2)))
    print((yield from "ab"))
    print((yield from Counting()))


print(list(g()))

# expect:
# None
# None
# None
# ('two', 'values')
# [1, 2, 0, 1, 'a', 'b', 1, 2]
