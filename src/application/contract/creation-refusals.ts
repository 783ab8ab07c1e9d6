import * as Schema from "effect/Schema"
import { CivilDate } from "../../domain/civil-date/civil-date.ts"

/**
 * No personal space can be opened with these data: they do not match, the person is in no file, or has a space already.
 *
 * One value after the same work, to prevent account enumeration.
 */
export class CreationRefused extends Schema.TaggedError<CreationRefused>()("CreationRefused", {}) {
  override get message(): string {
    return "No personal space can be opened with these data."
  }
}

/**
 * The birth name or the birth date is missing or malformed, or the evidence is no list of at most 5 objects that each
 * have a `_tag` of 1 to 100 characters.
 */
export class IdentityIncomplete extends Schema.TaggedError<IdentityIncomplete>()("IdentityIncomplete", {
  missing: Schema.Array(Schema.Literals(["BirthName", "BirthDate", "Evidence"])),
}) {
  override get message(): string {
    return "A birth name and a birth date are required."
  }
}

/** The child is too young. `from` is the first day on which a personal space can be opened. */
export class TooYoung extends Schema.TaggedError<TooYoung>()("TooYoung", { from: CivilDate }) {
  override get message(): string {
    return "This child is too young for a personal space."
  }
}
