# KeyboardInterrupt ends the task, and leaves the loop through the step.
import asyncio


async def interrupted():
    raise KeyboardInterrupt("now")


async def bystander():
    try:
        await asyncio.sleep(10)
    finally:
        print("the bystander is cancelled")


async def main():
    asyncio.create_task(bystander())
    await asyncio.sleep(0)
    await asyncio.create_task(interrupted())


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error)

# expect:
# the bystander is cancelled
# KeyboardInterrupt now
