/**
 * `npm run fuzz`: numbers, passwords and contacts that were changed as people and programs change them, by the million; every
 * answer is compared with the slow reference's. `--seed` replays a run, `--count` says how many texts.
 */
import { parseArgs } from "node:util"
import { fuzzContact } from "./fuzz/contact.ts"
import { fuzzNir } from "./fuzz/nir.ts"
import { fuzzPassword } from "./fuzz/password.ts"
import { chance } from "./numbers.ts"

const { values } = parseArgs({ options: { count: { type: "string" }, seed: { type: "string" } } })
const count = Number(values.count ?? 5_000_000)
const seed = Number(values.seed ?? 20_261_201)
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write("--count and --seed are whole numbers.\n")
  process.exit(2)
}
process.stdout.write(`seed ${seed}\n`)

/** Nine in ten are numbers; a password costs its reference more, and a contact has none to disagree with. */
const shares = [
  { name: "NIR", run: fuzzNir, count: count - 2 * Math.ceil(count / 20) },
  { name: "password", run: fuzzPassword, count: Math.ceil(count / 20) },
  { name: "contact", run: fuzzContact, count: Math.ceil(count / 20) },
]
let disagreements = 0
for (const { count, name, run } of shares) {
  const answers = await run(chance(seed), count)
  const told = Object.entries(answers.counts).map(([answer, times]) => `${answer} ${times}`)
  process.stdout.write(`${name}: ${count} texts, ${answers.disagreements.length} disagreements; ${told.join(", ")}\n`)
  // These are made up, so they may be shown.
  for (const text of answers.disagreements.slice(0, 5)) process.stdout.write(`  ${JSON.stringify(text)}\n`)
  disagreements += answers.disagreements.length
}
process.exitCode = disagreements > 0 ? 1 : 0
