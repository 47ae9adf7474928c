"""string.Formatter and string.Template put to use: a safe formatter, plurals, nested fields, mail merge, and every format spec."""

import _string
import string
from datetime import date
from decimal import Decimal
from string import Formatter, Template


class Gentle(Formatter):
    """Leaves fields alone that it has no value for."""

    def get_value(self, key, args, kwargs):
        try:
            return super().get_value(key, args, kwargs)
        except (KeyError, IndexError):
            return Missing(key)

    def format_field(self, value, spec):
        return value.shown(spec) if isinstance(value, Missing) else super().format_field(value, spec)


class Missing:
    def __init__(self, path):
        self.path = str(path)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(f"{self.path}.{name}")

    def __getitem__(self, key):
        return Missing(f"{self.path}[{key}]")

    def shown(self, spec):
        return "{" + self.path + (f":{spec}" if spec else "") + "}"

    def __str__(self):
        return self.shown("")

    __repr__ = __str__


class Prose(Formatter):
    """Conversions and specs for text meant for people: `!u`, `!t`, `:plural(mouse,mice)`, `:list(and)`, `:~8`."""

    def convert_field(self, value, conversion):
        match conversion:
            case "u":
                return str(value).upper()
            case "t":
                return str(value).title()
        return super().convert_field(value, conversion)

    def format_field(self, value, spec):
        name, _, arguments = spec.removesuffix(")").partition("(")
        match name, arguments.split(","):
            case "plural", [one, many]:
                return f"{value} {one if value == 1 else many}"
            case "list", [word]:
                *most, last = map(str, value)
                return f"{', '.join(most)} {word} {last}" if most else last
            case _ if spec.startswith("~"):
                limit = int(spec[1:])
                return value if len(value) <= limit else value[:limit - 1] + "…"
        return super().format_field(value, spec)

    def check_unused_args(self, used, args, kwargs):
        if unused := {*range(len(args)), *kwargs} - used:
            raise ValueError(f"unused: {sorted(map(str, unused))}")


class Safe(Formatter):
    """Refuses attributes that begin with an underscore."""

    def get_field(self, name, args, kwargs):
        first, rest = _string.formatter_field_name_split(name)
        if any(is_attribute and part.startswith("_") for is_attribute, part in rest):
            raise AttributeError(f"{name!r} is private")
        return super().get_field(name, args, kwargs)


class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    def __format__(self, spec):
        unit = spec[-1] if spec and spec[-1] in "CFK" else "C"
        value = {"C": self.celsius, "F": self.celsius * 9 / 5 + 32, "K": self.celsius + 273.15}[unit]
        return format(value, spec.removesuffix(unit) or ".1f") + f" °{unit}"


class Letter(Template):
    delimiter = "%"
    idpattern = r"[a-z]+(?:\.[a-z]+)*"


class Dotted(dict):
    def __missing__(self, key):
        head, _, rest = key.partition(".")
        if not rest:
            raise KeyError(key)
        return Dotted(self[head])[rest] if isinstance(self[head], dict) else getattr(self[head], rest)


SPECS = {
    1234567: ["", "d", ",", "_", "x", "#X", "#_b", "o", "+", " d", "012", "<12", "^12", "*>12,", "e", ".3g", "n", "z.1f"],
    -3.14159: ["", ".2f", "+.3e", "08.2f", "=+10.1f", "%", ".0%", "g", "#.3g", "_>9.1f", "n", "F", ".10", "z.0f"],
    1e16: ["", "f", ",.1f", "g", "e", ".17g", "#.0f"],
    "text": ["", "s", "8", ">8", "^8", "*^8", ".2", "-<6.3", "08"],
    2 + 3j: ["", ".1f", ">12", "e", "+g"],
    Decimal("1234.5"): ["", ",.2f", "e", ".1%", "+010"],
    date(2024, 2, 29): ["", "%d/%m/%y", "%A%%"],
    True: ["", "d", ">5", "x"],
}


