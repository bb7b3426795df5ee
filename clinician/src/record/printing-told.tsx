/** Why nothing was printed; and on a paper that the browser makes all the same, one sentence in the place of the record. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { usePrinting } from './printing.ts';
import { RefusedHere } from './refused-here.tsx';
import { texts } from './texts.ts';

export function Printing({ patientId, isOffered }: { patientId: string; isOffered: boolean }) {
  const t = useTexts(texts);
  const { refusal, close } = usePrinting(patientId, isOffered);
  return (
    <>
      <p className="print-withheld">{t.printWithheld}</p>
      {refusal ? (
        <Dialog title={t.notPrinted} isOpen onClose={close} actions={<Button onPress={close}>{t.close}</Button>}>
          <RefusedHere refusal={refusal} />
        </Dialog>
      ) : null}
    </>
  );
}
