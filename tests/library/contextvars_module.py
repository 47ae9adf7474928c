"""Module _contextvars: variables, tokens, contexts."""
import _contextvars as C
import gc


def show(call):
    try:
        text = ascii(call())
    except BaseException as error:
        text = f"{type(error).__name__}: {error}"
    # Addresses differ from run to run.
    while " at 0x" in text:
        head, _, tail = text.partition(" at 0x")
        digits = 0
        while digits < len(tail) and tail[digits] in "0123456789abcdef":
            digits += 1
        text = head + " at ..." + tail[digits:]
    print(text)


v=C.ContextVar('v')
w=C.ContextVar('w',default=3)
show(lambda: v.get())
show(lambda: v.get(5))
show(lambda: w.get())
show(lambda: C.ContextVar(3))
show(lambda: C.ContextVar())
show(lambda: v)
show(lambda: w)
t=v.set(1)
show(lambda: t)
show(lambda: t.old_value)
show(lambda: t.var is v)
show(lambda: v.reset(t))
show(lambda: v.reset(t))
show(lambda: t)
show(lambda: v.reset(3))
show(lambda: w.reset(v.set(3)))
c=C.copy_context()
show(lambda: len(c))
show(lambda: c[v])
show(lambda: c[w])
show(lambda: c[3])
show(lambda: 3 in c)
show(lambda: v in c)
show(lambda: c.get(3))
show(lambda: c.get(w,8))
show(lambda: list(c.items())==[(v,3)])
show(lambda: list(c.keys()))
show(lambda: list(c.values()))
show(lambda: c==C.copy_context())
show(lambda: c==3)
show(lambda: hash(c))
show(lambda: c.run())
show(lambda: c.run(lambda: c.run(int)))
show(lambda: C.Context(1))
show(lambda: C.Token())
show(lambda: C.Token.MISSING)
show(lambda: c)
show(lambda: iter(c))
show(lambda: c.items())
show(lambda: type(c.keys()))
t2=v.set(8)
with t2 as q: print(q is t2, v.get())
print(v.get())
show(lambda: c.run(v.reset,t))
show(lambda: c.run(v.reset,v.set(3)))
show(lambda: C.Token[int])
show(lambda: C.ContextVar[int])
show(lambda: t==t)
show(lambda: hash(t))
show(lambda: type('X',(C.Context,),{}))
show(lambda: type('X',(C.ContextVar,),{}))
show(lambda: type('X',(C.Token,),{}))
show(lambda: v.name)
show(lambda: setattr(v,'name',3))
show(lambda: c.copy()==c)
show(lambda: c<c)
show(lambda: C.ContextVar('x',3))
show(lambda: C.ContextVar('x',q=3))
show(lambda: v.get(1,2))
show(lambda: c.run(1))
show(lambda: v.set(t).old_value)
show(lambda: t2.__enter__())
show(lambda: t2.__exit__(None,None,None))
show(lambda: (C.Token.MISSING, type(C.Token.MISSING)))
class Node: pass
died=[]
class Loud:
    def __del__(self): died.append(1)
def cycle():
    c=C.Context()
    n=Node()
    n.c=c
    n.loud=Loud()
    c.run(C.ContextVar('n').set,n)
cycle()
gc.collect()
show(lambda: died)
many=[C.ContextVar(str(i)) for i in range(300)]
big=C.Context()
def fill():
    for i,x in enumerate(many): x.set(i)
big.run(fill)
snap=big.copy()
def drop():
    ts=[x.set(-1) for x in many]
    for x,t in zip(many,ts): x.reset(t)
    return C.copy_context()==snap
show(lambda: big.run(drop))
show(lambda: (len(big),sorted(big.values())==list(range(300)),big==snap))

# expect:
# LookupError: <ContextVar name='v' at ...>
# 5
# 3
# TypeError: context variable name must be a str
# TypeError: ContextVar() takes exactly 1 positional argument (0 given)
# <ContextVar name='v' at ...>
# <ContextVar name='w' default=3 at ...>
# <Token var=<ContextVar name='v' at ...> at ...>
# <Token.MISSING>
# True
# None
# RuntimeError: <Token used var=<ContextVar name='v' at ...> at ...> has already been used once
# <Token used var=<ContextVar name='v' at ...> at ...>
# TypeError: expected an instance of Token, got 3
# ValueError: <Token var=<ContextVar name='v' at ...> at ...> was created by a different ContextVar
# 1
# 3
# KeyError: <ContextVar name='w' default=3 at ...>
# TypeError: a ContextVar key was expected, got 3
# TypeError: a ContextVar key was expected, got 3
# True
# TypeError: a ContextVar key was expected, got 3
# 8
# True
# [<ContextVar name='v' at ...>]
# [3]
# True
# False
# TypeError: unhashable type: '_contextvars.Context'
# TypeError: run() missing 1 required positional argument
# RuntimeError: cannot enter context: <_contextvars.Context object at ...> is already entered
# TypeError: Context() does not accept any arguments
# RuntimeError: Tokens can only be created by ContextVars
# <Token.MISSING>
# <_contextvars.Context object at ...>
# <keys object at ...>
# <items object at ...>
# <class 'keys'>
# True 8
# 3
# RuntimeError: <Token used var=<ContextVar name='v' at ...> at ...> has already been used once
# ValueError: <Token var=<ContextVar name='v' at ...> at ...> was created in a different Context
# _contextvars.Token[int]
# _contextvars.ContextVar[int]
# True
# TypeError: unhashable type: '_contextvars.Token'
# TypeError: type '_contextvars.Context' is not an acceptable base type
# TypeError: type '_contextvars.ContextVar' is not an acceptable base type
# TypeError: type '_contextvars.Token' is not an acceptable base type
# 'v'
# AttributeError: readonly attribute
# True
# TypeError: '<' not supported between instances of '_contextvars.Context' and '_contextvars.Context'
# TypeError: ContextVar() takes at most 1 positional argument (2 given)
# TypeError: ContextVar() got an unexpected keyword argument 'q'
# TypeError: get expected at most 1 argument, got 2
# TypeError: 'int' object is not callable
# 3
# <Token used var=<ContextVar name='v' at ...> at ...>
# RuntimeError: <Token used var=<ContextVar name='v' at ...> at ...> has already been used once
# (<Token.MISSING>, <class 'Token.MISSING'>)
# [1]
# True
# (300, True, True)
