/** Moves the decimal point in the number's text: to multiply by a power of ten would not be exact. */
function shifted(value: number, places: number): number {
  const [mantissa, exponent] = String(value).split("e");
  return Number(`${mantissa}e${Number(exponent ?? 0) + places}`);
}

/** Rounds half to even, at a number of decimal places. */
export function round(value: number, precision = 0): number {
  const scaled = precision ? shifted(value, precision) : value;
  let rounded = Math.round(scaled);
  if (Math.abs(rounded - scaled) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  // Minus zero is not known to JSON.
  return (precision ? shifted(rounded, -precision) : rounded) + 0;
}
