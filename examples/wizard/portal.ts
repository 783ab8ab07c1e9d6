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
import { Arrivals } from "./arrivals.ts"
import { carriers } from "./carriers.ts"
import { newcomer, people } from "./people.ts"
import { terms } from "./terms.ts"

const kept = Layer.mergeAll(memoryStorage().layer, memoryKeys().layer)

/** The household files as the fund opened them, long before anybody signs in: `MonCompte` for people, `Agency` for agents. */
const files = Layer.effectDiscard(
  Effect.gen(function* () {
    const { formCouple, openFile } = yield* Agency
    const agent = "agent-12"
    for (const { file, nir } of people) yield* openFile({ agent, file, holder: nir, on: "2021-09-01" })
    yield* formCouple({ agent, file: people[0].file, spouse: newcomer.identifier, on: "2022-06-04" })
  }),
).pipe(Layer.provide(Agency.layer), Layer.provide(memoryIssuer().layer), Layer.orDie)

/** Mon Compte over its adapters, and the mailbox of whoever tries it. What is kept is forgotten with the process. */
export const portal = Layer.merge(MonCompte.layer, files).pipe(
  Layer.provide([
    kept,
    memoryLegacy(people).layer,
    memoryTerms(terms).layer,
    memoryIdentities([newcomer]).layer,
    argon2PasswordHasher(),
    carriers,
  ]),
  Layer.provideMerge(Arrivals.layer),
)
