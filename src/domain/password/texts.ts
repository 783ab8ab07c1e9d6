import type { Broken, Code } from "./broken.ts"
import { en } from "./en.ts"
import { fr } from "./fr.ts"
import type { PasswordPolicy } from "./policy.ts"

/** What a language has to say, in sentences that tell what to do and give an example. A code without one doesn't compile. */
export interface Texts {
  readonly broken: { readonly [C in Code]: (rule: Broken<C>) => string }
  /** What a policy asks, to be read before one chooses. */
  readonly help: (policy: PasswordPolicy, example: string | null) => string
}

/** The languages there are texts in. */
export type Language = "fr" | "en"

const texts: Readonly<Record<Language, Texts>> = { fr, en }

/**
 * The sentence for a broken rule. It says what to do, gives an example of the format (RGAA 11.11) and repeats nothing of
 * what was typed.
 *
 * ```ts
 * import { explain } from "mon-compte/password"
 * explain({ code: "NoDigit" }, "fr") // => "Ajoutez au moins un chiffre, par exemple 7."
 * explain({ code: "NoDigit" }, "en") // => "Add at least one digit, for example 7."
 * ```
 */
export const explain = <C extends Code>(rule: Broken<C>, language: Language): string =>
  texts[language].broken[rule.code](rule)

/** What a policy asks, in a language, with an example: the text to show beside the field (RGAA 11.10). */
export const helpFor = (policy: PasswordPolicy, example: string | null, language: Language): string =>
  texts[language].help(policy, example)
