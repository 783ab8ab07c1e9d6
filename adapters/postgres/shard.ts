/**
 * The shard of an aggregate or of a unique key: its id, up to the first dot or second slash.
 *
 * `account/7`, `migration/7` and `challenge/7.migration` share the shard `7`, so that what one person's command writes
 * lies in one place. It leads every key of every table.
 */
export const shardOf = (name: string): string => {
  const id = name.slice(name.indexOf("/") + 1)
  const end = id.search(/[./]/)
  return end < 0 ? id : id.slice(0, end)
}

/**
 * The shard of every message. They are handed out oldest first, over all persons, by a statement that locks: Citus
 * has that done in one shard only.
 */
export const OUTBOX = "outbox"
