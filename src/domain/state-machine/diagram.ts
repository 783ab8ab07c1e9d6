import { arrows, type Table, type Tagged } from "./table.ts"

/**
 * Draws a table as a Mermaid state diagram.
 *
 * Commands between the same two states share an arrow. A state that no arrow leaves is final.
 */
export const toMermaid = (table: Table<Tagged, Tagged>, initial: Tagged): string => {
  const labels = new Map<string, Array<string>>()
  for (const { command, from, to } of arrows(table)) {
    const arrow = `  ${from} --> ${to}`
    labels.set(arrow, [...(labels.get(arrow) ?? []), command])
  }
  const finals = Object.keys(table).filter((state) => arrows(table).every(({ from }) => from !== state))
  return [
    "stateDiagram-v2",
    `  [*] --> ${initial._tag}`,
    ...[...labels].map(([arrow, commands]) => `${arrow}: ${commands.join(", ")}`),
    ...finals.map((state) => `  ${state} --> [*]`),
  ].join("\n")
}
