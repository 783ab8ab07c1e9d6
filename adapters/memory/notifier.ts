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
 * What befalls what is sent: the carrier does not answer, refuses for good, or takes the notice and loses its answer,
 * so that the same notice is sent again.
 */
export type MailboxFault = "Down" | "Undeliverable" | "AnswerLost"

/** A notifier that carries nothing anywhere, and shows what it was handed. */
export interface MemoryMailbox {
  readonly service: Notifier["Service"]
  readonly layer: Layer.Layer<Notifier>
  /** Every code it took, oldest first. One that was handed over twice is there twice. */
  readonly sent: () => ReadonlyArray<ConfirmationCode>
  /** Every announcement it took, oldest first. One that was handed over twice is there twice. */
  readonly announced: () => ReadonlyArray<Announcement>
  /** The latest code to a contact, as its owner would read it there; `null` when none came. */
  readonly codeFor: (to: Contact) => string | null
  /** What befalls every notice from now on; `null` for nothing. */
  readonly setFault: (fault: MailboxFault | null) => void
  /** Forgets what was sent. */
  readonly clear: () => void
}

/**
 * A mailbox in memory, for tests, demonstrations and pages. What is sent to a kind of contact that it does not reach
 * is `Undeliverable`.
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
    /** Both kinds, unless told otherwise. */
    readonly reaches?: ReadonlyArray<Contact["_tag"]> | undefined
  } = {},
): MemoryMailbox => {
  const { reaches = ["Email", "Mobile"] } = options
  const sent: Array<Notice> = []
  let fault: MailboxFault | null = null

  const service = Notifier.of({
    reaches,
    send: (notice) =>
      Effect.suspend((): Effect.Effect<void, NotifierDown | Undeliverable> => {
        if (fault === "Down") return Effect.fail(new NotifierDown())
        if (fault === "Undeliverable" || !reaches.includes(notice.to._tag)) return Effect.fail(new Undeliverable())
        sent.push(notice)
        return fault === "AnswerLost" ? Effect.fail(new NotifierDown()) : Effect.void
      }),
  })

  return {
    service,
    layer: Layer.succeed(Notifier, service),
    sent: () => sent.filter((notice) => notice._tag === "ConfirmationCode"),
    announced: () => sent.filter((notice) => notice._tag === "Announcement"),
    codeFor: (contact) => {
      const latest = sent
        .filter((notice) => notice._tag === "ConfirmationCode")
        .findLast(({ to }) => to._tag === contact._tag && to.reveal() === contact.reveal())
      return latest === undefined ? null : Redacted.value(latest.code)
    },
    setFault: (next) => {
      fault = next
    },
    clear: () => {
      sent.length = 0
    },
  }
}
