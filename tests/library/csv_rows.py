# Readers, writers and dialects of _csv.
import re
import _csv as c, io
def t(f):
    try: print('->', re.sub(r"0x[0-9a-f]{5,}", "0x", repr(f())))
    except BaseException as e: print(type(e).__name__, e)
D=c.Dialect
for k in ('delimiter','quotechar','escapechar','lineterminator','quoting','doublequote','skipinitialspace','strict'):
    for v in (None,'','ab','x',5,1.5,b'x','\n',' ','\r','"',[]):
        print(k,repr(v),end=' '); t(lambda:[getattr(D(**{k:v}),n) for n in ('delimiter','quotechar','escapechar','lineterminator','quoting','doublequote','skipinitialspace','strict')])
t(lambda:D(delimiter='"')); t(lambda:D(delimiter='x',escapechar='x')); t(lambda:D(quotechar='x',escapechar='x')); t(lambda:D(lineterminator='x',delimiter='x')); t(lambda:D(lineterminator='"')); t(lambda:D(delimiter=' ',skipinitialspace=True)); t(lambda:D(quotechar=' ',skipinitialspace=True)); t(lambda:D(escapechar=' ',skipinitialspace=True)); t(lambda:D(quotechar=None,quoting=1)); t(lambda:D(quotechar=None).quoting); t(lambda:D(quoting=9)); t(lambda:D(quoting=-1)); t(lambda:D('nope')); t(lambda:D(zz=1)); t(lambda:D(None,',')); t(lambda: D(delimiter='x',lineterminator='axb')); t(lambda:D(escapechar='x',lineterminator='axb'));t(lambda:D(5)); t(lambda: D(quoting='x')); t(lambda: D(delimiter='\0')); t(lambda: D().__reduce__()); t(lambda: D().__reduce_ex__(2)); t(lambda: D(1,2,3,4,5,6,7,8,9,10)); t(lambda: D(quoting=True).quoting)
class X: delimiter='|'
t(lambda:D(X).delimiter); d=D(); t(lambda:D(d) is d); t(lambda:D(d,strict=1) is d)
t(lambda:c.register_dialect()); t(lambda:c.register_dialect(5)); t(lambda:c.register_dialect('a',delimiter=';')); t(lambda:c.list_dialects()); t(lambda:c.get_dialect('a').delimiter); t(lambda:c.get_dialect('zz')); t(lambda:c.unregister_dialect('zz')); t(lambda:c.unregister_dialect('a')); t(lambda:c.field_size_limit()); t(lambda:c.field_size_limit('x')); t(lambda:c.field_size_limit(1<<80)); t(lambda:c.field_size_limit(1,2)); t(lambda: c.get_dialect([])); t(lambda: c.unregister_dialect([])); t(lambda: c._dialects); t(lambda: c.register_dialect('q', 'nope')); t(lambda:c.register_dialect(1,2,3)); t(lambda: c.get_dialect())
R=lambda x,**k:list(c.reader(x,**k))
for x in (['a,b'],['a,"b'],['"a""b",c'],['a,"b\n','c"'],['a\nb'],['a\rb'],['"a"x,b'],['a,b\n','','c'],[''],['a b, c'],['"a'],['\0'],['a\0b'],['x\\,y'],['1,2.5,"3"'],['"",,x'],[5],[b'a'],['a,"b"\n\n'],['"a\nb"'],['\n'],['a,'],['\\'],['a\\']):
    print(x,end=' '); t(lambda:R(x)); t(lambda:R(x,strict=True)); t(lambda:R(x,escapechar='\\')); t(lambda:R(x,quoting=c.QUOTE_NONNUMERIC)); t(lambda:R(x,quoting=c.QUOTE_NONE)); t(lambda:R(x,skipinitialspace=True)); t(lambda:R(x,doublequote=False)); t(lambda:R(x,quoting=c.QUOTE_STRINGS)); t(lambda:R(x,quoting=c.QUOTE_NOTNULL)); t(lambda: R(x,escapechar='\\',strict=True,quoting=c.QUOTE_NONE))
t(lambda:c.reader()); t(lambda:c.reader(5)); t(lambda:c.reader([],5,6)); t(lambda:c.reader([],zz=1)); t(lambda:c.reader([],'nope')); r=c.reader(['a','b']); t(lambda:next(r)); t(lambda:r.line_num); t(lambda:r.dialect); t(lambda: type(r)());
c.field_size_limit(3); t(lambda:R(['abcd'])); t(lambda:R(['abc'])); c.field_size_limit(131072)
def W(rows,**k):
    f=io.StringIO(newline=''); w=c.writer(f,**k)
    try: r=[w.writerow(x) for x in rows]
    except BaseException as e: return type(e).__name__, str(e), getattr(e,'__notes__',None), repr(e.__cause__), repr(e.__context__)
    return r,f.getvalue()
for row in (['a','b'],['a,b','c"d'],[None,1,1.5],[''],[None],[],['a\nb'],['a\rb'],['x;y'],['\\'],['a b'],[' '],'ab',5,['','x'],[1,'1',2.5,None,''],[True],['"'],['a','"\\,'],[' x']):
    print(row,end=' ')
    for k in ({},{'quoting':1},{'quoting':2},{'quoting':3},{'quoting':4},{'quoting':5},{'quoting':3,'escapechar':'\\'},{'doublequote':False},{'doublequote':False,'escapechar':'\\'},{'escapechar':'\\'},{'delimiter':' '},{'delimiter':' ','skipinitialspace':True},{'quoting':3,'quotechar':None},{'lineterminator':'!'},{'escapechar':'\\','quotechar':None},{'quoting':3,'delimiter':' ','skipinitialspace':True}):
        t(lambda:W([row],**k))
t(lambda:c.writer()); t(lambda:c.writer(5)); t(lambda:c.writer(io.StringIO()).writerows(5)); t(lambda:c.writer(io.StringIO()).writerows([5])); t(lambda:c.writer(io.StringIO()).writerows([[1],[2]])); t(lambda: type(c.writer(io.StringIO()))()); t(lambda: c.writer(io.StringIO()).dialect); t(lambda:c.writer(io.StringIO(),1,2))
class B:
    def __str__(s): 1/0
t(lambda:W([[B()]])); t(lambda: type(r)); t(lambda: type(c.writer(io.StringIO())))
print(c.Error.__mro__, c.Error.__module__)

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
# raises: AttributeError: module 'functools' has no attribute 'lru_cache' (consider renaming '/work/wt/a/tests/library/functools.py' since it has the same name as the standard library module named 'functools' and prevents importing that standard library module)
# exit: 1
