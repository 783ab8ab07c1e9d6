import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { civilDateAt } from "../../domain/civil-date/civil-date.ts"
import { personFactsOf } from "../../domain/household/person-facts.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import { latestOf, leftTo, mandateStatus } from "../../domain/mandate/status.ts"
import { type Action, type Decision, decide, decideOnBehalf, type Facts } from "../../domain/rights/rights.ts"
import { plainText } from "../../domain/typed-text/typed-text.ts"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { type LoadedMandates, readMandates } from "../caller/mandates.ts"
import type { SignedInPerson } from "../caller/session.ts"
import { NotPermitted } from "../contract/file-refusals.ts"
import { Policies } from "../contract/policies.ts"
import type { LoadedFile } from "./load-file.ts"

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LONGEST_TEXT = 100

const NO_MANDATE = { rule: "default.deny", reason: "NoMandate", change: "CourtDecides" } as const

/**
 * The person for whom the caller acts, given by their id; `null` for the caller in their own name. An id that no person
 * can have is answered like that of a person for whom the caller has no mandate.
 */
export const readOnBehalfOf = (input: unknown): Effect.Effect<string | null, NotPermitted> => {
  if (input === undefined || input === null) return Effect.succeed(null)
  const id = typeof input === "string" && input.length <= LONGEST_TEXT ? plainText(input).toLowerCase() : ""
  return ID.test(id) ? Effect.succeed(id) : Effect.fail(new NotPermitted(NO_MANDATE))
}

/** What must be read, in the first round trip, to decide on behalf of a person. */
export const readsOnBehalf = (onBehalfOf: string | null): ReadonlyArray<AggregateId> =>
  onBehalfOf === null ? [] : [Mandates.stream.id(onBehalfOf)]

/** The decision of a right, and for whom the action is. */
export interface DecisionOnBehalf {
  readonly decision: Decision
  /** The person whose rights decided: the caller, or the person for whom they act. */
  readonly subject: string
  /** The person to name in the action record besides the caller; `null` for none. */
  readonly onBehalfOf: string | null
  /** Guard them in the commit of everything that is decided. */
  readonly mandates: ReadonlyArray<LoadedMandates>
}

const holderOf = ({ state }: LoadedFile) => (state._tag === "Open" ? state.holder.person : null)

/** The caller in their own name, or on behalf of the holder where the management authorisation permits it. */
const decideOwn = (person: SignedInPerson, file: LoadedFile, facts: Facts, action: Action): DecisionOnBehalf => {
  const decision = decide(facts, action, "Self")
  const isForHolder = decision.permitted && decision.onBehalfOf === "Holder"
  return { decision, subject: person.id, onBehalfOf: isForHolder ? holderOf(file) : null, mandates: [] }
}

/**
 * Decides for the caller, who acts on behalf of `onBehalfOf`. `row` is that of `readsOnBehalf`.
 *
 * A mandate outranks the management authorisation: it is asked first. The authorisation also permits what the holder's
 * name is given for.
 */
export const decideFor = Effect.fnUntraced(function* (
  person: SignedInPerson,
  file: LoadedFile,
  facts: Facts,
  action: Action,
  { at, onBehalfOf, row }: { readonly at: number; readonly onBehalfOf: string | null; readonly row: Row | undefined },
) {
  const own = decideOwn(person, file, facts, action)
  if (onBehalfOf === null || onBehalfOf === person.id) return own
  const { age: agePolicy } = yield* Policies
  const today = civilDateAt(at)
  const mandates = yield* readMandates(onBehalfOf, row)
  const mandate = latestOf(mandates.state, person.id)
  const openedOnFacts = Account.wasOpenedOnFacts(person.account.state)
  // What the protected person may do in the file does not depend on their personal space.
  const question = { person: onBehalfOf, today, agePolicy, account: "Active", partnerAccount: "Active" } as const
  const factsOfProtected = personFactsOf(file.state, { ...question, openedOnFacts: false, partnerOpenedOnFacts: false })
  const decision = decideOnBehalf(
    factsOfProtected,
    {
      status: mandate === undefined ? "None" : mandateStatus(mandate, { today, openedOnFacts }),
      powers: mandate?.powers ?? [],
      leftToMandatary: leftTo(person.mandates.state, today),
    },
    action,
  )
  if (!decision.permitted && own.onBehalfOf === onBehalfOf) return { ...own, mandates: [mandates] }
  const decided: DecisionOnBehalf = { decision, subject: onBehalfOf, onBehalfOf, mandates: [mandates] }
  return decided
})
