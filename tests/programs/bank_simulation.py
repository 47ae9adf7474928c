"""A bank: accounts are dataclasses, kinds and states are enums, and every movement is journalled."""

from dataclasses import FrozenInstanceError, InitVar, astuple, dataclass, field, fields, replace
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum, Flag, IntEnum, StrEnum, auto, unique
from itertools import count
from typing import ClassVar, Self

CENT = Decimal("0.01")


@unique
class Kind(StrEnum):
    CHECKING = auto()
    SAVINGS = auto()
    LOAN = auto()


class Rights(Flag):
    VIEW = auto()
    DEPOSIT = auto()
    WITHDRAW = auto()
    OWNER = VIEW | DEPOSIT | WITHDRAW


class Severity(IntEnum):
    NOTE = 10
    REFUSED = 20
    FRAUD = 30


class Rate(Enum):
    """The yearly interest of each kind, with a floor from which it is paid."""

    CHECKING = Decimal("0"), Decimal("0")
    SAVINGS = Decimal("0.0325"), Decimal("100")
    LOAN = Decimal("0.079"), Decimal("-Infinity")

    def __init__(self, rate, floor):
        self.rate = rate
        self.floor = floor

    def monthly(self, balance):
        if balance < self.floor:
            return Decimal(0)
        return (balance * self.rate / 12).quantize(CENT, ROUND_HALF_EVEN)


class BankError(Exception):
    severity = Severity.REFUSED


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        self.account, self.missing = account, amount - account.available
        super().__init__(f"{account.number}: {self.missing} short")


class NotAllowed(BankError):
    severity = Severity.FRAUD


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    number: int
    account: str
    amount: Decimal
    text: str = field(compare=False)

    def __format__(self, spec):
        if spec == "short":
            return f"{self.account}{self.amount:+.2f}"
        return format(str(self), spec)


@dataclass(kw_only=True)
class Account:
    prefixes: ClassVar[dict[Kind, str]] = {kind: kind[0].upper() for kind in Kind}
    serial: ClassVar = count(1)

    kind: Kind = Kind.CHECKING
    overdraft: Decimal = Decimal(0)
    number: str = field(init=False)
    holders: dict[str, Rights] = field(default_factory=dict)
    balance: Decimal = field(default=Decimal(0), init=False)
    owner: InitVar[str]
    history: list[Entry] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self, owner):
        self.number = f"{self.prefixes[self.kind]}{next(self.serial):03}"
        self.holders.setdefault(owner, Rights.OWNER)

    @property
    def available(self):
        return self.balance + self.overdraft

    def check(self, who, right):
        held = self.holders.get(who, Rights(0))
        if right not in held:
            raise NotAllowed(f"{who} may not {right.name.lower()} ({held!r})")


class Bank:
    def __init__(self):
        self.accounts: dict[str, Account] = {}
        self.journal: list[Entry] = []
        self.incidents: list[tuple[Severity, str]] = []

    def open(self, owner, **options) -> Account:
        account = Account(owner=owner, **options)
        self.accounts[account.number] = account
        return account

    def post(self, account, amount, text):
        entry = Entry(len(self.journal) + 1, account.number, amount, text)
        self.journal.append(entry)
        account.history.append(entry)
        account.balance += amount

    def deposit(self, who, number, amount):
        account = self.accounts[number]
        account.check(who, Rights.DEPOSIT)
        self.post(account, Decimal(amount), f"deposit by {who}")

    def transfer(self, who, source, target, amount):
        amount = Decimal(amount)
        a, b = self.accounts[source], self.accounts[target]
        a.check(who, Rights.WITHDRAW)
        if a.available < amount:
            raise InsufficientFunds(a, amount)
        self.post(a, -amount, f"to {target}")
        self.post(b, amount, f"from {source}")

    def attempt(self, method, *args):
        try:
            getattr(self, method)(*args)
        except BankError as error:
            self.incidents.append((error.severity, str(error)))
        except (KeyError, ArithmeticError) as error:
            self.incidents.append((Severity.NOTE, repr(error)))
        return self

    def month_end(self) -> Self:
        for account in self.accounts.values():
            if interest := Rate[account.kind.name].monthly(account.balance):
                self.post(account, interest, "interest")
        return self


