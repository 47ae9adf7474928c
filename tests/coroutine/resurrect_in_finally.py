"""A generator that is closed by its death may store itself; it is ended then."""
kept = []


def g():
    try:
        yield 1
    finally:
        kept.append(sys_ref[0])


sys_ref = [None]
it = g()
next(it)
sys_ref[0] = "kept"
del it
print(kept)

# expect:
# ['kept']
