"""Matrices of exact or floating numbers, with every operator that makes sense for them."""

import math
from fractions import Fraction
from functools import reduce, total_ordering
from itertools import chain, product, starmap
from numbers import Number
from operator import add, matmul, mul, sub
from types import EllipsisType


class Matrix:
    __slots__ = ("rows",)
    __array_priority__ = 10

    def __init__(self, rows):
        rows = tuple(map(tuple, rows))
        if not rows or len(set(map(len, rows))) != 1 or not rows[0]:
            raise ValueError(f"not a rectangle: {list(map(len, rows))}")
        object.__setattr__(self, "rows", rows)

    def __setattr__(self, name, value):
        raise AttributeError(f"{type(self).__name__} objects are immutable")

    @classmethod
    def identity(cls, n):
        return cls((int(i == j) for j in range(n)) for i in range(n))

    @classmethod
    def parse(cls, text, number=Fraction):
        return cls(map(number, row.split()) for row in text.split(";"))

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return type(self)(zip(*self.rows))

    def __getitem__(self, key):
        match key:
            case int() as i, int() as j:
                return self.rows[i][j]
            case slice() as i, slice() as j:
                return type(self)(row[j] for row in self.rows[i])
            case i, EllipsisType():
                return self.rows[i]
            case EllipsisType(), j:
                return tuple(row[j] for row in self.rows)
        raise TypeError(f"a matrix needs two indices, not {key!r}")

    def __iter__(self):
        return chain.from_iterable(self.rows)

    def __len__(self):
        return math.prod(self.shape)

    def __contains__(self, value):
        return any(value in row for row in self.rows)

    def __eq__(self, other):
        return self.rows == other.rows if isinstance(other, Matrix) else NotImplemented

    def __hash__(self):
        return hash(self.rows)

    def _entrywise(operation, symbol):
        def method(self, other):
            if isinstance(other, Matrix):
                if self.shape != other.shape:
                    raise ValueError(f"shapes {self.shape} {symbol} {other.shape}")
                return type(self)(map(operation, a, b) for a, b in zip(self.rows, other.rows))
            if isinstance(other, Number):
                return type(self)((operation(value, other) for value in row) for row in self.rows)
            return NotImplemented
        method.__name__ = method.__qualname__ = f"__{operation.__name__}__"
        return method

    __add__ = __radd__ = _entrywise(add, "+")
    __sub__ = _entrywise(sub, "-")
    __mul__ = __rmul__ = _entrywise(mul, "*")
    del _entrywise

    def __truediv__(self, other):
        if isinstance(other, Matrix):
            return self @ other.inverse()
        return self * (1 / Fraction(other))

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return self

    def __matmul__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} @ {other.shape}")
        columns = list(zip(*other.rows))
        return type(self)((math.sumprod(row, column) for column in columns) for row in self.rows)

    def __rmatmul__(self, vector):
        return tuple(type(self)([vector]) @ self)

    def __pow__(self, exponent, modulus=None):
        if exponent < 0:
            return pow(self.inverse(), -exponent, modulus)
        power, square = self.identity(len(self.rows)), self
        while exponent:
            if exponent & 1:
                power = power @ square
            square = square @ square
            if modulus:
                power, square = power % modulus, square % modulus
            exponent >>= 1
        return power

    def __mod__(self, modulus):
        return type(self)((value % modulus for value in row) for row in self.rows)

    def __round__(self, digits=None):
        return type(self)((round(value, digits) for value in row) for row in self.rows)

    def __abs__(self):
        return math.hypot(*self)

    def reduced(self):
        """The reduced row echelon form, its rank, and the determinant of a square matrix."""
        rows, rank, determinant = [list(map(Fraction, row)) for row in self.rows], 0, Fraction(1)
        for column in range(self.shape[1]):
            pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
            if pivot is None:
                determinant *= 0
                continue
            if pivot != rank:
                rows[rank], rows[pivot] = rows[pivot], rows[rank]
                determinant = -determinant
            lead = rows[rank][column]
            determinant *= lead
            rows[rank] = [value / lead for value in rows[rank]]
            for r, row in enumerate(rows):
                if r != rank and (factor := row[column]):
                    rows[r] = [a - factor * b for a, b in zip(row, rows[rank])]
            rank += 1
            if rank == len(rows):
                break
        return type(self)(rows), rank, determinant

    def determinant(self):
        return self.reduced()[2]

    def inverse(self):
        n = len(self.rows)
        if self.determinant() == 0:
            raise ZeroDivisionError("the matrix is singular")
        wide = type(self)(a + b for a, b in zip(self.rows, self.identity(n).rows))
        return wide.reduced()[0][:, n:]

    def __format__(self, spec):
        cells = [[format(value, spec) for value in row] for row in self.rows]
        width = max(map(len, chain.from_iterable(cells)))
        return "\n".join("[" + " ".join(cell.rjust(width) for cell in row) + "]" for row in cells)

    def __str__(self):
        return format(self)

    def __repr__(self):
        return f"{type(self).__name__}.parse({'; '.join(' '.join(map(str, row)) for row in self.rows)!r})"


