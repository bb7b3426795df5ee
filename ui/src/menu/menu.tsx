/** A button with a short list of things to do or choose under it. */
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Header } from 'react-aria-components/Header';
import { Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import '../button/button.css';
import '../select/select.css';
import './menu.css';

export interface MenuEntry {
  id: string;
  text: string;
  detail?: string;
  isChosen?: boolean;
  onAction: () => void;
}

export interface MenuGroup {
  title: string;
  entries: readonly MenuEntry[];
}

export function Menu({
  label,
  children,
  groups,
}: {
  label: string;
  children: ReactNode;
  groups: readonly MenuGroup[];
}) {
  return (
    <MenuTrigger>
      <Button className="button button-quiet menu-button" aria-label={label}>
        {children}
        <span aria-hidden="true" className="select-arrow" />
      </Button>
      <Popover className="floating" placement="bottom end" offset={4}>
        <AriaMenu className="choices" aria-label={label}>
          {groups.map((group) => (
            <MenuSection key={group.title} className="menu-group">
              <Header className="menu-title">{group.title}</Header>
              {group.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.text}
                  className="choice"
                  onAction={entry.onAction}
                >
                  <span className={entry.isChosen ? 'menu-chosen' : undefined}>
                    {entry.text}
                    {entry.isChosen ? <span aria-hidden="true"> ✓</span> : null}
                  </span>
                  {entry.detail ? <span className="choice-detail">{entry.detail}</span> : null}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
