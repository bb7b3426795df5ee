/** Everything that can be done by command: the app's own, the pages of the record, and what the features bring. */
import type { Language } from '@vardkedjan/ui/language.tsx';
import { askAct, recordActs } from '../acts/record-acts.ts';
import type { Chart } from '../chart/chart.ts';
import type { Bilingual, Command } from '../feature.ts';
import { featureCommands, recordPages, unitPages } from '../loaded.ts';
import { goTo, recordAddress, unitAddress } from '../navigation.ts';
import { printRecord } from '../record/printing.ts';
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

/** `chart`: of the open record, when it is there; until then nothing is offered that depends on who is asking. */
export function commandsNow(
  patientId: string | undefined,
  actions: AppActions,
  chart: Chart | undefined,
): RunnableCommand[] {
  const ofFeatures = commandsOfFeatures(patientId, chart);
  return [
    ...ofFeatures.filter((command) => command.group === 'record'),
    ...(patientId === undefined ? [] : [...commandsOfActs(patientId, chart), ...commandsOfPages(patientId)]),
    ...ofFeatures.filter((command) => command.group === 'app'),
    ...commandsOfUnit(),
    ...commandsOfApp(actions, patientId, chart),
  ];
}

/** Whether the command ends in nothing that whoever has the record open is sure to be refused. */
export function isOffered({ act }: Command, chart: Chart | undefined): boolean {
  return act === undefined || chart?.offers.has(act) === true;
}

function commandsOfFeatures(patientId: string | undefined, chart: Chart | undefined): RunnableCommand[] {
  const context = commandContext(patientId ?? '');
  return featureCommands
    .filter((command) => command.needs === 'nothing' || (patientId !== undefined && isOffered(command, chart)))
    .map(({ id, title, keys, needs, run }) => ({
      id,
      title,
      keys,
      group: needs === 'record' ? 'record' : 'app',
      run: () => run(context),
    }));
}

/** That all is blocked looks like there being nothing, so that danger can be told where nothing is said. */
function commandsOfActs(patientId: string, chart: Chart | undefined): RunnableCommand[] {
  return recordActs(chart).map(({ id, title }) => ({
    id: `act:${id}`,
    title,
    keys: undefined,
    group: 'record',
    run: () => askAct(patientId, id),
  }));
}

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

const printShown = (patientId: string | undefined): void => {
  if (patientId === undefined) print();
  else void printRecord(patientId);
};

function commandsOfApp(
  actions: AppActions,
  patientId: string | undefined,
  chart: Chart | undefined,
): RunnableCommand[] {
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
    ...(patientId !== undefined && chart?.offers.has('print') !== true
      ? []
      : [command('print', 'Skriv ut det som visas', 'Print what is shown', undefined, () => printShown(patientId))]),
    command('sign-out', 'Logga ut', 'Sign out', undefined, actions.signOut),
  ];
}
