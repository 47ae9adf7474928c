# An eager task runs its first step at once; one that ends there was never in the loop.
import asyncio


async def quick():
    print("quick, at once")
    return 1


async def slow():
    print("slow, at once")
    await asyncio.sleep(0)
    print("slow, later")
    return 2


async def main():
    loop = asyncio.get_running_loop()
    quick_task = asyncio.Task(quick(), loop=loop, eager_start=True)
    print("done:", quick_task.done())
    slow_task = asyncio.Task(slow(), loop=loop, eager_start=True)
    print("done:", slow_task.done())
    print(await quick_task, await slow_task)


asyncio.run(main())

# expect:
# quick, at once
# done: True
# slow, at once
# done: False
# slow, later
# 1 2
