import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"

/** Every way in which a value may end up in a log: as text, as JSON, as inspected; and what caused it. */
export const printed = (value: unknown): string =>
  [
    () => String(value),
    () => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)),
    () => inspect(value, { depth: 20, showHidden: true }),
    () => (value instanceof Error ? `${value.stack} ${inspect(value.cause, { depth: 20 })}` : ""),
  ]
    .map((print) => print())
    .join("\n")

const hashes = ["md5", "sha1", "sha256"] as const

/** A secret in the clear, and in the encodings that hide nothing. A hash without a key is one: there are few NIRs. */
const spellings = (secret: string): ReadonlyArray<string> => {
  const bytes = Buffer.from(secret)
  const digests = hashes.flatMap((hash) => {
    const digest = createHash(hash).update(bytes).digest()
    return [digest.toString("hex"), digest.toString("base64").replace(/=+$/, ""), digest.toString("base64url")]
  })
  const encoded = ["base64", "base64url", "hex"].map((encoding) =>
    bytes.toString(encoding as BufferEncoding).replace(/=+$/, ""),
  )
  return [secret, encodeURIComponent(secret), bytes.toString("hex").toUpperCase(), ...encoded, ...digests]
}

/** Random ids and times may hold any six digits: a code stands between other characters than theirs. */
const holdsAlone = (text: string, short: string) => new RegExp(`(?<![0-9a-zA-Z.-])${short}(?![0-9a-zA-Z-])`).test(text)

/** The names of the canaries that sing in a text. */
export const heard = (text: string, canaries: Readonly<Record<string, string>>): ReadonlyArray<string> =>
  Object.entries(canaries)
    .filter(([, secret]) => {
      const isShort = /^[0-9]{1,8}$/.test(secret)
      // The short encodings of something so short would be found by chance.
      const sought = spellings(secret).filter(({ length }) => !isShort || length > 20)
      return (isShort && holdsAlone(text, secret)) || sought.some((one) => text.includes(one))
    })
    .map(([name]) => name)

/** Everything that a process tells about itself: spans, log lines, metrics, standard output and error. */
export const listening = () => {
  const told: Array<string> = []
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const logger = Logger.make(({ cause, fiber, message }) => {
    told.push(printed([message, cause, fiber.getRef(References.CurrentLogAnnotations)]))
  })
  const metrics = Layer.succeed(Metric.MetricRegistry, new Map())
  const outputs = [process.stdout, process.stderr]
  const writes = outputs.map((output) => output.write)
  for (const output of outputs) {
    output.write = (chunk: string | Uint8Array) => {
      told.push(String(chunk))
      return true
    }
  }
  const { error, info, log, warn } = console
  for (const name of ["error", "info", "log", "warn"] as const) {
    console[name] = (...said: ReadonlyArray<unknown>) => {
      told.push(said.map(printed).join("\n"))
    }
  }
  /** What exporters tell of a span's end: its failure. An answer's value stays in the process. */
  const failureOf = ({ status }: Tracer.NativeSpan) =>
    status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : null
  return {
    layer: Layer.mergeAll(
      Logger.layer([logger, Logger.consolePretty()]),
      Layer.succeed(References.MinimumLogLevel, "All"),
      Layer.succeed(Tracer.Tracer, tracer),
      metrics,
    ),
    tell: (value: unknown) => told.push(printed(value)),
    /** All of it so far, and no more from then on. */
    stop: async () => {
      for (const [index, output] of outputs.entries()) output.write = writes[index] as typeof output.write
      Object.assign(console, { error, info, log, warn })
      const counted = await Effect.runPromise(Effect.provide(Metric.dump, metrics))
      const traced = spans.map((span) => printed([span.name, [...span.attributes], span.events, failureOf(span)]))
      return [...told, ...traced, counted].join("\n")
    },
  }
}

/** The files of a folder and of those within it. */
export const filesIn = async (folder: string): Promise<ReadonlyArray<Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  )
}
