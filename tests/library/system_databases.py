import _locale
import fcntl
import grp
import posix
import pwd


def attempt(f, *args):
    try:
        result = f(*args)
    except Exception as e:
        print(type(e).__name__, e)
    else:
        print(result)


root = pwd.getpwuid(0)
print(root.pw_name, root[2], root == pwd.getpwnam("root"), len(root), type(root), root in pwd.getpwall())
attempt(pwd.getpwnam, "no such user")
attempt(pwd.getpwuid, 99999)
attempt(pwd.getpwuid, -1)
attempt(pwd.getpwuid, 2**40)
attempt(pwd.getpwuid, "x")
attempt(pwd.getpwnam, 3)
print(grp.getgrgid(0) == grp.getgrnam("root"), grp.getgrgid(0).gr_mem, grp.getgrgid(id=0) in grp.getgrall())
attempt(grp.getgrnam, "no such group")
attempt(grp.getgrgid, 99999)
attempt(grp.getgrnam, 3)

r, w = posix.pipe()
print(fcntl.fcntl(r, fcntl.F_GETFD) == fcntl.FD_CLOEXEC, fcntl.fcntl(r, fcntl.F_SETFD, 0), fcntl.fcntl(r, fcntl.F_GETFD))
posix.write(w, b"abc")
room = bytearray(4)
print(fcntl.ioctl(r, 0x541B, room), room[0], fcntl.ioctl(r, 0x541B, bytes(4))[0])
attempt(fcntl.fcntl, -1, 1)
attempt(fcntl.fcntl, "x", 1)
attempt(fcntl.fcntl, 999, fcntl.F_GETFD)
attempt(fcntl.lockf, r, 0)
attempt(fcntl.flock, 999, fcntl.LOCK_EX)
name = "/tmp/taipan-lock-%d" % posix.getpid()
with open(name, "w") as f:
    print(fcntl.flock(f, fcntl.LOCK_EX | fcntl.LOCK_NB), fcntl.lockf(f, fcntl.LOCK_EX, 1), fcntl.lockf(f, fcntl.LOCK_UN))
posix.unlink(name)

print(_locale.setlocale(_locale.LC_NUMERIC), _locale.localeconv(), _locale.getencoding())
print(_locale.nl_langinfo(_locale.CODESET), _locale.nl_langinfo(_locale.DAY_1), _locale.strcoll("a", "b") < 0, _locale.strxfrm("ab"))
attempt(_locale.setlocale, _locale.LC_ALL, "xx")
attempt(_locale.nl_langinfo, -5)
print(_locale.Error, _locale.Error.__base__, _locale.LC_ALL)

# expect:
# root 0 True 7 <class 'pwd.struct_passwd'> True
# KeyError "getpwnam(): name not found: 'no such user'"
# KeyError 'getpwuid(): uid not found: 99999'
# KeyError 'getpwuid(): uid not found: -1'
# KeyError 'getpwuid(): uid not found'
# TypeError uid should be integer, not str
# TypeError getpwnam() argument must be str, not int
# True [] True
# KeyError "getgrnam(): name not found: 'no such group'"
# KeyError 'getgrgid(): gid not found: 99999'
# TypeError getgrnam() argument 'name' must be str, not int
# True 0 0
# 0 3 3
# ValueError file descriptor cannot be a negative integer (-1)
# TypeError argument must be an int, or have a fileno() method.
# OSError [Errno 9] Bad file descriptor
# ValueError unrecognized lockf argument
# OSError [Errno 9] Bad file descriptor
# None None None
# C {'int_curr_symbol': '', 'currency_symbol': '', 'mon_decimal_point': '', 'mon_thousands_sep': '', 'mon_grouping': [], 'positive_sign': '', 'negative_sign': '', 'int_frac_digits': 127, 'frac_digits': 127, 'p_cs_precedes': 127, 'p_sep_by_space': 127, 'n_cs_precedes': 127, 'n_sep_by_space': 127, 'p_sign_posn': 127, 'n_sign_posn': 127, 'decimal_point': '.', 'thousands_sep': '', 'grouping': []} UTF-8
# UTF-8 Sunday True ab
# Error unsupported locale setting
# ValueError unsupported langinfo constant
# <class 'locale.Error'> <class 'Exception'> 6
