import { arrows, type Table, type Tagged } from "./table.ts"

/**
 * Draws a table as a Mermaid state diagram. Commands that go the same way share an arrow, and a state that no
 * arrow leaves is an end.
 */
export const toMermaid = (table: Table<Tagged, Tagged>, initial: Tagged): string => {
  const labels = new Map<string, Array<string>>()
  for (const { command, from, to } of arrows(table)) {
    const way = `  ${from} --> ${to}`
    labels.set(way, [...(labels.get(way) ?? []), command])
  }
  const ends = Object.keys(table).filter((state) => arrows(table).every(({ from }) => from !== state))
  return [
    "stateDiagram-v2",
    `  [*] --> ${initial._tag}`,
    ...[...labels].map(([way, commands]) => `${way}: ${commands.join(", ")}`),
    ...ends.map((end) => `  ${end} --> [*]`),
  ].join("\n")
}
