import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Account from "../../domain/account/account.ts"
import * as AuditLog from "../../domain/audit/audit-log.ts"
import { type CivilDate, civilDateAt } from "../../domain/civil-date/civil-date.ts"
import * as Household from "../../domain/household/household.ts"
import { members } from "../../domain/household/members.ts"
import * as Mandates from "../../domain/mandate/mandates.ts"
import type { CommittedEvents } from "../../ports/storage.ts"
import { auditLogOf } from "./audit-log.ts"
import {
  type ListedAction,
  listedAccountEvent,
  listedFileEvent,
  listedMandateEvent,
  listedRecord,
  namedIn,
} from "./listed-action.ts"
import type { LoadedFile } from "./load-file.ts"
import type { Position, Source } from "./merged-journal.ts"

/** The most items on a page. */
export const PAGE = 50

/** How many action records each read scans, in order. */
const SCANS_OF_RECORDS = [PAGE + 1, 200, 250]

/** How many commits of every other journal each read scans. Most of them are listed. */
const SCANS = [PAGE + 1, 100]

/** Who reads the list. */
export interface Reader {
  /** The ids of the person: theirs, and those of accounts that were merged into it. */
  readonly persons: readonly [string, ...ReadonlyArray<string>]
  readonly mayViewFile: boolean
  /** Whether the list is about the reader. If not, it is about a protected person, and has no own changes of the reader. */
  readonly isOwn: boolean
}

const decodeAll = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, { events }: CommittedEvents) =>
  Effect.forEach(events, (event) => Effect.orDie(Schema.decodeUnknownEffect(schema)(event)))

/** The newest first. */
const listed = (at: number, items: ReadonlyArray<ListedAction | null>) => ({
  at,
  items: items.filter((item) => item !== null).toReversed(),
})

/** Whether one of these persons was the holder or the spouse on this day, or left the file on it (`orLeft`). */
const wasAdultOn = (
  file: Household.State,
  persons: ReadonlyArray<string>,
  day: CivilDate,
  orLeft: boolean,
): boolean => {
  if (file._tag === "NotOpened") return false
  const current = file._tag === "Open" ? members(file).map((stay) => ({ ...stay, until: null })) : []
  return [...current, ...file.former].some(
    ({ person, role, since, until }) =>
      (role === "Holder" || role === "Spouse") &&
      persons.includes(person) &&
      since <= day &&
      (until === null || day < until || (orLeft && day === until)),
  )
}

/** The ends that one of the two, or the calendar, causes while both are in the file. */
const OWN_CAUSES: ReadonlyArray<string> = ["RevokedByHolder", "RenouncedBySpouse", "Expired", "HolderProtected"]

/**
 * Whether the end or the confirmation of an authorisation concerns a person. The file knows the two persons of the latest
 * one. Earlier ones were between the two adults of that day.
 */
const concernsOwnDelegation = (
  file: Household.State,
  persons: ReadonlyArray<string>,
  event: Household.Event,
): boolean => {
  if (event._tag !== "DelegationEnded" && event._tag !== "DelegationGrantRepeated") return false
  const latest = file._tag === "NotOpened" ? null : file.delegation
  if (latest === null || latest._tag === "NotGranted" || latest.id !== event.id) {
    // On the day on which an adult leaves, another couple may form. Only what ended with the stay is of the first one.
    const endedWithStay = event._tag === "DelegationEnded" && !OWN_CAUSES.includes(event.cause)
    return wasAdultOn(file, persons, civilDateAt(event.at), endedWithStay)
  }
  return persons.includes(latest.holder) || persons.includes(latest.spouse)
}

/**
 * Whether a change to the file is listed for a person: to those who may view the file, to those whom it names, and what
 * concerns an authorisation to its two persons.
 */
const isSeen = ({ state }: LoadedFile, { mayViewFile, persons }: Reader, event: Household.Event): boolean =>
  mayViewFile || namedIn(event).some((id) => persons.includes(id)) || concernsOwnDelegation(state, persons, event)

/** The journals that the list of actions of a person is made from, always in the same order. */
export const actionJournals = (file: LoadedFile, reader: Reader): ReadonlyArray<Source<ListedAction>> => {
  const [person, ...former] = reader.persons
  const viewer = { person, former, mayViewFile: reader.mayViewFile }
  const records: Source<ListedAction> = {
    aggregate: auditLogOf(file.id),
    scans: SCANS_OF_RECORDS,
    read: (entry) =>
      Effect.map(decodeAll(AuditLog.ActionRecord, entry), (all) =>
        listed(all[0]?.at ?? 0, all.filter((record) => AuditLog.isVisibleTo(record, viewer)).map(listedRecord)),
      ),
  }
  const changes: Source<ListedAction> = {
    aggregate: file.id,
    scans: SCANS,
    read: (entry) =>
      Effect.map(decodeAll(Household.Event, entry), (all) =>
        listed(all[0]?.at ?? 0, all.filter((event) => isSeen(file, reader, event)).map(listedFileEvent)),
      ),
  }
  if (!reader.isOwn) return [records, changes]
  const own: Source<ListedAction> = {
    aggregate: Account.stream.id(person),
    scans: SCANS,
    read: (entry) =>
      Effect.map(decodeAll(Account.Event, entry), (all) =>
        listed(
          all[0]?.at ?? 0,
          all.map((event) => listedAccountEvent(event, person)),
        ),
      ),
  }
  const mandates: Source<ListedAction> = {
    aggregate: Mandates.stream.id(person),
    scans: SCANS,
    read: (entry) =>
      Effect.map(decodeAll(Mandates.Event, entry), (all) =>
        listed(
          all[0]?.at ?? 0,
          all.map((event) => listedMandateEvent(event, person)),
        ),
      ),
  }
  return [records, changes, own, mandates]
}

/** The most journals of one list. */
const JOURNALS = 4

const CURSOR = /^(?:\d{0,15}\.){3}\d{0,15}$/

/** The end of every journal: no version is lower than 1. */
const END: ReadonlyArray<Position> = Array.from({ length: JOURNALS }, () => 1)

/**
 * Reads where to go on. Input that is no cursor is the end. The number of an action record goes on with the older records
 * alone, as in a list that was begun before it had the changes.
 */
export const readCursor = (before: unknown): ReadonlyArray<Position> => {
  if (before === undefined || before === null) return END.map(() => null)
  if (typeof before === "number") return [recordNumber(before), ...END.slice(1)]
  if (typeof before !== "string" || !CURSOR.test(before)) return END
  return before.split(".").map((position) => (position === "" ? null : Number(position)))
}

const recordNumber = (before: number) =>
  Number.isNaN(before) ? 1 : Math.min(Math.max(Math.ceil(before), 0), Number.MAX_SAFE_INTEGER)

/** The cursor of the next page; `null` on the last page. */
export const writeCursor = (next: ReadonlyArray<Position> | null): string | null =>
  next === null
    ? null
    : Array.from({ length: JOURNALS }, (_, place) => next[place] ?? (place < next.length ? "" : 1)).join(".")
