import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { ChildRequest, Settings } from "./request.ts"

/** The process ended before it answered. It has already printed the cause. */
export class ProcessEnded extends Error {
  override readonly message = "Un processus du service s’est arrêté de lui-même."
}

/** A child process of the service. It ends with its parent. */
export class ServiceProcess {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(settings: Settings): Promise<ServiceProcess> {
    const child = fork(fileURLToPath(new URL("child.ts", import.meta.url)), [JSON.stringify(settings)])
    // Runs before the other exit listeners, so that the child no longer writes to the folder that they remove.
    process.prependOnceListener("exit", () => child.kill("SIGKILL"))
    await ServiceProcess.#nextMessage(child)
    return new ServiceProcess(child)
  }

  /** The next message of the child. Rejects with `ProcessEnded` if the child ends first. */
  static async #nextMessage(child: ChildProcess): Promise<unknown> {
    const ended = new AbortController()
    const abort = () => ended.abort()
    child.once("exit", abort)
    try {
      const [message] = await once(child, "message", { signal: ended.signal })
      return message
    } catch (error) {
      throw ended.signal.aborted ? new ProcessEnded() : error
    } finally {
      child.off("exit", abort)
    }
  }

  async send(request: ChildRequest): Promise<{ readonly _tag: string; readonly ticket?: string }> {
    this.#child.send(request)
    return (await ServiceProcess.#nextMessage(this.#child)) as { readonly _tag: string }
  }

  async receiveCode(address: string): Promise<string> {
    this.#child.send({ verb: "codeFor", input: address } satisfies ChildRequest)
    return String(await ServiceProcess.#nextMessage(this.#child))
  }

  /** Kills the process without a warning, as a power failure does. */
  async kill(): Promise<void> {
    const exited = once(this.#child, "exit")
    this.#child.kill("SIGKILL")
    await exited
  }

  async close(): Promise<void> {
    const exited = once(this.#child, "exit")
    await this.send({ verb: "close" })
    await exited
  }
}
