import { access } from "./access.ts"
import { ages } from "./ages.ts"
import { couples } from "./couples.ts"
import { deaths } from "./deaths.ts"
import { harm } from "./harm.ts"
import type { Life } from "./life.ts"
import { mistakes } from "./mistakes.ts"
import { numbers } from "./numbers.ts"

/** Every life, by the part of life that it is about. */
export const lives: Readonly<Record<string, ReadonlyArray<Life>>> = {
  "Deaths, and deaths recorded by mistake": deaths,
  "Couples and files": couples,
  "Harm, and what protects": harm,
  "Numbers that change or are mistyped": numbers,
  "Ages and guardians": ages,
  "Ways in": access,
  "Mistakes and interruptions": mistakes,
}
