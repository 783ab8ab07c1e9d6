import type { Wording } from "./wording.ts"

const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Paris" })

const at = ({ of, step }: { readonly step: number; readonly of: number }, name: string) =>
  `Step ${step} of ${of} – ${name}`

const tasks = {
  Terms: "read and accept the general terms of use",
  Password: "choose a new password",
  Contact: "give an email address or a mobile number, and copy the code you receive",
}

const kinds = { Email: "an email address", Mobile: "a mobile number" }

export const en: Wording = {
  fields: {
    identifier: "Social security number (13 characters)",
    password: "Password (8 to 24 characters)",
    newPassword: "New password",
    confirmation: "The same once more",
    contact: "Email address or mobile number",
    code: "Code received (6 digits)",
  },
  buttons: {
    SignIn: "Sign in",
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
    SignOut: "Sign out",
    Quit: "Quit",
  },
  signIn: {
    title: "Mon Compte – Sign in",
    paragraphs: ["Does your password still have 8 digits? Type it: we will help you choose the new one."],
  },
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
    paragraphs: [
      step.undeliverable
        ? `The message could not be delivered to ${step.sentTo}. Go back to check your contact details.`
        : `A code was sent to ${step.sentTo}. Copy it before ${time.format(step.codeUntil)}.`,
      ...(step.number > 1 ? [`This is message no. ${step.number}: codes sent before it no longer work.`] : []),
    ],
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
  welcome: { title: "Welcome to Mon Compte", paragraphs: ["You are in your personal space."] },
  arrived: (arrival) =>
    arrival.kind === "Letter"
      ? {
          title: "Inbox",
          paragraphs: [`From: ${arrival.from}\nTo: ${arrival.to}\nSubject: ${arrival.subject}`, arrival.text.trimEnd()],
        }
      : { title: `Text message to ${arrival.to}`, paragraphs: [arrival.text] },
  nothingArrived: "No message has arrived yet.",
}
