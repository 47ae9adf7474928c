import _io


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print(repr(result))


import posix
name = "/tmp/taipan-io-%d" % posix.getpid()
f = _io.FileIO(name, "w+")
print(f.mode, f.name == name, f.closed, f.closefd, f.readable(), f.writable(), f.seekable(), f.isatty())
print(f.write(b"one\ntwo\nthree"), f.tell(), f.seek(0), f.read(4), f.readall(), f.read(), f.readline())
f.seek(0)
print(f.readline(), list(f), f.truncate(3), f.seek(0), f.read())
b = bytearray(2)
f.seek(0)
print(f.readinto(b), b)
attempt(f.seek, -1)
f.close()
f.close()
attempt(f.read)
attempt(f.tell)
print(repr(f).replace(name, "NAME"))
attempt(_io.FileIO, name, "q")
attempt(_io.FileIO, name, "rw")
attempt(_io.FileIO, -1)
attempt(_io.FileIO, name, closefd=False)
attempt(_io.FileIO, "/nowhere/at/all")
attempt(_io.FileIO, "/")
with _io.FileIO(name) as f:
    attempt(f.write, b"x")
    print(repr(f).replace(name, "NAME"), f._blksize > 0)

b = _io.BytesIO(b"abc\ndef\nghi")
print(b.read(2), b.readline(), b.tell(), b.readlines(), b.read(), b.getvalue())
print(b.seek(0, 2), b.write(b"xyz"), b.seek(20), b.write(b"q"), b.getvalue())
print(b.truncate(5), b.getvalue(), b.tell(), b.seek(-2, 2), b.read1(), b.readinto(bytearray(3)))
view = b.getbuffer()
view[0] = 65
attempt(b.write, b"more than there is room for")
attempt(b.close)
view.release()
print(b.getvalue(), b.__getstate__(), b.readable(), b.isatty(), b.closed)
attempt(b.seek, -1)
attempt(b.seek, 0, 9)
attempt(b.truncate, -1)
attempt(b.write, "text")
b.writelines([b"1", b"2"])
c = _io.BytesIO()
c.__setstate__((b"state", 2, {"x": 1}))
print(c.read(), c.x)
b.close()
attempt(b.read)
attempt(b.__enter__)

s = _io.StringIO("aé\nb\r\nc\rd")
print(s.read(2), repr(s.readline()), list(s), s.getvalue(), s.newlines)
print(s.seek(0), s.write("XY"), s.getvalue(), s.tell(), s.truncate(), s.getvalue())
for newline in (None, "", "\n", "\r", "\r\n"):
    t = _io.StringIO("a\nb\r\nc\rd", newline)
    print(repr(t.getvalue()), list(t), t.newlines, t.write("\n"), repr(t.getvalue()), t.__getstate__())
attempt(_io.StringIO, 3)
attempt(_io.StringIO, "", "x")
attempt(_io.StringIO, "", 3)
attempt(s.write, b"")
attempt(s.seek, 1, 1)
attempt(s.seek, -1)
attempt(s.seek, 1, 5)
s.close()
attempt(s.read)

d = _io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), d.getstate(), repr(d.decode("\nb\rc\n")), d.newlines, repr(d.decode("\r", True)))
d.reset()
print(d.newlines, d.getstate(), d.setstate((b"", 1)), repr(d.decode("x")))

with open(name, "w") as f:
    print(repr(f).replace(name, "NAME"), f.encoding, f.errors, f.newlines, f.line_buffering, f.write_through, f.mode)
    print(f.write("line one\nzwei é\n"), f.tell(), f.buffer.tell(), f.fileno() > 2, f.isatty(), f.seekable())
    f.writelines(["x\n", "y"])
    attempt(f.read)
    attempt(f.write, b"x")
with open(name) as f:
    print(f.readline(), f.tell(), f.read(3), f.tell(), f.readline(), f.tell(), f.read(), f.read(), f.tell())
    print(f.seek(16), f.read(), f.seek(0, 2), f.seek(0), next(f), f.newlines)
    attempt(f.seek, 1, 1)
    attempt(f.write, "x")
    print([line for line in f])
