import type { Language } from "../language/language.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import type { PasswordPolicy } from "./policy.ts"
import { type BrokenRule, type Code, type RuleName, rules } from "./rules.ts"

/** The texts of one language. A code or a rule without a text does not compile. */
export interface Texts {
  /** What to correct when a rule is broken, with an example. */
  readonly broken: { readonly [C in Code]: (rule: BrokenRule<C>) => string }
  /**
   * What a policy requires, part by part, to read before choosing a password. The parts are joined without a separator.
   * A part is empty if there is nothing to say before a password was typed.
   */
  readonly help: { readonly [Name in RuleName]: (policy: PasswordPolicy) => string }
  /** A format that people can follow, in words: a password that everyone can read would be used as it is. */
  readonly example: string
  /** Introduces the example at the end of the help text. */
  readonly introduceExample: (example: string) => string
}

const texts: { readonly [L in Language]: Texts } = { fr, en }

/**
 * The sentence for a broken rule. It says what to do, gives an example of the format (RGAA 11.11), and never repeats
 * what was typed.
 *
 * ```ts
 * import { explain } from "mon-compte/password"
 * explain({ code: "NoDigit" }, "fr") // => "Ajoutez au moins un chiffre, par exemple 7."
 * explain({ code: "NoDigit" }, "en") // => "Add at least one digit, for example 7."
 * ```
 */
export const explain = <C extends Code>(rule: BrokenRule<C>, language: Language): string =>
  texts[language].broken[rule.code](rule)

/** An example of the format, in words. It is no password. */
export const exampleIn = (language: Language): string => texts[language].example

/** What a policy requires, with an example if there is room for one: the text to show beside the field (RGAA 11.10). */
export const helpFor = (policy: PasswordPolicy, hasExample: boolean, language: Language): string => {
  const { example, help, introduceExample } = texts[language]
  const parts = (Object.keys(rules) as ReadonlyArray<RuleName>).map((name) => help[name](policy))
  return parts.join("") + (hasExample ? introduceExample(example) : "")
}
