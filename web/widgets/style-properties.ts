import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

class StylePropertiesDirective extends Directive {
  readonly #set = new Map<string, string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styleProperties stands alone in a tag: <i ${…}>');
  }

  override render(_values: Readonly<Record<string, string | undefined>>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [values]: [Readonly<Record<string, string | undefined>>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(values)) {
      if (this.#set.get(name) === value) continue;
      if (value === undefined) {
        style.removeProperty(name);
        this.#set.delete(name);
      } else {
        style.setProperty(name, value);
        this.#set.set(name, value);
      }
    }
    return noChange;
  }
}

/**
 * Sets CSS properties of one element: `<i ${styleProperties({ '--c': 'var(--rl-run-1)', top: '28px' })}></i>`.
 * Unlike Lit's styleMap it never writes a style attribute, which the page's content security policy forbids.
 * Give the same names each time; undefined removes one.
 */
export const styleProperties = directive(StylePropertiesDirective);
