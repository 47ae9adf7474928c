"""An inventory in tables that live in memory, with a small query language over them."""

import re
from collections import namedtuple
from itertools import groupby
from operator import attrgetter, eq, ge, gt, itemgetter, le, lt, ne


class IntegrityError(Exception):
    pass


class Column:
    """A column expression: comparing it makes a predicate, `&`, `|` and `~` combine them."""

    def __init__(self, name, evaluate=None):
        self.name = name
        self.evaluate = evaluate or (lambda row: row[name])

    def _compare(operation, sign):
        def method(self, other):
            value = other.evaluate if isinstance(other, Column) else lambda row: other
            return Condition(f"{self.name} {sign} {getattr(other, 'name', repr(other))}", lambda row: operation(self.evaluate(row), value(row)))
        return method

    __eq__ = _compare(eq, "=")
    __ne__ = _compare(ne, "<>")
    __lt__ = _compare(lt, "<")
    __le__ = _compare(le, "<=")
    __gt__ = _compare(gt, ">")
    __ge__ = _compare(ge, ">=")
    __hash__ = None
    del _compare

    def __mul__(self, other):
        return Column(f"{self.name}*{other.name}", lambda row: self.evaluate(row) * other.evaluate(row))

    def like(self, pattern):
        regex = re.compile("".join({"%": ".*", "_": "."}.get(c, re.escape(c)) for c in pattern), re.IGNORECASE | re.DOTALL)
        return Condition(f"{self.name} LIKE {pattern!r}", lambda row: bool(regex.fullmatch(self.evaluate(row))))

    def is_in(self, values):
        return Condition(f"{self.name} IN {tuple(values)}", lambda row: self.evaluate(row) in values)


class Condition:
    def __init__(self, text, test):
        self.text, self.test = text, test

    def __and__(self, other):
        return Condition(f"({self.text} AND {other.text})", lambda row: self.test(row) and other.test(row))

    def __or__(self, other):
        return Condition(f"({self.text} OR {other.text})", lambda row: self.test(row) or other.test(row))

    def __invert__(self):
        return Condition(f"NOT {self.text}", lambda row: not self.test(row))

    def __bool__(self):
        raise TypeError("a condition has no truth; combine conditions with & and |")


class Table:
    def __init__(self, name, /, key, **columns):
        self.__name__, self.key, self.columns = name, key, columns
        self.rows = {}
        self.references = {}
        self._undo = None
        for column in columns:
            setattr(self, column, Column(column))

    def insert(self, **values):
        if unknown := values.keys() - self.columns.keys():
            raise IntegrityError(f"{self.__name__} has no column {', '.join(sorted(unknown))}")
        row = {}
        for column, kind in self.columns.items():
            value = values.get(column)
            if value is not None and not isinstance(value, kind):
                raise IntegrityError(f"{self.__name__}.{column} must be {kind.__name__}, not {type(value).__name__}")
            row[column] = value
        key = row[self.key] = len(self.rows) + 1 if row[self.key] is None else row[self.key]
        if key in self.rows:
            raise IntegrityError(f"{self.__name__}.{self.key} {key!r} exists")
        for column, other in self.references.items():
            if row[column] not in other.rows:
                raise IntegrityError(f"{other.__name__} has no {row[column]!r}")
        self.rows[key] = row
        return key

    def update(self, where, **changes):
        touched = 0
        for key, row in self.rows.items():
            if where.test(row):
                self.rows[key] = row | {c: v(row) if callable(v) else v for c, v in changes.items()}
                touched += 1
        return touched

    def __enter__(self):
        self._undo = self.rows.copy()
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.rows = self._undo
        self._undo = None
        return kind is not None and issubclass(kind, IntegrityError)

    def select(self, *columns):
        return Query(self.rows.values(), self.__name__, [c if isinstance(c, Column) else Column(c) for c in columns or self.columns])


