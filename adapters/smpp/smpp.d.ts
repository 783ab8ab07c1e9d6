/** As much of the driver as is used here: it comes without types. */
declare module "smpp" {
  import type { Server, Socket } from "node:net"

  export type Fields = Readonly<Record<string, unknown>>

  /** One unit of the protocol: a request, or the answer to one. Its fields are those of its command. */
  export class PDU {
    constructor(command: string, fields?: Fields)
    constructor(octets: Buffer)
    readonly command: string
    readonly command_status: number
    /** Given on sending; an answer bears that of its request. */
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
    /** `false`, and nothing sent, when the socket takes no more. */
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
