import PasswordValidator from "password-validator"
import * as v from "valibot"
import { z } from "zod"

const withZod = z
  .string()
  .min(8, "TooShort")
  .max(24, "TooLong")
  .regex(/[0-9]/, "NoDigit")
  .regex(/\p{Lu}/u, "NoUpper")
  .regex(/\p{Ll}/u, "NoLower")

/** The codes of the broken rules, in the order of the rules. */
export const zod = (text) => {
  const result = withZod.safeParse(text)
  return result.success ? [] : result.error.issues.map(({ message }) => message)
}

const withValibot = v.pipe(
  v.string(),
  v.minLength(8, "TooShort"),
  v.maxLength(24, "TooLong"),
  v.regex(/[0-9]/, "NoDigit"),
  v.regex(/\p{Lu}/u, "NoUpper"),
  v.regex(/\p{Ll}/u, "NoLower"),
)
export const valibot = (text) => {
  const result = v.safeParse(withValibot, text)
  return result.success ? [] : result.issues.map(({ message }) => message)
}

const withValidator = new PasswordValidator()
withValidator.is().min(8).is().max(24).has().digits().has().uppercase().has().lowercase()
const NAMES = { min: "TooShort", max: "TooLong", digits: "NoDigit", uppercase: "NoUpper", lowercase: "NoLower" }
export const passwordValidator = (text) => withValidator.validate(text, { list: true }).map((name) => NAMES[name])