def main():
    gentle, prose, safe = Gentle(), Prose(), Safe()
    print(gentle.format("{a} {b:>5} {c.d[e]!s:^9} {0} {1}", "zero", a=1, b=2))
    print(gentle.vformat("{name!r:*^{width}} {x.y:{w}}", (), {"name": "n", "width": 9, "w": 3}))
    print(prose.format("{n:plural(mouse,mice)} and {m:plural(cat,cats)}: {who:list(or)} {title!t} {long:~8} {title!u:>12}", n=1, m=3, who=["Tom", "Ann", 5], title="the end", long="far too long"))
    print(safe.format("{0.real} {x[key]} {x[0]}", 5, x={"key": "value", 0: "zero"}))
    for attempt in (lambda: safe.format("{0.__class__}", 5), lambda: prose.format("{a}", 1, a=2, b=3), lambda: Formatter().format("{}{1}", 1, 2), lambda: Formatter().format("{a}"), lambda: Formatter().format("{a.b}", a=1), lambda: Formatter().format("{0!x}", 1), lambda: Formatter().format("{"), lambda: Formatter().format("{0[}", [1]), lambda: Formatter().format("{:{:{}}}", 1, 2, 3), lambda: Formatter().format()):
        try:
            print(attempt())
        except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
            print(f"{type(error).__name__}: {error}")
    print(list(Formatter().parse("a{{b}} {0.x[1]!r:>{w}} {} end")), Formatter().format("{} {} {x}", 1, 2, x=3))
    print(list(map(str, _string.formatter_field_name_split("a.b[c][0].d")[1])), _string.formatter_field_name_split("0[x]")[0])

    for value, specs in SPECS.items():
        print(repr(value), "|", " | ".join(f"{spec}={format(value, spec)}".replace(" ", "·") for spec in specs))
    print(f"{Temperature(21.46)} {Temperature(21.46):F} {Temperature(0):.2fK} {'nested':{'*'}^{10}} {3!r:>4} {'q'!a} {1:{'0'}{5}} {2**0.5 = :.3f} {'a' 'b'=}")
    print("{0:{1}}|{x!r:^{y}}|{{}}|{0!s}|{z[a].real}|{z[b][0]}".format("v", 4, x="q", y=7, z={"a": 1j, "b": "hi"}), "%(a)s %(b)05.1f%%" % {"a": 1, "b": 2.25}, "%-5s|%5.2s|%+d|%#o|%c|%r|%a" % ("x", "long", 3, 8, "c", "é", "é"), "%*d|%-*s|%.*f" % (5, 42, 4, "ab", 2, 3.14159))

    letter = Letter("Dear %name, you owe %{sum.total} %% (%sum.currency) %unknown % nothing")
    values = Dotted(name="Ann", sum={"total": "5.00", "currency": "EUR"})
    print(letter.safe_substitute(values), letter.get_identifiers(), letter.is_valid(), Letter("%ok").is_valid())
    for template in ("$who likes ${what}s for $$5", "$", "a\nb ${1}", "$nobody"):
        try:
            print(Template(template).substitute({"what": "egg"}, who="Bob"))
        except (KeyError, ValueError) as error:
            print(f"{type(error).__name__}: {error}", "|", Template(template).safe_substitute())

    for spec, value in (("d", 1.5), ("s", 5), ("q", 5), (",x", 255), ("=5", "x"), ("+", "x"), (".2d", 3), ("10.5.2", 1), ("c", 1114112), (",_", 1), ("z", 1), ("<<", 1), ("%d", "s"), (".", 1.0), ("é", None)):
        try:
            print(repr(format(value, spec)))
        except (ValueError, OverflowError, TypeError) as error:
            print(f"{spec} of {value!r}: {type(error).__name__}: {error}")
    for pattern, value in (("%d", "x"), ("%d %d", 1), ("%(a)s", 1), ("%", ()), ("%y", 1), ("x", 1), ("%c", "ab"), ("%x", 1.5), ("%(a)d", {"a": "x"}), ("%s %s", {"a": 1})):
        try:
            print(pattern % value)
        except (ValueError, TypeError, KeyError) as error:
            print(f"{pattern!r} % {value!r}: {type(error).__name__}: {error}")
    print(string.capwords("  the  quick-brown fox "), string.capwords("a-b-c", "-"), string.digits, string.hexdigits[-6:], len(string.printable), string.punctuation)


if __name__ == "__main__":
    main()

