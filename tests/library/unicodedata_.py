"""Module unicodedata: properties, names, normal forms, errors."""
import unicodedata as U


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

show(lambda: U.name('a'))
show(lambda: U.name('\0'))
show(lambda: U.name('\0',3))
show(lambda: U.name('ab'))
show(lambda: U.name(3))
show(lambda: U.lookup('LATIN SMALL LETTER A'))
show(lambda: U.lookup('x'))
show(lambda: U.lookup('latin small letter a'))
show(lambda: U.lookup(3))
show(lambda: U.lookup('LATIN SMALL LETTER R WITH TILDE AND DOT ABOVE'))
show(lambda: U.decimal('a'))
show(lambda: U.decimal('a',None))
show(lambda: U.digit('a'))
show(lambda: U.numeric('a'))
show(lambda: U.numeric('½'))
show(lambda: U.category(''))
show(lambda: U.category(3))
show(lambda: U.normalize('NFC','e\u0301'))
show(lambda: U.normalize('x','a'))
show(lambda: U.normalize('x','é'))
show(lambda: U.normalize('NFC',3))
show(lambda: U.is_normalized('NFD','é'))
show(lambda: U.is_normalized('x','é'))
show(lambda: U.is_normalized('x','a'))
show(lambda: U.name('\ud55c'))
show(lambda: U.name('\u4e00'))
show(lambda: U.lookup('CJK UNIFIED IDEOGRAPH-4E00'))
show(lambda: U.lookup('NULL'))
show(lambda: U.lookup('LF'))
show(lambda: U.normalize('NFC','\ud800e\u0301'))
show(lambda: U.unidata_version)
show(lambda: U.normalize('NFKD','ﬁ①'))
show(lambda: U.decomposition('é'))
show(lambda: U.mirrored('('))
show(lambda: U.category('a','b'))
show(lambda: U.name(b'a'))
show(lambda: U.lookup('HANGUL SYLLABLE HAN'))
show(lambda: U.name('\ue000'))
show(lambda: U.lookup(''))

show(lambda: [U.decomposition(chr(c)) for c in (0xAC00, 0xAC01, 0xD7A3)])
PARTS = (U.category, U.bidirectional, U.combining, U.east_asian_width, U.mirrored, U.decomposition)
for start in range(0, 0x110000, 0x2000):
    total = 0
    for code in range(start, start + 0x2000, 61):
        c = chr(code)
        text = ascii(([part(c) for part in PARTS], U.decimal(c, None), U.digit(c, None), U.numeric(c, None), U.name(c, None)))
        text += ascii([U.normalize(form, c + "e") for form in ("NFC", "NFD", "NFKC", "NFKD")])
        for byte in text.encode():
            total = (total * 31 + byte) & 0xFFFFFFFF
    print(hex(start), total)
