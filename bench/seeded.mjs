/**
 * Made-up values, the same for the same seed: a bench that cannot be repeated proves nothing.
 *
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed;
  const random = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const words = "flow queue route agent wrapup skill menu prompt divert transfer greeting holiday".split(" ");
  return {
    random,
    pick,
    word: () => pick(words),
    text: (length) => Array.from({ length }, () => pick(words)).join(" "),
    list: (most, make) =>
      Array.from({ length: Math.floor(random() * (most + 1)) }, (_, index) => make(index)),
    hex: (length) =>
      Array.from({ length: length / 8 }, () =>
        Math.floor(random() * 2 ** 32)
          .toString(16)
          .padStart(8, "0"),
      ).join(""),
  };
}
