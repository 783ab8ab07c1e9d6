import type { TestContext } from "./test-context.ts"

/** The ids of the keys under which aggregates of a kind, or unique keys, are kept. */
export const keptUnder = (names: ReadonlyArray<string>) =>
  [...new Set(names.map((name) => name.split(".").at(-1)))].sort()
/** The same of unique keys. */
export const claimed = ({ storage }: TestContext) => keptUnder(storage.snapshot().claims.map(({ key }) => key))

export const accounts = ({ storage }: TestContext) =>
  storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("account/"))
