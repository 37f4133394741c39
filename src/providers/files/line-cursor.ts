const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;
/** Numbers of so few digits that a double holds each of them, without an exponent. */
const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const mostDigits = 15;
const ofNumbers = new Set<number | undefined>(Buffer.from("0123456789+-.eE"));

/** Where a generated reader is in the bytes of a file. It reads by itself what is written most simply. */
export class LineCursor {
  bytes: Buffer = Buffer.alloc(0);
  /** Behind what was read last. */
  at = 0;

  /**
   * A text that is not all ASCII, or has something escaped. `at` is then behind its quote.
   *
   * @param from behind its first quote
   * @returns undefined where it has no end before the line has one
   * @throws SyntaxError for what JSON does not know
   */
  text(from: number): string | undefined {
    const { bytes } = this;
    let escaped = false;
    let end = from;
    for (let byte = bytes[end]; byte !== quote; byte = bytes[++end]) {
      if (byte === undefined || byte < space) return undefined;
      if (byte !== backslash) continue;
      escaped = true;
      end += 1;
    }
    this.at = end + 1;
    return escaped
      ? JSON.parse(bytes.toString("utf8", from - 1, end + 1))
      : bytes.toString("utf8", from, end);
  }

  /**
   * A number that is not a natural one. `at` is then behind it.
   *
   * @returns undefined where it has to be looked at closely
   */
  number(from: number): number | undefined {
    let end = from;
    while (ofNumbers.has(this.bytes[end])) end += 1;
    this.at = end;
    const text = this.bytes.toString("latin1", from, end);
    if (text.length > mostDigits || !plainNumber.test(text)) return undefined;
    const number = Number(text);
    return Object.is(number, -0) ? undefined : number;
  }
}
