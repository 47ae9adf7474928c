"""A calculator: scanner, precedence-climbing parser, evaluator, symbolic derivative and simplifier."""

import math
import operator
import re
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    value: object


@dataclass(frozen=True)
class Name:
    name: str


@dataclass(frozen=True)
class Unary:
    op: str
    operand: object


@dataclass(frozen=True)
class Binary:
    op: str
    left: object
    right: object


@dataclass(frozen=True)
class Call:
    name: str
    args: tuple


class CalculatorError(Exception):
    pass


class ParseError(CalculatorError):
    def __init__(self, message, text, position):
        super().__init__(message)
        self.add_note(f"    {text}\n    {' ' * position}^")


TOKENS = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+)|(?P<name>[^\W\d]\w*)|(?P<op>\*\*|//|[-+*/%^(),=!])|(?P<end>$))")

# op: (binding power, right associative, function)
BINARY = {
    "+": (10, False, operator.add), "-": (10, False, operator.sub),
    "*": (20, False, operator.mul), "/": (20, False, operator.truediv),
    "//": (20, False, operator.floordiv), "%": (20, False, operator.mod),
    "**": (40, True, operator.pow), "^": (40, True, operator.pow),
}
UNARY_POWER = 30
FUNCTIONS = {
    "sqrt": math.sqrt, "sin": math.sin, "cos": math.cos, "ln": math.log, "abs": abs, "max": max, "min": min,
    "gcd": math.gcd, "hypot": math.hypot, "fact": math.factorial,
}


def scan(text):
    at = 0
    while True:
        match = TOKENS.match(text, at)
        if not match:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise ParseError(f"unexpected {text[at]!r}", text, at)
        kind = match.lastgroup
        yield kind, match[kind], match.start(kind)
        if kind == "end":
            return
        at = match.end()


class Parser:
    def __init__(self, text):
        self.text = text
        self.tokens = scan(text)
        self.advance()

    def advance(self):
        self.kind, self.value, self.position = next(self.tokens)

    def take(self, value):
        if self.value == value and self.kind == "op":
            self.advance()
            return True
        return False

    def need(self, value):
        if not self.take(value):
            raise ParseError(f"expected {value!r}, got {self.value or 'the end'!r}", self.text, self.position)

    def parse(self):
        tree = self.expression(0)
        if self.kind != "end":
            raise ParseError(f"{self.value!r} is left over", self.text, self.position)
        return tree

    def expression(self, floor):
        left = self.atom()
        while self.take("!"):
            left = Call("fact", (left,))
        while self.kind == "op" and self.value in BINARY:
            op = self.value
            power, right_associative, _ = BINARY[op]
            if power < floor:
                break
            self.advance()
            left = Binary(op, left, self.expression(power if right_associative else power + 1))
        return left

    def atom(self):
        kind, value, position = self.kind, self.value, self.position
        if kind == "end":
            raise ParseError("unexpected end", self.text, position)
        self.advance()
        match kind, value:
            case "number", _:
                return Number(float(value) if set(value) & set(".eE") else Fraction(value))
            case "name", _ if self.take("("):
                args = []
                if not self.take(")"):
                    args.append(self.expression(0))
                    while self.take(","):
                        args.append(self.expression(0))
                    self.need(")")
                return Call(value, tuple(args))
            case "name", _:
                return Name(value)
            case "op", "(":
                inner = self.expression(0)
                self.need(")")
                return inner
            case "op", "-" | "+":
                return Unary(value, self.expression(UNARY_POWER))
        raise ParseError(f"unexpected {value!r}", self.text, position)


def evaluate(tree, names):
    match tree:
        case Number(value):
            return value
        case Name(name):
            try:
                return names[name]
            except KeyError:
                raise CalculatorError(f"what is {name}?") from None
        case Unary(op, operand):
            value = evaluate(operand, names)
            return -value if op == "-" else +value
        case Binary(op, left, right):
            return BINARY[op][2](evaluate(left, names), evaluate(right, names))
        case Call(name, args):
            if name not in FUNCTIONS:
                raise CalculatorError(f"no function {name}")
            values = [evaluate(arg, names) for arg in args]
            return FUNCTIONS[name](*(int(v) if isinstance(v, Fraction) and v.is_integer() else v for v in values))


def derive(tree, by):
    match tree:
        case Number():
            return Number(Fraction(0))
        case Name(name):
            return Number(Fraction(name == by))
        case Unary(op, operand):
            return Unary(op, derive(operand, by))
        case Binary("+" | "-" as op, a, b):
            return Binary(op, derive(a, by), derive(b, by))
        case Binary("*", a, b):
            return Binary("+", Binary("*", derive(a, by), b), Binary("*", a, derive(b, by)))
        case Binary("**" | "^", a, Number(n)):
            return Binary("*", Binary("*", Number(n), Binary("**", a, Number(n - 1))), derive(a, by))
        case Call("sin", (a,)):
            return Binary("*", Call("cos", (a,)), derive(a, by))
        case _:
            raise CalculatorError(f"cannot derive {show(tree)}")


def simplify(tree):
    match tree:
        case Unary(op, operand):
            operand = simplify(operand)
            return Number(-operand.value) if op == "-" and isinstance(operand, Number) else Unary(op, operand)
        case Binary(op, left, right):
            left, right = simplify(left), simplify(right)
            match op, left, right:
                case "+", Number(0), other:
                    return other
                case ("+" | "-", other, Number(0)) | ("*" | "**", other, Number(1)) | ("*", Number(1), other):
                    return other
                case ("*", Number(0), _) | ("*", _, Number(0)):
                    return Number(Fraction(0))
                case _, Number(a), Number(b):
                    return Number(BINARY[op][2](a, b))
            return Binary(op, left, right)
        case Call(name, args):
            return Call(name, tuple(map(simplify, args)))
    return tree


def show(tree, floor=0):
    match tree:
        case Number(value):
            return str(value)
        case Name(name):
            return name
        case Unary(op, operand):
            return f"{op}{show(operand, UNARY_POWER)}"
        case Call(name, args):
            return f"{name}({', '.join(map(show, args))})"
        case Binary(op, left, right):
            power, right_associative, _ = BINARY[op]
            text = f"{show(left, power + right_associative)} {op} {show(right, power + (not right_associative))}"
            return f"({text})" if power < floor else text


def main():
    names = {"pi": math.pi, "x": Fraction(3), "größe": 2}
    for text in (
        "1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "7 / 3 - 1/3", "10 // 4 % 2", "1e3 + .5", "2 ^ -2",
        "sqrt(16) + max(1, x, 2)", "3! ! + gcd(12, 18)", "größe * -x", "hypot(3, 4)", "10 - 4 - 3", "--+-1", "0.1 + 0.2",
        "2 ** 100", "min()", "1 +", "2 $ 3", "(1, 2)", "f(1)", "y", "1 / (x - 3)", "fact(-1)", "1 2", "max(1, 2", "()",
        "sqrt(-1)", "10.0 ** 400",
    ):
        try:
            tree = Parser(text).parse()
            print(f"{text} = {evaluate(tree, names)}")
            assert Parser(show(tree)).parse() == tree, show(tree)
        except CalculatorError as error:
            print(f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ()), sep="\n")
        except (ArithmeticError, ValueError, TypeError) as error:
            print(f"{text}: {type(error).__name__}: {error}")
    for text in ("x ** 3 + 2 * x + 1", "sin(x ** 2)", "-(x * x) - 3 * x", "ln(x)"):
        try:
            derivative = simplify(derive(Parser(text).parse(), "x"))
            print(f"d/dx {text}: {show(derivative)}")
        except CalculatorError as error:
            print(error)
    print(Parser("-x + 2 * f(1)").parse())


