import { defineTexts } from '../language.tsx';

export const texts = defineTexts({
  sv: {
    loading: 'Hämtar',
    failed: 'Det gick inte att hämta',
    failedMore: 'Något gick fel hos oss. Det du har skrivit finns kvar.',
    unavailable: 'Tjänsten svarar inte just nu',
    notFound: 'Finns inte',
    retry: 'Försök igen',
    offline: 'Ingen kontakt med servern',
    offlineMore: 'Det som redan visas ligger kvar. Vi försöker igen när nätet är tillbaka.',
    stale: (since: string) => `Visar uppgifter från ${since}. De kan ha ändrats.`,
    requestId: (id: string) => `Ärende ${id}`,
    refused: 'Du får inte läsa detta',
    provision: 'Lagrum',
    whatYouMayDo: 'Det här kan du göra',
  },
  en: {
    loading: 'Loading',
    failed: 'It could not be fetched',
    failedMore: 'Something went wrong on our side. What you have written is still there.',
    unavailable: 'The service does not answer right now',
    notFound: 'Does not exist',
    retry: 'Try again',
    offline: 'No contact with the server',
    offlineMore: 'What is shown already stays. We try again when the network is back.',
    stale: (since: string) => `Showing what was known at ${since}. It may have changed.`,
    requestId: (id: string) => `Request ${id}`,
    refused: 'You may not read this',
    provision: 'Provision',
    whatYouMayDo: 'What you may do',
  },
});
