/** Who is signed in, for which unit, and how the app looks. */
import { useLanguage, useTexts } from '@vardkedjan/ui/language.tsx';
import { Menu } from '@vardkedjan/ui/menu/menu.tsx';
import { useState } from 'react';
import { unitPages } from '../loaded.ts';
import { goTo, unitAddress } from '../navigation.ts';
import { texts as sessionTexts } from '../session/texts.ts';
import { useSession } from '../session/session-context.ts';
import { type Appearance, currentAppearance, keepAppearance } from './appearance.ts';
import { texts } from './texts.ts';

const themes = ['auto', 'light', 'dark'] as const;
const densities = ['compact', 'comfortable'] as const;

export function UserMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const t = useTexts(texts);
  const { purposes } = useTexts(sessionTexts);
  const { language, setLanguage } = useLanguage();
  const { session, assignment, changeAssignment, signOut } = useSession();
  const [appearance, setAppearance] = useState(currentAppearance);
  const change = (changed: Partial<Appearance>) => {
    const next = { ...appearance, ...changed };
    keepAppearance(next);
    setAppearance(next);
  };
  return (
    <Menu
      label={t.menu(session.name, assignment.careUnit.name)}
      groups={[
        {
          title: t.assignments,
          entries: session.assignments.map((each) => ({
            id: each.id,
            text: `${each.careUnit.name}, ${each.title}`,
            detail: `${purposes[each.purpose] ?? each.purpose} · ${each.careProvider.name}`,
            isChosen: each.id === assignment.id,
            onAction: () => void changeAssignment(each.id),
          })),
        },
        {
          title: assignment.careUnit.name,
          entries: unitPages
            .filter(({ page }) => page.forAll || assignment.purpose !== 'log-review')
            .map(({ page }) => ({
              id: page.path,
              text: page.title[language],
              onAction: () => goTo(unitAddress(page.path)),
            })),
        },
        {
          title: t.language,
          entries: [
            { id: 'sv', text: t.swedish, isChosen: language === 'sv', onAction: () => setLanguage('sv') },
            { id: 'en', text: t.english, isChosen: language === 'en', onAction: () => setLanguage('en') },
          ],
        },
        {
          title: t.theme,
          entries: themes.map((theme) => ({
            id: theme,
            text: t.themes[theme],
            isChosen: appearance.theme === theme,
            onAction: () => change({ theme }),
          })),
        },
        {
          title: t.density,
          entries: densities.map((density) => ({
            id: density,
            text: t.densities[density],
            isChosen: appearance.density === density,
            onAction: () => change({ density }),
          })),
        },
        {
          title: t.session,
          entries: [
            { id: 'shortcuts', text: t.shortcuts, onAction: onShortcuts },
            { id: 'sign-out', text: t.signOut, onAction: () => void signOut() },
          ],
        },
      ]}
    >
      <span className="user-menu-name">
        {session.name} <span className="quiet">{assignment.careUnit.name}</span>
      </span>
    </Menu>
  );
}
