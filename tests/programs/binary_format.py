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
