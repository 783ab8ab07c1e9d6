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
import { Backstage } from "./backstage.ts"
import { carriers } from "./carriers.ts"
import { newcomer, people } from "./people.ts"
import { terms } from "./terms.ts"

const kept = Layer.mergeAll(memoryStorage().layer, memoryKeys().layer)
const register = memoryTerms(terms)
const agency = Agency.layer.pipe(Layer.provide(memoryIssuer().layer))

/** The household files as the fund opened them, long before anybody signs in: `MonCompte` for people, `Agency` for agents. */
const files = Layer.effectDiscard(
  Effect.gen(function* () {
    const { formCouple, openFile } = yield* Agency
    const agent = "agent-12"
    for (const { file, nir } of people) yield* openFile({ agent, file, holder: nir, on: "2021-09-01" })
    yield* formCouple({ agent, file: people[0].file, spouse: newcomer.identifier, on: "2022-06-04" })
  }),
).pipe(Layer.provide(agency), Layer.orDie)

/** Mon Compte over its adapters, and the mailbox of whoever tries it. What is kept is forgotten with the process. */
export const portal = Layer.mergeAll(MonCompte.layer, files, Backstage.over(register).pipe(Layer.provide(agency))).pipe(
  Layer.provide([
    kept,
    memoryLegacy(people).layer,
    register.layer,
    memoryIdentities([newcomer]).layer,
    argon2PasswordHasher(),
    carriers,
  ]),
  Layer.provideMerge(Arrivals.layer),
)
