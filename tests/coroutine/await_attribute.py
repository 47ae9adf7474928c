"""cr_await is what the coroutine waits for."""


class Wait:
    def __await__(self):
        yield 1


async def inner():
    await Wait()


async def outer():
    await sub


sub = inner()
co = outer()
print(co.cr_await, co.cr_suspended, co.cr_running)
co.send(None)
print(co.cr_await is sub, type(sub.cr_await).__name__, co.cr_suspended, sub.cr_suspended)
co.close()
print(co.cr_await, co.cr_frame)

# expect:
# None False False
# True generator True True
# None None
