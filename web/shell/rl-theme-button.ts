import { html, LitElement } from 'lit';
import { ObserveController } from '../data/observe-controller.ts';
import { theme, type ThemeChoice } from '../theme/theme.ts';
import type { IconName } from '../widgets/rl-icon.ts';
import '../widgets/rl-icon-button.ts';

const CHOICES: Readonly<Record<ThemeChoice, { icon: IconName; name: string; next: ThemeChoice }>> = {
  system: { icon: 'contrast', name: 'as the system', next: 'light' },
  light: { icon: 'sun', name: 'light', next: 'dark' },
  dark: { icon: 'moon', name: 'dark', next: 'system' },
};

/** Goes through the themes: as the system, light, dark. */
export function chooseNextTheme(): void {
  theme.choose(CHOICES[theme.choice].next);
}

/** The button for it, which shows the present one. */
export class RlThemeButton extends LitElement {
  constructor() {
    super();
    new ObserveController(this, theme);
  }

  protected override render(): unknown {
    const { icon, name, next } = CHOICES[theme.choice];
    const label = `Theme: ${name}. Change to ${CHOICES[next].name} (Shift+T)`;
    return html`<rl-icon-button .icon=${icon} .label=${label} @click=${chooseNextTheme}></rl-icon-button>`;
  }
}
customElements.define('rl-theme-button', RlThemeButton);

declare global {
  interface HTMLElementTagNameMap {
    'rl-theme-button': RlThemeButton;
  }
}
