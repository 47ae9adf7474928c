"""inspect, linecache and tokenize work with the source of what a program defines."""
import inspect
import io
import linecache
import tokenize


def function(a):
    # A comment.
    return (a +
            1)


class Class:
    """Text."""

    @staticmethod
    def method(): return lambda x: x


# Above.
def commented(): pass


print(inspect.getsource(function))
print(inspect.getsource(Class))
print(inspect.getsourcelines(Class.method))
print(inspect.getsource(Class.method()))
print(inspect.getcomments(commented))
print(linecache.getline(__file__, 2))
try:
    list(tokenize.generate_tokens(io.StringIO("(1 +").readline))
except tokenize.TokenError as error:
    print(error.args)
print(tokenize.untokenize(tokenize.tokenize(io.BytesIO(b"if x :\n  y = [1,\n 2]\n").readline)))

# expect:
# def function(a):
#     # A comment.
#     return (a +
#             1)
#
# class Class:
#     """Text."""
#
#     @staticmethod
#     def method(): return lambda x: x
#
# (['    @staticmethod\n', '    def method(): return lambda x: x\n'], 17)
#     def method(): return lambda x: x
#
# # Above.
#
# import inspect
#
# ('unexpected EOF in multi-line statement', (1, 0))
# b'if x :\n  y = [1,\n 2]\n'
