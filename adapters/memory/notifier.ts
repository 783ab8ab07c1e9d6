import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Contact } from "../../src/domain/contact/contact.ts"
import {
  type Announcement,
  type ConfirmationCode,
  type Notice,
  Notifier,
  NotifierDown,
  Undeliverable,
} from "../../src/ports/notifier.ts"

/**
 * A fault of the carrier. `Down`: it does not answer. `Undeliverable`: it refuses the contact permanently.
 * `AnswerLost`: it accepts the notice and its answer is lost, so the outbox sends the same notice again.
 */
export type MailboxFault = "Down" | "Undeliverable" | "AnswerLost"

/** A notifier that delivers nothing and shows the notices that it accepted. */
export interface MemoryMailbox {
  readonly service: Notifier["Service"]
  readonly layer: Layer.Layer<Notifier>
  /** Every accepted code, oldest first. One that was sent twice appears twice. */
  readonly sent: () => ReadonlyArray<ConfirmationCode>
  /** Every accepted announcement, oldest first. One that was sent twice appears twice. */
  readonly announced: () => ReadonlyArray<Announcement>
  /** The latest code to a contact, as its owner would read it; `null` if there is none. */
  readonly codeFor: (to: Contact) => string | null
  /** Sets the fault for every later notice; `null` for none. */
  readonly setFault: (fault: MailboxFault | null) => void
  /** Removes all notices. */
  readonly clear: () => void
}

/**
 * A mailbox in memory, for tests, demonstrations and web pages. A notice to a kind of contact that it does not reach is
 * `Undeliverable`.
 *
 * ```ts
 * import { memoryMailbox } from "mon-compte/adapters/memory"
 *
 * const mailbox = memoryMailbox({ reaches: ["Email"] })
 * mailbox.service.reaches // => ["Email"]
 * mailbox.sent() // => []
 * ```
 */
export const memoryMailbox = (
  options: {
    /** Both kinds by default. */
    readonly reaches?: ReadonlyArray<Contact["_tag"]> | undefined
  } = {},
): MemoryMailbox => {
  const { reaches = ["Email", "Mobile"] } = options
  const accepted: Array<Notice> = []
  let fault: MailboxFault | null = null

  const service = Notifier.of({
    reaches,
    send: (notice) =>
      Effect.suspend((): Effect.Effect<void, NotifierDown | Undeliverable> => {
        if (fault === "Down") return Effect.fail(new NotifierDown())
        if (fault === "Undeliverable" || !reaches.includes(notice.to._tag)) return Effect.fail(new Undeliverable())
        accepted.push(notice)
        return fault === "AnswerLost" ? Effect.fail(new NotifierDown()) : Effect.void
      }),
  })

  return {
    service,
    layer: Layer.succeed(Notifier, service),
    sent: () => accepted.filter((notice) => notice._tag === "ConfirmationCode"),
    announced: () => accepted.filter((notice) => notice._tag === "Announcement"),
    codeFor: (contact) => {
      const latest = accepted
        .filter((notice) => notice._tag === "ConfirmationCode")
        .findLast(({ to }) => to._tag === contact._tag && to.reveal() === contact.reveal())
      return latest === undefined ? null : Redacted.value(latest.code)
    },
    setFault: (next) => {
      fault = next
    },
    clear: () => {
      accepted.length = 0
    },
  }
}
