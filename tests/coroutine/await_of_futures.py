# A frame that awaits a plain future, and the iterator that whoever looks sees in its place.
import asyncio, sys, inspect
class Sub(asyncio.Future): pass
class Own(asyncio.Future):
    def __await__(self):
        print('own await')
        return (yield from super().__await__())
async def w(f):
    try:
        return await f
    except ValueError as e:
        return repr(e)
async def main():
    loop = asyncio.get_running_loop()
    for C in asyncio.Future, Sub, Own:
        f = C(loop=loop); c = w(f); t = asyncio.create_task(c); await asyncio.sleep(0)
        a = c.cr_await; print(type(a).__name__, c.cr_await is a, c.cr_suspended)
        f.set_result(3); print(await t)
        f = C(loop=loop); t = asyncio.create_task(w(f)); await asyncio.sleep(0)
        f.set_exception(ValueError(1)); print(await t)
        f = C(loop=loop); t = asyncio.create_task(w(f)); await asyncio.sleep(0)
        t.cancel()
        try: await t
        except asyncio.CancelledError as e: print('cancelled', f)
    f = loop.create_future(); c = w(f); x = c.send(None); print(x is f, f._asyncio_future_blocking)
    try: c.send(None)
    except RuntimeError as e: print(e)
    f = loop.create_future(); c = w(f); x = c.send(None)
    try: c.throw(ValueError(2))
    except StopIteration as e: print(e.value)
    f = loop.create_future(); c = w(f); x = c.send(None); c.close(); print(inspect.getcoroutinestate(c))
    f = loop.create_future(); c = w(f); x = c.send(None); it=c.cr_await; f._asyncio_future_blocking=False
    f.set_result(8)
    try: c.send(None)
    except StopIteration as e: print(e.value)
    try: print(next(it))
    except StopIteration as e: print('stop', e.value)
    f = asyncio.Future.__new__(asyncio.Future)
    try: await f
    except RuntimeError as e: print(e)
    f = loop.create_future(); it = iter(f); f.set_result(8)
    for i in range(3):
        try: print(next(it))
        except BaseException as e: print(type(e), getattr(e,'value',None))
    f = loop.create_future(); it = iter(f); f.set_result(8)
    for i in range(3):
        try: print(it.send(None))
        except BaseException as e: print(type(e), getattr(e,'value',None))


asyncio.run(main())

# expect:
# FutureIter True True
# 3
# ValueError(1)
# cancelled <Future cancelled>
# FutureIter True True
# 3
# ValueError(1)
# cancelled <Sub cancelled>
# own await
# generator True True
# 3
# own await
# ValueError(1)
# own await
# cancelled <Own cancelled>
# True True
# await wasn't used with future
# ValueError(2)
# CORO_CLOSED
# 8
# stop 8
# Future object is not initialized.
# <class 'StopIteration'> 8
# <class 'StopIteration'> 8
# <class 'StopIteration'> 8
# <class 'StopIteration'> 8
# <class 'StopIteration'> 8
# <class 'StopIteration'> 8
