import type { Grant } from '@vardkedjan/care/access/shared-records.ts';
import { defineTexts } from '@vardkedjan/ui/language.tsx';

const groundsSv: Record<Grant['ground'], string> = {
  consent: 'Du har samtyckt',
  child: 'Barn som inte själv kan samtycka',
  incapacity: 'Du kunde inte samtycka, och uppgifterna behövdes för din vård',
  emergency: 'Nödöppning: det var fara för ditt liv eller din hälsa',
  lifted: 'En spärr har hävts, för vård som du måste få',
};

const groundsEn: Record<Grant['ground'], string> = {
  consent: 'You have consented',
  child: 'A child who cannot consent',
  incapacity: 'You could not consent, and the data were needed for your care',
  emergency: 'Emergency: your life or health was in danger',
  lifted: 'A block has been lifted, for care that you must have',
};

export const texts = defineTexts({
  sv: {
    toConsents: 'Samtycken',
    toConsentsMore: 'Vilka som får läsa vad andra vårdgivare har skrivit',
    title: 'Samtycken',
    titleOf: (name: string) => `Samtycken för ${name}`,
    lead: 'De här får läsa vad andra vårdgivare har skrivit i din journal. Du kan avsluta ett samtycke när du vill.',
    ofChild: 'Du kan inte avsluta det här för ett barn i appen. Be vårdenheten om det.',
    back: 'Vem har läst',
    inForce: 'Gäller nu',
    none: 'Ingen får läsa vad andra vårdgivare har skrivit.',
    grounds: groundsSv,
    of: (whose: readonly string[]) => `Får läsa uppgifter hos ${whose.join(', ')}.`,
    ofAll: 'Får läsa uppgifter hos alla andra vårdgivare.',
    period: (from: string, until: string) => `Från ${from} till ${until}`,
    end: 'Avsluta',
    endOf: (name: string) => `Avsluta för ${name}`,
    endTitle: (name: string) => `Avsluta för ${name}?`,
    endMore:
      'De kan då inte längre läsa vad andra vårdgivare har skrivit, direkt. Vården kan missa något viktigt, till exempel en allergi eller ett läkemedel. Du kan samtycka igen nästa gång du är där.',
    ended: (name: string) => `Avslutat för ${name}.`,
    cancel: 'Avbryt',
  },
  en: {
    toConsents: 'Consents',
    toConsentsMore: 'Who may read what other care providers have written',
    title: 'Consents',
    titleOf: (name: string) => `Consents for ${name}`,
    lead: 'These may read what other care providers have written in your record. You can end a consent whenever you like.',
    ofChild: 'You cannot end this for a child in the app. Ask the care unit to.',
    back: 'Who has read',
    inForce: 'In force now',
    none: 'Nobody may read what other care providers have written.',
    grounds: groundsEn,
    of: (whose: readonly string[]) => `May read data at ${whose.join(', ')}.`,
    ofAll: 'May read data at all other care providers.',
    period: (from: string, until: string) => `From ${from} to ${until}`,
    end: 'End',
    endOf: (name: string) => `End for ${name}`,
    endTitle: (name: string) => `End for ${name}?`,
    endMore:
      'They can then no longer read what other care providers have written, at once. Care may miss something important, such as an allergy or a drug. You can consent again the next time you are there.',
    ended: (name: string) => `Ended for ${name}.`,
    cancel: 'Cancel',
  },
});
