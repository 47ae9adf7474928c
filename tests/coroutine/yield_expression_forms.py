"""Yields nest in expressions and evaluate left to right."""


def g():
    x = [(yield 1), (yield 2)]
    print(x, (yield 3) or (yield 4))
    print(f"{(yield 5)}", (yield), sep="|")
    lambda_ = lambda: (yield 6)
    print(next(lambda_()))


it = g()
sent = iter("abcdefgh")
print(next(it))
try:
    while True:
        print(it.send(next(sent)))
except StopIteration:
    print("end")

# expect:
# 1
# 2
# 3
# ['a', 'b'] c
# 5
# None
# d|e
# 6
# end
