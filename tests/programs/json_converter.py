"""Converts between JSON, JSON Lines and a flat `path = value` form, with types JSON does not know."""

import io
import json
import re
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial


@dataclass
class Track:
    title: str
    seconds: int
    price: Decimal
    tags: list[str] = field(default_factory=list)


@dataclass
class Album:
    artist: str
    released: date
    tracks: list[Track]


class Encoder(json.JSONEncoder):
    """Writes dates, decimals, sets, complex numbers and dataclasses as objects with a `$type`."""

    def default(self, o):
        match o:
            case date():
                return {"$type": "date", "value": o.isoformat()}
            case Decimal():
                return {"$type": "decimal", "value": str(o)}
            case set() | frozenset():
                return {"$type": "set", "value": sorted(o)}
            case complex(real=real, imag=imag):
                return {"$type": "complex", "value": [real, imag]}
            case _ if is_dataclass(o):
                return {"$type": type(o).__name__, **{k: getattr(o, k) for k in o.__dataclass_fields__}}
        return super().default(o)


DECODERS = {
    "date": lambda o: date.fromisoformat(o["value"]),
    "decimal": lambda o: Decimal(o["value"]),
    "set": lambda o: set(o["value"]),
    "complex": lambda o: complex(*o["value"]),
    "Track": lambda o: Track(**o),
    "Album": lambda o: Album(**o),
}


def revive(o):
    kind = o.pop("$type", None)
    return DECODERS[kind](o) if kind else o


dump = partial(json.dumps, cls=Encoder, ensure_ascii=False)
load = partial(json.loads, object_hook=revive)