# expect:
# 1     2 {c.d[e]}  zero {1}
# ***'n'*** {x.y:3}
# 1 mouse and 3 cats: Tom, Ann or 5 The End far too…      THE END
# 5 value zero
# AttributeError: '0.__class__' is private
# ValueError: unused: ['0', 'b']
# ValueError: cannot switch from automatic field numbering to manual field specification
# KeyError: 'a'
# AttributeError: 'int' object has no attribute 'b'
# ValueError: Unknown conversion specifier x
# ValueError: Single '{' encountered in format string
# ValueError: expected '}' before end of string
# ValueError: Max string recursion exceeded
# TypeError: Formatter.format() missing 1 required positional argument: 'format_string'
# [('a{', None, None, None), ('b}', None, None, None), (' ', '0.x[1]', '>{w}', 'r'), (' ', '', '', None), (' end', None, None, None)] 1 2 3
# ["(True, 'b')", "(False, 'c')", '(False, 0)', "(True, 'd')"] 0
# 1234567 | =1234567 | d=1234567 | ,=1,234,567 | _=1_234_567 | x=12d687 | #X=0X12D687 | #_b=0b1_0010_1101_0110_1000_0111 | o=4553207 | +=+1234567 | ·d=·1234567 | 012=000001234567 | <12=1234567····· | ^12=··1234567··· | *>12,=***1,234,567 | e=1.234567e+06 | .3g=1.23e+06 | n=1234567 | z.1f=1234567.0
# -3.14159 | =-3.14159 | .2f=-3.14 | +.3e=-3.142e+00 | 08.2f=-0003.14 | =+10.1f=-······3.1 | %=-314.159000% | .0%=-314% | g=-3.14159 | #.3g=-3.14 | _>9.1f=_____-3.1 | n=-3.14159 | F=-3.141590 | .10=-3.14159 | z.0f=-3
# 1e+16 | =1e+16 | f=10000000000000000.000000 | ,.1f=10,000,000,000,000,000.0 | g=1e+16 | e=1.000000e+16 | .17g=10000000000000000 | #.0f=10000000000000000.
# 'text' | =text | s=text | 8=text···· | >8=····text | ^8=··text·· | *^8=**text** | .2=te | -<6.3=tex--- | 08=text0000
# (2+3j) | =(2+3j) | .1f=2.0+3.0j | >12=······(2+3j) | e=2.000000e+00+3.000000e+00j | +g=+2+3j
# Decimal('1234.5') | =1234.5 | ,.2f=1,234.50 | e=1.2345e+3 | .1%=123450.0% | +010=+0001234.5
# datetime.date(2024, 2, 29) | =2024-02-29 | %d/%m/%y=29/02/24 | %A%%=Thursday%
# True | =True | d=1 | >5=····1 | x=1
# 21.5 °C 70.6 °F 273.15 °K **nested**    3 'q' 00001 2**0.5 = 1.414 'a' 'b'='ab'
# v   |  'q'  |{}|v|0.0|h 1 002.2% x    |   lo|+3|0o10|c|'é'|'\xe9'    42|ab  |3.14
# Dear Ann, you owe 5.00 % (EUR) %unknown % nothing ['name', 'sum.total', 'sum.currency', 'unknown'] False True
# Bob likes eggs for $5
# ValueError: Invalid placeholder in string: line 1, col 1 | $
# ValueError: Invalid placeholder in string: line 2, col 3 | a
# b ${1}
# KeyError: 'nobody' | $nobody
# d of 1.5: ValueError: Unknown format code 'd' for object of type 'float'
# s of 5: ValueError: Unknown format code 's' for object of type 'int'
# q of 5: ValueError: Unknown format code 'q' for object of type 'int'
# ,x of 255: ValueError: Cannot specify ',' with 'x'.
# =5 of 'x': ValueError: '=' alignment not allowed in string format specifier
# + of 'x': ValueError: Sign not allowed in string format specifier
# .2d of 3: ValueError: Precision not allowed in integer format specifier
# 10.5.2 of 1: ValueError: Invalid format specifier '10.5.2' for object of type 'int'
# c of 1114112: OverflowError: %c arg not in range(0x110000)
# ,_ of 1: ValueError: Cannot specify both ',' and '_'.
# z of 1: ValueError: Negative zero coercion (z) not allowed in integer format specifier
# '1'
# %d of 's': ValueError: Invalid format specifier '%d' for object of type 'str'
# . of 1.0: ValueError: Format specifier missing precision
# é of None: TypeError: unsupported format string passed to NoneType.__format__
# '%d' % 'x': TypeError: %d format: a real number is required, not str
# '%d %d' % 1: TypeError: not enough arguments for format string
# '%(a)s' % 1: TypeError: format requires a mapping
# '%' % (): ValueError: incomplete format
# '%y' % 1: ValueError: unsupported format character 'y' (0x79) at index 1
# 'x' % 1: TypeError: not all arguments converted during string formatting
# '%c' % 'ab': TypeError: %c requires an int or a unicode character, not a string of length 2
# '%x' % 1.5: TypeError: %x format: an integer is required, not float
# '%(a)d' % {'a': 'x'}: TypeError: %d format: a real number is required, not str
# '%s %s' % {'a': 1}: TypeError: not enough arguments for format string
# The Quick-brown Fox A-B-C 0123456789 ABCDEF 100 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
