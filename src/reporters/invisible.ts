/**
 * Source of a `v`-flag character class: everything that changes how text is shown without being seen
 * (controls, bidirectional and zero-width formatting, tags, line separators, lone surrogates, and what Unicode
 * says is no character). Variation selectors 1 to 16 stay out: they are part of ordinary emoji.
 */
export const invisible = "[[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{DI}\\p{NChar}]--[\\ufe00-\\ufe0f]]";
