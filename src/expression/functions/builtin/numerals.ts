const romans: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

const romanDigits: Readonly<Record<string, number>> = { M: 1000, D: 500, C: 100, L: 50, X: 10, V: 5, I: 1 };

/** Numbers as letters, in the manners of chapters (`xii`) and of spreadsheets (`aa`). */
export const numerals = {
  /** @param assertLength told of the number of letters before they are made */
  toRoman(value: number, assertLength: (length: number) => void): string {
    let rest = value;
    let text = "";
    for (const [step, letters] of romans) {
      const times = Math.floor(rest / step);
      if (!(times > 0)) continue;
      assertLength(times);
      text += letters.repeat(times);
      rest -= times * step;
    }
    return text;
  },

  fromRoman(text: string): number {
    let sum = 0;
    let largest = 1;
    for (const letter of [...text].reverse()) {
      const digit = romanDigits[letter] ?? Number.NaN;
      if (digit < largest) sum -= digit;
      else {
        largest = digit;
        sum += digit;
      }
    }
    return sum;
  },

  /** @param first the letter that stands for one: `A` or `a` */
  toLetters(value: number, first: string): string {
    const code = first.charCodeAt(0);
    let text = "";
    for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      text = String.fromCharCode(((rest - 1) % 26) + code) + text;
    }
    return text;
  },

  fromLetters(text: string, first: string): number {
    const code = first.charCodeAt(0);
    let sum = 0;
    for (let index = 0; index < text.length; index++) {
      sum += (text.charCodeAt(text.length - index - 1) - code + 1) * 26 ** index;
    }
    return sum;
  },
};
