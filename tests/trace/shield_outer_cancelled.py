# Cancelling who waits for a shield ends the outer future, and leaves the inner one alone.
import asyncio


async def inner():
    await asyncio.sleep(0.3)
    print("inner goes on")
    return "safe"


async def waiter(task):
    await asyncio.shield(task)


async def main():
    task = asyncio.create_task(inner())
    waits = asyncio.create_task(waiter(task))
    await asyncio.sleep(0.01)
    waits.cancel()
    try:
        await waits
    except asyncio.CancelledError:
        print("the waiter is cancelled")
    print(await task)


asyncio.run(main())

# expect:
# the waiter is cancelled
# inner goes on
# safe
