import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { BirthDate } from "../src/domain/civil-date/birth-date.ts"
import { CivilDate } from "../src/domain/civil-date/civil-date.ts"
import {
  type AgePolicy,
  agePolicies,
  isOverFifteen,
  oldestChildBirth,
  overFifteenBetween,
} from "../src/domain/civil-date/over-fifteen.ts"
import { birthDateInWords } from "../src/domain/civil-date/texts.ts"

const readBirth = Schema.decodeUnknownSync(BirthDate)

/** Both sides of each edge: an ordinary day, 29 February, the turn of the year, and births without a day or month. */
const births = ["2011-05-06", "2012-02-29", "2011-12-31", "2012-01-01", "2011-11-00", "2012-02-00", "2011-00-00"].map(
  (birth) => readBirth(birth),
)

const policies = Object.values(agePolicies) as ReadonlyArray<AgePolicy>

const readings = {
  FromBirthday: "À partir du 15e anniversaire<br>*From the 15th birthday*",
  FromDayAfter: "Le lendemain du 15e anniversaire<br>*From the day after*",
  FromSixteen: "À partir du 16e anniversaire<br>*From the 16th birthday*",
} as const satisfies Readonly<Record<AgePolicy["reading"], string>>

const dayBefore = (day: CivilDate) =>
  CivilDate.make(new Date(Date.parse(`${day}T00:00:00Z`) - 24 * 60 * 60_000).toISOString().slice(0, 10))

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

const cell = (birth: BirthDate, policy: AgePolicy) => {
  const [earliest, latest] = overFifteenBetween(birth, policy)
  return earliest === latest ? `${dayBefore(latest)} ✗ · **${latest} ✓**` : `**${latest} ✓** (${earliest} …)`
}

const page = `<!-- Generated from the data in the source. Run \`npm run docs\` after changing it. -->

# Âges – ages

Les jours sont ceux de Paris. *Days are those of Paris.*

## Plus de 15 ans – over 15

À gauche, le dernier jour où la création de l’espace est refusée ; en gras, le premier où elle est permise. *The last day on
which a space is refused, and in bold the first on which it is permitted.*

${table(
  ["Naissance<br>*Birth*", "", ...policies.map(({ reading }) => readings[reading])],
  births.map((birth) => [
    `\`${birth}\``,
    `Né(e) ${birthDateInWords(birth, "fr")}<br>*born ${birthDateInWords(birth, "en")}*`,
    ...policies.map((policy) => cell(birth, policy)),
  ]),
)}

Le 29 février compte à partir du 1er mars d’une année qui n’en a pas. *A birth on 29 February counts from 1 March in a year
without one.*

Sans jour ou sans mois de naissance, l’âge est atteint au plus tard le jour en gras. Entre parenthèses, le premier jour
possible : un agent peut décider d’un jour à partir de celui-là (\`Agency.decideAge\`). *Without a day or month of birth, the
age is reached on the bold day at the latest. In parentheses, the first day that is possible: an agent may decide on a day
from then on.*

## Trop âgé pour être ajouté comme enfant – too old to be added as a child

${table(
  ["Politique<br>*Policy*", "Ans<br>*Years*", "Ajout le<br>*Added on*", "Né(e) au plus tôt le<br>*Born on or after*"],
  policies.map((policy) => [
    `\`${policy.name}\``,
    `${policy.oldestChildYears}`,
    "2026-11-23",
    oldestChildBirth(CivilDate.make("2026-11-23"), policy),
  ]),
)}
`

it("docs/ages.md shows the current age rules", async () => {
  await expect(page).toMatchFileSnapshot("ages.md")
})

it.each(policies.flatMap((policy) => births.map((birth) => [birth, policy] as const)))(
  "the boundary of a child born on %s is where the rule changes",
  (birth, policy) => {
    const [, latest] = overFifteenBetween(birth, policy)
    expect([dayBefore(latest), latest].map((day) => isOverFifteen(birth, day, policy))).toEqual([false, true])
  },
)
