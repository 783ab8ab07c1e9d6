import { frenchDay } from "./day.ts"
import type { CodeSent, Wording } from "./wording.ts"

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" })

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "Europe/Paris" })

const at = ({ of, step }: { readonly step: number; readonly of: number }, name: string) =>
  `Step ${step} of ${of} – ${name}`

const tasks = {
  Terms: "read and accept the general terms of use",
  Password: "choose a new password",
  Contact: "give an email address or a mobile number, and copy the code you receive",
}

const kinds = { Email: "an email address", Mobile: "a mobile number" }

const roles = { Adult: "as holder or spouse", Child: "as a child", Dependant: "as a dependant" }

const codeSent = ({ codeUntil, number, sentTo, undeliverable }: CodeSent) => [
  undeliverable
    ? `The message could not be delivered to ${sentTo}. Go back to check your contact details.`
    : `A code was sent to ${sentTo}. Copy it before ${time.format(codeUntil)}.`,
  ...(number > 1 ? [`This is message no. ${number}: codes sent before it no longer work.`] : []),
]

const standings = {
  None: "There is no management authorisation in this file.",
  Pending: "It is given. It takes effect once your spouse has opened a personal space.",
  Live: "It is live: your spouse can manage the file. You can cancel it at any time.",
  Over: "It has ended.",
}

