"""Writes rows for tests/golden.rs: what the Python 3.14 that runs this file answers to random operations.

    python3.14 generate.py FAMILY COUNT SEED > FAMILY.tsv
"""

import random
import string
import struct
import sys
import _string

family, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(seed)
sys.stdout.reconfigure(encoding="ascii", newline="\n")


def text(value):
    return "".join(c if 0x20 <= ord(c) < 0x7F and c != "\\" else "\\{%x}" % ord(c) for c in value)


def bits(value):
    return format(struct.unpack(">Q", struct.pack(">d", value))[0], "x")


def show_float(value):
    return "nan" if value != value else bits(value)


def row(operation, arguments, function):
    try:
        result = "=" + function()
    except (ValueError, TypeError, OverflowError, ZeroDivisionError, IndexError) as error:
        result = f"!{type(error).__name__}: {text(str(error))}"
    print(operation, *arguments, result, sep="\t")


POOLS = ["ab", "aA b1", " \t\n\r\x1c\x0b", "aé€", "\xdf\u03a3\u0130\u01c5\ufb01'", "\U0001f600\U00010400\U00010428", "٣²½",
         "\ud800\udc00", "'\"\\\x00\x7f\x85\u2028\xa0\xad", string.ascii_letters]


def some_text(longest=8):
    pools = rng.sample(POOLS, rng.randint(1, 3))
    return "".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(0, longest)))


def some_float():
    kind = rng.randrange(9)
    if kind == 0:
        return rng.choice([0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1.0, 0.5, 1e16, 1e22, 1e23, 5e-324, 1e-5])
    if kind == 1:
        return struct.unpack("<d", rng.randbytes(8))[0]
    if kind == 2:
        return rng.randint(-10**6, 10**6) / 2 ** rng.randint(0, 12)
    if kind == 3:
        return rng.uniform(-1000, 1000)
    if kind == 4:
        return round(rng.uniform(-100, 100), rng.randint(0, 5))
    if kind == 5:
        return float(rng.randint(-10**20, 10**20))
    if kind == 6:
        return rng.choice([1, -1]) * 2.0 ** rng.randint(-1074, 1023)
    if kind == 7:
        return rng.choice([1, 5, 15, 25, 9.5, 99.5, 0.125]) * 10.0 ** rng.randint(-20, 20)
    return rng.uniform(-1, 1) * 10.0 ** rng.randint(-10, 10)


def some_int():
    kind = rng.randrange(5)
    if kind == 0:
        return rng.randint(-20, 20)
    if kind == 1:
        return rng.randint(-10**6, 10**6)
    if kind == 2:
        return rng.choice([1, -1]) * (2 ** rng.choice([31, 32, 53, 61, 62, 63, 64, 100])) + rng.randint(-2, 2)
    return rng.randint(-2 ** rng.randint(1, 200), 2 ** rng.randint(1, 200))


def some_spec(codes):
    if rng.random() < 0.03:
        return "".join(rng.choice("<>=^ +-z#0123,_.dfsx\u1234") for _ in range(rng.randint(1, 6)))
    spec = ""
    if rng.random() < 0.4:
        spec += rng.choice(["", "*", "0", "\U0001f600", "<", "{"]) + rng.choice("<>=^")
    spec += rng.choice(["", "", "+", "-", " "])
    spec += rng.choice(["", "", "", "z"])
    spec += rng.choice(["", "", "#"])
    spec += rng.choice(["", "", "0"])
    spec += rng.choice(["", str(rng.randint(0, 30))])
    spec += rng.choice(["", "", "", ",", "_", ",_"])
    if rng.random() < 0.5:
        spec += "." + rng.choice([str(rng.randint(0, 25)), str(rng.randint(0, 5)), ""]) + rng.choice(["", "", "", ",", "_", "_,"])
    spec += rng.choice(codes)
    return spec or "5"


def window():
    return rng.choice([0, 0, 0, 1, 2, -1, -3, 9]), rng.choice([sys.maxsize, sys.maxsize, 3, -1, 0, 7])


