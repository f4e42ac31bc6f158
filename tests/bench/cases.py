"""What is measured.  A group is one visit to a server; it gives one figure
or several, each of which is a case."""

import os
import socket
import subprocess
import time

import mail

MIB50 = 50 * 1024 * 1024


class Failed(Exception):
    pass


class Case:
    """goal: times the best peer; floor_goal: times the floor; limit: in
    the case's own unit.  more: a greater figure is the better one.
    files: a peer that keeps all mail in one file does not count."""

    def __init__(self, table, title, unit, more, goal=None,
                 floor_goal=None, limit=None, files=False):
        self.table, self.title, self.unit, self.more = (
            table, title, unit, more)
        self.goal, self.floor_goal, self.limit = goal, floor_goal, limit
        self.files = files


def smtp(title, goal, floor_goal=None, unit="/s"):
    return Case("smtp", title, unit, True, goal, floor_goal)


def pop3(title, unit, goal, limit=None, files=False):
    return Case("pop3", title, unit, unit != "ms", goal, limit=limit,
                files=files)


CASES = {
    "smtp-1": smtp("4 KiB, 1 client, one per connection", 2),
    "smtp-10": smtp("4 KiB, 10 clients, one per connection", 2),
    "smtp-1x100": smtp("4 KiB, 1 client, 100 pipelined per connection",
                       3, 0.8),
    "smtp-10x100": smtp("4 KiB, 10 clients, 100 pipelined per connection",
                        2),
    "smtp-rcpt": smtp("4 KiB, 10 recipients in one transaction", 2),
    "smtp-50m": smtp("one message of 50 MiB", 1, 0.7, "MB/s"),
    "pop3-first": pop3("10,000: login+STAT, first", "ms", 0.7),
    "pop3-again": pop3("10,000: login+STAT, again", "ms", 0.3),
    "pop3-list": pop3("10,000: LIST", "ms", 1),
    "pop3-uidl": pop3("10,000: UIDL", "ms", 0.5),
    "pop3-retr": pop3("10,000: RETR of all, pipelined", "MB/s", 1.2),
    "pop3-retr8": pop3("10,000: RETR of all, 8 sessions", "MB/s", 1.2),
    "pop3-dele": pop3("10,000: DELE of all + QUIT", "ms", 0.8,
                      files=True),
    "pop3-100k": pop3("100,000: login+STAT, unchanged", "ms", None, 5),
    "session": Case("session", "POP3 connect+login+QUIT, 8 clients", "/s",
                    True, 1),
    # The floor is a program that does nothing, built the same way.
    "greet": Case("greeting", "connect to greeting, one at a time", "us",
                  False, floor_goal=2),
    "greet-8": Case("greeting", "connect, greeting, QUIT, 8 clients", "/s",
                    True),
    "memory-smtp": Case("memory", "idle SMTP session, private", "kB", False,
                        limit=300),
    "memory-smtp-dirty": Case("memory", "the same, private and dirty", "kB",
                              False),
    "memory-1k": Case("memory", "idle POP3 session, 1,000, private", "kB",
                      False, limit=300),
    "memory-1k-dirty": Case("memory", "the same, private and dirty", "kB",
                            False),
    "memory-100k": Case("memory", "idle POP3 session, 100,000, private",
                        "kB", False, limit=12000),
    "memory-100k-dirty": Case("memory", "the same, private and dirty",
                              "kB", False),
}


def figures(bench, program, *args):
    """Runs load or floor and reads its figures."""
    got = subprocess.run(
        [f"{bench.scratch}/bin/{program}"] + [str(a) for a in args],
        capture_output=True, text=True)
    if got.returncode != 0:
        raise Failed(got.stderr.strip() or f"exit {got.returncode}")
    return {k: float(v) for k, v in
            (line.split() for line in got.stdout.splitlines())}


# ------------------------------------------------------------------- SMTP

SMTP = {        # clients, per connection, total, recipients, size
    "smtp-1": (1, 1, 400, 1, 4096),
    "smtp-10": (10, 1, 1000, 1, 4096),
    "smtp-1x100": (1, 100, 500, 1, 4096),
    "smtp-10x100": (10, 100, 2000, 1, 4096),
    "smtp-rcpt": (1, 1, 100, 10, 4096),
    "smtp-50m": (1, 1, 1, 1, MIB50),
}


