"""close() raises GeneratorExit at the yield."""


def g():
    try:
        yield 1
    except GeneratorExit as e:
        print(repr(e), e.args)
        raise
    finally:
        print("finally")


it = g()
next(it)
print(it.close(), it.gi_frame)

# expect:
# GeneratorExit() ()
# finally
# None None
