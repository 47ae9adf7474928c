# sleep(0) in the frame that awaits it: what looks and what throws sees the coroutine of asyncio.sleep.
import asyncio
import sys
import traceback


async def once(n=0):
    await asyncio.sleep(n)
    return "done"


async def nested():
    return [await once(), await once(False), await once(-1)]


async def shown(coroutine):
    names = []
    while coroutine is not None:
        names.append(getattr(coroutine, "__qualname__", type(coroutine).__name__))
        coroutine = getattr(coroutine, "cr_await", None) or getattr(coroutine, "gi_yieldfrom", None)
    return names


async def caught():
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        return [frame.name for frame in traceback.extract_tb(sys.exc_info()[2])]


async def handling():
    try:
        raise KeyError(1)
    except KeyError:
        await asyncio.sleep(0)
        return repr(sys.exception())


async def forever():
    while True:
        await asyncio.sleep(0)


async def items():
    for i in range(3):
        await asyncio.sleep(0)
        yield i


async def main():
    print(await nested())
    for _ in range(2):
        coroutine = once()
        task = asyncio.create_task(coroutine)
        await asyncio.sleep(0)
        print(await shown(coroutine), coroutine.cr_await is coroutine.cr_await, coroutine.cr_suspended)
        print(await task)
    task = asyncio.create_task(caught())
    await asyncio.sleep(0)
    task.cancel()
    print(await task)
    print(await asyncio.create_task(handling()))
    print([i async for i in items()])
    task = asyncio.create_task(forever())
    await asyncio.sleep(0)
    print(task.get_stack()[0].f_code.co_name, len(task.get_stack()))
    task.cancel()
    print((await asyncio.gather(task, return_exceptions=True)))
    coroutine = once()
    print(coroutine.send(None), await shown(coroutine))
    coroutine.close()
    try:
        coroutine.send(None)
    except RuntimeError as e:
        print(e)
    task = asyncio.create_task(forever(), name="t")
    await asyncio.sleep(0)
    graph = asyncio.capture_call_graph(task)
    print([entry.frame.f_code.co_name for entry in graph.call_stack])
    task.cancel()
    sleep = asyncio.sleep
    sleep.__defaults__ = ("other",)
    print(await sleep(0), await asyncio.sleep(0))
    sleep.__defaults__ = (None,)
    print(await sleep(0))
    try:
        await asyncio.sleep("x")
    except TypeError as e:
        print(e)
    seen = []

    def profile(frame, event, arg):
        if event in ("call", "return"):
            seen.append((event, frame.f_code.co_name))

    task = asyncio.create_task(once())
    await asyncio.sleep(0)
    sys.setprofile(profile)
    await asyncio.sleep(0)
    sys.setprofile(None)
    print([s for s in seen if s[1] in ("sleep", "__sleep0", "once")])

    async def deep(n):
        if n:
            return await deep(n - 1)
        await asyncio.sleep(0)
        return "bottom"
    for n in range(930, 1000):
        try:
            await deep(n)
        except RecursionError as e:
            print("limit", n < 990, e)
            break


asyncio.run(main())

# expect:
# ['done', 'done', 'done']
# ['once', 'sleep', '__sleep0'] True True
# done
# ['once', 'sleep', '__sleep0'] True True
# done
# ['caught', 'sleep', '__sleep0']
# KeyError(1)
# [0, 1, 2]
# forever 1
# [CancelledError('')]
# None ['once', 'sleep', '__sleep0']
# cannot reuse already awaited coroutine
# ['sleep', 'forever']
# other other
# None
# '<=' not supported between instances of 'str' and 'int'
# [('call', 'sleep'), ('call', '__sleep0'), ('return', '__sleep0'), ('return', 'sleep'), ('call', 'once'), ('call', 'sleep'), ('call', '__sleep0'), ('return', '__sleep0'), ('return', 'sleep'), ('return', 'once'), ('call', 'sleep'), ('call', '__sleep0'), ('return', '__sleep0'), ('return', 'sleep')]
# limit False maximum recursion depth exceeded
