"""send(None) starts a generator as next() does; its result is the first yield."""


def g():
    got = yield 1
    print("got", got)
    got = yield 2
    print("got", got)
    return 3


it = g()
print(it.send(None))
print(it.send("a"))
try:
    it.send("b")
except StopIteration as e:
    print(e.value, e.args)
try:
    it.send("c")
except StopIteration as e:
    print(e.value, e.args)

# expect:
# 1
# got a
# 2
# got b
# 3 (3,)
# None ()
