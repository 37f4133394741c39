import type { JsonObject } from "../../model/json.ts";
import type { Location } from "../../model/location.ts";
import { repositoryPath } from "../repository-path.ts";
import { artifactUri } from "./artifact-uri.ts";

/** Writes places in files and collects the files. */
export interface Places {
  physicalLocation(location: Location): JsonObject;
  /** The `artifacts` of a SARIF run: every file a location named so far. */
  artifacts(): readonly JsonObject[];
}

const longestSnippet = 1_000;
const linesAround = 2;

/**
 * @param prefix path of the project folder in its repository
 * @param readSource text of a project file, if it can be read
 */
export function placesFor(
  prefix: string | undefined,
  readSource: ((file: string) => string | undefined) | undefined,
): Places {
  const indexes = new Map<string, number>();
  const sources = new Map<string, readonly string[]>();
  const written = new Map<string, JsonObject>();
  const linesOf = (file: string): readonly string[] => {
    const lines = sources.get(file) ?? readSource?.(file)?.split(/\r\n|\r|\n/) ?? [];
    sources.set(file, lines);
    return lines;
  };
  const physicalLocation = (location: Location): JsonObject => {
    const key = `${location.line}:${location.column}:${location.file}`;
    const known = written.get(key);
    if (known !== undefined) return known;
    const uri = artifactUri(repositoryPath(location.file, prefix));
    const index = indexes.get(uri) ?? indexes.size;
    indexes.set(uri, index);
    const result = {
      artifactLocation: { uri, uriBaseId: "%SRCROOT%", index },
      ...regions(location, linesOf(location.file)),
    };
    written.set(key, result);
    return result;
  };
  return {
    physicalLocation,
    artifacts: () =>
      [...indexes.keys()].map((uri, index) => ({
        location: { uri, uriBaseId: "%SRCROOT%", index },
        roles: ["policy"],
      })),
  };
}

/**
 * The region is the first line only: code hosts show an alert in a change when all its lines are in the
 * change, and the line that names the rule is the one to look at.
 */
function regions(location: Location, lines: readonly string[]): JsonObject {
  const startLine = Math.max(1, location.line);
  const startColumn = Math.max(1, location.column);
  const text = lines[startLine - 1];
  const oneLine = location.endLine === undefined || location.endLine === location.line;
  const given = oneLine && location.endColumn !== undefined ? location.endColumn : 0;
  const endColumn = Math.max(startColumn + 1, given > 0 ? given : (text?.length ?? 0) + 1);
  const region = { startLine, startColumn, endLine: startLine, endColumn };
  if (text === undefined || text.length > longestSnippet) return { region };
  const snippet = { text: text.slice(startColumn - 1, endColumn - 1) };
  return { region: { ...region, snippet }, ...contextRegion(startLine, lines) };
}

function contextRegion(line: number, lines: readonly string[]): JsonObject {
  const startLine = Math.max(1, line - linesAround);
  const endLine = Math.min(lines.length, line + linesAround);
  const text = lines.slice(startLine - 1, endLine).join("\n");
  // Consumers require that the context is larger than the region.
  if (startLine === endLine || text.length > longestSnippet) return {};
  return { contextRegion: { startLine, endLine, snippet: { text } } };
}
