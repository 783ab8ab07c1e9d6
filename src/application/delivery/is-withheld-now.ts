import * as Effect from "effect/Effect"
import { NotifierDown } from "../../ports/notifier.ts"
import { isWithheld } from "../household-file/withheld-contacts.ts"

/**
 * Whether a contact receives nothing at this moment, also if the message was ordered before the confidential mode was
 * set. While the contacts on record of a partner cannot be read, the message waits.
 */
export const isWithheldNow = (...input: Parameters<typeof isWithheld>) =>
  Effect.catchTag(isWithheld(...input), "LegacyDown", () => Effect.fail(new NotifierDown()))
