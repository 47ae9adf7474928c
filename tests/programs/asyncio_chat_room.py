"""A chat room: each client is a task, messages go through queues in memory, and commands are scripted."""

import asyncio
import contextlib
import contextvars
from dataclasses import dataclass, field
from itertools import count

who = contextvars.ContextVar("who", default="system")


@dataclass(eq=False)
class Client:
    name: str
    script: list[str]
    inbox: asyncio.Queue = field(default_factory=asyncio.Queue)
    received: list[str] = field(default_factory=list)

    async def read(self):
        async for message in drain(self.inbox):
            self.received.append(message)
            await asyncio.sleep(0)


async def drain(queue):
    """The messages of a queue, until it is shut down and empty."""
    with contextlib.suppress(asyncio.QueueShutDown):
        while True:
            yield await queue.get()


class Room:
    numbers = count(1)

    def __init__(self, name, history=2):
        self.name, self.history = name, history
        self.members, self.messages = {}, []
        self.changed = asyncio.Condition()

    async def say(self, text, *, to=None, quiet=False):
        line = f"{next(self.numbers)} {who.get()}{f' to {to}' if to else ''}: {text}"
        if not quiet:
            self.messages.append(line)
        for name, client in self.members.items():
            if to in (None, name):
                await client.inbox.put(line)
        async with self.changed:
            self.changed.notify_all()

    async def wait_until(self, predicate):
        async with self.changed:
            await self.changed.wait_for(predicate)

    @contextlib.asynccontextmanager
    async def join(self, client):
        for old in self.messages[-self.history:]:
            client.inbox.put_nowait(f"({old})")
        self.members[client.name] = client
        await self.say(f"{client.name} joined", quiet=True)
        try:
            yield self
        finally:
            del self.members[client.name]
            client.inbox.shutdown()
            await self.say(f"{client.name} left")


class Server:
    def __init__(self):
        self.rooms = {}
        self.kicked = []

    def room(self, name):
        return self.rooms.setdefault(name, Room(name))

    async def session(self, client):
        token = who.set(client.name)
        reader = asyncio.create_task(client.read(), name=f"reader of {client.name}")
        try:
            async with self.room("lobby").join(client) as room:
                for line in client.script:
                    await self.obey(room, client, line)
                    await asyncio.sleep(0)
        except PermissionError as error:
            self.kicked.append((client.name, str(error)))
        finally:
            await reader
            who.reset(token)
        return len(client.received)

    async def obey(self, room, client, line):
        match line.split(maxsplit=2):
            case ["/to", name, text]:
                await room.say(text, to=name)
            case ["/wait", name]:
                await room.wait_until(lambda: name in room.members)
            case ["/quiet", turns]:
                for _ in range(int(turns)):
                    await asyncio.sleep(0)
            case ["/who"]:
                client.inbox.put_nowait("here: " + " ".join(sorted(room.members)))
            case ["/slap", *_]:
                raise PermissionError("no slapping")
            case [command, *_] if command.startswith("/"):
                client.inbox.put_nowait(f"no command {command}")
            case _:
                await room.say(line)


async def bot(room):
    """Answers questions as long as it is not cancelled."""
    client = Client("bot", [])
    who.set("bot")
    answered = 0
    room.members["bot"] = client
    try:
        async for message in drain(client.inbox):
            if message.endswith("?") and "bot:" not in message:
                answered += 1
                await room.say("Yes." if answered % 2 else "No.")
    except asyncio.CancelledError:
        room.members.pop("bot")
        await room.say(f"answered {answered}")
        raise


async def main():
    server = Server()
    clients = [
        Client("ann", ["/wait bob", "hello bob", "/to bob psst", "/who", "is it late?", "/wait cyd", "bye"]),
        Client("bob", ["hi all", "/dance now", "is it early?", "/quiet 60"]),
        Client("cyd", ["/quiet 30", "sorry to be late", "/slap bob", "never said"]),
    ]
    helper = asyncio.create_task(bot(server.room("lobby")))
    async with asyncio.TaskGroup() as group:
        sessions = [group.create_task(server.session(client)) for client in clients]
    helper.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await helper
    print("\n".join(server.room("lobby").messages))
    for client, session in zip(clients, sessions):
        print(f"== {client.name} got {session.result()}")
        print("\n".join(f"   {line}" for line in client.received))
    print("kicked:", server.kicked, "| outside:", who.get(), "| left inside:", list(server.room("lobby").members), helper.cancelled())


if __name__ == "__main__":
    asyncio.run(main())

# expect:
# 3 bob: hi all
# 5 ann: hello bob
# 6 bob: is it early?
# 7 bot: Yes.
# 8 ann to bob: psst
# 9 ann: is it late?
# 10 bot: No.
# 11 ann: bye
# 12 ann: ann left
# 13 cyd: sorry to be late
# 14 cyd: cyd left
# 15 bob: bob left
# 16 bot: answered 2
# == ann got 11
#    1 ann: ann joined
#    2 bob: bob joined
#    3 bob: hi all
#    4 cyd: cyd joined
#    5 ann: hello bob
#    6 bob: is it early?
#    7 bot: Yes.
#    here: ann bob bot cyd
#    9 ann: is it late?
#    10 bot: No.
#    11 ann: bye
# == bob got 14
#    2 bob: bob joined
#    3 bob: hi all
#    4 cyd: cyd joined
#    no command /dance
#    5 ann: hello bob
#    6 bob: is it early?
#    7 bot: Yes.
#    8 ann to bob: psst
#    9 ann: is it late?
#    10 bot: No.
#    11 ann: bye
#    12 ann: ann left
#    13 cyd: sorry to be late
#    14 cyd: cyd left
# == cyd got 10
#    (3 bob: hi all)
#    4 cyd: cyd joined
#    5 ann: hello bob
#    6 bob: is it early?
#    7 bot: Yes.
#    9 ann: is it late?
#    10 bot: No.
#    11 ann: bye
#    12 ann: ann left
#    13 cyd: sorry to be late
# kicked: [('cyd', 'no slapping')] | outside: system | left inside: [] True
