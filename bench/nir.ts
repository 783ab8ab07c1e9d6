import { scan } from "../src/domain/nir/bulk/bytes.ts"
import { isNir } from "../src/domain/nir/index.ts"
import { mixedNumbers } from "./numbers.ts"
import { frenchSsnValidates, stdnum } from "./peers/nir.js"
import type { Race } from "./race.ts"

const COUNT = 100_000
const texts = mixedNumbers(COUNT, 2690549)
const file = new TextEncoder().encode(texts.join("\n"))

/**
 * The least that can be done to judge a number of this very set: one pass over its characters, spaces skipped, `2A` and `2B`
 * known, the key compared. It refuses nothing else.
 */
const limit = (text: string): boolean => {
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 32) continue
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      if (count !== 6 || (code !== 65 && code !== 66)) return false
      digit = 64 - code
    }
    if (count < 7) high = high * 10 + digit
    else if (count < 13) low = low * 10 + digit
    else key = key * 10 + digit
    count++
  }
  return count === 15 && key === 97 - (((high % 97) * 27 + low) % 97)
}

const counted = (judge: (text: string) => boolean) => () => {
  let valid = 0
  for (const text of texts) if (judge(text)) valid++
  return valid
}

const countedBytes = async () => (await scan(file)).valid

const judges = { stdnum, "french-ssn": frenchSsnValidates, "hand-written limit": limit }

export const races: ReadonlyArray<Race> = [
  {
    title: "P1, P2: isNir, 100,000 numbers (bare, spaced, wrong key, wrong structure)",
    items: COUNT,
    contestants: [
      { name: "isNir", run: counted(isNir) },
      ...Object.entries(judges).map(([name, judge]) => ({ name, run: counted(judge) })),
    ],
    bars: { "hand-written limit": 1 / 1.6, stdnum: 25, "french-ssn": 35 },
    agrees: (name) => texts.filter((text) => judges[name as keyof typeof judges](text) !== isNir(text)),
    because: {},
  },
  {
    title: "P3: the same 100,000 numbers as a file of bytes, `scan`; stdnum on strings",
    items: COUNT,
    contestants: [
      { name: "scan", run: countedBytes },
      { name: "stdnum", run: counted(stdnum) },
    ],
    bars: { stdnum: 50 },
    agrees: async () => ((await countedBytes()) === counted(stdnum)() ? [] : ["the file"]),
    because: {},
  },
]
