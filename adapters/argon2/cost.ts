import { parseOptions } from "@node-rs/argon2"

/** What hashing a password costs, on both sides. The defaults are OWASP's: 19 MiB, 2 passes, 1 lane. */
export interface Cost {
  /** KiB of memory a hash takes (`m`). At least 8 a lane. */
  readonly memoryKiB: number
  /** Passes over that memory (`t`). */
  readonly passes: number
  /** Lanes computed side by side (`p`). */
  readonly lanes: number
}

/**
 * A stored hash is no Argon2 hash, or asks for more work than any hasher set up by people would. Somebody or something
 * has altered it: that is for the operators to look at, and no reason to tell its owner that the password is wrong.
 */
export class StoredHashUnreadable extends Error {
  override readonly name = "StoredHashUnreadable"
  constructor() {
    super("A stored password hash cannot be read.")
  }
}

/** Beyond this a hash would take the process down instead of a moment: one flipped digit can ask for 4 TiB. */
export const MOST: Cost = { memoryKiB: 1024 * 1024, passes: 64, lanes: 64 }

const within = ({ lanes, memoryKiB, passes }: Cost, most: Cost) =>
  memoryKiB <= most.memoryKiB && passes <= most.passes && lanes <= most.lanes

// `Algorithm.Argon2id` and `Version.V0x13`, which are const enums and so have no names left at run time.
const ARGON2ID = 2
const VERSION_19 = 1

const BYTES = 32

export interface StoredHash extends Cost {
  /** Argon2id, in its present version, with as many bytes as this adapter asks for. */
  readonly isCurrentKind: boolean
}

/** Reads what a hash says of itself. Throws `StoredHashUnreadable`. */
export const readHash = (phc: string): StoredHash => {
  const stored = parsed(phc)
  if (stored === null || !within(stored, MOST)) throw new StoredHashUnreadable()
  return stored
}

const parsed = (phc: string): StoredHash | null => {
  try {
    const { algorithm, memoryCost, outputLen, parallelism, timeCost, version } = parseOptions(phc)
    return {
      memoryKiB: memoryCost,
      passes: timeCost,
      lanes: parallelism,
      isCurrentKind: algorithm === ARGON2ID && version === VERSION_19 && outputLen >= BYTES,
    }
  } catch {
    return null
  }
}

/** Whether a stored hash costs an attacker less than one made today would, in any respect. */
export const isWeaker = (stored: StoredHash, today: Cost): boolean => !stored.isCurrentKind || !within(today, stored)