export const en: Wording = {
  fields: {
    identifier: "Social security number (13 characters)",
    password: "Password (8 to 24 characters)",
    current: "Your present password",
    newPassword: "New password",
    confirmation: "The same once more",
    contact: "Email address or mobile number",
    code: "Code received (6 digits)",
    birthName: "Name at birth",
    birthDate: "Date of birth (DD/MM/YYYY)",
    separationDay: "Date of the separation (DD/MM/YYYY)",
  },
  buttons: {
    SignIn: "Sign in",
    Forgotten: "Forgotten password?",
    Create: "First sign-in? Create my account",
    Begin: "Begin",
    Later: "Later",
    Accept: "Accept and continue",
    Refuse: "Refuse",
    Continue: "Continue",
    SendCode: "Send the code",
    Confirm: "Confirm",
    Resend: "Send another code",
    GoBack: "Go back",
    Leave: "Give up",
    WhoAmI: "Who am I?",
    Rights: "What I may do on the file",
    Procedure: "Make a procedure for the household",
    Grant: "Give my spouse the management authorisation",
    Revoke: "Cancel the management authorisation",
    Renounce: "Renounce the management authorisation",
    Separate: "Declare a separation",
    Own: "My contact, my password, where I am signed in",
    ChangePassword: "Change my password",
    ChangeContact: "Change my contact",
    Sessions: "See where I am signed in",
    EndOthers: "Sign out everywhere else",
    Remember: "Remember my number on this device",
    ForgetDevice: "No longer remember my number here",
    GoAway: "Close the page without signing out",
    Backstage: "Backstage: what may happen between two sign-ins",
    PublishTerms: "New terms of use come out",
    FindOut: "A password has got into other hands",
    SignOut: "Sign out",
    Quit: "Quit",
  },
  signIn: {
    title: "Mon Compte – Sign in",
    paragraphs: ["Does your password still have 8 digits? Type it: we will help you choose the new one."],
  },
  signInAgain: (identifier) => ({
    title: "Mon Compte – Sign in",
    paragraphs: [`This device remembers your number: ${identifier}\nLeave the field empty to use it.`],
  }),
  announcement: (steps) => ({
    title: "The way you sign in is changing",
    paragraphs: [
      "To protect your data better, your 8-digit password must be replaced. It takes 5 to 10 minutes, in " +
        `${steps.length} steps:`,
      steps.map((step, index) => `${index + 1}. ${tasks[step]}`).join(";\n"),
      "Nothing changes before the end of the last step.",
    ],
  }),
  terms: (step, { text, version }) => ({
    title: at(step, "General terms of use"),
    paragraphs: [text.en, `Version ${version}`],
  }),
  password: (step, help) => ({ title: at(step, "New password"), paragraphs: [help] }),
  contact: (step) => ({
    title: at(step, "Contact details"),
    paragraphs: [`Give ${step.kinds.map((kind) => kinds[kind]).join(" or ")}: a code will be sent there at once.`],
  }),
  code: (step) => ({
    title: at(step, "Confirmation code"),
    paragraphs: codeSent(step),
  }),
  completed: {
    title: "Done",
    paragraphs: [
      "From now on you sign in with your social security number and your new password, and nothing else: your 8-digit " +
        "password no longer works.",
    ],
  },
  left: {
    title: "Nothing has changed",
    paragraphs: ["You sign in as before. You will be asked again the next time you do."],
  },
  creation: {
    title: "Create my account",
    paragraphs: ["To open your personal space, tell us who you are, as it is written in the file."],
  },
  created: {
    title: "Done",
    paragraphs: [
      "Your personal space is open. You sign in with your social security number and the password you just chose.",
    ],
  },
  notCreated: {
    title: "Nothing was created",
    paragraphs: ["You can start again whenever you like, with “First sign-in? Create my account”."],
  },
  codeSentIfKnown: {
    title: "Forgotten password?",
    paragraphs: ["If this number opens a personal space, a code was just sent to the contact we know."],
  },
  passwordAnew: (help) => ({ title: "New password", paragraphs: [help] }),
  recovered: {
    title: "Your password is changed",
    paragraphs: ["All your sessions were ended. Sign in with the new password."],
  },
  welcome: ({ contact, identifier }, files) => ({
    title: "Welcome to Mon Compte",
    paragraphs: [
      "You are in your personal space.",
      `Identifier: ${identifier}\nContact: ${contact}`,
      ...files.map(
        ({ file, kind, since, until }) =>
          `Household file ${file}, ${roles[kind]}, since ${frenchDay(since)}` +
          (until === null ? "" : `, until ${frenchDay(until)}`),
      ),
    ],
  }),
  rights: (file, lines) => ({ title: `Your rights on file ${file}`, paragraphs: lines }),
  performed: ({ onBehalfOf }) => ({
    title: "Procedure recorded",
    paragraphs: [
      onBehalfOf === null
        ? "You made it in your own name."
        : "You made it on behalf of the holder, who will see that it was you.",
    ],
  }),
  delegation: ({ standing }) => ({ title: "Management authorisation", paragraphs: [standings[standing]] }),
  separation: {
    title: "Declare a separation",
    paragraphs: [
      "Your declaration takes effect at once. The management authorisation, if there is one, ends. " +
        "This declaration cannot be undone.",
    ],
  },
  separated: {
    title: "Separation declared",
    paragraphs: ["Each of you is told, at the contact given for one’s own space."],
  },
  newContact: {
    title: "Change my contact",
    paragraphs: [
      "Give an email address or a mobile number: a code will be sent there at once. Nothing changes until you have " +
        "copied it.",
    ],
  },
  contactCode: (sent) => ({ title: "Confirmation code", paragraphs: codeSent(sent) }),
  contactChanged: ({ contact, recoversFrom }) => ({
    title: "Your contact is changed",
    paragraphs: [
      `We will write to ${contact} from now on. For a forgotten password it serves from ${day.format(recoversFrom)}, ` +
        `${time.format(recoversFrom)}; until then the one before still does.`,
    ],
  }),
  sessions: (sessions) => ({
    title: "Where you are signed in",
    paragraphs: [
      sessions
        .map(
          ({ current, number, opened, seen }) =>
            `No. ${number}, opened at ${time.format(opened)}, used at ${time.format(seen)}${current ? " (this one)" : ""}`,
        )
        .join("\n"),
    ],
  }),
  remembered: (identifier) => ({
    title: "Number remembered",
    paragraphs: [`This device remembers your number: ${identifier}. Your password will be asked all the same.`],
  }),
  mustChangePassword: (reason, help) => ({
    title: "You need a new password",
    paragraphs: [
      reason === "Compromised"
        ? "Your password is no longer safe: somebody else may know it. Choose another one."
        : "The rules have changed: your password no longer keeps them. Choose another one.",
      help,
    ],
  }),
  passwordReplaced: { title: "Your password is changed", paragraphs: ["Sign in with the new one."] },
  newTerms: ({ text, version }) => ({
    title: "The terms of use have changed",
    paragraphs: [text.en, `Version ${version}`],
  }),
  backstage: {
    title: "Backstage",
    paragraphs: ["What the fund does while nobody is at the screen. The next sign-in will feel it."],
  },
  published: (version) => ({
    title: "New terms of use",
    paragraphs: [`Version ${version} is in force: everybody accepts it at their next sign-in.`],
  }),
  foundOut: {
    title: "Password found out",
    paragraphs: ["Every session of this person has ended, and they are told."],
  },
  dayRefused: "This date does not exist or is not written as expected. Give day, month and year: 23/11/2026.",
  arrived: (arrival) =>
    arrival.kind === "Letter"
      ? {
          title: "Inbox",
          paragraphs: [`From: ${arrival.from}\nTo: ${arrival.to}\nSubject: ${arrival.subject}`, arrival.text.trimEnd()],
        }
      : { title: `Text message to ${arrival.to}`, paragraphs: [arrival.text] },
  nothingArrived: "No message has arrived yet.",
}
