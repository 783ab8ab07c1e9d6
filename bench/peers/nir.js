import frenchSsn from "french-ssn"
import std from "stdnum"

export const stdnum = (text) => std.stdnum.FR.nir.validate(text).isValid
export const frenchSsnValidates = (text) => frenchSsn.validate(text)
