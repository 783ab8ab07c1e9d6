import * as Effect from "effect/Effect"
import { match } from "ts-pattern"
import type * as Challenge from "../../domain/challenge/challenge.ts"
import type { Contact } from "../../domain/contact/contact.ts"
import type * as Migration from "../../domain/migration/migration.ts"
import { type Progress, progress } from "../../domain/migration/progress.ts"
import { Notifier } from "../../ports/notifier.ts"
import { type CodeSent, describeCode } from "../code/describe-code.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"

/** Where the wizard stands after a command: what to show next. Times are in milliseconds since the epoch. */
export type Step = TermsPending | PasswordPending | ContactPending | CodePending | Completed | Left

interface Underway extends Progress {
  /** When the wizard closes by itself, and must be started over. */
  readonly until: number
}

/** Step 1: show the terms in force (`termsInForce`) and have them accepted. */
export interface TermsPending extends Underway {
  readonly _tag: "TermsPending"
  /** The terms changed after they were accepted; everything else is done and kept. */
  readonly changed: boolean
}

/** Step 2: have a password chosen, typed twice. */
export interface PasswordPending extends Underway {
  readonly _tag: "PasswordPending"
}

/** Step 3: ask for an e-mail address or a mobile number. */
export interface ContactPending extends Underway {
  readonly _tag: "ContactPending"
  /** The kinds of contact that codes can be sent to. */
  readonly kinds: ReadonlyArray<Contact["_tag"]>
}

/** Step 3, second half: the code is on its way. */
export interface CodePending extends Underway, CodeSent {
  readonly _tag: "CodePending"
}

/** The migration is done: NIR and new password from now on, and nothing else. */
export interface Completed {
  readonly _tag: "Completed"
}

/** No wizard is under way: it was left or its time ran out, and the account is as it was before. */
export interface Left {
  readonly _tag: "Left"
}

/** Tells a person where the wizard stands. */
export const describeStep = Effect.fnUntraced(function* (wizard: {
  readonly migration: { readonly state: Migration.State }
  readonly challenge: { readonly state: Challenge.State }
  readonly dataKey: LoadedDataKey
}) {
  const migration = wizard.migration.state
  const now = progress(migration)
  if (now === null || !("draft" in migration)) {
    const over: Step = { _tag: migration._tag === "Completed" ? "Completed" : "Left" }
    return over
  }
  const underway = { ...now, until: migration.draft.until }
  return yield* match(migration)
    .with({ _tag: "TermsPending" }, ({ _tag, kept }) =>
      Effect.succeed<Step>({ _tag, ...underway, changed: kept !== null }),
    )
    .with({ _tag: "PasswordPending" }, ({ _tag }) => Effect.succeed<Step>({ _tag, ...underway }))
    .with({ _tag: "ContactPending" }, ({ _tag }) =>
      Effect.map(Notifier, ({ reaches }): Step => ({ _tag, ...underway, kinds: reaches })),
    )
    .with({ _tag: "CodePending" }, ({ _tag, contact }) =>
      Effect.gen(function* () {
        const sent = describeCode(wizard.challenge.state)
        if (sent === null) return yield* Effect.die(new Error("A wizard that awaits a code has an open challenge."))
        const { masked } = yield* openContact(wizard.dataKey, contact)
        const step: Step = { _tag, ...underway, sentTo: masked, ...sent }
        return step
      }),
    )
    .exhaustive()
})
