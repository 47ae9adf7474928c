"""State machines with match: a vending machine, a tokenizer of numbers, and an elevator as a generator."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple


class Coin(NamedTuple):
    cents: int


@dataclass
class Select:
    slot: str


@dataclass
class Service:
    code: int
    action: str = "refill"
    __match_args__ = ("code", "action")


class Cancel:
    pass


@dataclass(frozen=True)
class Idle:
    pass


@dataclass(frozen=True)
class Paying:
    cents: int


@dataclass(frozen=True)
class Broken:
    reason: str
    before: object = Idle()


PRICES = {"A1": 120, "A2": 80}
STOCK = {"A1": 1, "A2": 5}


def step(state, event):
    """The next state, and what the machine does on the way."""
    match state, event:
        case Broken(), Service(code=4711, action="repair"):
            return state.before, ["repaired"]
        case Broken(reason), _:
            return state, [f"out of order: {reason}"]
        case _, Service(4711, "refill"):
            STOCK.update(dict.fromkeys(STOCK, 5))
            return state, ["refilled"]
        case _, Service(code) if code != 4711:
            return state, [f"wrong code {code:04}"]
        case _, Service(_, action):
            return state, [f"unknown action {action!r}"]
        case Idle(), Coin(cents=(5 | 10 | 20 | 50 | 100 | 200) as cents):
            return Paying(cents), []
        case Paying(sofar), Coin(5 | 10 | 20 | 50 | 100 | 200 as cents):
            return Paying(sofar + cents), []
        case (Idle() | Paying()), (cents,):
            return Broken(f"jammed by {cents}", state), ["crunch"]
        case Paying(cents), Select(slot) if slot in PRICES:
            missing = PRICES[slot] - cents
            if STOCK[slot] == 0:
                return state, [f"{slot} is sold out"]
            if missing > 0:
                return state, [f"{missing} more, please"]
            STOCK[slot] -= 1
            return Idle(), [f"drops {slot}", *(f"returns {c}" for c in change(-missing))]
        case Idle(), Select(slot) if slot in PRICES:
            return state, [f"{slot} costs {PRICES[slot]}"]
        case _, Select(slot):
            return state, [f"no slot {slot}"]
        case Paying(cents), Cancel():
            return Idle(), [f"returns {c}" for c in change(cents)]
        case Idle(), Cancel():
            return state, []
        case _:
            raise TypeError(f"no such event: {event!r}")


def change(cents):
    for coin in (200, 100, 50, 20, 10, 5):
        while cents >= coin:
            cents -= coin
            yield coin


class Scan(Enum):
    START = auto()
    SIGN = auto()
    WHOLE = auto()
    POINT = auto()
    FRACTION = auto()
    EXPONENT = auto()
    POWER = auto()

    ACCEPTING = frozenset({"WHOLE", "FRACTION", "POWER"})


def is_number(text):
    state = Scan.START
    for char in text:
        match state, char:
            case Scan.START, "+" | "-":
                state = Scan.SIGN
            case (Scan.START | Scan.SIGN | Scan.WHOLE), c if c.isdecimal():
                state = Scan.WHOLE
            case Scan.WHOLE, ".":
                state = Scan.POINT
            case (Scan.POINT | Scan.FRACTION), c if c.isdecimal():
                state = Scan.FRACTION
            case (Scan.WHOLE | Scan.FRACTION), "e" | "E":
                state = Scan.EXPONENT
            case (Scan.EXPONENT | Scan.POWER), c if c.isdecimal():
                state = Scan.POWER
            case _:
                return False
    return state.name in Scan.ACCEPTING.value


def elevator(floors):
    """A machine whose state is where the generator stands."""
    floor, passengers = 0, []
    while True:
        request = yield floor, tuple(passengers)
        match request:
            case None:
                continue
            case {"call": int(target), **options} if 0 <= target < floors:
                floor = target
                match options:
                    case {"enter": [*names]}:
                        passengers += names
                    case {"leave": str() as name}:
                        passengers.remove(name)
            case {"call": other}:
                raise IndexError(f"no floor {other}")
            case [] | "":
                return "switched off empty"
            case [first, *_, last] | [first as last]:
                passengers.append(f"{first}..{last}")
            case str(text):
                passengers.append(text.title())
            case float() | complex():
                passengers.clear()
            case unknown:
                raise TypeError(type(unknown).__name__)


def main():
    state = Idle()
    events = [
        Select("A1"), Coin(100), Select("A1"), Coin(200), Select("A1"), Coin(50), Coin(50), Coin(20), Select("A1"), Cancel(),
        Coin(3), Coin(100), Service(42), Service(4711, "repair"), Service(4711), Service(4711, "dance"), Select("Z9"),
        Coin(100), (7,), Service(4711, "repair"), Select("A2"), object,
    ]
    try:
        for event in events:
            following, actions = step(state, event)
            label = type(event).__name__ if isinstance(event, Cancel) else event
            print(f"{state} + {label}", "->", following if following != state else "same", *actions, sep=" | ")
            state = following
    except TypeError as error:
        print(error)

    for text in ("1", "-1.5", "+2.e5", "6e7", "6e", ".5", "", "1.25E10", "٣", "--1"):
        print(f"{text!r:<10} {'is' if is_number(text) else 'is not'} a number")

    lift = elevator(floors=4)
    next(lift)
    requests = [{"call": 2, "enter": ["ann", "bob"]}, {"call": 3, "leave": "ann"}, None, "carol", [1, 2, 3], ("x",), 1.5, {"call": True}, b"?"]
    try:
        for request in requests:
            print(request, "->", lift.send(request))
    except TypeError as error:
        print("TypeError:", error, lift.gi_frame)
    for last in ("", {"call": 9}):
        lift = elevator(4)
        lift.send(None)
        try:
            lift.send(last)
        except StopIteration as stop:
            print(stop.value)
        except IndexError as error:
            print(error)


if __name__ == "__main__":
    main()

# expect:
# Idle() + Select(slot='A1') | -> | same | A1 costs 120
# Idle() + Coin(cents=100) | -> | Paying(cents=100)
# Paying(cents=100) + Select(slot='A1') | -> | same | 20 more, please
# Paying(cents=100) + Coin(cents=200) | -> | Paying(cents=300)
# Paying(cents=300) + Select(slot='A1') | -> | Idle() | drops A1 | returns 100 | returns 50 | returns 20 | returns 10
# Idle() + Coin(cents=50) | -> | Paying(cents=50)
# Paying(cents=50) + Coin(cents=50) | -> | Paying(cents=100)
# Paying(cents=100) + Coin(cents=20) | -> | Paying(cents=120)
# Paying(cents=120) + Select(slot='A1') | -> | same | A1 is sold out
# Paying(cents=120) + Cancel | -> | Idle() | returns 100 | returns 20
# Idle() + Coin(cents=3) | -> | Broken(reason='jammed by 3', before=Idle()) | crunch
# Broken(reason='jammed by 3', before=Idle()) + Coin(cents=100) | -> | same | out of order: jammed by 3
# Broken(reason='jammed by 3', before=Idle()) + Service(code=42, action='refill') | -> | same | out of order: jammed by 3
# Broken(reason='jammed by 3', before=Idle()) + Service(code=4711, action='repair') | -> | Idle() | repaired
# Idle() + Service(code=4711, action='refill') | -> | same | refilled
# Idle() + Service(code=4711, action='dance') | -> | same | unknown action 'dance'
# Idle() + Select(slot='Z9') | -> | same | no slot Z9
# Idle() + Coin(cents=100) | -> | Paying(cents=100)
# Paying(cents=100) + (7,) | -> | Broken(reason='jammed by 7', before=Paying(cents=100)) | crunch
# Broken(reason='jammed by 7', before=Paying(cents=100)) + Service(code=4711, action='repair') | -> | Paying(cents=100) | repaired
# Paying(cents=100) + Select(slot='A2') | -> | Idle() | drops A2 | returns 20
# no such event: <class 'object'>
# '1'        is a number
# '-1.5'     is a number
# '+2.e5'    is not a number
# '6e7'      is a number
# '6e'       is not a number
# '.5'       is not a number
# ''         is not a number
# '1.25E10'  is a number
# '٣'        is a number
# '--1'      is not a number
# {'call': 2, 'enter': ['ann', 'bob']} -> (2, ('ann', 'bob'))
# {'call': 3, 'leave': 'ann'} -> (3, ('bob',))
# None -> (3, ('bob',))
# carol -> (3, ('bob', 'Carol'))
# [1, 2, 3] -> (3, ('bob', 'Carol', '1..3'))
# ('x',) -> (3, ('bob', 'Carol', '1..3', 'x..x'))
# 1.5 -> (3, ())
# {'call': True} -> (True, ())
# TypeError: bytes None
# switched off empty
# no floor 9
