"""A small archive format of our own, written and read with struct: header, chunks, checksums, an index at the end."""

import array
import io
import mmap
import os
import struct
import tempfile
from binascii import crc32, hexlify, unhexlify
from dataclasses import dataclass
from enum import IntFlag

MAGIC = b"TPK\x01"
HEADER = struct.Struct("<4sHHI")        # magic, version, number of chunks, offset of the index
CHUNK = struct.Struct("<4sIBxH")        # kind, length, flags, padding, short checksum
ENTRY = struct.Struct(">QI")            # offset, full checksum


class Flags(IntFlag):
    PLAIN = 0
    PACKED = 1
    SIGNED = 2


class FormatError(Exception):
    pass


@dataclass(frozen=True)
class Chunk:
    kind: bytes
    payload: bytes
    flags: Flags = Flags.PLAIN


def pack_runs(data):
    """Run lengths: (count, byte) pairs, counts up to 255."""
    out, at = bytearray(), 0
    while at < len(data):
        end = at
        while end < len(data) and end - at < 255 and data[end] == data[at]:
            end += 1
        out += bytes((end - at, data[at]))
        at = end
    return bytes(out)


def unpack_runs(data):
    return b"".join(bytes([byte]) * count for count, byte in struct.iter_unpack("BB", data))


def varint(n):
    """Seven bits a byte, the least significant first."""
    out = bytearray()
    while True:
        n, low = n >> 7, n & 0x7F
        out.append(low | 0x80 * bool(n))
        if not n:
            return bytes(out)


def read_varint(stream):
    result = shift = 0
    while True:
        byte = stream.read(1)
        if not byte:
            raise EOFError("a number is cut off")
        result |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            return result
        shift += 7


def write(stream, chunks):
    stream.write(HEADER.pack(MAGIC, 1, len(chunks), 0))
    index = []
    for chunk in chunks:
        payload = pack_runs(chunk.payload) if Flags.PACKED in chunk.flags else chunk.payload
        index.append((stream.tell(), crc32(payload)))
        stream.write(CHUNK.pack(chunk.kind, len(payload), chunk.flags, crc32(payload) & 0xFFFF))
        stream.write(payload)
        stream.write(bytes(-len(payload) % 4))
    end = stream.tell()
    for entry in index:
        stream.write(ENTRY.pack(*entry))
    stream.seek(0)
    stream.write(HEADER.pack(MAGIC, 1, len(chunks), end))


def read(buffer):
    view = memoryview(buffer)
    try:
        magic, version, count, index = HEADER.unpack_from(view)
    except struct.error as error:
        raise FormatError(f"no header: {error}") from None
    if magic != MAGIC:
        raise FormatError(f"magic is {magic!r}")
    for offset, checksum in ENTRY.iter_unpack(view[index:index + count * ENTRY.size]):
        kind, length, flags, short = CHUNK.unpack_from(view, offset)
        payload = view[offset + CHUNK.size:][:length]
        if crc32(payload) != checksum or checksum & 0xFFFF != short:
            raise FormatError(f"checksum of {kind.decode('ascii', 'replace')} at {offset:#06x}")
        yield Chunk(kind, unpack_runs(payload) if flags & Flags.PACKED else payload.tobytes(), Flags(flags))


def dump(data, width=16):
    for at in range(0, len(data), width):
        row = data[at:at + width]
        text = "".join(chr(b) if 32 <= b < 127 else "." for b in row)
        print(f"{at:04x}  {row.hex(' ', 4):<{width * 2 + width // 4 - 1}}  |{text}|")


def bitmap(width, height, pixel):
    """A BMP of 24 bits, rows from the bottom up, padded to four bytes."""
    row_size = (width * 3 + 3) & ~3
    rows = b"".join(b"".join(bytes(pixel(x, y)) for x in range(width)).ljust(row_size, b"\0") for y in reversed(range(height)))
    return struct.pack("<2sIHHI", b"BM", 54 + len(rows), 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(rows), 2835, 2835, 0, 0) + rows


