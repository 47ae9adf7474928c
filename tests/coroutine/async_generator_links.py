"""Async generators whose items are awaited: by loops, by hand, through cancellation, errors and close."""
import asyncio, sys
log=[]
async def inner(i):
    if i%3==0: await asyncio.sleep(0)
    return i
async def nums(n):
    try:
        for i in range(n):
            x = yield await inner(i)
            if x is not None: log.append(('got',x))
    except BaseException as e:
        log.append(('nums exc',type(e).__name__,str(e))); raise
    finally:
        log.append('nums fin')
async def odd(s):
    async for v in s:
        if v&1: yield v
async def boom(n):
    async for v in nums(n):
        if v==4: raise ValueError('boom')
        yield v
async def nest(d):
    if d:
        async for v in nest(d-1): yield v
        yield d
        async for v in nest(d-1): yield v
async def main():
    print([v async for v in odd(nums(10))])
    try:
        async for v in boom(10): log.append(v)
    except ValueError as e:
        import traceback; tb=e.__traceback__; names=[]
        while tb: names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb=tb.tb_next
        print(names)
    print([v async for v in nest(5)])
    # cancel inside
    async def consume():
        async for v in odd(slow()): log.append(v)
    async def slow():
        try:
            for i in range(5):
                yield i
                await asyncio.sleep(3600 if i==3 else 0)
        finally: log.append('slow fin')
    t=asyncio.create_task(consume())
    await asyncio.sleep(0.01); t.cancel()
    try: await t
    except asyncio.CancelledError: log.append('cancelled')
    # asend/athrow/aclose
    g=nums(5); print(await g.asend(None)); print(await g.asend('x'))
    try: await g.athrow(KeyError('k'))
    except KeyError as e: print('KeyError',e)
    g=nums(5); await anext(g); await g.aclose(); print(await anext(g,'default'))
    # running
    g=nums(5)
    async def drive():
        async for v in g: await asyncio.sleep(0); log.append(('d',v))
    t1=asyncio.create_task(drive()); t2=asyncio.create_task(drive())
    r=await asyncio.gather(t1,t2,return_exceptions=True); print(r)
    # stop async iteration raised inside
    async def bad():
        yield 1
        raise StopAsyncIteration
    try:
        async for v in bad(): pass
    except RuntimeError as e: print(e, repr(e.__cause__))
    # sys.exception inside
    try: raise OSError('outer')
    except OSError:
        async def g2():
            yield repr(sys.exception())
            try: raise KeyError('in')
            except KeyError: 
                yield repr(sys.exception())
                await asyncio.sleep(0)
                yield repr(sys.exception())
            yield repr(sys.exception())
        print([v async for v in g2()])
    # break out
    async for v in nums(5):
        if v==2: break
    # manual drive of a coroutine with async gen
    class Y:
        def __await__(self): return (yield 'y')
    async def yy():
        r = await Y(); yield r
        r = await Y(); yield r
    async def co():
        return [v async for v in yy()]
    c=co(); print(c.send(None), c.send(1))
    try: c.send(2)
    except StopIteration as e: print(e.value)
    c=co(); c.send(None)
    try: c.throw(ValueError('t'))
    except ValueError as e: print('thrown', e)
    c=co(); c.send(None); c.close(); print(c.cr_frame)
    c=co(); c.send(None); print(type(c.cr_await).__name__, c.cr_running)
    del c
    async def yy2():
        try: r = await Y(); yield r
        except ValueError: yield 'caught'
        r = await Y(); yield r
    async def co2():
        return [v async for v in yy2()]
    c=co2(); c.send(None); print(c.throw(ValueError('t')))
    try: c.send(7)
    except StopIteration as e: print(e.value)
asyncio.run(main()); print(log)

# expect:
# [1, 3, 5, 7, 9]
# [('main', 31), ('boom', 21)]
# [1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1, 5, 1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1]
# 0
# 1
# KeyError 'k'
# default
# [None, RuntimeError('anext(): asynchronous generator is already running')]
# async generator raised StopAsyncIteration StopAsyncIteration()
# ["OSError('outer')", "KeyError('in')", "KeyError('in')", "OSError('outer')"]
# y y
# [1, 2]
# thrown t
# None
# async_generator_asend False
# y
# ['caught', 7]
# ['nums fin', 0, 1, 2, 3, ('nums exc', 'GeneratorExit', ''), 'nums fin', 1, 3, 'slow fin', 'cancelled', ('got', 'x'), ('nums exc', 'KeyError', "'k'"), 'nums fin', ('nums exc', 'GeneratorExit', ''), 'nums fin', ('d', 0), ('d', 1), ('d', 2), ('d', 3), ('d', 4), 'nums fin', ('nums exc', 'CancelledError', ''), 'nums fin']
