import { absent, deviates, host, kept, type Requirement } from "./requirement.ts"

const secrets = "test/stories/secrets.test.ts > no secret is stored, logged, traced, or part of an answer or a refusal"

/** OWASP ASVS 5.0.0, chapter 14: personal data. */
export const asvsData: ReadonlyArray<Requirement> = [
  kept("14.1.1", "Sensitive data are listed, with a level of protection.", "docs/norms/inventory.ts", [secrets]),
  kept("14.1.2", "Each level has its rules: encryption, logs, retention, access.", "docs/norms/inventory.ts", [
    "test/postgres/canaries-dump.test.ts > contains no secret after every use case",
  ]),
  host(
    "14.2.1",
    "Secrets are never in a URL.",
    "Send identifiers, passwords, codes and tickets in bodies. Keep session and device tokens in cookies.",
  ),
  host("14.2.2", "Servers do not cache sensitive answers.", "Switch off caches for all answers of these verbs."),
  host(
    "14.2.3",
    "Sensitive data reach no third party.",
    "Put no tracker on these pages. The package sends data only to the ports that you provide.",
  ),
  kept("14.2.4", "Each level is protected as documented.", "src/domain/personal-data/personal-data.ts", [
    secrets,
    "test/stories/free-texts.story.test.ts > a social security number, an address and a phone number in every field of an input",
  ]),
  host("14.2.5", "A cache stores only what it should.", "Let no cache store the answers of these verbs."),
  kept("14.2.6", "Only the data that are needed are shown, masked where possible.", "src/domain/nir/masked-value.ts", [
    "src/application/use-cases/sign-in/sessions.story.test.ts > answers the signed-in person, masked",
    "src/application/use-cases/sign-in/device.story.test.ts > shows the identifier masked, and signs in with the device token and the password",
  ]),
  kept(
    "14.2.7",
    "Data that are no longer needed are deleted.",
    "adapters/postgres/retention.ts",
    [
      "adapters/postgres/retention.test.ts > deletes old aggregates with their journal, and keeps those of exactly the retention period",
      "src/application/use-cases/creation/erase-person.story.test.ts > makes everything sealed about them unreadable, in states, journal and messages",
    ],
    "Run retention every night.",
  ),
  absent("14.2.8", "Files lose their metadata.", "No files are received."),
  host("14.3.1", "The browser forgets data after sign-out.", "Send `Clear-Site-Data` when a person signs out."),
  host("14.3.2", "Browsers do not cache personal data.", "Send `Cache-Control: no-store`."),
  host(
    "14.3.3",
    "Browser storage contains no sensitive data but session tokens.",
    "Use cookies with `HttpOnly`, `Secure` and `SameSite` for the session and the device token, and no other storage.",
  ),
]

const journal = "adapters/postgres/roles.test.ts > refuse the application %s" as const

