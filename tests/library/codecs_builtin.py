import _codecs


def attempt(f, *args):
    try:
        result = f(*args)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print(result)


attempt(_codecs.lookup, "zz")
attempt(_codecs.lookup, 3)
attempt(_codecs.register, 3)
attempt(_codecs.lookup_error, "zz")
attempt(_codecs.register_error, "a", 3)
attempt(_codecs.utf_8_decode, "a")
attempt(_codecs.utf_8_encode, b"a")
attempt(_codecs.utf_8_decode, b"a\xe2\x82")
attempt(_codecs.utf_8_decode, b"a\xe2\x82", "strict", True)
for name in ("utf_8", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7",
             "unicode_escape", "raw_unicode_escape", "latin_1", "ascii"):
    text = "aé" if name == "latin_1" else "ab+~" if name == "ascii" else "aé€\U0001f600+~"
    made = getattr(_codecs, name + "_encode")(text)
    print(name, made, getattr(_codecs, name + "_decode")(made[0])[0] == text)
for data in (b"a", b"\xff\xfea\0b", b"\xfe\xff\0a", b"a\0"):
    attempt(_codecs.utf_16_ex_decode, data)
    attempt(_codecs.utf_16_decode, data)
    attempt(_codecs.utf_32_ex_decode, data)
attempt(_codecs.utf_16_encode, "a", None, 1)
attempt(_codecs.charmap_decode, b"ab")
attempt(_codecs.charmap_decode, b"ab", "strict", "xy")
attempt(_codecs.charmap_decode, b"ab", "replace", "xy")
attempt(_codecs.charmap_decode, b"ab", "strict", {97: "x", 98: 0x110000})
attempt(_codecs.charmap_decode, b"ab", "strict", {97: "xyz", 98: 66})
attempt(_codecs.charmap_encode, "ab", "strict", {97: b"zz"})
attempt(_codecs.charmap_encode, "ab", "strict", {97: 300})
attempt(_codecs.charmap_encode, "abb", "ignore", {97: b"zz"})
attempt(_codecs.charmap_encode, "ab", "replace", {97: 1})
attempt(_codecs.charmap_encode, "ab", "replace", {97: 1, 63: 2})
attempt(_codecs.escape_decode, "a\\x41\\n")
attempt(_codecs.escape_decode, b"\\x4")
attempt(_codecs.escape_encode, b"a'\n\xff")
attempt(_codecs._unregister_error, "strict")
attempt(_codecs._unregister_error, "zz")
attempt(_codecs.readbuffer_encode, "é")
attempt(_codecs.unicode_escape_decode, "a\\n")
for data in (b"+", b"+-", b"+AOk-x", b"+AOk", b"\xff", b"+AO", b"a+AOkAK", b"+2D3eAA-", b"+!"):
    attempt(_codecs.utf_7_decode, data)
    attempt(_codecs.utf_7_decode, data, "strict", True)
    attempt(_codecs.utf_7_decode, data, "replace", True)

encode = UnicodeEncodeError("utf-8", "a\udc80é", 1, 3, "why")
decode = UnicodeDecodeError("utf-8", b"a\x80\xff", 1, 3, "why")
translate = UnicodeTranslateError("aéb", 1, 2, "why")
for name in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape", "surrogatepass"):
    handler = _codecs.lookup_error(name)
    print(handler)
    for error in (encode, decode, translate, 3):
        attempt(handler, error)

_codecs.register_error("mine", lambda e: ("?!", e.end))
print("aé".encode("ascii", "mine"), b"a\xff".decode("ascii", "mine"), _codecs.charmap_encode("ab", "mine", {97: 1, 63: 2, 33: 3}))
print(_codecs._unregister_error("mine"))


class Info(tuple):
    _is_text_encoding = True


def search(name):
    print("search", name)
    if name == "other":
        return Info((lambda t, e="strict": (t[::-1].encode(), len(t)), lambda b, e="strict": (bytes(b).decode()[::-1], len(b)), None, None))
    if name == "bad":
        return 3
    if name == "rot":
        info = Info((lambda t, e="strict": (t, 1), None, None, None))
        info._is_text_encoding = False
        return info


_codecs.register(search)
print("abc".encode("OTHER"), b"abc".decode("other"), _codecs.encode("xy", "other"), _codecs.decode(b"xy", "other"))
attempt("abc".encode, "bad")
attempt("abc".encode, "rot")
attempt(_codecs.encode, "abc", "rot")
attempt("abc".encode, "none at all")
_codecs.unregister(search)
attempt("abc".encode, "other")
print(_codecs.encode("é"), _codecs.decode(b"\xc3\xa9"), _codecs.decode(memoryview(b"ab"), "ascii"))

