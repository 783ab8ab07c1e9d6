import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import { type Command, decide, evolve, initial, machine, type State } from "./migration.ts"
import { knowsTicket, progress } from "./progress.ts"

const MINUTE = 60_000
const UNTIL = 30 * MINUTE
const v1 = { version: "1", sha256: "aa" }
const v2 = { version: "2", sha256: "bb" }
const contact = { kind: "Email", index: "i", sealed: "s", language: "fr" } as const
const otherContact = { kind: "Mobile", index: "j", sealed: "t", language: "en" } as const

type Given = { readonly ticket?: string; readonly at?: number }
const start = ({ at = 0, resumes = null, ticket = "t1" }: Given & { resumes?: string | null } = {}): Command => ({
  _tag: "Start",
  ticket,
  resumes,
  until: at + UNTIL,
  at,
})
const accept = ({ at = 1, ticket = "t1", version = "1", inForce = v1 } = {}): Command => ({
  _tag: "AcceptTerms",
  ticket,
  version,
  inForce,
  at,
})
const choose = ({ at = 2, ticket = "t1" }: Given = {}): Command => ({ _tag: "ChoosePassword", ticket, at })
const give = ({ at = 3, ticket = "t1" }: Given = {}): Command => ({ _tag: "GiveContact", ticket, contact, at })
const confirm = ({ at = 4, ticket = "t1", inForce = v1 } = {}): Command => ({ _tag: "Confirm", ticket, inForce, at })
const back = ({ at = 5, ticket = "t1" }: Given = {}): Command => ({ _tag: "GoBack", ticket, at })

