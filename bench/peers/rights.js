import { createMongoAbility } from "@casl/ability"

/** An ability that is built once from what is permitted; then, as long as it is kept, whether it permits an action, and why. */
export const casl = (permitted) => {
  const ability = createMongoAbility(permitted.map(({ action, reason, subject }) => ({ action, subject, reason })))
  return (action, subject) => {
    const rule = ability.relevantRuleFor(action, subject)
    return rule !== null && rule !== undefined && !rule.inverted
  }
}
