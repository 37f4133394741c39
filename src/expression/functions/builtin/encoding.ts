import { Failure } from "../../runtime/failure.ts";
import type { Run } from "../../runtime/run.ts";
import { type Builtin, builtin } from "./builtin.ts";

type Text = string | undefined;

/** A function that JavaScript has, which fails at text that is not well-formed. */
function coding(functionName: string, code: (text: string) => string): Builtin {
  return builtin(functionName, "<s-:s>", (run: Run, value: Text) => {
    if (value === undefined) return undefined;
    try {
      const coded = code(value);
      run.assertText(coded.length);
      return coded;
    } catch (error) {
      if (error instanceof URIError) throw new Failure("D3140", { value, functionName });
      throw error;
    }
  });
}

/** Text as Base64 and as parts of a URL. Base64 knows bytes only: characters above 255 lose bits. */
export const encoding: readonly Builtin[] = [
  coding("base64encode", (text) => Buffer.from(text, "latin1").toString("base64")),
  coding("base64decode", (text) => Buffer.from(text, "base64").toString("latin1")),
  coding("encodeUrlComponent", encodeURIComponent),
  coding("encodeUrl", encodeURI),
  coding("decodeUrlComponent", decodeURIComponent),
  coding("decodeUrl", decodeURI),
];
