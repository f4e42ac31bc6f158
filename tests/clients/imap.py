"""imap: a session of Python's imaplib as joe, for whichever test wants one."""
import imaplib


def session(port):
    m = imaplib.IMAP4('127.0.0.1', port)
    m.login('joe', 'secret')
    return m


def good(answer):
    """What came with the OK; anything else is a failure."""
    if answer[0] != 'OK':
        raise AssertionError(str(answer))
    return answer[1]