def strings():
    for _ in range(count):
        t, u, v = some_text(), some_text(2), some_text(3)
        start, end = window()
        limit = rng.choice([-1, -1, 0, 1, 2])
        row("case", [text(t)], lambda: "|".join(text(getattr(t, m)()) for m in "upper lower title capitalize swapcase casefold".split()))
        row("is", [text(t)], lambda: "".join("01"[getattr(t, "is" + m)()] for m in "alpha alnum decimal digit numeric space upper lower title identifier printable".split()))
        row("repr", [text(t)], lambda: text(repr(t)))
        row("ascii", [text(t)], lambda: text(ascii(t)))
        for m in ("find", "rfind", "count"):
            row(m, [text(t), text(u), start, end], lambda: str(getattr(t, m)(u, start, end)))
        for m in ("startswith", "endswith"):
            row(m, [text(t), text(u), start, end], lambda: str(getattr(t, m)(u, start, end)).lower())
        row("replace", [text(t), text(u), text(v), limit], lambda: text(t.replace(u, v, limit)))
        for m in ("split", "rsplit"):
            sep = rng.choice([None, u])
            row(m, [text(t), "None" if sep is None else text(sep), limit], lambda: "".join(f"[{text(p)}]" for p in getattr(t, m)(sep, limit)))
        for m in ("strip", "lstrip", "rstrip"):
            sep = rng.choice([None, u])
            row(m, [text(t), "None" if sep is None else text(sep)], lambda: text(getattr(t, m)(sep)))
        keep = rng.choice([True, False])
        row("splitlines", [text(t), keep], lambda: "".join(f"[{text(p)}]" for p in t.splitlines(keep)))
        s = slice(rng.choice([None, 1, -2, 3]), rng.choice([None, 5, -1]), rng.choice([1, -1, 2, -2, 3]))
        a, b, c = s.indices(len(t))
        row("slice", [text(t), max(a, 0), c, len(range(a, b, c))], lambda: text(t[s]))
        width = rng.randint(0, 14)
        row("center", [text(t), width], lambda: text(t.center(width, "*")))
        row("expandtabs", [text(t), width], lambda: text(t.expandtabs(width)))
        data = rng.choice([t.encode("utf-8", "surrogatepass"), rng.randbytes(rng.randint(0, 5))])
        row("bytes_repr", [data.hex()], lambda: text(repr(data)))
        row("bytes_splitlines", [data.hex(), keep], lambda: "".join(f"[{p.hex()}]" for p in data.splitlines(keep)))
        x, y = u.encode("utf-8", "surrogatepass"), v.encode("utf-8", "surrogatepass")
        row("bytes_replace", [data.hex(), x.hex(), y.hex(), limit], lambda: data.replace(x, y, limit).hex())


