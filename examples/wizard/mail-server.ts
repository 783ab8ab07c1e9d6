import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import * as Effect from "effect/Effect"
import PostalMime from "postal-mime"
import { SMTPServer } from "smtp-server"
import { makeCertificate } from "./certificate.ts"
import { Inbox } from "./inbox.ts"

/**
 * A mail server on the loopback interface. It requires STARTTLS, accepts every e-mail and puts it into the person's
 * inbox. It stops when its scope closes. `ca` is the certificate to trust.
 */
export const mailServer = Effect.gen(function* () {
  const { deliver } = yield* Inbox
  const { cert, key } = makeCertificate("localhost")
  const server = new SMTPServer({
    cert,
    key,
    authOptional: true,
    closeTimeout: 100,
    disableReverseLookup: true,
    onMailFrom: (_address, session, done) => done(session.secure ? null : new Error("530 5.7.0 STARTTLS first")),
    onData: (stream, _session, done) =>
      void buffer(stream)
        .then((raw) => PostalMime.parse(raw))
        .then(({ from, subject = "", text = "", to }) => {
          deliver({
            kind: "Email",
            from: `${from?.name} <${from?.address}>`,
            to: to?.map(({ address }) => address).join(", ") ?? "",
            subject,
            text,
          })
        })
        .then(() => done(), done),
  })
  // The end of the demonstration can cut a connection, which is not an error.
  server.on("error", () => {})
  const listening = yield* Effect.acquireRelease(
    Effect.promise(async () => {
      const listening = server.listen(0, "127.0.0.1")
      await once(listening, "listening")
      return listening
    }),
    () => Effect.promise(() => new Promise<void>((resolve) => server.close(resolve))),
  )
  return { port: (listening.address() as AddressInfo).port, ca: cert }
})
