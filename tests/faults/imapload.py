"""imapload: IMAP clients that change mailboxes, and what must be true of each
mailbox whenever everything stops: powercut.test, kill.test, order.test.

Every message belongs to one client, which does one thing after the other.  So
what is found must be as after one of its commands, none earlier than the last
that was acknowledged, none later than the last that was begun; or between two:

  1. COPY, APPEND and RENAME have happened whole, or not at all.
  2. A message on its MOVE is where it was, or where it goes, never in both.
  3. STORE and EXPUNGE have happened to some messages, or to none, or to all.
  4. A UID that anybody was told of never names another message, and no UID
     is given that is not above all that anybody was told of.
"""
import random
import re
import socket
import threading
import time

FOLDERS = 'INBOX', 'A', 'B'
TREE = '', '.x', '.x.y'         # below the name that RENAME changes
MOST = 40                       # messages of a client: then it removes some
FLAGS = '\\Flagged', 'key'


class Gone(Exception):
    """The server went away in the middle."""


class Wrong(Exception):
    pass


def text_of(id):
    return b'X-Id: %d\r\n\r\n%sEND%d\r\n' % (id, b'line %d\r\n' % id *
                                            (id % 200), id)


class Connection:
    def __init__(self, port):
        self.sock = socket.create_connection(('127.0.0.1', port), 30)
        self.buf = b''
        self.tag = 0
        self.sock.settimeout(60)
        self.until(b'* OK')
        if b' NO [' in self.ask('LOGIN joe secret', b'UNAVAILABLE'):
            raise Gone('the checker was killed')

    def until(self, what):
        """What comes up to the line that begins so."""
        at = 0
        while True:
            m = re.search(rb'(?m)^' + re.escape(what) + rb'[^\r]*\r\n',
                          self.buf[at:])
            if m:
                end = at + m.end()
                said, self.buf = self.buf[:end], self.buf[end:]
                return said
            at = max(0, self.buf.rfind(b'\n') + 1)
            try:
                data = self.sock.recv(65536)
            except OSError as e:
                raise Gone(str(e))
            if not data:
                raise Gone()
            self.buf += data

    def ask(self, text, but=None):
        """The answer, which must be OK, or may be NO `but`."""
        self.tag += 1
        tag = b'a%d ' % self.tag
        if isinstance(text, str):
            text = text.encode()
        try:
            self.sock.sendall(tag + text + b'\r\n')
        except OSError as e:
            raise Gone(str(e))
        said = self.until(tag)
        last = said[:-2].rpartition(b'\n')[2][len(tag):]
        if not last.startswith(b'OK') and (
                but is None or not last.startswith(b'NO [' + but)):
            raise Wrong('%s: %s' % (text[:80], last))
        return said

    def close(self):
        self.sock.close()


def numbers(text):
    all = []
    for part in text.decode().split(','):
        a, _, b = part.partition(':')
        all += range(int(a), int(b or a) + 1)
    return all


def commas(uids):
    return ','.join(map(str, uids))


class State:
    """Where the messages of a client are, and with which flags."""

    def __init__(self, other=None):
        self.at = {} if other is None else {
            id: dict(where) for id, where in other.at.items()}
        self.tree = 't' if other is None else other.tree

    def of(self, id):
        return self.at.get(id, {})

    def after(self, op):
        s = State(self)
        what, ids = op[0], op[1]
        for id in ids:
            where = s.at.setdefault(id, {})
            if what == 'append':
                where[op[2]] = frozenset(op[3])
            elif what in ('copy', 'move'):
                where[op[3]] = where[op[2]]
                if what == 'move':
                    del where[op[2]]
            elif what == 'store':
                where[op[2]] = where[op[2]] | {op[4]} if op[3] == '+' \
                    else where[op[2]] - {op[4]}
            elif what == 'expunge':
                del where[op[2]]
        if what == 'rename':
            s.tree = op[2]
        return s


def agrees(found, before, op):
    """Is this the state before op, behind it, or one between that may be?"""
    after = before.after(op) if op else before
    ids = set(found.at) | set(before.at) | set(after.at)
    if found.tree not in (before.tree, after.tree):
        return False
    old = all(found.of(i) == before.of(i) for i in ids)
    new = all(found.of(i) == after.of(i) for i in ids)
    if op is None or op[0] in ('append', 'copy', 'rename'):
        return old or new
    for id in ids:
        a, b, f = before.of(id), after.of(id), found.of(id)
        if f in (a, b):
            continue
        if op[0] == 'expunge' and id in op[1] and f == {
                **a, op[2]: a[op[2]] | {'\\Deleted'}}:
            continue
        return False
    return True