def settle(server, before, total, size):
    """Waits until all is in the Maildirs; returns how long that took.
    Ours must have delivered when it said 250."""
    began = time.monotonic()
    while True:
        names = mail.delivered(server.inbox)
        if len(names) - before >= total:
            break
        if server.ours:
            raise Failed(f"{len(names) - before} of {total} in the "
                         "Maildirs after 250")
        if time.monotonic() - began > 120:
            raise Failed(f"{len(names) - before} of {total} delivered")
        time.sleep(0.02)
    took = time.monotonic() - began
    for name in names:
        # The size on the wire less the CRs: about one octet in 70.
        if os.path.getsize(name) < size * 0.97:
            raise Failed(f"{name} is too short")
        os.unlink(name)
    return took


def smtp_group(key):
    clients, per, total, rcpts, size = SMTP[key]

    def visit(bench, server):
        if server.floor:
            return {key: floor_visit(bench, key)}
        args = ["-P"] if per > 1 and server.pipelining else []
        before = len(mail.delivered(server.inbox))
        got = figures(bench, "load", "smtp", "-p", server.port, "-u", 10,
                      "-c", clients, "-m", per, "-n", total, "-r", rcpts,
                      "-s", size, *args)
        took = settle(server, before, total * rcpts, size)
        rate = "mbytes_rate" if size == MIB50 else "rate"
        share = got["seconds"] / (got["seconds"] + took)
        return {key: got[rate], key + "-delivered": got[rate] * share}
    return visit


def floor_visit(bench, key):
    """What the disk allows for the same messages."""
    clients, _, _, rcpts, size = SMTP[key]
    if size == MIB50:
        return figures(bench, "floor", "stream", bench.floor_dir,
                       MIB50)["mbytes_rate"]
    return figures(bench, "floor", "files", bench.floor_dir, clients,
                   500 * clients, size)["rate"] / rcpts


# ------------------------------------------------------------------- POP3

def pop3_load(bench, server, user, phases, clients=1):
    got = figures(bench, "load", "pop3", "-p", server.port, "-f", user,
                  "-u", clients, "-c", clients, "-n", mail.COUNT[user],
                  *phases.split())
    if not server.mbox and got["octets"] != clients * bench.octets(user):
        raise Failed(f"{got['octets']:.0f} octets instead of "
                     f"{clients * bench.octets(user)}")
    got["open"] = got["connect"] + got["login"] + got["stat"]
    return got


def open_group(bench, server):
    user = mail.BIG[0]
    mail.purge(bench.mail, user)
    first = pop3_load(bench, server, user, "connect login stat quit")
    again = pop3_load(bench, server, user,
                      "connect login stat list uidl retr quit")
    return {"pop3-first": first["open"] * 1e3,
            "pop3-again": again["open"] * 1e3,
            "pop3-list": again["list"] * 1e3,
            "pop3-uidl": again["uidl"] * 1e3,
            "pop3-retr": again["octets"] / again["retr"] / 1e6}


def retr8_group(bench, server):
    got = pop3_load(bench, server, mail.BIG[0],
                    "connect login stat retr quit", len(mail.BIG))
    return {"pop3-retr8": got["octets"] / got["retr"] / 1e6}


def dele_group(bench, server):
    """Not synced before: what is written and removed within seconds never
    gets its blocks, and removing it costs a tenth.  See README.md."""
    if server.floor:
        return {"pop3-dele": figures(bench, "floor", "unlink",
                                     bench.floor_dir, 10000,
                                     4096)["seconds"] * 1e3}
    if server.mbox:
        mail.fill_mbox(mail.DELE)
    else:
        mail.fill_maildir(bench.mail, mail.DELE)
    got = pop3_load(bench, server, mail.DELE,
                    "connect login stat dele quit")
    n = mail.left(server, bench.mail, mail.DELE)
    if n != 0:
        raise Failed(f"{n} left after DELE of all")
    return {"pop3-dele": (got["dele"] + got["quit"]) * 1e3}


def huge_group(bench, server):
    phases = "connect login stat quit"
    if server.title not in bench.warm:
        pop3_load(bench, server, mail.HUGE, phases)
        bench.warm.add(server.title)
    got = pop3_load(bench, server, mail.HUGE, phases)
    return {"pop3-100k": got["open"] * 1e3}


def session_group(bench, server):
    total = 300 if server.slow else 1500
    got = figures(bench, "load", "session", "-p", server.port, "-c", 8,
                  "-u", 8, "-f", mail.FEW[0], "-n", total)
    return {"session": got["rate"]}


