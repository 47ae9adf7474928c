"""Archives in memory: zip with and without compression, zlib, gzip, tar, and a backup that only holds what changed."""

import gzip
import io
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

DAY = (2024, 2, 29, 12, 30, 58)
FILES = {"readme.txt": b"hello\n" * 50, "data/zeros.bin": bytes(5000), "data/größe.txt": "ä".encode(), "empty": b""}


def info(name):
    made = ZipInfo(name, DAY)
    made.external_attr = 0o644 << 16
    return made


class Backup:
    """Each run adds to the archive what is new or changed, judged by checksum."""

    def __init__(self):
        self.stream = io.BytesIO()
        self.runs = 0

    def run(self, files):
        self.runs += 1
        with ZipFile(self.stream, "a", ZIP_DEFLATED) as archive:
            known = {i.filename.split("/", 1)[1]: i.CRC for i in archive.infolist()}
            changed = [name for name, data in files.items() if known.get(name) != zlib.crc32(data)]
            for name in changed:
                archive.writestr(info(f"{self.runs}/{name}"), files[name])
            archive.comment = f"{self.runs} runs".encode()
        return changed

    def restore(self):
        with ZipFile(self.stream) as archive:
            return {i.filename.split("/", 1)[1]: archive.read(i) for i in archive.infolist()}


def zip_archives():
    streams = {}
    for method in (ZIP_STORED, ZIP_DEFLATED):
        stream = streams[method] = io.BytesIO()
        with ZipFile(stream, "w", method) as archive:
            for name, data in FILES.items():
                archive.writestr(info(name), data, compress_type=method)
            archive.mkdir("folder")
        with ZipFile(stream) as archive:
            print(zipfile.compressor_names[method], archive.testzip(), archive.namelist() == [*FILES, "folder/"], {n: archive.read(n) for n in FILES} == FILES, archive.getinfo("data/zeros.bin").compress_size < 5000)
            with archive.open("readme.txt") as member:
                print(member.read(3), member.readline(), member.seek(12), member.read1(2), member.tell(), member.seekable(), len(member.read()))
    print(repr(archive.getinfo("readme.txt")).replace(str(archive.getinfo("readme.txt").compress_size), "N"), archive.getinfo("folder/").is_dir(), archive.getinfo("empty").date_time)
    with ZipFile(stream) as archive:
        root = zipfile.Path(archive)
        print(sorted(p.name for p in root.iterdir()), (root / "data" / "größe.txt").read_text("utf-8"), [str(p.at) for p in root.glob("**/*.txt")], (root / "nope").exists(), root.joinpath("data").is_dir())
    backup = Backup()
    files = dict(FILES)
    print(backup.run(files), backup.run(files))
    files["readme.txt"] = b"changed"
    print(backup.run(files), backup.restore() == files, ZipFile(backup.stream).comment)

    damaged = bytearray(streams[ZIP_STORED].getvalue())
    damaged[60] ^= 0xFF
    for action in (lambda: ZipFile(io.BytesIO(b"not a zip")), lambda: ZipFile(io.BytesIO(damaged)).testzip(), lambda: ZipFile(stream).read("absent"), lambda: ZipFile(stream, "q"), lambda: ZipFile(stream).writestr("x", ""), lambda: ZipFile(stream).open("empty", pwd="x"), lambda: ZipInfo("x", (1979, 1, 1, 0, 0, 0))):
        try:
            print(action())
        except (BadZipFile, KeyError, ValueError, TypeError, NotImplementedError) as error:
            print(f"{type(error).__name__}: {error}")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "a.zip"
        with ZipFile(path, "x") as archive:
            archive.writestr("../../evil", "data")
        with ZipFile(path) as archive:
            print(Path(archive.extract("../../evil", name)).relative_to(name), zipfile.is_zipfile(path), zipfile.is_zipfile(io.BytesIO()))