class Query:
    def __init__(self, rows, source, columns):
        self.rows, self.source, self.columns = rows, source, columns
        self.text = f"SELECT {', '.join(c.name for c in columns)} FROM {source}"

    def where(self, condition):
        self.rows = [row for row in self.rows if condition.test(row)]
        self.text += f" WHERE {condition.text}"
        return self

    def join(self, table, on):
        self.rows = [left | {f"{table.__name__}_{k}": v for k, v in right.items()} for left in self.rows for right in [table.rows[left[on]]]]
        self.text += f" JOIN {table.__name__}"
        return self

    def order_by(self, *names):
        for name in reversed(names):
            self.rows = sorted(self.rows, key=itemgetter(name.lstrip("-")), reverse=name.startswith("-"))
        self.text += f" ORDER BY {', '.join(names)}"
        return self

    def group_by(self, name, **aggregates):
        Row = namedtuple("Group", [name, *aggregates])
        ordered = sorted(self.rows, key=itemgetter(name))
        for key, rows in groupby(ordered, key=itemgetter(name)):
            rows = list(rows)
            yield Row(key, *(f([c.evaluate(row) for row in rows]) for f, c in aggregates.values()))

    def __iter__(self):
        Row = namedtuple("Row", [c.name for c in self.columns], rename=True)
        return (Row._make(c.evaluate(row) for c in self.columns) for row in self.rows)


def show(query):
    print(getattr(query, "text", "GROUPS"))
    for row in query:
        print("   ", row)


def main():
    makers = Table("maker", key="id", id=int, name=str, country=str)
    parts = Table("part", key="code", code=str, name=str, maker=int, stock=int, price=float)
    parts.references["maker"] = makers
    for name, country in [("Acme", "US"), ("Bolt & Co", "DE"), ("Zahnrad", "DE")]:
        makers.insert(name=name, country=country)
    for line in """
        A-1 anvil     1   3  99.5
        B-7 bolt      2 500   0.05
        B-9 Bolt_long 2 120   0.11
        G-2 gear      3  40   4.2
        G-3 gearbox   3   0 120.0
    """.strip().splitlines():
        code, name, maker, stock, price = line.split()
        parts.insert(code=code, name=name, maker=int(maker), stock=int(stock), price=float(price))

    show(parts.select("code", "stock").where((parts.stock > 0) & ~(parts.price < 1)))
    show(parts.select().where(parts.name.like("BOLT%") | parts.code.is_in(["G-3"])).order_by("-price"))
    show(parts.select("name", "maker_name", parts.stock * parts.price).join(makers, "maker").order_by("maker_country", "-stock"))
    by_country = parts.select().join(makers, "maker")
    show(by_country.group_by("maker_country", parts=(len, parts.code), stock=(sum, parts.stock), dearest=(max, parts.price)))
    print(parts.update(parts.stock < 50, stock=lambda row: row["stock"] + 10, price=1.0), "updated")
    print(sorted(parts.select("code", "stock", "price"), key=attrgetter("stock"))[0])

    for values in ({"code": "A-1"}, {"code": "X", "maker": 9}, {"code": 5}, {"code": "X", "size": 1, "colour": 2}, {"code": "N", "maker": 1}):
        with parts:
            parts.insert(code="temporary", name="t", maker=1)
            parts.insert(**values)
            print("inserted", values)
        print(len(parts.rows), "temporary" in parts.rows)
    try:
        with parts:
            parts.select().where(parts.stock > 1 and parts.stock < 5)
    except TypeError as error:
        print(error)
    try:
        {parts.stock: 1}
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    main()

# expect:
# SELECT code, stock FROM part WHERE (stock > 0 AND NOT price < 1)
#     Row(code='A-1', stock=3)
#     Row(code='G-2', stock=40)
# SELECT code, name, maker, stock, price FROM part WHERE (name LIKE 'BOLT%' OR code IN ('G-3',)) ORDER BY -price
#     Row(code='G-3', name='gearbox', maker=3, stock=0, price=120.0)
#     Row(code='B-9', name='Bolt_long', maker=2, stock=120, price=0.11)
#     Row(code='B-7', name='bolt', maker=2, stock=500, price=0.05)
# SELECT name, maker_name, stock*price FROM part JOIN maker ORDER BY maker_country, -stock
#     Row(name='bolt', maker_name='Bolt & Co', _2=25.0)
#     Row(name='Bolt_long', maker_name='Bolt & Co', _2=13.2)
#     Row(name='gear', maker_name='Zahnrad', _2=168.0)
#     Row(name='gearbox', maker_name='Zahnrad', _2=0.0)
#     Row(name='anvil', maker_name='Acme', _2=298.5)
# GROUPS
#     Group(maker_country='DE', parts=4, stock=660, dearest=120.0)
#     Group(maker_country='US', parts=1, stock=3, dearest=99.5)
# 3 updated
# Row(code='G-3', stock=10, price=1.0)
# 5 False
# 5 False
# 5 False
# 5 False
# inserted {'code': 'N', 'maker': 1}
# 7 True
# a condition has no truth; combine conditions with & and |
# cannot use 'Column' as a dict key (unhashable type: 'Column')
