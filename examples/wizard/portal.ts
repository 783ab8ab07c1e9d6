import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Agency, MonCompte } from "mon-compte"
import { argon2PasswordHasher } from "mon-compte/adapters/argon2"
import {
  memoryIdentities,
  memoryIssuer,
  memoryKeys,
  memoryLegacy,
  memoryStorage,
  memoryTerms,
} from "mon-compte/adapters/memory"
import { carriers } from "./carriers.ts"
import { Fund } from "./fund-actions.ts"
import { Inbox } from "./inbox.ts"
import { nadiasSpouse, people } from "./people.ts"
import { terms } from "./terms.ts"

const storageAndKeys = Layer.mergeAll(memoryStorage().layer, memoryKeys().layer)
const register = memoryTerms(terms)
const agency = Agency.layer.pipe(Layer.provide(memoryIssuer().layer))

/** The household files, which agents of the fund open with `Agency` before the people sign in to `MonCompte`. */
const files = Layer.effectDiscard(
  Effect.gen(function* () {
    const { formCouple, openFile } = yield* Agency
    const agent = "agent-12"
    for (const { file, nir } of people) yield* openFile({ agent, file, holder: nir, on: "2021-09-01" })
    yield* formCouple({ agent, file: people[0].file, spouse: nadiasSpouse.identifier, on: "2022-06-04" })
  }),
).pipe(Layer.provide(agency), Layer.orDie)

/** Mon Compte with its adapters, and the inbox of the visitor. Everything is in memory and ends with the process. */
export const portal = Layer.mergeAll(MonCompte.layer, files, Fund.layer(register).pipe(Layer.provide(agency))).pipe(
  Layer.provide([
    storageAndKeys,
    memoryLegacy(people).layer,
    register.layer,
    memoryIdentities([nadiasSpouse]).layer,
    argon2PasswordHasher(),
    carriers,
  ]),
  Layer.provideMerge(Inbox.layer),
)
