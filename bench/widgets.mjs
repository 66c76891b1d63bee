// The widgets that are compared, each alone on the same small page: how it is embedded, and when it can be used.
import { join } from 'node:path';
import { root } from './lib.mjs';

const packages = join(root, 'bench/node_modules');
export const page = (head, body) => `<!doctype html><html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bench</title>${head}<body><h1>Felsöka e-post</h1><p>Får du inte in din e-post?</p>${body}</body></html>`;

/** `ready` runs in the page: true as soon as a person can use the widget. `target`: what a person then presses. */
export const widgets = [
  {
    name: 'mail-doctor',
    /** Another moment of the same: a press in the first question has led to the next. */
    alsoReady: ['mail-doctor, second question', () => {
      const root = document.querySelector('mail-doctor')?.shadowRoot;
      if (root?.querySelector('.step[data-id]:not([data-id=symptom])')) return true;
      root?.querySelector('[data-answer=cannot-send]:not([data-pressed])')?.click();
      return false;
    }],
    // As the article has it, and as docs/embedding.md says of a widget that is on the first screen.
    html: page(`<script type="module" src="/site/mail-doctor.js"></script><link rel="modulepreload" href="/site/opening.js">
<link rel="preload" as="fetch" crossorigin href="/site/profiles/websupport.se.json">
<link rel="modulepreload" href="/site/element.js">`, '<mail-doctor profile="/site/profiles/websupport.se.json" lang="sv"></mail-doctor>'),
    ready: () => !!document.querySelector('mail-doctor')?.shadowRoot?.querySelector('[part=choice]'),
  },
  {
    name: 'altcha',
    html: page('<script type="module" src="/packages/altcha/dist/main/altcha.min.js"></script>', '<altcha-widget challenge="/none"></altcha-widget>'),
    ready: () => !!document.querySelector('altcha-widget input[type=checkbox]'),
    target: 'altcha-widget input[type=checkbox]',
  },
  {
    name: '@cap.js/widget',
    html: page('<script src="/packages/@cap.js/widget/cap.min.js" defer></script>', '<cap-widget data-cap-api-endpoint="/none/"></cap-widget>'),
    ready: () => !!document.querySelector('cap-widget')?.shadowRoot?.querySelector('.captcha'),
    target: 'cap-widget .captcha',
  },
  {
    name: 'friendly-challenge',
    html: page('<script type="module" src="/packages/friendly-challenge/widget.module.min.js"></script>', '<div class="frc-captcha" data-sitekey="x" data-puzzle-endpoint="/none" data-start="none"></div>'),
    ready: () => !!document.querySelector('.frc-captcha button'),
    target: '.frc-captcha button',
  },
];

export const pages = Object.fromEntries(widgets.map((widget, i) => [`/${i}.html`, widget.html]));
export const mounts = { '/site/': join(root, 'build/site'), '/packages/': packages };
