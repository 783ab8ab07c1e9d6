import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Household from "../../../domain/household/household.ts"
import { MistakenDeath } from "../../../domain/household/undo-death.ts"
import { type AggregateId, Storage } from "../../../ports/storage.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { type Amendment, amendFile } from "../../household-file/amend-file.ts"
import { parseFileReference } from "../../household-file/load-file.ts"
import { reopenSpace } from "../../household-file/reopen-space.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"

const decodeEvent = Schema.decodeUnknownEffect(Household.Event)

/** The children of the file before the last death of this person: the state has no day of birth of a former child. */
const childrenBeforeDeath = Effect.fnUntraced(function* (file: AggregateId, person: string) {
  const storage = yield* Storage
  const events = yield* Effect.forEach(yield* storage.journal(file), (event) => Effect.orDie(decodeEvent(event)))
  let state: Household.State = Household.initial
  let children: Extract<Household.State, { readonly _tag: "Open" }>["children"] = []
  for (const event of events) {
    if (event._tag === "DeathRecorded" && event.person === person && state._tag === "Open") ({ children } = state)
    if (event._tag === "PersonReplaced") {
      const { from, to } = event
      children = children.map((child) => (child.person === from ? { ...child, person: to } : child))
    }
    state = Household.evolve(state, event)
  }
  return children
})

/** Opens the space again that the death closed. A space that was closed otherwise stays closed. */
const reopenAfterDeath = Effect.fnUntraced(function* ({ at, by: { agent }, file, person }: Amendment) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(person), DataKey.stream.id(person)])
  const account = yield* readAccount(person, rows[0])
  const dataKey = yield* readDataKey(person, rows[1])
  const isClosedByDeath = account.state._tag === "Closed" && account.state.cause === "Death"
  if (!isClosedByDeath || dataKey.state._tag === "Destroyed") return { aggregates: [account, dataKey], messages: [] }
  const reopened = yield* Effect.catchTag(
    reopenSpace(account, dataKey, { agent, cause: "DeathUndone", file, at }),
    "NotReopenable",
    Effect.die,
  )
  return { aggregates: [reopened.account, dataKey], messages: reopened.messages }
})

/**
 * Undoes a death that was recorded by mistake, with its cause. It is an event of its own: nothing is edited.
 *
 * The personal space that the death closed is open again, with the same password and contacts. The person is a member again
 * in the role they had, if the file still has room: a holder gets the file back from the spouse who took it over, and a file
 * that the death closed is open again. The couple is a new one, and an authorisation must be given again. Where the file has
 * changed too much, the person is no member: add them as what they are now.
 *
 * The person and the adults of the file are notified. Refused with `NoDeathRecorded`, and with `InAnotherFile` if a member
 * of a closed file joined another one since.
 */
export const undoDeath = Effect.fn("Agency.undoDeath")((request: AgencyInput<"undoDeath">) =>
  amendFile(
    "UndoDeath",
    request,
    { _tag: "Known", input: request.person },
    (person, by, at) =>
      Effect.gen(function* () {
        const cause = yield* readCause(MistakenDeath, request.cause)
        const children = yield* childrenBeforeDeath(yield* parseFileReference(request.file), person)
        return { _tag: "UndoDeath", person, children, cause, by, at } as const
      }),
    reopenAfterDeath,
  ),
)
