#!/usr/bin/env python3
"""order: was everything on the disk before it was promised?

usage: order.py [ftp | imap] TRACE...		(written by ./trace)

For each "message accepted" that a session of smtpd wrote to its client:
 1. every message renamed into new/ before it was synced, file first,
    before that rename;
 2. and its directory was synced after that rename;
 3. there were at least as many such messages as promises, except in sessions
    that gave mail to another program.

For each 226 of ftpd:
 1. every file that got its final name was synced before that;
 2. and its directory was synced after it; likewise when a file was made under
    its final name;
 3. no file was written after its last sync.

For each "APPEND completed", "STORE completed" and so on of imapd:
 1. every directory in which a name came, went or changed was synced after
    that, but for tmp/ and what may be lost (the cache, the quota's file);
 2. every file that got a name in cur/ or new/, or was made anew there, was
    synced before;
 3. the index was synced after a new UID was written to it.
"""
import os
import re
import sys

CALL = re.compile(r'^(\d+) +(\w+)\((.*)\) += (-?\d+)')
UNFINISHED = re.compile(r'^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$')
RESUMED = re.compile(r'^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)')
AT = re.compile(r'(?:\d+|AT_FDCWD)<([^>]*)>, "([^"]*)"')
FD = re.compile(r'^\d+<([^>]*)>')
PROMISE = 'message accepted'


def events(path):
    """(call, arguments, result); None for a call that has only begun."""
    pending = {}
    with open(path, errors='replace') as f:
        for line in f:
            line = line.rstrip('\n')
            m = UNFINISHED.match(line)
            if m:
                pending[m[1]] = m[3]
                yield m[2], m[3], None
                continue
            m = RESUMED.match(line)
            if m:
                yield m[2], pending.pop(m[1], '') + m[3], int(m[4])
                continue
            m = CALL.match(line)
            if m:
                if m[2].startswith(('write', 'send')):
                    yield m[2], m[3], None
                yield m[2], m[3], int(m[4])


class Session:
    def __init__(self):
        self.written = set()    # files, since the last syncfs
        self.synced = set()     # files
        self.unsynced = {}      # directory -> names renamed into it
        self.placed = self.promised = self.programs = 0
        self.faults = []

    def promise(self, n):
        self.promised += n
        for where, names in self.unsynced.items():
            for name in names:
                self.faults.append('250 before fsync(%s) for %s' %
                                   (where, name))
        if self.placed < self.promised and self.programs < 2:
            self.faults.append('%d promises, %d messages' %
                               (self.promised, self.placed))

    def renamed(self, args):
        paths = AT.findall(args)
        if len(paths) != 2:
            return
        (src, old), (dst, new) = paths
        if not src.endswith('/tmp') or not dst.endswith(('/new', '/cur')):
            return
        if src + '/' + old not in self.synced:
            self.faults.append('%s got its name before fsync' % new)
        self.unsynced.setdefault(dst, []).append(new)
        self.placed += 1

    def event(self, call, args, result):
        if result is None:
            if call.startswith(('write', 'send')):
                where = FD.match(args)
                if where and where[1].startswith(('socket', 'pipe', 'UNIX',
                                                  'TCP')):
                    n = args.count(PROMISE)
                    if n:
                        self.promise(n)
        elif call in ('write', 'writev'):
            where = FD.match(args)
            if where:
                self.written.add(where[1])
        elif result != 0:
            return
        elif call == 'syncfs':
            self.synced |= self.written
            self.unsynced.clear()
        elif call in ('fsync', 'fdatasync'):
            where = FD.match(args)
            if where:
                self.synced.add(where[1])
                self.unsynced.pop(where[1], None)
        elif call.startswith(('rename', 'link')):
            self.renamed(args)
        elif call == 'execve':
            self.programs += 1


