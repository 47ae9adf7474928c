"""Random graphs of tasks: what happens in which order is asyncio's contract, and the same everywhere.

    graph.py FIRST LAST     one line for each seed: the seed, the number of events, a digest of them
    graph.py SEED           the events of one seed

Time is virtual. Where the interpreter has no virtual clock of its own (CPython), the event loop brings one. Delays are
multiples of 1/512 s, which floats and nanoseconds both hold exactly. Nothing here depends on the order of sets: a group
has one child, beside its body.
"""
import asyncio
import hashlib
import sys
import time

TICK = 1 / 512


class Numbers:
    """A small generator of its own: the same numbers whatever else draws some."""

    def __init__(self, seed):
        self.state = seed * 2654435761 % 2**32 or 1

    def below(self, limit):
        x = self.state
        x ^= x << 13 & 0xFFFFFFFF
        x ^= x >> 17
        x ^= x << 5 & 0xFFFFFFFF
        self.state = x
        return x % limit


class Failure(Exception):
    pass


def leaves(group):
    return [leaf for one in group.exceptions for leaf in (leaves(one) if hasattr(one, "exceptions") else [str(one)])]


class Graph:
    def __init__(self, seed, loop):
        self.seed, self.loop = seed, loop
        self.events, self.tasks, self.made = [], [], 0
        self.lock, self.queue, self.event = asyncio.Lock(), asyncio.Queue(maxsize=1), asyncio.Event()
        self.semaphore = asyncio.Semaphore(2)
        self.shared = [loop.create_future() for _ in range(3)]

    def say(self, name, what):
        self.events.append(f"{self.loop.time() / TICK:.0f} {name} {what}")

    def child(self, name, depth):
        """The coroutine of a new worker."""
        self.made += 1
        return self.worker(f"{name}.{self.made}", depth + 1, Numbers(self.seed * 1000003 + self.made))

    def spawn(self, name, depth):
        task = asyncio.create_task(self.child(name, depth))
        self.tasks.append(task)
        return task

    async def worker(self, name, depth, numbers):
        if (own := asyncio.current_task()) not in self.tasks:
            self.tasks.append(own)
        self.say(name, "begins")
        try:
            for _ in range(2 + numbers.below(3)):
                await self.act(name, depth, numbers)
            if depth and numbers.below(6) == 0:
                self.say(name, "fails")
                raise Failure(name)
            self.say(name, "returns")
            return name
        except asyncio.CancelledError as error:
            self.say(name, f"cancelled {error.args}")
            if numbers.below(4) == 0:
                await asyncio.sleep(0)
                self.say(name, "cleaned up")
            if numbers.below(8) == 0:
                self.say(name, "swallows it")
                return name
            raise

    async def act(self, name, depth, numbers):
        deep = self.made > 40 or depth > 3
        actions = self.SIMPLE if deep else self.SIMPLE + self.COMPOUND * 2
        action = actions[numbers.below(len(actions))]
        self.say(name, action.__name__)
        try:
            await action(self, name, depth, numbers)
        except Failure as failure:
            self.say(name, f"caught {failure}")
        except TimeoutError:
            self.say(name, "too late")
        except ExceptionGroup as group:
            self.say(name, f"group {leaves(group)}")
        self.say(name, "goes on")

    # ---- simple actions ----

    async def turns(self, name, depth, numbers):
        for _ in range(1 + numbers.below(3)):
            await asyncio.sleep(0)

    async def sleeps(self, name, depth, numbers):
        await asyncio.sleep(numbers.below(6) * TICK)

    async def waits_for_future(self, name, depth, numbers):
        future = self.loop.create_future()
        settle = (future.set_result, future.set_exception)[numbers.below(3) == 0]
        outcome = name if settle.__name__ == "set_result" else Failure(name)
        end = lambda: future.done() or settle(outcome)
        if numbers.below(2):
            self.loop.call_soon(end)
        else:
            self.loop.call_later(numbers.below(4) * TICK, end)
        future.add_done_callback(lambda done: self.say(name, f"future done {done.cancelled()}"))
        await future

    async def shares(self, name, depth, numbers):
        future = self.shared[numbers.below(len(self.shared))]
        if numbers.below(2) and not future.done():
            future.set_result(name)
        else:
            timer = self.loop.call_later(8 * TICK, lambda: future.done() or future.set_result("late"))
            self.say(name, f"shared {await asyncio.shield(future)}")
            timer.cancel()

    async def locks(self, name, depth, numbers):
        async with self.lock:
            self.say(name, "holds the lock")
            await asyncio.sleep(numbers.below(3) * TICK)

    async def limits(self, name, depth, numbers):
        async with self.semaphore:
            await asyncio.sleep(numbers.below(2) * TICK)

    async def queues(self, name, depth, numbers):
        if numbers.below(2):
            async with asyncio.timeout(4 * TICK):
                await self.queue.put(name)
        else:
            async with asyncio.timeout(4 * TICK):
                self.say(name, f"item {await self.queue.get()}")

    async def signals(self, name, depth, numbers):
        if numbers.below(2):
            self.event.set()
            self.event.clear()
        else:
            await asyncio.wait_for(self.event.wait(), numbers.below(5) * TICK)

    async def calls(self, name, depth, numbers):
        for i in range(1 + numbers.below(3)):
            self.loop.call_soon(self.say, name, f"call {i}")
        timer = self.loop.call_later(numbers.below(3) * TICK, self.say, name, "timer")
        if numbers.below(3) == 0:
            timer.cancel()

    async def generates(self, name, depth, numbers):
        async def items(count):
            try:
                for i in range(count):
                    await asyncio.sleep(i % 2 * TICK)
                    yield i
            finally:
                self.say(name, "items end")

        source = items(3)
        stop = numbers.below(4)
        async for item in source:
            self.say(name, f"item {item}")
            if item == stop:
                break
        await source.aclose()

    # ---- with tasks of their own ----

    async def gathers(self, name, depth, numbers):
        children = [self.child(name, depth) for _ in range(1 + numbers.below(3))]
        if numbers.below(2):
            children[0] = asyncio.create_task(children[0])
        result = await asyncio.gather(*children, return_exceptions=numbers.below(2) == 0)
        self.say(name, f"gathered {[str(one) for one in result]}")

    async def cancels_gather(self, name, depth, numbers):
        outer = asyncio.gather(self.child(name, depth), self.child(name, depth))
        await self.turns(name, depth, numbers)
        outer.cancel(f"by {name}")
        try:
            await outer
        except asyncio.CancelledError as error:
            if asyncio.current_task().cancelling():
                raise
            self.say(name, f"gather cancelled {error.args}")

    async def shields(self, name, depth, numbers):
        inner = self.spawn(name, depth)
        outer = asyncio.shield(inner)
        if numbers.below(2):
            self.loop.call_later(numbers.below(3) * TICK, outer.cancel)
        try:
            self.say(name, f"shielded {await outer}")
        except asyncio.CancelledError:
            if asyncio.current_task().cancelling():
                raise
            self.say(name, f"shield cancelled, inner done: {inner.done()}")

    async def cancels(self, name, depth, numbers):
        task = self.spawn(name, depth)
        if numbers.below(4):
            await self.turns(name, depth, numbers)
        self.say(name, f"cancel: {task.cancel(name)}")
        try:
            self.say(name, f"and yet {await task}")
        except asyncio.CancelledError as error:
            if asyncio.current_task().cancelling():
                raise
            self.say(name, f"it was cancelled {error.args}")

    async def cancels_itself(self, name, depth, numbers):
        asyncio.current_task().cancel("itself")
        if numbers.below(2):
            self.say(name, f"left {asyncio.current_task().uncancel()}")
        await asyncio.sleep(0)

    async def waits(self, name, depth, numbers):
        tasks = [self.spawn(name, depth) for _ in range(2)]
        how = (asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION)[numbers.below(3)]
        timeout = (None, 3 * TICK)[numbers.below(2)]
        done, pending = await asyncio.wait(tasks, timeout=timeout, return_when=how)
        self.say(name, f"waited {[task in done for task in tasks]}")

    async def groups(self, name, depth, numbers):
        async with asyncio.TaskGroup() as group:
            group.create_task(self.child(name, depth))
            if numbers.below(2):
                await asyncio.sleep(numbers.below(4) * TICK)
            if numbers.below(3) == 0:
                raise Failure(f"body of {name}")

    async def times_out(self, name, depth, numbers):
        async with asyncio.timeout(numbers.below(6) * TICK):
            self.say(name, f"in time: {await self.spawn(name, depth)}")

    async def waits_for(self, name, depth, numbers):
        self.say(name, f"got {await asyncio.wait_for(self.child(name, depth), numbers.below(6) * TICK)}")

    async def starts_eagerly(self, name, depth, numbers):
        task = asyncio.Task(self.child(name, depth), loop=self.loop, eager_start=True)
        self.tasks.append(task)
        self.say(name, f"eager, done: {task.done()}")
        self.say(name, f"eager {await task}")

    SIMPLE = [turns, sleeps, waits_for_future, shares, locks, limits, queues, signals, calls, generates]
    COMPOUND = [gathers, cancels_gather, shields, cancels, cancels_itself, waits, groups, times_out, waits_for, starts_eagerly]

    async def run(self):
        roots = [self.spawn("r", 0) for _ in range(3)]
        at = 0
        while at < len(self.tasks):
            if not self.tasks[at].done():
                await asyncio.wait([self.tasks[at]])
            at += 1
        for task in self.tasks:
            self.events.append("cancelled" if task.cancelled() else str(task.exception() or task.result()))
        self.events.append(str([root.done() for root in roots]))