/** OWASP ASVS 5.0.0, chapter 16: logs and errors. */
export const asvsLogs: ReadonlyArray<Requirement> = [
  deviates(
    "16.1.1",
    "One list names all logs, what is in them, who reads them and how long.",
    "Metrics and log lines are named beside what they measure, and journal and audit log in the guide to PostgreSQL. There is no single list, because the host owns the logs.",
    "docs/guides/postgres.md",
  ),
  kept(
    "16.2.1",
    "Each entry says who, what, when and on behalf of whom.",
    "src/domain/audit/audit-log.ts",
    [
      "src/application/use-cases/household/action-records.story.test.ts > on the file are visible to the holder and the delegate, and those of a member's own space to that member only",
      "src/application/use-cases/recovery/restored-access.story.test.ts > the agent who declares a compromise or restores access is named in the event",
    ],
    "Log the network address of a request beside the ids of the package, if you need it.",
  ),
  host(
    "16.2.2",
    "Clocks agree, and times have a zone.",
    "Synchronise the clocks of all servers. Stored times are milliseconds in UTC.",
  ),
  host(
    "16.2.3",
    "Logs go only where the list says.",
    "The package logs through the logger of Effect: choose where it writes.",
  ),
  kept("16.2.4", "Logs can be read by a program.", "src/application/unit-of-work/outbox-state.ts", [
    "src/application/delivery/outbox-state.story.test.ts > records each state of a message in a log line, a span and a metric, without personal data",
  ]),
  kept("16.2.5", "No secret is in a log.", "src/domain/personal-data/personal-data.ts", [
    secrets,
    "test/postgres/canaries.test.ts > finds none in the output of the process, in its database and in the server's log of all statements",
  ]),
  deviates(
    "16.3.1",
    "Every sign-in is logged, with its result.",
    "Successes and counted attempts are events in the journal. A refusal during a wait writes nothing, so that strangers cannot fill the storage. Log the answer of each verb.",
    "src/domain/lock-out/lock-out.ts",
    [
      "src/application/use-cases/sign-in/sign-in.story.test.ts > verifies at most five of two hundred guesses sent at once",
    ],
  ),
  deviates(
    "16.3.2",
    "Every refused right is logged.",
    "A refusal changes nothing and is not written. It carries the id of its rule and its reason: log them.",
    "src/domain/rights/rights.ts",
    ["src/domain/rights/rights.test.ts > answers with a rule and a reason, and a refusal with what would change it"],
  ),
  deviates(
    "16.3.3",
    "Attempts to pass a protection are logged.",
    "A used-up message budget is one log line and one metric. Other refusals are answers with a stable code: count them by code.",
    "src/application/code/message-metrics.ts",
    [
      "test/stories/sms-pumping.story.test.ts > trips the breaker of the hour once: one log line and one metric, and the next hour starts again",
    ],
  ),
  kept(
    "16.3.4",
    "Unexpected errors and failures of a protection are logged.",
    "src/application/delivery/background-delivery.ts",
    [
      "adapters/smtp/connections.test.ts > logs a failed delivery by its codes",
      "src/application/delivery/background-delivery.story.test.ts > continues after the storage could not be read",
    ],
    "Log a defect of a verb: it is an error in the code or in the data.",
  ),
  kept("16.4.1", "No text of a caller can forge a log entry.", "src/application/contract/free-text.ts", [
    "src/application/delivery/outbox-state.story.test.ts > records each state of a message in a log line, a span and a metric, without personal data",
  ]),
  kept(
    "16.4.2",
    "Logs cannot be read or changed without a right.",
    "adapters/postgres/roles.ts",
    [journal],
    "Use the roles of the guide to PostgreSQL: only the owner of the schema can change the journal.",
  ),
  host("16.4.3", "Logs are sent to another system.", "Send logs and a copy of the journal to a separate system."),
  kept("16.5.1", "Errors show nothing of the inside.", "src/messages/messages.ts", [
    "test/stories/every-verb.test.ts > gets the expected answer or refusal from every verb, and no defect",
    secrets,
  ]),
  kept(
    "16.5.2",
    "The service stays safe while another system is down.",
    "src/application/use-cases/sign-in/sign-in.ts",
    [
      "src/application/use-cases/sign-in/sign-in.story.test.ts > counts nothing and creates nothing while the legacy system is down",
      "src/application/use-cases/recovery/recovery-targets.story.test.ts > is answered with TryLater for every identifier while the legacy system is down",
    ],
  ),
  kept("16.5.3", "A failure never opens anything.", "src/application/unit-of-work/transact.ts", [
    "src/application/use-cases/sign-in/account.story.test.ts > is a defect: it opens no session, and the attempt is refunded",
    "test/postgres/faults.test.ts > every command is committed exactly once after retries",
  ]),
  host(
    "16.5.4",
    "A last handler catches every other error.",
    "Catch defects at the edge of your server, log them, and answer 500 without details.",
  ),
]
