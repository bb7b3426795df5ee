import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    untouched: 'Sparas medan du skriver',
    saving: 'Sparas…',
    saved: (time: string) => `Sparat ${time}`,
    retrying: 'Inte sparat – försöker igen',
    retryingMore: 'Servern svarar inte. Texten finns kvar här tills den är sparad.',
    signedOut: 'Inte sparat – du är utloggad',
    signedOutMore: 'Texten finns kvar i den här fliken och sparas när du har loggat in igen.',
    refused: 'Inte sparat',
    refusedMore: 'Texten finns kvar här.',
    wrongPatient: 'Servern svarade med en annan patients utkast. Inget har sparats där.',
    takenUp: (when: string) => `Du fortsätter på det du skrev ${when}.`,
    thrownAway: 'Det du skrev är kastat.',
    undo: 'Ångra',
    changedMeanwhile:
      'Formuläret har skickats eller ändrats på en annan dator medan du skrev. Inget skickades. Läs igenom det som står nu innan du skickar.',
    notReached: 'Servern svarar inte. Inget skickades, och det du skrev står kvar. Försök igen om en stund.',
  },
  en: {
    untouched: 'Saved as you write',
    saving: 'Saving…',
    saved: (time: string) => `Saved ${time}`,
    retrying: 'Not saved – trying again',
    retryingMore: 'The server does not answer. The text stays here until it is saved.',
    signedOut: 'Not saved – you are signed out',
    signedOutMore: 'The text stays in this tab and is saved when you have signed in again.',
    refused: 'Not saved',
    refusedMore: 'The text stays here.',
    wrongPatient: 'The server answered with another patient’s draft. Nothing was saved there.',
    takenUp: (when: string) => `You go on with what you wrote ${when}.`,
    thrownAway: 'What you wrote is thrown away.',
    undo: 'Undo',
    changedMeanwhile:
      'The form has been sent or changed at another machine while you wrote. Nothing was sent. Read what stands there now before you send.',
    notReached:
      'The server does not answer. Nothing was sent, and what you wrote is still there. Try again in a while.',
  },
});
