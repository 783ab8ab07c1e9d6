import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { memoryHasher } from "../../adapters/memory/index.ts"
import { findOut } from "../../test/faulty-adapters/fault.ts"
import { PasswordHasher } from "../ports/password-hasher.ts"
import { passwordSample } from "./password-hasher.arbitrary.ts"
import { passwordHasherLaws } from "./password-hasher.laws.ts"

const changed = (secret: Redacted.Redacted<string>, change: (text: string) => string) =>
  Redacted.make(change(Redacted.value(secret)))

type Service = PasswordHasher["Service"]

const differing = (differs: (real: Service) => Partial<Service>) => () => {
  const { service } = memoryHasher()
  return { ...service, ...differs(service) }
}

/** Passwords changed before they are hashed and verified. */
const reading = (read: (password: string) => string) =>
  differing(({ hash, verify }) => ({
    hash: (password) => hash(changed(password, read)),
    verify: (password, made) => verify(changed(password, read), made),
  }))

const ANOTHER = "another password is not"
const SCRIPTS = "letters of every script count, and accents do"
const PHC = "a hash is a PHC string that does not show the password"

findOut(PasswordHasher, passwordHasherLaws, passwordSample, [
  {
    fault: "verifies nothing",
    breaks: "the password that was hashed is verified",
    make: differing(() => ({ verify: () => Effect.succeed(false) })),
  },
  { fault: "verifies anything", breaks: ANOTHER, make: differing(() => ({ verify: () => Effect.succeed(true) })) },
  { fault: "trims", breaks: ANOTHER, make: reading((password) => password.trim()) },
  { fault: "stops at a NUL", breaks: ANOTHER, make: reading((password) => password.split("\0")[0] ?? "") },
  { fault: "reads the end only", breaks: ANOTHER, make: reading((password) => password.slice(-8)) },
  {
    fault: "stops after 72 bytes, as bcrypt does",
    breaks: "every character counts, however long the password",
    make: reading((password) => new TextDecoder().decode(new TextEncoder().encode(password).slice(0, 72))),
  },
  {
    fault: "keeps one byte a letter",
    breaks: SCRIPTS,
    make: reading((password) => Buffer.from(password, "latin1").toString("hex")),
  },
  {
    fault: "reads what is not ASCII as question marks",
    breaks: SCRIPTS,
    make: reading((password) => password.replace(/[^\0-\x7f]/gu, "?")),
  },
  {
    fault: "drops accents",
    breaks: SCRIPTS,
    make: reading((password) => password.normalize("NFD").replace(/\p{M}/gu, "")),
  },
  {
    fault: "verifies anything where there is no hash",
    breaks: "nothing is verified without a hash",
    make: differing(({ verify }) => ({
      verify: (password, made) => (made === null ? Effect.succeed(true) : verify(password, made)),
    })),
  },
  {
    fault: "salts by the password",
    breaks: "the same password hashed twice gives two hashes",
    make: differing(({ hash }) => {
      const known = new Map<string, Redacted.Redacted<string>>()
      return {
        hash: (password) =>
          Effect.map(hash(password), (made) => {
            const key = Redacted.value(password)
            known.set(key, known.get(key) ?? made)
            return known.get(key) ?? made
          }),
      }
    }),
  },
  {
    fault: "writes bare digits",
    breaks: PHC,
    make: differing(({ hash }) => ({
      hash: (password) => Effect.map(hash(password), (made) => changed(made, (text) => text.replaceAll("$", ":"))),
    })),
  },
  {
    fault: "keeps the password beside its hash",
    breaks: PHC,
    make: differing(({ hash }) => ({
      hash: (password) =>
        Effect.map(hash(password), (made) => changed(made, (text) => `${text}${Redacted.value(password)}`)),
    })),
  },
  {
    fault: "takes its own hashes for outdated",
    breaks: "a hash made today is not outdated",
    make: differing(() => ({ isOutdated: () => true })),
  },
  {
    fault: "verifies by the beginning of a hash",
    breaks: "a spoilt hash verifies nothing, and is not quoted",
    make: differing(() => ({
      hash: () => Effect.succeed(Redacted.make("$test$salt$hash")),
      verify: (_, made) => Effect.succeed(made !== null && Redacted.value(made).startsWith("$test$salt")),
    })),
  },
  {
    fault: "quotes a hash it cannot read",
    breaks: "a spoilt hash verifies nothing, and is not quoted",
    make: differing(({ verify }) => ({
      verify: (password, made) =>
        Effect.catchDefect(verify(password, made), () =>
          Effect.die(new Error(`No hash: ${made === null ? "" : Redacted.value(made)}.`)),
        ),
    })),
  },
])
