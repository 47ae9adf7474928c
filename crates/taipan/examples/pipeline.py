"""Coroutines driven by hand: a round-robin scheduler of three tasks and a pipeline of generators."""


class Turn:
    """Gives the other tasks a turn."""

    def __await__(self):
        yield


async def count(name, to):
    for i in range(to):
        print(name, i)
        await Turn()
    return f"{name} counted to {to}"


def run(*tasks):
    ready = list(tasks)
    while ready:
        task = ready.pop(0)
        try:
            task.send(None)
        except StopIteration as end:
            print(end.value)
        else:
            ready.append(task)


def numbers(n):
    yield from range(n)


def squares(source):
    for x in source:
        yield x * x


run(count("a", 2), count("b", 3), count("c", 1))
print(sum(squares(numbers(1000))))
