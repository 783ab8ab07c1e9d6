import type * as Account from "../../domain/account/account.ts"
import { accountEventTexts } from "../../domain/account/event-texts.ts"
import type { ActionRecord } from "../../domain/audit/audit-log.ts"
import type { MeantFor } from "../../domain/audit/meant-for.ts"
import type { Actor } from "../../domain/delegation/actor.ts"
import { householdEventTexts } from "../../domain/household/event-texts.ts"
import type * as Household from "../../domain/household/household.ts"
import type { Text } from "../../domain/language/language.ts"
import { mandateEventTexts } from "../../domain/mandate/event-texts.ts"
import type * as Mandates from "../../domain/mandate/mandates.ts"
import { type Action, matrix } from "../../domain/rights/matrix.ts"
import { actionTexts } from "../../domain/rights/texts.ts"

/** One thing that was done: a procedure of the portal, or a change to the file, the space or a mandate. */
export interface ListedAction extends Pick<ActionRecord, "at" | "onBehalfOf" | "reference"> {
  /** The action of the matrix of rights, or the name of the event, such as `DelegationGranted`. */
  readonly action: string
  /** `Agent`: an agent of the fund. `Service`: it followed from the calendar, or from something else in this list. */
  readonly by: "Person" | "Agent" | "Service"
  /** The id of the person who did it; `null` unless a person did. Agents are not named. */
  readonly actor: string | null
  /** The id of the person that it is about, where it is about one of the file. */
  readonly person: string | null
  readonly for: MeantFor
  /** Why it was done, where a cause is recorded. */
  readonly cause: string | null
  /** The number of the action record, its command and its rule; `null` for what is not a procedure of the portal. */
  readonly number: number | null
  readonly command: string | null
  readonly rule: string | null
  /** The action for people, in every language. */
  readonly texts: Text
}

const isAction = (action: string): action is Action => Object.hasOwn(matrix, action)

const OTHER: Text = { fr: "Autre action", en: "Other action" }

/** A procedure of the portal. */
export const listedRecord = (record: ActionRecord): ListedAction => {
  const { action, actor, at, command, number, onBehalfOf, reference, rule } = record
  const isOfFile = isAction(action) && matrix[action].scope === "File"
  return {
    action,
    by: "Person",
    actor,
    onBehalfOf,
    person: null,
    for: record.for ?? (isOfFile ? "File" : "Self"),
    cause: null,
    reference,
    number,
    command,
    rule,
    at,
    texts: isAction(action) ? actionTexts[action] : OTHER,
  }
}

const NO_RECORD = { onBehalfOf: null, reference: null, number: null, command: null, rule: null } as const

const doneBy = (by: Actor | string | undefined): Pick<ListedAction, "actor" | "by"> => {
  if (typeof by === "string") return { by: "Person", actor: by }
  if (by?._tag === "Person") return { by: "Person", actor: by.person }
  return { by: by?._tag === "Agent" ? "Agent" : "Service", actor: null }
}

type Fields = Readonly<Record<string, unknown>>
const textIn = (fields: Fields, name: string) => (typeof fields[name] === "string" ? (fields[name] as string) : null)

/** A change to the file; `null` for one that is not listed. */
export const listedFileEvent = (event: Household.Event): ListedAction | null => {
  const texts = householdEventTexts[event._tag]
  // A repeated grant changes nothing unless it confirms the authorisation.
  if (texts === null || (event._tag === "DelegationGrantRepeated" && event.confirms !== true)) return null
  const by =
    event._tag === "SeparationDeclared"
      ? (event.recordedBy ?? event.by)
      : event._tag === "DelegationGranted"
        ? event.holder
        : event._tag === "DelegationGrantRepeated"
          ? undefined
          : "by" in event
            ? event.by
            : undefined
  const fields: Fields = event
  const person = textIn(fields, "person") ?? textIn(fields, "spouse") ?? textIn(fields, "to")
  const { _tag: action, at } = event
  return { ...NO_RECORD, ...doneBy(by), action, person, for: "File", cause: textIn(fields, "cause"), at, texts }
}

/** The persons that a change to the file names. */
export const namedIn = (event: Household.Event): ReadonlyArray<string> => {
  const { by, ...fields }: Fields = event
  const actor = doneBy(by as Actor | string | undefined).actor
  const named = ["person", "holder", "spouse", "from", "to"].map((name) => textIn(fields, name))
  return [actor, ...named].filter((id) => id !== null)
}

/** What bars a contact without an agent, or ends a password, follows from the end of a couple. */
const followed: ReadonlyArray<Account.Event["_tag"]> = ["ContactsBarred", "LegacyPasswordDisabled"]

/** Without an agent, the identifier was recorded with a file that an agent opened, or when the person signed in first. */
const byAgents: ReadonlyArray<Account.Event["_tag"]> = ["NirRecorded", "ProvisionalRecorded"]

/** A change to the space of the person; `null` for one that is not listed. */
export const listedAccountEvent = (event: Account.Event, owner: string): ListedAction | null => {
  const { _tag: action, at } = event
  const texts = accountEventTexts[action]
  const agent = textIn(event, "agent")
  if (texts === null || (agent === null && byAgents.includes(action))) return null
  const by: Actor | string | undefined =
    agent !== null ? { _tag: "Agent", agent } : followed.includes(action) ? undefined : owner
  return { ...NO_RECORD, ...doneBy(by), action, person: owner, for: "Self", cause: causeOf(event), at, texts }
}

const causeOf = (event: Fields) => textIn(event, "cause") ?? textIn(event, "reason")

/** A change to a mandate over the person. */
export const listedMandateEvent = (event: Mandates.Event, owner: string): ListedAction => {
  const { _tag: action, at, by } = event
  const texts = mandateEventTexts[action]
  return { ...NO_RECORD, ...doneBy(by), action, person: owner, for: "Self", cause: causeOf(event), at, texts }
}
