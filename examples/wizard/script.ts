import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { draw, list, type Panel } from "./panel.ts"
import { SECRETS, Visitor } from "./visitor.ts"
import { type ButtonName, type FieldName, wordings } from "./wording.ts"

/** What a scripted visitor does next: press a button, or fill a field in, with the latest code received if need be. */
export type Line = ButtonName | readonly [field: FieldName, typed: string | ((code: string) => string)]

/** The one code that every transcript shows: real ones are drawn at random each time. */
const SHOWN = "012345"

/** A code as a person misreads it: the last digit is off by one. */
export const misread = (code: string) => `${code.slice(0, -1)}${(Number(code.slice(-1)) + 1) % 10}`

/** A text in which codes, days and times of day are the same in every run. */
const steady = (text: string, code: string | null) => {
  const shown = new Map(code === null ? [] : [[code, SHOWN] as const, [misread(code), misread(SHOWN)] as const])
  return text
    .replace(/\b\d{6}\b/g, (digits) => shown.get(digits) ?? digits)
    .replace(/\d\d\sh\s\d\d/g, "10 h 30")
    .replace(/(?:1er|\d{1,2}) \p{L}+ 20\d\d/gu, "23 novembre 2026")
}

const COLUMNS = 80

/**
 * A visitor who follows a script, in French, and prints what is on the screen. A screen that asks for something else than
 * the script says is a defect: both are told.
 */
export const scripted = (script: ReadonlyArray<Line>, print: (line: string) => void) =>
  Layer.sync(Visitor, () => {
    const { buttons, fields } = wordings.fr
    const lines = script[Symbol.iterator]()
    let code: string | null = null

    const say = (text: string) => Effect.sync(() => print(steady(text, code)))
    // Made the same before lines are ended, which may change with it.
    const show = ({ paragraphs, title }: Panel) =>
      say(["", ...draw({ title, paragraphs: paragraphs.map((text) => steady(text, code)) }, COLUMNS)].join("\n"))
    /** A letter ends its lines where it likes. */
    const unended = ({ paragraphs, title }: Panel) => ({
      title,
      paragraphs: paragraphs.map((text, place) => (place === 0 ? text : text.replace(/(?<=\S)\n(?=\S)/g, " "))),
    })

    const lost = (asked: string, line: Line | undefined) =>
      Effect.die(new Error(`The screen asks for ${asked}, where the script says ${line ?? "no more"}.`))

    return Visitor.of({
      language: "fr",
      show,
      refuse: (what, reasons) =>
        say(
          list(what, reasons, COLUMNS)
            .map((line) => `  ${line}`)
            .join("\n"),
        ),
      receive: (arrival, panel) =>
        Effect.suspend(() => {
          code = /\b\d{6}\b/.exec(arrival.text)?.[0] ?? null
          return show(arrival.kind === "Letter" ? unended(panel) : panel)
        }),
      fill: (field) =>
        Effect.suspend(() => {
          const { value: line } = lines.next()
          if (typeof line !== "object" || line[0] !== field) return lost(field, line)
          const [, typed] = line
          const text = typeof typed === "string" ? typed : typed(code ?? "")
          const shown = SECRETS.includes(field) ? "•".repeat(text.length) : text
          return Effect.as(say(`  ${fields[field]} : ${shown}`), text)
        }),
      press: (among) =>
        Effect.suspend(() => {
          const { value: line } = lines.next()
          const button = among.find((name) => name === line)
          return button === undefined
            ? lost(among.join(" or "), line)
            : Effect.as(say(`  [ ${buttons[button]} ]`), button)
        }),
    })
  })
