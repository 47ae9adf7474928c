# What happens to files that nobody closed: a warning, close(), and errors that can only be told.
import io
import sys
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest, **more: print(category.__name__, message)
sys.unraisablehook = lambda args: print('unraisable', args.exc_type.__name__, args.exc_value, args.err_msg, args.object)
f = open('/dev/null')
del f
f = open('/dev/null', 'wb')
del f
f = open('/dev/null', 'rb', buffering=0)
del f
f = io.FileIO(0, closefd=False)
del f


class Raw(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        raise OSError('no')

    def __repr__(self):
        return 'Raw'


w = io.BufferedWriter(Raw())
w.write(b'x')
del w


class F(io.IOBase):
    def __del__(self):
        print(1)
        super().__del__()

    def close(self):
        print(2)
        super().close()

    def flush(self):
        print(3)
        super().flush()


f = F()
del f
f = io.FileIO('/dev/null')
f.close()
f.close()
try:
    f.flush()
except ValueError as e:
    print(e)
for charset in ('utf-8-sig', 'utf-16', 'utf-32'):
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding=charset) as text:
        text.write('aaa')
        text.flush()
        data = raw.getvalue()
    raw = io.BytesIO(data)
    raw.seek(0, 2)
    text = io.TextIOWrapper(raw, encoding=charset)
    text.write('xxx')
    text.flush()
    print(raw.getvalue() == 'aaaxxx'.encode(charset))

# expect:
# ResourceWarning unclosed file <_io.TextIOWrapper name='/dev/null' mode='r' encoding='UTF-8'>
# ResourceWarning unclosed file <_io.BufferedWriter name='/dev/null'>
# ResourceWarning unclosed file <_io.FileIO name='/dev/null' mode='rb' closefd=True>
# unraisable OSError no Exception ignored while finalizing file <_io.BufferedWriter> None
# 1
# 2
# 3
# I/O operation on closed file.
# True
# True
# True
