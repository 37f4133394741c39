const small = [
  ..."Zero One Two Three Four Five Six Seven Eight Nine Ten".split(" "),
  ..."Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen".split(" "),
];
const smallOrdinals = [
  ..."Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split(" "),
  ..."Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth".split(
    " ",
  ),
];
const tens = "Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety Hundred".split(" ");
const magnitudes = ["Thousand", "Million", "Billion", "Trillion"];

function belowHundred(value: number, ordinal: boolean): string {
  if (value < 20) return (ordinal ? smallOrdinals : small)[value] ?? "";
  const decade = tens[Math.floor(value / 10) - 2] ?? "";
  const rest = value % 10;
  if (rest > 0) return `${decade}-${belowHundred(rest, ordinal)}`;
  return ordinal ? `${decade.slice(0, -1)}ieth` : decade;
}

/** What follows a head such as `Two Hundred`: the rest, or the ending of an ordinal. */
function tail(rest: number, ordinal: boolean): string {
  if (rest > 0) return words(rest, true, ordinal);
  return ordinal ? "th" : "";
}

function words(value: number, continued: boolean, ordinal: boolean): string {
  if (value < 100) return (continued ? " and " : "") + belowHundred(value, ordinal);
  const lead = continued ? ", " : "";
  if (value < 1_000) {
    return `${lead}${small[Math.floor(value / 100)]} Hundred${tail(value % 100, ordinal)}`;
  }
  const magnitude = Math.min(Math.floor(Math.log10(value) / 3), magnitudes.length);
  const factor = 10 ** (magnitude * 3);
  const count = Math.floor(value / factor);
  const head = `${lead}${words(count, false, false)} ${magnitudes[magnitude - 1]}`;
  return head + tail(value - count * factor, ordinal);
}

/** A number in English words, each with a capital; also as an ordinal. */
export function numberToWords(value: number, ordinal: boolean): string {
  return words(value, false, ordinal);
}

function valuesOfWords(): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const list of [small, smallOrdinals]) {
    for (const [value, word] of list.entries()) values.set(word.toLowerCase(), value);
  }
  for (const [index, word] of tens.entries()) {
    values.set(word.toLowerCase(), (index + 2) * 10);
    values.set(`${word.toLowerCase().slice(0, -1)}ieth`, (index + 2) * 10);
  }
  values.set("hundredth", 100);
  for (const [index, word] of magnitudes.entries()) {
    values.set(word.toLowerCase(), 1_000 ** (index + 1));
    values.set(`${word.toLowerCase()}th`, 1_000 ** (index + 1));
  }
  return values;
}

/** Every word that stands for a number, in lower case, with its value. */
export const wordValues = valuesOfWords();

/** The number that English words in lower case stand for. */
export function wordsToNumber(text: string): number {
  const segments = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = wordValues.get(word) ?? Number.NaN;
    const last = segments.pop() ?? 0;
    if (!(value < 100)) segments.push(last * value);
    else if (last >= 1_000) segments.push(last, value);
    else segments.push(last + value);
  }
  return segments.reduce((sum, segment) => sum + segment, 0);
}
