import * as Effect from "effect/Effect"
import { orderAnnouncement } from "../../src/application/outbox/orders.ts"
import { getOrCreateDataKey, readDataKey } from "../../src/application/secrets/data-key.ts"
import { contactIndexes, sealContact } from "../../src/application/secrets/sealed-contact.ts"
import { toChange } from "../../src/application/unit-of-work/aggregate.ts"
import { Email } from "../../src/domain/contact/contact.ts"
import * as DataKey from "../../src/domain/data-key/data-key.ts"
import type { Language } from "../../src/domain/language/language.ts"
import type { Message } from "../../src/ports/storage.ts"
import type { TestContext } from "./test-context.ts"

/** Puts messages into the outbox, without a command. */
export const enqueue = Effect.fnUntraced(function* (
  { storage: { service } }: Pick<TestContext, "storage">,
  messages: ReadonlyArray<Message>,
) {
  const commandId = `${messages[0]?.id} and ${messages.length - 1} more`
  const change = { expectedVersion: 0, state: { _tag: "X" }, events: [], secret: null }
  const changes = [{ aggregate: `orders/${commandId}`, ...change }] as const
  yield* service.commit({ commandId, at: 0, changes, guards: [], claims: [], messages, answer: { _tag: "Done" } })
})

/** Creates the data key of a person, if there is none, and seals an e-mail address of theirs. */
export const createPersonWithContact = Effect.fnUntraced(function* (
  { storage: { service } }: Pick<TestContext, "storage">,
  account: string,
  language: Language = "fr",
) {
  const { rows } = yield* service.load([DataKey.stream.id(account)])
  const dataKey = yield* getOrCreateDataKey(yield* readDataKey(account, rows[0]), 0)
  const address = Email.restore(`ada${account}@example.org`)
  const contact = yield* sealContact(dataKey, address, yield* contactIndexes(address), language)
  if (dataKey.events.length > 0) {
    const changes = [toChange(dataKey)] as const
    const answer = { _tag: "Done" }
    yield* service.commit({ commandId: account, at: 0, changes, guards: [], claims: [], messages: [], answer })
  }
  return { account, contact, address }
})

/** Announcements to this many persons, one each, due at 0. Their ids are `000`, `001`, and so on. */
export const announcementsTo = (context: Pick<TestContext, "storage">, persons: number) =>
  Effect.forEach(
    Array.from({ length: persons }, (_, index) => `${index}`.padStart(3, "0")),
    (id) =>
      Effect.map(createPersonWithContact(context, id), ({ account, contact }) =>
        orderAnnouncement({ id, account, contact, about: "PasswordChanged", at: 0 }),
      ),
  )
