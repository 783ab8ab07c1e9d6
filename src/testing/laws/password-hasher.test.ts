import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryHasher } from "../../../adapters/memory/index.ts"
import { testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { HasherBusy, PasswordHasher } from "../../ports/password-hasher.ts"
import { passwordHasherSample } from "../generators/password-hasher.ts"
import { passwordHasherLaws } from "./password-hasher.ts"

const changed = (secret: Redacted.Redacted<string>, change: (text: string) => string) =>
  Redacted.make(change(Redacted.value(secret)))

type Service = PasswordHasher["Service"]

const overriding = (override: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryHasher()
  return { ...service, ...override(service) }
}

/** Changes passwords before it hashes and verifies them. */
const changingPassword = (change: (password: string) => string) =>
  overriding(({ hash, verify }) => ({
    hash: (password) => hash(changed(password, change)),
    verify: (password, made) => verify(changed(password, change), made),
  }))

const OTHER = "verify refuses another password"
const PLACE = "work with a place verifies like work without one, and keeps its answer and its failure"
const SCRIPTS = "letters of every script and their accents count"
const PHC = "a hash is a PHC string that does not contain the password"
const DAMAGED = "a damaged hash verifies no password, and no error quotes it"

testLawsFindFaults(PasswordHasher, passwordHasherLaws, passwordHasherSample, [
  {
    fault: "verifies no password",
    brokenLaw: "verify accepts the password that was hashed",
    make: overriding(() => ({ verify: () => Effect.succeed(false) })),
  },
  {
    fault: "verifies every password",
    brokenLaw: OTHER,
    make: overriding(() => ({ verify: () => Effect.succeed(true) })),
  },
  { fault: "trims the password", brokenLaw: OTHER, make: changingPassword((password) => password.trim()) },
  {
    fault: "stops reading at a NUL",
    brokenLaw: OTHER,
    make: changingPassword((password) => password.split("\0")[0] ?? ""),
  },
  {
    fault: "reads only the last 8 characters",
    brokenLaw: OTHER,
    make: changingPassword((password) => password.slice(-8)),
  },
  {
    fault: "stops reading after 72 bytes, as bcrypt does",
    brokenLaw: "every character counts, however long the password",
    make: changingPassword((password) => new TextDecoder().decode(new TextEncoder().encode(password).slice(0, 72))),
  },
  {
    fault: "reads one byte of each character",
    brokenLaw: SCRIPTS,
    make: changingPassword((password) => Buffer.from(password, "latin1").toString("hex")),
  },
  {
    fault: "reads characters outside ASCII as question marks",
    brokenLaw: SCRIPTS,
    make: changingPassword((password) => password.replace(/[^\0-\x7f]/gu, "?")),
  },
  {
    fault: "drops accents",
    brokenLaw: SCRIPTS,
    make: changingPassword((password) => password.normalize("NFD").replace(/\p{M}/gu, "")),
  },
  {
    fault: "verifies every password if there is no hash",
    brokenLaw: "verify refuses every password if there is no hash",
    make: overriding(({ verify }) => ({
      verify: (password, made) => (made === null ? Effect.succeed(true) : verify(password, made)),
    })),
  },
  {
    fault: "derives the salt from the password",
    brokenLaw: "the same password hashed twice gives two hashes",
    make: overriding(({ hash }) => {
      const hashes = new Map<string, Redacted.Redacted<string>>()
      return {
        hash: (password) =>
          Effect.map(hash(password), (made) => {
            const key = Redacted.value(password)
            hashes.set(key, hashes.get(key) ?? made)
            return hashes.get(key) ?? made
          }),
      }
    }),
  },
  {
    fault: "writes hashes in its own format",
    brokenLaw: PHC,
    make: overriding(({ hash }) => ({
      hash: (password) => Effect.map(hash(password), (made) => changed(made, (text) => text.replaceAll("$", ":"))),
    })),
  },
  {
    fault: "stores the password with its hash",
    brokenLaw: PHC,
    make: overriding(({ hash }) => ({
      hash: (password) =>
        Effect.map(hash(password), (made) => changed(made, (text) => `${text}${Redacted.value(password)}`)),
    })),
  },
  {
    fault: "calls its own hashes outdated",
    brokenLaw: "a new hash is not outdated",
    make: overriding(() => ({ isOutdated: () => true })),
  },
  {
    fault: "makes a defect of the failure of work with a place",
    brokenLaw: PLACE,
    make: overriding(() => ({ withPlace: (work) => Effect.orDie(work) })),
  },
  {
    fault: "keeps the place of work that failed",
    brokenLaw: "a place is given back, however the work ends",
    make: overriding(() => {
      let places = 1
      const enter = Effect.suspend(() => (places === 0 ? Effect.fail(new HasherBusy()) : Effect.sync(() => places--)))
      const leave = Effect.sync(() => places++)
      return { withPlace: (work) => Effect.andThen(enter, Effect.tap(work, leave)) }
    }),
  },
  {
    fault: "compares only the start of a hash",
    brokenLaw: DAMAGED,
    make: overriding(() => ({
      hash: () => Effect.succeed(Redacted.make("$test$salt$hash")),
      verify: (_, made) => Effect.succeed(made !== null && Redacted.value(made).startsWith("$test$salt")),
    })),
  },
  {
    fault: "quotes a hash that it cannot read",
    brokenLaw: DAMAGED,
    make: overriding(({ verify }) => ({
      verify: (password, made) =>
        Effect.catchDefect(verify(password, made), () =>
          Effect.die(new Error(`No hash: ${made === null ? "" : Redacted.value(made)}.`)),
        ),
    })),
  },
])