def compressors():
    data = b"".join(b"%d green bottles\n" % n for n in range(300))
    for module, error in ((zlib, zlib.error), (gzip, gzip.BadGzipFile)):
        packed = module.compress(data)
        print(module.__name__, len(packed) < len(data) // 4, module.decompress(packed) == data, end=" ")
        try:
            module.decompress(b"rubbish" + packed)
        except error as problem:
            print(type(problem).__name__, problem)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = packer.compress(data[:100]) + packer.flush(zlib.Z_FULL_FLUSH) + packer.compress(data[100:]) + packer.flush()
    unpacker = zlib.decompressobj(-15)
    parts = [unpacker.decompress(raw + b"tail", 50)]
    while unpacker.unconsumed_tail:
        parts.append(unpacker.decompress(unpacker.unconsumed_tail, 1000))
    print(b"".join(parts) == data, unpacker.eof, unpacker.unused_data, zlib.adler32(data), zlib.crc32(b"x", 5), zlib.decompress(zlib.compress(b"", 0)))
    primed = zlib.compressobj(zdict=b"green bottles")
    small = primed.compress(b"9 green bottles") + primed.flush()
    print(zlib.decompressobj(zdict=b"green bottles").decompress(small))
    for bad in (lambda: zlib.decompress(b""), lambda: zlib.decompress(zlib.compress(data)[:-5]), lambda: zlib.compress(data, 10), lambda: zlib.decompress("text"), lambda: gzip.decompress(gzip.compress(data)[:-4]), lambda: zlib.decompressobj().decompress(small)):
        try:
            print(bad())
        except (zlib.error, EOFError, TypeError, OSError) as error:
            print(f"{type(error).__name__}: {error}")

    stream = io.BytesIO()
    with gzip.GzipFile("name.txt", "wb", fileobj=stream, mtime=0) as file:
        print(file.write(data), file.mode, file.writable())
    print(stream.getvalue()[:10].hex(), b"name.txt" in stream.getvalue()[:20])
    stream.seek(0)
    with gzip.open(stream, "rt", encoding="ascii") as text:
        print([text.readline(), next(text), text.read(7)], sum(1 for _ in text))
    joined = gzip.compress(b"one ", mtime=1) + gzip.compress(b"two", mtime=2) + bytes(3)
    reader = gzip.GzipFile(fileobj=io.BytesIO(joined))
    print(reader.read(), reader.mtime, reader.seek(1), reader.peek(2)[:2], reader.read(4))


def tar_archives():
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in FILES.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime, member.mode, member.uname = len(data), 1709208000, 0o640, "ann"
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "readme.txt"
        archive.addfile(link)
        archive.addfile(tarfile.TarInfo("x" * 120 + "/long"))
    stream.seek(0)
    with tarfile.open(fileobj=stream) as archive:
        for member in archive:
            print(member.name[:20], member.size, oct(member.mode), member.isfile(), member.issym(), member.linkname, member.uname, len(member.pax_headers))
        print(archive.extractfile("link").read(5), archive.getmember("empty").isreg(), archive.getnames()[-1].endswith("/long"))
        with tempfile.TemporaryDirectory() as name:
            archive.extractall(name, filter="data")
            print(sorted(p.name[:10] for p in Path(name).iterdir()), (Path(name) / "link").read_bytes() == FILES["readme.txt"])
            try:
                evil = tarfile.TarInfo("../evil")
                tarfile.data_filter(evil, name)
            except tarfile.FilterError as error:
                print(type(error).__name__, str(error).partition(" would")[0])
    for bad in (b"", b"x" * 1024, stream.getvalue()[:40]):
        try:
            tarfile.open(fileobj=io.BytesIO(bad))
        except (tarfile.TarError, EOFError) as error:
            print(type(error).__name__, str(error).splitlines()[0])


if __name__ == "__main__":
    for part in (zip_archives, compressors, tar_archives):
        print(f"== {part.__name__}")
        part()

# expect:
# == zip_archives
# store None True True False
# b'hel' b'lo\n' 12 b'he' 14 True 286
# deflate None True True True
# b'hel' b'lo\n' 12 b'he' 14 True 286
# <ZipInfo filename='readme.txt' compress_type=deflate filemode='?rw-r--r--' file_size=300 compress_size=N> True (2024, 2, 29, 12, 30, 58)
# ['data', 'empty', 'folder', 'readme.txt'] ä ['data/größe.txt'] False True
# ['readme.txt', 'data/zeros.bin', 'data/größe.txt', 'empty'] []
# ['readme.txt'] True b'3 runs'
# BadZipFile: File is not a zip file
# readme.txt
# KeyError: "There is no item named 'absent' in the archive"
# ValueError: ZipFile requires mode 'r', 'w', 'x', or 'a'
# ValueError: write() requires mode 'w', 'x', or 'a'
# <zipfile.ZipExtFile name='empty' compress_type=deflate>
# ValueError: ZIP does not support timestamps before 1980
# evil True False
# == compressors
# zlib True True error Error -3 while decompressing data: incorrect header check
# gzip True True BadGzipFile Not a gzipped file (b'ru')
# True True b'tail' 1406067539 4239843852 b''
# b'9 green bottles'
# error: Error -5 while decompressing data: incomplete or truncated stream
# error: Error -5 while decompressing data: incomplete or truncated stream
# error: Bad compression level
# TypeError: a bytes-like object is required, not 'str'
# EOFError: Compressed file ended before the end-of-stream marker was reached
# error: Error 2 while decompressing data
# 5290 wb True
# 1f8b08080000000002ff True
# ['0 green bottles\n', '1 green bottles\n', '2 green'] 298
# b'one two' 2 1 b'ne' b'ne t'
# == tar_archives
# readme.txt 300 0o640 True False  ann 0
# data/zeros.bin 5000 0o640 True False  ann 0
# data/größe.txt 2 0o640 True False  ann 1
# empty 0 0o640 True False  ann 0
# link 0 0o644 False True readme.txt  0
# xxxxxxxxxxxxxxxxxxxx 0 0o644 True False   1
# b'hello' True True
# ['data', 'empty', 'link', 'readme.txt', 'xxxxxxxxxx'] True
# OutsideDestinationError '../evil'
# ReadError file could not be opened successfully:
# ReadError file could not be opened successfully:
# EOFError Compressed file ended before the end-of-stream marker was reached
