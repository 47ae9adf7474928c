"""Joins CSV tables as a database would, whatever dialect they come in."""

import csv
import io
from collections import defaultdict
from itertools import chain

CUSTOMERS = """\
id;name;city
1;"Müller; Söhne";Köln
2;'O''Brien';Dublin
3;"Said ""the boss"" Smith";Leeds
4;Nobody;
"""

ORDERS = """\
order,customer,total,note
100,1,19.90,plain
101,1,5.00,"two
lines"
102,3,7.25,
103,9,1.00,orphan,extra,cells
104,2
"""


class Semicolons(csv.Dialect):
    delimiter = ";"
    quotechar = '"'
    doublequote = True
    skipinitialspace = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("semicolons", Semicolons)
csv.register_dialect("pipes", delimiter="|", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n")


def read(text, **options):
    return list(csv.DictReader(io.StringIO(text, newline=""), restkey="_rest", restval="", **options))


def index(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def join(left, right, left_key, right_key, how="inner"):
    """Rows of both sides where the keys are equal; `how` says which rows without a partner stay."""
    partners = index(right, right_key)
    matched = set()
    for row in left:
        others = partners.get(row[left_key], [])
        if others:
            matched.add(row[left_key])
            yield from (row | other for other in others)
        elif how in ("left", "outer"):
            yield row
    if how in ("right", "outer"):
        yield from chain.from_iterable(rows for key, rows in partners.items() if key not in matched)


def write(rows, fields, **options):
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fields, restval="?", extrasaction="ignore", **options)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def show(title, text):
    print(f"== {title}")
    for line in text.splitlines(keepends=True):
        print(f"   {line!r}")


def main():
    print(csv.list_dialects())
    customers = read(CUSTOMERS, dialect="semicolons")
    orders = read(ORDERS)
    for row in customers + orders:
        print(row)

    fields = ["name", "order", "total", "note"]
    for how in ("inner", "left", "right", "outer"):
        show(how, write(join(customers, orders, "id", "customer", how), fields, lineterminator="\n"))
    show("pipes", write([{"name": "a|b", "order": "c\\d", "note": 'say "x"'}], fields, dialect="pipes"))
    show("all quoted", write(orders[:2], ["order", "note"], quoting=csv.QUOTE_ALL))
    show("strings quoted", write([{"a": 1, "b": "1", "c": None, "d": 2.50}], "abcd", quoting=csv.QUOTE_STRINGS))
    show("not null", write([{"a": 1, "b": "", "c": None, "d": 2.50}], "abcd", quoting=csv.QUOTE_NOTNULL))

    numbers = csv.reader(['"id", 1, 2.5', '"x",-3,"4"'], quoting=csv.QUOTE_NONNUMERIC, skipinitialspace=True)
    print(list(numbers), numbers.line_num)

    print("sniffed:")
    for sample in ("a;b;c\n1;2;3\n4;5;6\n", "name\tage\nann\t3\nbob\t4\n", "'x','y'\n'1','2'\n"):
        dialect = csv.Sniffer().sniff(sample)
        print(f"  {dialect.delimiter!r} {dialect.quotechar!r} {dialect.doublequote}",
              csv.Sniffer().has_header(sample), list(csv.reader(sample.splitlines(), dialect)))

    print("errors:")
    attempts = {
        "unknown dialect": lambda: csv.reader([], dialect="nope"),
        "bad delimiter": lambda: csv.writer(io.StringIO(), delimiter="::"),
        "no escape": lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]),
        "strict": lambda: list(csv.reader(['"a"b,c'], strict=True)),
        "unfinished": lambda: list(csv.reader(['"a', "b"], strict=True)),
        "not text": lambda: list(csv.reader([b"a,b"])),
        "bare newline": lambda: list(csv.reader(["a\rb"])),
        "extra field": lambda: csv.DictWriter(io.StringIO(), ["a"]).writerow({"a": 1, "b": 2}),
        "not a row": lambda: csv.writer(io.StringIO()).writerow(5),
        "number": lambda: list(csv.reader(["x"], quoting=csv.QUOTE_NONNUMERIC)),
    }
    for name, attempt in attempts.items():
        try:
            attempt()
        except (csv.Error, ValueError, TypeError) as error:
            print(f"  {name}: {type(error).__name__}: {error}")
        else:
            print(f"  {name}: accepted")
    previous = csv.field_size_limit(8)
    try:
        list(csv.reader(["short,much too long"]))
    except csv.Error as error:
        print(f"  limit {previous}: {error}")
    finally:
        csv.field_size_limit(previous)


