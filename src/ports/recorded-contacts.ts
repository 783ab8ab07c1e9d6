import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Nir } from "../domain/nir/nir.ts"
import type { LegacyDown } from "./legacy-verifier.ts"

/** A household file of the legacy system, with the contacts of its holder. */
export interface RecordedFile {
  /** The reference of the household file. */
  readonly file: string
  /** E-mail addresses and mobile numbers on record, in clear. The first usable one receives the code. */
  readonly contacts: ReadonlyArray<string>
}

/**
 * Reads the contacts of a file's holder from the legacy system. A holder who forgot the 8-digit password gets a code
 * at one of them. `null` for the NIR of a person who holds no file.
 *
 * By default no file has a contact on record, and an agent must help with a forgotten 8-digit password.
 */
export class RecordedContacts extends Context.Reference<{
  readonly contactsOf: (nir: Nir) => Effect.Effect<RecordedFile | null, LegacyDown>
}>("mon-compte/ports/RecordedContacts", {
  defaultValue: () => ({ contactsOf: () => Effect.succeed(null) }),
}) {}
