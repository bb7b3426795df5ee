/** Light, dark or as the machine says; compact or comfortable. A preference of the browser, kept in it. */
export type Theme = 'auto' | 'light' | 'dark';
export type Density = 'compact' | 'comfortable';

export interface Appearance {
  theme: Theme;
  density: Density;
}

const storageKey = 'vardkedjan.appearance';

export function readAppearance(kept: string | null): Appearance {
  const [theme, density] = (kept ?? '').split(' ');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    density: density === 'comfortable' ? 'comfortable' : 'compact',
  };
}

export function currentAppearance(): Appearance {
  return readAppearance(localStorage.getItem(storageKey));
}

export function applyAppearance(appearance: Appearance = currentAppearance()): void {
  const root = document.documentElement;
  root.dataset.density = appearance.density;
  if (appearance.theme === 'auto') delete root.dataset.theme;
  else root.dataset.theme = appearance.theme;
}

export function keepAppearance(appearance: Appearance): void {
  localStorage.setItem(storageKey, `${appearance.theme} ${appearance.density}`);
  applyAppearance(appearance);
}
