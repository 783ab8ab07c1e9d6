import { once } from "node:events"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"
import * as Effect from "effect/Effect"
import PostalMime from "postal-mime"
import { SMTPServer } from "smtp-server"
import { Arrivals } from "./arrivals.ts"
import { makeCertificate } from "./certificate.ts"

/**
 * A real mail server on the loopback interface, for as long as the scope is open: it asks for STARTTLS, takes every letter
 * and puts it into the person's mailbox. `ca` is the certificate to trust.
 */
export const postOffice = Effect.gen(function* () {
  const { arrive } = yield* Arrivals
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
          arrive({
            kind: "Letter",
            from: `${from?.name} <${from?.address}>`,
            to: to?.map(({ address }) => address).join(", ") ?? "",
            subject,
            text,
          })
        })
        .then(() => done(), done),
  })
  // A client that is cut off while the demonstration ends.
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
