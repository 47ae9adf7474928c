"""The delegate ended, or was closed, by somebody else."""


def inner():
    try:
        yield 1
        yield 2
    finally:
        print("inner ends")


for end in (lambda g: g.close(), lambda g: list(g)):
    sub = inner()

    def outer():
        yield ("value", (yield from sub))

    it = outer()
    print(next(it))
    end(sub)
    print(next(it))

# expect:
# 1
# inner ends
# ('value', None)
# 1
# inner ends
# ('value', None)
