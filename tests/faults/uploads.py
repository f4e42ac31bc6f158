"""uploads: clients that send files to ftpd for ever in every way there is, and
what must be in their directory whatever happens to the server meanwhile.

 1. A name that STOR has made holds one version whole: the one that was last
    acknowledged, or a later one that was begun.
 2. What STOU has made and acknowledged is there under the name in its reply.
 3. What APPE or REST adds to begins with all that was acknowledged, and goes
    on with nothing but what was sent; or with zeros, where a file system had
    made room and not written yet when the power went.

Names that begin with TEMPORARY promise nothing.
"""
import ftplib
import os
import random
import socket
import threading
import time

TEMPORARY = '.ftpd-'


def text(name, version):
    """Knows from its first line how long it is."""
    lines = random.Random('%s.%d' % (name, version)).randint(1, 6000)
    line = '%s %d %d\n' % (name, version, lines)
    return line.encode() * lines


class Uploads:
    def __init__(self, port, clients=4, prefix='', user='joe'):
        self.port, self.prefix, self.user = port, prefix, user
        self.stopped = threading.Event()
        self.stored = {}        # name -> [acknowledged, begun], of versions
        self.unique = {}        # name -> contents
        self.grown = {}         # name -> [acknowledged, with what is begun]
        self.acknowledged = 0
        self.threads = [threading.Thread(target=self.client, args=(n,))
                        for n in range(clients)]
        for t in self.threads:
            t.start()

    def stop(self):
        self.stopped.set()
        for t in self.threads:
            t.join()

    def now(self):
        """What is acknowledged at this moment, for look()."""
        return ({k: v[0] for k, v in list(self.stored.items())},
                dict(self.unique),
                {k: v[0] for k, v in list(self.grown.items())},
                self.acknowledged)

    def login(self):
        f = ftplib.FTP(timeout=20)
        f.connect('127.0.0.1', self.port)
        f.login(self.user, 'secret')
        f.voidcmd('TYPE I')
        return f

    def client(self, n):
        rng = random.Random()
        while not self.stopped.is_set():
            try:
                f = self.login()
                while not self.stopped.is_set():
                    rng.choice((self.store, self.store, self.stou,
                                self.append))(f, n, rng)
                    self.acknowledged += 1
                f.close()
            except (OSError, EOFError, ftplib.Error):
                time.sleep(0.01)        # it was killed

    def send(self, f, command, data, rest=None):
        with f.transfercmd(command, rest) as s:
            s.sendall(data)
        f.voidresp()

    def store(self, f, n, rng):
        name = '%ss%d.%d' % (self.prefix, n, rng.randint(0, 20))
        old = self.stored.setdefault(name, [0, 0])
        old[1] += 1
        self.send(f, 'STOR ' + name, text(name, old[1]))
        old[0] = old[1]

    def stou(self, f, n, rng):
        data = text('u%d' % n, rng.randint(1, 1000))
        host, port = f.makepasv()
        with socket.create_connection((host, port), 20) as s:
            name = f.sendcmd('STOU').split('FILE: ')[1]
            s.sendall(data)
        f.voidresp()
        self.unique[name] = data

    def append(self, f, n, rng):
        name = '%sa%d.%d' % (self.prefix, n, rng.randint(0, 5))
        old = self.grown.setdefault(name, [b'', b''])
        if old[0] != old[1]:            # what is there we cannot know
            name = '%sa%d.%d' % (self.prefix, n, rng.getrandbits(48))
            old = self.grown.setdefault(name, [b'', b''])
        more = os.urandom(rng.randint(1, 100000))
        old[1] = old[0] + more
        if old[0] and rng.random() < 0.5:
            self.send(f, 'STOR ' + name, more, len(old[0]))
        else:
            self.send(f, 'APPE ' + name, more)
        old[0] = old[1]

    def look(self, where, then=None):
        """What is wrong with the directory, when then was acknowledged."""
        stored, unique, grown, _ = then or self.now()
        wrong = []
        for name, acknowledged in stored.items():
            data = read(where, name)
            if data is None and acknowledged == 0:
                continue
            version = version_of(data or b'')
            if data is None or data != text(name, version) or \
                    not acknowledged <= version <= self.stored[name][1]:
                wrong.append('%s: %s, not version %d' % (
                    name, outline(data), acknowledged))
        for name, want in unique.items():
            if read(where, name) != want:
                wrong.append('%s: %s, not %s' % (
                    name, outline(read(where, name)), outline(want)))
        for name, want in grown.items():
            data = read(where, name) or b''
            if not data.startswith(want) or \
                    not grows(data[len(want):], self.grown[name][1][
                        len(want):]):
                wrong.append('%s: %s, not %s' % (name, outline(data),
                                                 outline(want)))
        return wrong


def read(where, name):
    try:
        with open(os.path.join(where, name), 'rb') as f:
            return f.read()
    except FileNotFoundError:
        return None


def grows(data, sent):
    return len(data) <= len(sent) and all(
        d in (0, b) for d, b in zip(data, sent))


def version_of(data):
    words = data.split(b'\n')[0].split()
    return int(words[1]) if len(words) == 3 and words[1].isdigit() else -1


def outline(data):
    return 'nothing' if data is None else '%d bytes %r' % (len(data),
                                                          data[:30])
