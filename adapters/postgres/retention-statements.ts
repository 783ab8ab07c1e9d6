/**
 * A page of aggregates in the order of their key. For each, the number of retention terms that it exceeds: a term is a
 * category, a state and a cutoff.
 *
 * The age of an aggregate is that of its latest journal entry, which the primary key finds without a scan.
 */
const listExpired = `
WITH page AS MATERIALIZED (
  SELECT shard, aggregate, version, state ->> '_tag' AS tag
  FROM mon_compte.aggregate
  WHERE (shard, aggregate) > ($1::text, $2::text)
  ORDER BY shard, aggregate
  LIMIT $3::bigint
), term AS MATERIALIZED (
  SELECT * FROM unnest($4::text[], $5::text[], $6::float8[]) AS t(category, tag, cutoff)
)
SELECT p.shard, p.aggregate, p.version, (
  SELECT count(*) FROM term t
  JOIN mon_compte.journal j ON j.shard = p.shard AND j.aggregate = p.aggregate AND j.version = p.version
  WHERE t.category = split_part(p.aggregate, '/', 1) AND (t.tag IS NULL OR t.tag = p.tag)
    AND j.at < to_timestamp(t.cutoff / 1000)
)
FROM page p
ORDER BY p.shard, p.aggregate`

/**
 * Deletes aggregates with their journal. It skips an aggregate in three cases: its version changed since the page was
 * read, another transaction has locked it, or a message that is not done concerns its account or file.
 *
 * A command that read the aggregate before and commits after finds a conflict, and starts over. A recovery and the data
 * key that seals it are deleted together or not at all. A command on a recovery changes the recovery, and mostly only
 * reads the data key.
 *
 * The two partial indexes find the messages that are not done: they are few among millions that are done. `INTERSECT`
 * hashes or sorts the names. A join would compare each aggregate with every message.
 */
const deleteAggregates = `
WITH candidate AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c(shard, aggregate, version)
), undelivered AS MATERIALIZED (
  SELECT body FROM mon_compte.outbox WHERE shard = $4::text AND done_at IS NULL AND dead_at IS NULL
  UNION ALL
  SELECT body FROM mon_compte.outbox WHERE shard = $4::text AND dead_at IS NOT NULL
), needed AS MATERIALIZED (
  SELECT shard AS name FROM candidate
  INTERSECT
  (SELECT body ->> 'account' FROM undelivered UNION ALL SELECT body ->> 'file' FROM undelivered)
), unlocked AS MATERIALIZED (
  SELECT a.shard, a.aggregate
  FROM mon_compte.aggregate a
  JOIN candidate c ON c.shard = a.shard AND c.aggregate = a.aggregate AND c.version = a.version
  WHERE NOT EXISTS (SELECT 1 FROM needed n WHERE n.name = a.shard)
  ORDER BY a.shard, a.aggregate
  FOR UPDATE OF a SKIP LOCKED
), data_key AS MATERIALIZED (
  SELECT k.shard, k.aggregate
  FROM mon_compte.aggregate k
  JOIN unlocked u ON u.shard = k.shard AND u.aggregate = 'recovery/' || k.shard
  WHERE k.aggregate = 'data-key/' || k.shard
  ORDER BY k.shard
  FOR UPDATE OF k SKIP LOCKED
), deletable AS MATERIALIZED (
  SELECT u.shard, u.aggregate
  FROM unlocked u
  WHERE u.aggregate <> 'recovery/' || u.shard
    OR EXISTS (SELECT 1 FROM data_key d WHERE d.shard = u.shard)
    OR NOT EXISTS (
      SELECT 1 FROM mon_compte.aggregate k WHERE k.shard = u.shard AND k.aggregate = 'data-key/' || k.shard
    )
  UNION ALL
  SELECT shard, aggregate FROM data_key
), deleted AS (
  DELETE FROM mon_compte.aggregate a
  USING deletable d
  WHERE a.shard = d.shard AND a.aggregate = d.aggregate
  RETURNING a.shard, a.aggregate
), deleted_entry AS (
  DELETE FROM mon_compte.journal j
  USING deletable d
  WHERE j.shard = d.shard AND j.aggregate = d.aggregate
  RETURNING j.shard, j.aggregate
)
SELECT d.aggregate, (SELECT count(*) FROM deleted_entry e WHERE e.shard = d.shard AND e.aggregate = d.aggregate)
FROM deleted d`

/** Deletes old journal entries of audit logs, except the latest ones, whose content is also in the state. */
const trimJournals = `
WITH candidate AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS c(shard, aggregate, version)
)
DELETE FROM mon_compte.journal j
USING candidate c
WHERE j.shard = c.shard AND j.aggregate = c.aggregate AND j.version <= c.version - $4::bigint
  AND j.at < to_timestamp($5::float8 / 1000)
RETURNING j.version`

/** Deletes old delivered messages from a page. Returns the last id, the size of the page, and the number deleted. */
const deleteMessages = `
WITH page AS MATERIALIZED (
  SELECT id FROM mon_compte.outbox WHERE shard = $1::text AND id > $2::text ORDER BY id LIMIT $3::bigint
), deleted AS (
  DELETE FROM mon_compte.outbox o
  USING page p
  WHERE o.shard = $1::text AND o.id = p.id AND o.done_at < to_timestamp($4::float8 / 1000)
  RETURNING o.id
)
SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1), (SELECT count(*) FROM page), (SELECT count(*) FROM deleted)`

/** Every statement of retention. The application runs none of them, and its role has no right to. */
export const retentionStatements = { listExpired, deleteAggregates, trimJournals, deleteMessages }
