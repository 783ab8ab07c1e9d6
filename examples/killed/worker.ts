import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Order, Setting } from "./order.ts"

/** A process ended that was to answer. It has said why. */
export class WorkerEnded extends Error {
  override readonly message = "Un processus du service s’est arrêté de lui-même."
}

/** A process of the service, seen from outside. It goes with the process that started it. */
export class Worker {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(setting: Setting): Promise<Worker> {
    const child = fork(fileURLToPath(new URL("process.ts", import.meta.url)), [JSON.stringify(setting)])
    // First of all that is done at the end: nothing writes any more where others clear away.
    process.prependOnceListener("exit", () => child.kill("SIGKILL"))
    await Worker.#heard(child)
    return new Worker(child)
  }

  /** The next word of a process; a rejection where it ends without one. */
  static async #heard(child: ChildProcess): Promise<unknown> {
    const ended = new AbortController()
    const end = () => ended.abort()
    child.once("exit", end)
    try {
      const [word] = await once(child, "message", { signal: ended.signal })
      return word
    } catch (error) {
      throw ended.signal.aborted ? new WorkerEnded() : error
    } finally {
      child.off("exit", end)
    }
  }

  async tell(order: Order): Promise<{ readonly _tag: string; readonly ticket?: string }> {
    this.#child.send(order)
    return (await Worker.#heard(this.#child)) as { readonly _tag: string }
  }

  async code(address: string): Promise<string> {
    this.#child.send({ verb: "codeFor", asked: address } satisfies Order)
    return String(await Worker.#heard(this.#child))
  }

  /** As a power cut does it: the process gets no say in the matter. */
  async kill(): Promise<void> {
    const gone = once(this.#child, "exit")
    this.#child.kill("SIGKILL")
    await gone
  }

  async close(): Promise<void> {
    const gone = once(this.#child, "exit")
    await this.tell({ verb: "close" })
    await gone
  }
}
