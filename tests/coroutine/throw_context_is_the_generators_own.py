"""What is thrown into a generator gets as its context what that generator handles, never what its resumer does."""


def show(e):
    print(repr(e), repr(e.__context__))


def plain():
    yield 1
    yield 2


def handling():
    try:
        1 / 0
    except ZeroDivisionError:
        yield 1


def through(inner):
    try:
        raise KeyError("through")
    except KeyError:
        yield from inner


def t(prepare, generator, exception):
    prepare(generator)
    try:
        try:
            raise LookupError("resumer")
        except LookupError:
            generator.throw(exception)
    except BaseException as e:
        show(e)


def nothing(generator):
    pass


for prepare in nothing, next, list:
    for make in plain, handling, lambda: through(plain()), lambda: through(handling()), lambda: through(iter([1])):
        for exception in ValueError, ValueError(1):
            t(prepare, make(), exception)


def stops():
    yield 1


def stops_with():
    yield 1
    return 5


for make in stops, stops_with:
    for end in next, lambda g: g.send(None), lambda g: g.__next__():
        generator = make()
        next(generator)
        try:
            try:
                raise LookupError("resumer")
            except LookupError:
                end(generator)
        except StopIteration as e:
            show(e)


def closed():
    try:
        yield
    except GeneratorExit as e:
        show(e)


generator = closed()
next(generator)
try:
    raise LookupError("resumer")
except LookupError:
    generator.close()

# expect:
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() ZeroDivisionError('division by zero')
# ValueError(1) ZeroDivisionError('division by zero')
# ValueError() KeyError('through')
# ValueError(1) KeyError('through')
# ValueError() KeyError('through')
# ValueError(1) KeyError('through')
# ValueError() KeyError('through')
# ValueError(1) KeyError('through')
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# ValueError() None
# ValueError(1) None
# StopIteration() LookupError('resumer')
# StopIteration() LookupError('resumer')
# StopIteration() LookupError('resumer')
# StopIteration(5) None
# StopIteration(5) None
# StopIteration(5) None
# GeneratorExit() LookupError('resumer')
