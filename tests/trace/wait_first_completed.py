# wait() gives what is done and what is not.
import asyncio


async def after(delay):
    await asyncio.sleep(delay)
    return delay


async def main():
    tasks = [asyncio.create_task(after(delay)) for delay in (0.3, 0.01)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([task.result() for task in done], len(pending))
    done, pending = await asyncio.wait(tasks)
    print(sorted(task.result() for task in done), pending)


asyncio.run(main())

# expect:
# [0.01] 1
# [0.01, 0.3] set()
