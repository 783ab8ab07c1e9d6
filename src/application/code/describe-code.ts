import * as Effect from "effect/Effect"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import { type CodeProgress, codeProgress } from "../../domain/challenge/progress.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"

/** A code was sent to a contact. */
export interface CodeSent extends CodeProgress {
  /** The contact, masked so that its owner recognises it. */
  readonly sentTo: string
}

/** Describes the code of a challenge, with the contact it was sent to; `null` where no challenge is open. */
export const describeCode = Effect.fnUntraced(function* (
  challenge: Challenge.State,
  dataKey: LoadedDataKey,
  contact: SealedContact,
) {
  const progress = codeProgress(challenge)
  if (progress === null) return null
  const sent: CodeSent = { sentTo: (yield* openContact(dataKey, contact)).masked, ...progress }
  return sent
})
