const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/**
 * Reads an RFC 3339 timestamp strictly: a zone is required, and no field may overflow into the next
 * (Feb 30, 24:00, a leap second are refused rather than normalised).
 *
 * @returns epoch milliseconds (further digits are cut), or undefined when the text is not such a timestamp
 */
export function parseTimestamp(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", sign, zoneHour, zoneMinute] = match;
  // Not Date.UTC: it takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() + 1 !== Number(month) || date.getUTCDate() !== Number(day)) return undefined;
  const local = date.setUTCHours(Number(hour), Number(minute), Number(second));
  const offset =
    sign === undefined ? 0 : (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === "-" ? -1 : 1);
  return local + Number(fraction.padEnd(3, "0").slice(0, 3)) - offset * 60_000;
}

/**
 * Writes epoch milliseconds as ISO 8601 in UTC.
 *
 * @throws RangeError beyond the 275,000 years around 1970 that a Date can say
 */
export function formatTimestamp(epoch: number): string {
  return new Date(epoch).toISOString();
}
