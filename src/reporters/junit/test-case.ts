/** A test case of a JUnit document, before it is written. Texts are raw. */
export interface TestCase {
  readonly className: string;
  readonly name: string;
  /** Tells apart cases that would have the same name. */
  readonly key: string;
  readonly result: "passed" | "failure" | "error" | "skipped";
  /** Severity or status. */
  readonly type: string;
  /** One sentence. */
  readonly message: string;
  readonly details: readonly string[];
  /** Path from the root of the repository. */
  readonly file: string;
}
