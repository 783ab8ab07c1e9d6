import * as Effect from "effect/Effect"
import { match } from "ts-pattern"
import type { Contact } from "../../domain/contact/contact.ts"
import { type Progress, progress } from "../../domain/migration/progress.ts"
import { Notifier } from "../../ports/notifier.ts"
import { type CodeSent, describeCode } from "../code/describe-code.ts"
import type { Wizard } from "./wizard.ts"

/** The step that a wizard is at after a command: what to show next. Times are in milliseconds since the epoch. */
export type Step = TermsPending | PasswordPending | ContactPending | CodePending | Completed | Left

interface Underway extends Progress {
  /** When the draft expires and the wizard must be started again. */
  readonly until: number
}

/** Step 1: show the terms in force (`termsInForce`) and ask the person to accept them. */
export interface TermsPending extends Underway {
  readonly _tag: "TermsPending"
  /** Whether the terms changed after they were accepted. Then the other steps are done, and stay done. */
  readonly changed: boolean
}

/** Step 2: ask for a password, typed twice. */
export interface PasswordPending extends Underway {
  readonly _tag: "PasswordPending"
}

/** Step 3: ask for an e-mail address or a mobile number. */
export interface ContactPending extends Underway {
  readonly _tag: "ContactPending"
  /** The kinds of contact that codes can be sent to. */
  readonly kinds: ReadonlyArray<Contact["_tag"]>
}

/** Step 3, second half: ask for the code that was sent. */
export interface CodePending extends Underway, CodeSent {
  readonly _tag: "CodePending"
}

/** The migration is done. From now on the person signs in with NIR and new password only. */
export interface Completed {
  readonly _tag: "Completed"
}

/** No wizard is under way: it was abandoned or it expired, and the account is as it was before. */
export interface Left {
  readonly _tag: "Left"
}

/** Describes the step that a wizard is at. */
export const describeStep = Effect.fnUntraced(function* ({
  challenge,
  dataKey,
  migration: { state },
}: Pick<Wizard, "migration" | "challenge" | "dataKey">) {
  const steps = progress(state)
  if (steps === null || !("draft" in state)) {
    const ended: Step = { _tag: state._tag === "Completed" ? "Completed" : "Left" }
    return ended
  }
  const underway = { ...steps, until: state.draft.until }
  return yield* match(state)
    .with({ _tag: "TermsPending" }, ({ _tag, provedContact }) =>
      Effect.succeed<Step>({ _tag, ...underway, changed: provedContact !== null }),
    )
    .with({ _tag: "PasswordPending" }, ({ _tag }) => Effect.succeed<Step>({ _tag, ...underway }))
    .with({ _tag: "ContactPending" }, ({ _tag }) =>
      Effect.map(Notifier, ({ reaches }): Step => ({ _tag, ...underway, kinds: reaches })),
    )
    .with({ _tag: "CodePending" }, ({ _tag, contact }) =>
      Effect.gen(function* () {
        const sent = yield* describeCode(challenge.state, dataKey, contact)
        if (sent === null) return yield* Effect.die(new Error("A wizard that waits for a code has an open challenge."))
        const step: Step = { _tag, ...underway, ...sent }
        return step
      }),
    )
    .exhaustive()
})
