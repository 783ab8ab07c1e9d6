/**
 * Whether a text has the form of a legacy password: exactly eight digits, 0 to 9.
 *
 * A legacy password opens the migration and gives no right. Only the legacy system verifies it, and it is never copied.
 */
export const isLegacyPassword = (text: string): boolean => /^[0-9]{8}$/.test(text)
