/** How JavaScript's regular expressions and RE2's read a pattern. */
export interface Dialects {
  /** The pattern means the same in both, whatever the text. */
  readonly alike: boolean;
  /** The same but for spaces, of which JavaScript knows more: what it does not find, neither does RE2. */
  readonly wider: boolean;
  /** JavaScript would look for something else. */
  readonly foreign: boolean;
  /** True when both read a text alike, whatever the pattern, unless that is foreign. */
  readonly readsAlike: (text: string) => boolean;
}

/** Line ends, controls, and case and spaces beyond ASCII. */
const unlike = /[^\t\n\f\x20-\x7e]/;

/** What makes a pattern see such differences; plain characters, digits, words and their ends do not. */
const sensitive = /[^\x20-\x7e]|\\[sSWDpPux]|\[\^|\./;

/** A space, which is more characters for JavaScript than for RE2. */
const space = /\\s/g;

/**
 * What RE2 reads as characters of a kind, or by their number, and JavaScript as something else; and characters
 * that are two for JavaScript, of which a repetition takes the second only.
 */
const foreign = /\\[pPc\d]|\\[xu]\{|\[:|[\ud800-\udfff]/;

/** Without regard to case, letters beyond ASCII (the Kelvin sign, the long s) are plain ones for RE2 only. */
const caseless = /[^\x20-\x7e]|\\[xu]/;

export function compareDialects({ source, flags }: RegExp): Dialects {
  // An escaped point is taken for a point: that costs no more than time.
  const isAlike = (text: string) => !/[im]/.test(flags) && !sensitive.test(text);
  return {
    alike: isAlike(source),
    wider: isAlike(source.replace(space, " ")),
    foreign: foreign.test(source) || (flags.includes("i") && caseless.test(source)),
    readsAlike: (text) => !unlike.test(text),
  };
}
