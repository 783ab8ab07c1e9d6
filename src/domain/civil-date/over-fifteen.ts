/**
 * Over fifteen: the day from which a child can have a personal space.
 *
 * > a child over 15
 *
 * The leaflet can be read in three ways. The default is the most generous reading: from the fifteenth birthday.
 */
import * as Schema from "effect/Schema"
import { identity, oneOf } from "../policy/fields.ts"
import { birthday, type CivilDate, dayAfter } from "./civil-date.ts"

/**
 * How "over 15" is read. `FromBirthday`: from the fifteenth birthday. `FromDayAfter`: from the next day. `FromSixteen`:
 * from the sixteenth birthday.
 */
export const AgePolicy = Schema.Struct({
  ...identity,
  reading: oneOf(["FromBirthday", "FromDayAfter", "FromSixteen"]),
})
export type AgePolicy = typeof AgePolicy.Type

/** The ready-made policies. `fromBirthday` is the default. */
export const agePolicies = {
  fromBirthday: { name: "fromBirthday", version: 1, reading: "FromBirthday" },
  fromDayAfter: { name: "fromDayAfter", version: 1, reading: "FromDayAfter" },
  fromSixteen: { name: "fromSixteen", version: 1, reading: "FromSixteen" },
} as const satisfies Record<string, AgePolicy>

/** The first day on which a child born on `birth` is over 15. */
export const overFifteenFrom = (birth: CivilDate, { reading }: AgePolicy = agePolicies.fromBirthday): CivilDate => {
  switch (reading) {
    case "FromBirthday":
      return birthday(birth, 15)
    case "FromDayAfter":
      return dayAfter(birthday(birth, 15))
    case "FromSixteen":
      return birthday(birth, 16)
  }
}

/** Whether a child born on `birth` is over 15 on a day. The readings differ on the fifteenth birthday. */
export const isOverFifteen = (birth: CivilDate, on: CivilDate, policy?: AgePolicy): boolean =>
  on >= overFifteenFrom(birth, policy)
