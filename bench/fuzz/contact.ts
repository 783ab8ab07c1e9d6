import { parse, restore } from "../../src/domain/contact/contact.ts"
import type { Random } from "../numbers.ts"
import { emptyReport, type FuzzReport, mutated, pick } from "./mutate.ts"

/** Mobile numbers that ARCEP reserves for fiction, and addresses of a domain reserved for examples. */
const TEXTS = [
  "06 39 98 12 34",
  "+33 6 39 98 00 00",
  "0033639989999",
  "+33 (0)6 39 98 12 34",
  "0692 12 34 56",
  "+262 692 12 34 56",
  "camille@example.org",
  "Camille.Martin+caf@sub.example.org",
  "zoé@éxample.org",
  `${"a".repeat(64)}@example.org`,
]
const ALPHABET = [
  ..."0123456789+-.() /@",
  ...'aZé"<>[]\\,;:\t\n\0',
  ..."OoIl",
  "\u00A0",
  "\u200B",
  "\u200E",
  "\u00AD",
  "\u2011",
  "\u2212",
  "\uD800",
  "😀",
  "٣",
  "１",
  "xn--",
]

/** Contacts have no slow reference. No text may throw, and a parsed contact must be restored from its revealed text. */
export const fuzzContact = async (next: Random, count: number): Promise<FuzzReport> => {
  const { counts, disagreements } = emptyReport()
  for (let made = 0; made < count; made++) {
    const text = mutated(next, pick(next, TEXTS), ALPHABET)
    try {
      const parsed = parse(text)
      const result = parsed.ok ? parsed.contact._tag : parsed.defects[0].code
      counts[result] = (counts[result] ?? 0) + 1
      if (!parsed.ok) continue
      const { contact } = parsed
      if (restore(contact._tag, contact.reveal()).index() !== contact.index()) disagreements.push(text)
    } catch {
      disagreements.push(text)
    }
  }
  return { counts, disagreements }
}
