/** Something the compiler does not cover: the interpreter evaluates the expression. */
export class NotCompilable extends Error {
  override readonly name = "NotCompilable";
}
