# Task.__init__ gives the first step to the loop; it sends None into the coroutine.
import asyncio


async def main():
    print("first step of", asyncio.current_task().get_name())
    return "done"


async def outer():
    task = asyncio.create_task(main(), name="inner")
    print("made, not begun")
    print(await task)


asyncio.run(outer())

# expect:
# made, not begun
# first step of inner
# done
