/**
 * The ticket travels in a cookie and never in JSON: no script of the page can read it, nor can it end up in a log of
 * bodies. `__Host-`: over TLS, to this host alone. A cookie of the session: the service knows when a ticket ends.
 */
const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict"

export const TICKET = "__Host-ticket"

/** The ticket this browser had before it signed in again: with it the wizard goes on where it was. */
export const FORMER_TICKET = "__Host-former-ticket"

export const setCookie = (name: string, value: string): string => `${name}=${value}; ${ATTRIBUTES}`

export const clearCookie = (name: string): string => `${name}=; Max-Age=0; ${ATTRIBUTES}`
