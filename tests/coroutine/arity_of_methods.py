"""send and close count their arguments."""


def g():
    yield 1


it = g()
for call in (
    lambda: it.send(),
    lambda: it.send(1, 2),
    lambda: it.close(1),
    lambda: it.send(value=1),
    lambda: it.throw(),
):
    try:
        call()
    except TypeError as e:
        print(e)

# expect:
# generator.send() takes exactly one argument (0 given)
# generator.send() takes exactly one argument (2 given)
# generator.close() takes no arguments (1 given)
# generator.send() takes no keyword arguments
# throw expected at least 1 argument, got 0
