import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Language } from "mon-compte"
import type { Arrival } from "./arrivals.ts"
import type { Panel } from "./panel.ts"
import type { ButtonName, FieldName } from "./wording.ts"

/** The fields in which what is typed does not show. */
export const SECRETS: ReadonlyArray<FieldName> = ["password", "current", "newPassword", "confirmation"]

/** Whoever is in front of the screen: a person at a terminal, or a script. One who goes away interrupts. */
export class Visitor extends Context.Service<
  Visitor,
  {
    readonly language: Language
    readonly show: (panel: Panel) => Effect.Effect<void>
    /** What is the matter, then the reasons one by one. */
    readonly refuse: (what: string, reasons: ReadonlyArray<string>) => Effect.Effect<void>
    /** A letter or a text message, where the person reads it. */
    readonly receive: (arrival: Arrival, panel: Panel) => Effect.Effect<void>
    readonly fill: (field: FieldName) => Effect.Effect<string>
    readonly press: <Name extends ButtonName>(buttons: readonly [Name, ...ReadonlyArray<Name>]) => Effect.Effect<Name>
  }
>()("examples/Visitor") {}
