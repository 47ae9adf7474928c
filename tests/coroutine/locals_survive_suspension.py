"""Locals, cells and comprehension variables keep their values across yields."""


def g(a, *args, k=1, **kwargs):
    x = [a]

    def change(v):
        nonlocal x
        x = x + [v]

    for i in range(3):
        got = yield (i, x, args, k, sorted(kwargs))
        change(got)
    return [x for x in x]


it = g(1, 2, 3, z=4, y=5)
print(next(it))
print(it.send("a"))
print(it.send("b"))
try:
    it.send("c")
except StopIteration as e:
    print(e.value)

# expect:
# (0, [1], (2, 3), 1, ['y', 'z'])
# (1, [1, 'a'], (2, 3), 1, ['y', 'z'])
# (2, [1, 'a', 'b'], (2, 3), 1, ['y', 'z'])
# [1, 'a', 'b', 'c']
