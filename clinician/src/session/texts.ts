import { defineTexts } from '@vardkedjan/ui/language.tsx';

export const texts = defineTexts({
  sv: {
    chooseTitle: 'Välj uppdrag',
    chooseMore: (name: string) => `${name}, vad arbetar du med nu? Uppdraget avgör vilka journaler du får läsa.`,
    noAssignment: 'Du har inget medarbetaruppdrag',
    noAssignmentMore: 'Utan uppdrag kan du inte läsa journaler. Vänd dig till den som sköter katalogen på din enhet.',
    notStaff: 'Du är inloggad som invånare',
    notStaffMore: 'Den här appen är för personal. Din egen journal finns i invånarnas app.',
    toResident: 'Till min journal',
    signOut: 'Logga ut',
    purposes: {
      care: 'Vård och behandling',
      'care-administration': 'Vårdadministration',
      quality: 'Kvalitetssäkring',
      'social-care': 'Omsorg',
      'log-review': 'Logguppföljning',
    } as Record<string, string>,
    idleTitle: 'Du loggas snart ut',
    idleMore: (time: string) =>
      `Ingen har rört något på en stund. Om ${time} loggas du ut. Det du har skrivit är sparat som utkast.`,
    stay: 'Fortsätt arbeta',
    endedTitle: 'Du är utloggad',
    endedMore: 'Sessionen är slut. Det du har skrivit är sparat; logga in igen så kommer du tillbaka hit.',
    signInAgain: 'Logga in igen',
    loading: 'Hämtar din inloggning',
  },
  en: {
    chooseTitle: 'Choose assignment',
    chooseMore: (name: string) =>
      `${name}, what are you working with now? The assignment decides which records you may read.`,
    noAssignment: 'You have no assignment',
    noAssignmentMore: 'Without one you cannot read records. Ask whoever keeps the directory at your unit.',
    notStaff: 'You are signed in as a resident',
    notStaffMore: 'This app is for staff. Your own record is in the residents’ app.',
    toResident: 'To my record',
    signOut: 'Sign out',
    purposes: {
      care: 'Care and treatment',
      'care-administration': 'Care administration',
      quality: 'Quality assurance',
      'social-care': 'Social care',
      'log-review': 'Log review',
    } as Record<string, string>,
    idleTitle: 'You are about to be signed out',
    idleMore: (time: string) =>
      `Nobody has touched anything for a while. You will be signed out in ${time}. What you have written is kept as a draft.`,
    stay: 'Go on working',
    endedTitle: 'You are signed out',
    endedMore: 'The session has ended. What you have written is kept; sign in again and you come back here.',
    signInAgain: 'Sign in again',
    loading: 'Fetching your session',
  },
});
