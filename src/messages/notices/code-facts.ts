import type { ConfirmationCode } from "../../ports/notifier.ts"

/** What the text of a code is made from. */
export interface CodeFacts extends Pick<ConfirmationCode, "minutes" | "number" | "purpose"> {
  readonly code: string
  /** The name of the service, as its users know it. */
  readonly service: string
}
