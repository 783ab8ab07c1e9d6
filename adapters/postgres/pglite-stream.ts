import { Duplex } from "node:stream"

/** What is needed of a `PGlite`. */
export interface PGliteLike {
  readonly waitReady: Promise<void>
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
/** What a client sends before it waits: copied data's end or failure, a call, a flush, a password, a query, a sync. */
const ENDS = new Set([0x63, 0x66, 0x46, 0x48, 0x70, 0x51, 0x53])
/** `ReadyForQuery`: it comes last, is six bytes long, and ends with whether a transaction is open. */
const [READY, READY_LENGTH, IDLE] = [0x5a, 6, 0x49]

const query = (sql: string): Buffer => {
  const body = Buffer.from(`${sql}\0`)
  const head = Buffer.alloc(5, "Q")
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** An earlier connection may have been cut in the middle of a transaction, and named its statements. */
const FORGET = Buffer.concat(
  ["ROLLBACK", "DISCARD ALL", ...Object.entries(PLANS).map(([name, value]) => `SET ${name} = ${value}`)].map(query),
)

/**
 * A socket to a PGlite in this process, for `pg`: its `stream` option. No port is opened.
 *
 * PGlite has one session: one connection at a time, in a pool of one. Each connection finds that session as new, and
 * has it to itself from what it asks first until no transaction is open: what somebody else asks the PGlite meanwhile
 * would come between, and end what is not named or not committed yet.
 */
export class PGliteStream extends Duplex {
  readonly #db: PGliteLike
  #unread: Buffer = Buffer.alloc(0)
  #isStarted = false
  #asked: Array<Buffer> = []
  #giveBack: (() => void) | null = null
  #answered: Promise<void> = Promise.resolve()

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
    this.#answered = this.#answer().then(() => done(), done)
  }

  override _final(done: () => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const end = async () => {
      await this.#answered
      if (this.#giveBack !== null) await this.#run(query("ROLLBACK"))
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
        else this.#asked.push(message)
        if (!ENDS.has(message[0] as number)) continue
      } else {
        const code = message.readInt32BE(4)
        if (code === REQUESTS.tls || code === REQUESTS.gssapi) this.push("N")
        if (code === REQUESTS.cancel) isOver = true
        if (Object.values(REQUESTS).includes(code)) continue
        this.#isStarted = true
        this.#asked.push(message)
        await this.#take()
        await this.#db.execProtocolRaw(FORGET)
      }
      await this.#take()
      if (this.destroyed) return
      const reply = await this.#run(Buffer.concat(this.#asked.splice(0)))
      if (!this.destroyed) this.push(Buffer.from(reply))
    }
    if (isOver && !this.destroyed) this.push(null)
  }

  /** Waits for the session, unless it is held already. */
  #take(): Promise<void> {
    if (this.#giveBack !== null) return Promise.resolve()
    return new Promise((taken, failed) => {
      const held = () =>
        new Promise<void>((giveBack) => {
          this.#giveBack = giveBack
          taken()
        })
      this.#db.runExclusive(held).catch(failed)
    })
  }

  /** Gives the session back once no transaction is open. */
  async #run(messages: Uint8Array): Promise<Uint8Array> {
    let isIdle = true
    try {
      const reply = await this.#db.execProtocolRaw(messages)
      isIdle = reply.at(-READY_LENGTH) === READY && reply.at(-1) === IDLE
      return reply
    } finally {
      if (isIdle) this.#release()
    }
  }

  #release(): void {
    this.#giveBack?.()
    this.#giveBack = null
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
}
