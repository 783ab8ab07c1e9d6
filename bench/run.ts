/** `npm run bench`: side by side with others, as ratios, into docs/benchmarks.md. `--rounds` says how long. */
import { parseArgs } from "node:util"
import { circumstances, writePart } from "./page.ts"
import { installPeers } from "./peers.ts"
import { race } from "./race.ts"

const { rounds } = parseArgs({ options: { rounds: { type: "string", default: "21" } } }).values
installPeers()

const files = ["./nir.ts", "./password.ts", "./migration.ts", "./rights.ts"] as const
const tables: Array<string> = []
const missed: Array<string> = []
for (const file of files) {
  // The others are imported only once they are installed.
  const { races }: typeof import("./nir.ts") = await import(file)
  for (const each of races) {
    const result = await race(each, Number(rounds))
    process.stdout.write(`${result.markdown}\n`)
    tables.push(result.markdown)
    missed.push(...result.missed)
  }
}
writePart("speed", [`${circumstances()} ${rounds} rounds.`, "", ...tables].join("\n"))
for (const miss of missed) process.stdout.write(`below its bar in this run: ${miss}\n`)
await import("./suggest.ts")