/** The state after these commands, in order. A refused command fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const outcome = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

const atContact = [start(), accept(), choose()] as const
const atCode = [...atContact, give()] as const

describe("the steps of the leaflet", () => {
  it("go through terms, password, contact and code to the end", () => {
    const path = [start(), accept(), choose(), give(), confirm()]
    expect(path.map((_, index) => stateAfter(...path.slice(0, index + 1))._tag)).toEqual([
      "TermsPending",
      "PasswordPending",
      "ContactPending",
      "CodePending",
      "Completed",
    ])
  })

  it.each([
    ["the password before the terms", [start()], choose()],
    ["the contact before the password", [start(), accept()], give()],
    ["the code before the contact", atContact, confirm()],
    ["anything before the start", [], accept()],
    ["anything after the end", [...atCode, confirm()], start({ ticket: "t2", at: 5 })],
  ])("cannot be skipped: %s", (_, path, command) => {
    expect(outcome(stateAfter(...path), command)).toBe("NotAllowed")
  })

  it("complete the migration with the accepted terms and the proved contact", () => {
    const completed = Result.getOrThrow(decide(confirm(), stateAfter(...atCode)))
    expect(completed).toEqual([{ _tag: "Completed", terms: { ...v1, at: 1 }, contact, at: 4 }])
  })
})

describe("going back", () => {
  it("is possible from every step but the first", () => {
    expect(stateAfter(...atCode, back())._tag).toBe("ContactPending")
    expect(stateAfter(...atCode, back(), back())._tag).toBe("PasswordPending")
    expect(stateAfter(...atCode, back(), back(), back())._tag).toBe("TermsPending")
    expect(outcome(stateAfter(start()), back())).toBe("NotAllowed")
  })

  it("is not needed to change the contact while the code is pending", () => {
    const changed = stateAfter(...atCode, { _tag: "GiveContact", ticket: "t1", contact: otherContact, at: 4 })
    expect(changed).toMatchObject({ _tag: "CodePending", contact: otherContact })
  })
})

describe("the time limit of a draft", () => {
  it.each([
    [UNTIL - 1, "accepted"],
    [UNTIL, "DraftExpired"],
  ])("is thirty minutes from its start: at %i ms a password is %s", (at, expected) => {
    expect(outcome(stateAfter(start(), accept()), choose({ at }))).toBe(expected)
  })

  it.each([
    [UNTIL - 1, "DraftNotExpired"],
    [UNTIL, "accepted"],
  ])("must pass before the draft can expire: at %i ms the expiry is %s", (at, expected) => {
    expect(outcome(stateAfter(start()), { _tag: "Expire", at })).toBe(expected)
  })

  it("begins again at a start after it has passed, and everything entered is deleted", () => {
    const late = stateAfter(...atCode, start({ ticket: "t2", at: UNTIL }))
    expect(late).toEqual({
      _tag: "TermsPending",
      draft: { ticket: "t2", until: 2 * UNTIL, superseded: [] },
      provedContact: null,
    })
  })
})

describe("a second browser", () => {
  const takenOver = stateAfter(...atCode, start({ ticket: "t2", at: 10 }))

  it("takes over, keeps the accepted terms and asks for the password again", () => {
    expect(takenOver).toMatchObject({ _tag: "PasswordPending", draft: { ticket: "t2", until: 10 + UNTIL } })
  })

  it("supersedes the ticket of the first, and other tickets stay unknown", () => {
    expect(outcome(takenOver, choose({ ticket: "t1", at: 11 }))).toBe("Superseded")
    expect(outcome(takenOver, choose({ ticket: "t3", at: 11 }))).toBe("TicketUnknown")
    expect(outcome(takenOver, choose({ ticket: "t2", at: 11 }))).toBe("accepted")
    expect([knowsTicket(takenOver, "t1"), knowsTicket(takenOver, "t2"), knowsTicket(takenOver, "t3")]).toEqual([
      true,
      true,
      false,
    ])
  })

  it("resumes at the same step when it gives the current ticket", () => {
    const resumed = stateAfter(...atCode, start({ ticket: "t2", resumes: "t1", at: 10 }))
    expect(resumed).toMatchObject({ _tag: "CodePending", contact, draft: { ticket: "t2" } })
  })

  it("resumes nothing when it gives a superseded ticket", () => {
    const path = [...atCode, start({ ticket: "t2", at: 10 }), choose({ ticket: "t2", at: 11 })]
    expect(stateAfter(...path, start({ ticket: "t3", resumes: "t1", at: 12 }))._tag).toBe("PasswordPending")
  })
})

describe("newer terms", () => {
  const outdated = stateAfter(...atCode, confirm({ inForce: v2 }))

  it("after a right code lead back to step 1, and the contact stays proved", () => {
    expect(outdated).toMatchObject({ _tag: "TermsPending", provedContact: contact })
    expect(progress(outdated)).toEqual({ step: 1, of: 3, left: ["Terms"] })
  })

  it("that are accepted then complete the migration", () => {
    const events = Result.getOrThrow(decide(accept({ version: "2", inForce: v2, at: 5 }), outdated))
    expect(events.reduce(evolve, outdated)._tag).toBe("Completed")
    expect(events.at(-1)).toMatchObject({ terms: { version: "2", at: 5 }, contact })
  })

  it("are noticed when the text changes under the same version", () => {
    expect(stateAfter(...atCode, confirm({ inForce: { version: "1", sha256: "cc" } }))._tag).toBe("TermsPending")
  })

  it("are the only ones that can be accepted", () => {
    expect(outcome(stateAfter(start()), accept({ version: "1", inForce: v2 }))).toBe("TermsChanged")
  })

  it("delete the proved contact when a second browser takes over", () => {
    const path = [...atCode, confirm({ inForce: v2 }), start({ ticket: "t2", at: 6 })]
    expect(stateAfter(...path)).toMatchObject({ _tag: "TermsPending", provedContact: null })
  })
})

it("ends as abandoned when the person refuses the terms or leaves, and can start again", () => {
  const refused = stateAfter(start(), { _tag: "RefuseTerms", ticket: "t1", at: 1 })
  const left = stateAfter(...atCode, { _tag: "Abandon", ticket: "t1", at: 1 })
  expect([refused._tag, left._tag]).toEqual(["Abandoned", "Abandoned"])
  expect(outcome(left, start({ ticket: "t2", at: 2 }))).toBe("accepted")
})

it("asks for the contact again after too many wrong codes, and keeps the password", () => {
  expect(stateAfter(...atCode, { _tag: "ExhaustCode", ticket: "t1", at: 4 })._tag).toBe("ContactPending")
})

it("answers the current step of three and the steps left", () => {
  expect(progress(stateAfter(start()))).toEqual({ step: 1, of: 3, left: ["Terms", "Password", "Contact"] })
  expect(progress(stateAfter(start(), accept()))).toEqual({ step: 2, of: 3, left: ["Password", "Contact"] })
  expect(progress(stateAfter(...atContact))).toEqual({ step: 3, of: 3, left: ["Contact"] })
  expect(progress(stateAfter(...atCode))).toEqual({ step: 3, of: 3, left: ["Contact"] })
  expect(progress(initial)).toBeNull()
})

const alphabet = (): ReadonlyArray<Command> =>
  [0, UNTIL].flatMap((at) =>
    ["t1", "t2"].flatMap(
      (ticket): ReadonlyArray<Command> => [
        start({ ticket, at }),
        start({ ticket, at, resumes: "t1" }),
        accept({ ticket, at }),
        accept({ ticket, at, version: "2", inForce: v2 }),
        choose({ ticket, at }),
        give({ ticket, at }),
        confirm({ ticket, at }),
        confirm({ ticket, at, inForce: v2 }),
        { _tag: "Continue", ticket, at },
        { _tag: "ExhaustCode", ticket, at },
        back({ ticket, at }),
        { _tag: "RefuseTerms", ticket, at },
        { _tag: "Abandon", ticket, at },
        { _tag: "Expire", at },
      ],
    ),
  )

it.each(deciderLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("never lists the current ticket of a draft as superseded, in any reachable state", () => {
  const { states, transitions } = explore(machine, alphabet)
  expect({ states: states.length, transitions }).toMatchInlineSnapshot(`
    {
      "states": 123,
      "transitions": 1784,
    }
  `)
  const both = states.filter((state) => "draft" in state && state.draft.superseded.includes(state.draft.ticket))
  expect(both).toEqual([])
})

it("refuses every command of another ticket, and of the current one after the time limit, in every reachable state", () => {
  const tries = explore(machine, alphabet).states.flatMap((state) =>
    alphabet()
      .filter((command) => "draft" in state && "ticket" in command && command._tag !== "Start")
      .filter((command) => Object.hasOwn(machine.table[state._tag], command._tag))
      .map((command) => ({ state, command })),
  )
  const by = (ticket: string, at: number) =>
    new Set(tries.map(({ command, state }) => outcome(state, { ...command, ticket, at } as Command)))
  const late = tries.map(({ command, state }) =>
    "draft" in state ? outcome(state, { ...command, ...state.draft, at: state.draft.until } as Command) : "",
  )
  expect(by("t3", 0)).toEqual(new Set(["TicketUnknown"]))
  expect(new Set(late)).toEqual(new Set(["DraftExpired"]))
})
