import { dirname } from "node:path";
import { writeFileWhole } from "../../snapshot/atomic-file.ts";
import { makeFolder } from "../../snapshot/make-folder.ts";

/** Writes metrics whole or not at all. @throws the system's error */
export function writeMetrics(path: string, text: string): void {
  makeFolder(dirname(path));
  writeFileWhole(path, (append) => append(Buffer.from(text)));
}
