"""Recursion without end is RecursionError, in Python and through natives."""


def f():
    return f()


class A:
    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __getattr__(self, name):
        return self.other

    def __call__(self):
        return self()

    def __iter__(self):
        return iter(self)


a = A()
for call in (f, lambda: repr(a), lambda: a == 1, lambda: a.x, a, lambda: list(a), lambda: max([a], key=lambda v: v())):
    try:
        call()
    except RecursionError as e:
        print(type(e).__name__, str(e).startswith("maximum recursion depth exceeded"))
    except Exception as e:
        print(type(e).__name__, e)

# expect:
# RecursionError True
# RecursionError True
# RecursionError True
# RecursionError True
# RecursionError True
# RecursionError True
# RecursionError True
