"""What no machine can hold is refused, and the program goes on."""


def t(name, f):
    try:
        f()
        print(name, "done")
    except (MemoryError, OverflowError, ValueError) as e:
        print(name, type(e).__name__, str(e) or "-")


t("shift", lambda: 1 << (1 << 40))
t("shift that no int counts", lambda: -5 << (1 << 70))
t("shift of zero", lambda: 0 << (1 << 70))
t("list", lambda: [0] * 10**12)
t("list that no int counts", lambda: [0] * 10**20)
t("list in place", lambda: [1, 2].__imul__(10**17))
t("tuple", lambda: (0,) * 10**14)
t("str", lambda: "a" * 10**14)
t("bytes", lambda: b"a" * 10**14)
t("bytes()", lambda: bytes(10**15))
t("bytearray()", lambda: bytearray(10**15))
t("ljust", lambda: "a".ljust(10**15))
t("zfill", lambda: "a".zfill(10**15))
t("expandtabs", lambda: "\t".expandtabs(10**15))
t("list of range", lambda: list(range(10**15)))
t("int of digits", lambda: int("1" * 5000))
t("digits of int", lambda: str(10**5000))

# expect:
# shift MemoryError -
# shift that no int counts OverflowError too many digits in integer
# shift of zero done
# list MemoryError -
# list that no int counts OverflowError cannot fit 'int' into an index-sized integer
# list in place MemoryError -
# tuple MemoryError -
# str MemoryError -
# bytes MemoryError -
# bytes() MemoryError -
# bytearray() MemoryError -
# ljust MemoryError -
# zfill MemoryError -
# expandtabs OverflowError Python int too large to convert to C int
# list of range MemoryError -
# int of digits ValueError Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# digits of int ValueError Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
