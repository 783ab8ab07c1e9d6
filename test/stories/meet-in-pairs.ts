import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { StorageSnapshot } from "../../adapters/memory/tables.ts"
import * as Account from "../../src/domain/account/account.ts"
import * as DataKey from "../../src/domain/data-key/data-key.ts"
import { audit } from "./audit.ts"
import type { meetingStorage } from "./meetings.ts"
import { type TestContext, whileTimePasses } from "./test-context.ts"

/** A command of a person, of an agent or of the outbox. */
export type Command = Effect.Effect<{ readonly _tag: string }, { readonly _tag: string }>

/** What the audit finds in a snapshot. An erased account has no key: that is what erasure means. */
export const auditFindings = (snapshot: StorageSnapshot): ReadonlyArray<string> => {
  const erased = snapshot.rows.flatMap(({ aggregate, state }) =>
    state?._tag === "Destroyed" ? [DataKey.stream.keyOf(aggregate)] : [],
  )
  const isExpected = (line: string) => erased.some((person) => line.endsWith(` key: ${Account.stream.id(person)}`))
  return audit(snapshot, new Set()).filter((line) => !isExpected(line))
}

const endOf = (exit: Exit.Exit<{ readonly _tag: string }, { readonly _tag: string }>) => {
  if (Exit.isSuccess(exit)) return exit.value._tag
  const [failure] = exit.cause.reasons.filter(Cause.isFailReason)
  return failure === undefined ? `defect: ${Cause.pretty(exit.cause)}` : failure.error._tag
}

/**
 * Lets pairs of commands meet in the present state of the storage: the second command runs, whole, before each storage
 * call of the first. A pair is wrong if a command ends with a defect or `TryLater`, or if the snapshot is broken.
 */
export const meetInPairs = (
  { storage }: TestContext,
  meeting: ReturnType<typeof meetingStorage>,
  brokenIn: (snapshot: StorageSnapshot) => ReadonlyArray<string>,
) => {
  const start = storage.snapshot()
  const known = new Set(brokenIn(start))
  const found = { pairs: 0, meetings: 0, wrong: [] as Array<string> }
  const meet = Effect.fnUntraced(function* (pair: string, first: Command, second: Command) {
    found.pairs += 1
    for (let call = 1; ; call += 1) {
      storage.restore(start)
      let secondEnd = ""
      meeting.before(
        call,
        Effect.map(Effect.exit(second), (exit) => {
          secondEnd = endOf(exit)
        }),
      )
      const firstEnd = endOf(yield* whileTimePasses(Effect.exit(first)))
      if (!meeting.hasMet()) return
      found.meetings += 1
      const broken = brokenIn(storage.snapshot()).filter((line) => !known.has(line))
      const isWrong = [firstEnd, secondEnd].some((end) => end === "TryLater" || end.startsWith("defect"))
      if (isWrong || broken.length > 0) {
        found.wrong.push(`${pair}, call ${call}: ${firstEnd}; ${secondEnd}; ${broken.join()}`)
      }
    }
  })
  return { found, meet }
}
