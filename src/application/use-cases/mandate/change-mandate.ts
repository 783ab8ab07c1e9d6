import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { civilDateAt } from "../../../domain/civil-date/civil-date.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import * as Mandates from "../../../domain/mandate/mandates.ts"
import {
  MandataryProtected,
  MandateOver,
  MandateUnknown,
  SpaceOfMandataryClosed,
} from "../../../domain/mandate/refusal.ts"
import { leftTo } from "../../../domain/mandate/status.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { readMandates } from "../../caller/mandates.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { endDelegationsGivenBy } from "../../household-file/account-closing.ts"
import { effectsOfMandates, failWithMandateRefusal } from "../../household-file/mandate-effects.ts"
import { findMandatary, readLastDay, readLeaves, readPowers } from "../../household-file/mandate-input.ts"
import { mandateAfter } from "../../household-file/mandate-view.ts"
import { requireReference } from "../../household-file/reference.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readDataKey, seal } from "../../secrets/data-key.ts"
import { execute } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"

/** Reads a field if it is given. `null` keeps the present value. */
const given = <A, E, R>(input: unknown, read: (input: unknown) => Effect.Effect<A, E, R>) =>
  input === undefined || input === null ? Effect.succeed(null) : read(input)

/**
 * Changes a mandate as a later decision says, or gives it to another professional of the same organisation. A field that
 * is not given stays as it is.
 *
 * Both persons are notified; a professional who no longer acts loses the right in the same commit. It also confirms a
 * mandatary whose space was opened after the mandate was recorded: check their identity first.
 */
export const changeMandate = Effect.fn("Agency.changeMandate")(function* (request: AgencyInput<"changeMandate">) {
  const person = yield* findPerson(request.person)
  const other = yield* given(request.mandatary, findMandatary)
  const powers = yield* given(request.powers, readPowers)
  const leaves = yield* given(request.leaves, readLeaves)
  const lastDay = yield* given(request.lastDay, readLastDay)
  const reference = yield* given(request.reference, requireReference)
  const { number } = request
  const ids = [
    Mandates.stream.id(person),
    Account.stream.id(person),
    DataKey.stream.id(person),
    Memberships.stream.id(person),
  ]
  const outcome = yield* asAgent("ChangeMandate", request, ids, (by, rows, at) =>
    Effect.gen(function* () {
      const mandates = yield* readMandates(person, rows[0])
      const account = yield* readAccount(person, rows[1])
      const dataKey = yield* readDataKey(person, rows[2])
      const mandate = mandates.state.mandates.find((mandate) => mandate.number === number)
      if (mandate === undefined) return yield* new MandateUnknown()
      if (mandate.ended !== null) return yield* new MandateOver()
      const mandatary = other ?? mandate.mandatary
      const storage = yield* Storage
      const loaded = yield* storage.load([Account.stream.id(mandatary), Mandates.stream.id(mandatary)])
      const accountOfMandatary = yield* readAccount(mandatary, loaded.rows[0])
      const overMandatary = yield* readMandates(mandatary, loaded.rows[1])
      if (accountOfMandatary.state._tag === "Closed") return yield* new SpaceOfMandataryClosed()
      if (leftTo(overMandatary.state, civilDateAt(at)) === "Viewing") return yield* new MandataryProtected()
      const isSame = mandatary === mandate.mandatary
      const changed = yield* failWithMandateRefusal(
        execute(mandates, {
          _tag: "Change",
          person,
          number,
          mandatary,
          organisation: mandate.organisation,
          toActive: (isSame && mandate.toActive) || Account.hasRights(accountOfMandatary.state),
          powers: powers ?? mandate.powers,
          leaves: leaves ?? mandate.leaves,
          lastDay: lastDay ?? mandate.lastDay,
          reference: reference === null ? mandate.reference : yield* seal(dataKey, reference, "court-decision"),
          by,
          at,
        }),
      )
      const effects = yield* effectsOfMandates([{ before: mandates.state, mandates: changed }], [], at)
      const isLimited = (leaves ?? mandate.leaves) === "Viewing"
      const ended = isLimited ? yield* endDelegationsGivenBy(person, account, rows[3], by, at) : NOTHING
      const read = person === mandatary ? [dataKey] : [overMandatary, account, accountOfMandatary, dataKey]
      const writes = yield* planOf([changed, ...effects.aggregates, ...ended.aggregates, ...read])
      return { ...writes, messages: [...effects.messages, ...ended.messages], note: String(number), mandates: changed }
    }),
  )
  return yield* mandateAfter(person, outcome)
})

const NOTHING = { aggregates: [], messages: [] }
