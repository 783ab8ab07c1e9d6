import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import * as Sessions from "../../../domain/session/sessions.ts"
import { Storage } from "../../../ports/storage.ts"
import { readSessions } from "../../caller/session.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { closeSpace, readsToClose } from "../../household-file/account-closing.ts"
import { type Amendment, amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/typed-input.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"

/** Closes the space of the person who died. One that is closed already stays as it is. */
const closeForDeath = Effect.fnUntraced(function* ({ at, by, file, person }: Amendment) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([Account.stream.id(person), Sessions.stream.id(person), ...readsToClose(person)])
  const [accountRow, sessionsRow, ...others] = rows
  const account = yield* readAccount(person, accountRow)
  const sessions = yield* readSessions(person, sessionsRow)
  if (account.state._tag === "Closed") return { aggregates: [account], messages: [] }
  // The announcement of the death says that the space is closed.
  const order = { cause: "Death", about: null, by, agent: by.agent, except: file.id } as const
  const closed = yield* Effect.catchTag(
    closeSpace({ account, sessions }, others, order, at),
    "AccountIsClosed",
    Effect.die,
  )
  return { aggregates: [closed.account, closed.sessions, ...closed.others], messages: closed.messages }
})

/**
 * Records that a member died. The spouse of a holder who died becomes the holder; without a spouse the file is closed.
 *
 * In the same commit the personal space is closed and kept: no sign-in, creation or recovery opens it, and its sessions
 * end. The adults of the file are notified, and the contacts of the space too, because the record may be a mistake: undo
 * it with `undoDeath`.
 *
 * A person whose death is recorded joins no file and gets no guardian: those verbs refuse with `AccountIsClosed`. A mistake is
 * undone with `undoDeath`.
 */
export const recordDeath = Effect.fn("Agency.recordDeath")((request: AgencyInput<"recordDeath">) =>
  amendFile(
    "RecordDeath",
    request,
    { _tag: "Known", input: request.person },
    (person, by, at) =>
      Effect.gen(function* () {
        const on = yield* readDayOrToday(request.on, at)
        return { _tag: "RecordDeath", person, on, by, at } as const
      }),
    closeForDeath,
  ),
)
