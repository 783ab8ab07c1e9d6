import { Duplex } from "node:stream"
import { PLANNER_SETTINGS } from "./planner-settings.ts"

/** The part of a `PGlite` that this adapter uses. */
export interface PGliteLike {
  readonly waitReady: Promise<void>
  readonly execProtocolRaw: (message: Uint8Array) => Promise<Uint8Array>
  readonly runExclusive: <A>(work: () => Promise<A>) => Promise<A>
}

/** Requests that a client may send instead of a start-up message: TLS, GSSAPI, cancellation. */
const REQUESTS = { tls: 80_877_103, gssapi: 80_877_104, cancel: 80_877_102 }
const TERMINATE = 0x58
/** Messages after which a client waits: CopyDone, CopyFail, FunctionCall, Flush, PasswordMessage, Query, Sync. */
const AWAITED = new Set([0x63, 0x66, 0x46, 0x48, 0x70, 0x51, 0x53])
/** `ReadyForQuery` is the last message of an answer. It has six bytes; the last is the transaction status. */
const [READY, READY_LENGTH, IDLE] = [0x5a, 6, 0x49]

const query = (sql: string): Buffer => {
  const body = Buffer.from(`${sql}\0`)
  const head = Buffer.alloc(5, "Q")
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** Resets the session: an earlier connection may have left an open transaction and prepared statements. */
const RESET = Buffer.concat(
  ["ROLLBACK", "DISCARD ALL", ...Object.entries(PLANNER_SETTINGS).map(([name, value]) => `SET ${name} = ${value}`)].map(
    query,
  ),
)

/**
 * A socket to a PGlite in this process, for the `stream` option of `pg`. It opens no port.
 *
 * PGlite has one session, so use a pool of one connection. Each connection starts with a reset session. It has the
 * session to itself from its first request until no transaction is open: a query of another caller in between would
 * end the unnamed statement or the open transaction.
 */
export class PGliteStream extends Duplex {
  readonly #db: PGliteLike
  #unread: Buffer = Buffer.alloc(0)
  #isStarted = false
  #requests: Array<Buffer> = []
  #releaseSession: (() => void) | null = null
  #answered: Promise<void> = Promise.resolve()

  constructor(db: PGliteLike) {
    super()
    this.#db = db
  }

  connect(): this {
    process.nextTick(() => this.emit("connect"))
    return this
  }

  // `pg` calls the next four methods on a socket. They have no effect here.
  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk])
    this.#answered = this.#answer().then(() => done(), done)
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const end = async () => {
      await this.#answered
      if (this.#releaseSession !== null) await this.#run(query("ROLLBACK"))
    }
    end().then(
      () => done(error),
      (failure) => done(error ?? failure),
    )
  }

  async #answer(): Promise<void> {
    let isOver = false
    for (let message = this.#next(); message !== null; message = this.#next()) {
      if (this.#isStarted) {
        if (message[0] === TERMINATE) isOver = true
        else this.#requests.push(message)
        if (!AWAITED.has(message[0] as number)) continue
      } else {
        const code = message.readInt32BE(4)
        if (code === REQUESTS.tls || code === REQUESTS.gssapi) this.push("N")
        if (code === REQUESTS.cancel) isOver = true
        if (Object.values(REQUESTS).includes(code)) continue
        this.#isStarted = true
        this.#requests.push(message)
        await this.#takeSession()
        await this.#db.execProtocolRaw(RESET)
      }
      await this.#takeSession()
      if (this.destroyed) return
      const reply = await this.#run(Buffer.concat(this.#requests.splice(0)))
      if (!this.destroyed) this.push(Buffer.from(reply))
    }
    if (isOver && !this.destroyed) this.push(null)
  }

  /** Waits for the session, unless this connection has it already. */
  #takeSession(): Promise<void> {
    if (this.#releaseSession !== null) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const untilReleased = () =>
        new Promise<void>((release) => {
          this.#releaseSession = release
          resolve()
        })
      this.#db.runExclusive(untilReleased).catch(reject)
    })
  }

  /** Runs messages, and releases the session unless a transaction is open. */
  async #run(messages: Uint8Array): Promise<Uint8Array> {
    let isIdle = true
    try {
      const reply = await this.#db.execProtocolRaw(messages)
      isIdle = reply.at(-READY_LENGTH) === READY && reply.at(-1) === IDLE
      return reply
    } finally {
      if (isIdle) {
        this.#releaseSession?.()
        this.#releaseSession = null
      }
    }
  }

  /** The next complete message, or null. All messages start with a letter, except those before the start-up. */
  #next(): Buffer | null {
    const letterSize = this.#isStarted ? 1 : 0
    if (this.#unread.length < letterSize + 4) return null
    const end = letterSize + this.#unread.readInt32BE(letterSize)
    if (this.#unread.length < end) return null
    const message = this.#unread.subarray(0, end)
    this.#unread = this.#unread.subarray(end)
    return message
  }
}
