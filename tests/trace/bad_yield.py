# What a task cannot wait for is answered by a RuntimeError, thrown at its next step.
import asyncio
import types


@types.coroutine
def give(what):
    return (yield what)


def generator():
    yield


async def itself():
    await asyncio.current_task()


async def main():
    loop = asyncio.get_running_loop()
    other = asyncio.new_event_loop()
    for name, coroutine in [
        ("an object", give(5)),
        ("a generator", give(generator())),
        ("itself", itself()),
        ("a future that is not awaited", give(loop.create_future())),
        ("a future of another loop", give(other.create_future())),
    ]:
        async def attempt():
            await coroutine

        try:
            await asyncio.create_task(coroutine if name == "itself" else attempt())
        except RuntimeError as error:
            print(name, "-", str(error).split(" <")[0].split(":")[0])
    other.close()


asyncio.run(main())

# expect:
# an object - Task got bad yield
# a generator - yield was used instead of yield from for generator in task
# itself - Task cannot await on itself
# a future that is not awaited - yield was used instead of yield from in task
# a future of another loop - Task
