import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { NotAllowed } from "../machine/table.ts"
import { mayFillIn } from "../migration/draft.ts"
import { Storage } from "../ports/storage.ts"
import type { Input } from "./inputs.ts"
import { Policies } from "./policies.ts"
import { allowanceOf, allowSending, orderCode } from "./sending.ts"
import { onChallenge, step } from "./wizard.ts"

/** Sends a new code to the same contact. The older one stops working, and says so when typed. Tries are not refilled. */
export const resendCode = Effect.fn("MonCompte.resendCode")(function* (asked: Input<"resendCode">) {
  const { codes } = yield* Policies
  const storage = yield* Storage
  const random = yield* SecureRandom.SecureRandom
  const language = asked.language === "en" || asked.language === "fr" ? asked.language : undefined
  return yield* step("ResendCode", Schema.Never, asked, (wizard, { account, hash }, at) =>
    Effect.gen(function* () {
      const { state } = wizard.migration
      if ("draft" in state) yield* Effect.fromResult(mayFillIn(state.draft, { at, ticket: hash }))
      if (state._tag !== "CodePending") return yield* new NotAllowed({ state: state._tag, command: "ResendCode" })
      const next = yield* onChallenge(wizard, { _tag: "Resend", nonce: yield* random.uuidV4(), at })
      const { rows } = yield* storage.load([allowanceOf(state.contact)])
      const allowed = yield* allowSending(state.contact, rows[0], codes.sendsPerContactPerDay, at)
      const challenge = next.challenge.state
      const messages = orderCode({ account, purpose: "migration", challenge, contact: state.contact, language, at })
      return { wizard: next, also: [allowed], messages }
    }),
  )
})
