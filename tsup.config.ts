import { defineConfig } from "tsup"

export default defineConfig({
  entry: {
    index: "src/index.ts",
    promise: "src/promise.ts",
    testing: "src/testing.ts",
    "nir/index": "src/nir/index.ts",
    "nir/bytes": "src/nir/bytes.ts",
    "nir/schema": "src/nir/schema.ts",
    "nir/places": "src/nir/places.ts",
    cli: "cli/mon-compte.ts",
    "password/index": "src/password/index.ts",
    "adapters/memory/index": "adapters/memory/index.ts",
    "adapters/postgres/index": "adapters/postgres/index.ts",
    "adapters/smtp/index": "adapters/smtp/index.ts",
    "adapters/smpp/index": "adapters/smpp/index.ts",
    "adapters/argon2/index": "adapters/argon2/index.ts",
  },
  format: ["esm"],
  target: "es2023",
  platform: "neutral",
  dts: true,
  sourcemap: true,
  splitting: true,
  treeshake: true,
  clean: true,
})
