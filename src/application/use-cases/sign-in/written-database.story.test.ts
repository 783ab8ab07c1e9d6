import { describe, expect } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import {
  ADA,
  BOB,
  latestCode,
  migrated,
  PASSWORD,
  session,
  signInTag,
  story,
  type TestContext,
  tagOf,
} from "../../../../test/stories/test-context.ts"
import { accountOf, secretOf, writeSecret } from "../../../../test/stories/written-secrets.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEW = "Nouveau34"
const INTRUDERS = "Intrus12"

/** How many passwords were compared with a stored hash. */
const compared = ({ hasher }: TestContext) => hasher.verifications() - hasher.decoys()

const change = Effect.fnUntraced(function* (current: string, password: string, person = ADA) {
  const monCompte = yield* MonCompte
  yield* monCompte.changePassword({
    session: yield* session(person, current),
    current,
    password,
    confirmation: password,
  })
})

describe("a person who can write to the database", () => {
  story("cannot sign in with a hash that they copied from their own account", (context) =>
    Effect.gen(function* () {
      const ada = accountOf(yield* migrated(context))
      const bob = accountOf(yield* migrated(context, BOB, "bob@example.org"))
      // Both have changed their passwords once: only the account distinguishes the two hashes.
      yield* change(PASSWORD, NEW)
      yield* change(PASSWORD, INTRUDERS, BOB)
      yield* writeSecret(context, ada, secretOf(context, bob))
      const before = compared(context)
      expect(yield* signInTag(INTRUDERS)).toBe("Refused")
      // The password was compared with the copied hash: the refusal has no other reason.
      expect(compared(context) - before).toBe(1)
      expect(yield* signInTag(INTRUDERS, BOB)).toBe("SignedIn")
    }),
  )

  story("cannot sign in with a hash that they made", (context) =>
    Effect.gen(function* () {
      const ada = accountOf(yield* migrated(context))
      const made = yield* context.hasher.service.hash(Redacted.make(INTRUDERS))
      yield* writeSecret(context, ada, made)
      expect(yield* signInTag(INTRUDERS)).toBe("Refused")
      yield* writeSecret(context, ada, Redacted.make(`keyed.1.${Redacted.value(made)}`))
      const before = compared(context)
      expect(yield* signInTag(INTRUDERS)).toBe("Refused")
      expect(compared(context) - before).toBe(1)
    }),
  )

  story("cannot sign in with a former hash that they put back after a change or a recovery", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = accountOf(yield* migrated(context))
      const first = secretOf(context, ada)
      yield* change(PASSWORD, NEW)
      const second = secretOf(context, ada)
      yield* writeSecret(context, ada, first)
      const before = compared(context)
      expect(yield* signInTag(PASSWORD)).toBe("Refused")
      expect(compared(context) - before).toBe(1)
      yield* writeSecret(context, ada, second)
      expect(yield* signInTag(NEW)).toBe("SignedIn")

      const { ticket } = yield* monCompte.startRecovery({ identifier: ADA.nir })
      yield* monCompte.confirmRecovery({ ticket, code: yield* latestCode(context) })
      yield* monCompte.chooseRecoveredPassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      expect(yield* signInTag(PASSWORD)).toBe("SignedIn")
      for (const former of [first, second]) {
        yield* writeSecret(context, ada, former)
        expect(yield* signInTag(PASSWORD)).toBe("Refused")
      }
      expect(yield* signInTag(NEW)).toBe("Refused")
    }),
  )

  story("cannot re-authenticate in a session with a copied hash or one that they made", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const ada = accountOf(yield* migrated(context))
      const bob = accountOf(yield* migrated(context, BOB, "bob@example.org"))
      yield* change(PASSWORD, NEW)
      yield* change(PASSWORD, INTRUDERS, BOB)
      const open = yield* session(ADA, NEW)
      const made = yield* context.hasher.service.hash(Redacted.make(INTRUDERS))
      for (const planted of [secretOf(context, bob), made]) {
        yield* writeSecret(context, ada, planted)
        const request = { session: open, current: INTRUDERS, password: PASSWORD, confirmation: PASSWORD }
        expect(yield* tagOf(monCompte.changePassword(request))).toBe("PasswordWrong")
        const contact = { session: open, current: INTRUDERS, contact: "intruder@example.org" }
        expect(yield* tagOf(monCompte.changeContact(contact))).toBe("PasswordWrong")
      }
    }),
  )

  story("cannot choose the password of a migration under way", (context) =>
    Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const { ticket } = yield* Effect.map(
        monCompte.signIn({ identifier: ADA.nir, password: ADA.legacy }),
        (answer) => {
          if (answer._tag !== "MigrationRequired") throw new Error(answer._tag)
          return answer
        },
      )
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password: PASSWORD, confirmation: PASSWORD })
      const migration: AggregateId = `migration/${ticket.slice(0, 36)}`
      const made = yield* context.hasher.service.hash(Redacted.make(INTRUDERS))
      yield* writeSecret(context, migration, Redacted.make(`keyed.1.${Redacted.value(made)}`))
      yield* monCompte.sendCode({ ticket, contact: "ada@example.org" })
      yield* monCompte.confirmCode({ ticket, code: yield* latestCode(context) })
      expect(yield* signInTag(INTRUDERS)).toBe("Refused")
    }),
  )
})

story("a ciphertext that was moved to another field of the same person does not open", (context) =>
  Effect.gen(function* () {
    const monCompte = yield* MonCompte
    const ada = accountOf(yield* migrated(context))
    const open = yield* session()
    const { service } = context.storage
    const [row] = (yield* service.load([ada])).rows
    const state = JSON.parse(JSON.stringify(row?.state))
    state.contacts.present.sealed = state.owner.nir
    const changed = {
      aggregate: ada,
      expectedVersion: row?.version ?? 0,
      state,
      events: [],
      secret: row?.secret ?? null,
    }
    const rest = { at: 0, guards: [], claims: [], messages: [], answer: { _tag: "Written" } }
    yield* service.commit({ commandId: "move", changes: [changed], ...rest })
    const exit = yield* Effect.exit(monCompte.whoAmI({ session: open }))
    expect(Exit.hasDies(exit)).toBe(true)
    expect(String(exit)).toContain("cannot be read")
  }),
)
