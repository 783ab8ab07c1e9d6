/**
 * A page of aggregates in the order of their key, and whether each is of a kind, in a state and of an age that goes.
 *
 * What is older than its kind may be is looked up at its latest journal entry, so that nothing else is read of it.
 */
const page = `
WITH page AS MATERIALIZED (
  SELECT shard, aggregate, version, state ->> '_tag' AS tag
  FROM mon_compte.aggregate
  WHERE (shard, aggregate) > ($1::text, $2::text)
  ORDER BY shard, aggregate
  LIMIT $3::bigint
), term AS MATERIALIZED (
  SELECT * FROM unnest($4::text[], $5::text[], $6::float8[]) AS t(kind, tag, before)
)
SELECT p.shard, p.aggregate, p.version, (
  SELECT count(*) FROM term t
  JOIN mon_compte.journal j ON j.shard = p.shard AND j.aggregate = p.aggregate AND j.version = p.version
  WHERE t.kind = split_part(p.aggregate, '/', 1) AND (t.tag IS NULL OR t.tag = p.tag)
    AND j.at < to_timestamp(t.before / 1000)
)
FROM page p
ORDER BY p.shard, p.aggregate`

/**
 * Forgets whole aggregates, with their journal and what their commands were told: those that are still at the version
 * that was seen, on which nobody is at work now, and about whose account or file no message is still to be done.
 *
 * Whoever reads one before, and writes after, finds it gone and starts over. What a recovery was sealed under goes with
 * it, or both stay: whoever asks writes to the recovery, and mostly only reads its data key.
 *
 * Messages still to be done are found by the two indexes that hold no others: there are few of them among millions that
 * were. `INTERSECT` hashes or sorts their names: joined, each row that may go would be compared with every message.
 */
const forget = `
WITH seen AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS s(shard, aggregate, version)
), undone AS MATERIALIZED (
  SELECT body FROM mon_compte.outbox WHERE shard = $4::text AND done_at IS NULL AND dead_at IS NULL
  UNION ALL
  SELECT body FROM mon_compte.outbox WHERE shard = $4::text AND dead_at IS NOT NULL
), pending AS MATERIALIZED (
  SELECT shard AS name FROM seen
  INTERSECT
  (SELECT body ->> 'account' FROM undone UNION ALL SELECT body ->> 'file' FROM undone)
), free AS MATERIALIZED (
  SELECT a.shard, a.aggregate
  FROM mon_compte.aggregate a
  JOIN seen s ON s.shard = a.shard AND s.aggregate = a.aggregate AND s.version = a.version
  WHERE NOT EXISTS (SELECT 1 FROM pending p WHERE p.name = a.shard)
  ORDER BY a.shard, a.aggregate
  FOR UPDATE OF a SKIP LOCKED
), spare AS MATERIALIZED (
  SELECT k.shard, k.aggregate
  FROM mon_compte.aggregate k
  JOIN free f ON f.shard = k.shard AND f.aggregate = 'recovery/' || k.shard
  WHERE k.aggregate = 'data-key/' || k.shard
  ORDER BY k.shard
  FOR UPDATE OF k SKIP LOCKED
), going AS MATERIALIZED (
  SELECT f.shard, f.aggregate
  FROM free f
  WHERE f.aggregate <> 'recovery/' || f.shard
    OR EXISTS (SELECT 1 FROM spare s WHERE s.shard = f.shard)
    OR NOT EXISTS (
      SELECT 1 FROM mon_compte.aggregate k WHERE k.shard = f.shard AND k.aggregate = 'data-key/' || k.shard
    )
  UNION ALL
  SELECT shard, aggregate FROM spare
), gone AS (
  DELETE FROM mon_compte.aggregate a
  USING going f
  WHERE a.shard = f.shard AND a.aggregate = f.aggregate
  RETURNING a.shard, a.aggregate
), erased AS (
  DELETE FROM mon_compte.journal j
  USING going f
  WHERE j.shard = f.shard AND j.aggregate = f.aggregate
  RETURNING j.shard, j.aggregate
)
SELECT g.aggregate, (SELECT count(*) FROM erased e WHERE e.shard = g.shard AND e.aggregate = g.aggregate)
FROM gone g`

/** Forgets the older entries of journals of which the latest few say all that the state holds. */
const trim = `
WITH seen AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS s(shard, aggregate, version)
)
DELETE FROM mon_compte.journal j
USING seen s
WHERE j.shard = s.shard AND j.aggregate = s.aggregate AND j.version <= s.version - $4::bigint
  AND j.at < to_timestamp($5::float8 / 1000)
RETURNING j.version`

/** A page of messages in the order of their ids: the last of them, how many there were, and how many of them went. */
const sweep = `
WITH page AS MATERIALIZED (
  SELECT id FROM mon_compte.outbox WHERE shard = $1::text AND id > $2::text ORDER BY id LIMIT $3::bigint
), gone AS (
  DELETE FROM mon_compte.outbox o
  USING page p
  WHERE o.shard = $1::text AND o.id = p.id AND o.done_at < to_timestamp($4::float8 / 1000)
  RETURNING o.id
)
SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1), (SELECT count(*) FROM page), (SELECT count(*) FROM gone)`

/** Every statement that retention runs. The application runs none of them, and may not. */
export const retentionStatements = { page, forget, trim, sweep }
