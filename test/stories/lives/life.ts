import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { policiesLayer } from "../../../src/application/contract/policies.ts"
import { deliverDue } from "../../../src/application/delivery/deliver-due.ts"
import { describeRefusal } from "../../../src/messages/describe-refusal.ts"
import { longTextOf } from "../../../src/messages/notices/long.ts"
import { shortTextOf } from "../../../src/messages/notices/short.ts"
import type { Notice } from "../../../src/ports/notifier.ts"
import type { StoryEnvironment, TestContext, TestContextOptions } from "../test-context.ts"
import { nameOf } from "./cast.ts"

/** What each person reads, in French, in the order in which it reaches them. `[]`: nothing reaches this person. */
export type Reads = Readonly<Record<string, ReadonlyArray<string>>>

/** A life situation as a story through the public verbs. `docs/lives.md` is generated from the lives. */
export interface Life {
  readonly title: string
  /** What each person must read, word for word. */
  readonly reads: Reads
  /** Runs the life, and answers what each person has read. */
  readonly run: (context: TestContext) => Effect.Effect<Reads, unknown, StoryEnvironment>
  readonly options: TestContextOptions
}

/** What a person reads besides messages: the texts of the page in front of them. */
export interface Screen {
  /** Runs a verb that refuses, and notes the refusal that the person reads, with one line for each point. */
  readonly refuses: <R>(
    person: string,
    verb: Effect.Effect<unknown, Parameters<typeof describeRefusal>[0], R>,
  ) => Effect.Effect<void, unknown, R | StoryEnvironment>
  /** Delivers what is due, and lets time pass. */
  readonly later: (time: Duration.Input) => Effect.Effect<void, unknown, StoryEnvironment>
  /** Notes a text that the page shows. */
  readonly shows: (person: string, text: string) => Effect.Effect<void, unknown, StoryEnvironment>
}

/** A letter, one paragraph a line. */
export const letter = (subject: string, ...lines: ReadonlyArray<string>) =>
  ["E-mail : ".concat(subject), ...lines].join("\n")

/** No-break spaces as spaces, and every code as 012345. The tests of the texts check the no-break spaces. */
const plain = (text: string, code?: string) => {
  const spaced = text.replace(/[\u00a0\u202f]/gu, " ")
  return code === undefined ? spaced : spaced.replaceAll(code, "012345")
}

/** The notice as its carrier writes it, without the two last lines that every letter has. */
const written = (notice: Notice) => {
  const code = notice._tag === "ConfirmationCode" ? Redacted.value(notice.code) : undefined
  if (notice.to._tag === "Mobile") return plain(`SMS : ${shortTextOf(notice, { service: "Mon Compte" })}`, code)
  const { code: shown, lead, paragraphs, report, subject, unexpected } = longTextOf(notice, "Mon Compte")
  const reported = report === null ? [] : [report.lead, "(le lien)", ...report.paragraphs]
  const lines = [lead, ...(shown === null ? [] : [shown]), ...paragraphs, ...reported, unexpected]
  return plain(letter(subject, ...lines), code)
}

const startReading = (context: TestContext) => {
  const { mailbox } = context
  const read: Record<string, Array<string>> = {}
  let codes = mailbox.sent().length
  let announcements = mailbox.announced().length
  const note = (person: string, text: string) => {
    read[person] = [...(read[person] ?? []), text]
  }
  /** Delivers what is due, and notes it for its readers. */
  const deliver = Effect.map(deliverDue(), () => {
    const announced = mailbox.announced().slice(announcements)
    // A storage may deliver announcements of one moment in any order.
    const inOrder = announced.toSorted((one, other) => one.at - other.at || one.about.localeCompare(other.about))
    const notices = [...mailbox.sent().slice(codes), ...inOrder]
    codes = mailbox.sent().length
    announcements = mailbox.announced().length
    for (const notice of notices) note(nameOf(notice.to.reveal()), written(notice))
  })
  const shows: Screen["shows"] = (person, text) => Effect.map(deliver, () => note(person, `À l’écran : ${plain(text)}`))
  const refuses: Screen["refuses"] = (person, verb) =>
    Effect.flatMap(Effect.flip(verb), (refusal) => {
      const { message, points } = describeRefusal(refusal as Parameters<typeof describeRefusal>[0])
      return shows(person, [message, ...points.map(({ text }) => text).filter((text) => text !== message)].join("\n"))
    })
  const later: Screen["later"] = (time) => Effect.andThen(deliver, TestClock.adjust(time))
  return { deliver, read, screen: { later, refuses, shows } }
}

/** One life: what is given, what happens, and what each person reads of it. Messages of what is given are left out. */
export const life = <People>(
  title: string,
  {
    given,
    happens,
    policies,
    reads,
    ...options
  }: TestContextOptions & {
    readonly given: (context: TestContext) => Effect.Effect<People, unknown, StoryEnvironment>
    readonly happens: (
      people: People,
      screen: Screen,
      context: TestContext,
    ) => Effect.Effect<unknown, unknown, StoryEnvironment>
    readonly reads: Reads
    readonly policies?: Parameters<typeof policiesLayer>[0]
  },
): Life => ({
  title,
  reads,
  options,
  run: (context) =>
    Effect.gen(function* () {
      const people = yield* given(context)
      yield* deliverDue()
      const { deliver, read, screen } = startReading(context)
      yield* happens(people, screen, context)
      yield* deliver
      const silent = Object.fromEntries(
        Object.keys(reads).map((person): [string, ReadonlyArray<string>] => [person, []]),
      )
      return { ...silent, ...read }
    }).pipe(Effect.provide(policiesLayer(policies ?? {}))),
})