@total_ordering
class Rotation(Matrix):
    __slots__ = ("angle",)

    def __init__(self, degrees):
        if not isinstance(degrees, (int, float)):
            return super().__init__(degrees)
        a = math.radians(degrees)
        super().__init__([[math.cos(a), -math.sin(a)], [math.sin(a), math.cos(a)]])
        object.__setattr__(self, "angle", degrees)

    def __lt__(self, other):
        return self.angle < other.angle


def main():
    a, b = Matrix.parse("1 2; 3 4"), Matrix.parse("0 1/2; -1 2.5")
    print(a, b, a + b, a @ b, sep="\n\n")
    print(f"\n{a.inverse()}\n\n{a / 3 :.3f}\n\n{a / a == Matrix.identity(2)}", -a, +a is a, 2 * a - 1, sep="\n")
    print(repr(b), a.shape, len(a), 3 in a, 5 in a, sum(a), (1, 1) @ a, hash(a) == hash(Matrix.parse("1 2; 3 4")))
    print(a[0, 1], a[1, ...], a[..., 0], repr(a[:, 1:]), abs(a))
    print(Matrix([[1, 1], [1, 0]]) ** 90, pow(Matrix([[1, 1], [1, 0]]), 10**18, 10**9 + 7), a ** -1 == a.inverse(), sep="\n")
    big = Matrix([Fraction(1, i + j + 1) for j in range(5)] for i in range(5))
    print(big.determinant(), big.inverse(), sep="\n")
    print(*Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).reduced())
    turn = reduce(matmul, [Rotation(30)] * 3)
    print(f"{round(turn, 6):+.2f}", type(turn).__name__, max(Rotation(10), Rotation(80)).angle, Rotation(1) <= Rotation(2))
    print(Matrix(starmap(lambda i, j: (i * j, i + j), product(range(2), repeat=2))).T)

    for attempt in ("a + Matrix([[1]])", "a @ a[:, :1].T", "a @ 5", "a + 'x'", "Matrix([[1], [2, 3]])", "Matrix([])", "a[0]", "a ** 0.5",
                    "Matrix.parse('1 2; 2 4').inverse()", "setattr(a, 'rows', 1)", "a < b", "Matrix.parse('1 x')", "a[5, 5]", "[1] @ a", "divmod(a, 2)"):
        try:
            print(attempt, "->", eval(attempt))
        except Exception as error:
            print(f"{attempt} -> {type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
# [1 2]
# [3 4]
#
# [  0 1/2]
# [ -1 5/2]
#
# [   1  5/2]
# [   2 13/2]
#
# [  -2 11/2]
# [  -4 23/2]
#
# [  -2    1]
# [ 3/2 -1/2]
#
# [0.333 0.667]
# [1.000 1.333]
#
# True
# [-1 -2]
# [-3 -4]
# True
# [1 3]
# [5 7]
# Matrix.parse('0 1/2; -1 5/2') (2, 2) 4 True False 10 (Fraction(4, 1), Fraction(6, 1)) True
# 2 (Fraction(3, 1), Fraction(4, 1)) (Fraction(1, 1), Fraction(3, 1)) Matrix.parse('2; 4') 5.477225575051661
# [4660046610375530309 2880067194370816120]
# [2880067194370816120 1779979416004714189]
# [680057396 209783453]
# [209783453 470273943]
# True
# 1/266716800000
# [     25    -300    1050   -1400     630]
# [   -300    4800  -18900   26880  -12600]
# [   1050  -18900   79380 -117600   56700]
# [  -1400   26880 -117600  179200  -88200]
# [    630  -12600   56700  -88200   44100]
# [ 1  0 -1]
# [ 0  1  2]
# [ 0  0  0] 2 0
# [+0.00 -1.00]
# [+1.00 +0.00] Rotation 80 True
# [0 0 0 1]
# [0 1 1 2]
# a + Matrix([[1]]) -> ValueError: shapes (2, 2) + (1, 1)
# a @ a[:, :1].T -> ValueError: shapes (2, 2) @ (1, 2)
# a @ 5 -> TypeError: unsupported operand type(s) for @: 'Matrix' and 'int'
# a + 'x' -> TypeError: unsupported operand type(s) for +: 'Matrix' and 'str'
# Matrix([[1], [2, 3]]) -> ValueError: not a rectangle: [1, 2]
# Matrix([]) -> ValueError: not a rectangle: []
# a[0] -> TypeError: a matrix needs two indices, not 0
# a ** 0.5 -> TypeError: unsupported operand type(s) for &: 'float' and 'int'
# Matrix.parse('1 2; 2 4').inverse() -> ZeroDivisionError: the matrix is singular
# setattr(a, 'rows', 1) -> AttributeError: Matrix objects are immutable
# a < b -> TypeError: '<' not supported between instances of 'Matrix' and 'Matrix'
# Matrix.parse('1 x') -> ValueError: Invalid literal for Fraction: 'x'
# a[5, 5] -> IndexError: tuple index out of range
# [1] @ a -> ValueError: shapes (1, 1) @ (2, 2)
# divmod(a, 2) -> TypeError: unsupported operand type(s) for divmod(): 'Matrix' and 'int'
