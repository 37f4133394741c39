/**
 * `*` stands for any run of characters but `/`; everything else for itself. Only the last `*` is ever gone back
 * to, so that a hostile name costs at most its length times the pattern's.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (next < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      resume = next;
    } else if (at < pattern.length && pattern[at] === text[next]) {
      at += 1;
      next += 1;
    } else if (star >= 0 && text[resume] !== "/") {
      at = star + 1;
      next = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