def numbers():
    for _ in range(count):
        t = "".join(rng.choice("0123456789__..eE+-xXabfF nijJ()") for _ in range(rng.randint(0, 8)))
        base = rng.choice([10, 10, 0, 2, 8, 16, 36, 7, 1, 37])
        row("int", [text(t), base], lambda: str(int(t, base)))
        t2 = rng.choice(["", " ", "-", "+"]) + str(rng.randint(0, 10**rng.randint(1, 30))) + rng.choice(["", "_1", "\n", "\u0663", "\u3000"])
        row("int", [text(t2), 10], lambda: str(int(t2, 10)))
        t3 = rng.choice(["", " ", "-", "+"]) + rng.choice(["0x", "0b", "0o", "0X_", "0", ""]) + "".join(rng.choice("01_27f") for _ in range(rng.randint(0, 20)))
        row("int", [text(t3), base], lambda: str(int(t3, base)))
        n = "".join(rng.choice("0123456789_.e-") for _ in range(rng.randint(0, 12)))
        x, y = some_float(), some_float()
        a, b, c = some_int(), some_int(), some_int()
        for s in (t, n, repr(x), "%.25e" % x, " " + repr(x) + "\n"):
            row("float", [text(s)], lambda: show_float(float(s)))
            row("complex", [text(s)], lambda: (lambda z: show_float(z.real) + "|" + show_float(z.imag))(complex(s)))
        s = rng.choice([repr(x), "", "("]) + rng.choice(["+", "-", ""]) + rng.choice([repr(abs(y)), "1_0", ""]) + rng.choice(["j", "J", "j ", "j)", ""])
        row("complex", [text(s)], lambda: (lambda z: show_float(z.real) + "|" + show_float(z.imag))(complex(s)))
        h = rng.choice([x.hex(), "0x" + "".join(rng.choice("0123456789abcdef.") for _ in range(rng.randint(0, 20))) + "p" + str(rng.randint(-1100, 1100))])
        row("fromhex", [text(h)], lambda: show_float(float.fromhex(h)))
        row("float_repr", [bits(x)], lambda: repr(x))
        row("float_hex", [bits(x)], lambda: x.hex())
        row("complex_repr", [bits(x), bits(y)], lambda: repr(complex(x, y)))
        row("float_hash", [bits(x)], lambda: "nan" if x != x else str(hash(x)))
        row("int_hash", [a], lambda: str(hash(a)))
        places = rng.choice([0, 1, 2, 3, -1, -2, rng.randint(-320, 330)])
        row("round", [bits(x), places], lambda: show_float(round(x, places)))
        row("float_divmod", [bits(x), bits(y)], lambda: "|".join(map(show_float, divmod(x, y))))
        row("float_ratio", [bits(x)], lambda: "%d|%d" % x.as_integer_ratio())
        i = rng.choice([a, int(x) + rng.randint(-1, 1) if x - x == 0 else a])
        row("compare", [bits(x), i], lambda: "None" if x != x else "Some(%s)" % ("Less" if x < i else "Greater" if x > i else "Equal"))
        big = rng.choice([a, rng.randint(-2**1030, 2**1030), (rng.getrandbits(54) << rng.randint(0, 300)) + rng.randint(-1, 1)])
        row("to_float", [big], lambda: show_float(float(big)))
        u = rng.choice([b, rng.getrandbits(rng.randint(1, 1200)) + 1, 0])
        row("true_divide", [big, u], lambda: show_float(big / u))
        row("true_divide", [u, big], lambda: show_float(u / big))
        row("int_divmod", [a, b], lambda: "%d|%d" % divmod(a, b))
        row("pow_mod", [a, b, c], lambda: str(pow(a, b, c)))
        row("int_round", [a, abs(places) + 1], lambda: str(round(a, -abs(places) - 1)))


def complexes():
    show = lambda z: show_float(z.real) + "|" + show_float(z.imag)
    for _ in range(count):
        a, b = complex(some_float(), some_float()), complex(some_float(), some_float())
        fields = [bits(part) for part in (a.real, a.imag, b.real, b.imag)]
        row("complex_mul", fields, lambda: show(a * b))
        row("complex_div", fields, lambda: show(a / b))
        row("complex_abs", fields[:2], lambda: show_float(abs(a)))
        b = rng.choice([b, complex(rng.randint(-9, 9), 0.0), complex(rng.uniform(-3, 3), rng.uniform(-3, 3))])
        a = rng.choice([a, complex(rng.uniform(-3, 3), rng.uniform(-3, 3)), 0j])
        fields = [bits(part) for part in (a.real, a.imag, b.real, b.imag)]
        row("complex_pow", fields, lambda: show(a ** b))


