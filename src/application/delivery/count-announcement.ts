import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as AnnouncementAllowance from "../../domain/challenge/announcement-allowance.ts"
import { contraryOf, NotifierDown } from "../../ports/notifier.ts"
import { type Row, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import type { SendAnnouncement } from "../outbox/orders.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { StartOver } from "../unit-of-work/transact.ts"

/** The contacts of one account are few, so their announcements conflict a few times. */
const MOST_RETRIES = 10

/** The message waits until this time, in milliseconds since the epoch, because an allowance is used up. */
export class Deferred extends Data.TaggedError("Deferred")<{ readonly until: number }> {}

/** Counts an announcement on this row, or on the stored one if it is `null`. Fails with `StartOver` on a conflict. */
const countOn = Effect.fnUntraced(function* (order: SendAnnouncement, messageId: string, known: Row | null) {
  const storage = yield* Storage
  const { messages } = yield* Policies
  const now = yield* Clock.currentTimeMillis
  const { about, account, at, contact } = order
  const id = AnnouncementAllowance.stream.id(account)
  const row = known ?? (yield* storage.load([id])).rows[0]
  const counted = execute(yield* readAggregate(AnnouncementAllowance.register, id, row), {
    _tag: "Announce",
    message: messageId,
    contact: contact.index,
    about,
    contrary: contraryOf(about),
    perDay: messages.announcementsOfOneKindPerDay,
    coalesceMinutes: messages.coalesceMinutes,
    happenedAt: at,
    at: now,
  })
  const after = yield* Effect.fromResult(counted)
  const outcome = yield* storage.commit({
    commandId: `${messageId}.counted`,
    at: now,
    changes: [toChange(after)],
    guards: [],
    claims: [],
    messages: [],
    answer: { _tag: "Counted" },
  })
  return outcome._tag === "Conflict" ? yield* new StartOver() : true
})

/**
 * Counts an announcement before it is sent. Answers `false` if it is part of one that was sent within the hour.
 *
 * `row` is that of the announcement allowance, which may be out of date. The same message is counted once, also if it is
 * delivered several times. Fails with `Deferred` if the contact received too many of this kind: a warning is delayed,
 * and dropped only after `announcementHours`.
 */
export const countAnnouncement = (order: SendAnnouncement, messageId: string, row: Row | undefined) =>
  countOn(order, messageId, row ?? null).pipe(
    Effect.catchTag("StartOver", () =>
      Effect.retry(countOn(order, messageId, null), {
        times: MOST_RETRIES,
        while: (error) => error instanceof StartOver,
      }),
    ),
    Effect.catchTag("StartOver", () => Effect.fail(new NotifierDown())),
    Effect.catchTag("AlreadyCounted", () => Effect.succeed(true)),
    Effect.catchTag("AlreadyAnnounced", () => Effect.succeed(false)),
    Effect.catchTag("TooManyAnnouncements", ({ retryAt }) => Effect.fail(new Deferred({ until: retryAt }))),
  )
