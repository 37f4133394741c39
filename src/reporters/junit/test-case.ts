/** Test cases of a JUnit document that are alike, before they are written. Texts are raw. */
export interface CaseShape<Item> {
  readonly result: "passed" | "failure" | "error" | "skipped";
  /** Severity or status. */
  readonly type: string;
  /** One sentence: of all of them, or of each. */
  readonly message: string | ((item: Item) => string);
  /** More lines: of all of them, or of each. */
  readonly details: readonly (string | Detail<Item>)[];
  /** Path from the root of the repository. */
  readonly file: string;
}

/** Lines that begin alike. */
export interface Detail<Item> {
  readonly label: string;
  readonly texts: (item: Item) => readonly string[];
}

/** A single one. */
export interface TestCase extends CaseShape<unknown> {
  readonly className: string;
  readonly name: string;
  /** Tells apart cases that would have the same name. */
  readonly key: string;
}
