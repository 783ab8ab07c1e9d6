import { codePolicies } from "mon-compte"

/** The length of the codes in these examples, which use the standard policies. */
export const CODE_LENGTH = codePolicies.standard.length

const CODE = new RegExp(`\\b\\d{${CODE_LENGTH}}\\b`, "g")

/** The code in the text of a message, or `null` where it has none. */
export const codeIn = (text: string): string | null => text.match(CODE)?.[0] ?? null

/** A text with each number that has the length of a code replaced. */
export const replaceCodes = (text: string, replace: (digits: string) => string): string => text.replace(CODE, replace)
