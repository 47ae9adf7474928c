"""Coroutines and async generators are neither iterables nor iterators."""


async def c():
    pass


async def ag():
    yield


co = c()
for target in (co, ag()):
    for call in (iter, next, list):
        try:
            call(target)
        except TypeError as e:
            print(e)
    try:
        for _ in target:
            pass
    except TypeError as e:
        print(e)
co.close()

# expect:
# 'coroutine' object is not iterable
# 'coroutine' object is not an iterator
# 'coroutine' object is not iterable
# 'coroutine' object is not iterable
# 'async_generator' object is not iterable
# 'async_generator' object is not an iterator
# 'async_generator' object is not iterable
# 'async_generator' object is not iterable
