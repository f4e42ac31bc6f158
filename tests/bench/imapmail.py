"""A mailbox to measure with: threads, encoded names, attachments."""
import os
import random
import shutil
import subprocess
import sys
import time

SCRATCH = os.environ.get('POSTERN_BENCH', '/var/tmp/postern-bench') + '/imap'
UID = 20001 if os.geteuid() == 0 else os.getuid()

WORDS = ('budget meeting draft report invoice holiday server backup customer '
         'project review release deadline question answer photo ticket travel '
         'contract schedule monday lunch update problem solution').split()
PEOPLE = [(a, b) for a in ('Ann', 'Bob', 'Clara', 'Dmitri', 'Eva', 'François',
                           'Günther', 'Hana', 'Ivan', 'Jürgen')
          for b in ('Adams', 'Berg', 'Castro', 'Dupont', 'Egger')]


def address(rng):
    first, last = rng.choice(PEOPLE)
    name = '%s %s' % (first, last)
    if not name.isascii():
        name = '=?utf-8?Q?%s?=' % ''.join(
            c if c.isascii() and c != ' ' else '_' if c == ' ' else
            ''.join('=%02X' % b for b in c.encode()) for c in name)
    local = ''.join(c for c in first + last if c.isascii()).lower()
    return '%s <%s@%s>' % (name, local, rng.choice(
        ('example.org', 'example.com', 'mail.example.net')))


def paragraph(rng, words):
    text = [rng.choice(WORDS) for _ in range(words)]
    return '\n'.join(' '.join(text[i:i + 11])
                     for i in range(0, words, 11)) + '\n'


def body(rng, kind):
    text = paragraph(rng, rng.choice((30, 80, 200)))
    if kind < .4:
        return 'Content-Type: text/plain; charset=utf-8\n' \
               'Content-Transfer-Encoding: 8bit\n\n' + text
    b = '----=_Part_%08x' % rng.getrandbits(32)
    parts = ['Content-Type: text/plain; charset="utf-8"\n'
             'Content-Transfer-Encoding: quoted-printable\n\n' + text,
             'Content-Type: text/html; charset="utf-8"\n'
             'Content-Transfer-Encoding: quoted-printable\n\n'
             '<html><body><p>' + text + '</p></body></html>\n']
    out = 'Content-Type: multipart/alternative;\n\tboundary="%s"\n\n' % b + \
        ''.join('--%s\n%s\n' % (b, p) for p in parts) + '--%s--\n' % b
    if kind < .9:
        return out
    o = '----=_Mixed_%08x' % rng.getrandbits(32)
    data = ''.join(''.join(rng.choices('ABCDwxyz0189+/', k=76)) + '\n'
                   for _ in range(rng.choice((20, 100, 400))))
    return 'Content-Type: multipart/mixed;\n\tboundary="%s"\n\n' \
           '--%s\n%s--%s\nContent-Type: application/pdf; name="%s.pdf"\n' \
           'Content-Disposition: attachment; filename="%s.pdf"\n' \
           'Content-Transfer-Encoding: base64\n\n%s--%s--\n' % (
               o, o, out, o, rng.choice(WORDS), rng.choice(WORDS), data, o)


BODIES = []             # enough of them; what differs is the header


def some_body(rng):
    if len(BODIES) < 500:
        BODIES.append(body(rng, rng.random()))
    return rng.choice(BODIES)


def message(i, rng, when):
    date = time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime(when))
    subject = ' '.join(rng.choice(WORDS) for _ in range(4))
    refs = ''
    if i > 0 and rng.random() < .5:
        parent = rng.randrange(max(0, i - 200), i)
        refs = 'In-Reply-To: <%d@bench.example.org>\n' \
               'References: <%d@bench.example.org>\n' % (parent, parent)
        subject = 'Re: ' + subject
    received = ''.join(
        'Received: from mx%d.example.net (mx%d.example.net [192.0.2.%d])\n'
        '\tby mail%d.example.org with ESMTPS id %012x\n\tfor <joe@example.org>;'
        ' %s\n' % (n, n, n, n, rng.getrandbits(48), date)
        for n in range(rng.choice((1, 2, 4))))
    return ('Return-Path: <bounce@example.org>\n'
            'Delivered-To: joe@example.org\n%s'
            'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\n'
            '\td=example.org; s=s1; h=from:to:subject:date;\n\tb=%s\n'
            'From: %s\nTo: %s\nCc: %s\nSubject: %s\nDate: %s\n'
            'Message-ID: <%d@bench.example.org>\n%s'
            'User-Agent: Mozilla/5.0 (X11; Linux x86_64)\nMIME-Version: 1.0\n'
            '%s' % (received, '%0172x' % rng.getrandbits(688),
                    address(rng), address(rng),
                    ', '.join(address(rng) for _ in range(rng.randrange(1, 4))),
                    subject, date, i, refs, some_body(rng))).encode()


def make_mail(n):
    """One tree, which both servers get a copy of."""
    top = '%s/mail-%d' % (SCRATCH, n)
    if os.path.exists(top + '/done'):
        return top
    print('# making %d messages' % n, file=sys.stderr)
    rng = random.Random(n)
    shutil.rmtree(top, ignore_errors=True)      # half made
    for sub in 'cur', 'new', 'tmp':
        os.makedirs(top + '/' + sub)
    for i in range(n):
        when = 1600000000 + i * 1000
        text = message(i, rng, when)
        flags = 'S' if rng.random() < .9 else ''
        path = '%s/cur/%d.M%dP1.bench,S=%d,W=%d:2,%s' % (
            top, when, i % 1000000, len(text), len(text) + text.count(b'\n'),
            flags)
        with open(path, 'wb') as f:
            f.write(text)
        os.utime(path, (when, when))
    run('chown', '-R', '%d:%d' % (UID, UID), top)
    open(top + '/done', 'w').close()
    return top


def run(*argv, **kw):
    return subprocess.run(argv, check=True, stdout=subprocess.PIPE, **kw)


def links(source, to):
    """The same files again, so both read the same pages of memory."""
    shutil.rmtree(to, ignore_errors=True)
    run('cp', '-al', source, to)
    try:
        os.unlink(to + '/done')
    except FileNotFoundError:
        pass
