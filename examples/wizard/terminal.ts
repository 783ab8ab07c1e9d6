import { setImmediate } from "node:timers"
import { styleText } from "node:util"
import { input, password, select } from "@inquirer/prompts"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Language } from "mon-compte"
import { draw, list, type Panel } from "./panel.ts"
import { SECRETS, Visitor } from "./visitor.ts"
import { wordings } from "./wording.ts"

interface Asking {
  readonly signal: AbortSignal
}

const LEAVING = ["ExitPromptError", "AbortPromptError"]

const LEFT = Symbol("left")

/**
 * One prompt. Ctrl-C interrupts the visit; so does Ctrl-D, which ends the input without a word to the prompt, so that it
 * is told by the terminal being paused while the prompt is still waiting.
 */
const prompt = <A>(ask: (asking: Asking) => Promise<A>): Effect.Effect<A> =>
  Effect.promise(async (signal) => {
    const gone = new AbortController()
    const paused = () => void setImmediate(() => gone.abort())
    process.stdin.once("pause", paused)
    try {
      return await ask({ signal: AbortSignal.any([signal, gone.signal]) })
    } catch (error) {
      if (error instanceof Error && LEAVING.includes(error.name)) return LEFT
      throw error
    } finally {
      process.stdin.off("pause", paused)
    }
  }).pipe(Effect.flatMap((answer) => (answer === LEFT ? Effect.interrupt : Effect.succeed(answer))))

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

/** A person at the terminal this process runs in. */
export const terminal = (language: Language) =>
  Layer.sync(Visitor, () => {
    const { buttons, fields } = wordings[language]
    const tip = tips[language]
    const show = (panel: Panel) => Effect.suspend(() => print(["", ...draw(panel, columns())]))

    return Visitor.of({
      language,
      show,
      receive: (_arrival, panel) => show(panel),
      refuse: (what, reasons) =>
        Effect.suspend(() => print(list(what, reasons, columns()).map((line) => styleText("red", line)))),
      fill: (field) =>
        prompt((asking) =>
          SECRETS.includes(field)
            ? password(
                {
                  message: tip.field(fields[field]),
                  mask: "•",
                  theme: { style: { keysHelpTip: () => styleText("dim", tip.secret) } },
                },
                asking,
              )
            : input({ message: tip.field(fields[field]) }, asking),
        ),
      press: (among) =>
        prompt((asking) =>
          select(
            {
              message: tip.buttons,
              choices: among.map((name) => ({ value: name, name: buttons[name] })),
              // All at once: what scrolls out of sight, such as the way out, is not looked for.
              pageSize: among.length,
              theme: { style: { keysHelpTip: () => styleText("dim", tip.select) } },
            },
            asking,
          ),
        ),
    })
  })
