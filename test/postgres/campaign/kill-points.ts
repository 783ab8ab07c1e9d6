import { writeSync } from "node:fs"
import { Socket } from "node:net"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** The running use case, and its number of calls of each port. The delivery has no end, so its calls have no number. */
export interface UseCase {
  readonly name: string
  readonly calls: Map<string, number> | null
}

/** The use case that is running, which names the kill points. Outside a use case it is the delivery. */
export class CurrentUseCase extends Context.Reference<UseCase>("mon-compte/campaign/CurrentUseCase", {
  defaultValue: () => ({ name: "delivery", calls: null }),
}) {}

/** For example `signIn/Storage.commit 2` for the second commit of a sign-in. */
const pointOf = ({ calls, name }: UseCase, call: string) => {
  const times = (calls?.get(call) ?? 0) + 1
  calls?.set(call, times)
  return times === 1 ? `${name}/${call}` : `${name}/${call} ${times}`
}

/** Writes a line to the driver. The write is synchronous, so that a later kill cannot lose the line. */
export const report = (line: object) => {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

const die = (point: string) => {
  report({ _tag: "Killed", point })
  process.kill(process.pid, "SIGKILL")
  // The signal arrives a little later: no other code may run until then.
  for (;;);
}

/** Where to kill this process: at this passing of the point, counted from 1. */
export interface KillAt {
  readonly point: string
  readonly passing: number
}

/**
 * The kill points of a process. A point is `use case/port.call/moment`. The moments of a call are `before` and `after`.
 * A commit has two more: `sent`, when its bytes are sent and its answer has not arrived, and `unread`, when its answer
 * has arrived and is not read.
 */
export class KillPoints {
  readonly #killAt: KillAt | null
  readonly #passed = new Map<string, number>()
  #killOnSend: { readonly commandId: Buffer; readonly point: string } | null = null

  constructor(killAt: KillAt | null) {
    this.#killAt = killAt
    if (killAt !== null) this.#watchSockets()
  }

  passed(): ReadonlyArray<string> {
    return [...this.#passed.keys()]
  }

  pass(point: string): void {
    if (this.#isReached(point)) die(point)
  }

  /** The same service, with a point before and after each call. */
  around<S extends object>(port: string, service: S): S {
    const wrapped = Object.entries(service).map(([name, call]) => {
      if (typeof call !== "function") return [name, call]
      const around = (...parameters: ReadonlyArray<unknown>) =>
        Effect.gen({ self: this }, function* () {
          const point = pointOf(yield* CurrentUseCase, `${port}.${name}`)
          this.pass(`${point}/before`)
          if (name === "commit") this.#beforeCommit(point, parameters[0])
          const answer: unknown = yield* call(...parameters)
          this.pass(`${point}/after`)
          return answer
        })
      return [name, around]
    })
    // The compiler cannot follow the type of each call through `Object.entries`.
    return Object.fromEntries(wrapped) as S
  }

  #isReached(point: string): boolean {
    const passing = (this.#passed.get(point) ?? 0) + 1
    this.#passed.set(point, passing)
    return this.#killAt?.point === point && this.#killAt.passing === passing
  }

  #beforeCommit(point: string, commit: unknown): void {
    for (const moment of ["sent", "unread"]) {
      if (!this.#isReached(`${point}/${moment}`)) continue
      // The command id is one of the values of the statement, in clear.
      const commandId = Buffer.from(String(Reflect.get(commit as object, "commandId")))
      this.#killOnSend = { commandId, point: `${point}/${moment}` }
    }
  }

  #watchSockets(): void {
    const write = Socket.prototype.write
    const killOnSend = () => this.#killOnSend
    Socket.prototype.write = function (this: Socket, ...parameters: [never]) {
      const armed = killOnSend()
      const [chunk] = parameters as readonly unknown[]
      if (armed !== null && Buffer.isBuffer(chunk) && chunk.includes(armed.commandId)) {
        setImmediate(() => {
          // Blocks the thread while the answer arrives, so that no code reads it.
          if (armed.point.endsWith("/unread")) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
          die(armed.point)
        })
      }
      return write.apply(this, parameters)
    }
  }
}
