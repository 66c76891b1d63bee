// "Was this article helpful?": an event for the host page; nothing is sent.
const section = document.querySelector('.helpful');
const answers = section?.querySelector('.answers');
const thanks = section?.querySelector('.thanks');

if (section && answers && thanks) {
  answers.hidden = false;
  answers.addEventListener('click', ({ target }) => {
    if (!(target instanceof HTMLButtonElement)) return;
    section.dispatchEvent(new CustomEvent('mail-doctor-helpful', { bubbles: true, detail: { helpful: target.value === 'yes' } }));
    answers.hidden = true;
    thanks.hidden = false;
  });
}
