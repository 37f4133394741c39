/**
 * Shapes that are full of digits and are not personal data: UUIDs, long hexadecimal hashes, dates and
 * times, IPv4 addresses. Every repetition is bounded or of a single class.
 */
const shapes: readonly RegExp[] = [
  /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi,
  /(?<![0-9a-z])(?=[0-9]{0,64}[a-f])[0-9a-f]{24,}(?![0-9a-z])/gi,
  /(?<![0-9])[12][0-9]{3}-[01][0-9]-[0-3][0-9](?:[T ][0-2][0-9]:[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?(?:Z|[+-][0-2][0-9]:?[0-5][0-9])?)?(?![0-9])/g,
  /(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])/g,
];

/** The text with such shapes overwritten by letters of the same length, so that positions stay. */
export function blankIdentifiers(text: string): string {
  let blanked = text;
  for (const shape of shapes) blanked = blanked.replace(shape, (found) => "x".repeat(found.length));
  return blanked;
}
