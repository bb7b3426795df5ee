/** What is done with a stay from the board: each from the version that was seen, told in words, and taken back while it is fresh. */
import type { Bundle, Encounter, Task } from '@medplum/fhirtypes';
import { readResource, request, updateResource } from '@vardkedjan/ui/fhir-client.ts';
import { FhirFailure, type Refusal } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { texts } from '../texts.ts';
import { useWardChanged } from './ward-query.ts';

export type Stay = Encounter & { id: string };
export type Change = (stay: Encounter) => Encounter;

interface Done {
  text: string;
  undo?: () => Promise<void>;
}

const etagOf = ({ meta }: Encounter) => (meta?.versionId === undefined ? undefined : `W/"${meta.versionId}"`);
const patientOf = ({ subject }: Encounter) => subject?.reference?.split('/').at(-1);

export const changeStay = async (stay: Stay, change: Change) =>
  updateResource<Encounter>({ ...change(stay), id: stay.id }, etagOf(stay), patientOf(stay));

/** Whoever lies elsewhere leaves that place, and whoever asked for the bed is answered, in the same unit of work. */
function admission(stay: Stay, leaves: readonly [Stay, Change][], answered?: Task & { id: string }): Bundle {
  const entry = leaves.map(([other, change]) => {
    const ifMatch = etagOf(other);
    return {
      resource: change(other),
      request: { method: 'PUT' as const, url: `Encounter/${other.id}`, ...(ifMatch !== undefined && { ifMatch }) },
    };
  });
  const made = { resource: stay, request: { method: 'PUT' as const, url: `Encounter/${stay.id}` } };
  const request = answered && {
    resource: answered,
    request: {
      method: 'PUT' as const,
      url: `Task/${answered.id}`,
      ifMatch: `W/"${answered.meta?.versionId ?? ''}"`,
    },
  };
  return { resourceType: 'Bundle', type: 'transaction', entry: [made, ...entry, ...(request ? [request] : [])] };
}

export function useMoving() {
  const t = useTexts(texts);
  const wardChanged = useWardChanged();
  const [done, setDone] = useState<Done>();
  const [problem, setProblem] = useState('');

  /** True when it was done. A refusal by law goes to whoever asked, who can offer the lawful step. */
  async function attempt(write: () => Promise<Done>, onRefused?: (refusal: Refusal) => void): Promise<boolean> {
    setProblem('');
    try {
      setDone(await write());
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      if (failure.refusal && onRefused) onRefused(failure.refusal);
      else setProblem(inWords(failure));
      return false;
    } finally {
      await wardChanged();
    }
  }

  const inWords = (failure: FhirFailure) =>
    failure.kind === 'changed-meanwhile' ? t.changedMeanwhile : (t.problems[failure.message] ?? failure.message);

  return {
    done,
    problem,
    setProblem,
    change: (stay: Stay, to: Change, back: Change | undefined, text: string) =>
      attempt(async () => {
        const { resource } = await changeStay(stay, to);
        const undo = back && (async () => void (await changeStay({ ...resource, id: stay.id }, back)));
        return { text, ...(undo && { undo }) };
      }),
    admit: (
      stay: Stay,
      leaves: readonly [Stay, Change][],
      back: Change,
      text: string,
      onRefused: (refusal: Refusal) => void,
      answered?: Task & { id: string },
    ) =>
      attempt(async () => {
        const body = admission(stay, leaves, answered);
        await request('/fhir', { method: 'POST', patient: patientOf(stay), body });
        const undo = async () => {
          const { resource } = await readResource<Encounter>('Encounter', stay.id);
          await changeStay({ ...resource, id: stay.id }, back);
        };
        return { text, ...(leaves.length === 0 && answered === undefined && { undo }) };
      }, onRefused),
    takeBack: () =>
      attempt(async () => {
        await done?.undo?.();
        return { text: t.undone };
      }),
  };
}

export type Moving = ReturnType<typeof useMoving>;
