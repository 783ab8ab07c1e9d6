import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { viewFile } from "../../household-file/amend-file.ts"
import { parseFileReference } from "../../household-file/load-file.ts"

/** Shows a household file to an agent. */
export const getFile = Effect.fn("Agency.getFile")((asked: AgencyInput<"getFile">) =>
  Effect.flatMap(parseFileReference(asked.file), (id) => viewFile(id, null)),
)
