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

/** Every form in which a logger may print a value: text, JSON, `inspect`, and the stack and cause of an error. */
export const renderings = (value: unknown): string =>
  [
    () => String(value),
    () => JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part)),
    () => inspect(value, { depth: 20, showHidden: true }),
    () => (value instanceof Error ? `${value.stack} ${inspect(value.cause, { depth: 20 })}` : ""),
  ]
    .map((print) => print())
    .join("\n")

const hashes = ["md5", "sha1", "sha256"] as const

/** A secret in clear and in reversible encodings. An unkeyed hash of a NIR is reversible too: there are few NIRs. */
const encodingsOf = (secret: string): ReadonlyArray<string> => {
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

/** Random ids and times may contain any six digits, so a short secret counts only if it is not part of one. */
const containsAlone = (text: string, short: string) =>
  new RegExp(`(?<![0-9a-zA-Z.-])${short}(?![0-9a-zA-Z-])`).test(text)

/** The names of the secrets that a text contains. */
export const leakedCanaries = (text: string, canaries: Readonly<Record<string, string>>): ReadonlyArray<string> =>
  Object.entries(canaries)
    .filter(([, secret]) => {
      const isShort = /^[0-9]{1,8}$/.test(secret)
      // A short encoding of a short secret can occur by chance.
      const encodings = encodingsOf(secret).filter(({ length }) => !isShort || length > 20)
      return (isShort && containsAlone(text, secret)) || encodings.some((encoded) => text.includes(encoded))
    })
    .map(([name]) => name)

/** Records the output of this process: spans, log lines, metrics, standard output and standard error. */
export const recordOutput = () => {
  const recorded: Array<string> = []
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    },
  })
  const logger = Logger.make(({ cause, fiber, message }) => {
    recorded.push(renderings([message, cause, fiber.getRef(References.CurrentLogAnnotations)]))
  })
  const metrics = Layer.succeed(Metric.MetricRegistry, new Map())
  const outputs = [process.stdout, process.stderr]
  const writes = outputs.map((output) => output.write)
  for (const output of outputs) {
    output.write = (chunk: string | Uint8Array) => {
      recorded.push(String(chunk))
      return true
    }
  }
  const { error, info, log, warn } = console
  for (const name of ["error", "info", "log", "warn"] as const) {
    console[name] = (...values: ReadonlyArray<unknown>) => {
      recorded.push(values.map(renderings).join("\n"))
    }
  }
  /** Exporters publish the failure of a span. The value of a success stays in the process. */
  const failureOf = ({ status }: Tracer.NativeSpan) =>
    status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : null
  return {
    layer: Layer.mergeAll(
      Logger.layer([logger, Logger.consolePretty()]),
      Layer.succeed(References.MinimumLogLevel, "All"),
      Layer.succeed(Tracer.Tracer, tracer),
      metrics,
    ),
    record: (value: unknown) => recorded.push(renderings(value)),
    /** Stops the recording, and returns it as one text. */
    stop: async () => {
      for (const [index, output] of outputs.entries()) output.write = writes[index] as typeof output.write
      Object.assign(console, { error, info, log, warn })
      const metricsText = await Effect.runPromise(Effect.provide(Metric.dump, metrics))
      const spanTexts = spans.map((span) => renderings([span.name, [...span.attributes], span.events, failureOf(span)]))
      return [...recorded, ...spanTexts, metricsText].join("\n")
    },
  }
}

/** The content of all files of a folder and its subfolders. */
export const filesIn = async (folder: string): Promise<ReadonlyArray<Buffer>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  )
}
