/** Pins or takes away, and says in words when it could not be done. */
import type { OfferedPin } from '@vardkedjan/care/coordination/orders/favourites/pins.ts';
import { FhirFailure } from '@vardkedjan/ui/fhir-failure.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { useState } from 'react';
import { usePinning } from './queries.ts';
import { oftenTexts } from './texts.ts';

interface PinTried {
  /** True when it was done. */
  tried: (pin: OfferedPin, isPinned: boolean) => Promise<boolean>;
  problem: string | undefined;
}

export function usePinTried(): PinTried {
  const t = useTexts(oftenTexts);
  const pinning = usePinning();
  const [problem, setProblem] = useState<string>();
  const tried = async (pin: OfferedPin, isPinned: boolean): Promise<boolean> => {
    setProblem(undefined);
    try {
      await pinning(pin, isPinned);
      return true;
    } catch (failure) {
      if (!(failure instanceof FhirFailure)) throw failure;
      setProblem(failure.kind === 'offline' ? t.offline : failure.kind === 'conflict' ? t.tooMany : t.notPinned);
      return false;
    }
  };
  return { tried, problem };
}
