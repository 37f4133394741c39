/** Vocabulary of the simulated organisation; every name in it is made of these. */
export const firstNames = [
  ["Amara", "amara"],
  ["Björn", "bjorn"],
  ["Chiara", "chiara"],
  ["Dmitri", "dmitri"],
  ["Elena", "elena"],
  ["Farid", "farid"],
  ["Grace", "grace"],
  ["Hiroshi", "hiroshi"],
  ["Inês", "ines"],
  ["Jamal", "jamal"],
  ["Katarzyna", "katarzyna"],
  ["Liam", "liam"],
  ["Mei", "mei"],
  ["Noah", "noah"],
  ["Olga", "olga"],
  ["Priya", "priya"],
  ["Quentin", "quentin"],
  ["Rosa", "rosa"],
  ["Søren", "soren"],
  ["Tomás", "tomas"],
] as const;

export const lastNames = [
  ["Almeida", "almeida"],
  ["Bakker", "bakker"],
  ["Costa", "costa"],
  ["Dubois", "dubois"],
  ["Eriksen", "eriksen"],
  ["Fischer", "fischer"],
  ["García", "garcia"],
  ["Haddad", "haddad"],
  ["Ivanova", "ivanova"],
  ["Jensen", "jensen"],
  ["Kowalski", "kowalski"],
  ["Lindqvist", "lindqvist"],
  ["Müller", "mueller"],
  ["Nakamura", "nakamura"],
  ["O'Brien", "obrien"],
  ["Patel", "patel"],
  ["Rossi", "rossi"],
  ["Singh", "singh"],
  ["Tanaka", "tanaka"],
  ["Walker", "walker"],
] as const;

export const departments = [
  "Billing",
  "Sales",
  "Claims",
  "Support",
  "Collections",
  "Retention",
  "Onboarding",
  "Fraud",
] as const;

export const products = ["Mobile", "Fibre", "Cards", "Loans", "Travel", "Home", "Motor", "Energy"] as const;

export const languages = [
  ["EN", "en-us"],
  ["DE", "de-de"],
  ["FR", "fr-fr"],
  ["ES", "es-es"],
  ["NL", "nl-nl"],
  ["PT", "pt-br"],
] as const;

export const purposes = [
  "Main Menu",
  "After Hours",
  "Identification",
  "Payment",
  "Status",
  "Callback",
  "Overflow",
  "Holiday",
] as const;

export const cities = [
  "Dublin",
  "Lisbon",
  "Utrecht",
  "Kraków",
  "Austin",
  "Toronto",
  "Madrid",
  "Leipzig",
] as const;
