import * as Clock from "effect/Clock"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import {
  memoryIdentities,
  memoryLegacy,
  memoryMailbox,
  memoryStorage,
  type StorageSnapshot,
} from "../../adapters/memory/index.ts"
import { defaultPolicies, Policies } from "../../src/application/contract/policies.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { Wake } from "../../src/application/unit-of-work/wake.ts"
import { codePolicies } from "../../src/domain/challenge/code-policy.ts"
import { migrationPolicies } from "../../src/domain/migration/migration-policy.ts"
import { Keys } from "../../src/ports/keys.ts"
import { PasswordHasher } from "../../src/ports/password-hasher.ts"
import { TermsRegister } from "../../src/ports/terms-register.ts"
import { ADA } from "../stories/test-context.ts"

export const MINUTE = 60_000
export const START = 1_800_000_000_000

/** Figures so small that every state can be visited. A law that holds for two tries also holds for five. */
export const SMALL_POLICIES = {
  ...defaultPolicies,
  codes: { ...codePolicies.standard, minutes: 2, tries: 2, sends: 2, sendsPerContactPerDay: 1_000 },
  migration: { ...migrationPolicies.standard, draftMinutes: 2, longestDraftMinutes: 2, ticketMinutes: 1 },
}

/** Fast and insecure: 32 bytes from a hash of the parts (FNV-1a). */
const quickMac = (purpose: string, parts: ReadonlyArray<string>) => {
  let state = 2_166_136_261
  for (const character of `${purpose}\0${parts.join("\0")}`) {
    state = Math.imul(state ^ character.charCodeAt(0), 16_777_619) >>> 0
  }
  return Uint8Array.from({ length: 32 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 24
  })
}

const hidden = (text: string) => [...text].map((character) => character.charCodeAt(0) + 1_000).join(".")
const shown = (text: string) => String.fromCharCode(...text.split(".").map((code) => Number(code) - 1_000))

export const quickKeys = Keys.of({
  accepted: Effect.succeed(["1"]),
  mac: (purpose, parts) => Effect.sync(() => quickMac(purpose, parts)),
  newDataKey: () => Effect.succeed(Redacted.make("1.key")),
  rewrap: () => Effect.succeed(null),
  seal: (_dataKey, _subject, text) => Effect.succeed(hidden(text)),
  open: (_dataKey, _subject, sealed) => Effect.sync(() => shown(sealed)),
})

/** Fast and insecure hashes. */
const quickHasher = PasswordHasher.of({
  hash: (password) => Effect.sync(() => Redacted.make(hidden(Redacted.value(password)))),
  verify: (password, hash) =>
    Effect.sync(() => hash !== null && Redacted.value(hash) === hidden(Redacted.value(password))),
  withPlace: (work) => work,
  isOutdated: () => false,
})

/** The two tickets of a browser: the latest, and the one before it. */
export interface Browser {
  readonly ticket: string | null
  readonly former: string | null
}

/** One point of the exploration: the storage, the time, and the tickets of each browser. */
export interface Point {
  readonly stored: StorageSnapshot
  readonly minute: number
  readonly terms: "1" | "2"
  readonly A: Browser
  readonly B: Browser
}

/** Mon Compte over adapters that can be set to any point, under a clock that does not move by itself. */
export const createDriver = () => {
  const storage = memoryStorage()
  const mailbox = memoryMailbox()
  let version: Point["terms"] = "1"
  let now = START
  let drawn = 0
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: () => BigInt(now) * 1_000_000n,
    currentTimeNanos: Effect.sync(() => BigInt(now) * 1_000_000n),
    monotonicTimeNanosUnsafe: () => BigInt(now) * 1_000_000n,
    monotonicTimeNanos: Effect.sync(() => BigInt(now) * 1_000_000n),
    sleep: (duration) => Effect.die(new Error(`No command may wait here, for ${Duration.format(duration)}.`)),
  }
  const random = SecureRandom.make((size) => {
    drawn += 1
    return Uint8Array.from({ length: size }, (_, index) => (drawn >>> ((index % 4) * 8)) & 255)
  })
  const layer = MonCompte.verbs.pipe(
    Layer.provideMerge(
      Layer.mergeAll(
        storage.layer,
        mailbox.layer,
        Layer.succeed(TermsRegister, {
          inForce: Effect.sync(() => ({ version, sha256: version, text: { fr: version, en: version } })),
        }),
        Layer.succeed(PasswordHasher, quickHasher),
        memoryIdentities().layer,
        memoryLegacy([{ nir: ADA.nir, password: ADA.legacy, file: ADA.file }]).layer,
        Layer.succeed(Keys, quickKeys),
        Layer.succeed(SecureRandom.SecureRandom, random),
        Layer.succeed(Policies, SMALL_POLICIES),
        Wake.layer,
      ),
    ),
  )
  const goTo = ({ minute, stored, terms }: Point) => {
    storage.restore(stored)
    now = START + minute * MINUTE
    version = terms
  }
  const start: Point = {
    stored: storage.snapshot(),
    minute: 0,
    terms: "1",
    A: { ticket: null, former: null },
    B: { ticket: null, former: null },
  }
  return {
    layer,
    storage,
    mailbox,
    goTo,
    start,
    now: (minute: number) => START + minute * MINUTE,
    under: Effect.provideService(Clock.Clock, clock),
  }
}
