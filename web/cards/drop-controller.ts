import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { CARD_DRAG_TYPE } from '../widgets/rl-card.ts';

/** Lets another card be dropped on its host, which is rendered as that comes and goes. */
export class DropController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onDropped: (text: string) => void;
  #isTarget = false;

  /** `onDropped` gets the `dragText` of the card. */
  constructor(host: ReactiveControllerHost & HTMLElement, onDropped: (text: string) => void) {
    this.#host = host;
    this.#onDropped = onDropped;
    host.addController(this);
  }

  /** Whether a card is held over it. */
  get isTarget(): boolean {
    return this.#isTarget;
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#onDragOver);
    this.#host.addEventListener('dragleave', this.#onDragLeave);
    this.#host.addEventListener('drop', this.#onDrop);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#onDragOver);
    this.#host.removeEventListener('dragleave', this.#onDragLeave);
    this.#host.removeEventListener('drop', this.#onDrop);
  }

  readonly #onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes(CARD_DRAG_TYPE)) return;
    event.preventDefault();
    this.#change(true);
  };

  readonly #onDragLeave = (): void => this.#change(false);

  readonly #onDrop = (event: DragEvent): void => {
    this.#change(false);
    const text = event.dataTransfer?.getData(CARD_DRAG_TYPE);
    if (!text) return;
    event.preventDefault();
    this.#onDropped(text);
  };

  #change(isTarget: boolean): void {
    if (isTarget === this.#isTarget) return;
    this.#isTarget = isTarget;
    this.#host.requestUpdate();
  }
}
