import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { asPerson, type PersonDecision } from "../caller/as-person.ts"
import { readSessionTicket, type SignedInPerson } from "../caller/session.ts"
import { CommandIdRefused } from "../contract/refusals.ts"
import { isCommandId } from "../unit-of-work/command-id.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import {
  type LoadedFile,
  type LoadedRows,
  loadWithFile,
  parseFileReference,
  readFile,
  referenceOf,
} from "./load-file.ts"
import { type LoadedFacts, partnerAccountId, readFacts } from "./person-facts.ts"

/** The input of every command of a person on a file. */
export interface FileRequest {
  readonly session: string
  readonly file: string
  readonly commandId?: string | undefined
}

/** The person who commands something on a file, and what they are to it. */
export interface Member {
  readonly person: SignedInPerson
  readonly file: LoadedFile
  readonly facts: LoadedFacts["facts"]
  /** The account of their partner, on which the facts depend. */
  readonly partner: LoadedFacts["partner"]
  /** The id of the command, as the caller gave it. */
  readonly command: string
  readonly at: number
  /** The rows that `withFile` requested. */
  readonly rows: LoadedRows
}

/** The result of a command. The file and the partner's account are guarded where nothing was decided on them. */
export interface DecidedOnFile extends PersonDecision<never> {
  readonly file?: LoadedFile | undefined
  readonly partner?: LoadedAccount | undefined
}

/** What a command reads besides the caller's account, the file and the partner's account. */
export interface MemberReads {
  /** In the first round trip, with the file. */
  readonly first?: (file: AggregateId) => ReadonlyArray<AggregateId>
  /** In the second round trip, once the file is known. */
  readonly withFile?: (file: LoadedFile, person: SignedInPerson) => ReadonlyArray<AggregateId>
}

/**
 * Runs one command of a person on a household file. The facts about the person are read, and guarded in the commit.
 *
 * A command id belongs to one person, one verb and one file. The same id in another scope is another command. Make the answer from `outcome`, which has what was committed. Only a replayed command reads again.
 */
export const withMember = Effect.fnUntraced(function* <D extends DecidedOnFile, E, R>(
  verb: string,
  request: FileRequest,
  { first = () => [], withFile = () => [] }: MemberReads,
  decide: (member: Member, rows: ReadonlyArray<Row>) => Effect.Effect<D, E, R>,
) {
  const id = yield* parseFileReference(request.file)
  const random = yield* SecureRandom.SecureRandom
  const command = request.commandId ?? (yield* random.uuidV4())
  if (!isCommandId(command)) return yield* new CommandIdRefused()
  const { account } = yield* readSessionTicket(request.session)
  const own = { ...request, commandId: command }
  const decided = (person: SignedInPerson, [row, ...firstRows]: ReadonlyArray<Row>, at: number) =>
    Effect.gen(function* () {
      const file = yield* readFile(id, row)
      const partnerId = partnerAccountId(file, person.id)
      const ids = [...(partnerId === null ? [] : [partnerId]), ...withFile(file, person)]
      const rows = yield* loadWithFile(file, ids)
      const loaded = yield* readFacts(person, file, rows, at)
      const done = yield* decide({ person, file, ...loaded, command, at, rows }, firstRows)
      const partner = done.partner ?? loaded.partner
      const others = [
        done.file ?? file,
        person.mandates,
        ...(partner === undefined ? [] : [partner]),
        ...(done.others ?? []),
      ]
      return { ...done, others }
    })
  const { outcome } = yield* asPerson(verb, Schema.Never, own, [id, ...first(id)], decided, referenceOf({ id }))
  return { id, person: account, command, outcome }
})
