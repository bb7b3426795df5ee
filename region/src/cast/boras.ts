/** Where the cast lives. */
import type { Person } from '../people/person.ts';

export const boras = (line: string, postalCode: string): NonNullable<Person['address']> => ({
  line,
  postalCode,
  city: 'Borås',
});
