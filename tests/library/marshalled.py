# marshal: what is written, what is read back, and what is refused.
import marshal


def attempt(function):
    try:
        print(function())
    except BaseException as error:
        print(type(error).__name__, error)


values = [
    None, True, False, ..., StopIteration, 0, -1, 2**31 - 1, -2**31, 2**31, -2**40, 10**30, -10**50, 1.5, -0.0, 1e300,
    float("inf"), 2j, 1 + 2.5j, b"", b"ab", "", "ab", "\xe9", "\ud800", "\U0001f600", "x" * 300, (), (1,), (1, (2, "x")),
    [], [1, [2]], {}, {1: 2, "k": [3]}, set(), {1}, frozenset({1, 2, 3}), bytearray(b"q"), memoryview(b"mv"),
]
for value in values:
    for version in 0, 1, 2:
        data = marshal.dumps(value, version)
        back = marshal.loads(data)
        print(data if len(data) < 60 else len(data), back == value or back, type(back).__name__)
    back = marshal.loads(marshal.dumps(value))
    if back != value:
        print("differs", value, back)
print(marshal.loads(marshal.dumps(slice(1, None, "x"))), marshal.version)


def function(a, b=2, *args, **kwargs):
    """Doc."""
    def inner():
        return [a, b, (1, 2, "three", 4.5, b"five"), 2**100]
    try:
        return inner() + [x for x in args if x]
    finally:
        pass


code = marshal.loads(marshal.dumps(function.__code__))
print(code == function.__code__, code.co_name, code.co_names, code.co_firstlineno == function.__code__.co_firstlineno)
print(type(function)(code, globals(), "copy", (5,))(1, 2, 3, 0, 4))
attempt(lambda: marshal.dumps(object()))
attempt(lambda: marshal.dumps([object()]))
attempt(lambda: marshal.dumps(type("I", (int,), {})(3)))
attempt(lambda: marshal.dumps(slice(1), 4))
attempt(lambda: marshal.dumps(function.__code__, allow_code=False))
attempt(lambda: marshal.loads(marshal.dumps(function.__code__), allow_code=False))
loop = []
loop.append(loop)
attempt(lambda: marshal.dumps(loop, 2))
for data in [
    b"", b"?", b"(\x05\0\0\0i", b"r\x05\0\0\0", b"i\1\0\0\0rest", b"s\xff\xff\xff\xff", b"0", b"[\x01\0\0\x000",
    b"z\x05ab", b"l\1\0\0\0\xff\xff", b"l\2\0\0\0\1\0\0\0", b"f\x031.5", b"\xdb\2\0\0\0r\0\0\0\0N", b"t\2\0\0\0ab",
    b"\xda\x01x", b")\2\xe9\1\0\0\0r\0\0\0\0", b"{i\1\0\0\0N0", b"u\1\0\0\0\xff", b"x\x011\x012", b":i\1\0\0\0NN",
]:
    attempt(lambda: marshal.loads(data))
attempt(lambda: marshal.loads("x"))


class File:
    def __init__(self, data=b""):
        self.data, self.at = data, 0

    def write(self, data):
        self.data += data
        return len(data)

    def read(self, n=-1):
        start, self.at = self.at, len(self.data) if n < 0 else min(self.at + n, len(self.data))
        return self.data[start:self.at]

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def seek(self, offset, whence=0):
        self.at = offset + (0, self.at)[whence]


file = File()
for value in (1, "two", [3.0]):
    marshal.dump(value, file, 2)
print(file.data, [marshal.load(file) for _ in range(3)])

