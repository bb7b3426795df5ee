import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const oftenTexts = defineTexts({
  sv: {
    often: 'Beställs ofta',
    pinned: 'Favoriter',
    units: 'enhetens',
    pin: { own: 'Spara som favorit', unit: 'Spara för enheten' },
    short: { own: '', unit: 'enheten' },
    pinAs: {
      own: (text: string) => `Spara som favorit: ${text}`,
      unit: (text: string) => `Spara för enheten: ${text}`,
    },
    isPinned: { own: 'Favorit.', unit: 'Enhetens favorit.' },
    unpin: (text: string) => `Ta bort favoriten ${text}`,
    unpinned: (text: string) => `${text} är inte längre favorit.`,
    undo: 'Ångra',
    offline: 'Ingen kontakt med servern. Försök igen.',
    tooMany: 'Listan är full: ta bort en favorit först.',
    notPinned: 'Det gick inte att spara. Försök igen.',
  },
  en: {
    often: 'Often ordered',
    pinned: 'Favourites',
    units: 'the unit’s',
    pin: { own: 'Keep as favourite', unit: 'Keep for the unit' },
    short: { own: '', unit: 'the unit' },
    pinAs: {
      own: (text: string) => `Keep as favourite: ${text}`,
      unit: (text: string) => `Keep for the unit: ${text}`,
    },
    isPinned: { own: 'Favourite.', unit: 'The unit’s favourite.' },
    unpin: (text: string) => `Take away the favourite ${text}`,
    unpinned: (text: string) => `${text} is no favourite any more.`,
    undo: 'Undo',
    offline: 'No contact with the server. Try again.',
    tooMany: 'The list is full: take away a favourite first.',
    notPinned: 'It could not be kept. Try again.',
  },
});
