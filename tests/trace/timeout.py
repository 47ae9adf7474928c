# A timeout cancels its task at its deadline, and turns the cancellation into TimeoutError.
import asyncio


async def slow():
    await asyncio.sleep(10)


async def main():
    try:
        async with asyncio.timeout(0.02):
            await slow()
    except TimeoutError:
        print("too slow")
    async with asyncio.timeout(0.02):
        print("fast enough")
    try:
        await asyncio.wait_for(slow(), 0.01)
    except TimeoutError:
        print("too slow again")


asyncio.run(main())

# expect:
# too slow
# fast enough
# too slow again
