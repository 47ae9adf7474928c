# sleep(0) yields None: the task goes to the end of the ready queue.
import asyncio


async def worker(name):
    for i in range(2):
        print(name, i)
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(worker("a"), worker("b"))


asyncio.run(main())

# expect:
# a 0
# b 0
# a 1
# b 1
