#!/usr/bin/env node
/**
 * The command line: `npx mon-compte nir check numbers.txt`. The exit status is 0, or 1 if a line is refused. It is 2
 * for wrong usage and for files that cannot be read or written.
 */
import { type Language, languages } from "../src/domain/language/language.ts"
import { readArguments, UsageError } from "./arguments.ts"
import { check } from "./check.ts"
import { key, parse, redact } from "./filters.ts"
import { UnreadableInput } from "./input.ts"
import { defaultLanguage, texts } from "./texts.ts"

const commands = { check, parse, key, redact }

const run = async (args: ReadonlyArray<string>): Promise<void> => {
  const invocation = readArguments(args)
  if (invocation.kind === "Command") return commands[invocation.name](invocation.options)
  process.stdout.write(texts[invocation.language].help)
  if (!invocation.isRequested) process.exitCode = 2
}

const args = process.argv.slice(2)

const isRequested = (language: Language) =>
  args.some((arg, index) => arg === `--lang=${language}` || (arg === language && args[index - 1] === "--lang"))

/** The texts of an error. They do not depend on the parsed options, which may be the cause of the error. */
const textsOfError = () => texts[languages.find(isRequested) ?? defaultLanguage]

// `… | head` closes the pipe when it has enough lines. That is not an error; a full disk is one.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit()
  process.stderr.write(`mon-compte: ${textsOfError().unwritable} (${error.code}).\n`, () => process.exit(2))
})
process.stderr.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? undefined : 2))

try {
  await run(args)
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof UnreadableInput)) throw error
  const { colon, unreadable, usage } = textsOfError()
  const sentence =
    error instanceof UnreadableInput ? `${error.file}${colon}${unreadable[error.reason]}.` : usage[error.code]
  process.stderr.write(`mon-compte: ${sentence}\n`)
  process.exitCode = 2
}
