import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Keeps what the tests of a run leave behind in one folder, and removes it with them. */
export default function temporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-tests-"));
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755);
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
