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
# delimiter None TypeError "delimiter" must be a unicode character, not NoneType
# delimiter '' TypeError "delimiter" must be a unicode character, not a string of length 0
# delimiter 'ab' TypeError "delimiter" must be a unicode character, not a string of length 2
# delimiter 'x' -> ['x', '"', None, '\r\n', 0, True, False, False]
# delimiter 5 TypeError "delimiter" must be a unicode character, not int
# delimiter 1.5 TypeError "delimiter" must be a unicode character, not float
# delimiter b'x' TypeError "delimiter" must be a unicode character, not bytes
# delimiter '\n' ValueError bad delimiter value
# delimiter ' ' -> [' ', '"', None, '\r\n', 0, True, False, False]
# delimiter '\r' ValueError bad delimiter value
# delimiter '"' ValueError bad delimiter or quotechar value
# delimiter [] TypeError "delimiter" must be a unicode character, not list
# quotechar None -> [',', None, None, '\r\n', 3, True, False, False]
# quotechar '' TypeError "quotechar" must be a unicode character or None, not a string of length 0
# quotechar 'ab' TypeError "quotechar" must be a unicode character or None, not a string of length 2
# quotechar 'x' -> [',', 'x', None, '\r\n', 0, True, False, False]
# quotechar 5 TypeError "quotechar" must be a unicode character or None, not int
# quotechar 1.5 TypeError "quotechar" must be a unicode character or None, not float
# quotechar b'x' TypeError "quotechar" must be a unicode character or None, not bytes
# quotechar '\n' ValueError bad quotechar value
# quotechar ' ' -> [',', ' ', None, '\r\n', 0, True, False, False]
# quotechar '\r' ValueError bad quotechar value
# quotechar '"' -> [',', '"', None, '\r\n', 0, True, False, False]
# quotechar [] TypeError "quotechar" must be a unicode character or None, not list
# escapechar None -> [',', '"', None, '\r\n', 0, True, False, False]
# escapechar '' TypeError "escapechar" must be a unicode character or None, not a string of length 0
# escapechar 'ab' TypeError "escapechar" must be a unicode character or None, not a string of length 2
# escapechar 'x' -> [',', '"', 'x', '\r\n', 0, True, False, False]
# escapechar 5 TypeError "escapechar" must be a unicode character or None, not int
# escapechar 1.5 TypeError "escapechar" must be a unicode character or None, not float
# escapechar b'x' TypeError "escapechar" must be a unicode character or None, not bytes
# escapechar '\n' ValueError bad escapechar value
# escapechar ' ' -> [',', '"', ' ', '\r\n', 0, True, False, False]
# escapechar '\r' ValueError bad escapechar value
# escapechar '"' ValueError bad escapechar or quotechar value
# escapechar [] TypeError "escapechar" must be a unicode character or None, not list
# lineterminator None TypeError "lineterminator" must be a string, not NoneType
# lineterminator '' -> [',', '"', None, '', 0, True, False, False]
# lineterminator 'ab' -> [',', '"', None, 'ab', 0, True, False, False]
# lineterminator 'x' -> [',', '"', None, 'x', 0, True, False, False]
# lineterminator 5 TypeError "lineterminator" must be a string, not int
# lineterminator 1.5 TypeError "lineterminator" must be a string, not float
# lineterminator b'x' TypeError "lineterminator" must be a string, not bytes
# lineterminator '\n' -> [',', '"', None, '\n', 0, True, False, False]
# lineterminator ' ' -> [',', '"', None, ' ', 0, True, False, False]
# lineterminator '\r' -> [',', '"', None, '\r', 0, True, False, False]
# lineterminator '"' ValueError bad quotechar or lineterminator value
# lineterminator [] TypeError "lineterminator" must be a string, not list
# quoting None TypeError "quoting" must be an integer, not NoneType
# quoting '' TypeError "quoting" must be an integer, not str
# quoting 'ab' TypeError "quoting" must be an integer, not str
# quoting 'x' TypeError "quoting" must be an integer, not str
# quoting 5 -> [',', '"', None, '\r\n', 5, True, False, False]
# quoting 1.5 TypeError "quoting" must be an integer, not float
# quoting b'x' TypeError "quoting" must be an integer, not bytes
# quoting '\n' TypeError "quoting" must be an integer, not str
# quoting ' ' TypeError "quoting" must be an integer, not str
# quoting '\r' TypeError "quoting" must be an integer, not str
# quoting '"' TypeError "quoting" must be an integer, not str
# quoting [] TypeError "quoting" must be an integer, not list
# doublequote None -> [',', '"', None, '\r\n', 0, False, False, False]
# doublequote '' -> [',', '"', None, '\r\n', 0, False, False, False]
# doublequote 'ab' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote 'x' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote 5 -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote 1.5 -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote b'x' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote '\n' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote ' ' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote '\r' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote '"' -> [',', '"', None, '\r\n', 0, True, False, False]
# doublequote [] -> [',', '"', None, '\r\n', 0, False, False, False]
# skipinitialspace None -> [',', '"', None, '\r\n', 0, True, False, False]
# skipinitialspace '' -> [',', '"', None, '\r\n', 0, True, False, False]
# skipinitialspace 'ab' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace 'x' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace 5 -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace 1.5 -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace b'x' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace '\n' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace ' ' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace '\r' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace '"' -> [',', '"', None, '\r\n', 0, True, True, False]
# skipinitialspace [] -> [',', '"', None, '\r\n', 0, True, False, False]
# strict None -> [',', '"', None, '\r\n', 0, True, False, False]
# strict '' -> [',', '"', None, '\r\n', 0, True, False, False]
# strict 'ab' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict 'x' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict 5 -> [',', '"', None, '\r\n', 0, True, False, True]
# strict 1.5 -> [',', '"', None, '\r\n', 0, True, False, True]
# strict b'x' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict '\n' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict ' ' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict '\r' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict '"' -> [',', '"', None, '\r\n', 0, True, False, True]
# strict [] -> [',', '"', None, '\r\n', 0, True, False, False]
# ValueError bad delimiter or quotechar value
# ValueError bad delimiter or escapechar value
# ValueError bad escapechar or quotechar value
# ValueError bad delimiter or lineterminator value
# ValueError bad quotechar or lineterminator value
# -> <_csv.Dialect object at 0x>
# ValueError bad quotechar value
# ValueError bad escapechar value
# TypeError quotechar must be set if quoting enabled
# -> 3
# TypeError bad "quoting" value
# TypeError bad "quoting" value
# Error unknown dialect
# TypeError this function got an unexpected keyword argument 'zz'
# -> <_csv.Dialect object at 0x>
# ValueError bad delimiter or lineterminator value
# ValueError bad escapechar or lineterminator value
# -> <_csv.Dialect object at 0x>
# TypeError "quoting" must be an integer, not str
# -> <_csv.Dialect object at 0x>
# TypeError cannot pickle 'Dialect' instances
# TypeError cannot pickle 'Dialect' instances
# TypeError function takes at most 9 arguments (10 given)
# TypeError "quoting" must be an integer, not bool
# -> '|'
# -> True
# -> False
# TypeError register_dialect expected at least 1 argument, got 0
# TypeError dialect name must be a string
# -> None
# -> ['a']
# -> ';'
# Error unknown dialect
# Error unknown dialect
# -> None
# -> 131072
# TypeError limit must be an integer
# OverflowError Python int too large to convert to C ssize_t
# TypeError field_size_limit() takes at most 1 argument (2 given)
# TypeError cannot use 'list' as a dict key (unhashable type: 'list')
# Error unknown dialect
# -> {}
# Error unknown dialect
# TypeError register_dialect expected at most 2 arguments, got 3
# TypeError get_dialect() missing required argument 'name' (pos 1)
# ['a,b'] -> [['a', 'b']]
# -> [['a', 'b']]
# -> [['a', 'b']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b']]
# -> [['a', 'b']]
# -> [['a', 'b']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b']]
# -> [['a', 'b']]
# ['a,"b'] -> [['a', 'b']]
# Error unexpected end of data
# -> [['a', 'b']]
# ValueError could not convert string to float: 'a'
# -> [['a', '"b']]
# -> [['a', 'b']]
# -> [['a', 'b']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b']]
# -> [['a', '"b']]
# ['"a""b",c'] -> [['a"b', 'c']]
# -> [['a"b', 'c']]
# -> [['a"b', 'c']]
# ValueError could not convert string to float: 'c'
# -> [['"a""b"', 'c']]
# -> [['a"b', 'c']]
# -> [['a"b"', 'c']]
# ValueError could not convert string to float: 'c'
# -> [['a"b', 'c']]
# -> [['"a""b"', 'c']]
# ['a,"b\n', 'c"'] -> [['a', 'b\nc']]
# -> [['a', 'b\nc']]
# -> [['a', 'b\nc']]
# ValueError could not convert string to float: 'a'
# -> [['a', '"b'], ['c"']]
# -> [['a', 'b\nc']]
# -> [['a', 'b\nc']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b\nc']]
# -> [['a', '"b'], ['c"']]
# ['a\nb'] Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ValueError could not convert string to float: 'a'
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ValueError could not convert string to float: 'a'
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ['a\rb'] Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ValueError could not convert string to float: 'a'
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ValueError could not convert string to float: 'a'
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ['"a"x,b'] -> [['ax', 'b']]
# Error ',' expected after '"'
# -> [['ax', 'b']]
# ValueError could not convert string to float: 'b'
# -> [['"a"x', 'b']]
# -> [['ax', 'b']]
# -> [['ax', 'b']]
# ValueError could not convert string to float: 'b'
# -> [['ax', 'b']]
# -> [['"a"x', 'b']]
# ['a,b\n', '', 'c'] -> [['a', 'b'], [], ['c']]
# -> [['a', 'b'], [], ['c']]
# -> [['a', 'b'], [], ['c']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b'], [], ['c']]
# -> [['a', 'b'], [], ['c']]
# -> [['a', 'b'], [], ['c']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b'], [], ['c']]
# -> [['a', 'b'], [], ['c']]
# [''] -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# ['a b, c'] -> [['a b', ' c']]
# -> [['a b', ' c']]
# -> [['a b', ' c']]
# ValueError could not convert string to float: 'a b'
# -> [['a b', ' c']]
# -> [['a b', 'c']]
# -> [['a b', ' c']]
# ValueError could not convert string to float: 'a b'
# -> [['a b', ' c']]
# -> [['a b', ' c']]
# ['"a'] -> [['a']]
# Error unexpected end of data
# -> [['a']]
# -> [['a']]
# -> [['"a']]
# -> [['a']]
# -> [['a']]
# -> [['a']]
# -> [['a']]
# -> [['"a']]
# ['\x00'] -> [['\x00']]
# -> [['\x00']]
# -> [['\x00']]
# ValueError could not convert string to float: '\x00'
# -> [['\x00']]
# -> [['\x00']]
# -> [['\x00']]
# ValueError could not convert string to float: '\x00'
# -> [['\x00']]
# -> [['\x00']]
# ['a\x00b'] -> [['a\x00b']]
# -> [['a\x00b']]
# -> [['a\x00b']]
# ValueError could not convert string to float: 'a\x00b'
# -> [['a\x00b']]
# -> [['a\x00b']]
# -> [['a\x00b']]
# ValueError could not convert string to float: 'a\x00b'
# -> [['a\x00b']]
# -> [['a\x00b']]
# ['x\\,y'] -> [['x\\', 'y']]
# -> [['x\\', 'y']]
# -> [['x,y']]
# ValueError could not convert string to float: 'x\\'
# -> [['x\\', 'y']]
# -> [['x\\', 'y']]
# -> [['x\\', 'y']]
# ValueError could not convert string to float: 'x\\'
# -> [['x\\', 'y']]
# -> [['x,y']]
# ['1,2.5,"3"'] -> [['1', '2.5', '3']]
# -> [['1', '2.5', '3']]
# -> [['1', '2.5', '3']]
# -> [[1.0, 2.5, '3']]
# -> [['1', '2.5', '"3"']]
# -> [['1', '2.5', '3']]
# -> [['1', '2.5', '3']]
# -> [[1.0, 2.5, '3']]
# -> [['1', '2.5', '3']]
# -> [['1', '2.5', '"3"']]
# ['"",,x'] -> [['', '', 'x']]
# -> [['', '', 'x']]
# -> [['', '', 'x']]
# ValueError could not convert string to float: 'x'
# -> [['""', '', 'x']]
# -> [['', '', 'x']]
# -> [['', '', 'x']]
# ValueError could not convert string to float: 'x'
# -> [['', None, 'x']]
# -> [['""', '', 'x']]
# [5] Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# Error iterator should return strings, not int (the file should be opened in text mode)
# [b'a'] Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# Error iterator should return strings, not bytes (the file should be opened in text mode)
# ['a,"b"\n\n'] -> [['a', 'b']]
# -> [['a', 'b']]
# -> [['a', 'b']]
# ValueError could not convert string to float: 'a'
# -> [['a', '"b"']]
# -> [['a', 'b']]
# -> [['a', 'b']]
# ValueError could not convert string to float: 'a'
# -> [['a', 'b']]
# -> [['a', '"b"']]
# ['"a\nb"'] -> [['a\nb']]
# -> [['a\nb']]
# -> [['a\nb']]
# -> [['a\nb']]
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# -> [['a\nb']]
# -> [['a\nb']]
# -> [['a\nb']]
# -> [['a\nb']]
# Error new-line character seen in unquoted field - do you need to open the file with newline=''?
# ['\n'] -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# -> [[]]
# ['a,'] -> [['a', '']]
# -> [['a', '']]
# -> [['a', '']]
# ValueError could not convert string to float: 'a'
# -> [['a', '']]
# -> [['a', '']]
# -> [['a', '']]
# ValueError could not convert string to float: 'a'
# -> [['a', None]]
# -> [['a', '']]
# ['\\'] -> [['\\']]
# -> [['\\']]
# -> [['\n']]
# ValueError could not convert string to float: '\\'
# -> [['\\']]
# -> [['\\']]
# -> [['\\']]
# ValueError could not convert string to float: '\\'
# -> [['\\']]
# Error unexpected end of data
# ['a\\'] -> [['a\\']]
# -> [['a\\']]
# -> [['a\n']]
# ValueError could not convert string to float: 'a\\'
# -> [['a\\']]
# -> [['a\\']]
# -> [['a\\']]
# ValueError could not convert string to float: 'a\\'
# -> [['a\\']]
# Error unexpected end of data
# TypeError reader expected at least 1 argument, got 0
# TypeError 'int' object is not iterable
# TypeError reader expected at most 2 arguments, got 3
# TypeError this function got an unexpected keyword argument 'zz'
# Error unknown dialect
# -> ['a']
# -> 1
# -> <_csv.Dialect object at 0x>
# TypeError cannot create '_csv.reader' instances
# Error field larger than field limit (3)
# -> [['abc']]
# ['a', 'b'] -> ([5], 'a,b\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([5], 'a,b\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([4], 'a,b!')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a b\r\n')
# ['a,b', 'c"d'] -> ([14], '"a,b","c""d"\r\n')
# -> ([14], '"a,b","c""d"\r\n')
# -> ([14], '"a,b","c""d"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([14], '"a,b","c""d"\r\n')
# -> ([14], '"a,b","c""d"\r\n')
# -> ([11], 'a\\,b,c\\"d\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([12], '"a,b",c\\"d\r\n')
# -> ([14], '"a,b","c""d"\r\n')
# -> ([12], 'a,b "c""d"\r\n')
# -> ([12], 'a,b "c""d"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([13], '"a,b","c""d"!')
# -> ([10], 'a\\,b,c"d\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# [None, 1, 1.5] -> ([8], ',1,1.5\r\n')
# -> ([14], '"","1","1.5"\r\n')
# -> ([10], '"",1,1.5\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([12], ',"1","1.5"\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([8], ' 1 1.5\r\n')
# -> ([10], '"" 1 1.5\r\n')
# -> ([8], ',1,1.5\r\n')
# -> ([7], ',1,1.5!')
# -> ([8], ',1,1.5\r\n')
# -> ('Error', 'empty field must be quoted if delimiter is a space and skipinitialspace is true', None, 'None', 'None')
# [''] -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ([3], '""!')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ('Error', 'empty field must be quoted if delimiter is a space and skipinitialspace is true', None, 'None', 'None')
# [None] -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ([4], '""\r\n')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ([3], '""!')
# -> ('Error', 'single empty field record must be quoted', None, 'None', 'None')
# -> ('Error', 'empty field must be quoted if delimiter is a space and skipinitialspace is true', None, 'None', 'None')
# [] -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# -> ([1], '!')
# -> ([2], '\r\n')
# -> ([2], '\r\n')
# ['a\nb'] -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ([6], 'a\\\nb\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ([7], '"a\nb"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([6], '"a\nb"!')
# -> ([6], 'a\\\nb\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# ['a\rb'] -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ([6], 'a\\\rb\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ([7], '"a\rb"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([6], '"a\rb"!')
# -> ([6], 'a\\\rb\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# ['x;y'] -> ([5], 'x;y\r\n')
# -> ([7], '"x;y"\r\n')
# -> ([7], '"x;y"\r\n')
# -> ([5], 'x;y\r\n')
# -> ([7], '"x;y"\r\n')
# -> ([7], '"x;y"\r\n')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# -> ([4], 'x;y!')
# -> ([5], 'x;y\r\n')
# -> ([5], 'x;y\r\n')
# ['\\'] -> ([3], '\\\r\n')
# -> ([5], '"\\"\r\n')
# -> ([5], '"\\"\r\n')
# -> ([3], '\\\r\n')
# -> ([5], '"\\"\r\n')
# -> ([5], '"\\"\r\n')
# -> ([4], '\\\\\r\n')
# -> ([3], '\\\r\n')
# -> ([4], '\\\\\r\n')
# -> ([4], '\\\\\r\n')
# -> ([3], '\\\r\n')
# -> ([3], '\\\r\n')
# -> ([3], '\\\r\n')
# -> ([2], '\\!')
# -> ([4], '\\\\\r\n')
# -> ([3], '\\\r\n')
# ['a b'] -> ([5], 'a b\r\n')
# -> ([7], '"a b"\r\n')
# -> ([7], '"a b"\r\n')
# -> ([5], 'a b\r\n')
# -> ([7], '"a b"\r\n')
# -> ([7], '"a b"\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a b\r\n')
# -> ([7], '"a b"\r\n')
# -> ([7], '"a b"\r\n')
# -> ([5], 'a b\r\n')
# -> ([4], 'a b!')
# -> ([5], 'a b\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# [' '] -> ([3], ' \r\n')
# -> ([5], '" "\r\n')
# -> ([5], '" "\r\n')
# -> ([3], ' \r\n')
# -> ([5], '" "\r\n')
# -> ([5], '" "\r\n')
# -> ([3], ' \r\n')
# -> ([3], ' \r\n')
# -> ([3], ' \r\n')
# -> ([3], ' \r\n')
# -> ([5], '" "\r\n')
# -> ([5], '" "\r\n')
# -> ([3], ' \r\n')
# -> ([2], ' !')
# -> ([3], ' \r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# ab -> ([5], 'a,b\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([5], 'a,b\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([9], '"a","b"\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a b\r\n')
# -> ([5], 'a,b\r\n')
# -> ([4], 'a,b!')
# -> ([5], 'a,b\r\n')
# -> ([5], 'a b\r\n')
# 5 -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# -> ('Error', 'iterable expected, not int', None, 'None', 'None')
# ['', 'x'] -> ([4], ',x\r\n')
# -> ([8], '"","x"\r\n')
# -> ([8], '"","x"\r\n')
# -> ([4], ',x\r\n')
# -> ([8], '"","x"\r\n')
# -> ([8], '"","x"\r\n')
# -> ([4], ',x\r\n')
# -> ([4], ',x\r\n')
# -> ([4], ',x\r\n')
# -> ([4], ',x\r\n')
# -> ([4], ' x\r\n')
# -> ([6], '"" x\r\n')
# -> ([4], ',x\r\n')
# -> ([3], ',x!')
# -> ([4], ',x\r\n')
# -> ('Error', 'empty field must be quoted if delimiter is a space and skipinitialspace is true', None, 'None', 'None')
# [1, '1', 2.5, None, ''] -> ([11], '1,1,2.5,,\r\n')
# -> ([21], '"1","1","2.5","",""\r\n')
# -> ([17], '1,"1",2.5,"",""\r\n')
# -> ([11], '1,1,2.5,,\r\n')
# -> ([15], '1,"1",2.5,,""\r\n')
# -> ([19], '"1","1","2.5",,""\r\n')
# -> ([11], '1,1,2.5,,\r\n')
# -> ([11], '1,1,2.5,,\r\n')
# -> ([11], '1,1,2.5,,\r\n')
# -> ([11], '1,1,2.5,,\r\n')
# -> ([11], '1 1 2.5  \r\n')
# -> ([15], '1 1 2.5 "" ""\r\n')
# -> ([11], '1,1,2.5,,\r\n')
# -> ([10], '1,1,2.5,,!')
# -> ([11], '1,1,2.5,,\r\n')
# -> ('Error', 'empty field must be quoted if delimiter is a space and skipinitialspace is true', None, 'None', 'None')
# [True] -> ([6], 'True\r\n')
# -> ([8], '"True"\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([8], '"True"\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# -> ([5], 'True!')
# -> ([6], 'True\r\n')
# -> ([6], 'True\r\n')
# ['"'] -> ([6], '""""\r\n')
# -> ([6], '""""\r\n')
# -> ([6], '""""\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([6], '""""\r\n')
# -> ([6], '""""\r\n')
# -> ([4], '\\"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([4], '\\"\r\n')
# -> ([6], '""""\r\n')
# -> ([6], '""""\r\n')
# -> ([6], '""""\r\n')
# -> ([3], '"\r\n')
# -> ([5], '""""!')
# -> ([3], '"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# ['a', '"\\,'] -> ([10], 'a,"""\\,"\r\n')
# -> ([12], '"a","""\\,"\r\n')
# -> ([12], '"a","""\\,"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([12], '"a","""\\,"\r\n')
# -> ([12], '"a","""\\,"\r\n')
# -> ([10], 'a,\\"\\\\\\,\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([11], 'a,"\\"\\\\,"\r\n')
# -> ([11], 'a,"""\\\\,"\r\n')
# -> ([10], 'a """\\,"\r\n')
# -> ([10], 'a """\\,"\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# -> ([9], 'a,"""\\,"!')
# -> ([9], 'a,"\\\\\\,\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# [' x'] -> ([4], ' x\r\n')
# -> ([6], '" x"\r\n')
# -> ([6], '" x"\r\n')
# -> ([4], ' x\r\n')
# -> ([6], '" x"\r\n')
# -> ([6], '" x"\r\n')
# -> ([4], ' x\r\n')
# -> ([4], ' x\r\n')
# -> ([4], ' x\r\n')
# -> ([4], ' x\r\n')
# -> ([6], '" x"\r\n')
# -> ([6], '" x"\r\n')
# -> ([4], ' x\r\n')
# -> ([3], ' x!')
# -> ([4], ' x\r\n')
# -> ('Error', 'need to escape, but no escapechar set', None, 'None', 'None')
# TypeError writer expected at least 1 argument, got 0
# TypeError argument 1 must have a "write" method
# TypeError 'int' object is not iterable
# Error iterable expected, not int
# -> None
# TypeError cannot create '_csv.writer' instances
# -> <_csv.Dialect object at 0x>
# TypeError writer expected at most 2 arguments, got 3
# -> ('ZeroDivisionError', 'division by zero', None, 'None', 'None')
# -> <class '_csv.reader'>
# -> <class '_csv.writer'>
# (<class '_csv.Error'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>) _csv
