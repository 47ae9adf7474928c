"""An invoice in exact decimals: line items, discounts, taxes, and shares that add up to the last cent."""

import decimal
import math
import operator
from collections import defaultdict
from dataclasses import dataclass
from decimal import (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal,
                     DivisionByZero, Inexact, InvalidOperation, Overflow, localcontext)
from fractions import Fraction
from functools import reduce

CENT = Decimal("0.01")
RATES = {"standard": Decimal("0.19"), "reduced": Decimal("0.07"), "none": Decimal(0)}


def money(value, rounding=ROUND_HALF_UP):
    return Decimal(value).quantize(CENT, rounding)


def euros(value):
    """1234567.8 as 1.234.567,80 €."""
    return f"{value:,.2f} €".translate(str.maketrans(",.", ".,"))


@dataclass
class Line:
    text: str
    quantity: Decimal
    price: Decimal
    rate: str = "standard"
    discount: Decimal = Decimal(0)

    @property
    def net(self):
        return money(self.quantity * self.price * (1 - self.discount))


class Invoice:
    def __init__(self, *lines, shipping=Decimal("4.90")):
        self.lines = lines
        self.shipping = shipping

    @property
    def net(self):
        return sum((line.net for line in self.lines), Decimal(0))

    def bases(self):
        """What each tax rate applies to; shipping is shared out in proportion to the lines."""
        bases = defaultdict(Decimal)
        for line, share in zip(self.lines, allocate(self.shipping, [line.net for line in self.lines])):
            bases[line.rate] += line.net + share
        return dict(bases)

    def taxes(self):
        return {rate: money(base * RATES[rate]) for rate, base in self.bases().items()}

    @property
    def total(self):
        return self.net + self.shipping + sum(self.taxes().values())

    def __str__(self):
        rule = "-" * 62
        out = [f"{'Item':<24}{'Qty':>8}{'Price':>12}{'Net':>18}", rule]
        for line in self.lines:
            out.append(f"{line.text:<24.23}{line.quantity.normalize():>8f}{euros(line.price):>12}{euros(line.net):>18}")
            if line.discount:
                out.append(f"  less {line.discount:.1%}")
        out += [rule, f"{'Net':<44}{euros(self.net):>18}", f"{'Shipping':<44}{euros(self.shipping):>18}"]
        for rate, tax in sorted(self.taxes().items()):
            out.append(f"{f'{RATES[rate]:.0%} tax on {euros(self.bases()[rate])}':<44}{euros(tax):>18}")
        return "\n".join(out + [rule, f"{'Total':<44}{euros(self.total):>18}"])


def allocate(amount, weights):
    """Shares of `amount`, to the cent, that add up to it: the largest remainders get the cents left over."""
    total = sum(map(Fraction, weights))
    cents = int(amount / CENT)
    exact = [cents * Fraction(weight) / total for weight in weights]
    shares = [math.floor(share) for share in exact]
    for index in sorted(range(len(exact)), key=lambda i: shares[i] - exact[i])[:cents - sum(shares)]:
        shares[index] += 1
    return [share * CENT for share in shares]


def annuity(principal, yearly, months):
    """The monthly rate of a loan and its last payment, which takes up the rounding."""
    rate = Decimal(yearly) / 12
    payment = money(principal * rate / (1 - (1 + rate) ** -months))
    balance = Decimal(principal)
    for _ in range(months - 1):
        balance += money(balance * rate, ROUND_HALF_EVEN) - payment
    return payment, balance + money(balance * rate, ROUND_HALF_EVEN)


def egyptian(fraction):
    while fraction:
        unit = Fraction(1, math.ceil(1 / fraction))
        yield unit
        fraction -= unit


def pi_digits(digits):
    """Machin's formula, in a context with room to spare."""
    with localcontext(prec=digits + 5):
        def arctan_inverse(n):
            power = total = Decimal(1) / n
            for k in range(1, digits * 2):
                power /= -n * n
                total += power / (2 * k + 1)
            return total
        result = 4 * (4 * arctan_inverse(5) - arctan_inverse(239))
    with localcontext(Context(prec=digits)):
        return +result


