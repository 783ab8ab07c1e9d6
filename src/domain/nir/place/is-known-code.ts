import { KNOWN_CODES } from "./known-codes.generated.ts"

const decoded = new Map<string, ReadonlySet<number>>()

/**
 * Whether a place code is one of the official list since 1943: a commune in force or not, or `99` and a country. A code that is
 * not may still be right: see `EXTENSIONS`.
 */
export const isKnownCode = (code: string): boolean => {
  // Mayotte was 985 before it was 976, its communes in the same order.
  const today = code.replace(/^985/, "976")
  const [beginning, number] = [today.slice(0, 2), Number(today.slice(2))]
  let known = decoded.get(beginning)
  if (known === undefined) {
    known = numbersOf(KNOWN_CODES[beginning])
    decoded.set(beginning, known)
  }
  return known.has(number)
}

/** Lengths in base 36, of a run of absent numbers, then of present ones, and so on from 1. */
const numbersOf = (runs = ""): ReadonlySet<number> => {
  const numbers = new Set<number>()
  let number = 1
  for (const [index, run] of runs.split(" ").entries()) {
    const end = number + Number.parseInt(run || "0", 36)
    for (; number < end; number++) if (index % 2 === 1) numbers.add(number)
  }
  return numbers
}

/**
 * Codes that stand for a commune where more than 999 births in a month overflow the order: the known ones. There are others;
 * this is why an unknown commune is a doubt and never an error.
 */
const EXTENSIONS: { readonly [code: string]: string } = { "31655": "31555", "59750": "59350", "67582": "67482" }

/** The commune that a code stands for when its own code overflowed, or `null`. Paris counts 752 for 751. */
export const extendedBy = (code: string): string | null =>
  EXTENSIONS[code] ?? (/^752(0[1-9]|1\d|20)$/.test(code) ? `751${code.slice(3)}` : null)
