import { storagesWithClaimFaults } from "./claims.ts"
import { storagesWithCommandFaults } from "./commands.ts"
import { storagesWithConflictFaults } from "./conflicts.ts"
import { storagesWithDeadLetterFaults } from "./dead-letters.ts"
import type { FaultyStorage } from "./faulty-storage.ts"
import { storagesWithGuardFaults } from "./guards.ts"
import { storagesWithJournalPageFaults } from "./journal-pages.ts"
import { storagesWithJournalWindowFaults } from "./journal-windows.ts"
import { storagesWithLeaseFaults } from "./leases.ts"
import { storagesWithListFaults } from "./lists.ts"
import { storagesWithOutboxFaults } from "./outbox.ts"
import { storagesWithRowFaults } from "./rows.ts"
import { storagesWithSharingFaults } from "./sharing.ts"

export const allFaultyStorages: ReadonlyArray<FaultyStorage> = [
  ...storagesWithRowFaults,
  ...storagesWithJournalPageFaults,
  ...storagesWithJournalWindowFaults,
  ...storagesWithSharingFaults,
  ...storagesWithConflictFaults,
  ...storagesWithGuardFaults,
  ...storagesWithCommandFaults,
  ...storagesWithClaimFaults,
  ...storagesWithListFaults,
  ...storagesWithOutboxFaults,
  ...storagesWithLeaseFaults,
  ...storagesWithDeadLetterFaults,
]
