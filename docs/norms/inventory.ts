/** One use of cryptography. */
export interface CryptographyUse {
  readonly use: string
  readonly algorithm: string
  /** Where its key is, or why there is none. */
  readonly key: string
  /** Every file that calls it. */
  readonly files: ReadonlyArray<string>
}

/** Every use of cryptography in `src` and `adapters`. A test compares it with the source. */
export const cryptography: ReadonlyArray<CryptographyUse> = [
  {
    use: "seal contacts and other personal data; wrap data keys",
    algorithm: "AES-256-GCM, a random nonce of 96 bits; subject and field as associated data",
    key: "a data key per person, wrapped under the ring",
    files: ["adapters/keyring/node-crypto.ts", "adapters/keyring/web-crypto.ts", "adapters/keyring/keys.ts"],
  },
  {
    use: "find identifiers, hash tickets, derive codes, key passwords",
    algorithm: "HMAC-SHA-256, keys by HKDF-SHA-256 for each purpose",
    key: "the ring of keys, outside the database",
    files: ["adapters/keyring/node-crypto.ts", "adapters/keyring/web-crypto.ts"],
  },
  {
    use: "hash passwords",
    algorithm: "Argon2id, 19 MiB, 2 passes, 1 lane; a random salt of 128 bits",
    key: "none; its input is keyed (line above)",
    files: ["adapters/argon2/password-hasher.ts", "adapters/argon2/cost.ts"],
  },
  {
    use: "make tickets, session tokens, data keys and nonces",
    algorithm:
      "256 bits of the random generator of the platform; for a ticket of a recovery 96 bits and a MAC of 128 bits",
    key: "none",
    files: ["src/application/secrets/ticket.ts", "adapters/keyring/keys.ts", "adapters/postgres/outbox.ts"],
  },
  {
    use: "shorten ids, references and texts that are not secret",
    algorithm: "SHA-256",
    key: "none",
    files: [
      "src/application/caller/agent.ts",
      "src/application/use-cases/creation/issue-provisional.ts",
      "adapters/smtp/compose-message.ts",
      "adapters/smpp/compose-message.ts",
      "adapters/postgres/folder.ts",
      "adapters/postgres/migrate.ts",
    ],
  },
  {
    use: "read certificates of mail and SMS servers",
    algorithm: "TLS 1.2 or later, by Node",
    key: "the certificate authorities that you name",
    files: ["adapters/smtp/options.ts", "adapters/smpp/options.ts"],
  },
  {
    use: "replace the above in tests",
    algorithm: "the same, with a cheap hash of passwords",
    key: "in memory",
    files: [
      "adapters/memory/keys.ts",
      "adapters/memory/password-hasher.ts",
      "adapters/memory/provisional-issuer.ts",
      "adapters/memory/terms-register.ts",
    ],
  },
]

/** One kind of data, its level, and how it is protected. */
export interface DataKind {
  readonly data: string
  readonly level: "secret" | "personal" | "internal"
  readonly stored: string
  readonly shown: string
  readonly kept: string
}

/** Every kind of data that the package stores, by level. */
export const data: ReadonlyArray<DataKind> = [
  {
    data: "password",
    level: "secret",
    stored: "as a slow hash of its MAC, apart from the state",
    shown: "never",
    kept: "until the next change, or the closing of the account",
  },
  {
    data: "confirmation code",
    level: "secret",
    stored: "not stored: derived from a nonce",
    shown: "in the message to its own contact",
    kept: "10 minutes",
  },
  {
    data: "session token, device token, ticket",
    level: "secret",
    stored: "as a MAC",
    shown: "once, to its browser",
    kept: "12 hours, a year, 30 minutes",
  },
  {
    data: "NIR and provisional identifier",
    level: "personal",
    stored: "as a MAC to find it, and sealed to show it",
    shown: "masked",
    kept: "as long as the account",
  },
  {
    data: "e-mail address, mobile number",
    level: "personal",
    stored: "sealed, with a MAC to count messages",
    shown: "masked",
    kept: "as long as the account; 30 days after a change, to notify it",
  },
  {
    data: "members of a household, birth dates of children, separations, authorisations, action records",
    level: "personal",
    stored: "in clear, by the id of the person, without names and numbers",
    shown: "to the persons whom a rule allows",
    kept: "action records for three years",
  },
  {
    data: "counts of attempts and messages, states of deliveries",
    level: "internal",
    stored: "under keyed ids",
    shown: "to operators",
    kept: "30 days after the last change",
  },
]
