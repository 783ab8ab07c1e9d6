import * as Effect from "effect/Effect"
import type { Role } from "../../../domain/household/file.ts"
import { memberOf } from "../../../domain/household/members.ts"
import type { Text } from "../../../domain/language/language.ts"
import { decisionTexts } from "../../../domain/rights/decision-texts.ts"
import { actionToViewOnBehalf, decideView, type Field, fieldNames } from "../../../domain/rights/fields.ts"
import type { Decision } from "../../../domain/rights/rights.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import { NotPermitted } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { decideFor, readOnBehalfOf, readsOnBehalf } from "../../household-file/on-behalf.ts"
import { loadFacts } from "../../household-file/person-facts.ts"
import { readPersonId } from "../../household-file/resolve-person.ts"

/** One field, and the decision on it. */
export type VisibleField = Decision & {
  readonly field: Field
  /** The same for people, in every language. */
  readonly texts: Text
}

/** The fields of one member of a file. Show those that are `permitted`, and no other. */
export interface VisibleFields {
  readonly _tag: "VisibleFields"
  /** The person whose data it is about. */
  readonly person: string
  /** Their role in the file now; `null` for a person who is not a member any more. */
  readonly role: Role | null
  readonly fields: ReadonlyArray<VisibleField>
}

const STRANGER = { rule: "other.view", reason: "NotInFile", change: "JoinFile" } as const

/**
 * Says which data of a member of a file a person may see, field by field, with the rule and the reason of each. Call it
 * before you show data of your own, and show the fields that are permitted only.
 *
 * By default it is about the caller, or about the protected person with `onBehalfOf`. What is a member's own, such as their
 * contact, is never permitted to another member. A person who is not a member of the file is refused with `NotPermitted`,
 * and so is a caller who is not one and asks about another person: the answers do not say who is in a file.
 */
export const listVisibleFields = Effect.fn("MonCompte.listVisibleFields")(function* (
  request: Input<"listVisibleFields">,
) {
  const id = yield* parseFileReference(request.file)
  const onBehalfOf = yield* readOnBehalfOf(request.onBehalfOf)
  const { at, person: caller, rows } = yield* viewAsPerson(request, [id, ...readsOnBehalf(onBehalfOf)])
  const file = yield* readFile(id, rows[0])
  const { facts } = yield* loadFacts(caller, file, at)
  const owner = onBehalfOf ?? caller.id
  // As pasted. What is no id is the id of no member.
  const person = readPersonId(request.person) ?? request.person ?? owner
  const roleOf = (id: string) => (file.state._tag === "Open" ? (memberOf(file.state, id)?.role ?? null) : null)
  const role = roleOf(person)
  if (person !== owner && (role === null || roleOf(owner) === null)) return yield* new NotPermitted(STRANGER)
  const subject = person === owner ? "Self" : "Other"
  const decisionOn = (field: Field) =>
    onBehalfOf === null || onBehalfOf === caller.id
      ? Effect.succeed(decideView(facts, field, subject))
      : Effect.map(
          decideFor(caller, file, facts, actionToViewOnBehalf(field, subject), { at, onBehalfOf, row: rows[1] }),
          ({ decision }) => decision,
        )
  const fields = yield* Effect.forEach(fieldNames, (field) =>
    Effect.map(decisionOn(field), (decision): VisibleField => ({ ...decision, field, texts: decisionTexts(decision) })),
  )
  const answer: VisibleFields = { _tag: "VisibleFields", person, role, fields }
  return answer
})
