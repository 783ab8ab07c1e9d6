import { Buffer } from "node:buffer"
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto"
import type { CryptoPrimitives } from "./crypto-primitives.ts"

const CIPHER = "aes-256-gcm"
/** The lengths of a tag and of a key, in bytes. */
const TAG = 16
const KEY = 32

/** The primitives by Node's synchronous calls: for texts this short, WebCrypto spends most of its time on threads. */
export const nodeCrypto: CryptoPrimitives<KeyObject> = {
  derive: (secret, _, info) => createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", info, KEY))),
  dataKey: (bytes) => createSecretKey(bytes),
  mac: (key, bytes) => new Uint8Array(createHmac("sha256", key).update(bytes).digest()),
  encrypt: (key, { additionalData, nonce }, bytes) => {
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(additionalData)
    const ciphertext = cipher.update(bytes)
    const end = cipher.final()
    return new Uint8Array(Buffer.concat([ciphertext, end, cipher.getAuthTag()]))
  },
  decrypt: (key, { additionalData, nonce }, bytes) => {
    const end = Math.max(0, bytes.length - TAG)
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(additionalData)
    decipher.setAuthTag(bytes.subarray(end))
    return new Uint8Array(Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]))
  },
}
