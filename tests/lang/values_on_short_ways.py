"""Sorts, slices, fields and look-ups of exact builtin values, which take short ways, beside their general forms."""
class A:
    def __init__(s,v): s.v=v
    def __lt__(s,o):
        if not isinstance(o,A): return NotImplemented
        return s.v<o.v
    def __repr__(s): return f'A({s.v})'
class B(A):
    def __lt__(s,o): return NotImplemented
    def __gt__(s,o): return s.v>o.v
xs=[A((i*7919)%101) for i in range(200)]
print(sorted(xs)[:5], sorted(xs, reverse=True)[:3])
ys=[B((i*7919)%101) for i in range(100)]
print(sorted(ys)[:5])
try: sorted([A(1),3,A(2)])
except TypeError as e: print(e)
print(sorted([(1,'b',2.5),(1,'a',0.0),(0,'z',-0.0),(1,'a',-0.0)]))
print(sorted([(1,),(1,2),()]), sorted([(1,2.0),(1,1)]), sorted([(True,2),(0,3),(1,1)]))
print(sorted({'b':1,'a':1,'c':0}.items(), key=lambda kv:(-kv[1],kv[0])))
print([x for x in sorted([0.0,-0.0,0.0])], sorted([3,1.5,2]), sorted(['b','a','é','z']))
d={}
d[(1,2)]=1; d[(1,'a')]=2; d[(1.0,2)]=3; d[True]=4; d[1]=5; d[1.0]=6; d['x']=7
print(d, (1,2) in d, d[(True,2)])
d={i:i for i in range(20)}
for k,v in d.items(): pass
ps=list(d.items()); print(ps[:3], len(set(map(id,ps))))
it=iter(d.items()); a=next(it); b=next(it); print(a,b)
z=zip([1,2,3],'abc'); a=next(z); b=next(z); print(a,b)
e=enumerate('abc'); a=next(e); b=next(e); print(a,b, list(e))
l=list(range(10))
l[2:5]=l[::-1]; print(l); l[:3]=l; print(l); l[5:]=(); print(l); l[1:1]=[9,9]; print(l)
try:
    l[::0] = 5
except ValueError as e:
    print(e)
print([][::-1], [1][::-1], [1,2,3][2::-1], [1,2,3][10::-1], [1,2,3][-10::-1], 'abc'[::-1], (1,2,3)[::-2], 'abc'[-2:], (1,2)[5:], [1,2,3][1:-1], 'héllo'[1:3], 'abc'[::0+2])
try: 'abc'[::0]
except ValueError as e: print(e)
print(f'{-5:05d}|{255:x}|{3.14159:.2f}|{-0.0:.1f}|{2.5:.0f}|{1e20:.3f}|{5:>4}|{"a":>3}|{True:d}|{True}|{1.5}|{10**20:,}|{3:3}|{7:03}|{1.005:8.2f}|{-1.5:08.2f}')
print('%d %5d %05d %x %.3f %6.2f %s %s %r %-5d|' % (1,-2,-3,255,1.0005,-2.345,True,'x','y',4))
try: f'{1:q}'
except ValueError as e: print(e)
try: f'{1.0:d}'
except ValueError as e: print(e)
print('a,b'.upper(),'ÀB'.lower(),''.lower(),'A'.lower(),'É'.lower(), ','.join([]), ','.join(['a']), ''.join('ab'), 'é'.join('xyz'), ''.join(['a','']) )
try: ','.join(['a',1])
except TypeError as e: print(e)
print('..,a.,'.strip('.,'), 'éaé'.strip('é'), 'abc'.strip('c'), 'aaa'.strip('a'), isinstance(1,str), isinstance([],(int,list)), isinstance(True,int))
print(max(1,2.5), min('b','a'), max((1,2),(1,3)), max([3,1]), min(3,1,2,key=lambda x:-x))
print(int(' 12 '), int('-5'), int(3.9))

for call in (
    lambda: "%*d" % (2**40, 1), lambda: list(range(10**13)), lambda: [*range(10**13)], lambda: sorted(range(10**13)),
    lambda: [0] * 10**13, lambda: bytes(10**13), lambda: "x" * 10**13, lambda: "x".ljust(10**13),
):
    try:
        call()
    except MemoryError:
        print("MemoryError")

# expect:
# [A(0), A(0), A(1), A(1), A(2)] [A(100), A(100), A(99)]
# [A(0), A(1), A(2), A(3), A(4)]
# '<' not supported between instances of 'int' and 'A'
# [(0, 'z', -0.0), (1, 'a', 0.0), (1, 'a', -0.0), (1, 'b', 2.5)]
# [(), (1,), (1, 2)] [(1, 1), (1, 2.0)] [(0, 3), (1, 1), (True, 2)]
# [('a', 1), ('b', 1), ('c', 0)]
# [0.0, -0.0, 0.0] [1.5, 2, 3] ['a', 'b', 'z', 'é']
# {(1, 2): 3, (1, 'a'): 2, True: 6, 'x': 7} True 3
# [(0, 0), (1, 1), (2, 2)] 20
# (0, 0) (1, 1)
# (1, 'a') (2, 'b')
# (0, 'a') (1, 'b') [(2, 'c')]
# [0, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 5, 6, 7, 8, 9]
# [0, 1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 5, 6, 7, 8, 9]
# [0, 1, 9, 8, 7]
# [0, 9, 9, 1, 9, 8, 7]
# slice step cannot be zero
# [] [1] [3, 2, 1] [3, 2, 1] [] cba (3, 1) bc () [2] él ac
# slice step cannot be zero
# -0005|ff|3.14|-0.0|2|100000000000000000000.000|   5|  a|1|True|1.5|100,000,000,000,000,000,000|  3|007|    1.00|-0001.50
# 1    -2 -0003 ff 1.000  -2.35 True x 'y' 4    |
# Unknown format code 'q' for object of type 'int'
# Unknown format code 'd' for object of type 'float'
# A,B àb  a é  a ab xéyéz a
# sequence item 1: expected str instance, int found
# a a ab  False True True
# 2.5 a (1, 3) 3 3
# 12 -5 3
# MemoryError
# MemoryError
# MemoryError
# MemoryError
# MemoryError
# MemoryError
# MemoryError
# MemoryError
