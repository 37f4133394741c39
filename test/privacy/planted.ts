import { personalValue } from "../../src/simulator/org/personal-data.ts";
import { randomFor } from "../../src/simulator/org/random.ts";
import { uuidFor } from "../../src/simulator/org/uuid.ts";
import type { Planted } from "./find-leaks.ts";

/** Seed of the simulated organisation: it decides the tokens that are handed out. */
export const seed = 7;

/** People whose data are planted. */
const people = 170;

const letters = "abcdefghijklmnopqrstuvwxyz";
const random = randomFor(1, "planted");
const word = (length: number): string => Array.from({ length }, () => random.pick([...letters])).join("");
const capital = (length: number): string => word(length).replace(/^./, (first) => first.toUpperCase());

/** What is known of one made-up person; nothing of it belongs to anybody. */
export interface Person {
  readonly customerEmail: string;
  readonly paymentToken: string;
  readonly ssn: string;
  readonly customerPhone: string;
  readonly bankAccount: string;
  readonly customerName: string;
}

const taken = new Set<string>();
function fresh(make: () => string): string {
  for (;;) {
    const value = make();
    if (!taken.has(value)) {
      taken.add(value);
      return value;
    }
  }
}

export const persons: readonly Person[] = Array.from({ length: people }, () => ({
  customerEmail: fresh(() => `${word(6)}+${word(4)}@${word(6)}.example`),
  paymentToken: fresh(() => personalValue(random, "card")),
  ssn: fresh(() => personalValue(random, "ssn")),
  customerPhone: fresh(() => personalValue(random, "phone")),
  bankAccount: fresh(() => personalValue(random, "iban")),
  customerName: fresh(() => `${capital(7)} Ö${word(7)}`),
}));

/** Every personal value, by what it is and whose. */
export const personal: readonly Planted[] = persons.flatMap((person, number) =>
  Object.entries(person).map(([field, value]) => ({ name: `${field} of ${number}`, value })),
);

const secret = (): string => `${word(3)}/${capital(9)}+${random.between(100, 999)}=${word(8)}`;
const plainSecret = (): string => `${capital(12)}${random.between(100, 999)}${word(12)}`;

/** Secrets by the environment variable that holds them. */
export const secrets: Readonly<Record<string, string>> = {
  SIEM_KEY: secret(),
  SIEM_PATH: plainSecret(),
  SIEM_TOKEN: `Bearer ${secret()}`,
  HOOK_KEY: secret(),
  HOOK_TOKEN: secret(),
  HEC_TOKEN: plainSecret(),
  AZURE_ID: plainSecret(),
  AZURE_SECRET: secret(),
  ES_KEY: plainSecret(),
  ES_USER: plainSecret(),
  ES_PASSWORD: secret(),
  AWS_ACCESS_KEY_ID: plainSecret().toUpperCase(),
  AWS_SECRET_ACCESS_KEY: secret(),
  AWS_SESSION_TOKEN: secret(),
  PG_PASSWORD: plainSecret(),
  PG_URL_PASSWORD: plainSecret(),
  PROXY_PASSWORD: plainSecret(),
  REST_TOKEN: plainSecret(),
  REST_USER: plainSecret(),
  REST_PASSWORD: secret(),
  REST_KEY: plainSecret(),
};

/** Tokens that the simulated organisation hands out. */
const tokens = Array.from({ length: 20 }, (_, number) => uuidFor(seed, "token", number).replaceAll("-", ""));

/** Every credential but the client's secret, which the organisation tells. */
export const credentials: readonly Planted[] = [
  ...Object.entries(secrets).map(([name, value]) => ({ name, value })),
  ...tokens.map((value, number) => ({ name: `access token ${number}`, value })),
];
