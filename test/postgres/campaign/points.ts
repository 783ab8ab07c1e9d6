import { writeSync } from "node:fs"
import { Socket } from "node:net"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** A use case at work, and how often it called each port. Of the delivery, which has no end, that is not counted. */
export interface UseCase {
  readonly name: string
  readonly calls: Map<string, number> | null
}

/** The use case at work, as crash points are named by it. What nobody asked for is the delivery's. */
export class Doing extends Context.Reference<UseCase>("mon-compte/campaign/Doing", {
  defaultValue: () => ({ name: "delivery", calls: null }),
}) {}

/** As in `signIn/Storage.commit 2`, for the second commit of a sign-in. */
const pointOf = ({ calls, name }: UseCase, call: string) => {
  const times = (calls?.get(call) ?? 0) + 1
  calls?.set(call, times)
  return times === 1 ? `${name}/${call}` : `${name}/${call} ${times}`
}

/** Everything this process tells goes out before it goes on: what was told cannot be lost by a kill. */
export const tell = (line: object) => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const die = (point: string) => {
  tell({ _tag: "Killed", point })
  process.kill(process.pid, "SIGKILL")
  // The signal comes when it comes: nothing of ours may run until then.
  for (;;);
}

/** Where this process is to be killed: at the how-manieth passing of a point. */
export interface KillAt {
  readonly point: string
  readonly passing: number
}

/**
 * The crash points of a process. A point is `use case/port.call/moment`: `before` and `after` a call; of a commit also
 * `sent`, its bytes gone and its answer not yet there, and `unread`, its answer there and not yet read.
 */
export class Points {
  readonly #killAt: KillAt | null
  readonly #passed = new Map<string, number>()
  #onSent: { readonly mark: Buffer; readonly point: string } | null = null

  constructor(killAt: KillAt | null) {
    this.#killAt = killAt
    if (killAt !== null) this.#watchSockets()
  }

  passed(): ReadonlyArray<string> {
    return [...this.#passed.keys()]
  }

  pass(point: string): void {
    if (this.#isHere(point)) die(point)
  }

  /** The same service, with a point before and after each call. */
  around<S extends object>(port: string, service: S): S {
    const wrapped = Object.entries(service).map(([name, call]) => {
      if (typeof call !== "function") return [name, call]
      const around = (...asked: ReadonlyArray<unknown>) =>
        Effect.gen({ self: this }, function* () {
          const point = pointOf(yield* Doing, `${port}.${name}`)
          this.pass(`${point}/before`)
          if (name === "commit") this.#beforeCommit(point, asked[0])
          const answer: unknown = yield* call(...asked)
          this.pass(`${point}/after`)
          return answer
        })
      return [name, around]
    })
    // Built call by call, which the compiler cannot follow through `Object.entries`.
    return Object.fromEntries(wrapped) as S
  }

  #isHere(point: string): boolean {
    const passing = (this.#passed.get(point) ?? 0) + 1
    this.#passed.set(point, passing)
    return this.#killAt?.point === point && this.#killAt.passing === passing
  }

  #beforeCommit(point: string, commit: unknown): void {
    for (const moment of ["sent", "unread"]) {
      if (!this.#isHere(`${point}/${moment}`)) continue
      // The command's id is among the values of the statement, in clear.
      const mark = Buffer.from(String(Reflect.get(commit as object, "commandId")))
      this.#onSent = { mark, point: `${point}/${moment}` }
    }
  }

  #watchSockets(): void {
    const write = Socket.prototype.write
    const onSent = () => this.#onSent
    Socket.prototype.write = function (this: Socket, ...asked: [never]) {
      const armed = onSent()
      const [chunk] = asked as readonly unknown[]
      if (armed !== null && Buffer.isBuffer(chunk) && chunk.includes(armed.mark)) {
        setImmediate(() => {
          // Asleep, so that whatever comes meanwhile is not read.
          if (armed.point.endsWith("/unread")) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
          die(armed.point)
        })
      }
      return write.apply(this, asked)
    }
  }
}
