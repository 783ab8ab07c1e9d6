/**
 * What was done in a window of time: the commands of agents, and what any command did to a household file. Sign-ins and
 * steps of the wizard, which are most of the journal, are not in the index. The condition is that of the statement
 * `journalWindow`, word for word, so that the planner uses the index.
 *
 * Time is its first column, so it is the one index that does not start with the shard. It is not a key. On a large
 * database, an operator can create it beforehand with `CREATE INDEX CONCURRENTLY`, which stops no writes.
 */
export const sql = `
CREATE INDEX IF NOT EXISTS journal_window ON mon_compte.journal (at, shard, aggregate, version)
WHERE strpos(command, 'agent.') = 1 OR strpos(aggregate, 'household/') = 1 OR strpos(aggregate, 'audit-log/') = 1;
`
