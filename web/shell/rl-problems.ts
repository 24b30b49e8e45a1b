import { css, html, LitElement, nothing } from 'lit';
import { formatAge, formatPlural } from '../base/format.ts';
import type { StatusUpdate } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon.ts';
import '../widgets/rl-notice.ts';
import { describePlace, formatReport, type Problem } from './problem-report.ts';

/** What could not be read: which file, where, why, and when it was found. */
export class RlProblems extends LitElement {
  static override properties = {
    status: { attribute: false },
    nowSec: { type: Number },
    isCopied: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
      }
      rl-notice b {
        font-weight: var(--rl-w-strong);
      }
      ul {
        overflow: auto;
      }
      li {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        gap: 2px 8px;
        padding: 8px 12px;
        border-bottom: 1px solid var(--rl-border);
      }
      li rl-icon {
        margin-top: 1px;
        color: var(--rl-warning);
      }
      .file {
        font-weight: var(--rl-w-strong);
        direction: rtl;
        text-align: left;
      }
      li p {
        grid-column: 2 / 4;
        color: var(--rl-text-2);
        overflow-wrap: anywhere;
      }
      .note {
        padding: 10px 12px 12px 36px;
      }
    `,
  ];

  declare status: StatusUpdate;
  /** The server's clock. */
  declare nowSec: number;
  declare protected isCopied: boolean;

  constructor() {
    super();
    this.isCopied = false;
  }

  protected override render(): unknown {
    const { problems, problemCount } = this.status;
    const moreCount = problemCount - problems.length;
    return html`<rl-notice kind="warning">
        <b>${formatPlural(problemCount, 'problem')}.</b>
        <span class="secondary">Everything that could be read is shown.</span>
        <button slot="action" type="button" class="button" @click=${this.#copy}>
          <rl-icon name="copy"></rl-icon>${this.isCopied ? 'Copied' : 'Copy report'}
        </button>
      </rl-notice>
      <ul tabindex="0" aria-label="Problems">
        ${problems.map((problem) => this.#item(problem))}
      </ul>
      <p class="note faint">
        ${moreCount > 0 ? html`${formatPlural(moreCount, 'older one')} not listed. ` : nothing}A record that
        is only half written is not a problem: it is read when the rest arrives.
      </p>`;
  }

  #item(problem: Problem): unknown {
    const { file, message, time } = problem;
    return html`<li>
      <rl-icon name="warning"></rl-icon>
      <span class="file cut" title=${file ?? ''}><bdi dir="ltr">${file}</bdi></span>
      <span class="faint">${formatAge(this.nowSec - (time ?? this.nowSec))} ago</span>
      <p>${message} <span class="faint">(${describePlace(problem)})</span></p>
    </li>`;
  }

  async #copy(): Promise<void> {
    const { problems, problemCount } = this.status;
    await navigator.clipboard.writeText(formatReport(problems, problemCount));
    this.isCopied = true;
  }
}
customElements.define('rl-problems', RlProblems);

declare global {
  interface HTMLElementTagNameMap {
    'rl-problems': RlProblems;
  }
}
