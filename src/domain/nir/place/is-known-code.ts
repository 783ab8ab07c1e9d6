import { KNOWN_CODES } from "./known-codes.generated.ts"

const decoded = new Map<string, ReadonlySet<number>>()

/**
 * Whether the official list since 1943 has this place code: a commune, current or former, or `99` and a country. A code
 * that is not in the list may still be right: see `EXTENSIONS`.
 */
export const isKnownCode = (code: string): boolean => {
  // Mayotte was 985 and became 976, with its communes in the same order.
  const today = code.replace(/^985/, "976")
  const [prefix, number] = [today.slice(0, 2), Number(today.slice(2))]
  let known = decoded.get(prefix)
  if (known === undefined) {
    known = numbersOf(KNOWN_CODES[prefix])
    decoded.set(prefix, known)
  }
  return known.has(number)
}

/** Decodes run lengths in base 36: absent numbers, present numbers, absent numbers and so on, from 1. */
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
 * Known extension codes. A commune with more than 999 births in a month gets such a second code. Others exist, so an
 * unknown commune is a warning and never a defect.
 */
const EXTENSIONS: { readonly [code: string]: string } = { "31655": "31555", "59750": "59350", "67582": "67482" }

/** The commune that an extension code stands for, or `null`. In Paris 752 extends 751. */
export const extendedCommune = (code: string): string | null =>
  EXTENSIONS[code] ?? (/^752(0[1-9]|1\d|20)$/.test(code) ? `751${code.slice(3)}` : null)
