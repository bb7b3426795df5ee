import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    unread: {
      deceased: 'Patienten är avliden: ingen läser brevet i appen.',
      'no-number': 'Patienten har inget personnummer att logga in med: ingen läser brevet i appen.',
      'no-guardian': 'Barnet har ingen vårdnadshavare i registret som kan logga in: ingen läser brevet i appen.',
      age: 'I patientens ålder läser varken vårdnadshavare eller barnet själv journalen i appen.',
    },
    goesByPost: 'Brevet går med post: det läggs hemma under Brev att göra något åt, för utskrift.',
    goesNowhere: 'Med post går det inte heller, uppgifterna är skyddade. Nå patienten på annat sätt.',
  },
  en: {
    unread: {
      deceased: 'The patient has died: nobody reads the letter in the app.',
      'no-number': 'The patient has no personal number to sign in with: nobody reads the letter in the app.',
      'no-guardian': 'The child has no guardian in the register who can sign in: nobody reads the letter in the app.',
      age: 'At the patient’s age neither guardians nor the child read the record in the app.',
    },
    goesByPost: 'The letter goes by post: it is laid at home among Letters to do something about, to be printed.',
    goesNowhere: 'Nor can it go by post, the patient’s data are protected. Reach the patient in another way.',
  },
});
