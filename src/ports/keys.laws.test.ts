import * as Effect from "effect/Effect"
import { memoryKeys } from "../../adapters/memory/index.ts"
import { findOut } from "./fault.model.ts"
import { keysSample } from "./keys.arbitrary.ts"
import { keysLaws } from "./keys.laws.ts"
import { Keys } from "./keys.ts"

type Service = Keys["Service"]

const differing = (differs: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryKeys()
  return { ...service, ...differs(service) }
}

/** Parts joined to one text before they are signed. */
const joining = (join: (parts: ReadonlyArray<string>) => string) =>
  differing(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, [join(parts)]) }))

const reading = (text: (part: string) => string) =>
  differing(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts.map(text)) }))

const SHIFTED = "parts cannot be shifted into one another"
const ALIKE = "texts that look alike have macs of their own"

findOut(Keys, keysLaws, keysSample, [
  {
    fault: "cuts macs to 16 bytes",
    breaks: "a mac is 32 bytes, the same each time",
    make: differing(({ mac }) => ({
      mac: (purpose, parts) => Effect.map(mac(purpose, parts), (bytes) => bytes.slice(0, 16)),
    })),
  },
  {
    fault: "salts macs",
    breaks: "a mac is 32 bytes, the same each time",
    make: differing(({ mac }) => {
      let salt = 0
      return { mac: (purpose, parts) => mac(purpose, [...parts, `${salt++}`]) }
    }),
  },
  {
    fault: "has one key for every purpose",
    breaks: "macs for two purposes have nothing in common",
    make: differing(({ mac }) => ({ mac: (_, parts) => mac("any", parts) })),
  },
  { fault: "puts parts end to end", breaks: SHIFTED, make: joining((parts) => parts.join("")) },
  { fault: "separates parts by a comma", breaks: SHIFTED, make: joining((parts) => parts.join(",")) },
  { fault: "separates parts by a NUL", breaks: SHIFTED, make: joining((parts) => parts.join("\0")) },
  {
    fault: "drops empty parts",
    breaks: SHIFTED,
    make: differing(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts.filter(Boolean)) })),
  },
  {
    fault: "takes parts in any order",
    breaks: SHIFTED,
    make: differing(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, [...parts].sort()) })),
  },
  { fault: "normalises", breaks: ALIKE, make: reading((part) => part.normalize("NFC")) },
  { fault: "trims", breaks: ALIKE, make: reading((part) => part.trim()) },
  { fault: "folds case", breaks: ALIKE, make: reading((part) => part.toLowerCase()) },
  { fault: "reads 64 characters", breaks: ALIKE, make: reading((part) => part.slice(0, 64)) },
  {
    fault: "trims what it seals",
    breaks: "what was sealed is opened word for word",
    make: differing(({ seal }) => ({ seal: (subject, text) => seal(subject, text.trim()) })),
  },
  {
    fault: "never changes its nonce",
    breaks: "the same text sealed twice gives two ciphertexts",
    make: differing(({ seal }) => {
      const known = new Map<string, string>()
      return {
        seal: (subject, text) =>
          Effect.map(seal(subject, text), (sealed) => {
            const key = JSON.stringify([subject, text])
            known.set(key, known.get(key) ?? sealed)
            return known.get(key) ?? sealed
          }),
      }
    }),
  },
  {
    fault: "encodes instead of sealing",
    breaks: "a ciphertext shows nothing of its text",
    make: differing(() => ({ seal: (_, text) => Effect.succeed(`sealed:${btoa(encodeURI(text))}${text}`) })),
  },
  {
    fault: "opens for anybody",
    breaks: "what was sealed for somebody else is a defect",
    make: differing(({ open, seal }) => ({
      seal: (_, text) => seal("anybody", text),
      open: (_, sealed) => open("anybody", sealed),
    })),
  },
  {
    fault: "opens what is for somebody else as nothing",
    breaks: "what was sealed for somebody else is a defect",
    make: differing(({ open }) => ({
      open: (subject, sealed) => Effect.catchDefect(open(subject, sealed), () => Effect.succeed("")),
    })),
  },
  {
    fault: "reads the beginning of a ciphertext only",
    breaks: "an altered ciphertext is a defect",
    make: differing(({ open, seal }) => ({
      seal: (subject, text) => Effect.map(seal(subject, text), (sealed) => `${sealed}${sealed}`),
      open: (subject, sealed) => open(subject, sealed.slice(0, Math.ceil(sealed.length / 2))),
    })),
  },
  {
    fault: "quotes what it cannot open",
    breaks: "a defect quotes nothing",
    make: differing(({ open }) => ({
      open: (subject, sealed) =>
        Effect.catchDefect(open(subject, sealed), () => Effect.die(new Error(`Cannot open ${sealed}.`))),
    })),
  },
])
