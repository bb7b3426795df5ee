/** One tap gives somebody nobody knows a number, and opens the record of it. */
import { useMutation } from '@tanstack/react-query';
import type { KnownSex } from '@vardkedjan/care/people/unknown-person.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { Failed } from '@vardkedjan/ui/states/states.tsx';
import { goTo, recordAddress } from '../navigation.ts';
import { registerUnknown } from './identity-requests.ts';
import { texts } from './texts.ts';
import './identity.css';

const sexes: readonly KnownSex[] = ['female', 'male', 'unknown'];

export function RegisterUnknown({ onOpened }: { onOpened: () => void }) {
  const t = useTexts(texts);
  const register = useMutation({
    mutationFn: registerUnknown,
    onSuccess: (id) => {
      onOpened();
      goTo(recordAddress(id));
    },
  });
  return (
    <section className="register-unknown" aria-label={t.unknown}>
      <div className="register-unknown-sexes">
        <strong>{t.unknown}</strong>
        {sexes.map((sex) => (
          <Button key={sex} isDisabled={register.isPending} onPress={() => register.mutate(sex)}>
            {t.register[sex]}
          </Button>
        ))}
      </div>
      <p className="quiet">{t.unknownMore}</p>
      {register.isError ? <Failed failure={register.error} /> : null}
    </section>
  );
}
