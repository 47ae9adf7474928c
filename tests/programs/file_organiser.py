"""Sorts a messy folder into tidy ones: pathlib, tempfile, shutil, glob, fnmatch, and a manifest to undo it."""

import fnmatch
import json
import os
import shutil
import stat
from collections import Counter
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile, SpooledTemporaryFile, TemporaryDirectory, TemporaryFile

MESS = {
    "holiday.JPG": b"\xff\xd8\xff\xe0 beach",
    "notes.txt": b"remember the milk\n",
    "report.final.v2.pdf": b"%PDF-1.7",
    "src/main.py": b"print('hi')\n",
    "src/__pycache__/main.cpython-314.pyc": b"\0" * 16,
    "src/data.csv": b"a,b\n1,2\n",
    "copy of notes.txt": b"remember the milk\n",
    ".hidden": b"",
    "deep/er/and/deeper/end.TXT": "größer\n".encode(),
    "noext": b"?",
    "src/Notes.txt": b"another one\n",
}

RULES = {"images": ["*.jpg", "*.png"], "documents": ["*.txt", "*.pdf", "*.md"], "code": ["*.py"], "data": ["*.[ct]sv", "*.json"]}


def make_mess(root):
    for name, content in MESS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def category(path):
    return next((name for name, patterns in RULES.items() if any(fnmatch.fnmatch(path.name.lower(), p) for p in patterns)), None)


def free_name(path):
    """`notes.txt`, then `notes-1.txt`, and so on."""
    candidate, number = path, 0
    while candidate.exists():
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    return candidate


def organise(root):
    moves = []
    for path in sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        if kind := category(path):
            target = free_name(root / kind / path.name.lower())
            target.parent.mkdir(exist_ok=True)
            path.rename(target)
            moves.append((path.relative_to(root).as_posix(), target.relative_to(root).as_posix()))
    for folder, folders, files in root.walk(top_down=False):
        if not any(folder.iterdir()):
            folder.rmdir()
    (root / "manifest.json").write_text(json.dumps(moves, indent=1), encoding="utf-8")
    return moves


def undo(root):
    manifest = root / "manifest.json"
    for source, target in reversed(json.loads(manifest.read_text())):
        (root / source).parent.mkdir(parents=True, exist_ok=True)
        (root / target).replace(root / source)
    manifest.unlink()


def tree(folder, depth=0):
    for path in sorted(folder.iterdir(), key=lambda p: (p.is_file(), p.name)):
        print(f"  {'    ' * depth}{path.name}{'/' if path.is_dir() else f' ({path.stat().st_size})'}")
        if path.is_dir():
            tree(path, depth + 1)


def refused(action, root):
    try:
        print("accepted:", action())
    except (OSError, ValueError, TypeError) as error:
        print(f"{type(error).__name__}: {str(error).replace(str(root), 'ROOT')}")


def main():
    with TemporaryDirectory(prefix="tidy-") as name:
        root = Path(name)
        make_mess(root)
        before = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}
        print(before == MESS)
        for move in organise(root):
            print("  {} -> {}".format(*move))
        tree(root)

        print(sorted(p.name for p in root.glob("*/*.[tp]*")), sorted(p.name for p in root.glob("**/*.TXT", case_sensitive=False)), len(list(root.glob("**"))))
        print(Counter(p.suffix for p in root.rglob("*.*")).most_common(1), sorted(os.listdir(root)) == sorted(p.name for p in root.iterdir()))
        with os.scandir(root / "documents") as entries:
            print(sorted((e.name, e.is_file(), e.stat().st_size) for e in entries))

        text = root / "documents" / "end.txt"
        print(text.read_text("utf-8"), end="")
        refused(lambda: text.read_text("ascii"), root)
        print(text.write_text("one\ntwo\n", newline="\r\n"), text.read_bytes(), text.read_text())
        with text.open("a+") as stream:
            print(stream.tell(), stream.write("three"), stream.seek(0), stream.readlines(), stream.mode, stream.encoding.lower())
        link = root / "link"
        link.symlink_to("documents/end.txt")
        print(link.is_symlink(), link.readlink(), link.resolve() == text.resolve(), link.samefile(text), link.lstat().st_size, stat.filemode(link.lstat().st_mode))
        text.chmod(0o640)
        print(stat.filemode(text.stat().st_mode), oct(text.stat().st_mode & 0o777), os.access(text, os.R_OK))
        link.unlink()
        print(link.exists(), shutil.copytree(root / "documents", root / "backup", ignore=shutil.ignore_patterns("*.pdf")).name, sorted(os.listdir(root / "backup")))
        shutil.move(root / "backup" / "notes.txt", root / "moved.txt")
        print(filecmp(root / "moved.txt", root / "documents" / "notes.txt"), shutil.rmtree(root / "backup"), (root / "backup").exists())
        (root / "moved.txt").unlink()

        refused(lambda: (root / "nothing").read_bytes(), root)
        refused(lambda: (root / "data").mkdir(), root)
        refused(lambda: (root / "data").rmdir(), root)
        refused(lambda: (root / "data").unlink() if not root.joinpath("data").is_dir() else os.rmdir(root / "noext"), root)
        refused(lambda: (root / "noext" / "child").write_text("x"), root)
        refused(lambda: root.relative_to("/elsewhere/entirely"), root)
        refused(lambda: (root / "data").open("z"), root)
        refused(lambda: (root / "a\0b").open(), root)
        text.write_bytes(MESS["deep/er/and/deeper/end.TXT"])
        undo(root)
        print({p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()} == MESS)

        with NamedTemporaryFile("w+", dir=root, suffix=".tmp") as named, TemporaryFile() as binary, SpooledTemporaryFile(max_size=4) as spooled:
            named.write("x" * 10)
            named.flush()
            print(Path(named.name).suffix, Path(named.name).parent == root, os.path.getsize(named.name), binary.write(b"ab"), spooled._rolled, spooled.write(b"12345"), spooled._rolled)
        print(os.path.exists(named.name))
    print(root.exists())

    path = PurePosixPath("/srv/www/../logs/site.tar.gz")
    print(path.parts, path.name, path.stem, path.suffix, path.suffixes, path.parent, path.parents[1], path.anchor, sep=" | ")
    print(path.with_suffix(".bz2"), path.with_name("x"), path / "/abs", path.joinpath("a", "b"), path.is_absolute(), path.match("*.gz"), path.full_match("/srv/**/*.gz"), os.path.normpath(path))
    windows = PureWindowsPath(r"C:\Users\Ann\..\Bob\file.TXT")
    print(windows.drive, windows.root, windows.parts, windows.as_posix(), windows == PureWindowsPath("c:/users/ann/../bob/FILE.txt"), windows.relative_to("c:/users"))
    print(repr(PurePath("a//b/./c/")), PurePosixPath("a/b").relative_to("a/c", walk_up=True), PurePosixPath("~").joinpath(), PurePosixPath("//x").parts, sorted([PurePosixPath("b"), PurePosixPath("a/z")]), PurePosixPath("a b#ü").__fspath__(), Path("/a b").as_uri())
    print(os.path.splitext("archive.tar.gz"), os.path.commonpath(["/a/b/c", "/a/b2"]), os.path.relpath("/a/b", "/a/c/d"), os.path.split("/x/y/"), os.path.join("a", "/b", "c"), os.path.expandvars("$NOT_SET_AT_ALL/x"))
    print(fnmatch.translate("*.[!a]?"), fnmatch.filter(["a.py", "b.pyc", "C.PY"], "*.py"), fnmatch.fnmatchcase("x[1]", "x[[]1]"))


