"""gather, wait, timeouts, shields and task groups, with the clock of a loop that never really waits."""

import asyncio
import contextlib
import selectors


class InstantSelector(selectors.DefaultSelector):
    """Instead of waiting, it moves the loop's clock on."""

    def select(self, timeout=None):
        if timeout:
            self.loop.now += timeout
        return super().select(0)


class InstantLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        selector = InstantSelector()
        selector.loop = self
        super().__init__(selector)

    def time(self):
        return self.now


def clock():
    return round(asyncio.get_running_loop().time(), 3)


async def job(name, seconds, fail=None):
    try:
        await asyncio.sleep(seconds)
        if fail:
            raise fail
        return name
    except asyncio.CancelledError:
        print(f"  {name} cancelled at {clock()}")
        raise


async def gathering():
    print(await asyncio.gather(job("a", 3), job("b", 1), job("c", 2)), clock())
    print(await asyncio.gather(job("a", 1), job("b", 1, ValueError("b broke")), return_exceptions=True))
    slow = asyncio.create_task(job("slow", 5))
    try:
        await asyncio.gather(slow, job("quick", 1, OSError("quick broke")))
    except OSError as error:
        print(repr(error), clock(), slow.done())
    print(await slow, clock())
    everything = asyncio.gather(job("x", 9), job("y", 9))
    await asyncio.sleep(1)
    everything.cancel()
    try:
        await everything
    except asyncio.CancelledError:
        print("gather cancelled", everything.cancelled())


async def timing_out():
    try:
        async with asyncio.timeout(2) as limit:
            await job("too slow", 3)
    except TimeoutError as error:
        print(repr(error), limit.expired(), clock())
    async with asyncio.timeout(None) as limit:
        limit.reschedule(asyncio.get_running_loop().time() + 1.5)
        print(await job("in time", 1), limit, limit.when() - clock() == 0.5)
    try:
        async with asyncio.timeout(5):
            try:
                async with asyncio.timeout(1):
                    await job("nested", 2)
            except TimeoutError:
                print("inner", clock())
                await job("outer", 9)
    except TimeoutError:
        print("outer", clock())
    for seconds in (1, 0):
        try:
            print(await asyncio.wait_for(job("waited for", 0.5), seconds))
        except TimeoutError as error:
            print(repr(error), clock())
    protected = asyncio.create_task(job("protected", 2))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.shield(protected), 1)
    print(protected.done(), await protected, clock())


async def waiting():
    tasks = [asyncio.create_task(job(name, s, e), name=name) for name, s, e in (("one", 1, None), ("two", 2, KeyError("two")), ("three", 3, None))]
    names = lambda tasks: sorted(task.get_name() for task in tasks)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending), clock())
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), repr(done.pop().exception()), clock())
    done, pending = await asyncio.wait(pending, timeout=0.25)
    print(names(done), names(pending), clock())
    try:
        tasks[2].result()
    except asyncio.InvalidStateError as error:
        print(repr(error))
    await tasks[2]
    for next_one in asyncio.as_completed([job("x", 2), job("y", 1)], timeout=5):
        print(await next_one, clock(), end="; ")
    async for task in asyncio.as_completed({asyncio.create_task(job("z", 1), name="named")}):
        print(task.get_name(), task.result())


async def grouping():
    async with asyncio.TaskGroup() as group:
        a, b = group.create_task(job("a", 2)), group.create_task(job("b", 1))
    print(a.result(), b.result(), clock())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("sibling", 5))
            group.create_task(job("first", 1, ValueError("first")))
            group.create_task(job("second", 1, TypeError("second")))
            await job("body", 9)
    except* ValueError as errors:
        print("values:", errors.exceptions, clock())
    except* TypeError as errors:
        print("types:", errors.exceptions)
    try:
        group.create_task(unused := job("late", 1))
    except RuntimeError as error:
        unused.close()
        print(str(error).partition(" ")[2])
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(job("bystander", 4))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(job("deep", 1, LookupError("deep")))
    except ExceptionGroup as error:
        print(repr(error), error.subgroup(LookupError).exceptions[0].exceptions, sep="\n")


async def cancelling():
    async def stubborn():
        for attempt in (1, 2):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                print(f"  ignored {error.args} at {clock()}, {asyncio.current_task().cancelling()} asked")
                asyncio.current_task().uncancel()
        return "went on"

    async def tidy():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(1)
            print("  tidied up at", clock())

    task, cleaner = asyncio.create_task(stubborn()), asyncio.create_task(tidy())
    await asyncio.sleep(0.5)
    print(task.cancel("please"), cleaner.cancel())
    await asyncio.sleep(2)
    task.cancel("again")
    print(await task, task.cancelled(), task.cancel(), cleaner.cancelled(), clock())
    never = asyncio.create_task(job("never started", 1))
    never.cancel()
    await asyncio.wait([never])
    print(never.cancelled(), repr(never).partition(" name=")[0])
    callbacks = []
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda f: callbacks.append(f.result()))
    asyncio.get_running_loop().call_later(2, future.set_result, "later")
    print(await future, callbacks, clock(), future)
    asyncio.get_running_loop().call_soon(callbacks.append, "soon")
    handle = asyncio.get_running_loop().call_at(clock() + 1, callbacks.append, "at")
    asyncio.get_running_loop().call_at(clock() + 1, callbacks.append, "no").cancel()
    await asyncio.sleep(1)
    print(callbacks, handle.cancelled(), handle.when())


async def main():
    for part in (gathering, timing_out, waiting, grouping, cancelling):
        print(f"== {part.__name__}")
        await part()
    print("unfinished:", len(asyncio.all_tasks()) - 1)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=InstantLoop) as runner:
        runner.run(main())
        print(runner.get_loop().now, runner.get_loop().is_running())
    too_late = asyncio.sleep(0)
    try:
        runner.run(too_late)
    except RuntimeError as error:
        print(error)
    too_late.close()

# expect:
# == gathering
# ['a', 'b', 'c'] 3.0
# ['a', ValueError('b broke')]
# OSError('quick broke') 5.0 False
# slow 9.0
#   x cancelled at 10.0
#   y cancelled at 10.0
# gather cancelled False
# == timing_out
#   too slow cancelled at 12.0
# TimeoutError() True 12.0
# in time <Timeout [active] when=13.5> True
#   nested cancelled at 14.0
# inner 14.0
#   outer cancelled at 18.0
# outer 18.0
# waited for
# TimeoutError() 18.5
# False protected 20.5
# == waiting
# ['one'] ['three', 'two'] 21.5
# ['two'] ['three'] KeyError('two') 22.5
# [] ['three'] 22.75
# InvalidStateError('Result is not set.')
# y 24.5; x 25.5; named z
# == grouping
# a b 28.5
#   sibling cancelled at 29.5
#   body cancelled at 29.5
# values: (ValueError('first'),) 29.5
# types: (TypeError('second'),)
# <TaskGroup cancelling> is finished
#   bystander cancelled at 30.5
# ExceptionGroup('unhandled errors in a TaskGroup', [ExceptionGroup('unhandled errors in a TaskGroup', [LookupError('deep')])])
# (LookupError('deep'),)
# == cancelling
# True True
#   ignored ('please',) at 31.0, 1 asked
#   tidied up at 32.0
#   ignored ('again',) at 33.0, 1 asked
# went on False False True 33.0
# True <Task cancelled
# later ['later'] 35.0 <Future finished result='later'>
# ['later', 'soon', 'at'] False 36.0
# unfinished: 0
# 36.0 False
# Runner is closed
