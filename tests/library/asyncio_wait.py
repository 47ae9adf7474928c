# asyncio.wait: what it gives and refuses, where its frames are, what its futures show meanwhile.

import asyncio
import inspect
import os
import traceback


def where(error):
    frames = traceback.extract_tb(error.__traceback__)
    return [(os.path.basename(f.filename), f.lineno, f.name) for f in frames if "tasks" in f.filename]


async def after(turns, result=None, error=None):
    for _ in range(turns):
        await asyncio.sleep(0)
    if error:
        raise error
    return result


def tasks(*rows):
    return [asyncio.create_task(after(*row), name=f"t{i}") for i, row in enumerate(rows)]


def names(group):
    return sorted(task.get_name() for task in group)


async def until():
    for when in [asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED, str("FIRST_" + "COMPLETED")]:
        all_ = tasks((1, "a"), (3, None, KeyError("b")), (2, "c"), (6, "d"))
        done, pending = await asyncio.wait(all_, return_when=when)
        print(when, names(done), names(pending))
        done, pending = await asyncio.wait(all_)
        print(names(done), names(pending), type(done) is set, [t.exception() for t in all_])
        done, pending = await asyncio.wait(all_)
        print(names(done), names(pending))
    all_ = tasks((2,), (9,))
    all_[1].cancel()
    done, pending = await asyncio.wait(all_, return_when=asyncio.FIRST_EXCEPTION)
    print("a cancelled one is no exception:", names(done), names(pending))
    done, pending = await asyncio.wait(set(all_) | {all_[0]})
    print(len(done))
    done, pending = await asyncio.wait(t for t in all_)
    print(len(done))


async def timeouts():
    loop = asyncio.get_running_loop()
    forever = loop.create_future()
    for timeout in [0, -1, 0.001]:
        done, pending = await asyncio.wait([forever], timeout=timeout)
        print(timeout, len(done), len(pending), forever)
    loop.call_soon(forever.set_result, 1)
    done, pending = await asyncio.wait([forever], timeout=100)
    print(len(done), [h for h in loop._scheduled if not h.cancelled()])


class WithBad:
    def __bool__(self):
        raise ArithmeticError("no truth")


async def refused():
    loop = asyncio.get_running_loop()
    coroutine = after(0)
    cases = [
        lambda: asyncio.wait(loop.create_future()),
        lambda: asyncio.wait(coroutine),
        lambda: asyncio.wait([]),
        lambda: asyncio.wait([loop.create_future()], return_when="sometime"),
        lambda: asyncio.wait([loop.create_future()], return_when=None),
        lambda: asyncio.wait([loop.create_future(), coroutine]),
        lambda: asyncio.wait(5),
        lambda: asyncio.wait([5]),
        lambda: asyncio.wait([[]]),
        lambda: asyncio.wait([loop.create_future()], timeout="soon"),
        lambda: asyncio.tasks._wait([], None, "ALL_COMPLETED", loop),
    ]
    for case in cases:
        try:
            await case()
        except Exception as e:
            print(type(e).__name__, e, where(e))
    coroutine.close()
    try:
        await asyncio.wait(WithBad())
    except Exception as e:
        print(type(e).__name__, e)
    try:
        asyncio.wait()
    except TypeError as e:
        print(e)
    unused = asyncio.wait([])
    print(type(unused), unused.__name__, unused.__qualname__, unused.cr_code.co_name, unused.cr_frame.f_lineno)
    unused.close()


def no_loop():
    future = asyncio.new_event_loop().create_future()
    future.get_loop().close()
    coroutine = asyncio.wait([future])
    try:
        coroutine.send(None)
    except RuntimeError as e:
        print(e, where(e))


async def looked_at():
    async def waits(futures):
        try:
            return await asyncio.wait(futures)
        except asyncio.CancelledError as e:
            print("cancelled at", where(e), e.args)
            raise

    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(2)]
    task = asyncio.create_task(waits(futures), name="waits")
    await asyncio.sleep(0)
    for future in futures:
        (callback, context), = future._callbacks
        print(callback.__name__, callback.__qualname__, repr(future).partition(" at ")[0])
    at = task.get_coro()
    while hasattr(at, "cr_await"):
        print(at.__qualname__, at.cr_frame.f_lineno - at.cr_code.co_firstlineno, at.cr_code.co_firstlineno > 400, end="; ")
        at = at.cr_await
    print(type(at).__name__)
    print([(f.f_code.co_name, f.f_lineno > 400) for f in task.get_stack()])
    print(names(futures[0]._asyncio_awaited_by), asyncio.format_call_graph(futures[1]).count("waits"))
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError:
        print([f._callbacks for f in futures], [f._asyncio_awaited_by for f in futures])


class Duck:
    "A future by its methods alone."
    _asyncio_future_blocking = False

    def __init__(self):
        self.callbacks = []
        self.ended = False

    def add_done_callback(self, callback):
        print("added", callback.__name__)
        self.callbacks.append(callback)

    def remove_done_callback(self, callback):
        print("removed", self.callbacks.count(callback))
        self.callbacks = [c for c in self.callbacks if c != callback]

    def done(self):
        return self.ended

    def cancelled(self):
        return False

    def exception(self):
        return ValueError("duck")

    def end(self):
        self.ended = True
        for callback in list(self.callbacks):
            callback(self)


async def ducks():
    loop = asyncio.get_running_loop()
    duck = Duck()
    loop.call_soon(duck.end)
    done, pending = await asyncio.wait([duck, loop.create_future()], return_when=asyncio.FIRST_EXCEPTION)
    print(done == {duck}, len(pending))


