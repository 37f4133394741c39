const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const pattern =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d) GMT$/;

/** Reads an HTTP date in its one current form (IMF-fixdate). @returns epoch milliseconds or undefined */
export function parseImfDate(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, day, monthName = "", year, hour, minute, second] = match;
  const month = months.indexOf(monthName);
  const epoch = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  return month >= 0 && new Date(epoch).getUTCDate() === Number(day) ? epoch : undefined;
}
