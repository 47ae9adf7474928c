"""What Python sees of native tasks: callbacks, the ready queue, edges, loops with methods of their own."""
import asyncio
import contextvars
import gc
import weakref

var = contextvars.ContextVar("var", default="none")


async def leaf(n=0):
    await asyncio.sleep(0)
    return n


def shown(callbacks):
    return [callback.__qualname__ for callback, _ in callbacks or []]


async def callbacks():
    task = asyncio.create_task(leaf(1))
    gathered = asyncio.gather(task, leaf(2))
    shielded = asyncio.shield(task)
    print(shown(task._callbacks), type(gathered).__name__, shown(shielded._callbacks))
    waiting = asyncio.create_task(wait_for(task))
    await asyncio.sleep(0)
    print(shown(task._callbacks)[-1], task._asyncio_awaited_by >= {waiting, asyncio.current_task()})
    print(await gathered, await shielded, await waiting, task._callbacks, task._asyncio_awaited_by)


async def wait_for(task):
    return await task


async def ready():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(leaf(3), name="third")
    handle = loop.call_soon(print, "soon")
    kinds = [type(entry).__name__ for entry in loop._ready]
    print(kinds, len(loop._ready), loop._ready[-1] is handle, "Step" in repr(loop._ready[0]))
    loop._ready[0].cancel()
    handle.cancel()
    print(task.done())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(task.done(), task.get_name())
    task._log_destroy_pending = False
    task.get_coro().close()


async def contexts():
    async def inner():
        print(var.get())
        var.set("inner")
        await asyncio.sleep(0)
        print(var.get(), asyncio.current_task().get_context()[var])

    var.set("outer")
    task = asyncio.create_task(inner())
    await task
    print(var.get(), task.get_context()[var])
    context = contextvars.copy_context()
    context.run(var.set, "given")
    task = asyncio.create_task(inner(), context=context)
    await task
    print(context[var], task.get_context() is context)


class Counting(asyncio.SelectorEventLoop):
    soon = 0

    def call_soon(self, *args, **kwargs):
        self.soon += 1
        return super().call_soon(*args, **kwargs)


async def replaced():
    loop = asyncio.get_running_loop()
    real, seen = loop.time, []
    loop.time = lambda: seen.append(1) or real()
    await asyncio.sleep(0.001)
    del loop.time
    print(bool(seen))
    loop.set_debug(True)
    task = asyncio.create_task(leaf(4))
    print(bool(task._source_traceback), await task)
    loop.set_debug(False)


async def bad():
    class Yields:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            yield self.value

    future = asyncio.get_running_loop().create_future()
    for value in (1, future, (i for i in ())):
        try:
            await Yields(value)
        except RuntimeError as error:
            print(str(error).split(" in task")[0].split(":")[0])
    other = asyncio.new_event_loop()
    try:
        await other.create_future()
    except RuntimeError as error:
        print("attached to a different loop" in str(error))
    other.close()


async def lost():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: print(context["message"].split(" at ")[0]))

    async def fails():
        raise ValueError("lost")

    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    watch = weakref.ref(task)
    del task
    gc.collect()
    print(watch())
    future = loop.create_future()
    task = asyncio.create_task(wait_for(future))
    await asyncio.sleep(0)
    del task, future
    gc.collect()
    loop.call_soon(lambda: 1 // 0)
    await asyncio.sleep(0)


for function in (callbacks, ready, contexts, replaced, bad, lost):
    print(function.__name__)
    asyncio.run(function())
with asyncio.Runner(loop_factory=Counting) as runner:
    print(runner.run(leaf(5)), runner.get_loop().soon > 2)

# expect:
# callbacks
# ['gather.<locals>._done_callback', 'shield.<locals>._clear_awaited_by_callback', 'shield.<locals>._inner_done_callback'] _GatheringFuture ['shield.<locals>._outer_done_callback']
# Task.task_wakeup True
# [1, 2] 1 1 None frozenset()
# ready
# ['Handle', 'Handle'] 2 True True
# False
# False third
# contexts
# outer
# inner inner
# outer inner
# given
# inner inner
# inner True
# replaced
# True
# True 4
# bad
# Task got bad yield
# yield was used instead of yield from
# yield was used instead of yield from for generator
# True
# lost
# Task exception was never retrieved
# None
# Task was destroyed but it is pending!
# Exception in callback lost.<locals>.<lambda>()
# 5 True
