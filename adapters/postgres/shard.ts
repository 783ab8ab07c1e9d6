/**
 * The shard of an aggregate or of a unique key: its id, up to the first dot or second slash.
 *
 * `account/7`, `migration/7` and `challenge/7.migration` share the shard `7`, so that one person's rows are stored
 * together. The shard is the first column of every key of every table.
 */
export const shardOf = (name: string): string => {
  const id = name.slice(name.indexOf("/") + 1)
  const end = id.search(/[./]/)
  return end < 0 ? id : id.slice(0, end)
}

/**
 * The shard of every message. A locking statement leases the oldest messages of all persons, and Citus supports such a
 * statement on one shard only.
 */
export const OUTBOX_SHARD = "outbox"