def flatten(value, path="$"):
    """`{"a": [1, {"b": 2}]}` as `("$.a[0]", 1)`, `("$.a[1].b", 2)`."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from flatten(item, f"{path}.{key}" if key.isidentifier() else f"{path}[{key!r}]")
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from flatten(item, f"{path}[{index}]")
    else:
        yield path, value


def unflatten(pairs):
    root = {}
    for path, value in pairs:
        keys = [name or (quoted[1:-1] if quoted else int(index))
                for name, quoted, index in re.findall(r"\.(\w+)|\[(?:('[^']*')|(\d+))\]", path)]
        node = root
        for key, following in zip(keys, keys[1:]):
            node = node.setdefault(key, {})
        node[keys[-1]] = value

    def settle(node):
        if not isinstance(node, dict) or not node:
            return node
        if all(isinstance(key, int) for key in node):
            return [settle(node[key]) for key in sorted(node)]
        return {key: settle(item) for key, item in node.items()}

    return settle(root)


def read_lines(stream):
    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                yield json.loads(line, parse_float=Decimal)
            except json.JSONDecodeError as error:
                yield f"line {number}, column {error.colno}: {error.msg}"


def no_duplicates(pairs):
    seen = dict(pairs)
    if len(seen) != len(pairs):
        raise ValueError(f"duplicate keys in {[key for key, _ in pairs]}")
    return seen


def main():
    album = Album("Sigur Rós", date(2002, 10, 28), [
        Track("Untitled #1", 398, Decimal("0.99"), ["vaka"]),
        Track('"Untitled" #4\t', 453, Decimal("1.29")),
    ])
    text = dump(album, indent=2)
    print(text)
    again = load(text)
    print("same after a round trip:", again == album, "|", again.tracks[1])
    print(asdict(again.tracks[0]))

    print()
    odd = {"set": {3, 1, 2}, "z": 1 - 2j, "none": None, "nested": {"empty": {}, "list": []}, "a key": [True, [1.5e300]]}
    compact = dump(odd, separators=(",", ":"), sort_keys=True)
    print(compact)
    print(load(compact))
    print(json.dumps("Ærøskøbing 🦉 \u2028 \x7f \\ /"), dump("Ærøskøbing 🦉"))
    print(json.dumps({1: "int", 2.5: "float", None: "null", True: "bool"}, indent="\t").expandtabs(4))

    print()
    document = json.loads('{"name": "flat", "list": [1, {"two words": [null, []]}], "e": {}}')
    pairs = list(flatten(document))
    for path, value in pairs:
        print(f"{path} = {json.dumps(value)}")
    print("unflattened:", unflatten(pairs) == document)

    print()
    lines = '{"a": 1.10}\n\n[1, 2,]\n{"a": "\\ud83d\\ude00"}\n{"a" 1}\n"tab\there"\n1e5 x\n'
    for item in read_lines(io.StringIO(lines)):
        print(item)

    print()
    for bad in ("", "[", '{"a": 1, "a": 2}', "nul", '"\\x"', "[1 2]", "{'a': 1}", "\ufeff1"):
        try:
            print(json.loads(bad, object_pairs_hook=no_duplicates))
        except ValueError as error:
            print(f"{type(error).__name__}: {error}")
    for impossible in (object, {(1, 2): 3}, float("nan")):
        try:
            json.dumps(impossible, allow_nan=False)
        except (TypeError, ValueError) as error:
            print(f"{type(error).__name__}: {error}")
    loop = []
    loop.append({"loop": loop})
    try:
        json.dumps(loop)
    except ValueError as error:
        print(error, error.__notes__)
    print(json.loads("[NaN, -Infinity, 1E3, -0, -0.0]", parse_constant=lambda name: f"<{name}>"))
    print(json.JSONDecoder().raw_decode('{"x": [1]} and more'))


if __name__ == "__main__":
    main()

# expect:
# {
#   "$type": "Album",
#   "artist": "Sigur Rós",
#   "released": {
#     "$type": "date",
#     "value": "2002-10-28"
#   },
#   "tracks": [
#     {
#       "$type": "Track",
#       "title": "Untitled #1",
#       "seconds": 398,
#       "price": {
#         "$type": "decimal",
#         "value": "0.99"
#       },
#       "tags": [
#         "vaka"
#       ]
#     },
#     {
#       "$type": "Track",
#       "title": "\"Untitled\" #4\t",
#       "seconds": 453,
#       "price": {
#         "$type": "decimal",
#         "value": "1.29"
#       },
#       "tags": []
#     }
#   ]
# }
# same after a round trip: True | Track(title='"Untitled" #4\t', seconds=453, price=Decimal('1.29'), tags=[])
# {'title': 'Untitled #1', 'seconds': 398, 'price': Decimal('0.99'), 'tags': ['vaka']}
#
# {"a key":[true,[1.5e+300]],"nested":{"empty":{},"list":[]},"none":null,"set":{"$type":"set","value":[1,2,3]},"z":{"$type":"complex","value":[1.0,-2.0]}}
# {'a key': [True, [1.5e+300]], 'nested': {'empty': {}, 'list': []}, 'none': None, 'set': {1, 2, 3}, 'z': (1-2j)}
# "\u00c6r\u00f8sk\u00f8bing \ud83e\udd89 \u2028 \u007f \\ /" "Ærøskøbing 🦉"
# {
#     "1": "bool",
#     "2.5": "float",
#     "null": "null"
# }
#
# $.name = "flat"
# $.list[0] = 1
# $.list[1]['two words'][0] = null
# $.list[1]['two words'][1] = []
# $.e = {}
# unflattened: True
#
# {'a': Decimal('1.10')}
# line 3, column 6: Illegal trailing comma before end of array
# {'a': '😀'}
# line 5, column 6: Expecting ':' delimiter
# line 6, column 5: Invalid control character at
# line 7, column 5: Extra data
#
# JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# JSONDecodeError: Expecting value: line 1 column 2 (char 1)
# ValueError: duplicate keys in ['a', 'a']
# JSONDecodeError: Expecting value: line 1 column 1 (char 0)
# JSONDecodeError: Invalid \escape: line 1 column 2 (char 1)
# JSONDecodeError: Expecting ',' delimiter: line 1 column 4 (char 3)
# JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# JSONDecodeError: Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)
# TypeError: Object of type type is not JSON serializable
# TypeError: keys must be str, int, float, bool or None, not tuple
# ValueError: Out of range float values are not JSON compliant: nan
# Circular reference detected ["when serializing dict item 'loop'", 'when serializing list item 0']
# ['<NaN>', '<-Infinity>', 1000.0, 0, -0.0]
# ({'x': [1]}, 10)
