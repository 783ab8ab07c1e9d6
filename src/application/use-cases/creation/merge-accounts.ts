import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { MergeCause, MergeProof } from "../../../domain/account/correction.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import * as Device from "../../../domain/device/device.ts"
import * as Memberships from "../../../domain/household/memberships.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { Storage } from "../../../ports/storage.ts"
import { asAgent } from "../../caller/agent.ts"
import { readSessions } from "../../caller/session.ts"
import { contactChallengeId } from "../../code/contact-change.ts"
import { endRecoveriesOf } from "../../code/end-recoveries.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { AccountIsClosed, CauseUnknown, PersonUnknown, SamePerson } from "../../contract/file-refusals.ts"
import { IdentifierRefused } from "../../contract/refusals.ts"
import { abandonWizard } from "../../household-file/abandon-wizard.ts"
import { cancelContactCode, closeLoadedAccount } from "../../household-file/account-closing.ts"
import { continueConfidentially } from "../../household-file/confidential-mode.ts"
import { withoutSharedAccess } from "../../household-file/couple-end.ts"
import { endMandatesOf, readsToEndMandates } from "../../household-file/end-mandates.ts"
import { filesOfMerged } from "../../household-file/files-of-merged.ts"
import { announceMerge } from "../../household-file/merge-announcements.ts"
import { isWeaker, withoutAccess } from "../../household-file/opened-on-facts.ts"
import { findPerson } from "../../household-file/resolve-person.ts"
import { readCause } from "../../household-file/typed-input.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { executeOrDie } from "../../unit-of-work/aggregate.ts"
import { type LoadedAccount, readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { wizardIds } from "../../wizard/wizard.ts"

/** The person has one account now. */
export interface AccountsMerged {
  readonly _tag: "AccountsMerged"
  /** The id of the person, whose account stays. */
  readonly person: string
  /** The id of the account that went. It stays on record, and agents who use it reach the person. */
  readonly merged: string
}

/** How many rows the wizard of the account that stays has. The last one is that of its data key. */
const WIZARD = wizardIds("").length
const KEY = WIZARD - 1

const ENDS_BY_MERGE = { held: "AccountsMerged", over: "AccountsMerged" } as const

/** The accounts that were merged into an account before. */
const predecessorsOf = ({ state }: LoadedAccount) => (state._tag === "Closed" ? [] : (state.owner?.predecessors ?? []))

/** The accounts that were merged into the one that goes now: the one that stays is theirs too. */
const redirected = Effect.fnUntraced(function* (predecessors: ReadonlyArray<string>, successor: string, at: number) {
  if (predecessors.length === 0) return []
  const storage = yield* Storage
  const { rows } = yield* storage.load(predecessors.map(Account.stream.id))
  return yield* Effect.forEach(predecessors, (person, place) =>
    Effect.flatMap(readAccount(person, rows[place]), (account) =>
      executeOrDie(account, { _tag: "Redirect", successor, at }),
    ),
  )
})

/**
 * Makes one account of two that a person has, after an agent made sure that both are theirs.
 *
 * One commit. `person` stays, with its identifier, password, contacts and sessions. If it was not opened yet, its wizard
 * and its tickets end. If a couple of the person has ended, a contact that the former partner has too recovers nothing.
 *
 * `merged` goes: its sessions end, no browser remembers it, its password is deleted, and its identifiers open nothing.
 * Every file that named it names the one that stays, since the same day. An authorisation ends with the cause
 * `AccountClosed` and can be given again. Mandates over and of the one that goes end with the cause `AccountsMerged`: read
 * them with `listMandates` before the merge, and record them again after it. Its action records and its history stay readable for the person.
 *
 * If facts alone opened the account that stays, and a stronger proof the one that goes, another person may have opened it:
 * its sessions end, and its password and the contacts that were given there open and recover nothing. Call `restoreAccess`.
 *
 * Every contact of both is notified; in confidential mode, only those that no other person may read. It cannot be undone:
 * `reopenAccount` refuses the one that went.
 *
 * If the one that stays has the wrong number, merge the other way round, so that the account with the right one stays.
 *
 * Refused with `SamePerson`, with `AccountIsClosed` if one of them is closed, with `BothInFile` if both are members of one
 * file, and with `InAnotherFile` if the person would hold or share two open files.
 */
export const mergeAccounts = Effect.fn("Agency.mergeAccounts")(function* (request: AgencyInput<"mergeAccounts">) {
  const cause = yield* readCause(MergeCause, request.cause)
  const proof = yield* Effect.mapError(readCause(MergeProof, request.proof), () => new CauseUnknown({ field: "proof" }))
  const person = yield* findPerson(request.person)
  const going = yield* Effect.catchTags(findPerson(request.merged), {
    IdentifierRefused: ({ defects, likely, next }) =>
      Effect.fail(new IdentifierRefused({ defects, likely, next, field: "merged" })),
    PersonUnknown: () => Effect.fail(new PersonUnknown({ field: "merged" })),
  })
  const ids = [
    Account.stream.id(person),
    Memberships.stream.id(person),
    ...[Sessions, Device].map(({ stream }) => stream.id(person)),
    ...[Account, Memberships, Sessions, Device].map(({ stream }) => stream.id(going)),
    contactChallengeId(going),
    DataKey.stream.id(going),
    ...wizardIds(person),
    ...readsToEndMandates(going),
  ]
  const outcome = yield* asAgent("MergeAccounts", request, ids, (by, rows, at) =>
    Effect.gen(function* () {
      if (person === going) return yield* new SamePerson()
      const [keptRow, keptFiles, keptSessions, keptDevices, ...goingRows] = rows
      const [mergedRow, mergedFiles, sessionsRow, devices, challengeRow, keyRow, ...others] = goingRows
      const [wizardRows, mandateRows] = [others.slice(0, WIZARD), others.slice(WIZARD)]
      const kept = yield* readAccount(person, keptRow)
      const merged = yield* readAccount(going, mergedRow)
      if (kept.state._tag === "Closed") return yield* new AccountIsClosed()
      const earlier = predecessorsOf(merged)
      const order = { cause: "Merged", successor: person, agent: by.agent, about: null } as const
      const sessions = yield* readSessions(going, sessionsRow)
      const closed = yield* closeLoadedAccount(merged, { sessions, devices }, order, at)
      let staying = yield* executeOrDie(kept, { _tag: "Merge", merged: going, cause, proof, agent: by.agent, at })
      for (const one of earlier) {
        staying = yield* executeOrDie(staying, { _tag: "Merge", merged: one, cause, proof, agent: by.agent, at })
      }
      staying = yield* continueConfidentially(staying, merged.state, at)
      const files = yield* filesOfMerged({ kept, merged }, { kept: keptFiles, merged: mergedFiles }, by, at)
      const own = yield* withoutSharedAccess(staying, files.replaced, at)
      const rowsOfKept = { sessions: keptSessions, devices: keptDevices, dataKey: wizardRows[KEY] }
      const final = isWeaker(kept.state, merged.state)
        ? yield* withoutAccess(own.account, rowsOfKept, by.agent, at)
        : { account: own.account, others: [] }
      const dataKey = yield* readDataKey(going, keyRow)
      const mandates = yield* endMandatesOf(going, mandateRows, ENDS_BY_MERGE, by, at)
      const writes = yield* planOf([
        final.account,
        ...final.others,
        ...(kept.state._tag === "Migrating" ? yield* abandonWizard(kept, wizardRows, at) : []),
        ...(yield* endRecoveriesOf(merged, keyRow, at)),
        ...mandates.aggregates,
        closed.account,
        closed.sessions,
        ...closed.others,
        ...files.aggregates,
        ...(yield* redirected(earlier, person, at)),
        ...(yield* cancelContactCode(going, challengeRow, at)),
      ])
      const announced = yield* announceMerge({ staying: final.account, going: merged, dataKey }, at)
      const messages = [...announced, ...own.messages, ...files.messages, ...mandates.messages]
      return { ...writes, messages, note: going }
    }),
  )
  const merged = outcome._tag === "Committed" ? going : (outcome.note ?? going)
  const answer: AccountsMerged = { _tag: "AccountsMerged", person, merged }
  return answer
})
