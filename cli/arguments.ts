import { parseArgs } from "node:util"
import type { Language } from "../src/domain/language/language.ts"
import { languageOf } from "./texts.ts"

/** The options of a command. Each command reads those it takes. */
export interface CommandOptions {
  /** A path, or `-` for the standard input. */
  readonly file: string
  readonly json: boolean
  readonly list: boolean
  readonly reveal: boolean
  readonly language: Language
}

export type UsageCode = "UnknownCommand" | "UnknownOption" | "UnknownLanguage" | "OneFile" | "StandardInput"

/** An invalid command line. Its text never repeats the arguments, because one of them may be a number. */
export class UsageError extends Error {
  readonly code: UsageCode

  constructor(code: UsageCode) {
    super(code)
    this.code = code
  }
}

const options = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  list: { type: "boolean" },
  reveal: { type: "boolean" },
  lang: { type: "string" },
} as const

/** The options that each command takes besides `--help` and `--lang`. */
const OPTIONS_OF_COMMAND = {
  check: ["json", "list"],
  parse: ["json", "reveal"],
  key: [],
  redact: [],
} as const satisfies { readonly [name: string]: ReadonlyArray<string> }

export type CommandName = keyof typeof OPTIONS_OF_COMMAND

/** What the command line asks for: the help, on request or for a missing command, or a command. */
export type Invocation =
  | { readonly kind: "Help"; readonly isRequested: boolean; readonly language: Language }
  | { readonly kind: "Command"; readonly name: CommandName; readonly options: CommandOptions }

/** Reads the arguments of the program. Throws a `UsageError` for an invalid command line. */
export const readArguments = (args: ReadonlyArray<string>): Invocation => {
  const { positionals, values } = parseOptions(args)
  const language = languageOf(values.lang)
  if (language === undefined) throw new UsageError("UnknownLanguage")
  const [topic, name, ...files] = positionals
  if (values.help || positionals.length === 0) return { kind: "Help", isRequested: values.help === true, language }
  if (topic !== "nir" || !isCommandName(name)) throw new UsageError("UnknownCommand")
  const taken: ReadonlyArray<string> = OPTIONS_OF_COMMAND[name]
  if (Object.keys(values).some((option) => option !== "lang" && !taken.includes(option)))
    throw new UsageError("UnknownOption")
  if (name === "check" && files.length !== 1) throw new UsageError("OneFile")
  if (name !== "check" && files.length > 0 && files.join() !== "-") throw new UsageError("StandardInput")
  return {
    kind: "Command",
    name,
    options: {
      file: files[0] ?? "-",
      json: values.json === true,
      list: values.list === true,
      reveal: values.reveal === true,
      language,
    },
  }
}

const parseOptions = (args: ReadonlyArray<string>) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    // Node's message would repeat the argument, which may be a number.
    throw new UsageError("UnknownOption")
  }
}

const isCommandName = (name: string | undefined): name is CommandName =>
  name !== undefined && Object.hasOwn(OPTIONS_OF_COMMAND, name)
