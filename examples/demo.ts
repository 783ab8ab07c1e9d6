/**
 * An interactive demonstration in the terminal. The people are invented. The mail server is real and local to this machine.
 *
 *     npm run demo
 *     npm run demo -- --lang en
 */
import { parseArgs } from "node:util"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { isLanguage, type Language, languages } from "mon-compte"
import { toFrenchDate } from "./wizard/french-date.ts"
import { drawPanel } from "./wizard/panel.ts"
import { nadiasSpouse, people } from "./wizard/people.ts"
import { portal } from "./wizard/portal.ts"
import { terminalVisitor } from "./wizard/terminal-visitor.ts"
import { visit } from "./wizard/visit.ts"

const texts = {
  fr: {
    colon: " :",
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
    colon: ":",
    title: "Demonstration of Mon Compte",
    people: "Invented people, with their numbers and their 8-digit passwords:",
    newcomer:
      "Nadia’s spouse has no personal space yet. To open one: “First sign-in? Create my account”. Number, birth name and date of birth of",
    mail: "Enter any email address or mobile number, for example 06 39 98 12 34. Nothing leaves this machine: all messages appear here.",
    keys: "Press ⏎ to go to the next field, then choose a button. Press Ctrl-C to quit at any time.",
    goodbye: "Goodbye.",
    noTerminal:
      "The demonstration needs a keyboard: run “npm run demo” in a terminal.\n" +
      "Without a terminal, “npm run example:migration” shows the same screens in French.",
  },
} as const

const requestedLanguage = (): Language => {
  const { lang } = parseArgs({ options: { lang: { type: "string", default: "fr" } } }).values
  if (isLanguage(lang)) return lang
  throw new TypeError(`--lang: ${languages.join(", ")}`)
}

const runDemo = async (language: Language): Promise<number> => {
  const text = texts[language]
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.error(text.noTerminal)
    return 1
  }
  const list = people.map(({ name, nir, password }) => `${name.padEnd(14)}  ${nir.padEnd(21)}  ${password}`)
  const { birthDate, birthName, identifier, name } = nadiasSpouse
  const spouse = `${text.newcomer} ${name}${text.colon}\n${identifier}, ${birthName}, ${toFrenchDate(birthDate)}`
  const welcome = { title: text.title, paragraphs: [text.people, list.join("\n"), spouse, text.mail, text.keys] }
  console.log(drawPanel(welcome, process.stdout.columns).join("\n"))

  const fiber = Effect.runFork(visit.pipe(Effect.provide([terminalVisitor(language), portal])))
  const status = new Map<NodeJS.Signals, number>([
    // Ctrl-C between two prompts. The visitor quits, which is not a failure.
    ["SIGINT", 0],
    ["SIGHUP", 129],
    ["SIGTERM", 143],
  ])
  let exitCode = 0
  for (const [signal, code] of status) {
    // Not `once`: without another listener, a prompt ends the process at the signal.
    process.on(signal, () => {
      exitCode = code
      Effect.runFork(Fiber.interrupt(fiber))
    })
  }
  const exit = await Effect.runPromise(Fiber.await(fiber))
  if (Exit.isSuccess(exit) || Cause.hasInterruptsOnly(exit.cause)) {
    console.log(`\n${text.goodbye}`)
    return exitCode
  }
  console.error(Cause.pretty(exit.cause))
  return 1
}

try {
  process.exitCode = await runDemo(requestedLanguage())
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
