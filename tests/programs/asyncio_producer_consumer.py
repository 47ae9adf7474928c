"""Producers and consumers around an asyncio queue, in an order that is always the same."""

import asyncio
from collections import Counter, defaultdict


class Bakery:
    """Bakers put loaves on a shelf that holds few; sellers take them off until the shelf is shut down."""

    def __init__(self, shelf_size):
        self.shelf = asyncio.Queue(maxsize=shelf_size)
        self.log = []
        self.sold = Counter()
        self.fresh = asyncio.Condition()

    async def baker(self, name, loaves):
        for number in range(loaves):
            if self.shelf.full():
                self.log.append(f"{name} waits")
            await self.shelf.put((name, number))
            self.log.append(f"{name}+{number}")
            async with self.fresh:
                self.fresh.notify_all()
        return f"{name} baked {loaves}"

    async def seller(self, name, pause):
        while True:
            try:
                baker, number = await self.shelf.get()
            except asyncio.QueueShutDown:
                self.log.append(f"{name} goes home")
                return
            for _ in range(pause):
                await asyncio.sleep(0)
            self.sold[name] += 1
            self.log.append(f"{name}-{baker}{number}")
            self.shelf.task_done()

    async def inspector(self, wanted):
        async with self.fresh:
            await self.fresh.wait_for(lambda: sum(entry[1:2] == "+" for entry in self.log) >= wanted)
        self.log.append("inspected")


async def bakery():
    shop = Bakery(shelf_size=2)
    async with asyncio.TaskGroup() as group:
        bakers = [group.create_task(shop.baker(name, n)) for name, n in (("A", 4), ("B", 3))]
        sellers = [group.create_task(shop.seller(name, pause), name=f"seller {name}") for name, pause in (("x", 1), ("y", 3))]
        group.create_task(shop.inspector(3))
        await asyncio.gather(*bakers)
        await shop.shelf.join()
        shop.shelf.shutdown()
    print(*shop.log)
    print([b.result() for b in bakers], dict(sorted(shop.sold.items())), [s.get_name() for s in sellers], shop.shelf.qsize())


async def priorities():
    waiting, stack = asyncio.PriorityQueue(), asyncio.LifoQueue()
    for priority, job in [(3, "sweep"), (1, "fire!"), (2, "mail")]:
        waiting.put_nowait((priority, job))
        await stack.put(job)
    print([waiting.get_nowait()[1] for _ in range(3)], [await stack.get() for _ in range(3)])
    try:
        waiting.get_nowait()
    except asyncio.QueueEmpty as error:
        print(repr(error))
    full = asyncio.Queue(1)
    full.put_nowait("only")
    try:
        full.put_nowait("more")
    except asyncio.QueueFull as error:
        print(repr(error), full.full(), full.maxsize)
    try:
        full.task_done()
        full.task_done()
    except ValueError as error:
        print(error)


async def pipeline():
    """Stages connected by queues; None says that there is no more."""
    numbers, squares = asyncio.Queue(3), asyncio.Queue(3)
    trace = []

    async def produce():
        for n in range(6):
            await numbers.put(n)
            trace.append(f"p{n}")
        await numbers.put(None)

    async def square():
        while (n := await numbers.get()) is not None:
            await squares.put(n * n)
            trace.append(f"s{n}")
        await squares.put(None)

    async def total():
        result = 0
        while (n := await squares.get()) is not None:
            result += n
            trace.append(f"t{n}")
        return result

    *_, result = await asyncio.gather(produce(), square(), total())
    print(result, *trace)


async def limited():
    """A semaphore lets three in; a lock is fair; an event starts everyone."""
    gate, start, lock = asyncio.Semaphore(3), asyncio.Event(), asyncio.Lock()
    inside, peak, order = 0, 0, []

    async def visit(number):
        nonlocal inside, peak
        await start.wait()
        async with gate:
            inside += 1
            peak = max(peak, inside)
            await asyncio.sleep(0)
            inside -= 1
        async with lock:
            order.append(number)

    tasks = [asyncio.create_task(visit(n)) for n in range(8)]
    await asyncio.sleep(0)
    print(start.is_set(), gate.locked(), lock.locked())
    start.set()
    await asyncio.wait(tasks)
    print(peak, order, inside, gate.locked())
    bounded = asyncio.BoundedSemaphore(1)
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


async def barrier():
    met = asyncio.Barrier(3)
    seen = defaultdict(list)

    async def walker(name, rounds):
        for turn in range(rounds):
            position = await met.wait()
            seen[turn].append(f"{name}{position}")

    await asyncio.gather(*(walker(name, 2) for name in "abc"))
    print(dict(seen), met.n_waiting, met.parties, met.broken)
    late = asyncio.create_task(walker("late", 1))
    await asyncio.sleep(0)
    await met.abort()
    try:
        await late
    except asyncio.BrokenBarrierError as error:
        print(repr(error), met.broken)


async def cancelled_getter():
    """A getter that is cancelled does not take an item along."""
    queue = asyncio.Queue()
    lost, kept = asyncio.create_task(queue.get()), asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    lost.cancel("not needed")
    queue.put_nowait("item")
    print(await kept, lost.cancelled() or lost.cancelling())
    queue.task_done()
    try:
        await lost
    except asyncio.CancelledError as error:
        print(repr(error), lost.cancelled())
    queue.put_nowait("left over")
    queue.shutdown(immediate=True)
    for action in (queue.get(), queue.put("x"), queue.join()):
        try:
            print(await action)
        except asyncio.QueueShutDown as error:
            print(repr(error))


async def main():
    for part in (bakery, priorities, pipeline, limited, barrier, cancelled_getter):
        print(f"== {part.__name__}")
        await part()


if __name__ == "__main__":
    asyncio.run(main())

# expect:
# == bakery
# A+0 A+1 A waits B waits A+2 A+3 x-A0 B+0 B waits inspected x-A2 B+1 B waits x-A3 y-A1 B+2 x-B0 x-B2 y-B1 x goes home y goes home
# ['A baked 4', 'B baked 3'] {'x': 5, 'y': 2} ['seller x', 'seller y'] 0
# == priorities
# ['fire!', 'mail', 'sweep'] ['mail', 'fire!', 'sweep']
# QueueEmpty()
# QueueFull() True 1
# task_done() called too many times
# == pipeline
# 55 p0 p1 p2 s0 s1 s2 t0 t1 t4 p3 p4 p5 s3 s4 s5 t9 t16 t25
# == limited
# False False False
# 3 [0, 1, 2, 3, 4, 5, 6, 7] 0 False
# BoundedSemaphore released too many times
# Lock is not acquired.
# == barrier
# {0: ['c2', 'a0', 'b1'], 1: ['a2', 'b0', 'c1']} 0 3 False
# BrokenBarrierError('Abort or reset of barrier') True
# == cancelled_getter
# item True
# CancelledError('not needed') True
# QueueShutDown()
# QueueShutDown()
# None
