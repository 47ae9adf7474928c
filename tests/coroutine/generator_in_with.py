"""A with block inside a generator exits when the generator is closed."""


class Manager:
    def __enter__(self):
        print("enter")

    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__)


def g():
    with Manager():
        yield 1
        yield 2


print(list(g()))
it = g()
next(it)
it.close()
it = g()
next(it)
try:
    it.throw(KeyError)
except KeyError:
    print("through")

# expect:
# enter
# exit None
# [1, 2]
# enter
# exit GeneratorExit
# enter
# exit KeyError
# through
