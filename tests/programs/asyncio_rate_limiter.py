"""Rate limiters and retries under a loop whose clock is virtual: an hour passes in no time."""

import asyncio
import heapq
import random
from collections import deque
from contextlib import asynccontextmanager
from functools import wraps


class VirtualClockLoop(asyncio.SelectorEventLoop):
    """When nothing is ready, the time of the next timer has come."""

    def __init__(self):
        super().__init__()
        self._virtual = 0.0

    def time(self):
        return self._virtual

    def _run_once(self):
        if not self._ready and self._scheduled:
            self._virtual = max(self._virtual, self._scheduled[0]._when)
        super()._run_once()


def now():
    return asyncio.get_running_loop().time()


class TokenBucket:
    """`rate` tokens a second, at most `burst` saved up; who comes first is served first."""

    def __init__(self, rate, burst):
        self.rate, self.burst = rate, burst
        self.tokens, self.updated = burst, now()
        self.lock = asyncio.Lock()

    def _refill(self):
        self.tokens = min(self.burst, self.tokens + (now() - self.updated) * self.rate)
        self.updated = now()

    async def take(self, n=1):
        async with self.lock:
            self._refill()
            if self.tokens < n:
                await asyncio.sleep((n - self.tokens) / self.rate)
                self._refill()
            self.tokens -= n

    async def __aenter__(self):
        await self.take()

    async def __aexit__(self, *details):
        return False


class SlidingWindow:
    """At most `limit` calls within any `period`; more are refused."""

    def __init__(self, limit, period):
        self.limit, self.period, self.calls = limit, period, deque()

    def allow(self):
        while self.calls and now() - self.calls[0] >= self.period:
            self.calls.popleft()
        if len(self.calls) < self.limit:
            self.calls.append(now())
            return True
        return False


class CircuitOpen(Exception):
    pass


class CircuitBreaker:
    def __init__(self, failures, rest):
        self.allowed, self.rest, self.failures, self.opened = failures, rest, 0, None

    @asynccontextmanager
    async def guard(self):
        if self.opened is not None and now() - self.opened < self.rest:
            raise CircuitOpen(f"for {self.rest - (now() - self.opened):g} s more")
        try:
            yield
        except OSError:
            self.failures += 1
            if self.failures >= self.allowed:
                self.opened = now()
            raise
        else:
            self.failures, self.opened = 0, None


def retry(times, *, on=Exception, base=1.0, jitter=None):
    """Tries again after 1, 2, 4, … seconds, plus whatever `jitter` says."""
    def decorator(function):
        @wraps(function)
        async def wrapper(*args, **kwargs):
            errors = []
            for attempt in range(times):
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    errors.append(error)
                    await asyncio.sleep(base * 2 ** attempt + (jitter() if jitter else 0))
            raise ExceptionGroup(f"{function.__name__} failed {times} times", errors)
        return wrapper
    return decorator


def throttle(seconds):
    """Calls within `seconds` of the last one share its result."""
    def decorator(function):
        last = None

        @wraps(function)
        async def wrapper(*args):
            nonlocal last
            if last is None or now() - last[0] >= seconds:
                last = now(), asyncio.ensure_future(function(*args))
            return await asyncio.shield(last[1])
        return wrapper
    return decorator


async def bucket_demo():
    bucket, log = TokenBucket(rate=2, burst=3), []

    async def client(name, calls):
        for _ in range(calls):
            async with bucket:
                log.append(f"{name}@{now():g}")

    await asyncio.gather(client("a", 4), client("b", 3))
    await asyncio.sleep(60)
    await client("c", 4)
    print(*log)


async def window_demo():
    window, answers, started = SlidingWindow(3, 10), [], now()
    for pause in (0, 1, 1, 1, 7, 0.5, 0, 10):
        await asyncio.sleep(pause)
        answers.append(f"{now() - started:g}:{'yes' if window.allow() else 'no'}")
    print(*answers)


async def breaker_demo():
    breaker, weather = CircuitBreaker(failures=2, rest=30), iter("rain rain sun sun".split())
    for pause in (1, 1, 1, 10, 25, 1):
        await asyncio.sleep(pause)
        try:
            async with breaker.guard():
                if (today := next(weather)) == "rain":
                    raise ConnectionError(today)
                print(f"{today}", end=" | ")
        except (OSError, CircuitOpen) as error:
            print(f"{type(error).__name__} {error}", end=" | ")
    print(breaker.failures)


async def retry_demo():
    started, calls = now(), []
    noise = random.Random(42)

    @retry(3, on=(OSError, TimeoutError), jitter=lambda: round(noise.random(), 2))
    async def flaky(succeeds_at):
        """Fails at first."""
        calls.append(round(now() - started, 2))
        if len(calls) < succeeds_at:
            raise OSError(f"attempt {len(calls)}")
        return "finally"

    print(await flaky(3), calls, flaky.__doc__)
    calls.clear()
    try:
        await flaky(9)
    except ExceptionGroup as group:
        print(group, [str(e) for e in group.exceptions], calls)


async def throttle_demo():
    runs = []

    @throttle(5)
    async def quote(symbol):
        await asyncio.sleep(1)
        runs.append(symbol)
        return f"{symbol}#{len(runs)}"

    print(await asyncio.gather(quote("a"), quote("b"), quote("c")), end=" ")
    await asyncio.sleep(3)
    print(await quote("d"), end=" ")
    await asyncio.sleep(3)
    print(await quote("e"), runs)


async def cron_demo():
    """Periodic jobs without drift, until the hour is over."""
    start, counts = now(), {}

    async def every(period, name):
        for turn in range(1, 10**6):
            counts[name] = turn
            await asyncio.sleep(start + turn * period - now())

    try:
        async with asyncio.timeout(3600):
            await asyncio.gather(every(7, "seven"), every(60, "minute"), every(0.5, "half"))
    except TimeoutError:
        print(counts, f"{now() - start:g}")


async def heap_of_timers():
    order, loop = [], asyncio.get_running_loop()
    times = [(5, "e"), (1, "a"), (3, "c"), (1, "b"), (4, "d")]
    for delay, name in times:
        loop.call_later(delay, order.append, name)
    await asyncio.sleep(5.5)
    print("".join(order), [name for _, name in heapq.nsmallest(5, times)])


async def main():
    for demo in (bucket_demo, window_demo, breaker_demo, retry_demo, throttle_demo, cron_demo, heap_of_timers):
        print(f"== {demo.__name__}")
        await demo()
    return now()


if __name__ == "__main__":
    print(f"{asyncio.run(main(), loop_factory=VirtualClockLoop):g} s have passed")

# expect:
# == bucket_demo
# a@0 a@0 a@0 a@0.5 b@1 b@1.5 b@2 c@62 c@62 c@62 c@62.5
# == window_demo
# 0:yes 1:yes 2:yes 3:no 10:yes 10.5:no 10.5:no 20.5:yes
# == breaker_demo
# ConnectionError rain | ConnectionError rain | CircuitOpen for 29 s more | CircuitOpen for 19 s more | sun | sun | 0
# == retry_demo
# finally [0.0, 1.64, 3.67] Fails at first.
# flaky failed 3 times (3 sub-exceptions) ['attempt 1', 'attempt 2', 'attempt 3'] [3.67, 4.95, 7.17]
# == throttle_demo
# ['a#1', 'a#1', 'a#1'] a#1 e#2 ['a', 'e']
# == cron_demo
# {'seven': 515, 'minute': 60, 'half': 7200} 3600
# == heap_of_timers
# abcde ['a', 'b', 'c', 'd', 'e']
# 3747.41 s have passed
