import { passwordReasonTexts } from "mon-compte"
import { done } from "mon-compte/forms"
import { CODE_LENGTH } from "./code.ts"
import { timesIn } from "./times.ts"
import type { CodeSent, Wording } from "./wording.ts"

const { date, hour, lastDay, minutesUntil, moment, zone } = timesIn("en")

const minutes = (count: number) => (count === 1 ? `${count} minute` : `${count} minutes`)

const stepTitle = ({ of, step }: { readonly step: number; readonly of: number }, name: string) =>
  `Step ${step} of ${of} – ${name}`

const tasks = {
  Terms: "read and accept the general terms of use",
  Password: "choose a new password",
  Contact: "enter an email address or a mobile number, and type the code that you receive",
}

const kinds = { Email: "an email address", Mobile: "a mobile number" }

const roles = { Holder: "as the holder", Spouse: "as the spouse", Child: "as a child", Dependant: "as a dependant" }

const codeSent = ({ codeUntil, number, sentTo, undeliverable }: CodeSent) => [
  undeliverable
    ? `We could not deliver the message to ${sentTo}. Go back and check your contact details.`
    : `We have sent a code to ${sentTo}. Type it: it works for ${minutes(minutesUntil(codeUntil))} more.`,
  ...(number > 1 ? [`This is message no. ${number}. The codes in earlier messages no longer work.`] : []),
]

const delegationStates = {
  None: "This file has no management authorisation.",
  Pending: "You have given the authorisation. It takes effect when your spouse opens a personal space.",
  Unconfirmed: "Your spouse has opened a personal space since. Give the authorisation again to confirm it.",
  Live: "The authorisation is active: your spouse can manage the file. You can cancel it at any time.",
  Over: "The authorisation has ended.",
}

