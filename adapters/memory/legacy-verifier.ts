import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Nir } from "../../src/domain/nir/nir.ts"
import { type LegacyAnswer, LegacyDown, LegacyVerifier } from "../../src/ports/legacy-verifier.ts"
import { RecordedContacts, type RecordedFile } from "../../src/ports/recorded-contacts.ts"

/** A household file in the legacy system. */
export interface LegacyFile {
  /** The NIR of the account holder, as a value or as text. No other number matches the password. */
  readonly nir: Nir | string
  /** Eight digits. */
  readonly password: string
  /** The reference of the file. */
  readonly file: string
  /** The e-mail addresses and mobile numbers on record, the preferred one first. None by default. */
  readonly contacts?: ReadonlyArray<string> | undefined
}

/** A legacy system with a few invented files. */
export interface MemoryLegacy {
  readonly service: LegacyVerifier["Service"]
  /** The contacts on record in the same system. */
  readonly recorded: (typeof RecordedContacts)["Service"]
  /** Provides both `LegacyVerifier` and `RecordedContacts`. */
  readonly layer: Layer.Layer<LegacyVerifier>
  /** Adds a file, or replaces the file of the same holder. Throws a `TypeError` if the text is not a NIR. */
  readonly enrol: (file: LegacyFile) => void
  /** The number of calls, failed ones and decoys included. */
  readonly calls: () => number
  /** The number of decoys among the calls: they have no real number and no real password. */
  readonly decoys: () => number
  /** While down, every call fails with `LegacyDown`. */
  readonly setDown: (down: boolean) => void
}

/**
 * A legacy system in memory, for tests, demonstrations and web pages.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 * import { memoryLegacy } from "mon-compte/adapters/memory"
 * import { Nir } from "mon-compte/nir"
 *
 * const nir = new Nir("2 69 05 49 588 157 80")
 * const legacy = memoryLegacy([{ nir, password: "12345678", file: "file-1" }])
 * const verify = (password: string) => Effect.runPromise(legacy.service.verify(nir, Redacted.make(password)))
 * await verify("12345678") // => { _tag: "Matches", file: "file-1" }
 * await verify("87654321") // => { _tag: "Differs" }
 * ```
 */
export const memoryLegacy = (initial: ReadonlyArray<LegacyFile> = []): MemoryLegacy => {
  const files = new Map<string, LegacyFile>()
  let calls = 0
  let decoys = 0
  let isDown = false

  const enrol = (file: LegacyFile) => {
    const nir = typeof file.nir === "string" ? new Nir(file.nir) : file.nir
    files.set(nir.reveal(), { ...file, nir })
  }
  for (const file of initial) enrol(file)

  const service = LegacyVerifier.of({
    verify: (nir, password) =>
      Effect.suspend((): Effect.Effect<LegacyAnswer, LegacyDown> => {
        calls += 1
        if (isDown) return Effect.fail(new LegacyDown())
        const found = files.get(nir.reveal())
        return Effect.succeed(
          found !== undefined && found.password === Redacted.value(password)
            ? { _tag: "Matches", file: found.file }
            : { _tag: "Differs" },
        )
      }),
    verifyDecoy: Effect.suspend((): Effect.Effect<LegacyAnswer, LegacyDown> => {
      calls += 1
      decoys += 1
      return isDown ? Effect.fail(new LegacyDown()) : Effect.succeed({ _tag: "Differs" })
    }),
  })

  const recorded: MemoryLegacy["recorded"] = {
    contactsOf: (nir) =>
      Effect.suspend((): Effect.Effect<RecordedFile | null, LegacyDown> => {
        calls += 1
        if (isDown) return Effect.fail(new LegacyDown())
        const found = files.get(nir.reveal())
        return Effect.succeed(found === undefined ? null : { file: found.file, contacts: found.contacts ?? [] })
      }),
  }

  return {
    service,
    recorded,
    layer: Layer.merge(Layer.succeed(LegacyVerifier, service), Layer.succeed(RecordedContacts, recorded)),
    enrol,
    calls: () => calls,
    decoys: () => decoys,
    setDown: (down) => {
      isDown = down
    },
  }
}
