type Broken = (text: string) => ReadonlyArray<string>
export const zod: Broken
export const valibot: Broken
export const passwordValidator: Broken
