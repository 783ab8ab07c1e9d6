/**
 * `npm run fuzz`: checks millions of numbers, passwords and contacts with the changes that people and programs make. It
 * compares every result with a slow reference. `--seed` replays a run, and `--count` sets the number of texts.
 */
import { parseArgs } from "node:util"
import { fuzzContact } from "./fuzz/contact.ts"
import { fuzzNir } from "./fuzz/nir.ts"
import { fuzzPassword } from "./fuzz/password.ts"
import { seededRandom } from "./numbers.ts"

const { values } = parseArgs({ options: { count: { type: "string" }, seed: { type: "string" } } })
const count = Number(values.count ?? 5_000_000)
const seed = Number(values.seed ?? 20_261_201)
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("--count must be a positive integer, and --seed an integer.\n")
  process.exit(2)
}
process.stdout.write(`seed ${seed}\n`)

/** Nine in ten are numbers: the reference for passwords is slower, and contacts have no reference. */
const shares = [
  { name: "NIR", run: fuzzNir, count: count - 2 * Math.ceil(count / 20) },
  { name: "password", run: fuzzPassword, count: Math.ceil(count / 20) },
  { name: "contact", run: fuzzContact, count: Math.ceil(count / 20) },
]
let disagreements = 0
for (const { count, name, run } of shares) {
  const report = await run(seededRandom(seed), count)
  const counts = Object.entries(report.counts).map(([result, times]) => `${result} ${times}`)
  process.stdout.write(`${name}: ${count} texts, ${report.disagreements.length} disagreements; ${counts.join(", ")}\n`)
  // The texts are generated, so printing them discloses no personal data.
  for (const text of report.disagreements.slice(0, 5)) process.stdout.write(`  ${JSON.stringify(text)}\n`)
  disagreements += report.disagreements.length
}
process.exitCode = disagreements > 0 ? 1 : 0
