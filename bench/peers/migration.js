import { assign, createActor, initialTransition, setup, transition } from "xstate"

/**
 * The same machine for XState: states, commands, guards on ticket, time and terms, and what each transition remembers. A
 * command that is refused leaves everything as it was.
 */
const holds = ({ context, event }) => event.ticket === context.draft?.ticket && event.at < context.draft.until
const isOver = ({ context, event }) => event.at >= context.draft.until
const leaving = {
  Abandon: { guard: holds, target: "Abandoned", actions: "leave" },
  Expire: { guard: isOver, target: "Expired", actions: "leave" },
}
const start = { target: "TermsPending", actions: "begin" }

const machine = setup({
  actions: {
    begin: assign(({ event }) => ({
      draft: { ticket: event.ticket, until: event.until, superseded: [] },
      kept: null,
    })),
    acceptTerms: assign(({ event }) => ({ terms: { ...event.inForce, at: event.at } })),
    giveContact: assign(({ event }) => ({ contact: event.contact })),
    leave: assign(({ event }) => ({ at: event.at })),
  },
}).createMachine({
  id: "migration",
  initial: "NotStarted",
  context: { draft: null, kept: null, terms: null, contact: null, at: null },
  states: {
    NotStarted: { on: { Start: start } },
    TermsPending: {
      on: {
        AcceptTerms: {
          guard: (all) => holds(all) && all.event.version === all.event.inForce.version,
          target: "PasswordPending",
          actions: "acceptTerms",
        },
        RefuseTerms: { guard: holds, target: "Abandoned", actions: "leave" },
        ...leaving,
      },
    },
    PasswordPending: {
      on: {
        ChoosePassword: { guard: holds, target: "ContactPending" },
        GoBack: { guard: holds, target: "TermsPending" },
        ...leaving,
      },
    },
    ContactPending: {
      on: {
        GiveContact: { guard: holds, target: "CodePending", actions: "giveContact" },
        GoBack: { guard: holds, target: "PasswordPending" },
        ...leaving,
      },
    },
    CodePending: {
      on: {
        GiveContact: { guard: holds, target: "CodePending", actions: "giveContact" },
        Confirm: {
          guard: (all) => holds(all) && all.context.terms.version === all.event.inForce.version,
          target: "Completed",
          actions: "leave",
        },
        LoseCode: { guard: holds, target: "ContactPending" },
        GoBack: { guard: holds, target: "ContactPending" },
        ...leaving,
      },
    },
    Completed: {},
    Abandoned: { on: { Start: start } },
    Expired: { on: { Start: start } },
  },
})

const events = (commands) => commands.map(({ _tag, ...rest }) => ({ type: _tag, ...rest }))

/** The states a run of commands goes through, by the pure `transition()`. */
export const pure = (commands) => {
  const given = events(commands)
  return () => {
    let [snapshot] = initialTransition(machine)
    const states = []
    for (const event of given) {
      ;[snapshot] = transition(machine, snapshot, event)
      states.push(snapshot.value)
    }
    return states
  }
}

/** The same by an actor that is sent the commands. */
export const actor = (commands) => {
  const given = events(commands)
  return () => {
    const running = createActor(machine).start()
    const states = []
    for (const event of given) {
      running.send(event)
      states.push(running.getSnapshot().value)
    }
    running.stop()
    return states
  }
}
