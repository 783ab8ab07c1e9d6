import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryKeys } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import { Keys, type WrappedKey } from "../ports/keys.ts"
import { keysSample } from "./keys.arbitrary.ts"
import { keysLaws } from "./keys.laws.ts"

type Service = Keys["Service"]

const differing = (differs: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryKeys()
  return { ...service, ...differs(service) }
}

/** Parts joined to one text before they are signed. */
const joining = (join: (parts: ReadonlyArray<string>) => string) =>
  differing(({ mac }) => ({ mac: (purpose, parts, key) => mac(purpose, [join(parts)], key) }))

const reading = (text: (part: string) => string) =>
  differing(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts.map(text)) }))

const forAnybody = ({ newDataKey, open, seal }: Service): Partial<Service> => ({
  newDataKey: () => newDataKey("anybody"),
  seal: (key, _, text) => seal(key, "anybody", text),
  open: (key, _, sealed) => open(key, "anybody", sealed),
})

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
    make: differing(({ seal }) => ({ seal: (key, subject, text) => seal(key, subject, text.trim()) })),
  },
  {
    fault: "never changes its nonce",
    breaks: "the same text sealed twice gives two ciphertexts",
    make: differing(({ seal }) => {
      const known = new Map<string, string>()
      return {
        seal: (key, subject, text) =>
          Effect.map(seal(key, subject, text), (sealed) => {
            const name = JSON.stringify([subject, text])
            known.set(name, known.get(name) ?? sealed)
            return known.get(name) ?? sealed
          }),
      }
    }),
  },
  {
    fault: "encodes instead of sealing",
    breaks: "a ciphertext shows nothing of its text",
    make: differing(() => ({ seal: (_key, _, text) => Effect.succeed(`sealed:${btoa(encodeURI(text))}${text}`) })),
  },
  {
    fault: "opens for anybody who has the data key",
    breaks: "what was sealed for somebody else is a defect",
    make: differing(forAnybody),
  },
  {
    fault: "opens what is for somebody else as nothing",
    breaks: "what was sealed for somebody else is a defect",
    make: differing(({ open }) => ({
      open: (key, subject, sealed) => Effect.catchDefect(open(key, subject, sealed), () => Effect.succeed("")),
    })),
  },
  {
    fault: "has one data key for all there is about a person",
    breaks: "a data key opens what was sealed under it, and nothing else",
    make: differing(({ newDataKey }) => {
      const known = new Map<string, WrappedKey>()
      return {
        newDataKey: (subject) =>
          Effect.map(newDataKey(subject), (key) => {
            known.set(subject, known.get(subject) ?? key)
            return known.get(subject) ?? key
          }),
      }
    }),
  },
  {
    fault: "takes the data key of anybody",
    breaks: "a data key of somebody else is a defect",
    make: differing(forAnybody),
  },
  {
    fault: "reads the beginning of a ciphertext only",
    breaks: "an altered ciphertext is a defect",
    make: differing(({ open, seal }) => ({
      seal: (key, subject, text) => Effect.map(seal(key, subject, text), (sealed) => `${sealed}${sealed}`),
      open: (key, subject, sealed) => open(key, subject, sealed.slice(0, Math.ceil(sealed.length / 2))),
    })),
  },
  {
    fault: "reads the beginning of a data key only",
    breaks: "an altered data key is a defect",
    make: differing(({ newDataKey, open, seal }) => {
      const half = (key: WrappedKey) => {
        const text = Redacted.value(key)
        return Redacted.make(text.slice(0, Math.ceil(text.length / 2)))
      }
      return {
        newDataKey: (subject) =>
          Effect.map(newDataKey(subject), (key) => Redacted.make(`${Redacted.value(key)}${Redacted.value(key)}`)),
        seal: (key, subject, text) => seal(half(key), subject, text),
        open: (key, subject, sealed) => open(half(key), subject, sealed),
      }
    }),
  },
  {
    fault: "quotes what it cannot open",
    breaks: "a defect quotes nothing",
    make: differing(({ open }) => ({
      open: (key, subject, sealed) =>
        Effect.catchDefect(open(key, subject, sealed), () => Effect.die(new Error(`Cannot open ${sealed}.`))),
    })),
  },
  {
    fault: "quotes the data key it cannot use",
    breaks: "a defect quotes nothing",
    make: differing(({ open }) => ({
      open: (key, subject, sealed) =>
        Effect.catchDefect(open(key, subject, sealed), () => Effect.die(new Error(Redacted.value(key)))),
    })),
  },
  {
    fault: "makes macs of the oldest key",
    breaks: "the active key is the first accepted one, and the one a mac is made of",
    make: () => {
      const { rotate, service } = memoryKeys()
      rotate()
      return { ...service, mac: (purpose, parts, key = "1") => service.mac(purpose, parts, key) }
    },
  },
  {
    fault: "takes the active key for one that is not accepted",
    breaks: "a mac under a key that is not accepted is a defect",
    make: differing(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts) })),
  },
  {
    fault: "wraps again what need not be",
    breaks: "a data key wrapped under the active key need not be wrapped again",
    make: differing(() => ({ rewrap: (dataKey) => Effect.succeed(dataKey) })),
  },
])