class Slow(asyncio.Future):
    def add_done_callback(self, callback, *, context=None):
        print("own add_done_callback")
        super().add_done_callback(callback, context=context)

    def done(self):
        print("own done", end="; ")
        return super().done()


async def derived():
    future = Slow()
    asyncio.get_running_loop().call_soon(future.set_result, None)
    done, pending = await asyncio.wait([future])
    print(len(done))


async def patched():
    seen = []
    real = asyncio.futures.future_add_to_awaited_by
    asyncio.futures.future_add_to_awaited_by = lambda *args: (seen.append(len(args)), real(*args))
    try:
        done, pending = await asyncio.wait(tasks((1,), (1,)))
        print(names(done), seen)
    finally:
        asyncio.futures.future_add_to_awaited_by = real


async def order():
    told = []
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(3)]

    async def waits(name, **keywords):
        await asyncio.wait(futures, **keywords)
        told.append(name)

    for future in futures:
        future.add_done_callback(lambda f: told.append(futures.index(f)))
    all_ = [asyncio.create_task(waits("all")), asyncio.create_task(waits("first", return_when="FIRST_COMPLETED"))]
    await asyncio.sleep(0)
    for future in futures:
        future.add_done_callback(lambda f: told.append(futures.index(f) + 10))
        future.set_result(None)
    await asyncio.gather(*all_)
    print(told)


print(inspect.iscoroutinefunction(asyncio.wait), inspect.signature(asyncio.wait), asyncio.wait.__module__)
print(asyncio.wait.__qualname__, asyncio.wait.__code__.co_firstlineno, inspect.getdoc(asyncio.wait).splitlines()[0])
print(inspect.getsource(asyncio.wait).splitlines()[0])
for scene in [until, timeouts, refused, looked_at, ducks, derived, patched, order]:
    print("--", scene.__name__)
    asyncio.run(scene())
no_loop()


async def debugged():
    done, pending = await asyncio.wait(tasks((1,), (2,)), timeout=5)
    print(names(done), len(pending))


asyncio.run(debugged(), debug=True)

# expect:
# True (fs, *, timeout=None, return_when='ALL_COMPLETED') asyncio.tasks
# wait 405 Wait for the Futures or Tasks given by fs to complete.
# async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
# -- until
# FIRST_COMPLETED ['t0', 't2'] ['t1', 't3']
# ['t0', 't1', 't2', 't3'] [] True [None, KeyError('b'), None, None]
# ['t0', 't1', 't2', 't3'] []
# FIRST_EXCEPTION ['t0', 't1', 't2'] ['t3']
# ['t0', 't1', 't2', 't3'] [] True [None, KeyError('b'), None, None]
# ['t0', 't1', 't2', 't3'] []
# ALL_COMPLETED ['t0', 't1', 't2', 't3'] []
# ['t0', 't1', 't2', 't3'] [] True [None, KeyError('b'), None, None]
# ['t0', 't1', 't2', 't3'] []
# FIRST_COMPLETED ['t0', 't2'] ['t1', 't3']
# ['t0', 't1', 't2', 't3'] [] True [None, KeyError('b'), None, None]
# ['t0', 't1', 't2', 't3'] []
# a cancelled one is no exception: ['t0', 't1'] []
# 2
# 2
# -- timeouts
# 0 0 1 <Future pending>
# -1 0 1 <Future pending>
# 0.001 0 1 <Future pending>
# 1 []
# -- refused
# TypeError expect a list of futures, not Future [('tasks.py', 420, 'wait')]
# TypeError expect a list of futures, not coroutine [('tasks.py', 420, 'wait')]
# ValueError Set of Tasks/Futures is empty. [('tasks.py', 422, 'wait')]
# ValueError Invalid return_when value: sometime [('tasks.py', 424, 'wait')]
# ValueError Invalid return_when value: None [('tasks.py', 424, 'wait')]
# TypeError Passing coroutines is forbidden, use tasks explicitly. [('tasks.py', 429, 'wait')]
# TypeError 'int' object is not iterable [('tasks.py', 426, 'wait')]
# AttributeError 'int' object has no attribute 'add_done_callback' [('tasks.py', 432, 'wait'), ('tasks.py', 515, '_wait')]
# TypeError cannot use 'list' as a set element (unhashable type: 'list') [('tasks.py', 426, 'wait')]
# TypeError unsupported operand type(s) for +: 'float' and 'str' [('tasks.py', 432, 'wait'), ('tasks.py', 497, '_wait')]
# AssertionError Set of Futures is empty. [('tasks.py', 493, '_wait')]
# ArithmeticError no truth
# wait() missing 1 required positional argument: 'fs'
# <class 'coroutine'> wait wait wait 405
# -- looked_at
# _on_completion _wait.<locals>._on_completion <Future pending cb=[_wait.<locals>._on_completion()
# _on_completion _wait.<locals>._on_completion <Future pending cb=[_wait.<locals>._on_completion()
# looked_at.<locals>.waits 2 False; wait 27 True; _wait 31 True; FutureIter
# [('waits', False)]
# ['waits'] 2
# cancelled at [('tasks.py', 432, 'wait'), ('tasks.py', 519, '_wait')] ('enough',)
# [None, None] [None, None]
# -- ducks
# added _on_completion
# removed 1
# True 1
# -- derived
# own add_done_callback
# own done; 1
# -- patched
# ['t0', 't1'] [2, 2]
# -- order
# [0, 10, 1, 11, 2, 12, 'first', 'all']
# no running event loop [('tasks.py', 431, 'wait')]
# ['t0', 't1'] 0
