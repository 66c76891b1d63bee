// Where an element stands in its page, through the shadow roots around it.
import { frame } from './pause.js';

/** The element, and the hosts of the shadow roots that it is in, from the inside out. */
function hostsOf(element: Element): Element[] {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? [element, ...hostsOf(root.host)] : [element];
}

/** Tells it apart from others of its kind on the page: its place among them, in each tree that it is in. */
export function placeOf(element: Element): string {
  const place = (one: Element): number => [...(one.getRootNode() as ParentNode).querySelectorAll(one.localName)].indexOf(one);
  return hostsOf(element).map(place).reverse().join('.');
}

/** The language of what is around it. */
export const languageAround = (element: Element): string | undefined =>
  hostsOf(element).map((one) => one.closest('[lang]')?.getAttribute('lang')).find((lang) => lang) ?? undefined;

/**
 * Focus and scrolling for a step that is on screen: the person moved to it, or comes back to the page, or had the focus where it is
 * lost. When the browser has laid the step out anyway: both would make it do so in the task that made the step.
 */
export async function settle(element: HTMLElement, { moved, resumed, lost }: { moved: boolean; resumed: boolean; lost: boolean }): Promise<void> {
  await frame();
  const { shadowRoot: root } = element;
  const isThere = root?.activeElement?.closest('.step'); // somebody was quicker
  if ((moved || lost) && !isThere) root?.querySelector<HTMLElement>('.heading')?.focus({ preventScroll: true });
  const beyond = moved && (root?.querySelector('.step')?.getBoundingClientRect().bottom ?? 0) > innerHeight;
  if (beyond || ((moved || resumed) && element.getBoundingClientRect().top < 0)) element.scrollIntoView({ block: 'start' });
}
