# Dates, times, spans and zones: construction, arithmetic, texts, pickles, messages.
import os, time as _t
os.environ["TZ"] = "Europe/Berlin"
_t.tzset()
from datetime import *
import datetime as D, pickle, copy, time as T, re

def t(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", ascii(f())))
    except BaseException as e: print(type(e).__name__, ascii(str(e)))
t(lambda: D.datetime.__module__)
for a in ((),(1,),(0,1,1),(10000,1,1),(2024,13,1),(2024,2,30),(2024,1,0),('x',1,1),(1.5,1,1),(2024,1,1,1),(10**10,1,1),(-10**10,1,1),(10**30,1,1),(b'\x07\xe8\x02\x1d',),(b'abcd',),('\x07\xe8\x02\x1d',),('\u1234\x07\x02\x1d',)): print(a,end=' '); t(lambda:date(*a))
t(lambda:date(year=1,month=2,day=3)); t(lambda:date(1,2,day=3,month=4)); t(lambda:date(1,2,x=3)); t(lambda:date(1,2,dayx=3)); t(lambda:date(1,2,3,x=3))
for a in ((),(1,),(2024,1,1),(2024,1,1,24),(2024,1,1,0,60),(2024,1,1,0,0,60),(2024,1,1,0,0,0,1000000),(2024,1,1,0,0,0,0,5),(2024,1,1,0,0,0,0,None,1),(2024,1,1,1,2,3,4,timezone.utc),(2024,1,1,-1),(b'\x07\xe8\x01\x01\0\0\0\0\0\1',),(b'\x07\xe8\x81\x01\0\0\0\0\0\1',timezone.utc),(b'\x07\xe8\x81\x01\0\0\0\0\0\1',5)): print(a,end=' '); t(lambda:datetime(*a))
t(lambda:datetime(2024,1,1,fold=1)); t(lambda:datetime(2024,1,1,fold=2)); t(lambda:datetime(2024,1,1,tzinfo=5)); t(lambda: datetime(2024,1,1,second=5,microsecond=7,tzinfo=timezone(timedelta(hours=-5,minutes=-30)))); t(lambda:datetime(2024,1,1,1,2,3,4,None,1,2))
for a in ((),(24,),(1,2,3,4),(1,2,3,4,5),(1,2,3,4,None,1),(1,2,3,4,timezone.utc),(b'\x01\2\3\0\0\1',),(b'\x81\2\3\0\0\1',),('x',)): print(a,end=' '); t(lambda:time(*a))
t(lambda:time(fold=1)); t(lambda:time(fold=3)); t(lambda:time(zz=3)); t(lambda:str(time(1,2,3,4,tzinfo=timezone.utc)))
for a,k in (((),{}),((1,),{}),((1,2,3,4,5,6,7),{}),((1,2,3,4,5,6,7,8),{}),(('x',),{}),((1.5,),{}),((0,0,.5),{}),((0,0,1.5),{}),((0,0,2.5),{}),((float('nan'),),{}),((float('inf'),),{}),((10**10,),{}),((999999999,86400),{}),((-999999999,-1),{}),((10**30,),{}),((),dict(zz=1)),((1,),dict(days=1)),((),dict(weeks=1.5,hours=-3)),((1e9,),{}),((-1,),{}),((0,1),{}),((0,0,1),{}),((0,-1),{}),((0.1,),{}),((None,),{}), ((True,),{}), ((),dict(milliseconds='x',days='y'))):
    print(a,k,end=' '); t(lambda:timedelta(*a,**k)); t(lambda:str(timedelta(*a,**k)))
d=timedelta(1,2,3); e=timedelta(hours=5)
for op in ('d+e','d-e','d*2','2*d','d*1.5','d*0.1','d/2','d/2.5','d/e','d//e','d//7','d%e','divmod(d,e)','-d','+d','abs(-d)','bool(d)','bool(d-d)','d<e','d==e','d==5','d<5','hash(d)','d+5','5+d','d-5','5-d','d*"x"','d/0','d//0','d%timedelta(0)','d//timedelta(0)','d/timedelta(0)','divmod(d,timedelta(0))','divmod(d,5)','d%5','d/"x"','5/d','d*float("nan")','d*float("inf")','d/0.0','d*10**30','d*10**10','timedelta.max+e','timedelta.min-e','-timedelta.max','-timedelta.min','abs(timedelta.min)','d.total_seconds()','timedelta.max.total_seconds()','d.days','d.seconds','d.microseconds','d.__reduce__()','pickle.loads(pickle.dumps(d))==d','timedelta.resolution','timedelta.min','timedelta.max','copy.deepcopy(d)','d*True','timedelta(microseconds=5)/2','timedelta(microseconds=7)/2','timedelta(microseconds=-5)/2','timedelta(microseconds=5)*.5','timedelta(microseconds=5)//-2','d.days.real','hash(timedelta())', 'd!=e', 'd>=d', 'timedelta.__doc__', 'timedelta(days=1).__add__(5)','d/True','timedelta(3)%timedelta(-2)','divmod(timedelta(3),timedelta(-2))'):
    print(ascii(op),end=' '); t(lambda:eval(op))
try: d.days=5
except Exception as x: print(type(x),x)
try: date(1,1,1).year=5
except Exception as x: print(type(x),x)
try: timedelta.x=5
except Exception as x: print(type(x),x)
x=date(2024,2,29); y=datetime(2024,2,29,13,14,15,16); z=datetime(2024,2,29,13,14,15,tzinfo=timezone.utc); w=datetime(2024,2,29,13,14,15,tzinfo=timezone(timedelta(hours=2),'N'))
for op in ('x','str(x)','x.isoformat()','x.ctime()','y.ctime()','x.timetuple()','y.timetuple()','z.timetuple()','w.utctimetuple()','y.utctimetuple()','x.weekday()','x.isoweekday()','x.toordinal()','x.isocalendar()','x.isocalendar().week','tuple(x.isocalendar())','pickle.loads(pickle.dumps(x.isocalendar()))','x.replace(day=1)','x.replace(year=2023)','x.replace(zz=1)','x.replace(2025,1,1,1)','x.__replace__(day=3)','copy.replace(x,month=3)','hash(x)','hash(y)','hash(z)','hash(w)','x.__reduce__()','y.__reduce__()','z.__reduce_ex__(4)','y.replace(fold=1).__reduce_ex__(4)','y.replace(fold=1).__reduce_ex__(2)','y.replace(fold=1)','y.replace(fold=2)','y.replace(tzinfo=5)','y.replace(hour=25)','y.replace(day=31)','x+d','d+x','x-d','x-x','x-y','y-x','y-z','z-y','z-w','y+d','y-d','y+5','x+5','x-5','5-x','x<x','x<y','y<x','x==y','y==x','x!=y','y<z','y==z','z<w','z==w','z>=w','x<5','x==5','y<5','date.max+d','date.min-d','datetime.max+d','datetime.min-d','date.min','date.max','date.resolution','datetime.min','datetime.max','datetime.resolution','time.min','time.max','time.resolution','x.strftime("%Y %m %d %H:%M %f %z|%Z|%:z %%")','y.strftime("%Y-%m-%d %H:%M:%S.%f%z")','w.strftime("%z %:z %Z %f")','date(9,1,1).strftime("%Y %G %F %C %y")','x.strftime(5)','x.strftime()','x.strftime(format="%d")','format(x,"")','format(x,"%d")','format(x,"%")','x.strftime("%")','x.strftime("")','x.strftime("\ud800")','x.strftime("é%d\\0x")','f"{y:%H}"','x.__format__(5)','y.isoformat(" ")','y.isoformat(sep="é",timespec="hours")','y.isoformat(timespec="minutes")','y.isoformat(timespec="milliseconds")','y.isoformat(timespec="zz")','y.isoformat("ab")','y.isoformat(5)','y.isoformat(None)','y.isoformat(timespec=5)','w.isoformat()','str(y)','repr(w)','repr(z)','y.date()','y.time()','w.timetz()','w.time()','y.timestamp()','z.timestamp()','w.timestamp()','datetime(1,1,1).timestamp()','datetime.max.timestamp()','datetime.min.replace(tzinfo=timezone.utc).timestamp()','y.utcoffset()','w.utcoffset()','w.tzname()','w.dst()','y.tzname()','y.dst()','z.astimezone(w.tzinfo)','w.astimezone(timezone.utc)','w.astimezone(w.tzinfo) is w','w.astimezone(5)','y.astimezone(timezone.utc)','w.astimezone()','y.astimezone()','y.fold','y.tzinfo','w.tzinfo','datetime.combine(x,time(1,2))','datetime.combine(x,time(1,2,tzinfo=timezone.utc))','datetime.combine(x,time(1,2),timezone.utc)','datetime.combine(x,5)','datetime.combine(5,time())','datetime.combine(x)','datetime.combine(y,time(1),tzinfo=None)','datetime.combine(date=x,time=time(1,2,fold=1))'):
    print(ascii(op),end=' '); t(lambda:eval(op))
for v in (0,1,-1,1.5,1e9,1709212455.123456,-0.5,1e15,-1e15,1e30,float('nan'),float('inf'),'x',None,10**18,-62135596800,-62135596801,253402300799,253402300800, 0.0000005, 0.0000015, 0.9999999):
    print(ascii(v),end=' '); t(lambda:date.fromtimestamp(v)); t(lambda:datetime.fromtimestamp(v)); t(lambda:datetime.fromtimestamp(v,timezone.utc)); t(lambda:datetime.fromtimestamp(v,timezone(timedelta(hours=5))))
import warnings; warnings.simplefilter('ignore'); t(lambda:datetime.utcfromtimestamp(5.5)); t(lambda:type(datetime.utcnow())); t(lambda:datetime.utcfromtimestamp(1e15)); t(lambda:datetime.fromtimestamp()); t(lambda:datetime.fromtimestamp(5,6)); t(lambda:datetime.fromtimestamp(5,tz=timezone.utc)); t(lambda:datetime.now(5)); t(lambda:datetime.now(timezone.utc).tzinfo); t(lambda:abs(datetime.now().timestamp()-T.time())<5); t(lambda:type(date.today())); t(lambda:type(datetime.today()))
for v in (0,1,-1,738000,3652059,3652060,10**7,'x',1.5,10**30): print(v,end=' '); t(lambda:date.fromordinal(v)); t(lambda:datetime.fromordinal(v))
for v in ((2024,1,1),(2024,53,1),(2020,53,7),(2024,0,1),(2024,1,8),(2024,1,0),(0,1,1),(10000,1,1),(1,1,1),(9999,52,5),(9999,52,6),('x',1,1),(2024,1),(10**20,1,1)): print(v,end=' '); t(lambda:date.fromisocalendar(*v)); t(lambda:datetime.fromisocalendar(*v))
for v in ('2024-02-29','20240229','2024-W09-4','2024W094','2024-W09','2024W09','2024-02-30','2024-13-01','2024-1-1','','x','2024-02-29T10',5,None,b'2024-02-29','2024/02/29','2024-0229','202402-29','2024-W54-1','2024-W09-8','0000-01-01','２０２４-01-01','2024-02-2\u0663', '2024-W10-'): print(ascii(v),end=' '); t(lambda:date.fromisoformat(v)); t(lambda:datetime.fromisoformat(v))
for v in ('2024-02-29T10:11:12','2024-02-29 10:11','2024-02-29T10','2024-02-29T','2024-02-29T101112','2024-02-29T10:11:12.123','2024-02-29T10:11:12,123456789','2024-02-29T10:11:12.','2024-02-29T10:11:12Z','2024-02-29T10:11:12z','2024-02-29T10:11:12+05','2024-02-29T10:11:12+05:30','2024-02-29T10:11:12-0530','2024-02-29T10:11:12+05:30:15.123456','2024-02-29T10:11:12+','2024-02-29T10:11:12+5','2024-02-29T10:11:12+24:00','2024-02-29T10:11:12+23:60','2024-02-29T10:11:12+00:00','2024-02-29T10:11:12-00:00','2024-02-29T24:00','2024-12-31T24:00:00','9999-12-31T24:00','2024-02-29T24:01','2024-02-29T25','2024-02-29T10:60','2024-02-29T10:11:60','2024-02-29x10:11','2024-02-29\ud80010:11','20240229T10','2024W094T10','2024W09T10','2024-W09T10','2024-W09-4T10','2024-W09-4','20240229101112','2024-02-29T1','2024-02-29T10:1','2024-02-29T10:11:1','2024-02-29T10.5','2024-02-29T10:11.5','2024-02-29T1011:12','2024-02-29T10:1112','2024-02-29T10:11:12.123+05:30','2024-02-29T10:11:12Z5','2024-02-29T10:11:12Z+05','2024-02-29T10:11:12+05:30Z','2024-02-29T10:11:12.12a','2024-W09-412','2024-W09-4 12', '2024-02-29T10:11:12-25:00', '2024-13-01T24:00','2024-02-30T24:00', '2024-02-29T٠٠','2024-02-29T10:11:12+0:0'): print(ascii(v),end=' '); t(lambda:datetime.fromisoformat(v)); t(lambda:time.fromisoformat(v[11:] if len(v)>11 else v))
for v in ('T10','T10:11:12.5+01:00','t10','10','24','24:00','24:00:00.1','',5,'T','TT10','1'): print(ascii(v),end=' '); t(lambda:time.fromisoformat(v))
a=time(1,2,3,4); b=time(1,2,3,tzinfo=timezone.utc); c=time(1,2,3,tzinfo=timezone(timedelta(hours=1)))
for op in ('a','str(a)','repr(b)','a.isoformat()','b.isoformat(timespec="hours")','a.isoformat("zz")','a.isoformat(5)','a.strftime("%H:%M:%S.%f %Y %z")','b.strftime("%z%Z")','format(a,"%M")','a.replace(hour=5)','a.replace(hour=25)','a.replace(tzinfo=5)','a.replace(fold=1)','a.replace(1,2,3,4,None,5)','a.__replace__(minute=7)','a<b','a==b','b<c','b==c','a<a','a==5','a<5','hash(a)','hash(b)','hash(c)','a.__reduce__()','b.__reduce_ex__(4)','a.replace(fold=1).__reduce_ex__(4)','pickle.loads(pickle.dumps(b))==b','a.utcoffset()','b.utcoffset()','b.tzname()','b.dst()','a+d','a-a','bool(time(0))','a.hour','a.fold','a.tzinfo','time.strptime("10:11","%H:%M")','date.strptime("2024-02-29","%Y-%m-%d")','datetime.strptime("2024-02-29 +0530","%Y-%m-%d %z")','datetime.strptime("x","%Y")','datetime.strptime(5,"%Y")','datetime.strptime("2024")','a.replace(zz=1)', 'time.fromisoformat("01:02").replace(fold=1)==time(1,2)'):
    print(ascii(op),end=' '); t(lambda:eval(op))
for a,k in (((timedelta(0),),{}),((timedelta(0),'X'),{}),((timedelta(hours=24),),{}),((timedelta(hours=-24),),{}),((timedelta(hours=23,minutes=59,seconds=59,microseconds=999999),),{}),((5,),{}),((),{}),((timedelta(1),5),{}),((timedelta(0),None),{}),((timedelta(0),'a','b'),{}),((timedelta(hours=1),),dict(name='N')),((),dict(zz=1)),((timedelta(hours=-5,minutes=-30),),{}),((timedelta(seconds=5),),{}),((timedelta(microseconds=-5),),{})):
    print(a,k,end=' '); t(lambda:timezone(*a,**k)); t(lambda:str(timezone(*a,**k))); t(lambda:timezone(*a,**k).__getinitargs__()); t(lambda:pickle.loads(pickle.dumps(timezone(*a,**k))))
u=timezone.utc
for op in ('u','str(u)','u.utcoffset(None)','u.utcoffset(5)','u.utcoffset()','u.tzname(None)','u.tzname(5)','u.dst(None)','u.dst(5)','u.fromutc(None)','u.fromutc(y)','u.fromutc(z)','w.tzinfo.fromutc(w)','u==timezone(timedelta(0))','u==timezone(timedelta(0),"X")','u==5','u<u','hash(u)','u is UTC','pickle.loads(pickle.dumps(u)) is u','copy.copy(u) is u','copy.deepcopy(u) is u','timezone.min','timezone.max','u.__reduce__()','tzinfo()','tzinfo().utcoffset(None)','tzinfo().tzname(None)','tzinfo().dst(None)','tzinfo().fromutc(5)','tzinfo().fromutc(y)','tzinfo().__reduce__()','tzinfo(1,2,x=3)'):
    print(ascii(op),end=' '); t(lambda:eval(op))
class TZ(tzinfo):
    def __init__(s,o=timedelta(hours=1),d=timedelta(0),n='TZ'): s.o,s.d,s.n=o,d,n
    def utcoffset(s,dt): return s.o
    def dst(s,dt): return s.d
    def tzname(s,dt): return s.n
for o in (timedelta(hours=1),None,5,timedelta(days=1),timedelta(hours=-24)):
    q=datetime(2024,1,1,tzinfo=TZ(o,o,o))
    for op in ('q.utcoffset()','q.dst()','q.tzname()','q.isoformat()','q.timetuple()','q.utctimetuple()','q==z','q<z','q-z','hash(q)','z.astimezone(TZ(o,o,o))','q.timestamp()','q.strftime("%z %Z")','str(q)','q.timetz().utcoffset()','q==q.replace(tzinfo=TZ(o))'):
        print(ascii(op),end=' '); t(lambda:eval(op))
class DD(date):
    def __new__(cls,*a,**k): print('new',a,k); return super().__new__(cls,*a,**k)
class DT(datetime):
    def __new__(cls,*a,**k): print('new',a,k); return super().__new__(cls,*a,**k)
class TT(time): pass
class TD(timedelta): pass
p=DD(2024,1,1); q=DT(2024,1,1,5,fold=1)
for op in ('p','p+d','p-d','p-p','p.replace(day=5)','DD.fromordinal(5)','DD.fromisoformat("2024-01-01")','DD.fromtimestamp(0)','DD.fromisocalendar(2024,1,1)','pickle.loads(pickle.dumps(date(1,1,1)))','copy.copy(p)','q','q+d','q-q','q.replace(day=5)','DT.fromtimestamp(0)','DT.fromtimestamp(0,u)','DT.combine(x,time(1))','q.date()','q.time()','DT.fromisoformat("2024-01-01T00:00")','DT.strptime("2024","%Y")','q==datetime(2024,1,1,5)','p==date(2024,1,1)','TT(1,2)','TT(1).replace(hour=3)','TD(1)','TD(1)+TD(1)','-TD(1)','TD(1)*2','TD(1)==timedelta(1)','repr(TD(1,2))','DT.fromordinal(5)','copy.copy(q)','q.timetz()'):
    print(ascii(op),end=' '); t(lambda:eval(op))
for o in (date,datetime,time,timedelta,timezone,tzinfo): print(o, o.__mro__, sorted(k for k in o.__dict__ if not k.startswith('__')))
t(lambda: type('X',(timezone,),{})); t(lambda: x.isocalendar().__class__.__mro__); t(lambda:x.isocalendar()+(1,)); t(lambda:x.isocalendar()==(2024,9,4)); t(lambda: type(x.isocalendar())(1,2,3))

# expect:
# 6
# 16
# -abc
# 5
# TypeError reduce() of empty iterable with no initial value
# 1
# TypeError reduce() arg 2 must support iteration
# TypeError 'NoneType' object is not callable
# [3, 2, 1] [1, 2, 3]
# 3 False True False KeyWrapper
# TypeError other argument must be K instance
# TypeError unhashable type: 'functools.KeyWrapper'
# TypeError K() missing required argument 'obj' (pos 1)
# TypeError cmp_to_key() missing required argument 'mycmp' (pos 1)
# ZeroDivisionError division by zero
# raises: ImportError: cannot import name 'partial' from 'functools' (consider renaming '/work/wt/a/tests/library/functools.py' since it has the same name as the standard library module named 'functools' and prevents importing that standard library module)
# exit: 1
