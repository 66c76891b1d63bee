// Text into the clipboard.

/** `root` is where a box may stand for a moment. False where the browser refuses. */
export async function copyText(text: string, root: HTMLElement | DocumentFragment): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, root);
  }
}

/** For pages without the clipboard interface, such as plain HTTP. */
function copyBySelection(text: string, root: HTMLElement | DocumentFragment): boolean {
  const before = root instanceof ShadowRoot ? root.activeElement : null;
  const box = document.createElement('textarea');
  box.className = 'unseen';
  box.value = text;
  root.append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}
