/**
 * The wizard in the terminal, you typing. The people are made up, the mail server is real and stays on this machine.
 *
 *     npm run demo
 *     npm run demo -- --lang en
 */
import { parseArgs } from "node:util"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { Language } from "mon-compte"
import { frenchDay } from "./wizard/day.ts"
import { draw } from "./wizard/panel.ts"
import { newcomer, people } from "./wizard/people.ts"
import { portal } from "./wizard/portal.ts"
import { terminal } from "./wizard/terminal.ts"
import { visit } from "./wizard/visit.ts"

const texts = {
  fr: {
    title: "Démonstration de Mon Compte",
    people: "Des personnes imaginaires, leur numéro et leur mot de passe à 8 chiffres :",
    newcomer:
      "Le conjoint de Nadia n’a pas encore d’espace personnel. Pour en ouvrir un : « Première connexion ? Créer Mon Compte ». Numéro, nom et date de naissance de",
    mail: "Donnez l’adresse e-mail ou le mobile que vous voulez (06 39 98 12 34, par exemple) : tout reste sur cette machine, et les messages s’affichent ici.",
    keys: "⏎ passe d’un champ au suivant ; on choisit ensuite quoi en faire. Ctrl-C pour quitter, à tout moment.",
    goodbye: "Au revoir.",
    noTerminal:
      "La démonstration se joue au clavier : lancez « npm run demo » dans un terminal.\n" +
      "Sans clavier, « npm run example:migration » montre les mêmes écrans.",
  },
  en: {
    title: "Demonstration of Mon Compte",
    people: "Made-up people, their numbers and their 8-digit passwords:",
    newcomer:
      "Nadia’s spouse has no personal space yet. To open one: “First sign-in? Create my account”. Number, name and date of birth of",
    mail: "Give any email address or mobile you like (06 39 98 12 34, for example): nothing leaves this machine, and messages show here.",
    keys: "⏎ goes from one field to the next; then you choose what to do with them. Ctrl-C to quit, at any time.",
    goodbye: "Goodbye.",
    noTerminal:
      "The demonstration is played at the keyboard: run “npm run demo” in a terminal.\n" +
      "Without one, “npm run example:migration” shows the same screens, in French.",
  },
} as const

const languageAsked = (): Language => {
  const { lang } = parseArgs({ options: { lang: { type: "string", default: "fr" } } }).values
  if (lang === "fr" || lang === "en") return lang
  throw new TypeError("--lang: fr, en")
}

const play = async (language: Language): Promise<number> => {
  const text = texts[language]
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.error(text.noTerminal)
    return 1
  }
  const list = people.map(({ name, nir, password }) => `${name.padEnd(14)}  ${nir.padEnd(21)}  ${password}`)
  const { birthDate, birthName, identifier, name } = newcomer
  const spouse = `${text.newcomer} ${name}${language === "fr" ? " " : ""}:\n${identifier}, ${birthName}, ${frenchDay(birthDate)}`
  const welcome = { title: text.title, paragraphs: [text.people, list.join("\n"), spouse, text.mail, text.keys] }
  console.log(draw(welcome, process.stdout.columns).join("\n"))

  const visiting = Effect.runFork(visit.pipe(Effect.provide([terminal(language), portal])))
  const status = new Map<NodeJS.Signals, number>([
    // Ctrl-C between two prompts, where it comes as a signal: leaving a demonstration is no failure.
    ["SIGINT", 0],
    ["SIGHUP", 129],
    ["SIGTERM", 143],
  ])
  let left = 0
  for (const [signal, code] of status) {
    // Not `once`: a prompt that finds itself the only one to listen would end the process on the spot.
    process.on(signal, () => {
      left = code
      Effect.runFork(Fiber.interrupt(visiting))
    })
  }
  const exit = await Effect.runPromise(Fiber.await(visiting))
  if (Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) {
    console.log(`\n${text.goodbye}`)
    return left
  }
  console.error(Cause.pretty(exit.cause))
  return 1
}

try {
  process.exitCode = await play(languageAsked())
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
