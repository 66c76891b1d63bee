// A custom element that lit-html draws, once a frame at most, however often it is asked.
import { render, type TemplateResult } from 'lit/html.js';
import { frame } from './pause.js';

export abstract class RenderedElement extends HTMLElement {
  /** Fulfilled once what was asked for is on screen. */
  updateComplete: Promise<void> = Promise.resolve();
  /** A page may have opened it. */
  protected readonly root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
  #isAsked = false;

  /** Properties that are attributes, as HTML's own elements have them: a text or null, or for `flags` whether it is there. */
  constructor(texts: Readonly<Record<string, string>>, flags: Readonly<Record<string, string>>) {
    super();
    for (const [name, attribute] of Object.entries({ ...texts, ...flags })) {
      const early: unknown = Reflect.get(this, name); // set before the element was defined
      Object.defineProperty(this, name, {
        get: () => (name in flags ? this.hasAttribute(attribute) : this.getAttribute(attribute)),
        set: (value: unknown) => {
          if (value === false || value == null) this.removeAttribute(attribute);
          else this.setAttribute(attribute, value === true ? '' : String(value));
        },
      });
      if (early !== undefined) Reflect.set(this, name, early);
    }
  }

  protected abstract draw(): TemplateResult;
  /** It is on screen. */
  protected abstract drawn(): void;
  protected abstract broken(error: unknown): void;

  attributeChangedCallback(_name: string, before: string | null, now: string | null): void {
    if (before !== now) this.requestUpdate();
  }

  requestUpdate(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.updateComplete = this.#update();
  }

  /** A press is seen at once; what it leads to is reckoned after that. */
  async #update(): Promise<void> {
    await frame();
    this.#isAsked = false;
    try {
      render(this.draw(), this.root);
    } catch (error) {
      return this.broken(error);
    }
    this.drawn();
  }
}
