# With return_exceptions failures and cancellations are results.
import asyncio


async def fails():
    raise ValueError(1)


async def cancelled():
    raise asyncio.CancelledError("c")


async def works():
    return 3


async def main():
    print(await asyncio.gather(fails(), cancelled(), works(), return_exceptions=True))


asyncio.run(main())

# expect:
# [ValueError(1), CancelledError(''), 3]
