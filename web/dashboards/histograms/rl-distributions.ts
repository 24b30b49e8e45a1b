import { RlHistograms } from './rl-histograms.ts';

/** The same series as percentiles over the steps. */
export class RlDistributions extends RlHistograms {
  protected override get areDistributions(): boolean {
    return true;
  }
}
customElements.define('rl-distributions', RlDistributions);

declare global {
  interface HTMLElementTagNameMap {
    'rl-distributions': RlDistributions;
  }
}
