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
 * The birth name or the birth date is missing or malformed, the birth date is in the future, or the evidence is no list of at most 5 objects that each
 * have a `_tag` of 1 to 100 characters and no empty field. It asks no port and counts no attempt.
 */
export class IdentityIncomplete extends Schema.TaggedError<IdentityIncomplete>()("IdentityIncomplete", {
  missing: Schema.Array(Schema.Literals(["BirthName", "BirthDate", "Evidence"])),
}) {
  override get message(): string {
    return "A birth name and a birth date are required."
  }
}

/**
 * The child is too young. `from` is the first day on which a personal space can be opened.
 *
 * Where the day of birth, or the day and the month, is `unknown`, it is the latest day that is possible. An agent may
 * decide on an earlier one with `Agency.decideAge`.
 */
export class TooYoung extends Schema.TaggedError<TooYoung>()("TooYoung", {
  from: CivilDate,
  unknown: Schema.optional(Schema.Literals(["Day", "DayAndMonth"])),
}) {
  override get message(): string {
    return "This child is too young for a personal space."
  }
}
