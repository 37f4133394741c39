import { card } from "./card.ts";
import type { Detector } from "./detector.ts";
import { email } from "./email.ts";
import { iban } from "./iban.ts";
import { phone } from "./phone.ts";
import { ssn } from "./ssn.ts";

/** The built-in detectors, most specific first: what one has found the next ones do not look at. */
export const detectors: readonly Detector[] = [email, iban, card, ssn, phone];
