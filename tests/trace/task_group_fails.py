# The failure of one child cancels the others, and comes out as a group.
import asyncio


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError("child")


async def waits():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("the other child is cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(waits())
    except* ValueError as error:
        print("group:", error.exceptions)


asyncio.run(main())

# expect:
# the other child is cancelled
# group: (ValueError('child'),)
