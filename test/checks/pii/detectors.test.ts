import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectors } from "../../../src/checks/pii/detectors.ts";
import { passesMod97 } from "../../../src/checks/pii/iban.ts";
import { passesLuhn } from "../../../src/checks/pii/luhn.ts";
import { nameWords } from "../../../src/checks/pii/name-words.ts";
import { scanText } from "../../../src/checks/pii/scan-text.ts";

/** `kind: value` of everything found. */
function found(text: string, name = ""): readonly string[] {
  return scanText(text, detectors, { name: nameWords(name) }).map(
    ({ detector, value }) => `${detector.kind}: ${value}`,
  );
}

describe("what is found", () => {
  it.each([
    ["mail ann.o'neil+x@mail.example.co.uk.", "email: ann.o'neil+x@mail.example.co.uk"],
    ["?user=ann%40example.com&x=1", "email: ann%40example.com"],
    ["<ann@münchen.de>", "email: ann@münchen.de"],
    ["ann＠example.com", "email: ann＠example.com"],
    ["ann@exam\u200bple.com", "email: ann@exam\u200bple.com"],
    ["paid with 4111111111111111 today", "card: 4111111111111111"],
    ["4111 1111 1111 1111", "card: 4111 1111 1111 1111"],
    ["4111-1111-1111-1111 exp 12/27", "card: 4111-1111-1111-1111"],
    ["4111.1111.1111.1111", "card: 4111.1111.1111.1111"],
    ["card_3782 822463 10005", "card: 3782 822463 10005"],
    ["4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "card: 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"],
    ["4111\u200b1111\u200b1111\u200b1111", "card: 4111\u200b1111\u200b1111\u200b1111"],
    ["４１１１　１１１１　１１１１　１１１１", "card: ４１１１　１１１１　１１１１　１１１１"],
    ["٤١١١١١١١١١١١١١١١", "card: ٤١١١١١١١١١١١١١١١"],
    ["amount 12 5555 5555 5555 4444", "card: 5555 5555 5555 4444"],
    ["ssn is 123-45-6789.", "ssn: 123-45-6789"],
    ["123 45 6789", "ssn: 123 45 6789"],
    ["123–45–6789", "ssn: 123–45–6789"],
    ["call +49 (30) 1234567 now", "phone: +49 (30) 1234567"],
    ["tel:+13175550142", "phone: +13175550142"],
    ["(317) 555-0142", "phone: (317) 555-0142"],
    ["317-555-0142", "phone: 317-555-0142"],
    ["1 317.555.0142", "phone: 1 317.555.0142"],
    ["GB82 WEST 1234 5698 7654 32", "iban: GB82 WEST 1234 5698 7654 32"],
    ["de89370400440532013000", "iban: de89370400440532013000"],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it("is all of it, once each", () => {
    expect(
      found(
        "ann@example.com, 4111111111111111, 123-45-6789, +49301234567, GB82WEST12345698765432",
      ).toSorted(),
    ).toEqual([
      "card: 4111111111111111",
      "email: ann@example.com",
      "iban: GB82WEST12345698765432",
      "phone: +49301234567",
      "ssn: 123-45-6789",
    ]);
  });

  it.each([
    ["123456789", "customerSSN", "ssn: 123456789"],
    ["123456789", "social_security_number", "ssn: 123456789"],
    ["3175550142", "mobilePhone", "phone: 3175550142"],
    ["0049 30 1234567", "ani", "phone: 0049 30 1234567"],
  ])("%s below %s", (text, name, expected) => {
    expect(found(text, name)).toEqual([expected]);
    expect(found(text)).toEqual([]);
  });
});

describe("what is not", () => {
  it.each([
    ["4111111111111112", "Luhn"],
    ["1111111111111117", "no network issues 1"],
    ["0.4111111111111111", "a fraction"],
    ["4111111111111.111", "a fraction"],
    ["x4111111111111111", "part of a word"],
    ["10 20 30 40 50 60 70 80 90", "a list of numbers"],
    ["000-12-3456", "area 000"],
    ["666-12-3456", "area 666"],
    ["912-12-3456", "area 9xx"],
    ["123-00-4567", "group 00"],
    ["123-45-0000", "serial 0000"],
    ["123-45-67890", "too long"],
    ["123-456789", "other grouping"],
    ["123456789", "no form"],
    ["1763640000", "epoch seconds"],
    ["1763640000000", "epoch milliseconds"],
    ["1763640000000000", "epoch microseconds"],
    ["2026-11-20T12:00:00.123456+01:00", "timestamp"],
    ["20261120T120000Z", "compact timestamp"],
    ["2026-11-20 12:00:00", "date and time"],
    ["192.168.100.200", "IP address"],
    ["v1.2.3.4", "version"],
    ["317.555.01", "not a phone number"],
    ["123-456-7890", "area begins with 1"],
    ["+1234567890", "no such North American number"],
    ["logo@2x.png", "image"],
    ["@scope/package", "package"],
    ["ann@localhost", "no domain"],
    ["GB82WEST12345698765433", "check digits"],
    ["DE8937040044053201300", "too short for the country"],
    ["ZZ89370400440532013000", "no such country"],
    ["a1b2c3d4-aaaa-4bbb-8ccc-501812345673", "UUID that ends like a card number"],
    ["ad481234567890abcdef1234", "object id that reads as an account number"],
    ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "hash"],
  ])("%s (%s)", (text) => {
    expect(found(text)).toEqual([]);
  });

  it.each(["className", "lessonId", "phoneType", "mobileUpdatedAt", "telephonyId"])(
    "digits below %s",
    (name) => {
      expect(found("123456789", name)).toEqual([]);
    },
  );

  it("UUIDs, hashes and times by the thousands", () => {
    const noise = fc.oneof(
      fc.uuid(),
      fc.uuid().map((id) => id.replaceAll("-", "")),
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") })
        .map((date) => date.toISOString()),
      fc.ipV4(),
      fc.integer({ min: 1_000_000_000, max: 1_999_999_999_999 }).map(String),
      fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 40, maxLength: 40 }),
    );
    fc.assert(
      fc.property(noise, fc.constantFrom("", "id ", "/", '"'), (text, before) => {
        expect(found(`${before}${text}`)).toEqual([]);
      }),
      { numRuns: 5_000, seed: 7 },
    );
  });
});

