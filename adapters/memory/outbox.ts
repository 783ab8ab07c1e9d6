import type { DeadLetter, Leased, Message } from "../../src/ports/storage.ts"

/** A message that is not acknowledged yet. */
export interface OutboxMessage {
  readonly message: Message
  /** When it may be leased: when it is due, or when its lease ends. In milliseconds since the epoch. */
  readonly readyAt: number
  /** The number of leases so far: the sequence number of the latest delivery attempt. */
  readonly attempt: number
  readonly lease: string | null
  /** How many times `attempt` was lowered. It is part of the lease id, so that every lease id is unique. */
  readonly resets?: number
  /** When it became a dead letter, in milliseconds since the epoch. */
  readonly deadSince?: number
}

/** The outbox of a memory storage. Each method is atomic. */
export class Outbox {
  readonly #messages = new Map<string, OutboxMessage>()
  readonly #acknowledged = new Set<string>()

  /**
   * Adds messages with new ids. The outbox remembers every id, so a message that is committed again is not sent again.
   */
  add(messages: ReadonlyArray<Message>): void {
    for (const message of messages) {
      if (this.#messages.has(message.id) || this.#acknowledged.has(message.id)) continue
      this.#messages.set(message.id, { message, readyAt: message.dueAt, attempt: 0, lease: null })
    }
  }

  lease(limit: number, lasts: number, now: number): ReadonlyArray<Leased> {
    return [...this.#messages.values()]
      .filter(({ deadSince, readyAt }) => deadSince === undefined && readyAt <= now)
      .sort((left, right) => left.readyAt - right.readyAt)
      .slice(0, limit)
      .map((stored) => {
        const { message, resets } = stored
        const attempt = stored.attempt + 1
        const leased = {
          message,
          lease: [message.id, attempt, ...(resets === undefined ? [] : [resets])].join("#"),
          attempt,
        }
        this.#messages.set(message.id, { ...stored, ...leased, readyAt: now + lasts })
        return leased
      })
  }

  acknowledge(messageIds: ReadonlyArray<string>): void {
    for (const id of messageIds) if (this.#messages.delete(id)) this.#acknowledged.add(id)
  }

  renew(leased: Leased, readyAt: number): boolean {
    return this.#change(leased, (stored) => ({ ...stored, readyAt }))
  }

  release(leased: ReadonlyArray<Leased>, now: number): void {
    for (const message of leased) {
      this.#change(message, ({ attempt, resets = 0, ...stored }) => ({
        ...stored,
        attempt: attempt - 1,
        resets: resets + 1,
        readyAt: now,
        lease: null,
      }))
    }
  }

  postpone(leased: Leased, readyAt: number): void {
    this.#change(leased, (stored) => ({ ...stored, readyAt, lease: null }))
  }

  deadLetter(leased: Leased, deadSince: number): void {
    this.#change(leased, (stored) => ({ ...stored, deadSince, lease: null }))
  }

  listDeadLetters(limit: number): ReadonlyArray<DeadLetter> {
    return [...this.#messages.values()]
      .filter(({ deadSince }) => deadSince !== undefined)
      .sort((left, right) => (left.deadSince ?? 0) - (right.deadSince ?? 0))
      .slice(0, limit)
      .map(({ attempt, message }) => ({ attempt, message }))
  }

  requeue(messageId: string, readyAt: number): boolean {
    const stored = this.#messages.get(messageId)
    if (stored?.deadSince === undefined) return false
    const { deadSince: _, resets = 0, ...rest } = stored
    this.#messages.set(messageId, { ...rest, attempt: 0, resets: resets + 1, readyAt })
    return true
  }

  messages(): ReadonlyArray<OutboxMessage> {
    return [...this.#messages.values()]
  }

  /** The ids of all acknowledged messages. */
  acknowledged(): ReadonlyArray<string> {
    return [...this.#acknowledged]
  }

  restore(messages: ReadonlyArray<OutboxMessage>, acknowledged: ReadonlyArray<string>): void {
    this.#messages.clear()
    this.#acknowledged.clear()
    for (const stored of messages) this.#messages.set(stored.message.id, stored)
    for (const id of acknowledged) this.#acknowledged.add(id)
  }

  /** Changes a message if its lease is still the current one. Returns whether it is. */
  #change({ lease, message: { id } }: Leased, change: (stored: OutboxMessage) => OutboxMessage): boolean {
    const stored = this.#messages.get(id)
    if (stored?.lease !== lease) return false
    this.#messages.set(id, change(stored))
    return true
  }
}