attempt(f.read)
with open(name, "rb") as f:
    print(f.read(4), f.peek(3)[:3], f.tell(), f.readline(), f.read1(3), f.readlines(), f.seek(-3, 2), f.read(), repr(f).replace(name, "N"), f.mode, f.raw.mode)
    attempt(f.write, b"x")
    attempt(f.read, -5)
with open(name, "r+b") as f:
    print(f.read(3), f.write(b"XYZ"), f.tell(), f.read(4), f.seek(0), f.readline(), f.truncate(8), f.seek(0), f.read(), type(f).__name__)
with open(name, "a") as f:
    print(f.tell(), f.write("end"), f.tell())
with open(name, "w", newline="\r\n") as f:
    f.write("a\nb\n")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(name, newline=newline) as f:
        print(f.readlines(), f.newlines)
    with open(name, newline=newline) as f:
        print(repr(f.read(2)), f.tell() if newline != "" else None, repr(f.read()), f.tell())
with open(name, "w", encoding="utf-16-le", errors="replace") as f:
    f.write("aé\ud800")
print(open(name, "rb").read(), open(name, encoding="utf-16-le").read())
for mode in ("", "rw", "rt+b", "z", "bt", "U", "rr"):
    attempt(open, name, mode)
attempt(open, name, "rb", encoding="utf-8")
attempt(open, name, "rb", newline="")
attempt(open, name, "r", 0)
attempt(open, name, "r", errors=3)
attempt(open, name, encoding=3)
attempt(open, "nowhere")
attempt(open, 3.5)
attempt(open, name, newline="x")
attempt(open, name, 3)
print(open(name, "rb", 0).__class__, _io.open_code(name).__class__, _io.text_encoding(None), _io.text_encoding("x"))
print(open(name, opener=lambda p, f: posix.open(p, f), encoding="latin-1").read(1))


class Raw(_io._RawIOBase):
    def __init__(self, data):
        self.data = data
        self.written = []

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, b):
        n = min(len(b), 3, len(self.data))
        b[:n] = self.data[:n]
        self.data = self.data[n:]
        return n

    def write(self, b):
        self.written.append(bytes(b))
        return len(b)


r = Raw(b"hello world\nand more")
print(r.read(2), r.readline(), r.readall(), r.closed, r.seekable())
attempt(r.seek, 0)
attempt(r.tell)
attempt(r.fileno)
r = Raw(b"hello world\nand more")
b = _io.BufferedReader(r, 8)
print(b.read(4), b.read1(), b.peek(), b.readline(), b.read(), b.read())
attempt(b.seek, 0)
w = _io.BufferedWriter(r, 4)
print(w.write(b"ab"), r.written, w.write(b"cdefgh"), r.written, w.write(b"i"), w.flush(), r.written)
t = _io.TextIOWrapper(_io.BytesIO(), "ascii", "backslashreplace", line_buffering=True)
print(t.write("é\n"), t.buffer.getvalue(), t.line_buffering)
t.reconfigure(encoding="utf-8", line_buffering=False)
print(t.encoding, t.errors, t.line_buffering, t.write("é"), t.flush(), t.buffer.getvalue())
inner = t.detach()
attempt(t.read)
attempt(lambda: t.name)
p = _io.BufferedRWPair(Raw(b"abc"), Raw(b""))
print(p.read(2), p.write(b"x"), p.flush(), p.readable(), p.writable(), p.closed, p.close(), p.closed)
attempt(_io.BufferedReader, _io.BytesIO(b""), 0)
attempt(_io.BufferedWriter(_io.BytesIO()).__getstate__)
print(_io.UnsupportedOperation.__mro__, _io._IOBase.__mro__, _io.FileIO.__mro__)
for c in (_io.FileIO, _io.BytesIO, _io.StringIO, _io.BufferedReader, _io.BufferedRandom, _io.TextIOWrapper):
    print(c, c.__module__, c.__name__, c.__base__)


