"""A for loop that breaks lets its generator die at once."""


def g():
    try:
        yield from range(10)
    finally:
        print("closed")


for i in g():
    if i == 2:
        break
print("after", i)

# expect:
# closed
# after 2
