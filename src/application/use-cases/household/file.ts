import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { seeFile } from "../../household-file/amend-file.ts"
import { fileOf } from "../../household-file/file-now.ts"

/** Shows a household file to an agent. */
export const file = Effect.fn("Agency.file")((asked: AgencyInput<"file">) =>
  Effect.flatMap(fileOf(asked.file), (id) => seeFile(id, null)),
)
