import * as Layer from "effect/Layer"
import { MonCompte } from "mon-compte"
import { argon2PasswordHasher } from "mon-compte/adapters/argon2"
import { memoryIdentities, memoryKeys, memoryLegacy, memoryStorage, memoryTerms } from "mon-compte/adapters/memory"
import { Arrivals } from "./arrivals.ts"
import { carriers } from "./carriers.ts"
import { people } from "./people.ts"
import { terms } from "./terms.ts"

/** Mon Compte over its adapters, and the mailbox of whoever tries it. What is kept is forgotten with the process. */
export const portal = MonCompte.layer.pipe(
  Layer.provide([
    memoryStorage().layer,
    memoryKeys().layer,
    memoryLegacy(people).layer,
    memoryTerms(terms).layer,
    memoryIdentities().layer,
    argon2PasswordHasher(),
    carriers,
  ]),
  Layer.provideMerge(Arrivals.layer),
)