def bytestrings():
    for _ in range(count):
        data = bytes(rng.choice(b" \t\n\r\x0b\x0c\x1caAbBzZ019_-+\x80\xe9\xff") for _ in range(rng.randint(0, 9)))
        needle = data[:rng.randint(0, 2)] if rng.random() < 0.5 else bytes(rng.choice(b" aA\xff") for _ in range(rng.randint(0, 2)))
        sep, limit, width = rng.choice([None, needle]), rng.choice([-1, 0, 1, 2]), rng.randint(0, 14)
        shown = "None" if sep is None else sep.hex()
        pieces = lambda parts: "".join(f"[{part.hex()}]" for part in parts)
        row("bytes_forms", [data.hex()], lambda: "|".join(getattr(data, m)().hex() for m in ("title", "capitalize", "swapcase")))
        row("bytes_is", [data.hex()], lambda: "".join("01"[getattr(data, "is" + m)()] for m in "space alpha alnum digit upper lower title".split()))
        row("bytes_find", [data.hex(), needle.hex()], lambda: f"{data.find(needle)}|{data.rfind(needle)}|{data.count(needle)}")
        row("bytes_split", [data.hex(), shown, limit], lambda: pieces(data.split(sep, limit)) + "|" + pieces(data.rsplit(sep, limit)))
        row("bytes_strip", [data.hex(), shown], lambda: "|".join(getattr(data, m)(sep).hex() for m in ("strip", "lstrip", "rstrip")))
        row("bytes_pad", [data.hex(), width], lambda: "|".join(p.hex() for p in (
            data.ljust(width, b"*"), data.rjust(width, b"*"), data.center(width, b"*"), data.zfill(width), data.expandtabs(width))))
        group = rng.randint(-4, 4)
        row("bytes_hex", [data.hex(), group], lambda: data.hex(":", group))
        t = rng.choice([data.hex(" "), "".join(rng.choice("0aF \t\x1c\xe9g") for _ in range(rng.randint(0, 6)))])
        row("bytes_fromhex", [text(t)], lambda: bytes.fromhex(t).hex())


def power(x, y):
    try:
        result = x ** y
    except (OverflowError, ZeroDivisionError) as error:
        if "complex" in str(error):
            return "Complex"
        return "OutOfRange" if isinstance(error, OverflowError) else "ZeroToNegative"
    return "Complex" if isinstance(result, complex) else show_float(result)


def powers():
    special = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -3.0, float("inf"), float("-inf"), float("nan")]
    for _ in range(count):
        x, y = rng.choice([some_float(), rng.choice(special)]), rng.choice([some_float(), rng.choice(special)])
        row("float_pow", [bits(x), bits(y)], lambda: power(x, y))


def formats():
    for _ in range(count):
        x, y, i, t = some_float(), some_float(), some_int(), some_text()
        s = some_spec(["", "b", "c", "d", "o", "x", "X", "n", "e", "f", "g", "%", "s"])
        row("format_int", [i, text(s)], lambda: text(format(i, s)))
        s = some_spec(["", "", "e", "E", "f", "F", "g", "G", "n", "%", "d"])
        row("format_float", [bits(x), text(s)], lambda: text(format(x, s)))
        s = some_spec(["", "", "e", "E", "f", "F", "g", "G", "n", "%"])
        row("format_complex", [bits(x), bits(y), text(s)], lambda: text(format(complex(x, y), s)))
        s = some_spec(["", "", "s", "d"])
        row("format_str", [text(t), text(s)], lambda: text(format(t, s)))
        s = "".join(rng.choice(["%", "{", "}", "a", "0", "!", "r", ":", "[", "]", ".", "{}", "{{", "\u20ac"]) for _ in range(rng.randint(0, 9)))
        row("parse_template", [text(s)], lambda: "".join(
            "(%s)" % (text(lit) if name is None else "|".join(text(p or "") for p in (lit, name, spec, conv)))
            for lit, name, spec, conv in _string.formatter_parser(s)))


