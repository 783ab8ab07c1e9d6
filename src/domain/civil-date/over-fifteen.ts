/**
 * Over fifteen: the day from which a child can have a personal space.
 *
 * > a child over 15
 *
 * The leaflet can be read in three ways. The default is the most generous reading: from the fifteenth birthday.
 *
 * A birth date may lack its day, or its day and month. The age then counts from the latest day that is possible, and an
 * agent may decide on an earlier one.
 */
import * as Schema from "effect/Schema"
import { identity, oneOf, wholeNumber } from "../policy/fields.ts"
import { ageReachedBetween, type BirthDate } from "./birth-date.ts"
import { type CivilDate, dayAfter, yearsBefore } from "./civil-date.ts"

/**
 * How "over 15" is read. `FromBirthday`: from the fifteenth birthday. `FromDayAfter`: from the next day. `FromSixteen`:
 * from the sixteenth birthday.
 */
export const AgePolicy = Schema.Struct({
  ...identity,
  reading: oneOf(["FromBirthday", "FromDayAfter", "FromSixteen"]),
  /** The age, in years, from which a person is not added as a child: a dependant or a mistake in the year. */
  oldestChildYears: wholeNumber(20, 130),
})
export type AgePolicy = typeof AgePolicy.Type

/** The ready-made policies. `fromBirthday` is the default. */
export const agePolicies = {
  fromBirthday: { name: "fromBirthday", version: 2, reading: "FromBirthday", oldestChildYears: 30 },
  fromDayAfter: { name: "fromDayAfter", version: 2, reading: "FromDayAfter", oldestChildYears: 30 },
  fromSixteen: { name: "fromSixteen", version: 2, reading: "FromSixteen", oldestChildYears: 30 },
} as const satisfies Record<string, AgePolicy>

/** The days between which a child is over 15: the same day for a complete birth date. */
export const overFifteenBetween = (
  birth: BirthDate,
  { reading }: Pick<AgePolicy, "reading"> = agePolicies.fromBirthday,
): readonly [earliest: CivilDate, latest: CivilDate] => {
  const [earliest, latest] = ageReachedBetween(birth, reading === "FromSixteen" ? 16 : 15)
  return reading === "FromDayAfter" ? [dayAfter(earliest), dayAfter(latest)] : [earliest, latest]
}

/**
 * The first day on which a child born on `birth` is over 15. Without a day or month of birth, it is the latest day that
 * is possible.
 */
export const overFifteenFrom = (birth: BirthDate, policy?: Pick<AgePolicy, "reading">): CivilDate =>
  overFifteenBetween(birth, policy)[1]

/** Whether a child born on `birth` is over 15 on a day. The readings differ on the fifteenth birthday. */
export const isOverFifteen = (birth: BirthDate, on: CivilDate, policy?: Pick<AgePolicy, "reading">): boolean =>
  on >= overFifteenFrom(birth, policy)

/** The day of birth of the oldest person who is added as a child on a day. An older person is refused. */
export const oldestChildBirth = (on: CivilDate, { oldestChildYears }: AgePolicy): CivilDate =>
  yearsBefore(on, oldestChildYears)
