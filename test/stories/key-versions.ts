import type { TestContext } from "./test-context.ts"

/** The ids of the keys in blind indexes, sorted and without duplicates. A blind index ends with the id of its key. */
export const keyVersions = (indexes: ReadonlyArray<string>) =>
  [...new Set(indexes.map((index) => index.split(".").at(-1)))].sort()

/** The ids of the keys under which unique keys are claimed. */
export const claimedKeyVersions = ({ storage }: TestContext) =>
  keyVersions(storage.snapshot().claims.map(({ key }) => key))

/** The stored accounts. */
export const accounts = ({ storage }: TestContext) =>
  storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("account/"))
