import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { Nir } from "../../src/domain/nir/nir.ts"
import { type LegacyAnswer, LegacyDown, LegacyVerifier } from "../../src/ports/legacy-verifier.ts"
import { RecordedContacts, type RecordedFile } from "../../src/ports/recorded-contacts.ts"

/** A household file as the legacy system knows it. */
export interface LegacyFile {
  /** The holder's, as a value or as text. Nobody else's number opens the file. */
  readonly nir: Nir | string
  /** Eight digits. */
  readonly password: string
  /** The file's own reference. */
  readonly file: string
  /** E-mail addresses and mobile numbers on record, the preferred one first. None, unless told otherwise. */
  readonly contacts?: ReadonlyArray<string> | undefined
}

/** A legacy system that holds a few made-up files. */
export interface MemoryLegacy {
  readonly service: LegacyVerifier["Service"]
  /** What it says of the contacts on record. */
  readonly recorded: (typeof RecordedContacts)["Service"]
  /** Both, for services. */
  readonly layer: Layer.Layer<LegacyVerifier>
  /** Adds a file; another one of the same holder is replaced. Text that is no NIR throws a `TypeError`. */
  readonly enrol: (file: LegacyFile) => void
  /** How often it was asked, answered or not. */
  readonly questions: () => number
  /** While down, every question fails with `LegacyDown`. */
  readonly setDown: (down: boolean) => void
}

/**
 * A legacy system in memory, for tests, demonstrations and pages.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 * import { memoryLegacy } from "mon-compte/adapters/memory"
 * import { Nir } from "mon-compte/nir"
 *
 * const nir = new Nir("2 69 05 49 588 157 80")
 * const legacy = memoryLegacy([{ nir, password: "12345678", file: "file-1" }])
 * const ask = (password: string) => Effect.runPromise(legacy.service.verify(nir, Redacted.make(password)))
 * await ask("12345678") // => { _tag: "Matches", file: "file-1" }
 * await ask("87654321") // => { _tag: "Differs" }
 * ```
 */
export const memoryLegacy = (files: ReadonlyArray<LegacyFile> = []): MemoryLegacy => {
  const roster = new Map<string, LegacyFile>()
  let questions = 0
  let isDown = false

  const enrol = (file: LegacyFile) => {
    const nir = typeof file.nir === "string" ? new Nir(file.nir) : file.nir
    roster.set(nir.reveal(), { ...file, nir })
  }
  for (const file of files) enrol(file)

  const service = LegacyVerifier.of({
    verify: (nir, password) =>
      Effect.suspend((): Effect.Effect<LegacyAnswer, LegacyDown> => {
        questions += 1
        if (isDown) return Effect.fail(new LegacyDown())
        const held = roster.get(nir.reveal())
        return Effect.succeed(
          held !== undefined && held.password === Redacted.value(password)
            ? { _tag: "Matches", file: held.file }
            : { _tag: "Differs" },
        )
      }),
  })

  const recorded: MemoryLegacy["recorded"] = {
    contactsOf: (nir) =>
      Effect.suspend((): Effect.Effect<RecordedFile | null, LegacyDown> => {
        questions += 1
        if (isDown) return Effect.fail(new LegacyDown())
        const held = roster.get(nir.reveal())
        return Effect.succeed(held === undefined ? null : { file: held.file, contacts: held.contacts ?? [] })
      }),
  }

  return {
    service,
    recorded,
    layer: Layer.merge(Layer.succeed(LegacyVerifier, service), Layer.succeed(RecordedContacts, recorded)),
    enrol,
    questions: () => questions,
    setDown: (down) => {
      isDown = down
    },
  }
}
