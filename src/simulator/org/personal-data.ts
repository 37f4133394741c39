import type { LeakStyle, PiiKind, RedactedField } from "../plan/log-plan.ts";
import type { Random } from "./random.ts";
import { firstNames, lastNames } from "./word-lists.ts";

/** Made-up personal data; nothing of it belongs to anybody. */
function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.between(0, 9)).join("");
}

/** The last digit that makes a run of digits pass (or, with a shift, fail) the Luhn test. */
function withCheckDigit(body: string, shift: number): string {
  const sum = [...body].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(((10 - (sum % 10)) % 10) + shift) % 10}`;
}

const card = (random: Random): string => withCheckDigit(`4${digits(random, 14)}`, 0);
const email = (random: Random): string =>
  `${random.pick(firstNames)[1]}.${random.pick(lastNames)[1]}${random.between(1, 99)}@mail.example`;
const ssn = (random: Random): string =>
  `${random.between(100, 665)}-${random.between(10, 99)}-${random.between(1000, 9999)}`;
const phone = (random: Random): string => `+1 415 555 ${random.between(1000, 9999)}`;

/** A valid German IBAN: check digits by ISO 7064 mod 97-10. */
function iban(random: Random): string {
  const account = `${random.between(10, 99)}${digits(random, 16)}`;
  const remainder = BigInt(`${account}131400`) % 97n;
  return `DE${String(98n - remainder).padStart(2, "0")}${account}`;
}

const makers: Readonly<Record<PiiKind, (random: Random) => string>> = { email, card, ssn, phone, iban };

/** A value of one kind. */
export function personalValue(random: Random, kind: PiiKind): string {
  return makers[kind](random);
}

/** Sixteen digits that begin like a card number and fail the Luhn test. */
export function luhnFailingNumber(random: Random): string {
  return withCheckDigit(`4${digits(random, 14)}`, random.between(1, 9));
}

/** A UUID without letters: it looks like a card or phone number to a careless pattern. */
export function numericUuid(random: Random): string {
  return `${digits(random, 8)}-${digits(random, 4)}-4${digits(random, 3)}-8${digits(random, 3)}-${digits(random, 12)}`;
}

const kindOfField: Readonly<Record<RedactedField, PiiKind>> = {
  customerEmail: "email",
  paymentToken: "card",
  ssn: "ssn",
};

/** The kind of personal data that a detector can still recognise in a leaked value; none in a partly masked one. */
export function leakedPii(field: RedactedField, style: LeakStyle): PiiKind | undefined {
  return style === "partial" ? undefined : kindOfField[field];
}

/** A value of a field that should have been redacted. */
export function leakedValue(random: Random, field: RedactedField, style: LeakStyle): string {
  const whole = personalValue(random, kindOfField[field]);
  if (style === "plain") return whole;
  if (style === "beside-marker") return `[REDACTED] ${whole}`;
  if (field === "customerEmail") return `${whole.slice(0, 2)}***${whole.slice(whole.indexOf("@"))}`;
  return `${whole.slice(0, 4)}***${whole.slice(-4)}`;
}
