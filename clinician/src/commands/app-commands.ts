/** Everything that can be done by command: the app's own, the pages of the record, and what the features bring. */
import type { Language } from '@vardkedjan/ui/language.tsx';
import type { Bilingual } from '../feature.ts';
import { featureCommands, recordPages } from '../loaded.ts';
import { goTo, recordAddress } from '../navigation.ts';
import { commandContext } from './command-context.ts';

export interface RunnableCommand {
  id: string;
  title: Bilingual;
  keys: string | undefined;
  group: 'app' | 'record' | 'page';
  run: () => void;
}

export interface AppActions {
  findPatient: () => void;
  showPalette: () => void;
  showShortcuts: () => void;
  setLanguage: (language: Language) => void;
  focusDock: () => void;
  signOut: () => void;
}

export function commandsNow(patientId: string | undefined, actions: AppActions): RunnableCommand[] {
  const ofApp: RunnableCommand[] = [
    { id: 'work', title: { sv: 'Mitt arbete', en: 'My work' }, keys: 'g h', group: 'app', run: () => goTo('/') },
    { id: 'find', title: { sv: 'Hitta patient', en: 'Find patient' }, keys: 'f', group: 'app', run: actions.findPatient },
    { id: 'dock', title: { sv: 'Gå till arbetsytan', en: 'Go to the workspace' }, keys: 'w', group: 'app', run: actions.focusDock },
    { id: 'shortcuts', title: { sv: 'Kortkommandon', en: 'Shortcuts' }, keys: '?', group: 'app', run: actions.showShortcuts },
    { id: 'sv', title: { sv: 'Byt språk till svenska', en: 'Change language to Swedish' }, keys: undefined, group: 'app', run: () => actions.setLanguage('sv') },
    { id: 'en', title: { sv: 'Byt språk till engelska', en: 'Change language to English' }, keys: undefined, group: 'app', run: () => actions.setLanguage('en') },
    { id: 'print', title: { sv: 'Skriv ut det som visas', en: 'Print what is shown' }, keys: undefined, group: 'app', run: () => print() },
    { id: 'sign-out', title: { sv: 'Logga ut', en: 'Sign out' }, keys: undefined, group: 'app', run: actions.signOut },
  ];
  const context = commandContext(patientId ?? '');
  const ofFeatures = featureCommands
    .filter((command) => command.needs === 'nothing' || patientId !== undefined)
    .map((command): RunnableCommand => ({ id: command.id, title: command.title, keys: command.keys, group: command.needs === 'record' ? 'record' : 'app', run: () => command.run(context) }));
  const ofPages =
    patientId === undefined
      ? []
      : recordPages.map(
          ({ page }): RunnableCommand => ({
            id: `page:${page.path}`,
            title: page.title,
            keys: page.keys,
            group: 'page',
            run: () => goTo(recordAddress(patientId, page.path)),
          }),
        );
  return [...ofFeatures.filter((command) => command.group === 'record'), ...ofPages, ...ofFeatures.filter((command) => command.group === 'app'), ...ofApp];
}
