# Done callbacks go through the loop, in their order, after what was ready before.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda done: print("first", done.result()))
    future.add_done_callback(lambda done: print("second", done.result()))
    loop.call_soon(print, "was ready before")
    future.set_result("result")
    print("set")
    await asyncio.sleep(0)
    print("after one turn")


asyncio.run(main())

# expect:
# set
# was ready before
# first result
# second result
# after one turn
