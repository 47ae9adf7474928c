"""Arguments, contexts and handlers of exceptions, made by classes, by natives and by subclasses."""


def shown(make):
    try:
        make()
    except BaseException as e:
        return type(e).__name__, e.args, str(e)


class Own(Exception):
    pass


class Two(Exception):
    def __init__(self, a, b):
        super().__init__(b)
        self.a = a


class New(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, "from new")
        return self

    def __init__(self, *args):
        pass


def throw(e):
    raise e


print(shown(lambda: throw(Own)), shown(lambda: throw(Own())), shown(lambda: throw(Own(1))))
print(shown(lambda: throw(Own(1, 2))), shown(lambda: throw(Own((1, 2)))), shown(lambda: throw(Own(()))))
print(shown(lambda: throw(Two(1, 2))), shown(lambda: throw(New(5))), shown(lambda: throw(Own(x=1))))
print(shown(lambda: {}["k"]), shown(lambda: {}[(1,)]), shown(lambda: [][3]), shown(lambda: ()[0]))
e = Own("one")
print(e.args is e.args, e.args, repr(e), e == Own("one"))
e.args = [4, 5]
print(e.args, repr(e))
e.args = "x"
print(e.args, str(e))
e.__init__("new", "args")
print(e.args)
e.__init__()
print(e.args, repr(e))
print(Own.__new__(Own, 7).args, BaseException(8, 9).args, Own(1).__reduce__(), Own().__reduce__())
print(KeyError("k"), KeyError(), KeyError(1, 2), StopIteration(3).value, StopIteration().value)
stop = StopIteration(1)
stop.args = (2,)
print(stop.value, stop.args)


def contexts():
    try:
        try:
            raise Own("first")
        except Own:
            raise Two(1, "second")
    except Two as e:
        return e


e = contexts()
print(repr(e.__context__), e.__cause__, e.__suppress_context__)


def circle():
    a, b = Own("a"), Own("b")
    try:
        raise a
    except Own:
        try:
            raise b
        except Own:
            try:
                raise a
            except Own as e:
                return e, e.__context__, e.__context__.__context__


print(circle())


class Meta(type):
    def __instancecheck__(cls, other):
        return True

    def __subclasscheck__(cls, other):
        return True


class Everything(Exception, metaclass=Meta):
    pass


try:
    try:
        raise ValueError
    except Everything:
        print("caught by __subclasscheck__")
except ValueError:
    print("not caught")
for wrong in (int, 3, (ValueError, int), "x"):
    try:
        try:
            raise KeyError("inside")
        except wrong:
            pass
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__context__))
for wrong in (int, 3, None, object()):
    try:
        raise wrong
    except TypeError as e:
        print(e)
try:
    raise
except RuntimeError as e:
    print(e)


def order():
    try:
        try:
            yield "try"
            raise Own
        finally:
            yield "finally"
    except Own:
        yield "except"
        try:
            raise
        except Own as e:
            yield e.__context__
    yield "end"


print(list(order()))
Own.__init__ = lambda self, *args: print("init", args)
print(Own(1, 2).args)
del Own.__init__
print(Own(1).args)

# expect:
# ('Own', (), '') ('Own', (), '') ('Own', (1,), '1')
# ('Own', (1, 2), '(1, 2)') ('Own', ((1, 2),), '(1, 2)') ('Own', ((),), '()')
# ('Two', (2,), '2') ('New', ('from new',), 'from new') ('TypeError', ('Own() takes no keyword arguments',), 'Own() takes no keyword arguments')
# ('KeyError', ('k',), "'k'") ('KeyError', ((1,),), '(1,)') ('IndexError', ('list index out of range',), 'list index out of range') ('IndexError', ('tuple index out of range',), 'tuple index out of range')
# True ('one',) Own('one') False
# (4, 5) Own(4, 5)
# ('x',) x
# ('new', 'args')
# () Own()
# (7,) (8, 9) (<class '__main__.Own'>, (1,)) (<class '__main__.Own'>, ())
# 'k'  (1, 2) 3 None
# 1 (2,)
# Own('first') None False
# (Own('a'), Own('b'), None)
# not caught
# TypeError catching classes that do not inherit from BaseException is not allowed KeyError('inside')
# TypeError catching classes that do not inherit from BaseException is not allowed KeyError('inside')
# TypeError catching classes that do not inherit from BaseException is not allowed KeyError('inside')
# TypeError catching classes that do not inherit from BaseException is not allowed KeyError('inside')
# exceptions must derive from BaseException
# exceptions must derive from BaseException
# exceptions must derive from BaseException
# exceptions must derive from BaseException
# No active exception to reraise
# ['try', 'finally', 'except', None, 'end']
# init (1, 2)
# (1, 2)
# (1,)
