import { irreversible } from "../../src/domain/audit/reversal.ts"
import type { Refusal } from "../../src/messages/refusal.ts"
import { notReopenable } from "../../src/messages/reopening.ts"
import { refusalSamples } from "./refusal-samples.ts"

type Code = keyof typeof refusalSamples

/** The fields on which the text of a refusal depends, for the codes that have several texts. */
const variants: { readonly [C in Code]?: ReadonlyArray<object> } = {
  FieldEmpty: ["password", "current", "code"].map((field) => ({ field })),
  IdentifierRefused: [
    "UseProvisionalIdentifier",
    "CheckProvisionalIdentifier",
    "NotEmail",
    "NotPhone",
    "NotWords",
    "EnterNumber",
    "CompleteNumber",
    "CompareWithCard",
  ].map((next) => ({ next })),
  IdentityIncomplete: ["BirthName", "BirthDate", "Evidence"].map((part) => ({ missing: [part] })),
  NotAllowed: ["GoBack", "ConfirmContact", "BarContact"].map((command) => ({ command })),
  ChannelUnavailable: ["Mobile", "Email"].map((kind) => ({ kind })),
  CodeWrong: [2, 1].map((triesLeft) => ({ triesLeft })),
  Waiting: [60, 480, 86_400].map((waitSeconds) => ({ waitSeconds })),
  InAnotherFile: ["Child", "Adult"].map((kind) => ({ kind })),
  NotReversible: irreversible.map((because) => ({ because })),
  NotReopenable: Object.keys(notReopenable).map((because) => ({ because })),
}

/** What distinguishes a text from the others of its code: the value of the field that it depends on. */
const nameOf = (variant: object): string => Object.values(variant).flat().join(", ")

/** One refusal for each text, with the name of the variant where the code has several. */
export const refusalVariants = Object.entries(refusalSamples).flatMap(([_tag, fields]) =>
  (variants[_tag as Code] ?? [{}]).map((variant) => ({
    variant: nameOf(variant),
    // A sample has its tag, a link that `Object.entries` does not keep.
    refusal: { _tag, ...fields, ...variant } as unknown as Refusal,
  })),
)
