# A queue and a lock hand over by futures.
import asyncio


async def producer(queue):
    for i in range(3):
        await queue.put(i)


async def consumer(queue, lock, name):
    async with lock:
        print(name, await queue.get())


async def main():
    queue, lock = asyncio.Queue(maxsize=1), asyncio.Lock()
    await asyncio.gather(producer(queue), *(consumer(queue, lock, name) for name in "abc"))


asyncio.run(main())

# expect:
# a 0
# b 1
# c 2
