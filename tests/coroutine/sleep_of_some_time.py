# `await asyncio.sleep(delay)`: what stands in the frame that awaits it, to whoever looks, throws or cancels.

import asyncio
import inspect
import os
import sys
import traceback
import types


def where(error):
    frames = traceback.extract_tb(error.__traceback__)
    return [(os.path.basename(f.filename), f.lineno, f.name) for f in frames if "tasks" in f.filename or "sleep" in f.name]


async def sleeper(delay):
    return await asyncio.sleep(delay)


async def sleeps_twice(delay):
    first = await asyncio.sleep(delay)
    second = await asyncio.sleep(delay)
    return first, second


def timers():
    return [h.cancelled() for h in asyncio.get_running_loop()._scheduled]


async def values():
    print(await sleeper(0.001), await sleeps_twice(0.001), await asyncio.sleep(0.001, "result"))
    for delay in [1e-9, 5e-324, True, False, -1, -0.5, float("-inf")]:
        print(await sleeper(delay), end=" ")
    print()
    for delay in [float("nan"), "soon", None, 1j]:
        try:
            await sleeper(delay)
        except Exception as e:
            print(type(e).__name__, e, where(e))
    print(timers())


async def looked_at():
    coroutine = sleeper(100)
    task = asyncio.create_task(coroutine, name="sleeps")
    await asyncio.sleep(0)
    print(coroutine.cr_suspended, inspect.getcoroutinestate(coroutine), timers())
    inner = coroutine.cr_await
    print(type(inner).__name__, inner.__qualname__, coroutine.cr_await is inner, inner.cr_suspended, inner.cr_running)
    frame = inner.cr_frame
    print(frame.f_code is asyncio.sleep.__code__, frame.f_lineno, sorted(frame.f_locals), frame.f_back)
    print(frame.f_locals["delay"], frame.f_locals["result"], frame.f_locals["loop"] is asyncio.get_running_loop())
    print(type(frame.f_locals["h"]).__name__, frame.f_locals["h"] in asyncio.get_running_loop()._scheduled)
    print(task._fut_waiter is frame.f_locals["future"], type(inner.cr_await).__name__)
    print([(f.f_code.co_name, f.f_lineno) for f in task.get_stack()][1:])
    print(asyncio.format_call_graph(task).count("sleep"))
    task.cancel("looked at")
    try:
        await task
    except asyncio.CancelledError as e:
        print(e.args, where(e), timers(), inspect.getcoroutinestate(inner))


async def cancelled():
    async def survives():
        for i in range(3):
            try:
                await asyncio.sleep(100)
            except asyncio.CancelledError as e:
                print("cancelled", e.args, where(e), timers())
        return "done"

    task = asyncio.create_task(survives())
    for i in range(3):
        await asyncio.sleep(0)
        task.cancel(i)
        await asyncio.sleep(0)
    print(await task)
    task = asyncio.create_task(sleeper(100))
    await asyncio.sleep(0)
    task._fut_waiter.cancel()
    try:
        await task
    except asyncio.CancelledError as e:
        print("its future", e.args, where(e))
    task = asyncio.create_task(sleeper(100))
    await asyncio.sleep(0)
    task._fut_waiter.set_result("from outside")
    print(await task, timers().count(False))
    task = asyncio.create_task(sleeper(100))
    await asyncio.sleep(0)
    task._fut_waiter.set_exception(KeyError("from outside"))
    try:
        await task
    except KeyError as e:
        print(repr(e), where(e), timers().count(False))


async def by_hand():
    coroutine = sleeper(50)
    future = coroutine.send(None)
    print(future, future._asyncio_future_blocking, timers().count(False))
    try:
        coroutine.send(None)
    except RuntimeError as e:
        print(e, where(e), timers().count(False))
    coroutine = sleeper(50)
    coroutine.send(None)
    try:
        coroutine.throw(ValueError("thrown"))
    except ValueError as e:
        print(e, where(e), timers().count(False))
    coroutine = sleeper(50)
    coroutine.send(None)
    coroutine.close()
    print("closed", timers().count(False))
    coroutine = sleeper(50)
    coroutine.send(None)
    del coroutine
    print("dropped", timers().count(False))
    coroutine = sleeper(50)
    coroutine.send(None)
    inner = coroutine.cr_await
    coroutine.close()
    print("closed", inspect.getcoroutinestate(inner), timers().count(False))
    coroutine = sleeper(50)
    future = coroutine.send(None)
    inner = coroutine.cr_await
    future.set_result("by hand")
    try:
        inner.send(None)
    except StopIteration as stop:
        print(stop.value, timers().count(False))
    try:
        coroutine.send(None)
    except RuntimeError as e:
        print(e)


