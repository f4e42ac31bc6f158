"""What is measured of imapd, and what is asked of it."""
import os
import re
import statistics
import subprocess
import time

from cases import Case
from imapmail import SCRATCH, UID
from imapserver import Client

# The cases.  Each gives {name: figure}; milliseconds, or per second.

def selected(server):
    c = Client(server)
    c.do('SELECT INBOX')
    return c


def deliver(server, n, size=2000):
    for i in range(n):
        deliver.count += 1
        name = '%d.M%dP9.bench' % (time.time(), deliver.count)
        with open(server.box + '/tmp/' + name, 'wb') as f:
            f.write(b'Subject: new %d\n\n' % deliver.count + b'x\n' *
                    (size // 2))
        os.chown(f.name, UID, UID)
        os.rename(f.name, server.box + '/new/' + name)


deliver.count = 0


def case_select(server, n):
    server.purge()
    c = Client(server)
    got = {'SELECT, first ever': c.timed('SELECT INBOX')[0]}
    c.close()
    time.sleep(1.2)         # until both trust the times of the directories
    selected(server).close()
    c = Client(server)
    got['SELECT, unchanged'] = min(c.timed('SELECT INBOX')[0]
                                   for _ in range(5))
    c.do('UNSELECT')
    deliver(server, 10)
    got['SELECT, after 10 deliveries'] = c.timed('SELECT INBOX')[0]
    c.close()
    return got


ENVELOPE = 'FETCH 1:* (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)'


def case_fetch(server, n):
    c = selected(server)
    got = {'FETCH 1:* (UID FLAGS)': c.timed('FETCH 1:* (UID FLAGS)')[0]}
    c.close()
    for name, what in (('ENVELOPE', ENVELOPE),
                       ('BODYSTRUCTURE', 'FETCH 1:* BODYSTRUCTURE')):
        server.purge()
        selected(server).close()
        server.warm()
        for when in 'first', 'again':
            c = selected(server)
            got['FETCH %s, %s' % (name, when)] = c.timed(what)[0]
            c.close()
    return got


def case_search(server, n):
    server.warm()
    c = selected(server)
    got = {}
    for name in ('UNSEEN', 'SINCE 1-Jan-2021', 'FROM castro', 'BODY schedule',
                 'TEXT invoice'):
        got['SEARCH ' + name.split()[0]] = c.timed('SEARCH ' + name)[0]
    for name, what in (('SORT (REVERSE DATE)',
                        'SORT (REVERSE DATE) UTF-8 ALL'),
                       ('THREAD REFERENCES', 'THREAD REFERENCES UTF-8 ALL')):
        try:
            got[name] = c.timed(what)[0]
        except AssertionError:
            pass
    c.close()
    return got


def case_body(server, n):
    c = selected(server)
    got = {}
    ms, size = c.timed('FETCH 1:1000 BODY.PEEK[]')
    got['BODY.PEEK[], 1,000 messages'] = size / ms / 1000
    name = server.box + '/new/1900000000.M1P1.big'
    if not os.path.exists(name):
        with open(server.box + '/tmp/big', 'wb') as f:
            f.write(b'Subject: big\n\n' + (b'y' * 75 + b'\n') * ((50 << 20) // 76))
        os.chown(f.name, UID, UID)
        os.rename(f.name, name)
    c.do('NOOP')
    c.do('FETCH * (BODY.PEEK[]<0.10> RFC822.SIZE)')
    ms, size = c.timed('FETCH * BODY.PEEK[]')
    got['BODY.PEEK[], one of 50 MiB'] = size / ms / 1000
    c.do('STORE * +FLAGS (\\Deleted)')
    c.do('EXPUNGE')
    c.close()
    return got


def case_store(server, n):
    some = min(n, 10000)
    c = selected(server)
    try:
        c.do('CREATE other')
    except AssertionError:
        pass
    got = {'STORE %d' % some: c.timed(
        'STORE 1:%d +FLAGS.SILENT (\\Flagged)' % some)[0]}
    got['COPY %d' % some] = c.timed('COPY 1:%d other' % some)[0]
    c.do('STORE 1:%d -FLAGS.SILENT (\\Flagged)' % some)
    c.do('SELECT other')
    c.do('STORE 1:%d +FLAGS.SILENT (\\Deleted)' % some)
    got['EXPUNGE %d' % some] = c.timed('EXPUNGE')[0]
    c.do('UNSELECT')
    c.do('DELETE other')
    c.close()
    return got


def case_append(server, n):
    c = Client(server)
    c.do('CREATE appended')
    text = b'Subject: x\r\n\r\n' + (b'z' * 78 + b'\r\n') * 51

    one = sum(c.timed(b'APPEND appended {%d+}\r\n' % len(text) + text)[0]
              for _ in range(200))
    many = sum(c.timed(b'APPEND appended' + b''.join(
        b' {%d+}\r\n' % len(text) + text for _ in range(100)))[0]
               for _ in range(5))
    got = {'APPEND 4 KiB one by one': 200e3 / one,
           'MULTIAPPEND of 100': 500e3 / many}
    c.do('DELETE appended')
    c.close()
    return got


def case_idle(server, n):
    c = selected(server)
    c.s.sendall(b'a IDLE\r\n')
    while not c.line().startswith(b'+'):
        pass
    times = []
    for _ in range(10):
        time.sleep(.2)
        began = time.perf_counter()
        deliver(server, 1)
        data = b''
        while b'EXISTS' not in data:
            data = c.s.recv(4096)
        times.append((time.perf_counter() - began) * 1000)
    c.s.sendall(b'DONE\r\n')
    c.answer()
    c.close()
    return {'delivery to EXISTS in IDLE': statistics.median(times)}


def private():
    """kB of all processes that are one of the servers."""
    total = {}
    for pid in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open('/proc/%s/comm' % pid) as f:
                if f.read().strip() not in ('imapd', 'imap', 'imap-login'):
                    continue
            with open('/proc/%s/smaps_rollup' % pid) as f:
                text = f.read()
            total[pid] = sum(int(v) for v in re.findall(
                r'^Private_\w+: +(\d+)', text, re.M))
        except OSError:
            pass
    return total


def case_memory(server, n):
    clients = [selected(server)]
    for c in clients:
        c.do('FETCH 1:* (UID FLAGS)')
    before = private()
    more = []
    for _ in range(10):
        c = selected(server)
        c.do('FETCH 1:* (UID FLAGS)')
        more.append(c)
    time.sleep(.5)
    after = private()
    grown = sum(after[p] for p in after if p not in before)
    for c in clients + more:
        c.close()
    return {'memory of an idle session': grown / 10}


def case_login(server, n):
    total = 1500 if server.ours or server.fast else 300
    out = subprocess.run(
        [SCRATCH + '/load', 'imap', '-p', str(server.port), '-c', '8', '-n',
         str(total)], stdout=subprocess.PIPE, check=True, text=True).stdout
    return {'login and LOGOUT, 8 clients': float(
        dict(line.split() for line in out.splitlines())['rate'])}


CASES = [case_login, case_select, case_fetch, case_search, case_body,
         case_store, case_append, case_idle, case_memory]

# Beginning of the name, unit, ratio to Dovecot that is asked for, limit.
ASKED = [
    ('login', '/s', 1), ('SELECT, first', 'ms', .5),
    ('SELECT, unch', 'ms', 1), ('SELECT, after', 'ms', .05),
    ('FETCH 1:*', 'ms', .5), ('FETCH ENVELOPE, first', 'ms', .7),
    ('FETCH ENVELOPE, again', 'ms', .25),
    ('FETCH BODYSTRUCTURE, first', 'ms', .7),
    ('FETCH BODYSTRUCTURE, again', 'ms', .5), ('SEARCH UNSEEN', 'ms', .3),
    ('SEARCH SINCE', 'ms', .1), ('SEARCH', 'ms', .5), ('SORT', 'ms', .5),
    ('THREAD', 'ms', .5), ('BODY.PEEK[], 1,', 'MB/s', 1.5),
    ('BODY.PEEK[], one', 'MB/s', 1), ('STORE', 'ms', 1), ('COPY', 'ms', .7),
    ('EXPUNGE', 'ms', 1), ('APPEND', '/s', 1.3), ('MULTIAPPEND', '/s', 1),
    ('delivery', 'ms', None), ('memory', 'kB', .4),
]


def describe(n, name):
    unit, goal = next((u, g) for k, u, g in ASKED if name.startswith(k))
    limit = {'delivery': 5, 'memory': 400 if n <= 1000 else 3072}.get(
        name.split()[0])
    return Case('imap', '%s: %s' % (format(n, ','), name), unit, '/s' in unit,
                goal, limit=limit)
