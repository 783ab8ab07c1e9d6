import { betterAuth } from "better-auth"
import { getMigrations } from "better-auth/db/migration"
import { emailOTP } from "better-auth/plugins"
import { Pool } from "pg"

/** better-auth with its default configuration and its own tables, with confirmation codes by e-mail. */
export const betterAuthOver = async (url, connections, onCode) => {
  const database = new Pool({ connectionString: url, max: connections })
  database.on("error", () => {})
  const options = {
    database,
    baseURL: "http://127.0.0.1:3000",
    secret: "a secret for benchmarks, 32 characters or more",
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true },
    plugins: [
      emailOTP({
        sendVerificationOTP: async ({ email, otp }) => onCode(email, otp),
        expiresIn: 600,
        allowedAttempts: 5,
        // Like ours, which does not store the code itself.
        storeOTP: "hashed",
      }),
    ],
  }
  const { runMigrations } = await getMigrations(options)
  await runMigrations()
  const auth = betterAuth(options)
  const { internalAdapter } = await auth.$context
  return {
    enrol: (email) => internalAdapter.createUser({ email, name: "A Person", emailVerified: false }),
    issue: (email) => auth.api.sendVerificationOTP({ body: { email, type: "email-verification" } }),
    confirm: (email, otp) => auth.api.verifyEmailOTP({ body: { email, otp } }),
    close: () => database.end(),
  }
}
