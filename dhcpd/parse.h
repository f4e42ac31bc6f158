/*
 * parse: what the files of the parser of dhcpd.conf share.
 *
 * Every parse_ function reads from p->x and returns false when what it
 * found was wrong: it has then complained and has not consumed the token
 * at fault, so that parse_skip() can find the next statement.
 */
#ifndef DHCPD_PARSE_H
#define DHCPD_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <syslog.h>

#include "dhcpd/config.h"
#include "dhcpd/lexer.h"

/* Where a statement stands: bits, for the tables. */
enum {
	IN_FILE = 1, IN_GROUP = 2, IN_NETWORK = 4, IN_SUBNET = 8,
	IN_POOL = 16, IN_HOST = 32, IN_CLASS = 64,
	IN_CODE = 128,		/* if, on, switch */
	IN_SWITCH = 256,	/* and directly in a switch */
	IN_DECLARATION = IN_FILE | IN_GROUP | IN_NETWORK | IN_SUBNET |
	    IN_POOL | IN_HOST | IN_CLASS,
	IN_ANY = IN_DECLARATION | IN_CODE | IN_SWITCH
};

/* The braces around a statement. */
struct block {
	unsigned	 kind;
	unsigned	 depth;
	struct group	*group;
	struct statement **tail;	/* where the next statement goes */
	struct network	*network;
	struct subnet	*subnet;
	struct pool	*pool;
	struct host	*host;
	struct class	*class;
	bool		 braced;	/* else the end is the file's */
};

/* Names that were mentioned, to be looked up at the end. */
struct mention {
	struct mention	*next;
	const char	*name;
	struct token	 at;
	const char	*file;
	struct permit	*permit;	/* "members of" */
	unsigned	 uses;		/* of a failover peer */
	const char	*meant;		/* for a variable, perhaps; or NULL */
};

struct parser {
	struct config	*c;
	const struct config_env *env;
	struct lexer	*x;
	unsigned	 errors;
	unsigned	 includes;	/* files in files */
	unsigned	 expr_depth;
	bool		 in_case;	/* a ':' may end the expression ... */
	bool		 colon;		/* ... and did */
	struct network	**last_network;
	struct host	**last_host;
	struct class	**last_class;
	struct mention	*members, *peers, *keys, *variables,
			*reads, *spaces, *hosts;
	bool		 fixed;		/* no option may be defined any more */
	struct binding	*bindings;	/* a lease's variables, if it has any */
	bool		 saw_ddns, saw_omapi, saw_failover;
};

