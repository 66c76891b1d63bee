// The opening: the first question, on screen and open to a press while the examination is still on its way. The element then takes
// over what was pressed, and where the focus is. It imports nothing of the element's, so that it arrives first; the looks stand here.
import type { Profile } from './generated/contract.js';
import type { Language, OpeningCatalog } from './generated/messages/catalog.js';
import { openings } from './generated/messages/opening.js';
import styles from './styles.css';

export const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

type Attributes = Readonly<Record<string, string>>;

function make(name: string, attributes: Attributes = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [each, value] of Object.entries(attributes)) element.setAttribute(each, value);
  element.append(...children);
  return element;
}

const ANSWER = 'question.symptom.answer.';

function panelOf(words: object, language: Language): HTMLElement {
  const texts = openings[language];
  const say = (key: string): string => {
    const message = texts[key as keyof OpeningCatalog];
    return typeof message === 'string' ? message : message(words as { webmail: string });
  };
  const choice = (answer: string, text: string, look = 'choice'): HTMLElement =>
    make('button', { type: 'button', class: look, part: 'choice', 'data-answer': answer, 'aria-pressed': 'false' }, make('span', { class: 'dot', 'aria-hidden': 'true' }), make('span', {}, text));
  const answers = Object.keys(texts).filter((key) => key.startsWith(ANSWER)).map((key) => choice(key.slice(ANSWER.length), say(key)));
  const plain = (name: string, key: string, more: Attributes = {}): HTMLElement => make('button', { type: 'button', class: 'plain', 'data-action': name, ...more }, say(key));
  const actions = make('p', { class: 'actions' }, plain('paste', 'ui.paste.have'));
  const panel = make('section', { class: 'panel opening', part: 'panel', lang: language, 'aria-labelledby': 'title' },
    make('header', {}, make('h2', { id: 'title', tabindex: '-1' }, say('ui.title')), make('p', { id: 'privacy', class: 'help' }, say('ui.privacy'))),
    make('div', { class: 'step' },
      make('fieldset', { class: 'question' },
        make('legend', {}, make('h3', { class: 'heading', tabindex: '-1' }, say('question.symptom.title'))),
        make('div', { class: 'choices', part: 'choices' }, ...answers, choice('dont-know', say('ui.dontKnow'), 'choice quiet'))),
      actions),
    make('details', { class: 'words' }, make('summary', {}, say('ui.words.title'))),
    make('footer', {}, plain('language', 'ui.otherLanguage', { lang: language === 'sv' ? 'en' : 'sv' }), plain('forget', 'ui.forget')));
  const wait = make('span', { role: 'status', class: 'help' });
  actions.append(wait);
  panel.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('button');
    if (!button) return;
    for (const one of panel.querySelectorAll('[data-answer]')) one.setAttribute('aria-pressed', String(one === button));
    for (const one of panel.querySelectorAll('button')) one.toggleAttribute('data-pressed', one === button);
    wait.textContent = say('ui.wait');
  });
  return panel;
}

/** Puts the first question into `element`, defined already or not yet, unless the examination is there or cannot run. */
export function open(element: HTMLElement, profile: Partial<Profile>, language: Language): void {
  const words = profile.words?.[language] ?? Object.values(profile.words ?? {})[0];
  // What the operator publishes is the core's to judge, and stands above the question.
  if (!words || profile.notice || element.dataset['state'] === 'failed' || element.shadowRoot?.querySelector('.panel')) return;
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' }); // not before: an empty one hides the article
  root.adoptedStyleSheets = [sheet];
  element.dataset['state'] = 'opening';
  root.prepend(panelOf(words, language)); // before what Lit may have there already, which it clears to its end
}

/** What stands in the place of `one` of the opening's buttons. */
const twin = (root: ParentNode, { dataset }: HTMLElement): HTMLElement | null =>
  root.querySelector(dataset['answer'] ? `[data-answer="${dataset['answer']}"]` : `[data-action="${dataset['action']}"]`);

/** Ends the opening in `root`, where the examination now stands, or the article: what was pressed is pressed there, and the focus stays. */
export function takeOver(root: ShadowRoot, focused: Element | null): void {
  const opening = root.querySelector('.opening');
  if (!opening) return;
  opening.remove();
  for (const each of root.querySelector('.step')?.getAnimations() ?? []) each.finish();
  if (focused instanceof HTMLElement && opening.contains(focused)) twin(root, focused)?.focus();
  const pressed = opening.querySelector<HTMLElement>('[data-pressed]');
  if (pressed) twin(root, pressed)?.click();
}
