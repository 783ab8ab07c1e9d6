import type { CryptoPrimitives } from "./crypto-primitives.ts"

const subtle = () => globalThis.crypto.subtle

/** The primitives by WebCrypto, which browsers have too. */
export const webCrypto: CryptoPrimitives<CryptoKey> = {
  derive: async (secret, use, info) => {
    const root = await subtle().importKey("raw", secret, "HKDF", false, ["deriveKey"])
    const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info }
    return use === "mac"
      ? subtle().deriveKey(hkdf, root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"])
      : subtle().deriveKey(hkdf, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
  },
  dataKey: (bytes) => subtle().importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]),
  mac: async (key, bytes) => new Uint8Array(await subtle().sign("HMAC", key, bytes)),
  encrypt: async (key, { additionalData, nonce }, bytes) =>
    new Uint8Array(await subtle().encrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, bytes)),
  decrypt: async (key, { additionalData, nonce }, bytes) =>
    new Uint8Array(await subtle().decrypt({ name: "AES-GCM", iv: nonce, additionalData }, key, bytes)),
}
