/** One SQL text. Each connection prepares it once, under its name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/**
 * The rows in the order of the request, each with the previous result of the command on it. A subquery looks up the
 * result for each row. With a join, and without statistics, the planner may read the journals of all persons.
 */
const load = `
SELECT a.version, a.state, a.secret, (
  SELECT j.answer FROM mon_compte.journal j
  WHERE j.shard = r.shard AND j.aggregate = r.aggregate AND j.command = $3::text
)
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r(shard, aggregate, n)
LEFT JOIN mon_compte.aggregate a ON a.shard = r.shard AND a.aggregate = r.aggregate
ORDER BY r.n`

/** As `load`, preceded by the owner of the first claimed key. The SQL derives the owner's shard as `shardOf` does. */
const loadOwner = `
WITH holder AS MATERIALIZED (
  SELECT c.owner
  FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS k(shard, key, n)
  JOIN mon_compte.claim c ON c.shard = k.shard AND c.key = k.key
  ORDER BY k.n
  LIMIT 1
), request AS MATERIALIZED (
  SELECT r.shard, r.aggregate, r.n FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r(shard, aggregate, n)
  UNION ALL
  SELECT split_part(split_part(substr(h.owner, strpos(h.owner, '/') + 1), '.', 1), '/', 1), h.owner, 0 FROM holder h
)
SELECT a.version, a.state, a.secret, CASE WHEN r.n > 0 THEN (
  SELECT j.answer FROM mon_compte.journal j
  WHERE j.shard = r.shard AND j.aggregate = r.aggregate AND j.command = $3::text
) END, CASE WHEN r.n = 0 THEN r.aggregate END
FROM request r
LEFT JOIN mon_compte.aggregate a ON a.shard = r.shard AND a.aggregate = r.aggregate
ORDER BY r.n`

const find = `
SELECT c.owner
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS k(shard, key, n)
JOIN mon_compte.claim c ON c.shard = k.shard AND c.key = k.key
ORDER BY k.n
LIMIT 1`

/**
 * Runs after the statement of the commit, in the same transaction: one statement writes a table once, and the commit
 * already inserts its claims.
 */
const releaseKeys = `
DELETE FROM mon_compte.claim c
USING unnest($1::text[], $2::text[], $3::text[]) AS r(shard, key, owner)
WHERE c.shard = r.shard AND c.key = r.key AND c.owner = r.owner`

/** A page along the primary key, in the collation order of the database. */
const list = `
SELECT aggregate
FROM mon_compte.aggregate
WHERE (shard, aggregate) > ($1::text, $2::text) AND strpos(aggregate, $3::text) = 1 AND version > 0
ORDER BY shard, aggregate
LIMIT $4::bigint`

const journal = `
SELECT events FROM mon_compte.journal WHERE shard = $1::text AND aggregate = $2::text ORDER BY version`

/** Along the primary key, backwards: it reads no more entries than it returns. */
const journalPage = `
SELECT version, events FROM mon_compte.journal
WHERE shard = $1::text AND aggregate = $2::text AND version < $3::bigint
ORDER BY version DESC
LIMIT $4::bigint`

/**
 * Along the index `journal_window`, which has the same condition: it reads no more entries than it returns, except those
 * without events. A window has entries of all persons, so it is the second statement besides `list` without one shard.
 */
const journalWindow = `
SELECT aggregate, version, command, round(extract(epoch FROM at) * 1000), events
FROM mon_compte.journal
WHERE (strpos(command, 'agent.') = 1 OR strpos(aggregate, 'household/') = 1 OR strpos(aggregate, 'audit-log/') = 1)
  AND at >= to_timestamp($1::float8 / 1000) AND at < to_timestamp($2::float8 / 1000)
  AND events <> '[]'::jsonb
ORDER BY at, shard, aggregate, version
LIMIT $3::bigint`

/** Uses the clock of the database, which all workers share. Skips messages that another worker is leasing now. */
const lease = `
WITH due AS MATERIALIZED (
  SELECT array_agg(d.id ORDER BY d.ready_at) AS ids
  FROM (
    SELECT id, ready_at
    FROM mon_compte.outbox
    WHERE shard = $1::text AND done_at IS NULL AND dead_at IS NULL AND ready_at <= now()
    ORDER BY ready_at
    LIMIT $2::bigint
    FOR NO KEY UPDATE SKIP LOCKED
  ) AS d
)
UPDATE mon_compte.outbox o
SET attempt = o.attempt + 1, lease = $3::text, ready_at = now() + $4::float8 * interval '1 millisecond'
FROM due
WHERE o.shard = $1::text AND o.id = ANY (due.ids)
RETURNING o.id, o.due_at, o.body, o.attempt, array_position(due.ids, o.id)`

const acknowledge = `
UPDATE mon_compte.outbox SET done_at = now(), dead_at = NULL, body = NULL, lease = NULL
WHERE shard = $1::text AND id = ANY ($2::text[]) AND done_at IS NULL`

/** The column `lease` is null as soon as the message is postponed, released, dead or done. */
const renew = `
UPDATE mon_compte.outbox SET ready_at = now() + $4::float8 * interval '1 millisecond'
WHERE shard = $1::text AND id = $2::text AND lease = $3::text
RETURNING id`

const release = `
UPDATE mon_compte.outbox o SET attempt = o.attempt - 1, ready_at = now(), lease = NULL
FROM unnest($2::text[], $3::text[]) AS r(id, lease)
WHERE o.shard = $1::text AND o.id = r.id AND o.lease = r.lease`

const postpone = `
UPDATE mon_compte.outbox SET ready_at = to_timestamp($4::float8 / 1000), lease = NULL
WHERE shard = $1::text AND id = $2::text AND lease = $3::text AND done_at IS NULL`

const deadLetter = `
UPDATE mon_compte.outbox SET dead_at = now(), lease = NULL
WHERE shard = $1::text AND id = $2::text AND lease = $3::text`

const listDeadLetters = `
SELECT id, due_at, body, attempt FROM mon_compte.outbox
WHERE shard = $1::text AND dead_at IS NOT NULL
ORDER BY dead_at, id
LIMIT $2::bigint`

const requeue = `
UPDATE mon_compte.outbox SET dead_at = NULL, attempt = 0, ready_at = now()
WHERE shard = $1::text AND id = $2::text AND dead_at IS NOT NULL
RETURNING id`

const leases = { lease, acknowledge, renew, release, postpone }
const deadLetters = { deadLetter, listDeadLetters, requeue }
const texts = {
  load,
  loadOwner,
  list,
  find,
  releaseKeys,
  journal,
  journalPage,
  journalWindow,
  ...leases,
  ...deadLetters,
}

/** Every statement of the storage except those of commits: see `commitStatement`. */
export const statements = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, { name: `mon_compte.${name}`, text }]),
) as { readonly [Name in keyof typeof texts]: Statement }
