"""A delegate that is no generator is closed through its close method, if it has one."""


class It:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("It.close")
        return "ignored"


def g(sub):
    yield from sub


it = g(It())
next(it)
print(it.close())
it = g([1, 2])
next(it)
print(it.close())

# expect:
# It.close
# None
# None
