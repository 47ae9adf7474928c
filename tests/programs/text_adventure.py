"""A small text adventure, played by a script. The world is data; commands are methods found by name."""

import textwrap
from dataclasses import dataclass, field
from enum import Enum

WORLD = """
room cellar: A damp cellar. Barrels line the walls, and something drips in the dark.
  exits: up=kitchen
  items: lantern
room kitchen: A kitchen with a cold stove. A door leads north; stone steps go down.
  exits: down=cellar, north=garden
  items: bread, key
room garden: A walled garden. An iron gate stands in the east wall.
  exits: south=kitchen, east=road!key
  items:
room road: The open road. You are free.
  exits: west=garden
  items:
"""

SCRIPT = """
look
go north
take lantern
take unicorn
inventory
up
take key
drop lantern
n
go east
dance
use key
e
quit
look
"""


class Direction(Enum):
    NORTH, SOUTH, EAST, WEST, UP, DOWN = "n", "s", "e", "w", "u", "d"

    @classmethod
    def _missing_(cls, word):
        for member in cls:
            if isinstance(word, str) and member.name.lower() == word.lower():
                return member
        return None

    @property
    def opposite(self):
        members = list(Direction)
        return members[members.index(self) ^ 1]


@dataclass
class Exit:
    room: str
    lock: str | None = None


@dataclass
class Room:
    name: str
    text: str
    exits: dict[Direction, Exit] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)


class Trouble(Exception):
    """Something the player is told."""


def read_world(text):
    rooms = {}
    for line in text.strip().splitlines():
        head, _, rest = (part.strip() for part in line.partition(":"))
        match head.split():
            case ["room", name]:
                room = rooms[name] = Room(name, rest)
            case ["exits"]:
                for pair in rest.split(", "):
                    where, target = pair.split("=")
                    target, _, lock = target.partition("!")
                    room.exits[Direction(where)] = Exit(target, lock or None)
            case ["items"]:
                room.items = rest.split(", ") if rest else []
            case other:
                raise SyntaxError(f"no such line: {other}")
    return rooms


class Game:
    def __init__(self, rooms, start):
        self.rooms = rooms
        self.room = rooms[start]
        self.bag = []
        self.moves = 0
        self.over = False

    def play(self, commands):
        yield from self.do_look()
        for command in commands:
            yield f"> {command}"
            try:
                yield from self.obey(command.lower().split())
            except Trouble as trouble:
                yield f"  {trouble}"
            if self.over:
                return f"{self.moves} moves, {len(self.bag)} items"
        return "asleep"

    def obey(self, words):
        match words:
            case ["go", where] | [where] if where in _WAYS:
                return self.do_go(Direction(where))
            case ["go", *_]:
                raise Trouble("Go where?")
            case [verb, *rest] if method := getattr(self, f"do_{verb}", None):
                return method(*rest)
            case [verb, *_]:
                raise Trouble(f"You don't know how to {verb}.")
            case _:
                raise Trouble("Pardon?")

    def do_look(self):
        yield textwrap.fill(self.room.text, 48, initial_indent="  ", subsequent_indent="  ")
        if self.room.items:
            yield "  You see: " + ", ".join(sorted(self.room.items)) + "."
        yield "  Ways: " + ", ".join(way.name.lower() for way in self.room.exits) + "."

    def do_go(self, way):
        exit_ = self.room.exits.get(way)
        if exit_ is None:
            raise Trouble(f"You cannot go {way.name.lower()} from the {self.room.name}.")
        if exit_.lock:
            raise Trouble("It is locked.")
        self.moves += 1
        self.room = self.rooms[exit_.room]
        assert self.room.exits[way.opposite], "every way leads back"
        yield from self.do_look()

    def do_take(self, item=None):
        try:
            self.room.items.remove(item)
        except ValueError:
            raise Trouble(f"There is no {item or 'such thing'} here.") from None
        self.bag.append(item)
        yield f"  Taken: {item}."

    def do_drop(self, item):
        if item not in self.bag:
            raise Trouble(f"You have no {item}.")
        self.bag.remove(item)
        self.room.items.append(item)
        yield f"  Dropped: {item}."

    def do_use(self, item):
        locks = [e for e in self.room.exits.values() if e.lock == item and item in self.bag]
        if not locks:
            raise Trouble("Nothing happens.")
        for exit_ in locks:
            exit_.lock = None
            yield f"  Click! The way to the {exit_.room} is open."

    def do_inventory(self):
        yield "  You carry: " + (", ".join(self.bag) or "nothing") + "."

    def do_quit(self):
        self.over = True
        yield "  Goodbye."


_WAYS = {word for way in Direction for word in (way.value, way.name.lower())}


def main():
    game = Game(read_world(WORLD), "cellar")

    def transcript():
        result = yield from game.play(SCRIPT.split("\n")[1:-1])
        yield f"[{result}]"

    print(*transcript(), sep="\n")
    for word in ("up", "Down", "sideways"):
        try:
            print(word, Direction(word), Direction(word).opposite)
        except ValueError as error:
            print(error)


if __name__ == "__main__":
    main()

# expect:
#   A damp cellar. Barrels line the walls, and
#   something drips in the dark.
#   You see: lantern.
#   Ways: up.
# > look
#   A damp cellar. Barrels line the walls, and
#   something drips in the dark.
#   You see: lantern.
#   Ways: up.
# > go north
#   You cannot go north from the cellar.
# > take lantern
#   Taken: lantern.
# > take unicorn
#   There is no unicorn here.
# > inventory
#   You carry: lantern.
# > up
#   A kitchen with a cold stove. A door leads
#   north; stone steps go down.
#   You see: bread, key.
#   Ways: down, north.
# > take key
#   Taken: key.
# > drop lantern
#   Dropped: lantern.
# > n
#   A walled garden. An iron gate stands in the
#   east wall.
#   Ways: south, east.
# > go east
#   It is locked.
# > dance
#   You don't know how to dance.
# > use key
#   Click! The way to the road is open.
# > e
#   The open road. You are free.
#   Ways: west.
# > quit
#   Goodbye.
# [3 moves, 1 items]
# up Direction.UP Direction.DOWN
# Down Direction.DOWN Direction.UP
# 'sideways' is not a valid Direction