if __name__ == "__main__":
    main()

# expect:
# 1 + 2 * 3 = 7
# (1 + 2) * 3 = 9
# 2 ** 3 ** 2 = 512
# -2 ** 2 = -4
# 7 / 3 - 1/3 = 2
# 10 // 4 % 2 = 0
# 1e3 + .5 = 1000.5
# 2 ^ -2 = 1/4
# sqrt(16) + max(1, x, 2) = 7.0
# 3! ! + gcd(12, 18) = 726
# größe * -x = -6
# hypot(3, 4) = 5.0
# 10 - 4 - 3 = 3
# --+-1 = -1
# 0.1 + 0.2 = 0.30000000000000004
# 2 ** 100 = 1267650600228229401496703205376
# min(): TypeError: min expected at least 1 argument, got 0
# ParseError: unexpected end
#     1 +
#        ^
# ParseError: unexpected '$'
#     2 $ 3
#       ^
# ParseError: expected ')', got ','
#     (1, 2)
#       ^
# CalculatorError: no function f
# CalculatorError: what is y?
# 1 / (x - 3): ZeroDivisionError: Fraction(1, 0)
# fact(-1): ValueError: factorial() not defined for negative values
# ParseError: '2' is left over
#     1 2
#       ^
# ParseError: expected ')', got 'the end'
#     max(1, 2
#             ^
# ParseError: unexpected ')'
#     ()
#      ^
# sqrt(-1): ValueError: expected a nonnegative input, got -1.0
# 10.0 ** 400: OverflowError: (34, 'Numerical result out of range')
# d/dx x ** 3 + 2 * x + 1: 3 * x ** 2 + 2
# d/dx sin(x ** 2): cos(x ** 2) * (2 * x)
# d/dx -(x * x) - 3 * x: -(x + x) - 3
# cannot derive ln(x)
# Binary(op='+', left=Unary(op='-', operand=Name(name='x')), right=Binary(op='*', left=Number(value=Fraction(2, 1)), right=Call(name='f', args=(Number(value=Fraction(1, 1)),))))
