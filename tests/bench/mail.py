"""The mailboxes that the POP3 servers are measured on.  One Maildir tree
serves them all, one after the other; popa3d, which reads mboxes, gets the
same messages in /var/mail."""

import os
import shutil

from space import MAIL_UID, USERS, give

# Who has what.  The load generator says user<number>.
BIG = range(0, 8)           # 10,000 messages of 4 KiB each
DELE = 8                    # the same, made anew for every run
HUGE = 9                    # 100,000 messages of 1 KiB
SMALL = 10                  # 1,000 messages of 4 KiB
FEW = range(11, 19)         # 3 messages each: short sessions
COUNT = {**{i: 10000 for i in BIG}, DELE: 10000, HUGE: 100000,
         SMALL: 1000, **{i: 3 for i in FEW}}
STANDARD = ("cur", "new", "tmp")


def message(i, size):
    """LF lines; one begins with a dot, as POP3 must stuff it."""
    head = (f"Return-Path: <bench@bench.test>\n"
            f"Delivered-To: user@bench.test\n"
            f"Received: from localhost by bench.test with SMTP id {i}; "
            f"Sat, 21 Nov 2026 09:00:00 +0000\n"
            f"From: bench@bench.test\nTo: user@bench.test\n"
            f"Subject: message {i}\n"
            f"Date: Sat, 21 Nov 2026 09:00:00 +0000\n"
            f"Message-ID: <{i}@bench.test>\n\n.dot\n")
    line = "abcdefghijklmnopqrstuvwxyz 0123456789 " * 2 + "\n"
    body = line * ((size - len(head)) // len(line))
    return (head + body).encode()


def maildir(top, user):
    return f"{top}/user{user}/Maildir"


def octets(user):
    """What STAT must say: every LF counts twice."""
    size = 1024 if user == HUGE else 4096
    return sum(len(m) + m.count(b"\n")
               for m in (message(i, size) for i in range(COUNT[user])))


def fill_maildir(top, user, where="cur"):
    path = maildir(top, user)
    shutil.rmtree(path, ignore_errors=True)
    for name in ("",) + STANDARD:
        give(f"{path}/{name}")
    fd = os.open(f"{path}/{where}", os.O_RDONLY)
    size = 1024 if user == HUGE else 4096
    for i in range(COUNT[user]):
        m = message(i, size)
        name = (f"1795180000.M{i:06d}P1Q{i}.bench,S={len(m)},"
                f"W={len(m) + m.count(bytes([10]))}:2,S")
        f = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600,
                    dir_fd=fd)
        os.write(f, m)
        os.fchown(f, MAIL_UID, MAIL_UID)
        os.close(f)
    os.close(fd)


def fill_mbox(user):
    path = f"/var/mail/user{user}"
    size = 1024 if user == HUGE else 4096
    with open(path, "wb") as f:
        for i in range(COUNT[user]):
            f.write(b"From bench@bench.test Sat Nov 21 09:00:00 2026\n" +
                    message(i, size) + b"\n")
    os.chown(path, MAIL_UID, 8)         # group mail
    os.chmod(path, 0o660)


def fill(top, users, mboxes):
    for user in users:
        fill_maildir(top, user)
        if mboxes:
            fill_mbox(user)
    os.sync()


def purge(top, user):
    """Forgets every index and UID list, whoever wrote it."""
    path = maildir(top, user)
    for entry in os.scandir(path):
        if entry.name in STANDARD:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def left(server, top, user):
    """Messages still there, to see that what was deleted is."""
    if server.mbox:
        return os.path.getsize(f"/var/mail/user{user}")
    path = maildir(top, user)
    return sum(len(os.listdir(f"{path}/{d}")) for d in ("cur", "new"))


def delivered(top):
    """Names of all messages in all inboxes."""
    names = []
    for i in range(USERS):
        new = f"{maildir(top, i)}/new"
        names += [f"{new}/{n}" for n in os.listdir(new)]
    return names
