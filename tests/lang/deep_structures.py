"""Showing a deep structure is RecursionError; making and dropping it is nothing special."""
a, b = [], ()
for _ in range(100_000):
    a, b = [a], (b,)
for call in (lambda: repr(a), lambda: repr(b), lambda: str({"k": a})):
    try:
        call()
        print("done")
    except RecursionError as e:
        print("RecursionError")
del a, b
print("dropped")

# expect:
# RecursionError
# RecursionError
# RecursionError
# dropped
