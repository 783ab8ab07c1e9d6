import { describe, expect } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { delegated, FILE } from "../../../../test/stories/family.ts"
import { sealed } from "../../../../test/stories/sealed.ts"
import {
  ADA,
  migrated,
  PASSWORD,
  signedIn,
  story,
  type TestContext,
  tagOf,
  whileTimePasses,
} from "../../../../test/stories/test-context.ts"
import { messageOf } from "../../../messages/messages.ts"
import type { AggregateId, Json, Row, Storage } from "../../../ports/storage.ts"
import { MonCompte } from "../../mon-compte.ts"

const NEXT = "Nouveau34"

const accountOf = (ticket: string): AggregateId => `account/${ticket.slice(0, 36)}`

/** The row as it is stored, with its seal. */
const storedRow = (context: TestContext, aggregate: AggregateId) =>
  Effect.map(context.storage.service.load([aggregate]), ({ rows }) => rows[0] as Row)

let writes = 0

/** A person with the right to write replaces the state and the secret of a row. They have no key. */
const write = Effect.fnUntraced(function* (
  { storage: { service } }: TestContext,
  aggregate: AggregateId,
  { secret, state }: Pick<Row, "secret" | "state">,
) {
  const { version } = (yield* service.load([aggregate])).rows[0] as Row
  writes += 1
  yield* service.commit({
    commandId: `written ${writes}`,
    at: 0,
    changes: [{ aggregate, expectedVersion: version, state: state as Json, events: [], secret }],
    guards: [],
    claims: [],
    messages: [],
    answer: { _tag: "Written" },
  })
})

const LEGACY: Json = {
  _tag: "Legacy",
  owner: null,
  tickets: [],
  legacyPasswordDisabled: false,
}

const signIn = (password: string) =>
  Effect.flatMap(MonCompte, (monCompte) => monCompte.signIn({ identifier: ADA.nir, password }))

/** The refusal of a sign-in, which must not be a defect. */
const refusalOf = <A, E extends { readonly _tag: string }, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.map(Effect.exit(effect), (exit) => {
    if (exit._tag === "Success") return "opened"
    return Cause.hasDies(exit.cause) ? "defect" : tagIn(exit.cause)
  })

const tagIn = <E extends { readonly _tag: string }>(cause: Cause.Cause<E>) =>
  cause.reasons.filter(Cause.isFailReason).map(({ error }) => error._tag)[0]

