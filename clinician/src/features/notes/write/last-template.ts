/** The template used last at a unit on this machine, by its canonical url: a convenience, forgotten without harm. No patient data. */
const key = (unit: string) => `vardkedjan.template.${unit}`;

export const lastTemplate = (unit: string): string | undefined => localStorage.getItem(key(unit)) ?? undefined;

export const rememberTemplate = (unit: string, template: string): void => localStorage.setItem(key(unit), template);
