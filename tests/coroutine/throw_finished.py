"""throw() into an ended generator just raises."""


def g():
    yield 1


it = g()
list(it)
for thrown in (KeyError("late"), KeyError, StopIteration(3), GeneratorExit):
    try:
        it.throw(thrown)
    except BaseException as e:
        print(repr(e))

# expect:
# KeyError('late')
# KeyError()
# StopIteration(3)
# GeneratorExit()
