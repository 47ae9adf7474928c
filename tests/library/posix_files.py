import posix


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print(result)


base = "/tmp/taipan-posix-%d" % posix.getpid()
posix.mkdir(base)
home = posix.getcwd()
posix.chdir(base)
print(posix.getcwd() == base, posix.getcwdb() == base.encode())
fd = posix.open("a", posix.O_RDWR | posix.O_CREAT, 0o640)
print(posix.write(fd, b"hello world"), posix.lseek(fd, 0, posix.SEEK_SET), posix.read(fd, 5), posix.read(fd, 100))
posix.ftruncate(fd, 4)
st = posix.fstat(fd)
print(st.st_size, st[6], oct(st.st_mode), len(st), st.n_fields, st.n_unnamed_fields, st.st_mtime == st.st_mtime_ns / 1e9)
print(type(st), st == posix.stat("a"), type(st[7]), type(st.st_atime), st.__match_args__)
print(posix.get_inheritable(fd), posix.isatty(fd), posix.get_blocking(fd))
other = posix.dup(fd)
posix.close(other)
attempt(posix.close, other + 100)
print(posix.pwrite(fd, b"xy", 1), posix.pread(fd, 10, 0))
posix.close(fd)
attempt(posix.fstat, fd)
posix.utime("a", (1, 2.5))
print(posix.stat("a").st_atime, posix.stat("a").st_mtime_ns)
posix.utime("a", ns=(5, 6))
print(posix.stat("a").st_mtime_ns)
attempt(posix.utime, "a", 3)
attempt(posix.utime, "a", (1, 2), ns=(1, 2))
posix.chmod("a", 0o600)
print(oct(posix.stat("a").st_mode), posix.access("a", posix.R_OK), posix.access("zz", posix.F_OK))
posix.symlink("a", "link")
posix.link("a", "hard")
print(posix.readlink("link"), posix.readlink(b"link"), posix.stat("link").st_nlink, posix.lstat("link").st_size)
posix.mkdir("sub")
print(sorted(posix.listdir()), sorted(posix.listdir(b".")))
for e in sorted(posix.scandir("."), key=lambda e: e.name):
    print(e, e.name, e.path, e.is_dir(), e.is_file(), e.is_file(follow_symlinks=False), e.is_symlink(), e.is_junction())
    print(e.inode() == posix.lstat(e.name).st_ino, e.stat().st_size == posix.stat(e).st_size, posix.fspath(e))
with posix.scandir(base) as it:
    print(sorted(e.path[len(base):] for e in it), list(it))
posix.rename("a", "b")
posix.replace("hard", "a")
attempt(posix.rename, "nowhere", "else")
attempt(posix.unlink, "nowhere")
attempt(posix.rmdir, "b")
attempt(posix.mkdir, "sub")
attempt(posix.listdir, "nowhere")
attempt(posix.open, b"nowhere", posix.O_RDONLY)
attempt(posix.stat, "a\0b")
attempt(posix.stat, [])
attempt(posix.mkdir, 3)
attempt(posix.listdir, [])
attempt(posix.fspath, 3)
attempt(posix.stat, 2**80)
attempt(posix.read, 0, -1)
attempt(posix.DirEntry)
for name in ("a", "b", "link"):
    posix.remove(name)
posix.rmdir("sub")
posix.chdir(home)
posix.rmdir(base)

r, w = posix.pipe()
print(posix.write(w, b"abc"), posix.read(r, 10))
posix.close(w)
print(posix.read(r, 1))
posix.close(r)

for p in ("", ".", "/", "//", "///a", "//a/../b/", "a/./b/../..//c", "../..", "/..", b"a//b"):
    print(repr(posix._path_normpath(p)), posix._path_splitroot_ex(p))
print(posix.strerror(2), posix.WIFEXITED(256), posix.WEXITSTATUS(256), posix.waitstatus_to_exitcode(9))
print(posix.getpid() > 0, posix.getuid() == posix.geteuid(), len(posix.urandom(8)), posix.cpu_count() > 0)
posix.putenv("TAIPAN_X", "1")
posix.unsetenv("TAIPAN_X")
attempt(posix.putenv, "a=b", "c")
attempt(posix.sysconf, "x")
print(posix.sysconf("SC_PAGE_SIZE"), posix.uname().sysname, len(posix.times()))
print(type(posix.environ), all(type(k) is bytes for k in posix.environ))
print(posix.error is OSError, posix.EX_USAGE, posix.O_CREAT, posix.WNOHANG, posix.SEEK_HOLE)
print(posix.terminal_size((80, 24)), posix.stat_result(range(10)).st_size, posix.uname_result("abcde"))
attempt(posix.stat_result, (1, 2))

# expect:
# True True
# raises: AttributeError: module 'posix' has no attribute 'SEEK_SET'. Did you mean: 'SEEK_DATA'?
# exit: 1
