# A task waits for a future: its wakeup is the callback, and the next step sends None; a failed future is thrown.
import asyncio


async def waiter(future):
    try:
        print("got", await future)
    except ValueError as error:
        print("caught", error)


async def main():
    loop = asyncio.get_running_loop()
    for outcome in (5, ValueError("no")):
        future = loop.create_future()
        task = asyncio.create_task(waiter(future))
        await asyncio.sleep(0)
        if isinstance(outcome, Exception):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
        await task


asyncio.run(main())

# expect:
# got 5
# caught no