describe("a person who can write to the database, and has no key", () => {
  story("does not open a space again by writing Legacy as its state, and the owner is sent to the fund", (context) =>
    Effect.gen(function* () {
      const account = accountOf(yield* sealed(context)(migrated(context)))
      const { secret, state } = yield* storedRow(context, account)
      yield* write(context, account, { secret: null, state: { ...LEGACY, owner: state?.["owner"] } })
      const refusal = yield* sealed(context)(Effect.flip(signIn(ADA.legacy)))
      expect(refusal._tag).toBe("StateAltered")
      expect(messageOf(refusal, "fr")).toBe(
        "Par sécurité, cette demande n’a pas été traitée\u00a0: des données doivent d’abord être vérifiées. Rien n’a changé. Contactez votre Caf.",
      )
      yield* write(context, account, { secret, state })
      expect(yield* sealed(context)(refusalOf(signIn(PASSWORD)))).toBe("StateAltered")
    }),
  )

  story("opens the space with the legacy password where states are not sealed", (context) =>
    Effect.gen(function* () {
      const account = accountOf(yield* migrated(context))
      const { state } = yield* storedRow(context, account)
      yield* write(context, account, { secret: null, state: { ...LEGACY, owner: state?.["owner"] } })
      expect(yield* tagOf(signIn(ADA.legacy))).toBe("MigrationRequired")
    }),
  )

  story("does not sign in with a former password by putting the former row back under the present version", (context) =>
    Effect.gen(function* () {
      const open = yield* sealed(context)(signedIn(context))
      const account = accountOf(open)
      const former = yield* storedRow(context, account)
      yield* sealed(context)(change(open))
      yield* write(context, account, former)
      expect(yield* sealed(context)(refusalOf(signIn(PASSWORD)))).toBe("StateAltered")
    }),
  )

  story("does not do so by putting the former row back with its version, nor by deleting the row", (context) =>
    Effect.gen(function* () {
      const open = yield* sealed(context)(signedIn(context))
      const account = accountOf(open)
      const former = yield* storedRow(context, account)
      yield* sealed(context)(change(open))
      const rolledBack = (row: Row): TestContext => ({
        ...context,
        storage: { ...context.storage, service: withRow(context.storage.service, account, row) },
      })
      const back = rolledBack(former)
      expect(yield* sealed(back)(refusalOf(signIn(PASSWORD)))).toBe("StateAltered")
      const deleted = rolledBack({ state: null, version: 0, secret: null })
      expect(yield* sealed(deleted)(refusalOf(signIn(ADA.legacy)))).toBe("StateAltered")
      // Without the journal the row passes as it is, and only the commit finds that it is not the current one.
      const withoutComparison = sealed(back, { comparedWithJournal: [] })(refusalOf(signIn(PASSWORD)))
      expect(yield* whileTimePasses(withoutComparison)).toBe("TryLater")
    }),
  )

  story("does not give an authorisation back by editing the household file", (context) =>
    Effect.gen(function* () {
      const { adas, brunos } = yield* sealed(context)(delegated(context))
      const file: AggregateId = `household/${FILE}`
      const before = yield* storedRow(context, file)
      yield* sealed(context)(Effect.flatMap(MonCompte, ({ revokeDelegation }) => revokeDelegation(adas)))
      yield* write(context, file, before)
      const explain = Effect.flatMap(MonCompte, ({ explainRight }) =>
        explainRight({ ...brunos, action: "ViewHouseholdFile" } as never),
      )
      expect(yield* sealed(context)(refusalOf(explain))).toBe("StateAltered")
    }),
  )

  story("does not make a row pass by removing its seal, or by moving the seal of another row", (context) =>
    Effect.gen(function* () {
      const account = accountOf(yield* sealed(context)(migrated(context)))
      const { secret, state } = yield* storedRow(context, account)
      const { _seal, ...bare } = state as Json & { readonly _seal: string }
      yield* write(context, account, { secret, state: bare as Json })
      expect(yield* sealed(context)(refusalOf(signIn(PASSWORD)))).toBe("StateAltered")
      for (const forged of [_seal, `${_seal}A`, "", 7, "k9.AAAA", null]) {
        yield* write(context, account, { secret, state: { ...bare, _seal: forged } as Json })
        expect(yield* sealed(context)(refusalOf(signIn(PASSWORD)))).toBe("StateAltered")
      }
    }),
  )
})

const change = (open: string) =>
  Effect.flatMap(MonCompte, ({ changePassword }) =>
    changePassword({ session: open, current: PASSWORD, password: NEXT, confirmation: NEXT }),
  )

/** A database in which one row was put back, or deleted, with its version. */
const withRow = (real: Storage["Service"], id: AggregateId, row: Row): Storage["Service"] => ({
  ...real,
  load: (aggregates, commandId) =>
    Effect.map(real.load(aggregates, commandId), ({ rows, ...rest }) => ({
      ...rest,
      rows: rows.map((one, index) => (aggregates[index] === id ? row : one)),
    })),
  loadOwner: (keys, aggregates, commandId) =>
    Effect.map(real.loadOwner(keys, aggregates, commandId), ({ owner, rows, ...rest }) => ({
      ...rest,
      owner: owner?.id === id ? { id, row } : owner,
      rows: rows.map((one, index) => (aggregates[index] === id ? row : one)),
    })),
})