def main():
    invoice = Invoice(
        Line("Widget, galvanised, large", Decimal("3"), Decimal("19.99")),
        Line("Apples (kg)", Decimal("2.345"), Decimal("2.99"), "reduced"),
        Line("Consulting (hours)", Decimal("12.50"), Decimal("1080.00"), discount=Decimal("0.125")),
        Line("Stamps", Decimal("1E+2"), Decimal("0.85"), "none"))
    print(invoice)
    print(allocate(Decimal("100"), [1, 1, 1]), allocate(Decimal("0.05"), [Decimal("0.1"), 2, 3]), sum(allocate(Decimal("9.99"), range(1, 8))))
    print(annuity(10000, "0.05", 24))

    print("rounding 2.5, -2.5, 2.51")
    for mode in (ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, decimal.ROUND_05UP):
        print(f"  {mode:<16}", *(Decimal(text).quantize(Decimal(1), mode) for text in ("2.5", "-2.5", "2.51")))
    print(round(Decimal("2.675"), 2), round(2.675, 2), round(Decimal("2.5")), Decimal(2.675), Decimal("1e-7"), Decimal("123E+3"), Decimal("0E-8") == 0)
    print(Decimal("1.10").as_tuple(), Decimal("-0.00"), Decimal("1.100").normalize(), Decimal("NaN") == Decimal("NaN"), Decimal("-Infinity") < 0, hash(Decimal("0.5")) == hash(0.5))
    print(Decimal("3.14").as_integer_ratio(), Decimal(7) // Decimal(-2), Decimal(7) % Decimal(-2), divmod(Decimal("7.5"), 2), Decimal(2) ** Decimal("0.5"), Decimal(2).sqrt(), Decimal(10).ln(), Decimal("0.5").exp(), sep=" | ")
    print(f"{Decimal('1234567.891'):,.1f} {Decimal('0.00001234'):e} {Decimal('12.3'):08.3f} {Decimal('5'):+} {Decimal('1e6'):g} {Decimal('0.256'):%} {Decimal('42'):*^9}")
    print(Decimal("12.345").compare(Decimal("12.3450")), Decimal("12.3450").compare_total(Decimal("12.345")), Decimal(5).max(3), Decimal("1.5").fma(2, 3), Decimal("123.456").scaleb(-2), Decimal("12300").to_eng_string(), Decimal("9.99").next_plus(), Decimal("1010").logical_and(Decimal("1100")), Decimal("54321").rotate(2), Decimal("321.5").adjusted())
    print(pi_digits(50))

    with localcontext() as context:
        context.prec, context.rounding, context.traps[Inexact] = 4, ROUND_DOWN, False
        print(Decimal(2) / 3, Decimal("1.23456") + 0, context.flags[Inexact], Decimal("1.23456"))
        context.traps[Inexact] = True
        context.clear_flags()
        for action in (lambda: Decimal(1) / 3, lambda: Decimal(1) / 0, lambda: Decimal(0) / 0, lambda: Decimal("1e999999") * 10 ** 7, lambda: Decimal("x"), lambda: Decimal("sNaN") + 1, lambda: Decimal(-1).sqrt(), lambda: int(Decimal("Infinity")), lambda: Decimal("1.1") + 1.1, lambda: Decimal("12345.6").quantize(CENT)):
            try:
                print(action())
            except (decimal.DecimalException, TypeError, OverflowError) as error:
                print(f"{type(error).__name__}: {error}", isinstance(error, ArithmeticError))
        context.traps[DivisionByZero] = context.traps[InvalidOperation] = context.traps[Overflow] = context.traps[Inexact] = False
        print(Decimal(-1) / 0, Decimal(0) / 0, Decimal("x"), [flag.__name__ for flag, on in context.flags.items() if on])

    third = Fraction(1, 3)
    print(third + Fraction("0.25"), third ** -2, third * 1.5, Fraction(3.75), Fraction("-7/21"), Fraction(Decimal("0.125")), math.floor(-third), round(Fraction(7, 3), 1), third.limit_denominator(2))
    print(list(egyptian(Fraction(4, 13))), reduce(operator.add, egyptian(Fraction(5, 121))), Fraction(math.pi).limit_denominator(1000), f"{third:.3f} {Fraction(10, 1)} {Fraction(22, 7):>8}")
    print(third == 1 / 3, Fraction(1, 2) == 0.5 == Decimal("0.5"), Fraction(1, 2) in {0.5}, sorted([Fraction(1, 3), 0.3, Decimal("0.31"), 0]), divmod(Fraction(7, 2), Fraction(2, 3)), Fraction(5).is_integer())
    for action in (lambda: Fraction(1, 0), lambda: Fraction("1/x"), lambda: Fraction(1.5, 2), lambda: Fraction(1, 2) + Decimal("0.5"), lambda: Fraction(float("nan"))):
        try:
            print(action())
        except (TypeError, ValueError, ZeroDivisionError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
# Item                         Qty       Price               Net
# --------------------------------------------------------------
# Widget, galvanised, lar        3     19,99 €           59,97 €
# Apples (kg)                2.345      2,99 €            7,01 €
# Consulting (hours)          12.5  1.080,00 €       11.812,50 €
#   less 12.5%
# Stamps                       100      0,85 €           85,00 €
# --------------------------------------------------------------
# Net                                                11.964,48 €
# Shipping                                                4,90 €
# 0% tax on 85,04 €                                       0,00 €
# 7% tax on 7,01 €                                        0,49 €
# 19% tax on 11.877,33 €                              2.256,69 €
# --------------------------------------------------------------
# Total                                              14.226,56 €
# [Decimal('33.34'), Decimal('33.33'), Decimal('33.33')] [Decimal('0.00'), Decimal('0.02'), Decimal('0.03')] 9.99
# (Decimal('438.71'), Decimal('438.81'))
# rounding 2.5, -2.5, 2.51
#   ROUND_CEILING    3 -2 3
#   ROUND_DOWN       2 -2 2
#   ROUND_FLOOR      2 -3 2
#   ROUND_HALF_DOWN  2 -2 3
#   ROUND_HALF_EVEN  2 -2 3
#   ROUND_HALF_UP    3 -3 3
#   ROUND_UP         3 -3 3
#   ROUND_05UP       2 -2 2
# 2.68 2.67 2 2.67499999999999982236431605997495353221893310546875 1E-7 1.23E+5 True
# DecimalTuple(sign=0, digits=(1, 1, 0), exponent=-2) -0.00 1.1 False True True
# (157, 50) | -3 | 1 | (Decimal('3'), Decimal('1.5')) | 1.414213562373095048801688724 | 1.414213562373095048801688724 | 2.302585092994045684017991455 | 1.648721270700128146848650788
# 1,234,567.9 1.234e-5 0012.300 +5 1e+6 25.6% ***42****
# 0 -1 5 6.0 1.23456 12300 9.990000000000000000000000001 1000 5432100 2
# 3.1415926535897932384626433832795028841971693993751
# 0.6666 1.234 True 1.23456
# Inexact: [<class 'decimal.Inexact'>] True
# DivisionByZero: [<class 'decimal.DivisionByZero'>] True
# InvalidOperation: [<class 'decimal.DivisionUndefined'>] True
# Overflow: [<class 'decimal.Overflow'>, <class 'decimal.Inexact'>] True
# InvalidOperation: [<class 'decimal.ConversionSyntax'>] True
# InvalidOperation: [<class 'decimal.InvalidOperation'>] True
# InvalidOperation: [<class 'decimal.InvalidOperation'>] True
# OverflowError: cannot convert Infinity to integer True
# TypeError: unsupported operand type(s) for +: 'decimal.Decimal' and 'float' False
# InvalidOperation: [<class 'decimal.InvalidOperation'>] True
# -Infinity NaN NaN ['InvalidOperation', 'DivisionByZero', 'Overflow', 'Inexact', 'Rounded']
# 7/12 9 0.5 15/4 -1/3 1/8 -1 23/10 1/2
# [Fraction(1, 4), Fraction(1, 18), Fraction(1, 468)] 5/121 355/113 0.333 10     22/7
# False True True [0, 0.3, Decimal('0.31'), Fraction(1, 3)] (5, Fraction(1, 6)) True
# ZeroDivisionError: Fraction(1, 0)
# ValueError: Invalid literal for Fraction: '1/x'
# TypeError: both arguments should be Rational instances
# TypeError: unsupported operand type(s) for +: 'Fraction' and 'decimal.Decimal'
# ValueError: cannot convert NaN to integer ratio
