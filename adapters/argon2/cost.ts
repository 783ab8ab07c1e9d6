import { parseOptions } from "@node-rs/argon2"

/** The cost of one hash, for the service and for an attacker. OWASP recommends 19 MiB, 2 passes and 1 lane. */
export interface Cost {
  /** Memory for one hash, in KiB (`m`). At least 8 per lane. */
  readonly memoryKiB: number
  /** Passes over that memory (`t`). */
  readonly passes: number
  /** Lanes computed in parallel (`p`). */
  readonly lanes: number
}

/**
 * A stored hash is not an Argon2 hash, or its cost is above every cost that this adapter accepts. The hash was altered
 * or damaged. It is a defect for the operators, because "wrong password" would mislead the account holder.
 */
export class StoredHashUnreadable extends Error {
  override readonly name = "StoredHashUnreadable"
  constructor() {
    super("A stored password hash cannot be read.")
  }
}

/** The highest cost that is accepted. One altered digit in a stored hash can ask for 4 TiB and crash the process. */
export const HIGHEST_COST: Cost = { memoryKiB: 1024 * 1024, passes: 64, lanes: 64 }

const isAtMost = ({ lanes, memoryKiB, passes }: Cost, limit: Cost) =>
  memoryKiB <= limit.memoryKiB && passes <= limit.passes && lanes <= limit.lanes

// The values of `Algorithm.Argon2id` and `Version.V0x13`: const enums have no names at run time.
const ARGON2ID = 2
const VERSION_19 = 1

/** The length of the hashes that this adapter makes, in bytes. */
const HASH_BYTES = 32

export interface StoredHash extends Cost {
  /** Whether it is Argon2id, version 19, of at least 32 bytes. */
  readonly isCurrentKind: boolean
}

/** Reads the parameters of a stored hash. Throws `StoredHashUnreadable`. */
export const readHash = (phc: string): StoredHash => {
  const stored = parsed(phc)
  if (stored === null || !isAtMost(stored, HIGHEST_COST)) throw new StoredHashUnreadable()
  return stored
}

const parsed = (phc: string): StoredHash | null => {
  try {
    const { algorithm, memoryCost, outputLen, parallelism, timeCost, version } = parseOptions(phc)
    return {
      memoryKiB: memoryCost,
      passes: timeCost,
      lanes: parallelism,
      isCurrentKind: algorithm === ARGON2ID && version === VERSION_19 && outputLen >= HASH_BYTES,
    }
  } catch {
    return null
  }
}

/** Whether a stored hash costs an attacker less than a new one, in memory, passes or lanes. */
export const isWeaker = (stored: StoredHash, current: Cost): boolean =>
  !stored.isCurrentKind || !isAtMost(current, stored)