describe("checks on digits", () => {
  /** Luhn as it is taught: double every second digit from the right, add the digits of all. */
  const taught = (digits: string): boolean =>
    [...digits]
      .reverse()
      .reduce(
        (sum, digit, index) =>
          sum +
          (index % 2 === 0
            ? Number(digit)
            : [...String(Number(digit) * 2)].reduce((a, b) => a + Number(b), 0)),
        0,
      ) %
      10 ===
    0;
  const digitText = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 25 });

  it("Luhn agrees with the textbook", () => {
    fc.assert(fc.property(digitText, (digits) => passesLuhn(digits) === taught(digits)));
  });

  it("Luhn notices every single wrong digit", () => {
    fc.assert(
      fc.property(digitText, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const body = digits.slice(0, 19);
        const valid = [..."0123456789"].map((check) => `${body}${check}`).find(passesLuhn) ?? "";
        const index = at % valid.length;
        const wrong = `${valid.slice(0, index)}${(Number(valid[index]) + by) % 10}${valid.slice(index + 1)}`;
        expect(passesLuhn(wrong)).toBe(false);
      }),
    );
  });

  it("the IBAN check agrees with big integers", () => {
    const number = fc.string({ unit: fc.constantFrom(..."0123456789ABCXYZ"), minLength: 5, maxLength: 34 });
    fc.assert(
      fc.property(number, (text) => {
        const digits = [...text.slice(4), ...text.slice(0, 4)]
          .map((character) => Number.parseInt(character, 36))
          .join("");
        expect(passesMod97(text)).toBe(BigInt(digits) % 97n === 1n);
      }),
    );
  });
});

describe("time", () => {
  const size = 200_000;
  it.each([
    ["digits", "1".repeat(size)],
    ["single digits", "4 ".repeat(size / 2)],
    ["dashed digits", "4-".repeat(size / 2)],
    ["signs", "@".repeat(size)],
    ["addresses without end", "a@".repeat(size / 2)],
    ["labels", `a@${"a.".repeat(size / 2)}`],
    ["dots before a sign", `${"a.".repeat(size / 2)}@`],
    ["plus signs", "+1 ".repeat(size / 3)],
    ["phone numbers", "317-555-0142 ".repeat(size / 13)],
    ["phone number beginnings", "(317) 555-".repeat(size / 10)],
    ["account number beginnings", "GB82 ".repeat(size / 5)],
    ["hexadecimal", "a1".repeat(size / 2)],
    ["invisible characters", "1\u200b".repeat(size / 2)],
  ])("is linear over 200,000 characters of %s", (_, text) => {
    const begun = performance.now();
    scanText(text, detectors, { name: "phone ssn" });
    // Quadratic work on this size takes minutes; the bound leaves room for a busy machine.
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
