/**
 * The attributes of the cookies that contain a ticket. JSON never contains a ticket: scripts of the page cannot read it,
 * and logs of bodies do not contain it. The prefix `__Host-` limits the cookie to TLS and to this host. The cookie has no
 * expiry date, because the service knows when a ticket expires.
 */
const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Strict"

export const TICKET = "__Host-ticket"

/** The ticket from before the latest sign-in of this browser. With it the wizard resumes at the same step. */
export const FORMER_TICKET = "__Host-former-ticket"

export const setCookie = (name: string, value: string): string => `${name}=${value}; ${ATTRIBUTES}`

export const clearCookie = (name: string): string => `${name}=; Max-Age=0; ${ATTRIBUTES}`
