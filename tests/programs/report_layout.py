"""Reports for a terminal: textwrap for prose, pprint for data, and a table that fits its columns."""

import pprint
import reprlib
import shutil
import textwrap
import unicodedata
from collections import ChainMap, Counter, OrderedDict, UserList, defaultdict, deque, namedtuple
from dataclasses import dataclass, field
from itertools import zip_longest
from types import MappingProxyType, SimpleNamespace

PROSE = """
    The inland taipan is considered the most venomous snake in the world:
    based on the median lethal dose value in mice, its venom is by far the
    most toxic of any snake -- even much more so than sea snakes.

    Unlike most snakes, it is a specialist mammal hunter(so its venom is
    specially adapted); see http://example.org/a/very/long/address/that-cannot/be.broken for more.
"""


def paragraphs(text):
    return [" ".join(block.split()) for block in textwrap.dedent(text).strip().split("\n\n")]


def width(text):
    """Columns on a terminal: wide characters take two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def pad(text, columns, align="<"):
    free = columns - width(text)
    left = {"<": 0, ">": free, "^": free // 2}[align]
    return " " * left + text + " " * (free - left)


class Table:
    def __init__(self, *headers, align=None, limit=24):
        self.headers, self.rows = headers, []
        self.align = align or "<" * len(headers)
        self.limit = limit

    def add(self, *cells):
        self.rows.append([self._show(cell) for cell in cells])
        return self

    def _show(self, cell):
        match cell:
            case float():
                return f"{cell:,.2f}"
            case bool():
                return "yes" if cell else "no"
            case int():
                return f"{cell:_d}"
            case None:
                return "—"
        return str(cell)

    def __str__(self):
        wrapped = [[textwrap.wrap(cell, self.limit) or [""] for cell in row] for row in [self.headers, *self.rows]]
        widths = [max(width(line) for cell in column for line in cell) for column in zip(*wrapped)]
        rule = "+".join("-" * (w + 2) for w in widths)
        out = []
        for row in wrapped:
            for lines in zip_longest(*row, fillvalue=""):
                out.append("|".join(f" {pad(line, w, a)} " for line, w, a in zip(lines, widths, self.align)).rstrip())
            out.append(rule)
        return "\n".join(out[:-1])


def columns(*texts, gap="  |  ", each=24):
    blocks = [textwrap.wrap(text, each) for text in texts]
    for lines in zip_longest(*blocks, fillvalue=""):
        yield gap.join(line.ljust(each) for line in lines).rstrip()


@dataclass
class Node:
    name: str
    children: list["Node"] = field(default_factory=list)
    secret: str = field(default="hidden", repr=False)


class Opaque:
    def __repr__(self):
        return "<opaque\nover two lines>"


class Brief(reprlib.Repr):
    def repr_Node(self, node, level):
        return f"Node {node.name}+{len(node.children)}"


def main():
    first, second = paragraphs(PROSE)
    print(textwrap.fill(first, 40, initial_indent="* ", subsequent_indent="  "))
    print(textwrap.fill(second, 30, break_long_words=False, break_on_hyphens=False))
    print(textwrap.fill(second, 30, max_lines=3, placeholder=" […]"))
    print(textwrap.wrap("a very-hyphenated compound", 8), textwrap.wrap("tab\there  two  spaces", 12, expand_tabs=True, tabsize=4, drop_whitespace=False), textwrap.wrap("One.  Two.", 80, fix_sentence_endings=True))
    print(repr(textwrap.shorten("Hello   there,\n dear  world!", 16)), repr(textwrap.shorten("Hello", 3, placeholder="…")), textwrap.wrap("", 5), textwrap.wrap("abcdefgh", 3))
    print(textwrap.indent("one\n\n two\n", "> "), textwrap.indent("a\nb", "# ", lambda line: "b" in line), repr(textwrap.dedent("\t a\n\t  b\n   \n")), sep="")
    for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.wrap("long words", 4, max_lines=1, placeholder="[...]")):
        try:
            print(bad())
        except ValueError as error:
            print(error)
    print(*columns(first[:90], second[:60]), sep="\n")

    print(Table("Name", "Population", "Share", "Note", align="<>>^")
          .add("Köln", 1_084_831, 0.0129, "the one with the cathedral and the river")
          .add("東京", 13_960_000, 11.2, None)
          .add("e\u0301tude", -5, 1234567.891, True))

    print("== pprint")
    data = {
        "short": [1, 2, 3],
        "strings": "a long text that has to be broken into pieces because it does not fit into one line of output",
        "bytes": bytes(range(60)),
        "nested": {"tuple": (1,), "set": {"b"}, "frozen": frozenset([2, 1]), "deep": [[[[["bottom"]]]]]},
        5: OrderedDict(z=1, a=[None] * 12),
        ("t", 1): defaultdict(list, k=["v"] * 3),
        "counter": Counter("abracadabra"),
        "deque": deque(range(25), maxlen=30),
        "chain": ChainMap({"a": "x" * 30}, {"b": "y" * 40}),
        "namespace": SimpleNamespace(alpha="a" * 30, beta=["b" * 40]),
        "proxy": MappingProxyType({"key": "value"}),
        "list": UserList(range(3)),
        "tree": Node("root", [Node("left", [Node("leaf")]), Node("right" * 10)]),
        "opaque": [Opaque(), Opaque()],
        "number": 12345678901234567890,
    }
    pprint.pprint(data, width=70)
    pprint.pprint(data["nested"], depth=3, indent=4, width=40)
    pprint.pp(dict(z=1, a=2, m=[10**9] * 3), width=30, underscore_numbers=True, compact=True)
    print(pprint.pformat(list(range(30)), compact=True, width=40), pprint.pformat("short"), pprint.pformat({"b": 1, "a": 2}, sort_dicts=False), sep="\n")
    loop = [1]
    loop.append(loop)
    print(pprint.isreadable(data["nested"]), pprint.isreadable(loop), pprint.isrecursive(loop), pprint.saferepr({"b": 1, "a": (1,)}), repr(loop))
    Point = namedtuple("Point", "x y")
    pprint.pprint([Point(1, 2), Point("x" * 40, "y" * 40)], width=50)

    print("== reprlib")
    brief = Brief(maxlist=3, maxstring=20, maxdict=2, maxlevel=3, maxlong=12, maxother=25)
    print(brief.repr(list(range(10))), brief.repr("x" * 50), brief.repr({n: n for n in range(5)}), brief.repr([[[[1]]]]), brief.repr(2**100), brief.repr(data["tree"]), brief.repr({3, 1, 2}), brief.repr((1,)), brief.repr(Opaque()), brief.repr(deque([1, 2])), sep="\n")
    print(reprlib.repr("word " * 20), Brief(indent=2).repr({"a": [1, [2]], "b": ()}))

    class Ring:
        @reprlib.recursive_repr(fillvalue="Ring(...)")
        def __repr__(self):
            return f"Ring({self.me!r})"

    ring = Ring()
    ring.me = ring
    print(ring, shutil.get_terminal_size((66, 20)).columns > 0)


if __name__ == "__main__":
    main()

# expect:
# * The inland taipan is considered the
#   most venomous snake in the world:
#   based on the median lethal dose value
#   in mice, its venom is by far the most
#   toxic of any snake -- even much more
#   so than sea snakes.
# Unlike most snakes, it is a
# specialist mammal hunter(so
# its venom is specially
# adapted); see
# http://example.org/a/very/long/address/that-cannot/be.broken
# for more.
# Unlike most snakes, it is a
# specialist mammal hunter(so
# its venom is specially […]
# ['a very-h', 'yphenate', 'd', 'compound'] ['tab here  ', 'two  spaces'] ['One.  Two.']
# 'Hello [...]' '…' [] ['abc', 'def', 'gh']
# > one
#
# >  two
# a
# # b'a\n b\n\n'
# invalid width 0 (must be > 0)
# placeholder too large for max width
# The inland taipan is      |  Unlike most snakes, it
# considered the most       |  is a specialist mammal
# venomous snake in the     |  hunter(so its
# world: based on the       |
# median                    |
#  Name  | Population |        Share |          Note
# -------+------------+--------------+-------------------------
#  Köln  |  1_084_831 |         0.01 |    the one with the
#        |            |              | cathedral and the river
# -------+------------+--------------+-------------------------
#  東京  | 13_960_000 |        11.20 |            —
# -------+------------+--------------+-------------------------
#  étude |         -5 | 1,234,567.89 |           yes
# == pprint
# {5: OrderedDict([('z', 1),
#                  ('a',
#                   [None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None,
#                    None])]),
#  'bytes': b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b'
#           b'\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17'
#           b'\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./01234567'
#           b'89:;',
#  'chain': ChainMap({'a': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'},
#                    {'b': 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'}),
#  'counter': Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}),
#  'deque': deque([0,
#                  1,
#                  2,
#                  3,
#                  4,
#                  5,
#                  6,
#                  7,
#                  8,
#                  9,
#                  10,
#                  11,
#                  12,
#                  13,
#                  14,
#                  15,
#                  16,
#                  17,
#                  18,
#                  19,
#                  20,
#                  21,
#                  22,
#                  23,
#                  24],
#                 maxlen=30),
#  'list': [0, 1, 2],
#  'namespace': namespace(alpha='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
#                         beta=['bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb']),
#  'nested': {'deep': [[[[['bottom']]]]],
#             'frozen': frozenset({1, 2}),
#             'set': {'b'},
#             'tuple': (1,)},
#  'number': 12345678901234567890,
#  'opaque': [<opaque
# over two lines>, <opaque
# over two lines>],
#  'proxy': mappingproxy({'key': 'value'}),
#  'short': [1, 2, 3],
#  'strings': 'a long text that has to be broken into pieces because '
#             'it does not fit into one line of output',
#  'tree': Node(name='root',
#               children=[Node(name='left',
#                              children=[Node(name='leaf',
#                                             children=[])]),
#                         Node(name='rightrightrightrightrightrightrightrightrightright',
#                              children=[])]),
#  ('t', 1): defaultdict(<class 'list'>, {'k': ['v', 'v', 'v']})}
# {   'deep': [[[...]]],
#     'frozen': frozenset({1, 2}),
#     'set': {'b'},
#     'tuple': (1,)}
# {'z': 1,
#  'a': 2,
#  'm': [1_000_000_000,
#        1_000_000_000,
#        1_000_000_000]}
# [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
#  12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
#  22, 23, 24, 25, 26, 27, 28, 29]
# 'short'
# {'b': 1, 'a': 2}
# True False True {'a': (1,), 'b': 1} [1, [...]]
# [Point(x=1, y=2),
#  Point(x='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', y='yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy')]
# == reprlib
# [0, 1, 2, ...]
# 'xxxxxxx...xxxxxxxx'
# {0: 0, 1: 1, ...}
# [[[[...]]]]
# 1267...05376
# Node root+2
# {1, 2, 3}
# (1,)
# <opaque
# over two lines>
# deque([1, 2])
# 'word word wo...rd word word ' {
#   'a': [
#     1,
#     [
#       2,
#     ],
#   ],
#   'b': (),
# }
# Ring(Ring(...)) True
