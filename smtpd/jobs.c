/*
 * jobs: what a worker may be ordered to do, by number.
 */
#include "smtpd/blocklist.h"
#include "smtpd/command_delivery.h"
#include "smtpd/filter.h"
#include "smtpd/relay.h"
#include "smtpd/staff.h"
#include "smtpd/worker.h"

master_job *const worker_jobs[WORKER_JOBS] = {
	[WORKER_DELIVER] = staff_job,
	[WORKER_FILTER] = filter_job,
	[WORKER_RELAY] = relay_job,
	[WORKER_COMMAND] = command_delivery_job,
	[WORKER_BLOCKLIST] = blocklist_job
};
