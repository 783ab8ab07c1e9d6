import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { codeIn, replaceCodes } from "./code.ts"
import { drawError, drawPanel, type Panel } from "./panel.ts"
import { SECRET_FIELDS, Visitor } from "./visitor.ts"
import { type ButtonName, type FieldName, wordings } from "./wording.ts"

/** The next action of a scripted visitor: presses a button, or fills in a field. The input may use the latest code. */
export type Line = ButtonName | readonly [field: FieldName, typed: string | ((code: string) => string)]

/** The code that every transcript shows instead of the random one. */
const SHOWN_CODE = "012345"

/** The code with a wrong last digit. */
export const mistyped = (code: string) => `${code.slice(0, -1)}${(Number(code.slice(-1)) + 1) % 10}`

/** Replaces codes, dates and times by fixed ones, so that every run prints the same text. */
const withFixedValues = (text: string, code: string | null) => {
  const fixed = new Map(
    code === null ? [] : [[code, SHOWN_CODE] as const, [mistyped(code), mistyped(SHOWN_CODE)] as const],
  )
  return replaceCodes(text, (digits) => fixed.get(digits) ?? digits)
    .replace(/\d?\d\sh\s\d\d/g, "10 h 30")
    .replace(/(?:1er|\d{1,2})[ \u00a0]\p{L}+[ \u00a0]20\d\d/gu, "23\u00a0novembre\u00a02026")
}

const COLUMNS = 80

/**
 * A visitor that follows a script in French and prints the screens. If the screen asks for another action than the next
 * one in the script, the run ends in a defect that names both.
 */
export const scriptedVisitor = (script: ReadonlyArray<Line>, print: (line: string) => void) =>
  Layer.sync(Visitor, () => {
    const { buttons, fields } = wordings.fr
    const lines = script[Symbol.iterator]()
    let code: string | null = null

    const say = (text: string) => Effect.sync(() => print(withFixedValues(text, code)))
    // Replaces the values before it wraps the lines, because they may differ in length.
    const show = ({ paragraphs, title }: Panel) =>
      say(
        ["", ...drawPanel({ title, paragraphs: paragraphs.map((text) => withFixedValues(text, code)) }, COLUMNS)].join(
          "\n",
        ),
      )
    /** Joins the lines of an e-mail, which its sender has wrapped. */
    const unwrapped = ({ paragraphs, title }: Panel) => ({
      title,
      paragraphs: paragraphs.map((text, index) => (index === 0 ? text : text.replace(/(?<=\S)\n(?=\S)/g, " "))),
    })

    const mismatch = (requested: string, line: Line | undefined) =>
      Effect.die(new Error(`The screen asks for ${requested}. The next line of the script is ${line ?? "missing"}.`))

    return Visitor.of({
      language: "fr",
      show,
      showError: (error, reasons) =>
        say(
          drawError(error, reasons, COLUMNS)
            .map((line) => `  ${line}`)
            .join("\n"),
        ),
      showMessage: (message, panel) =>
        Effect.suspend(() => {
          code = codeIn(message.text)
          return show(message.kind === "Email" ? unwrapped(panel) : panel)
        }),
      fill: (field) =>
        Effect.suspend(() => {
          const { value: line } = lines.next()
          if (typeof line !== "object" || line[0] !== field) return mismatch(field, line)
          const [, typed] = line
          const text = typeof typed === "string" ? typed : typed(code ?? "")
          const shown = SECRET_FIELDS.includes(field) ? "•".repeat(text.length) : text
          return Effect.as(say(`  ${fields[field]} : ${shown}`), text)
        }),
      press: (choices) =>
        Effect.suspend(() => {
          const { value: line } = lines.next()
          const button = choices.find((name) => name === line)
          return button === undefined
            ? mismatch(choices.join(" or "), line)
            : Effect.as(say(`  [ ${buttons[button]} ]`), button)
        }),
    })
  })
