"""Finds ways through mazes: breadth first, depth first, A* and Dijkstra, and draws them."""

from collections import deque
from functools import cached_property
from heapq import heappop, heappush
from random import Random

MAZE = """\
###########
#S..#....3#
#.#.#.##.##
#.#...#...#
#.###.#.#.#
#...#...#E#
###########"""


class Maze:
    def __init__(self, text):
        self.rows = text.splitlines()
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("a maze is a rectangle")

    def __getitem__(self, place):
        x, y = int(place.real), int(place.imag)
        return self.rows[y][x]

    def find(self, mark):
        for y, row in enumerate(self.rows):
            if (x := row.find(mark)) >= 0:
                return complex(x, y)
        raise LookupError(f"no {mark!r} in the maze")

    @cached_property
    def start(self):
        return self.find("S")

    @cached_property
    def end(self):
        return self.find("E")

    def neighbours(self, place):
        for step in (1, 1j, -1, -1j):
            if self[place + step] != "#":
                yield place + step

    def cost(self, place):
        mark = self[place]
        return int(mark) if mark.isdigit() else 1

    def draw(self, path=(), mark="·"):
        inside = set(path) - {self.start, self.end}
        return "\n".join("".join(mark if complex(x, y) in inside else c for x, c in enumerate(row)) for y, row in enumerate(self.rows))


def walk_back(came_from, place):
    path = [place]
    while (place := came_from[place]) is not None:
        path.append(place)
    return path[::-1]


def search(maze, take):
    """Breadth first with `deque.popleft`, depth first with `deque.pop`."""
    frontier, came_from = deque([maze.start]), {maze.start: None}
    while frontier:
        place = take(frontier)
        if place == maze.end:
            return walk_back(came_from, place), len(came_from)
        for following in maze.neighbours(place):
            if following not in came_from:
                came_from[following] = place
                frontier.append(following)
    return None, len(came_from)


def cheapest(maze, guess):
    """A*; with a guess of nothing it is Dijkstra's algorithm. Complex numbers have no order, so the serial decides."""
    best, came_from, serial = {maze.start: 0}, {maze.start: None}, 0
    frontier = [(guess(maze.start), serial, maze.start)]
    while frontier:
        _, _, place = heappop(frontier)
        if place == maze.end:
            return walk_back(came_from, place), best[place], len(came_from)
        for following in maze.neighbours(place):
            cost = best[place] + maze.cost(following)
            if cost < best.get(following, float("inf")):
                best[following], came_from[following] = cost, place
                serial += 1
                heappush(frontier, (cost + guess(following), serial, following))
    return None, None, len(came_from)


def all_paths(maze, place=None, path=()):
    """Every way that visits nothing twice, by recursion through generators."""
    place = maze.start if place is None else place
    path += (place,)
    if place == maze.end:
        yield path
        return
    for following in maze.neighbours(place):
        if following not in path:
            yield from all_paths(maze, following, path)


def dig(width, height, random):
    """A perfect maze by a random depth-first walk, without recursion."""
    grid = [["#"] * (2 * width + 1) for _ in range(2 * height + 1)]
    stack = [(0, 0)]
    grid[1][1] = "."
    while stack:
        x, y = stack[-1]
        free = [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1))
                if 0 <= x + dx < width and 0 <= y + dy < height and grid[2 * (y + dy) + 1][2 * (x + dx) + 1] == "#"]
        if not free:
            stack.pop()
            continue
        u, v = random.choice(free)
        grid[y + v + 1][x + u + 1] = grid[2 * v + 1][2 * u + 1] = "."
        stack.append((u, v))
    grid[1][1], grid[-2][-2] = "S", "E"
    return "\n".join(map("".join, grid))


def knights_tour(size, place=(0, 0)):
    """Warnsdorff's rule: go where the fewest ways lead on."""
    jumps = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    order = {place: 1}

    def onward(place):
        return [p for p in ((place[0] + dx, place[1] + dy) for dx, dy in jumps) if p not in order and 0 <= p[0] < size and 0 <= p[1] < size]

    while ways := onward(place):
        place = min(ways, key=lambda p: (len(onward(p)), p))
        order[place] = len(order) + 1
    return [[order.get((x, y), 0) for x in range(size)] for y in range(size)]


def main():
    maze = Maze(MAZE)
    print(maze.start, maze.end, list(maze.neighbours(maze.start)), sep="  ")
    for name, take in (("breadth first", deque.popleft), ("depth first", deque.pop)):
        path, seen = search(maze, take)
        print(f"{name}: {len(path) - 1} steps, {seen} places seen")
        print(maze.draw(path))

    manhattan = lambda place: abs((maze.end - place).real) + abs((maze.end - place).imag)
    for name, guess in (("Dijkstra", lambda place: 0), ("A*", manhattan)):
        path, cost, seen = cheapest(maze, guess)
        print(f"{name}: cost {cost}, {seen} places seen, {path == search(maze, deque.popleft)[0]}")
    print(sorted(len(path) - 1 for path in all_paths(maze)))

    closed = Maze(MAZE.replace("#.#.#", "#####"))
    print(search(closed, deque.popleft), cheapest(closed, lambda place: 0))

    random = Random("labyrinth")
    big = Maze(dig(14, 6, random))
    path, seen = search(big, deque.popleft)
    print(big.draw(path, "*"), f"{len(path) - 1} steps, {sum(1 for _ in all_paths(big))} way", random.random(), sep="\n")

    for row in knights_tour(6):
        print(" ".join(f"{n:2}" for n in row))
    for text in ("##\n#", "###\n#S#\n###"):
        try:
            print(Maze(text).end)
        except (ValueError, LookupError) as error:
            print(type(error).__name__, error)


if __name__ == "__main__":
    main()

# expect:
# (1+1j)  (9+5j)  [(2+1j), (1+2j)]
# breadth first: 16 steps, 30 places seen
# ###########
# #S··#....3#
# #.#·#.##.##
# #.#···#···#
# #.###·#·#·#
# #...#···#E#
# ###########
# depth first: 16 steps, 30 places seen
# ###########
# #S··#····3#
# #.#·#·##·##
# #.#···#.··#
# #.###.#.#·#
# #...#...#E#
# ###########
# Dijkstra: cost 16, 30 places seen, True
# A*: cost 16, 30 places seen, True
# [16, 16]
# (None, 3) (None, None, 3)
# #############################
# #S#...#....*****#..***#..***#
# #*###.#.###*###*###*#*###*#*#
# #***#.#.#***#.#*#***#*****#*#
# ###*#.#.#*###.#*#*#########*#
# #.#*#...#***#..***#.......#*#
# #.#*#######*#########.###.#*#
# #***#*****#*******#...#...#*#
# #*###*###*###.###*#.#######*#
# #*#..***#***#...#*#.#*******#
# #*#####*###*#####*#.#*#######
# #*******#..*******#..******E#
# #############################
# 112 steps, 1 way
# 0.4593057387896715
#  1 10 35 22  7 12
# 28 21  8 11 36 23
#  9  2 27 34 13  6
# 20 29 18 15 24 33
#  3 16 31 26  5 14
# 30 19  4 17 32 25
# ValueError a maze is a rectangle
# LookupError no 'E' in the maze
