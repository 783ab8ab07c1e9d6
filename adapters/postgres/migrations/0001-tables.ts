/**
 * A guard on an aggregate that does not exist creates an empty row at version 0, because only a row can be locked.
 * A message that is done loses its body. Its row remains until retention deletes it, so that its id is not used twice.
 */
export const sql = `
CREATE TABLE mon_compte.aggregate (
  shard text NOT NULL,
  aggregate text NOT NULL,
  version bigint NOT NULL,
  state jsonb,
  secret text,
  PRIMARY KEY (shard, aggregate),
  CHECK (version >= 0 AND (version > 0) = (state IS NOT NULL) AND (version > 0 OR secret IS NULL))
);

CREATE TABLE mon_compte.journal (
  shard text NOT NULL,
  aggregate text NOT NULL,
  version bigint NOT NULL,
  command text NOT NULL,
  at timestamptz NOT NULL,
  events jsonb NOT NULL,
  answer jsonb NOT NULL,
  PRIMARY KEY (shard, aggregate, version),
  UNIQUE (shard, aggregate, command)
);

CREATE TABLE mon_compte.claim (
  shard text NOT NULL,
  key text NOT NULL,
  owner text NOT NULL,
  PRIMARY KEY (shard, key)
);

CREATE TABLE mon_compte.outbox (
  shard text NOT NULL,
  id text NOT NULL,
  body jsonb,
  due_at double precision NOT NULL,
  ready_at timestamptz NOT NULL,
  attempt integer NOT NULL DEFAULT 0,
  lease text,
  done_at timestamptz,
  PRIMARY KEY (shard, id),
  CHECK ((body IS NULL) = (done_at IS NOT NULL))
);

CREATE INDEX outbox_ready ON mon_compte.outbox (shard, ready_at) WHERE done_at IS NULL;
`