if __name__ == "__main__":
    main()

# expect:
# ['excel', 'excel-tab', 'unix', 'semicolons', 'pipes']
# {'id': '1', 'name': 'Müller; Söhne', 'city': 'Köln'}
# {'id': '2', 'name': "'O''Brien'", 'city': 'Dublin'}
# {'id': '3', 'name': 'Said "the boss" Smith', 'city': 'Leeds'}
# {'id': '4', 'name': 'Nobody', 'city': ''}
# {'order': '100', 'customer': '1', 'total': '19.90', 'note': 'plain'}
# {'order': '101', 'customer': '1', 'total': '5.00', 'note': 'two\nlines'}
# {'order': '102', 'customer': '3', 'total': '7.25', 'note': ''}
# {'order': '103', 'customer': '9', 'total': '1.00', 'note': 'orphan', '_rest': ['extra', 'cells']}
# {'order': '104', 'customer': '2', 'total': '', 'note': ''}
# == inner
#    'name,order,total,note\n'
#    'Müller; Söhne,100,19.90,plain\n'
#    'Müller; Söhne,101,5.00,"two\n'
#    'lines"\n'
#    "'O''Brien',104,,\n"
#    '"Said ""the boss"" Smith",102,7.25,\n'
# == left
#    'name,order,total,note\n'
#    'Müller; Söhne,100,19.90,plain\n'
#    'Müller; Söhne,101,5.00,"two\n'
#    'lines"\n'
#    "'O''Brien',104,,\n"
#    '"Said ""the boss"" Smith",102,7.25,\n'
#    'Nobody,?,?,?\n'
# == right
#    'name,order,total,note\n'
#    'Müller; Söhne,100,19.90,plain\n'
#    'Müller; Söhne,101,5.00,"two\n'
#    'lines"\n'
#    "'O''Brien',104,,\n"
#    '"Said ""the boss"" Smith",102,7.25,\n'
#    '?,103,1.00,orphan\n'
# == outer
#    'name,order,total,note\n'
#    'Müller; Söhne,100,19.90,plain\n'
#    'Müller; Söhne,101,5.00,"two\n'
#    'lines"\n'
#    "'O''Brien',104,,\n"
#    '"Said ""the boss"" Smith",102,7.25,\n'
#    'Nobody,?,?,?\n'
#    '?,103,1.00,orphan\n'
# == pipes
#    'name|order|total|note\n'
#    'a\\|b|c\\\\d|?|say \\"x\\"\n'
# == all quoted
#    '"order","note"\r\n'
#    '"100","plain"\r\n'
#    '"101","two\n'
#    'lines"\r\n'
# == strings quoted
#    '"a","b","c","d"\r\n'
#    '1,"1",,2.5\r\n'
# == not null
#    '"a","b","c","d"\r\n'
#    '"1","",,"2.5"\r\n'
# [['id', 1.0, 2.5], ['x', -3.0, '4']] 2
# sniffed:
#   ';' '"' False True [['a', 'b', 'c'], ['1', '2', '3'], ['4', '5', '6']]
#   '\t' '"' False True [['name', 'age'], ['ann', '3'], ['bob', '4']]
#   ',' "'" False True [['x', 'y'], ['1', '2']]
# errors:
#   unknown dialect: Error: unknown dialect
#   bad delimiter: TypeError: "delimiter" must be a unicode character, not a string of length 2
#   no escape: Error: need to escape, but no escapechar set
#   strict: Error: ',' expected after '"'
#   unfinished: Error: unexpected end of data
#   not text: Error: iterator should return strings, not bytes (the file should be opened in text mode)
#   bare newline: Error: new-line character seen in unquoted field - do you need to open the file with newline=''?
#   extra field: ValueError: dict contains fields not in fieldnames: 'b'
#   not a row: Error: iterable expected, not int
#   number: ValueError: could not convert string to float: 'x'
#   limit 131072: field larger than field limit (8)
