# Limits and use of resources.
import re
import resource as r, os
def t(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
t(lambda:r.getrlimit(-1)); t(lambda:r.getrlimit(99)); t(lambda:r.getrlimit('x')); t(lambda:r.getrlimit()); t(lambda:r.getrlimit(1,2)); t(lambda: r.getrlimit(1.5)); t(lambda: r.getrlimit(1<<40))
for n in range(16): t(lambda:type(r.getrlimit(n)))
t(lambda:r.getrlimit(r.RLIMIT_CORE)==r.prlimit(0,r.RLIMIT_CORE)); c=r.getrlimit(r.RLIMIT_CORE)
t(lambda:r.setrlimit(r.RLIMIT_CORE,c)); t(lambda:r.setrlimit(r.RLIMIT_CORE,(0,c[1]))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1,))); t(lambda:r.setrlimit(r.RLIMIT_CORE,5)); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1,2,3))); t(lambda:r.setrlimit(r.RLIMIT_CORE,('x',1))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1.5,1))); t(lambda:r.setrlimit(99,(1,1))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(10,5))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(1<<80,5))); t(lambda:r.setrlimit(r.RLIMIT_CORE,(-5,5))); t(lambda:r.setrlimit(r.RLIMIT_CORE,[0,c[1]])); t(lambda:r.setrlimit(1)); t(lambda:r.setrlimit(r.RLIMIT_CORE,(-1,-1))); t(lambda:r.setrlimit(-1,(1,1)))
t(lambda:r.setrlimit(r.RLIMIT_CORE,iter((0,c[1])))); t(lambda:r.setrlimit(r.RLIMIT_CORE, {0:1}))
t(lambda:r.prlimit(-5,r.RLIMIT_CORE)); t(lambda:r.prlimit(99999999,r.RLIMIT_CORE)); t(lambda:r.prlimit(0,99)); t(lambda:r.prlimit(0)); t(lambda:r.prlimit(0,r.RLIMIT_CORE,(0,)));t(lambda:r.prlimit(0,r.RLIMIT_CORE,None)==r.getrlimit(r.RLIMIT_CORE)); t(lambda: r.prlimit('x',1)); t(lambda: r.prlimit(1<<40,1)); t(lambda:r.prlimit(0,r.RLIMIT_CORE,(5,1)))
t(lambda:r.getrusage(5)); t(lambda:r.getrusage('x')); t(lambda:len(r.getrusage(0))); t(lambda:[type(x) for x in r.getrusage(r.RUSAGE_CHILDREN)]); t(lambda:r.getrusage(r.RUSAGE_THREAD).ru_utime>=0); t(lambda:r.getpagesize()); t(lambda:r.getpagesize(1)); t(lambda: r.struct_rusage.__doc__); t(lambda: r.struct_rusage(range(16))); t(lambda: r.error is OSError); t(lambda: r.struct_rusage.__match_args__)
t(lambda:[ (n,getattr(r,n)) for n in dir(r) if n[0]=='R'])

# expect:
# ValueError invalid resource specified
# ValueError invalid resource specified
# TypeError 'str' object cannot be interpreted as an integer
# TypeError resource.getrlimit() takes exactly one argument (0 given)
# TypeError resource.getrlimit() takes exactly one argument (2 given)
# TypeError 'float' object cannot be interpreted as an integer
# OverflowError Python int too large to convert to C int
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> <class 'tuple'>
# -> True
# -> None
# -> None
# ValueError expected a tuple of 2 integers
# TypeError 'int' object is not iterable
# ValueError expected a tuple of 2 integers
# TypeError 'str' object cannot be interpreted as an integer
# TypeError 'float' object cannot be interpreted as an integer
# ValueError invalid resource specified
# ValueError current limit exceeds maximum limit
# OverflowError Python int too large to convert to C rlim_t
# ValueError Cannot convert negative int
# -> None
# TypeError setrlimit expected 2 arguments, got 1
# -> None
# ValueError invalid resource specified
# -> None
# ValueError expected a tuple of 2 integers
# ProcessLookupError [Errno 3] No such process
# ProcessLookupError [Errno 3] No such process
# ValueError invalid resource specified
# TypeError prlimit expected at least 2 arguments, got 1
# ValueError expected a tuple of 2 integers
# -> True
# TypeError 'str' object cannot be interpreted as an integer
# OverflowError Python int too large to convert to C int
# ValueError current limit exceeds maximum limit
# ValueError invalid who parameter
# TypeError 'str' object cannot be interpreted as an integer
# -> 16
# -> [<class 'float'>, <class 'float'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>, <class 'int'>]
# -> True
# -> 4096
# TypeError resource.getpagesize() takes no arguments (1 given)
# -> 'struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.'
# -> resource.struct_rusage(ru_utime=0, ru_stime=1, ru_maxrss=2, ru_ixrss=3, ru_idrss=4, ru_isrss=5, ru_minflt=6, ru_majflt=7, ru_nswap=8, ru_inblock=9, ru_oublock=10, ru_msgsnd=11, ru_msgrcv=12, ru_nsignals=13, ru_nvcsw=14, ru_nivcsw=15)
# -> True
# -> ('ru_utime', 'ru_stime', 'ru_maxrss', 'ru_ixrss', 'ru_idrss', 'ru_isrss', 'ru_minflt', 'ru_majflt', 'ru_nswap', 'ru_inblock', 'ru_oublock', 'ru_msgsnd', 'ru_msgrcv', 'ru_nsignals', 'ru_nvcsw', 'ru_nivcsw')
# -> [('RLIMIT_AS', 9), ('RLIMIT_CORE', 4), ('RLIMIT_CPU', 0), ('RLIMIT_DATA', 2), ('RLIMIT_FSIZE', 1), ('RLIMIT_MEMLOCK', 8), ('RLIMIT_MSGQUEUE', 12), ('RLIMIT_NICE', 13), ('RLIMIT_NOFILE', 7), ('RLIMIT_NPROC', 6), ('RLIMIT_OFILE', 7), ('RLIMIT_RSS', 5), ('RLIMIT_RTPRIO', 14), ('RLIMIT_RTTIME', 15), ('RLIMIT_SIGPENDING', 11), ('RLIMIT_STACK', 3), ('RLIM_INFINITY', -1), ('RUSAGE_CHILDREN', -1), ('RUSAGE_SELF', 0), ('RUSAGE_THREAD', 1)]
