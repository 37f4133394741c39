/** A piece of a text that looks like personal data: half-open range of code units. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** What a detector may know about where a text was found. */
export interface TextContext {
  /** Words of the property name above the text (see `nameWords`); empty when there is none. */
  readonly name: string;
}

/**
 * Finds one kind of personal data. Detectors read prepared text (see `prepareText`) in linear time: they
 * scan, or use patterns whose repetitions are bounded and cannot match the same characters in two ways.
 */
export interface Detector {
  readonly kind: string;
  /** With its article, for sentences: `an e-mail address`. */
  readonly label: string;
  /** Characters, as in a class of a pattern: prepared text without any of them holds nothing of the kind. */
  readonly signs: string;
  find(text: string, context: TextContext): readonly Match[];
}
