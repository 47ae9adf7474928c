"""Pipelines of generators: pull, push, with feedback, with clean-up, and a tiny scheduler of tasks."""

import inspect
import re
from collections import deque
from contextlib import closing, suppress
from functools import reduce, wraps
from itertools import chain, count, islice

SOURCE = """\
# sensor readings
t1 20.5
t2 19.0
broken line
t1 21.5

t2 18.0
t1 bad
t3 25.0
t2 17.5
"""


class Pipeline:
    """`source | stage | stage`: a stage is a function from an iterable to an iterable."""

    def __init__(self, items):
        self.items = items

    def __or__(self, stage):
        return Pipeline(stage(self.items))

    def __iter__(self):
        yield from self.items


def stage(function):
    @wraps(function)
    def configured(*args, **kwargs):
        return lambda items: function(items, *args, **kwargs)
    return configured


@stage
def grep(lines, pattern, *, invert=False):
    match = re.compile(pattern).search
    return (line for line in lines if bool(match(line)) != invert)


@stage
def parse(lines, errors):
    for number, line in enumerate(lines, 1):
        try:
            name, value = line.split()
            yield name, float(value)
        except ValueError as error:
            errors.append(f"{number}: {error}")


@stage
def tap(items, log):
    try:
        for item in items:
            log.append(item)
            yield item
    finally:
        log.append("closed")


@stage
def chunk(items, size):
    items = iter(items)
    while batch := tuple(islice(items, size)):
        yield batch


def consumer(function):
    """Runs a coroutine to its first yield."""
    @wraps(function)
    def primed(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator
    return primed


@consumer
def average(target=None):
    total = n = 0
    mean = None
    try:
        while True:
            value = yield mean
            total, n = total + value, n + 1
            mean = total / n
            if target:
                target.send((value, mean))
    except GeneratorExit:
        if target:
            target.close()


@consumer
def collect(into):
    try:
        while True:
            into.append((yield))
    finally:
        into.append("end")


@consumer
def route(**targets):
    while True:
        name, value = yield
        with suppress(KeyError):
            targets[name].send(value)


def flatten(items):
    """Returns how many leaves it has yielded; `yield from` hands that up."""
    leaves = 0
    for item in items:
        if isinstance(item, (list, tuple)):
            leaves += yield from flatten(item)
        else:
            yield item
            leaves += 1
    return leaves


def counted(generator):
    result = yield from generator
    yield f"({result} leaves)"


def resilient():
    """What is thrown in is answered, not raised, except for what means the end."""
    answer = "ready"
    while True:
        try:
            answer = "got " + repr((yield answer))
        except ValueError as error:
            answer = f"survived {error}"
        except KeyError as error:
            raise RuntimeError("cannot go on") from error


def scheduler(*tasks):
    """Tasks yield what they want: None for a turn, a generator to wait for."""
    ready = deque((task, None, []) for task in tasks)
    while ready:
        task, value, callers = ready.popleft()
        try:
            wanted = task.send(value)
        except StopIteration as stop:
            if callers:
                ready.append((callers.pop(), stop.value, callers))
            continue
        if inspect.isgenerator(wanted):
            callers.append(task)
            ready.append((wanted, None, callers))
        else:
            ready.append((task, None, callers))


def countdown(name, n, log):
    while n:
        log.append(f"{name}{n}")
        yield
        n -= 1
    return f"{name} done"


def parent(log):
    log.append((yield countdown("x", 2, log)))
    log.append((yield countdown("y", 1, log)))


def main():
    errors, log = [], []
    pipeline = Pipeline(SOURCE.splitlines()) | grep(r"^(#|$)", invert=True) | parse(errors) | tap(log) | chunk(2)
    print(log, "nothing has run")
    print(list(pipeline), errors, log, sep="\n")

    early = []
    with closing(iter(Pipeline("abcdef") | tap(early) | chunk(2))) as batches:
        print(next(batches), early)
    print(early)

    seen, log = [], []
    router = route(t1=average(collect(seen)), t2=average())
    for reading in Pipeline(SOURCE.splitlines()) | parse([]):
        router.send(reading)
    router.close()
    del router
    print(seen)

    mean = average()
    print([mean.send(x) for x in (1, 2, 6)], mean.gi_frame is not None, mean.close(), mean.gi_frame)
    print(list(counted(flatten([1, [2, (3, [])], [[4]]]))))

    talk = resilient()
    print(next(talk), talk.send(1), talk.throw(ValueError("a blow")), talk.send(2), inspect.getgeneratorstate(talk))
    try:
        talk.throw(KeyError("fatal"))
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__), inspect.getgeneratorstate(talk), next(talk, "exhausted"))

    log = []
    scheduler(countdown("a", 3, log), parent(log), countdown("b", 1, log))
    print(*log)

    pair = [0, 1]
    fibonacci = (pair.append(sum(pair)) or pair.pop(0) for _ in count())
    print(list(islice(fibonacci, 10)))
    sieve = reduce(lambda items, p: (n for n in items if n == p or n % p), (2, 3, 5, 7), iter(range(2, 60)))
    print(*sieve)
    generator = (x for x in chain("ab", [1 / 1], (i for i in "c")))
    print(inspect.isgenerator(generator), generator.__name__, generator.__qualname__, *generator)

    def stubborn():
        try:
            yield 1
        finally:
            yield 2

    def leaking():
        yield next(iter(()))

    for make, action in ((stubborn, lambda g: (next(g), g.close())), (leaking, next), (resilient, lambda g: g.send(1)), (lambda: flatten(5), next)):
        try:
            print(action(make()))
        except (RuntimeError, TypeError) as error:
            print(f"{type(error).__name__}: {error}" + (f" from {error.__cause__!r}" if error.__cause__ else ""))


if __name__ == "__main__":
    main()

# expect:
# [] nothing has run
# [(('t1', 20.5), ('t2', 19.0)), (('t1', 21.5), ('t2', 18.0)), (('t3', 25.0), ('t2', 17.5))]
# ["3: could not convert string to float: 'line'", "6: could not convert string to float: 'bad'"]
# [('t1', 20.5), ('t2', 19.0), ('t1', 21.5), ('t2', 18.0), ('t3', 25.0), ('t2', 17.5), 'closed']
# ('a', 'b') ['a', 'b']
# ['a', 'b', 'closed']
# [(20.5, 20.5), (21.5, 21.0), 'end']
# [1.0, 1.5, 3.0] True None None
# [1, 2, 3, 4, '(4 leaves)']
# ready got 1 survived a blow got 2 GEN_SUSPENDED
# RuntimeError('cannot go on') KeyError('fatal') GEN_CLOSED exhausted
# a3 b1 a2 x2 a1 x1 x done y1 y done
# [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
# 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59
# True <genexpr> main.<locals>.<genexpr> a b 1.0 c
# RuntimeError: generator ignored GeneratorExit
# RuntimeError: generator raised StopIteration from StopIteration()
# TypeError: can't send non-None value to a just-started generator
# TypeError: 'int' object is not iterable
