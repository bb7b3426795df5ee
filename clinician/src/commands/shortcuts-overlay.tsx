/** All the keys on one sheet. */
import { Button } from '@vardkedjan/ui/button/button.tsx';
import { Dialog } from '@vardkedjan/ui/dialog/dialog.tsx';
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import type { RunnableCommand } from './app-commands.ts';
import { Keys } from './palette.tsx';
import { texts } from './texts.ts';
import './commands.css';

const groups = ['record', 'page', 'app'] as const;

export function ShortcutsOverlay({ commands, onClose }: { commands: readonly RunnableCommand[]; onClose: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const withKeys = commands.filter((command) => command.keys !== undefined);
  return (
    <Dialog
      title={t.shortcuts}
      isOpen
      onClose={onClose}
      size="wide"
      actions={<Button onPress={onClose}>{t.close}</Button>}
    >
      <p className="quiet">{t.notWhileTyping}</p>
      <div className="shortcuts">
        {groups
          .filter((group) => withKeys.some((command) => command.group === group))
          .map((group) => (
            <section key={group}>
              <h3>{t.groups[group]}</h3>
              <dl>
                {withKeys
                  .filter((command) => command.group === group)
                  .map((command) => (
                    <Shortcut key={command.id} title={command.title[language]} keys={command.keys ?? ''} />
                  ))}
                {group === 'app' ? <Shortcut title={t.openPalette} keys={t.palettesKeys} /> : null}
              </dl>
            </section>
          ))}
      </div>
    </Dialog>
  );
}

function Shortcut({ title, keys }: { title: string; keys: string }) {
  return (
    <div className="shortcut">
      <dt>{title}</dt>
      <dd>
        <Keys keys={keys} />
      </dd>
    </div>
  );
}
