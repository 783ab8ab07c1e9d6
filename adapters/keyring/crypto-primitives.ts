/** Bytes in a buffer of their own, as WebCrypto requires. */
export type Bytes = Uint8Array<ArrayBuffer>

/** The result, or a promise of it. */
export type MaybePromise<A> = A | Promise<A>

/** What a ciphertext is bound to: `decrypt` needs the same values. */
export interface Binding {
  readonly nonce: Bytes
  /** Authenticated and not encrypted: what the ciphertext is about. */
  readonly additionalData: Bytes
}

/** The cryptography that a ring needs. Every implementation gives the same bytes. */
export interface CryptoPrimitives<Key> {
  /** Derives 32 bytes by HKDF-SHA-256 (RFC 5869) without a salt. */
  readonly derive: (secret: Bytes, use: "mac" | "wrap", info: Bytes) => MaybePromise<Key>
  /** Imports 32 bytes as a key for AES-256-GCM. */
  readonly dataKey: (bytes: Bytes) => MaybePromise<Key>
  /** HMAC-SHA-256. */
  readonly mac: (key: Key, bytes: Bytes) => MaybePromise<Bytes>
  /** AES-256-GCM: the ciphertext, then its tag of 16 bytes. */
  readonly encrypt: (key: Key, binding: Binding, bytes: Bytes) => MaybePromise<Bytes>
  /** Throws if the ciphertext, the tag, the key or the binding differs from those of `encrypt`. */
  readonly decrypt: (key: Key, binding: Binding, bytes: Bytes) => MaybePromise<Bytes>
}
