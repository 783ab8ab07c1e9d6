/**
 * Whether a text has the form of a legacy password: exactly eight digits, 0 to 9, nothing around them.
 *
 * It opens the migration and no right, is checked by the legacy system only, and is never copied.
 */
export const isLegacyPassword = (text: string): boolean => /^[0-9]{8}$/.test(text)
