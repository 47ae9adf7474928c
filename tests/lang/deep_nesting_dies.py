"""A list nested ten million deep dies without touching the host's stack."""
x = []
for _ in range(10**7):
    x = [x]
del x
x = None
for _ in range(10**6):
    x = (x, {})
x = None


class Link:
    def __init__(self, next):
        self.next = next


for _ in range(10**5):
    x = Link(x)
del x
print("quiet")

# expect:
# quiet
