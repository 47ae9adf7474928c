# A task that waits is cancelled by way of what it waits for, which is thrown into it.
import asyncio


async def waits(future):
    try:
        await future
    finally:
        print("finally; the future is cancelled:", future.cancelled())


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waits(future))
    await asyncio.sleep(0)
    print(task.cancel("enough"))
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    print(task.cancel())


asyncio.run(main())

# expect:
# True
# finally; the future is cancelled: True
# cancelled ('enough',)
# False