def filecmp(a, b):
    return a.read_bytes() == b.read_bytes()


if __name__ == "__main__":
    main()

# expect:
# True
#   copy of notes.txt -> documents/copy of notes.txt
#   deep/er/and/deeper/end.TXT -> documents/end.txt
#   holiday.JPG -> images/holiday.jpg
#   notes.txt -> documents/notes.txt
#   report.final.v2.pdf -> documents/report.final.v2.pdf
#   src/Notes.txt -> documents/notes-1.txt
#   src/data.csv -> data/data.csv
#   src/main.py -> code/main.py
#   code/
#       main.py (12)
#   data/
#       data.csv (8)
#   documents/
#       copy of notes.txt (18)
#       end.txt (9)
#       notes-1.txt (12)
#       notes.txt (18)
#       report.final.v2.pdf (8)
#   images/
#       holiday.jpg (10)
#   src/
#       __pycache__/
#           main.cpython-314.pyc (16)
#   .hidden (0)
#   manifest.json (420)
#   noext (1)
# ['copy of notes.txt', 'end.txt', 'main.py', 'notes-1.txt', 'notes.txt', 'report.final.v2.pdf'] ['copy of notes.txt', 'end.txt', 'notes-1.txt', 'notes.txt'] 19
# [('.txt', 4)] True
# [('copy of notes.txt', True, 18), ('end.txt', True, 9), ('notes-1.txt', True, 12), ('notes.txt', True, 18), ('report.final.v2.pdf', True, 8)]
# größer
# UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 2: ordinal not in range(128)
# 8 b'one\r\ntwo\r\n' one
# two
#
# 10 5 0 ['one\n', 'two\n', 'three'] a+ utf-8
# True documents/end.txt True True 17 lrwxrwxrwx
# -rw-r----- 0o640 True
# False backup ['copy of notes.txt', 'end.txt', 'notes-1.txt', 'notes.txt']
# True None False
# FileNotFoundError: [Errno 2] No such file or directory: 'ROOT/nothing'
# FileExistsError: [Errno 17] File exists: 'ROOT/data'
# OSError: [Errno 39] Directory not empty: 'ROOT/data'
# NotADirectoryError: [Errno 20] Not a directory: 'ROOT/noext'
# NotADirectoryError: [Errno 20] Not a directory: 'ROOT/noext/child'
# ValueError: 'ROOT' is not in the subpath of '/elsewhere/entirely'
# ValueError: invalid mode: 'z'
# ValueError: embedded null byte
# True
# .tmp True 10 2 False 5 True
# False
# False
# ('/', 'srv', 'www', '..', 'logs', 'site.tar.gz') | site.tar.gz | site.tar | .gz | ['.tar', '.gz'] | /srv/www/../logs | /srv/www/.. | /
# /srv/www/../logs/site.tar.bz2 /srv/www/../logs/x /abs /srv/www/../logs/site.tar.gz/a/b True True True /srv/logs/site.tar.gz
# C: \ ('C:\\', 'Users', 'Ann', '..', 'Bob', 'file.TXT') C:/Users/Ann/../Bob/file.TXT True Ann\..\Bob\file.TXT
# PurePosixPath('a/b/c') ../b ~ ('//', 'x') [PurePosixPath('a/z'), PurePosixPath('b')] a b#ü file:///a%20b
# ('archive.tar', '.gz') /a ../../b ('/x/y', '') /b/c $NOT_SET_AT_ALL/x
# (?s:.*\.[^a].)\z ['a.py'] True