class Sub(_io.StringIO):
    def __init__(self, x, y):
        super().__init__(x)
        self.y = y


print(Sub("text", 5).read(), Sub("a", 6).y, Sub("a\nb", 1).readlines())
b = _io._IOBase()
print(b.closed, b.close(), b.closed, b.readable())
attempt(b.flush)
attempt(b.readline)
posix.unlink(name)

# expect:
# rb+ True False True True True True False
# 13 13 0 b'one\n' b'two\nthree' b'' b''
# b'one\n' [b'two\n', b'three'] 3 0 b'one'
# 2 bytearray(b'on')
# OSError [Errno 22] Invalid argument
# ValueError I/O operation on closed file
# ValueError I/O operation on closed file
# <_io.FileIO [closed]>
# ValueError invalid mode: q
# ValueError Must have exactly one of create/read/write/append mode and at most one plus
# ValueError negative file descriptor
# ValueError Cannot use closefd=False with file name
# FileNotFoundError [Errno 2] No such file or directory: '/nowhere/at/all'
# IsADirectoryError [Errno 21] Is a directory: '/'
# UnsupportedOperation File not open for writing
# <_io.FileIO name='NAME' mode='rb' closefd=True> True
# b'ab' b'c\n' 4 [b'def\n', b'ghi'] b'' b'abc\ndef\nghi'
# 11 3 20 1 b'abc\ndef\nghixyz\x00\x00\x00\x00\x00\x00q'
# 5 b'abc\nd' 21 3 b'\nd' 0
# BufferError Existing exports of data: object cannot be re-sized
# BufferError Existing exports of data: object cannot be re-sized
# b'Abc\nd' (b'Abc\nd', 5, None) True False False
# ValueError negative seek value -1
# ValueError invalid whence (9, should be 0, 1 or 2)
# ValueError negative size value -1
# TypeError a bytes-like object is required, not 'str'
# b'ate' 1
# ValueError I/O operation on closed file.
# ValueError I/O operation on closed file.
# aé '\n' ['b\r\n', 'c\rd'] aé
# b
# c
# d None
# 0 2 XY
# b
# c
# d 2 2 XY
# 'a\nb\nc\nd' ['a\n', 'b\n', 'c\n', 'd'] ('\r', '\n', '\r\n') 1 'a\nb\nc\nd\n' ('a\nb\nc\nd\n', None, 8, None)
# 'a\nb\r\nc\rd' ['a\n', 'b\r\n', 'c\r', 'd'] ('\r', '\n', '\r\n') 1 'a\nb\r\nc\rd\n' ('a\nb\r\nc\rd\n', '', 9, None)
# 'a\nb\r\nc\rd' ['a\n', 'b\r\n', 'c\rd'] None 1 'a\nb\r\nc\rd\n' ('a\nb\r\nc\rd\n', '\n', 9, None)
# 'a\rb\r\rc\rd' ['a\r', 'b\r', '\r', 'c\r', 'd'] None 1 'a\rb\r\rc\rd\r' ('a\rb\r\rc\rd\r', '\r', 9, None)
# 'a\r\nb\r\r\nc\rd' ['a\r\n', 'b\r\r\n', 'c\rd'] None 1 'a\r\nb\r\r\nc\rd\r\n' ('a\r\nb\r\r\nc\rd\r\n', '\r\n', 12, None)
# TypeError initial_value must be str or None, not int
# ValueError illegal newline value: 'x'
# TypeError newline must be str or None, not int
# TypeError string argument expected, got 'bytes'
# OSError Can't do nonzero cur-relative seeks
# ValueError Negative seek position -1
# ValueError Invalid whence (5, should be 0, 1 or 2)
# ValueError I/O operation on closed file
# 'a' (b'', 1) '\nb\nc\n' ('\r', '\n', '\r\n') '\n'
# None (b'', 0) None '\nx'
# <_io.TextIOWrapper name='NAME' mode='w' encoding='UTF-8'> UTF-8 strict None False False w
# 16 17 17 True False True
# UnsupportedOperation not readable
# TypeError write() argument must be str, not bytes
# line one
#  9 zwe 12 i é
#  17 x
# y  20
# 16
# x
# y 20 0 line one
#
#
# UnsupportedOperation can't do nonzero cur-relative seeks
# UnsupportedOperation not writable
# ['zwei é\n', 'x\n', 'y']
# ValueError I/O operation on closed file.
# b'line' b' on' 4 b' one\n' b'zwe' [b'i \xc3\xa9\n', b'x\n', b'y'] 17 b'x\ny' <_io.BufferedReader name='N'> rb rb
# UnsupportedOperation write
# ValueError read length must be non-negative or -1
# b'lin' 3 6 b'ne\nz' 0 b'linXYZne\n' 8 0 b'linXYZne' BufferedRandom
# 8 3 11
# ['a\n', 'b\n']
#
# 'a\n' 3 'b\n' 6
# ['a\r\n', 'b\r\n']
#
# 'a\r' None '\nb\r\n' 6
# ['a\r\n', 'b\r\n'] None
# 'a\r' 2 '\nb\r\n' 6
# ['a\r', '\nb\r', '\n'] None
# 'a\r' 2 '\nb\r\n' 6
# ['a\r\n', 'b\r\n'] None
# 'a\r' 2 '\nb\r\n' 6
# b'a\x00\xe9\x00?\x00' aé?
# ValueError Must have exactly one of create/read/write/append mode and at most one plus
# ValueError must have exactly one of create/read/write/append mode
# ValueError can't have text and binary mode at once
# ValueError invalid mode: 'z'
# ValueError can't have text and binary mode at once
# ValueError invalid mode: 'U'
# ValueError invalid mode: 'rr'
# ValueError binary mode doesn't take an encoding argument
# ValueError binary mode doesn't take a newline argument
# ValueError can't have unbuffered text I/O
# TypeError open() argument 'errors' must be str or None, not int
# TypeError open() argument 'encoding' must be str or None, not int
# FileNotFoundError [Errno 2] No such file or directory: 'nowhere'
# TypeError expected str, bytes or os.PathLike object, not float
# ValueError illegal newline value: x
# TypeError open() argument 'mode' must be str, not int
# <class '_io.FileIO'> <class '_io.BufferedReader'> locale x
# a
# b'he' b'llo world\n' b'and more' False False
# UnsupportedOperation seek
# UnsupportedOperation seek
# UnsupportedOperation fileno
# b'hell' b'o ' b'wor' b'world\n' b'and more' b''
# UnsupportedOperation File or stream is not seekable.
# 2 [b'ab', b'cdefgh', b'i'] 6 [b'ab', b'cdefgh', b'i'] 1 None [b'ab', b'cdefgh', b'i']
# 2 b'\\xe9\n' True
# utf-8 strict False 1 None b'\\xe9\n\xc3\xa9'
# ValueError underlying buffer has been detached
# ValueError underlying buffer has been detached
# b'ab' 1 None True True False None True
# ValueError buffer size must be strictly positive
# TypeError cannot pickle 'BufferedWriter' instances
# (<class 'io.UnsupportedOperation'>, <class 'OSError'>, <class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>) (<class '_io._IOBase'>, <class 'object'>) (<class '_io.FileIO'>, <class '_io._RawIOBase'>, <class '_io._IOBase'>, <class 'object'>)
# <class '_io.FileIO'> _io FileIO <class '_io._RawIOBase'>
# <class '_io.BytesIO'> _io BytesIO <class '_io._BufferedIOBase'>
# <class '_io.StringIO'> _io StringIO <class '_io._TextIOBase'>
# <class '_io.BufferedReader'> _io BufferedReader <class '_io._BufferedIOBase'>
# <class '_io.BufferedRandom'> _io BufferedRandom <class '_io._BufferedIOBase'>
# <class '_io.TextIOWrapper'> _io TextIOWrapper <class '_io._TextIOBase'>
# text 6 ['a\n', 'b']
# False None True False
# ValueError I/O operation on closed file.
# AttributeError '_io._IOBase' object has no attribute 'read'
