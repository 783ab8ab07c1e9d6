import { absent, deviates, host, kept, type Requirement } from "./requirement.ts"

const laws = "src/testing/laws/keys.ts" as const
const keyring = "adapters/keyring/keyring.test.ts" as const
const argon2 = "adapters/argon2/password-hasher.test.ts" as const

/** OWASP ASVS 5.0.0, chapter 11: cryptography. */
export const asvsCryptography: ReadonlyArray<Requirement> = [
  kept(
    "11.1.1",
    "A document says how keys are made, replaced and destroyed.",
    "docs/guides/keys.md",
    [`${keyring} > the laws of key rotation, with a keyring`],
    "Choose who holds the keys. Store them apart from the database and its backups.",
  ),
  kept(
    "11.1.2",
    "Every use of cryptography is listed.",
    "docs/norms/inventory.ts",
    ["docs/norms.test.ts > every file that uses cryptography is in the inventory"],
    "Add the certificates and keys of your own servers to the list.",
  ),
  kept("11.1.3", "A tool finds uses of cryptography that are not listed.", "docs/norms.test.ts", [
    "docs/norms.test.ts > every file that uses cryptography is in the inventory",
  ]),
  deviates(
    "11.1.4",
    "A plan says how to move to new algorithms, also against quantum computers.",
    "No plan is written. Only symmetric algorithms with 256-bit keys are used, and each is behind a port, so an adapter can replace it.",
    "src/ports/keys.ts",
  ),
  kept("11.2.1", "Known implementations are used.", "adapters/keyring/node-crypto.ts", [
    `${argon2} > agrees with the test vector of the reference implementation: %s`,
  ]),
  kept(
    "11.2.2",
    "Keys, costs and algorithms can be replaced while the service works.",
    "src/application/use-cases/keys/rewrap-keys.ts",
    [
      "src/application/use-cases/keys/rewrap-keys.story.test.ts > makes the older key unnecessary for sign-in and contacts, and keeps closed accounts closed",
      "src/application/use-cases/sign-in/account.story.test.ts > is replaced at sign-in by a hash of the same password",
    ],
  ),
  kept("11.2.3", "Keys and algorithms have at least 128 bits of security.", "adapters/keyring/parse-keys.ts", [
    `${keyring} > %s is refused: %j`,
  ]),
  deviates(
    "11.2.4",
    "All comparisons take constant time.",
    "Codes are compared in constant time, and passwords by the hasher. Session tokens are found by a MAC under a secret key: the time of that search shows nothing of a token.",
    "src/application/secrets/code.ts",
    [
      "src/application/secrets/code.test.ts > distinguishes the latest code of %i digits from an older and a wrong one, for each digit",
    ],
  ),
  kept("11.2.5", "A failure of cryptography opens nothing and reveals nothing.", "adapters/keyring/keys.ts", [
    `${laws} > a defect does not quote a text, a ciphertext or a key`,
    `${laws} > opening an altered ciphertext is a defect`,
  ]),
  kept("11.3.1", "No weak mode or padding is used.", "adapters/keyring/node-crypto.ts", [
    `${keyring} > the laws of keys, with a keyring`,
  ]),
  kept("11.3.2", "Only approved ciphers are used: AES-256-GCM.", "adapters/keyring/node-crypto.ts", [
    `${keyring} > the laws of keys, with a keyring`,
  ]),
  kept("11.3.3", "Encrypted data cannot be altered or moved to another place.", "adapters/keyring/keys.ts", [
    `${laws} > opening a ciphertext for another subject is a defect`,
    `${laws} > opening a ciphertext as another field is a defect`,
  ]),
  kept("11.3.4", "A nonce is never used twice under one key.", "adapters/keyring/keys.ts", [
    `${laws} > the same text sealed twice gives two ciphertexts`,
  ]),
  absent("11.3.5", "A cipher and a MAC are combined in the safe order.", "GCM is one algorithm, which does both."),
  kept("11.4.1", "Only approved hash functions are used: SHA-256.", "adapters/keyring/node-crypto.ts", [
    "docs/norms.test.ts > every file that uses cryptography is in the inventory",
  ]),
  kept(
    "11.4.2",
    "Passwords are stored under a slow hash of a current cost.",
    "adapters/argon2/password-hasher.ts",
    [
      `${argon2} > uses Argon2id with 19 MiB, 2 passes and 1 lane by default`,
      "src/application/use-cases/sign-in/written-database.story.test.ts > cannot sign in with a hash that they made",
    ],
    "Raise the cost as your machines get faster: hashes are renewed at sign-in.",
  ),
  kept("11.4.3", "A hash that protects integrity has 256 bits.", "src/ports/keys.ts", [
    `${laws} > mac returns 32 bytes, the same for the same input`,
  ]),
  absent("11.4.4", "Keys that come from passwords are stretched.", "No key comes from a password."),
  kept(
    "11.5.1",
    "Random values that must not be guessed have at least 128 bits.",
    "src/application/secrets/ticket.ts",
    ["src/application/secrets/ticket.test.ts > has 256 bits from the random generator, new for each ticket"],
    "Codes are shorter, as people type them: see 6.5.4 and 6.6.3. A ticket of a recovery has 96 random bits and a MAC of 128 bits.",
  ),
  host(
    "11.5.2",
    "The random generator is safe under load.",
    "The package uses the generator of the platform. Run a supported Node, on a system whose generator is ready at start.",
  ),
  absent("11.6.1", "Signatures and generated keys are safe.", "There are no signatures and no key pairs."),
  host(
    "11.6.2",
    "Key exchange uses safe parameters.",
    "Configure TLS in front of the package, and on the database. Node refuses TLS before 1.2 to mail and SMS servers.",
  ),
  host("11.7.1", "Memory is encrypted.", "Choose machines with encrypted memory if your risk requires it."),
  kept("11.7.2", "Little data is in clear, and only while it is used.", "src/application/secrets/sealed-contact.ts", [
    "test/stories/secrets.test.ts > no secret is stored, logged, traced, or part of an answer or a refusal",
  ]),
]
