import { scan } from "../src/domain/nir/bulk/bytes.ts"
import { isNir } from "../src/domain/nir/index.ts"
import { mixedNumbers } from "./numbers.ts"
import { frenchSsnValidates, stdnum } from "./peers/nir.js"
import type { Race } from "./race.ts"

const COUNT = 100_000
const texts = mixedNumbers(COUNT, 2690549)
const file = new TextEncoder().encode(texts.join("\n"))

/**
 * The least work that gives the right results for this set. One pass over the characters skips spaces, reads `2A` and
 * `2B`, and compares the key. It checks nothing else.
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

const countValid = (isValid: (text: string) => boolean) => () => {
  let valid = 0
  for (const text of texts) if (isValid(text)) valid++
  return valid
}

const countValidInBytes = async () => (await scan(file)).valid

const peers = { stdnum, "french-ssn": frenchSsnValidates, "hand-written limit": limit }

export const races: ReadonlyArray<Race> = [
  {
    title: "P1, P2: isNir, 100,000 numbers (bare, spaced, wrong key, wrong structure)",
    items: COUNT,
    contestants: [
      { name: "isNir", run: countValid(isNir) },
      ...Object.entries(peers).map(([name, isValid]) => ({ name, run: countValid(isValid) })),
    ],
    bars: { "hand-written limit": 1 / 1.2, stdnum: 40, "french-ssn": 50 },
    disagreements: (name) => texts.filter((text) => peers[name as keyof typeof peers](text) !== isNir(text)),
    reasons: {},
  },
  {
    title: "P3: `scan` on the same 100,000 numbers as a file of bytes; stdnum on strings",
    items: COUNT,
    contestants: [
      { name: "scan", run: countValidInBytes },
      { name: "stdnum", run: countValid(stdnum) },
    ],
    bars: { stdnum: 60 },
    disagreements: async () => ((await countValidInBytes()) === countValid(stdnum)() ? [] : ["the file"]),
    reasons: {},
  },
]
