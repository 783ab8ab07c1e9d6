#!/usr/bin/env node
/** The command line: `npx mon-compte nir check numbers.txt`. It exits with 0, or 1 where something is refused, or 2 on misuse. */
import { parseArgs } from "node:util"
import { check } from "./check.ts"
import { key, parse, redact } from "./filters.ts"
import { Unusable, UsageError } from "./input.ts"
import { languageOf, texts } from "./texts.ts"

const commands = { check, parse, key, redact }

const options = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  list: { type: "boolean" },
  reveal: { type: "boolean" },
  lang: { type: "string" },
} as const

/** Which options each command takes besides `--help` and `--lang`. */
const TAKEN: { readonly [name in keyof typeof commands]: ReadonlyArray<string> } = {
  check: ["json", "list"],
  parse: ["json", "reveal"],
  key: [],
  redact: [],
}

const isCommand = (name: string | undefined): name is keyof typeof commands =>
  name !== undefined && Object.hasOwn(commands, name)

const read = (args: ReadonlyArray<string>) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    // Node's message would repeat what was typed, and a number may have been.
    throw new UsageError("UnknownOption")
  }
}

const run = async (args: ReadonlyArray<string>): Promise<void> => {
  const { positionals, values } = read(args)
  const language = languageOf(values.lang)
  if (language === undefined) throw new UsageError("UnknownLanguage")
  const [topic, name, ...files] = positionals
  if (values.help || positionals.length === 0) {
    process.stdout.write(texts[language].help)
    if (values.help !== true) process.exitCode = 2
    return
  }
  if (topic !== "nir" || !isCommand(name)) throw new UsageError("UnknownCommand")
  const given = Object.keys(values).filter((option) => option !== "lang")
  if (given.some((option) => !TAKEN[name].includes(option))) throw new UsageError("UnknownOption")
  if (name === "check" ? files.length !== 1 : files.length > 0 && files.join() !== "-") {
    throw new UsageError(name === "check" ? "OneFile" : "StandardInput")
  }
  await commands[name]({
    file: files[0] ?? "-",
    json: values.json === true,
    list: values.list === true,
    reveal: values.reveal === true,
    language,
  })
}

const args = process.argv.slice(2)

/** The texts to fail with, where the options may be what is wrong. */
const textsAsked = () =>
  args.some((arg, index) => arg === "--lang=fr" || (arg === "fr" && args[index - 1] === "--lang")) ? texts.fr : texts.en

/**
 * `… | head` closes the pipe when it has enough: that is no error, and what was found until then stands. A disk that is full is
 * one.
 */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit()
  process.stderr.write(`mon-compte: ${textsAsked().unwritable} (${error.code}).\n`, () => process.exit(2))
})
process.stderr.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? undefined : 2))

try {
  await run(args)
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof Unusable)) throw error
  const told = textsAsked()
  const sentence =
    error instanceof Unusable ? `${error.file}${told.colon}${told.unusable[error.why]}.` : told.usage[error.code]
  process.stderr.write(`mon-compte: ${sentence}\n`)
  process.exitCode = 2
}
