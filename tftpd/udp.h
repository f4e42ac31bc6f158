/*
 * udp: datagrams and where they come from and go to.
 *
 * All sockets made here are non-blocking and closed by exec.
 */
#ifndef TFTPD_UDP_H
#define TFTPD_UDP_H

#include <sys/types.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tftpd/address.h"

/*
 * The most that one call of udp_send_blocks() takes: what the kernel cuts
 * up itself is at most a datagram's 64 KiB and 64 pieces.
 */
#define UDP_BLOCKS	64
#define UDP_BYTES	65000

/* Where answers go out, and to whom. */
struct udp_path {
	int		 fd;
	bool		 shared;	/* not this path's alone: the server's */
	bool		 tied;		/* fd is connected to peer */
	bool		 gso;		/* the kernel cuts UDP_SEGMENT here */
	int		 family;	/* of fd */
	union address	 peer, local;	/* local's port is 0 */
	unsigned	 ifindex;	/* where the request came in */
};

/*
 * A socket for requests.  -1 with errno.  udp_prepare() does for a socket
 * that somebody else has opened what udp_listen() does for its own: -1 when
 * it is none for datagrams (ENOTSOCK, EPROTOTYPE).
 */
int	 udp_listen(const union address *);
int	 udp_prepare(int fd);

/*
 * Receives a request's datagram; fills path for an answer by the same
 * socket.  local is the address that was asked, or ours on that network
 * when it was a broadcast.  -1 with errno; ENOMSG for what must not be
 * answered at all: a request to a multicast group, from port 0.
 */
ssize_t	 udp_receive(int fd, void *buf, size_t size, struct udp_path *);

/*
 * Replaces path's socket by one of its own, bound to local and a port from
 * low to high (0: any).  -1 with errno.
 */
int	 udp_own(struct udp_path *, unsigned low, unsigned high);

/* The largest payload that fits one packet to the peer; 0: not known. */
unsigned udp_payload(const struct udp_path *);

/*
 * Ties path's own socket to its peer: what others send to its port does not
 * reach it any more, but the socket that is returned, which the caller
 * closes.  -1: there is none (but path may be tied).
 */
int	 udp_tie(struct udp_path *);

/*
 * Receives on path's own socket; with wait, it may take a tick of the clock
 * or two.  ECONNREFUSED: the peer says that nobody is there.  ENOMSG: a
 * stranger, who is in *stranger.  EAGAIN: nothing.
 */
ssize_t	 udp_receive_own(const struct udp_path *, void *buf, size_t size,
	    bool wait, union address *stranger);

/* Sends one datagram, to peer unless `to` is somebody else.  -1: errno. */
int	 udp_send(const struct udp_path *, const void *buf, size_t len,
	    const union address *to);

/*
 * Reads what ICMP had to say on path's own socket: is nobody at the peer's
 * port?  Receiving and sending do it by themselves.
 */
bool	 udp_refused(const struct udp_path *);

/*
 * Sends n datagrams, each of two parts, iov[2 * i] and iov[2 * i + 1], all
 * of size bytes but the last, which may be shorter.  n is at most
 * UDP_BLOCKS, all of it at most UDP_BYTES unless n is 1.  Returns how many
 * went; what the network has lost counts as sent.  -1 with errno:
 * ECONNREFUSED, or EFAULT for what cannot be read (file_view()).
 */
int	 udp_send_blocks(struct udp_path *, struct iovec *iov, unsigned n,
	    size_t size);

#endif
