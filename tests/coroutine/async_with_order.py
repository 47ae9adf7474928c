"""Enter, body, exit; a true result of __aexit__ swallows."""


class Wait:
    def __init__(self, tag):
        self.tag = tag

    def __await__(self):
        yield self.tag


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    async def __aenter__(self):
        await Wait("enter")
        return "target"

    async def __aexit__(self, kind, value, traceback):
        await Wait("exit")
        print("exit", kind, repr(value))
        return self.swallow


async def use(swallow, fail):
    async with Manager(swallow) as target:
        await Wait("body " + target)
        if fail:
            raise KeyError("k")
    return "end"


def drive(co):
    try:
        while True:
            print(co.send(None))
    except StopIteration as e:
        print("->", e.value)
    except KeyError as e:
        print("raised", repr(e))


drive(use(False, False))
drive(use(True, True))
drive(use(False, True))

# expect:
# enter
# body target
# exit
# exit None None
# -> end
# enter
# body target
# exit
# exit <class 'KeyError'> KeyError('k')
# -> end
# enter
# body target
# exit
# exit <class 'KeyError'> KeyError('k')
# raised KeyError('k')
