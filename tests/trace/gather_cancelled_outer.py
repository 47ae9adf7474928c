# Cancelling the gathering future cancels its children; it is cancelled when they are.
import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise


async def main():
    outer = asyncio.gather(child("a"), child("b"))
    await asyncio.sleep(0.01)
    print(outer.cancel("stop"))
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled")


asyncio.run(main())

# expect:
# True
# a cancelled ('stop',)
# b cancelled ('stop',)
# outer cancelled