if sys.implementation.name == "cpython":
    import selectors

    class Selector(selectors.SelectSelector):
        now = 0.0

        def select(self, timeout=None):
            ready = super().select(0)
            if not ready:
                assert timeout is not None, "nothing will ever happen"
                self.now += timeout
            return ready

    class Loop(asyncio.SelectorEventLoop):
        def __init__(self):
            self.selector = Selector()
            super().__init__(self.selector)
            self._clock_resolution = 1e-9

        def time(self):
            return self.selector.now
else:
    assert time.get_clock_info("monotonic").resolution == 1e-9
    Loop = asyncio.new_event_loop


def events(seed):
    graph = None

    async def main():
        nonlocal graph
        graph = Graph(seed, asyncio.get_running_loop())
        # Times count from the beginning of each program.
        start = graph.loop.time()
        graph.say = lambda name, what: graph.events.append(f"{(graph.loop.time() - start) / TICK:.0f} {name} {what}")
        await graph.run()

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.get_loop().set_exception_handler(lambda loop, context: None)
        runner.run(main())
    return graph.events


if len(sys.argv) == 2:
    print("\n".join(events(int(sys.argv[1]))))
else:
    for seed in range(int(sys.argv[1]), int(sys.argv[2]) + 1):
        happened = events(seed)
        digest = hashlib.sha256("\n".join(happened).encode()).hexdigest()
        print(seed, len(happened), digest[:16])
