import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import { type KeyId, Keys } from "../../ports/keys.ts"
import { CommandIdReused, TryLater } from "../contract/refusals.ts"

/** The input of a command, as it is compared with the input of an earlier command that has the same id. */
export interface CommandInput {
  /** The digest to store with the command. It ends with the id of the key under which it was made. */
  readonly digest: Effect.Effect<string, TryLater>
  /** Fails with `CommandIdReused` if a stored digest is that of another input. */
  readonly mustMatch: (stored: string) => Effect.Effect<void, CommandIdReused | TryLater>
}

/**
 * Fields that are not part of the digest.
 *
 * A digest of a password would be a fast way to guess it, for an attacker who has the keys and the database: it would
 * bypass the slow hash. The session is that of the caller, who is in the command id.
 */
const LEFT_OUT = new Set(["commandId", "session", "agent", "password", "confirmation", "current", "about"])

const textOf = (value: unknown): string => {
  // Only texts are compared in a list, as `people` has them.
  if (Array.isArray(value)) return JSON.stringify(value.filter((item) => typeof item === "string"))
  return typeof value === "object" ? "" : String(value)
}

/** One text for each input. A missing field and `null` are equal, as they are for the verbs. */
const canonical = (request: object): string =>
  JSON.stringify(
    Object.entries(request)
      .filter(([name, value]) => !LEFT_OUT.has(name) && value !== undefined && value !== null)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      // Untyped callers may pass any value. JSON cannot hold all of them.
      .map(([name, value]) => [name, typeof value, textOf(value)]),
  )

/**
 * The input of a command. Its digest is a MAC, because an input may contain an identifier, a contact or a code, which
 * could be guessed from a plain hash. The command id is part of it, so that equal inputs give different digests.
 *
 * A digest under a key that is no longer accepted cannot be compared: the command is refused as another one.
 */
export const commandInput = Effect.fnUntraced(function* (commandId: string, request: object) {
  const keys = yield* Keys
  const under = (key: KeyId) =>
    Effect.map(
      keys.mac("command-input", [commandId, canonical(request)], key),
      (bytes) => `${Base64Url.encode(bytes)}.${key}`,
    )
  const input: CommandInput = {
    digest: Effect.flatMap(keys.accepted, ([active]) => under(active)).pipe(
      Effect.catchTag("KeysDown", () => Effect.fail(new TryLater())),
    ),
    mustMatch: (stored) =>
      Effect.gen(function* () {
        const key = stored.slice(stored.indexOf(".") + 1)
        const isAccepted = (yield* keys.accepted).includes(key)
        if (!isAccepted || (yield* under(key)) !== stored) return yield* new CommandIdReused()
      }).pipe(Effect.catchTag("KeysDown", () => Effect.fail(new TryLater()))),
  }
  return input
})
