/** A message that failed too often has `dead_at`. Workers skip it; its body remains for an engineer to examine. */
export const sql = `
ALTER TABLE mon_compte.outbox ADD COLUMN dead_at timestamptz;

CREATE INDEX outbox_due ON mon_compte.outbox (shard, ready_at) WHERE done_at IS NULL AND dead_at IS NULL;

CREATE INDEX outbox_dead ON mon_compte.outbox (shard, dead_at) WHERE dead_at IS NOT NULL;

DROP INDEX mon_compte.outbox_ready;
`
