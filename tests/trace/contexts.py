# A task has a copy of the context it was made in, unless it is given one.
import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="none")


async def sets(value):
    before = variable.get()
    variable.set(value)
    await asyncio.sleep(0)
    return before, variable.get()


async def main():
    variable.set("main")
    given = contextvars.Context()
    print(await asyncio.create_task(sets("copied")))
    print(await asyncio.create_task(sets("given"), context=given))
    print(variable.get(), given[variable])


asyncio.run(main())

# expect:
# ('main', 'copied')
# ('none', 'given')
# main given
