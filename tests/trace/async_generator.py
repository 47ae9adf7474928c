# An async generator yields to `async for` through the chain, and awaits what its task awaits.
import asyncio


async def ticks(count):
    try:
        for i in range(count):
            await asyncio.sleep(0.01)
            yield i
    finally:
        print("ticks end")


async def main():
    async for tick in ticks(2):
        print("tick", tick)
    source = ticks(5)
    print(await anext(source))
    try:
        await source.athrow(KeyError("thrown"))
    except KeyError as error:
        print("came back:", error)
    source = ticks(5)
    print(await anext(source))
    await source.aclose()


asyncio.run(main())

# expect:
# tick 0
# tick 1
# ticks end
# 0
# ticks end
# came back: 'thrown'
# 0
# ticks end
