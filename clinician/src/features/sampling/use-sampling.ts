/** One hand at the tubes: which patient is shown, whose wristband was scanned, which tubes are ticked, and the signing. */
import type { Practitioner, Reference } from '@medplum/fhirtypes';
import { nameWithTitle } from '@vardkedjan/care/people/name-with-title.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { listNameOfPatient } from '../../chart/person.ts';
import { useScans } from '../../find/scan-taker.ts';
import { useSession } from '../../session/session-context.ts';
import { readScan, type Scan } from './scan-tube.ts';
import { take, takeBack } from './take.ts';
import { texts, type Texts } from './texts.ts';
import type { SamplingPatient, TubeRow } from './tube-rows.ts';
import { type Signing, useSigning } from './use-signing.ts';

export interface Sampling extends Pick<Signing, 'isSigning' | 'problem' | 'said'> {
  shown: SamplingPatient | undefined;
  show: (id: string) => void;
  /** Ids of tubes; those that were scanned are among them. */
  ticked: ReadonlySet<string>;
  scanned: ReadonlySet<string>;
  tick: (tube: TubeRow) => void;
  sign: () => Promise<void>;
  undo: (tube: TubeRow) => Promise<void>;
}

interface Marked {
  /** The patient whose wristband was scanned. */
  banded?: string;
  ticked: ReadonlySet<string>;
  scanned: ReadonlySet<string>;
}

const unmarked: Marked = { ticked: new Set(), scanned: new Set() };

/** `asked`: the patient who is shown to begin with. */
export function useSampling(patients: readonly SamplingPatient[], asked?: string): Sampling {
  const t = useTexts(texts);
  const collector = useCollector();
  const { tell, attempt, ...signing } = useSigning();
  const [chosen, choose] = useState(asked);
  const [marked, mark] = useState(unmarked);
  const { ticked, scanned } = marked;
  // Never another than the one that was asked for.
  const isAsked = asked !== undefined && chosen === asked;
  const shown = patients.find(({ id }) => id === chosen) ?? (isAsked ? undefined : patients[0]);
  const show = (id: string) => {
    choose(id);
    if (id === shown?.id) return;
    mark(unmarked);
    tell('');
  };
  useScans((code) => {
    const banded = patients.find(({ id }) => id === marked.banded);
    const scan = readScan(code, patients, banded);
    if (scan.kind === 'band') {
      show(scan.patient.id);
      mark((now) => ({ ...(scan.patient.id === shown?.id ? now : unmarked), banded: scan.patient.id }));
    }
    if (scan.kind === 'tube')
      mark({ ...marked, ticked: including(ticked, scan.tube.id), scanned: including(scanned, scan.tube.id) });
    tell(wrongOf(scan, shown, t));
  });
  return {
    ...signing,
    shown,
    show,
    ticked,
    scanned,
    tick: ({ id }) =>
      mark(
        ticked.has(id)
          ? { ...marked, ticked: without(ticked, id), scanned: without(scanned, id) }
          : { ...marked, ticked: including(ticked, id) },
      ),
    async sign() {
      const taken = (shown?.tubes ?? []).filter((tube) => !tube.isTaken && ticked.has(tube.id));
      if (shown === undefined || taken.length === 0) return tell(t.nothingTicked);
      const what = taken.map(({ container }) => container.display).join('; ');
      if (await attempt(shown.id, () => take(shown, taken, scanned, collector), t.signed(what)))
        mark((now) => ({ ...now, ticked: unmarked.ticked, scanned: unmarked.scanned }));
    },
    async undo(tube) {
      if (shown) await attempt(shown.id, () => takeBack(shown, tube), t.takenBack(tube.container.display));
    },
  };
}

function useCollector(): Reference<Practitioner> {
  const { session, assignment } = useSession();
  return {
    reference: `Practitioner/${session.caller?.practitioner?.id ?? ''}`,
    display: nameWithTitle(session.name, assignment.title),
  };
}

const without = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...set].filter((each) => each !== id));
const including = (set: ReadonlySet<string>, id: string): ReadonlySet<string> => new Set([...set, id]);

/** What is wrong with it; empty: nothing. */
function wrongOf(scan: Scan, shown: SamplingPatient | undefined, t: Texts): string {
  switch (scan.kind) {
    case 'band':
    case 'tube':
      return '';
    case 'taken':
      return t.takenAlready(scan.tube.container.display);
    case 'wrong-patient':
      return t.wrongPatient(listNameOfPatient(scan.owner.patient), shown ? listNameOfPatient(shown.patient) : '');
    case 'band-first':
      return t.scanBandFirst;
    case 'band-not-here':
      return t.bandNotHere;
    case 'not-on-list':
      return t.notOnList;
    case 'not-a-label':
      return t.notALabel;
  }
}
