import { parse, restore } from "../../src/domain/contact/contact.ts"
import type { Chance } from "../numbers.ts"
import { type Found, mutated, nothingYet, one } from "./mutate.ts"

/** Mobiles that ring nowhere, of the ranges ARCEP keeps for fiction, and addresses that lead nowhere. */
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
  "\u00A0",
  "\u200B",
  "\uD800",
  "😀",
  "٣",
  "１",
  "xn--",
]

/** There is no slow reference: nothing may throw, and what was read once is read again from what it reveals. */
export const fuzzContact = async (next: Chance, count: number): Promise<Found> => {
  const { counts, disagreements } = nothingYet()
  for (let made = 0; made < count; made++) {
    const text = mutated(next, one(next, TEXTS), ALPHABET)
    try {
      const parsed = parse(text)
      const answer = parsed.ok ? parsed.contact._tag : parsed.defects[0].code
      counts[answer] = (counts[answer] ?? 0) + 1
      if (!parsed.ok) continue
      const { contact } = parsed
      if (restore(contact._tag, contact.reveal()).index() !== contact.index()) disagreements.push(text)
    } catch {
      disagreements.push(text)
    }
  }
  return { counts, disagreements }
}