class Transfers:
    def __init__(self):
        self.written = {}       # file -> since its last sync
        self.unsynced = {}      # directory -> names that it got
        self.missing = None     # (directory, name) that was looked for
        self.promised = 0
        self.faults = []

    def promise(self, n):
        if n == 0:
            return
        self.promised += n
        for name in self.written:
            self.faults.append('226 before fsync(%s)' % name)
        for where, name in self.unsynced.items():
            self.faults.append('226 before fsync(%s) for %s' % (where, name))

    def renamed(self, args):
        (src, old), (dst, new) = AT.findall(args)
        if os.path.join(src, old) in self.written:
            self.faults.append('%s got its name before fsync' % new)
        self.unsynced[dst] = new

    def opened(self, call, path, args, result):
        if path is None:
            return
        if call == 'newfstatat':
            self.missing = path.groups() if result != 0 else None
        elif result >= 0 and 'O_CREAT' in args and \
                path.groups() == self.missing:
            self.unsynced[path[1]] = path[2]

    def event(self, call, args, result):
        where = FD.match(args)
        if result is None:
            if call.startswith(('write', 'send')) and where and \
                    not where[1].startswith('/'):
                self.promise(len(re.findall(r'(?:"|\\n)226 ', args)))
        elif call in ('write', 'pwrite64', 'splice'):
            if where and where[1].startswith('/') and result > 0 and \
                    not args.startswith('2<'):
                self.written[where[1]] = True
        elif call in ('newfstatat', 'openat'):
            self.opened(call, AT.search(args), args, result)
        elif result != 0:
            return
        elif call == 'syncfs':
            self.written.clear()
            self.unsynced.clear()
        elif call in ('fsync', 'fdatasync'):
            self.written.pop(where[1], None)
            self.unsynced.pop(where[1], None)
        elif call.startswith(('rename', 'link')):
            self.renamed(args)


class Mail:
    PROMISE = re.compile(r'(?:APPEND|COPY|MOVE|STORE|EXPUNGE|CREATE|DELETE|'
                         r'RENAME|SUBSCRIBE|REPLACE|CLOSE) completed')
    NEW = 1                     # a journal's entry, with a new UID
    LOSABLE = re.compile(r'postern-cache|maildirsize|postern-lock|\.\.postern')

    def __init__(self):
        self.written = {}       # file -> True, since its last sync
        self.unsynced = {}      # directory -> name that came or went
        self.promised = 0
        self.faults = []

    def promise(self, n):
        if n == 0:
            return
        self.promised += n
        for name in self.written:
            if not os.path.dirname(name).endswith('/tmp'):
                self.faults.append('OK before fsync(%s)' % name)
        for where, name in self.unsynced.items():
            self.faults.append('OK before fsync(%s) for %s' % (where, name))
        self.written.clear()
        self.unsynced.clear()

    def changed(self, where, name):
        if not where.endswith('/tmp') and not self.LOSABLE.match(name) and \
                '..postern-deleted' not in where:
            self.unsynced[where] = name

    def renamed(self, args, link):
        paths = AT.findall(args)
        if len(paths) != 2:
            return
        (src, old), (dst, new) = paths
        if os.path.join(src, old) in self.written:
            self.faults.append('%s got its name before fsync' % new)
            del self.written[os.path.join(src, old)]
        self.changed(dst, new)
        if src != dst and not link:
            self.changed(src, old)

    def wrote(self, where, args):
        name = os.path.basename(where)
        if self.LOSABLE.match(name):
            return
        if name == 'postern-index' and not any(
                kind == self.NEW for kind in self.entries(args)):
            return
        self.written[where] = True

    @staticmethod
    def entries(args):
        """The types of the entries of a journal (common/journal.c)."""
        text = args[args.index('"') + 1:args.rindex('"')]
        data = text.encode('latin-1').decode('unicode_escape').encode(
            'latin-1')
        at = 0
        while at + 4 <= len(data):
            yield data[at + 2]
            at += 8 * max(1, data[at] + 256 * data[at + 1])

    def event(self, call, args, result):
        where = FD.match(args)
        if result is None:
            if call.startswith(('write', 'send')) and where and \
                    not where[1].startswith('/'):
                self.promise(len(self.PROMISE.findall(args)))
        elif call in ('write', 'pwrite64', 'writev'):
            if where and where[1].startswith('/') and result > 0 and not \
                    args.startswith('2<'):
                self.wrote(where[1], args)
        elif result < 0:
            return
        elif call == 'syncfs':
            self.written.clear()
            self.unsynced.clear()
        elif call in ('fsync', 'fdatasync'):
            self.written.pop(where[1], None)
            self.unsynced.pop(where[1], None)
        elif call.startswith(('rename', 'link')):
            self.renamed(args, call.startswith('link'))
        elif call in ('unlinkat', 'mkdirat'):
            path = AT.search(args)
            if path:
                self.changed(path[1], path[2])


def check(path, kind=Session):
    """(promises, faults) of one trace"""
    s = kind()
    for call, args, result in events(path):
        s.event(call, args, result)
    return s.promised, s.faults


def main():
    promises = 0
    bad = False
    kind = {'ftp': Transfers, 'imap': Mail}.get(
        ''.join(sys.argv[1:2]), Session)
    paths = sys.argv[2:] if kind != Session else sys.argv[1:]
    for path in paths:
        n, faults = check(path, kind)
        promises += n
        for fault in faults:
            bad = True
            print('%s: %s' % (path, fault))
    print('%d sessions, %d promises, %s' % (
        len(paths), promises, 'BROKEN' if bad else 'all kept'))
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
