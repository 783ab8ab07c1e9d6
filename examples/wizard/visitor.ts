import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { Language } from "mon-compte"
import type { ReceivedMessage } from "./inbox.ts"
import type { Panel } from "./panel.ts"
import type { ButtonName, FieldName } from "./wording.ts"

/** The fields whose input is not shown. */
export const SECRET_FIELDS: ReadonlyArray<FieldName> = ["password", "current", "newPassword", "confirmation"]

/**
 * The visitor at the screen: a person at a terminal, or a script. The effects are interrupted if the visitor leaves.
 */
export class Visitor extends Context.Service<
  Visitor,
  {
    readonly language: Language
    readonly show: (panel: Panel) => Effect.Effect<void>
    /** Shows an error and its reasons. */
    readonly showError: (error: string, reasons: ReadonlyArray<string>) => Effect.Effect<void>
    /** Shows an e-mail or a text message that has arrived. */
    readonly showMessage: (message: ReceivedMessage, panel: Panel) => Effect.Effect<void>
    readonly fill: (field: FieldName) => Effect.Effect<string>
    readonly press: <Name extends ButtonName>(buttons: readonly [Name, ...ReadonlyArray<Name>]) => Effect.Effect<Name>
  }
>()("examples/Visitor") {}
