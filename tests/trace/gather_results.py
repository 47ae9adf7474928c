# gather gives the results in the order of its arguments; the same coroutine twice runs once.
import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    return value


async def main():
    twice = after(0.01, "b")
    print(await asyncio.gather(after(0.03, "a"), twice, twice))
    print(await asyncio.gather())


asyncio.run(main())

# expect:
# ['a', 'b', 'b']
# []
