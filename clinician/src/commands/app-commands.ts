/** Everything that can be done by command: the app's own, the pages of the record, and what the features bring. */
import type { Language } from '@vardkedjan/ui/language.tsx';
import type { Bilingual } from '../feature.ts';
import { featureCommands, recordPages, unitPages } from '../loaded.ts';
import { goTo, recordAddress, unitAddress } from '../navigation.ts';
import { emergencyAsked } from '../shared/emergency-asked.ts';
import { commandContext } from './command-context.ts';

export interface RunnableCommand {
  id: string;
  title: Bilingual;
  keys: string | undefined;
  group: 'app' | 'record' | 'page';
  run: () => void;
}

export interface AppActions {
  /** undefined: who reviews the log has no patients to find. */
  findPatient: (() => void) | undefined;
  showPalette: () => void;
  reportRisk: () => void;
  showShortcuts: () => void;
  setLanguage: (language: Language) => void;
  focusDock: () => void;
  signOut: () => void;
}

export function commandsNow(patientId: string | undefined, actions: AppActions): RunnableCommand[] {
  const ofFeatures = commandsOfFeatures(patientId);
  return [
    ...ofFeatures.filter((command) => command.group === 'record'),
    ...(patientId === undefined ? [] : [inDanger(patientId), ...commandsOfPages(patientId)]),
    ...ofFeatures.filter((command) => command.group === 'app'),
    ...commandsOfUnit(),
    ...commandsOfApp(actions),
  ];
}

function commandsOfFeatures(patientId: string | undefined): RunnableCommand[] {
  const context = commandContext(patientId ?? '');
  return featureCommands
    .filter((command) => command.needs === 'nothing' || patientId !== undefined)
    .map(({ id, title, keys, needs, run }) => ({
      id,
      title,
      keys,
      group: needs === 'record' ? 'record' : 'app',
      run: () => run(context),
    }));
}

/** That all is blocked looks like there being nothing, so that it can be asked for where nothing is said. */
const inDanger = (patientId: string): RunnableCommand => ({
  id: 'emergency',
  title: { sv: 'Nödöppning av andra vårdgivares uppgifter', en: 'Open other care providers’ data in an emergency' },
  keys: undefined,
  group: 'record',
  run: () => emergencyAsked.set(() => patientId),
});

function commandsOfPages(patientId: string): RunnableCommand[] {
  return recordPages.map(({ page }) => ({
    id: `page:${page.path}`,
    title: page.title,
    keys: page.keys,
    group: 'page',
    run: () => goTo(recordAddress(patientId, page.path)),
  }));
}

function commandsOfUnit(): RunnableCommand[] {
  return unitPages.map(({ page }) => ({
    id: `unit:${page.path}`,
    title: page.title,
    keys: page.keys,
    group: 'app',
    run: () => goTo(unitAddress(page.path)),
  }));
}

function commandsOfApp(actions: AppActions): RunnableCommand[] {
  const command = (id: string, sv: string, en: string, keys: string | undefined, run: () => void): RunnableCommand => ({
    id,
    title: { sv, en },
    keys,
    group: 'app',
    run,
  });
  return [
    command('work', 'Mitt arbete', 'My work', 'g h', () => goTo('/')),
    ...(actions.findPatient === undefined
      ? []
      : [
          command('answers', 'Svar att bevaka', 'Answers to see to', 'g i', () => goTo('/answers')),
          command('orders', 'Enhetens beställningar och remisser', 'The unit’s orders and referrals', 'g u', () =>
            goTo('/orders'),
          ),
          command('find', 'Hitta patient', 'Find patient', 'f', actions.findPatient),
          command(
            'unknown',
            'Okänd person: nytt reservnummer',
            'Unknown person: new reserve number',
            undefined,
            actions.findPatient,
          ),
        ]),
    command('dock', 'Gå till arbetsytan', 'Go to the workspace', 'w', actions.focusDock),
    command('risk', 'Rapportera en risk', 'Report a risk', undefined, actions.reportRisk),
    command('shortcuts', 'Kortkommandon', 'Shortcuts', '?', actions.showShortcuts),
    command('sv', 'Byt språk till svenska', 'Change language to Swedish', undefined, () => actions.setLanguage('sv')),
    command('en', 'Byt språk till engelska', 'Change language to English', undefined, () => actions.setLanguage('en')),
    command('print', 'Skriv ut det som visas', 'Print what is shown', undefined, () => print()),
    command('sign-out', 'Logga ut', 'Sign out', undefined, actions.signOut),
  ];
}
