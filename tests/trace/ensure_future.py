# ensure_future makes a task of a coroutine, and gives a future as it is.
import asyncio


async def coroutine():
    return 1


class Awaitable:
    def __await__(self):
        yield
        return 2


async def main():
    task = asyncio.ensure_future(coroutine())
    print(asyncio.ensure_future(task) is task)
    print(await task, await asyncio.ensure_future(Awaitable()))


asyncio.run(main())

# expect:
# True
# 1 2