class Client(threading.Thread):
    def __init__(self, load, number):
        threading.Thread.__init__(self, daemon=True)
        self.load, self.number = load, number
        self.random = random.Random(load.seed * 100 + number)
        self.first = State()    # what was before ops
        self.ops = []           # (op, when it began, acknowledged or None)
        self.state = State()
        self.uid = {}           # (id, folder): uid
        self.connection = None
        self.wrong = None

    # A command

    def begin(self, *op):
        with self.load.lock:
            self.ops.append([op, time.monotonic(), None])

    def done(self):
        with self.load.lock:
            self.ops[-1][2] = time.monotonic()
            self.load.acknowledged += 1
            name = self.ops[-1][0][0]
            self.load.counts[name] = self.load.counts.get(name, 0) + 1
        self.state = self.state.after(self.ops[-1][0])

    def told(self, folder, ids, uids):
        for id, uid in zip(ids, uids):
            self.uid[id, folder] = uid
            self.load.names(folder, uid, id)

    def ask(self, text):
        return self.connection.ask(text)

    def select(self, folder):
        if self.selected != folder:
            self.ask('SELECT ' + folder)
            self.selected = folder

    def append(self, many):
        folder = self.random.choice(FOLDERS)
        ids = [self.load.new_id() for _ in range(many)]
        flags = self.random.choice(((), ('\\Flagged',), ('key',)))
        self.begin('append', ids, folder, flags)
        text = b'APPEND ' + folder.encode()
        for id in ids:
            body = text_of(id)
            text += b' (%s) {%d+}\r\n' % (' '.join(flags).encode(),
                                         len(body)) + body
        said = self.ask(text)
        m = re.search(rb'APPENDUID \d+ ([\d,:]+)\]', said)
        if m is None:
            raise Wrong('no APPENDUID: %s' % said[-100:])
        self.told(folder, ids, numbers(m[1]))
        self.done()

    def some(self, without=None):
        folder = self.random.choice(FOLDERS)
        ids = [i for i, where in self.state.at.items() if folder in where and
               without not in where]
        self.random.shuffle(ids)
        return folder, sorted(ids[:self.random.randint(1, 8)],
                              key=lambda i: self.uid[i, folder])

    def copy(self, what='copy'):
        to = self.random.choice(FOLDERS)
        folder, ids = self.some(to)
        if not ids:
            return
        self.select(folder)
        uids = [self.uid[i, folder] for i in ids]
        self.begin(what, ids, folder, to)
        said = self.ask('UID %s %s %s' % (what.upper(), commas(uids), to))
        m = re.search(rb'COPYUID \d+ ([\d,:]+) ([\d,:]+)\]', said)
        if m is None or numbers(m[1]) != uids:
            raise Wrong('%s: %s' % (uids, said[-200:]))
        self.told(to, ids, numbers(m[2]))
        self.done()

    def store(self):
        folder, ids = self.some()
        if not ids:
            return
        self.select(folder)
        sign, flag = self.random.choice('+-'), self.random.choice(FLAGS)
        self.begin('store', ids, folder, sign, flag)
        self.ask('UID STORE %s %sFLAGS.SILENT (%s)' % (commas(
            self.uid[i, folder] for i in ids), sign, flag))
        self.done()

    def expunge(self):
        folder, ids = self.some()
        if not ids:
            return
        self.select(folder)
        uids = commas(self.uid[i, folder] for i in ids)
        self.begin('expunge', ids, folder)
        self.ask('UID STORE %s +FLAGS.SILENT (\\Deleted)' % uids)
        self.ask('UID EXPUNGE ' + uids)
        self.done()

    def rename(self):
        to = 'u' if self.state.tree == 't' else 't'
        self.begin('rename', [], to)
        self.ask('RENAME %s%d %s%d' % (self.state.tree, self.number, to,
                                       self.number))
        self.done()

    # All of it

    def step(self):
        alive = sum(map(bool, self.state.at.values()))
        choice = self.random.random()
        if alive > MOST:
            self.expunge()
        elif choice < .25:
            self.append(1)
        elif choice < .35:
            self.append(self.random.randint(2, 6))
        elif choice < .50:
            self.copy()
        elif choice < .65:
            self.copy('move')
        elif choice < .80:
            self.store()
        elif choice < .90:
            self.expunge()
        else:
            self.rename()

    def connect(self):
        if self.connection is not None:
            self.connection.close()
        self.selected = None
        self.connection = Connection(self.load.port)

    def resolve(self):
        """The server went: what has become of what was under way?"""
        found = self.load.look(self.connection, [self],
                               b'EXPUNGEISSUED')[self]     # of others
        op = self.ops[-1][0] if self.ops and self.ops[-1][2] is None else None
        if not agrees(found, self.state, op):
            raise Wrong(difference(found, self.state, op))
        with self.load.lock:
            self.first, self.ops = found, []
        self.state = State(found)

    def run(self):
        while not self.load.stopped.is_set():
            try:
                if self.connection is None:
                    self.connect()
                    self.resolve()
                self.step()
            except (Gone, OSError):
                if self.connection is not None:
                    self.connection.close()
                self.connection = None
                if not self.load.may_die:
                    return
                time.sleep(.01)
            except Wrong as e:
                self.wrong = str(e)
                return


def difference(found, before, op):
    after = before.after(op) if op else before
    ids = sorted(i for i in set(found.at) | set(before.at) | set(after.at)
                 if not found.of(i) == before.of(i) == after.of(i))
    return '%s: tree %s, before %s; %s' % (op, found.tree, before.tree,
        '; '.join('%d: before %s, after %s, found %s' % (
            i, *({f: sorted(w) for f, w in s.of(i).items()}
                 for s in (before, after, found))) for i in ids[:8]))


