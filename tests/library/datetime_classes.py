# apart: sets the time zone of the process
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
# -> 'datetime'
# () TypeError "function missing required argument 'year' (pos 1)"
# (1,) TypeError "function missing required argument 'month' (pos 2)"
# (0, 1, 1) ValueError 'year must be in 1..9999, not 0'
# (10000, 1, 1) ValueError 'year must be in 1..9999, not 10000'
# (2024, 13, 1) ValueError 'month must be in 1..12, not 13'
# (2024, 2, 30) ValueError 'day 30 must be in range 1..29 for month 2 in year 2024'
# (2024, 1, 0) ValueError 'day 0 must be in range 1..31 for month 1 in year 2024'
# ('x', 1, 1) TypeError "'str' object cannot be interpreted as an integer"
# (1.5, 1, 1) TypeError "'float' object cannot be interpreted as an integer"
# (2024, 1, 1, 1) TypeError 'function takes at most 3 arguments (4 given)'
# (10000000000, 1, 1) OverflowError 'signed integer is greater than maximum'
# (-10000000000, 1, 1) OverflowError 'signed integer is less than minimum'
# (1000000000000000000000000000000, 1, 1) OverflowError 'Python int too large to convert to C long'
# (b'\x07\xe8\x02\x1d',) -> datetime.date(2024, 2, 29)
# (b'abcd',) TypeError "'bytes' object cannot be interpreted as an integer"
# ('\x07è\x02\x1d',) -> datetime.date(2024, 2, 29)
# ('ሴ\x07\x02\x1d',) ValueError "Failed to encode latin1 string when unpickling a date object. pickle.load(data, encoding='latin1') is assumed."
# -> datetime.date(1, 2, 3)
# TypeError 'function takes at most 3 arguments (4 given)'
# TypeError "function missing required argument 'day' (pos 3)"
# TypeError "function missing required argument 'day' (pos 3)"
# TypeError 'function takes at most 3 arguments (4 given)'
# () TypeError "function missing required argument 'year' (pos 1)"
# (1,) TypeError "function missing required argument 'month' (pos 2)"
# (2024, 1, 1) -> datetime.datetime(2024, 1, 1, 0, 0)
# (2024, 1, 1, 24) ValueError 'hour must be in 0..23, not 24'
# (2024, 1, 1, 0, 60) ValueError 'minute must be in 0..59, not 60'
# (2024, 1, 1, 0, 0, 60) ValueError 'second must be in 0..59, not 60'
# (2024, 1, 1, 0, 0, 0, 1000000) ValueError 'microsecond must be in 0..999999, not 1000000'
# (2024, 1, 1, 0, 0, 0, 0, 5) TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# (2024, 1, 1, 0, 0, 0, 0, None, 1) TypeError 'function takes at most 8 positional arguments (9 given)'
# (2024, 1, 1, 1, 2, 3, 4, datetime.timezone.utc) -> datetime.datetime(2024, 1, 1, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)
# (2024, 1, 1, -1) ValueError 'hour must be in 0..23, not -1'
# (b'\x07\xe8\x01\x01\x00\x00\x00\x00\x00\x01',) -> datetime.datetime(2024, 1, 1, 0, 0, 0, 1)
# (b'\x07\xe8\x81\x01\x00\x00\x00\x00\x00\x01', datetime.timezone.utc) -> datetime.datetime(2024, 1, 1, 0, 0, 0, 1, fold=1, tzinfo=datetime.timezone.utc)
# (b'\x07\xe8\x81\x01\x00\x00\x00\x00\x00\x01', 5) TypeError 'bad tzinfo state arg'
# -> datetime.datetime(2024, 1, 1, 0, 0, fold=1)
# ValueError 'fold must be either 0 or 1, not 2'
# TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# -> datetime.datetime(2024, 1, 1, 0, 0, 5, 7, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=66600)))
# TypeError 'function takes at most 9 arguments (10 given)'
# () -> datetime.time(0, 0)
# (24,) ValueError 'hour must be in 0..23, not 24'
# (1, 2, 3, 4) -> datetime.time(1, 2, 3, 4)
# (1, 2, 3, 4, 5) TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# (1, 2, 3, 4, None, 1) TypeError 'function takes at most 5 positional arguments (6 given)'
# (1, 2, 3, 4, datetime.timezone.utc) -> datetime.time(1, 2, 3, 4, tzinfo=datetime.timezone.utc)
# (b'\x01\x02\x03\x00\x00\x01',) -> datetime.time(1, 2, 3, 1)
# (b'\x81\x02\x03\x00\x00\x01',) -> datetime.time(1, 2, 3, 1, fold=1)
# ('x',) TypeError "'str' object cannot be interpreted as an integer"
# -> datetime.time(0, 0, fold=1)
# ValueError 'fold must be either 0 or 1, not 3'
# TypeError "this function got an unexpected keyword argument 'zz'"
# -> '01:02:03.000004+00:00'
# () {} -> datetime.timedelta(0)
# -> '0:00:00'
# (1,) {} -> datetime.timedelta(days=1)
# -> '1 day, 0:00:00'
# (1, 2, 3, 4, 5, 6, 7) {} -> datetime.timedelta(days=50, seconds=21902, microseconds=4003)
# -> '50 days, 6:05:02.004003'
# (1, 2, 3, 4, 5, 6, 7, 8) {} TypeError '__new__() takes at most 7 arguments (8 given)'
# TypeError '__new__() takes at most 7 arguments (8 given)'
# ('x',) {} TypeError 'unsupported type for timedelta days component: str'
# TypeError 'unsupported type for timedelta days component: str'
# (1.5,) {} -> datetime.timedelta(days=1, seconds=43200)
# -> '1 day, 12:00:00'
# (0, 0, 0.5) {} -> datetime.timedelta(0)
# -> '0:00:00'
# (0, 0, 1.5) {} -> datetime.timedelta(microseconds=2)
# -> '0:00:00.000002'
# (0, 0, 2.5) {} -> datetime.timedelta(microseconds=2)
# -> '0:00:00.000002'
# (nan,) {} ValueError 'cannot convert float NaN to integer'
# ValueError 'cannot convert float NaN to integer'
# (inf,) {} OverflowError 'cannot convert float infinity to integer'
# OverflowError 'cannot convert float infinity to integer'
# (10000000000,) {} OverflowError 'Python int too large to convert to C int'
# OverflowError 'Python int too large to convert to C int'
# (999999999, 86400) {} OverflowError 'days=1000000000; must have magnitude <= 999999999'
# OverflowError 'days=1000000000; must have magnitude <= 999999999'
# (-999999999, -1) {} OverflowError 'days=-1000000000; must have magnitude <= 999999999'
# OverflowError 'days=-1000000000; must have magnitude <= 999999999'
# (1000000000000000000000000000000,) {} OverflowError 'Python int too large to convert to C int'
# OverflowError 'Python int too large to convert to C int'
# () {'zz': 1} TypeError "__new__() got an unexpected keyword argument 'zz'"
# TypeError "__new__() got an unexpected keyword argument 'zz'"
# (1,) {'days': 1} TypeError "argument for __new__() given by name ('days') and position (1)"
# TypeError "argument for __new__() given by name ('days') and position (1)"
# () {'weeks': 1.5, 'hours': -3} -> datetime.timedelta(days=10, seconds=32400)
# -> '10 days, 9:00:00'
# (1000000000.0,) {} OverflowError 'days=1000000000; must have magnitude <= 999999999'
# OverflowError 'days=1000000000; must have magnitude <= 999999999'
# (-1,) {} -> datetime.timedelta(days=-1)
# -> '-1 day, 0:00:00'
# (0, 1) {} -> datetime.timedelta(seconds=1)
# -> '0:00:01'
# (0, 0, 1) {} -> datetime.timedelta(microseconds=1)
# -> '0:00:00.000001'
# (0, -1) {} -> datetime.timedelta(days=-1, seconds=86399)
# -> '-1 day, 23:59:59'
# (0.1,) {} -> datetime.timedelta(seconds=8640)
# -> '2:24:00'
# (None,) {} TypeError 'unsupported type for timedelta days component: NoneType'
# TypeError 'unsupported type for timedelta days component: NoneType'
# (True,) {} -> datetime.timedelta(days=1)
# -> '1 day, 0:00:00'
# () {'milliseconds': 'x', 'days': 'y'} TypeError 'unsupported type for timedelta milliseconds component: str'
# TypeError 'unsupported type for timedelta milliseconds component: str'
# 'd+e' -> datetime.timedelta(days=1, seconds=18002, microseconds=3)
# 'd-e' -> datetime.timedelta(seconds=68402, microseconds=3)
# 'd*2' -> datetime.timedelta(days=2, seconds=4, microseconds=6)
# '2*d' -> datetime.timedelta(days=2, seconds=4, microseconds=6)
# 'd*1.5' -> datetime.timedelta(days=1, seconds=43203, microseconds=4)
# 'd*0.1' -> datetime.timedelta(seconds=8640, microseconds=200000)
# 'd/2' -> datetime.timedelta(seconds=43201, microseconds=2)
# 'd/2.5' -> datetime.timedelta(seconds=34560, microseconds=800001)
# 'd/e' -> 4.8001111112777775
# 'd//e' -> 4
# 'd//7' -> datetime.timedelta(seconds=12343, microseconds=142857)
# 'd%e' -> datetime.timedelta(seconds=14402, microseconds=3)
# 'divmod(d,e)' -> (4, datetime.timedelta(seconds=14402, microseconds=3))
# '-d' -> datetime.timedelta(days=-2, seconds=86397, microseconds=999997)
# '+d' -> datetime.timedelta(days=1, seconds=2, microseconds=3)
# 'abs(-d)' -> datetime.timedelta(days=1, seconds=2, microseconds=3)
# 'bool(d)' -> True
# 'bool(d-d)' -> False
# 'd<e' -> False
# 'd==e' -> False
# 'd==5' -> False
# 'd<5' TypeError "'<' not supported between instances of 'datetime.timedelta' and 'int'"
# 'hash(d)' -> 529344067295497451
# 'd+5' TypeError "unsupported operand type(s) for +: 'datetime.timedelta' and 'int'"
# '5+d' TypeError "unsupported operand type(s) for +: 'int' and 'datetime.timedelta'"
# 'd-5' TypeError "unsupported operand type(s) for -: 'datetime.timedelta' and 'int'"
# '5-d' TypeError "unsupported operand type(s) for -: 'int' and 'datetime.timedelta'"
# 'd*"x"' TypeError "can't multiply sequence by non-int of type 'datetime.timedelta'"
# 'd/0' ZeroDivisionError 'division by zero'
# 'd//0' ZeroDivisionError 'division by zero'
# 'd%timedelta(0)' ZeroDivisionError 'division by zero'
# 'd//timedelta(0)' ZeroDivisionError 'division by zero'
# 'd/timedelta(0)' ZeroDivisionError 'division by zero'
# 'divmod(d,timedelta(0))' ZeroDivisionError 'division by zero'
# 'divmod(d,5)' TypeError "unsupported operand type(s) for divmod(): 'datetime.timedelta' and 'int'"
# 'd%5' TypeError "unsupported operand type(s) for %: 'datetime.timedelta' and 'int'"
# 'd/"x"' TypeError "unsupported operand type(s) for /: 'datetime.timedelta' and 'str'"
# '5/d' TypeError "unsupported operand type(s) for /: 'int' and 'datetime.timedelta'"
# 'd*float("nan")' ValueError 'cannot convert NaN to integer ratio'
# 'd*float("inf")' OverflowError 'cannot convert Infinity to integer ratio'
# 'd/0.0' ZeroDivisionError 'division by zero'
# 'd*10**30' OverflowError 'Python int too large to convert to C int'
# 'd*10**10' OverflowError 'Python int too large to convert to C int'
# 'timedelta.max+e' OverflowError 'days=1000000000; must have magnitude <= 999999999'
# 'timedelta.min-e' OverflowError 'days=-1000000000; must have magnitude <= 999999999'
# '-timedelta.max' OverflowError 'days=-1000000000; must have magnitude <= 999999999'
# '-timedelta.min' -> datetime.timedelta(days=999999999)
# 'abs(timedelta.min)' -> datetime.timedelta(days=999999999)
# 'd.total_seconds()' -> 86402.000003
# 'timedelta.max.total_seconds()' -> 86400000000000.0
# 'd.days' -> 1
# 'd.seconds' -> 2
# 'd.microseconds' -> 3
# 'd.__reduce__()' -> (<class 'datetime.timedelta'>, (1, 2, 3))
# 'pickle.loads(pickle.dumps(d))==d' -> True
# 'timedelta.resolution' -> datetime.timedelta(microseconds=1)
# 'timedelta.min' -> datetime.timedelta(days=-999999999)
# 'timedelta.max' -> datetime.timedelta(days=999999999, seconds=86399, microseconds=999999)
# 'copy.deepcopy(d)' -> datetime.timedelta(days=1, seconds=2, microseconds=3)
# 'd*True' -> datetime.timedelta(days=1, seconds=2, microseconds=3)
# 'timedelta(microseconds=5)/2' -> datetime.timedelta(microseconds=2)
# 'timedelta(microseconds=7)/2' -> datetime.timedelta(microseconds=4)
# 'timedelta(microseconds=-5)/2' -> datetime.timedelta(days=-1, seconds=86399, microseconds=999998)
# 'timedelta(microseconds=5)*.5' -> datetime.timedelta(microseconds=2)
# 'timedelta(microseconds=5)//-2' -> datetime.timedelta(days=-1, seconds=86399, microseconds=999997)
# 'd.days.real' -> 1
# 'hash(timedelta())' -> 3010437511937009226
# 'd!=e' -> True
# 'd>=d' -> True
# 'timedelta.__doc__' -> 'Difference between two datetime values.\n\ntimedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\nAll arguments are optional and default to 0.\nArguments may be integers or floats, and may be positive or negative.'
# 'timedelta(days=1).__add__(5)' -> NotImplemented
# 'd/True' -> datetime.timedelta(days=1, seconds=2, microseconds=3)
# 'timedelta(3)%timedelta(-2)' -> datetime.timedelta(days=-1)
# 'divmod(timedelta(3),timedelta(-2))' -> (-2, datetime.timedelta(days=-1))
# <class 'AttributeError'> readonly attribute
# <class 'AttributeError'> attribute 'year' of 'datetime.date' objects is not writable
# <class 'TypeError'> cannot set 'x' attribute of immutable type 'datetime.timedelta'
# 'x' -> datetime.date(2024, 2, 29)
# 'str(x)' -> '2024-02-29'
# 'x.isoformat()' -> '2024-02-29'
# 'x.ctime()' -> 'Thu Feb 29 00:00:00 2024'
# 'y.ctime()' -> 'Thu Feb 29 13:14:15 2024'
# 'x.timetuple()' -> time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=60, tm_isdst=-1)
# 'y.timetuple()' -> time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=13, tm_min=14, tm_sec=15, tm_wday=3, tm_yday=60, tm_isdst=-1)
# 'z.timetuple()' -> time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=13, tm_min=14, tm_sec=15, tm_wday=3, tm_yday=60, tm_isdst=-1)
# 'w.utctimetuple()' -> time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=11, tm_min=14, tm_sec=15, tm_wday=3, tm_yday=60, tm_isdst=0)
# 'y.utctimetuple()' -> time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=13, tm_min=14, tm_sec=15, tm_wday=3, tm_yday=60, tm_isdst=0)
# 'x.weekday()' -> 3
# 'x.isoweekday()' -> 4
# 'x.toordinal()' -> 738945
# 'x.isocalendar()' -> datetime.IsoCalendarDate(year=2024, week=9, weekday=4)
# 'x.isocalendar().week' -> 9
# 'tuple(x.isocalendar())' -> (2024, 9, 4)
# 'pickle.loads(pickle.dumps(x.isocalendar()))' -> (2024, 9, 4)
# 'x.replace(day=1)' -> datetime.date(2024, 2, 1)
# 'x.replace(year=2023)' ValueError 'day 29 must be in range 1..28 for month 2 in year 2023'
# 'x.replace(zz=1)' TypeError "replace() got an unexpected keyword argument 'zz'"
# 'x.replace(2025,1,1,1)' TypeError 'replace() takes at most 3 arguments (4 given)'
# 'x.__replace__(day=3)' -> datetime.date(2024, 2, 3)
# 'copy.replace(x,month=3)' -> datetime.date(2024, 3, 29)
# 'hash(x)' -> 7258198328644207850
# 'hash(y)' -> 1848098556531161734
# 'hash(z)' -> 5995001795611332450
# 'hash(w)' -> 3329756175341334945
# 'x.__reduce__()' -> (<class 'datetime.date'>, (b'\x07\xe8\x02\x1d',))
# 'y.__reduce__()' -> (<class 'datetime.datetime'>, (b'\x07\xe8\x02\x1d\r\x0e\x0f\x00\x00\x10',))
# 'z.__reduce_ex__(4)' -> (<class 'datetime.datetime'>, (b'\x07\xe8\x02\x1d\r\x0e\x0f\x00\x00\x00', datetime.timezone.utc))
# 'y.replace(fold=1).__reduce_ex__(4)' -> (<class 'datetime.datetime'>, (b'\x07\xe8\x82\x1d\r\x0e\x0f\x00\x00\x10',))
# 'y.replace(fold=1).__reduce_ex__(2)' -> (<class 'datetime.datetime'>, (b'\x07\xe8\x02\x1d\r\x0e\x0f\x00\x00\x10',))
# 'y.replace(fold=1)' -> datetime.datetime(2024, 2, 29, 13, 14, 15, 16, fold=1)
# 'y.replace(fold=2)' ValueError 'fold must be either 0 or 1, not 2'
# 'y.replace(tzinfo=5)' TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# 'y.replace(hour=25)' ValueError 'hour must be in 0..23, not 25'
# 'y.replace(day=31)' ValueError 'day 31 must be in range 1..29 for month 2 in year 2024'
# 'x+d' -> datetime.date(2024, 3, 1)
# 'd+x' -> datetime.date(2024, 3, 1)
# 'x-d' -> datetime.date(2024, 2, 28)
# 'x-x' -> datetime.timedelta(0)
# 'x-y' TypeError "unsupported operand type(s) for -: 'datetime.date' and 'datetime.datetime'"
# 'y-x' TypeError "unsupported operand type(s) for -: 'datetime.datetime' and 'datetime.date'"
# 'y-z' TypeError "can't subtract offset-naive and offset-aware datetimes"
# 'z-y' TypeError "can't subtract offset-naive and offset-aware datetimes"
# 'z-w' -> datetime.timedelta(seconds=7200)
# 'y+d' -> datetime.datetime(2024, 3, 1, 13, 14, 17, 19)
# 'y-d' -> datetime.datetime(2024, 2, 28, 13, 14, 13, 13)
# 'y+5' TypeError "unsupported operand type(s) for +: 'datetime.datetime' and 'int'"
# 'x+5' TypeError "unsupported operand type(s) for +: 'datetime.date' and 'int'"
# 'x-5' TypeError "unsupported operand type(s) for -: 'datetime.date' and 'int'"
# '5-x' TypeError "unsupported operand type(s) for -: 'int' and 'datetime.date'"
# 'x<x' -> False
# 'x<y' TypeError "'<' not supported between instances of 'datetime.date' and 'datetime.datetime'"
# 'y<x' TypeError "'<' not supported between instances of 'datetime.datetime' and 'datetime.date'"
# 'x==y' -> False
# 'y==x' -> False
# 'x!=y' -> True
# 'y<z' TypeError "can't compare offset-naive and offset-aware datetimes"
# 'y==z' -> False
# 'z<w' -> False
# 'z==w' -> False
# 'z>=w' -> True
# 'x<5' TypeError "'<' not supported between instances of 'datetime.date' and 'int'"
# 'x==5' -> False
# 'y<5' TypeError "'<' not supported between instances of 'datetime.datetime' and 'int'"
# 'date.max+d' OverflowError 'date value out of range'
# 'date.min-d' OverflowError 'date value out of range'
# 'datetime.max+d' OverflowError 'date value out of range'
# 'datetime.min-d' OverflowError 'date value out of range'
# 'date.min' -> datetime.date(1, 1, 1)
# 'date.max' -> datetime.date(9999, 12, 31)
# 'date.resolution' -> datetime.timedelta(days=1)
# 'datetime.min' -> datetime.datetime(1, 1, 1, 0, 0)
# 'datetime.max' -> datetime.datetime(9999, 12, 31, 23, 59, 59, 999999)
# 'datetime.resolution' -> datetime.timedelta(microseconds=1)
# 'time.min' -> datetime.time(0, 0)
# 'time.max' -> datetime.time(23, 59, 59, 999999)
# 'time.resolution' -> datetime.timedelta(microseconds=1)
# 'x.strftime("%Y %m %d %H:%M %f %z|%Z|%:z %%")' -> '2024 02 29 00:00 000000 || %'
# 'y.strftime("%Y-%m-%d %H:%M:%S.%f%z")' -> '2024-02-29 13:14:15.000016'
# 'w.strftime("%z %:z %Z %f")' -> '+0200 +02:00 N 000000'
# 'date(9,1,1).strftime("%Y %G %F %C %y")' -> '0009 0009 0009-01-01 00 09'
# 'x.strftime(5)' TypeError 'strftime() argument 1 must be str, not int'
# 'x.strftime()' TypeError "strftime() missing required argument 'format' (pos 1)"
# 'x.strftime(format="%d")' -> '29'
# 'format(x,"")' -> '2024-02-29'
# 'format(x,"%d")' -> '29'
# 'format(x,"%")' -> '%'
# 'x.strftime("%")' -> '%'
# 'x.strftime("")' -> ''
# 'x.strftime("\ud800")' UnicodeEncodeError "'utf-8' codec can't encode character '\\ud800' in position 12: surrogates not allowed"
# 'x.strftime("\xe9%d\\0x")' -> '\xe929\x00x'
# 'f"{y:%H}"' -> '13'
# 'x.__format__(5)' TypeError '__format__() argument 1 must be str, not int'
# 'y.isoformat(" ")' -> '2024-02-29 13:14:15.000016'
# 'y.isoformat(sep="\xe9",timespec="hours")' -> '2024-02-29\xe913'
# 'y.isoformat(timespec="minutes")' -> '2024-02-29T13:14'
# 'y.isoformat(timespec="milliseconds")' -> '2024-02-29T13:14:15.000'
# 'y.isoformat(timespec="zz")' ValueError 'Unknown timespec value'
# 'y.isoformat("ab")' TypeError 'isoformat() argument 1 must be a unicode character, not a string of length 2'
# 'y.isoformat(5)' TypeError 'isoformat() argument 1 must be a unicode character, not int'
# 'y.isoformat(None)' TypeError 'isoformat() argument 1 must be a unicode character, not None'
# 'y.isoformat(timespec=5)' TypeError 'isoformat() argument 2 must be str, not int'
# 'w.isoformat()' -> '2024-02-29T13:14:15+02:00'
# 'str(y)' -> '2024-02-29 13:14:15.000016'
# 'repr(w)' -> "datetime.datetime(2024, 2, 29, 13, 14, 15, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200), 'N'))"
# 'repr(z)' -> 'datetime.datetime(2024, 2, 29, 13, 14, 15, tzinfo=datetime.timezone.utc)'
# 'y.date()' -> datetime.date(2024, 2, 29)
# 'y.time()' -> datetime.time(13, 14, 15, 16)
# 'w.timetz()' -> datetime.time(13, 14, 15, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200), 'N'))
# 'w.time()' -> datetime.time(13, 14, 15)
# 'y.timestamp()' -> 1709208855.000016
# 'z.timestamp()' -> 1709212455.0
# 'w.timestamp()' -> 1709205255.0
# 'datetime(1,1,1).timestamp()' ValueError 'year must be in 1..9999, not 0'
# 'datetime.max.timestamp()' ValueError 'year must be in 1..9999, not 10000'
# 'datetime.min.replace(tzinfo=timezone.utc).timestamp()' -> -62135596800.0
# 'y.utcoffset()' -> None
# 'w.utcoffset()' -> datetime.timedelta(seconds=7200)
# 'w.tzname()' -> 'N'
# 'w.dst()' -> None
# 'y.tzname()' -> None
# 'y.dst()' -> None
# 'z.astimezone(w.tzinfo)' -> datetime.datetime(2024, 2, 29, 15, 14, 15, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200), 'N'))
# 'w.astimezone(timezone.utc)' -> datetime.datetime(2024, 2, 29, 11, 14, 15, tzinfo=datetime.timezone.utc)
# 'w.astimezone(w.tzinfo) is w' -> True
# 'w.astimezone(5)' TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# 'y.astimezone(timezone.utc)' -> datetime.datetime(2024, 2, 29, 12, 14, 15, 16, tzinfo=datetime.timezone.utc)
# 'w.astimezone()' -> datetime.datetime(2024, 2, 29, 12, 14, 15, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# 'y.astimezone()' -> datetime.datetime(2024, 2, 29, 13, 14, 15, 16, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600), 'CET'))
# 'y.fold' -> 0
# 'y.tzinfo' -> None
# 'w.tzinfo' -> datetime.timezone(datetime.timedelta(seconds=7200), 'N')
# 'datetime.combine(x,time(1,2))' -> datetime.datetime(2024, 2, 29, 1, 2)
# 'datetime.combine(x,time(1,2,tzinfo=timezone.utc))' -> datetime.datetime(2024, 2, 29, 1, 2, tzinfo=datetime.timezone.utc)
# 'datetime.combine(x,time(1,2),timezone.utc)' -> datetime.datetime(2024, 2, 29, 1, 2, tzinfo=datetime.timezone.utc)
# 'datetime.combine(x,5)' TypeError 'combine() argument 2 must be datetime.time, not int'
# 'datetime.combine(5,time())' TypeError 'combine() argument 1 must be datetime.date, not int'
# 'datetime.combine(x)' TypeError "combine() missing required argument 'time' (pos 2)"
# 'datetime.combine(y,time(1),tzinfo=None)' -> datetime.datetime(2024, 2, 29, 1, 0)
# 'datetime.combine(date=x,time=time(1,2,fold=1))' -> datetime.datetime(2024, 2, 29, 1, 2, fold=1)
# 0 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 1, 0)
# -> datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 5, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 1 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 1, 0, 1)
# -> datetime.datetime(1970, 1, 1, 0, 0, 1, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 5, 0, 1, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# -1 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 0, 59, 59)
# -> datetime.datetime(1969, 12, 31, 23, 59, 59, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 4, 59, 59, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 1.5 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 1, 0, 1, 500000)
# -> datetime.datetime(1970, 1, 1, 0, 0, 1, 500000, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 5, 0, 1, 500000, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 1000000000.0 -> datetime.date(2001, 9, 9)
# -> datetime.datetime(2001, 9, 9, 3, 46, 40)
# -> datetime.datetime(2001, 9, 9, 1, 46, 40, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(2001, 9, 9, 6, 46, 40, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 1709212455.123456 -> datetime.date(2024, 2, 29)
# -> datetime.datetime(2024, 2, 29, 14, 14, 15, 123456)
# -> datetime.datetime(2024, 2, 29, 13, 14, 15, 123456, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(2024, 2, 29, 18, 14, 15, 123456, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# -0.5 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 0, 59, 59, 500000)
# -> datetime.datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 4, 59, 59, 500000, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 1000000000000000.0 ValueError 'year must be in 1..9999, not 31690708'
# ValueError 'year must be in 1..9999, not 31690708'
# ValueError 'year must be in 1..9999, not 31690708'
# ValueError 'year must be in 1..9999, not 31690708'
# -1000000000000000.0 ValueError 'year must be in 1..9999, not -31686769'
# ValueError 'year must be in 1..9999, not -31686769'
# ValueError 'year must be in 1..9999, not -31686769'
# ValueError 'year must be in 1..9999, not -31686769'
# 1e+30 OverflowError 'timestamp out of range for platform time_t'
# OverflowError 'timestamp out of range for platform time_t'
# OverflowError 'timestamp out of range for platform time_t'
# OverflowError 'timestamp out of range for platform time_t'
# nan ValueError 'Invalid value NaN (not a number)'
# ValueError 'Invalid value NaN (not a number)'
# ValueError 'Invalid value NaN (not a number)'
# ValueError 'Invalid value NaN (not a number)'
# inf OverflowError 'timestamp out of range for platform time_t'
# OverflowError 'timestamp out of range for platform time_t'
# OverflowError 'timestamp out of range for platform time_t'
# OverflowError 'timestamp out of range for platform time_t'
# 'x' TypeError "'str' object cannot be interpreted as an integer"
# TypeError 'argument must be int or float, not str'
# TypeError 'argument must be int or float, not str'
# TypeError 'argument must be int or float, not str'
# None TypeError "'NoneType' object cannot be interpreted as an integer"
# TypeError 'argument must be int or float, not NoneType'
# TypeError 'argument must be int or float, not NoneType'
# TypeError 'argument must be int or float, not NoneType'
# 1000000000000000000 OSError '[Errno 75] Value too large for defined data type'
# OSError '[Errno 75] Value too large for defined data type'
# OSError '[Errno 75] Value too large for defined data type'
# OSError '[Errno 75] Value too large for defined data type'
# -62135596800 -> datetime.date(1, 1, 1)
# ValueError 'year must be in 1..9999, not 0'
# -> datetime.datetime(1, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1, 1, 1, 5, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# -62135596801 -> datetime.date(1, 1, 1)
# ValueError 'year must be in 1..9999, not 0'
# ValueError 'year must be in 1..9999, not 0'
# ValueError 'year must be in 1..9999, not 0'
# 253402300799 ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# -> datetime.datetime(9999, 12, 31, 23, 59, 59, tzinfo=datetime.timezone.utc)
# OverflowError 'date value out of range'
# 253402300800 ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# 5e-07 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 1, 0)
# -> datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 5, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 1.5e-06 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 1, 0, 0, 2)
# -> datetime.datetime(1970, 1, 1, 0, 0, 0, 2, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 5, 0, 0, 2, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# 0.9999999 -> datetime.date(1970, 1, 1)
# -> datetime.datetime(1970, 1, 1, 1, 0, 1)
# -> datetime.datetime(1970, 1, 1, 0, 0, 1, tzinfo=datetime.timezone.utc)
# -> datetime.datetime(1970, 1, 1, 5, 0, 1, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# -> datetime.datetime(1970, 1, 1, 0, 0, 5, 500000)
# -> <class 'datetime.datetime'>
# ValueError 'year must be in 1..9999, not 31690708'
# TypeError "fromtimestamp() missing required argument 'timestamp' (pos 1)"
# TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# -> datetime.datetime(1970, 1, 1, 0, 0, 5, tzinfo=datetime.timezone.utc)
# TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# -> datetime.timezone.utc
# -> True
# -> <class 'datetime.date'>
# -> <class 'datetime.datetime'>
# 0 ValueError 'ordinal must be >= 1'
# ValueError 'ordinal must be >= 1'
# 1 -> datetime.date(1, 1, 1)
# -> datetime.datetime(1, 1, 1, 0, 0)
# -1 ValueError 'ordinal must be >= 1'
# ValueError 'ordinal must be >= 1'
# 738000 -> datetime.date(2021, 7, 29)
# -> datetime.datetime(2021, 7, 29, 0, 0)
# 3652059 -> datetime.date(9999, 12, 31)
# -> datetime.datetime(9999, 12, 31, 0, 0)
# 3652060 ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# 10000000 ValueError 'year must be in 1..9999, not 27380'
# ValueError 'year must be in 1..9999, not 27380'
# x TypeError "'str' object cannot be interpreted as an integer"
# TypeError "'str' object cannot be interpreted as an integer"
# 1.5 TypeError "'float' object cannot be interpreted as an integer"
# TypeError "'float' object cannot be interpreted as an integer"
# 1000000000000000000000000000000 OverflowError 'Python int too large to convert to C long'
# OverflowError 'Python int too large to convert to C long'
# (2024, 1, 1) -> datetime.date(2024, 1, 1)
# -> datetime.datetime(2024, 1, 1, 0, 0)
# (2024, 53, 1) ValueError 'Invalid week: 53'
# ValueError 'Invalid week: 53'
# (2020, 53, 7) -> datetime.date(2021, 1, 3)
# -> datetime.datetime(2021, 1, 3, 0, 0)
# (2024, 0, 1) ValueError 'Invalid week: 0'
# ValueError 'Invalid week: 0'
# (2024, 1, 8) ValueError 'Invalid weekday: 8 (range is [1, 7])'
# ValueError 'Invalid weekday: 8 (range is [1, 7])'
# (2024, 1, 0) ValueError 'Invalid weekday: 0 (range is [1, 7])'
# ValueError 'Invalid weekday: 0 (range is [1, 7])'
# (0, 1, 1) ValueError 'year must be in 1..9999, not 0'
# ValueError 'year must be in 1..9999, not 0'
# (10000, 1, 1) ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# (1, 1, 1) -> datetime.date(1, 1, 1)
# -> datetime.datetime(1, 1, 1, 0, 0)
# (9999, 52, 5) -> datetime.date(9999, 12, 31)
# -> datetime.datetime(9999, 12, 31, 0, 0)
# (9999, 52, 6) ValueError 'year must be in 1..9999, not 10000'
# ValueError 'year must be in 1..9999, not 10000'
# ('x', 1, 1) TypeError "'str' object cannot be interpreted as an integer"
# TypeError "'str' object cannot be interpreted as an integer"
# (2024, 1) TypeError "fromisocalendar() missing required argument 'day' (pos 3)"
# TypeError "fromisocalendar() missing required argument 'day' (pos 3)"
# (100000000000000000000, 1, 1) ValueError 'ISO calendar component out of range'
# ValueError 'ISO calendar component out of range'
# '2024-02-29' -> datetime.date(2024, 2, 29)
# -> datetime.datetime(2024, 2, 29, 0, 0)
# '20240229' -> datetime.date(2024, 2, 29)
# -> datetime.datetime(2024, 2, 29, 0, 0)
# '2024-W09-4' -> datetime.date(2024, 2, 29)
# -> datetime.datetime(2024, 2, 29, 0, 0)
# '2024W094' -> datetime.date(2024, 2, 29)
# -> datetime.datetime(2024, 2, 29, 0, 0)
# '2024-W09' -> datetime.date(2024, 2, 26)
# -> datetime.datetime(2024, 2, 26, 0, 0)
# '2024W09' -> datetime.date(2024, 2, 26)
# -> datetime.datetime(2024, 2, 26, 0, 0)
# '2024-02-30' ValueError 'day 30 must be in range 1..29 for month 2 in year 2024'
# ValueError 'day 30 must be in range 1..29 for month 2 in year 2024'
# '2024-13-01' ValueError 'month must be in 1..12, not 13'
# ValueError 'month must be in 1..12, not 13'
# '2024-1-1' ValueError "Invalid isoformat string: '2024-1-1'"
# ValueError "Invalid isoformat string: '2024-1-1'"
# '' ValueError "Invalid isoformat string: ''"
# ValueError "Invalid isoformat string: ''"
# 'x' ValueError "Invalid isoformat string: 'x'"
# ValueError "Invalid isoformat string: 'x'"
# '2024-02-29T10' ValueError "Invalid isoformat string: '2024-02-29T10'"
# -> datetime.datetime(2024, 2, 29, 10, 0)
# 5 TypeError 'fromisoformat: argument must be str'
# TypeError 'fromisoformat: argument must be str'
# None TypeError 'fromisoformat: argument must be str'
# TypeError 'fromisoformat: argument must be str'
# b'2024-02-29' TypeError 'fromisoformat: argument must be str'
# TypeError 'fromisoformat: argument must be str'
# '2024/02/29' ValueError "Invalid isoformat string: '2024/02/29'"
# ValueError "Invalid isoformat string: '2024/02/29'"
# '2024-0229' ValueError "Invalid isoformat string: '2024-0229'"
# ValueError "Invalid isoformat string: '2024-0229'"
# '202402-29' ValueError "Invalid isoformat string: '202402-29'"
# ValueError "Invalid isoformat string: '202402-29'"
# '2024-W54-1' ValueError "Invalid isoformat string: '2024-W54-1'"
# ValueError "Invalid isoformat string: '2024-W54-1'"
# '2024-W09-8' ValueError "Invalid isoformat string: '2024-W09-8'"
# ValueError "Invalid isoformat string: '2024-W09-8'"
# '0000-01-01' ValueError 'year must be in 1..9999, not 0'
# ValueError 'year must be in 1..9999, not 0'
# '\uff12\uff10\uff12\uff14-01-01' ValueError "Invalid isoformat string: '\uff12\uff10\uff12\uff14-01-01'"
# ValueError "Invalid isoformat string: '\uff12\uff10\uff12\uff14-01-01'"
# '2024-02-2\u0663' ValueError "Invalid isoformat string: '2024-02-2\u0663'"
# ValueError "Invalid isoformat string: '2024-02-2\u0663'"
# '2024-W10-' ValueError "Invalid isoformat string: '2024-W10-'"
# ValueError "Invalid isoformat string: '2024-W10-'"
# '2024-02-29T10:11:12' -> datetime.datetime(2024, 2, 29, 10, 11, 12)
# -> datetime.time(10, 11, 12)
# '2024-02-29 10:11' -> datetime.datetime(2024, 2, 29, 10, 11)
# -> datetime.time(10, 11)
# '2024-02-29T10' -> datetime.datetime(2024, 2, 29, 10, 0)
# -> datetime.time(10, 0)
# '2024-02-29T' ValueError "Invalid isoformat string: '2024-02-29T'"
# ValueError "Invalid isoformat string: '2024-02-29T'"
# '2024-02-29T101112' -> datetime.datetime(2024, 2, 29, 10, 11, 12)
# -> datetime.time(10, 11, 12)
# '2024-02-29T10:11:12.123' -> datetime.datetime(2024, 2, 29, 10, 11, 12, 123000)
# -> datetime.time(10, 11, 12, 123000)
# '2024-02-29T10:11:12,123456789' -> datetime.datetime(2024, 2, 29, 10, 11, 12, 123456)
# -> datetime.time(10, 11, 12, 123456)
# '2024-02-29T10:11:12.' ValueError "Invalid isoformat string: '2024-02-29T10:11:12.'"
# ValueError "Invalid isoformat string: '10:11:12.'"
# '2024-02-29T10:11:12Z' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone.utc)
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone.utc)
# '2024-02-29T10:11:12z' ValueError "Invalid isoformat string: '2024-02-29T10:11:12z'"
# ValueError "Invalid isoformat string: '10:11:12z'"
# '2024-02-29T10:11:12+05' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(seconds=18000)))
# '2024-02-29T10:11:12+05:30' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# '2024-02-29T10:11:12-0530' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=66600)))
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=66600)))
# '2024-02-29T10:11:12+05:30:15.123456' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(seconds=19815, microseconds=123456)))
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone(datetime.timedelta(seconds=19815, microseconds=123456)))
# '2024-02-29T10:11:12+' ValueError "Invalid isoformat string: '2024-02-29T10:11:12+'"
# ValueError "Invalid isoformat string: '10:11:12+'"
# '2024-02-29T10:11:12+5' ValueError "Invalid isoformat string: '2024-02-29T10:11:12+5'"
# ValueError "Invalid isoformat string: '10:11:12+5'"
# '2024-02-29T10:11:12+24:00' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# '2024-02-29T10:11:12+23:60' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# '2024-02-29T10:11:12+00:00' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone.utc)
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone.utc)
# '2024-02-29T10:11:12-00:00' -> datetime.datetime(2024, 2, 29, 10, 11, 12, tzinfo=datetime.timezone.utc)
# -> datetime.time(10, 11, 12, tzinfo=datetime.timezone.utc)
# '2024-02-29T24:00' -> datetime.datetime(2024, 3, 1, 0, 0)
# -> datetime.time(0, 0)
# '2024-12-31T24:00:00' -> datetime.datetime(2025, 1, 1, 0, 0)
# -> datetime.time(0, 0)
# '9999-12-31T24:00' ValueError 'year must be in 1..9999, not 10000'
# -> datetime.time(0, 0)
# '2024-02-29T24:01' ValueError 'minute, second, and microsecond must be 0 when hour is 24'
# ValueError 'minute, second, and microsecond must be 0 when hour is 24'
# '2024-02-29T25' ValueError 'hour must be in 0..23, not 25'
# ValueError 'hour must be in 0..23, not 25'
# '2024-02-29T10:60' ValueError 'minute must be in 0..59, not 60'
# ValueError 'minute must be in 0..59, not 60'
# '2024-02-29T10:11:60' ValueError 'second must be in 0..59, not 60'
# ValueError 'second must be in 0..59, not 60'
# '2024-02-29x10:11' -> datetime.datetime(2024, 2, 29, 10, 11)
# -> datetime.time(10, 11)
# '2024-02-29\ud80010:11' -> datetime.datetime(2024, 2, 29, 10, 11)
# -> datetime.time(10, 11)
# '20240229T10' -> datetime.datetime(2024, 2, 29, 10, 0)
# ValueError "Invalid isoformat string: '20240229T10'"
# '2024W094T10' -> datetime.datetime(2024, 2, 29, 10, 0)
# ValueError "Invalid isoformat string: '2024W094T10'"
# '2024W09T10' -> datetime.datetime(2024, 2, 26, 10, 0)
# ValueError "Invalid isoformat string: '2024W09T10'"
# '2024-W09T10' -> datetime.datetime(2024, 2, 26, 10, 0)
# ValueError "Invalid isoformat string: '2024-W09T10'"
# '2024-W09-4T10' -> datetime.datetime(2024, 2, 29, 10, 0)
# -> datetime.time(10, 0)
# '2024-W09-4' -> datetime.datetime(2024, 2, 29, 0, 0)
# ValueError "Invalid isoformat string: '2024-W09-4'"
# '20240229101112' ValueError "Invalid isoformat string: '20240229101112'"
# ValueError "Invalid isoformat string: '112'"
# '2024-02-29T1' ValueError "Invalid isoformat string: '2024-02-29T1'"
# ValueError "Invalid isoformat string: '1'"
# '2024-02-29T10:1' ValueError "Invalid isoformat string: '2024-02-29T10:1'"
# ValueError "Invalid isoformat string: '10:1'"
# '2024-02-29T10:11:1' ValueError "Invalid isoformat string: '2024-02-29T10:11:1'"
# ValueError "Invalid isoformat string: '10:11:1'"
# '2024-02-29T10.5' ValueError "Invalid isoformat string: '2024-02-29T10.5'"
# ValueError "Invalid isoformat string: '10.5'"
# '2024-02-29T10:11.5' ValueError "Invalid isoformat string: '2024-02-29T10:11.5'"
# ValueError "Invalid isoformat string: '10:11.5'"
# '2024-02-29T1011:12' ValueError "Invalid isoformat string: '2024-02-29T1011:12'"
# ValueError "Invalid isoformat string: '1011:12'"
# '2024-02-29T10:1112' ValueError "Invalid isoformat string: '2024-02-29T10:1112'"
# ValueError "Invalid isoformat string: '10:1112'"
# '2024-02-29T10:11:12.123+05:30' -> datetime.datetime(2024, 2, 29, 10, 11, 12, 123000, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# -> datetime.time(10, 11, 12, 123000, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# '2024-02-29T10:11:12Z5' ValueError "Invalid isoformat string: '2024-02-29T10:11:12Z5'"
# ValueError "Invalid isoformat string: '10:11:12Z5'"
# '2024-02-29T10:11:12Z+05' ValueError "Invalid isoformat string: '2024-02-29T10:11:12Z+05'"
# ValueError "Invalid isoformat string: '10:11:12Z+05'"
# '2024-02-29T10:11:12+05:30Z' ValueError "Invalid isoformat string: '2024-02-29T10:11:12+05:30Z'"
# ValueError "Invalid isoformat string: '10:11:12+05:30Z'"
# '2024-02-29T10:11:12.12a' ValueError "Invalid isoformat string: '2024-02-29T10:11:12.12a'"
# ValueError "Invalid isoformat string: '10:11:12.12a'"
# '2024-W09-412' ValueError "Invalid isoformat string: '2024-W09-412'"
# ValueError "Invalid isoformat string: '2'"
# '2024-W09-4 12' -> datetime.datetime(2024, 2, 29, 12, 0)
# -> datetime.time(12, 0)
# '2024-02-29T10:11:12-25:00' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-2, seconds=82800)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-2, seconds=82800)'
# '2024-13-01T24:00' ValueError 'month must be in 1..12, not 13'
# -> datetime.time(0, 0)
# '2024-02-30T24:00' ValueError 'day 30 must be in range 1..29 for month 2 in year 2024'
# -> datetime.time(0, 0)
# '2024-02-29T\u0660\u0660' ValueError "Invalid isoformat string: '2024-02-29T\u0660\u0660'"
# ValueError "Invalid isoformat string: '\u0660\u0660'"
# '2024-02-29T10:11:12+0:0' ValueError "Invalid isoformat string: '2024-02-29T10:11:12+0:0'"
# ValueError "Invalid isoformat string: '10:11:12+0:0'"
# 'T10' -> datetime.time(10, 0)
# 'T10:11:12.5+01:00' -> datetime.time(10, 11, 12, 500000, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# 't10' ValueError "Invalid isoformat string: 't10'"
# '10' -> datetime.time(10, 0)
# '24' -> datetime.time(0, 0)
# '24:00' -> datetime.time(0, 0)
# '24:00:00.1' ValueError 'minute, second, and microsecond must be 0 when hour is 24'
# '' ValueError "Invalid isoformat string: ''"
# 5 TypeError 'fromisoformat: argument must be str'
# 'T' ValueError "Invalid isoformat string: 'T'"
# 'TT10' ValueError "Invalid isoformat string: 'TT10'"
# '1' ValueError "Invalid isoformat string: '1'"
# 'a' -> datetime.time(1, 2, 3, 4)
# 'str(a)' -> '01:02:03.000004'
# 'repr(b)' -> 'datetime.time(1, 2, 3, tzinfo=datetime.timezone.utc)'
# 'a.isoformat()' -> '01:02:03.000004'
# 'b.isoformat(timespec="hours")' -> '01+00:00'
# 'a.isoformat("zz")' ValueError 'Unknown timespec value'
# 'a.isoformat(5)' TypeError 'isoformat() argument 1 must be str, not int'
# 'a.strftime("%H:%M:%S.%f %Y %z")' -> '01:02:03.000004 1900 '
# 'b.strftime("%z%Z")' -> '+0000UTC'
# 'format(a,"%M")' -> '02'
# 'a.replace(hour=5)' -> datetime.time(5, 2, 3, 4)
# 'a.replace(hour=25)' ValueError 'hour must be in 0..23, not 25'
# 'a.replace(tzinfo=5)' TypeError "tzinfo argument must be None or of a tzinfo subclass, not type 'int'"
# 'a.replace(fold=1)' -> datetime.time(1, 2, 3, 4, fold=1)
# 'a.replace(1,2,3,4,None,5)' TypeError 'replace() takes at most 5 positional arguments (6 given)'
# 'a.__replace__(minute=7)' -> datetime.time(1, 7, 3, 4)
# 'a<b' TypeError "can't compare offset-naive and offset-aware times"
# 'a==b' -> False
# 'b<c' -> False
# 'b==c' -> False
# 'a<a' -> False
# 'a==5' -> False
# 'a<5' TypeError "'<' not supported between instances of 'datetime.time' and 'int'"
# 'hash(a)' -> -9219788893830229495
# 'hash(b)' -> -7182321101464478731
# 'hash(c)' -> 3788196912757757260
# 'a.__reduce__()' -> (<class 'datetime.time'>, (b'\x01\x02\x03\x00\x00\x04',))
# 'b.__reduce_ex__(4)' -> (<class 'datetime.time'>, (b'\x01\x02\x03\x00\x00\x00', datetime.timezone.utc))
# 'a.replace(fold=1).__reduce_ex__(4)' -> (<class 'datetime.time'>, (b'\x81\x02\x03\x00\x00\x04',))
# 'pickle.loads(pickle.dumps(b))==b' -> True
# 'a.utcoffset()' -> None
# 'b.utcoffset()' -> datetime.timedelta(0)
# 'b.tzname()' -> 'UTC'
# 'b.dst()' -> None
# 'a+d' TypeError "unsupported operand type(s) for +: 'datetime.time' and 'datetime.timedelta'"
# 'a-a' TypeError "unsupported operand type(s) for -: 'datetime.time' and 'datetime.time'"
# 'bool(time(0))' -> True
# 'a.hour' -> 1
# 'a.fold' -> 0
# 'a.tzinfo' -> None
# 'time.strptime("10:11","%H:%M")' -> datetime.time(10, 11)
# 'date.strptime("2024-02-29","%Y-%m-%d")' -> datetime.date(2024, 2, 29)
# 'datetime.strptime("2024-02-29 +0530","%Y-%m-%d %z")' -> datetime.datetime(2024, 2, 29, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
# 'datetime.strptime("x","%Y")' ValueError "time data 'x' does not match format '%Y'"
# 'datetime.strptime(5,"%Y")' TypeError 'strptime() argument 1 must be str, not int'
# 'datetime.strptime("2024")' TypeError 'strptime() takes exactly 2 arguments (1 given)'
# 'a.replace(zz=1)' TypeError "replace() got an unexpected keyword argument 'zz'"
# 'time.fromisoformat("01:02").replace(fold=1)==time(1,2)' -> True
# (datetime.timedelta(0),) {} -> datetime.timezone.utc
# -> 'UTC'
# -> (datetime.timedelta(0),)
# -> datetime.timezone.utc
# (datetime.timedelta(0), 'X') {} -> datetime.timezone(datetime.timedelta(0), 'X')
# -> 'X'
# -> (datetime.timedelta(0), 'X')
# -> datetime.timezone(datetime.timedelta(0), 'X')
# (datetime.timedelta(days=1),) {} ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# (datetime.timedelta(days=-1),) {} ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# (datetime.timedelta(seconds=86399, microseconds=999999),) {} -> datetime.timezone(datetime.timedelta(seconds=86399, microseconds=999999))
# -> 'UTC+23:59:59.999999'
# -> (datetime.timedelta(seconds=86399, microseconds=999999),)
# -> datetime.timezone(datetime.timedelta(seconds=86399, microseconds=999999))
# (5,) {} TypeError 'timezone() argument 1 must be datetime.timedelta, not int'
# TypeError 'timezone() argument 1 must be datetime.timedelta, not int'
# TypeError 'timezone() argument 1 must be datetime.timedelta, not int'
# TypeError 'timezone() argument 1 must be datetime.timedelta, not int'
# () {} TypeError "timezone() missing required argument 'offset' (pos 1)"
# TypeError "timezone() missing required argument 'offset' (pos 1)"
# TypeError "timezone() missing required argument 'offset' (pos 1)"
# TypeError "timezone() missing required argument 'offset' (pos 1)"
# (datetime.timedelta(days=1), 5) {} TypeError 'timezone() argument 2 must be str, not int'
# TypeError 'timezone() argument 2 must be str, not int'
# TypeError 'timezone() argument 2 must be str, not int'
# TypeError 'timezone() argument 2 must be str, not int'
# (datetime.timedelta(0), None) {} TypeError 'timezone() argument 2 must be str, not None'
# TypeError 'timezone() argument 2 must be str, not None'
# TypeError 'timezone() argument 2 must be str, not None'
# TypeError 'timezone() argument 2 must be str, not None'
# (datetime.timedelta(0), 'a', 'b') {} TypeError 'timezone() takes at most 2 arguments (3 given)'
# TypeError 'timezone() takes at most 2 arguments (3 given)'
# TypeError 'timezone() takes at most 2 arguments (3 given)'
# TypeError 'timezone() takes at most 2 arguments (3 given)'
# (datetime.timedelta(seconds=3600),) {'name': 'N'} -> datetime.timezone(datetime.timedelta(seconds=3600), 'N')
# -> 'N'
# -> (datetime.timedelta(seconds=3600), 'N')
# -> datetime.timezone(datetime.timedelta(seconds=3600), 'N')
# () {'zz': 1} TypeError "timezone() missing required argument 'offset' (pos 1)"
# TypeError "timezone() missing required argument 'offset' (pos 1)"
# TypeError "timezone() missing required argument 'offset' (pos 1)"
# TypeError "timezone() missing required argument 'offset' (pos 1)"
# (datetime.timedelta(days=-1, seconds=66600),) {} -> datetime.timezone(datetime.timedelta(days=-1, seconds=66600))
# -> 'UTC-05:30'
# -> (datetime.timedelta(days=-1, seconds=66600),)
# -> datetime.timezone(datetime.timedelta(days=-1, seconds=66600))
# (datetime.timedelta(seconds=5),) {} -> datetime.timezone(datetime.timedelta(seconds=5))
# -> 'UTC+00:00:05'
# -> (datetime.timedelta(seconds=5),)
# -> datetime.timezone(datetime.timedelta(seconds=5))
# (datetime.timedelta(days=-1, seconds=86399, microseconds=999995),) {} -> datetime.timezone(datetime.timedelta(days=-1, seconds=86399, microseconds=999995))
# -> 'UTC-00:00:00.000005'
# -> (datetime.timedelta(days=-1, seconds=86399, microseconds=999995),)
# -> datetime.timezone(datetime.timedelta(days=-1, seconds=86399, microseconds=999995))
# 'u' -> datetime.timezone.utc
# 'str(u)' -> 'UTC'
# 'u.utcoffset(None)' -> datetime.timedelta(0)
# 'u.utcoffset(5)' TypeError 'utcoffset(dt) argument must be a datetime instance or None, not int'
# 'u.utcoffset()' TypeError 'timezone.utcoffset() takes exactly one argument (0 given)'
# 'u.tzname(None)' -> 'UTC'
# 'u.tzname(5)' TypeError 'tzname(dt) argument must be a datetime instance or None, not int'
# 'u.dst(None)' -> None
# 'u.dst(5)' TypeError 'dst(dt) argument must be a datetime instance or None, not int'
# 'u.fromutc(None)' TypeError 'fromutc: argument must be a datetime'
# 'u.fromutc(y)' ValueError 'fromutc: dt.tzinfo is not self'
# 'u.fromutc(z)' -> datetime.datetime(2024, 2, 29, 13, 14, 15, tzinfo=datetime.timezone.utc)
# 'w.tzinfo.fromutc(w)' -> datetime.datetime(2024, 2, 29, 15, 14, 15, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200), 'N'))
# 'u==timezone(timedelta(0))' -> True
# 'u==timezone(timedelta(0),"X")' -> True
# 'u==5' -> False
# 'u<u' TypeError "'<' not supported between instances of 'datetime.timezone' and 'datetime.timezone'"
# 'hash(u)' -> 3010437511937009226
# 'u is UTC' -> True
# 'pickle.loads(pickle.dumps(u)) is u' -> True
# 'copy.copy(u) is u' -> True
# 'copy.deepcopy(u) is u' -> True
# 'timezone.min' -> datetime.timezone(datetime.timedelta(days=-1, seconds=60))
# 'timezone.max' -> datetime.timezone(datetime.timedelta(seconds=86340))
# 'u.__reduce__()' -> (<class 'datetime.timezone'>, (datetime.timedelta(0),), None)
# 'tzinfo()' -> <datetime.tzinfo object at 0x>
# 'tzinfo().utcoffset(None)' NotImplementedError 'a tzinfo subclass must implement utcoffset()'
# 'tzinfo().tzname(None)' NotImplementedError 'a tzinfo subclass must implement tzname()'
# 'tzinfo().dst(None)' NotImplementedError 'a tzinfo subclass must implement dst()'
# 'tzinfo().fromutc(5)' TypeError 'fromutc: argument must be a datetime'
# 'tzinfo().fromutc(y)' ValueError 'fromutc: dt.tzinfo is not self'
# 'tzinfo().__reduce__()' -> (<class 'datetime.tzinfo'>, (), None)
# 'tzinfo(1,2,x=3)' -> <datetime.tzinfo object at 0x>
# 'q.utcoffset()' -> datetime.timedelta(seconds=3600)
# 'q.dst()' -> datetime.timedelta(seconds=3600)
# 'q.tzname()' TypeError "tzinfo.tzname() must return None or a string, not 'datetime.timedelta'"
# 'q.isoformat()' -> '2024-01-01T00:00:00+01:00'
# 'q.timetuple()' -> time.struct_time(tm_year=2024, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=0, tm_yday=1, tm_isdst=1)
# 'q.utctimetuple()' -> time.struct_time(tm_year=2023, tm_mon=12, tm_mday=31, tm_hour=23, tm_min=0, tm_sec=0, tm_wday=6, tm_yday=365, tm_isdst=0)
# 'q==z' -> False
# 'q<z' -> True
# 'q-z' -> datetime.timedelta(days=-60, seconds=35145)
# 'hash(q)' -> 3157114179290814950
# 'z.astimezone(TZ(o,o,o))' -> datetime.datetime(2024, 2, 29, 14, 14, 15, tzinfo=<__main__.TZ object at 0x>)
# 'q.timestamp()' -> 1704063600.0
# 'q.strftime("%z %Z")' TypeError "tzinfo.tzname() must return None or a string, not 'datetime.timedelta'"
# 'str(q)' -> '2024-01-01 00:00:00+01:00'
# 'q.timetz().utcoffset()' -> datetime.timedelta(seconds=3600)
# 'q==q.replace(tzinfo=TZ(o))' -> True
# 'q.utcoffset()' -> None
# 'q.dst()' -> None
# 'q.tzname()' -> None
# 'q.isoformat()' -> '2024-01-01T00:00:00'
# 'q.timetuple()' -> time.struct_time(tm_year=2024, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=0, tm_yday=1, tm_isdst=-1)
# 'q.utctimetuple()' -> time.struct_time(tm_year=2024, tm_mon=1, tm_mday=1, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=0, tm_yday=1, tm_isdst=0)
# 'q==z' -> False
# 'q<z' TypeError "can't compare offset-naive and offset-aware datetimes"
# 'q-z' TypeError "can't subtract offset-naive and offset-aware datetimes"
# 'hash(q)' -> 707020566192326599
# 'z.astimezone(TZ(o,o,o))' ValueError 'fromutc: non-None utcoffset() result required'
# 'q.timestamp()' TypeError "can't subtract offset-naive and offset-aware datetimes"
# 'q.strftime("%z %Z")' -> ' '
# 'str(q)' -> '2024-01-01 00:00:00'
# 'q.timetz().utcoffset()' -> None
# 'q==q.replace(tzinfo=TZ(o))' -> True
# 'q.utcoffset()' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q.dst()' TypeError "tzinfo.dst() must return None or timedelta, not 'int'"
# 'q.tzname()' TypeError "tzinfo.tzname() must return None or a string, not 'int'"
# 'q.isoformat()' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q.timetuple()' TypeError "tzinfo.dst() must return None or timedelta, not 'int'"
# 'q.utctimetuple()' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q==z' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q<z' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q-z' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'hash(q)' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'z.astimezone(TZ(o,o,o))' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q.timestamp()' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q.strftime("%z %Z")' TypeError "tzinfo.dst() must return None or timedelta, not 'int'"
# 'str(q)' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q.timetz().utcoffset()' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q==q.replace(tzinfo=TZ(o))' TypeError "tzinfo.utcoffset() must return None or timedelta, not 'int'"
# 'q.utcoffset()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.dst()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.tzname()' TypeError "tzinfo.tzname() must return None or a string, not 'datetime.timedelta'"
# 'q.isoformat()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.timetuple()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.utctimetuple()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q==z' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q<z' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q-z' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'hash(q)' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'z.astimezone(TZ(o,o,o))' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.timestamp()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.strftime("%z %Z")' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'str(q)' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.timetz().utcoffset()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q==q.replace(tzinfo=TZ(o))' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)'
# 'q.utcoffset()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.dst()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.tzname()' TypeError "tzinfo.tzname() must return None or a string, not 'datetime.timedelta'"
# 'q.isoformat()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.timetuple()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.utctimetuple()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q==z' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q<z' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q-z' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'hash(q)' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'z.astimezone(TZ(o,o,o))' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.timestamp()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.strftime("%z %Z")' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'str(q)' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q.timetz().utcoffset()' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# 'q==q.replace(tzinfo=TZ(o))' ValueError 'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=-1)'
# new (2024, 1, 1) {}
# new (2024, 1, 1, 5) {'fold': 1}
# 'p' -> DD(2024, 1, 1)
# 'p+d' new (2024, 1, 2) {}
# -> DD(2024, 1, 2)
# 'p-d' new (2023, 12, 31) {}
# -> DD(2023, 12, 31)
# 'p-p' -> datetime.timedelta(0)
# 'p.replace(day=5)' new (2024, 1, 5) {}
# -> DD(2024, 1, 5)
# 'DD.fromordinal(5)' new (1, 1, 5) {}
# -> DD(1, 1, 5)
# 'DD.fromisoformat("2024-01-01")' new (2024, 1, 1) {}
# -> DD(2024, 1, 1)
# 'DD.fromtimestamp(0)' new (1970, 1, 1) {}
# -> DD(1970, 1, 1)
# 'DD.fromisocalendar(2024,1,1)' new (2024, 1, 1) {}
# -> DD(2024, 1, 1)
# 'pickle.loads(pickle.dumps(date(1,1,1)))' -> datetime.date(1, 1, 1)
# 'copy.copy(p)' new (b'\x07\xe8\x01\x01',) {}
# -> DD(2024, 1, 1)
# 'q' -> DT(2024, 1, 1, 5, 0, fold=1)
# 'q+d' new (2024, 1, 2, 5, 0, 2, 3, None) {}
# -> DT(2024, 1, 2, 5, 0, 2, 3)
# 'q-q' -> datetime.timedelta(0)
# 'q.replace(day=5)' new (2024, 1, 5, 5, 0, 0, 0, None) {'fold': 1}
# -> DT(2024, 1, 5, 5, 0, fold=1)
# 'DT.fromtimestamp(0)' new (1970, 1, 1, 1, 0, 0, 0, None) {}
# -> DT(1970, 1, 1, 1, 0)
# 'DT.fromtimestamp(0,u)' new (1970, 1, 1, 0, 0, 0, 0, datetime.timezone.utc) {}
# new (1970, 1, 1, 0, 0, 0, 0, datetime.timezone.utc) {}
# -> DT(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
# 'DT.combine(x,time(1))' new (2024, 2, 29, 1, 0, 0, 0, None) {}
# -> DT(2024, 2, 29, 1, 0)
# 'q.date()' -> datetime.date(2024, 1, 1)
# 'q.time()' -> datetime.time(5, 0, fold=1)
# 'DT.fromisoformat("2024-01-01T00:00")' new (2024, 1, 1, 0, 0, 0, 0, None) {}
# -> DT(2024, 1, 1, 0, 0)
# 'DT.strptime("2024","%Y")' new (2024, 1, 1, 0, 0, 0, 0) {}
# -> DT(2024, 1, 1, 0, 0)
# 'q==datetime(2024,1,1,5)' -> True
# 'p==date(2024,1,1)' -> True
# 'TT(1,2)' -> TT(1, 2)
# 'TT(1).replace(hour=3)' -> TT(3, 0)
# 'TD(1)' -> TD(days=1)
# 'TD(1)+TD(1)' -> datetime.timedelta(days=2)
# '-TD(1)' -> datetime.timedelta(days=-1)
# 'TD(1)*2' -> datetime.timedelta(days=2)
# 'TD(1)==timedelta(1)' -> True
# 'repr(TD(1,2))' -> 'TD(days=1, seconds=2)'
# 'DT.fromordinal(5)' new (1, 1, 5) {}
# -> DT(1, 1, 5, 0, 0)
# 'copy.copy(q)' new (b'\x07\xe8\x81\x01\x05\x00\x00\x00\x00\x00',) {}
# -> DT(2024, 1, 1, 5, 0, fold=1)
# 'q.timetz()' -> datetime.time(5, 0, fold=1)
# <class 'datetime.date'> (<class 'datetime.date'>, <class 'object'>) ['ctime', 'day', 'fromisocalendar', 'fromisoformat', 'fromordinal', 'fromtimestamp', 'isocalendar', 'isoformat', 'isoweekday', 'max', 'min', 'month', 'replace', 'resolution', 'strftime', 'strptime', 'timetuple', 'today', 'toordinal', 'weekday', 'year']
# <class 'datetime.datetime'> (<class 'datetime.datetime'>, <class 'datetime.date'>, <class 'object'>) ['astimezone', 'combine', 'ctime', 'date', 'dst', 'fold', 'fromisoformat', 'fromtimestamp', 'hour', 'isoformat', 'max', 'microsecond', 'min', 'minute', 'now', 'replace', 'resolution', 'second', 'strptime', 'time', 'timestamp', 'timetuple', 'timetz', 'tzinfo', 'tzname', 'utcfromtimestamp', 'utcnow', 'utcoffset', 'utctimetuple']
# <class 'datetime.time'> (<class 'datetime.time'>, <class 'object'>) ['dst', 'fold', 'fromisoformat', 'hour', 'isoformat', 'max', 'microsecond', 'min', 'minute', 'replace', 'resolution', 'second', 'strftime', 'strptime', 'tzinfo', 'tzname', 'utcoffset']
# <class 'datetime.timedelta'> (<class 'datetime.timedelta'>, <class 'object'>) ['days', 'max', 'microseconds', 'min', 'resolution', 'seconds', 'total_seconds']
# <class 'datetime.timezone'> (<class 'datetime.timezone'>, <class 'datetime.tzinfo'>, <class 'object'>) ['dst', 'fromutc', 'max', 'min', 'tzname', 'utc', 'utcoffset']
# <class 'datetime.tzinfo'> (<class 'datetime.tzinfo'>, <class 'object'>) ['dst', 'fromutc', 'tzname', 'utcoffset']
# TypeError "type 'datetime.timezone' is not an acceptable base type"
# -> (<class 'datetime.IsoCalendarDate'>, <class 'tuple'>, <class 'object'>)
# -> (2024, 9, 4, 1)
# -> True
# -> datetime.IsoCalendarDate(year=1, week=2, weekday=3)
