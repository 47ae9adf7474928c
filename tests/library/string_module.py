"""Module _string: every export and its errors."""
import _string


def show(call):
    try:
        text = ascii(call())
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
    # Addresses differ from run to run.
    while " at 0x" in text:
        head, _, tail = text.partition(" at 0x")
        digits = 0
        while digits < len(tail) and tail[digits] in "0123456789abcdef":
            digits += 1
        text = head + " at ..." + tail[digits:]
    print(text)


import _string,_contextvars as C,_random,atexit,_opcode
for s in ['a{b}c','{','}','{}{{x}}','{a!r:>{w}}','{a!}','{a!rx}','{a','{a!','{a!r','{a[}]}','}x','{a[b}','x{{','x}}','{:}','{!r:}', '{a:{b}','{{{a}}}']:
    show(lambda: list(_string.formatter_parser(s)))
show(lambda: _string.formatter_parser('a'))
show(lambda: _string.formatter_parser(3))
for s in ['a.b[c][3].d','','0','a[','a[]','a.','a[1]x','.a','[0]','99999999999999999999','a[99999999999999999999]','a..b','-1','a[-1]','01']:
    def f():
        a,b=_string.formatter_field_name_split(s); return a,list(b)
    show(f)
show(lambda: _string.formatter_field_name_split(3))
show(lambda: _string.formatter_field_name_split('a'))

# expect:
# [('a', 'b', '', None), ('c', None, None, None)]
# ValueError: Single '{' encountered in format string
# ValueError: Single '}' encountered in format string
# [('', '', '', None), ('{', None, None, None), ('x}', None, None, None)]
# [('', 'a', '>{w}', 'r')]
# ValueError: unmatched '{' in format spec
# ValueError: expected ':' after conversion specifier
# ValueError: expected '}' before end of string
# ValueError: end of string while looking for conversion specifier
# ValueError: unmatched '{' in format spec
# [('', 'a[}]', '', None)]
# ValueError: Single '}' encountered in format string
# ValueError: expected '}' before end of string
# [('x{', None, None, None)]
# [('x}', None, None, None)]
# [('', '', '', None)]
# [('', '', '', 'r')]
# ValueError: unmatched '{' in format spec
# [('{', None, None, None), ('', 'a', '', None), ('}', None, None, None)]
# <formatteriterator object at ...>
# TypeError: expected str, got int
# ('a', [(True, 'b'), (False, 'c'), (False, 3), (True, 'd')])
# ('', [])
# (0, [])
# ValueError: Missing ']' in format string
# ValueError: Empty attribute in format string
# ValueError: Empty attribute in format string
# ValueError: Only '.' or '[' may follow ']' in format field specifier
# ('', [(True, 'a')])
# ('', [(False, 0)])
# ValueError: Too many decimal digits in format string
# ValueError: Too many decimal digits in format string
# ValueError: Empty attribute in format string
# ('-1', [])
# ('a', [(False, '-1')])
# (1, [])
# TypeError: expected str, got int
# ('a', <fieldnameiterator object at ...>)
