import type { World } from "./world.ts"

/** The ids of the keys under which aggregates of a kind, or unique keys, are kept. */
export const keptUnder = (names: ReadonlyArray<string>) =>
  [...new Set(names.map((name) => name.split(".").at(-1)))].sort()
/** The same of unique keys. */
export const claimed = ({ storage }: World) => keptUnder(storage.snapshot().claims.map(({ key }) => key))

export const accounts = ({ storage }: World) =>
  storage.snapshot().rows.filter(({ aggregate }) => aggregate.startsWith("account/"))
