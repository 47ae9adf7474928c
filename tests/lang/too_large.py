"""Sizes nobody has are MemoryError or OverflowError."""
for call in (
    lambda: [0] * 10**12,
    lambda: (0,) * 10**13,
    lambda: "x" * 10**14,
    lambda: b"x" * 10**14,
    lambda: bytearray(10**14),
    lambda: 1 << (1 << 40),
    lambda: [0] * 10**20,
    lambda: "x" * (1 << 70),
    lambda: f"{1:{10**14}}",
):
    try:
        call()
    except (MemoryError, OverflowError, ValueError) as e:
        print(type(e).__name__, str(e) or "-")

# expect:
# MemoryError -
# MemoryError -
# MemoryError -
# MemoryError -
# MemoryError -
# MemoryError -
# OverflowError cannot fit 'int' into an index-sized integer
# OverflowError cannot fit 'int' into an index-sized integer
# MemoryError -
