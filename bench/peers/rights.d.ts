import type { Facts, Subject } from "../../src/domain/rights/rights.ts"

type Peer = (facts: Facts) => (action: string, subject: Subject) => boolean

export const casl: Peer
export const cedar: Peer