def greet_group(bench, server):
    total = 100 if server.slow else 300
    one = figures(bench, "load", "greet", "-p", server.port, "-n", total)
    if server.kind == "smtp" and not server.ours:
        return {"greet": one["greeting_us"]}
    eight = figures(bench, "load", "greet", "-p", server.port, "-c", 8,
                    "-n", total * 5)
    return {"greet": one["greeting_us"], "greet-8": eight["rate"]}


# ----------------------------------------------------------------- memory

def processes():
    return {int(p) for p in os.listdir("/proc") if p.isdigit()}


def private(pid):
    """Private_Clean + Private_Dirty, and Private_Dirty alone, in kB."""
    clean = dirty = 0
    try:
        with open(f"/proc/{pid}/smaps_rollup") as f:
            for line in f:
                if line.startswith("Private_Clean:"):
                    clean = int(line.split()[1])
                elif line.startswith("Private_Dirty:"):
                    dirty = int(line.split()[1])
    except (FileNotFoundError, ProcessLookupError):
        pass
    return clean + dirty, dirty


def owner(server, sock):
    """The processes that hold the server's end of this connection: a
    daemon may serve it with a process that was there before."""
    ours, theirs = sock.getsockname()[1], server.port
    inode = None
    with open("/proc/net/tcp") as f:
        for line in f.readlines()[1:]:
            field = line.split()
            ports = [int(field[i].split(":")[1], 16) for i in (1, 2)]
            if ports == [theirs, ours]:
                inode = field[9]
    found = set()
    for pid in processes():
        try:
            for fd in os.scandir(f"/proc/{pid}/fd"):
                if os.readlink(fd.path) == f"socket:[{inode}]":
                    found.add(pid)
        except OSError:
            pass                    # gone meanwhile
    return found


def say(s, lines):
    """Says the lines, after the greeting, and waits for good replies."""
    f = s.makefile("rb")
    f.readline()
    for line in lines:
        s.sendall(line.encode() + b"\r\n")
        reply = f.readline()
        while reply[3:4] == b"-" and reply[:3].isdigit():
            reply = f.readline()
        if reply[:1] not in (b"+", b"2"):
            raise Failed(reply.decode(errors="replace").strip())


def connect(server):
    return socket.create_connection(("127.0.0.1", server.port), 30)


def idle(server, lines, other):
    """Says the lines, waits, and weighs the processes that came, and the
    one that serves, beside a second session: what the two share, above all
    the program, is not private."""
    with connect(server) as first, connect(server) as s:
        say(first, other)
        before = processes() - owner(server, s)
        say(s, lines)
        time.sleep(0.3)
        new = (processes() - before) | owner(server, s)
        total = [private(pid) for pid in new]
    time.sleep(0.1)
    if not new:
        raise Failed("no process of its own")
    return sum(t[0] for t in total), sum(t[1] for t in total)


def memory_group(bench, server):
    def login(user):
        return [f"USER user{user}", "PASS secret", "STAT"]

    def pop3_idle(user, other):
        return idle(server, login(user), login(other))

    if server.kind == "smtp":
        names = {"memory-smtp": idle(server, ["EHLO bench.test"],
                                     ["EHLO bench.test"])}
    else:
        names = {"memory-1k": pop3_idle(mail.SMALL, mail.HUGE),
                 "memory-100k": pop3_idle(mail.HUGE, mail.SMALL)}
    return {**{k: v[0] for k, v in names.items()},
            **{k + "-dirty": v[1] for k, v in names.items()}}


class Group:
    """kinds: the servers it visits; users: the mailboxes it needs."""

    def __init__(self, kinds, visit, users=(), reps=None):
        self.kinds, self.visit, self.users, self.reps = (
            kinds.split(), visit, tuple(users), reps)


GROUPS = {
    **{key: Group("smtp disk", smtp_group(key)) for key in SMTP},
    "open": Group("pop3", open_group, mail.BIG[:1]),
    "retr8": Group("pop3", retr8_group, mail.BIG),
    "dele": Group("pop3 disk", dele_group),
    "100k": Group("pop3", huge_group, [mail.HUGE]),
    "session": Group("pop3", session_group, mail.FEW),
    "greet": Group("smtp pop3 nothing", greet_group),
    "memory": Group("smtp pop3", memory_group, [mail.SMALL, mail.HUGE], 3),
}
