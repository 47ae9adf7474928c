"""Sent values go to the delegate; its return is the value of the expression."""


def inner():
    total = 0
    while True:
        got = yield total
        if got is None:
            return total
        total += got


def outer():
    while True:
        print("sum", (yield from inner()))


it = outer()
print(next(it), it.send(3), it.send(4), it.send(None), it.send(5))

# expect:
# sum 7
# 0 3 7 0 5
