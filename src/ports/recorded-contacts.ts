import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Nir } from "../domain/nir/nir.ts"
import type { LegacyDown } from "./legacy-verifier.ts"

/** A household file of the legacy system, and how its holder is reached. */
export interface RecordedFile {
  /** The household file, by its own reference. */
  readonly file: string
  /** E-mail addresses and mobile numbers, in clear, as they are on record. The first that can be written to is. */
  readonly contacts: ReadonlyArray<string>
}

/**
 * Says how the holder of a file was reached before there was Mon Compte: who forgot the 8-digit password gets a code
 * there. `null` for a number that holds no file.
 *
 * Where none is provided nobody has a contact on record, and a forgotten 8-digit password is a matter for an agent.
 */
export class RecordedContacts extends Context.Reference<{
  readonly contactsOf: (nir: Nir) => Effect.Effect<RecordedFile | null, LegacyDown>
}>("mon-compte/ports/RecordedContacts", {
  defaultValue: () => ({ contactsOf: () => Effect.succeed(null) }),
}) {}
