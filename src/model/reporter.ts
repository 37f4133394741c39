import type { Run } from "./run.ts";

export interface ReportOptions {
  /** Columns available; undefined when not a terminal. */
  readonly width?: number;
  readonly color: boolean;
  /** Reporter-specific settings, e.g. `profile`. */
  readonly settings: Readonly<Record<string, string>>;
  /** Reads a project file's lines for snippets; undefined when the file cannot be read. */
  readSource?(file: string): string | undefined;
}

/** Turns a run into text. Pure: no files, no clock, no colour unless told. */
export interface Reporter {
  readonly name: string;
  readonly summary: string;
  /** Settings it understands, with their allowed values: `-f sarif:profile=full`. */
  readonly settings?: Readonly<Record<string, readonly string[]>>;
  /** Text in pieces, so that large reports stream. */
  render(run: Run, options: ReportOptions): Iterable<string>;
}

/** A reporter that is loaded when it is used: some bring a library. */
export interface ReporterEntry extends Omit<Reporter, "render"> {
  load(): Promise<Reporter>;
}
