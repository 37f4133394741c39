import { findFiles } from "./find-files.ts";

/** True for a project folder with collectors and without a policy, also where no policy would be looked for. */
export function onlyCollects(root: string): boolean {
  const has = (text: string): boolean => findFiles(root, [{ text, optional: true }]).files.size > 0;
  return has("**/*.collector.yaml") && !has("**/*.policy.yaml");
}
