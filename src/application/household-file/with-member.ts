import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { AggregateId, Row } from "../../ports/storage.ts"
import { asPerson, type Decided, type LoadedAccount, readSession, type SignedInPerson } from "../caller/person.ts"
import { CommandIdRefused } from "../contract/refusals.ts"
import { isCommandId } from "../unit-of-work/transact.ts"
import {
  type LoadedFile,
  type LoadedStanding,
  loadStanding,
  parseFileReference,
  readFile,
  referenceOf,
} from "./load-file.ts"

/** What a person asks of a file with. */
export interface FileRequest {
  readonly session: string
  readonly file: string
  readonly commandId?: string | undefined
}

/** Who asks something of a file, and what they are to it. */
export interface Member {
  readonly person: SignedInPerson
  readonly file: LoadedFile
  readonly standing: LoadedStanding
  /** Names the command, as whoever asks does. */
  readonly command: string
  readonly at: number
}

/** What a command comes to. The file and the other one's account are guarded where nothing was decided on them. */
export interface DecidedOnFile extends Decided<never> {
  readonly file?: LoadedFile | undefined
  readonly partner?: LoadedAccount | undefined
}

/**
 * One command of a person on a household file: what they are to it is read, and holds in the commit that follows.
 *
 * A command id is the person's own, on one file: another's on the same file, or the same on another, is another command.
 * `isReplay`: it was kept before, and nothing was decided now.
 */
export const withMember = Effect.fnUntraced(function* <E, R>(
  verb: string,
  asked: FileRequest,
  alsoReads: (file: AggregateId) => ReadonlyArray<AggregateId>,
  decide: (member: Member, rows: ReadonlyArray<Row>) => Effect.Effect<DecidedOnFile, E, R>,
) {
  const id = yield* parseFileReference(asked.file)
  const random = yield* SecureRandom.SecureRandom
  const command = asked.commandId ?? (yield* random.uuidV4())
  if (!isCommandId(command)) return yield* new CommandIdRefused()
  const { account } = yield* readSession(asked.session)
  const named = { session: asked.session, commandId: command }
  let isReplay = true
  const decided = (person: SignedInPerson, [row, ...rows]: ReadonlyArray<Row>, at: number) =>
    Effect.gen(function* () {
      const file = yield* readFile(id, row)
      const standing = yield* loadStanding(person, file, at)
      const { others = [], ...done } = yield* decide({ person, file, standing, command, at }, rows)
      isReplay = false
      const partner = done.partner ?? standing.partner
      return { ...done, others: [done.file ?? file, ...(partner === undefined ? [] : [partner]), ...others] }
    })
  yield* asPerson(verb, Schema.Never, named, [id, ...alsoReads(id)], decided, referenceOf({ id }))
  return { id, person: account, command, isReplay }
})
