# A coroutine function that is called and awaited in one expression, many times over, so that every short way of it is
# taken, and left again: other code at the same place, names that were set, frames that are large, what dies with a frame.

import inspect
import sys
import types
import weakref


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


async def one(n):
    return n + 1


async def two(n):
    return n + 2


async def caller(function, count):
    total = 0
    for _ in range(count):
        total += await function(1)
    return total


# the same place, other functions
def plain(n):
    return one(n)


class Callable:
    def __call__(self, n):
        return two(n)


for function in [one, two, one, plain, Callable(), two]:
    print(run(caller(function, 3)), end=" ")
print()


# a function that has another name than its code
one.__qualname__ = "uno"


async def name_of_running():
    return sys._getframe().f_generator.__qualname__


async def ask(function):
    return [await function() for _ in range(3)]


print(run(ask(name_of_running)))
name_of_running.__qualname__ = "renamed"
print(run(ask(name_of_running)))
print(run(caller(one, 3)))


# other code, also while the old one runs
async def first():
    first.__code__ = second.__code__
    return "first"


async def second():
    return "second"


print(run(ask(first)))


exec("""
async def dying():
    global code
    code = weakref.ref(dying.__code__)
    dying.__code__ = second.__code__
    return code() is None
""")


async def watch():
    return [await dying(), code() is None, await dying()]


print(run(watch()))


# methods, bound and unbound, and defaults
class Counter:
    def __init__(self):
        self.n = 0

    async def add(self, by=10, *, times=1):
        self.n += by * times
        return self.n

    async def plainly(self, by):
        self.n += by
        return self.n


async def methods():
    c = Counter()
    bound = c.plainly
    for _ in range(3):
        await c.plainly(1)
        await bound(2)
        await c.add()
        await c.add(5)
        await c.add(times=3)
        await Counter.plainly(c, 100)
    return c.n


print(run(methods()))


# what goes with a frame
class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name, end="; ")


async def local(name):
    noisy = Noisy(name)
    second = Noisy(name + "'")
    return name


async def argument(noisy):
    return noisy.name


async def given_back(noisy):
    return noisy


async def ends():
    for i in range(2):
        print(await local(f"local {i}"), await argument(Noisy(f"argument {i}")), end="; ")
        kept = await given_back(Noisy(f"kept {i}"))
        print(kept.name, end="; ")
    return "."


print(run(ends()))


# somebody else holds the coroutine, or watches it
held = []


async def holder():
    held.append(sys._getframe().f_generator)
    return len(held)


async def watched():
    generator = sys._getframe().f_generator
    weakref.finalize(generator, print, "gone", end="; ")
    del generator
    return "watched"


print(run(ask(holder)), [inspect.getcoroutinestate(c) for c in held])
print(run(ask(watched)))


# exceptions, handled on either side
async def fails(n):
    raise KeyError(n)


async def recovers(n):
    try:
        await fails(n)
    except KeyError as e:
        return await one(e.args[0]) + (await two(0))


async def inside():
    try:
        1 / 0
    except ZeroDivisionError as e:
        total = 0
        for i in range(3):
            total += await recovers(i)
        assert sys.exception() is e
        try:
            await fails("context")
        except KeyError as error:
            return total, repr(error.__context__)


print(run(inside()))


async def stops():
    raise StopIteration("no")


async def converted():
    found = []
    for _ in range(2):
        try:
            await stops()
        except RuntimeError as e:
            found.append((str(e), repr(e.__cause__)))
    return found


print(run(converted()))


# many registers
names = [f"v{i}" for i in range(80)]
source = "async def wide(n):\n" + "".join(f"    {v} = n + {i}\n" for i, v in enumerate(names))
exec(source + "    return " + " + ".join(names))
print(run(caller(wide, 3)))


# deep, and too deep
async def depth(n):
    if n == 0:
        return 0
    return await depth(n - 1) + 1


async def bottomless(n):
    return await bottomless(n + 1)


async def both():
    found = []
    for _ in range(3):
        found.append(await depth(500))
        try:
            await bottomless(0)
        except RecursionError as e:
            found.append(str(e))
    return found


print(run(both()))


# where a coroutine was made
async def origin():
    return sys._getframe().f_generator.cr_origin


async def origins():
    found = []
    for depth in [0, 0, 1, 1, 0]:
        sys.set_coroutine_origin_tracking_depth(depth)
        made = await origin()
        found.append(made and [entry[2] for entry in made])
    return found


print(run(origins()))


# suspended, and thrown into
@types.coroutine
def pause(value):
    return (yield value)


async def pauses(n):
    try:
        return await pause(n)
    except ValueError as e:
        return f"caught {e}"


async def several():
    return [await pauses(i) for i in range(3)]


coroutine = several()
print(coroutine.send(None), coroutine.send("a"), coroutine.cr_await.__name__, end=" ")
print(coroutine.throw(ValueError("thrown")), end=" ")
try:
    coroutine.send("b")
except StopIteration as stop:
    print(stop.value)


# a task's frames, from outside
async def stack():
    names = []
    frame = sys._getframe()
    while frame.f_back and frame.f_code.co_flags & inspect.CO_COROUTINE:
        names.append((frame.f_code.co_name, frame.f_generator.cr_running))
        frame = frame.f_back
    return names


async def above():
    return [await stack() for _ in range(2)]


print(run(above()))

# expect:
# 6 9 6 6 9 9
# ['name_of_running', 'name_of_running', 'name_of_running']
# ['renamed', 'renamed', 'renamed']
# 6
# ['first', 'second', 'second']
# [False, True, 'second']
# 444
# end of local 0'; end of local 0; end of argument 0; local 0 argument 0; kept 0; end of local 1'; end of local 1; end of argument 1; local 1 argument 1; end of kept 0; kept 1; end of kept 1; .
# [1, 2, 3] ['CORO_CLOSED', 'CORO_CLOSED', 'CORO_CLOSED']
# gone; gone; gone; ['watched', 'watched', 'watched']
# (12, "ZeroDivisionError('division by zero')")
# [('coroutine raised StopIteration', "StopIteration('no')"), ('coroutine raised StopIteration', "StopIteration('no')")]
# 9720
# [500, 'maximum recursion depth exceeded', 500, 'maximum recursion depth exceeded', 500, 'maximum recursion depth exceeded']
# [None, None, ['origins'], ['origins'], None]
# 0 1 pauses 2 ['a', 'caught thrown', 'b']
# [[('stack', True), ('above', True)], [('stack', True), ('above', True)]]
