/** Languages as speech analytics and agent assist write them. */
export const dialects = ["en-US", "de-DE", "fr-FR", "es-ES", "nl-NL", "pt-BR"] as const;
