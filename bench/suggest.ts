/** `node bench/suggest.ts`, also run by `npm run bench`: measures how often `suggest` finds the right number. */
import { describe } from "../src/domain/nir/describe.ts"
import { Nir } from "../src/domain/nir/index.ts"
import { charactersOf } from "../src/domain/nir/nir.ts"
import { type Declared, suggest } from "../src/domain/nir/suggest.ts"
import { digits, keyOf, type Random, seededRandom } from "./numbers.ts"
import { writeSection } from "./page.ts"

const COUNT = 5000
const SEED = 2690549
const today = new Date("2026-11-30")

interface Person {
  /** Fifteen characters. */
  readonly number: string
  readonly declared: Declared
}

/**
 * A random person born since 1931, in the given département or in any place. It draws again until the place code was in
 * use in the year of birth.
 */
const person = (next: Random, departement?: () => string): Person => {
  for (;;) {
    const [sex, year, month] = [1 + next(2), 1931 + next(95), 1 + next(12)]
    const place = departement === undefined ? digits(1 + next(95), 2) : departement()
    const code = next(10) === 0 && departement === undefined ? `99${100 + next(423)}` : place + digits(1 + next(990), 3)
    const characters = `${sex}${digits(year % 100, 2)}${digits(month, 2)}${code}${digits(1 + next(999), 3)}`
    const known = describe(new Nir(characters), { today }).readings.some(
      (reading) => reading.year === year && reading.warnings.length === 0,
    )
    if (!known) continue
    const declared = { sex: sex === 1 ? "male" : "female", birthDate: `${year}-${digits(month, 2)}-15` } as const
    return { number: characters + keyOf(characters), declared }
  }
}

interface Mistake {
  readonly name: string
  readonly person: (next: Random) => Person
  /** The number with the mistake. It is unchanged if the mistake is not possible in the place drawn. */
  readonly typed: (number: string, next: Random) => string
}

const corsican = (next: Random) => person(next, () => `2${"AB"[next(2)]}`)
const swapped = (number: string, next: Random) => {
  const at = next(14)
  return number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
}
const replaced = (number: string, next: Random) => {
  const at = next(15)
  return /\d/.test(number[at] ?? "") ? number.slice(0, at) + next(10) + number.slice(at + 1) : number
}
const withSeventh = (number: string, character: string) => number.slice(0, 6) + character + number.slice(7)

const mistakes: ReadonlyArray<Mistake> = [
  { name: "two neighbours swapped", person, typed: swapped },
  { name: "one digit wrong", person, typed: replaced },
  {
    name: "2A for 2B, or 2B for 2A",
    person: corsican,
    typed: (number) => withSeventh(number, number[6] === "A" ? "B" : "A"),
  },
  { name: "20 for 2A or 2B", person: corsican, typed: (number) => withSeventh(number, "0") },
]

interface Tally {
  only: number
  first: number
  found: number
  proposed: number
}

const count = (tally: Tally, number: string, typed: string, declared?: Declared): void => {
  const result = suggest(typed, { ...declared, today })
  // Every single mistake changes the remainder modulo 97, so it makes the key wrong.
  if (result.kind !== "Repairs") throw new Error(`suggest returned ${result.kind} for a mistyped number.`)
  const at = result.repairs.findIndex(({ nir }) => charactersOf(nir) === number.slice(0, 13))
  tally.proposed += result.repairs.length
  if (at >= 0) tally.found++
  if (at === 0) tally.first++
  if (at === 0 && result.repairs.length === 1) tally.only++
}

const rows: Array<string> = []
for (const { name, person: draw, typed } of mistakes) {
  const next = seededRandom(SEED)
  const tallies = [0, 1].map((): Tally => ({ only: 0, first: 0, found: 0, proposed: 0 }))
  for (let made = 0; made < COUNT; ) {
    const { declared, number } = draw(next)
    const mistyped = typed(number, next)
    if (mistyped === number) continue
    made++
    for (const [index, tally] of tallies.entries()) count(tally, number, mistyped, index === 1 ? declared : undefined)
  }
  for (const [index, { first, found, only, proposed }] of tallies.entries()) {
    const share = (value: number) => `${((100 * value) / COUNT).toFixed(1)} %`
    const declaredFacts = index === 1 ? "sex, birth date" : ""
    const average = (proposed / COUNT).toFixed(1)
    rows.push(`| ${name} | ${declaredFacts} | ${share(only)} | ${share(first)} | ${share(found)} | ${average} |`)
  }
}

const table = ["| mistake | declared | only | first | found | proposals |", "|---|---|---|---|---|---|", ...rows].join(
  "\n",
)
process.stdout.write(`${table}\n`)
writeSection("suggest", table)
