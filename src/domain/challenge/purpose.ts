/** The purposes of a code. A code that was requested for one purpose proves nothing for another. */
export const codePurposes = ["migration", "recovery", "contact"] as const

/** The purpose of a code. */
export type CodePurpose = (typeof codePurposes)[number]
