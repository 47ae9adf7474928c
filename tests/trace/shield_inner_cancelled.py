# A cancelled inner future cancels the outer one.
import asyncio


async def inner():
    await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(inner())
    outer = asyncio.shield(task)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("cancelled through the shield", outer.cancelled(), task.cancelled())


asyncio.run(main())

# expect:
# cancelled through the shield True True
