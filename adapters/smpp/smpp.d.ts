/** The part of the `smpp` library that this adapter uses. The library has no types. */
declare module "smpp" {
  import type { Server, Socket } from "node:net"

  export type Fields = Readonly<Record<string, unknown>>

  /** One protocol data unit: a request or a response, with the fields of its command. */
  export class PDU {
    constructor(command: string, fields?: Fields)
    constructor(octets: Buffer)
    readonly command: string
    readonly command_status: number
    /** Assigned when the unit is sent. A response has the number of its request. */
    readonly sequence_number: number
    isResponse(): boolean
    response(fields?: Fields): PDU
    toBuffer(): Buffer
    readonly [field: string]: unknown
  }

  export class Session {
    constructor(options: { readonly socket: Socket })
    readonly socket: Socket
    on(event: "pdu", listener: (pdu: PDU) => void): this
    on(event: "error", listener: (error: unknown) => void): this
    on(event: "close", listener: () => void): this
    /** Returns `false` and sends nothing if the socket is closed. */
    send(pdu: PDU, onSent?: () => void): boolean
  }

  const smpp: {
    readonly PDU: typeof PDU
    readonly Session: typeof Session
    createServer(
      options: { readonly key?: string; readonly cert?: string },
      listener: (session: Session) => void,
    ): Server
  }
  export default smpp
}
