/** One SQL text, prepared once a connection under its name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/**
 * The rows in the order asked; with them, what the command was told on each. The answer is looked up row by row: joined, it
 * may be looked for in the journals of all persons, as long as the server has no statistics.
 */
const load = `
SELECT a.version, a.state, a.secret, (
  SELECT j.answer FROM mon_compte.journal j
  WHERE j.shard = context.shard AND j.aggregate = context.aggregate AND j.command = $3::text
)
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS context(shard, aggregate, n)
LEFT JOIN mon_compte.aggregate a ON a.shard = context.shard AND a.aggregate = context.aggregate
ORDER BY context.n`

/** The same, after the owner of the first key that is held. Their shard is in their name, as `shardOf` has it. */
const loadOwner = `
WITH holder AS MATERIALIZED (
  SELECT c.owner
  FROM unnest($4::text[], $5::text[]) WITH ORDINALITY AS k(shard, key, n)
  JOIN mon_compte.claim c ON c.shard = k.shard AND c.key = k.key
  ORDER BY k.n
  LIMIT 1
), wanted AS MATERIALIZED (
  SELECT context.shard, context.aggregate, context.n FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS context(shard, aggregate, n)
  UNION ALL
  SELECT split_part(split_part(substr(h.owner, strpos(h.owner, '/') + 1), '.', 1), '/', 1), h.owner, 0 FROM holder h
)
SELECT a.version, a.state, a.secret, CASE WHEN context.n > 0 THEN (
  SELECT j.answer FROM mon_compte.journal j
  WHERE j.shard = context.shard AND j.aggregate = context.aggregate AND j.command = $3::text
) END, CASE WHEN context.n = 0 THEN context.aggregate END
FROM wanted context
LEFT JOIN mon_compte.aggregate a ON a.shard = context.shard AND a.aggregate = context.aggregate
ORDER BY context.n`

const find = `
SELECT c.owner
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS context(shard, key, n)
JOIN mon_compte.claim c ON c.shard = context.shard AND c.key = context.key
ORDER BY context.n
LIMIT 1`

/** In a transaction of its own with the commit: a statement writes a table once, and that one adds to the claims. */
const unclaim = `
DELETE FROM mon_compte.claim c
USING unnest($1::text[], $2::text[], $3::text[]) AS r(shard, key, owner)
WHERE c.shard = r.shard AND c.key = r.key AND c.owner = r.owner`

/** Along the primary key, from one place on. The order is the database's own. */
const list = `
SELECT aggregate
FROM mon_compte.aggregate
WHERE (shard, aggregate) > ($1::text, $2::text) AND strpos(aggregate, $3::text) = 1 AND version > 0
ORDER BY shard, aggregate
LIMIT $4::bigint`

const journal = `
SELECT events FROM mon_compte.journal WHERE shard = $1::text AND aggregate = $2::text ORDER BY version`

/** By the clock of the database, which all workers share. A message that another worker is taking now is passed over. */
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

/** A lease has a name as long as the message is neither postponed, nor dead, nor done. */
const renew = `
UPDATE mon_compte.outbox SET ready_at = now() + $4::float8 * interval '1 millisecond'
WHERE shard = $1::text AND id = $2::text AND lease = $3::text
RETURNING id`

const release = `
UPDATE mon_compte.outbox o SET attempt = o.attempt - 1, ready_at = now(), lease = NULL
FROM unnest($2::text[], $3::text[]) AS context(id, lease)
WHERE o.shard = $1::text AND o.id = context.id AND o.lease = context.lease`

const postpone = `
UPDATE mon_compte.outbox SET ready_at = to_timestamp($4::float8 / 1000), lease = NULL
WHERE shard = $1::text AND id = $2::text AND lease = $3::text AND done_at IS NULL`

const bury = `
UPDATE mon_compte.outbox SET dead_at = now(), lease = NULL
WHERE shard = $1::text AND id = $2::text AND lease = $3::text`

const dead = `
SELECT id, due_at, body, attempt FROM mon_compte.outbox
WHERE shard = $1::text AND dead_at IS NOT NULL
ORDER BY dead_at, id
LIMIT $2::bigint`

const revive = `
UPDATE mon_compte.outbox SET dead_at = NULL, attempt = 0, ready_at = now()
WHERE shard = $1::text AND id = $2::text AND dead_at IS NOT NULL
RETURNING id`

const outbox = { lease, acknowledge, renew, release, postpone, bury, dead, revive }
const texts = { load, loadOwner, find, unclaim, list, journal, ...outbox }

/** Every statement that the storage runs, but those of commits: see `commitStatement`. */
export const statements = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, { name: `mon_compte.${name}`, text }]),
) as { readonly [Name in keyof typeof texts]: Statement }
