import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryKeys } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { Keys, type WrappedKey } from "../../ports/keys.ts"
import { keysSample } from "../generators/keys.ts"
import { keysLaws } from "./keys.ts"

type Service = Keys["Service"]

const overriding = (override: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryKeys()
  return { ...service, ...override(service) }
}

/** Joins the parts to one text before it makes the mac. */
const joiningParts = (join: (parts: ReadonlyArray<string>) => string) =>
  overriding(({ mac }) => ({ mac: (purpose, parts, key) => mac(purpose, [join(parts)], key) }))

/** Changes each part before it makes the mac. */
const changingParts = (change: (part: string) => string) =>
  overriding(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts.map(change)) }))

const ignoringSubject = ({ newDataKey, open, seal }: Service): Partial<Service> => ({
  newDataKey: () => newDataKey("any subject"),
  seal: (key, _, text, field) => seal(key, "any subject", text, field),
  open: (key, _, sealed, field) => open(key, "any subject", sealed, field),
})

const firstHalf = (text: string) => text.slice(0, Math.ceil(text.length / 2))
const firstHalfOfKey = (key: WrappedKey) => Redacted.make(firstHalf(Redacted.value(key)))

const LISTS_DIFFER = "macs of different lists of parts differ"
const TEXTS_DIFFER = "macs of texts that look alike differ"

