import { describe, expect, it } from "vitest"
import { type KeyringOptions, keyring } from "./index.ts"

describe("the options of a ring", () => {
  const RANGE = "rereadEvery must be a duration from 1 second to below 24 days."

  it.each<[options: unknown, message: string]>([
    [null, "The options must be an object with: keys, variable, file, rereadEvery."],
    [{}, "Pass exactly one of keys, variable and file."],
    [{ variable: "KEYS", file: "/run/keys" }, "Pass exactly one of keys, variable and file."],
    [{ variable: undefined }, "variable must be the name of a variable."],
    [{ file: "" }, "file must be the path of a file."],
    [{ file: "/run/keys", rereadevery: "1 minute" }, "rereadevery is not an option."],
    [{ variable: "KEYS", rereadEvery: "1 minute" }, "rereadEvery needs file."],
    [{ file: "/run/keys", rereadEvery: Number.NaN }, RANGE],
    [{ file: "/run/keys", rereadEvery: null }, RANGE],
    [{ file: "/run/keys", rereadEvery: "0 seconds" }, RANGE],
    [{ file: "/run/keys", rereadEvery: "25 days" }, RANGE],
  ])("are refused at once: %j", (options, message) => {
    expect(() => keyring(options as KeyringOptions)).toThrow(RangeError)
    expect(() => keyring(options as KeyringOptions)).toThrow(message)
  })
})