def main():
    numbers = array.array("h", [1, -2, 300, -32768])
    little = numbers if struct.pack("=H", 1) == b"\1\0" else numbers.byteswap() or numbers
    chunks = [Chunk(b"NAME", "größer".encode()), Chunk(b"ZERO", bytes(40) + b"\xff" * 3, Flags.PACKED), Chunk(b"NUMS", little.tobytes(), Flags.SIGNED), Chunk(b"NONE", b"")]
    stream = io.BytesIO()
    write(stream, chunks)
    data = stream.getvalue()
    dump(data)
    print(list(read(data)) == chunks, [chunk.flags for chunk in read(bytearray(data))])

    for what, damage in {"cut": data[:7], "magic": b"ZIP" + data[3:], "payload": data.replace(b"gr", b"gR"), "index": data[:-12] + bytes(12)}.items():
        try:
            print(list(read(damage)))
        except FormatError as error:
            print(f"{what}: {error}")

    with tempfile.TemporaryFile() as file:
        write(file, chunks)
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            print(mapped[:4], mapped.find(b"NUMS"), len(mapped) == len(data) == os.fstat(file.fileno()).st_size, [c.kind for c in read(mapped[:])])

    picture = bitmap(3, 2, lambda x, y: (x * 100, y * 200, 7))
    print(len(picture), hexlify(picture[54:], "-", 4).decode(), struct.unpack_from("<ii", picture, 18))
    encoded = b"".join(map(varint, (0, 127, 128, 300, 2**35)))
    reader = io.BytesIO(encoded + b"\x80")
    print(encoded.hex(), [read_varint(reader) for _ in range(5)])
    try:
        read_varint(reader)
    except EOFError as error:
        print(error)

    print(struct.pack(">bBhHiIqQ", -1, 255, -2, 65535, -3, 2**32 - 1, -4, 2**64 - 1).hex(), struct.pack("<efd", 1.5, 0.1, -2.5).hex(), struct.pack("5s3p?c", b"ab", b"wxyz", [], b"c"))
    print(struct.calcsize("@bhilq"), struct.calcsize("=bhilq"), struct.calcsize("<3xHx"), struct.unpack("<e", b"\0\x7c"), struct.unpack(">f", bytes.fromhex("3dcccccd")), HEADER.size, HEADER.format)
    print((-129).to_bytes(2, "big", signed=True), int.from_bytes(b"\x00\x01\xff", "little"), (1.5).hex(), float.fromhex("0x1.8p-3"), (255).to_bytes(), 0xDEADBEEF.bit_count())
    for attempt in (lambda: struct.pack("<B", 256), lambda: struct.pack("<h", 1.5), lambda: struct.pack("<2B", 1), lambda: struct.unpack("<I", b"abc"), lambda: struct.pack("<y", 1), lambda: struct.pack("<4s", "text"), lambda: CHUNK.unpack_from(b"", 5), lambda: struct.pack_into("<I", bytearray(3), 0, 1), lambda: struct.pack("f", 1e300), lambda: list(struct.iter_unpack("<H", b"abc")), lambda: struct.pack("n", 2**63), lambda: unhexlify("abc"), lambda: (256).to_bytes(1)):
        try:
            print(attempt())
        except (struct.error, TypeError, ValueError, OverflowError) as error:
            print(f"{type(error).__module__}.{type(error).__name__}: {error}")

    floats = array.array("d", (x / 4 for x in range(5)))
    floats.insert(0, -1)
    floats.extend([9.5])
    print(floats, floats.itemsize, floats.index(0.5), floats[::-2], floats.pop(), len(floats.tobytes()), array.array("B", b"abc") + array.array("B", [255]), array.array("w", "hé").tounicode())
    view = memoryview(bytearray(range(12))).cast("B", (3, 4))
    print(view.shape, view.strides, view[1, 2], view.tolist(), view.nbytes, memoryview(floats)[1:3].tolist(), memoryview(b"abcdef")[::-2].tobytes(), view.readonly)
    window = memoryview(target := bytearray(b"hello world"))[6:]
    window[:] = b"there"
    print(target, window.obj is target, window == b"there", hash(memoryview(b"x")) == hash(b"x"))
    for attempt in (lambda: target.append(1), lambda: view.cast("I").shape, lambda: window.__setitem__(slice(0, 2), b"abc"), lambda: floats.append("x"), lambda: array.array("z"), lambda: array.array("B", [256]), lambda: memoryview(5), lambda: window.release() or window[0]):
        try:
            print(attempt())
        except (BufferError, TypeError, ValueError, OverflowError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

# expect:
# 0000  54504b01 01000400 50000000 4e414d45  |TPK.....P...NAME|
# 0010  08000000 0000b017 6772c3b6 c39f6572  |........gr....er|
# 0020  5a45524f 04000000 010083e4 280003ff  |ZERO........(...|
# 0030  4e554d53 08000000 02008399 0100feff  |NUMS............|
# 0040  2c010080 4e4f4e45 00000000 00000000  |,...NONE........|
# 0050  00000000 0000000c f83617b0 00000000  |.........6......|
# 0060  00000020 42ede483 00000000 00000030  |... B..........0|
# 0070  4aea9983 00000000 00000044 00000000  |J..........D....|
# True [<Flags.PLAIN: 0>, <Flags.PACKED: 1>, <Flags.SIGNED: 2>, <Flags.PLAIN: 0>]
# cut: no header: unpack_from requires a buffer of at least 12 bytes for unpacking 12 bytes at offset 0 (actual buffer size is 7)
# magic: magic is b'ZIP\x01'
# payload: checksum of NAME at 0x000c
# index: checksum of TPK at 0x0000
# b'TPK\x01' 48 True [b'NAME', b'ZERO', b'NUMS', b'NONE']
# 78 00c80764-c807c8c8-07000000-00000764-0007c800-07000000 (3, 2)
# 007f8001ac02808080808001 [0, 127, 128, 300, 34359738368]
# a number is cut off
# fffffffefffffffffffdfffffffffffffffffffffffcffffffffffffffff 003ecdcccc3d00000000000004c0 b'ab\x00\x00\x00\x02wx\x00c'
# 24 19 6 (inf,) (0.10000000149011612,) 12 <4sHHI
# b'\xff\x7f' 16711936 0x1.8000000000000p+0 0.1875 b'\xff' 24
# struct.error: 'B' format requires 0 <= number <= 255
# struct.error: required argument is not an integer
# struct.error: pack expected 2 items for packing (got 1)
# struct.error: unpack requires a buffer of 4 bytes
# struct.error: bad char in struct format
# struct.error: argument for 's' must be a bytes object
# struct.error: unpack_from requires a buffer of at least 17 bytes for unpacking 12 bytes at offset 5 (actual buffer size is 0)
# struct.error: pack_into requires a buffer of at least 4 bytes for packing 4 bytes at offset 0 (actual buffer size is 3)
# builtins.OverflowError: float too large to pack with f format
# struct.error: iterative unpacking requires a buffer of a multiple of 2 bytes
# struct.error: 'n' format requires -9223372036854775808 <= number <= 9223372036854775807
# binascii.Error: Odd-length string
# builtins.OverflowError: int too big to convert
# array('d', [-1.0, 0.0, 0.25, 0.5, 0.75, 1.0]) 8 3 array('d', [9.5, 0.75, 0.25, -1.0]) 9.5 48 array('B', [97, 98, 99, 255]) hé
# (3, 4) (4, 1) 6 [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]] 12 [0.0, 0.25] b'fdb' False
# bytearray(b'hello there') True True True
# BufferError: Existing exports of data: object cannot be re-sized
# (3,)
# ValueError: memoryview assignment: lvalue and rvalue have different structures
# TypeError: must be real number, not str
# ValueError: bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)
# OverflowError: unsigned byte integer is greater than maximum
# TypeError: memoryview: a bytes-like object is required, not 'int'
# ValueError: operation forbidden on released memoryview object
