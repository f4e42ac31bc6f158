/*
 * bpf: the little of linux/filter.h that filters of packet sockets need;
 * musl's compiler wrapper does not see the kernel's headers.
 */
#ifndef DHCPD_BPF_H
#define DHCPD_BPF_H

#include <stdint.h>

struct bpf_insn {
	uint16_t code;
	uint8_t	 yes, no;
	uint32_t k;
};

/* What SO_ATTACH_FILTER wants. */
struct bpf_program {
	unsigned short	 len;
	struct bpf_insn	*insns;
};

enum {
	BPF_LOAD_BYTE = 0x30,
	BPF_LOAD_HALF = 0x28,
	BPF_LOAD_WORD = 0x20,
	BPF_LOAD_HALF_X = 0x48,		/* at X + k */
	BPF_HEADER_TO_X = 0xb1,		/* X = 4 * (packet[k] & 15) */
	BPF_EQUAL = 0x15,
	BPF_SET = 0x45,			/* A & k? */
	BPF_RETURN = 0x06
};

#endif
