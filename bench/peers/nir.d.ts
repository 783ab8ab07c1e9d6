export const stdnum: (text: string) => boolean
export const frenchSsnValidates: (text: string) => boolean
