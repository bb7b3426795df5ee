/** Whose log is asked for: a patient by number, a user by name or HSA-id, or the one's with the other; twelve months unless said otherwise. */
import { useQuery } from '@tanstack/react-query';
import { parsePersonId } from '@vardkedjan/care/people/person-id.ts';
import { stockholmDay } from '@vardkedjan/care/time/stockholm.ts';
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { isDay } from '@vardkedjan/ui/dates.ts';
import { useTexts } from '@vardkedjan/ui/language.tsx';
import { TextField } from '@vardkedjan/ui/text-field/text-field.tsx';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { type LogAsked, type User, usersQuery } from './queries.ts';
import { texts } from './texts.ts';

const isDayOrNone = (text: string): boolean => text === '' || isDay(text);

export function AskLog({ onAsk }: { onAsk: (asked: LogAsked) => void }) {
  const t = useTexts(texts);
  const [number, setNumber] = useState('');
  const [user, setUser] = useState<User>();
  const [start, setStart] = useState('');
  const [end, setEnd] = useState('');
  const [wasSent, setSent] = useState(false);
  const [today] = useState(() => stockholmDay(new Date()));
  const isNumber = number.trim() === '' || parsePersonId(number, today) !== undefined;
  const isAsked = number.trim() !== '' || user !== undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSent(true);
    if (isNumber && isAsked && isDayOrNone(start) && isDayOrNone(end))
      onAsk({ number: number.trim(), agent: user?.hsaId ?? '', start, end });
  };
  return (
    <form className="log-review-ask" onSubmit={submit} noValidate>
      <TextField
        label={t.number}
        value={number}
        onChange={setNumber}
        autoFocus
        {...(wasSent && !isNumber ? { error: t.numberWrong } : {})}
        {...(wasSent && !isAsked ? { error: t.needsOne } : {})}
      />
      <UserField user={user} onChoose={setUser} />
      <TextField
        label={t.start}
        value={start}
        onChange={setStart}
        placeholder="ÅÅÅÅ-MM-DD"
        {...(wasSent && !isDayOrNone(start) ? { error: t.dayWrong } : {})}
      />
      <TextField
        label={t.end}
        value={end}
        onChange={setEnd}
        placeholder="ÅÅÅÅ-MM-DD"
        {...(wasSent && !isDayOrNone(end) ? { error: t.dayWrong } : {})}
      />
      <Button type="submit" tone="primary" keys="Enter">
        {t.search}
      </Button>
    </form>
  );
}

function UserField({ user, onChoose }: { user: User | undefined; onChoose: (user: User | undefined) => void }) {
  const t = useTexts(texts);
  const [words, setWords] = useState('');
  const found = useQuery(usersQuery(useDeferredValue(words.trim()))).data;
  if (user)
    return (
      <div className="log-review-user">
        <p className="text-field-label">{t.user}</p>
        <p title={user.hsaId}>{user.name}</p>
        <Button tone="quiet" onPress={() => onChoose(undefined)}>
          {t.changeUser}
        </Button>
      </div>
    );
  return (
    <div className="log-review-user">
      <TextField label={t.userLabel} value={words} onChange={setWords} />
      {words.trim().length > 1 && found ? (
        <ul aria-label={t.users} className="log-review-users">
          {found.map((one) => (
            <li key={one.hsaId}>
              <Button tone="quiet" onPress={() => onChoose(one)}>
                {t.chosen(one.name, one.hsaId)}
              </Button>
            </li>
          ))}
          {found.length === 0 ? <li className="quiet">{t.noUsers}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}
