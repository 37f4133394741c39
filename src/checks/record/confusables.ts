/** Latin letter → letters of other scripts that are drawn the same or nearly so, in either case. */
const drawnAlike: Readonly<Record<string, string>> = {
  a: "аАαΑɑ",
  b: "ЬВΒƄ",
  c: "сСϲϹ",
  d: "ԁԀɗ",
  e: "еЕεΕҽ",
  f: "ϝƒ",
  g: "ɡԍ",
  h: "һНΗհн",
  i: "іІιΙıӏɩ",
  j: "јЈϳյ",
  k: "кКκΚ",
  l: "Ӏ׀ǀ",
  m: "мМΜ",
  n: "пΝոռη",
  o: "оОοΟօσө",
  p: "рРρΡ",
  q: "ԛզ",
  r: "гɾ",
  s: "ѕЅꜱʂ",
  t: "тТτΤ",
  u: "υսʋ",
  v: "νѵ",
  w: "ԝѡω",
  x: "хХχΧ×",
  y: "уУγΥүʏ",
  z: "ᴢΖʐ",
};

/** Look-alike character → the Latin letter it can be mistaken for. */
export const confusables: ReadonlyMap<string, string> = new Map(
  Object.entries(drawnAlike).flatMap(([latin, others]) =>
    [...others].map((other) => [other, latin] as const),
  ),
);
