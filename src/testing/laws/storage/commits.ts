import type { AggregateId, Change, Commit } from "../../../ports/storage.ts"

export const idsOf = ({ changes }: Commit): ReadonlyArray<AggregateId> => changes.map(({ aggregate }) => aggregate)

/** Guards on every aggregate that a commit changes. */
export const guardsOf = (commit: Commit, version: number): Commit["guards"] =>
  idsOf(commit).map((aggregate) => ({ aggregate, version }))

export const mapChanges = (commit: Commit, change: (change: Change) => Change): Commit => {
  const [head, ...tail] = commit.changes
  return { ...commit, changes: [change(head), ...tail.map(change)] }
}

export const atVersion = (commit: Commit, expectedVersion: number): Commit =>
  mapChanges(commit, (change) => ({ ...change, expectedVersion }))

/** One command with the changes, claims and messages of both commits. */
export const merged = (commit: Commit, added: Commit): Commit => ({
  ...commit,
  changes: [...commit.changes, ...added.changes],
  claims: [...commit.claims, ...added.claims],
  messages: [...commit.messages, ...added.messages],
})

/** Five commits of the same aggregates at the same versions, each with its own command id and state. */
export const competingCommits = (commit: Commit): ReadonlyArray<Commit> =>
  [1, 2, 3, 4, 5].map((number) => ({
    ...mapChanges(commit, (change) => ({ ...change, state: { _tag: "Rival", number } })),
    commandId: `${commit.commandId}/${number}`,
  }))
