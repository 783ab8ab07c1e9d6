import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import type { CivilDate } from "../../../domain/civil-date/civil-date.ts"
import { type AggregateId, Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { CohortRefused } from "../../contract/file-refusals.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readCause, readDay } from "../../household-file/typed-input.ts"
import { announce } from "../../outbox/announce.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The next sign-in of these persons asks for a new password. */
export interface PasswordChangeRequired {
  readonly _tag: "PasswordChangeRequired"
  /** How many persons of this page must change their password from now on. */
  readonly required: number
  /** Pass it as `after` for the next page; `null` after the last one. */
  readonly next: string | null
}

const MOST = 100
const DEFAULT_LIMIT = 50
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The accounts of one call. */
interface Page {
  readonly ids: ReadonlyArray<AggregateId>
  readonly chosenBefore: CivilDate | null
  readonly next: string | null
}

const readLimit = (limit: unknown) => {
  if (limit === undefined || limit === null) return Effect.succeed(DEFAULT_LIMIT)
  return typeof limit === "number" && Number.isInteger(limit) && limit >= 1 && limit <= MOST
    ? Effect.succeed(limit)
    : Effect.fail(new CohortRefused({ field: "limit" }))
}

const readAfter = (after: unknown) => {
  if (after === undefined || after === null) return Effect.succeed(null)
  return typeof after === "string" && after.length === 36 && ID.test(after)
    ? Effect.succeed(Account.stream.id(after))
    : Effect.fail(new CohortRefused({ field: "after" }))
}

/** The accounts of persons who are given one by one. An unknown one refuses all. */
const pageOfPeople = Effect.fnUntraced(function* (people: unknown) {
  if (!Array.isArray(people) || people.length < 1 || people.length > MOST) {
    return yield* new CohortRefused({ field: "people" })
  }
  const persons = yield* Effect.forEach(people, (person: unknown) => findPerson(person))
  const page: Page = { ids: [...new Set(persons.map(Account.stream.id))], chosenBefore: null, next: null }
  return page
})

const readPage = Effect.fnUntraced(function* (request: AgencyInput<"requirePasswordChange">) {
  const hasPeople = (request.people ?? null) !== null
  const hasDay = (request.chosenBefore ?? null) !== null
  if (hasPeople === hasDay) return yield* new CohortRefused({ field: hasDay ? "chosenBefore" : "people" })
  if (hasPeople) return yield* pageOfPeople(request.people)
  const chosenBefore = yield* readDay(request.chosenBefore)
  const limit = yield* readLimit(request.limit)
  const after = yield* readAfter(request.after)
  const storage = yield* Storage
  const ids = yield* storage.list({ category: Account.stream.category, after, limit })
  const last = ids.at(-1)
  const page: Page = {
    ids,
    chosenBefore,
    next: last === undefined || ids.length < limit ? null : Account.stream.keyOf(last),
  }
  return page
})

/** Every person of the page changes the password already, or has none to change. */
class NothingRequired extends Data.TaggedError("NothingRequired") {}

/**
 * Requires a new password at the next sign-in, from some persons or from all whose password was chosen before a day.
 *
 * With `chosenBefore`, one call examines at most `limit` personal spaces, in one commit. Go on with `next` until it is
 * `null`. After an interruption repeat the page: persons who must change their password already are not asked twice.
 * Spaces that are not open have no password, and are passed over.
 *
 * The reason is stored with the account. `signIn` answers it with `MustChangePassword`, `whoAmI` shows it, and
 * `passwordReasonTexts` says it in every language. Sessions go on. The current password replaces itself here: if others
 * may know it, use `declareCompromised`. The event names the agent, and each person is notified.
 *
 * Refused with `CohortRefused`, `CauseUnknown` and `PersonUnknown`. Nothing was changed then.
 */
export const requirePasswordChange = Effect.fn("Agency.requirePasswordChange")(function* (
  request: AgencyInput<"requirePasswordChange">,
) {
  const reason = yield* readCause(Account.ChangeReason, request.reason)
  const { chosenBefore, ids, next } = yield* readPage(request)
  const outcome = yield* asAgent("RequirePasswordChange", request, ids, ({ agent }, rows, at) =>
    Effect.gen(function* () {
      const required = yield* Effect.forEach(ids, (id, index) =>
        Effect.gen(function* () {
          const person = Account.stream.keyOf(id)
          const account = yield* readAccount(person, rows[index])
          const { state } = account
          if (state._tag !== "Active" || !Account.mustRequireChange(state, { chosenBefore, reason })) return []
          const changed = yield* executeOrDie(account, { _tag: "RequirePasswordChange", reason, agent, at })
          return [{ changed, messages: yield* announce(person, state.contacts, "PasswordChangeRequired", at) }]
        }),
      )
      const all = required.flat()
      if (all.length === 0) return yield* new NothingRequired()
      const writes = yield* planOf(all.map(({ changed }) => changed))
      const note = `${all.length}`
      return { ...writes, messages: all.flatMap(({ messages }) => messages), note }
    }),
  ).pipe(
    Effect.map((result) => (result._tag === "Committed" ? result.plan.note : result.note)),
    Effect.catchTag("NothingRequired", () => Effect.succeed("0")),
  )
  const answer: PasswordChangeRequired = { _tag: "PasswordChangeRequired", required: Number(outcome ?? "0"), next }
  return answer
})
