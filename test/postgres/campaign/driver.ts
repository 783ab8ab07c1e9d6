import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { audit } from "../../stories/audit.ts"
import type { QueryValue } from "../simulated-clock.ts"
import { expireLeases, snapshotOf, truncateTables } from "../snapshot.ts"
import type { KillAt } from "./kill-points.ts"
import { commandOf, type Person, people } from "./person.ts"
import type { Task } from "./worker.ts"
import { ANNOUNCEMENTS, workload } from "./workload.ts"

/** Bundles the worker into one file, which starts in 0.1 s instead of 0.5 s. */
export const bundleWorker = async () => {
  const folder = await mkdtemp(join(tmpdir(), "mon-compte-worker-"))
  const file = join(folder, "worker.mjs")
  await build({
    entryPoints: [fileURLToPath(new URL("./worker.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["@electric-sql/pglite", "pg-native"],
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url)' },
    outfile: file,
    logLevel: "error",
  })
  return { file, remove: () => rm(folder, { recursive: true, force: true }) }
}

type Line =
  | { readonly _tag: "Ready" }
  | { readonly _tag: "Killed"; readonly point: string }
  | {
      readonly _tag: "Sent"
      readonly id: string
      readonly name: string
      readonly code: string
      readonly announcement: string
    }
  | {
      readonly _tag: "Answered"
      readonly name: string
      readonly step: number
      readonly ticket: string
      readonly session: string
      readonly answer: string
    }
  | { readonly _tag: "Done"; readonly points: ReadonlyArray<string> }
  | { readonly _tag: "Broken"; readonly cause: string }

/** Removes the scope, which the application puts before a command id: the caller, the file if any, and the verb. */
const withoutScope = (commandId: string) =>
  commandId.replace(/^(?:person|recovery|agent)\.[^/:]+(?:\/[^/:]+)?\/[A-Za-z]+:/, "")

/** Use cases without a command id: each call is a new command. */
const WITHOUT_COMMAND_ID = new Set([
  ...["signIn", "migrationProgress", "whoAmI", "startRecovery", "confirmRecovery", "createAccount"],
])

/** A worker process. */
interface Worker {
  readonly child: ChildProcess
  readonly lines: Array<Line>
  readonly ended: Promise<void>
}

const startWorker = (file: string): Worker => {
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] })
  const lines: Array<Line> = []
  let rest = ""
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const complete = (rest + text).split("\n")
    rest = complete.pop() ?? ""
    lines.push(...complete.map((line) => JSON.parse(line)))
  })
  // The driver may kill the worker before it reads its task.
  child.stdin?.on("error", () => {})
  return { child, lines, ended: new Promise((resolve) => child.once("close", () => resolve())) }
}

/** How a worker ends: at a kill point, after this many milliseconds, or, for null, at the end of the workload. */
export type End = KillAt | { readonly after: number } | null

/** A campaign observes persons and worker processes from outside, and collects violations. */
export class Campaign {
  readonly violations: Array<string> = []
  readonly points = new Set<string>()
  /** The number of kills by kill point; `at random` for kills by the driver. */
  readonly kills = new Map<string, number>()
  readonly #queryValue: QueryValue
  readonly #url: string
  readonly #file: string
  readonly #fault: string | null
  readonly #accepted = new Map<string, { readonly name: string; readonly code: string }>()
  #group: ReadonlyArray<Person> = []
  #peopleCreated = 0
  #next: Worker

  constructor(file: string, url: string, queryValue: QueryValue, fault: string | null = null) {
    this.#fault = fault
    this.#file = file
    this.#url = url
    this.#queryValue = queryValue
    this.#next = startWorker(file)
  }

