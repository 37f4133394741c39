function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}

/** The distance between positions that are the multiples of one number; 0 when they are not. */
export function regularInterval(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const interval = positions.reduce(divisor);
  return positions.every((_, index) => positions.includes((index + 1) * interval)) ? interval : 0;
}
