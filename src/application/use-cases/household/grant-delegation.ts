import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { withGraveAct } from "../../caller/grave-act.ts"
import { SpaceOfSpouseClosed } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { changeDelegation } from "../../household-file/change-delegation.ts"
import { readPersonId } from "../../household-file/resolve-person.ts"
import { readDayOrNone } from "../../household-file/typed-input.ts"

/**
 * Gives the management authorisation to the spouse, who need not accept it.
 *
 * Given again in the same terms, it stays as it is; to give it in other terms, cancel it first. It takes effect once
 * both personal spaces are active, and lasts through its last day if it has one. It is refused if the spouse's
 * personal space was closed. Refused with `ReauthenticationRequired` if the policy `graveActs` requires the current
 * password and it is missing.
 *
 * If facts alone opened the spouse's personal space afterwards, it is `Unconfirmed` until the holder gives it again.
 */
export const grantDelegation = Effect.fn("MonCompte.grantDelegation")(function* (request: Input<"grantDelegation">) {
  const lastDay = yield* readDayOrNone(request.lastDay)
  return yield* changeDelegation(
    "GrantDelegation",
    request,
    ({ at, partner, person }) => ({
      _tag: "GrantDelegation",
      by: person.id,
      // The household refuses a person who is not the spouse, and everyone where there is no spouse.
      to: readPersonId(request.to) ?? request.to ?? (partner === undefined ? "" : Account.stream.keyOf(partner.id)),
      lastDay,
      toActive: partner !== undefined && Account.hasRights(partner.state),
      at,
    }),
    ({ partner }) => (partner?.state._tag === "Closed" ? Effect.fail(new SpaceOfSpouseClosed()) : Effect.void),
    withGraveAct(request.current),
  )
})
