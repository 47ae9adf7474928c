"""The dense compressors, bz2 and lzma: whole, in pieces, as files, and within zip and tar."""

import bz2
import io
import lzma
import tarfile
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

DATA = b"".join(b"%d green bottles, hanging on the wall\n" % n for n in range(400))


def attempt(action):
    try:
        print("accepted:", action())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def whole():
    for module in (bz2, lzma):
        packed = module.compress(DATA)
        print(module.__name__, len(packed) < len(DATA) // 8, module.decompress(packed) == DATA, module.decompress(packed + module.compress(b"!")) == DATA + b"!", packed[:3])
        attempt(lambda: module.decompress(packed[:-4]))
        attempt(lambda: module.decompress(b"rubbish and more rubbish"))
        attempt(lambda: module.decompress("text"))
    attempt(lambda: bz2.compress(b"", 10))
    attempt(lambda: lzma.compress(b"", preset=12))
    print(bz2.decompress(bz2.compress(b"")), lzma.decompress(lzma.compress(b"", lzma.FORMAT_ALONE)))


def in_pieces():
    for name, packer, unpacker in (("bz2", bz2.BZ2Compressor(1), bz2.BZ2Decompressor()), ("lzma", lzma.LZMACompressor(check=lzma.CHECK_CRC32), lzma.LZMADecompressor())):
        packed = b"".join(packer.compress(DATA[at:at + 1000]) for at in range(0, len(DATA), 1000)) + packer.flush()
        out = [unpacker.decompress(packed + b"tail", max_length=100)]
        while not unpacker.eof:
            out.append(unpacker.decompress(b"", max_length=5000))
        print(name, b"".join(out) == DATA, max(map(len, out)) <= 5000, unpacker.unused_data, unpacker.needs_input)
        attempt(lambda: unpacker.decompress(b"more"))
        attempt(packer.flush)
    filters = [{"id": lzma.FILTER_DELTA, "dist": 2}, {"id": lzma.FILTER_LZMA2, "preset": 6}]
    raw = lzma.compress(DATA, lzma.FORMAT_RAW, filters=filters)
    print(lzma.decompress(raw, lzma.FORMAT_RAW, filters=filters) == DATA, lzma.is_check_supported(lzma.CHECK_CRC64))
    attempt(lambda: lzma.decompress(raw, lzma.FORMAT_RAW))
    attempt(lambda: lzma.LZMADecompressor(lzma.FORMAT_AUTO, filters=filters))


def files():
    for module in (bz2, lzma):
        stream = io.BytesIO()
        with module.open(stream, "wt", encoding="utf-8", newline="\n") as text:
            print(text.write("größer\nsecond\n"), text.writable(), end=" ")
        stream.seek(0)
        with module.open(stream) as file:
            print(file.readline().decode(), file.tell(), file.seek(0), file.peek(1)[:1], file.readlines(), file.seekable())
        attempt(lambda: file.read())
        attempt(lambda: module.open(stream, "rw"))


def containers():
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("b", DATA, ZIP_BZIP2)
        archive.writestr("x", DATA, ZIP_LZMA)
    with ZipFile(stream) as archive:
        print([(i.filename, i.compress_type, i.compress_size < 3000) for i in archive.infolist()], archive.read("b") == archive.read("x") == DATA)
    for mode in ("w:bz2", "w:xz"):
        stream = io.BytesIO()
        with tarfile.open(fileobj=stream, mode=mode) as archive:
            member = tarfile.TarInfo("data")
            member.size = len(DATA)
            archive.addfile(member, io.BytesIO(DATA))
        stream.seek(0)
        with tarfile.open(fileobj=stream) as archive:
            print(mode, archive.getnames(), archive.extractfile("data").read() == DATA)


if __name__ == "__main__":
    for part in (whole, in_pieces, files, containers):
        print(f"== {part.__name__}")
        part()

# expect:
# == whole
# bz2 True True True b'BZh'
# ValueError: Compressed data ended before the end-of-stream marker was reached
# OSError: Invalid data stream
# TypeError: a bytes-like object is required, not 'str'
# lzma True True True b'\xfd7z'
# LZMAError: Compressed data ended before the end-of-stream marker was reached
# LZMAError: Input format not supported by decoder
# TypeError: a bytes-like object is required, not 'str'
# ValueError: compresslevel must be between 1 and 9
# LZMAError: Invalid or unsupported options
# b'' b''
# == in_pieces
# bz2 True True b'tail' False
# EOFError: End of stream already reached
# ValueError: Repeated call to flush()
# lzma True True b'tail' False
# EOFError: Already at end of stream
# ValueError: Repeated call to flush()
# True True
# ValueError: Must specify filters for FORMAT_RAW
# ValueError: Cannot specify filters except with FORMAT_RAW
# == files
# 14 True größer
#  9 0 b'g' [b'gr\xc3\xb6\xc3\x9fer\n', b'second\n'] True
# ValueError: I/O operation on closed file
# ValueError: Invalid mode: 'rw'
# 14 True größer
#  9 0 b'g' [b'gr\xc3\xb6\xc3\x9fer\n', b'second\n'] True
# ValueError: I/O operation on closed file
# ValueError: Invalid mode: 'rw'
# == containers
# [('b', 12, True), ('x', 14, True)] True
# w:bz2 ['data'] True
# w:xz ['data'] True
