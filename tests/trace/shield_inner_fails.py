# The exception of the inner future goes to the outer one.
import asyncio


async def inner():
    await asyncio.sleep(0)
    raise OSError(2, "gone")


async def main():
    try:
        await asyncio.shield(inner())
    except OSError as error:
        print("caught", error)


asyncio.run(main())

# expect:
# caught [Errno 2] gone
