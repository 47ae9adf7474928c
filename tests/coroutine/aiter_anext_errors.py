"""The builtins aiter and anext refuse what is not asynchronous."""


class NoIterator:
    def __aiter__(self):
        return 1


for call in (lambda: aiter(1), lambda: aiter(NoIterator()), lambda: anext(1), lambda: anext(1, 2)):
    try:
        call()
    except TypeError as e:
        print(e)

# expect:
# 'int' object is not an async iterable
# aiter() returned not an async iterator of type 'int'
# 'int' object is not an async iterator
# 'int' object is not an async iterator