class Load:
    """Clients at work, until stop()."""

    def __init__(self, port, clients, seed=None, may_die=False):
        self.port = port
        self.seed = int(time.time()) if seed is None else seed
        self.lock = threading.RLock()
        self.stopped = threading.Event()
        self.next = self.acknowledged = 0
        self.counts = {}
        self.named = {}         # (folder, uid): id
        self.top = {}           # folder: highest uid told
        self.owner = {}         # id: client
        self.may_die = may_die
        c = Connection(port)
        for name in FOLDERS[1:]:
            c.ask('CREATE ' + name)
        self.clients = [Client(self, n) for n in range(clients)]
        for client in self.clients:
            for sub in TREE:
                c.ask('CREATE t%d%s' % (client.number, sub))
                c.ask(b'APPEND t%d%s {3+}\r\nx\r\n' % (client.number,
                                                       sub.encode()))
        c.close()

    def begin(self):
        for client in self.clients:
            client.start()

    def stop(self):
        self.stopped.set()
        for client in self.clients:
            client.join(60)
        for client in self.clients:
            if client.wrong:
                raise AssertionError(client.wrong)

    def new_id(self):
        with self.lock:
            self.next += 1
            self.owner[self.next] = threading.current_thread()
            return self.next

    def names(self, folder, uid, id):
        """4."""
        with self.lock:
            known = self.named.setdefault((folder, uid), id)
            self.top[folder] = max(self.top.get(folder, 0), uid)
        if known != id:
            raise Wrong('%s UID %d was message %d, is now %d' % (
                folder, uid, known, id))

    def now(self):
        """A moment, with all that is known of the UIDs then."""
        with self.lock:
            return time.monotonic(), dict(self.named), dict(self.top)

    def look(self, c, clients, but=None):
        """The state of these clients' messages, as a session sees it."""
        states = {client: State() for client in clients}
        for folder in FOLDERS:
            c.ask('EXAMINE ' + folder)
            said = c.ask('UID FETCH 1:* (FLAGS BODY.PEEK[])', but)
            for m in re.finditer(rb'UID (\d+) FLAGS \(([^)]*)\) BODY\[\] '
                                 rb'\{(\d+)\}\r\n', said):
                uid, size = int(m[1]), int(m[3])
                body = said[m.end():m.end() + size]
                if body == b'x\r\n':
                    continue
                head = re.match(rb'X-Id: (\d+)\r\n', body)
                id = int(head[1]) if head else 0
                if body != text_of(id):
                    raise Wrong('%s UID %d is torn: %r' % (folder, uid,
                                                          body[:60]))
                self.found(states, folder, uid, id, m[2].decode().split())
        said = c.ask('LIST "" "*"').decode()
        for client in clients:
            names = [t for t in 'tu' for sub in TREE
                     if ' %s%d%s\r\n' % (t, client.number, sub) in said]
            if len(names) != len(TREE) or len(set(names)) != 1:
                raise Wrong('RENAME was done by half: %s' % re.findall(
                    r' ([tu]%d[.xy]*)\r\n' % client.number, said))
            states[client].tree = names[0]
        return states

    def found(self, states, folder, uid, id, flags):
        client = self.owner.get(id)
        if client not in states:
            return
        client.uid[id, folder] = uid
        where = states[client].at.setdefault(id, {})
        if folder in where:
            raise Wrong('message %d is twice in %s' % (id, folder))
        where[folder] = frozenset(flags) - {'\\Recent'}
        self.names(folder, uid, id)

    def judge(self, port, then, until):
        """What is wrong with what is found after all stopped between the two
        moments; the number of commands that had been acknowledged."""
        began, named, top = then
        acknowledged = 0
        self.named = {k: v for k, v in named.items()}
        c = Connection(port)
        try:
            states = self.look(c, self.clients)
            for client in self.clients:
                acknowledged += self.judge_one(client, states[client], began,
                                               until)
            for folder in FOLDERS:      # 4
                said = c.ask(b'APPEND %s {3+}\r\nx\r\n' % folder.encode())
                uid = int(re.search(rb'APPENDUID \d+ (\d+)', said)[1])
                if uid <= top.get(folder, 0):
                    raise Wrong('%s: UID %d, though %d was given' % (
                        folder, uid, top[folder]))
        finally:
            c.close()
        return acknowledged

    def judge_one(self, client, found, began, until):
        state, least = client.first, 0
        for op, start, end in client.ops:
            least += end is not None and end <= began
        for n, (op, start, end) in enumerate(client.ops + [
                [None, until, None]]):
            if n >= least and agrees(found, state, op if start < until else
                                     None):
                return least
            if start >= until:
                break
            if n == least:
                expected = state, op
            state = state.after(op)
        if least >= len(client.ops):
            expected = state, None
        raise Wrong('client %d, %d acknowledged: %s' % (
            client.number, least, difference(found, *expected)))
