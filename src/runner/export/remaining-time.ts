/**
 * How fast an export goes and how long the rest will take, in words; nothing is said of the first moments.
 *
 * @param share of the whole that is done, above 0 up to 1
 */
export function remainingTime(records: number, milliseconds: number, share: number): string {
  if (milliseconds < 1_000 || share <= 0) return "";
  const rate = Math.round((records * 1000) / milliseconds);
  const seconds = Math.round((milliseconds * (1 - share)) / share / 1000);
  const left = seconds >= 120 ? `${Math.round(seconds / 60)} min` : `${seconds} s`;
  return `, ${rate}/s, about ${left} left`;
}
