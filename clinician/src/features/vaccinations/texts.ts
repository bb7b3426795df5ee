import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    title: 'Vaccinationer',
    none: 'Inga vaccinationer i journalen.',
    vaccine: 'Vaccin',
    against: 'Mot',
    dose: 'Dos',
    doses: (count: number) => `${count} doser`,
    lot: 'Sats',
    date: 'Datum',
    by: 'Given av',
    notGiven: 'ej given',
  },
  en: {
    title: 'Vaccinations',
    none: 'No vaccinations in the record.',
    vaccine: 'Vaccine',
    against: 'Against',
    dose: 'Dose',
    doses: (count: number) => `${count} doses`,
    lot: 'Lot',
    date: 'Date',
    by: 'Given by',
    notGiven: 'not given',
  },
});
