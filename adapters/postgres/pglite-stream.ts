import { Duplex } from "node:stream"

/** What is needed of a `PGlite`. */
export interface PGliteLike {
  readonly waitReady: Promise<void>
  readonly exec: (sql: string) => Promise<unknown>
  readonly execProtocolRaw: (message: Uint8Array) => Promise<Uint8Array>
  readonly runExclusive: <A>(work: () => Promise<A>) => Promise<A>
}

/** Requests that come in the place of a start-up message: for TLS, for GSSAPI, to cancel. */
const REQUESTS = { tls: 80_877_103, gssapi: 80_877_104, cancel: 80_877_102 }
/**
 * The statements have one good plan each: by the keys. Left to itself PostgreSQL makes a new one for each commit; and one made
 * while the tables are empty reads them whole, for as long as it is kept.
 */
export const PLANS = {
  plan_cache_mode: "force_generic_plan",
  enable_seqscan: "off",
  enable_hashjoin: "off",
  enable_mergejoin: "off",
} as const
const TERMINATE = 0x58

/**
 * A socket to a PGlite in this process, for `pg`: its `stream` option. No port is opened.
 *
 * PGlite has one session: one connection at a time, in a pool of one. Each connection finds that session as new.
 */
export class PGliteStream extends Duplex {
  readonly #db: PGliteLike
  #unread: Buffer = Buffer.alloc(0)
  #isStarted = false

  constructor(db: PGliteLike) {
    super()
    this.#db = db
  }

  connect(): this {
    process.nextTick(() => this.emit("connect"))
    return this
  }

  /** What `pg` calls on a socket, and what means nothing here. */
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
    this.#answer().then(() => done(), done)
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  async #answer(): Promise<void> {
    const messages: Array<Buffer> = []
    let isOver = false
    for (let message = this.#next(); message !== null; message = this.#next()) {
      if (this.#isStarted) {
        if (message[0] === TERMINATE) isOver = true
        else messages.push(message)
        continue
      }
      const code = message.readInt32BE(4)
      if (code === REQUESTS.tls || code === REQUESTS.gssapi) this.push("N")
      else if (code === REQUESTS.cancel) isOver = true
      else {
        this.#isStarted = true
        await this.#forgetSession()
        messages.push(message)
      }
    }
    if (messages.length > 0) {
      const reply = await this.#db.runExclusive(() => this.#db.execProtocolRaw(new Uint8Array(Buffer.concat(messages))))
      if (reply.length > 0 && !this.destroyed) this.push(Buffer.from(reply))
    }
    if (isOver && !this.destroyed) this.push(null)
  }

  /** A whole message, or null while some of it is still to come. Only the start-up message has no letter before it. */
  #next(): Buffer | null {
    const letter = this.#isStarted ? 1 : 0
    if (this.#unread.length < letter + 4) return null
    const end = letter + this.#unread.readInt32BE(letter)
    if (this.#unread.length < end) return null
    const message = this.#unread.subarray(0, end)
    this.#unread = this.#unread.subarray(end)
    return message
  }

  /** An earlier connection may have been cut in the middle of a transaction, and named its statements. */
  async #forgetSession(): Promise<void> {
    await this.#db.exec("ROLLBACK")
    await this.#db.exec("DISCARD ALL")
    for (const [name, value] of Object.entries(PLANS)) await this.#db.exec(`SET ${name} = ${value}`)
  }
}