def main():
    bank = Bank()
    ann = bank.open("ann", overdraft=Decimal("50"))
    nest = bank.open("ann", kind=Kind.SAVINGS, holders={"ben": Rights.VIEW | Rights.DEPOSIT})
    loan = bank.open("ben", kind=Kind("loan"))

    (bank.attempt("deposit", "ann", "C001", "1000.10")
         .attempt("transfer", "ann", "C001", "S002", "400")
         .attempt("transfer", "ben", "L003", "C001", "1")
         .attempt("transfer", "ann", "C001", "L003", "700")
         .attempt("transfer", "ben", "S002", "L003", "1")
         .attempt("deposit", "eve", "S002", "5")
         .attempt("deposit", "ann", "C009", "5")
         .attempt("deposit", "ann", "C001", "five")
         .attempt("transfer", "ann", "C001", "L003", "650.10"))
    loan.balance -= 2500
    bank.month_end().month_end()

    for account in bank.accounts.values():
        print(account)
    print(*(f"{entry:short}" for entry in bank.journal))
    print(f"{bank.journal[0]:.>80}")
    for severity, text in sorted(bank.incidents, reverse=True):
        print(f"{severity.name:<8}{severity:>3}  {text}")

    print()
    print(sum(entry.amount for entry in nest.history), nest.balance, ann.available)
    print(max(bank.journal), bank.journal[0] < bank.journal[1], astuple(bank.journal[-1]))
    print(replace(bank.journal[0], text="changed") == bank.journal[0], hash(bank.journal[0]) == hash(replace(bank.journal[0], text="x")))
    try:
        bank.journal[0].amount = 5
    except FrozenInstanceError as error:
        print(type(error).__name__, error)
    try:
        Account("ann")
    except TypeError as error:
        print(error)
    print([f.name for f in fields(Account) if f.init], Account.__match_args__, Entry.__match_args__)
    print(list(Kind), Kind.LOAN == "loan", f"{Kind.SAVINGS:>10}", Kind.SAVINGS.__class__.__mro__[1].__name__)
    print(Rights.OWNER, ~Rights.VIEW, list(Rights.OWNER), Rights.OWNER ^ Rights.DEPOSIT, Rights(0), bool(Rights(0)))
    print(Severity(20), Severity.FRAUD > 25, Severity.NOTE + 1, f"{Severity.FRAUD!r} {Severity.FRAUD}", Severity["NOTE"])
    for bad in (lambda: Severity(25), lambda: Rights(64), lambda: Kind["CASH"], lambda: Rate((1, 2))):
        try:
            print(bad())
        except (ValueError, KeyError) as error:
            print(f"{type(error).__name__}: {error}")
    try:
        @unique
        class Twice(Enum):
            A = 1
            B = 1
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    main()

# expect:
# Account(kind=<Kind.CHECKING: 'checking'>, overdraft=Decimal('50'), number='C001', holders={'ann': <Rights.OWNER: 7>}, balance=Decimal('-50.00'))
# Account(kind=<Kind.SAVINGS: 'savings'>, overdraft=Decimal('0'), number='S002', holders={'ben': <Rights.VIEW|DEPOSIT: 3>, 'ann': <Rights.OWNER: 7>}, balance=Decimal('402.17'))
# Account(kind=<Kind.LOAN: 'loan'>, overdraft=Decimal('0'), number='L003', holders={'ben': <Rights.OWNER: 7>}, balance=Decimal('-1874.34'))
# C001+1000.10 C001-400.00 S002+400.00 C001-650.10 L003+650.10 S002+1.08 L003-12.18 S002+1.09 L003-12.26
# Entry(number=1, account='C001', amount=Decimal('1000.10'), text='deposit by ann')
# FRAUD    30  eve may not deposit (<Rights: 0>)
# FRAUD    30  ben may not withdraw (<Rights.VIEW|DEPOSIT: 3>)
# REFUSED  20  L003: 1 short
# REFUSED  20  C001: 49.90 short
# NOTE     10  KeyError('C009')
# NOTE     10  InvalidOperation([<class 'decimal.ConversionSyntax'>])
#
# 402.17 402.17 0.00
# Entry(number=9, account='L003', amount=Decimal('-12.26'), text='interest') True (9, 'L003', Decimal('-12.26'), 'interest')
# True True
# FrozenInstanceError cannot assign to field 'amount'
# Account.__init__() takes 1 positional argument but 2 were given
# ['kind', 'overdraft', 'holders', 'history'] () ('number', 'account', 'amount', 'text')
# [<Kind.CHECKING: 'checking'>, <Kind.SAVINGS: 'savings'>, <Kind.LOAN: 'loan'>] True    savings StrEnum
# Rights.OWNER Rights.DEPOSIT|WITHDRAW [<Rights.VIEW: 1>, <Rights.DEPOSIT: 2>, <Rights.WITHDRAW: 4>] Rights.VIEW|WITHDRAW Rights(0) False
# 20 True 11 <Severity.FRAUD: 30> 30 10
# ValueError: 25 is not a valid Severity
# ValueError: <flag 'Rights'> invalid value 64
#     given 0b0 1000000
#   allowed 0b0 0000111
# KeyError: 'CASH'
# ValueError: (1, 2) is not a valid Rate
# duplicate values found in <enum 'Twice'>: B -> A
