/** One SQL text, prepared once a connection under its name. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** The rows in the order asked; with them, what the command was told on each. */
const load = `
SELECT a.version, a.state, a.secret, j.answer
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w(shard, aggregate, n)
LEFT JOIN mon_compte.aggregate a ON a.shard = w.shard AND a.aggregate = w.aggregate
LEFT JOIN mon_compte.journal j ON j.shard = w.shard AND j.aggregate = w.aggregate AND j.command = $3::text
ORDER BY w.n`

/**
 * A whole commit in one statement, for READ COMMITTED.
 *
 * 1. `applied`: a command known on one of its aggregates ends here.
 * 2. `present` locks every aggregate it changes or guards, in key order, and reads the version under the lock: whoever
 *    held a lock before has then committed, and is seen. Guards lock as changes do: two commits that guard what the
 *    other changes meet here, and the second one sees the first.
 * 3. `verdict`: nothing is written unless every version is the expected one and no key is another's.
 * 4. `written`: what nobody wrote yet cannot be locked, so it is created, a guard as an empty row at version 0. Of two
 *    that create it at once the second waits, and then does not find what it expects.
 * 5. `recorded`: unless everything was written, the journal gets no version, which it refuses, and the whole
 *    statement with it.
 *
 * A table is written by one part only, as CockroachDB wants it.
 */
const commit = `
WITH change AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])
    WITH ORDINALITY AS c(shard, aggregate, expected, state, secret, events, n)
), guard AS MATERIALIZED (
  SELECT * FROM unnest($7::text[], $8::text[], $9::bigint[]) AS g(shard, aggregate, expected)
), wanted_key AS MATERIALIZED (
  SELECT * FROM unnest($10::text[], $11::text[], $12::text[]) AS k(shard, key, owner)
), wanted AS MATERIALIZED (
  SELECT shard, aggregate, expected FROM change
  UNION
  SELECT shard, aggregate, expected FROM guard
), applied AS MATERIALIZED (
  SELECT j.answer
  FROM change c
  JOIN mon_compte.journal j ON j.shard = c.shard AND j.aggregate = c.aggregate AND j.command = $13::text
  ORDER BY c.n
  LIMIT 1
), present AS MATERIALIZED (
  SELECT a.shard, a.aggregate, a.version
  FROM mon_compte.aggregate a
  WHERE (a.shard, a.aggregate) IN (SELECT w.shard, w.aggregate FROM wanted w)
  ORDER BY a.shard, a.aggregate
  FOR NO KEY UPDATE OF a
), verdict AS MATERIALIZED (
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM applied) THEN 'AlreadyApplied'
    WHEN EXISTS (
      SELECT 1 FROM wanted w LEFT JOIN present p ON p.shard = w.shard AND p.aggregate = w.aggregate
      WHERE w.expected <> coalesce(p.version, 0)
    ) THEN 'Conflict'
    WHEN EXISTS (
      SELECT 1 FROM wanted_key k JOIN mon_compte.claim c ON c.shard = k.shard AND c.key = k.key
      WHERE c.owner <> k.owner
    ) THEN 'Conflict'
    ELSE 'Committed'
  END AS outcome
), intended AS MATERIALIZED (
  SELECT c.shard, c.aggregate, c.expected + 1 AS version, c.state::jsonb AS state, c.secret
  FROM verdict v, change c
  WHERE v.outcome = 'Committed'
  UNION ALL
  SELECT DISTINCT g.shard, g.aggregate, 0, NULL::jsonb, NULL::text
  FROM verdict v, guard g
  WHERE v.outcome = 'Committed'
    AND NOT EXISTS (SELECT 1 FROM present p WHERE p.shard = g.shard AND p.aggregate = g.aggregate)
    AND NOT EXISTS (SELECT 1 FROM change c WHERE c.shard = g.shard AND c.aggregate = g.aggregate)
), written AS (
  INSERT INTO mon_compte.aggregate AS a (shard, aggregate, version, state, secret)
  SELECT i.shard, i.aggregate, i.version, i.state, i.secret FROM intended i ORDER BY i.shard, i.aggregate
  ON CONFLICT (shard, aggregate) DO UPDATE
  SET version = excluded.version, state = excluded.state, secret = excluded.secret
  WHERE a.version = excluded.version - 1
  RETURNING a.shard, a.aggregate
), recorded AS (
  INSERT INTO mon_compte.journal (shard, aggregate, version, command, at, events, answer)
  SELECT c.shard, c.aggregate,
    CASE WHEN (SELECT count(*) FROM written) = (SELECT count(*) FROM intended) THEN c.expected + 1 END,
    $13::text, to_timestamp($14::float8 / 1000), c.events::jsonb, $15::jsonb
  FROM verdict v, change c
  WHERE v.outcome = 'Committed'
  RETURNING shard
), claimed AS (
  INSERT INTO mon_compte.claim (shard, key, owner)
  SELECT k.shard, k.key, k.owner
  FROM verdict v, wanted_key k
  WHERE v.outcome = 'Committed'
    AND NOT EXISTS (SELECT 1 FROM mon_compte.claim c WHERE c.shard = k.shard AND c.key = k.key)
  ORDER BY k.shard, k.key
  RETURNING shard
), posted AS (
  INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at)
  SELECT $16::text, m.id, m.body::jsonb, m.due_at, to_timestamp(m.due_at / 1000)
  FROM verdict v, unnest($17::text[], $18::text[], $19::float8[]) WITH ORDINALITY AS m(id, body, due_at, n)
  WHERE v.outcome = 'Committed'
  ORDER BY m.id, m.n
  ON CONFLICT (shard, id) DO NOTHING
  RETURNING shard
)
SELECT v.outcome, (SELECT answer FROM applied), (SELECT count(*) FROM recorded)
FROM verdict v`

const find = `
SELECT c.owner
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w(shard, key, n)
JOIN mon_compte.claim c ON c.shard = w.shard AND c.key = w.key
ORDER BY w.n
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
FROM unnest($2::text[], $3::text[]) AS w(id, lease)
WHERE o.shard = $1::text AND o.id = w.id AND o.lease = w.lease`

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
const texts = { load, commit, find, unclaim, list, journal, ...outbox }

/** Every statement that the storage runs. */
export const statements = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, { name: `mon_compte.${name}`, text }]),
) as { readonly [Name in keyof typeof texts]: Statement }