# expect:
# LookupError unknown encoding: zz
# TypeError lookup() argument must be str, not int
# TypeError argument must be callable
# LookupError unknown error handler name 'zz'
# TypeError handler must be callable
# TypeError a bytes-like object is required, not 'str'
# TypeError utf_8_encode() argument 1 must be str, not bytes
# ('a', 1)
# UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: unexpected end of data
# utf_8 (b'a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80+~', 6) True
# utf_16 (b'\xff\xfea\x00\xe9\x00\xac =\xd8\x00\xde+\x00~\x00', 6) True
# utf_16_le (b'a\x00\xe9\x00\xac =\xd8\x00\xde+\x00~\x00', 6) True
# utf_16_be (b'\x00a\x00\xe9 \xac\xd8=\xde\x00\x00+\x00~', 6) True
# utf_32 (b'\xff\xfe\x00\x00a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00+\x00\x00\x00~\x00\x00\x00', 6) True
# utf_32_le (b'a\x00\x00\x00\xe9\x00\x00\x00\xac \x00\x00\x00\xf6\x01\x00+\x00\x00\x00~\x00\x00\x00', 6) True
# utf_32_be (b'\x00\x00\x00a\x00\x00\x00\xe9\x00\x00 \xac\x00\x01\xf6\x00\x00\x00\x00+\x00\x00\x00~', 6) True
# utf_7 (b'a+AOkgrNg93gAAKwB+-', 6) True
# unicode_escape (b'a\\xe9\\u20ac\\U0001f600+~', 6) True
# raw_unicode_escape (b'a\xe9\\u20ac\\U0001f600+~', 6) True
# latin_1 (b'a\xe9', 2) True
# ascii (b'ab+~', 4) True
# ('', 0, 0)
# ('', 0)
# ('', 0, 0)
# ('a', 4, -1)
# ('a', 4)
# UnicodeDecodeError 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# ('a', 4, 1)
# ('a', 4)
# UnicodeDecodeError 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# ('a', 2, 0)
# ('a', 2)
# ('', 0, 0)
# (b'\x00a', 1)
# ('ab', 2)
# UnicodeDecodeError 'charmap' codec can't decode byte 0x61 in position 0: character maps to <undefined>
# ('��', 2)
# TypeError character mapping must be in range(0x110000)
# ('xyzB', 2)
# UnicodeEncodeError 'charmap' codec can't encode character '\x62' in position 1: character maps to <undefined>
# TypeError character mapping must be in range(256)
# (b'zz', 3)
# UnicodeEncodeError 'charmap' codec can't encode character '\x62' in position 1: character maps to <undefined>
# (b'\x01\x02', 2)
# (b'aA\n', 7)
# ValueError invalid \x escape at position 0
# (b"a\\'\\n\\xff", 4)
# ValueError cannot un-register built-in error handler 'strict'
# False
# (b'\xc3\xa9', 2)
# ('a\n', 3)
# ('', 0)
# ('', 1)
# ('', 1)
# ('+', 2)
# ('+', 2)
# ('+', 2)
# ('éx', 6)
# ('éx', 6)
# ('éx', 6)
# ('', 0)
# ('é', 4)
# ('é', 4)
# UnicodeDecodeError 'utf7' codec can't decode byte 0xff in position 0: unexpected special character
# UnicodeDecodeError 'utf7' codec can't decode byte 0xff in position 0: unexpected special character
# ('�', 1)
# ('', 0)
# UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-2: unterminated shift sequence
# ('�', 3)
# ('a', 1)
# UnicodeDecodeError 'utf7' codec can't decode bytes in position 1-6: unterminated shift sequence
# ('aé�', 7)
# ('😀', 8)
# ('😀', 8)
# ('😀', 8)
# UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# ('�', 2)
# <built-in function strict_errors>
# UnicodeEncodeError 'utf-8' codec can't encode characters in position 1-2: why
# UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: why
# UnicodeTranslateError can't translate character '\xe9' in position 1: why
# TypeError codec must pass exception instance
# <built-in function ignore_errors>
# ('', 3)
# ('', 3)
# ('', 2)
# TypeError don't know how to handle int in error callback
# <built-in function replace_errors>
# ('??', 3)
# ('�', 3)
# ('�', 2)
# TypeError don't know how to handle int in error callback
# <built-in function xmlcharrefreplace_errors>
# ('&#56448;&#233;', 3)
# TypeError don't know how to handle UnicodeDecodeError in error callback
# TypeError don't know how to handle UnicodeTranslateError in error callback
# TypeError don't know how to handle int in error callback
# <built-in function backslashreplace_errors>
# ('\\udc80\\xe9', 3)
# ('\\x80\\xff', 3)
# ('\\xe9', 2)
# TypeError don't know how to handle int in error callback
# <built-in function surrogateescape>
# UnicodeEncodeError 'utf-8' codec can't encode characters in position 1-2: why
# ('\udc80\udcff', 3)
# TypeError don't know how to handle UnicodeTranslateError in error callback
# TypeError don't know how to handle int in error callback
# <built-in function surrogatepass>
# UnicodeEncodeError 'utf-8' codec can't encode characters in position 1-2: why
# UnicodeDecodeError 'utf-8' codec can't decode bytes in position 1-2: why
# TypeError don't know how to handle UnicodeTranslateError in error callback
# TypeError don't know how to handle int in error callback
# b'a?!' a?! (b'\x01\x02\x03', 2)
# True
# search other
# b'cba' cba b'yx' yx
# search bad
# TypeError codec search functions must return 4-tuples
# search rot
# LookupError 'rot' is not a text encoding; use codecs.encode() to handle arbitrary codecs
# abc
# search none_at_all
# LookupError unknown encoding: none at all
# LookupError unknown encoding: other
# b'\xc3\xa9' é ab
