import _signal


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except BaseException as e:
        print(type(e).__name__, e)
    else:
        print(result)


def handler(number, frame):
    print("got", number, frame is not None)


print(_signal.getsignal(_signal.SIGINT) is _signal.default_int_handler, _signal.getsignal(_signal.SIGTERM), _signal.getsignal(_signal.SIGPIPE))
print(_signal.signal(_signal.SIGUSR1, handler))
_signal.raise_signal(_signal.SIGUSR1)
print(_signal.getsignal(_signal.SIGUSR1) is handler, _signal.signal(_signal.SIGUSR1, _signal.SIG_IGN) is handler)
_signal.raise_signal(_signal.SIGUSR1)
attempt(_signal.raise_signal, _signal.SIGINT)


def raising(number, frame):
    raise KeyError(number)


_signal.signal(_signal.SIGALRM, raising)
print(_signal.setitimer(_signal.ITIMER_REAL, 0.01))
try:
    while True:
        pass
except KeyError as e:
    print("from the loop", e)
_signal.signal(_signal.SIGALRM, handler)
_signal.setitimer(_signal.ITIMER_REAL, 0.01)
print(_signal.pause())
print(_signal.alarm(100) >= 0, _signal.alarm(0) > 90, _signal.getitimer(_signal.ITIMER_REAL))
print(_signal.pthread_sigmask(_signal.SIG_BLOCK, [_signal.SIGUSR2]), _signal.sigpending())
_signal.signal(_signal.SIGUSR2, handler)
_signal.raise_signal(_signal.SIGUSR2)
print(_signal.sigpending(), _signal.pthread_sigmask(_signal.SIG_UNBLOCK, {_signal.SIGUSR2}))
attempt(_signal.signal, 99, 0)
attempt(_signal.signal, 2, 5)
attempt(_signal.signal, 9, 0)
attempt(_signal.signal, 2, "x")
attempt(_signal.signal, "a", 0)
attempt(_signal.getsignal, 99)
attempt(_signal.strsignal, 2)
attempt(_signal.strsignal, 40)
attempt(_signal.strsignal, 99)
attempt(_signal.raise_signal, 99)
attempt(_signal.set_wakeup_fd, -1)
attempt(_signal.set_wakeup_fd, 99)
attempt(_signal.getitimer, 9)
attempt(_signal.pthread_sigmask, 0, [99])
attempt(_signal.pthread_sigmask, 9, [2])
attempt(_signal.default_int_handler, 2, None)
attempt(_signal.siginterrupt, 2, True)
print(len(_signal.valid_signals()), _signal.ItimerError, _signal.ItimerError.__mro__[1], _signal.NSIG, _signal.SIGKILL)

# expect:
# True 0 1
# 0
# got 10 True
# True True
# KeyboardInterrupt
# (0.0, 0.0)
# from the loop 14
# got 14 True
# None
# True True (0.0, 0.0)
# set() set()
# got 12 True
# {12} {12}
# ValueError signal number out of range
# TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
# OSError [Errno 22] Invalid argument
# TypeError signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object
# TypeError 'str' object cannot be interpreted as an integer
# ValueError signal number out of range
# Interrupt
# Real-time signal 6
# ValueError signal number out of range
# OSError [Errno 22] Invalid argument
# -1
# OSError [Errno 9] Bad file descriptor
# ItimerError [Errno 22] Invalid argument
# ValueError signal number 99 out of range [1; 64]
# OSError [Errno 22] Invalid argument
# KeyboardInterrupt
# None
# 62 <class 'signal.ItimerError'> <class 'OSError'> 65 9
