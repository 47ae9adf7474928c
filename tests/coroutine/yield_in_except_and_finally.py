"""Yields inside handlers and finally blocks keep the exception in flight."""


def g():
    try:
        try:
            raise KeyError("k")
        except KeyError:
            yield "in except"
            raise
        finally:
            yield "in finally"
    except KeyError as e:
        yield repr(e)
    for i in range(2):
        try:
            continue
        finally:
            yield ("continue", i)


print(list(g()))

# expect:
# ['in except', 'in finally', "KeyError('k')", ('continue', 0), ('continue', 1)]
