"""async for drives an async generator and stops at its end; else runs when nothing broke out."""


class Wait:
    def __await__(self):
        return (yield "wait")


async def ag(n):
    for i in range(n):
        await Wait()
        yield i


async def main():
    async for i in ag(3):
        print(i)
    else:
        print("else")
    print([x async for x in ag(3) if x])
    print({x: x async for x in ag(2)})
    async for i in ag(3):
        break
    return "end"


co = main()
turns = 0
try:
    while True:
        co.send(None)
        turns += 1
except StopIteration as e:
    print(e.value, turns)

# expect:
# 0
# 1
# 2
# else
# [1, 2]
# {0: 0, 1: 1}
# end 9
