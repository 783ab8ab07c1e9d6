import type { FieldAttributes } from "./field.ts"

/** UTF-16 units that the verbs read. Longer texts are refused unread. */
export const LONGEST_IDENTIFIER = 200
const LONGEST_PASSWORD = 2_048
export const LONGEST_CONTACT = 400
export const LONGEST_CODE = 100
export const LONGEST_NAME = 200
export const LONGEST_DATE = 100
export const LONGEST_LABEL = 80

/** In UTF-16 units, for each character of a password: see `hints` of `mon-compte/password`. */
export const UNITS = 8

export const plain = { autocapitalize: "none", spellcheck: "false", required: true } as const
export const optional = {
  type: "text",
  autocomplete: "off",
  inputmode: "text",
  autocapitalize: "none",
  spellcheck: "false",
} as const

export const identifierAttributes: FieldAttributes = {
  ...plain,
  type: "text",
  autocomplete: "username",
  inputmode: "text",
  maxlength: LONGEST_IDENTIFIER,
  autocapitalize: "characters",
}
export const currentAttributes: FieldAttributes = {
  ...plain,
  type: "password",
  autocomplete: "current-password",
  maxlength: LONGEST_PASSWORD,
}
export const contactAttributes: FieldAttributes = {
  ...plain,
  type: "text",
  autocomplete: "email",
  inputmode: "email",
  maxlength: LONGEST_CONTACT,
}
export const dateAttributes: FieldAttributes = { ...optional, maxlength: LONGEST_DATE }