testLawsFindFaults(Keys, keysLaws, keysSample, [
  {
    fault: "truncates macs to 16 bytes",
    brokenLaw: "mac returns 32 bytes, the same for the same input",
    make: overriding(({ mac }) => ({
      mac: (purpose, parts) => Effect.map(mac(purpose, parts), (bytes) => bytes.slice(0, 16)),
    })),
  },
  {
    fault: "salts macs",
    brokenLaw: "mac returns 32 bytes, the same for the same input",
    make: overriding(({ mac }) => {
      let salt = 0
      return { mac: (purpose, parts) => mac(purpose, [...parts, `${salt++}`]) }
    }),
  },
  {
    fault: "uses one key for every purpose",
    brokenLaw: "macs for different purposes differ",
    make: overriding(({ mac }) => ({ mac: (_, parts) => mac("any", parts) })),
  },
  { fault: "joins parts without a separator", brokenLaw: LISTS_DIFFER, make: joiningParts((parts) => parts.join("")) },
  { fault: "joins parts with a comma", brokenLaw: LISTS_DIFFER, make: joiningParts((parts) => parts.join(",")) },
  { fault: "joins parts with a NUL", brokenLaw: LISTS_DIFFER, make: joiningParts((parts) => parts.join("\0")) },
  {
    fault: "drops empty parts",
    brokenLaw: LISTS_DIFFER,
    make: overriding(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts.filter(Boolean)) })),
  },
  {
    fault: "ignores the order of parts",
    brokenLaw: LISTS_DIFFER,
    make: overriding(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, [...parts].sort()) })),
  },
  { fault: "normalises parts", brokenLaw: TEXTS_DIFFER, make: changingParts((part) => part.normalize("NFC")) },
  { fault: "trims parts", brokenLaw: TEXTS_DIFFER, make: changingParts((part) => part.trim()) },
  { fault: "ignores the case of parts", brokenLaw: TEXTS_DIFFER, make: changingParts((part) => part.toLowerCase()) },
  { fault: "reads only 64 characters", brokenLaw: TEXTS_DIFFER, make: changingParts((part) => part.slice(0, 64)) },
  {
    fault: "trims the text it seals",
    brokenLaw: "a sealed text opens unchanged",
    make: overriding(({ seal }) => ({ seal: (key, subject, text, field) => seal(key, subject, text.trim(), field) })),
  },
  {
    fault: "reuses its nonce",
    brokenLaw: "the same text sealed twice gives two ciphertexts",
    make: overriding(({ seal }) => {
      const ciphertexts = new Map<string, string>()
      return {
        seal: (key, subject, text, field) =>
          Effect.map(seal(key, subject, text, field), (sealed) => {
            const name = JSON.stringify([subject, text])
            ciphertexts.set(name, ciphertexts.get(name) ?? sealed)
            return ciphertexts.get(name) ?? sealed
          }),
      }
    }),
  },
  {
    fault: "encodes instead of sealing",
    brokenLaw: "a ciphertext does not contain its text",
    make: overriding(() => ({ seal: (_key, _, text) => Effect.succeed(`sealed:${btoa(encodeURI(text))}${text}`) })),
  },
  {
    fault: "opens a ciphertext for any subject that has the data key",
    brokenLaw: "opening a ciphertext for another subject is a defect",
    make: overriding(ignoringSubject),
  },
  {
    fault: "opens another subject's ciphertext as an empty text",
    brokenLaw: "opening a ciphertext for another subject is a defect",
    make: overriding(({ open }) => ({
      open: (key, subject, sealed, field) =>
        Effect.catchDefect(open(key, subject, sealed, field), () => Effect.succeed("")),
    })),
  },
  {
    fault: "has one data key for each subject",
    brokenLaw: "a data key opens only what was sealed with it",
    make: overriding(({ newDataKey }) => {
      const dataKeys = new Map<string, WrappedKey>()
      return {
        newDataKey: (subject) =>
          Effect.map(newDataKey(subject), (key) => {
            dataKeys.set(subject, dataKeys.get(subject) ?? key)
            return dataKeys.get(subject) ?? key
          }),
      }
    }),
  },
  {
    fault: "ignores the field of a ciphertext",
    brokenLaw: "opening a ciphertext as another field is a defect",
    make: overriding(({ open, seal }) => ({
      seal: (key, subject, text) => seal(key, subject, text, "any field"),
      open: (key, subject, sealed) => open(key, subject, sealed, "any field"),
    })),
  },
  {
    fault: "joins the subject and the field without a separator",
    brokenLaw: "opening a ciphertext as another field is a defect",
    make: overriding(({ newDataKey, open, seal }) => ({
      newDataKey: () => newDataKey("any subject"),
      seal: (key, subject, text, field) => seal(key, "any subject", text, `${subject}${field}`),
      open: (key, subject, sealed, field) => open(key, "any subject", sealed, `${subject}${field}`),
    })),
  },
  {
    fault: "accepts the data key of any subject",
    brokenLaw: "using a data key of another subject is a defect",
    make: overriding(ignoringSubject),
  },
  {
    fault: "reads only the first half of a ciphertext",
    brokenLaw: "opening an altered ciphertext is a defect",
    make: overriding(({ open, seal }) => ({
      seal: (key, subject, text, field) =>
        Effect.map(seal(key, subject, text, field), (sealed) => `${sealed}${sealed}`),
      open: (key, subject, sealed, field) => open(key, subject, firstHalf(sealed), field),
    })),
  },
  {
    fault: "reads only the first half of a data key",
    brokenLaw: "using an altered data key is a defect",
    make: overriding(({ newDataKey, open, seal }) => ({
      newDataKey: (subject) =>
        Effect.map(newDataKey(subject), (key) => Redacted.make(`${Redacted.value(key)}${Redacted.value(key)}`)),
      seal: (key, subject, text, field) => seal(firstHalfOfKey(key), subject, text, field),
      open: (key, subject, sealed, field) => open(firstHalfOfKey(key), subject, sealed, field),
    })),
  },
  {
    fault: "quotes the ciphertext that it cannot open",
    brokenLaw: "a defect does not quote a text, a ciphertext or a key",
    make: overriding(({ open }) => ({
      open: (key, subject, sealed, field) =>
        Effect.catchDefect(open(key, subject, sealed, field), () => Effect.die(new Error(`Cannot open ${sealed}.`))),
    })),
  },
  {
    fault: "quotes the data key that it cannot use",
    brokenLaw: "a defect does not quote a text, a ciphertext or a key",
    make: overriding(({ open }) => ({
      open: (key, subject, sealed, field) =>
        Effect.catchDefect(open(key, subject, sealed, field), () => Effect.die(new Error(Redacted.value(key)))),
    })),
  },
  {
    fault: "makes macs under the oldest key",
    brokenLaw: "the first accepted key is active: mac uses it by default",
    make: () => {
      const { rotate, service } = memoryKeys()
      rotate()
      return { ...service, mac: (purpose, parts, key = "1") => service.mac(purpose, parts, key) }
    },
  },
  {
    fault: "uses the active key instead of a key that is not accepted",
    brokenLaw: "a mac under a key that is not accepted is a defect",
    make: overriding(({ mac }) => ({ mac: (purpose, parts) => mac(purpose, parts) })),
  },
  {
    fault: "rewraps under the same key",
    brokenLaw: "rewrap returns null if the active key already wraps the data key",
    make: overriding(() => ({ rewrap: (dataKey) => Effect.succeed(dataKey) })),
  },
])
