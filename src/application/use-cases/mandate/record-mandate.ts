import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { civilDateAt } from "../../../domain/civil-date/civil-date.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import * as Mandates from "../../../domain/mandate/mandates.ts"
import { MandataryProtected, MandataryUnknown, SpaceOfMandataryClosed } from "../../../domain/mandate/refusal.ts"
import { leftTo } from "../../../domain/mandate/status.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { readMandates } from "../../caller/mandates.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, PersonUnknown } from "../../contract/file-refusals.ts"
import { Policies } from "../../contract/policies.ts"
import { endDelegationsGivenBy } from "../../household-file/account-closing.ts"
import { effectsOfMandates, failWithMandateRefusal } from "../../household-file/mandate-effects.ts"
import {
  readFrom,
  readKind,
  readLastDay,
  readLeaves,
  readMandataryReference,
  readOrganisation,
  readPowers,
} from "../../household-file/mandate-input.ts"
import { mandateAfter } from "../../household-file/mandate-view.ts"
import { requireReference } from "../../household-file/reference.ts"
import {
  createPerson,
  findPerson,
  foundPerson,
  type PersonReference,
  readsOfPerson,
} from "../../household-file/resolve-person.ts"
import { readDataKey, seal } from "../../secrets/data-key.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** The mandatary of an unknown social security number becomes known, and can create a personal space. */
const createMandatary = (reference: PersonReference, at: number) =>
  Effect.catchTag(createPerson(reference, at), "PersonUnknown", () => Effect.fail(new MandataryUnknown()))

const loadMandatary = Effect.fnUntraced(function* (mandatary: string) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Mandates.stream.id(mandatary), Account.stream.id(mandatary)])
  const overMandatary = yield* readMandates(mandatary, rows[0])
  return { overMandatary, accountOfMandatary: yield* readAccount(mandatary, rows[1]) }
})

/**
 * Records a mandate that a court gave: for whom, by whom, which powers, from when to when.
 *
 * The mandatary acts through their own personal space, with `onBehalfOf`. Both persons are notified. If the decision
 * leaves viewing only, the management authorisation that the protected person gave ends in the same commit, because the
 * mandate outranks it. With `replaces`, the former mandate ends too. A mandatary whose social security number is unknown
 * becomes known, and can create a personal space without being in a file. Refused with `AccountIsClosed` for a person
 * whose death is recorded.
 */
export const recordMandate = Effect.fn("Agency.recordMandate")(function* (request: AgencyInput<"recordMandate">) {
  const person = yield* findPerson(request.person)
  const reference = yield* readMandataryReference(request.mandatary)
  const kind = yield* readKind(request.kind)
  const powers = yield* readPowers(request.powers)
  const leaves = yield* readLeaves(request.leaves)
  const organisation = yield* readOrganisation(request.organisation)
  const lastDay = yield* readLastDay(request.lastDay)
  const decision = yield* requireReference(request.reference)
  const { mandates: policy } = yield* Policies
  const own = [Mandates, Account, DataKey, Memberships].map(({ stream }) => stream.id(person))
  const { aggregates, keys } = readsOfPerson(reference)
  const reads = { aggregates: [...own, ...aggregates], keys }
  const outcome = yield* asAgent("RecordMandate", request, reads, (by, rows, at, owner) =>
    Effect.gen(function* () {
      const mandates = yield* readMandates(person, rows[0])
      const account = yield* readAccount(person, rows[1])
      const dataKey = yield* readDataKey(person, rows[2])
      const found = foundPerson(reference, rows.slice(own.length), owner) ?? (yield* createMandatary(reference, at))
      const mandatary = found.person
      const { accountOfMandatary, overMandatary } = yield* loadMandatary(mandatary)
      // The reference is sealed, so the person needs a data key, which an identifier gives them.
      if (dataKey.state._tag !== "Created" || account.version === 0) return yield* new PersonUnknown()
      if (account.state._tag === "Closed" && account.state.cause === "Death") return yield* new AccountIsClosed()
      if (accountOfMandatary.state._tag === "Closed") return yield* new SpaceOfMandataryClosed()
      if (leftTo(overMandatary.state, civilDateAt(at)) === "Viewing") return yield* new MandataryProtected()
      const terms = { kind, powers, leaves, lastDay, reference: yield* seal(dataKey, decision, "court-decision") }
      const holder = { mandatary, organisation, toActive: Account.hasRights(accountOfMandatary.state) }
      const from = yield* readFrom(request.from, at)
      const replaces = request.replaces ?? null
      const recorded = yield* failWithMandateRefusal(
        execute(mandates, { _tag: "Record", person, ...terms, ...holder, from, replaces, policy, by, at }),
      )
      const effects = yield* effectsOfMandates([{ before: mandates.state, mandates: recorded }], [], at)
      const ended = leaves === "Viewing" ? yield* endDelegationsGivenBy(person, account, rows[3], by, at) : NOTHING
      const created = found.created.length > 0 ? found.created : [overMandatary, accountOfMandatary]
      const read = [account, dataKey, ...created]
      const writes = yield* planOf([recorded, ...effects.aggregates, ...ended.aggregates, ...read])
      const messages = [...effects.messages, ...ended.messages]
      return { ...writes, messages, claims: found.claims, note: String(recorded.state.count), mandates: recorded }
    }),
  )
  return yield* mandateAfter(person, outcome)
})

const NOTHING = { aggregates: [], messages: [] }
