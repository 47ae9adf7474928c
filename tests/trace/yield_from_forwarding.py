# `yield from` forwards send, throw and close to the innermost generator.
def inner():
    try:
        got = yield 1
        print("inner got", got)
        try:
            yield 2
        except ValueError as error:
            print("inner caught", error)
        yield 3
        return "from inner"
    finally:
        print("inner ends")


def outer():
    result = yield from inner()
    print("result", result)
    yield 4


chain = outer()
print(next(chain))
print(chain.send("hello"))
print(chain.throw(ValueError("thrown")))
print(next(chain))
print(next(chain, "exhausted"))

closed = outer()
print(next(closed))
print(closed.close())

for item in (x * x for x in range(2)):
    print(item)
never_started = inner()
never_started.close()

# expect:
# 1
# inner got hello
# 2
# inner caught thrown
# 3
# inner ends
# result from inner
# 4
# exhausted
# 1
# inner ends
# None
# 0
# 1
