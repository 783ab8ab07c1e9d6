import { Buffer } from "node:buffer"
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto"
import type { Primitives } from "./ring.ts"

const CIPHER = "aes-256-gcm"
/** In bytes. WebCrypto appends the tag, and gives it the whole length. */
const TAG = 16
const KEY = 32

/** By Node's own calls, at once: for what is this short, WebCrypto spends its time on going to a thread and back. */
export const nodeCrypto: Primitives<KeyObject> = {
  derive: (secret, _, info) => createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", info, KEY))),
  dataKey: (bytes) => createSecretKey(bytes),
  mac: (key, bytes) => new Uint8Array(createHmac("sha256", key).update(bytes).digest()),
  encrypt: (key, { about, nonce }, bytes) => {
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(about)
    const ciphertext = cipher.update(bytes)
    const end = cipher.final()
    return new Uint8Array(Buffer.concat([ciphertext, end, cipher.getAuthTag()]))
  },
  decrypt: (key, { about, nonce }, bytes) => {
    const end = Math.max(0, bytes.length - TAG)
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(about)
    decipher.setAuthTag(bytes.subarray(end))
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]))
  },
}
