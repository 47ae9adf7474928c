"""Context managers for the things that must be undone: recipes with contextlib."""

import asyncio
import io
import os
import sys
from contextlib import (AbstractContextManager, AsyncExitStack, ContextDecorator, ExitStack, asynccontextmanager, chdir, closing,
                        contextmanager, nullcontext, redirect_stdout, suppress)
from contextvars import ContextVar
from tempfile import TemporaryDirectory

LOG = []


@contextmanager
def tag(name, **attributes):
    attributes = "".join(f' {k}="{v}"' for k, v in attributes.items())
    print(f"<{name}{attributes}>")
    try:
        yield name.upper()
    except LookupError as error:
        print(f"<!-- {type(error).__name__}: {error} -->")
    else:
        print("<!-- fine -->")
    finally:
        print(f"</{name}>")


class indent(ContextDecorator, redirect_stdout):
    """Whatever is printed inside is indented; also usable as a decorator."""

    def __init__(self, by=2):
        self.by = " " * by
        super().__init__(None)

    def __enter__(self):
        self._new_target = buffer = io.StringIO()
        super().__enter__()
        return buffer

    def __exit__(self, *details):
        super().__exit__(*details)
        for line in self._new_target.getvalue().splitlines():
            print(self.by + line)


class Transaction(AbstractContextManager):
    """Undoes everything that was registered unless it is committed."""

    def __init__(self):
        self.stack = ExitStack()

    def __enter__(self):
        self.stack.__enter__()
        return self

    def set(self, mapping, key, value):
        if key in mapping:
            self.stack.callback(mapping.__setitem__, key, mapping[key])
        else:
            self.stack.callback(mapping.pop, key)
        mapping[key] = value

    def commit(self):
        self.stack.pop_all()

    def __exit__(self, *details):
        return self.stack.__exit__(*details)


@contextmanager
def patched(owner, **values):
    missing = object()
    saved = {name: getattr(owner, name, missing) for name in values}
    for name, value in values.items():
        setattr(owner, name, value)
    try:
        yield owner
    finally:
        for name, value in saved.items():
            delattr(owner, name) if value is missing else setattr(owner, name, value)


level = ContextVar("level", default=0)


@contextmanager
def deeper():
    token = level.set(level.get() + 1)
    try:
        yield level.get()
    finally:
        level.reset(token)


class Resource:
    def __init__(self, name, fail=()):
        self.name, self.fail = name, fail

    def __enter__(self):
        if "open" in self.fail:
            raise OSError(f"cannot open {self.name}")
        LOG.append(f"+{self.name}")
        return self

    def __exit__(self, kind, error, trace):
        LOG.append(f"-{self.name}{f'({kind.__name__})' if kind else ''}")
        if "close" in self.fail:
            raise OSError(f"cannot close {self.name}")
        return "swallow" in self.fail

    def close(self):
        LOG.append(f"closed {self.name}")


@asynccontextmanager
async def connection(name):
    LOG.append(f"connect {name}")
    try:
        yield name
    except ConnectionError as error:
        LOG.append(f"{name} saw {error}")
        raise
    finally:
        await asyncio.sleep(0)
        LOG.append(f"disconnect {name}")


async def asynchronously():
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(connection(n)) for n in "ab"]
        stack.enter_context(Resource("sync"))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(LOG.append, names)
    with suppress(ConnectionError):
        async with connection("c"), connection("d"):
            raise ConnectionResetError("reset")


def attempt(*resources):
    LOG.clear()
    try:
        with ExitStack() as stack:
            for resource in resources:
                stack.enter_context(resource)
            raise KeyError("inside")
    except Exception as error:
        chain = []
        while error is not None:
            chain.append(repr(error))
            error = error.__context__
        LOG.append(" <- ".join(chain))
    print(*LOG, sep=", ")


@indent(4)
@tag("decorated", n=1)
def decorated(x):
    """A documented function."""
    print("x is", x)
    return x * 2


def main():
    with tag("p", id="intro") as name, indent():
        print("inside", name)
        print("twice")
    with tag("broken"):
        {}["no such key"]
    print(decorated(21), decorated(1), decorated.__name__, decorated.__doc__)

    state = {"a": 1}
    with suppress(ZeroDivisionError), Transaction() as transaction:
        transaction.set(state, "a", 2)
        transaction.set(state, "b", 3)
        1 / 0
    print(state)
    with Transaction() as transaction:
        transaction.set(state, "a", 2)
        transaction.commit()
    print(state)

    with patched(sys, stdout=(capture := io.StringIO()), brand_new=True):
        print("captured", sys.brand_new)
    print(repr(capture.getvalue()), hasattr(sys, "brand_new"))
    with deeper() as one, deeper() as two, deeper():
        print(one, two, level.get())
    print(level.get())

    attempt(Resource("a"), Resource("b"), Resource("c"))
    attempt(Resource("a"), Resource("b", "swallow"), Resource("c"))
    attempt(Resource("a"), Resource("b", ["close"]), Resource("c"))
    attempt(Resource("a", ["swallow"]), Resource("b", ["open"]))
    with closing(Resource("x")) as x, nullcontext("null") as null:
        print(x.name, null)
    print(LOG[-1])
    with TemporaryDirectory() as folder, chdir(folder):
        print(os.path.samefile(folder, "."), os.listdir())
    print(os.path.exists(folder))

    LOG.clear()
    asyncio.run(asynchronously())
    print(*LOG, sep=", ")

    @contextmanager
    def twice():
        yield 1
        yield 2

    @contextmanager
    def never():
        return
        yield

    for manager in (twice(), never(), 5, tag):
        try:
            with manager:
                pass
        except (RuntimeError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")
    try:
        with suppress(TypeError, KeyError):
            raise ExceptionGroup("several", [TypeError("1"), ValueError("2"), KeyError("3")])
    except ExceptionGroup as group:
        print(repr(group))


if __name__ == "__main__":
    main()

# expect:
# <p id="intro">
#   inside P
#   twice
# <!-- fine -->
# </p>
# <broken>
# <!-- KeyError: 'no such key' -->
# </broken>
#     <decorated n="1">
#     x is 21
#     <!-- fine -->
#     </decorated>
#     <decorated n="1">
#     x is 1
#     <!-- fine -->
#     </decorated>
# 42 2 decorated A documented function.
# {'a': 1}
# {'a': 2}
# 'captured True\n' False
# 1 2 3
# 0
# +a, +b, +c, -c(KeyError), -b(KeyError), -a(KeyError), KeyError('inside')
# +a, +b, +c, -c(KeyError), -b(KeyError), -a
# +a, +b, +c, -c(KeyError), -b(KeyError), -a(OSError), OSError('cannot close b') <- KeyError('inside')
# +a, -a(OSError)
# x null
# closed x
# True []
# False
# connect a, connect b, +sync, ['a', 'b'], -sync, disconnect b, disconnect a, connect c, connect d, d saw reset, disconnect d, c saw reset, disconnect c
# RuntimeError: generator didn't stop
# RuntimeError: generator didn't yield
# TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)
# TypeError: 'function' object does not support the context manager protocol (missed __exit__ method)
# ExceptionGroup('several', [ValueError('2')])
