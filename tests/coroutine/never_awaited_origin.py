"""Origin tracking keeps where a coroutine was made."""
import sys


async def c():
    pass


def make():
    return c()


co = make()
print(co.cr_origin)
co.close()
sys.set_coroutine_origin_tracking_depth(2)
co = make()
print([(line, name) for _, line, name in co.cr_origin])
co.close()
sys.set_coroutine_origin_tracking_depth(0)
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)

# expect:
# None
# [(10, 'make'), (17, '<module>')]
# depth must be >= 0