/* parse_token.c */
bool	 parse_error(struct parser *, const struct token *at,
	    const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void	 parse_warn(struct parser *, const struct token *at,
	    const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool	 parse_memory(struct parser *);		/* complains: false */
bool	 parse_mark(struct parser *, char mark);
bool	 parse_end(struct parser *);		/* ';' */
bool	 parse_word(struct parser *, struct token *, const char *wanted);
bool	 parse_name(struct parser *, struct token *);	/* word or string */
bool	 parse_string(struct parser *, struct token *);
bool	 parse_peek_mark(struct parser *, char mark);
bool	 parse_peek_word(struct parser *, const char *word);
bool	 parse_take_word(struct parser *, const char *word);	/* if it is */
bool	 parse_take_mark(struct parser *, char mark);
void	 parse_skip(struct parser *);

/* parse.c */
void	 parse_block(struct parser *, struct block *);
bool	 parse_braces(struct parser *, struct block *);
void	 parse_file(struct parser *, struct block *, const char *name,
	    const char *text, size_t len);
struct group *parse_group_new(struct parser *, struct group *outer);
struct statement *parse_add(struct parser *, struct block *,
	    enum statement_kind);
struct mention *parse_mention(struct parser *, struct mention **list,
	    const struct token *name);
struct mention *parse_mentioned(struct mention *list, const char *name);

/* parse_value.c: numbers, addresses, and values of options by type. */
struct build {
	struct arena	*arena;
	uint8_t		*data;
	size_t		 len, size;
	bool		 failed;
};
void	 build_add(struct build *, const void *data, size_t len);
void	 build_number(struct build *, uint32_t n, unsigned octets);
bool	 parse_number(struct parser *, int64_t least, int64_t most,
	    int64_t *number);
bool	 parse_time(struct parser *, uint32_t *seconds);
bool	 parse_flag(struct parser *, bool *flag);
bool	 parse_hex(struct parser *, struct build *);
bool	 parse_data(struct parser *, struct bytes *);	/* hex or string */
bool	 text_address(const char *text, uint32_t *address);
bool	 parse_address(struct parser *, uint32_t *address);
bool	 parse_addresses(struct parser *, struct build *, size_t max);
bool	 parse_date(struct parser *, int64_t *seconds);
bool	 parse_typed(struct parser *, const struct option *, struct bytes *);

/* parse_names.c: domain names. */
bool	 build_name(struct build *, const char *text, size_t len,
	    bool compressed);

/* parse_option.c */
bool	 parse_option_name(struct parser *, struct option **);
bool	 parse_option(struct parser *, struct block *, const struct token *);
bool	 parse_how(struct parser *, struct block *, const struct token *);
bool	 parse_param(struct parser *, struct block *, struct option *);
bool	 parse_setting(struct parser *, struct block *, struct option *,
	    enum statement_how);
bool	 parse_flag_param(struct parser *, struct block *, uint32_t param,
	    bool value, bool ignore);
bool	 parse_allow(struct parser *, struct block *, const struct token *);
bool	 parse_authoritative(struct parser *, struct block *,
	    const struct token *);
bool	 parse_server_identifier(struct parser *, struct block *,
	    const struct token *);

/* parse_define.c */
bool	 parse_space(struct parser *);
bool	 parse_define(struct parser *, struct space *, const char *name,
	    const struct token *at);

/* parse_place.c: declarations that make places. */
bool	 parse_subnet(struct parser *, struct block *, const struct token *);
bool	 parse_network(struct parser *, struct block *, const struct token *);
bool	 parse_pool(struct parser *, struct block *, const struct token *);
bool	 parse_group(struct parser *, struct block *, const struct token *);
bool	 parse_range(struct parser *, struct block *, const struct token *);
bool	 parse_interface(struct parser *, struct block *,
	    const struct token *);
bool	 parse_include(struct parser *, struct block *, const struct token *);
bool	 parse_permit(struct parser *, struct block *, bool allow);

/* parse_host.c */
bool	 parse_host(struct parser *, struct block *, const struct token *);
bool	 parse_hardware(struct parser *, struct block *,
	    const struct token *);
bool	 parse_fixed(struct parser *, struct block *, const struct token *);
bool	 parse_identifier(struct parser *, struct block *,
	    const struct token *);
bool	 parse_dynamic(struct parser *, struct block *, const struct token *);

/* parse_class.c */
bool	 parse_class(struct parser *, struct block *, const struct token *);
bool	 parse_subclass(struct parser *, struct block *,
	    const struct token *);
bool	 parse_match(struct parser *, struct block *, const struct token *);
bool	 parse_spawn(struct parser *, struct block *, const struct token *);
bool	 parse_limit(struct parser *, struct block *, const struct token *);

/* parse_code.c: what is executed. */
bool	 parse_if(struct parser *, struct block *, const struct token *);
bool	 parse_switch(struct parser *, struct block *, const struct token *);
bool	 parse_case(struct parser *, struct block *, const struct token *);
bool	 parse_default(struct parser *, struct block *, const struct token *);
bool	 parse_break(struct parser *, struct block *, const struct token *);
bool	 parse_on(struct parser *, struct block *, const struct token *);
bool	 parse_set(struct parser *, struct block *, const struct token *);
bool	 parse_unset(struct parser *, struct block *, const struct token *);
bool	 parse_eval(struct parser *, struct block *, const struct token *);
bool	 parse_log(struct parser *, struct block *, const struct token *);
bool	 parse_execute(struct parser *, struct block *, const struct token *);

/* parse_inactive.c: understood, announced, not done. */
bool	 parse_key(struct parser *, struct block *, const struct token *);
bool	 parse_zone(struct parser *, struct block *, const struct token *);
bool	 parse_failover(struct parser *, struct block *,
	    const struct token *);
bool	 parse_other(struct parser *, const struct token *, bool *known);
void	 parse_announce(struct parser *, const char *path);

/* parse_expr.c */
bool	 parse_expr(struct parser *, enum expr_type wanted,
	    const struct expr **);

/* config_index.c: tables, and what can only be said at the end. */
bool	 config_index(struct parser *);

#endif
