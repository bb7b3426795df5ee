import { defineTexts } from '@vardkedjan/ui/language.tsx';

/** Whether the drugs have been reconciled for a discharge. */
export const reconciledTexts = defineTexts({
  sv: {
    reconciled: (day: string, who: string) => `Läkemedlen är avstämda inför utskrivningen ${day} av ${who}.`,
    caution: 'Observera',
    notReconciled: 'Läkemedlen är inte avstämda inför utskrivningen.',
    reconcile: 'Stäm av läkemedlen',
  },
  en: {
    reconciled: (day: string, who: string) => `The drugs were reconciled for the discharge on ${day} by ${who}.`,
    caution: 'Note',
    notReconciled: 'The drugs have not been reconciled for the discharge.',
    reconcile: 'Reconcile the drugs',
  },
});