def printf():
    for _ in range(count):
        arguments, fields, form = [], [], ""
        for _ in range(rng.randint(1, 3)):
            form += rng.choice(["", "x", "\u20ac", "%%"]) + "%"
            form += "".join(rng.choice("-+ #0") for _ in range(rng.randint(0, 3)))
            form += rng.choice(["", "", str(rng.randint(0, 20)), "*"])
            form += rng.choice(["", "", ".", "." + str(rng.randint(0, 20)), ".*"])
            form += rng.choice(["", "", "", "l", "hh"])
            form += rng.choice("cdiuoxXsraeEfFgG%y\u1234" if rng.random() < 0.2 else "dixXosrefgGc")
        for _ in range(max(0, form.count("%") + form.count("*") - 2 * form.count("%%") + rng.choice([0, 0, 0, 0, 1, -1]))):
            kind = rng.randrange(4)
            if kind == 0:
                value = some_float()
                field = "f:" + bits(value)
            elif kind == 1:
                value = some_text(3)
                field = "s:" + text(value)
            else:
                value = rng.choice([rng.randint(-30, 30), some_int()])
                if abs(value) > 10**5 and "*" in form:
                    value = 7
                field = f"i:{value}"
            arguments.append(value)
            fields.append(field)
        row("printf", [text(form), *fields], lambda: text(form % tuple(arguments)))


def codecs():
    import codecs
    import warnings
    warnings.simplefilter("ignore")
    handlers = "strict ignore replace backslashreplace xmlcharrefreplace namereplace surrogateescape surrogatepass".split()
    names = "ascii latin-1 utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be unicode_escape raw_unicode_escape".split()
    parts = [b"a", b"\\", b"\\x", b"\\u", b"\\U", b"\\N{", b"EURO SIGN", b"}", b"4", b"001", b"\n", b"12", b"n", b"q"]

    def guarded(function):
        try:
            return function()
        except UnicodeError as error:
            return f"fault {error.encoding} {error.start} {error.end} {text(error.reason)}"

    for _ in range(count):
        name, handler = rng.choice(names), rng.choice(handlers)
        t = some_text()
        if name.startswith("utf-") and rng.random() < 0.6:
            data = bytearray(t.encode(name, "surrogatepass"))
            for _ in range(rng.randint(0, 2)):
                if data:
                    data[rng.randrange(len(data))] = rng.choice([0x80, 0xff, 0xd8, 0xdc, 0xed, 0xa0, 0xf0, 0, 0x41])
            data = bytes(data[:rng.randint(0, len(data))] if rng.random() < 0.4 else data)
        elif "escape" in name:
            data = b"".join(rng.choice(parts) for _ in range(rng.randint(0, 6)))
        else:
            data = rng.randbytes(rng.randint(0, 8))
        last = rng.random() < 0.6
        low = {"utf-16": codecs.utf_16_ex_decode, "utf-32": codecs.utf_32_ex_decode}.get(name)
        low = low or getattr(codecs, name.replace("-", "_") + "_decode")

        def decode():
            if low in (codecs.ascii_decode, codecs.latin_1_decode):
                result = low(data, handler)
            elif low in (codecs.utf_16_ex_decode, codecs.utf_32_ex_decode):
                result = low(data, handler, 0, last)
            else:
                result = low(data, handler, last)
            return f"{text(result[0])}|{result[1]}"
        if name not in ("utf-16", "utf-32") or len(data) >= 4:
            row("decode", [name, handler, data.hex(), last], lambda: guarded(decode))
        if name not in ("utf-16", "utf-32"):
            t = "".join(c for c in t if handler != "namereplace" or ord(c) < 0x80 or 0xD800 <= ord(c) < 0xE000) + rng.choice(["", "\u20ac"])
            encoder = getattr(codecs, name.replace("-", "_") + "_encode")
            row("encode", [name, handler, text(t)], lambda: guarded(lambda: encoder(t, handler)[0].hex()))


def codepoints():
    for code in (range(0x110000) if count == 0 else sorted(rng.sample(range(0x20000), count))):
        c = chr(code)
        import unicodedata
        value = lambda f: "None" if f(c, None) is None else f"Some({f(c)})"
        row("codepoint", [code], lambda: "|".join([
            "".join("01"[getattr(c, "is" + m)()] for m in "alpha alnum decimal digit numeric space upper lower title identifier printable".split()),
            *(text(getattr(c, m)()) for m in "upper lower title capitalize swapcase casefold".split()),
            value(unicodedata.decimal) + "/" + value(unicodedata.digit), text(repr(c))]))


globals()[family]()
