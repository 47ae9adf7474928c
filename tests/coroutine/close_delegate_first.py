"""close() reaches the innermost generator first, then each outer one."""


def level(n):
    try:
        if n:
            yield from level(n - 1)
        else:
            yield "bottom"
    except GeneratorExit:
        print("exit", n)
        raise
    finally:
        print("finally", n)


it = level(2)
print(next(it))
print(it.close())

# expect:
# bottom
# exit 0
# finally 0
# exit 1
# finally 1
# exit 2
# finally 2
# None