export const en: Wording = {
  fields: {
    identifier: "Social security number (13 digits, with 2A or 2B for Corsica)",
    password: "Password (8 to 24 characters)",
    current: "Current password",
    newPassword: "New password",
    confirmation: "Confirm your password",
    contact: "Email address or mobile number",
    code: `Code received (${CODE_LENGTH} digits)`,
    birthName: "Name at birth",
    birthDate: "Date of birth (DD/MM/YYYY)",
    separationDay: "Date of the separation (DD/MM/YYYY)",
  },
  buttons: {
    SignIn: "Sign in",
    Forgotten: "Forgotten password?",
    Create: "First sign-in? Create my account",
    Begin: "Start",
    Later: "Later",
    Accept: "Accept and continue",
    Refuse: "Refuse",
    Continue: "Continue",
    SendCode: "Send the code",
    Confirm: "Confirm",
    Resend: "Send a new code",
    GoBack: "Go back",
    Cancel: "Cancel",
    WhoAmI: "Who am I?",
    Rights: "My rights on the file",
    Procedure: "Make a household procedure",
    Grant: "Give my spouse the management authorisation",
    Revoke: "Cancel the management authorisation",
    Renounce: "Renounce the management authorisation",
    DeclareSeparation: "Declare a separation",
    AccountSettings: "My contact details, my password and my sessions",
    ChangePassword: "Change my password",
    ChangeContact: "Change my contact details",
    Sessions: "View my sessions",
    EndOthers: "End all other sessions",
    Remember: "Remember my number on this device",
    ForgetDevice: "Forget my number on this device",
    ClosePage: "Close the page without signing out",
    FundActions: "Demonstration: actions of the fund between two sign-ins",
    PublishTerms: "Publish new terms of use",
    DeclareCompromised: "Declare a password compromised",
    RestoreAccess: "Check an identity and record a contact",
    SignOut: "Sign out",
    Quit: "Quit",
  },
  signIn: {
    title: "Mon Compte – Sign in",
    paragraphs: ["Is your password still 8 digits? Type it, and we will help you choose a new one."],
  },
  signInAgain: (identifier) => ({
    title: "Mon Compte – Sign in",
    paragraphs: [`This device remembers your number: ${identifier}\nLeave the field empty to use it.`],
  }),
  announcement: (steps) => ({
    title: "The way you sign in is changing",
    paragraphs: [
      "To protect your data better, you must replace your 8-digit password. It takes 5 to 10 minutes and has " +
        `${steps.length} steps:`,
      steps.map((step, index) => `${index + 1}. ${tasks[step]}`).join(";\n"),
      "Nothing changes until you complete the last step.",
    ],
  }),
  terms: (step, { text, version }) => ({
    title: stepTitle(step, "General terms of use"),
    paragraphs: [text.en, `Version ${version}`],
  }),
  password: (step, help) => ({ title: stepTitle(step, "New password"), paragraphs: [help] }),
  contact: (step) => ({
    title: stepTitle(step, "Contact details"),
    paragraphs: [`Enter ${step.kinds.map((kind) => kinds[kind]).join(" or ")}. We will send you a code immediately.`],
  }),
  code: (step) => ({
    title: stepTitle(step, "Confirmation code"),
    paragraphs: codeSent(step),
  }),
  completed: {
    title: "Done",
    paragraphs: [
      "From now on, sign in with your social security number and your new password. Your 8-digit password no longer " +
        "works.",
    ],
  },
  left: {
    title: "Nothing has changed",
    paragraphs: ["You still sign in as before. We will ask you again at your next sign-in."],
  },
  creation: {
    title: "Create my account",
    paragraphs: ["To open your personal space, enter your details as they are recorded in your file."],
  },
  created: {
    title: "Done",
    paragraphs: ["Your personal space is open. Sign in with your social security number and your new password."],
  },
  notCreated: {
    title: "No account was created",
    paragraphs: ["You can start again at any time with “First sign-in? Create my account”."],
  },
  codeSentIfKnown: {
    title: "Forgotten password?",
    paragraphs: [done.startRecovery.en],
  },
  newPassword: (help) => ({ title: "New password", paragraphs: [help] }),
  passwordChanged: {
    title: "Your password has changed",
    paragraphs: ["All your sessions have ended. Sign in with the new password."],
  },
  welcome: ({ contact, identifier }, files) => ({
    title: "Welcome to Mon Compte",
    paragraphs: [
      "You are in your personal space.",
      `Identifier: ${identifier}\nContact: ${contact}`,
      ...files.map(
        ({ file, role, since, until }) =>
          `Household file ${file}, ${role === null ? "" : `${roles[role]}, `}since ${date(since)}` +
          (until === null ? "" : `, until ${lastDay(until)}`),
      ),
    ],
  }),
  rights: (file, lines) => ({ title: `Your rights on file ${file}`, paragraphs: lines }),
  actionRecorded: ({ onBehalfOf }) => ({
    title: "Procedure recorded",
    paragraphs: [
      onBehalfOf === null
        ? "You made the procedure in your own name."
        : "You made the procedure on behalf of the holder, who can see that you made it.",
    ],
  }),
  delegation: ({ status }) => ({ title: "Management authorisation", paragraphs: [delegationStates[status]] }),
  separation: {
    title: "Declare a separation",
    paragraphs: [
      "Your declaration takes effect immediately and ends any management authorisation. You cannot undo this " +
        "declaration.",
    ],
  },
  separationDeclared: {
    title: "Separation declared",
    paragraphs: ["We will notify both of you, each at the contact of their own personal space."],
  },
  newContact: {
    title: "Change my contact details",
    paragraphs: [
      "Enter an email address or a mobile number. We will send you a code immediately. Nothing changes until you " +
        "type it.",
    ],
  },
  contactCode: (sent) => ({ title: "Confirmation code", paragraphs: codeSent(sent) }),
  contactChanged: ({ contact, recoversFrom }) => ({
    title: "Your contact has changed",
    paragraphs: [
      `We will write to ${contact} from now on. You can use it to recover a password from ` +
        `${moment(recoversFrom)}. Until then, recovery uses your previous contact.`,
    ],
  }),
  sessions: (sessions) => ({
    title: "Your sessions",
    paragraphs: [
      sessions
        .map(
          ({ current, lastUsed, number, opened }) =>
            `No. ${number}, opened at ${hour(opened)}, last used at ${hour(lastUsed)}${current ? " (this session)" : ""}`,
        )
        .join("\n"),
      `The times are ${zone}.`,
    ],
  }),
  remembered: (identifier) => ({
    title: "Number remembered",
    paragraphs: [`This device remembers your number: ${identifier}. You still need your password to sign in.`],
  }),
  mustChangePassword: (reason, help) => ({
    title: "You need a new password",
    paragraphs: [
      ...(reason === "Compromised"
        ? [
            "Your password is no longer safe: another person may know it.",
            "To choose a new one, use “Forgotten password?”. If no code arrives, contact your Caf.",
          ]
        : [passwordReasonTexts[reason].en, help]),
    ],
  }),
  passwordReplaced: { title: "Your password has changed", paragraphs: ["Sign in with the new password."] },
  newTerms: ({ text, version }) => ({
    title: "The terms of use have changed",
    paragraphs: [text.en, `Version ${version}`],
  }),
  dayRefused:
    "This date does not exist or has the wrong format. Enter the day, the month and the year, for example 23/11/2026.",
  receivedMessage: (message) =>
    message.kind === "Email"
      ? {
          title: "Inbox",
          paragraphs: [`From: ${message.from}\nTo: ${message.to}\nSubject: ${message.subject}`, message.text.trimEnd()],
        }
      : { title: `Text message to ${message.to}`, paragraphs: [message.text] },
  nothingArrived: "No message has arrived yet.",
}