# expect:
# b'N' True NoneType
# b'N' True NoneType
# b'N' True NoneType
# b'T' True bool
# b'T' True bool
# b'T' True bool
# b'F' True bool
# b'F' True bool
# b'F' True bool
# b'.' True ellipsis
# b'.' True ellipsis
# b'.' True ellipsis
# b'S' True type
# b'S' True type
# b'S' True type
# b'i\x00\x00\x00\x00' True int
# b'i\x00\x00\x00\x00' True int
# b'i\x00\x00\x00\x00' True int
# b'i\xff\xff\xff\xff' True int
# b'i\xff\xff\xff\xff' True int
# b'i\xff\xff\xff\xff' True int
# b'i\xff\xff\xff\x7f' True int
# b'i\xff\xff\xff\x7f' True int
# b'i\xff\xff\xff\x7f' True int
# b'i\x00\x00\x00\x80' True int
# b'i\x00\x00\x00\x80' True int
# b'i\x00\x00\x00\x80' True int
# b'l\x03\x00\x00\x00\x00\x00\x00\x00\x02\x00' True int
# b'l\x03\x00\x00\x00\x00\x00\x00\x00\x02\x00' True int
# b'l\x03\x00\x00\x00\x00\x00\x00\x00\x02\x00' True int
# b'l\xfd\xff\xff\xff\x00\x00\x00\x00\x00\x04' True int
# b'l\xfd\xff\xff\xff\x00\x00\x00\x00\x00\x04' True int
# b'l\xfd\xff\xff\xff\x00\x00\x00\x00\x00\x04' True int
# b"l\x07\x00\x00\x00\x00\x00\x00\x00\xa97\xa73\x04M\x93e'\x03" True int
# b"l\x07\x00\x00\x00\x00\x00\x00\x00\xa97\xa73\x04M\x93e'\x03" True int
# b"l\x07\x00\x00\x00\x00\x00\x00\x00\xa97\xa73\x04M\x93e'\x03" True int
# b'l\xf4\xff\xff\xff\x00\x00\x00\x00\x00\x00 +\xdbO\xa6\x00\xb1tC3\x92y+v\xb0\x11\x02\x00' True int
# b'l\xf4\xff\xff\xff\x00\x00\x00\x00\x00\x00 +\xdbO\xa6\x00\xb1tC3\x92y+v\xb0\x11\x02\x00' True int
# b'l\xf4\xff\xff\xff\x00\x00\x00\x00\x00\x00 +\xdbO\xa6\x00\xb1tC3\x92y+v\xb0\x11\x02\x00' True int
# b'f\x031.5' True float
# b'f\x031.5' True float
# b'g\x00\x00\x00\x00\x00\x00\xf8?' True float
# b'f\x02-0' True float
# b'f\x02-0' True float
# b'g\x00\x00\x00\x00\x00\x00\x00\x80' True float
# b'f\x171.0000000000000001e+300' True float
# b'f\x171.0000000000000001e+300' True float
# b'g\x9cu\x00\x88<\xe47~' True float
# b'f\x03inf' True float
# b'f\x03inf' True float
# b'g\x00\x00\x00\x00\x00\x00\xf0\x7f' True float
# b'x\x010\x012' True complex
# b'x\x010\x012' True complex
# b'y\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00@' True complex
# b'x\x011\x032.5' True complex
# b'x\x011\x032.5' True complex
# b'y\x00\x00\x00\x00\x00\x00\xf0?\x00\x00\x00\x00\x00\x00\x04@' True complex
# b's\x00\x00\x00\x00' True bytes
# b's\x00\x00\x00\x00' True bytes
# b's\x00\x00\x00\x00' True bytes
# b's\x02\x00\x00\x00ab' True bytes
# b's\x02\x00\x00\x00ab' True bytes
# b's\x02\x00\x00\x00ab' True bytes
# b'u\x00\x00\x00\x00' True str
# b'u\x00\x00\x00\x00' True str
# b'u\x00\x00\x00\x00' True str
# b'u\x02\x00\x00\x00ab' True str
# b'u\x02\x00\x00\x00ab' True str
# b'u\x02\x00\x00\x00ab' True str
# b'u\x02\x00\x00\x00\xc3\xa9' True str
# b'u\x02\x00\x00\x00\xc3\xa9' True str
# b'u\x02\x00\x00\x00\xc3\xa9' True str
# b'u\x03\x00\x00\x00\xed\xa0\x80' True str
# b'u\x03\x00\x00\x00\xed\xa0\x80' True str
# b'u\x03\x00\x00\x00\xed\xa0\x80' True str
# b'u\x04\x00\x00\x00\xf0\x9f\x98\x80' True str
# b'u\x04\x00\x00\x00\xf0\x9f\x98\x80' True str
# b'u\x04\x00\x00\x00\xf0\x9f\x98\x80' True str
# 305 True str
# 305 True str
# 305 True str
# b'(\x00\x00\x00\x00' True tuple
# b'(\x00\x00\x00\x00' True tuple
# b'(\x00\x00\x00\x00' True tuple
# b'(\x01\x00\x00\x00i\x01\x00\x00\x00' True tuple
# b'(\x01\x00\x00\x00i\x01\x00\x00\x00' True tuple
# b'(\x01\x00\x00\x00i\x01\x00\x00\x00' True tuple
# b'(\x02\x00\x00\x00i\x01\x00\x00\x00(\x02\x00\x00\x00i\x02\x00\x00\x00u\x01\x00\x00\x00x' True tuple
# b'(\x02\x00\x00\x00i\x01\x00\x00\x00(\x02\x00\x00\x00i\x02\x00\x00\x00u\x01\x00\x00\x00x' True tuple
# b'(\x02\x00\x00\x00i\x01\x00\x00\x00(\x02\x00\x00\x00i\x02\x00\x00\x00u\x01\x00\x00\x00x' True tuple
# b'[\x00\x00\x00\x00' True list
# b'[\x00\x00\x00\x00' True list
# b'[\x00\x00\x00\x00' True list
# b'[\x02\x00\x00\x00i\x01\x00\x00\x00[\x01\x00\x00\x00i\x02\x00\x00\x00' True list
# b'[\x02\x00\x00\x00i\x01\x00\x00\x00[\x01\x00\x00\x00i\x02\x00\x00\x00' True list
# b'[\x02\x00\x00\x00i\x01\x00\x00\x00[\x01\x00\x00\x00i\x02\x00\x00\x00' True list
# b'{0' True dict
# b'{0' True dict
# b'{0' True dict
# b'{i\x01\x00\x00\x00i\x02\x00\x00\x00u\x01\x00\x00\x00k[\x01\x00\x00\x00i\x03\x00\x00\x000' True dict
# b'{i\x01\x00\x00\x00i\x02\x00\x00\x00u\x01\x00\x00\x00k[\x01\x00\x00\x00i\x03\x00\x00\x000' True dict
# b'{i\x01\x00\x00\x00i\x02\x00\x00\x00u\x01\x00\x00\x00k[\x01\x00\x00\x00i\x03\x00\x00\x000' True dict
# b'<\x00\x00\x00\x00' True set
# b'<\x00\x00\x00\x00' True set
# b'<\x00\x00\x00\x00' True set
# b'<\x01\x00\x00\x00i\x01\x00\x00\x00' True set
# b'<\x01\x00\x00\x00i\x01\x00\x00\x00' True set
# b'<\x01\x00\x00\x00i\x01\x00\x00\x00' True set
# b'>\x03\x00\x00\x00i\x01\x00\x00\x00i\x02\x00\x00\x00i\x03\x00\x00\x00' True frozenset
# b'>\x03\x00\x00\x00i\x01\x00\x00\x00i\x02\x00\x00\x00i\x03\x00\x00\x00' True frozenset
# b'>\x03\x00\x00\x00i\x01\x00\x00\x00i\x02\x00\x00\x00i\x03\x00\x00\x00' True frozenset
# b's\x01\x00\x00\x00q' True bytes
# b's\x01\x00\x00\x00q' True bytes
# b's\x01\x00\x00\x00q' True bytes
# b's\x02\x00\x00\x00mv' True bytes
# b's\x02\x00\x00\x00mv' True bytes
# b's\x02\x00\x00\x00mv' True bytes
# slice(1, None, 'x') 5
# True function () True
# [1, 2, (1, 2, 'three', 4.5, b'five'), 1267650600228229401496703205376, 3, 4]
# ValueError unmarshallable object
# ValueError unmarshallable object
# ValueError unmarshallable object
# ValueError unmarshallable object
# ValueError marshalling code objects is disallowed
# ValueError unmarshalling code objects is disallowed
# ValueError object too deeply nested to marshal
# EOFError EOF read where object expected
# ValueError bad marshal data (unknown type code)
# EOFError marshal data too short
# ValueError bad marshal data (invalid reference)
# 1
# ValueError bad marshal data (bytes object size out of range)
# TypeError NULL object in marshal data for object
# TypeError NULL object in marshal data for list
# EOFError marshal data too short
# ValueError bad marshal data (digit out of range in long)
# ValueError bad marshal data (unnormalized long data)
# 1.5
# [[...], None]
# ab
# x
# (1, 1)
# {1: None}
# UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# (1+2j)
# slice(1, None, None)
# TypeError a bytes-like object is required, not 'str'
# b'i\x01\x00\x00\x00u\x03\x00\x00\x00two[\x01\x00\x00\x00g\x00\x00\x00\x00\x00\x00\x08@' [1, 'two', [3.0]]
