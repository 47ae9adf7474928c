"""Beyond the recursion limit a chain is a RecursionError, where it is started."""


def level(n):
    if n == 0:
        yield "bottom"
    else:
        yield from level(n - 1)


try:
    next(level(1100))
except RecursionError as e:
    print(e)
print(next(level(500)))

# expect:
# maximum recursion depth exceeded
# bottom