  /** Starts with new persons and an empty storage. */
  async begin(count: number): Promise<void> {
    await truncateTables(this.#queryValue)
    this.#accepted.clear()
    this.#group = people(this.#peopleCreated, count)
    this.#peopleCreated += count
  }

  isOver(): boolean {
    return this.#group.every(({ step }) => step === workload.length)
  }

  /** Continues the workloads in one process until its end. Then checks everything, and expires the leases. */
  async run(end: End): Promise<void> {
    const worker = this.#next
    const killAt = end !== null && "point" in end ? end : null
    const accepted = [...this.#accepted.keys()]
    const task: Task = { url: this.#url, people: this.#group, killAt, fault: this.#fault, accepted }
    worker.child.stdin?.write(`${JSON.stringify(task)}\n`)
    // The next process starts while this one works.
    this.#next = startWorker(this.#file)
    const timer = end !== null && "after" in end ? setTimeout(() => worker.child.kill("SIGKILL"), end.after) : undefined
    const stuck = setTimeout(() => worker.child.kill("SIGTERM"), 5_000)
    await worker.ended
    clearTimeout(timer)
    clearTimeout(stuck)
    for (const line of worker.lines) this.#read(line)
    const killed = worker.lines.find(({ _tag }) => _tag === "Killed")
    const { signalCode } = worker.child
    if (signalCode === "SIGKILL") this.#count(killed?._tag === "Killed" ? killed.point : "at random")
    else if (signalCode !== null) this.#addViolation(`a worker made no progress and was stopped: ${signalCode}`)
    await this.#untilServerIsIdle()
    await this.#check()
    await expireLeases(this.#queryValue)
  }

  async close(): Promise<void> {
    this.#next.child.kill("SIGKILL")
    await this.#next.ended
  }

  #count(point: string): void {
    this.kills.set(point, (this.kills.get(point) ?? 0) + 1)
  }

  #addViolation(violation: string): void {
    const points = [...this.kills.keys()]
    this.violations.push(`${violation} (last kill: ${points.at(-1) ?? "none"})`)
  }

  #read(line: Line): void {
    if (line._tag === "Done") for (const point of line.points) this.points.add(point)
    if (line._tag === "Broken") this.#addViolation(`a worker failed: ${line.cause}`)
    if (line._tag === "Sent") this.#addMessage(line)
    if (line._tag !== "Answered") return
    const person = this.#group.find(({ name }) => name === line.name)
    if (person === undefined) return
    const expected = workload[line.step]?.expected
    if (line.answer !== expected)
      this.#addViolation(`step ${line.step} was answered with ${line.answer} instead of ${expected}`)
    person.step = line.step + 1
    person.ticket = line.ticket
    person.session = line.session
  }

  #addMessage({ announcement, code, id, name }: Extract<Line, { readonly _tag: "Sent" }>): void {
    const previous = this.#accepted.get(id)
    const person = previous === undefined ? this.#group.find((person) => person.name === name) : undefined
    if (code !== "") person?.codes.push(code)
    if (announcement !== "") person?.announcements.push(announcement)
    if (previous === undefined) this.#accepted.set(id, { name, code })
    else if (previous.code !== code || previous.name !== name)
      this.#addViolation("a message was sent twice with different content")
  }

  /** The server may still run a statement of a killed process. */
  async #untilServerIsIdle(): Promise<void> {
    const countBusy = `SELECT count(*)::int FROM pg_stat_activity
      WHERE application_name = 'mon-compte' AND datname = current_database() AND state <> 'idle'`
    while ((await this.#queryValue(countBusy)) !== 0);
  }

  async #check(): Promise<void> {
    const snapshot = await snapshotOf(this.#queryValue)
    for (const violation of audit(snapshot, new Set(this.#accepted.keys()))) this.#addViolation(violation)
    const commands = new Set(
      snapshot.rows.flatMap(({ answers }) => answers.map(({ commandId }) => withoutScope(commandId))),
    )
    for (const person of this.#group) {
      if (person.announcements.length > ANNOUNCEMENTS) this.#addViolation("an announcement was sent twice")
      for (const [index, { commits = true, useCase }] of workload.slice(0, person.step).entries()) {
        const isCommand = commits && !WITHOUT_COMMAND_ID.has(useCase)
        if (isCommand && !commands.has(commandOf(person, index)))
          this.#addViolation(`step ${index} was answered and is not committed`)
      }
    }
  }
}
