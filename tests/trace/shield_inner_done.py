# The outer future of a shield gets the result of the inner one.
import asyncio


async def inner():
    await asyncio.sleep(0.01)
    return "safe"


async def main():
    print(await asyncio.shield(inner()))


asyncio.run(main())

# expect:
# safe
