import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { SMTPServer, type SMTPServerOptions } from "smtp-server"

/** A message as the relay received it. `from` and `to` come from the envelope. */
interface ReceivedMessage {
  readonly from: string
  readonly to: ReadonlyArray<string>
  readonly user: string | undefined
  readonly encrypted: boolean
  readonly raw: string
}

/** A relay of the smtp-server package on the loopback interface. The options set its TLS and authentication. */
export const realRelay = async (options: SMTPServerOptions) => {
  const received: Array<ReceivedMessage> = []
  const server = new SMTPServer({
    closeTimeout: 100,
    ...options,
    onAuth: ({ password, username }, _session, done) =>
      username === "mon-compte" && password === "relay-password"
        ? done(null, { user: username })
        : done(new Error("535 5.7.8 Wrong credentials for mon-compte")),
    onData: (stream, session, done) => {
      const chunks: Array<Buffer> = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          user: session.user,
          encrypted: session.secure,
          raw: Buffer.concat(chunks).toString("utf8"),
        })
        done()
      })
    },
  })
  // Some tests connect with a client that refuses the certificate.
  server.on("error", () => {})
  const listening = server.listen(0, "127.0.0.1")
  await once(listening, "listening")
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    open: () => server.connections.size,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
