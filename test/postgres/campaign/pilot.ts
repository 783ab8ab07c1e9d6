import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import { audit } from "../../stories/audit.ts"
import type { Ask } from "../moved-clock.ts"
import { empty, endLeases, snapshotOf } from "../snapshot.ts"
import { commandOf, life, NEWS, type Person, people } from "./life.ts"
import type { KillAt } from "./points.ts"
import type { Task } from "./worker.ts"

/** The worker as one file: it starts in a tenth of a second, not in half of one. */
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
  | { readonly _tag: "Sent"; readonly id: string; readonly name: string; readonly code: string; readonly news: string }
  | {
      readonly _tag: "Answered"
      readonly name: string
      readonly step: number
      readonly ticket: string
      readonly session: string
      readonly told: string
    }
  | { readonly _tag: "Done"; readonly points: ReadonlyArray<string> }
  | { readonly _tag: "Broken"; readonly cause: string }

/** A command of a person has their account before it, and the file it is on. */
const bare = (commandId: string) => commandId.replace(/^[0-9a-f-]{36}(?:\/[^:]+)?:/, "")

/** Use cases without a command id: each call is one of its own. */
const NAMELESS = new Set([
  ...["signIn", "migrationProgress", "whoAmI", "startRecovery", "confirmRecovery", "createAccount"],
])

/** One worker, from its start to its end. */
interface Worker {
  readonly child: ChildProcess
  readonly lines: Array<Line>
  readonly ended: Promise<void>
}

const start = (file: string): Worker => {
  const child = spawn(process.execPath, [file], { stdio: ["pipe", "pipe", "inherit"] })
  const lines: Array<Line> = []
  let rest = ""
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const whole = (rest + text).split("\n")
    rest = whole.pop() ?? ""
    lines.push(...whole.map((line) => JSON.parse(line)))
  })
  // A worker that is killed before it read its task.
  child.stdin?.on("error", () => {})
  return { child, lines, ended: new Promise((resolve) => child.once("close", () => resolve())) }
}

/** How a worker is made to end: at a point of its own, after so many milliseconds, or not before its work is done. */
export type End = KillAt | { readonly after: number } | null

/** What was seen from the outside: of the people, and of the processes. */
export class Campaign {
  readonly violations: Array<string> = []
  readonly points = new Set<string>()
  /** How often a process died at a point, by the point; `at random` for those killed from outside. */
  readonly kills = new Map<string, number>()
  readonly #ask: Ask
  readonly #url: string
  readonly #file: string
  readonly #plant: string | null
  readonly #carried = new Map<string, { readonly name: string; readonly code: string }>()
  #group: ReadonlyArray<Person> = []
  #born = 0
  #next: Worker

  constructor(file: string, url: string, ask: Ask, plant: string | null = null) {
    this.#plant = plant
    this.#file = file
    this.#url = url
    this.#ask = ask
    this.#next = start(file)
  }

  /** New people, and a storage as it was on the first day. */
  async begin(count: number): Promise<void> {
    await empty(this.#ask)
    this.#carried.clear()
    this.#group = people(this.#born, count)
    this.#born += count
  }

  isOver(): boolean {
    return this.#group.every(({ step }) => step === life.length)
  }

  /** The lives go on in one process until its end. Then all is checked, and the leases of the dead run out. */
  async run(end: End): Promise<void> {
    const worker = this.#next
    const at = end !== null && "point" in end ? end : null
    const known = [...this.#carried.keys()]
    const task: Task = { url: this.#url, people: this.#group, killAt: at, plant: this.#plant, known }
    worker.child.stdin?.write(`${JSON.stringify(task)}\n`)
    // The next process starts while this one works.
    this.#next = start(this.#file)
    const timer = end !== null && "after" in end ? setTimeout(() => worker.child.kill("SIGKILL"), end.after) : undefined
    const stuck = setTimeout(() => worker.child.kill("SIGTERM"), 5_000)
    await worker.ended
    clearTimeout(timer)
    clearTimeout(stuck)
    for (const line of worker.lines) this.#read(line)
    const point = worker.lines.find(({ _tag }) => _tag === "Killed")
    const { signalCode } = worker.child
    if (signalCode === "SIGKILL") this.#count(point?._tag === "Killed" ? point.point : "at random")
    else if (signalCode !== null) this.#found(`a worker stood still, and was stopped: ${signalCode}`)
    await this.#untilNobodyWrites()
    await this.#check()
    await endLeases(this.#ask)
  }

  async close(): Promise<void> {
    this.#next.child.kill("SIGKILL")
    await this.#next.ended
  }

  #count(point: string): void {
    this.kills.set(point, (this.kills.get(point) ?? 0) + 1)
  }

  #found(violation: string): void {
    const kills = [...this.kills].map(([point]) => point)
    this.violations.push(`${violation} (last killed: ${kills.at(-1) ?? "nobody"})`)
  }

  #read(line: Line): void {
    if (line._tag === "Done") for (const point of line.points) this.points.add(point)
    if (line._tag === "Broken") this.#found(`a worker gave up: ${line.cause}`)
    if (line._tag === "Sent") this.#sent(line)
    if (line._tag !== "Answered") return
    const person = this.#group.find(({ name }) => name === line.name)
    if (person === undefined) return
    const expected = life[line.step]?.told
    if (line.told !== expected) this.#found(`step ${line.step} was told ${line.told} instead of ${expected}`)
    person.step = line.step + 1
    person.ticket = line.ticket
    person.session = line.session
  }

  #sent({ code, id, name, news }: Extract<Line, { readonly _tag: "Sent" }>): void {
    const before = this.#carried.get(id)
    const person = before === undefined ? this.#group.find((one) => one.name === name) : undefined
    if (code !== "") person?.codes.push(code)
    if (news !== "") person?.news.push(news)
    if (before === undefined) this.#carried.set(id, { name, code })
    else if (before.code !== code || before.name !== name) this.#found("a message came twice, and not the same")
  }

  /** The server may still be at work for a process that is dead. */
  async #untilNobodyWrites(): Promise<void> {
    const busy = `SELECT count(*)::int FROM pg_stat_activity
      WHERE application_name = 'mon-compte' AND datname = current_database() AND state <> 'idle'`
    while ((await this.#ask(busy)) !== 0);
  }

  async #check(): Promise<void> {
    const snapshot = await snapshotOf(this.#ask)
    for (const violation of audit(snapshot, new Set(this.#carried.keys()))) this.#found(violation)
    const commands = new Set(snapshot.rows.flatMap(({ answers }) => answers.map(({ commandId }) => bare(commandId))))
    for (const person of this.#group) {
      if (person.news.length > NEWS) this.#found("somebody was told of the same thing again")
      for (const [index, { doing }] of life.slice(0, person.step).entries()) {
        const isCommand = !NAMELESS.has(doing)
        if (isCommand && !commands.has(commandOf(person, index))) this.#found(`answered, and lost: step ${index}`)
      }
    }
  }
}
