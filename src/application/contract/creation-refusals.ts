import * as Schema from "effect/Schema"
import { CivilDate } from "../../domain/civil-date/civil-date.ts"

/**
 * No personal space can be opened with these data.
 *
 * Always this one value, after the same work, whether they do not go together, belong to nobody in a file, or to
 * somebody who has a space already.
 */
export class CreationRefused extends Schema.TaggedError<CreationRefused>()("CreationRefused", {}) {
  override get message(): string {
    return "No personal space can be opened with these data."
  }
}

/** A name or a date of birth is missing, or is none. */
export class IdentityIncomplete extends Schema.TaggedError<IdentityIncomplete>()("IdentityIncomplete", {
  missing: Schema.Array(Schema.Literals(["BirthName", "BirthDate"])),
}) {
  override get message(): string {
    return "A name of birth and a date of birth are needed."
  }
}

/** A child may have a personal space later, from this day on. */
export class TooYoung extends Schema.TaggedError<TooYoung>()("TooYoung", { from: CivilDate }) {
  override get message(): string {
    return "This child is too young for a personal space."
  }
}
