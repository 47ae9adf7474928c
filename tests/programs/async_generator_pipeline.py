"""Async generators as stages of a pipeline: composed, merged, batched, and always closed."""

import asyncio
import inspect
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from functools import reduce

LOG = []


async def source(name, items, every=1):
    """Yields control `every` times between items, so that several sources interleave."""
    try:
        for item in items:
            for _ in range(every):
                await asyncio.sleep(0)
            yield item
    finally:
        await asyncio.sleep(0)
        LOG.append(f"{name} closed")


async def where(items, test):
    async for item in items:
        if await test(item) if inspect.iscoroutinefunction(test) else test(item):
            yield item


async def apply(items, function):
    async for item in items:
        yield function(item)


async def take(items, n):
    if n:
        async with aclosing(items):
            async for item in items:
                yield item
                n -= 1
                if not n:
                    return


async def batch(items, size):
    group = []
    async for item in items:
        group.append(item)
        if len(group) == size:
            yield tuple(group)
            group.clear()
    if group:
        yield tuple(group)


async def merge(*iterables):
    """Items of all as they come; each is read by a task of its own."""
    queue, end = asyncio.Queue(1), object()

    async def pump(items):
        try:
            async for item in items:
                await queue.put(item)
        finally:
            await queue.put(end)

    async with asyncio.TaskGroup() as group:
        for items in iterables:
            group.create_task(pump(items))
        running = len(iterables)
        while running:
            if (item := await queue.get()) is end:
                running -= 1
            else:
                yield item


async def scan(items, function, start):
    total = start
    yield total
    async for item in items:
        total = function(total, item)
        yield total


class Ticker:
    """An iterator by hand: `__anext__` returns an awaitable, here a future."""

    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    def __anext__(self):
        future = asyncio.get_running_loop().create_future()
        self.n -= 1
        if self.n < 0:
            future.set_exception(StopAsyncIteration("over"))
        else:
            asyncio.get_running_loop().call_soon(future.set_result, self.n)
        return future


class Pipe:
    def __init__(self, items):
        self.items = items

    def __or__(self, stage):
        function, *args = stage
        return Pipe(function(self.items, *args))

    def __aiter__(self):
        return aiter(self.items)


async def averager():
    """Driven with asend: answers each number with the mean so far."""
    mean = total = n = 0
    while True:
        try:
            value = yield mean
        except ValueError as error:
            value = float(str(error))
        if value is None:
            return
        total, n = total + value, n + 1
        mean = total / n


@asynccontextmanager
async def numbered(prefix):
    async def label(items):
        n = 0
        async for item in items:
            yield f"{prefix}{(n := n + 1)}:{item}"
    LOG.append("numbering on")
    try:
        yield label
    finally:
        LOG.append("numbering off")


async def even(n):
    await asyncio.sleep(0)
    return n % 2 == 0


async def composing():
    pipe = Pipe(source("numbers", range(100))) | (where, even) | (apply, lambda n: n * n) | (take, 5) | (batch, 2)
    print([group async for group in pipe])
    print([x async for x in scan(source("letters", "abc"), str.__add__, "")])
    print(sorted([x async for x in merge(source("odd", [1, 3, 5], 1), source("even", [2, 4], 3), Ticker(2))]))
    stages = [lambda items, k=k: apply(items, lambda n: n * k + 1) for k in (2, 3)]
    print([x async for x in reduce(lambda items, stage: stage(items), stages, Ticker(4))])
    async with numbered("#") as label:
        print(await anext(label(source("unfinished", "xy"))), [x async for x in label(Ticker(2)) if not x.endswith("0")])
    print({n: m async for n in Ticker(3) async for m in Ticker(n) if m}, {await even(n) async for n in Ticker(3)}, [[y async for y in Ticker(x)] for x in range(3)])
    print(sum([x async for x in (n * await even(n) async for n in Ticker(6))]), isinstance(Ticker(1), AsyncIterator))


async def driving():
    mean = averager()
    print(await anext(mean), await mean.asend(2), await mean.asend(4), await mean.athrow(ValueError("9")), mean.ag_running, end=" ")
    try:
        await mean.asend(None)
    except StopAsyncIteration as error:
        print(repr(error), await anext(mean, "default"), await mean.aclose())
    fresh = averager()
    for attempt in (lambda: fresh.asend(1), lambda: fresh.athrow(KeyError("early")), lambda: anext(fresh), lambda: anext(Ticker(0)), lambda: anext(5), lambda: aiter([])):
        try:
            print(await attempt())
        except (TypeError, KeyError, StopAsyncIteration) as error:
            print(repr(error))


async def breaking():
    async def stubborn():
        try:
            yield 1
        except GeneratorExit:
            yield 2

    async def stopping():
        yield 1
        raise StopAsyncIteration

    async def nested():
        async with asyncio.timeout(None):
            async with aclosing(source("inner", range(3))) as items:
                async for item in items:
                    yield item

    for make in (stubborn, stopping):
        try:
            items = make()
            await anext(items)
            if make is stopping:
                await anext(items)
            await items.aclose()
        except RuntimeError as error:
            print(f"RuntimeError: {error}")
    items = nested()
    async for item in items:
        break
    await items.aclose()
    left_open = source("left to the loop", "ab")
    await anext(left_open)
    running = asyncio.create_task(anext(left_open))
    await asyncio.sleep(0)
    try:
        await anext(left_open)
    except RuntimeError as error:
        print(f"RuntimeError: {error}")
    print(await running)
    try:
        async for n in merge(source("good", range(9)), apply(source("bad", [1, 0]), lambda n: 1 // n)):
            print(n, end=" ")
    except* ZeroDivisionError as group:
        print(group.exceptions)
    del left_open


async def main():
    for part in (composing, driving, breaking):
        LOG.clear()
        print(f"== {part.__name__}")
        await part()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print("log:", *sorted(LOG), sep="\n  ")


if __name__ == "__main__":
    asyncio.run(main())

# expect:
# == composing
# [(0, 4), (16, 36), (64,)]
# ['', 'a', 'ab', 'abc']
# [0, 1, 1, 2, 3, 4, 5]
# [22, 16, 10, 4]
# #1:x ['#1:1']
# {2: 1} {False, True} [[], [0], [1, 0]]
# 6 True
# log:
#   even closed
#   letters closed
#   numbering off
#   numbering on
#   numbers closed
#   odd closed
#   unfinished closed
# == driving
# 0 2.0 3.0 5.0 False StopAsyncIteration() default None
# TypeError("can't send non-None value to a just-started async generator")
# KeyError('early')
# StopAsyncIteration()
# StopAsyncIteration('over')
# TypeError("'int' object is not an async iterator")
# TypeError("'list' object is not an async iterable")
# log:
# == breaking
# RuntimeError: async generator ignored GeneratorExit
# RuntimeError: async generator raised StopAsyncIteration
# RuntimeError: anext(): asynchronous generator is already running
# b
# 0 1 2 3 4 5 6 7 8 1 (ZeroDivisionError('division by zero'),)
# log:
#   good closed
#   inner closed
