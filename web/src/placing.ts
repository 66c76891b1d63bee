// Where an element stands in its page, through the shadow roots around it.

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
