import { openingHours } from '@vardkedjan/care/access/blocks.ts';
import { defineTexts } from '@vardkedjan/ui/language.tsx';

const sv = {
  exist: 'Spärrade uppgifter finns',
  more: 'Fler spärrade uppgifter finns',
  open: (until: string, left: string) => `Spärr öppnad till ${until}, ${left} kvar`,
  left: (hours: number, minutes: number) => (hours > 0 ? `${hours} tim ${minutes} min` : `${minutes} min`),
  openUnits: (units: string) => `Öppet för dig: ${units}`,
  close: 'Stäng spärren',
  opened: (until: string) => `Spärrade uppgifter är öppna för dig till ${until}.`,
  closed: 'Spärren är stängd. Uppgifterna visas inte längre.',
  title: 'Öppna spärrade uppgifter',
  intro:
    'Patienten har spärrat uppgifter för andra vårdenheter. Du kan öppna dem på en av de två grunder som lagen har. Vilka vårdenheter det gäller visas när du har angett grund och skäl.',
  ground: 'Grund (4 kap. 5 § patientdatalagen)',
  grounds: {
    given: 'Patienten samtycker',
    'cannot-be-had':
      'Patienten kan inte samtycka, och uppgifterna kan antas ha betydelse för vård som patienten oundgängligen behöver',
  },
  saysNo: 'Säger patienten nej får spärren inte öppnas.',
  groundMissing: 'Välj på vilken grund du öppnar.',
  reason: 'Skäl',
  reasonHelp: 'Sparas i loggen, och patienten kan läsa det. Till exempel ”Medvetslös, okända läkemedel”.',
  reasonMissing: 'Skriv varför uppgifterna behövs.',
  showUnits: 'Visa vårdenheter',
  units: 'Vårdenheter med spärrade uppgifter',
  unitsGiven: 'Öppna bara det som patienten samtycker till.',
  unitsCannot: 'Öppna bara det som kan antas ha betydelse för vården nu.',
  unitsMissing: 'Välj minst en vårdenhet.',
  noUnits: 'Det finns inte längre några spärrade uppgifter att öppna.',
  forWhom: (unit: string) =>
    `Uppgifterna öppnas bara för dig, på ${unit}, och stängs av sig själva. Du kan stänga dem tidigare.`,
  lift: `Öppna i ${openingHours} timmar`,
  cannotLift: 'Får du inte häva spärren, eller vill du hellre att enheten gör det?',
  askUnit: 'Be enheten häva spärren',
  unitAsked: (before: string) =>
    `Begäran är skickad till dem som har spärrat. Svar ska ges före ${before}, annars går den till verksamhetschefen. Du ser hur det går under Mitt arbete.`,
  back: 'Tillbaka',
  cancel: 'Avbryt',
};

export const texts = defineTexts({
  sv,
  en: {
    exist: 'There are blocked data',
    more: 'There are more blocked data',
    open: (until: string, left: string) => `Block open until ${until}, ${left} left`,
    left: (hours: number, minutes: number) => (hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`),
    openUnits: (units: string) => `Open to you: ${units}`,
    close: 'Close the block',
    opened: (until: string) => `Blocked data are open to you until ${until}.`,
    closed: 'The block is closed. The data are no longer shown.',
    title: 'Open blocked data',
    intro:
      'The patient has blocked data for other care units. You can open them on one of the two grounds that the law has. Which care units it is about is shown when you have given ground and reason.',
    ground: 'Ground (Patient Data Act, chapter 4, section 5)',
    grounds: {
      given: 'The patient consents',
      'cannot-be-had':
        'The patient cannot consent, and the data can be assumed to matter for care that the patient imperatively needs',
    },
    saysNo: 'If the patient says no, the block may not be opened.',
    groundMissing: 'Choose on which ground you open.',
    reason: 'Reason',
    reasonHelp: 'Kept in the log, and the patient can read it. For example “Unconscious, unknown drugs”.',
    reasonMissing: 'Write why the data are needed.',
    showUnits: 'Show care units',
    units: 'Care units with blocked data',
    unitsGiven: 'Open only what the patient consents to.',
    unitsCannot: 'Open only what can be assumed to matter for the care now.',
    unitsMissing: 'Choose at least one care unit.',
    noUnits: 'There are no longer any blocked data to open.',
    forWhom: (unit: string) =>
      `The data are opened to you only, at ${unit}, and close by themselves. You can close them earlier.`,
    lift: `Open for ${openingHours} hours`,
    cannotLift: 'May you not lift the block, or would you rather that the unit does?',
    askUnit: 'Ask the unit to lift the block',
    unitAsked: (before: string) =>
      `The request has been sent to those who have blocked. It is to be answered before ${before}; if not it goes to the head of the unit. You see how it goes under My work.`,
    back: 'Back',
    cancel: 'Cancel',
  },
});
