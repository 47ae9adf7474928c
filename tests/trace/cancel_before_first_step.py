# A task that waits for nothing must be cancelled by its next step: here its first, before any of its code has run.
import asyncio


async def never():
    print("never printed")


async def main():
    task = asyncio.create_task(never())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())


asyncio.run(main())

# expect:
# cancelled True
