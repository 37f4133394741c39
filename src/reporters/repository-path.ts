/**
 * Path of a project file from the root of its repository: `prefix` is the project folder there. Consumers
 * refuse empty paths, `./`, doubled and backward slashes.
 */
export function repositoryPath(file: string, prefix: string | undefined): string {
  const segments = `${prefix ?? ""}/${file}`.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  return segments.length === 0 ? "bylaw.yaml" : segments.join("/");
}
