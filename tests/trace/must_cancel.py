# A task that cancels itself goes on until it next waits; one that ends before is cancelled all the same.
import asyncio


async def waits():
    asyncio.current_task().cancel()
    print("still running")
    await asyncio.sleep(10)
    print("never printed")


async def ends():
    asyncio.current_task().cancel()
    return "lost"


async def uncancelled():
    task = asyncio.current_task()
    task.cancel()
    print("left", task.uncancel())
    await asyncio.sleep(0)
    return "kept"


async def main():
    for coroutine in (waits(), ends(), uncancelled()):
        task = asyncio.create_task(coroutine)
        try:
            print(await task)
        except asyncio.CancelledError:
            print("cancelled")


asyncio.run(main())

# expect:
# still running
# cancelled
# cancelled
# left 0
# kept
