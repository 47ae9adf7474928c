"""Module _random: the stream of CPython, seeds, states, errors."""
import _random


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


R=_random.Random
show(lambda: R(1).random())
show(lambda: R(-1).random())
show(lambda: R(2**100).getrandbits(77))
show(lambda: R(1.5).random())
show(lambda: R(1,2))
show(lambda: R(a=1))
show(lambda: R(1).getrandbits(0))
show(lambda: R(1).getrandbits(-1))
show(lambda: R(1).setstate(3))
show(lambda: R(1).setstate((1,)))
show(lambda: R(1).setstate((1,)*625))
show(lambda: R(1).setstate((-1,)*625))
show(lambda: R(1).setstate(('a',)*625))
show(lambda: R(1).seed(1,2))
show(lambda: R(0).getstate()[:3])
show(lambda: R([]))
show(lambda: R(1).getrandbits('a'))
show(lambda: R(1).getrandbits(2**70))
show(lambda: R(1).seed())
show(lambda: R(1).getstate()[-2:])
show(lambda: R(1).setstate((2**40,)*625))
show(lambda: R(1).setstate((1,)*624+(-5,)))
class Q(R):
  def __init__(self,*a,**k): pass
show(lambda: Q(7).random())
show(lambda: R(True).random()==R(1).random())
show(lambda: R(1).index)
r=R(12345)
show(lambda: [r.getrandbits(k) for k in (1,8,31,32,33,64,65,127,128,1000)])
show(lambda: [r.random() for _ in range(5)])
st=r.getstate()
show(lambda: hash(st)==hash(r.getstate()))
a=[r.random() for _ in range(700)]
r.setstate(st)
show(lambda: a==[r.random() for _ in range(700)])
show(lambda: R(10**50).random())
show(lambda: R(-10**50).random())

# expect:
# 0.13436424411240122
# 0.13436424411240122
# 34091067597307820600341
# 0.551763726942059
# TypeError: Random expected at most 1 argument, got 2
# TypeError: Random() takes no keyword arguments
# 0
# ValueError: Cannot convert negative int
# TypeError: state vector must be a tuple
# ValueError: state vector is the wrong size
# None
# OverflowError: can't convert negative value to unsigned int
# TypeError: an integer is required
# TypeError: seed expected at most 1 argument, got 2
# (2147483648, 766982754, 497961170)
# TypeError: unhashable type: 'list'
# TypeError: 'str' object cannot be interpreted as an integer
# OverflowError: Python int too large for C uint64_t
# None
# (1781494222, 624)
# ValueError: invalid state
# ValueError: invalid state
# 0.0
# True
# AttributeError: '_random.Random' object has no attribute 'index'
# [0, 187, 21838114, 3522623596, 7839202253, 15774518201988393282, 17188393767951940199, 27509757672278479334164641378978415626, 147320578283159195410161463702346341561, 10339508494003271807059815055394184271904331470246193222500970781484276071353096214137576108575707873781447970072005684226344860896128264095348736504515376148880962319042614262252372001076360153036033775345300091892890656123049373666968169032499096555779282797140446317294063558261799915998152029031260]
# [0.5107097773164395, 0.6907109599152955, 0.41547847541760363, 0.006673305781472405, 0.6639000167754812]
# True
# True
# 0.8266205292084633
# 0.8266205292084633
