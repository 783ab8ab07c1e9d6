import { setImmediate } from "node:timers"
import { styleText } from "node:util"
import { input, password, select } from "@inquirer/prompts"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Language } from "mon-compte"
import { drawError, drawPanel, type Panel } from "./panel.ts"
import { SECRET_FIELDS, Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

interface PromptContext {
  readonly signal: AbortSignal
}

const PROMPT_ENDED = ["ExitPromptError", "AbortPromptError"]

const VISITOR_LEFT = Symbol("visitor left")

/**
 * One prompt. Ctrl-C and Ctrl-D interrupt the visit. Ctrl-D only pauses the terminal: the prompt receives no event, so
 * a pause during a prompt counts as Ctrl-D.
 */
const prompt = <A>(ask: (context: PromptContext) => Promise<A>): Effect.Effect<A> =>
  Effect.promise(async (signal) => {
    const left = new AbortController()
    const onPause = () => void setImmediate(() => left.abort())
    process.stdin.once("pause", onPause)
    try {
      return await ask({ signal: AbortSignal.any([signal, left.signal]) })
    } catch (error) {
      if (error instanceof Error && PROMPT_ENDED.includes(error.name)) return VISITOR_LEFT
      throw error
    } finally {
      process.stdin.off("pause", onPause)
    }
  }).pipe(Effect.flatMap((answer) => (answer === VISITOR_LEFT ? Effect.interrupt : Effect.succeed(answer))))

const tips = {
  fr: {
    field: (name: string) => `${name} :`,
    secret: "ctrl+t : afficher ou masquer",
    select: "↑ ↓ : choisir   ⏎ : valider",
    buttons: "Ensuite :",
  },
  en: {
    field: (name: string) => `${name}:`,
    secret: "ctrl+t: show or hide",
    select: "↑ ↓: choose   ⏎: confirm",
    buttons: "Then:",
  },
}

const print = (lines: ReadonlyArray<string>) => Effect.sync(() => process.stdout.write(`${lines.join("\n")}\n`))

const columns = () => process.stdout.columns

/** A person at the terminal of this process. */
export const terminalVisitor = (language: Language) =>
  Layer.sync(Visitor, () => {
    const { buttons, fields } = wordings[language]
    const tip = tips[language]
    const show = (panel: Panel) => Effect.suspend(() => print(["", ...drawPanel(panel, columns())]))

    return Visitor.of({
      language,
      show,
      showMessage: (_message, panel) => show(panel),
      showError: (error, reasons) =>
        Effect.suspend(() => print(drawError(error, reasons, columns()).map((line) => styleText("red", line)))),
      fill: (field) =>
        prompt((context) =>
          SECRET_FIELDS.includes(field)
            ? password(
                {
                  message: tip.field(fields[field]),
                  mask: "•",
                  theme: { style: { keysHelpTip: () => styleText("dim", tip.secret) } },
                },
                context,
              )
            : input({ message: tip.field(fields[field]) }, context),
        ),
      press: (choices) =>
        prompt((context) =>
          select(
            {
              message: tip.buttons,
              choices: choices.map((name) => ({ value: name, name: buttons[name] })),
              // Shows all choices at once, so that people see how to quit.
              pageSize: choices.length,
              theme: { style: { keysHelpTip: () => styleText("dim", tip.select) } },
            },
            context,
          ),
        ),
    })
  })
