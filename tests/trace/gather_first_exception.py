# The first exception ends the gathering future; the other children go on.
import asyncio


async def fails():
    await asyncio.sleep(0.01)
    raise KeyError("k")


async def goes_on():
    await asyncio.sleep(0.3)
    print("goes on")
    return "late"


async def main():
    other = asyncio.create_task(goes_on())
    try:
        await asyncio.gather(fails(), other)
    except KeyError as error:
        print("caught", error)
    print(await other)


asyncio.run(main())

# expect:
# caught 'k'
# goes on
# late
