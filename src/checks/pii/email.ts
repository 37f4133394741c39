import type { Detector, Match } from "./detector.ts";

/** What addresses are made of in practice: `=` or `&` before one belong to a URL or a log line. */
const localPart = /[\p{L}\p{N}._+'~-]/u;
const domainPart = /[\p{L}\p{N}.-]/u;
/** A dot with labels on both sides, the last one alphabetic or in punycode. */
const domain =
  /^(?!-)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}\.(?:\p{L}{2,24}|xn--[a-z0-9-]{2,59})$/iu;
/** Endings of file names such as `logo@2x.png`. */
const fileEnding = /\.(?:png|jpe?g|gif|svg|webp|css|js|ts|json|html?)$/i;

/** E-mail addresses, also with `%40` for the sign as in URLs. */
export const email: Detector = {
  kind: "email",
  label: "an e-mail address",
  signs: "@%",
  find(text) {
    const matches: Match[] = [];
    let searched = 0;
    for (const { index, 0: sign } of text.matchAll(/@|%40/g)) {
      const start = startOfLocalPart(text, index, searched);
      const end = endOfDomain(text, index + sign.length);
      const host = text.slice(index + sign.length, end);
      searched = index + sign.length;
      if (start < index && domain.test(host) && !fileEnding.test(host)) matches.push({ start, end });
    }
    return matches;
  },
};

function startOfLocalPart(text: string, at: number, from: number): number {
  const lowest = Math.max(from, at - 64);
  let start = at;
  while (start > lowest && localPart.test(text.charAt(start - 1))) start -= 1;
  while (start < at && /[.'-]/.test(text.charAt(start))) start += 1;
  return start;
}

/** Behind the last label; a sentence's full stop or a trailing dash is not part of it. */
function endOfDomain(text: string, from: number): number {
  const highest = Math.min(text.length, from + 253);
  let end = from;
  while (end < highest && domainPart.test(text.charAt(end))) end += 1;
  while (end > from && /[.-]/.test(text.charAt(end - 1))) end -= 1;
  return end;
}
