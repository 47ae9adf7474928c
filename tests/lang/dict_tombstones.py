# Keys that come and go at the end of a dict or set leave its index searchable.
d = {n: n for n in range(20)}
s = set(range(20))
for n in range(1000, 3000):
    d[n * 37] = n
    del d[n * 37]
    s.add(n * 37)
    s.discard(n * 37)
    assert n not in d and n not in s
print(len(d), len(s), -1 in d, -1 in s)
for n in range(3000):
    d[n % 21] = n
    d.popitem()
print(len(d), 5 in d)

# expect:
# 20 20 False False
# 0 False