async def in_time():
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(100)
    except TimeoutError as e:
        print("timeout", where(e), where(e.__cause__), timers().count(False))
    try:
        await asyncio.wait_for(sleeper(100), 0.001)
    except TimeoutError as e:
        print("wait_for", where(e.__cause__)[-2:], timers().count(False))
    print(await asyncio.wait_for(asyncio.sleep(0.001, "in time"), 5), timers().count(False))


async def order():
    told = []

    async def one(name, delay):
        await asyncio.sleep(delay)
        told.append(name)
        await asyncio.sleep(delay)
        told.append(name.upper())

    await asyncio.gather(one("c", 0.1), one("a", 0.04), one("b", 0.06), one("d", 0.15))
    print(told)


async def changed():
    real = asyncio.sleep

    async def own(delay, result=None):
        return "own sleep"

    asyncio.sleep = own
    try:
        print(await sleeper(1))
    finally:
        asyncio.sleep = real
    code = real.__code__
    real.__code__ = own.__code__
    try:
        print(await sleeper(1))
    finally:
        real.__code__ = code
    task = asyncio.create_task(sleeper(100))
    await asyncio.sleep(0)
    real.__code__ = own.__code__
    try:
        inner = task.get_coro().cr_await
        print(inner.cr_code is code, inner.cr_frame.f_lineno, task.cancel())
        await task
    except asyncio.CancelledError as e:
        print(where(e))
    finally:
        real.__code__ = code
    loop = asyncio.get_running_loop()
    real_future = loop.create_future
    loop.create_future = lambda: print("own create_future") or real_future()
    try:
        print(await sleeper(0.001))
    finally:
        del loop.create_future
    print(await sleeper(0.001))


for scene in [values, looked_at, cancelled, by_hand, in_time, order, changed]:
    print("--", scene.__name__)
    asyncio.run(scene())
asyncio.run(values(), debug=True)

# expect:
# -- values
# None (None, None) result
# None None None None None None None
# ValueError Invalid delay: NaN (not a number) [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 708, 'sleep')]
# TypeError '<=' not supported between instances of 'str' and 'int' [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 703, 'sleep')]
# TypeError '<=' not supported between instances of 'NoneType' and 'int' [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 703, 'sleep')]
# TypeError '<=' not supported between instances of 'complex' and 'int' [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 703, 'sleep')]
# []
# -- looked_at
# True CORO_SUSPENDED [False]
# coroutine sleep True True False
# True 716 ['delay', 'future', 'h', 'loop', 'result'] None
# 100 None True
# TimerHandle True
# True FutureIter
# []
# 4
# ('looked at',) [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')] [] CORO_CLOSED
# -- cancelled
# cancelled (0,) [('tasks.py', 716, 'sleep')] [True]
# cancelled (1,) [('tasks.py', 716, 'sleep')] [True]
# cancelled (2,) [('tasks.py', 716, 'sleep')] [True]
# done
# its future () [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')]
# from outside 0
# KeyError('from outside') [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')] 0
# -- by_hand
# <Future pending> True 1
# await wasn't used with future [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')] 0
# thrown [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')] 0
# closed 0
# dropped 0
# closed CORO_CLOSED 0
# by hand 0
# cannot reuse already awaited coroutine
# -- in_time
# timeout [] [('tasks.py', 716, 'sleep')] 0
# wait_for [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')] 0
# in time 0
# -- order
# ['a', 'b', 'A', 'c', 'B', 'd', 'C', 'D']
# -- changed
# own sleep
# own sleep
# True 716 True
# [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 716, 'sleep')]
# own create_future
# None
# None
# None (None, None) result
# None None None None None None None
# ValueError Invalid delay: NaN (not a number) [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 708, 'sleep')]
# TypeError '<=' not supported between instances of 'str' and 'int' [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 703, 'sleep')]
# TypeError '<=' not supported between instances of 'NoneType' and 'int' [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 703, 'sleep')]
# TypeError '<=' not supported between instances of 'complex' and 'int' [('sleep_of_some_time.py', 17, 'sleeper'), ('tasks.py', 703, 'sleep')]
# []
