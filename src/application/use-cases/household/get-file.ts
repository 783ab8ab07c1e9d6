import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { loadFileView } from "../../household-file/amend-file.ts"
import { parseFileReference } from "../../household-file/load-file.ts"

/** Shows a household file to an agent. */
export const getFile = Effect.fn("Agency.getFile")((request: AgencyInput<"getFile">) =>
  Effect.flatMap(parseFileReference(request.file), (id) => loadFileView(id, null)),
)
