import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import type { CodePurpose } from "../../domain/challenge/purpose.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { Language } from "../../domain/language/language.ts"
import { type Change, type Message, type Row, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { orderCode } from "../outbox/orders.ts"
import { makeNonce } from "../secrets/code.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { contactIndexes, openContact } from "../secrets/sealed-contact.ts"
import { allowanceIds, type CountedIn, countMessage, knownAllowances, rowsOfKnown } from "./allowance.ts"
import { executeOnChallenge, type LoadedChallenge } from "./loaded-challenge.ts"
import { recordCode } from "./verified-ratio.ts"

/** The code of one contact, for one account and one purpose. */
interface CodeFor {
  readonly account: string
  readonly purpose: CodePurpose
  readonly contact: SealedContact
  /** When the process that asked for the code ends: the code works no longer than that. */
  readonly notAfter?: number | undefined
  readonly at: number
}

/** The parts of a commit that send a code. */
export interface CodeToSend {
  readonly challenge: LoadedChallenge
  /** The changes of the contact's send allowances. */
  readonly allowances: ReadonlyArray<Change>
  readonly messages: ReadonlyArray<Message>
}

/**
 * Issues a new challenge for a contact, and orders its first message.
 *
 * `allowanceRows` are the rows of `allowanceIds(counted)`. Fails with the refusal of the limit that is reached.
 */
export const issueCode = Effect.fnUntraced(function* (
  before: LoadedChallenge,
  code: CodeFor,
  counted: CountedIn,
  allowanceRows: ReadonlyArray<Row>,
) {
  const { codes: policy, recovery } = yield* Policies
  const random = yield* SecureRandom.SecureRandom
  const { at, contact, notAfter } = code
  const { changes: allowances, isSent } = yield* countMessage(counted, allowanceRows, at)
  const challenge = yield* executeOnChallenge(before, {
    _tag: "Issue",
    challenge: yield* random.uuidV4(),
    contact: contact.index,
    nonce: yield* makeNonce,
    policy,
    wrongPerDay: recovery.wrongCodesPerDay,
    allowances: knownAllowances(allowances),
    ...(counted.budget === null ? {} : { destination: counted.budget.destination.name }),
    ...(notAfter === undefined ? {} : { notAfter }),
    at,
  })
  if (isSent) yield* recordCode("requested", { ...code, destination: counted.budget?.destination.name })
  const toSend: CodeToSend = {
    challenge,
    allowances,
    messages: isSent ? orderCode({ ...code, challenge: challenge.state }) : [],
  }
  return toSend
})

/**
 * Makes the resend of one command: a new code for the same challenge, which supersedes the older one.
 *
 * The challenge stores the send allowances as the last message left them. They are current unless another account has
 * sent to this contact since, and the commit checks that. So only a run after a conflict reads them.
 */
export const makeResend = () => {
  let isFirstRun = true
  return Effect.fnUntraced(function* (
    before: LoadedChallenge,
    code: CodeFor & { readonly language: Language | undefined },
    dataKey: LoadedDataKey,
  ) {
    const storage = yield* Storage
    const { at, contact, notAfter } = code
    const end = notAfter === undefined ? {} : { notAfter }
    const resend = { _tag: "Resend", nonce: yield* makeNonce, ...end, at } as const
    // Decides before any read, so that a refused resend costs none.
    yield* executeOnChallenge(before, resend)
    const indexes = yield* contactIndexes(yield* openContact(dataKey, contact))
    const counted: CountedIn = { indexes, account: code.account, budget: null }
    const countFromStorage = Effect.flatMap(storage.load(allowanceIds(counted)), ({ rows }) =>
      countMessage(counted, rows, at),
    )
    const known = isFirstRun && before.state._tag === "Open" ? rowsOfKnown(counted, before.state.allowances) : null
    isFirstRun = false
    const { changes: allowances, isSent } =
      known === null
        ? yield* countFromStorage
        : yield* Effect.catchTag(
            countMessage(counted, known, at),
            ["TooManyMessages", "TooManyCodesRequested"],
            () => countFromStorage,
          )
    const challenge = yield* executeOnChallenge(before, { ...resend, allowances: knownAllowances(allowances) })
    const { destination } = challenge.state._tag === "Open" ? challenge.state : {}
    if (isSent) yield* recordCode("requested", { ...code, destination })
    const toSend: CodeToSend = {
      challenge,
      allowances,
      messages: isSent ? orderCode({ ...code, challenge: challenge.state }) : [],
    }
    return toSend
  })
}
