/**
 * `npm run bench`: measures ratios to other libraries, and writes docs/benchmarks.md. `--rounds` sets the number of
 * rounds.
 */
import { parseArgs } from "node:util"
import { environment, writeSection } from "./page.ts"
import { installPeers } from "./peers.ts"
import { race } from "./race.ts"

const { rounds } = parseArgs({ options: { rounds: { type: "string", default: "21" } } }).values
installPeers()

const files = ["./nir.ts", "./password.ts", "./migration.ts", "./rights.ts"] as const
const tables: Array<string> = []
const missed: Array<string> = []
for (const file of files) {
  // A dynamic import, because the files import other libraries, which are installed above.
  const { races }: typeof import("./nir.ts") = await import(file)
  for (const figure of races) {
    const result = await race(figure, Number(rounds))
    process.stdout.write(`${result.markdown}\n`)
    tables.push(result.markdown)
    missed.push(...result.missed)
  }
}
writeSection("speed", [`${environment()} ${rounds} rounds.`, "", ...tables].join("\n"))
for (const miss of missed) process.stdout.write(`below its bar in this run: ${miss}\n`)
await import("./suggest.ts")
