/**
 * What the benchmarks run inside the page: `window.probe`. Handed over as text, so it may use nothing from outside itself.
 */
export interface PageProbe {
  /** Milliseconds from the start of navigation until all charts in sight had drawn. */
  readonly drawn: Promise<number>;
  /** Starts noting the time between frames. */
  startFrames(): void;
  /** Ends it; milliseconds of each frame since. */
  endFrames(): number[];
  /** Starts noting how long after each movement of the pointer the frame that answers it was done. */
  startHovers(): void;
  endHovers(): number[];
  /** Milliseconds from now until each chart in sight has drawn, and none has for half a second after. */
  awaitCharts(): Promise<number>;
  /** Sets the first slider of the page as a drag would, and waits for the charts. */
  slide(value: number): Promise<number>;
  /** Chooses among the few choices of the toolbar by its label, and waits for the charts. */
  choose(label: string): Promise<number>;
  /** Types a query into the run list; milliseconds until the frame that shows what it finds was done. */
  findRuns(query: string): Promise<number>;
  /** Draws or hides all listed runs, and waits for the charts. */
  toggleListed(): Promise<number>;
  /** Scrolls the run list by so many pixels a frame to its end. */
  scrollRuns(pixelsPerFrame: number): Promise<void>;
  /** Scrolls the first element that the selector finds by so many pixels a frame to its end. */
  scrollBy(selector: string, pixelsPerFrame: number): Promise<void>;
  /** Milliseconds from the start of navigation until all cards in sight have what is drawn in them and nothing pending. */
  awaitCards(site: CardSelectors): Promise<number>;
}

/** How to know the cards of a page. */
export interface CardSelectors {
  readonly card: string;
  /** In a card, or true of it, as long as it is not drawn. */
  readonly pending: string;
  /** In a card, or true of it, once it is. */
  readonly drawn: string;
}

declare global {
  interface Window {
    probe: PageProbe;
  }
}

/** Makes `window.probe`. Given to `page.addInitScript`. */
export function installProbe(): void {
  // Charts may be drawn at once with what they hold, and again with an answer that takes its time.
  const QUIET_MS = 500;
  const findAll = (selector: string, root: ParentNode = document): HTMLElement[] => {
    const found: HTMLElement[] = [];
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      if (element.matches(selector)) found.push(element);
      if (element.shadowRoot) found.push(...findAll(selector, element.shadowRoot));
    }
    return found;
  };
  const isInSight = (element: Element): boolean => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && bottom > 0 && top < innerHeight - 24;
  };
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  /** After the frame that is being made has been handed over. */
  const afterFrame = async (): Promise<number> => {
    await nextFrame();
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => resolve());
      port1.start();
      port2.postMessage(0);
    });
    return performance.now();
  };

  const awaitCards = async ({ card, pending, drawn }: CardSelectors): Promise<number> => {
    const has = (element: Element, selector: string): boolean =>
      element.matches(selector) || element.querySelector(selector) !== null;
    for (;;) {
      // Looking through the whole page costs: not at every frame.
      await new Promise((resolve) => setTimeout(resolve, 25));
      await nextFrame();
      const cards = findAll(card).filter(isInSight);
      if (cards.length > 0 && cards.every((each) => has(each, drawn) && !has(each, pending))) {
        return performance.now();
      }
    }
  };

  const awaitCharts = (): Promise<number> => {
    const started = performance.now();
    const waiting = new Set(findAll('rl-line-chart, rl-plot').filter(isInSight));
    const listening = new AbortController();
    return new Promise((resolve) => {
      let last = started;
      let quiet: ReturnType<typeof setTimeout> | undefined;
      for (const chart of waiting) {
        const onDrawn = (): void => {
          last = performance.now();
          waiting.delete(chart);
          clearTimeout(quiet);
          if (waiting.size > 0) return;
          quiet = setTimeout(() => {
            listening.abort();
            resolve(last - started);
          }, QUIET_MS);
        };
        chart.addEventListener('chart-drawn', onDrawn, { signal: listening.signal });
      }
    });
  };

  let frames: number[] | undefined;
  let hovers: number[] = [];
  let hovering: AbortController | undefined;
  window.probe = {
    drawn: awaitCards({
      card: '[role="figure"]',
      pending: '[aria-busy="true"]',
      drawn: '[aria-busy="false"]',
    }),
    startFrames() {
      const noted: number[] = [];
      frames = noted;
      const note = async (before: number): Promise<void> => {
        const now = await nextFrame();
        if (frames !== noted) return;
        noted.push(now - before);
        await note(now);
      };
      void nextFrame().then(note);
    },
    endFrames() {
      const noted = frames ?? [];
      frames = undefined;
      return noted;
    },
    startHovers() {
      hovers = [];
      hovering = new AbortController();
      const note = (event: Event): void => {
        void afterFrame().then((done) => hovers.push(done - event.timeStamp));
      };
      addEventListener('pointermove', note, { capture: true, signal: hovering.signal });
    },
    endHovers() {
      hovering?.abort();
      return hovers;
    },
    awaitCharts,
    slide(value) {
      const [slider] = findAll('input[type="range"]') as HTMLInputElement[];
      if (!slider) throw new Error('there is no slider');
      const done = awaitCharts();
      slider.valueAsNumber = value;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      return done;
    },
    choose(label) {
      const option = findAll('[role="radio"]').find((each) => each.textContent?.trim() === label);
      if (!option) throw new Error(`there is no choice ${label}`);
      const done = awaitCharts();
      option.click();
      return done;
    },
    async findRuns(query) {
      const [field] = findAll('rl-run-list').flatMap((list) =>
        findAll('input', list.shadowRoot as ShadowRoot),
      ) as HTMLInputElement[];
      if (!field) throw new Error('there is no run list');
      const started = performance.now();
      field.value = query;
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      return (await afterFrame()) - started;
    },
    toggleListed() {
      const [box] = findAll('button.all');
      if (!box) throw new Error('there is no run list');
      const done = awaitCharts();
      box.click();
      return done;
    },
    async scrollRuns(pixelsPerFrame) {
      const [tree] = findAll('[role="tree"]');
      if (!tree) throw new Error('there is no run list');
      while (tree.scrollTop + tree.clientHeight < tree.scrollHeight - 1) {
        tree.scrollTop += pixelsPerFrame;
        await nextFrame();
      }
    },
    awaitCards,
    async scrollBy(selector, pixelsPerFrame) {
      const [scroller] = findAll(selector);
      if (!scroller) throw new Error('there are no cards');
      while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 1) {
        scroller.scrollTop += pixelsPerFrame;
        await nextFrame();
      }
    },
  };
}
