/** Names of the months, January first. */
export const months = [
  ..."January February March April May June".split(" "),
  ..."July August September October November December".split(" "),
];

/** Names of the days, Monday first. */
export const days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
