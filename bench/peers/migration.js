import { assign, createActor, initialTransition, setup, transition } from "xstate"

/**
 * The same state machine for XState: states, commands, guards on ticket, time and terms, and the data of each
 * transition. A refused command changes nothing.
 */
const isTicketValid = ({ context, event }) => event.ticket === context.draft?.ticket && event.at < context.draft.until
const isExpired = ({ context, event }) => event.at >= context.draft.until
const leaving = {
  Abandon: { guard: isTicketValid, target: "Abandoned", actions: "leave" },
  Expire: { guard: isExpired, target: "Expired", actions: "leave" },
}
const start = { target: "TermsPending", actions: "begin" }

const machine = setup({
  actions: {
    begin: assign(({ event }) => ({
      draft: { ticket: event.ticket, until: event.until, superseded: [] },
      resumable: null,
    })),
    acceptTerms: assign(({ event }) => ({ terms: { ...event.inForce, at: event.at } })),
    giveContact: assign(({ event }) => ({ contact: event.contact })),
    leave: assign(({ event }) => ({ at: event.at })),
  },
}).createMachine({
  id: "migration",
  initial: "NotStarted",
  context: { draft: null, resumable: null, terms: null, contact: null, at: null },
  states: {
    NotStarted: { on: { Start: start } },
    TermsPending: {
      on: {
        AcceptTerms: {
          guard: (all) => isTicketValid(all) && all.event.version === all.event.inForce.version,
          target: "PasswordPending",
          actions: "acceptTerms",
        },
        RefuseTerms: { guard: isTicketValid, target: "Abandoned", actions: "leave" },
        ...leaving,
      },
    },
    PasswordPending: {
      on: {
        ChoosePassword: { guard: isTicketValid, target: "ContactPending" },
        GoBack: { guard: isTicketValid, target: "TermsPending" },
        ...leaving,
      },
    },
    ContactPending: {
      on: {
        GiveContact: { guard: isTicketValid, target: "CodePending", actions: "giveContact" },
        GoBack: { guard: isTicketValid, target: "PasswordPending" },
        ...leaving,
      },
    },
    CodePending: {
      on: {
        GiveContact: { guard: isTicketValid, target: "CodePending", actions: "giveContact" },
        Confirm: {
          guard: (all) => isTicketValid(all) && all.context.terms.version === all.event.inForce.version,
          target: "Completed",
          actions: "leave",
        },
        ExhaustCode: { guard: isTicketValid, target: "ContactPending" },
        GoBack: { guard: isTicketValid, target: "ContactPending" },
        ...leaving,
      },
    },
    Completed: {},
    Abandoned: { on: { Start: start } },
    Expired: { on: { Start: start } },
  },
})

const events = (commands) => commands.map(({ _tag, ...rest }) => ({ type: _tag, ...rest }))

/** The states after each command, by the pure `transition()`. */
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

/** The states after each command, by an actor. */
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
