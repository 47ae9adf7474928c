"""A scheduler on a heap: jobs with priorities, deadlines and periods, in simulated time."""

import heapq
import sched
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count, islice
from queue import Empty, Full, PriorityQueue


@dataclass(order=True)
class Job:
    due: int
    priority: int
    serial: int = field(default_factory=count().__next__)
    name: str = field(default="", compare=False)
    cost: int = field(default=1, compare=False)
    period: int = field(default=0, compare=False)
    cancelled: bool = field(default=False, compare=False, repr=False)


class Scheduler:
    """Runs what is due, the most urgent first; lower numbers are more urgent. Cancelling marks, popping skips."""

    def __init__(self):
        self.now = 0
        self.waiting = []
        self.ready = []
        self.log = []

    def add(self, name, due=0, priority=5, **options):
        job = Job(due, priority, name=name, **options)
        heappush(self.waiting, job)
        return job

    def _promote(self):
        while self.waiting and self.waiting[0].due <= self.now:
            job = heappop(self.waiting)
            heappush(self.ready, (job.priority, job.due, job.serial, job))

    def run(self, until):
        while self.now < until:
            self._promote()
            if not self.ready:
                if not self.waiting:
                    break
                self.now = min(until, self.waiting[0].due)
                continue
            *_, job = heappop(self.ready)
            if job.cancelled:
                continue
            self.log.append((self.now, job.name, self.now - job.due))
            self.now += job.cost
            if job.period:
                self.add(job.name, job.due + job.period, job.priority, cost=job.cost, period=job.period)


class IndexedHeap:
    """A heap whose keys can be lowered, as Dijkstra's algorithm wants it."""

    def __init__(self):
        self.heap, self.place = [], {}

    def push(self, key, item):
        if item in self.place and self.heap[self.place[item]][0] <= key:
            return False
        if item not in self.place:
            self.place[item] = len(self.heap)
            self.heap.append(None)
        self._up(self.place[item], (key, item))
        return True

    def _put(self, at, entry):
        self.heap[at] = entry
        self.place[entry[1]] = at

    def _up(self, at, entry):
        while at and self.heap[parent := (at - 1) // 2] > entry:
            self._put(at, self.heap[parent])
            at = parent
        self._put(at, entry)

    def pop(self):
        top, last = self.heap[0], self.heap.pop()
        del self.place[top[1]]
        if self.heap:
            at, size = 0, len(self.heap)
            while (child := 2 * at + 1) < size:
                child += child + 1 < size and self.heap[child + 1] < self.heap[child]
                if last <= self.heap[child]:
                    break
                self._put(at, self.heap[child])
                at = child
            self._put(at, last)
        return top


ROADS = "ab7 ac9 af14 bc10 bd15 cd11 cf2 de6 ef9"


def distances(start):
    graph = {}
    for a, b, *length in ROADS.split():
        graph.setdefault(a, {})[b] = graph.setdefault(b, {})[a] = int("".join(length))
    heap, done = IndexedHeap(), {}
    heap.push(0, start)
    while heap.heap:
        distance, node = heap.pop()
        done[node] = distance
        for neighbour, length in graph[node].items():
            if neighbour not in done:
                heap.push(distance + length, neighbour)
    return done


def running_median(numbers):
    low, high = [], []
    for number in numbers:
        heapq.heappush_max(low, number)
        heappush(high, heapq.heappop_max(low))
        if len(high) > len(low):
            heapq.heappush_max(low, heappop(high))
        yield low[0] if len(low) > len(high) else (low[0] + high[0]) / 2


def primes():
    """Each prime keeps its next multiple in the heap."""
    multiples = [(4, 2)]
    yield 2
    for n in count(3):
        if multiples[0][0] > n:
            yield n
            heappush(multiples, (n * n, n))
        while multiples[0][0] == n:
            multiple, prime = multiples[0]
            heapq.heapreplace(multiples, (multiple + prime, prime))


def main():
    scheduler = Scheduler()
    scheduler.add("heartbeat", period=10, priority=1)
    scheduler.add("backup", due=3, cost=12, priority=9)
    scheduler.add("mail", due=5, cost=2, period=15)
    scheduler.add("report", due=5, priority=4, cost=3)
    doomed = scheduler.add("doomed", due=6)
    doomed.cancelled = True
    scheduler.run(until=40)
    for at, name, late in scheduler.log:
        print(f"{at:>3} {name:<10}{f'{late} late' if late else ''}".rstrip())
    print(doomed)
    print(min(scheduler.waiting) == scheduler.waiting[0], len(scheduler.waiting))

    print(dict(sorted(distances("a").items())))
    print(list(running_median([5, 15, 1, 3, 8, 7, 9, 2])))
    print(list(islice(primes(), 20)))
    words = "the quick brown fox jumps over the lazy dog".split()
    print(heapq.nlargest(3, words, key=len), heapq.nsmallest(3, words), heapq.nsmallest(2, words, key=lambda w: w[-1]))
    print(list(heapq.merge([1, 4, 9], [2, 4, 8], [], [3])), list(heapq.merge("ca", "db", reverse=True)))
    heap = [9, 4, 7, 1, 8]
    heapq.heapify(heap)
    print(heap, heapq.heappushpop(heap, 0), heapq.heappushpop(heap, 5), heap)
    try:
        heapq.heapify([3, "a", None])
    except TypeError as error:
        print(error)

    queue = PriorityQueue(maxsize=2)
    queue.put((2, "b"))
    queue.put_nowait((1, "a"))
    try:
        queue.put_nowait((0, "c"))
    except Full as error:
        print(repr(error), queue.full())
    print(queue.get(), queue.get(block=False), queue.qsize())
    try:
        queue.get_nowait()
    except Empty as error:
        print(repr(error))

    clock = [0]
    simulated = sched.scheduler(lambda: clock[0], lambda delay: clock.__setitem__(0, clock[0] + delay))
    say = lambda *words, end=".": print(f"  t={clock[0]}", *words, end=end + "\n")
    simulated.enter(5, 1, say, ("five", "late"))
    simulated.enter(5, 0, say, ("five", "early"), {"end": "!"})
    cancelled = simulated.enterabs(3, 1, say, ("three",))
    simulated.enterabs(2, 1, lambda: simulated.enter(1, 1, say, ("nested",)))
    simulated.cancel(cancelled)
    print([(event.time, event.priority) for event in simulated.queue])
    simulated.run()
    print(simulated.empty(), clock)


if __name__ == "__main__":
    main()

# expect:
#   0 heartbeat
#   3 backup
#  15 heartbeat 5 late
#  16 report    11 late
#  19 mail      14 late
#  21 heartbeat 1 late
#  22 mail      2 late
#  30 heartbeat
#  35 mail
# Job(due=6, priority=5, serial=4, name='doomed', cost=1, period=0)
# True 2
# {'a': 0, 'b': 7, 'c': 9, 'd': 20, 'e': 20, 'f': 11}
# [5, 10.0, 5, 4.0, 5, 6.0, 7, 6.0]
# [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71]
# ['quick', 'brown', 'jumps'] ['brown', 'dog', 'fox'] ['the', 'the']
# [1, 2, 3, 4, 4, 8, 9] ['d', 'c', 'b', 'a']
# [4, 5, 7, 9, 8] 0 1 [4, 5, 7, 9, 8]
# '<' not supported between instances of 'str' and 'NoneType'
# Full() True
# (1, 'a') (2, 'b') 0
# Empty()
# [(2, 1), (5, 0), (5, 1)]
#   t=3 nested.
#   t=5 five early!
#   t=5 five late.
# True [5]
